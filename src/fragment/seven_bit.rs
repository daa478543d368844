//! Encodings of East Asian text in 7-bit bytes, which pass for ASCII: told by the escapes with which they begin.
//!
//! `encoding_rs` decodes ISO-2022-JP. ISO-2022-KR (RFC 1557) and HZ (RFC 1843) hold EUC-KR and GB 2312 with the high
//! bit taken off, and are decoded as those with it put back. ISO-2022-CN is refused, since nothing here decodes it.

use encoding_rs::{EUC_KR, Encoding, GBK, ISO_2022_JP};
use memchr::memmem;

use crate::finding::Finding;

/// Designations of Japanese character sets that ISO-2022-JP has. `ESC ( B`, back to ASCII, is a terminal's too.
const JAPANESE: &[&[u8]] = &[b"\x1b$B", b"\x1b$@", b"\x1b(J", b"\x1b(I"];
/// Designations of Chinese character sets, by RFC 1922.
const CHINESE: &[&[u8]] = &[b"\x1b$)A", b"\x1b$)G", b"\x1b$)E", b"\x1b$*H"];
/// The header of ISO-2022-KR.
const KOREAN: &[u8] = b"\x1b$)C";
/// Fewest Chinese characters by which HZ is told, since its marks are printable ASCII.
const FEWEST_HZ: usize = 4;

/// What such bytes are: the text and the encoding's name, or why there is none.
pub(super) enum Shift {
    /// The text, and the name of its encoding.
    Text(String, &'static str),
    /// Why it cannot be read.
    Refused(Box<Finding>),
}

/// The text of 7-bit bytes that are more than ASCII; none for all others.
pub(super) fn decode(bytes: &[u8]) -> Option<Shift> {
    let holds = |part: &&[u8]| memmem::find(bytes, part).is_some();
    if !bytes.is_ascii() {
        return None;
    }
    if JAPANESE.iter().any(&holds) {
        return sound(ISO_2022_JP, bytes, "ISO-2022-JP");
    }
    if holds(&KOREAN) && bytes.contains(&0x0e) {
        return sound(EUC_KR, &korean(bytes), "ISO-2022-KR");
    }
    if CHINESE.iter().any(holds) {
        let finding = Finding::error("encoding", "the text is in ISO-2022-CN, which is not read");
        return Some(Shift::Refused(Box::new(
            finding.help("save the file as UTF-8"),
        )));
    }
    let (eight_bit, characters) = hz(bytes)?;
    (characters >= FEWEST_HZ)
        .then(|| sound(GBK, &eight_bit, "HZ"))
        .flatten()
}

/// The decoded text, where it is mostly without faults: a file may be cut or damaged in some places.
fn sound(encoding: &'static Encoding, bytes: &[u8], name: &'static str) -> Option<Shift> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let faults = text.chars().filter(|c| *c == '\u{fffd}').count();
    let read = text.chars().filter(|c| !c.is_ascii()).count() - faults;
    (read > faults * 4).then(|| Shift::Text(text.into_owned(), name))
}

/// ISO-2022-KR as EUC-KR.
fn korean(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let mut shifted = false;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            0x1b if after.starts_with(b"$)C") => rest = after.get(3..).unwrap_or_default(),
            0x0e => shifted = true,
            0x0f => shifted = false,
            // Each line begins in ASCII.
            b'\n' => {
                shifted = false;
                out.push(b'\n');
            }
            0x21..=0x7e if shifted => out.push(byte | 0x80),
            _ => out.push(*byte),
        }
    }
    out
}

/// HZ as GB 2312 and the number of its characters; none if a mark has no end or holds what is no character.
fn hz(bytes: &[u8]) -> Option<(Vec<u8>, usize)> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut characters = 0;
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(b'~', rest) {
        let (before, after) = rest.split_at(at);
        out.extend_from_slice(before);
        let length = match after.get(1) {
            Some(b'{') => {
                let inside = after.get(2..)?;
                let end = memmem::find(inside, b"~}")?;
                let inside = inside.get(..end)?;
                let whole = inside.len() % 2 == 0
                    && inside.chunks(2).all(|pair| {
                        matches!(pair, [first, second] if (0x21..=0x77).contains(first) && (0x21..=0x7e).contains(second))
                    });
                if !whole {
                    return None;
                }
                out.extend(inside.iter().map(|b| b | 0x80));
                characters += inside.len() / 2;
                end + 4
            }
            Some(b'~') => {
                out.push(b'~');
                2
            }
            Some(b'\n') => 2,
            _ => {
                out.push(b'~');
                1
            }
        };
        rest = after.get(length..)?;
    }
    out.extend_from_slice(rest);
    Some((out, characters))
}

#[cfg(test)]
mod tests {
    use super::{Shift, decode};

    fn check(bytes: &[u8], expected: Option<(&str, &str)>) {
        let found = decode(bytes).map(|found| match found {
            Shift::Text(text, name) => (text, name),
            Shift::Refused(finding) => panic!("{finding:?}"),
        });
        let found = found.as_ref().map(|(text, name)| (text.as_str(), *name));
        assert_eq!(found, expected, "{}", bytes.escape_ascii());
    }

    #[test]
    fn escapes_tell_the_encoding() {
        check(
            b"<p>\x1b$BEECS\x1b(B and \x1b$B<V\x1b(J.</p>",
            Some(("<p>電池 and 車.</p>", "ISO-2022-JP")),
        );
        check(
            b"\x1b$)C\n\x0eGQ19\x0f A",
            Some(("\n한국 A", "ISO-2022-KR")),
        );
        check(b"~{VP9z5g3X~} 1~~2", Some(("中国电池 1~2", "HZ")));
        assert!(matches!(
            decode(b"\x1b$)A\x0eVP9z\x0f"),
            Some(Shift::Refused(_))
        ));
    }

    #[test]
    fn ascii_and_a_terminals_colours_are_left_alone() {
        check(b"Cells for $BILLIONS (B) and ~{a} ~}", None);
        check(b"\x1b[31mred\x1b[0m\x1b(B", None);
        check("\x1b$B 電池 in UTF-8".as_bytes(), None);
        check(b"a ~{b~} c", None);
        check(b"costs ~{more or less~} 5 ~ 6", None);
        check(b"~~~~ a line ~~~~", None);
        check(b"\x1b$B", None);
    }
}
