//! One to four sentences of the article, verbatim, that say who, how much, by when and what next, and that each can be
//! read without the others.
//!
//! A sentence that leans on one before it, speaks to the reader, praises, says what the headline or the summary says,
//! tells what was long before or says what a firm is, is none. Each other gets points for what it says: amounts,
//! deadlines, names, events, what comes next, its closeness to the headline, and its place. The best is taken, then the
//! best that differs from those taken.

mod sense;

use jiff::civil::Date;

use self::sense::{Sense, sense};
use crate::figures::{Figure, FigureKind};
use crate::rule::{Rule, Stage};
use crate::text::language::Language;
use crate::text::lead;
use crate::text::prose::{SentenceId, Text};
use crate::text::stands::{self, Names, Told};

/// One key point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPoint {
    /// The sentence, which is the key point itself.
    pub sentence: SentenceId,
    /// The rule that chose it.
    pub rule: &'static Rule,
}

pub(crate) static LEAD: Rule = Rule::new(Stage::KeyPoints, "lead", "the opening sentence")
    .about("The first telling sentence.");
pub(crate) static FIGURE: Rule =
    Rule::new(Stage::KeyPoints, "figure", "its figures").about("A sentence that states amounts.");
pub(crate) static NEXT_STEP: Rule =
    Rule::new(Stage::KeyPoints, "next-step", "what it says of the future")
        .about("A sentence that says what comes next.");
pub(crate) static PLACE: Rule = Rule::new(Stage::KeyPoints, "place", "its place in the text")
    .about("A sentence that stands early.");

/// All rules of key points.
pub(crate) static RULES: &[&Rule] = &[&FIGURE, &LEAD, &NEXT_STEP, &PLACE];

/// Fewer sentences need no key points.
const FEWEST_SENTENCES: usize = 4;

/// Most points.
const MOST: usize = 4;

/// Longer sentences are hard to read as a point.
const LONGEST_WORDS: usize = 48;

/// Shorter ones say too little.
const SHORTEST_WORDS: usize = 8;

/// Two sentences of which one shares more than this part of its words with the other say the same.
const TOO_ALIKE: f64 = 0.45;

/// A sentence with more than this part of its words in the headline and the summary says them again.
const SAID: f64 = 0.6;

/// What a point must score.
const WORTH: f64 = 1.9;

/// Words in quotation marks, of a hundred, from which a sentence is a quotation.
const QUOTED: usize = 35;

/// A sentence and its points.
struct Candidate {
    id: SentenceId,
    points: f64,
    rule: &'static Rule,
    /// Its words' stems, sorted.
    stems: Vec<u64>,
    /// Its amounts that nothing above states.
    amounts: Vec<String>,
    /// The largest part of the smaller word set that it shares with a sentence already chosen.
    likeness: f64,
}

/// Chooses key points in reading order; none for a text of fewer than four sentences, which needs none, nor where none is
/// worth it. `told` is what stands above them: the headline, then the summary; `day` is the text's, by which it is seen
/// what was long before.
pub fn key_points(
    text: &Text,
    figures: &[Figure],
    told: &[&str],
    day: Option<Date>,
) -> Vec<KeyPoint> {
    if text.sentences().nth(FEWEST_SENTENCES - 1).is_none() {
        return Vec::new();
    }
    let english = Language::of(text).may_be_english();
    let names = Names::of(text);
    let mut above: Vec<u64> = told.iter().flat_map(|t| stands::stems(t)).collect();
    above.sort_unstable();
    above.dedup();
    let about = Above {
        told,
        title: stands::stems(told.first().copied().unwrap_or_default()),
        all: above,
    };
    let mut candidates: Vec<Candidate> = lead::telling(text, true)
        .enumerate()
        .filter_map(|(place, (id, sentence))| {
            // Only a paragraph begins with a dateline.
            let own = if id.sentence == 0 {
                lead::without_dateline(sentence)
            } else {
                sentence
            };
            let words = stands::told(own, &names, english);
            // A dateline opens another article's text.
            let begins = own.len() < sentence.len();
            if begins
                || !is_fit(sentence, &words)
                || about.says(sentence)
                || names.grown_together(own)
            {
                return None;
            }
            let sense = if english {
                sense(own, &words, day)
            } else {
                Sense::default()
            };
            if sense.dangles || sense.history {
                return None;
            }
            weigh(id, own, place, &words, sense, figures, &about)
        })
        .collect();
    let mut chosen: Vec<Candidate> = Vec::new();
    while chosen.len() < MOST {
        let best = candidates
            .iter()
            .enumerate()
            .filter(|(_, c)| c.likeness <= TOO_ALIKE && c.points - 2.0 * c.likeness >= WORTH)
            .max_by(|a, b| {
                let score = |c: &Candidate| c.points - 2.0 * c.likeness;
                score(a.1).total_cmp(&score(b.1)).then(b.1.id.cmp(&a.1.id))
            });
        let Some((place, _)) = best else { break };
        let choice = candidates.swap_remove(place);
        for other in &mut candidates {
            let alike = stands::share_in(&other.stems, &choice.stems);
            let mut alike = alike.max(stands::share_in(&choice.stems, &other.stems));
            // "Costs 40 million euros": another sentence that states no more than the same amounts tells the same.
            if within(&other.amounts, &choice.amounts) || within(&choice.amounts, &other.amounts) {
                alike = 1.0;
            }
            other.likeness = other.likeness.max(alike);
        }
        chosen.push(choice);
    }
    chosen.sort_by_key(|c| c.id);
    let point = |c: Candidate| KeyPoint {
        sentence: c.id,
        rule: c.rule,
    };
    chosen.into_iter().map(point).collect()
}

/// Whether there are amounts, and all of them stand among the others.
fn within(amounts: &[String], others: &[String]) -> bool {
    !amounts.is_empty() && amounts.iter().all(|a| others.contains(a))
}

/// What stands above the key points.
struct Above<'a> {
    told: &'a [&'a str],
    title: Vec<u64>,
    all: Vec<u64>,
}

impl Above<'_> {
    /// Whether a sentence says again what stands there.
    fn says(&self, sentence: &str) -> bool {
        let stems = stands::stems(sentence);
        let sentence = lead::without_dateline(sentence);
        self.told.iter().any(|t| t.contains(sentence))
            || stands::share_in(&stems, &self.all) > SAID
            || self.title.len() >= 4 && stands::share_in(&self.title, &stems) >= 0.75
    }
}

/// Whether a sentence can be a key point at all.
fn is_fit(sentence: &str, told: &Told) -> bool {
    (SHORTEST_WORDS..=LONGEST_WORDS).contains(&told.words)
        && !told.leans
        && !told.is_no_news
        && !told.demonstrates
        && told.quoted <= QUOTED
        && !sentence.starts_with(['-', '–', '—'])
        && !sentence.contains([';', '|', '•', '►'])
        && !has_note(sentence)
        && !sentence.starts_with("About ")
        && told.praise < 2
}

/// Whether a mark in a sentence points at a note: `recent data[1]`, `projects (2)`.
fn has_note(sentence: &str) -> bool {
    sentence.match_indices(['[', '(']).any(|(at, _)| {
        let inside = sentence.get(at + 1..).unwrap_or_default();
        let number = inside.trim_start_matches(|c: char| c.is_ascii_digit());
        number.len() < inside.len()
            && number.len() + 2 >= inside.len()
            && number.starts_with([']', ')'])
    })
}

/// Whether an English sentence tells what a key point is for: how much, what next and by when, or what happened.
fn tells(told: &Told, sense: Sense, amounts: f64, near_title: f64, of_subject: bool) -> bool {
    /// Amounts that weigh so much are news even of what is so anyway: a price, several shares.
    const MUCH: f64 = 1.6;
    /// Share of the headline's words from which an event without day and number is of its news.
    const NEAR: f64 = 0.25;
    let timed = told.dated || sense.year || amounts > 0.0;
    (amounts >= 1.0
        || sense.ahead && timed
        || sense.event && (timed || near_title >= NEAR)
        || sense.past && told.dated)
        && (sense.names || of_subject)
        && (!sense.describes || amounts >= MUCH)
}

/// Weighs a sentence.
fn weigh(
    id: SentenceId,
    sentence: &str,
    place: usize,
    told: &Told,
    sense: Sense,
    figures: &[Figure],
    above: &Above<'_>,
) -> Option<Candidate> {
    // Figures stand in reading order.
    let first = figures.partition_point(|f| f.sentence < id);
    let after = figures.partition_point(|f| f.sentence <= id);
    // What headline and summary state is no news here.
    let said = |f: &&Figure| above.told.iter().any(|t| t.contains(f.text.as_str()));
    let own = || {
        let own = figures.get(first..after).unwrap_or_default().iter();
        own.filter(move |f| !said(f))
    };
    let yes = |is: bool, points: f64| if is { points } else { 0.0 };
    let mut amounts: f64 = own()
        .map(|f| match f.kind {
            FigureKind::Money => 1.6,
            FigureKind::Multiple | FigureKind::Capacity => 1.3,
            FigureKind::Share | FigureKind::Count => 1.0,
        })
        .fold(0.0, |sum, p| sum + p / (1.0 + sum));
    amounts += yes(own().any(|f| f.when.is_some()), 0.5);
    let stems = stands::stems(sentence);
    let next = if sense.is_read {
        sense.ahead
    } else {
        told.next
    };
    // Whether its subject is one of which headline or summary tells.
    let of_subject = sense.subject.and_then(|(start, end)| {
        let subject = stands::stems(sentence.get(start..end)?);
        let told = |s: &u64| above.all.binary_search(s).is_ok();
        (!subject.is_empty() && !above.all.is_empty()).then(|| subject.iter().any(told))
    });
    let near_title = stands::share_in(&above.title, &stems);
    // How the shares moved that day is not what the news is about.
    let lower = sentence.to_lowercase();
    let headline = above
        .told
        .first()
        .copied()
        .unwrap_or_default()
        .to_lowercase();
    let shares = ["shares", "stock"]
        .iter()
        .any(|w| lower.contains(w) && !headline.contains(w))
        && own().any(|f| f.kind == FigureKind::Share);
    if sense.of_a_market && !headline.contains("market") {
        return None;
    }
    if sense.is_read && !tells(told, sense, amounts, near_title, of_subject == Some(true)) {
        return None;
    }
    let early = match place {
        0..=3 => 0.8,
        4..=7 => 0.5,
        8..=14 => 0.2,
        _ => 0.0,
    };
    let points = early
        + amounts
        + yes(amounts == 0.0 && told.numbers > 0, 0.4)
        // "Will make progress": what comes next is news by its day or its amount.
        + yes(next, if told.dated || sense.year || amounts > 0.0 { 0.9 } else { 0.4 })
        + match of_subject {
            Some(true) => 0.4,
            Some(false) => -1.0,
            None => 0.0,
        }
        + yes(if sense.is_read { sense.event } else { told.event }, 0.8)
        + yes(told.named, 0.7)
        + yes(told.dated, 0.5)
        + 1.8 * near_title
        - yes(told.points_back, 1.0)
        - yes(sense.describes, 1.2)
        - yes(sense.of_a_market, 1.5)
        // It has nothing to do with what headline and summary tell.
        - yes(!above.all.is_empty() && stands::share_in(&stems, &above.all) <= 0.0, 1.0)
        - yes(told.background, 0.6)
        - yes(told.quoted > 0, 0.6)
        - 0.8 * f64::from(told.praise)
        - 0.5 * f64::from(told.opinion.min(3))
        - yes(shares, 2.0)
        - yes(told.words > 36, 0.5)
        // Neither amounts nor what comes next: it has to say an event.
        - yes(amounts < 1.0 && !next, 0.4);
    let rule = if place == 0 {
        &LEAD
    } else if amounts >= 1.0 {
        &FIGURE
    } else if next {
        &NEXT_STEP
    } else {
        &PLACE
    };
    Some(Candidate {
        id,
        points,
        rule,
        amounts: own().map(|f| f.text.clone()).collect(),
        stems,
        likeness: 0.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::figures;

    #[test]
    fn points_say_what_headline_and_summary_do_not() {
        let body = "Example Mills will build a mill in Lodz for 40 million euros by 2027.\n\n\
            It has two already. The company is proud of its mission. Example Mills plans to hire 300 people in Lodz in May.\n\n\
            We are thrilled and excited to bake. Example Mills bought a plant in Bern for 12 million euros in 2024.";
        let text = Text::from_markdown(body);
        let lead = "Example Mills will build a mill in Lodz for 40 million euros by 2027.";
        let points = key_points(
            &text,
            &figures(&text),
            &["Example Mills to build", lead],
            None,
        );
        let words: Vec<&str> = points.iter().map(|p| text.sentence(p.sentence)).collect();
        assert_eq!(
            words,
            [
                "Example Mills plans to hire 300 people in Lodz in May.",
                "Example Mills bought a plant in Bern for 12 million euros in 2024."
            ]
        );
    }
}
