//! What kind of event a brief reports, where its headline says so beyond doubt.
//!
//! A kind is told by the patterns of its list in `data/events.txt`: a verb and what it is done to. Headlines that
//! advise, ask or look back tell of none, and each kind has words beside which its patterns mean something else.
//! Where several kinds stand in one headline, the one that stands first is the news.

use std::sync::LazyLock;

use crate::pattern::Pattern;
use crate::rule::{Rule, Stage};
use crate::table::tables;

tables! {
    "data/events.txt" => {
        /// Headlines that tell of no event.
        NO_EVENT: Pattern = "no-event";
        /// One firm buys another, or a part of it.
        ACQUISITION: Pattern = "acquisition";
        /// A firm gets money of investors or lenders.
        FUNDING: Pattern = "funding";
        /// Something breaks, burns, leaks or is called back.
        INCIDENT: Pattern = "incident";
        /// A product or a service begins.
        LAUNCH: Pattern = "launch";
        /// A customer orders.
        ORDER: Pattern = "order";
        /// Somebody takes or leaves an office.
        PEOPLE: Pattern = "people";
        /// A plant is planned, built, opened, halted or closed.
        PLANT: Pattern = "plant";
        /// An authority, a court or a parliament decides.
        REGULATION: Pattern = "regulation";
        /// A firm reports its figures.
        RESULTS: Pattern = "results";
        /// What only announces or foresees results.
        NOT_YET_RESULTS: Pattern = "not-yet-results";
        /// What is launched and is no product.
        NOT_A_LAUNCH: Pattern = "not-a-launch";
        /// What is raised or secured and is no funding.
        NOT_FUNDING: Pattern = "not-funding";
        /// Offices that are none of a firm's.
        NOT_PEOPLE: Pattern = "not-people";
    }
}

/// The kind of event that a headline tells.
pub static HEADLINE: Rule = Rule::new(Stage::Events, "headline-event", "what the headline says was done")
    .about("The kind of event, where the headline says it with a verb and its object: \"raises $40 million\" is funding, \"to build battery plant\" a plant, \"Reports Third Quarter Results\" results. Where it may be something else it says nothing; `event:` of the brief says it in its place.");

/// The rules of this stage.
pub static RULES: &[&Rule] = &[&HEADLINE];

/// What an editor writes where a brief reports no event of any kind.
pub const NONE: &str = "none";

/// A kind of event: its key, its patterns, and beside which words they mean something else.
type Kind = (
    &'static str,
    &'static LazyLock<Pattern>,
    Option<&'static LazyLock<Pattern>>,
);

/// All kinds; of two that begin at one word, the first counts.
static KINDS: [Kind; 9] = [
    ("acquisition", &ACQUISITION, None),
    ("funding", &FUNDING, Some(&NOT_FUNDING)),
    ("people", &PEOPLE, Some(&NOT_PEOPLE)),
    ("results", &RESULTS, Some(&NOT_YET_RESULTS)),
    ("order", &ORDER, None),
    ("plant", &PLANT, None),
    ("regulation", &REGULATION, None),
    ("incident", &INCIDENT, None),
    ("launch", &LAUNCH, Some(&NOT_A_LAUNCH)),
];

/// A ticker in brackets, which stands between a name and its verb.
static TICKER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"\s*\(\s*[A-Z][\w .]{0,14}:\s*[A-Z0-9.]+(?:[,;][^()]*)?\)")
        .expect("a test reads a ticker with it")
});

/// Bytes of a headline that are looked at; more is no headline.
const MOST: usize = 400;

/// The kind of event that a headline tells, and the words that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// One of [`kinds`].
    pub kind: &'static str,
    /// The words of the headline.
    pub words: String,
}

/// The keys of all kinds.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(key, ..)| *key)
}

/// The key of a kind as an editor writes it; none for another word.
pub fn kind_of(word: &str) -> Option<&'static str> {
    let word = word.trim();
    kinds().chain([NONE]).find(|k| k.eq_ignore_ascii_case(word))
}

/// The event of a headline; none where it tells of none or may tell of something else.
pub fn event(title: &str) -> Option<Event> {
    if title.len() > MOST {
        return None;
    }
    let title = if title.contains('(') {
        TICKER.without(title)
    } else {
        title.into()
    };
    let title = without_label(&title);
    if NO_EVENT.is_match(title) {
        return None;
    }
    let mut first: Option<(usize, &'static str, &str)> = None;
    for (kind, says, not) in &KINDS {
        let Some(found) = says.find(title) else {
            continue;
        };
        let earlier = first.is_none_or(|(at, ..)| found.start < at);
        if earlier && !not.is_some_and(|not| not.is_match(title)) {
            let words = title.get(found.clone()).unwrap_or_default();
            first = Some((found.start, kind, words));
        }
    }
    first.map(|(_, kind, words)| Event {
        kind,
        words: words.trim().to_owned(),
    })
}

/// A headline without the name of its series: one word with a capital inside, and a dash.
fn without_label(title: &str) -> &str {
    let Some((label, rest)) = title.split_once(' ') else {
        return title;
    };
    let inner = label
        .chars()
        .zip(label.chars().skip(1))
        .any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let after = rest.trim_start_matches(['–', '—', '-']);
    if inner && after.len() < rest.len() {
        after.trim_start()
    } else {
        title
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_that_say_what_was_done() {
        for (title, kind) in [
            (
                "Examplia to acquire rival Wondera for $3 billion",
                "acquisition",
            ),
            ("Examplia buys Wondera", "acquisition"),
            ("Examplia raises $40M from two funds", "funding"),
            (
                "Examplia (NASDAQ: EXMP) Prices Public Offering of 3 Million Shares",
                "funding",
            ),
            ("Examplia names Jane Roe chief executive officer", "people"),
            ("Examplia CEO steps down after two years", "people"),
            (
                "MarketBriefs – Examplia Reports Third Quarter 2024 Results",
                "results",
            ),
            ("Examplia wins $90 million contract for buses", "order"),
            ("Examplia breaks ground on battery plant in Ohio", "plant"),
            ("FDA approves Examplia heart pump", "regulation"),
            (
                "Examplia receives FDA clearance for heart pump",
                "regulation",
            ),
            ("Examplia recalls 3,000 vehicles over brakes", "incident"),
            ("Examplia unveils electric truck", "launch"),
        ] {
            assert_eq!(event(title).map(|e| e.kind), Some(kind), "{title}");
        }
    }

    #[test]
    fn headlines_that_say_something_else() {
        for title in [
            "How Examplia raises $40 million a year",
            "Should you buy Examplia?",
            "The best way to buy Examplia phones",
            "Wondera raises Examplia price target to $2,000",
            "Examplia to Report Third Quarter Results on May 3",
            "Examplia launches lawsuit against Wondera",
            "Examplia shares: what analysts say",
            "Examplia quits advisory council",
            "",
        ] {
            assert_eq!(event(title), None, "{title}");
        }
    }

    #[test]
    fn the_words_are_the_headlines_own() {
        let found = event("Examplia (NYSE: EX) raises $40 million").unwrap();
        assert_eq!(found.words, "raises $40 million");
        assert_eq!(kind_of(" Plant "), Some("plant"));
        assert_eq!(kind_of("plants"), None);
    }
}
