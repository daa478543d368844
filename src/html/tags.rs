//! A light scan for tags: enough to tell what a file is, to find a tag's place and to bound what a parser has to do,
//! without building a tree.
//!
//! It follows the tokenizer of the HTML standard where that decides what is a tag: comments, attributes, and the
//! elements whose content is no markup. Where only a whole parser could tell, inside drawings, formulas and
//! `<noscript>`, it takes for a tag what may be one. One pass, whatever the input.

use memchr::{memchr, memmem};

use super::elements::Class;

/// One tag as it stands in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// Byte offset of its `<`.
    pub start: usize,
    /// Byte offset after its `>`.
    pub end: usize,
    /// Its name as written.
    pub name: &'a str,
    /// Whether it is an end tag.
    pub closing: bool,
    /// Whether it ends in `/>`.
    pub empty: bool,
    /// What its element is; nothing in XML.
    pub class: Class,
}

impl Tag<'_> {
    /// Whether this is its name, in any case.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute as written, entities not resolved.
    pub(crate) fn attribute<'s>(&self, source: &'s str, name: &str) -> Option<&'s str> {
        self.attributes(source)
            .find(|a| a.name.eq_ignore_ascii_case(name))
            .map(|a| a.value)
    }

    /// The attributes as they stand in the source.
    pub(crate) fn attributes<'s>(&self, source: &'s str) -> Attributes<'s> {
        Attributes {
            source,
            at: self.start + 1 + usize::from(self.closing) + self.name.len(),
        }
    }
}

/// One attribute as it stands in the source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attribute<'a> {
    /// Its name as written.
    pub name: &'a str,
    /// Its value as written, without quotes; empty where it has none.
    pub value: &'a str,
    /// Byte offset after it.
    pub end: usize,
}

/// The attributes of one tag, from after its name.
#[derive(Debug, Clone)]
pub(crate) struct Attributes<'a> {
    source: &'a str,
    /// Byte offset of what is next.
    at: usize,
}

impl Attributes<'_> {
    /// Byte offset past the bytes from `at` on that satisfy `test`; none where the source ends first.
    fn past(&self, at: usize, test: impl Fn(u8) -> bool) -> Option<usize> {
        let rest = self.source.as_bytes().get(at..)?;
        rest.iter().position(|b| !test(*b)).map(|i| at + i)
    }

    /// Reads to the tag's `>`: the offset after it and whether `/>` ends it. None where the source ends before.
    fn finish(mut self) -> Option<(usize, bool)> {
        let mut last = self.at;
        for attribute in self.by_ref() {
            last = attribute.end;
        }
        let bytes = self.source.as_bytes();
        let ends = bytes.get(self.at) == Some(&b'>');
        // A slash at the end of a value without quotes is the value's.
        let slash = last < self.at && bytes.get(self.at - 1) == Some(&b'/');
        ends.then_some((self.at + 1, slash))
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        let bytes = self.source.as_bytes();
        let space = |b: u8| b.is_ascii_whitespace();
        let start = self.past(self.at, |b| space(b) || b == b'/');
        self.at = start.unwrap_or(bytes.len());
        let start = start.filter(|s| bytes.get(*s) != Some(&b'>'))?;
        // A stray `=` begins a name.
        let in_name = |b: u8| !space(b) && !matches!(b, b'=' | b'/' | b'>');
        let name_end = self.past(start + 1, in_name)?;
        let name = self.source.get(start..name_end)?;
        let after = self.past(name_end, space)?;
        if bytes.get(after) != Some(&b'=') {
            self.at = name_end;
            return Some(Attribute {
                name,
                value: "",
                end: name_end,
            });
        }
        let value_start = self.past(after + 1, space)?;
        let (from, to, end) = if let quote @ (b'"' | b'\'') = *bytes.get(value_start)? {
            let from = value_start + 1;
            let to = from + memchr(quote, bytes.get(from..)?)?;
            (from, to, to + 1)
        } else {
            let to = self.past(value_start, |b| !space(b) && b != b'>')?;
            (value_start, to, to)
        };
        self.at = end;
        Some(Attribute {
            name,
            value: self.source.get(from..to)?,
            end,
        })
    }
}

/// The tags of a source, in order.
#[derive(Debug)]
pub(crate) struct Tags<'a> {
    source: &'a str,
    at: usize,
    /// The element whose content is being passed over.
    raw: Option<&'a str>,
    /// How many drawings and formulas are open: in them, no element's content is raw.
    foreign: [usize; 2],
    /// Whether a `<noscript>` is open, whose content one parser takes for text and another for markup.
    noscript: bool,
    xml: bool,
}

/// The tags of an HTML source.
pub(crate) fn tags(source: &str) -> Tags<'_> {
    Tags {
        source,
        at: 0,
        raw: None,
        foreign: [0; 2],
        noscript: false,
        xml: false,
    }
}

/// The tags of an XML source: no element is raw text, but CDATA sections are.
pub(crate) fn xml_tags(source: &str) -> Tags<'_> {
    Tags {
        xml: true,
        ..tags(source)
    }
}

impl<'a> Tags<'a> {
    /// The offset after a comment, a declaration or the like that stands at `start`; none where none does, and the end
    /// of the source where it does not end.
    fn after_declaration(&self, start: usize) -> Option<usize> {
        let rest = self.source.as_bytes().get(start..)?;
        let after = |end: Option<usize>| end.map_or(self.source.len(), |e| start + e);
        if rest.starts_with(b"<!--") {
            return (!self.noscript).then(|| after(comment_end(rest)));
        }
        if self.xml && rest.starts_with(b"<![CDATA[") {
            return Some(after(memmem::find(rest, b"]]>").map(|e| e + 3)));
        }
        matches!(rest, [b'<', b'!' | b'?', ..]).then(|| after(memchr(b'>', rest).map(|e| e + 1)))
    }

    /// Whether this name stands at an offset, whole.
    fn names(&self, at: usize, name: &str) -> bool {
        let bytes = self.source.as_bytes();
        let end = at + name.len();
        bytes
            .get(at..end)
            .is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
            && bytes.get(end).is_some_and(|b| ends_name(*b))
    }

    /// Notes what the content of the element that this tag opens or closes is.
    fn enter(&mut self, tag: &Tag<'a>) {
        if self.xml {
            return;
        }
        for (name, open) in ["svg", "math"].into_iter().zip(&mut self.foreign) {
            if tag.is(name) && tag.closing {
                *open = open.saturating_sub(1);
            } else if tag.is(name) && !tag.empty {
                *open += 1;
            }
        }
        if tag.is("noscript") {
            self.noscript = !tag.closing;
        }
        let markup = self.noscript || self.foreign.iter().any(|open| *open > 0);
        if !markup && !tag.closing && tag.class.is(Class::RAW) {
            self.raw = Some(tag.name);
        }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        let bytes = self.source.as_bytes();
        loop {
            let start = self.at + memchr(b'<', bytes.get(self.at..)?)?;
            if self.raw.is_none()
                && let Some(after) = self.after_declaration(start)
            {
                self.at = after;
                continue;
            }
            let closing = bytes.get(start + 1) == Some(&b'/');
            let from = start + 1 + usize::from(closing);
            let begins = bytes.get(from).is_some_and(u8::is_ascii_alphabetic);
            if !begins
                || self
                    .raw
                    .is_some_and(|raw| !closing || !self.names(from, raw))
            {
                self.at = start + 1;
                continue;
            }
            // One that the source does not end is no tag, and none comes after it.
            let length = bytes.get(from..)?.iter().position(|b| ends_name(*b))?;
            let name = self.source.get(from..from + length)?;
            self.raw = None;
            let attributes = Attributes {
                source: self.source,
                at: from + name.len(),
            };
            let (end, empty) = attributes.finish()?;
            self.at = end;
            let tag = Tag {
                start,
                end,
                name,
                closing,
                empty,
                class: if self.xml {
                    Class::default()
                } else {
                    Class::of_written(name)
                },
            };
            self.enter(&tag);
            return Some(tag);
        }
    }
}

/// Whether a byte ends the name of a tag.
fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}

/// The length of the comment that the text begins with: `<!-->` is one, and `--!>` ends one.
fn comment_end(text: &[u8]) -> Option<usize> {
    if let Some(empty) = [&b"<!-->"[..], b"<!--->"]
        .iter()
        .find(|e| text.starts_with(e))
    {
        return Some(empty.len());
    }
    let mut at = 4;
    loop {
        at += memmem::find(text.get(at..)?, b"--")?;
        match text.get(at + 2..)? {
            [b'>', ..] => return Some(at + 3),
            [b'!', b'>', ..] => return Some(at + 4),
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::tags;

    fn names(source: &str) -> Vec<String> {
        let slash = |closing| if closing { "/" } else { "" };
        tags(source)
            .map(|t| format!("{}{}", slash(t.closing), t.name))
            .collect()
    }

    #[test]
    fn tags_and_attributes() {
        let source = "a < b <!-- <p> --><p class='x > y' = data-a=1 hidden/>t<script>if (a<b) {</script></P>";
        assert_eq!(names(source), ["p", "script", "/script", "/P"]);
        let p = tags(source).next().unwrap();
        assert!(p.empty);
        assert_eq!(p.attribute(source, "CLASS"), Some("x > y"));
        assert_eq!(p.attribute(source, "data-a"), Some("1"));
        assert_eq!(p.attribute(source, "hidden"), Some(""));
        assert_eq!(p.attribute(source, "id"), None);
    }

    #[test]
    fn what_only_looks_like_a_tag_is_none() {
        assert_eq!(names("<!doctype html><p>1 <2 <b"), ["p"]);
        assert_eq!(
            names("<title><p></title><textarea><p>"),
            ["title", "/title", "textarea"]
        );
        assert_eq!(names("<!-- <p> --!><b><!-- <i>"), ["b"]);
        assert_eq!(names("<a href=x/>y<b<i>"), ["a", "b<i"]);
        assert_eq!(
            names("<script></scripts></SCRIPT ><b"),
            ["script", "/SCRIPT"]
        );
        assert!(!tags("<a href=x/>").next().unwrap().empty);
    }

    #[test]
    fn nothing_hides_a_tag() {
        for source in [
            "<!--><p>",
            "<!---><p>",
            "<a =\"><p>",
            "<a b==\"><p>",
            "<a b=c\"><p>",
            "<svg><title><p></svg>",
            "<noscript><iframe></noscript><p>",
            "<noscript><!--</noscript><p>",
        ] {
            assert!(names(source).iter().any(|n| n == "p"), "{source}");
        }
    }
}
