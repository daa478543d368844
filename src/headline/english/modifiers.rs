//! What describes a noun or a verb and may go, so that there is room for what comes after it: adjectives, adverbs,
//! phrases with a preposition, the second of two that are joined.

use super::endings::{called_gerund, infinitive, is_copula, prepositional};
use super::reading::{Omission, Reading};
use super::worth::Repeated;
use crate::grammar::sentence::{Group, Kind, Mood, Sentence};
use crate::grammar::tags::Tag;
use crate::headline::lists::{GRADES, QUALIFIES};

/// All of them; `statement` is the group of the verb that the headline states.
pub(super) fn modifiers(
    reading: &Reading<'_, '_>,
    statement: usize,
    repeated: &Repeated,
) -> Vec<Omission> {
    let sentence = reading.sentence;
    let mut out = Vec::new();
    for (at, group) in sentence.groups.iter().enumerate() {
        match group.kind {
            Kind::Noun => {
                // "Space is a chilly place" says how it is.
                let predicate = at
                    .checked_sub(1)
                    .and_then(|b| sentence.groups.get(b))
                    .is_some_and(|b| is_copula(sentence.lower(b.head)));
                if predicate {
                    continue;
                }
                adjectives(sentence, group, repeated, &mut out);
                out.extend(second_of_two(sentence, at, statement));
            }
            Kind::Verb(_) => adverbs(sentence, group, &mut out),
            Kind::Adverb => {
                let beside_verb = matches!(sentence.kind(at + 1), Some(Kind::Verb(_)))
                    || at > 0 && matches!(sentence.kind(at - 1), Some(Kind::Verb(_)));
                if beside_verb && is_manner(sentence, group.head) {
                    out.push(Omission {
                        tokens: group.tokens.clone(),
                        cost: 0.5,
                    });
                }
            }
            Kind::Preposition if at > statement + 1 => {
                out.extend(inner_phrase(sentence, at, statement));
            }
            _ => {}
        }
        out.extend(inner_purpose(sentence, at, statement));
        out.extend(inner_participle(sentence, at, statement));
    }
    out
}

/// Adjectives and participles before a group's noun, each with its adverb.
fn adjectives(
    sentence: &Sentence<'_>,
    group: &Group,
    repeated: &Repeated,
    out: &mut Vec<Omission>,
) {
    let compared = (group.head..sentence.tokens.len()).any(|i| sentence.lower(i) == "than");
    let plain = |i: usize| {
        matches!(sentence.tag(i), Some(Tag::Adjective | Tag::Verb))
            && sentence.word(i).starts_with(char::is_lowercase)
            && !QUALIFIES.has(sentence.lower(i))
            && !sentence.lower(i).starts_with("non-")
            && !sentence.lower(i).ends_with("est")
            && (!compared || !sentence.lower(i).ends_with("er"))
    };
    for at in group.tokens.start..group.head {
        let next = sentence.tag(at + 1);
        // A noun, or another adjective, goes on; "new and larger" is one.
        if !plain(at)
            || !matches!(
                next,
                Some(Tag::Noun | Tag::Name | Tag::Adjective | Tag::Verb)
            )
        {
            continue;
        }
        let before = at.checked_sub(1).filter(|b| *b >= group.tokens.start);
        let before_tag = before.and_then(|b| sentence.tag(b));
        let adverb = before_tag == Some(Tag::Adverb);
        if adverb && before.is_some_and(|b| QUALIFIES.has(sentence.lower(b)))
            || matches!(before_tag, Some(Tag::Conjunction | Tag::Mark))
        {
            continue;
        }
        let start = if adverb { at - 1 } else { at };
        // "an innovative platform" is no "an platform".
        let article = start
            .checked_sub(1)
            .map(|i| sentence.lower(i))
            .unwrap_or_default();
        let vowel = |i: usize| sentence.lower(i).starts_with(['a', 'e', 'i', 'o', 'u']);
        if matches!(article, "a" | "an") && vowel(start) != vowel(at + 1) {
            continue;
        }
        let term = repeated.is_term(sentence.word(at), sentence.word(at + 1));
        let kind = tells_kind(sentence.lower(at));
        out.push(Omission {
            tokens: start..at + 1,
            cost: 0.6 + if kind { 3.5 } else { 0.0 } + if term { 4.0 } else { 0.0 },
        });
    }
}

/// Whether an adjective says of which kind something is ("electric", "financial", "solar") and not how it is ("new",
/// "significant"): by its ending.
fn tells_kind(adjective: &str) -> bool {
    !GRADES.has(adjective)
        && !adjective.contains('-')
        && ["al", "ic", "ar", "ine", "ular", "able", "ible"]
            .iter()
            .any(|ending| adjective.ends_with(ending))
}

/// Adverbs of manner inside a group of verbs.
fn adverbs(sentence: &Sentence<'_>, group: &Group, out: &mut Vec<Omission>) {
    for at in group.tokens.clone() {
        if sentence.tag(at) == Some(Tag::Adverb) && is_manner(sentence, at) {
            out.push(Omission {
                tokens: at..at + 1,
                cost: 0.4,
            });
        }
    }
}

/// Whether a word says how, and without it no less is true.
fn is_manner(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.lower(at);
    word.ends_with("ly") && word.len() > 4 && !QUALIFIES.has(word)
}

/// "the development [and expansion] of", "in trade [and logistics]": the second of two that are joined after the verb.
fn second_of_two(sentence: &Sentence<'_>, at: usize, statement: usize) -> Option<Omission> {
    let and = at.checked_sub(1)?;
    let first = sentence.groups.get(and.checked_sub(1)?)?;
    let (joined, second) = (sentence.groups.get(and)?, sentence.groups.get(at)?);
    let whole = |group: &Group| {
        let word = sentence.word(group.head);
        group.tokens.len() > 1
            && matches!(
                sentence.tag(group.tokens.start),
                Some(Tag::Determiner | Tag::Number | Tag::Symbol)
            )
            || sentence.tag(group.head) == Some(Tag::Noun)
                && word.ends_with('s')
                && !word.ends_with("ss")
            || sentence.tag(group.head) == Some(Tag::Name)
    };
    let pair = (0..and).rev().take(4).any(|g| {
        sentence
            .groups
            .get(g)
            .is_some_and(|g| matches!(sentence.lower(g.head), "between" | "both" | "either"))
    });
    let listed = and >= 2 && sentence.kind(and - 2) == Some(Kind::Comma);
    (and > statement + 1
        && joined.kind == Kind::Conjunction
        && sentence.lower(joined.head) == "and"
        && first.kind == Kind::Noun
        && whole(first)
        && !pair
        && !listed
        && !matches!(
            sentence.kind(at + 1),
            Some(Kind::Verb(Mood::Finite) | Kind::Comma)
        ))
    .then_some(Omission {
        tokens: joined.tokens.start..second.tokens.end,
        cost: 2.5,
    })
}

/// A phrase with a preposition in the middle: "to build a plant [in Alabama] for engines".
fn inner_phrase(sentence: &Sentence<'_>, at: usize, statement: usize) -> Option<Omission> {
    let group = sentence.groups.get(at)?;
    if sentence.kind(at.checked_sub(1)?) != Some(Kind::Noun)
        || sentence.kind(at + 1) != Some(Kind::Noun)
    {
        return None;
    }
    // "in the city of Oslo" is one.
    let mut last = at + 1;
    while sentence
        .groups
        .get(last + 1)
        .is_some_and(|g| g.kind == Kind::Preposition && sentence.lower(g.head) == "of")
        && sentence.kind(last + 2) == Some(Kind::Noun)
    {
        last += 2;
    }
    // Brackets are left out anyway.
    while sentence.groups.get(last + 1).is_some_and(Group::is_bracket) {
        last += 1;
    }
    // What comes next must not belong to the phrase's own noun: "at higher rates than".
    let than = sentence
        .groups
        .get(last + 1)
        .is_some_and(|g| sentence.lower(g.head) == "than");
    if than
        || !matches!(
            sentence.kind(last + 1),
            Some(
                Kind::Preposition | Kind::Verb(Mood::Infinitive) | Kind::Comma | Kind::Subordinator
            )
        )
    {
        return None;
    }
    let cost = prepositional(sentence, at, statement, false)?;
    let end = sentence.groups.get(last)?.tokens.end;
    Some(Omission {
        tokens: group.tokens.start..end,
        cost: cost + 1.5,
    })
}

/// What for, in the middle: "signed a pact [to build a plant], the ministry said".
fn inner_purpose(sentence: &Sentence<'_>, at: usize, statement: usize) -> Option<Omission> {
    let group = sentence.groups.get(at)?;
    let before = sentence.groups.get(at.checked_sub(1)?)?;
    if group.kind != Kind::Verb(Mood::Infinitive)
        || before.kind != Kind::Noun
        || at <= statement + 1
        || sentence.lower(group.tokens.start) != "to"
    {
        return None;
    }
    let comma = comma_after(sentence, at)?;
    if (at..comma).any(|g| {
        matches!(
            sentence.kind(g),
            Some(Kind::Verb(Mood::Finite) | Kind::Conjunction)
        )
    }) {
        return None;
    }
    let cost = infinitive(sentence, before, at, statement)?;
    let end = sentence.groups.get(comma)?.tokens.start;
    Some(Omission {
        tokens: group.tokens.start..end,
        cost: cost + 0.5,
    })
}

/// What a noun is doing or what was done with it, up to the next comma: "a framework [starting this year], aiming to".
fn inner_participle(sentence: &Sentence<'_>, at: usize, statement: usize) -> Option<Omission> {
    let group = sentence.groups.get(at)?;
    if !matches!(group.kind, Kind::Verb(Mood::Gerund | Mood::Participle))
        || at <= statement + 2
        || sentence.kind(at - 1) != Some(Kind::Noun)
        || called_gerund(sentence, at)
    {
        return None;
    }
    let comma = comma_after(sentence, at)?;
    let plain = (at + 1..comma).all(|g| {
        matches!(
            sentence.kind(g),
            Some(Kind::Noun | Kind::Preposition | Kind::Adverb | Kind::Adjective | Kind::Mark)
        )
    });
    let end = sentence.groups.get(comma)?.tokens.start;
    plain.then_some(Omission {
        tokens: group.tokens.start..end,
        cost: 2.5,
    })
}

/// The comma with which a phrase that begins at a group ends, if it is no long one.
fn comma_after(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let phrase = at + 1..sentence.groups.len().min(at + LONGEST);
    phrase
        .into_iter()
        .find(|g| sentence.kind(*g) == Some(Kind::Comma))
}
