//! A light scan for tags: enough to tell what a file is and to find a tag's place, without building a tree.
//!
//! It follows the rules of the HTML standard that matter for finding tags: comments, quoted attribute values, and the
//! elements whose content is no markup. One pass, whatever the input.

use memchr::{memchr, memmem};

/// Elements whose content is text up to their own end tag.
const RAW_TEXT: &[&str] = &[
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
];

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
}

impl Tag<'_> {
    /// Whether this is its name, in any case.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute as written, entities not resolved.
    pub(crate) fn attribute<'s>(&self, source: &'s str, name: &str) -> Option<&'s str> {
        self.attributes(source)
            .find(|(found, ..)| found.eq_ignore_ascii_case(name))
            .map(|(_, value, _)| value)
    }

    /// The offset after this many attributes, if there are more.
    pub(crate) fn after_attributes(&self, source: &str, most: usize) -> Option<usize> {
        let mut all = self.attributes(source).skip(most.checked_sub(1)?);
        let (_, _, left) = all.next()?;
        all.next()?;
        Some(self.end - 1 - left)
    }

    /// The attributes: name, value, and how many bytes of the tag are left after it, without the `>`.
    fn attributes<'s>(&self, source: &'s str) -> impl Iterator<Item = (&'s str, &'s str, usize)> {
        let inside = source
            .get(self.start + 1 + usize::from(self.closing) + self.name.len()..self.end)
            .unwrap_or_default();
        let mut rest = inside.strip_suffix('>').unwrap_or(inside);
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            // A stray `=` begins a name, so that every round takes something.
            let stop = rest
                .char_indices()
                .skip(1)
                .find(|(_, c)| c.is_whitespace() || matches!(c, '=' | '/'))
                .map_or(rest.len(), |(i, _)| i);
            let (name, after) = rest.split_at(stop);
            let (value, next) = match after.trim_start().strip_prefix('=').map(str::trim_start) {
                None => ("", after),
                Some(v) => match v.chars().next() {
                    Some(q @ ('"' | '\'')) => {
                        v.get(1..).and_then(|v| v.split_once(q)).unwrap_or((v, ""))
                    }
                    _ => v.split_at(v.find(char::is_whitespace).unwrap_or(v.len())),
                },
            };
            rest = next;
            (!name.is_empty()).then_some((name, value, rest.len()))
        })
    }
}

/// The tags of a source, in order.
pub(crate) struct Tags<'a> {
    source: &'a str,
    at: usize,
    raw: Option<&'a str>,
    xml: bool,
}

/// The tags of an HTML source.
pub(crate) fn tags(source: &str) -> Tags<'_> {
    Tags {
        source,
        at: 0,
        raw: None,
        xml: false,
    }
}

/// The tags of an XML source: no element is raw text, but CDATA sections are.
pub(crate) fn xml_tags(source: &str) -> Tags<'_> {
    Tags {
        source,
        at: 0,
        raw: None,
        xml: true,
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        let bytes = self.source.as_bytes();
        loop {
            let start = self.at + memchr(b'<', bytes.get(self.at..)?)?;
            let rest = bytes.get(start..)?;
            if self.raw.is_none() && rest.starts_with(b"<!--") {
                self.at = start + 4 + memmem::find(rest.get(4..)?, b"-->")? + 3;
                continue;
            }
            if self.xml && rest.starts_with(b"<![CDATA[") {
                self.at = start + memmem::find(rest, b"]]>")? + 3;
                continue;
            }
            let closing = rest.get(1) == Some(&b'/');
            let from = start + 1 + usize::from(closing);
            let name = bytes.get(from..)?;
            let length = if name.first().is_some_and(u8::is_ascii_alphabetic) {
                name.iter()
                    .take_while(|b| !matches!(b, b'>' | b'/' | b'<') && !b.is_ascii_whitespace())
                    .count()
            } else {
                0
            };
            let Some(name) = self
                .source
                .get(from..from + length)
                .filter(|n| !n.is_empty())
            else {
                self.at = start + 1;
                continue;
            };
            if let Some(raw) = self.raw {
                if !closing || !name.eq_ignore_ascii_case(raw) {
                    self.at = start + 1;
                    continue;
                }
                self.raw = None;
            }
            let end = tag_end(bytes, from + length)?;
            let empty = bytes.get(end.wrapping_sub(2)) == Some(&b'/');
            self.at = end;
            if !self.xml && !closing && RAW_TEXT.iter().any(|r| name.eq_ignore_ascii_case(r)) {
                self.raw = Some(name);
            }
            return Some(Tag {
                start,
                end,
                name,
                closing,
                empty,
            });
        }
    }
}

/// The offset after the `>` that ends a tag; a quote counts only where a value begins.
fn tag_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    let mut value = false;
    loop {
        match *bytes.get(at)? {
            b'>' => return Some(at + 1),
            b'=' => value = true,
            quote @ (b'"' | b'\'') if value => {
                at += 1 + memchr(quote, bytes.get(at + 1..)?)?;
                value = false;
            }
            b if b.is_ascii_whitespace() => {}
            _ => value = false,
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn tags_and_attributes() {
        let source = "a < b <!-- <p> --><p class='x > y' = data-a=1 hidden/>t<script>if (a<b) {</script></P>";
        let names: Vec<(&str, bool)> = tags(source).map(|t| (t.name, t.closing)).collect();
        assert_eq!(
            names,
            [
                ("p", false),
                ("script", false),
                ("script", true),
                ("P", true)
            ]
        );
        let p = tags(source).next().unwrap();
        assert_eq!(p.attribute(source, "CLASS"), Some("x > y"));
        assert_eq!(p.attribute(source, "data-a"), Some("1"));
        assert_eq!(p.attribute(source, "hidden"), Some(""));
        assert_eq!(p.attribute(source, "id"), None);
    }
}
