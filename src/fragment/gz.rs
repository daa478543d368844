//! Files that are packed with gzip: unpacked within bounds, and read as what is in them.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use crate::finding::Finding;

/// The bytes with which gzip data begins.
const MAGIC: &[u8] = b"\x1f\x8b\x08";

/// Whether bytes are packed.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// The name of what is packed in a file of this name.
pub(super) fn inner_name(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ending)) if ending.eq_ignore_ascii_case("gz") && !stem.is_empty() => stem,
        _ => name,
    }
}

/// What is packed, up to `most` bytes, or why it cannot be had.
pub(super) fn unpack(bytes: &[u8], most: u64) -> Result<Vec<u8>, Box<Finding>> {
    let mut out = Vec::new();
    let mut reader = MultiGzDecoder::new(bytes).take(most.saturating_add(1));
    if let Err(error) = reader.read_to_end(&mut out) {
        return Err(Box::new(
            Finding::error(
                "invalid-gzip",
                format!("the gzip data is damaged or breaks off: {error}"),
            )
            .help("collect the file again"),
        ));
    }
    if out.len() as u64 > most {
        return Err(Box::new(
            Finding::error(
                "too-large",
                format!(
                    "the gzip data holds more than {} MB (`max_fragment_mb`)",
                    most / 1_000_000
                ),
            )
            .help("unpack it, and take out of it what is an article"),
        ));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::fragment::read;

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn what_is_packed_is_read_as_what_it_is() {
        let packed = pack(b"<p>Cells are made in Nysa.</p><p>They are sold in Reno.</p>");
        let reading = read("news/a.html.gz", &packed, None);
        assert!(reading.findings.is_empty());
        assert_eq!(reading.fragments[0].name, "news/a.html.gz");
        let packed = pack(br#"[{"id":1,"title":"A","content":"Text one."},{"id":2,"title":"B","content":"Two."}]"#);
        let names: Vec<String> = read("a.json.gz", &packed, None)
            .fragments
            .into_iter()
            .map(|f| f.name)
            .collect();
        assert_eq!(names, ["a.json.gz#1", "a.json.gz#2"]);
    }

    #[test]
    fn bombs_and_damage_are_refused() {
        let bomb = pack(&vec![b'a'; 3_000_000]);
        assert!(bomb.len() < 20_000);
        assert_eq!(unpack(&bomb, 1_000_000).unwrap_err().rule, "too-large");
        let half = &bomb[..bomb.len() / 2];
        assert_eq!(unpack(half, 9_000_000).unwrap_err().rule, "invalid-gzip");
        let twice = pack(&pack(b"<p>Text</p>"));
        let reading = read("a.gz", &twice, None);
        assert!(reading.fragments.is_empty() && !reading.findings.is_empty());
        let mut tar = vec![b'a'; 600];
        tar.splice(257..262, *b"ustar");
        assert!(read("a.tgz", &pack(&tar), None).fragments.is_empty());
    }
}
