//! Bytes to text: byte-order mark, then UTF-8 where it is valid, then the charset that the file declares, then detection.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::seven_bit;
use crate::finding::Finding;
use crate::text::controls;

/// How much of a file is looked at for a declared charset: standards ask for the first 1,024 bytes, real pages need more.
const DECLARATION_WITHIN: usize = 8192;

/// How much of a file is looked at to tell binary data from text.
const SAMPLE: usize = 8192;

const ZIP: &str = "a ZIP archive or an office document";
const UNZIP: &str = "unpack it, or save the document as .html";

/// First bytes of common files that hold no text as such, with what to do about them.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF document", "save its text as .txt or .html"),
    (b"PK\x03\x04", ZIP, UNZIP),
    (b"PK\x05\x06", ZIP, UNZIP),
    (b"PK\x07\x08", ZIP, UNZIP),
    (
        b"SQLite format 3",
        "an SQLite database",
        "export what is in it as .json or .csv",
    ),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"\x1f\x9d", "compressed data", "unpack it first"),
    (b"\x04\x22\x4d\x18", "lz4 data", "unpack it first"),
    (
        b"!<arch>\n",
        "an archive of programs",
        "take it out of the inbox",
    ),
    (b"II*\0", "a TIFF picture", "put pictures into `static/`"),
    (b"MM\0*", "a TIFF picture", "put pictures into `static/`"),
    (
        b"8BPS",
        "a Photoshop picture",
        "put pictures into `static/`",
    ),
    (b"OggS", "a media file", "put media into `static/`"),
    (b"ID3", "a media file", "put media into `static/`"),
    (b"fLaC", "a media file", "put media into `static/`"),
    (
        b"\x1a\x45\xdf\xa3",
        "a media file",
        "put media into `static/`",
    ),
    (b"wOFF", "a font", "put fonts into `static/`"),
    (b"wOF2", "a font", "put fonts into `static/`"),
    (b"PAR1", "a Parquet table", "export it as .csv"),
    (b"Obj\x01", "an Avro file", "export it as .json"),
    (b"MZ\x90\0", "a program", "take it out of the inbox"),
    (
        b"\x1f\x8b",
        "gzip data",
        "unpack it first, as with `gzip -d`",
    ),
    (b"\x89PNG", "a PNG picture", "put pictures into `static/`"),
    (
        b"\xff\xd8\xff",
        "a JPEG picture",
        "put pictures into `static/`",
    ),
    (b"GIF8", "a GIF picture", "put pictures into `static/`"),
    (b"RIFF", "a media file", "put media into `static/`"),
    (b"BZh", "bzip2 data", "unpack it first"),
    (b"\xfd7zXZ", "xz data", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "zstd data", "unpack it first"),
    (
        b"bplist00",
        "a binary property list or web archive",
        "save the page as .html",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "an old office document or a mail as Outlook saves it",
        "save it as .html, or the mail as .eml",
    ),
    (b"\x7fELF", "a program", "take it out of the inbox"),
];

/// The text of a file, or why there is none; what was doubtful goes to `findings`.
pub(super) fn decode(bytes: &[u8], findings: &mut Vec<Finding>) -> Result<String, Box<Finding>> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Box::new(
            Finding::error("empty-file", "the file is empty")
                .help("collect it again, or delete it"),
        ));
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, _) =
            encoding.decode_without_bom_handling(bytes.get(length..).unwrap_or_default());
        return finish(&text, findings);
    }
    let within = |at: usize, magic: &[u8]| bytes.get(at..).is_some_and(|b| b.starts_with(magic));
    let magic = MAGIC.iter().find(|(magic, ..)| within(0, magic));
    let inside = [
        (257, &b"ustar"[..], "a tar archive", "unpack it first"),
        (4, b"ftyp", "a media file", "put media into `static/`"),
    ];
    let inside = inside.iter().find(|(at, magic, ..)| within(*at, magic));
    if let Some((what, remedy)) = magic
        .map(|(_, what, remedy)| (what, remedy))
        .or(inside.map(|(_, _, what, remedy)| (what, remedy)))
    {
        let finding = Finding::error("binary-file", format!("the file is {what}, not text"));
        return Err(Box::new(finding.help(*remedy)));
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if let Some(encoding) = wide(sample) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        return finish(&text, findings);
    }
    let declared = declared(bytes);
    match seven_bit::decode(bytes) {
        Some(seven_bit::Shift::Refused(finding)) => return Err(finding),
        Some(seven_bit::Shift::Text(text, name)) => {
            if declared != Some(ISO_2022_JP) {
                findings.push(guessed(name));
            }
            return finish(&text, findings);
        }
        None => {}
    }
    // What begins as text may go on as something else.
    let part = |at: usize| {
        bytes
            .get(at..)
            .map_or(bytes, |b| b.get(..SAMPLE).unwrap_or(b))
    };
    let later = [bytes.len() / 2, bytes.len().saturating_sub(SAMPLE)];
    let long = bytes.len() > 4 * SAMPLE;
    if is_binary(sample) || (long && later.iter().any(|at| is_binary(part(*at)))) {
        let finding = Finding::error("binary-file", "the file holds binary data, not text");
        return Err(Box::new(
            finding.help("save the article as .html, .md or .txt"),
        ));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if declared != Some(ISO_2022_JP) => return finish(text, findings),
        Err(error) if error.error_len().is_none() => {
            // Only the last character is cut off: the file is UTF-8 that was truncated.
            let whole = bytes.get(..error.valid_up_to()).unwrap_or_default();
            return finish(&String::from_utf8_lossy(whole), findings);
        }
        _ => {}
    }
    if let Some(encoding) = declared.filter(|e| *e != UTF_8) {
        let (text, wrong) = encoding.decode_without_bom_handling(bytes);
        if !wrong {
            return finish(&text, findings);
        }
    }
    if mostly_utf8(bytes) {
        findings.push(
            Finding::warning(
                "invalid-utf-8",
                "some bytes are not valid UTF-8 and were replaced by `\u{fffd}`",
            )
            .help("save the file as UTF-8"),
        );
        return finish(&String::from_utf8_lossy(bytes), findings);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    findings.push(guessed(encoding.name()));
    finish(&text, findings)
}

fn guessed(encoding: &str) -> Finding {
    let message = format!("the file states no charset that fits; it was read as {encoding}");
    Finding::note("guessed-charset", message).help("save the file as UTF-8")
}

/// Whether bytes are data rather than text with a few control characters in it, as programs leave them there.
fn is_binary(sample: &[u8]) -> bool {
    let count = |odd: fn(u8) -> bool| sample.iter().filter(|b| odd(**b)).count();
    let nuls = count(|b| b == 0);
    let odd =
        count(|b| b.is_ascii_control() && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b));
    let is_utf_8 = std::str::from_utf8(sample).map_or_else(|e| e.error_len().is_none(), |_| true);
    // A short text has few characters in all: there, one control character is many in a hundred, and proves nothing.
    let few = if is_utf_8 { 8 } else { 2 };
    let many = |odd: usize, few: usize| odd > few && odd * 20 > sample.len();
    many(nuls, 2) || many(odd, few) || odd * 3 > sample.len()
}

/// The text without control characters, of which none may reach a brief.
fn finish(text: &str, findings: &mut Vec<Finding>) -> Result<String, Box<Finding>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (text, gone) = controls::without(text);
    if gone > 0 {
        let message = match gone {
            1 => "1 control character was left out".to_owned(),
            _ => format!("{gone} control characters were left out"),
        };
        findings.push(
            Finding::note("control-characters", message)
                .help("they mean nothing in text; nothing needs to be done"),
        );
    }
    if text.trim().is_empty() {
        return Err(Box::new(
            Finding::error("empty-file", "the file holds no text")
                .help("collect it again, or delete it"),
        ));
    }
    Ok(text.into_owned())
}

/// UTF-16 without a byte-order mark: text in Latin letters has a NUL in every second byte.
fn wide(sample: &[u8]) -> Option<&'static Encoding> {
    let nul = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (nul(0), nul(1));
    let half = sample.len() / 2;
    if half < 4 {
        None
    } else if odd * 10 > half * 6 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 6 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether nearly all that is not ASCII is valid UTF-8, as in a UTF-8 file with a few damaged places.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

/// The charset that the file declares: in an XML declaration, or `charset=` in a `<meta>` tag.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARATION_WITHIN).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    if head.trim_start().starts_with("<?xml") {
        let prolog = head.split("?>").next()?;
        if let Some((_, rest)) = prolog.split_once("encoding") {
            return label(rest.trim_start().strip_prefix('=')?);
        }
    }
    head.match_indices("<meta").find_map(|(at, _)| {
        let tag = head.get(at..)?.split('>').next()?;
        let (_, rest) = tag.split_once("charset")?;
        label(rest.trim_start().strip_prefix('=')?)
    })
}

/// The encoding of a label, quoted or not, at the start of this text.
fn label(text: &str) -> Option<&'static Encoding> {
    let text = text.trim_start().trim_start_matches(['"', '\'']);
    let label = text
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '>' | '/' | '?'))
        .next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A file whose declaration can be read byte by byte is not UTF-16, whatever it says.
    (encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, &mut Vec::new()).unwrap()
    }

    #[test]
    fn marks_declarations_and_detection() {
        assert_eq!(text(b"\xef\xbb\xbf<p>\xc3\xa9"), "<p>é");
        assert_eq!(text(b"\xff\xfea\0b\0"), "ab");
        assert_eq!(text(b"h\0e\0l\0l\0o\0 \0y\0o\0u\0"), "hello you");
        assert_eq!(
            text(b"<meta charset=\"windows-1251\"><p>\xcf\xf0\xe8\xe2\xe5\xf2"),
            "<meta charset=\"windows-1251\"><p>Привет"
        );
        assert_eq!(
            text(b"<?xml version=\"1.0\" encoding='iso-8859-1'?><a>\xe9</a>")
                .chars()
                .rev()
                .nth(4),
            Some('é')
        );
        assert_eq!(
            text(
                "Le marché des batteries a progressé en été"
                    .replace('é', "\u{1}")
                    .as_bytes()
                    .iter()
                    .map(|b| if *b == 1 { 0xe9 } else { *b })
                    .collect::<Vec<_>>()
                    .as_slice()
            ),
            "Le marché des batteries a progressé en été"
        );
    }

    #[test]
    fn utf_8_wins_over_a_wrong_declaration_and_survives_damage() {
        assert_eq!(
            text("<meta charset=iso-8859-1>é".as_bytes()),
            "<meta charset=iso-8859-1>é"
        );
        assert_eq!(text(b"caf\xc3"), "caf");
        let mut findings = Vec::new();
        assert_eq!(
            decode(
                "é é é é é é x"
                    .as_bytes()
                    .iter()
                    .copied()
                    .chain([0xff])
                    .collect::<Vec<_>>()
                    .as_slice(),
                &mut findings
            )
            .unwrap(),
            "é é é é é é x\u{fffd}"
        );
        assert_eq!(findings[0].rule, "invalid-utf-8");
    }

    #[test]
    fn refuses_what_is_no_text() {
        let again = "collect it again, or delete it";
        for (bytes, remedy) in [
            (&b""[..], again),
            (b" \n\t", again),
            (b"%PDF-1.7 \x00\x01", "save its text as .txt or .html"),
            (
                b"\x00\x01\x02\x03\x04\x05\x06\x07\x08",
                "save the article as .html, .md or .txt",
            ),
            (b"\x89PNG\r\n", "put pictures into `static/`"),
        ] {
            let refused = decode(bytes, &mut Vec::new()).unwrap_err();
            assert_eq!(refused.remedy.as_deref(), Some(remedy));
        }
        // What is mostly text is read, and the few control characters in it go.
        for (bytes, expected) in [
            (&b"Tesla\x01 opens"[..], "Tesla opens"),
            (b"\x07Tesla\x7f", "Tesla"),
            (b"Tesla\x0copens\x0ba plant", "Tesla\nopens\na plant"),
            (b"caf\xe9 \x01 caf\xe9 en \xe9t\xe9", "café  café en été"),
            ("Te\u{80}sla\u{9f} \u{85}x".as_bytes(), "Tesla \nx"),
            (b"T\0\x01\x02esla opens", "Tesla opens"),
        ] {
            let mut findings = Vec::new();
            assert_eq!(decode(bytes, &mut findings).unwrap(), expected);
            assert!(
                findings
                    .iter()
                    .all(|f| f.severity == crate::finding::Severity::Note)
            );
        }
        for bytes in [
            &b"\0asm\x01\0\0\0\x01\x07\x01`\x02\x7f\x7f\x01\x7f"[..],
            b"\xca\xfe\xba\xbe\0\0\0A\0\x1d\n\0\x02 java/lang/Object",
            b"key\0value\0key\0value\0key\0value\0",
            b"\x01\x02\x03\x04\x05\x06\x0e\x0f\x10 a text of thirty-odd letters",
        ] {
            assert!(
                decode(bytes, &mut Vec::new()).is_err(),
                "{}",
                bytes.escape_ascii()
            );
        }
        assert_eq!(
            text(b"a few\0 NUL bytes in a longer text are left out"),
            "a few NUL bytes in a longer text are left out"
        );
    }
}
