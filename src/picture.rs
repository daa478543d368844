//! Pictures of an article: which of its text there are, and of a file that is to be shown what it is and how large.

use std::collections::BTreeMap;
use std::sync::Arc;

use pulldown_cmark::{Event, Parser, Tag};

use crate::hash::{Stored, hex};
use crate::text::prose::markdown_options;

/// Largest file of a picture that is shown, in bytes.
pub const LIMIT: u64 = 5_000_000;

/// Pixels of a side: no camera's picture has more, and a header may say anything.
const MOST_PIXELS: u32 = 30_000;

/// Folder of the site in which copies of pictures lie.
pub const FOLDER: &str = "images";

/// A picture that a page of the site shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its file below the site's root, named after its bytes.
    pub path: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The file's bytes.
    pub bytes: Arc<[u8]>,
}

impl Picture {
    /// What a file is as a picture; none for one of a kind that is not shown, or whose header is not whole.
    ///
    /// The kind is told by the first bytes and never by the name, and the file is called by it: so no browser takes a
    /// page or a drawing with scripts for a picture of this site, or a picture for a page.
    pub fn of(bytes: Vec<u8>) -> Option<Self> {
        let ending = ending(&bytes)?;
        let size = imagesize::blob_size(&bytes).ok()?;
        let sides = [size.width, size.height].map(|s| {
            u32::try_from(s)
                .ok()
                .filter(|s| (1..=MOST_PIXELS).contains(s))
        });
        let [Some(width), Some(height)] = sides else {
            return None;
        };
        Some(Self {
            path: format!("{FOLDER}/{}.{ending}", hex(Stored::Fragment, &bytes)),
            width,
            height,
            bytes: bytes.into(),
        })
    }
}

/// How many of a file's first bytes tell its kind.
pub const START: u64 = 12;

/// What the files of a kind of pictures that browsers show as pictures and as nothing else are called.
pub fn ending(bytes: &[u8]) -> Option<&'static str> {
    let at = |place: usize, word: &[u8]| bytes.get(place..).is_some_and(|b| b.starts_with(word));
    if at(0, b"\x89PNG\r\n\x1a\n") {
        Some("png")
    } else if at(0, b"\xff\xd8\xff") {
        Some("jpg")
    } else if at(0, b"GIF87a") || at(0, b"GIF89a") {
        Some("gif")
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        Some("webp")
    } else if at(4, b"ftypavif") || at(4, b"ftypavis") {
        Some("avif")
    } else {
        None
    }
}

/// What browsers call the folder in which they save the parts of a page, after the page's own name: its pictures, style
/// sheets and scripts. Windows and the browsers on it say "files" in the language of the system, in these words
/// (<https://learn.microsoft.com/windows/win32/shell/manage#connected-files>).
pub const PARTS: &[&str] = &[
    "_files",
    ".files",
    "_archivos",
    "_arquivos",
    "_bestanden",
    "_bylos",
    "-Dateien",
    "_datoteke",
    "_dosyalar",
    "_elemei",
    "_failid",
    "_fails",
    "_fajlovi",
    "_ficheiros",
    "_fichiers",
    "_file",
    "-filer",
    "_fitxategiak",
    "_fitxers",
    "_pliki",
    "_soubory",
    "_tiedostot",
];

/// Whether an address is that of a part which a browser saved beside a page: there is nothing at it on the web.
pub fn is_saved_part(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let mut folders = path.rsplit('/').skip(1);
    folders.any(|folder| {
        PARTS
            .iter()
            .any(|part| folder.len() > part.len() && folder.ends_with(part))
    })
}

/// The copies of pictures that lie in a digest, as far as its briefs name them.
#[derive(Debug, Clone, Default)]
pub struct Copies {
    /// Each once, by path.
    pub pictures: BTreeMap<String, Picture>,
    /// By the file of a brief: the paths of its pictures by their addresses in its text.
    pub of_brief: BTreeMap<String, BTreeMap<String, String>>,
}

impl Copies {
    /// The copy of a picture, by the file of the brief and the address in its text.
    pub fn of(&self, brief: &str, address: &str) -> Option<&Picture> {
        let path = self.of_brief.get(brief)?.get(address)?;
        self.pictures.get(path)
    }
}

/// The addresses of the pictures of a text, in reading order.
pub fn addresses(body_markdown: &str) -> Vec<String> {
    if !body_markdown.contains("![") {
        return Vec::new();
    }
    let events = Parser::new_ext(body_markdown, markdown_options());
    let images = events.filter_map(|event| match event {
        Event::Start(Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    });
    images.collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A picture of one colour, without its data, which nobody looks at.
    pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend(b"\x08\x02\0\0\0\0\0\0\0");
        bytes
    }

    #[test]
    fn parts_of_a_saved_page_are_known_by_their_folder() {
        for saved in [
            "report_files/a.png",
            "https://a.example/2025/Bericht-Dateien/a.png?w=3",
        ] {
            assert!(is_saved_part(saved), "{saved}");
        }
        for other in [
            "https://a.example/files/a.png",
            "a_files",
            "_files/a.png",
            "/sites/default/files/a.png",
        ] {
            assert!(!is_saved_part(other), "{other}");
        }
    }

    #[test]
    fn a_picture_is_called_by_its_bytes() {
        let picture = Picture::of(png(320, 200)).unwrap();
        assert_eq!((picture.width, picture.height), (320, 200));
        let name = picture.path.strip_prefix("images/").unwrap();
        let (hash, ending) = name.split_once('.').unwrap();
        assert_eq!((hash.len(), ending), (32, "png"));
        assert_eq!(Picture::of(png(320, 200)).unwrap(), picture);
        assert_ne!(Picture::of(png(321, 200)).unwrap().path, picture.path);
        let gif = b"GIF89a\x40\x01\xc8\x00\x00\x00\x00".to_vec();
        let gif = Picture::of(gif).unwrap();
        assert_eq!(gif.path.split_once('.').unwrap().1, "gif");
        assert_eq!((gif.width, gif.height), (320, 200));
    }

    #[test]
    fn what_is_no_picture_is_none() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        let mut short = png(320, 200);
        short.truncate(15);
        for bytes in [
            b"<!doctype html><script>alert(1)</script>".to_vec(),
            svg.into(),
            b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x02\0\0\0\x02\0\0\0\x01\0\x18\0".to_vec(),
            b"\xff\xd8\xff\xe0".to_vec(),
            b"RIFF\0\0\0\0WEBP".to_vec(),
            b"\0\0\0\x1cftypavif".to_vec(),
            short,
            png(0, 200),
            Vec::new(),
        ] {
            assert_eq!(Picture::of(bytes.clone()), None, "{bytes:?}");
        }
    }

    #[test]
    fn headers_that_were_tampered_with_do_no_harm() {
        let webp = b"RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x3f\x01\0\xc7\0\0".to_vec();
        let avif = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf\0\0\0\x2emeta\0\0\0\0\0\0\0\x22iprp\0\0\0\x1aipco\0\0\0\x14ispe\0\0\0\0\0\0\x01\x40\0\0\0\xc8".to_vec();
        let jpeg = b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x11\x08\0\xc8\x01\x40\x03".to_vec();
        for whole in [png(3, 2), webp, avif, jpeg] {
            for end in 0..whole.len() {
                let mut bytes = whole.clone();
                bytes.truncate(end);
                let _ = Picture::of(bytes);
                for with in [0, 0x7f, 0xff] {
                    let mut bytes = whole.clone();
                    bytes[end] = with;
                    let _ = Picture::of(bytes);
                }
            }
        }
    }

    #[test]
    fn addresses_are_those_of_pictures_alone() {
        let text = "[a](b.png) ![c](d%20e.png \"t\") ![*f*](<g h.jpg>)\n\n![i]\n\n`![j](k)`\n\n[i]: l.gif\n";
        assert_eq!(addresses(text), ["d%20e.png", "g h.jpg", "l.gif"]);
    }
}
