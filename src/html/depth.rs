//! Keeps markup from nesting deeper than a browser would let it.
//!
//! Building a tree costs time in proportion to depth for every element, so 200,000 nested elements would take minutes,
//! and walking such a tree can exhaust the stack. Browsers stop nesting at 512; here the tags beyond that are left out
//! and their text stays.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::html::tags::tags;

/// Deepest nesting of all elements together; that of Chromium is 512, and real pages stay under 100.
const DEEPEST: usize = 200;

/// Deepest nesting of one and the same formatting element. Unclosed ones are opened again in every paragraph.
const DEEPEST_INLINE: usize = 6;

/// Most attributes of an element. Parsers compare each with all before it.
const MOST_ATTRIBUTES: usize = 300;

/// Tags shorter than this cannot hold too many attributes.
const SHORT_TAG: usize = MOST_ATTRIBUTES * 2;

/// Elements that stay open until closed by name and that parsers open again in each new block.
const INLINE: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements that have no content, or whose end is implied by what follows, so that they never nest by themselves.
const NEVER_NEST: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
    "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "script",
    "source", "style", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "wbr",
];

/// The source with the tags left out that nest too deep; borrowed where there are none.
pub(crate) fn limit(source: &str) -> Cow<'_, str> {
    // A source with fewer start tags than the limit cannot nest past it; most body fragments end here.
    if source.len() < SHORT_TAG
        || (source.len() < 20_000
            && memchr::memchr_iter(b'<', source.as_bytes())
                .nth(DEEPEST_INLINE)
                .is_none())
    {
        return Cow::Borrowed(source);
    }
    let mut open: Vec<(String, bool)> = Vec::new();
    let mut count: HashMap<String, usize> = HashMap::new();
    let mut out = String::new();
    let mut copied = 0;
    for tag in tags(source) {
        if tag.end - tag.start > SHORT_TAG
            && let Some(cut) = tag.after_attributes(source, MOST_ATTRIBUTES)
        {
            out.push_str(source.get(copied..cut).unwrap_or_default());
            out.push('>');
            copied = tag.end;
        }
        let name = tag.name.to_ascii_lowercase();
        if NEVER_NEST.contains(&name.as_str()) {
            continue;
        }
        let mut keep = true;
        if tag.closing {
            if count.get(&name).is_none_or(|n| *n == 0) {
                continue;
            }
            while let Some((last, kept)) = open.pop() {
                if let Some(n) = count.get_mut(&last) {
                    *n -= 1;
                }
                if last == name {
                    keep = kept;
                    break;
                }
            }
        } else {
            let same = count.entry(name.clone()).or_default();
            keep = open.len() < DEEPEST
                && (*same < DEEPEST_INLINE || !INLINE.contains(&name.as_str()));
            *same += 1;
            open.push((name, keep));
        }
        if !keep {
            // Nothing is between these where the tag itself was cut short; then it stays.
            out.push_str(source.get(copied..tag.start).unwrap_or_default());
            copied = tag.end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(source);
    }
    out.push_str(source.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::limit;

    #[test]
    fn leaves_what_is_shallow_alone() {
        let source = "<div><p>one<p>two<li>x</div>".repeat(500);
        assert_eq!(limit(&source), source);
        let unclosed = "<p>text".repeat(2000);
        assert_eq!(limit(&unclosed), unclosed);
    }

    #[test]
    fn cuts_attributes_by_the_thousand() {
        let attributes = (0..5000).fold(String::new(), |all, i| all + &format!(" a{i}='{i}'"));
        let flat = limit(&format!("<p{attributes}>text</p>")).into_owned();
        assert!(flat.ends_with("a299='299'>text</p>"), "{flat}");
    }

    #[test]
    fn flattens_what_is_deep_and_keeps_the_text() {
        let source = format!(
            "{}deep{}<p>after</p>",
            "<div>".repeat(5000),
            "</div>".repeat(5000)
        );
        let flat = limit(&source);
        assert_eq!(flat.matches("<div>").count(), 200);
        assert_eq!(flat.matches("</div>").count(), 200);
        assert!(flat.ends_with("<p>after</p>") && flat.contains("deep"));
    }
}
