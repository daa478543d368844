//! Where a lead may end earlier than it does: before a constituent that the rest does not need.

use super::reading::{Omission, Reading};
use super::written::Kept;
use crate::grammar::sentence::{Group, Kind, Mood, Sentence};
use crate::grammar::tags::Tag;
use crate::grammar::verbs::says;
use crate::headline::lists::{
    CONTENT, INFINITIVE, OBJECT_GERUND, TAKES_OBJECT_TO, completes, needs,
};

/// The places where the sentence may end, each as what goes after it.
pub(super) fn endings(reading: &Reading<'_, '_>, kept: &Kept<'_, '_>) -> Vec<Omission> {
    let sentence = reading.sentence;
    let end = sentence.tokens.len();
    let mut out = Vec::new();
    let statement = statement(reading, kept);
    for at in statement + 1..sentence.groups.len() {
        let Some(group) = sentence.groups.get(at) else {
            continue;
        };
        if !kept.has(group.tokens.start) {
            continue;
        }
        if reading.is_quoted(group.tokens.start) {
            continue;
        }
        let Some(cost) = ending(reading, at, statement) else {
            continue;
        };
        out.push(Omission {
            tokens: group.tokens.start..end,
            cost,
        });
    }
    out
}

/// The group of the verb that the headline keeps as its statement.
pub(super) fn statement(reading: &Reading<'_, '_>, kept: &Kept<'_, '_>) -> usize {
    let groups = &reading.sentence.groups;
    (reading.main.verb..groups.len())
        .find(|g| {
            groups.get(*g).is_some_and(|group| {
                matches!(group.kind, Kind::Verb(Mood::Finite)) && kept.has(group.head)
            })
        })
        .unwrap_or(reading.main.verb)
}

/// What it costs to end the sentence before a group; none where it cannot end there.
fn ending(reading: &Reading<'_, '_>, at: usize, statement: usize) -> Option<f64> {
    let sentence = reading.sentence;
    let group = sentence.groups.get(at)?;
    // What stands before, brackets aside.
    let before = (0..at)
        .rev()
        .filter_map(|b| sentence.groups.get(b))
        .find(|g| !g.is_bracket())?;
    // Nothing ends with a verb that lacks its object, or inside "from … to".
    if at == statement + 1 && group.kind != Kind::Comma || inside_pair(sentence, at) {
        return None;
    }
    // "is turning lines that stand idle over to Basalt": the verb waits for its preposition.
    if waits(sentence, at) {
        return None;
    }
    // "Acme announced today, after": what?
    let says_nothing = sentence
        .groups
        .get(statement)
        .is_some_and(|g| says(sentence.lower(g.head)))
        && (statement + 1..at).all(|g| {
            !matches!(sentence.kind(g), Some(Kind::Noun | Kind::Subordinator))
                || super::days::is_day(sentence, g)
        });
    if says_nothing {
        return None;
    }
    let after_noun = matches!(
        before.kind,
        Kind::Noun | Kind::Adverb | Kind::Adjective | Kind::Mark
    );
    let opens = sentence.lower(group.tokens.start);
    match group.kind {
        Kind::Comma => after_comma(reading, at),
        Kind::Subordinator
            if after_noun
                && opens != "that"
                && !matches!(opens, "how" | "whether" | "what")
                && !complement(sentence, at) =>
        {
            Some(match opens {
                "if" | "unless" => 7.0,
                "before" | "until" => 4.0,
                "because" => 2.5,
                _ => 2.0,
            })
        }
        Kind::Relative if before.kind == Kind::Noun => Some(3.5),
        // "a programme that Acme runs": what a noun is, not what somebody says.
        Kind::Subordinator
            if before.kind == Kind::Noun && opens == "that" && !is_said(sentence, before, at) =>
        {
            Some(3.5)
        }
        // "the maximum authorised level" is one group to a reader.
        Kind::Verb(Mood::Participle)
            if before.kind == Kind::Noun
                && at > statement + 2
                && sentence.kind(at + 1) != Some(Kind::Noun) =>
        {
            // "incompatible with goals [set under the agreement]": which?
            let bare = before.tokens.len() == 1 && sentence.kind(at - 2) == Some(Kind::Preposition);
            Some(if bare { 7.0 } else { 3.5 })
        }
        Kind::Verb(Mood::Gerund)
            if before.kind == Kind::Noun && at > statement + 2 && !called_gerund(sentence, at) =>
        {
            let object = sentence.kind(at + 1) == Some(Kind::Noun);
            Some(match opens {
                "including" => 1.5,
                _ if object => 4.5,
                _ => 3.5,
            })
        }
        Kind::Verb(Mood::Infinitive)
            if matches!(before.kind, Kind::Noun | Kind::Adjective)
                && opens == "to"
                && at > statement + 1 =>
        {
            infinitive(sentence, before, at, statement)
        }
        Kind::Preposition if before.kind == Kind::Noun && at > statement + 1 => {
            prepositional(sentence, at, statement, true)
        }
        Kind::Conjunction if after_noun => {
            // "has signed a pact and will build": a second verb of the same subject.
            let next = sentence.groups.get(at + 1)?;
            let again = matches!(next.kind, Kind::Verb(Mood::Finite));
            // "and so the firm now has": a statement of its own.
            let own = (at + 1..at + 4)
                .find(|g| sentence.kind(*g) == Some(Kind::Noun))
                .filter(|g| (at + 1..*g).all(|g| sentence.kind(g) == Some(Kind::Adverb)))
                .is_some_and(|g| {
                    reading
                        .clauses
                        .iter()
                        .any(|c| c.subject == Some(g) && c.opener.is_none())
                });
            ((again || own) && opens != "or").then_some(if own { 2.0 } else { 3.0 })
        }
        Kind::Mark if group.tokens.len() == 1 => match sentence.word(group.head) {
            ";" | "—" | "–" | "--" => Some(1.5),
            // What a colon promises comes after it.
            ":" => Some(5.0),
            _ => None,
        },
        _ => None,
    }
}

/// The end before a comma, by what follows it.
fn after_comma(reading: &Reading<'_, '_>, at: usize) -> Option<f64> {
    let sentence = reading.sentence;
    let next = sentence.groups.get(at + 1)?;
    let opens = sentence.lower(next.tokens.start);
    match next.kind {
        Kind::Verb(Mood::Gerund) => Some(if opens == "including" { 2.0 } else { 1.0 }),
        Kind::Verb(Mood::Participle) => Some(1.5),
        Kind::Verb(Mood::Finite) => says(sentence.lower(next.head)).then_some(1.0),
        Kind::Subordinator => Some(if matches!(opens, "if" | "unless") {
            6.0
        } else {
            1.5
        }),
        Kind::Relative => Some(1.0),
        Kind::Preposition | Kind::Adverb => Some(1.8),
        Kind::Conjunction => {
            // A second clause, not the last of a list.
            let clause = clause_follows(sentence, at + 1);
            let list =
                (reading.main.verb..at).any(|g| sentence.kind(g) == Some(Kind::Comma)) && !clause;
            let contrast = if matches!(opens, "but" | "yet") {
                2.0
            } else {
                0.0
            };
            (!list).then_some(contrast + if clause { 2.0 } else { 3.0 })
        }
        Kind::Noun => {
            // ", the ministry said", or ", the largest of its kind": not one of a list.
            if let Some(speaker) = speaker(sentence, at) {
                return Some(speaker);
            }
            let explains = matches!(opens, "a" | "an" | "the" | "one")
                || sentence.tag(next.tokens.start) == Some(Tag::Number);
            let rest = sentence.groups.iter().skip(at + 1);
            let list = rest.clone().any(|g| g.kind == Kind::Conjunction)
                && rest.clone().any(|g| g.kind == Kind::Comma);
            (explains && !list).then_some(1.0)
        }
        _ => None,
    }
}

/// ", the ministry said on Monday": what it costs to leave the speaker out; none if nobody speaks.
fn speaker(sentence: &Sentence<'_>, comma: usize) -> Option<f64> {
    let verb = (comma + 1..sentence.groups.len().min(comma + 12))
        .find(|g| matches!(sentence.kind(*g), Some(Kind::Verb(Mood::Finite))))?;
    let verb = sentence.groups.get(verb)?;
    if !says(sentence.lower(verb.head)) {
        return None;
    }
    let start = sentence.groups.get(comma)?.tokens.end;
    let said_by = sentence.words(&(start..verb.tokens.start)).to_lowercase();
    // A firm on itself.
    if matches!(
        said_by.trim(),
        "the company" | "the firm" | "the group" | "the bank" | "it" | "they" | "he" | "she"
    ) {
        return Some(-4.0);
    }
    // What nobody answers for with a name stays a report.
    let unnamed = [
        "sources",
        "people familiar",
        "source",
        "person familiar",
        "insiders",
        "media",
        "report",
    ]
    .iter()
    .any(|w| said_by.contains(w));
    // What may be, or what somebody thinks, is no fact without him.
    let claim = (0..comma).any(|g| {
        sentence.groups.get(g).is_some_and(|g| match g.kind {
            Kind::Verb(Mood::Finite) => g.tokens.clone().any(|i| {
                matches!(
                    sentence.lower(i),
                    "could" | "may" | "might" | "should" | "would" | "seems" | "appears"
                )
            }),
            Kind::Adjective => !matches!(sentence.lower(g.head), "available" | "open"),
            _ => false,
        })
    });
    Some(if unnamed { 5.0 } else { 2.2 } + if claim { 3.0 } else { 0.0 })
}

/// Whether a clause with a finite verb of its own follows.
fn clause_follows(sentence: &Sentence<'_>, from: usize) -> bool {
    sentence
        .groups
        .iter()
        .skip(from + 1)
        .take(8)
        .take_while(|g| g.kind != Kind::Comma)
        .any(|g| matches!(g.kind, Kind::Verb(Mood::Finite)))
}

/// Whether a "that" after a noun opens what is said: "told Acme that", "the fact that", "a sign that".
fn is_said(sentence: &Sentence<'_>, noun: &Group, at: usize) -> bool {
    let verb = (0..at)
        .rev()
        .filter_map(|g| sentence.groups.get(g))
        .find(|g| matches!(g.kind, Kind::Verb(_)));
    let tells = |word: &str| says(word) || TAKES_OBJECT_TO.has(word);
    verb.is_some_and(|v| tells(sentence.lower(v.head))) || CONTENT.has(sentence.lower(noun.head))
}

/// Whether a subordinate clause is what the verb before it says: "said that", "shows how".
fn complement(sentence: &Sentence<'_>, at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|b| sentence.groups.get(b))
        .is_some_and(|b| matches!(b.kind, Kind::Verb(_)) && says(sentence.lower(b.head)))
}

/// Whether the nearest verb calls for what its object does: "spent years building", "saw sales falling".
pub(super) fn called_gerund(sentence: &Sentence<'_>, at: usize) -> bool {
    let verb = (at.saturating_sub(3)..at)
        .rev()
        .filter_map(|g| sentence.groups.get(g))
        .find(|g| matches!(g.kind, Kind::Verb(_)));
    verb.is_some_and(|v| OBJECT_GERUND.has(sentence.lower(v.head)))
}

/// What it costs to end before an infinitive; none where the verb calls for it: "plans to", "urged Acme to".
pub(super) fn infinitive(
    sentence: &Sentence<'_>,
    before: &Group,
    at: usize,
    statement: usize,
) -> Option<f64> {
    let verb = sentence
        .groups
        .get(statement)
        .map(|g| sentence.lower(g.head))?;
    let noun = sentence.lower(before.head);
    // "plan to invest to develop": the verb has its own already.
    let has_one =
        (statement + 1..at).any(|g| sentence.kind(g) == Some(Kind::Verb(Mood::Infinitive)));
    // "petitioned the Commission to lower", "has appointed Ann Lee to lead"
    let nouns =
        (statement + 1..at).filter(|g| !sentence.groups.get(*g).is_some_and(Group::is_bracket));
    let of_somebody = sentence.tag(before.head) == Some(Tag::Name)
        && nouns
            .rev()
            .nth(1)
            .is_none_or(|g| matches!(sentence.kind(g), Some(Kind::Verb(_))));
    let ranked = before.tokens.clone().any(|i| {
        matches!(
            sentence.lower(i),
            "first" | "second" | "last" | "latest" | "only" | "next"
        ) || sentence.tag(i) == Some(Tag::Adjective) && sentence.word(i).ends_with("est")
    });
    // "to allow pharmacies to sell": the nearest verb calls for it.
    let last = (0..at).rev().find(|g| !super::days::is_day(sentence, *g));
    let nearest = last
        .and_then(|g| g.checked_sub(1))
        .and_then(|g| sentence.groups.get(g))
        .is_some_and(|g| {
            matches!(g.kind, Kind::Verb(_)) && TAKES_OBJECT_TO.has(sentence.lower(g.head))
        })
        // "voted on Thursday to join"
        || last == Some(statement);
    let called = !has_one && TAKES_OBJECT_TO.has(verb) || nearest || of_somebody || ranked;
    if called || before.kind == Kind::Adjective && INFINITIVE.has(noun) {
        return None;
    }
    // "an agreement to": half said, but said.
    Some(if INFINITIVE.has(noun) { 8.0 } else { 5.0 })
}

/// What it costs to leave out a phrase with a preposition: the last of the headline, or one in its middle.
pub(super) fn prepositional(
    sentence: &Sentence<'_>,
    at: usize,
    statement: usize,
    last: bool,
) -> Option<f64> {
    let word = sentence.groups.get(at).map(|g| sentence.lower(g.head))?;
    let verb = sentence
        .groups
        .get(statement)
        .map(|g| sentence.lower(g.head))
        .unwrap_or_default();
    let nearest = (0..at)
        .rev()
        .filter_map(|g| sentence.groups.get(g))
        .find(|g| matches!(g.kind, Kind::Verb(_)));
    let called = nearest.is_some_and(|g| needs(sentence.lower(g.head)).contains(&word));
    if called || needs(verb).contains(&word) {
        return None;
    }
    // The preposition right after the only noun group of the verb may be what the verb means: "put X in a bind".
    let noun = at.checked_sub(1).and_then(|b| sentence.groups.get(b))?;
    let counted = noun
        .tokens
        .clone()
        .any(|i| matches!(sentence.tag(i), Some(Tag::Number)));
    let direct = last && at == statement + 2;
    // "Cashflow on Wheels", "Bank of Example": a name may go on.
    let name = |g: usize| {
        sentence
            .groups
            .get(g)
            .is_some_and(|g| g.kind == Kind::Noun && sentence.tag(g.head) == Some(Tag::Name))
    };
    if matches!(word, "of" | "on" | "for") && name(at - 1) && name(at + 1) {
        return None;
    }
    let base = match word {
        "in" | "at" | "during" | "near" | "across" | "throughout" | "amid" | "despite"
        | "following" | "within" | "alongside" | "via" | "through" => 1.5,
        "on" | "over" | "under" | "by" | "as" | "after" | "before" | "since" | "until"
        | "using" => 2.0,
        // These carry the other party or the purpose as often as not.
        "for" | "with" | "from" | "against" | "into" | "about" | "among" | "to" | "between" => 3.0,
        // "projects of up to 500 megawatts"
        "of" if (at + 1..at + 5).any(|g| counts(sentence, g))
            && sentence.word(noun.head).ends_with('s')
            && !counts(sentence, at - 1) =>
        {
            3.0
        }
        // As a last resort: "plants of their venture", but no "thousands of".
        "of" if noun.tokens.len() > 1
            && sentence.word(noun.head).ends_with('s')
            && !matches!(
                sentence.lower(noun.head),
                "thousands"
                    | "millions"
                    | "billions"
                    | "hundreds"
                    | "dozens"
                    | "tens"
                    | "scores"
                    | "series"
                    | "rights"
                    | "shares"
                    | "terms"
                    | "kinds"
                    | "types"
                    | "levels"
                    | "amounts"
                    | "numbers"
                    | "lots"
                    | "pairs"
                    | "results"
                    | "costs"
                    | "members"
                    | "holders"
            ) =>
        {
            8.0
        }
        _ => return None,
    };
    // With whom, and where: a name says more than a noun.
    let named = sentence.groups.get(at + 1).is_some_and(|g| {
        g.kind == Kind::Noun && g.tokens.clone().any(|i| sentence.tag(i) == Some(Tag::Name))
    });
    let base = base + if named { 1.0 } else { 0.0 };
    // "is in talks with Acme"
    let copula = is_copula(verb);
    // "a stake in Acme", "demand for cells": a noun that is half said without what follows.
    let half = sentence
        .groups
        .get(at - 1)
        .is_some_and(|g| completes(sentence.lower(g.head)).contains(&word));
    Some(
        base + if half { 6.0 } else { 0.0 }
            + if direct { 2.0 } else { 0.0 }
            + if counted && direct { 1.0 } else { 0.0 }
            + if copula && direct { 3.0 } else { 0.0 },
    )
}

/// Whether a verb says what something is.
pub(super) fn is_copula(verb: &str) -> bool {
    matches!(
        verb,
        "is" | "are" | "was" | "were" | "be" | "been" | "'s" | "’s"
    )
}

/// Whether a noun group begins with a number.
fn counts(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.groups.get(at).is_some_and(|g| {
        g.kind == Kind::Noun
            && matches!(
                sentence.tag(g.tokens.start),
                Some(Tag::Number | Tag::Symbol)
            )
    })
}

/// Whether a verb before this place calls for a preposition that comes after it.
fn waits(sentence: &Sentence<'_>, at: usize) -> bool {
    /// A complement further from its verb belongs to another.
    const REACH: usize = 12;
    (at.saturating_sub(REACH)..at).any(|verb| {
        let Some(group) = sentence.groups.get(verb) else {
            return false;
        };
        // "the appointment of Ann Lee, PhD, as chief"
        let called = match group.kind {
            Kind::Verb(_) => needs(sentence.lower(group.head)),
            Kind::Noun
                if matches!(
                    sentence.lower(group.head),
                    "appointment" | "promotion" | "nomination"
                ) =>
            {
                vec!["as"]
            }
            _ => return false,
        };
        let is_called = |g: usize| {
            sentence
                .groups
                .get(g)
                .is_some_and(|g| called.contains(&sentence.lower(g.head)))
        };
        !called.is_empty()
            && !(verb + 1..at).any(is_called)
            && (at..sentence.groups.len().min(verb + REACH)).any(is_called)
    })
}

/// Whether a place is between "from" and its "to", or "between" and its "and".
fn inside_pair(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = |g: usize| {
        sentence
            .groups
            .get(g)
            .map(|g| sentence.lower(g.head))
            .unwrap_or_default()
    };
    let opened = (at.saturating_sub(6)..at)
        .rev()
        .find(|g| matches!(word(*g), "from" | "between"));
    opened.is_some_and(|open| {
        let close = if word(open) == "from" { "to" } else { "and" };
        let ahead = (at..(open + 9).min(sentence.groups.len())).any(|g| word(g) == close);
        let passed = (open..at).any(|g| word(g) == close);
        ahead && !passed && !(open..at).any(|g| sentence.kind(g) == Some(Kind::Comma))
    })
}
