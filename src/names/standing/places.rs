//! What the places of a name say of it, counted over a text or over all texts of a digest.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::catalogue::is_legal_form;
use crate::hash::Set;
use crate::names::document::Sentence;
use crate::names::evidence::weigh;
use crate::names::lists::{
    NO_FIRM_DETERMINERS, PLACE_LEADS, ROLES, SPEAKING, STRONG_VERBS, WEAK_VERBS,
};
use crate::names::reject::{is_no_firm, is_person};
use crate::names::rules;
use crate::names::runs::Run;
use crate::names::setting::{
    Head, apposed_after, apposed_before, is_in_place_of, is_located, is_place, listed,
    names_a_thing,
};
use crate::rule::Rule;
use crate::text::words::Word;

/// What is counted of a name's places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// It stands by itself as a capitalised run.
    Whole,
    /// It begins a longer capitalised run.
    Front,
    /// It ends one, or stands inside.
    Back,
    /// Its words stand in lower case.
    Lower,
    /// It stands where capitals mean nothing.
    Headline,
    /// Texts that have it.
    Texts,
    /// What follows is counted where it stands by itself; first what speaks for a firm, by rule.
    LegalForm,
    Ticker,
    AppositionBefore,
    AppositionAfter,
    AppositionComma,
    Speaks,
    Owned,
    Office,
    FirmVerb,
    WeakVerb,
    Frame,
    WeakFrame,
    Expert,
    Opens,
    /// Then what speaks against one.
    Against,
    Person,
    Body,
    Thing,
    Located,
    InPlace,
    Determined,
    OwnerBefore,
    Modifies,
    AfterRole,
    BeforeRole,
    AmongPeople,
    Told,
    /// Then how it stands.
    Head,
    Possessive,
    BesideFirm,
    BesidePlace,
    NounAfter,
    VerbAfter,
    SaidAfter,
    Hyphenated,
    Bracketed,
    Quoted,
    NumberAfter,
    Who,
    PersonNear,
    FirmNear,
    PersonNext,
    FirmNext,
    Slashed,
    After,
    By,
    PrepositionBefore,
    PluralVerb,
    Label,
    SaidBefore,
    QuoteBefore,
    Marked,
    Unended,
    Kinds,
}

/// How many they are.
pub(super) const COUNTED: usize = Of::Kinds as usize + 1;

/// The counts of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counts([u32; COUNTED]);

impl Default for Counts {
    fn default() -> Self {
        Self([0; COUNTED])
    }
}

/// Nearly all counts are zero: kept are the others, each with its place.
impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let counts = (0_u32..).zip(self.0).filter(|(_, n)| *n > 0);
        serializer.collect_seq(counts.collect::<Vec<_>>())
    }
}

impl<'de> Deserialize<'de> for Counts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut own = Self::default();
        for (place, count) in Vec::<(u32, u32)>::deserialize(deserializer)? {
            if let Some(own) = own.0.get_mut(place as usize) {
                *own = count;
            }
        }
        Ok(own)
    }
}

impl Counts {
    /// How often this was seen.
    pub(super) fn of(&self, what: Of) -> u32 {
        self.0.get(what as usize).copied().unwrap_or(0)
    }

    /// All of them, in order.
    pub(super) fn all(&self) -> &[u32] {
        &self.0
    }

    pub(super) fn add(&mut self, what: Of) {
        if let Some(count) = self.0.get_mut(what as usize) {
            *count = count.saturating_add(1);
        }
    }

    fn add_if(&mut self, what: Of, holds: bool) {
        if holds {
            self.add(what);
        }
    }

    /// Adds what another text says.
    pub(crate) fn join(&mut self, other: &Self) {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own = own.saturating_add(more);
        }
    }

    /// Whether the name stands anywhere in capitals.
    pub(super) fn is_seen(&self) -> bool {
        [Of::Whole, Of::Front, Of::Back, Of::Headline]
            .into_iter()
            .any(|of| self.of(of) > 0)
    }
}

/// What one text says of the names in doubt, or many together.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Survey {
    pub(super) names: BTreeMap<usize, Counts>,
    /// How often a word of theirs stands in lower case, and how often in capitals inside a sentence.
    pub(super) words: BTreeMap<String, (u32, u32)>,
}

impl Survey {
    /// Adds what another text says.
    pub fn join(&mut self, other: Self) {
        for (name, counts) in other.names {
            self.names.entry(name).or_default().join(&counts);
        }
        for (word, (lower, upper)) in other.words {
            let own = self.words.entry(word).or_default();
            own.0 = own.0.saturating_add(lower);
            own.1 = own.1.saturating_add(upper);
        }
    }
}

/// What a place is read with.
pub(super) struct Around<'a> {
    pub(super) sentences: &'a [Sentence<'a>],
    pub(super) people: &'a BTreeSet<String>,
    /// Where the firms of the catalogue end and begin: sentence and word.
    pub(super) firm_ends: &'a Set<(usize, usize)>,
    pub(super) firm_starts: &'a Set<(usize, usize)>,
}

impl Around<'_> {
    /// Counts a place where the name is a run by itself.
    pub(super) fn count(&self, at: usize, run: &Run, counts: &mut Counts) {
        let Some(sentence) = self.sentences.get(at) else {
            return;
        };
        counts.add(Of::Whole);
        let (evidence, against) = weigh(sentence, run);
        let strong = evidence.iter().filter(|(_, weight)| *weight >= 0.3).count();
        counts.add_if(Of::Kinds, strong > 1);
        for (rule, _) in evidence {
            if let Some((_, of)) = BY_RULE.iter().find(|(r, _)| *r == rule) {
                counts.add(*of);
            }
        }
        counts.add_if(Of::Against, against >= 0.3);
        self.against(sentence, run, counts);
        self.setting(at, sentence, run, counts);
    }

    fn against(&self, sentence: &Sentence<'_>, run: &Run, counts: &mut Counts) {
        let before = |k: usize| run.start.checked_sub(k).map_or("", |i| sentence.plain(i));
        let close = sentence.gap(run.start).trim().is_empty();
        let thing = apposed_after(sentence, run) == Some(Head::Thing)
            || apposed_before(sentence, run) == Some(Head::Thing);
        let owner = run.start.checked_sub(1).and_then(|i| sentence.words.get(i));
        counts.add_if(Of::Person, is_person(sentence, run));
        counts.add_if(Of::Body, is_no_firm(sentence, run));
        counts.add_if(Of::Thing, thing);
        counts.add_if(Of::Located, is_located(sentence, run));
        counts.add_if(Of::InPlace, is_in_place_of(sentence, run.start));
        counts.add_if(Of::Determined, close && NO_FIRM_DETERMINERS.has(before(1)));
        counts.add_if(
            Of::OwnerBefore,
            close && owner.is_some_and(|w| w.possessive),
        );
        counts.add_if(Of::Modifies, names_a_thing(sentence, run));
        counts.add_if(
            Of::AfterRole,
            run.after_role || (close && ROLES.has(before(1))),
        );
        counts.add_if(Of::BeforeRole, run.before_role);
        counts.add_if(
            Of::AmongPeople,
            (run.start..run.core_end).any(|i| self.people.contains(sentence.plain(i))),
        );
        counts.add_if(Of::Told, close && before(1) == "told");
    }

    fn setting(&self, at: usize, sentence: &Sentence<'_>, run: &Run, counts: &mut Counts) {
        let before = |k: usize| run.start.checked_sub(k).map_or("", |i| sentence.plain(i));
        let gap_before = sentence.gap(run.start).trim();
        let gap_after = sentence.gap(run.end).trim();
        let next = sentence.plain(run.end);
        let possessive = sentence
            .words
            .get(run.end - 1)
            .is_some_and(|w| w.possessive);
        let direct = gap_after.is_empty() && !possessive && !next.is_empty();
        let lower = sentence
            .words
            .get(run.end)
            .is_some_and(|w| !w.is_capitalised() && !w.is_number());
        counts.add_if(Of::Head, run.start == 0);
        counts.add_if(Of::Possessive, possessive);
        let mut to = run.end;
        while is_legal_form(sentence.plain(to)) {
            to += 1;
        }
        let firm = |e: &usize| self.firm_ends.contains(&(at, *e));
        let listed_after = (run.start.saturating_sub(3)..=run.start)
            .filter(firm)
            .any(|e| listed(sentence, e, run.start));
        let listed_before = (run.end..=to + 1)
            .filter(|s| self.firm_starts.contains(&(at, *s)))
            .any(|s| listed(sentence, run.end, s));
        counts.add_if(Of::BesideFirm, listed_after || listed_before);
        let place_before = gap_before == "," && {
            let i = run.start.saturating_sub(1);
            run.start > 0 && is_place(sentence, i, i + 1)
        };
        let place_after = gap_after == "," && is_place(sentence, run.end, run.end + 1);
        counts.add_if(Of::BesidePlace, place_before || place_after);
        let verb = STRONG_VERBS.has(next) || WEAK_VERBS.has(next) || next.ends_with("ed");
        counts.add_if(Of::NounAfter, direct && lower && !verb && next.len() > 3);
        counts.add_if(Of::VerbAfter, direct && lower && verb);
        counts.add_if(Of::SaidAfter, direct && SPEAKING.has(next));
        counts.add_if(
            Of::PluralVerb,
            direct && matches!(next, "are" | "have" | "were" | "do"),
        );
        counts.add_if(
            Of::Hyphenated,
            matches!(sentence.gap(run.end), "-" | "–") || matches!(gap_before, "-" | "–"),
        );
        counts.add_if(
            Of::Bracketed,
            gap_before.ends_with(['(', '[']) || gap_after.starts_with([')', ']']),
        );
        counts.add_if(Of::Quoted, gap_before.ends_with(['"', '“', '‘', '«']));
        counts.add_if(
            Of::NumberAfter,
            gap_after.is_empty() && sentence.words.get(run.end).is_some_and(Word::is_number),
        );
        counts.add_if(Of::Who, next == "who" || next == "whose");
        counts.add_if(
            Of::Slashed,
            gap_before.contains(['/', '|', '•']) || gap_after.contains(['/', '|', '•']),
        );
        counts.add_if(Of::Label, gap_after.starts_with(':'));
        counts.add_if(
            Of::SaidBefore,
            matches!(
                before(1),
                "said" | "says" | "added" | "told" | "explained" | "recalled" | "noted"
            ),
        );
        counts.add_if(
            Of::QuoteBefore,
            gap_before.ends_with(['"', '”']) && matches!(next, "said" | "says" | "told" | "added"),
        );
        counts.add_if(
            Of::Marked,
            gap_after.starts_with(['™', '®']) || gap_after == "(" && matches!(next, "tm" | "r"),
        );
        counts.add_if(
            Of::Unended,
            !sentence
                .text
                .trim_end()
                .ends_with(['.', '!', '?', '"', '”', ':', '’', ')']),
        );
        counts.add_if(Of::After, run.start > 0 && PLACE_LEADS.has(before(1)));
        counts.add_if(Of::By, matches!(before(1), "by" | "with" | "from"));
        counts.add_if(Of::PrepositionBefore, before(1) == "of");
        let near =
            |words: &[&str]| (run.end..run.end + 15).any(|i| words.contains(&sentence.plain(i)));
        let firm_at = |s: &Sentence<'_>, i: usize| {
            s.plain(i) == "the" && matches!(s.plain(i + 1), "company" | "firm" | "startup")
        };
        counts.add_if(Of::PersonNear, near(&["he", "she", "his", "her"]));
        counts.add_if(
            Of::FirmNear,
            near(&["its"]) || (run.end..run.end + 15).any(|i| firm_at(sentence, i)),
        );
        if let Some(following) = self.sentences.get(at + 1).filter(|s| s.id.is_some()) {
            let first = following.plain(0);
            counts.add_if(
                Of::PersonNext,
                matches!(first, "he" | "she" | "his" | "her"),
            );
            counts.add_if(
                Of::FirmNext,
                matches!(first, "it" | "its") || firm_at(following, 0),
            );
        }
    }
}

/// The rules that are counted each by itself.
static BY_RULE: &[(&Rule, Of)] = &[
    (&rules::LEGAL_FORM, Of::LegalForm),
    (&rules::TICKER, Of::Ticker),
    (&rules::APPOSITION_BEFORE, Of::AppositionBefore),
    (&rules::APPOSITION_AFTER, Of::AppositionAfter),
    (&rules::APPOSITION_COMMA, Of::AppositionComma),
    (&rules::SPEAKS, Of::Speaks),
    (&rules::OWNED_NOUN, Of::Owned),
    (&rules::OFFICE_OF, Of::Office),
    (&rules::FIRM_VERB, Of::FirmVerb),
    (&rules::WEAK_VERB, Of::WeakVerb),
    (&rules::FIRM_FRAME, Of::Frame),
    (&rules::WEAK_FRAME, Of::WeakFrame),
    (&rules::EMPLOYER_OF_EXPERT, Of::Expert),
    (&rules::OPENS_ARTICLE, Of::Opens),
];
