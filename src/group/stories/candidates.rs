//! Which pairs of briefs are worth a look: those that share rare terms of headline and lead within a few days. The time
//! grows with the number of briefs, not with its square.

use rayon::prelude::*;

use super::facts::WINDOW;
use super::rarity::Rarity;
use super::sketch::Sketch;
use super::tokens::Term;

/// Terms of a brief by which it is found: its rarest.
const TERMS: usize = 24;
/// Briefs on each side in a term's list that are looked at.
const REACH: usize = 32;
/// Candidates of one brief: those that share most.
const MOST: usize = 32;
/// What two briefs must share at least: the weight of a rare and a common word.
const LEAST: f32 = 6.0;

/// Pairs of places among the sketches, which are sorted by day; each once, the smaller place first, in order.
pub(super) fn candidates(rarity: &Rarity, sketches: &[Sketch]) -> Vec<(u32, u32)> {
    let keys: Vec<Vec<(Term, f32)>> = sketches.par_iter().map(|s| keys(rarity, s)).collect();
    let mut postings: Vec<(Term, u32)> = keys
        .iter()
        .zip(0..)
        .flat_map(|(keys, i)| keys.iter().map(move |(t, _)| (*t, i)))
        .collect();
    postings.par_sort_unstable();
    let mut pairs: Vec<(u32, u32)> = keys
        .par_iter()
        .enumerate()
        .flat_map_iter(|(i, keys)| near(i, keys, &postings, sketches))
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// The rarest terms of a brief's headline, then of its lead, with their weights.
fn keys(rarity: &Rarity, sketch: &Sketch) -> Vec<(Term, f32)> {
    let mut keys: Vec<(Term, f32)> = sketch
        .lead
        .iter()
        .map(|t| (t, rarity.weight(t)))
        .filter(|(_, w)| *w > 1.5)
        .collect();
    let of_title = |t: Term| sketch.title.has(t);
    keys.sort_by(|(a, x), (b, y)| {
        let order = of_title(*b).cmp(&of_title(*a));
        order.then(y.total_cmp(x)).then(a.cmp(b))
    });
    keys.truncate(TERMS);
    keys
}

/// The briefs near one in time that share most of its terms.
fn near(
    i: usize,
    keys: &[(Term, f32)],
    postings: &[(Term, u32)],
    sketches: &[Sketch],
) -> Vec<(u32, u32)> {
    let own = u32::try_from(i).unwrap_or(u32::MAX);
    let Some(sketch) = sketches.get(i) else {
        return Vec::new();
    };
    let mut shared: Vec<(u32, f32)> = Vec::new();
    for (term, weight) in keys {
        let Ok(at) = postings.binary_search(&(*term, own)) else {
            continue;
        };
        let before = postings
            .get(at.saturating_sub(REACH)..at)
            .unwrap_or_default();
        let after = postings.get(at + 1..).unwrap_or_default();
        let sides = before.iter().rev().take(REACH);
        for (_, other) in sides
            .take_while(|(t, o)| t == term && in_window(sketch, sketches, *o))
            .chain(
                after
                    .iter()
                    .take(REACH)
                    .take_while(|(t, o)| t == term && in_window(sketch, sketches, *o)),
            )
        {
            shared.push((*other, *weight));
        }
    }
    shared.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut found: Vec<(u32, f32)> = shared
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|same| Some((same.first()?.0, same.iter().map(|s| s.1).sum())))
        .filter(|(_, sum)| *sum >= LEAST)
        .collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found.truncate(MOST);
    found
        .into_iter()
        .map(|(other, _)| (own.min(other), own.max(other)))
        .collect()
}

/// Whether a brief is near another in time. Briefs without a day are near each other alone.
fn in_window(sketch: &Sketch, sketches: &[Sketch], other: u32) -> bool {
    let other = sketches.get(other as usize).map(|s| s.day);
    match (sketch.day, other) {
        (Some(a), Some(Some(b))) => a.abs_diff(b) <= WINDOW.unsigned_abs(),
        (None, Some(None)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::prose::Text;

    fn sketch(title: &str, date: Option<&str>) -> Sketch {
        let date = date.map(|d| d.parse().unwrap());
        Sketch::of(title, &Text::from_markdown(title), date, None)
    }

    fn pairs(sketches: &[Sketch]) -> Vec<(u32, u32)> {
        let rarity = Rarity::of(sketches.iter().map(|s| &s.text));
        candidates(&rarity, sketches)
    }

    #[test]
    fn what_shares_rare_words_within_days_is_looked_at() {
        let sketches = [
            sketch("Examplia opens Zyxville plant", Some("2025-05-09")),
            sketch("Zyxville plant of Examplia begins work", Some("2025-05-06")),
            sketch("Examplia plans Zyxville plant", Some("2025-04-01")),
            sketch("Wondera fires chief", Some("2025-04-01")),
            sketch("Examplia opens Zyxville plant", None),
        ];
        assert_eq!(pairs(&sketches), [(0, 1)]);
    }

    #[test]
    fn pairs_grow_with_the_briefs_and_not_with_their_square() {
        let many = |n: usize| {
            let title = |i: usize| format!("Examplia opens Zyxville plant {i} after Wondera");
            let sketches: Vec<Sketch> = (0..n)
                .map(|i| sketch(&title(i), Some("2025-05-09")))
                .collect();
            pairs(&sketches).len()
        };
        assert!(many(400) <= 400 * MOST);
        assert!(many(1_600) <= 1_600 * MOST);
    }
}
