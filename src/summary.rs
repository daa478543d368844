//! What stands for an article in a few sentences: the words with which its source sums it up, where those stand alone,
//! else one or two sentences of its own, verbatim: its lead.

use crate::hash::Set;
use crate::headline::has_verb;
use crate::rule::{Rule, Stage};
use crate::table::{Words, tables};
use crate::text::lead;
use crate::text::prose::{Block, BlockKind, SentenceId, Text};
use crate::text::sentences::sentences;
use crate::text::stands::{self, LEANS, Names, Told};
use crate::text::words::{Word, is_cjk, words};

/// A summary and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The sentences, in reading order, without a dateline before the first.
    pub summary: String,
    /// Which they are.
    pub sentences: Vec<SentenceId>,
    /// The rule that chose them.
    pub rule: &'static Rule,
}

pub(crate) static LEAD: Rule = Rule::new(Stage::Summary, "lead", "the opening sentence")
    .about("The lead, or of the first five sentences the one that tells plainly more of what the headline tells, and the sentence after it where that is short.");

/// All rules of summaries.
pub(crate) static RULES: &[&Rule] = &[&LEAD];

/// Longest summary in characters, unless the lead alone is longer.
const MAX: usize = 300;

/// A lead of this many characters says enough by itself.
const ENOUGH: usize = 160;

tables! {
    "summary/data/words.txt" => {
        /// Words with which a sentence leans on the one before it, which is welcome here, but on nothing else.
        LEANS_ELSEWHERE: Words = "leans-elsewhere";
        /// Words with which a sentence asks the reader to do something.
        ASKS: Words = "asks";
        /// Words in which a text speaks to its reader or of its author: a pitch, not a report.
        TALKS: Words = "talks";
    }
}

/// Sentences among which the one that carries the news is looked for.
const AMONG: usize = 5;

/// Share of the headline's words from which a later sentence may tell the news, and by how much it must have more of them
/// than the first.
const OF_TITLE: (f64, f64) = (0.34, 0.15);

/// The sentence of a text that tells its news, most often its first, and the one after it where it is short; none for a
/// text without a telling sentence. `title` is the headline, whose words the news shares; it may be empty.
pub fn summarise(text: &Text, title: &str) -> Option<Summary> {
    let telling: Vec<(SentenceId, &str)> = lead::telling(text, false).take(AMONG + 1).collect();
    let at = the_news(text, &telling, title);
    let (first, sentence) = telling.get(at).copied()?;
    let english = text.language().may_be_english();
    let mut summary = lead::without_dateline(sentence).to_owned();
    let mut sentences = vec![first];
    if summary.chars().count() < ENOUGH
        && let Some((second, next)) = telling.get(at + 1).copied()
    {
        let near = second.block <= first.block + 1;
        let talks = english && stands::told(next, &words(next), &Names::default(), true).is_no_news;
        let leans = next
            .split([' ', ','])
            .next()
            .is_some_and(|w| LEANS_ELSEWHERE.has(w));
        if near && !leans && !talks && summary.chars().count() + next.chars().count() < MAX {
            if !summary.ends_with('。') {
                summary.push(' ');
            }
            summary.push_str(next);
            sentences.push(second);
        }
    }
    Some(Summary {
        summary,
        sentences,
        rule: &LEAD,
    })
}

/// Which of the first telling sentences carries the news: the first, unless it leans on something or is no news, or a
/// later one stands alone and plainly says more of what the headline says.
fn the_news(text: &Text, telling: &[(SentenceId, &str)], title: &str) -> usize {
    let english = text.language().may_be_english();
    let names = Names::of(text);
    let title = stands::stems(title);
    let mut reading = telling.iter().take(AMONG).map(|(_, sentence)| {
        let sentence = lead::without_dateline(sentence);
        let split = words(sentence);
        let mut told = stands::told(sentence, &split, &names, english);
        told.is_no_news |= names.grown_together(&split);
        (told, stands::share_in(&title, &stands::stems_of(&split)))
    });
    let Some(first) = reading.next() else {
        return 0;
    };
    let (first, of_title) = &first;
    let fails = |told: &Told| told.leans || told.is_no_news || told.demonstrates;
    let (least, more) = OF_TITLE;
    // "Example Mills today announced": a lead, though its words are not the headline's.
    let more = if !fails(first) && first.named && first.event {
        2.0 * more
    } else {
        more
    };
    if !fails(first) && first.named && *of_title >= least {
        return 0;
    }
    let better = |(_, (told, share)): &(usize, &(Told, f64))| {
        let tells_more = *share >= least && *share > of_title + more && (told.event || told.named);
        !fails(told)
            && !told.points_back
            && told.quoted < 40
            && told.words >= 8
            && (tells_more || fails(first) && told.named && share >= of_title)
    };
    let later: Vec<(Told, f64)> = reading.collect();
    let later = (1..).zip(&later).filter(better);
    // The earlier of equals.
    let best = later.max_by(|a, b| a.1.1.total_cmp(&b.1.1).then(b.0.cmp(&a.0)));
    best.map_or(0, |(place, _)| place)
}

/// Most sentences of a summary that the source states.
const MOST_SENTENCES: usize = 3;

/// Fewest words of it.
const FEWEST_WORDS: usize = 8;

/// Share of its telling words that must stand in the article: one that says other things is about the publisher.
const OF_THE_ARTICLE: f64 = 0.5;

/// Share of its telling words in the headline from which it says the headline again.
const THE_HEADLINE: f64 = 0.8;

/// Whether a summary that the source states may stand for its article: prose of a few sentences that stand alone and
/// report what the article does. It is none if it is cut off or too long, says the headline again, is a pitch, is about
/// something else such as the publisher, or says no more than the article's first sentences.
pub fn stands(stated: &str, title: &str, article: &Text) -> bool {
    let sentences: Vec<&str> = sentences(stated).iter().map(|s| s.of(stated)).collect();
    let told = words(stated);
    let first = |list: &Words, sentence: &&str| {
        let words = words(sentence);
        // IT and MA are no pronouns.
        let word = words.first().filter(|w| !w.is_all_capitals());
        word.is_some_and(|w| list.has(&w.plain))
    };
    let prose = stated.chars().count() <= MAX
        && sentences.len() <= MOST_SENTENCES
        && lead::word_count(stated) >= FEWEST_WORDS
        && sentences.iter().all(|s| lead::tells(s) && !is_cut_off(s))
        && !stated.contains(['|', '»', '[', '#', '@', '\u{fffd}', '✓', '✔', '<'])
        && !stated.contains("://");
    let english = article.language().may_be_english();
    prose
        && (!english || sentences.iter().any(|s| has_verb(s)))
        && !sentences.iter().take(1).any(|s| first(&LEANS, s))
        && !sentences.iter().any(|s| first(&ASKS, s))
        && !told.iter().any(|w| w.text == "I" || TALKS.has(&w.plain))
        && !says_the_lead(stated, &sentences, article)
        && is_of(&told, title, article)
}

/// Whether a sentence ends where somebody cut it.
fn is_cut_off(sentence: &str) -> bool {
    sentence.ends_with(['…', ']']) || sentence.ends_with("...") || sentence.ends_with("etc.")
}

/// Whether a text stands in the article as it is, or takes the article's first telling sentence along.
fn says_the_lead(stated: &str, sentences: &[&str], article: &Text) -> bool {
    let plain = |text: &str| -> String {
        let words = words(text);
        words
            .iter()
            .fold(String::new(), |out, w| format!("{out} {}", w.plain))
    };
    let own = plain(stated);
    // A standfirst that stands above the text as a heading is the source's own summary all the same.
    let prose = |b: &&Block| !matches!(b.kind, BlockKind::Heading(_));
    let lead = lead::telling(article, false).next();
    let lead = lead.map(|(_, words)| plain(lead::without_dateline(words)));
    sentences.is_empty()
        || lead.is_some_and(|lead| own.contains(&lead))
        || article
            .blocks
            .iter()
            .filter(prose)
            .any(|b| plain(&b.text).contains(&own))
}

/// Whether a text's telling words are the article's, and not merely its headline's.
fn is_of(told: &[Word<'_>], title: &str, article: &Text) -> bool {
    let own = telling(told);
    let title = telling(&words(title));
    let blocks = article.blocks.iter();
    let mut article: Set<String> = blocks.flat_map(|b| telling(&words(&b.text))).collect();
    let in_title = share(&own, &title);
    article.extend(title);
    in_title < THE_HEADLINE && share(&own, &article) >= OF_THE_ARTICLE
}

/// The words that say what a text is about; of scripts without spaces each pair of characters.
fn telling(words: &[Word<'_>]) -> Set<String> {
    let mut telling = Set::default();
    for word in words {
        let chars: Vec<char> = word.plain.chars().collect();
        if chars.iter().any(|c| is_cjk(*c)) {
            telling.extend(chars.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else if word.is_number() || chars.len() > 3 {
            telling.insert(word.folded().into_owned());
        }
    }
    telling
}

#[allow(clippy::cast_precision_loss, reason = "counts of words")]
fn share(part: &Set<String>, whole: &Set<String>) -> f64 {
    part.intersection(whole).count() as f64 / part.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_lead_takes_the_next_sentence_along() {
        let body = "By Ann Lee\n\nROME, May 2 (Agency) - A maker opens a new plant. It will make cells there.\n\nMore words follow here.";
        let text = Text::from_markdown(body);
        let got = summarise(&text, "").unwrap();
        assert_eq!(
            got.summary,
            "A maker opens a new plant. It will make cells there."
        );
        assert_eq!(got.sentences.len(), 2);
    }

    #[test]
    fn a_caption_is_no_summary_and_a_standfirst_in_a_heading_is_one() {
        let text = Text::from_markdown(
            "## A mill without wheels needs half the water, and a smaller hall.\n\n![](a.jpg)\n\n*A hall of the old mill in Lodz, 2023.*\n\nThe mill in Lodz opens without wheels on Monday. It saves water and a hall.",
        );
        let got = summarise(&text, "").unwrap();
        assert!(
            got.summary.starts_with("The mill in Lodz opens"),
            "{}",
            got.summary
        );
        let standfirst = "A mill without wheels needs half the water, and a smaller hall.";
        assert!(stands(standfirst, "What a mill saves", &text));
    }

    #[test]
    fn a_text_without_sentences_has_none() {
        assert_eq!(
            summarise(&Text::from_markdown("# Heading\n\nBy Ann Lee"), ""),
            None
        );
        assert_eq!(summarise(&Text::default(), ""), None);
    }

    #[test]
    fn a_stated_summary_stands_if_it_is_prose_about_the_article() {
        let article = Text::from_markdown(
            "Volkswagen has laid the first stone of a cell factory in Salzgitter.\n\n\
             The company PowerCo is to run the plant, which will make cells for 40 GWh a year \
             and take the battery business of Volkswagen along. Two more plants follow.",
        );
        let title = "Volkswagen starts PowerCo and lays the first stone of its own cell factory";
        for (stated, expected) in [
            (
                "The new company PowerCo bundles the battery business of Volkswagen. Its plant will make cells for 40 GWh a year.",
                true,
            ),
            (
                "A new factory of Volkswagen, a company that makes cells, and two more plants of its own.",
                false,
            ),
            ("Volkswagen lays the first stone of its own cell…", false),
            (
                "Read all about the new PowerCo plant of Volkswagen, and subscribe to our newsletter.",
                false,
            ),
            (
                "A weather service has warned of heavy rain in the north for the weekend.",
                false,
            ),
        ] {
            assert_eq!(stands(stated, title, &article), expected, "{stated}");
        }
    }
}
