//! A card: paper, a bar in the spot colour, the site's name, a headline as large as it fits, and where it is from.

use super::letters::{SHADES, letter, line};
use super::png::{Picture, Rgb};

/// The size that previews are cut from.
const WIDTH: usize = 1200;
const HEIGHT: usize = 630;

/// Distance of words from the edges.
const MARGIN: usize = 72;
const BAR: usize = 18;

/// The colours of `style.css` on light paper, each in all its shades.
const PAPER: Rgb = [0xfa, 0xfa, 0xf7];
const INK: Rgb = [0x16, 0x19, 0x1c];
const SPOT: Rgb = [0x00, 0x61, 0x5a];
const SOFT: Rgb = [0x55, 0x5b, 0x60];

/// Sizes of the headline, the largest first, and how many lines of each there is room for.
const HEADLINES: [(u16, usize); 5] = [(120, 2), (96, 3), (80, 3), (68, 4), (58, 5)];
const LABEL: u16 = 44;
const FOOT: u16 = 38;

/// The words of a card.
#[derive(Debug)]
pub(super) struct Words {
    /// The site's name; empty on its own card.
    pub(super) site: String,
    /// What it is about.
    pub(super) kicker: String,
    pub(super) title: String,
    /// Where it is from, or what the site is.
    pub(super) foot: String,
}

/// A colour by its place in [`palette`].
#[derive(Debug, Clone, Copy)]
enum Colour {
    Ink,
    Spot,
    Soft,
}

/// Draws a card as a PNG.
pub(super) fn draw(words: &Words) -> Vec<u8> {
    let mut card = Picture::new(WIDTH, HEIGHT);
    fill(&mut card, 0..BAR, Colour::Spot);
    if !words.site.is_empty() {
        let site = cut(&words.site, LABEL, ROOM);
        write(&mut card, &site, LABEL, MARGIN + 40, Colour::Ink);
        fill(&mut card, MARGIN + 66..MARGIN + 69, Colour::Ink);
    }
    let (size, lines) = headline(&words.title);
    let step = usize::from(size) * 104 / 100;
    // Between the rule below the site's name and the line at the foot.
    let top = if words.site.is_empty() { 190 } else { 248 };
    let mut y = top;
    if !words.kicker.is_empty() {
        let kicker = cut(&capitalised(&words.kicker), FOOT, ROOM);
        write(&mut card, &kicker, FOOT, y - 36, Colour::Spot);
    }
    y += usize::from(size) * 68 / 100;
    for line in &lines {
        write(&mut card, line, size, y, Colour::Ink);
        y += step;
    }
    let mut foot = wrapped(&words.foot, FOOT, ROOM);
    if foot.len() > 2 {
        let rest = foot.split_off(1).join(" ");
        foot.push(cut(&rest, FOOT, ROOM));
    }
    let mut y = HEIGHT - MARGIN + 20;
    for line in foot.iter().rev() {
        write(&mut card, line, FOOT, y, Colour::Soft);
        y -= usize::from(FOOT) * 120 / 100;
    }
    card.bytes(&palette())
}

/// Width that words have.
const ROOM: f32 = 1056.0;

/// The colours in the order of their numbers: the paper, then the shades of each of the others.
fn palette() -> Vec<Rgb> {
    let shades = |colour: Rgb| {
        (1..=SHADES).map(move |shade| {
            let mix = |(paper, own): (u8, u8)| {
                let (paper, own) = (u16::from(paper), u16::from(own));
                let (shade, all) = (u16::from(shade), u16::from(SHADES));
                u8::try_from((paper * (all - shade) + own * shade) / all).unwrap_or(u8::MAX)
            };
            let [r, g, b] = [0, 1, 2].map(|i: usize| {
                let channel = |c: &Rgb| c.get(i).copied().unwrap_or_default();
                mix((channel(&PAPER), channel(&colour)))
            });
            [r, g, b]
        })
    };
    let colours = [INK, SPOT, SOFT].into_iter().flat_map(shades);
    std::iter::once(PAPER).chain(colours).collect()
}

/// The number of a colour's shade in the palette.
fn number(colour: Colour, shade: u8) -> u8 {
    match shade {
        0 => 0,
        _ => colour as u8 * SHADES + shade,
    }
}

/// Fills rows from edge to edge of the words, or of the card for the bar at its top.
fn fill(card: &mut Picture, rows: std::ops::Range<usize>, colour: Colour) {
    let columns = if rows.start == 0 {
        0..WIDTH
    } else {
        MARGIN..WIDTH - MARGIN
    };
    for y in rows {
        for x in columns.clone() {
            card.set(x, y, number(colour, SHADES));
        }
    }
}

/// Writes words on the line at `y`.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "places on a card are small, and what lies outside of it is not set"
)]
fn write(card: &mut Picture, text: &str, size: u16, y: usize, colour: Colour) {
    for (c, at) in line(text, size).0 {
        let Some(letter) = letter(c, size) else {
            continue;
        };
        let left = MARGIN as i32 + at.round() as i32 + letter.left;
        let rows = letter.shades.chunks(letter.width.max(1));
        for (row, shades) in (y as i32 + letter.top..).zip(rows) {
            for (column, shade) in (left..).zip(shades) {
                if let (Ok(x), Ok(y)) = (usize::try_from(column), usize::try_from(row))
                    && *shade > 0
                {
                    card.set(x, y, number(colour, *shade));
                }
            }
        }
    }
}

/// A headline in the largest size in which it fits; in the smallest, its beginning.
fn headline(title: &str) -> (u16, Vec<String>) {
    for (size, most) in HEADLINES {
        let lines = wrapped(title, size, ROOM);
        if lines.len() <= most && lines.iter().all(|l| line(l, size).1 <= ROOM) {
            return (size, lines);
        }
    }
    let [.., (size, most)] = HEADLINES;
    let mut lines = wrapped(title, size, ROOM);
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(rest);
    }
    let lines = lines.iter().map(|l| cut(l, size, ROOM));
    (size, lines.collect())
}

/// Words in lines of some width; a word that is longer stands alone.
fn wrapped(text: &str, size: u16, room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(last) if line(&format!("{last} {word}"), size).1 <= room => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Words that fit into a width, with an ellipsis where they were cut.
fn cut(text: &str, size: u16, room: f32) -> String {
    let (places, end) = line(text, size);
    if end <= room {
        return text.to_owned();
    }
    let dots = line(" …", size).1;
    let fitting = places.iter().take_while(|(_, at)| *at + dots <= room);
    let mut kept: String = fitting.map(|(c, _)| c).collect();
    // The last letter begins in the room, and may end outside.
    kept.pop();
    if let Some(space) = kept.rfind(' ') {
        kept.truncate(space);
    }
    format!("{} …", kept.trim_end())
}

/// A name that begins with a capital.
fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_headline_fits() {
        let long = "word ".repeat(100);
        for title in [
            "A",
            "Two words",
            &long,
            &"x".repeat(400),
            "Donaudampfschiff".repeat(8).as_str(),
        ] {
            let (size, lines) = headline(title);
            assert!(!lines.is_empty() && lines.len() <= 5, "{title}");
            assert!(
                lines.iter().all(|l| line(l, size).1 <= ROOM),
                "{title}: {lines:?}"
            );
        }
        assert_eq!(headline("Two words"), (120, vec!["Two words".to_owned()]));
        assert!(headline(&long).1[4].ends_with('…'));
    }

    #[test]
    fn words_have_the_room_between_the_margins() {
        let room = u16::try_from(WIDTH - 2 * MARGIN).unwrap();
        assert!((f32::from(room) - ROOM).abs() < f32::EPSILON);
    }

    #[test]
    fn a_card_is_a_png_of_its_size_and_small() {
        let words = |title: &str| Words {
            site: "The desk".to_owned(),
            kicker: "battery".to_owned(),
            title: title.to_owned(),
            foot: "Daily, 3 March 2025".to_owned(),
        };
        let card = draw(&words("Plant opens in Ohio"));
        assert!(card.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x02\x76\x04\x03"));
        assert!(card.len() < 30_000, "{}", card.len());
        assert_eq!(card, draw(&words("Plant opens in Ohio")));
        assert_ne!(card, draw(&words("Plant opens in Iowa")));
    }

    #[test]
    fn each_shade_has_its_number() {
        let palette = palette();
        assert_eq!(palette.len(), 16);
        assert_eq!(palette[usize::from(number(Colour::Spot, 0))], PAPER);
        assert_eq!(palette[usize::from(number(Colour::Spot, SHADES))], SPOT);
        assert_eq!(palette[usize::from(number(Colour::Soft, SHADES))], SOFT);
    }
}
