//! Companies in a text: names of the catalogue, and firms that no catalogue knows.

use super::rules;
use crate::hash::Set;
use crate::rule::Rule;
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::document::{Sentence, has_context};
use super::doubtful::LongNames;
use super::evidence::{ticker, weigh};
use super::lists::{
    ENDINGS, FIRM_NOUNS, FIRM_OWNED, GENERIC_FIRST, HEADS, NATIONALITIES, NO_FIRM_PHRASES, OPENERS,
    ORG_HEADS, PHRASE_LEADS, PLACES, ROLES, STOP, STRONG_VERBS, TECH_MODIFIERS, THINGS, UNIT_WORDS,
    WEAK_VERBS,
};
use super::reading::Reading;
use super::reject::{is_no_firm, is_person, people};
use super::runs::{self, Run};
use super::setting::{Head, apposed_after, apposed_before, is_in_place_of, is_located, listed};
use super::standing::{Doubtful, is_doubted, standing};
use super::{Sighting, TAG};
use crate::catalogue::{Catalogue, Hit, Term, TermKind};
use crate::text::words::Word;

/// All mentions of companies, in reading order.
///
/// `foreign`: the text is in another language than English.
pub(super) fn find(
    sentences: &[Sentence<'_>],
    catalogue: &Catalogue,
    foreign: bool,
) -> Vec<Sighting> {
    let runs: Vec<Vec<Run>> = sentences.iter().map(runs::find).collect();
    let people = people(sentences, &runs);
    let mut vocabulary = Set::default();
    let mut lower_case = Set::default();
    for word in sentences.iter().flat_map(|s| &s.words) {
        vocabulary.insert(&*word.plain);
        if !word.is_capitalised() {
            lower_case.insert(&*word.plain);
        }
    }
    let mut reading = Reading {
        sentences,
        runs: &runs,
        people: &people,
        vocabulary: &vocabulary,
        lower_case: &lower_case,
        catalogue,
        foreign,
        found: Vec::new(),
        aliases: BTreeMap::new(),
    };
    reading.known();
    reading.define();
    reading.unknown();
    reading.rename();
    reading.found.sort_by_key(|f| (f.at, f.start, f.end));
    reading.found
}

/// One unknown name, with what its places say.
#[derive(Default)]
struct Candidate {
    places: Vec<(usize, Run)>,
    evidence: BTreeMap<&'static Rule, f32>,
    against: f32,
    name: String,
}

impl Candidate {
    fn confidence(&self) -> f32 {
        let doubt: f32 = self.evidence.values().map(|w| 1.0 - w).product();
        let places = u16::try_from(self.places.len()).unwrap_or(u16::MAX).max(1);
        (1.0 - doubt - self.against / f32::from(places)).clamp(0.0, 0.99)
    }

    fn rule(&self) -> &'static Rule {
        let best = self
            .evidence
            .iter()
            .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
        best.map_or(&rules::CAPITALISED_RUN, |(rule, _)| rule)
    }
}

impl Reading<'_> {
    /// Names of the catalogue, the longest first, those that need context only with it.
    fn known(&mut self) {
        let mut doubtful = Vec::new();
        for (at, sentence) in self.sentences.iter().enumerate() {
            let mut taken = 0;
            for hit in sentence
                .hits
                .iter()
                .filter(|h| h.name.kind == TermKind::Company)
            {
                if hit.start < taken {
                    continue;
                }
                let Some((rule, confidence)) = self.accept(at, sentence, hit) else {
                    continue;
                };
                let Some(term) = self.catalogue.terms.get(hit.name.term) else {
                    continue;
                };
                let found = Sighting::new(
                    TermKind::Company,
                    &term.name,
                    at,
                    hit.start,
                    hit.end,
                    rule,
                    confidence,
                );
                let unsure = hit.name.ambiguous
                    && (!self.has_context(term) || is_in_place_of(sentence, hit.start));
                if unsure && *rule == rules::CATALOGUE {
                    doubtful.push((found, *hit));
                } else {
                    taken = hit.end;
                    self.found.push(found);
                }
            }
        }
        // An ambiguous name is sure where the text also gives an unambiguous one, or a phrase that only firms take.
        let sure: BTreeSet<String> = self
            .found
            .iter()
            .filter(|f| f.confidence >= TAG)
            .map(|f| f.name.clone())
            .collect();
        let mut strength: BTreeMap<String, f32> = BTreeMap::new();
        let mut firms = Borders::default();
        for found in self.found.iter().filter(|f| f.confidence >= TAG) {
            firms.add(found.at, found.start, found.end);
        }
        for (found, hit) in &doubtful {
            let weight = if self.is_beside_firm(found, &firms) {
                1.0
            } else {
                self.strength(found.at, hit)
            };
            let entry = strength.entry(found.name.clone()).or_default();
            *entry = entry.max(weight);
        }
        let mut longer = LongNames::of(self, &sure);
        self.settle_short(&longer);
        let words = |f: &Sighting| {
            (f.start..f.end)
                .map(|word| (f.at, word))
                .collect::<Vec<_>>()
        };
        let mut taken: Set<(usize, usize)> = self.found.iter().flat_map(words).collect();
        for (mut found, _) in doubtful {
            if let Some(name) = self.longer(&found, &longer) {
                found.name = name;
                found.rule = &rules::SHORT_FORM;
                found.confidence = 0.8;
                taken.extend(words(&found));
                self.found.push(found);
                continue;
            }
            let strong = strength.get(&found.name).is_some_and(|s| *s >= 0.5);
            if !sure.contains(&found.name) && !strong {
                if self.is_plain_word(&found) {
                    continue;
                }
                found.confidence = 0.35;
                found.rule = &rules::AMBIGUOUS;
            }
            let own = words(&found);
            if !own.iter().any(|word| taken.contains(word)) {
                taken.extend(own);
                longer.add(self, &sure, &found);
                self.found.push(found);
            }
        }
        self.found.sort_by_key(|f| (f.at, f.start));
    }

    /// Whether the name at this place stands for the company, by the words it is run together with.
    fn accept(
        &self,
        at: usize,
        sentence: &Sentence<'_>,
        hit: &Hit<'_>,
    ) -> Option<(&'static Rule, f32)> {
        let phrase = || {
            let (own, next) = (sentence.plain(hit.end - 1), sentence.plain(hit.end));
            format!("{own} {next}")
        };
        if hit.end - hit.start == 1 && NO_FIRM_PHRASES.has(&phrase()) {
            return None;
        }
        if sentence.title_case {
            return Some((&rules::CATALOGUE, 0.8));
        }
        let run = self
            .runs
            .get(at)?
            .iter()
            .find(|r| r.start <= hit.start && hit.end <= r.end);
        let Some(run) = run else {
            return Some((&rules::CATALOGUE, 0.7));
        };
        let single = hit.end - hit.start == 1;
        let person = single && self.people.contains(sentence.plain(hit.start));
        if person
            && (run.after_role || is_person(sentence, run) || run.core_end - run.start == 1)
            && !run.legal
        {
            return None;
        }
        if is_person(sentence, run) && single {
            return None;
        }
        if hit.start > run.start {
            let before = sentence.plain(hit.start - 1);
            let apart = matches!(sentence.gap(hit.start).trim(), "-" | "/" | "–");
            let light = PLACES.has(before)
                || NATIONALITIES.has(before)
                || STOP.has(before)
                || UNIT_WORDS.has(before)
                || ROLES.has(before);
            let other = sentence
                .hits
                .iter()
                .any(|h| h.name.kind == TermKind::Company && h.end == hit.start);
            // In German every noun has a capital, and elsewhere a sentence's first word: "Selon X".
            if single && !apart && !light && !other && !self.foreign {
                return None;
            }
        }
        let whole = hit.start == run.start && hit.end >= run.core_end;
        if hit.name.ambiguous && whole && !run.legal && is_located(sentence, run) {
            return None;
        }
        if run.legal
            && !whole
            && single
            && !PLACES.has(sentence.plain(run.start))
            && !NATIONALITIES.has(sentence.plain(run.start))
        {
            // A legal form closes a longer name of which this is only a part.
            return None;
        }
        if hit.end < run.core_end {
            let next = sentence.plain(hit.end);
            let last = sentence.plain(run.core_end - 1);
            let apart = matches!(sentence.gap(hit.end).trim(), "-" | "/" | "–")
                && sentence
                    .words
                    .get(hit.end)
                    .is_some_and(Word::is_capitalised);
            let other = sentence
                .hits
                .iter()
                .any(|h| h.name.kind == TermKind::Company && h.start == hit.end);
            let unit = UNIT_WORDS.has(next) || PLACES.has(next) || other;
            if apart && single && !unit {
                return Some((&rules::CATALOGUE, 0.6));
            }
            if !unit && single {
                if ENDINGS.has(last) {
                    return None;
                }
                return Some((&rules::BRAND_IN_PRODUCT, 0.3));
            }
            if !unit && ORG_HEADS.has(last) && !ENDINGS.has(last) {
                return Some((&rules::BRAND_IN_PRODUCT, 0.3));
            }
        }
        Some((&rules::CATALOGUE, 0.9))
    }

    /// Whether the name stands in a list beside a firm that is sure.
    fn is_beside_firm(&self, found: &Sighting, firms: &Borders) -> bool {
        self.sentences
            .get(found.at)
            .is_some_and(|s| firms.beside(found.at, s, found.start, found.end))
    }

    fn has_context(&self, term: &Term) -> bool {
        has_context(&term.context, self.vocabulary, self.sentences)
    }

    /// What the words around an ambiguous name give it.
    fn strength(&self, at: usize, hit: &Hit<'_>) -> f32 {
        let Some(sentence) = self.sentences.get(at) else {
            return 0.0;
        };
        let run = self
            .runs
            .get(at)
            .and_then(|r| r.iter().find(|r| r.start <= hit.start && hit.end <= r.end));
        let owns = sentence
            .words
            .get(hit.end - 1)
            .is_some_and(|w| w.possessive);
        let next = sentence.plain(hit.end);
        // In a headline of capitals only what follows tells: "Orange Buys", "Orange's Next".
        if sentence.title_case {
            let verb = (STRONG_VERBS.has(next) || WEAK_VERBS.has(next)) && !SLIGHT.contains(&next);
            let acts = hit.start == 0 && verb;
            return if acts || owns && !next.is_empty() {
                0.35
            } else {
                0.0
            };
        }
        let Some(run) = run else { return 0.0 };
        let place = is_in_place_of(sentence, hit.start)
            || apposed_after(sentence, run) == Some(Head::Thing)
            || apposed_before(sentence, run) == Some(Head::Thing);
        if place {
            return 0.0;
        }
        let (evidence, against) = weigh(sentence, run);
        let site = THINGS.has(sentence.plain(run.end));
        // To open an article says nothing about a word that is a word anyway.
        let doubt: f32 = evidence
            .iter()
            .filter(|(rule, _)| {
                **rule != rules::OPENS_ARTICLE && !(site && **rule == rules::OWNED_NOUN)
            })
            .map(|(_, w)| 1.0 - w)
            .product();
        // "Orange's XPhone 7": what has a product has made it.
        let product = sentence.words.get(hit.end).is_some_and(|w| {
            w.is_capitalised()
                && w.text
                    .chars()
                    .skip(1)
                    .any(|c| c.is_uppercase() || c.is_ascii_digit())
        });
        let doubt = if owns && product { doubt * 0.6 } else { doubt };
        // A capital where none is due is worth something by itself.
        let inside: f32 = if hit.start > 0 && run.core_end - run.start == hit.end - hit.start {
            0.2
        } else {
            0.0
        };
        1.0 - doubt * (1.0 - inside) - against
    }

    /// Acronyms in brackets after a company, and its first word alone.
    fn define(&mut self) {
        let mut defined = Vec::new();
        for found in &self.found {
            if found.confidence >= TAG {
                defined.extend(self.short_forms(found.at, found.start, found.end, &found.name));
            }
        }
        for (alias, name) in defined {
            self.aliases.entry(alias).or_insert(name);
        }
    }

    fn short_forms(
        &self,
        at: usize,
        start: usize,
        end: usize,
        name: &str,
    ) -> Vec<(String, String)> {
        let Some(sentence) = self.sentences.get(at) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let runs = self.runs.get(at).map(Vec::as_slice).unwrap_or_default();
        let end_of_run = runs
            .iter()
            .find(|r| r.start <= start && end <= r.end)
            .map_or(end, |r| r.end);
        if sentence
            .gap(end_of_run)
            .trim_end()
            .ends_with(['(', '“', '"'])
            && sentence.gap(end_of_run).contains('(')
        {
            let inside = runs.iter().find(|r| {
                r.start == end_of_run
                    || (r.start == end_of_run + 1 && sentence.plain(end_of_run) == "the")
            });
            if let Some(inner) = inside.filter(|r| {
                sentence
                    .gap(r.end)
                    .trim_start_matches(['"', '”', '’'])
                    .starts_with(')')
            }) {
                out.push((sentence.key(inner.start, inner.core_end), name.to_owned()));
            }
        }
        let first = sentence.plain(start);
        let words = end - start;
        if words >= 2 {
            let initials: String = (start..end)
                .filter_map(|i| sentence.plain(i).chars().next())
                .collect();
            out.push((initials, name.to_owned()));
        }
        if words >= 2
            && first.len() >= 3
            && !GENERIC_FIRST.has(first)
            && !PLACES.has(first)
            && !STOP.has(first)
            && !self.people.contains(first)
        {
            out.push((first.to_owned(), name.to_owned()));
        }
        // "Edison" for a firm whose name ends in it; a usual last word of firms stands for none.
        let last = sentence.plain(end - 1);
        let usual = [
            &ENDINGS,
            &GENERIC_FIRST,
            &PLACES,
            &STOP,
            &ORG_HEADS,
            &FIRM_NOUNS,
            &FIRM_OWNED,
            &TECH_MODIFIERS,
            &HEADS,
        ]
        .iter()
        .any(|l| l.has(last));
        if words >= 2
            && last.len() >= 5
            && !usual
            && !crate::catalogue::is_legal_form(last)
            && !self.people.contains(last)
        {
            out.push((last.to_owned(), name.to_owned()));
        }
        if words >= 3 {
            out.push((sentence.key(start, start + 2), name.to_owned()));
        }
        out
    }

    /// Firms beyond the catalogue.
    fn unknown(&mut self) {
        let mut candidates = self.candidates();
        self.merge_short(&mut candidates);
        self.weigh_lists(&mut candidates);
        // What each name's places and words say together; an English reading, as the frames are.
        let asked = Doubtful::of(candidates.values().map(|c| c.name.as_str()));
        let survey = LazyCell::new(|| asked.read(self.sentences, self.runs, self.people));
        for candidate in candidates.values() {
            let confidence = candidate.confidence();
            // A name that is no surer than that is not asked for.
            let open = confidence > DOUBTED && !self.foreign;
            let place = open.then(|| asked.place(&candidate.name)).flatten();
            let doubted = place.is_some_and(|at| is_doubted(standing(&asked, at, &survey)));
            let confidence = if doubted { DOUBTED } else { confidence };
            let rule = candidate.rule();
            let name = self
                .catalogue
                .resolve(TermKind::Company, &candidate.name)
                .filter(|t| !t.heading && t.ambiguous.is_empty())
                .map_or(candidate.name.as_str(), |t| t.name.as_str());
            for (at, run) in &candidate.places {
                self.found.push(Sighting::new(
                    TermKind::Company,
                    name,
                    *at,
                    run.start,
                    run.core_end,
                    rule,
                    confidence,
                ));
            }
        }
    }

    fn candidates(&mut self) -> BTreeMap<String, Candidate> {
        let mut candidates: BTreeMap<String, Candidate> = BTreeMap::new();
        let mut short = Vec::new();
        for (at, (sentence, runs)) in self.sentences.iter().zip(self.runs).enumerate() {
            // They are in order.
            let known = super::of_sentence(&self.found, at);
            for run in runs {
                let covered = known.iter().any(|f| f.start < run.end && run.start < f.end);
                let long = run.core_end - run.start > LONGEST_NAME;
                let key = sentence.key(run.start, run.core_end);
                if covered || long || key.is_empty() {
                    continue;
                }
                let initials = run.core_end - run.start == 1 && key.len() <= 5;
                let capitals = sentence
                    .words
                    .get(run.start)
                    .is_some_and(Word::is_all_capitals);
                if let Some(name) = self
                    .aliases
                    .get(&key)
                    .filter(|_| !initials || capitals || key.len() >= 3)
                {
                    short.push(Sighting::new(
                        TermKind::Company,
                        name,
                        at,
                        run.start,
                        run.core_end,
                        &rules::SHORT_FORM,
                        0.8,
                    ));
                    continue;
                }
                let technology = sentence.hits.iter().any(|h| {
                    h.name.kind == TermKind::Technology
                        && h.start <= run.start
                        && run.core_end <= h.end
                });
                let of_person =
                    (run.start..run.core_end).all(|i| self.people.contains(sentence.plain(i)));
                if ((technology || of_person) && !run.legal)
                    || is_person(sentence, run)
                    || is_no_firm(sentence, run)
                    || self.is_cited(sentence, run)
                {
                    continue;
                }
                // The frames are English; elsewhere only a legal form or a ticker speaks for a firm.
                if self.foreign && !run.legal && !ticker(sentence, run) {
                    continue;
                }
                let opener = run.start == 0 && run.core_end == 1 && !run.legal;
                if opener && (OPENERS.has(&key) || self.is_common(&key)) {
                    continue;
                }
                let (evidence, against) = weigh(sentence, run);
                let candidate = candidates.entry(key).or_default();
                for (rule, weight) in evidence {
                    let held = candidate.evidence.entry(rule).or_default();
                    *held = held.max(weight);
                }
                candidate.against += against;
                if candidate.name.is_empty() || run.legal {
                    // "Novo Holdings" is not "Novo".
                    let part = (run.core_end..run.end)
                        .all(|i| matches!(sentence.plain(i), "holdings" | "holding" | "group"));
                    let end = if part && !run.legal {
                        run.end
                    } else {
                        run.core_end
                    };
                    sentence
                        .surface(run.start, end)
                        .clone_into(&mut candidate.name);
                }
                candidate.places.push((at, *run));
            }
        }
        self.found.extend(short);
        candidates
    }

    /// Whether the text also has the word in lower case.
    fn is_common(&self, plain: &str) -> bool {
        self.lower_case.contains(plain)
    }

    /// "told Reuters", "the Times reported": the medium that a report cites.
    fn is_cited(&self, sentence: &Sentence<'_>, run: &Run) -> bool {
        let before = run.start.checked_sub(1).map_or("", |i| sentence.plain(i));
        before == "told"
            || self
                .catalogue
                .is_ignored(sentence.surface(run.start, run.core_end))
    }

    /// A short name that begins a longer one is the longer one, and both count together.
    fn merge_short(&self, candidates: &mut BTreeMap<String, Candidate>) {
        let keys: Vec<String> = candidates.keys().cloned().collect();
        for long in &keys {
            let Some(candidate) = candidates.get(long) else {
                continue;
            };
            let firm = candidate.evidence.keys().any(|r| SURE_OF_FIRM.contains(r));
            if !firm {
                continue;
            }
            let forms: BTreeSet<String> = candidate
                .places
                .iter()
                .flat_map(|(at, run)| self.short_forms(*at, run.start, run.core_end, ""))
                .map(|(form, _)| form)
                .collect();
            for form in forms {
                if form == *long {
                    continue;
                }
                if let Some(short) = candidates.remove(&form) {
                    let Some(target) = candidates.get_mut(long) else {
                        continue;
                    };
                    target.places.extend(short.places);
                    target.against += short.against;
                    for (rule, weight) in short.evidence {
                        let held = target.evidence.entry(rule).or_default();
                        *held = held.max(weight);
                    }
                }
            }
        }
        for candidate in candidates.values_mut() {
            candidate.places.sort_by_key(|(at, run)| (*at, run.start));
            let sentences: BTreeSet<usize> = candidate.places.iter().map(|(at, _)| *at).collect();
            if sentences.len() >= 3 {
                candidate.evidence.insert(&rules::RECURS, 0.2);
            }
        }
    }

    /// A name in a list beside a known firm is one more. Several times, so that a list passes it on.
    fn weigh_lists(&self, candidates: &mut BTreeMap<String, Candidate>) {
        for _ in 0..8 {
            let mut firms = Borders::default();
            for found in self.found.iter().filter(|f| f.confidence >= TAG) {
                firms.add(found.at, found.start, found.end);
            }
            for candidate in candidates.values().filter(|c| c.confidence() >= 0.6) {
                for (at, run) in &candidate.places {
                    firms.add(*at, run.start, run.core_end);
                }
            }
            let mut more = false;
            for candidate in candidates
                .values_mut()
                .filter(|c| !c.evidence.contains_key(LISTED))
            {
                let beside = candidate.places.iter().any(|(at, run)| {
                    let Some(sentence) = self.sentences.get(*at) else {
                        return false;
                    };
                    // "At Auto Show Halden, Tesla drew crowds": the comma ends a phrase, it lists nothing.
                    let led = run.start.checked_sub(1).is_some_and(|i| {
                        PHRASE_LEADS.has(sentence.plain(i))
                            && sentence.gap(run.start).trim().is_empty()
                            && sentence.gap(run.end).trim() == ","
                    });
                    !led && firms.beside(*at, sentence, run.start, run.end)
                        && !sentence.words.get(run.start).is_some_and(Word::is_number)
                });
                if beside {
                    candidate.evidence.insert(LISTED, 0.5);
                    more = true;
                }
            }
            if !more {
                break;
            }
        }
    }
}

/// How sure a name is at most that is hardly a firm's by all that its text says: a suggestion.
const DOUBTED: f32 = 0.45;

/// Verbs in a headline that other things than firms take as often.
const SLIGHT: [&str; 6] = ["also", "and", "has", "is", "was", "will"];

/// Evidence by which a name is a firm's, so that a shorter form of it is the same firm.
const SURE_OF_FIRM: &[&Rule] = &[
    &rules::LEGAL_FORM,
    &rules::FIRM_ENDING,
    &rules::TICKER,
    &rules::APPOSITION_AFTER,
    &rules::APPOSITION_BEFORE,
];

/// Evidence of a name in a list with a firm.
const LISTED: &Rule = &rules::LISTED_WITH_FIRM;

/// Words of the longest name of a firm; what is longer is a list without commas or a heading.
const LONGEST_NAME: usize = 20;

/// Where the firms of a text begin and end, by sentence and word.
#[derive(Default)]
struct Borders {
    starts: Set<(usize, usize)>,
    ends: Set<(usize, usize)>,
}

impl Borders {
    fn add(&mut self, at: usize, start: usize, end: usize) {
        self.starts.insert((at, start));
        self.ends.insert((at, end));
    }

    /// Whether the words `start..end` of this sentence stand in a list right before or after a firm.
    fn beside(&self, at: usize, sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
        let legal = |i: usize| crate::catalogue::is_legal_form(sentence.plain(i));
        // A word may stand between, and before it the firm's legal form.
        let mut from = start.saturating_sub(1);
        while from > 0 && legal(from - 1) {
            from -= 1;
        }
        let mut to = end;
        while legal(to) {
            to += 1;
        }
        let before = |e: usize| self.ends.contains(&(at, e)) && listed(sentence, e, start);
        let after = |s: usize| self.starts.contains(&(at, s)) && listed(sentence, end, s);
        (from..=start).any(before) || (end..=to + 1).any(after)
    }
}
