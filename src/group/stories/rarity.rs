//! How much a shared term says: the rarer it is, in the language and in the digest, the more.

use crate::hash::Map;
use std::sync::LazyLock;

use super::COMMON_WORDS;
use super::terms::Terms;
use super::tokens::{Term, word_term};

/// As how many texts the knowledge of the language counts beside those of the digest: a digest of ten briefs says
/// little of what is rare, one of ten thousand says all.
const LANGUAGE: f64 = 400.0;
/// Of a thousand texts, how many hold a word that the language's list does not have.
const UNKNOWN: f64 = 1.0;
/// Of a thousand texts, how many hold a word that is too common to be a name.
const COMMON: f64 = 20.0;

/// Of a thousand texts, how many hold a stem.
static COMMON_TERMS: LazyLock<Map<Term, f64>> = LazyLock::new(|| {
    let rows = COMMON_WORDS.iter();
    rows.flat_map(|(share, stems)| stems.iter().map(|stem| (word_term(stem), share.0)))
        .collect()
});

/// Whether a word stands in so many texts that a capital makes no name of it.
pub(super) fn is_common(term: Term) -> bool {
    COMMON_TERMS
        .get(&term)
        .is_some_and(|share| *share >= COMMON)
}

/// The weight of each term of a digest.
#[derive(Debug)]
pub(super) struct Rarity {
    /// Of each term in how many texts it is, and its weight.
    terms: Map<Term, (u32, f32)>,
    texts: usize,
    unseen: f32,
}

/// The weight of a term that is in so many of so many texts.
fn weight(term: Term, count: u32, texts: usize) -> f32 {
    let known = COMMON_TERMS.get(&term).copied().unwrap_or(UNKNOWN);
    let expected = LANGUAGE * known / 1000.0;
    #[allow(clippy::cast_precision_loss, reason = "far below 2^52")]
    let rate = (f64::from(count) + expected) / (texts as f64 + LANGUAGE);
    #[allow(clippy::cast_possible_truncation, reason = "a few digits are enough")]
    let weight = -natural_log(rate.min(1.0)) as f32;
    weight
}

impl Rarity {
    /// The weights in a digest of these texts.
    pub(super) fn of<'t>(digest: impl ExactSizeIterator<Item = &'t Terms>) -> Self {
        let texts = digest.len();
        let mut terms: Map<Term, (u32, f32)> = Map::default();
        for text in digest {
            for term in text.iter() {
                terms.entry(term).or_default().0 += 1;
            }
        }
        let terms = terms
            .into_iter()
            .map(|(term, (count, _))| (term, (count, weight(term, count, texts))))
            .collect();
        Self {
            terms,
            texts,
            unseen: weight(0, 0, texts),
        }
    }

    /// The weights where one text has become another.
    pub(super) fn exchange(&mut self, was: &Terms, now: &Terms) {
        for term in was.iter().filter(|t| !now.has(*t)) {
            if let Some((count, own)) = self.terms.get_mut(&term) {
                *count = count.saturating_sub(1);
                *own = weight(term, *count, self.texts);
                if *count == 0 {
                    self.terms.remove(&term);
                }
            }
        }
        for term in now.iter().filter(|t| !was.has(*t)) {
            let (count, own) = self.terms.entry(term).or_default();
            *count += 1;
            *own = weight(term, *count, self.texts);
        }
    }

    /// The weight of a term: 0 for one that is in every text, 7 for one that is in one of a thousand.
    pub(super) fn weight(&self, term: Term) -> f32 {
        self.terms
            .get(&term)
            .map_or(self.unseen, |(_, weight)| *weight)
    }

    /// The weight of terms together.
    pub(super) fn sum(&self, terms: impl Iterator<Item = Term>) -> f32 {
        terms.map(|t| self.weight(t)).sum()
    }

    /// The share of these terms, by weight, that others have; none where there is no term.
    pub(super) fn contained(&self, terms: &Terms, others: &Terms) -> Option<f32> {
        let all = self.sum(terms.iter());
        (all > 0.0).then(|| self.sum(terms.iter().filter(|t| others.has(*t))) / all)
    }

    /// The cosine of two texts, from 0 to 1.
    pub(super) fn cosine(&self, a: &Terms, b: &Terms) -> f32 {
        let square = |t: Term| self.weight(t) * self.weight(t);
        let own = |terms: &Terms| terms.iter().map(square).sum::<f32>();
        let lengths = (own(a) * own(b)).sqrt();
        if lengths > 0.0 {
            a.shared(b).map(square).sum::<f32>() / lengths
        } else {
            0.0
        }
    }
}

/// The natural logarithm to four digits, from sums and products alone, which every machine computes alike.
fn natural_log(x: f64) -> f64 {
    if x <= 0.0 {
        return -40.0;
    }
    let bits = x.to_bits();
    let exponent = i32::try_from((bits >> 52) & 0x7ff).unwrap_or_default() - 1023;
    let mantissa = f64::from_bits((bits & ((1 << 52) - 1)) | (1023 << 52));
    // The series of the inverse hyperbolic tangent, at most 1/3 here.
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let s = t * t;
    let series = t * (2.0 + s * (2.0 / 3.0 + s * (2.0 / 5.0 + s * (2.0 / 7.0 + s * (2.0 / 9.0)))));
    f64::from(exponent) * std::f64::consts::LN_2 + series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_near_enough() {
        for x in [1e-9, 0.001, 0.3, 0.5, 0.999, 1.0, 7.5, 1e6] {
            assert!((natural_log(x) - x.ln()).abs() < 1e-4, "{x}");
        }
    }

    #[test]
    fn rare_terms_weigh_more_than_common_ones() {
        let text = Terms::of(["the", "company", "zyxel"].map(word_term));
        let rarity = Rarity::of([text].iter());
        let weight = |w: &str| rarity.weight(word_term(w));
        assert!(weight("the") < weight("company") && weight("company") < weight("zyxel"));
        assert!(is_common(word_term("the")) && !is_common(word_term("zyxel")));
    }
}
