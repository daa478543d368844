//! Whose an amount is: the firms that the grammar of its sentence ties to it, and none in doubt.
//!
//! A firm counts if it is the subject of the clause that holds the amount ("Ford bears $7 billion"), its possessor
//! ("Ford's $7 billion") or its agent ("an investment of $5bn by Ford"). A firm that merely stands in the sentence, as a
//! customer or as the source of a statement, does not: a ledger that is silent is better than one that is wrong.

mod lists;

use self::lists::{
    DATES, DETERMINERS, EXPECTING, FINITE, HELPERS, LEADING_TO_NAMES, LEADS, MODIFIERS,
    OF_PRODUCTS, OWNED, PREPOSITIONS, PRONOUNS, RESULT_WORDS, RESULTS, SAYING, SUBORDINATORS,
    VERBS,
};
use crate::figures::Doer;
use crate::text::spans::Span;
use crate::text::words::Word;

/// Where a term stands in a sentence: words `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NamePlace {
    /// Index of the term in the list given.
    pub(super) term: usize,
    start: usize,
    end: usize,
}

impl NamePlace {
    /// Whether its sentence begins with it.
    pub(super) fn opens(&self) -> bool {
        self.start == 0
    }
}

/// The places of the terms in a sentence, each as term, first word and one past the last; of two that overlap, the longer
/// stands.
pub(super) fn places(found: &[(usize, usize, usize)]) -> Vec<NamePlace> {
    let mut all: Vec<NamePlace> = found
        .iter()
        .map(|&(term, start, end)| NamePlace { term, start, end })
        .collect();
    all.sort_by(|a, b| {
        (b.end - b.start)
            .cmp(&(a.end - a.start))
            .then((a.start, a.term).cmp(&(b.start, b.term)))
    });
    let mut kept: Vec<NamePlace> = Vec::new();
    for place in all {
        let inside = kept.iter().any(|k| {
            let same = (k.start, k.end) == (place.start, place.end);
            k.start < place.end && place.start < k.end && !same
        });
        if !inside {
            kept.push(place);
        }
    }
    kept.sort_by_key(|p| (p.start, p.end, p.term));
    kept
}

/// An amount in its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held<'a> {
    /// The words of the sentence.
    pub(super) split: &'a [Word<'a>],
    /// The places of companies in them.
    pub(super) firms: &'a [NamePlace],
    /// Where the amount stands, in bytes of the sentence.
    pub(super) place: Span,
    /// What it measures, as the sentence says it.
    pub(super) what: Option<&'a str>,
    /// Who brings it up, by the grammar of the sentence.
    pub(super) doer: Option<Doer>,
    /// The one company that the text is about, or that the sentence before begins with; none where neither tells.
    pub(super) main: Option<usize>,
}

/// The terms that own this amount.
pub(super) fn owners(held: Held<'_>) -> Vec<usize> {
    let Held {
        split,
        firms,
        place,
        main,
        ..
    } = held;
    // Without a firm nothing is owned.
    if firms.is_empty() && main.is_none() {
        return Vec::new();
    }
    let Some((from, to)) = amount_words(split, place) else {
        return Vec::new();
    };
    if let Some(firm) = bracketed(split, firms, from, to) {
        return vec![firm];
    }
    let (text, kept) = outside_brackets(split);
    let at = |i: usize| kept.binary_search(&i).ok();
    let firms: Vec<NamePlace> = firms
        .iter()
        .filter_map(|f| {
            Some(NamePlace {
                term: f.term,
                start: at(f.start)?,
                end: at(f.end - 1)? + 1,
            })
        })
        .collect();
    let (Some(start), Some(end)) = (at(from), at(to - 1).map(|e| e + 1)) else {
        return Vec::new();
    };
    let clause = Clause {
        text: &text,
        firms: &firms,
        start,
        main,
    };
    let mut owners = clause
        .agents(end)
        .or_else(|| clause.possessor())
        .or_else(|| clause.subjects())
        .or_else(|| clause.owner_of(held.what?))
        .or_else(|| clause.doer(held.doer?, held.what))
        .or_else(|| clause.reported(held.what?))
        .unwrap_or_default();
    owners.sort_unstable();
    owners.dedup();
    owners
}

/// Whether an amount of this is its reporter's own: "net sales", "a strategic investment".
fn is_own(what: &str) -> bool {
    let words = crate::text::words::words(what);
    words
        .last()
        .is_some_and(|w| OWNED.has(&w.plain) || RESULTS.has(&w.plain))
}

/// The words of the amount: the first, and one past the last.
fn amount_words(text: &[Word<'_>], place: Span) -> Option<(usize, usize)> {
    let start = text.iter().position(|w| w.end > place.start)?;
    let end = text.iter().rposition(|w| w.start < place.end)? + 1;
    (start < end).then_some((start, end))
}

/// The firm right before the bracket that holds nothing but the amount: "Ford Inc. (0.6 percent)".
fn bracketed(split: &[Word<'_>], firms: &[NamePlace], from: usize, to: usize) -> Option<usize> {
    let word = split.get(from)?;
    let opens = matches!(
        word.gap.trim().trim_start_matches('.').trim(),
        "(" | "(+" | "(-" | "($"
    );
    let closes = split
        .get(to)
        .is_none_or(|w| w.gap.trim_start_matches('%').starts_with(')'));
    let mut end = from;
    while end > 0
        && split
            .get(end - 1)
            .is_some_and(|w| crate::catalogue::is_legal_form(&w.plain))
    {
        end -= 1;
    }
    let firm = firms.iter().find(|f| f.end == end || f.end == from)?;
    (opens && closes).then_some(firm.term)
}

/// The words that stand in no brackets, and which words of the sentence they are.
fn outside_brackets<'a>(all: &[Word<'a>]) -> (Vec<Word<'a>>, Vec<usize>) {
    let mut depth = 0_usize;
    let mut text = Vec::with_capacity(all.len());
    let mut kept = Vec::with_capacity(all.len());
    for (i, word) in all.iter().enumerate() {
        for c in word.gap.chars() {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        if depth == 0 {
            let gap = word.gap.rsplit(')').next().unwrap_or_default();
            text.push(Word {
                gap,
                ..word.clone()
            });
            kept.push(i);
        }
    }
    (text, kept)
}

/// What a stretch of words before the amount begins with.
#[derive(Debug, PartialEq, Eq)]
enum Opening {
    /// Firms as the subject.
    Firms(Vec<usize>),
    /// Another subject, or one that is not understood.
    Other,
    /// No subject: the clause begins further ahead.
    Nothing,
}

struct Clause<'a> {
    text: &'a [Word<'a>],
    firms: &'a [NamePlace],
    /// First word of the amount.
    start: usize,
    /// The one company that the text is about.
    main: Option<usize>,
}

impl Clause<'_> {
    fn plain(&self, i: usize) -> &str {
        self.text.get(i).map_or("", |w| &*w.plain)
    }

    fn gap(&self, i: usize) -> &str {
        self.text.get(i).map_or("", |w| w.gap)
    }

    /// The firms that begin at this word; several where they share the name.
    fn firms_at(&self, i: usize) -> Option<(Vec<usize>, usize)> {
        let here: Vec<&NamePlace> = self.firms.iter().filter(|f| f.start == i).collect();
        let end = here.first()?.end;
        // "Ford Foundation": the word is only part of a longer name.
        let longer = self.text.get(end).is_some_and(|w| {
            w.gap == " "
                && w.is_capitalised()
                && !crate::catalogue::is_legal_form(&w.plain)
                && !self.text.get(end - 1).is_some_and(|w| w.possessive)
        });
        (!longer).then(|| (here.iter().map(|f| f.term).collect(), end))
    }

    /// Firms joined by commas and "and" from this word on.
    fn list_at(&self, from: usize) -> Option<(Vec<usize>, usize)> {
        let (mut terms, mut end) = self.firms_at(from)?;
        loop {
            while self
                .text
                .get(end)
                .is_some_and(|w| w.is_capitalised() && crate::catalogue::is_legal_form(&w.plain))
            {
                end += 1;
            }
            let joined = matches!(self.plain(end), "and" | "or");
            let comma = matches!(self.gap(end).trim(), "," | "/");
            let next = if joined { end + 1 } else { end };
            let named = self
                .firms_at(next)
                .or_else(|| self.titled(next).and_then(|i| self.firms_at(i)));
            match named.filter(|_| joined || comma) {
                Some((more, to)) => {
                    terms.extend(more);
                    end = to;
                }
                None if joined && self.text.get(next).is_some_and(Word::is_capitalised) => {
                    // A list with a firm that is not known here: the known ones still are its members.
                    return Some((terms, end));
                }
                None => return Some((terms, end)),
            }
        }
    }

    /// "$5bn by Ford", "a $5bn investment by Ford".
    fn agents(&self, end: usize) -> Option<Vec<usize>> {
        let by = (end..end + 3)
            .take_while(|i| *i == end || OWNED.has(self.plain(i - 1)))
            .find(|i| self.plain(*i) == "by" && self.gap(*i).trim().is_empty())?;
        self.list_at(by + 1).map(|(terms, _)| terms)
    }

    /// "Ford's $7 billion", "Ford's planned $7 billion".
    fn possessor(&self) -> Option<Vec<usize>> {
        let before = self.start.checked_sub(1)?;
        if matches!(self.plain(before), "its" | "our") && is_bare(self.gap(self.start)) {
            return self.stand_in(before).map(|(term, _, _)| vec![term]);
        }
        let firm = self.firms.iter().rev().find(|f| f.end <= self.start)?;
        let own = self.text.get(firm.end - 1).is_some_and(|w| w.possessive);
        let near = (firm.end..self.start).all(|i| MODIFIERS.has(self.plain(i)))
            && (firm.end..=self.start).all(|i| is_bare(self.gap(i)))
            && self.start - firm.end <= 2;
        (own && near).then(|| vec![firm.term])
    }

    /// Whom "it", "we" or "the company" at this word stands for, and the word after it: the firm that speaks in this
    /// sentence, else the one that the text is about.
    fn stand_in(&self, i: usize) -> Option<(usize, usize, bool)> {
        let own = |word: &str| matches!(word, "its" | "our");
        let here = self.plain(i);
        let (end, possessive) = match here {
            "it" | "we" => (i + 1, false),
            _ if own(here) => (i + 1, true),
            "the" | "this" if crate::names::is_firm_noun(self.plain(i + 1)) => {
                let possessive = self.text.get(i + 1).is_some_and(|w| w.possessive);
                (i + 2, possessive)
            }
            _ => return None,
        };
        // "The company and its partner" and "the group of makers" are others.
        if !possessive && matches!(self.plain(end), "and" | "or" | "of") {
            return None;
        }
        let mut before = self.firms.iter().filter(|f| f.end <= i);
        let Some(first) = before.next() else {
            // "Quellwerk's rival repeated its": of a name that is not known here.
            return Some((self.main?, end, possessive)).filter(|_| !self.names_other(0..i));
        };
        let mut verb = first.end;
        while matches!(self.plain(verb), "has" | "have" | "had" | "also") {
            verb += 1;
        }
        let speaks = first.start == 0 && SAYING.has(self.plain(verb));
        let alone = before.all(|f| f.term == first.term);
        (alone && (speaks || self.main == Some(first.term)))
            .then_some((first.term, end, possessive))
    }

    /// The words of some bytes of the sentence: the first, and one past the last.
    fn words_of(&self, span: Span) -> Option<(usize, usize)> {
        amount_words(self.text, span)
    }

    /// The firm that brings the amount up: as itself, by a word that stands for it, or by a thing of its own.
    fn doer(&self, doer: Doer, what: Option<&str>) -> Option<Vec<usize>> {
        let (mut start, end) = self.words_of(doer.named)?;
        // What a source estimates is not its own, but what it reports of its results is.
        let expects = (end..self.start)
            .take(3)
            .any(|i| EXPECTING.has(self.plain(i)));
        let told = doer.speaks || expects && !doer.straight;
        if told && !what.is_some_and(is_own) {
            return None;
        }
        if let Some((term, to, possessive)) = self.stand_in(start) {
            let whole = !possessive && to == end && self.acts(start, end);
            let own = possessive && self.is_owned(to, end);
            return (whole || own).then(|| vec![term]);
        }
        while start < end && DETERMINERS.has(self.plain(start)) {
            start += 1;
        }
        let inside = |f: &&NamePlace| f.start >= start && f.end <= end;
        let Some(firm) = self.firms.iter().find(inside) else {
            // "shares of Ford fell"
            let (from, to) = self.words_of(doer.whose.filter(|_| self.is_owned(start, end))?)?;
            let (terms, last) = self.firms_at(from)?;
            return (last == to || crate::catalogue::is_legal_form(self.plain(last)))
                .then_some(terms);
        };
        self.firms_at(firm.start)?;
        let possessive = self.text.get(firm.end - 1).is_some_and(|w| w.possessive);
        if possessive {
            return (firm.start == start && self.is_owned(firm.end, end)).then(|| vec![firm.term]);
        }
        let mut to = firm.end;
        while to < end && crate::catalogue::is_legal_form(self.plain(to)) {
            to += 1;
        }
        // "Ford shares fell"
        let own = self.is_owned(to, end);
        let titled = (start..firm.start).all(|i| {
            let word = self.text.get(i);
            word.is_some_and(|w| !w.possessive && (!w.is_capitalised() || i == 0))
        });
        (titled && (to == end || own)).then(|| vec![firm.term])
    }

    /// Whether what stands for a firm does what firms do: "it" is as often a product, "the investors" are others.
    fn acts(&self, start: usize, end: usize) -> bool {
        let word = self.plain(start);
        if !matches!(word, "it" | "we") {
            return !self.plain(end - 1).ends_with('s');
        }
        let mut verb = end;
        while LEADS.has(self.plain(verb))
            || self.plain(verb).ends_with("ly")
            || HELPERS.has(self.plain(verb))
        {
            verb += 1;
        }
        let word = self.plain(verb);
        let stem = word.strip_suffix("ing").unwrap_or(word);
        (self.is_predicate(verb) || stem != word && VERBS.has(stem)) && !OF_PRODUCTS.has(word)
    }

    /// Whose the thing is that the amount measures, by the words right before it: "Ford's net sales of $5bn".
    fn owner_of(&self, what: &str) -> Option<Vec<usize>> {
        let amount = self.text.get(self.start)?.start;
        let thing = crate::text::words::words(what);
        let first = thing.first()?;
        if !thing
            .last()
            .is_some_and(|w| OWNED.has(&w.plain) || RESULTS.has(&w.plain))
        {
            return None;
        }
        let at = (0..self.text.len())
            .filter(|i| {
                self.plain(*i) == first.plain
                    && thing
                        .iter()
                        .enumerate()
                        .all(|(k, w)| self.plain(i + k) == w.plain)
            })
            .min_by_key(|i| {
                self.text
                    .get(*i)
                    .map_or(usize::MAX, |w| w.start.abs_diff(amount))
            })?;
        let mut from = at;
        while from > 0 && MODIFIERS.has(self.plain(from - 1)) && is_bare(self.gap(from)) {
            from -= 1;
        }
        let before = from.checked_sub(1)?;
        if !is_bare(self.gap(from)) {
            return None;
        }
        let firm = self.firms.iter().find(|f| f.end == from);
        if let Some(firm) = firm {
            let own = self.text.get(before).is_some_and(|w| w.possessive);
            return own.then(|| vec![firm.term]);
        }
        let lead = if matches!(self.plain(before), "its" | "our") {
            before
        } else {
            before.checked_sub(1)?
        };
        let (term, end, possessive) = self.stand_in(lead)?;
        (possessive && end == from).then(|| vec![term])
    }

    /// Whether all words are of a thing whose amount is its owner's: "net sales".
    fn is_owned(&self, from: usize, to: usize) -> bool {
        let thing = |i: usize| {
            let word = self.plain(i);
            OWNED.has(word) || RESULTS.has(word)
        };
        let last = to.checked_sub(1).filter(|l| *l >= from);
        last.is_some_and(thing)
            && (from..to).all(|i| {
                let word = self.plain(i);
                thing(i)
                    || MODIFIERS.has(word)
                    || RESULT_WORDS.has(word)
                    || self.text.get(i).is_some_and(Word::is_number)
            })
    }

    /// Whether a name that is no known firm's stands among these words. The capital of the sentence's first word tells
    /// nothing.
    fn names_other(&self, mut words: std::ops::Range<usize>) -> bool {
        words.any(|i| {
            let Some(word) = self.text.get(i) else {
                return false;
            };
            let plain = &*word.plain;
            let common = DATES.has(plain) || RESULTS.has(plain) || RESULT_WORDS.has(plain);
            // They are sorted, and of two that overlap only one is kept.
            let next = self.firms.partition_point(|f| f.start <= i);
            let last = next.checked_sub(1).and_then(|l| self.firms.get(l));
            let known = last.is_some_and(|f| i < f.end);
            let named = word.is_capitalised()
                && !word.is_all_capitals()
                && !word.text.contains(|c: char| c.is_ascii_digit());
            named && !common && !known && (i > 0 || word.possessive)
        })
    }

    /// A result of the firm that the text is about: "Net profit rose 8 %", where nothing says whose it is and no other
    /// firm stands in the sentence.
    fn reported(&self, what: &str) -> Option<Vec<usize>> {
        let main = self.main?;
        if self.firms.iter().any(|f| f.term != main) || self.names_other(0..self.text.len()) {
            return None;
        }
        let words = crate::text::words::words(what);
        let (head, modifiers) = words.split_last()?;
        let plain = modifiers
            .iter()
            .all(|w| RESULT_WORDS.has(&w.plain) || RESULTS.has(&w.plain));
        (RESULTS.has(&head.plain) && plain).then(|| vec![main])
    }

    /// The firms that are the subject of the amount's clause, sought from the amount backwards.
    fn subjects(&self) -> Option<Vec<usize>> {
        if self.bound(self.start) == Bound::Hard {
            return None;
        }
        for at in (0..self.start).rev() {
            let bound = self.bound(at);
            if bound == Bound::None {
                continue;
            }
            match self.opening(at) {
                Opening::Firms(terms) => return Some(terms),
                Opening::Other => return None,
                Opening::Nothing if bound == Bound::Hard => return None,
                Opening::Nothing => {}
            }
        }
        None
    }

    /// Whether a clause can begin at this word.
    fn bound(&self, at: usize) -> Bound {
        let Some(before) = at.checked_sub(1) else {
            return Bound::Hard;
        };
        let gap = self.gap(at);
        let word = self.plain(before);
        let here = self.plain(at);
        let dash = gap.contains(['—', '–']) || gap.contains(" - ");
        if dash || gap.contains([';', ':', '(', ')', '"', '“', '”', '[', ']', '|', '!', '?']) {
            return Bound::Hard;
        }
        let as_clause = word == "as"
            && (self.firms_at(at).is_some() || PRONOUNS.has(here) || DETERMINERS.has(here));
        if SUBORDINATORS.has(word) || SAYING.has(word) || as_clause {
            return Bound::Hard;
        }
        let comma = gap.contains(',');
        let joined = matches!(word, "and" | "but" | "or" | "so");
        if !comma && !joined {
            return Bound::None;
        }
        // Inside a list of names no clause begins.
        let last = if joined {
            before.checked_sub(1)
        } else {
            Some(before)
        };
        let after_firm = last.is_some_and(|l| self.firms.iter().any(|f| f.end == l + 1));
        // "Ford, a maker of cars, will": the name's apposition.
        let apposed = comma && !joined && DETERMINERS.has(here);
        let titled = || joined && self.titled(at).is_some();
        let listed = after_firm && (apposed || self.firms_at(at).is_some() || titled())
            || self.firms_at(at).is_some() && last.is_some_and(|l| self.is_led_by(l));
        if listed { Bound::None } else { Bound::Soft }
    }

    /// Whether the name that ends in this word follows a preposition that names lead from ("led by Quellwerk Bank").
    fn is_led_by(&self, last: usize) -> bool {
        let mut i = last;
        while self.text.get(i).is_some_and(Word::is_capitalised) {
            let Some(before) = i.checked_sub(1).filter(|_| is_bare(self.gap(i))) else {
                return false;
            };
            i = before;
        }
        i < last && LEADING_TO_NAMES.has(self.plain(i))
    }

    fn opening(&self, at: usize) -> Opening {
        let mut i = at;
        while i < self.start && (LEADS.has(self.plain(i)) || self.plain(i).ends_with("ly")) {
            i += 1;
        }
        if PREPOSITIONS.has(self.plain(i)) {
            // "In 2025 Ford sold": a date needs no comma after it.
            let from = i + 1;
            i = from;
            while i < self.start && self.is_date(i) {
                i += 1;
            }
            if i == from || self.firms_at(i).is_none() {
                return Opening::Nothing;
            }
        }
        if i >= self.start {
            return Opening::Nothing;
        }
        let here = self.plain(i);
        if let Some((term, end, possessive)) = self.stand_in(i) {
            return self.predicate(vec![term], end, possessive);
        }
        if PRONOUNS.has(here) {
            return Opening::Other;
        }
        if let Some((terms, end)) = self.list_at(i) {
            let possessive = self.text.get(end - 1).is_some_and(|w| w.possessive);
            return self.predicate(terms, end, possessive);
        }
        if self.is_predicate(i) || here.ends_with("ing") || here.ends_with("ed") {
            return Opening::Nothing;
        }
        if self.text.get(i).is_some_and(Word::is_number) {
            return Opening::Nothing;
        }
        if let Some((terms, end)) = self.titled(i).and_then(|firm| self.list_at(firm)) {
            let possessive = self.text.get(end - 1).is_some_and(|w| w.possessive);
            return self.predicate(terms, end, possessive);
        }
        // "in Lund, Sweden, and": the rest of a place.
        if crate::names::is_place_word(here) && self.gap(i + 1).contains(',') {
            return Opening::Nothing;
        }
        Opening::Other
    }

    /// Where the firm stands that the words from here on are the title of: "battery maker Quellwerk", "its partner
    /// Quellwerk", "Germany's Quellwerk".
    fn titled(&self, from: usize) -> Option<usize> {
        (from + 1..from + 6)
            .take_while(|i| {
                let before = self.plain(i - 1);
                is_bare(self.gap(*i))
                    && !PREPOSITIONS.has(before)
                    && !matches!(before, "and" | "or")
            })
            .find(|i| {
                let title = crate::names::is_firm_noun(self.plain(i - 1));
                let place = (from..*i).all(|k| crate::names::is_place_word(self.plain(k)));
                (title || place) && self.firms_at(*i).is_some()
            })
    }

    /// What follows a firm where a clause begins must be its verb, or a thing whose amount is the firm's.
    fn predicate(&self, terms: Vec<usize>, end: usize, possessive: bool) -> Opening {
        let mut i = end;
        let opens = self
            .firms
            .first()
            .is_some_and(|f| f.start == 0 && f.end == end);
        if self.gap(i).trim() == "," && !possessive && opens && self.is_predicate(i) {
            // "Quellwerk Holdings (NYSE: QWK), surged": a bracket and a comma, and its verb.
        } else if self.gap(i).trim() == "," && !possessive {
            // An apposition runs to the next comma.
            match (i + 1..self.start).find(|k| self.gap(*k).contains(',')) {
                Some(next) => i = next,
                None => return Opening::Other,
            }
        } else if !(is_bare(self.gap(i)) || self.gap(i).trim() == "." && self.is_shortened(i)) {
            return Opening::Other;
        }
        let mut owned = false;
        while i < self.start && (MODIFIERS.has(self.plain(i)) || OWNED.has(self.plain(i))) {
            owned |= OWNED.has(self.plain(i));
            i += 1;
        }
        if possessive && !owned {
            return Opening::Other;
        }
        while i < self.start && (LEADS.has(self.plain(i)) || self.plain(i).ends_with("ly")) {
            i += 1;
        }
        if i >= self.start || SAYING.has(self.plain(i)) || !self.is_predicate(i) {
            return Opening::Other;
        }
        // "Ford opened a plant with Tesla and BYD sold 500 cars": another firm stands before a later verb.
        let later = self.firms.iter().any(|f| {
            f.start > i
                && f.end < self.start
                && is_bare(self.gap(f.end))
                && self.is_predicate(f.end)
                && !self.text.get(f.end - 1).is_some_and(|w| w.possessive)
        });
        if later {
            Opening::Other
        } else {
            Opening::Firms(terms)
        }
    }

    /// Whether the word is a verb in the form that a subject takes.
    fn is_predicate(&self, i: usize) -> bool {
        let word = self.plain(i);
        let lower = self.text.get(i).is_some_and(|w| !w.is_capitalised());
        let stem = |s: &str| VERBS.has(s);
        lower
            && (FINITE.has(word)
                || stem(word)
                || (word.len() > 4 && word.ends_with("ed"))
                || word.strip_suffix('s').is_some_and(stem)
                || word.strip_suffix("es").is_some_and(stem)
                || word
                    .strip_suffix("ies")
                    .is_some_and(|s| stem(&format!("{s}y"))))
    }

    /// Whether a legal form stands before this word, whose stop ends no sentence ("Quellwerk Co. will").
    fn is_shortened(&self, i: usize) -> bool {
        i.checked_sub(1)
            .is_some_and(|b| crate::catalogue::is_legal_form(self.plain(b)))
    }

    fn is_date(&self, i: usize) -> bool {
        self.text.get(i).is_some_and(Word::is_number) || DATES.has(self.plain(i))
    }
}

/// Where a clause can begin, and whether a search for its subject may go on before it.
#[derive(Debug, PartialEq, Eq)]
enum Bound {
    None,
    Soft,
    Hard,
}

/// Whether nothing but space, a hyphen or a currency sign stands there.
fn is_bare(gap: &str) -> bool {
    !gap.contains([
        ',', ';', ':', '.', '(', ')', '"', '“', '”', '—', '–', '|', '?', '!',
    ])
}

#[cfg(test)]
mod tests;
