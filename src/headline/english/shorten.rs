//! A lead made into a headline: every way to leave out what its grammar lets go is tried, and the best one stands.

use super::endings::endings;
use super::frame::announcer;
use super::insertions::{always, is_legal_form, optional};
use super::reading::{Omission, Reading};
use super::written::Kept;
use crate::grammar::sentence::{Kind, Sentence};

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

/// What a headline's length costs where it can hardly be published.
const UNFIT: f64 = 8.0;

/// Most optional omissions that are tried with and without.
const MOST_OPTIONS: usize = 7;

/// The best headline of a sentence; none if no statement can be made of it.
pub(super) fn shorten(reading: &Reading<'_, '_>) -> Option<Shortened> {
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
    let mut options = optional(reading);
    options.retain(|o| kept.any(&o.tokens));
    options.truncate(MOST_OPTIONS);
    let mut ends = endings(reading, &kept);
    ends.insert(
        0,
        Omission {
            tokens: sentence.tokens.len()..sentence.tokens.len(),
            cost: 0.0,
        },
    );
    let mut best: Option<(f64, Shortened)> = None;
    for set in 0..1_usize << options.len() {
        let mut kept = kept.clone();
        let mut cost = frame.as_ref().map_or(0.0, |f| f.omission.cost);
        for (i, option) in options.iter().enumerate() {
            if set >> i & 1 == 1 {
                kept.leave_out(&option.tokens);
                cost += option.cost;
            }
        }
        for end in &ends {
            if options.iter().enumerate().any(|(i, o)| {
                set >> i & 1 == 1 && o.tokens.start >= end.tokens.start && !end.tokens.is_empty()
            }) {
                continue;
            }
            let lost =
                lost_with(sentence.tokens.len() - end.tokens.start.min(sentence.tokens.len()));
            let least = cost + end.cost + lost;
            if best.as_ref().is_some_and(|(total, _)| least >= *total) {
                continue;
            }
            let mut kept = kept.clone();
            kept.leave_out(&end.tokens);
            let headline = kept.written();
            let length = length_cost(headline.chars().count());
            // Its length says little of whether a sentence tells the news.
            let own = cost
                + end.cost
                + if length > UNFIT {
                    length
                } else {
                    length.min(1.0)
                };
            let total = least + length;
            if best.as_ref().is_none_or(|(least, _)| total < least - 1e-9) && stands(&kept, reading)
            {
                best = Some((
                    total,
                    Shortened {
                        headline,
                        cost: own,
                        cut: !end.tokens.is_empty(),
                    },
                ));
            }
        }
    }
    best.map(|(_, short)| short)
}

/// What a length costs: nothing up to where a headline is comfortable, then more and more.
#[allow(clippy::cast_precision_loss, reason = "lengths of a line")]
fn length_cost(chars: usize) -> f64 {
    const SHORT: f64 = 55.0;
    const GOOD: f64 = 100.0;
    const LONG: f64 = 112.0;
    const MOST: f64 = 130.0;
    let chars = chars as f64;
    let over = |limit: f64| (chars - limit).max(0.0);
    let step = if chars > GOOD { 3.0 } else { 0.0 };
    (SHORT - chars).max(0.0) * 0.12
        + step
        + over(GOOD) * 0.08
        + over(LONG) * 0.12
        + over(MOST) * 1.0
}

/// What the words after the end cost: the later the end, the more is told.
#[allow(clippy::cast_precision_loss, reason = "a count of words")]
fn lost_with(words: usize) -> f64 {
    words as f64 * 0.15
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
        ) || last < g.head && g.kind == Kind::Noun
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
    (subject + 1..verb).all(|g| {
        !matches!(
            sentence.kind(g),
            Some(Kind::Comma | Kind::Conjunction | Kind::Subordinator)
        )
    })
}
