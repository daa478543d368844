//! The groups of a sentence's words: noun groups, verb groups, and the small words between them.

use super::days::{is_near_day, is_weekday};
use super::sentence::{Group, Kind, Mood, Sentence};
use super::tags::Tag;
use super::verbs::{Form, form, is_finite_helper};

impl Sentence<'_> {
    /// Puts all words into groups.
    pub(super) fn group(&mut self) {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let group = self
                .brackets(at)
                .or_else(|| self.verb_group(at))
                .or_else(|| self.noun_group(at))
                .unwrap_or_else(|| self.single(at));
            at = group.tokens.end.max(at + 1);
            out.push(group);
        }
        self.groups = out;
    }

    /// What stands in brackets, which is outside the sentence.
    fn brackets(&self, start: usize) -> Option<Group> {
        /// Longer ones are sentences of their own.
        const LONGEST: usize = 30;
        if self.word(start) != "(" {
            return None;
        }
        let end =
            (start + 1..self.tokens.len().min(start + LONGEST)).find(|i| self.word(*i) == ")")?;
        Some(Group {
            kind: Kind::Mark,
            tokens: start..end + 1,
            head: start,
        })
    }

    /// A verb with its helpers, negation and adverbs between them.
    fn verb_group(&self, start: usize) -> Option<Group> {
        let first = self.tag(start)?;
        let to = first == Tag::Particle && self.lower(start) == "to";
        if !(to || matches!(first, Tag::Auxiliary | Tag::Verb)) {
            return None;
        }
        let mut at = start;
        let mut head = None;
        let mut helpers = false;
        while let Some(tag) = self.tag(at) {
            match tag {
                Tag::Auxiliary => {
                    head = Some(at);
                    helpers = true;
                }
                Tag::Verb if head.is_none() || helpers => {
                    head = Some(at);
                    at += 1;
                    break;
                }
                Tag::Particle if at == start => {}
                Tag::Particle if !self.lower(at).starts_with("to") && helpers => {}
                Tag::Adverb if at > start && self.verb_follows(at) => {}
                _ => break,
            }
            at += 1;
        }
        let head = head?;
        let end = head.max(at.saturating_sub(1)) + 1;
        let lower = self.lower(head);
        let opens = self.tokens.get(start)?;
        let mood = if to {
            Mood::Infinitive
        } else if is_finite_helper(opens, first) {
            Mood::Finite
        } else if first == Tag::Auxiliary {
            match self.lower(start) {
                "being" | "having" => Mood::Gerund,
                "been" => Mood::Participle,
                "be" => Mood::Infinitive,
                _ => Mood::Finite,
            }
        } else {
            match form(lower) {
                Form::Gerund => Mood::Gerund,
                Form::Participle => Mood::Participle,
                // Settled when the groups around it are known.
                Form::Finite | Form::Base | Form::PastOrParticiple => Mood::Finite,
            }
        };
        Some(Group {
            kind: Kind::Verb(mood),
            tokens: start..end,
            head,
        })
    }

    /// Whether a verb comes after adverbs.
    fn verb_follows(&self, at: usize) -> bool {
        let after = (at + 1..self.tokens.len()).find(|i| self.tag(*i) != Some(Tag::Adverb));
        after
            .and_then(|i| self.tag(i))
            .is_some_and(|t| matches!(t, Tag::Verb | Tag::Auxiliary))
    }

    /// A noun with what stands before it; a pronoun; a number with what is counted.
    fn noun_group(&self, start: usize) -> Option<Group> {
        let mut at = start;
        let mut head = None;
        while let Some(tag) = self.tag(at) {
            let next = self.tag(at + 1);
            match tag {
                // "a plant in Ohio today": a day begins a group of its own.
                Tag::Noun | Tag::Name if head.is_some() && self.is_day_word(at) => break,
                Tag::Noun | Tag::Name => head = Some(at),
                Tag::Number | Tag::Symbol => {
                    if head.is_none_or(|h| h + 1 >= at) || tag == Tag::Number {
                        head = Some(at);
                    }
                }
                Tag::Pronoun => {
                    let own = self.is_possessive(at);
                    if at > start && !own || self.is_relative(at) {
                        break;
                    }
                    if !own {
                        at += 1;
                        head = Some(at - 1);
                        break;
                    }
                    if head.is_some() {
                        break;
                    }
                }
                Tag::Determiner if head.is_none() => {}
                Tag::Adjective
                    if self.noun_ahead(at) && head.is_none_or(|h| self.names_on(h, at)) => {}
                Tag::Adverb
                    if head.is_none()
                        && (matches!(next, Some(Tag::Adjective | Tag::Number | Tag::Symbol))
                            || self.describes(at + 1))
                        && self.noun_ahead(at) => {}
                // "recalled airbags", "a growing market": a participle between a determiner or an adjective and its noun.
                Tag::Verb
                    if at > start
                        && self.noun_ahead(at)
                        && head.is_none_or(|h| {
                            self.tag(h) == Some(Tag::Number) && next != Some(Tag::Determiner)
                        })
                        && matches!(
                            form(self.lower(at)),
                            Form::Gerund | Form::PastOrParticiple | Form::Participle
                        ) => {}
                // "AI training data", "EV charging network": after an abbreviation it names a kind.
                Tag::Verb
                    if head.is_some_and(|h| h + 1 == at && self.is_abbreviation(h))
                        && matches!(next, Some(Tag::Noun))
                        && form(self.lower(at)) == Form::Gerund => {}
                // "Trump|'s higher tariffs"
                Tag::Particle
                    if head.is_some()
                        && self.word(at).starts_with(['\'', '’'])
                        && self.noun_ahead(at) =>
                {
                    head = None;
                }
                Tag::Particle if head.is_some() && matches!(self.word(at), "'s" | "’s") => {}
                Tag::Conjunction if self.joins(at, head) => {}
                // "more than 65 percent"
                Tag::Preposition
                    if self.lower(at) == "than"
                        && at > start
                        && matches!(next, Some(Tag::Number | Tag::Symbol))
                        && head.is_none() => {}
                _ => break,
            }
            at += 1;
        }
        // "the first in the industry", "the largest of its kind": an adjective that stands for its noun.
        let head = match head {
            Some(head) => head,
            None => self.stands_for_noun(start)?,
        };
        let tokens = start..at.max(head + 1);
        let day = tokens.len() == 1 && is_near_day(self.lower(head));
        Some(Group {
            kind: if day { Kind::Adverb } else { Kind::Noun },
            tokens,
            head,
        })
    }

    /// "a new and larger plant": adjectives that are joined before their noun; "AT&T", "Johnson & Johnson".
    fn joins(&self, at: usize, head: Option<usize>) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.tag(i));
        let next = self.tag(at + 1);
        match head {
            None => {
                matches!(before, Some(Tag::Adjective))
                    && (matches!(next, Some(Tag::Adjective)) || self.describes(at + 1))
                    && self.noun_ahead(at + 1)
            }
            Some(_) => self.word(at) == "&" && before == Some(Tag::Name) && next == Some(Tag::Name),
        }
    }

    /// "high-performance European chips": an adjective after a noun that itself describes.
    fn names_on(&self, head: usize, at: usize) -> bool {
        (head + 1..at).all(|i| self.tag(i) == Some(Tag::Adjective))
            && matches!(
                self.tag(at + 1),
                Some(Tag::Noun | Tag::Name | Tag::Adjective)
            )
    }

    /// The adjective after a determiner that stands for its noun.
    fn stands_for_noun(&self, start: usize) -> Option<usize> {
        let adjective = start + 1;
        (self.tag(start) == Some(Tag::Determiner)
            && self.lower(start) == "the"
            && self.tag(adjective) == Some(Tag::Adjective)
            && matches!(
                self.tag(adjective + 1),
                Some(Tag::Preposition | Tag::Mark | Tag::Particle)
            ))
        .then_some(adjective)
    }

    /// Whether a word is one of capitals only.
    fn is_abbreviation(&self, at: usize) -> bool {
        let word = self.word(at);
        (2..=4).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase())
    }

    /// Whether a noun comes next, after what may describe it.
    fn noun_ahead(&self, at: usize) -> bool {
        let describes = |i: usize| match self.tag(i) {
            Some(Tag::Adjective | Tag::Adverb | Tag::Number | Tag::Symbol | Tag::Conjunction) => {
                true
            }
            Some(Tag::Verb) => matches!(
                form(self.lower(i)),
                Form::Gerund | Form::PastOrParticiple | Form::Participle
            ),
            _ => false,
        };
        let after = (at + 1..self.tokens.len()).find(|i| !describes(*i));
        after
            .and_then(|i| self.tag(i))
            .is_some_and(|t| matches!(t, Tag::Noun | Tag::Name))
            || matches!(self.tag(at + 1), Some(Tag::Number))
    }

    /// Whether a word is a day, and not whose day something is.
    fn is_day_word(&self, at: usize) -> bool {
        let word = self.lower(at);
        let day = is_near_day(word) || is_weekday(word);
        day && self.tag(at + 1) != Some(Tag::Particle)
    }

    /// Whether a word is a participle before a noun: "publicly traded firm".
    fn describes(&self, at: usize) -> bool {
        self.tag(at) == Some(Tag::Verb)
            && matches!(
                form(self.lower(at)),
                Form::PastOrParticiple | Form::Participle
            )
            && self.noun_ahead(at)
    }

    fn is_possessive(&self, at: usize) -> bool {
        matches!(
            self.lower(at),
            "its" | "their" | "his" | "her" | "our" | "your" | "my" | "whose"
        ) && matches!(
            self.tag(at + 1),
            Some(Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number | Tag::Verb | Tag::Adverb)
        )
    }

    /// Whether a pronoun opens a clause about the noun before it.
    fn is_relative(&self, at: usize) -> bool {
        let lower = self.lower(at);
        matches!(lower, "which" | "who" | "whom" | "whose")
            || lower == "that"
                && matches!(
                    self.tag(at + 1),
                    Some(Tag::Verb | Tag::Auxiliary | Tag::Adverb)
                )
                && at > 0
    }

    /// Whether a word that is a preposition as often as not opens a clause here: a noun follows, and then, before any
    /// mark, a verb that can be finite.
    fn opens_clause(&self, at: usize) -> bool {
        if !matches!(
            self.lower(at),
            "after" | "as" | "before" | "since" | "until" | "once"
        ) {
            return false;
        }
        let mut noun = false;
        for i in at + 1..self.tokens.len().min(at + 24) {
            match self.tag(i) {
                Some(Tag::Auxiliary) => {
                    return noun
                        && self
                            .tokens
                            .get(i)
                            .is_some_and(|t| is_finite_helper(t, Tag::Auxiliary));
                }
                Some(Tag::Verb) => {
                    let lower = self.lower(i);
                    let after = self.tag(i + 1);
                    match form(lower) {
                        Form::Finite | Form::Base
                            if noun && self.tag(i - 1) != Some(Tag::Particle) =>
                        {
                            return true;
                        }
                        // "after demand for cells used in cars slowed", "after a plant built by Acme".
                        Form::PastOrParticiple
                            if noun
                                && !matches!(after, Some(Tag::Preposition))
                                && !self.noun_ahead_only(i) =>
                        {
                            return true;
                        }
                        Form::PastOrParticiple
                            if noun
                                && matches!(after, Some(Tag::Preposition))
                                && self.lower(i + 1) != "by"
                                && !self.verb_before_mark(i) =>
                        {
                            return true;
                        }
                        _ => {}
                    }
                }
                Some(Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Number) => noun = true,
                Some(Tag::Conjunction)
                    if !matches!(self.tag(i + 1), Some(Tag::Verb | Tag::Auxiliary))
                        || form(self.lower(i + 1)) == Form::Gerund => {}
                Some(Tag::Mark | Tag::Conjunction | Tag::Subordinator) => return false,
                _ => {}
            }
        }
        false
    }

    /// Whether another verb comes before the next mark.
    fn verb_before_mark(&self, at: usize) -> bool {
        (at + 1..self.tokens.len())
            .take_while(|i| {
                !matches!(
                    self.tag(*i),
                    Some(Tag::Mark | Tag::Conjunction | Tag::Subordinator)
                )
            })
            .any(|i| match self.tag(i) {
                Some(Tag::Verb) => {
                    !matches!(form(self.lower(i)), Form::Gerund)
                        && self.tag(i - 1) != Some(Tag::Particle)
                }
                Some(Tag::Auxiliary) => true,
                _ => false,
            })
    }

    /// Whether a participle only describes the noun that follows: "recalled airbags" after a determiner.
    fn noun_ahead_only(&self, at: usize) -> bool {
        matches!(
            at.checked_sub(1).and_then(|b| self.tag(b)),
            Some(Tag::Determiner | Tag::Adjective | Tag::Number)
        ) && self.noun_ahead(at)
    }

    fn single(&self, at: usize) -> Group {
        let kind = match self.tag(at) {
            Some(Tag::Preposition) if self.opens_clause(at) || self.lower(at) == "whether" => {
                Kind::Subordinator
            }
            Some(Tag::Preposition) => Kind::Preposition,
            Some(Tag::Conjunction) => Kind::Conjunction,
            Some(Tag::Subordinator) => Kind::Subordinator,
            Some(Tag::Pronoun | Tag::Determiner) if self.is_relative(at) => Kind::Relative,
            Some(Tag::Adjective) => Kind::Adjective,
            Some(Tag::Adverb) if matches!(self.lower(at), "when" | "where" | "why" | "how") => {
                Kind::Subordinator
            }

            Some(Tag::Mark) if self.word(at) == "," => Kind::Comma,
            Some(Tag::Mark | Tag::Symbol) | None => Kind::Mark,
            _ => Kind::Adverb,
        };
        Group {
            kind,
            tokens: at..at + 1,
            head: at,
        }
    }
}
