//! The parts of an English clause: what class each word is of, and the noun groups beside a place.
//!
//! The small words' classes come from closed lists, those of nouns, verbs, adjectives and adverbs from the sentence's
//! parts of speech; where they are wrong, a group ends too early and says less.

use super::lexicon::LEXICON;
use super::moves;
use super::tokens::{TokenKind, Tokens};
use super::{Doer, FigureKind};
use crate::grammar::clauses;
use crate::grammar::sentence::{Kind, Mood, Sentence};
use crate::grammar::tags::Tag;
use crate::grammar::verbs::{Form, form, says};
use crate::table::{Words, tables};
use crate::text::language::Language;

/// What a token is in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A noun, an adjective or a name: what noun groups are made of.
    Noun,
    /// A verb in any form.
    Verb,
    /// A form of be, have, do, or a modal verb.
    Auxiliary,
    /// "to".
    To,
    Preposition,
    /// An article, a possessive pronoun and the like.
    Article,
    Pronoun,
    /// "and", "or".
    And,
    /// A word that opens a clause of its own.
    Opener,
    Adverb,
    /// A number, a currency, a percentage.
    Number,
    Comma,
    /// A hyphen, an apostrophe, the stop of an abbreviation.
    Join,
    /// A bracket, a colon, a dash, a quotation mark.
    Stop,
}

tables! {
    "data/clause.txt" => {
        /// Auxiliary verbs.
        AUXILIARIES: Words = "auxiliaries";
        /// Prepositions.
        PREPOSITIONS: Words = "prepositions";
        /// Words that open a noun phrase.
        ARTICLES: Words = "articles";
        /// Words in a noun's place.
        PRONOUNS: Words = "pronouns";
        /// Words that open a clause of their own.
        OPENERS: Words = "clause-openers";
        /// Adverbs that do not end in "ly".
        ADVERBS: Words = "adverbs";
        /// Nouns and adjectives in "ing".
        IN_ING: Words = "in-ing";
        /// Nouns and adjectives in "ed".
        IN_ED: Words = "in-ed";
        /// Past forms that do not end in "ed".
        PAST: Words = "past";
        /// Words between a verb of measure and its amount.
        LEADING: Words = "leads-to-amount";
        /// Verbs with which "up" or "down" tells no way.
        pub(super) NOT_COURSES: Words = "not-courses";
        /// Verbs by which their subject is a part of what follows "of".
        pub(super) SHARING: Words = "sharing";
        /// Participles after a noun and before "to" and what it is to do.
        EXPECTING: Words = "expecting";
        /// Nouns in the plural that do not end in "s".
        PLURALS: Words = "plurals";
        /// Verbs in the present that are no nouns.
        ONLY_VERBS: Words = "only-verbs";
        /// Words of time.
        pub(super) SPANS: Words = "spans";
        /// Nouns that alone say of no amount what it is.
        pub(super) STRAY: Words = "stray";
        /// What firms and economies are measured by.
        pub(super) MEASURED: Words = "measures";
        /// Verbs whose object is what money is for.
        pub(super) MAKING: Words = "making";
        /// Verbs that say how much their subject is.
        pub(super) MEASURING: Words = "measuring";
        /// Participles before "at" that say how much a thing is worth.
        pub(super) VALUING: Words = "valuing";
        /// Verbs that set their object to an amount.
        pub(super) BRINGING: Words = "bringing";
        /// Verbs of trade, before "for" and a price.
        pub(super) TRADING: Words = "trading";
        /// Modifiers that leave a stray noun as empty as it is.
        PLAIN: Words = "plain";
        /// Verbs and adjectives before "at" or "for" and the price of their subject.
        pub(super) PRICING: Words = "pricing";
        /// Verbs that say how far their subject reaches or how much it gives.
        pub(super) EXTENT: Words = "extent";
        /// Verbs after which "in", "on" or "for" says what money is for.
        pub(super) GIVING: Words = "giving";
    }
}

/// A sentence with the class of each token.
pub(super) struct Clause<'t, 'a> {
    pub(super) t: &'t Tokens<'a>,
    classes: Vec<Class>,
    /// Its words' parts of speech and their groups.
    read: Sentence<'a>,
    /// The word in it of each token.
    words: Vec<usize>,
    /// Who does what in it.
    statements: Vec<clauses::Clause>,
}

impl<'t, 'a> Clause<'t, 'a> {
    /// Reads the tokens of the sentence `text`.
    pub(super) fn read(t: &'t Tokens<'a>, text: &'a str) -> Self {
        let read = Sentence::read(text);
        let mut words = Vec::with_capacity(t.len());
        let mut word = 0;
        for i in 0..t.len() {
            let start = t.span(i, i + 1).start;
            while read.tokens.get(word).is_some_and(|w| w.end() <= start) {
                word += 1;
            }
            words.push(word);
        }
        let mut clause = Self {
            t,
            classes: Vec::with_capacity(t.len()),
            statements: read.clauses(),
            read,
            words,
        };
        let mut lower = String::new();
        for i in 0..t.len() {
            let raw = t.raw(i);
            lower.clear();
            if raw.is_ascii() {
                lower.push_str(raw);
                lower.make_ascii_lowercase();
            } else {
                lower.extend(raw.chars().flat_map(char::to_lowercase));
            }
            let class = clause.class_of(i, &lower);
            clause.classes.push(class);
        }
        clause
    }

    /// The part of speech of a token.
    fn tag(&self, i: usize) -> Option<Tag> {
        self.read.tag(*self.words.get(i)?)
    }

    /// The group of words of the sentence that a token stands in.
    fn words_group(&self, i: usize) -> Option<usize> {
        let word = *self.words.get(i)?;
        let after = self.read.groups.partition_point(|g| g.tokens.start <= word);
        after.checked_sub(1)
    }

    pub(super) fn class(&self, i: usize) -> Class {
        self.classes.get(i).copied().unwrap_or(Class::Stop)
    }

    /// The class before token `i`; a stop at the head of the sentence.
    pub(super) fn before(&self, i: usize) -> Class {
        i.checked_sub(1).map_or(Class::Stop, |b| self.class(b))
    }

    /// The noun group that ends before token `end`, with the prepositional phrases inside it: "net cash from operating
    /// activities". Articles and possessors at its head, and phrases of time at its end, are left out.
    pub(super) fn group_before(&self, end: usize) -> Option<Group> {
        let t = self.t;
        let end = self.before_brackets(end);
        let mut k = end;
        while k > 0 && end - k < REACH {
            // "the information technology (IT) sector"
            if k < end
                && self.class(k) == Class::Noun
                && let open = self.before_brackets(k)
                && open < k
                && self.before(open) == Class::Noun
            {
                k = open;
            }
            let nominal_next = self.class(k) == Class::Noun;
            let joins = match self.class(k - 1) {
                Class::Noun | Class::Join => true,
                Class::Preposition => {
                    k < end
                        && t.is_any(
                            k - 1,
                            &["of", "for", "from", "in", "on", "per", "at", "under"],
                        )
                        && matches!(self.before(k - 1), Class::Noun | Class::Join)
                }
                Class::And => {
                    // "is calm and silver rose"
                    let uneven = k > 1
                        && self.tag(k - 2) == Some(Tag::Adjective)
                        && self.tag(k) == Some(Tag::Name);
                    nominal_next && self.before(k - 1) == Class::Noun && !uneven
                }
                Class::Article => {
                    if self.before(k - 1) == Class::Preposition {
                        k < end
                    } else {
                        break;
                    }
                }
                Class::Adverb => {
                    nominal_next
                        && matches!(self.before(k - 1), Class::Article | Class::Preposition)
                }
                Class::Number => {
                    k == end && self.is_numbered(k - 1)
                        || self.class(k) == Class::Join && k < end && self.t.glued(k)
                        || nominal_next
                            && matches!(
                                self.before(k - 1),
                                Class::Article | Class::Preposition | Class::Join
                            )
                }
                _ => false,
            };
            if !joins {
                break;
            }
            k -= 1;
        }
        // "400,000 tons from estimates of": the noun after a number is part of an amount.
        if self.before(k) == Class::Number
            && let Some(lead) = (k..end).find(|i| self.class(*i) == Class::Preposition)
        {
            k = lead + 1;
        }
        self.tidied(k, end)
    }

    /// The token before which a bracket that ends before token `end` opens, else `end`.
    fn before_brackets(&self, end: usize) -> usize {
        let closes = end.checked_sub(1).is_some_and(|b| self.t.raw(b) == ")");
        if !closes {
            return end;
        }
        let from = end.saturating_sub(8);
        (from..end)
            .rev()
            .find(|i| self.t.raw(*i) == "(")
            .unwrap_or(end)
    }

    /// The noun group that begins at token `start` or after the article there, with the phrases that complete it.
    pub(super) fn group_after(&self, start: usize) -> Option<Group> {
        self.group_from(start, None)
    }

    /// The same, its first nouns ending before token `end`, where that is given.
    pub(super) fn group_from(&self, start: usize, nouns_end: Option<usize>) -> Option<Group> {
        let t = self.t;
        let mut i = start;
        while matches!(self.class(i), Class::Article) {
            i += 1;
        }
        let first = i;
        let mut end = match nouns_end {
            Some(end) => end,
            None => self.nouns_from(i)?,
        };
        // "order for 50 trains", "stake in the maker", "cost of capital".
        while end - first < REACH && self.class(end) == Class::Preposition {
            let lead = t.raw(end);
            let in_it = lead == "in"
                && t.is_any(
                    end - 1,
                    &[
                        "stake",
                        "stakes",
                        "interest",
                        "investment",
                        "investments",
                        "shares",
                        "holding",
                    ],
                );
            if !(lead == "of" || lead == "for" || in_it) {
                break;
            }
            let mut at = end + 1;
            while self.class(at) == Class::Article
                || lead == "for"
                    && self.class(at) == Class::Number
                    && t.kind(at) == Some(TokenKind::Number)
            {
                at += 1;
            }
            let Some(to) = self.nouns_from(at) else { break };
            if self.is_time(at, to) || lead == "for" && (at == end + 1 && self.is_named(at, to)) {
                break;
            }
            end = to;
        }
        self.tidied(first, end)
    }

    /// The end of the run of nouns from token `i`; none where there is none.
    fn nouns_from(&self, i: usize) -> Option<usize> {
        let mut end = i;
        loop {
            let goes = match self.class(end) {
                Class::Noun => true,
                Class::Join => {
                    end > i
                        && (self.t.glued(end) || self.t.raw(end) == "&")
                        && self.class(end + 1) != Class::Stop
                }
                Class::Number => {
                    end > i
                        && self.t.kind(end) == Some(TokenKind::Number)
                        && (self.t.glued(end) || self.is_numbered(end))
                }
                Class::Adverb => {
                    self.class(end + 1) == Class::Noun && self.t.raw(end).ends_with("ly")
                }
                Class::And => {
                    end > i && self.class(end + 1) == Class::Noun && self.shares_head(end)
                }
                // The second half of a compound: "year-to-date", "end-of-life".
                _ => {
                    end > i
                        && self.class(end - 1) == Class::Join
                        && self.t.glued(end)
                        && matches!(self.t.raw(end - 1), "-" | "‑")
                }
            };
            if !goes || end - i >= REACH {
                break;
            }
            end += 1;
        }
        (end > i).then_some(end)
    }

    /// Whether the number at token `i` belongs to the name before it: "Model 3", "Stage 2".
    fn is_numbered(&self, i: usize) -> bool {
        let short = self.t.raw(i).len() <= 3 && self.t.raw(i).bytes().all(|b| b.is_ascii_digit());
        let name = i > 0
            && self.before(i) == Class::Noun
            && self.t.raw(i - 1).starts_with(char::is_uppercase)
            && !SPANS.has_any_case(self.t.raw(i - 1));
        short && name && self.class(i + 1) != Class::Number
    }

    /// Whether the "and" at token `i` joins two modifiers of one noun, or two nouns of which no verb follows the second:
    /// "research and development costs".
    fn shares_head(&self, i: usize) -> bool {
        let mut end = i + 1;
        while self.class(end) == Class::Noun {
            end += 1;
        }
        let second = self.t.raw(i + 1);
        let verb = moves::is_verb(second);
        let ended = matches!(
            self.class(end),
            Class::Verb | Class::Auxiliary | Class::Number
        );
        let named = second.starts_with(char::is_uppercase);
        // "of the market and supply major carmakers": what a second noun does.
        let does = (i + 2..end)
            .any(|k| self.tag(k) == Some(Tag::Adjective) && self.tag(k - 1) == Some(Tag::Noun));
        !(verb || ended || named || does)
    }

    /// A group without what says nothing at its ends; none where nothing is left.
    fn tidied(&self, start: usize, end: usize) -> Option<Group> {
        let t = self.t;
        let (mut start, mut end) = (start, end);
        loop {
            let first = self.class(start);
            let empty = matches!(
                first,
                Class::Article
                    | Class::Join
                    | Class::And
                    | Class::Preposition
                    | Class::Adverb
                    | Class::Number
            ) || t.is_any(
                start,
                &[
                    "last", "same", "previous", "prior", "own", "such", "said", "first", "second",
                    "third", "fourth", "new",
                ],
            ) && self.class(start + 1) == Class::Noun
                && start + 1 < end
                && (SPANS.has_any_case(t.raw(start + 1)) || t.is(start, "own"));
            if start >= end || !empty {
                break;
            }
            start += 1;
        }
        // "Ford's net profit": whose it is stands apart.
        let segment = (start..end)
            .find(|i| self.class(*i) == Class::Preposition)
            .unwrap_or(end);
        let owner = (start..segment).rev().find(|i| {
            matches!(t.raw(*i), "'" | "’")
                && (t.is(i + 1, "s") && t.glued(i + 1) || !t.glued(i + 1))
        });
        if let Some(mark) = owner {
            let after = mark + 1 + usize::from(t.is(mark + 1, "s") && t.glued(mark + 1));
            if (after..segment).any(|i| self.class(i) == Class::Noun) {
                start = after;
            } else if after == segment {
                // "Quellwerk's five-year plan": what is owned was not read.
                return None;
            }
        }
        // Spans of time before the noun: "third quarter revenue" stays, "year profit" does not arise.
        while end > start {
            let last = self.class(end - 1);
            let when = t.raw(end - 1).ends_with("ly") && is_adjective_in_ly(t.raw(end - 1));
            if matches!(last, Class::Noun) && !when && !self.ends_in_time(start, end) {
                break;
            }
            if matches!(last, Class::Noun) && !when {
                end = self.last_phrase(start, end)?;
            } else if last == Class::Number
                && end > start + 1
                && (t.glued(end - 1) && self.before(end - 1) == Class::Join
                    || self.is_numbered(end - 1))
            {
                break;
            } else {
                end -= 1;
            }
        }
        (end > start).then(|| Group {
            start,
            end,
            head: self.head(start, end),
        })
    }

    /// Whether the last phrase of a group is one of time.
    fn ends_in_time(&self, start: usize, end: usize) -> bool {
        let lead = (start..end)
            .rev()
            .find(|i| self.class(*i) == Class::Preposition);
        lead.is_some_and(|lead| self.is_time(lead + 1, end))
    }

    /// Where the last phrase of a group begins; none where it has only one.
    fn last_phrase(&self, start: usize, end: usize) -> Option<usize> {
        (start + 1..end)
            .rev()
            .find(|i| self.class(*i) == Class::Preposition)
    }

    /// Whether a noun group says when.
    fn is_time(&self, start: usize, end: usize) -> bool {
        let head = self.t.raw(self.head(start, end));
        let year = head.len() == 4 && head.bytes().all(|b| b.is_ascii_digit());
        year || SPANS.has_any_case(head)
            || self.t.raw(start).starts_with(['Q', 'H']) && self.t.raw(start).len() == 1
    }

    /// Whether all words of a group are names.
    pub(super) fn is_named(&self, start: usize, end: usize) -> bool {
        let mut words = (start..end)
            .filter(|i| self.t.kind(*i) == Some(TokenKind::Word) && self.class(*i) == Class::Noun);
        words.all(|i| {
            // The capital of a sentence's first word is no name's.
            let opens = (0..i).all(|b| self.class(b) == Class::Stop);
            let common = opens && self.tag(i) == Some(Tag::Noun);
            self.t.raw(i).starts_with(char::is_uppercase) && !common
        })
    }

    /// The token of the noun that a group is about: the last before its first preposition.
    fn head(&self, start: usize, end: usize) -> usize {
        let segment = (start + 1..end)
            .find(|i| self.class(*i) == Class::Preposition)
            .unwrap_or(end);
        (start..segment)
            .rev()
            .find(|i| self.class(*i) == Class::Noun)
            .unwrap_or(start)
    }

    /// Whether a group says by itself what an amount is.
    /// Where it is `labelled`, as a price or a line of a table is, a name will do.
    pub(super) fn says(&self, group: &Group, labelled: bool) -> bool {
        let t = self.t;
        let head = t.raw(group.head);
        if SPANS.has_any_case(head) || head.chars().filter(|c| c.is_alphabetic()).count() < 2 {
            return false;
        }
        // "nine times higher" says nothing of what.
        let small = head.starts_with(char::is_lowercase);
        let alone = group.end == group.start + 1 && self.before(group.start) != Class::Article;
        let participle = IN_ING.has(head) && self.tag(group.head) == Some(Tag::Verb);
        let described = matches!(self.tag(group.head), Some(Tag::Adjective | Tag::Adverb));
        if small && alone && (described || participle) {
            return false;
        }
        // A currency or a unit is no thing.
        let lower = head.to_lowercase();
        if LEXICON.parts.contains_key(&lower)
            || LEXICON
                .currencies
                .get(&lower)
                .is_some_and(|c| !c.weak && !c.capitals)
            || LEXICON
                .unit_words
                .get(&lower)
                .is_some_and(|u| u.kind == FigureKind::Capacity)
        {
            return false;
        }
        let words = (group.start..group.end)
            .filter(|i| self.class(*i) == Class::Noun)
            .count();
        let completed =
            (group.head + 1 < group.end) && self.class(group.head + 1) == Class::Preposition;
        if STRAY.has_any_case(head)
            && (words == 1 || words == 2 && !completed && self.is_plain(group.start))
        {
            return false;
        }
        if !labelled && self.is_named(group.start, group.end) {
            // The capital of a sentence's first word is no name's.
            let opens = group.start == 0
                || self.class(group.start - 1) == Class::Stop
                || (0..group.start).all(|i| self.class(i) == Class::Article);
            let acronym = head.chars().all(char::is_uppercase) && head.len() > 2;
            return MEASURED.has_any_case(head) && (opens || words > 1 || acronym)
                || acronym && MEASURED.has_any_case(head);
        }
        true
    }

    /// Whether a word before a stray noun adds nothing: "total amount".
    pub(super) fn is_plain(&self, i: usize) -> bool {
        STRAY.has_any_case(self.t.raw(i)) || PLAIN.has_any_case(self.t.raw(i))
    }

    /// The subject of the verb at token `verb`.
    pub(super) fn subject(&self, verb: usize) -> Option<Group> {
        self.near_subject(verb)
            .or_else(|| self.stated_subject(verb))
    }

    /// The subject that the grammar of the sentence gives the verb at token `verb`.
    fn stated_subject(&self, verb: usize) -> Option<Group> {
        let group = self.words_group(verb)?;
        let stated = self.statements.iter().find(|c| c.verb == group)?;
        let mut subject = stated.subject?;
        if self.read.kind(subject) == Some(Kind::Relative) {
            // "the plant, which will cost": what the clause is about stands before it.
            subject = subject.checked_sub(1)?;
            if self.read.kind(subject) == Some(Kind::Comma) {
                subject = subject.checked_sub(1)?;
            }
        }
        let noun = self.read.groups.get(subject)?;
        if noun.kind != Kind::Noun || self.read.tag(noun.head) == Some(Tag::Pronoun) {
            return None;
        }
        let start = self.words.partition_point(|w| *w < noun.tokens.start);
        let end = self.words.partition_point(|w| *w < noun.tokens.end);
        if end > verb {
            return None;
        }
        // "the Nasdaq 100": the number belongs to the name.
        let numbered = end > start + 1
            && self.class(end - 1) == Class::Number
            && self.t.raw(end - 2).starts_with(char::is_uppercase);
        if numbered {
            let start = start + usize::from(self.class(start) == Class::Article);
            let head = end - 2;
            return (start <= head).then_some(Group { start, end, head });
        }
        self.group_from(start, Some(end))
    }

    /// Who does what brings up the amount at token `amount`: the subject of the last statement begun before it.
    pub(super) fn doer(&self, amount: usize) -> Option<Doer> {
        let at = self.words_group(amount)?;
        let groups = &self.read.groups;
        if groups.get(at)?.is_bracket() {
            return None;
        }
        let after = self.statements.partition_point(|c| c.verb < at);
        let stated = self.statements.get(after.checked_sub(1)?)?;
        // "Acme grew and a $5bn plant was opened": the amount is in the subject of another statement.
        let next = self.statements.get(after).and_then(|c| c.subject);
        if next.is_some_and(|s| s > stated.verb && s <= at) {
            return None;
        }
        // Another clause opens between the verb and the amount, or a new sentence does.
        let closed = groups.get(stated.verb + 1..at)?.iter().any(|g| {
            let mark = g.kind == Kind::Mark && !g.is_bracket();
            matches!(g.kind, Kind::Subordinator | Kind::Relative)
                || mark
                    && matches!(
                        self.read.word(g.head),
                        ";" | ":" | "—" | "–" | "•" | "*" | "|"
                    )
        });
        if closed {
            return None;
        }
        let mut subject = stated.subject?;
        // "It rises, said a man and bought": a subject is taken up again only by "and" or a comma right before the verb.
        let earlier = after.checked_sub(2).and_then(|i| self.statements.get(i));
        let taken_up = earlier.is_some_and(|e| subject < e.verb);
        let mut lead = stated.verb.checked_sub(1)?;
        while lead > subject && self.read.kind(lead) == Some(Kind::Adverb) {
            lead -= 1;
        }
        let lead_kind = self.read.kind(lead);
        let led = matches!(lead_kind, Some(Kind::Conjunction | Kind::Comma));
        let quoted = earlier.is_some_and(|e| {
            groups
                .get(e.verb)
                .is_some_and(|g| says(self.read.lower(g.head)))
        });
        // "Acme: sign up and you pay": another noun stands right before the verb.
        let passed = lead != subject
            && lead_kind == Some(Kind::Noun)
            && !matches!(
                self.read.kind(lead - 1),
                Some(Kind::Preposition | Kind::Comma)
            );
        if taken_up && (!led || quoted) || passed {
            return None;
        }
        if self.read.kind(subject) == Some(Kind::Relative) {
            subject = subject.checked_sub(1)?;
            if self.read.kind(subject) == Some(Kind::Comma) {
                subject = subject.checked_sub(1)?;
            }
        }
        let noun = groups.get(subject)?;
        // "Acme and its rival spend": of several, nobody knows which.
        let joined = groups
            .get(subject + 1)
            .is_some_and(|g| g.kind == Kind::Conjunction)
            && self.read.kind(subject + 2) == Some(Kind::Noun);
        if noun.kind != Kind::Noun || subject > stated.verb || joined {
            return None;
        }
        let lead = groups.get(subject + 1).filter(|g| {
            g.kind == Kind::Preposition
                && matches!(self.read.word(g.head), "of" | "in" | "at" | "for")
        });
        let whose = lead
            .and_then(|_| groups.get(subject + 2))
            .filter(|g| g.kind == Kind::Noun && subject + 2 < stated.verb);
        let verb = groups.get(stated.verb)?;
        Some(Doer {
            named: self.read.bytes(&noun.tokens)?,
            whose: whose.and_then(|g| self.read.bytes(&g.tokens)),
            speaks: says(self.read.lower(verb.head)),
            straight: stated.verb + 1 == at
                || groups.get(stated.verb + 1).is_some_and(|g| {
                    matches!(g.kind, Kind::Verb(Mood::Infinitive) | Kind::Preposition)
                }),
        })
    }

    /// The noun group before a verb, before its auxiliaries and adverbs, or before
    /// the relative clause or the infinitive that it stands in.
    fn near_subject(&self, verb: usize) -> Option<Group> {
        let mut at = verb;
        for _ in 0..4 {
            while at > 0 && matches!(self.before(at), Class::Auxiliary | Class::Adverb) {
                at -= 1;
            }
            match self.before(at) {
                Class::To => {
                    at -= 1;
                    // "revenue is expected to reach", "it expects revenue to reach".
                    if self.before(at) == Class::Verb {
                        at -= 1;
                        // "revenue expected to reach"
                        let hangs = EXPECTING.has_any_case(self.t.raw(at))
                            && self.before(at) == Class::Noun;
                        if !hangs
                            && !matches!(
                                self.before(at),
                                Class::Auxiliary | Class::Adverb | Class::Comma
                            )
                        {
                            return None;
                        }
                    }
                }
                Class::Comma => {
                    // "Revenue, excluding items, rose".
                    let from = at.saturating_sub(1 + INSERTION);
                    let opens = (from..at - 1)
                        .rev()
                        .find(|i| self.class(*i) == Class::Comma)?;
                    let verbal = (opens + 1..at - 1)
                        .any(|i| matches!(self.class(i), Class::Auxiliary | Class::Opener));
                    if verbal && !matches!(self.class(opens + 1), Class::Opener) {
                        return None;
                    }
                    at = opens;
                }
                Class::Opener if self.t.is_any(at - 1, &["which", "that"]) => {
                    at -= 1;
                    at -= usize::from(self.before(at) == Class::Comma);
                    // "members of the index, which is down": of two nouns nobody knows which.
                    return self
                        .group_before(at)
                        .filter(|g| (g.start..g.end).all(|i| self.class(i) != Class::Preposition));
                }
                Class::And => {
                    // The verb before shares its subject: "rose 8 % and reached $3bn".
                    let from = at.saturating_sub(1 + INSERTION);
                    let earlier = (from..at - 1).rev().find(|i| {
                        matches!(
                            self.class(*i),
                            Class::Verb | Class::Auxiliary | Class::Opener | Class::Stop
                        )
                    })?;
                    if !matches!(self.class(earlier), Class::Verb | Class::Auxiliary) {
                        return None;
                    }
                    at = earlier;
                }
                _ => break,
            }
        }
        let group = self.group_before(at)?;
        // "Reaching all 30 of them would cost": the subject is what is done. "It is the group": no subject.
        let mut lead = group.start;
        while lead > 0
            && matches!(
                self.before(lead),
                Class::Article | Class::Number | Class::Join
            )
        {
            lead -= 1;
        }
        let done = lead.checked_sub(1).is_some_and(|l| {
            self.class(l) == Class::Auxiliary
                || self.class(l) == Class::Verb && self.t.raw(l).ends_with("ing")
        });
        // "the cost of a package returned to the shipper is": the group hangs on a participle.
        let hangs = lead > 1
            && matches!(self.before(lead), Class::Preposition | Class::To)
            && matches!(self.class(lead - 2), Class::Verb | Class::And);
        (!done && !hangs).then_some(group)
    }

    /// The class of a token whose predecessors have theirs.
    fn class_of(&self, i: usize, lower: &str) -> Class {
        let t = self.t;
        let before = self.classes.last().copied();
        match t.kind(i) {
            Some(TokenKind::Number) => return Class::Number,
            Some(TokenKind::Mark) => return mark(t, i),
            Some(TokenKind::Word) => {}
            _ => return Class::Stop,
        }
        if i > 0
            && t.glued(i)
            && matches!(t.raw(i - 1), "'" | "’")
            && matches!(lower, "s" | "t" | "re" | "ve" | "ll" | "d")
        {
            return if lower == "s" {
                Class::Join
            } else {
                Class::Auxiliary
            };
        }
        let capital = i > 0 && t.raw(i).starts_with(char::is_uppercase);
        let acronym = t.raw(i).chars().count() > 1 && t.raw(i).chars().all(char::is_uppercase);
        if acronym {
            return Class::Noun;
        }
        match lower {
            "and" | "or" => return Class::And,
            "to" => return Class::To,
            "may" | "will" | "might" if capital => return Class::Noun,
            _ => {}
        }
        // "all-time highs", "four-bedroom units": the first half of a compound is what its whole is.
        let half = matches!(t.raw(i + 1), "-" | "‑")
            && t.glued(i + 1)
            && t.glued(i + 2)
            && t.kind(i + 2) == Some(TokenKind::Word);
        if half
            && !counts(t.raw(i + 2))
            && !LEXICON
                .currencies
                .contains_key(&t.raw(i + 2).to_lowercase())
        {
            return Class::Noun;
        }
        // "a must-have phone": the second half too.
        if i > 1
            && t.glued(i)
            && t.glued(i - 1)
            && matches!(t.raw(i - 1), "-" | "‑")
            && t.kind(i - 2) == Some(TokenKind::Word)
            && !counts(lower)
            && !LEXICON.currencies.contains_key(lower)
        {
            return Class::Noun;
        }
        // "a Series A round".
        if lower == "a" && capital && before == Some(Class::Noun) {
            return Class::Noun;
        }
        if AUXILIARIES.has(lower) {
            return Class::Auxiliary;
        }
        if OPENERS.has(lower) {
            return Class::Opener;
        }
        if ARTICLES.has(lower) {
            return Class::Article;
        }
        if PRONOUNS.has(lower) {
            return Class::Pronoun;
        }
        if PREPOSITIONS.has(lower) {
            return Class::Preposition;
        }
        if LEXICON.number(lower, Language::English).is_some()
            || !LEXICON.multipliers(lower).is_empty() && before == Some(Class::Number)
        {
            return Class::Number;
        }
        if ADVERBS.has(lower) && !capital {
            return Class::Adverb;
        }
        if lower.ends_with("ly") && is_adjective_in_ly(lower) {
            return Class::Noun;
        }
        self.open_class(i, lower, capital)
    }

    /// The class of a noun, a verb, an adjective or an adverb, by its part of speech, where the words beside it bear that
    /// out. A participle before a noun belongs to that.
    fn open_class(&self, i: usize, lower: &str, capital: bool) -> Class {
        let t = self.t;
        if capital || IN_ING.has(lower) || IN_ED.has(lower) {
            return Class::Noun;
        }
        let before = self.classes.last().copied();
        // "help the company achieve"
        if ONLY_VERBS.has(lower) {
            return Class::Verb;
        }
        let described = i > 0 && self.tag(i - 1) == Some(Tag::Adjective);
        let next = t.raw(i + 1);
        let amount = t.kind(i + 1) == Some(TokenKind::Number)
            || matches!(next, "$" | "€" | "£" | "¥" | "₹" | "~");
        // "the bat costs $1": before an amount it is a verb, whatever stands before.
        let measures = moves::is_verb(lower) || MEASURING.has(lower);
        if measures
            && !described
            && (matches!(before, Some(Class::Noun | Class::And | Class::Adverb))
                || before == Some(Class::Number) && self.is_numbered(i - 1))
            && (amount || LEADING.has_any_case(next))
        {
            return Class::Verb;
        }
        let noun_next = matches!(
            self.tag(i + 1),
            Some(Tag::Noun | Tag::Name | Tag::Adjective)
        ) && t.kind(i + 1) == Some(TokenKind::Word);
        let ing = lower.ends_with("ing");
        match self.tag(i) {
            Some(Tag::Verb) => {
                let group = self.words_group(i).and_then(|g| self.read.groups.get(g));
                let inside = group.is_some_and(|g| g.kind == Kind::Noun);
                let opens = matches!(before, None | Some(Class::Comma | Class::Stop));
                let held = described
                    || matches!(before, Some(Class::Article | Class::Number | Class::Join));
                let of = before == Some(Class::Preposition);
                let plural = i > 0 && (t.raw(i - 1).ends_with('s') || t.is_in(i - 1, &PLURALS));
                let single = before == Some(Class::Noun) && !plural;
                let noun = match form(lower) {
                    Form::Gerund => (inside && !opens || held) && noun_next,
                    Form::PastOrParticiple | Form::Participle => {
                        inside || (held || of) && noun_next
                    }
                    // "the touch screen": a verb in its base form has a subject in the plural.
                    Form::Base => inside || held || of || single,
                    Form::Finite => {
                        let ends = self.t.kind(i + 1).is_none()
                            || matches!(next, "," | "." | ";" | ")" | ":");
                        let third = lower.ends_with('s');
                        inside || third && (held || of || ends && before == Some(Class::Noun))
                    }
                };
                if noun { Class::Noun } else { Class::Verb }
            }
            Some(Tag::Adverb) if !ing => Class::Adverb,
            Some(Tag::Auxiliary) => Class::Auxiliary,
            // "$26 million led by a fund"
            Some(Tag::Noun)
                if !noun_next
                    && !described
                    && (PAST.has(lower) || lower.len() > 4 && lower.ends_with("ed")) =>
            {
                Class::Verb
            }
            _ => Class::Noun,
        }
    }
}

/// Tokens of the longest noun group, and of the longest insertion between a subject and its verb.
const REACH: usize = 14;
const INSERTION: usize = 16;

/// A noun group: tokens `start..end`, and the one that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) head: usize,
}

/// Whether a word is a number or multiplies one.
fn counts(word: &str) -> bool {
    let lower = word.to_lowercase();
    LEXICON.number(&lower, Language::English).is_some() || !LEXICON.multipliers(&lower).is_empty()
}

/// Adjectives that end like an adverb.
fn is_adjective_in_ly(word: &str) -> bool {
    matches!(
        word,
        "quarterly"
            | "monthly"
            | "weekly"
            | "daily"
            | "yearly"
            | "hourly"
            | "early"
            | "friendly"
            | "costly"
            | "elderly"
            | "likely"
    )
}

fn mark(t: &Tokens<'_>, i: usize) -> Class {
    let raw = t.raw(i);
    let word = |k: Option<usize>| {
        k.is_some_and(|k| matches!(t.kind(k), Some(TokenKind::Word | TokenKind::Number)))
    };
    match raw {
        "," => Class::Comma,
        "$" | "€" | "£" | "¥" | "₹" | "₩" | "%" | "~" | "≈" | "+" => Class::Number,
        "'" | "’" | "&" => Class::Join,
        "-" | "‑" | "/" if t.glued(i) && t.glued(i + 1) && word(i.checked_sub(1)) => Class::Join,
        // The stop of an abbreviation.
        "." if t.glued(i) && word(i.checked_sub(1)) && i + 1 < t.len() => Class::Join,
        _ => Class::Stop,
    }
}
