//! Control characters, which mean nothing in an article and which HTML, YAML and XML forbid: taken out of decoded text.

use std::borrow::Cow;

/// Longest escape sequence that a terminal's colours or titles need; a longer one is text behind a stray escape.
const LONGEST_SEQUENCE: usize = 200;

/// Whether a character is a control character other than white space that text is made of.
fn is_odd(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// The text without control characters, and how many went. What parts lines (form feed, vertical tab, next line) is a
/// line break; what a terminal would take for colour goes with its escape.
pub(crate) fn without(text: &str) -> (Cow<'_, str>, usize) {
    if !text.contains(is_odd) {
        return (Cow::Borrowed(text), 0);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut gone = 0;
    while let Some(at) = rest.find(is_odd) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let mut chars = after.chars();
        match chars.next() {
            Some('\u{b}' | '\u{c}' | '\u{85}') => out.push('\n'),
            Some('\u{1b}') => gone += 1,
            _ => {
                gone += 1;
                rest = chars.as_str();
                continue;
            }
        }
        let sequence = if after.starts_with('\u{1b}') {
            sequence(chars.as_str())
        } else {
            0
        };
        rest = chars.as_str().get(sequence..).unwrap_or_default();
    }
    out.push_str(rest);
    (Cow::Owned(out), gone)
}

/// The bytes after an escape that belong to it (ECMA-48, ISO 2022): 0 where it is a stray one.
fn sequence(after: &str) -> usize {
    let bytes = after.as_bytes();
    let within = |end: Option<usize>| end.filter(|e| *e < LONGEST_SEQUENCE).map_or(0, |e| e + 1);
    match bytes.first() {
        // Colours and the movements of a cursor: parameters, then one letter.
        Some(b'[') => {
            let parameters = bytes
                .iter()
                .skip(1)
                .take_while(|b| (0x20..0x40).contains(*b));
            let end = 1 + parameters.count();
            within(
                bytes
                    .get(end)
                    .filter(|b| (0x40..0x7f).contains(*b))
                    .map(|_| end),
            )
        }
        // Titles and links, up to a bell or `ESC \`, of which the backslash is left here.
        Some(b']') => {
            let end = bytes.iter().position(|b| matches!(b, 0x07 | 0x1b | b'\n'));
            match end.and_then(|e| bytes.get(e)) {
                Some(0x07) => within(end),
                Some(0x1b) if end.and_then(|e| bytes.get(e + 1)) == Some(&b'\\') => {
                    within(end.map(|e| e + 1))
                }
                _ => 0,
            }
        }
        // Back to ASCII.
        Some(b'(') if bytes.get(1) == Some(&b'B') => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::without;

    fn check(text: &str, expected: &str) {
        assert_eq!(without(text).0, expected, "{text:?}");
    }

    #[test]
    fn control_characters_go() {
        check("a\u{1}b\u{7}\u{7f}\u{9d}c\0", "abc");
        check("one\u{c}two\u{b}three\u{85}four", "one\ntwo\nthree\nfour");
        check(
            "\u{1b}[1;31mred\u{1b}[0m\u{1b}(B and \u{1b}]0;title\u{7}blue",
            "red and blue",
        );
        check("\u{1b}]8;;https://example.org\u{1b}\\link", "link");
        assert_eq!(without("a\u{1}\u{2}b\u{c}").1, 2);
    }

    #[test]
    fn what_is_text_stays() {
        check("\ta\r\nb é 🚀\u{a0}\u{ad}", "\ta\r\nb é 🚀\u{a0}\u{ad}");
        check("\u{1b}Tesla \u{1b}[é \u{1b}]open", "Tesla [é ]open");
        check("\u{1b}", "");
        check("\u{1b}[", "[");
    }
}
