//! A lead made into a headline: every way to leave out what its grammar lets go is tried, and the best one stands.

use super::endings::{endings, statement};
use super::frame::announcer;
use super::insertions::{always, is_legal_form, optional};
use super::modifiers::modifiers;
use super::reading::{Omission, Reading};
use super::worth::Repeated;
use super::written::Kept;
use crate::grammar::sentence::{Kind, Sentence};
use crate::grammar::tokens::Token;

/// A headline made from one sentence.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::headline) struct Shortened {
    /// In the sentence's words.
    pub(in crate::headline) headline: String,
    /// How little it is liked, in points.
    pub(in crate::headline) cost: f64,
    /// Whether it was cut at its end.
    pub(in crate::headline) cut: bool,
}

/// What a word costs that the publisher's headline would have and this one has not, in points.
const WORTH: f64 = 2.5;

/// How much of that counts where sentences are compared: the first one tells the news, however much a later one names.
const OF_SENTENCE: f64 = 0.5;

/// A headline of more characters is not looked for.
const MOST: usize = 140;

/// How many ways are tried, best first, until one stands.
const TRIES: usize = 60;

/// The best headline of a sentence; none if no statement can be made of it.
pub(super) fn shorten(
    reading: &Reading<'_, '_>,
    worths: &[f64],
    repeated: &Repeated,
) -> Option<Shortened> {
    let sentence = reading.sentence;
    let mut kept = Kept::all(sentence);
    for omission in always(reading) {
        kept.leave_out(&omission.tokens);
    }
    let frame = announcer(reading);
    if let Some(frame) = &frame {
        kept.leave_out(&frame.omission.tokens);
        if let Some(at) = frame.future {
            kept.becomes_to(at);
        }
    }
    let framed = frame.as_ref().map_or(0.0, |f| f.omission.cost);
    let mut options = optional(reading);
    options.extend(modifiers(reading, statement(reading, &kept), repeated));
    // What somebody said is said whole or not at all.
    options.retain(|o| kept.any(&o.tokens) && !reading.is_quoted(o.tokens.start));
    let mut ends = endings(reading, &kept);
    ends.push(Omission {
        tokens: sentence.tokens.len()..sentence.tokens.len(),
        cost: 0.0,
    });
    let told = |kept: &Kept<'_, '_>| -> f64 {
        let worths = worths.iter().enumerate();
        worths.filter(|(i, _)| kept.has(*i)).map(|(_, w)| w).sum()
    };
    let made = |way: &Way| {
        let mut kept = kept.clone();
        let mut cost = framed;
        let chosen = way.options.iter().filter_map(|o| options.get(*o));
        for omission in chosen.chain(ends.get(way.end)) {
            kept.leave_out(&omission.tokens);
            cost += omission.cost;
        }
        without_comma_of_its_own(&mut kept, reading);
        let cut = ends.get(way.end).is_some_and(|e| !e.tokens.is_empty());
        stands(&kept, reading).then(|| {
            let headline = kept.written();
            let cost = cost + length_cost(headline.chars().count());
            let told = WORTH * told(&kept);
            let short = Shortened {
                headline,
                cost: cost - OF_SENTENCE * told,
                cut,
            };
            (cost - told, short)
        })
    };
    let ways = ways(&kept, &options, &ends, worths);
    // What was reckoned is near to what is written, not the same.
    let mut found: Vec<(f64, Shortened)> =
        ways.iter().take(TRIES).filter_map(made).take(3).collect();
    if found.is_empty() {
        let whole = Way {
            options: Vec::new(),
            end: ends.len() - 1,
        };
        found.extend(made(&whole));
    }
    found
        .into_iter()
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, short)| short)
}

/// A way to shorten a sentence.
#[derive(Debug)]
struct Way {
    /// The omissions, by their place among the options.
    options: Vec<usize>,
    /// The end, by its place among the ends.
    end: usize,
}

/// How a place in the sentence was reached with so many characters.
#[derive(Debug, Clone, Copy)]
struct Step {
    cost: f64,
    from: (usize, usize),
    option: Option<usize>,
}

/// The ways to shorten a sentence, the cheapest first: of all choices of omissions, for each end and each length the best
/// one, found from left to right.
fn ways(kept: &Kept<'_, '_>, options: &[Omission], ends: &[Omission], worths: &[f64]) -> Vec<Way> {
    let widths = kept.widths();
    let worth = |tokens: std::ops::Range<usize>| -> f64 {
        tokens
            .filter(|i| kept.has(*i))
            .filter_map(|i| worths.get(i))
            .sum()
    };
    let mut steps: Vec<Vec<Option<Step>>> = vec![vec![None; MOST + 1]; widths.len() + 1];
    let start = Step {
        cost: 0.0,
        from: (0, 0),
        option: None,
    };
    if let Some(slot) = steps.first_mut().and_then(|row| row.first_mut()) {
        *slot = Some(start);
    }
    let mut starting: Vec<Vec<usize>> = vec![Vec::new(); widths.len()];
    for (o, option) in options.iter().enumerate() {
        if let Some(list) = starting.get_mut(option.tokens.start) {
            list.push(o);
        }
    }
    for (at, width) in widths.iter().enumerate() {
        // An omission is never empty, so that all that is reached from here lies ahead.
        let (passed, ahead) = steps.split_at_mut(at + 1);
        let mut reach = |to: usize, chars: usize, step: Step| {
            let row = to.checked_sub(at + 1).and_then(|to| ahead.get_mut(to));
            if let Some(slot) = row.and_then(|row| row.get_mut(chars))
                && slot.is_none_or(|old| step.cost < old.cost)
            {
                *slot = Some(step);
            }
        };
        let here = starting.get(at).map(Vec::as_slice).unwrap_or_default();
        let prices: Vec<(usize, usize, f64)> = here
            .iter()
            .filter_map(|o| options.get(*o).map(|option| (*o, option)))
            .map(|(o, option)| {
                (
                    o,
                    option.tokens.end,
                    option.cost + WORTH * worth(option.tokens.clone()),
                )
            })
            .collect();
        for (chars, step) in passed.last().into_iter().flatten().enumerate() {
            let Some(step) = step else { continue };
            let from = (at, chars);
            reach(
                at + 1,
                chars + width,
                Step {
                    cost: step.cost,
                    from,
                    option: None,
                },
            );
            for (o, end, price) in &prices {
                let next = Step {
                    cost: step.cost + price,
                    from,
                    option: Some(*o),
                };
                reach(*end, chars, next);
            }
        }
    }
    let mut reached: Vec<(f64, usize, usize)> = Vec::new();
    for (e, end) in ends.iter().enumerate() {
        let rest = end.cost + WORTH * worth(end.tokens.start..widths.len());
        let row = steps.get(end.tokens.start).into_iter().flatten();
        for (chars, step) in row.enumerate() {
            if let Some(step) = step {
                reached.push((step.cost + rest + length_cost(chars), e, chars));
            }
        }
    }
    reached.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    reached.truncate(TRIES);
    reached
        .into_iter()
        .map(|(_, end, chars)| {
            let mut place = (ends.get(end).map_or(0, |e| e.tokens.start), chars);
            let mut chosen = Vec::new();
            while place != (0, 0) {
                let step = steps.get(place.0).and_then(|row| row.get(place.1));
                let Some(Some(step)) = step else { break };
                chosen.extend(step.option);
                place = step.from;
            }
            Way {
                options: chosen,
                end,
            }
        })
        .collect()
}

/// What a length costs: nothing up to where a headline is comfortable, then more and more.
#[allow(clippy::cast_precision_loss, reason = "lengths of a line")]
fn length_cost(chars: usize) -> f64 {
    const SCANT: f64 = 45.0;
    const SHORT: f64 = 60.0;
    const GOOD: f64 = 100.0;
    const LONG: f64 = 112.0;
    const UNFIT: f64 = 130.0;
    let chars = chars as f64;
    let over = |limit: f64| (chars - limit).max(0.0);
    let step = if chars > GOOD { 7.0 } else { 0.0 };
    (SHORT - chars).max(0.0) * 0.15
        + (SCANT - chars).max(0.0) * 0.1
        + step
        + over(GOOD) * 0.2
        + over(LONG) * 0.12
        + over(UNFIT) * 1.0
}

/// Takes out the comma between a subject and its verb where nothing else is left between them.
fn without_comma_of_its_own(kept: &mut Kept<'_, '_>, reading: &Reading<'_, '_>) {
    let groups = &reading.sentence.groups;
    let (Some(subject), Some(verb)) = (
        reading.main.subject.and_then(|s| groups.get(s)),
        groups.get(reading.main.verb),
    ) else {
        return;
    };
    let between = subject.tokens.end..verb.tokens.start;
    let words = between
        .clone()
        .any(|i| kept.has(i) && reading.sentence.tokens.get(i).is_some_and(Token::is_word));
    if !words && kept.any(&subject.tokens) {
        kept.leave_out(&between);
    }
}

/// Whether what is kept is a statement by itself: its verb is in it, and nothing hangs at its end.
fn stands(kept: &Kept<'_, '_>, reading: &Reading<'_, '_>) -> bool {
    let Reading {
        sentence, clauses, ..
    } = reading;
    let Some(last) = kept.last_word() else {
        return false;
    };
    let group = sentence.groups.iter().find(|g| g.tokens.contains(&last));
    let hangs = group.is_none_or(|g| {
        matches!(
            g.kind,
            Kind::Preposition
                | Kind::Conjunction
                | Kind::Subordinator
                | Kind::Relative
                | Kind::Mark
        ) || last < g.head && g.kind == Kind::Noun && !is_legal_form(sentence.word(g.head))
    });
    let kept_group = |g: usize| sentence.groups.get(g).is_some_and(|g| kept.has(g.head));
    // A verb of the statement's own, not one of a clause about a noun; an announcer's frame took its opener along.
    // Its subject stands before it, if without its legal form.
    let named = |g: usize| {
        let group = sentence.groups.get(g);
        group.is_some_and(|g| kept.any(&g.tokens) || is_legal_form(sentence.word(g.head)))
    };
    let stated = clauses.iter().any(|c| {
        kept_group(c.verb)
            && c.opener.is_none_or(|o| !kept_group(o))
            && c.subject.is_some_and(named)
    });
    let stated = stated || frame_of_speaker(kept, reading);
    // No clause is opened that has lost its verb.
    let open = clauses.iter().any(|c| {
        let subject = c.subject.filter(|s| *s > reading.main.verb);
        c.verb > reading.main.verb
            && !kept_group(c.verb)
            && (c.opener.is_some_and(kept_group)
                || subject.is_some_and(|s| kept_group(s) && directly(sentence, s, c.verb)))
    });
    stated && !open && !hangs && kept.quotes_close()
}

/// Whether the pronoun of what somebody said went with the frame, and the speaker stands for it.
fn frame_of_speaker(kept: &Kept<'_, '_>, reading: &Reading<'_, '_>) -> bool {
    let groups = &reading.sentence.groups;
    let has = |g: usize| groups.get(g).is_some_and(|g| kept.any(&g.tokens));
    reading.main.subject.is_some_and(has)
        && !has(reading.main.verb)
        && reading.clauses.iter().any(|c| {
            c.verb > reading.main.verb && has(c.verb) && c.subject.is_some_and(|s| !has(s))
        })
}

/// Whether nothing but its own words stand between a subject and its verb.
fn directly(sentence: &Sentence<'_>, subject: usize, verb: usize) -> bool {
    (subject + 1..verb).all(|g| !matches!(sentence.kind(g), Some(Kind::Comma | Kind::Subordinator)))
}
