//! Bounds on markup before it is parsed: depth, attributes of a tag, formatting left open.
//!
//! Building a tree looks back through all open elements at many tags, so a file of 200,000 nested elements would take
//! minutes, and walking the tree could exhaust the stack; browsers cap the depth as well. Tags beyond the bounds are left
//! out, their text stays.

use std::borrow::Cow;

use super::elements::Class;
use super::tags::{Tag, tags};

/// Deepest nesting. Real pages stay below half of it; Blink stops at 512.
const MOST_OPEN: usize = 256;

/// Most attributes of one tag. Parsers compare each with all before it.
const MOST_ATTRIBUTES: usize = 128;

/// A tag shorter than this has no more.
const SHORT_TAG: usize = MOST_ATTRIBUTES * 2;

/// Most formatting elements that are open at once, links aside: a new link closes the one before. Each block after those
/// that are left open holds all of them again.
const MOST_FORMATTING: usize = 12;

/// Most elements of a tree, those counted that a parser opens again. A tree of so many takes some hundreds of megabytes.
/// The longest pages that people read have a tenth of it.
pub(crate) const MOST_ELEMENTS: usize = 400_000;

/// Sources up to this long need not be looked at closely where they have few tags.
const SHORT: usize = 20_000;

/// The source with what exceeds the bounds left out; borrowed where nothing does.
pub(super) fn within_bounds(source: &str) -> Cow<'_, str> {
    // What has fewer tags than the least bound cannot pass it; most bodies end here.
    let few = || {
        memchr::memchr_iter(b'<', source.as_bytes())
            .nth(MOST_FORMATTING)
            .is_none()
    };
    if source.len() < SHORT_TAG || (source.len() < SHORT && few()) {
        return Cow::Borrowed(source);
    }
    let mut open = Open::default();
    let mut out = String::new();
    let mut copied = 0;
    for tag in tags(source) {
        let keep_to = if !open.takes(&tag) {
            tag.start
        } else if let Some(end) = attributes_end(&tag, source) {
            end
        } else {
            continue;
        };
        out.push_str(source.get(copied..keep_to).unwrap_or_default());
        if keep_to > tag.start {
            out.push('>');
        }
        copied = tag.end;
    }
    if copied == 0 {
        return Cow::Borrowed(source);
    }
    out.push_str(source.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Whether the tree of a source would have more than [`MOST_ELEMENTS`].
pub(crate) fn is_too_dense(source: &str) -> bool {
    let brackets = memchr::memchr_iter(b'<', source.as_bytes());
    if brackets.take(MOST_ELEMENTS / (MOST_FORMATTING + 1)).count() * (MOST_FORMATTING + 1)
        < MOST_ELEMENTS - MOST_FORMATTING
    {
        return false;
    }
    let mut open = Open::default();
    let mut elements = 0;
    for tag in tags(source) {
        let closing = tag.closing;
        let block = !tag.class.is(Class::FORMATTING) && !tag.class.is(Class::VOID);
        if open.takes(&tag) && !closing {
            // Formatting that is left open is opened again in the next block.
            elements += 1 + if block { open.formatting.open } else { 0 };
        }
        if elements > MOST_ELEMENTS {
            return true;
        }
    }
    false
}

/// Where the last attribute ends that a tag may keep, if it has more.
fn attributes_end(tag: &Tag<'_>, source: &str) -> Option<usize> {
    if tag.end - tag.start < SHORT_TAG {
        return None;
    }
    let mut last = tag.attributes(source).skip(MOST_ATTRIBUTES - 1);
    let end = last.next()?.end;
    last.next().map(|_| end)
}

/// What is open at a place of the source.
#[derive(Default)]
struct Open<'a> {
    /// The elements, outer first, each with the formatting that was open where it began.
    elements: Vec<(Tag<'a>, Formatting)>,
    /// Elements whose tags were left out since they nest too deep.
    left_out: usize,
    formatting: Formatting,
}

/// How much formatting is open.
#[derive(Default, Clone, Copy)]
struct Formatting {
    open: usize,
    /// Of those whose tags were left out.
    left_out: usize,
}

impl<'a> Open<'a> {
    /// Takes in a tag, if it keeps within the bounds.
    fn takes(&mut self, tag: &Tag<'a>) -> bool {
        let formats = tag.class.is(Class::FORMATTING) && !tag.is("a");
        if formats && !self.takes_formatting(tag.closing) {
            return false;
        }
        if tag.closing {
            if self.left_out > 0 {
                self.left_out -= 1;
                return false;
            }
            let at = self.elements.iter().rposition(|o| tag.is(o.0.name));
            if let Some(at) = at {
                self.close(at);
            }
            return true;
        }
        if tag.class.is(Class::VOID) {
            return true;
        }
        if tag.class.is(Class::ENDS_ALIKE) {
            let inner = self.elements.iter().rev().take(8);
            let fence = |other: &Tag<'_>| !tag.is(other.name) && other.class.is(Class::FENCE);
            let back = inner
                .take_while(|o| !fence(&o.0))
                .position(|o| tag.is(o.0.name));
            if let Some(back) = back {
                self.close(self.elements.len() - back - 1);
            }
        }
        if self.elements.len() >= MOST_OPEN {
            self.left_out += 1;
            return false;
        }
        self.elements.push((*tag, self.formatting));
        true
    }

    fn takes_formatting(&mut self, closing: bool) -> bool {
        let formatting = &mut self.formatting;
        if closing && formatting.left_out > 0 {
            formatting.left_out -= 1;
            return false;
        }
        if closing {
            formatting.open = formatting.open.saturating_sub(1);
        } else if formatting.open >= MOST_FORMATTING {
            formatting.left_out += 1;
            return false;
        } else {
            formatting.open += 1;
        }
        true
    }

    /// Closes an element and all inside it.
    fn close(&mut self, at: usize) {
        let closed = self.elements.get(at..).unwrap_or_default();
        let ends = closed.iter().find(|o| o.0.class.is(Class::ENDS_FORMATTING));
        if let Some((_, before)) = ends {
            self.formatting = *before;
        }
        self.elements.truncate(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_markup_is_borrowed() {
        let page = "<div><p>one<p>two<li>x</div><!-- <div> --><script>'<div>'</script>".repeat(500);
        assert!(matches!(within_bounds(&page), Cow::Borrowed(_)));
        let unclosed = "<p>text".repeat(5000);
        assert!(matches!(within_bounds(&unclosed), Cow::Borrowed(_)));
        // Formatting that a cell leaves open ends with the cell; a link ends where the next begins.
        let cells = "<table><tr><td><font color=red>a<td><b>b</table><a href=x>".repeat(500);
        assert!(matches!(within_bounds(&cells), Cow::Borrowed(_)));
    }

    #[test]
    fn deep_nesting_loses_tags_and_keeps_text() {
        let source = format!(
            "{}deep{}<p>after</p>",
            "<div>".repeat(5000),
            "</div>".repeat(5000)
        );
        let kept = within_bounds(&source);
        assert_eq!(kept.matches("<div>").count(), MOST_OPEN);
        assert_eq!(kept.matches("</div>").count(), MOST_OPEN);
        assert!(kept.ends_with("<p>after</p>") && kept.contains("deep"));
    }

    #[test]
    fn formatting_left_open_is_bounded() {
        let source = (0..1000).fold(String::new(), |all, i| all + &format!("<p>a<font a={i}>"));
        let kept = within_bounds(&source);
        assert_eq!(kept.matches("<font").count(), MOST_FORMATTING);
        assert_eq!(kept.matches("<p>a").count(), 1000);
    }

    #[test]
    fn attributes_are_bounded() {
        let attributes = (0..5000).fold(String::new(), |all, i| all + &format!(" a{i}=\"<x>\""));
        let kept = within_bounds(&format!("<p{attributes}>text</p>")).into_owned();
        assert!(kept.ends_with("a127=\"<x>\">text</p>"), "{kept}");
    }

    #[test]
    fn a_tree_of_too_many_elements_is_known_before_it_is_built() {
        let rows = |n: usize| "<tr><td>1".repeat(n);
        assert!(!is_too_dense(&rows(MOST_ELEMENTS / 2)));
        assert!(is_too_dense(&rows(MOST_ELEMENTS / 2 + 1)));
        let reopened = format!("{}{}", "<b>".repeat(12), "<p>a".repeat(MOST_ELEMENTS / 12));
        assert!(is_too_dense(&reopened));
        assert!(!is_too_dense(&"<!-- <p> --> a < b ".repeat(MOST_ELEMENTS)));
    }

    #[test]
    fn a_lone_bracket_is_text() {
        for source in ["a < b <", "<", "<p a='"] {
            let long = source.repeat(1000);
            assert_eq!(within_bounds(&long), long);
        }
    }
}
