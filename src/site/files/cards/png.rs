//! A picture of at most 16 colours as a PNG, as <https://www.w3.org/TR/png-3/> lays it out.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// A colour.
pub(super) type Rgb = [u8; 3];

/// Bits of a pixel.
const DEPTH: u8 = 4;
/// Pixels that are numbers of colours.
const INDEXED: u8 = 3;

/// Rows of pixels, each a number of a colour below 16, of which two stand in a byte.
#[derive(Debug)]
pub(super) struct Picture {
    width: usize,
    height: usize,
    /// Rows as they are compressed: a byte that says that they are written as they are, then the pixels.
    rows: Vec<u8>,
}

impl Picture {
    /// A picture of colour 0.
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            rows: vec![0; (1 + width.div_ceil(2)) * height],
        }
    }

    /// Sets a pixel; one outside is none.
    pub(super) fn set(&mut self, x: usize, y: usize, colour: u8) {
        if x >= self.width {
            return;
        }
        let place = y * (1 + self.width.div_ceil(2)) + 1 + x / 2;
        if let Some(two) = self.rows.get_mut(place) {
            *two = if x.is_multiple_of(2) {
                (*two & 0x0f) | (colour << 4)
            } else {
                (*two & 0xf0) | (colour & 0x0f)
            };
        }
    }

    /// The file.
    pub(super) fn bytes(&self, palette: &[Rgb]) -> Vec<u8> {
        let side = |length: usize| u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
        let mut head = Vec::with_capacity(13);
        head.extend(side(self.width));
        head.extend(side(self.height));
        head.extend([DEPTH, INDEXED, 0, 0, 0]);
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
        // Writing to memory cannot fail.
        let _ = packed.write_all(&self.rows);
        let packed = packed.finish().unwrap_or_default();
        let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
        chunk(&mut out, *b"IHDR", &head);
        chunk(&mut out, *b"PLTE", palette.as_flattened());
        chunk(&mut out, *b"IDAT", &packed);
        chunk(&mut out, *b"IEND", &[]);
        out
    }
}

/// How hard to compress: more costs more than it saves.
const LEVEL: u32 = 3;

/// Appends a part of the file: its length, its kind, its bytes, and the sum that proves them.
fn chunk(out: &mut Vec<u8>, kind: [u8; 4], bytes: &[u8]) {
    out.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
    out.extend(kind);
    out.extend(bytes);
    let mut sum = crc32fast::Hasher::new();
    sum.update(&kind);
    sum.update(bytes);
    out.extend(sum.finalize().to_be_bytes());
}
