//! The typeface of cards: its letters as shades, each drawn once.
//!
//! `newsreader-600.ttf` is the site's typeface at one weight, with its pairs as the old table `kern`; its licence is
//! that of `static/fonts/`.

use std::sync::{Arc, LazyLock, RwLock};

use ab_glyph::{Font, FontRef, GlyphId, PxScale, ScaleFont};

use crate::hash::Map;

/// How dark a letter's pixel may be; 0 is the paper.
pub(super) const SHADES: u8 = 5;

static FONT: LazyLock<FontRef<'static>> = LazyLock::new(|| {
    let bytes = include_bytes!("newsreader-600.ttf");
    // It is compiled in, and a test reads it.
    FontRef::try_from_slice(bytes).expect("the typeface of cards is one")
});

/// A letter's pixels, from its left end on the line.
#[derive(Debug)]
pub(super) struct Letter {
    /// Pixels from the place of writing to the left edge.
    pub(super) left: i32,
    /// Pixels from the line up to the top edge, negative.
    pub(super) top: i32,
    pub(super) width: usize,
    /// Row by row, from 0 to [`SHADES`].
    pub(super) shades: Vec<u8>,
}

/// Letters that were drawn, by their number in the typeface and their size.
type Drawn = Map<(u16, u16), Arc<Letter>>;

static DRAWN: LazyLock<RwLock<Drawn>> = LazyLock::new(RwLock::default);

/// Whether the typeface has all letters of a text, and the text any.
pub(super) fn can_write(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| !c.is_whitespace()).peekable();
    letters.peek().is_some() && letters.all(|c| FONT.glyph_id(c) != GlyphId(0))
}

/// The letters of a text at a size, and the place of each on the line; and where the text ends.
pub(super) fn line(text: &str, size: u16) -> (Vec<(char, f32)>, f32) {
    let font = FONT.as_scaled(PxScale::from(f32::from(size)));
    let (mut at, mut before) = (0.0, None);
    let mut places = Vec::with_capacity(text.len());
    for c in text.chars() {
        let glyph = FONT.glyph_id(c);
        if let Some(before) = before.replace(glyph) {
            at += font.kern(before, glyph);
        }
        places.push((c, at));
        at += font.h_advance(glyph);
    }
    (places, at)
}

/// A letter at a size; none for a space.
pub(super) fn letter(c: char, size: u16) -> Option<Arc<Letter>> {
    let glyph = FONT.glyph_id(c);
    let key = (glyph.0, size);
    if let Some(held) = DRAWN.read().ok().and_then(|d| d.get(&key).cloned()) {
        return (held.width > 0).then_some(held);
    }
    let drawn = Arc::new(drawn(glyph, size));
    if let Ok(mut held) = DRAWN.write() {
        held.insert(key, Arc::clone(&drawn));
    }
    (drawn.width > 0).then_some(drawn)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a letter has few pixels, and a share of one is between 0 and 1"
)]
fn drawn(glyph: GlyphId, size: u16) -> Letter {
    let mut letter = Letter {
        left: 0,
        top: 0,
        width: 0,
        shades: Vec::new(),
    };
    let placed = glyph.with_scale(f32::from(size));
    let Some(outline) = FONT.outline_glyph(placed) else {
        return letter;
    };
    let bounds = outline.px_bounds();
    let pixels = |length: f32| length.max(0.0) as usize;
    letter.left = bounds.min.x as i32;
    letter.top = bounds.min.y as i32;
    letter.width = pixels(bounds.width());
    letter.shades = vec![0; letter.width * pixels(bounds.height())];
    outline.draw(|x, y, covered| {
        let place = y as usize * letter.width + x as usize;
        if let Some(shade) = letter.shades.get_mut(place) {
            // Where strokes of a letter overlap, more than all is covered.
            *shade = (covered.clamp(0.0, 1.0) * f32::from(SHADES)).round() as u8;
        }
    });
    letter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_typeface_has_is_written() {
        for text in ["Citroën", "Tesla & “Co.” – €5", "ß"] {
            assert!(can_write(text), "{text}");
        }
        for text in ["", "  ", "電池", "a 電", "\u{1f50b}"] {
            assert!(!can_write(text), "{text}");
        }
    }

    #[test]
    fn pairs_stand_closer_than_letters_alone() {
        let width = |text| line(text, 100).1;
        assert!(width("To") < width("T") + width("o"));
        assert!(letter(' ', 20).is_none());
        let small = letter('x', 20).unwrap();
        assert!(small.shades.contains(&SHADES) && small.top < 0);
    }
}
