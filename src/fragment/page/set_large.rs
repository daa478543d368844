//! The headline of a page that marks none but sets one line larger than all others, as letters of nested tables do: there the
//! title is the letter's, the same each day.

use crate::html::flat::{Flat, FlatNode};
use crate::html::text::fold;

/// The least size of such a line in CSS pixels; text is set in about 16.
const LARGE: f32 = 18.0;

/// Characters of a headline.
const LENGTH: std::ops::Range<usize> = 12..200;

/// The one line in the largest letters, on a page without headings of the first and second level.
pub(super) fn headline(page: &Flat<'_>) -> Option<String> {
    let heading = |n: &FlatNode<'_>| matches!(n.name(), "h1" | "h2");
    if page.nodes.iter().any(heading) {
        return None;
    }
    let mut best: Option<(f32, String)> = None;
    let mut single = false;
    for (at, node) in page.nodes.iter().enumerate() {
        let Some(size) = node.attr("style").and_then(size).filter(|s| *s >= LARGE) else {
            continue;
        };
        if best.as_ref().is_some_and(|(largest, _)| size < *largest) {
            continue;
        }
        let text = fold(&page.text(at));
        if !LENGTH.contains(&text.chars().count()) {
            continue;
        }
        single = best
            .as_ref()
            .is_none_or(|(largest, same)| size > *largest || *same == text);
        best = Some((size, text));
    }
    best.filter(|_| single).map(|(_, text)| text)
}

/// The size of letters that a style gives in pixels; no other unit says as much for sure.
fn size(style: &str) -> Option<f32> {
    let declared = |d: &str| {
        let (name, value) = d.split_once(':')?;
        let pixels = value.trim().strip_suffix("px")?;
        (name.trim().eq_ignore_ascii_case("font-size")).then(|| pixels.trim().parse().ok())?
    };
    style.split(';').filter_map(declared).next_back()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse;

    #[test]
    fn one_line_in_the_largest_letters_is_the_headline() {
        let of = |cells: &[(&str, &str)]| {
            let rows = cells
                .iter()
                .map(|(style, text)| format!("<tr><td style=\"{style}\">{text}</td></tr>"));
            let html = parse::document(&format!("<table>{}</table>", rows.collect::<String>()));
            headline(&Flat::of(&html))
        };
        let large = (
            "color:red; font-size: 24px;font-weight:bold",
            "A plant for cathodes stops in Ontario",
        );
        let small = (
            "font-size:14px",
            "The maker will not finish it, the firm said on Wednesday.",
        );
        assert_eq!(of(&[small, large, small]).as_deref(), Some(large.1));
        // A round-up has several, and what is set as text is none.
        assert_eq!(
            of(&[
                large,
                small,
                ("font-size:24px", "Another plant opens in Nysa, Poland")
            ]),
            None
        );
        assert_eq!(of(&[small]), None);
        assert_eq!(of(&[("font-size:2em", large.1)]), None);
        assert_eq!(of(&[("font-size:30px", "Cells")]), None);
    }
}
