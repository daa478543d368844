//! What speaks for and against two briefs being of one story, as numbers.

use super::rarity::Rarity;
use super::sketch::Sketch;
use super::terms::Terms;

/// How many facts there are of a pair.
pub(super) const COUNT: usize = 15;

/// The names of the facts, in their order, as the table of weights calls them.
pub(super) const NAMES: [&str; COUNT] = [
    "headlines-alike",
    "headlines-alike-root",
    "headline-in-headline",
    "headline-words-in-headline",
    "headline-amounts-shared",
    "same-day",
    "days-apart",
    "headline-in-lead",
    "headline-in-text",
    "headline-names-in-text",
    "headline-names-in-opening",
    "leads-alike-root",
    "amounts-contradict",
    "first-names-strange",
    "copied",
];

/// The facts of one pair.
pub(super) type Facts = [f32; COUNT];

/// Days over which a story goes on from one brief to the next.
pub(super) const WINDOW: i32 = 4;

/// Days between two briefs. Of an unknown day the worst is thought.
pub(super) fn days_apart(a: &Sketch, b: &Sketch) -> i32 {
    match (a.day, b.day) {
        (Some(a), Some(b)) => a.saturating_sub(b).saturating_abs(),
        _ => WINDOW,
    }
}

/// The facts of a pair; the same whichever comes first.
pub(super) fn facts(rarity: &Rarity, a: &Sketch, b: &Sketch) -> Facts {
    let both = |get: fn(&Sketch) -> &Terms, of: fn(&Sketch) -> &Terms, none: f32| {
        let one = rarity.contained(get(a), of(b)).unwrap_or(none);
        let other = rarity.contained(get(b), of(a)).unwrap_or(none);
        (one.min(other), one.max(other))
    };
    let titles = rarity.cosine(&a.title, &b.title);
    let words = {
        let one = rarity.contained_without(&a.title, &a.title_names, &b.title);
        let other = rarity.contained_without(&b.title, &b.title_names, &a.title);
        one.min(other)
    };
    let days = days_apart(a, b);
    let (names_least, names_most) = {
        let one = rarity.contained(&a.title_names, &b.text).unwrap_or(1.0);
        let other = rarity.contained(&b.title_names, &a.text).unwrap_or(1.0);
        (one, other)
    };
    #[allow(clippy::cast_precision_loss, reason = "small numbers")]
    let number = |n: usize| n as f32;
    #[allow(clippy::cast_precision_loss, reason = "small numbers")]
    let apart = days.min(60) as f32;
    [
        titles,
        titles.sqrt(),
        both(|s| &s.title, |s| &s.title, 0.0).1,
        words,
        number(a.title_amounts.shared(&b.title_amounts).count().min(1)),
        if days == 0 { 1.0 } else { 0.0 },
        apart,
        both(|s| &s.title, |s| &s.lead, 0.0).1,
        both(|s| &s.title, |s| &s.text, 0.0).0,
        f32::midpoint(names_least, names_most),
        both(|s| &s.title_names, |s| &s.opening, 0.5).1,
        rarity.cosine(&a.lead, &b.lead).sqrt(),
        contradiction(a, b),
        first_strange(a, b),
        copied(a, b),
    ]
}

/// Headline amounts that the other text does not know: half where one side has some, more where both have.
fn contradiction(a: &Sketch, b: &Sketch) -> f32 {
    let one = a.title_amounts.lacks(&b.amounts);
    let other = b.title_amounts.lacks(&a.amounts);
    match (one, other) {
        (true, true) => 1.5,
        (false, false) => 0.0,
        _ => 0.5,
    }
}

/// On how many sides the first name of the headline, who the news is of, stands nowhere in the other text.
fn first_strange(a: &Sketch, b: &Sketch) -> f32 {
    let strange = |own: &Sketch, other: &Sketch| own.first_name.is_some_and(|t| !other.text.has(t));
    f32::from(u8::from(strange(a, b)) + u8::from(strange(b, a)))
}

/// The share of the same word sequences, up to three in ten.
fn copied(a: &Sketch, b: &Sketch) -> f32 {
    match (&a.copy, &b.copy) {
        (Some(a), Some(b)) => a.share(b).min(0.3),
        _ => 0.0,
    }
}

impl Rarity {
    /// The share of terms that are no names which others have.
    fn contained_without(&self, terms: &Terms, names: &Terms, others: &Terms) -> f32 {
        let own = || terms.iter().filter(|t| !names.has(*t));
        let all = self.sum(own());
        if all > 0.0 {
            self.sum(own().filter(|t| others.has(*t))) / all
        } else {
            0.0
        }
    }
}
