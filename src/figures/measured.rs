//! What an amount measures, and whether it rises or falls, by the clause that it stands in.
//!
//! "Revenue rose 8 % to $3bn" says it by the subject of its verb, "a $400 million factory" by the noun that the amount
//! describes, "a profit of $5m" by the noun before, "invest $5bn in a plant" by the noun after. Where the clause says
//! it in none of these ways, or by a noun that would say nothing alone, nothing is said.

use super::FigureKind;
use super::amount::Amount;
use super::clause::{
    BRINGING, Class, Clause, EXTENT, GIVING, Group, MAKING, MEASURED, MEASURING, NOT_COURSES,
    PRICING, SHARING, SPANS, TRADING, VALUING,
};
use super::lexicon::LEXICON;
use super::moves::{self, Direction};

/// What a clause says of an amount.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Measured {
    /// What it measures.
    pub(super) what: Option<Group>,
    /// Which way it goes.
    pub(super) direction: Option<Direction>,
    /// Which way the clause goes, also where the amount is only what was before.
    pub(super) course: Option<Direction>,
    /// Whether a name will do for what it measures: an index that moves, a product that costs.
    pub(super) named: bool,
}

/// An amount of the sentence with the tokens that belong to it: its qualifier before, its conversion after.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'f> {
    pub(super) found: &'f Amount,
    /// First token, qualifier included.
    pub(super) start: usize,
    /// The token after it, conversion and "a year" included.
    pub(super) end: usize,
    /// The same with an expression of time after it: "through 2030".
    pub(super) aim: usize,
}

/// What the clause says of an amount. `former` is the amount before it in the sentence, with what was said of that.
pub(super) fn measured(
    c: &Clause<'_, '_>,
    at: Place<'_>,
    former: Option<(usize, Measured)>,
) -> Measured {
    let asked = Asked { c, at, former };
    let mut said = asked.read();
    said.course = said.direction.or(said.course);
    if said.what.is_some_and(|g| !asked.says(&g, said.named)) {
        said.what = None;
    }
    if said.what.is_none() {
        said.what = asked.aimed().filter(|g| c.says(g, false));
    }
    if said.what.is_none() {
        // "from $11m in the first quarter and $8m in the second": the same once more.
        said.what = asked.coordinated();
    }
    said
}

/// One amount in its clause.
struct Asked<'c, 't, 'a, 'f> {
    c: &'c Clause<'t, 'a>,
    at: Place<'f>,
    former: Option<(usize, Measured)>,
}

impl Asked<'_, '_, '_, '_> {
    fn is(&self, i: usize, words: &[&str]) -> bool {
        self.c.t.is_any(i, words)
    }

    fn raw(&self, i: usize) -> &str {
        self.c.t.raw(i)
    }

    /// Whether the amount is a line of a table, "Net Proceeds: $5m", or a price, "Home Hub ($99)".
    fn is_labelled(&self) -> bool {
        let before = self.before_fillers().checked_sub(1);
        let kind = self.at.found.kind;
        let money = kind == FigureKind::Money;
        // "the $99 Home Hub", "a 512GB SSD"
        let sized = money || kind == FigureKind::Capacity;
        before.is_some_and(|b| {
            self.raw(b) == ":" && self.at.found.kind != FigureKind::Share
                || money && (self.raw(b) == "(" || self.is(b, &["for", "costs", "cost"]))
                || sized
                    && self.c.class(b) == Class::Article
                    && self.c.class(self.at.end) == Class::Noun
        })
    }

    /// Whether a group says by itself what the amount is; a name does on a label, and what an amount is "of" may be an
    /// acronym ("an AFFO of $5m").
    fn says(&self, group: &Group, named: bool) -> bool {
        let word = self.raw(group.head);
        let acronym = group.end == group.start + 1
            && word.len() > 2
            && word.chars().all(char::is_uppercase)
            && self.raw(group.end) == "of";
        self.c.says(group, named || acronym || self.is_labelled())
    }

    fn read(&self) -> Measured {
        if self.at.found.kind == FigureKind::Count {
            return self.counted();
        }
        if let Some(object) = self.at.found.object {
            return Measured {
                what: self.c.group_after(object),
                ..Measured::default()
            };
        }
        // "a gold price of $1,950 an ounce gold": what the amount is of goes first.
        let of = self.before_fillers().checked_sub(1);
        if let Some(of) = of.filter(|of| self.raw(*of) == "of")
            && let Some(said) = self.of_noun(of)
            && said.what.is_some_and(|g| self.says(&g, false))
        {
            return said;
        }
        self.described()
            .or_else(|| self.governed())
            .unwrap_or_default()
    }

    /// What the amount before it is, where nothing but "and" and a time stands between.
    fn coordinated(&self) -> Option<Group> {
        let (end, former) = self.former?;
        let start = self.before_fillers();
        let and = start.checked_sub(1)?;
        // "$713,000, or $0.005 a share".
        let again = self.is(and, &["or"]) && end + 1 == and && self.c.class(end) == Class::Comma;
        // "a €199 price tag, or $211"
        let named = self.is(and, &["or"])
            && former.what.is_some_and(|g| {
                g.start >= end
                    && (g.end == and || g.end + 1 == and && self.c.class(g.end) == Class::Comma)
            });
        let joined = again || named || self.is(and, &["and", "or"]) && end == and;
        let own =
            self.is(self.at.end, &["for", "in", "of", "on", "to"]) && self.at.end == self.at.aim;
        former.what.filter(|_| joined && !own)
    }

    /// "12,000 customers in Europe": the thing counted, with what completes it.
    fn counted(&self) -> Measured {
        let t = self.c.t;
        let found = self.at.found;
        let mut noun = found.start;
        let counts = |i: usize| {
            let mut key = String::new();
            t.push_key(i, &mut key);
            !LEXICON.multipliers(&key).is_empty()
        };
        while noun + 1 < found.end && (self.c.class(noun) != Class::Noun || counts(noun)) {
            noun += 1;
        }
        // "a 15-patient trial" is of the trial, "4 people the maker chose" of people.
        let compound = (noun..found.end).any(|i| self.c.class(i) == Class::Join)
            || noun > 0 && self.c.class(noun - 1) == Class::Join;
        let nouns_end = (!compound).then_some(found.end);
        let direction = self
            .at
            .start
            .checked_sub(1)
            .and_then(|p| moves::of_verb(t, p));
        Measured {
            what: self.c.group_from(noun, nouns_end),
            direction,
            ..Measured::default()
        }
    }

    /// By the words right after it: "a $400 million factory", "an 8 % rise in sales", "40 % of sales".
    fn described(&self) -> Option<Measured> {
        let t = self.c.t;
        let mut i = self.at.end;
        let hyphen = matches!(self.raw(i), "-" | "‑") && t.glued(i);
        i += usize::from(hyphen);
        // "a 10-inch 720p display": another measure before the noun.
        if self.at.found.kind == FigureKind::Capacity
            && self.c.class(i) == Class::Number
            && self.c.class(i + 1) == Class::Noun
            && t.glued(i + 1)
            && self.c.class(i + 2) == Class::Noun
        {
            i += 2;
        }
        i = self.after_comparison(i);
        let said = |what, direction| {
            Some(Measured {
                what,
                direction,
                ..Measured::default()
            })
        };
        if let Some(direction) = moves::of_adjective(t, i) {
            // "revenue was 8 % higher".
            let subject = self
                .verb_before(self.at.start)
                .and_then(|v| self.c.subject(v));
            return said(subject, Some(direction));
        }
        // "5 % fewer phones", "40 % more workers".
        if self.is(i, &["more", "fewer", "less", "larger", "smaller"])
            && self.c.class(i + 1) == Class::Noun
        {
            return said(self.c.group_after(i + 1), None);
        }
        if self.c.class(i) != Class::Noun {
            return None;
        }
        let group = self.c.group_after(i)?;
        // The noun of a change: what changed stands after it, or before it as its modifier.
        if let Some(direction) = moves::of_noun(t, group.head) {
            let own = group.head + 1;
            let after = self.after_comparison(own);
            let what = if self.is(after, &["in", "of", "to"]) {
                self.c.group_after(after + 1)
            } else if self.is_modified(&group) {
                Some(group)
            } else {
                self.owner_or_former()
            };
            return said(what, Some(direction));
        }
        // Of a plain number with its unit only what an article or a hyphen holds together is described by it: "raised
        // $5m Friday" says nothing of the day.
        let held = hyphen
            || matches!(
                self.c.before(self.at.start),
                Class::Article
                    | Class::Preposition
                    | Class::Noun
                    | Class::Verb
                    | Class::Adverb
                    | Class::Join
            ) && (self.is_labelled()
                || !self.c.is_named(group.start, group.end)
                || MEASURED.has_any_case(self.raw(group.head)));
        held.then_some(Measured {
            what: Some(group),
            direction: None,
            ..Measured::default()
        })
    }

    /// Whose rise it is, "crude's 37 % decline", or what the amount before it is: "revenue of $5m, a 14 % increase".
    fn owner_or_former(&self) -> Option<Group> {
        let c = self.c;
        let mut start = self.at.start;
        if c.before(start) == Class::Join && self.is(start - 1, &["s"]) {
            return c.group_before(start.checked_sub(2)?);
        }
        while start > 0 && matches!(c.before(start), Class::Article) {
            start -= 1;
        }
        // ", reflecting a 14 % increase"
        let verb = start
            .checked_sub(1)
            .filter(|v| c.class(*v) == Class::Verb && self.raw(*v).ends_with("ing"));
        let start = verb.unwrap_or(start);
        (c.before(start) == Class::Comma)
            .then(|| self.compared(start))
            .flatten()
    }

    /// The token after "year-on-year", "year over year" and the like at token `i`.
    fn after_comparison(&self, i: usize) -> usize {
        let spans = ["year", "quarter", "month", "week"];
        if self.is(i, &["YoY", "QoQ", "y"]) && !self.is(i, &["y"]) {
            return i + 1;
        }
        if self.is(i, &spans) {
            let mut k = i + 1;
            while k < i + 4 && (matches!(self.raw(k), "-" | "‑") || self.is(k, &["on", "over"])) {
                k += 1;
            }
            if k > i + 1 && self.is(k, &spans) {
                return k + 1;
            }
        }
        i
    }

    /// The verb or auxiliary that ends right before token `end`.
    fn verb_before(&self, end: usize) -> Option<usize> {
        let mut i = end;
        while i > 0 && self.c.before(i) == Class::Adverb {
            i -= 1;
        }
        let verb = i.checked_sub(1)?;
        matches!(self.c.class(verb), Class::Verb | Class::Auxiliary).then_some(verb)
    }

    /// Words between a governor and its amount that say nothing: "a total of", "an additional".
    fn before_fillers(&self) -> usize {
        let mut start = self.at.start;
        loop {
            let Some(b) = start.checked_sub(1) else {
                return start;
            };
            let total = self.is(b, &["of"])
                && b > 0
                && self.is(
                    b - 1,
                    &[
                        "total",
                        "average",
                        "maximum",
                        "minimum",
                        "record",
                        "sum",
                        "high",
                        "low",
                        "combined",
                        "equivalent",
                    ],
                );
            let own = self.is(
                b,
                &[
                    "additional",
                    "another",
                    "further",
                    "record",
                    "total",
                    "combined",
                    "whopping",
                    "staggering",
                    "mere",
                    "cool",
                    "average",
                    "estimated",
                    "current",
                    "previous",
                    "prior",
                    "earlier",
                    "initial",
                    "only",
                    "just",
                    "roughly",
                    "nearly",
                    "about",
                ],
            );
            let between = start == self.at.start && self.is(b, &["between"]);
            if total {
                start = b - 1;
            } else if between || own || start != self.at.start && self.c.class(b) == Class::Article
            {
                start = b;
            } else {
                return start;
            }
        }
    }

    /// By the words before it.
    fn governed(&self) -> Option<Measured> {
        let c = self.c;
        let t = c.t;
        let start = self.before_fillers();
        let p = start.checked_sub(1)?;
        let said = |what: Option<Group>, direction| {
            Some(Measured {
                what,
                direction,
                ..Measured::default()
            })
        };
        let word = self.raw(p);
        // The amount before it in the same clause, with nothing but "to" or "from" between.
        let follows = |from: usize| self.former.filter(|(end, _)| *end == from).map(|(_, m)| m);
        match word {
            "of" | "worth" | "totaling" | "totalling" => return self.of_noun(p),
            ":" => {
                // "sales of $5m (2024: $4m)": the same at another time.
                let open = (p.saturating_sub(4)..p).rev().find(|i| self.raw(*i) == "(");
                if let Some(former) = open.and_then(follows) {
                    return said(former.what, None);
                }
                let group = c.group_before(p);
                let group = group.filter(|g| g.start == 0 || c.before(g.start) == Class::Stop);
                return said(group.or_else(|| self.label(p)), None);
            }
            "by" | "to" | "from" => {
                if let Some(former) = follows(p) {
                    return Some(Measured {
                        direction: former.course.filter(|_| word == "to"),
                        course: former.course,
                        ..former
                    });
                }
                // "$5m, compared to $4m": the same at another time.
                let against = p > 0 && self.is(p - 1, &["compared", "comparing"]);
                let trails = c.before(p) == Class::Comma;
                if against || trails && word == "to" {
                    let former = self.near_former(p);
                    return said(
                        former.and_then(|m| m.what),
                        former.and_then(|m| m.course).filter(|_| trails),
                    );
                }
                return self.changed(p, word != "from");
            }
            "with" if p > 0 && self.is(p - 1, &["compared"]) => {
                return said(self.near_former(p).and_then(|m| m.what), None);
            }
            "at" => return self.valued(p),
            "for" => return self.traded(p),
            "(" => {
                // "the highest revenue ($5m)": the amount alone in its bracket.
                if let Some(former) = follows(p) {
                    return said(former.what, None);
                }
                let alone = matches!(self.raw(self.at.aim), ")" | "," | ";");
                let group = c.group_before(p);
                let group = group.filter(|g| {
                    let longer = g.end > g.start + 1 || !c.is_named(g.start, g.end);
                    alone
                        && longer
                        && p - g.end <= 4
                        && !matches!(c.before(g.start), Class::Number | Class::Join)
                });
                return said(group, None);
            }
            "with" | "and" | "or" => return None,
            _ => {}
        }
        if self.is(p, &["against", "versus", "vs", "than"]) {
            let what = self.former.and_then(|(_, m)| m.what);
            return said(what, None);
        }
        if let Some(direction) = moves::of_adjective(t, p).or_else(|| {
            self.is(p, &["up", "down"]).then(|| {
                if t.is(p, "up") {
                    Direction::Rise
                } else {
                    Direction::Fall
                }
            })
        }) {
            return said(self.compared(p), Some(direction));
        }
        // "is off 22 %".
        if word == "off"
            && let Some(verb) = self.verb_before(p)
        {
            return Some(self.moving(verb, Direction::Fall));
        }
        if let Some(verb) = self.verb_before(start) {
            return self.of_verb(verb);
        }
        // "rates between 2 % and 3 %", "settlements exceeding $1m".
        let hangs = self.is(start, &["between"]) || self.raw(start).ends_with("ing");
        if c.class(p) == Class::Noun && hangs && start < self.at.found.start {
            return said(c.group_before(start), None);
        }
        // "Revenue $5m": only what an amount is known to be of.
        if c.class(p) == Class::Noun {
            let group = c.group_before(start)?;
            let known = MEASURED.has_any_case(self.raw(group.head)) && group.head + 1 == start;
            return said(Some(group).filter(|_| known), None);
        }
        None
    }

    /// "a profit of $5m", "a drop in sales of 8 %", "an order for 50 trains worth $400m".
    fn of_noun(&self, link: usize) -> Option<Measured> {
        let c = self.c;
        let t = c.t;
        if let Some(verb) = self.verb_before(link).filter(|_| t.is(link, "worth")) {
            return Some(Measured {
                what: c.subject(verb).filter(|g| !self.is_actor(g)),
                direction: None,
                ..Measured::default()
            });
        }
        let group = c.group_before(link)?;
        // "shares hit an all-time high of $16"
        if self.is(group.head, &["high", "low", "peak", "record"]) {
            let article = usize::from(c.before(group.start) == Class::Article);
            let verb = self.verb_before(group.start - article)?;
            let what = c.subject(verb).filter(|g| !self.is_actor(g));
            return Some(Measured {
                what: what.filter(|_| MEASURING.has_any_case(self.raw(verb))),
                ..Measured::default()
            });
        }
        if let Some(direction) = moves::of_noun(t, group.head) {
            let inner = (group.head + 1..group.end).find(|i| self.is(*i, &["in", "of"]));
            let after = self.after_comparison(self.at.end);
            let what = if let Some(inner) = inner {
                c.group_after(inner + 1)
            } else if self.is(after, &["in", "on"]) {
                c.group_after(after + 1)
            } else if self.is_modified(&group) {
                Some(group)
            } else {
                // "revenue of $5m, an increase of 8 %"
                let article = usize::from(c.before(group.start) == Class::Article);
                let opens = group.start - article;
                let trails = c.before(opens) == Class::Comma;
                trails.then(|| self.compared(opens)).flatten()
            };
            return Some(Measured {
                what: what.filter(|g| g.end <= link || g.start > link),
                direction: Some(direction),
                ..Measured::default()
            });
        }
        // "sales, costs and profit of $5m, $3m and $2m, respectively": which is which was not read.
        if c.before(group.start) == Class::And
            && (self.at.end..t.len()).any(|i| t.is(i, "respectively"))
        {
            return None;
        }
        // "units for gross proceeds of $5m": what the amount is of stands right before it.
        let last = (group.start..group.end)
            .rev()
            .find(|i| c.class(*i) == Class::Preposition)
            .filter(|i| {
                // "the manager in a deal worth $5m"
                let new = self.is(*i + 1, &["a", "an"]);
                group.end == link && (new || self.raw(link) == "of" && self.is(*i, &["for"]))
            });
        let group = last.and_then(|i| c.group_after(i + 1)).unwrap_or(group);
        Some(Measured {
            what: Some(group),
            direction: None,
            ..Measured::default()
        })
    }

    /// "rose by 8 %", "cut costs by $5m", "raised its target to $5bn"; `link` is the preposition.
    fn changed(&self, link: usize, moved: bool) -> Option<Measured> {
        let c = self.c;
        let t = c.t;
        let mut before = link.checked_sub(1)?;
        while before > 0 && c.class(before) == Class::Adverb {
            before -= 1;
        }
        let direction = |d: Option<Direction>| d.filter(|_| moved);
        // "ticked down to 3 %".
        if let Some(d) = self.course_of(before)
            && c.before(before) == Class::Verb
        {
            let said = self.moving(before - 1, d);
            return Some(Measured {
                direction: direction(said.direction),
                ..said
            });
        }
        if let Some(d) = moves::of_verb(t, before) {
            let trails = c.before(before) == Class::Comma && self.raw(before).ends_with("ing");
            if !trails {
                let said = self.moving(before, d);
                return Some(Measured {
                    direction: direction(said.direction),
                    ..said
                });
            }
            return Some(Measured {
                what: self.compared(before).filter(|g| !self.is_actor(g)),
                direction: direction(Some(d)),
                course: Some(d),
                ..Measured::default()
            });
        }
        if let Some(d) = moves::of_adjective(t, before) {
            return Some(Measured {
                what: self.compared(before),
                direction: direction(Some(d)),
                ..Measured::default()
            });
        }
        if self.is(
            before,
            &[
                "amount",
                "amounts",
                "amounted",
                "amounting",
                "come",
                "comes",
                "came",
                "equal",
                "range",
                "ranges",
                "ranged",
                "ranging",
            ],
        ) {
            return Some(Measured {
                what: c.subject(before).or_else(|| c.group_before(before)),
                direction: None,
                ..Measured::default()
            });
        }
        let group = c.group_before(link)?;
        let verb = (0..group.start).rev().take(4).find(|i| {
            !matches!(
                c.class(*i),
                Class::Article | Class::Join | Class::Noun | Class::Adverb | Class::Number
            )
        })?;
        // "an increase to $5m", "the rise from 8 %".
        if let Some(d) = moves::of_noun(t, group.head) {
            let inner = (group.head + 1..group.end).find(|i| self.is(*i, &["in", "of"]));
            let what = inner
                .and_then(|i| c.group_after(i + 1))
                .or((group.head > group.start).then_some(group));
            return Some(Measured {
                what,
                direction: direction(Some(d)),
                ..Measured::default()
            });
        }
        if BRINGING.has_any_case(self.raw(verb)) {
            return Some(Measured {
                what: Some(group),
                direction: None,
                ..Measured::default()
            });
        }
        let d = moves::of_verb(t, verb)?;
        Some(Measured {
            what: Some(group),
            direction: direction(Some(d)),
            ..Measured::default()
        })
    }

    /// "the plant sold for $5m", "it bought a plant for $5m".
    fn traded(&self, link: usize) -> Option<Measured> {
        let c = self.c;
        let verb = link.checked_sub(1)?;
        // "get a tablet for $50": the object of any verb has a price.
        let money = self.at.found.kind == FigureKind::Money;
        let trades = |i: usize| {
            TRADING.has_any_case(self.raw(i)) || money && c.class(i) == Class::Verb && i + 1 < verb
        };
        if PRICING.has_any_case(self.raw(verb)) && self.at.found.kind == FigureKind::Money {
            return Some(self.priced(verb));
        }
        let what = if c.class(verb) == Class::Verb {
            c.subject(verb).filter(|_| trades(verb))
        } else if let Some(group) = c.group_before(link)
            && group.end == link
            && self.is(
                group.head,
                &["acquisition", "buyout", "purchase", "sale", "takeover"],
            )
        {
            Some(group)
        } else {
            let group = c.group_before(link)?;
            let verb = (0..group.start)
                .rev()
                .take(4)
                .find(|i| !matches!(c.class(*i), Class::Article | Class::Join | Class::Number))?;
            let ends = group.end == link || group.end + 1 == link && c.before(link) == Class::Join;
            Some(group).filter(|_| trades(verb) && ends)
        };
        Some(Measured {
            what,
            direction: None,
            ..Measured::default()
        })
    }

    /// What "up 8 %" is said of; `word` is the "up".
    fn compared(&self, word: usize) -> Option<Group> {
        let c = self.c;
        let mut i = word;
        if c.before(i) == Class::Comma {
            i -= 1;
            // "revenue of $3bn, up 8 %": what the amount before it is.
            if let Some((end, former)) = self.former
                && i.checked_sub(end).is_some_and(|gap| gap < 12)
            {
                return former.what;
            }
        }
        if let Some((end, former)) = self.former
            && i.checked_sub(end).is_some_and(|gap| gap <= 2)
        {
            return former.what;
        }
        if let Some(verb) = self.verb_before(i) {
            return c
                .subject(verb)
                .filter(|g| !NOT_COURSES.has_any_case(self.raw(verb)) && !self.is_actor(g));
        }
        // "delivered 200 cars worldwide, up 8 %": what was counted.
        while c.before(i) == Class::Adverb {
            i -= 1;
        }
        c.group_before(i).filter(|g| {
            MEASURED.has_any_case(self.raw(g.head)) || c.before(g.start) == Class::Number
        })
    }

    /// "valued at $5bn", "stood at 8 %", "prices at $5".
    fn valued(&self, link: usize) -> Option<Measured> {
        let c = self.c;
        let verb = link.checked_sub(1)?;
        let priced = PRICING.has_any_case(self.raw(verb)) || self.is(verb, &["priced"]);
        if priced && self.at.found.kind == FigureKind::Money {
            return Some(self.priced(verb));
        }
        let measures = c.class(verb) == Class::Auxiliary
            && self.is(verb, &["is", "are", "was", "were"])
            || MEASURING.has_any_case(self.raw(verb))
            || self.is(verb, &["in", "out"])
                && verb > 0
                && self.is(verb - 1, &["came", "come", "comes"]);
        let what = if VALUING.has_any_case(self.raw(verb)) {
            // "a plant valued at" or "the plant is valued at".
            if matches!(c.before(verb), Class::Auxiliary | Class::Adverb) {
                c.subject(verb)
            } else {
                c.group_before(verb)
            }
        } else if measures {
            let verb = verb - usize::from(self.is(verb, &["in", "out"]));
            c.subject(verb)
        } else {
            c.group_before(link)
                .filter(|g| g.end == link && MEASURED.has_any_case(self.raw(g.head)))
        };
        Some(Measured {
            what: what.filter(|g| !self.is_actor(g)),
            direction: None,
            ..Measured::default()
        })
    }

    /// By the verb right before it: "sales rose 8 %", "the plant cost $5bn".
    fn of_verb(&self, verb: usize) -> Option<Measured> {
        let c = self.c;
        let t = c.t;
        let subject = || c.subject(verb).filter(|g| !self.is_actor(g));
        // "recover 90 % of the solvents", ", representing 11 % of sales": of what stands after it.
        let of = self.is(self.at.end, &["of"]) && self.at.found.kind == FigureKind::Share;
        let trails = c.before(verb) == Class::Comma && self.raw(verb).ends_with("ing");
        if (of || trails) && moves::of_verb(t, verb).is_none_or(|_| of) {
            let measured = MEASURING.has_any_case(self.raw(verb)) && !trails;
            let known = |g: &Group| MEASURED.has_any_case(self.raw(g.head));
            return Some(Measured {
                what: subject().filter(known).filter(|_| measured),
                direction: None,
                ..Measured::default()
            });
        }
        let raising = self.is(
            verb,
            &[
                "raise", "raised", "raises", "raising", "lift", "boost", "gain", "gained",
            ],
        ) && self.at.found.kind == FigureKind::Money;
        if let Some(direction) = moves::of_verb(t, verb).filter(|_| !raising) {
            if trails {
                return Some(Measured {
                    what: self.compared(verb),
                    direction: Some(direction),
                    ..Measured::default()
                });
            }
            // "cut $5m in costs".
            let end = self.at.end;
            let object = self
                .is(end, &["in", "of", "off"])
                .then(|| c.group_after(end + 1))
                .flatten();
            let transitive = object.filter(|g| {
                !c.is_named(g.start, g.end)
                    && c.class(end + 1) == Class::Noun
                    && self.is(
                        verb,
                        &[
                            "cut", "cuts", "cutting", "reduce", "reduced", "slash", "slashed",
                            "trim", "trimmed", "shave", "shaved",
                        ],
                    )
            });
            return Some(match transitive {
                Some(object) => Measured {
                    what: Some(object),
                    direction: Some(direction),
                    ..Measured::default()
                },
                None => self.moving(verb, direction),
            });
        }
        if self.at.found.kind == FigureKind::Capacity
            && EXTENT.has_any_case(self.raw(verb))
            && !self.is(self.at.end, &["of"])
        {
            // "a site spanning 5 hectares"
            let hangs = self.raw(verb).ends_with("ing") && c.before(verb) == Class::Noun;
            let what = if hangs {
                c.group_before(verb)
            } else {
                subject()
            };
            return Some(Measured {
                what,
                ..Measured::default()
            });
        }
        // "represents $5m of sales": what it is of stands after it.
        if SHARING.has_any_case(self.raw(verb)) && self.is(self.at.end, &["of"]) {
            return None;
        }
        // A product's name will do before its price.
        if self.at.found.kind == FigureKind::Money && self.is(verb, &["cost", "costs"]) {
            return Some(self.priced(verb));
        }
        let is_be = c.class(verb) == Class::Auxiliary
            && self.is(verb, &["is", "are", "was", "were", "be", "been", "being"]);
        if is_be || MEASURING.has_any_case(self.raw(verb)) {
            return Some(Measured {
                what: subject(),
                direction: None,
                ..Measured::default()
            });
        }
        None
    }

    /// What money or a quantity is for, by the words after it: "of bonds", "in a plant", "for the startup", "to build
    /// a factory".
    fn aimed(&self) -> Option<Group> {
        let c = self.c;
        let t = c.t;
        let found = self.at.found;
        if found.object.is_some() || found.kind == FigureKind::Count {
            return None;
        }
        let end = self.at.aim;
        let next = end + 1;
        let named = || t.raw(next).starts_with(char::is_uppercase) && c.class(next) == Class::Noun;
        // "$5m was invested in a plant"
        if found.kind == FigureKind::Money
            && c.class(end) == Class::Auxiliary
            && GIVING.has_any_case(self.raw(end + 1))
            && self.is(end + 2, &["in", "into", "on"])
        {
            return c
                .group_after(end + 3)
                .filter(|g| !c.is_named(g.start, g.end));
        }
        match self.raw(end) {
            "of" => {
                // "owns 40 % of Ford" is no measure of Ford.
                let next = next + usize::from(t.is(next, "the") || t.is(next, "its"));
                c.group_after(next).filter(|g| !c.is_named(g.start, g.end))
            }
            "worth" if t.is(next, "of") => c.group_after(next + 1),
            "in" | "into" | "on" | "towards" | "toward" if found.kind == FigureKind::Money => {
                let named = || {
                    c.group_after(next)
                        .is_none_or(|g| c.is_named(g.start, g.end))
                };
                let giving = self
                    .verb_before(self.before_fillers())
                    .is_some_and(|v| GIVING.has_any_case(self.raw(v)));
                let bare = c.class(next) == Class::Noun && !named();
                let spent = giving && self.raw(end) != "towards" && !named()
                    || bare && self.raw(end) == "in";
                spent.then(|| c.group_after(next)).flatten().filter(|g| {
                    let price = giving || self.is(self.before_fillers().wrapping_sub(1), &["for"]);
                    !(price && self.is(g.head, &["cash", "stock"]))
                })
            }
            "for" if found.kind == FigureKind::Money => {
                if named() {
                    return None;
                }
                if c.class(next) != Class::Number {
                    return c.group_after(next);
                }
                // "for two plants"
                let counted = c.class(next + 1) == Class::Noun;
                let group = c.group_after(next + 1).filter(|_| counted)?;
                let time = SPANS.has_any_case(self.raw(group.head));
                (!time).then_some(Group {
                    start: next,
                    ..group
                })
            }
            "to" if found.kind == FigureKind::Money && MAKING.has_any_case(self.raw(next)) => {
                c.group_after(next + 1)
            }
            _ => None,
        }
    }

    /// What moves by the amount, by the verb that tells it: the subject, a name too where it is an index's.
    fn moving(&self, verb: usize, direction: Direction) -> Measured {
        let c = self.c;
        let what = c.subject(verb);
        let share = self.at.found.kind == FigureKind::Share;
        let named = what.is_some_and(|g| {
            let article = g.start > 0 && self.is(g.start - 1, &["the"]);
            let numbered = c.class(g.end - 1) == Class::Number;
            share && c.is_named(g.start, g.end) && (article || numbered)
        });
        Measured {
            what: what.filter(|g| named || !self.is_actor(g)),
            direction: Some(direction),
            course: Some(direction),
            named,
        }
    }

    /// What costs the amount, by the verb or the adjective before its "at" or "for": "the phone starts at $99".
    fn priced(&self, word: usize) -> Measured {
        let c = self.c;
        let hangs = c.before(word) == Class::Noun && self.raw(word).ends_with(['g', 'd']);
        let what = if let Some(verb) = self.verb_before(word) {
            c.subject(verb)
        } else {
            c.subject(word)
                .or_else(|| hangs.then(|| c.group_before(word)).flatten())
        };
        Measured {
            what,
            named: true,
            ..Measured::default()
        }
    }

    /// The direction of the "up" or "down" at token `i`.
    fn course_of(&self, i: usize) -> Option<Direction> {
        match self.raw(i) {
            "up" => Some(Direction::Rise),
            "down" => Some(Direction::Fall),
            _ => None,
        }
    }

    /// The amount before it, not many words away.
    fn near_former(&self, i: usize) -> Option<Measured> {
        /// The most tokens between: "in the same quarter of the year before".
        const NEAR: usize = 12;
        let (end, former) = self.former?;
        let near = i.checked_sub(end).is_some_and(|gap| gap <= NEAR);
        let closed = (end..i).any(|k| self.raw(k) == ";");
        Some(former).filter(|_| near && !closed)
    }

    /// The label before a colon, numbers in it too: "Trail 6 tent: $285".
    fn label(&self, colon: usize) -> Option<Group> {
        let c = self.c;
        let mut start = colon;
        while start > 0
            && matches!(
                c.before(start),
                Class::Noun
                    | Class::Number
                    | Class::Join
                    | Class::Preposition
                    | Class::Article
                    | Class::Verb
                    | Class::Adverb
            )
        {
            start -= 1;
        }
        let opens = start == 0 || c.before(start) == Class::Stop;
        // What a list is of has a word in small letters; a speaker has none.
        let mut words = (start..colon).rev();
        let head = words.find(|i| self.raw(*i).starts_with(char::is_alphabetic))?;
        let thing = self.raw(head).starts_with(char::is_lowercase)
            || (start..colon).any(|i| c.class(i) == Class::Number);
        let short = colon - start <= 8 && colon - start > 1;
        (opens && short && thing).then_some(Group {
            start,
            end: colon,
            head,
        })
    }

    /// Whether the noun of a change has a modifier that says what changes: "revenue growth", not "sequential decline".
    fn is_modified(&self, group: &Group) -> bool {
        let noun = |i: usize| self.c.class(i) == Class::Noun && !self.c.is_plain(i);
        (group.start..group.head).any(noun)
    }

    /// Whether a group is somebody who does something rather than a thing that is measured.
    fn is_actor(&self, group: &Group) -> bool {
        let head = self.raw(group.head);
        self.is(
            group.head,
            &[
                "company",
                "firm",
                "maker",
                "carmaker",
                "automaker",
                "bank",
                "startup",
                "retailer",
                "giant",
                "group",
                "team",
                "nation",
                "country",
                "government",
                "analyst",
                "analysts",
                "investors",
            ],
        ) || self.c.is_named(group.start, group.end) && !MEASURED.has_any_case(head)
    }
}
