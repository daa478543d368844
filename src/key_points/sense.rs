//! What an English sentence of an article is for, by its grammar: whom it is about, whether that is said in it, and
//! whether it tells the news or what was and is so anyway.

use jiff::civil::Date;

use crate::grammar::clauses::Clause;
use crate::grammar::days::month;
use crate::grammar::sentence::{Group, Kind, Sentence};
use crate::grammar::tags::Tag;
use crate::grammar::verbs::{Form, form, says};
use crate::table::{Values, Words, tables};
use crate::text::stands::{EVENTS, NEXT, TIMES, Told};

tables! {
    "data/words.txt" => {
        /// Words that count from a time said before.
        AFTER: Words = "after";
        /// Nouns of which there is one only.
        KNOWN: Words = "known";
        /// Words that set a time beside the present.
        COMPARES: Words = "compares";
        /// Words for what has been so for long.
        LASTING: Words = "lasting";
        /// Subjects of which "is" says how much.
        MEASURED: Words = "measured";
        /// What a person is.
        OFFICES: Words = "offices";
        /// Parts of a sentence on the size of a market.
        MARKETS: Values = "markets";
        /// Nouns that with "the" stand for a firm.
        FIRMS: Words = "firms";
    }
}

/// Words at the front of a sentence among which one counts from a time said before.
const FRONT: usize = 6;

/// Months that have passed, from which what happened then is history.
const LONG_AGO: i8 = 2;

/// What a sentence is for.
#[derive(Debug, Clone, Copy, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and any may go with any other"
)]
pub(super) struct Sense {
    /// Its grammar was read.
    pub(super) is_read: bool,
    /// It makes no statement, or one about somebody or something that only another sentence names.
    pub(super) dangles: bool,
    /// It tells what was so before the news.
    pub(super) history: bool,
    /// It tells what is so anyway.
    pub(super) describes: bool,
    /// It tells what comes next: "will", "is expected to".
    pub(super) ahead: bool,
    /// A clause that depends on no other tells an event.
    pub(super) event: bool,
    /// It tells what is or was said, or done, once: no state, and nothing ahead.
    pub(super) past: bool,
    /// It states a year.
    pub(super) year: bool,
    /// It names somebody or something.
    pub(super) names: bool,
    /// It tells how large a market is or may become.
    pub(super) of_a_market: bool,
    /// Where its subject stands in it, in bytes.
    pub(super) subject: Option<(usize, usize)>,
}

/// Reads a sentence of a text of this day.
pub(super) fn sense(text: &str, told: &Told, day: Option<Date>) -> Sense {
    let sentence = Sentence::read(text);
    let clauses = sentence.clauses();
    let Some(main) = clauses.iter().find(|c| c.is_main()) else {
        return Sense {
            dangles: true,
            ..Sense::default()
        };
    };
    let low: Vec<&str> = (0..sentence.tokens.len())
        .map(|at| sentence.lower(at))
        .collect();
    let ahead = is_ahead(&sentence, &clauses);
    let subject = subject(&sentence, main);
    let at = |token: usize| sentence.tokens.get(token);
    let subject = subject.and_then(|s| {
        let last = at(s.tokens.end.checked_sub(1)?)?;
        Some((at(s.tokens.start)?.start, last.end()))
    });
    let lower = text.to_lowercase();
    Sense {
        is_read: true,
        event: tells_event(&sentence, &clauses),
        past: is_past(&sentence, main),
        year: low.iter().any(|w| year(w).is_some()),
        names: sentence.tags.contains(&Tag::Name),
        ahead,
        subject,
        of_a_market: MARKETS.iter().any(|m| lower.contains(m)),
        dangles: is_instance(&low)
            || dangles(&sentence, main, &low)
            || counts_from(&low)
            || firm_is_unnamed(&sentence, main, &low),
        history: is_history(&sentence, main, &low, ahead, day),
        describes: describes(&sentence, main, told),
    }
}

/// The subject of a clause, or the noun right before its verb where none was found: "Due in June, the fair draws".
fn subject<'s>(sentence: &'s Sentence<'_>, clause: &Clause) -> Option<&'s Group> {
    let before = clause.verb.checked_sub(1);
    let before = before.filter(|b| sentence.kind(*b) == Some(Kind::Noun));
    sentence.groups.get(clause.subject.or(before)?)
}

/// Whether a clause that depends on no other has a verb for an event.
fn tells_event(sentence: &Sentence<'_>, clauses: &[Clause]) -> bool {
    let mut verbs = clauses
        .iter()
        .filter(|c| c.is_main())
        .filter_map(|c| sentence.groups.get(c.verb));
    // "Leads", "joins": in a text, what is so at any time; announced things aside.
    verbs.any(|verb| {
        let head = sentence.lower(verb.head);
        EVENTS.has(head) && (verb.tokens.len() > 1 || says(head) || !head.ends_with('s'))
    })
}

/// Whether the main verb is past, and no state.
fn is_past(sentence: &Sentence<'_>, main: &Clause) -> bool {
    let Some(verb) = sentence.groups.get(main.verb) else {
        return false;
    };
    let head = sentence.lower(verb.head);
    let first = sentence.lower(verb.tokens.start);
    let helped = verb.tokens.len() > 1 && matches!(first, "was" | "were" | "has" | "have");
    says(head)
        || helped
        || verb.tokens.len() == 1
            && !matches!(head, "is" | "are" | "was" | "were" | "has" | "have" | "had")
            && (form(head) == Form::PastOrParticiple
                || form(head) == Form::Finite && !head.ends_with('s'))
}

/// Whether nothing in the sentence says whom its main clause is about.
fn dangles(sentence: &Sentence<'_>, main: &Clause, low: &[&str]) -> bool {
    let (Some(subject), Some(verb)) = (subject(sentence, main), sentence.groups.get(main.verb))
    else {
        // A subject that was not found, as in "Up 5%, at noon traded gold": nothing is known of it.
        return false;
    };
    let head = low.get(subject.head).copied().unwrap_or_default();
    if sentence.tag(subject.head) == Some(Tag::Pronoun) {
        return head != "there";
    }
    let first = low.get(subject.tokens.start).copied().unwrap_or_default();
    // "Its Swift 5": whose it is stands before, as does what "that revenue" is.
    if matches!(
        first,
        "its"
            | "their"
            | "his"
            | "her"
            | "that"
            | "this"
            | "these"
            | "those"
            | "both"
            | "such"
            | "other"
    ) {
        return true;
    }
    if !matches!(first, "the" | "another") || KNOWN.has(head) {
        return false;
    }
    // "The number of jobs", "the plant in Lodz", "the 40 mills": what follows or what is counted says which.
    let stretch = subject.tokens.start..verb.tokens.start.max(subject.tokens.end);
    let named = stretch.clone().any(|at| {
        // "The CEO" names nobody.
        let office = low.get(at).is_some_and(|w| OFFICES.has(w));
        at > stretch.start && sentence.tag(at) == Some(Tag::Name) && !office
    });
    let of = sentence
        .groups
        .iter()
        .skip_while(|g| g.tokens.start < subject.tokens.end)
        .take_while(|g| g.tokens.start < verb.tokens.start);
    let complement = of.clone().next().is_some_and(|g| {
        g.kind == Kind::Preposition && low.get(g.head).is_some_and(|w| *w == "of")
    }) && of.clone().nth(1).is_some_and(|g| is_open(g, low));
    !(named || first == "the" && complement)
}

/// Whether a noun group points at nothing said before.
fn is_open(group: &Group, low: &[&str]) -> bool {
    let first = low.get(group.tokens.start).copied();
    group.kind == Kind::Noun
        && !matches!(
            first,
            Some(
                "the"
                    | "its"
                    | "their"
                    | "his"
                    | "her"
                    | "this"
                    | "these"
                    | "them"
                    | "it"
                    | "that"
                    | "those"
            )
        )
}

/// Whether a sentence opens with a time that counts from one said before: "a few days earlier", "one week after the".
fn counts_from(low: &[&str]) -> bool {
    low.windows(2).take(FRONT).any(|pair| {
        matches!(pair, [time, after] if is_time(time)
            && (AFTER.has(after) || matches!(*after, "after" | "before")))
    })
}

fn is_time(word: &str) -> bool {
    !word.is_empty()
        && (TIMES.has(word) || word.strip_suffix('s').is_some_and(|w| TIMES.has(w)))
        && !matches!(
            word,
            "as" | "of" | "that" | "the" | "to" | "who" | "with" | "planned" | "announced"
        )
}

/// Whether an officer of a firm speaks of "the company", which nothing names.
fn firm_is_unnamed(sentence: &Sentence<'_>, main: &Clause, low: &[&str]) -> bool {
    let Some(subject) = subject(sentence, main) else {
        return false;
    };
    let firm = low
        .windows(2)
        .position(|pair| matches!(pair, [the, noun] if *the == "the" && FIRMS.has(noun.trim_end_matches("'s"))));
    let Some(firm) = firm else { return false };
    let office = low
        .get(subject.tokens.clone())
        .unwrap_or_default()
        .iter()
        .any(|w| OFFICES.has(w));
    // "Chief Executive Ann Lee of Example Mills": the other name is the firm's.
    let names = (0..firm)
        .filter(|at| {
            sentence.tag(*at) == Some(Tag::Name)
                && !OFFICES.has(low.get(*at).copied().unwrap_or_default())
                && !subject.tokens.contains(at)
        })
        .count();
    office && names == 0
}

/// Whether the main clause tells what was before the news.
fn is_history(
    sentence: &Sentence<'_>,
    main: &Clause,
    low: &[&str],
    ahead: bool,
    day: Option<Date>,
) -> bool {
    let Some(verb) = sentence.groups.get(main.verb) else {
        return false;
    };
    let words = low.get(verb.tokens.clone()).unwrap_or_default();
    let first = words.first().copied().unwrap_or_default();
    let any = |list: &Words| low.iter().any(|w| list.has(w));
    if first == "had" && words.len() > 1 {
        return true;
    }
    // "Historically, the mills baked".
    if low.first().is_some_and(|w| LASTING.has(w)) {
        return true;
    }
    let perfect = matches!(first, "has" | "have") && words.len() > 1;
    if perfect && any(&LASTING) {
        return true;
    }
    let Some(day) = day else { return false };
    // "In April 2024, prices rose", of July: its time stands first, whatever year follows.
    if let Some(then) = opening_month(low, day)
        && !ahead
    {
        return then >= i32::from(LONG_AGO);
    }
    let years: Vec<i16> = low.iter().filter_map(|w| year(w)).collect();
    if let Some(latest) = years.iter().max() {
        return *latest < day.year() - 1 || *latest < day.year() && !compares(low);
    }
    // "Last year, Example Mills built": no more than a look back.
    if matches!(low, [last, year, ..] if *last == "last" && matches!(*year, "year" | "month" | "fall" | "spring" | "summer" | "winter"))
    {
        return true;
    }
    if ahead || perfect || compares(low) {
        return false;
    }
    let then = low.iter().any(|w| *w == "quarter" || *w == "fiscal");
    let of_last_year = low
        .windows(2)
        .any(|pair| matches!(pair, [last, noun] if *last == "last" && matches!(*noun, "year" | "decade" | "century")));
    let months = low.windows(2).filter_map(|pair| match pair {
        [before, name] if matches!(*before, "in" | "last" | "of") => month(name),
        _ => None,
    });
    let passed = |m: i8| (day.month() - m).rem_euclid(12);
    let passed = months
        .into_iter()
        .any(|m| (LONG_AGO..11).contains(&passed(m)));
    !then && (of_last_year || passed)
}

/// Whether a sentence sets a former time beside the present: "up from 29 percent last year".
fn compares(low: &[&str]) -> bool {
    /// Words within which the time follows.
    const WITHIN: usize = 6;
    let time = |w: &&str| {
        matches!(*w, "last" | "year" | "years" | "previous" | "earlier") || year(w).is_some()
    };
    let places = low.iter().enumerate().filter(|(_, w)| COMPARES.has(w));
    let mut after = places.map(|(at, _)| low.iter().skip(at + 1).take(WITHIN));
    after.any(|mut words| words.any(time))
}

/// Whether a clause that depends on no other tells what comes next.
fn is_ahead(sentence: &Sentence<'_>, clauses: &[Clause]) -> bool {
    let mut main = clauses.iter().filter(|c| c.is_main());
    let first = main.next();
    // "Said it would": what is reported; what stands in another clause is not what the sentence tells.
    let reports = first
        .and_then(|c| sentence.groups.get(c.verb))
        .is_some_and(|v| says(sentence.lower(v.head)));
    let reported = main.next().filter(|_| reports);
    first.into_iter().chain(reported).any(|clause| {
        let verb = sentence.groups.get(clause.verb);
        verb.is_some_and(|verb| {
            let first = sentence.lower(verb.tokens.start);
            matches!(first, "will" | "would" | "wo" | "'ll" | "’ll")
                || NEXT.has(sentence.lower(verb.head))
                // "is due", "is set to".
                || matches!(sentence.lower(verb.head), "is" | "are")
                    && matches!(sentence.lower(verb.tokens.end), "due" | "set" | "slated" | "to")
        })
    })
}

/// Whether a sentence only gives an example.
fn is_instance(low: &[&str]) -> bool {
    low.windows(2).any(
        |pair| matches!(pair, [f, noun] if *f == "for" && matches!(*noun, "example" | "instance")),
    )
}

/// How many months before this day the time lies with which a sentence opens: "in April 2024", "in 2019".
fn opening_month(low: &[&str], day: Date) -> Option<i32> {
    let [first, second, third, ..] = low else {
        return None;
    };
    if *first != "in" {
        return None;
    }
    let now = i32::from(day.year()) * 12 + i32::from(day.month());
    let of = |year: i16, month: i8| now - i32::from(year) * 12 - i32::from(month);
    match (month(second), year(second), year(third)) {
        (Some(month), _, Some(year)) => Some(of(year, month)),
        (None, Some(year), _) => Some(of(year, 12)),
        _ => None,
    }
}

/// The year that a word is.
fn year(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    (word.len() == 4 && (1900..2100).contains(&year)).then_some(year)
}

/// Whether the main clause says what somebody or something is or does at any time: "is a maker", "offers".
fn describes(sentence: &Sentence<'_>, main: &Clause, told: &Told) -> bool {
    let Some(verb) = sentence.groups.get(main.verb) else {
        return false;
    };
    let head = sentence.lower(verb.head);
    let how_much = subject(sentence, main).is_some_and(|s| MEASURED.has(sentence.lower(s.head)));
    let always = (0..sentence.tokens.len()).any(|at| {
        matches!(
            sentence.lower(at),
            "every" | "each" | "typically" | "usually"
        )
    });
    if told.dated && !always || how_much {
        return false;
    }
    if matches!(head, "is" | "are" | "was" | "were") {
        return true;
    }
    // "Can add", "may have": unless it is said by when.
    let first = sentence.lower(verb.tokens.start);
    let possible = matches!(first, "can" | "may" | "might" | "should" | "must");
    if possible && (0..sentence.tokens.len()).all(|at| year(sentence.word(at)).is_none()) {
        return true;
    }
    let present = verb.tokens.len() == 1
        && (head == "has"
            || head == "have"
            || head.ends_with('s') && form(head) == Form::Finite
            || form(head) == Form::Base);
    // "Is designed to", "is based on".
    let made = matches!(sentence.lower(verb.tokens.start), "is" | "are")
        && verb.tokens.len() > 1
        && matches!(form(head), Form::PastOrParticiple | Form::Participle)
        && !EVENTS.has(head);
    (present || made) && !says(head) && !NEXT.has(head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::prose::Text;
    use crate::text::stands::{Names, told};
    use crate::text::words::words;

    fn of(sentence: &str) -> Sense {
        let text = Text::from_markdown("On Monday Example Mills spoke of its plant in Lodz.");
        let told = told(sentence, &words(sentence), &Names::of(&text), true);
        sense(sentence, &told, Some(jiff::civil::date(2025, 6, 10)))
    }

    #[test]
    fn a_subject_that_another_sentence_names_dangles() {
        for sentence in [
            "The new ovens will bake 300 loaves a day from July.",
            "As chairman, he will lead the mill from July.",
            "A few days earlier, Example Mills sold its ovens.",
            "Chief Executive Ann Lee said the company would hire 300 people.",
            "Based in Lodz, the project will cost 40 million euros.",
        ] {
            assert!(of(sentence).dangles, "{sentence}");
        }
        for sentence in [
            "The number of bakers in Lodz will rise to 300 by July.",
            "The price of wheat rose 8% on Monday.",
            "The mill in Lodz will open in July.",
            "Example Mills said it would hire 300 people.",
            "Example Mills said the company would hire 300 people.",
        ] {
            assert!(!of(sentence).dangles, "{sentence}");
        }
    }

    #[test]
    fn what_was_before_is_history() {
        for sentence in [
            "Example Mills had sold its ovens to a rival.",
            "Example Mills has baked in Lodz since the war.",
            "In 2018, Example Mills bought a plant in Bern.",
            "Example Mills hired 300 people last year.",
            "In January, Example Mills bought a plant in Bern.",
        ] {
            assert!(of(sentence).history, "{sentence}");
        }
        for sentence in [
            "Example Mills bought a plant in Bern on Monday.",
            "Example Mills will open a plant in Bern in January.",
            "Sales of Example Mills rose 8% from last year.",
            "Example Mills has sold its ovens to a rival.",
        ] {
            assert!(!of(sentence).history, "{sentence}");
        }
    }

    #[test]
    fn what_is_so_anyway_is_described() {
        for sentence in [
            "Example Mills is a maker of 300 kinds of bread.",
            "Example Mills offers 300 kinds of bread.",
        ] {
            assert!(of(sentence).describes, "{sentence}");
        }
        for sentence in [
            "Example Mills plans to hire 300 people.",
            "Sales were 40 million euros.",
            "Example Mills says it will open a plant.",
        ] {
            assert!(!of(sentence).describes, "{sentence}");
        }
    }
}
