//! What a sentence can lose in its middle and at its head: brackets, days, explanations between commas, adverbs.

use super::days::{day, is_day};
use super::reading::{Omission, Reading};
use crate::grammar::sentence::{Group, Kind, Mood, Sentence};
use crate::grammar::tags::Tag;
use crate::grammar::tokens::Token;
use crate::grammar::verbs::says;

/// What no headline needs.
pub(super) fn always(reading: &Reading<'_, '_>) -> Vec<Omission> {
    let sentence = reading.sentence;
    let mut out = Vec::new();
    for (at, group) in sentence.groups.iter().enumerate() {
        // (NASDAQ: ACME)
        if group.is_bracket() {
            out.push(Omission {
                tokens: group.tokens.clone(),
                cost: 0.0,
            });
        }
        // <ACME.N>
        if sentence.word(group.head) == "<" {
            let close = (group.head..sentence.tokens.len().min(group.head + 6))
                .find(|i| sentence.word(*i) == ">");
            if let Some(close) = close {
                out.push(Omission {
                    tokens: group.head..close + 1,
                    cost: 0.0,
                });
            }
        }
        if matches!(sentence.word(group.head), "®" | "™" | "©") && group.tokens.len() == 1 {
            out.push(Omission {
                tokens: group.tokens.clone(),
                cost: 0.0,
            });
        }
        if let Some(tokens) = day(sentence, at).filter(|_| !is_ahead(reading, at)) {
            out.push(Omission { tokens, cost: 0.0 });
        }
    }
    out.extend(legal_forms(sentence));
    out
}

/// Whether a day is one on which something will be done: "will testify on July 27".
fn is_ahead(reading: &Reading<'_, '_>, at: usize) -> bool {
    let sentence = reading.sentence;
    let verb = (0..at)
        .rev()
        .filter_map(|g| sentence.groups.get(g))
        .find(|g| matches!(g.kind, Kind::Verb(Mood::Finite | Mood::Infinitive)));
    verb.is_some_and(|g| {
        g.kind == Kind::Verb(Mood::Infinitive)
            || matches!(
                sentence.lower(g.tokens.start),
                "will" | "would" | "shall" | "can" | "may" | "might"
            )
            || matches!(
                sentence.lower(g.head),
                "set" | "due" | "scheduled" | "expected" | "plans" | "begins" | "starts"
            )
    })
}

/// What a headline can do without where it is too long.
pub(super) fn optional(reading: &Reading<'_, '_>) -> Vec<Omission> {
    let sentence = reading.sentence;
    let mut out = Vec::new();
    out.extend(head(reading));
    out.extend(announcement(reading));
    out.extend(of_the_subject(reading));
    let commas: Vec<usize> = (0..sentence.groups.len())
        .filter(|g| sentence.kind(*g) == Some(Kind::Comma))
        .collect();
    for (i, open) in commas.iter().enumerate() {
        for close in commas.iter().skip(i + 1).take(3) {
            // An explanation between commas is no headline's way to speak.
            if let Some(cost) = insertion(reading, *open, *close).map(|cost| cost - 2.0) {
                let start = sentence.groups.get(*open).map_or(0, |g| g.tokens.start);
                let end = sentence.groups.get(*close).map_or(start, |g| g.tokens.end);
                out.push(Omission {
                    tokens: start..end,
                    cost,
                });
                break;
            }
        }
    }
    for (at, group) in sentence.groups.iter().enumerate() {
        // "cancer and rare diseases drugmaker Acme" describes with both.
        let joined = at > 0
            && sentence.kind(at - 1) == Some(Kind::Conjunction)
            && !is_possessive(sentence, group.tokens.start);
        out.extend(before_the_name(sentence, group).filter(|_| !joined));
        out.extend(lately(sentence, at));
        if let Some(tokens) = day(sentence, at) {
            out.push(Omission { tokens, cost: 2.0 });
        }
        out.extend(owner(sentence, group));
        let word = sentence.lower(group.head);
        // "said that it"
        let said = at
            .checked_sub(1)
            .and_then(|b| sentence.groups.get(b))
            .is_some_and(|b| matches!(b.kind, Kind::Verb(_)) && says(sentence.lower(b.head)));
        if word == "that" && said {
            out.push(Omission {
                tokens: group.tokens.clone(),
                cost: 0.1,
            });
        }
        let before_verb = group.kind == Kind::Adverb
            && matches!(sentence.kind(at + 1), Some(Kind::Verb(_)))
            && (is_light(word) || word == "proudly");
        if before_verb {
            out.push(Omission {
                tokens: group.tokens.clone(),
                cost: 0.2,
            });
        }
        if let Kind::Verb(_) = group.kind {
            let light =
                |i: &usize| sentence.tag(*i) == Some(Tag::Adverb) && is_light(sentence.lower(*i));
            out.extend(group.tokens.clone().filter(light).map(|i| Omission {
                tokens: i..i + 1,
                cost: 0.2,
            }));
        }
    }
    out
}

/// Whether an adverb says nothing that its verb does not.
fn is_light(word: &str) -> bool {
    matches!(
        word,
        "recently"
            | "also"
            | "now"
            | "currently"
            | "already"
            | "officially"
            | "successfully"
            | "formally"
    )
}

/// Whether a word is a legal form that a headline leaves out.
pub(super) fn is_legal_form(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Inc"
            | "Corp"
            | "Ltd"
            | "Limited"
            | "LLC"
            | "Plc"
            | "PLC"
            | "plc"
            | "Corporation"
            | "Incorporated"
            | "AG"
            | "SE"
            | "NV"
            | "SA"
            | "AB"
            | "ASA"
            | "GmbH"
            | "Co"
    )
}

/// "Acme, Inc.," and "Acme Corp" are Acme.
fn legal_forms(sentence: &Sentence<'_>) -> Vec<Omission> {
    let mut out = Vec::new();
    for at in 1..sentence.tokens.len() {
        let word = sentence.word(at).trim_end_matches('.');
        if !is_legal_form(word) {
            continue;
        }
        let name = |i: usize| {
            sentence
                .word(i)
                .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                && sentence.tokens.get(i).is_some_and(Token::is_word)
        };
        let mut start = at;
        while start > 0
            && (sentence.word(start - 1) == ","
                || matches!(
                    sentence.word(start - 1).trim_end_matches('.'),
                    "Co" | "Company" | "Holdings"
                ))
            && start >= 2
            && name(start.saturating_sub(2))
        {
            start -= 1;
        }
        if start == 0
            || !name(start - 1)
            || matches!(sentence.word(start - 1), "The" | "the" | "of" | "&" | "and")
        {
            continue;
        }
        // "Oil and Natural Gas Corporation", "Standard Limited Edition": the form is part of a name that goes on, or whose words are common.
        let next = sentence.word(at + 1);
        let stop = next == ".";
        // "Acme Co.'s": the possessive is the name's.
        if matches!(next, "'s" | "’s") || stop && matches!(sentence.word(at + 2), "'" | "’") {
            continue;
        }
        let after = if stop { at + 2 } else { at + 1 };
        if matches!(word, "Corporation" | "Limited" | "Co" | "SA" | "SE")
            && (sentence
                .tokens
                .get(after)
                .is_some_and(|t| t.text.starts_with(char::is_uppercase))
                || start < 2)
        {
            continue;
        }
        if word == "Corporation" || word == "Co" && sentence.word(start - 1).len() < 2 {
            continue;
        }
        let mut end = at + 1;
        if stop
            && sentence
                .tokens
                .get(after)
                .is_some_and(|t| t.is_word() || t.text == "," || t.text == "(")
        {
            end = at + 2;
        }
        // ", Inc.," has a comma of its own after it.
        if start < at
            && sentence.word(start) == ","
            && sentence.word(end) == ","
            && verb_after(sentence, end)
        {
            end += 1;
        }
        out.push(Omission {
            tokens: start..end,
            cost: 0.0,
        });
    }
    out
}

/// Whether a verb follows a token at once, or after an adverb or a day.
fn verb_after(sentence: &Sentence<'_>, at: usize) -> bool {
    let first = sentence.groups.iter().position(|g| g.tokens.start > at);
    let mut next = first.unwrap_or(sentence.groups.len());
    loop {
        let day = is_day(sentence, next);
        let on = sentence.kind(next) == Some(Kind::Preposition) && is_day(sentence, next + 1);
        match sentence.kind(next) {
            Some(Kind::Verb(_)) => return true,
            Some(Kind::Adverb) => next += 1,
            _ if day || on => next += 1,
            _ => return false,
        }
    }
}

/// What stands before the main clause: "According to data of the industry, prices fell".
fn head(reading: &Reading<'_, '_>) -> Option<Omission> {
    let sentence = reading.sentence;
    let first = sentence.groups.iter().position(|g| g.kind != Kind::Mark)?;
    let subject = reading.main.subject?;
    if !matches!(
        sentence.kind(first)?,
        Kind::Preposition
            | Kind::Subordinator
            | Kind::Verb(Mood::Gerund | Mood::Participle | Mood::Infinitive)
            | Kind::Adverb
    ) {
        return None;
    }
    // The last comma before the subject.
    let comma = (first..subject)
        .rev()
        .find(|g| sentence.kind(*g) == Some(Kind::Comma))?;
    if comma + 1 != subject {
        return None;
    }
    let group = sentence.groups.get(subject)?;
    let opens = sentence.lower(group.tokens.start);
    // What stands for something in the part that would go.
    if matches!(
        opens,
        "it" | "they"
            | "he"
            | "she"
            | "this"
            | "that"
            | "these"
            | "those"
            | "its"
            | "their"
            | "his"
            | "her"
            | "we"
            | "i"
    ) {
        return None;
    }
    let named = group
        .tokens
        .clone()
        .any(|i| matches!(sentence.tag(i), Some(Tag::Name)));
    let cost = if named { 1.0 } else { 3.0 };
    let end = sentence.groups.get(comma)?.tokens.end;
    Some(Omission {
        tokens: 0..end,
        cost,
    })
}

/// What describes the subject after its noun: "Protests [over a ruling] could impede", "A firm [based in Oslo] has".
fn of_the_subject(reading: &Reading<'_, '_>) -> Vec<Omission> {
    let sentence = reading.sentence;
    let Some(subject) = reading.main.subject else {
        return Vec::new();
    };
    let Some(verb) = sentence.groups.get(reading.main.verb) else {
        return Vec::new();
    };
    let mut end = verb.tokens.start;
    // Days and adverbs before the verb are its own.
    let mut last = reading.main.verb;
    while last > subject + 1
        && (sentence.kind(last - 1) == Some(Kind::Adverb)
            || is_day(sentence, last - 1)
            || sentence.kind(last - 1) == Some(Kind::Preposition) && is_day(sentence, last))
    {
        last -= 1;
        end = sentence.groups.get(last).map_or(end, |g| g.tokens.start);
    }
    let mut out = Vec::new();
    for at in subject + 1..last {
        let Some(group) = sentence.groups.get(at) else {
            continue;
        };
        let joined =
            (at..last).any(|g| matches!(sentence.kind(g), Some(Kind::Comma | Kind::Conjunction)));
        if joined || at.checked_sub(1).and_then(|b| sentence.kind(b)) != Some(Kind::Noun) {
            continue;
        }
        // "the first flight of a rocket [tailored to carry people]"
        let ranked = sentence.groups.get(subject).is_some_and(|s| {
            s.tokens
                .clone()
                .any(|i| matches!(sentence.lower(i), "first" | "only" | "last"))
        });
        if ranked {
            continue;
        }
        let cost = match group.kind {
            Kind::Relative => 5.0,

            Kind::Verb(Mood::Participle | Mood::Gerund) if at > subject => 4.0,
            Kind::Preposition
                if !matches!(
                    sentence.lower(group.head),
                    "of" | "from" | "to" | "than" | "between"
                ) =>
            {
                3.5
            }
            _ => continue,
        };
        // "A rout [in the market for loans] has": a bare noun says little.
        let bare = at == subject + 1
            && sentence.groups.get(subject).is_some_and(|s| {
                let plural = s.tokens.len() == 1 && sentence.word(s.head).ends_with('s');
                s.head <= s.tokens.start + 1 && (plural || sentence.tag(s.head) == Some(Tag::Noun))
            });
        out.push(Omission {
            tokens: group.tokens.start..end,
            cost: cost + if bare { 4.0 } else { 0.0 },
        });
    }
    out
}

/// Whether a word says whose something is.
fn is_possessive(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(
        sentence.lower(at),
        "its" | "their" | "his" | "her" | "our" | "my"
    )
}

/// What says of something named what it is: "[Chinese carmaker] BYD", "with [Oslo-based] Acme".
fn before_the_name(sentence: &Sentence<'_>, group: &Group) -> Option<Omission> {
    // "Acme shares" and "Acme chief" are no Acme: the name stands last.
    if group.kind != Kind::Noun || sentence.tag(group.head) != Some(Tag::Name) {
        return None;
    }
    let described = |i: usize| {
        let word = sentence.word(i);
        let common = matches!(sentence.tag(i), Some(Tag::Noun | Tag::Adjective))
            && word.starts_with(char::is_lowercase);
        common || PLACED.iter().any(|ending| word.ends_with(ending))
    };
    let last = group.tokens.clone().rev().find(|i| described(*i))?;
    // "its rival Acme" and "the ride-hailing firm Acme" are Acme; "Beta's unit Acme" and "10 cities" are more.
    let whose = is_possessive(sentence, group.tokens.start);
    let rest = group.tokens.start + usize::from(whose)..=last;
    let part_of_another = rest.clone().any(|i| {
        matches!(
            sentence.tag(i),
            Some(Tag::Particle | Tag::Conjunction | Tag::Number | Tag::Mark | Tag::Pronoun)
        ) || is_possessive(sentence, i)
    });
    (last < group.head && !part_of_another && !is_legal_form(sentence.word(last + 1))).then(|| {
        Omission {
            tokens: group.tokens.start..last + 1,
            cost: if whose { 1.0 } else { 0.0 },
        }
    })
}

/// Whose something with a name of its own is: "[Ann Lee's] Acme Sports".
fn owner(sentence: &Sentence<'_>, group: &Group) -> Option<Omission> {
    let mark = group
        .tokens
        .clone()
        .rev()
        .find(|i| matches!(sentence.word(*i), "'s" | "’s" | "'" | "’"))?;
    let names = |mut tokens: std::ops::Range<usize>| {
        tokens.all(|i| matches!(sentence.tag(i), Some(Tag::Name | Tag::Conjunction)) || i == mark)
    };
    (group.kind == Kind::Noun
        && mark + 1 < group.head
        && mark > group.tokens.start
        && names(group.tokens.clone()))
    .then(|| Omission {
        tokens: group.tokens.start..mark + 1,
        cost: 1.5,
    })
}

/// How a word ends that says where a firm is or whose it is.
const PLACED: [&str; 5] = ["-based", "-listed", "-headquartered", "-backed", "-owned"];

/// "last week", "this month": when, where a headline has no room for it.
fn lately(sentence: &Sentence<'_>, at: usize) -> Option<Omission> {
    let group = sentence.groups.get(at)?;
    let before = at.checked_sub(1).and_then(|b| sentence.kind(b));
    if group.kind != Kind::Noun
        || group.tokens.len() != 2
        || before == Some(Kind::Preposition)
        || !matches!(
            sentence.lower(group.head),
            "week" | "month" | "quarter" | "year"
        )
    {
        return None;
    }
    let cost = match sentence.lower(group.tokens.start) {
        "this" | "last" => 0.4,
        "next" => 1.5,
        _ => return None,
    };
    Some(Omission {
        tokens: group.tokens.clone(),
        cost,
    })
}

/// "Acme today announced that its rival Beta has …": the announcer of what somebody named does.
fn announcement(reading: &Reading<'_, '_>) -> Option<Omission> {
    let sentence = reading.sentence;
    let verb = sentence.groups.get(reading.main.verb)?;
    // "is proud to announce that"
    let announces = |g: usize| {
        sentence.groups.get(g).is_some_and(|g| {
            matches!(g.kind, Kind::Verb(Mood::Infinitive))
                && matches!(
                    sentence.lower(g.head),
                    "announce" | "report" | "share" | "confirm"
                )
        })
    };
    let proud = sentence.kind(reading.main.verb + 1) == Some(Kind::Adjective)
        && announces(reading.main.verb + 2);
    if !proud && !says(sentence.lower(verb.head)) {
        return None;
    }
    let that = (reading.main.verb + 1..reading.main.verb + 6).find(|g| {
        sentence
            .groups
            .get(*g)
            .is_some_and(|g| sentence.lower(g.head) == "that" && g.kind == Kind::Subordinator)
    })?;
    let subject = sentence.groups.get(that + 1)?;
    let opens = sentence.lower(subject.tokens.start);
    let named = sentence.tag(subject.head) == Some(Tag::Name);
    if subject.kind != Kind::Noun
        || !named
        || matches!(
            opens,
            "its" | "their" | "his" | "her" | "it" | "they" | "he" | "she" | "this" | "that"
        )
    {
        return None;
    }
    let end = sentence.groups.get(that)?.tokens.end;
    // "its" would stand for somebody else.
    let whose = (subject.tokens.end..sentence.tokens.len())
        .any(|i| matches!(sentence.lower(i), "its" | "their" | "his" | "her"));
    // "Acme Srl announced that Acme has"
    let again = reading
        .main
        .subject
        .and_then(|s| sentence.groups.get(s))
        .is_some_and(|s| sentence.word(s.tokens.start) == sentence.word(subject.tokens.start));
    Some(Omission {
        tokens: 0..end,
        cost: if again {
            0.3
        } else if whose {
            9.0
        } else {
            4.0
        },
    })
}

/// What an insertion between two commas costs; none if it is no insertion.
fn insertion(reading: &Reading<'_, '_>, open: usize, close: usize) -> Option<f64> {
    let sentence = reading.sentence;
    let inner = open + 1..close;
    let first = sentence.groups.get(inner.start)?;
    if inner.is_empty() || open == 0 || sentence.kind(open - 1) == Some(Kind::Comma) {
        return None;
    }
    let after = sentence.kind(close + 1)?;
    // The statement itself is no insertion, nor is a clause of its own.
    let opened = |g: usize| {
        (inner.start..g)
            .any(|o| matches!(sentence.kind(o), Some(Kind::Relative | Kind::Subordinator)))
    };
    if (open..close).contains(&reading.main.verb)
        || inner
            .clone()
            .any(|g| sentence.kind(g) == Some(Kind::Verb(Mood::Finite)) && !opened(g))
    {
        return None;
    }
    // A list goes on with another of its kind and a conjunction.
    let listed = matches!(after, Kind::Conjunction);
    let opens = sentence.lower(first.tokens.start);
    let verb_after = verb_after(
        sentence,
        sentence.groups.get(close)?.tokens.end.saturating_sub(1),
    );
    let before_noun = matches!(sentence.kind(open - 1), Some(Kind::Noun | Kind::Mark));
    match first.kind {
        Kind::Relative if before_noun && matches!(opens, "which" | "who" | "whose" | "whom") => {
            (!listed).then_some(0.5)
        }
        // "Acme, a maker of pumps, and Beta have"
        Kind::Noun
            if before_noun
                && listed
                && matches!(opens, "a" | "an" | "one")
                && inner.len() > 1
                && sentence.lower(sentence.groups.get(close + 1)?.head) == "and"
                && sentence
                    .groups
                    .get(close + 2)
                    .is_some_and(|g| sentence.tag(g.head) == Some(Tag::Name)) =>
        {
            Some(0.8)
        }
        Kind::Noun if before_noun && verb_after => {
            let determined = matches!(
                opens,
                "a" | "an" | "the" | "one" | "its" | "his" | "her" | "their"
            );
            // "Alice, Bob, said" does not occur; "Rotterdam, Netherlands, said" does.
            let single = inner.len() == 1;
            // "Ann Lee, founder and chair of Acme, said"
            let role = sentence.tag(first.head) == Some(Tag::Noun)
                && !determined
                && open.checked_sub(2).and_then(|g| sentence.kind(g)) != Some(Kind::Comma)
                && sentence
                    .groups
                    .get(open - 1)
                    .is_some_and(|g| sentence.tag(g.head) == Some(Tag::Name));
            let determined = determined || role;
            (determined || single && reading.main.verb > close).then_some(if determined {
                0.5
            } else {
                1.0
            })
        }
        Kind::Noun
            if before_noun
                && matches!(
                    after,
                    Kind::Preposition | Kind::Verb(_) | Kind::Subordinator
                )
                && matches!(opens, "a" | "an" | "the")
                && !(inner.clone()).any(|g| sentence.kind(g) == Some(Kind::Conjunction)) =>
        {
            Some(1.5)
        }
        Kind::Verb(Mood::Gerund | Mood::Participle) if before_noun && verb_after => Some(0.8),
        // "its service, powered by Acme, in July"
        Kind::Verb(Mood::Participle) if before_noun && after == Kind::Preposition => Some(1.0),
        Kind::Preposition if before_noun && verb_after => Some(1.0),
        Kind::Adverb if inner.len() == 1 => Some(0.2),
        Kind::Subordinator if verb_after => Some(1.5),
        _ => None,
    }
}
