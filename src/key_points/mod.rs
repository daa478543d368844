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
use crate::text::lead;
use crate::text::prose::{SentenceId, Text};
use crate::text::stands::{self, Names, Told};
use crate::text::words::words;

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
    let english = text.language().may_be_english();
    let mut names = Names::default();
    let mut split = Vec::new();
    for (id, sentence) in text.sentences() {
        let words = words(sentence);
        names.add(&words);
        split.push((id, words));
    }
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
            // A dateline opens another article's text.
            let begins = own.len() < sentence.len();
            if begins || !may_be_fit(sentence) {
                return None;
            }
            let at = split.binary_search_by_key(&id, |(id, _)| *id).ok()?;
            let (_, split) = split.get(at)?;
            let told = stands::told(sentence, split, &names, english);
            if !is_fit(&told) {
                return None;
            }
            let stems = stands::stems_of(split);
            if about.says(id, sentence, &stems) || names.grown_together(split) {
                return None;
            }
            let figures = of_sentence(figures, id);
            // Nearly all that a sentence cannot tell is seen without its grammar.
            if english && !may_tell(sentence, &told, &stems, figures, &about) {
                return None;
            }
            let sense = if english {
                sense(sentence, &told, day)
            } else {
                Sense::default()
            };
            if sense.dangles || sense.history {
                return None;
            }
            let read = Read {
                id,
                sentence,
                place,
                told,
                stems,
            };
            weigh(read, sense, figures, &about)
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

/// The figures of a sentence; all are in reading order.
fn of_sentence(figures: &[Figure], id: SentenceId) -> &[Figure] {
    let first = figures.partition_point(|f| f.sentence < id);
    let after = figures.partition_point(|f| f.sentence <= id);
    figures.get(first..after).unwrap_or_default()
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
    /// Whether a sentence of these stems says again what stands there.
    fn says(&self, id: SentenceId, sentence: &str, stems: &[u64]) -> bool {
        stands::share_in(stems, &self.all) > SAID
            || self.title.len() >= 4 && stands::share_in(&self.title, stems) >= 0.75
            || {
                // A paragraph's first sentence has none.
                let own = if id.sentence == 0 {
                    sentence
                } else {
                    lead::without_dateline(sentence)
                };
                self.told.iter().any(|t| t.contains(own))
            }
    }
}

impl Above<'_> {
    /// The figures of a sentence that headline and summary do not state, which are no news here.
    fn left_open<'f>(&self, figures: &'f [Figure]) -> impl Iterator<Item = &'f Figure> {
        let said = |f: &&Figure| self.told.iter().any(|t| t.contains(f.text.as_str()));
        figures.iter().filter(move |f| !said(f))
    }

    /// What the amounts of a sentence weigh.
    fn amounts(&self, figures: &[Figure]) -> f64 {
        let points = self.left_open(figures).map(|f| match f.kind {
            FigureKind::Money => 1.6,
            FigureKind::Multiple | FigureKind::Capacity => 1.3,
            FigureKind::Share | FigureKind::Count => 1.0,
        });
        let amounts: f64 = points.fold(0.0, |sum, p| sum + p / (1.0 + sum));
        let timed = self.left_open(figures).any(|f| f.when.is_some());
        amounts + if timed { 0.5 } else { 0.0 }
    }
}

/// Whether a sentence can be a key point by its length and its marks, which are seen at once.
fn may_be_fit(sentence: &str) -> bool {
    (SHORTEST_WORDS..=LONGEST_WORDS).contains(&lead::word_count(sentence))
        && !sentence.starts_with(['-', '–', '—'])
        && !sentence.contains([';', '|', '•', '►'])
        && !has_note(sentence)
        && !sentence.starts_with("About ")
}

/// Whether a sentence can be a key point by what its words tell.
fn is_fit(told: &Told) -> bool {
    !told.leans
        && !told.is_no_news
        && !told.demonstrates
        && told.quoted <= QUOTED
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

/// Share of the headline's words from which an event without day and number is of its news.
const NEAR: f64 = 0.25;

/// Whether an English sentence may tell what a key point is for, as far as that is seen without its grammar.
fn may_tell(
    sentence: &str,
    told: &Told,
    stems: &[u64],
    figures: &[Figure],
    above: &Above<'_>,
) -> bool {
    let may_have_year = sentence.bytes().any(|b| b.is_ascii_digit());
    told.dated
        || may_have_year
        || above.amounts(figures) > 0.0
        || told.event && stands::share_in(&above.title, stems) >= NEAR
}

/// Whether an English sentence tells what a key point is for: how much, what next and by when, or what happened.
fn tells(told: &Told, sense: Sense, amounts: f64, near_title: f64, of_subject: bool) -> bool {
    /// Amounts that weigh so much are news even of what is so anyway: a price, several shares.
    const MUCH: f64 = 1.6;
    let timed = told.dated || sense.year || amounts > 0.0;
    (amounts >= 1.0
        || sense.ahead && timed
        || sense.event && (timed || near_title >= NEAR)
        || sense.past && told.dated)
        && (sense.names || of_subject)
        && (!sense.describes || amounts >= MUCH)
}

/// A sentence that can be a key point, as its words are read.
struct Read<'a> {
    id: SentenceId,
    sentence: &'a str,
    /// Its place among those that tell something.
    place: usize,
    told: Told,
    stems: Vec<u64>,
}

/// Weighs a sentence.
fn weigh(read: Read<'_>, sense: Sense, figures: &[Figure], above: &Above<'_>) -> Option<Candidate> {
    let Read {
        id,
        sentence,
        place,
        told,
        stems,
    } = read;
    let own = || above.left_open(figures);
    let yes = |is: bool, points: f64| if is { points } else { 0.0 };
    let amounts = above.amounts(figures);
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
    let headline = above.told.first().copied().unwrap_or_default();
    let in_headline = |word: &str| headline.to_lowercase().contains(word);
    // How the shares moved that day is not what the news is about.
    let shares = own().any(|f| f.kind == FigureKind::Share) && {
        let lower = sentence.to_lowercase();
        ["shares", "stock"]
            .iter()
            .any(|w| lower.contains(w) && !in_headline(w))
    };
    if sense.of_a_market && !in_headline("market") {
        return None;
    }
    if sense.is_read && !tells(&told, sense, amounts, near_title, of_subject == Some(true)) {
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
