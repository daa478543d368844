//! What speaks for and against two briefs being of one story, in words.

use super::facts::{WINDOW, days_apart};
use super::sketch::{Sketch, read};
use super::tokens::{Form, Term, Token};
use super::{Stories, is_template, odds};
use crate::digest::BriefId;
use crate::text::prose::Text;

/// Words of each kind that are told.
const WORDS: usize = 8;

/// A brief with its words.
#[derive(Debug)]
pub(in crate::group) struct Worded<'t> {
    /// Its place.
    pub(in crate::group) id: BriefId,
    /// Its headline.
    pub(in crate::group) title: &'t str,
    /// Its text.
    pub(in crate::group) text: &'t Text,
}

/// The evidence on two briefs, a line for each kind.
pub(in crate::group) fn evidence(stories: &Stories, a: &Worded<'_>, b: &Worded<'_>) -> Vec<String> {
    let sketch = |w: &Worded<'_>| stories.sketches.get(w.id.0 as usize);
    let (Some(one), Some(other)) = (sketch(a), sketch(b)) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let same_text = stories
        .copies
        .iter()
        .any(|c| c.contains(&a.id) && c.contains(&b.id));
    if same_text {
        lines.push("their texts are copies of one".to_owned());
    }
    lines.push(days(one, other));
    let (heads_a, body_a) = read(a.title, a.text);
    let (heads_b, body_b) = read(b.title, b.text);
    let tokens: Vec<&Token<'_>> = heads_a.iter().chain(&body_a).collect();
    let others: Vec<&Token<'_>> = heads_b.iter().chain(&body_b).collect();
    let mut put = |words: Vec<String>, what: &str| {
        if !words.is_empty() {
            lines.push(format!("{what}: {}", words.join(", ")));
        }
    };
    let weight = |t: Term| stories.rarity.weight(t);
    put(
        spelled(&tokens, weight, |t| {
            one.title.has(t.term) && other.title.has(t.term)
        }),
        "both headlines have",
    );
    put(
        spelled(&tokens, weight, |t| {
            one.lead.has(t.term)
                && other.lead.has(t.term)
                && !(one.title.has(t.term) && other.title.has(t.term))
        }),
        "both leads have",
    );
    put(
        spelled(&tokens, weight, |t| {
            t.form == Form::Amount && other.amounts.has(t.term)
        }),
        "both state the amounts",
    );
    for (own, theirs, words, whose) in [
        (one, other, &tokens, "first"),
        (other, one, &others, "second"),
    ] {
        put(
            spelled(words, weight, |t| {
                own.title_names.has(t.term) && !theirs.text.has(t.term)
            }),
            &format!("only the {whose} knows the names of its headline"),
        );
        put(
            spelled(words, weight, |t| {
                own.title_amounts.has(t.term) && !theirs.amounts.has(t.term)
            }),
            &format!("only the {whose} states the amounts of its headline"),
        );
    }
    if is_template(one, other) {
        lines.push("one wording tells of different names: a template".to_owned());
    } else if days_apart(one, other) <= WINDOW && !same_text {
        lines.push(how_sure(odds(stories, one, other)));
    }
    lines
}

/// The rarest words of a text that a test takes, as the text writes them.
fn spelled(
    tokens: &[&Token<'_>],
    weight: impl Fn(Term) -> f32,
    takes: impl Fn(&Token<'_>) -> bool,
) -> Vec<String> {
    let mut found: Vec<(&Token<'_>, f32)> = Vec::new();
    for token in tokens.iter().filter(|t| takes(t)) {
        let heavy = weight(token.term);
        if heavy > 2.0 && !found.iter().any(|(t, _)| t.term == token.term) {
            found.push((token, heavy));
        }
    }
    found.sort_by(|x, y| y.1.total_cmp(&x.1));
    found.truncate(WORDS);
    found
        .into_iter()
        .map(|(t, _)| t.surface.to_owned())
        .collect()
}

fn days(a: &Sketch, b: &Sketch) -> String {
    match (a.day, b.day, days_apart(a, b)) {
        (None, ..) | (_, None, _) => "the day of one is unknown".to_owned(),
        (.., 0) => "both are of one day".to_owned(),
        (.., 1) => "one day lies between them".to_owned(),
        (.., days) if days <= WINDOW => format!("{days} days lie between them"),
        (.., days) => format!(
            "{days} days lie between them, more than the {WINDOW} over which a story goes on"
        ),
    }
}

/// The odds in whole numbers: the logarithm of one to the base of e, as people say them.
fn how_sure(odds: f32) -> String {
    // A step of 0.7 doubles the odds.
    let mut times: u64 = 1;
    let mut left = odds.abs();
    while left > 0.35 && times < 1_000 {
        times *= 2;
        left -= 0.693;
    }
    match (times, odds > 0.0) {
        (1, _) => "together this speaks as much for one story as against it".to_owned(),
        (_, true) => format!("together this speaks {times} to 1 for one story"),
        (_, false) => format!("together this speaks {times} to 1 against one story"),
    }
}
