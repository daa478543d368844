//! The clauses of a sentence: who does what.

use super::sentence::{Kind, Mood, Sentence};
use super::tags::Tag;
use super::verbs::says;

/// A statement: a finite verb with its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    /// The group of the subject, where one was found.
    pub subject: Option<usize>,
    /// The group of the finite verb.
    pub verb: usize,
    /// The group that makes it part of another clause: a subordinator or a relative pronoun; none for a main clause.
    pub opener: Option<usize>,
}

impl Clause {
    /// Whether it is no part of another.
    pub fn is_main(&self) -> bool {
        self.opener.is_none()
    }
}

impl Sentence<'_> {
    /// The clauses, in the order of their verbs.
    pub fn clauses(&self) -> Vec<Clause> {
        let mut out: Vec<Clause> = Vec::new();
        // Openers whose verb has not come yet, innermost last.
        let mut open: Vec<usize> = Vec::new();
        // The noun groups that may be a subject: those not governed by a preposition or an earlier verb.
        let mut subject: Option<usize> = None;
        let mut outer: Vec<Option<usize>> = Vec::new();
        let mut last_subject: Option<usize> = None;
        let opens_without_subject = self
            .groups
            .iter()
            .find(|g| g.kind != Kind::Mark)
            .is_some_and(|g| !matches!(g.kind, Kind::Noun | Kind::Conjunction));
        for (at, group) in self.groups.iter().enumerate() {
            match group.kind {
                Kind::Subordinator => {
                    open.push(at);
                    outer.push(subject.take());
                }
                Kind::Relative => {
                    open.push(at);
                    outer.push(subject.take());
                    subject = Some(at);
                }
                Kind::Noun => {
                    let governed = at
                        .checked_sub(1)
                        .and_then(|b| self.groups.get(b))
                        .is_some_and(|b| matches!(b.kind, Kind::Preposition | Kind::Verb(_)));
                    // A noun after a comma explains the one before it, unless a verb follows at once.
                    let next = self.groups.get(at + 1).map(|g| g.kind);
                    // "Well known in Huntsville, AL, for his work, Ann Lee has": what opens a sentence is no subject.
                    let after_opening = opens_without_subject
                        && out.is_empty()
                        && at.checked_sub(1).and_then(|b| self.kind(b)) == Some(Kind::Comma);
                    // "The government and its companies plan": the first of those joined stands for all.
                    let joined = subject.is_some()
                        && at.checked_sub(1).and_then(|b| self.kind(b)) == Some(Kind::Conjunction);
                    if !governed
                        && !joined
                        && (subject.is_none()
                            || after_opening
                            || matches!(next, Some(Kind::Verb(Mood::Finite))))
                    {
                        subject = Some(at);
                    }
                    // "said it would": a noun right after a finite verb and right before another one is a subject.
                    let said = at
                        .checked_sub(1)
                        .and_then(|b| self.groups.get(b))
                        .is_some_and(|b| {
                            matches!(b.kind, Kind::Verb(_)) && says(self.lower(b.head))
                        });
                    let pronoun = self.tag(group.head) == Some(Tag::Pronoun);
                    if governed
                        && (matches!(next, Some(Kind::Verb(Mood::Finite))) && (said || pronoun)
                            || said && self.goes_on_to_verb(at))
                    {
                        subject = Some(at);
                    }
                }
                Kind::Verb(Mood::Finite) => {
                    let found = subject.take();
                    // "how firms win and keep customers": both verbs are of the clause that the first one opened.
                    let again = out.last().copied().filter(|last| {
                        found.is_none_or(|f| f < last.verb)
                            && open.is_empty()
                            && at.checked_sub(1).and_then(|b| self.kind(b))
                                == Some(Kind::Conjunction)
                            && (last.verb..at).all(|g| self.kind(g) != Some(Kind::Comma))
                    });
                    if let Some(last) = again.filter(|last| last.opener.is_some()) {
                        out.push(Clause { verb: at, ..last });
                        subject = found;
                        continue;
                    }
                    let opener = open.pop();
                    let restored = outer.pop().flatten();
                    if opener.is_some() {
                        subject = restored;
                    }
                    let joined = found.is_none() && opener.is_none();
                    out.push(Clause {
                        subject: if joined { last_subject } else { found },
                        verb: at,
                        opener,
                    });
                    if opener.is_none() {
                        last_subject = if joined { last_subject } else { found };
                    }
                }
                _ => {}
            }
        }
        out
    }

    /// Whether a noun after what somebody says goes on to a verb of its own, with no more than prepositions and nouns
    /// between: "said sales of cells in Europe had fallen".
    fn goes_on_to_verb(&self, noun: usize) -> bool {
        let after = self.groups.iter().skip(noun + 1);
        let verb = after
            .skip_while(|g| matches!(g.kind, Kind::Preposition | Kind::Noun))
            .map(|g| g.kind)
            .next();
        self.kind(noun + 1) == Some(Kind::Preposition) && verb == Some(Kind::Verb(Mood::Finite))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Subject and verb of each clause; that of a clause within another in brackets.
    fn clauses(text: &str) -> String {
        let sentence = Sentence::read(text);
        let words = |g: usize| {
            sentence
                .groups
                .get(g)
                .map_or("", |g| sentence.words(&g.tokens))
        };
        let told: Vec<String> = sentence
            .clauses()
            .iter()
            .map(|c| {
                let told = format!("{} {}", c.subject.map_or("-", words), words(c.verb));
                if c.opener.is_some() {
                    format!("({told})")
                } else {
                    told
                }
            })
            .collect();
        told.join("; ")
    }

    #[test]
    fn who_does_what_is_told_through_insertions_and_reports() {
        for (text, expected) in [
            (
                "Norvolt, a maker of sodium-ion cells that was spun out of a university in 2019, said on Monday it would build a 400 million euro factory in Rotterdam, after the port agreed to waive rent for five years.",
                "(that was spun); Norvolt said; it would build; (the port agreed)",
            ),
            (
                "The drugmaker plans to cut 300 jobs.",
                "The drugmaker plans",
            ),
            (
                "Demand for batteries used in electric cars slowed last year.",
                "Demand slowed",
            ),
            (
                "Shares of the chip maker jumped 8% after it beat estimates.",
                "Shares jumped; (it beat)",
            ),
            (
                "Basalt, a firm listed in London and based in Oslo, has sold its mines.",
                "Basalt has sold",
            ),
            (
                "The acquisition of Basalt marks a step.",
                "The acquisition marks",
            ),
            (
                "Basalt raised its forecast, analysts reported.",
                "Basalt raised; analysts reported",
            ),
            ("A plant in Ohio, with 300 jobs", ""),
            ("", ""),
        ] {
            assert_eq!(clauses(text), expected, "{text}");
        }
    }
}
