//! Which of the first sentences carries the news.

use super::endings::is_copula;
use super::reading::Reading;
use crate::grammar::clauses::Clause;
use crate::grammar::sentence::{Kind, Sentence};
use crate::grammar::tags::Tag;
use crate::headline::lists::{EVENTS, INTRODUCES, LEANS};

/// How many of the first telling sentences are looked at.
pub(in crate::headline) const FIRST: usize = 5;

/// How little a sentence is liked as the article's news, in points, by its place and by what it says.
pub(super) fn dislike(place: usize, reading: &Reading<'_, '_>) -> f64 {
    const PLACES: [f64; FIRST] = [0.0, 14.0, 15.0, 15.5, 16.0];
    PLACES.get(place).copied().unwrap_or(8.0) + about(reading.sentence, reading.main)
}

fn about(sentence: &Sentence<'_>, main: Clause) -> f64 {
    let mut points = 0.0;
    let subject = main.subject.and_then(|s| sentence.groups.get(s));
    let verb = sentence
        .groups
        .get(main.verb)
        .map(|g| sentence.lower(g.head))
        .unwrap_or_default();
    let mut words = sentence.tokens.iter().filter(|t| t.is_word());
    let mut word = || {
        words
            .next()
            .map(|t| t.text.to_lowercase())
            .unwrap_or_default()
    };
    let (first, second) = (word(), word());
    let has = |tag: Tag| sentence.tags.contains(&tag);
    if LEANS.has(&first)
        || matches!(
            first.as_str(),
            "another"
                | "meanwhile"
                | "also"
                | "yet"
                | "still"
                | "then"
                | "here"
                | "additionally"
                | "moreover"
                | "separately"
        )
    {
        points += 9.0;
    }
    let links = matches!(
        (first.as_str(), second.as_str()),
        ("in", "addition" | "that")
            | ("for", "example")
            | ("at", "the")
            | ("as", "such")
            | ("to", "date")
            | ("going", "forward")
    );
    if links {
        points += 4.0;
    }
    if subject.is_some_and(|s| leans(sentence, s.tokens.start, s.head)) {
        points += 8.0;
    }
    // A text that speaks of its author or to its reader is no report.
    if (0..sentence.tokens.len()).any(|i| {
        matches!(
            sentence.lower(i),
            "we" | "our" | "us" | "you" | "your" | "i" | "my"
        ) && sentence.tag(i) != Some(Tag::Name)
            && sentence.word(i) != "US"
    }) {
        points += 6.0;
    }
    let named =
        subject.is_some_and(|s| s.tokens.clone().any(|i| sentence.tag(i) == Some(Tag::Name)));
    if named {
        points -= 1.5;
    } else if subject.is_none() {
        points += 2.0;
    }
    if has(Tag::Number) {
        points -= 0.7;
    }
    if is_copula(verb) {
        points += if named { 1.5 } else { 3.0 };
    }
    let event = sentence
        .groups
        .iter()
        .any(|g| matches!(g.kind, Kind::Verb(_)) && EVENTS.has(sentence.lower(g.head)));
    if event {
        points -= 1.5;
    }

    // "In spite of this setback": which?
    let points_back = sentence.tags.iter().enumerate().any(|(i, t)| {
        *t == Tag::Determiner
            && matches!(sentence.lower(i), "this" | "these" | "such" | "those")
            && !matches!(
                sentence.lower(i + 1),
                "week"
                    | "year"
                    | "month"
                    | "quarter"
                    | "summer"
                    | "spring"
                    | "fall"
                    | "winter"
                    | "morning"
            )
    });
    if points_back {
        points += 5.0;
    }
    // Spokespeople comment.
    if subject.is_some_and(|s| sentence.lower(s.head).starts_with("spokes")) {
        points += 4.0;
    }
    // "In August 2023, Acme began": what came before the news.
    let year = |i: usize| sentence.word(i).len() == 4 && sentence.word(i).starts_with("20");
    if first == "in" && (1..4).any(year) || matches!(first.as_str(), "last" | "earlier") {
        points += 4.0;
    }

    // "As demand grows, the need has never been greater": the scene, not the news.
    if !named
        && matches!(
            first.as_str(),
            "as" | "while" | "with" | "amid" | "since" | "when" | "despite" | "once"
        )
    {
        points += 13.0;
    }
    let guest = is_copula(verb)
        && (0..sentence.tokens.len()).any(|i| matches!(sentence.lower(i), "guest" | "guests"));
    if INTRODUCES.has(verb) || guest {
        points += 9.0;
    }
    if !has(Tag::Name) {
        points += 2.0;
    }
    points
}

/// Whether a subject stands for something said before: "the company", "this move", "its chief".
fn leans(sentence: &Sentence<'_>, start: usize, head: usize) -> bool {
    let opens = sentence.lower(start);
    let pronoun = matches!(
        opens,
        "it" | "he"
            | "she"
            | "they"
            | "this"
            | "that"
            | "these"
            | "those"
            | "its"
            | "his"
            | "her"
            | "their"
            | "such"
            | "both"
    );
    // "the move", without a word more, is one that was spoken of.
    let bare = (start + 1..=head).all(|i| {
        matches!(
            sentence.tag(i),
            Some(Tag::Noun | Tag::Number | Tag::Adjective)
        )
    });
    let goes_on = matches!(
        sentence.tag(head + 1),
        Some(Tag::Preposition | Tag::Pronoun | Tag::Subordinator)
    );
    let again = opens == "the" && head <= start + 2 && bare && !goes_on;
    // "the company's rocket": which one's?
    let whose = opens == "the"
        && matches!(sentence.word(start + 2), "'s" | "’s")
        && matches!(
            sentence.lower(start + 1),
            "bank" | "company" | "firm" | "group" | "maker" | "startup"
        );
    pronoun || again || whose
}
