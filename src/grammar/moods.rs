//! How a verb is used: to make a statement, or as an infinitive or a participle.

use super::sentence::{Kind, Mood, Sentence};
use super::tags::Tag;
use super::verbs::{Form, form, says};

impl Sentence<'_> {
    /// Tells past from participle and the plural's present from the infinitive by what stands around a verb.
    pub(super) fn settle_moods(&mut self) {
        // Whether the clause at hand has a finite verb already.
        let mut stated = false;
        for at in 0..self.groups.len() {
            let Some(group) = self.groups.get(at) else {
                continue;
            };
            match group.kind {
                Kind::Subordinator | Kind::Relative | Kind::Conjunction => stated = false,
                Kind::Mark
                    if matches!(
                        self.word(group.head),
                        ";" | ":" | "—" | "–" | "\"" | "“" | "”"
                    ) =>
                {
                    stated = false;
                }
                Kind::Verb(Mood::Finite) => {
                    let mood = self.mood(at, stated);
                    stated |= mood == Mood::Finite;
                    if let Some(group) = self.groups.get_mut(at) {
                        group.kind = Kind::Verb(mood);
                    }
                }
                _ => {}
            }
        }
    }

    /// The mood of a verb that may be finite.
    fn mood(&self, at: usize, stated: bool) -> Mood {
        let Some(group) = self.groups.get(at) else {
            return Mood::Finite;
        };
        // A helper told it.
        let bare = group
            .tokens
            .clone()
            .all(|i| matches!(self.tag(i), Some(Tag::Verb | Tag::Adverb)));
        let finite = match form(self.lower(group.head)) {
            _ if !bare => true,
            Form::PastOrParticiple => self.is_past(at, stated),
            Form::Base => return self.mood_of_base(at, stated),
            _ => true,
        };
        if finite {
            Mood::Finite
        } else {
            Mood::Participle
        }
    }

    /// Whether a verb whose past and participle are alike is a past here.
    fn is_past(&self, at: usize, stated: bool) -> bool {
        let head = self.groups.get(at).map_or(0, |g| g.head);
        if self.pronoun_before(at) || self.new_speaker(at, head) {
            return true;
        }
        let before = self.before_adverbs(at).and_then(|b| self.kind(b));
        let after = self.groups.get(at + 1);
        let by = after.is_some_and(|g| g.kind == Kind::Preposition && self.word(g.head) == "by");
        let object = after.is_some_and(|g| g.kind == Kind::Noun);
        let joined = before == Some(Kind::Conjunction) || self.resumes(at);
        let noun = before == Some(Kind::Noun);
        let describes = self.lacks_subject(at)
            || self.in_apposition(at)
            || self.joined_to_participle(at)
            || by && noun
            || stated && !joined
            || !object && noun && self.states_later(at);
        !describes && (joined || matches!(before, Some(Kind::Noun | Kind::Relative | Kind::Adverb)))
    }

    /// Whether a base form is the plural's present or an infinitive.
    fn mood_of_base(&self, at: usize, stated: bool) -> Mood {
        let before = at.checked_sub(1).and_then(|b| self.kind(b));
        let subject = matches!(before, Some(Kind::Noun | Kind::Relative | Kind::Adverb));
        let joined = before == Some(Kind::Conjunction) || self.resumes(at);
        let finite = if joined {
            // "to cut jobs and close plants"
            !self.joined_to_infinitive(at)
        } else {
            subject && !stated
        };
        if finite {
            Mood::Finite
        } else {
            Mood::Infinitive
        }
    }

    /// Whether a verb is joined to a participle: "a firm listed in London and based in Oslo".
    fn joined_to_participle(&self, at: usize) -> bool {
        let joined = at.checked_sub(1).and_then(|b| self.kind(b)) == Some(Kind::Conjunction);
        let earlier = (0..at).rev().find_map(|g| match self.kind(g) {
            Some(Kind::Verb(mood)) => Some(mood),
            _ => None,
        });
        joined && earlier == Some(Mood::Participle)
    }

    /// Whether a verb describes a noun that explains another: "Acme, a firm ranked among the first, announced".
    fn in_apposition(&self, at: usize) -> bool {
        let Some(noun) = self
            .before_adverbs(at)
            .filter(|b| self.kind(*b) == Some(Kind::Noun))
        else {
            return false;
        };
        // "a renewable gas and fuels company": back to the comma.
        let open = (0..=noun).rev().find(|g| {
            !matches!(
                self.kind(*g),
                Some(
                    Kind::Noun
                        | Kind::Conjunction
                        | Kind::Preposition
                        | Kind::Adjective
                        | Kind::Adverb
                )
            )
        });
        let explains = open.is_some_and(|open| {
            let first = self
                .groups
                .get(open + 1)
                .map(|g| self.lower(g.tokens.start))
                .unwrap_or_default();
            open > 0
                && self.kind(open) == Some(Kind::Comma)
                && matches!(self.kind(open - 1), Some(Kind::Noun | Kind::Mark))
                && matches!(first, "a" | "an" | "the")
        });
        // The statement goes on after the comma that closes the explanation.
        let resumes = (at + 2..self.groups.len()).any(|g| {
            self.kind(g) == Some(Kind::Verb(Mood::Finite))
                && self.before_adverbs(g).and_then(|b| self.kind(b)) == Some(Kind::Comma)
        });
        explains && resumes
    }

    /// The group before this one and its adverbs.
    fn before_adverbs(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|i| {
            let group = self.groups.get(*i);
            group.is_some_and(|g| g.kind != Kind::Adverb && !g.is_bracket())
        })
    }

    /// Whether the word before is a pronoun that can be nothing but a subject.
    fn pronoun_before(&self, at: usize) -> bool {
        self.before_adverbs(at)
            .and_then(|b| self.groups.get(b))
            .is_some_and(|g| {
                g.tokens.len() == 1
                    && matches!(
                        self.lower(g.head),
                        "it" | "he" | "she" | "they" | "we" | "i" | "you"
                    )
            })
    }

    /// Whether a noun after a comma speaks here: ", regulators reported on Monday".
    fn new_speaker(&self, at: usize, verb: usize) -> bool {
        says(self.lower(verb))
            && self.before_adverbs(at).is_some_and(|b| {
                self.kind(b) == Some(Kind::Noun)
                    && (b == 0 || self.kind(b - 1) == Some(Kind::Comma))
            })
    }

    /// Whether a verb follows a comma that closes an insertion after a subject: "X, a maker of Y, said".
    fn resumes(&self, at: usize) -> bool {
        let Some(before) = self.before_adverbs(at) else {
            return false;
        };
        self.kind(before) == Some(Kind::Comma)
            && (0..before).any(|i| self.kind(i) == Some(Kind::Comma))
    }

    /// Whether a sure finite verb comes later in the same stretch, so that this one is no more than a participle. A
    /// clause in between has one of its own: "Protests planned over the firing of a man who spoke were called off."
    fn states_later(&self, at: usize) -> bool {
        let mut owed = 0_usize;
        let named = self
            .before_adverbs(at)
            .and_then(|b| self.groups.get(b))
            .is_some_and(|g| self.tag(g.head) == Some(Tag::Name));
        for (i, group) in self.groups.iter().enumerate().skip(at + 1) {
            match group.kind {
                Kind::Verb(Mood::Finite) if owed > 0 => owed -= 1,
                Kind::Verb(Mood::Finite) => {
                    let governed = i >= 2 && self.kind(i - 2) == Some(Kind::Preposition);
                    let sure = group.tokens.len() > 1
                        || self.tag(group.head) == Some(Tag::Auxiliary)
                        || match form(self.lower(group.head)) {
                            Form::Base => false,
                            // "voted to repeal rules aimed at": it describes the object.
                            // And names are seldom described by what follows: "Tesla handed over the cars built in".
                            Form::PastOrParticiple => governed && !named,
                            _ => true,
                        };
                    // "signalled on Monday it would": the verb of another clause.
                    if self.pronoun_before(i) {
                        return false;
                    }
                    if sure {
                        return i > at + 1;
                    }
                }
                Kind::Relative => owed += 1,
                Kind::Comma | Kind::Mark | Kind::Conjunction | Kind::Subordinator => return false,
                _ => {}
            }
        }
        false
    }

    /// Whether no noun before this verb, back to where its clause begins, can be its subject: "To meet the needs of the
    /// firms established here, Acme has".
    fn lacks_subject(&self, at: usize) -> bool {
        for i in (0..at).rev() {
            match self.kind(i) {
                Some(Kind::Noun) => {
                    let before = i.checked_sub(1).and_then(|b| self.kind(b));
                    if !matches!(before, Some(Kind::Preposition | Kind::Verb(_))) {
                        return false;
                    }
                }
                Some(
                    Kind::Relative
                    | Kind::Subordinator
                    | Kind::Conjunction
                    | Kind::Comma
                    | Kind::Mark,
                ) => return false,
                _ => {}
            }
        }
        true
    }

    /// Whether the verb before a conjunction is an infinitive.
    fn joined_to_infinitive(&self, at: usize) -> bool {
        self.groups
            .iter()
            .take(at)
            .rev()
            .find_map(|g| match g.kind {
                Kind::Verb(mood) => Some(
                    mood == Mood::Infinitive
                        || g.tokens.len() > 1
                            && matches!(
                                self.lower(g.tokens.start),
                                "will"
                                    | "would"
                                    | "can"
                                    | "could"
                                    | "may"
                                    | "might"
                                    | "must"
                                    | "should"
                            ),
                ),
                _ => None,
            })
            .unwrap_or(false)
    }
}
