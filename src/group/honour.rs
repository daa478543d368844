//! Which amount of a brief stands in a place of honour, on the front page or in an edition: one whose sentence says to a
//! reader who knows nothing of the article whose it is, what it is, and that it is much.

use crate::digest::{BriefId, Digest, DigestBrief, DigestFigure};
use crate::table::{Words, tables};

tables! {
    "data/honour.txt" => {
        /// Words for what is counted that say no more than a number does.
        EMPTY: Words = "";
    }
}

/// Money of less is the price of a thing, in whichever currency.
const MONEY: f64 = 100_000.0;

/// As many of anything are many.
const MANY: f64 = 1_000.0;

/// The most telling amount of a brief that may stand there; most briefs have none.
pub fn figure(digest: &Digest, id: BriefId) -> Option<&DigestFigure> {
    let brief = digest.brief(id);
    let mut salient = brief.salient_figures();
    salient.find(|f| says_what(brief, f) && says_who(digest, brief, f) && is_much(f))
}

/// Whether what it measures is a thing: a noun that is no name, which would say who and not what.
fn says_what(brief: &DigestBrief, figure: &DigestFigure) -> bool {
    // Other languages write nouns with a capital, or without spaces.
    let english = brief.language.as_deref();
    let english = english.is_none_or(|tag| tag.split('-').next() == Some("en"));
    figure.what.as_deref().is_some_and(|what| {
        let mut words = what.split(|c: char| !c.is_alphabetic());
        words.any(|word| {
            let lower = word.chars().next().is_some_and(char::is_lowercase);
            let long = word.chars().count() >= 3;
            (lower && long || !english && !word.is_empty()) && !EMPTY.has(word)
        })
    })
}

/// Whether the sentence names a company or a technology that the brief is about.
fn says_who(digest: &Digest, brief: &DigestBrief, figure: &DigestFigure) -> bool {
    let mut about = brief.tags.iter().filter(|t| t.about);
    !figure.who.is_empty()
        || about.any(|tag| {
            let is_first = tag.anchor == Some(figure.anchor);
            is_first || figure.sentence.contains(&digest.term(tag.term).name)
        })
}

/// Whether it is large, whatever is usual in its field: a sum, a capacity, a share of a company's. A price of one is not,
/// nor is the size of a thing.
fn is_much(figure: &DigestFigure) -> bool {
    let value = figure.value.as_deref().and_then(|v| v.parse::<f64>().ok());
    let Some(value) = value.map(f64::abs).filter(|_| figure.per.is_none()) else {
        return false;
    };
    match figure.kind {
        "money" => value >= MONEY,
        "share" => !figure.who.is_empty(),
        "capacity" | "count" => {
            let power = ["W", "Wh", "Wp"].iter().any(|u| figure.unit.ends_with(u));
            value >= MANY || power && value >= 1.0
        }
        _ => false,
    }
}
