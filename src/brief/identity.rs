//! Whether two texts are one article at different times, or two articles.
//!
//! A file of the inbox may be saved over: by a later version of its article, which its brief follows, or by another
//! article, which must never end below the headline that somebody wrote for the first. What decides is the address that
//! both state, else how many of the shorter text's words stand in the other, and whether the two name the same: short
//! news of one trade share their phrases. On pairs of press articles about different things the share of common word
//! pairs is below .12 for 99 of 100, between two halves of one article, each with sentences of its own, above .28 for
//! 90 of 100.

use std::collections::HashSet;

use super::Brief;
use super::fields::is_as_made;
use crate::hash::fold;

/// Share of the shorter text's word pairs that stand in the other, from which both are one article.
const PAIRS: f64 = 0.2;
/// The same for single words that say something: an editor who rewrote a text keeps its names and amounts.
const WORDS: f64 = 0.45;
/// Share of the names and amounts that must be common too, where both texts have at least [`FEW_NAMES`].
const NAMES: f64 = 0.3;
const FEW_NAMES: usize = 3;
/// The same for texts of fewer word pairs than [`SHORT`].
const MOST_NAMES: f64 = 0.6;
const SHORT: usize = 40;
/// Share of the amounts that two versions of one article have in common.
const AMOUNTS: f64 = 0.5;
/// Share of word pairs that needs no names.
const MOST: f64 = 0.6;
/// The share of word pairs from which a text that names no fragment was made from this article all the same.
const DETACHED: f64 = 0.5;
/// Texts with fewer word pairs than this say too little; they are one article only if nearly all of it is common.
const FEW: usize = 8;
const NEARLY_ALL: f64 = 0.7;

/// What of a text is compared.
#[derive(Debug, Default)]
pub struct Sketch {
    pairs: HashSet<u64>,
    words: HashSet<u64>,
    /// Words with a capital letter or a digit.
    names: HashSet<u64>,
    /// Words with a digit.
    amounts: HashSet<u64>,
}

impl Sketch {
    /// The sketch of a brief's text.
    pub fn of(brief: &Brief) -> Self {
        let mut sketch = Self::default();
        let mut last = None;
        for word in tokens(&brief.body_markdown) {
            let folded = word.to_lowercase();
            let hash = fold(folded.bytes());
            let amount = folded.chars().any(|c| c.is_ascii_digit());
            if amount {
                sketch.amounts.insert(hash);
            }
            if amount || folded.chars().count() > 3 {
                sketch.words.insert(hash);
                if amount || folded != word {
                    sketch.names.insert(hash);
                }
            }
            if let Some(last) = last.replace(hash) {
                sketch.pairs.insert(mix(last, hash));
            }
        }
        sketch
    }

    /// Hashes of its word pairs, in no order.
    pub fn pairs(&self) -> impl Iterator<Item = &u64> {
        self.pairs.iter()
    }
}

/// Whether `fresh`, made from a fragment as it is now, is the article that `brief` was made from.
pub fn same_article(brief: &Brief, fresh: &Brief) -> bool {
    match common_address(brief, fresh) {
        // One address of many articles, as of a page of press releases, proves nothing of a text that nobody rewrote.
        Some(true) => alike(brief, fresh) || !is_as_made(brief, "body"),
        Some(false) => false,
        None => alike(brief, fresh),
    }
}

/// Whether both state the same address; none where one of them states none, or a person wrote it.
fn common_address(brief: &Brief, fresh: &Brief) -> Option<bool> {
    if brief.made.is_some() && !is_as_made(brief, "source") {
        return None;
    }
    let (ours, theirs) = (addresses(brief), addresses(fresh));
    (!ours.is_empty() && !theirs.is_empty()).then(|| theirs.iter().any(|a| ours.contains(a)))
}

/// Whether something that both state says that they are two articles: the address, the day, the headline.
pub fn stated_apart(brief: &Brief, fresh: &Brief) -> bool {
    let own = |field: &str| brief.made.is_some() && !is_as_made(brief, field);
    let days = brief.date.zip(fresh.date).is_some_and(|(a, b)| a != b);
    let titles = stated_title(brief).zip(stated_title(fresh));
    common_address(brief, fresh) == Some(false)
        || (days && !own("date"))
        || (titles.is_some_and(|(a, b)| a != b) && !own("title"))
}

/// The headline, where it was not made from the text.
fn stated_title(brief: &Brief) -> Option<&str> {
    let rule = brief.derived.title.as_deref()?;
    (!crate::rules::is_proposal(rule)).then_some(brief.title.as_str())
}

/// The addresses by which an article is known.
pub fn addresses(brief: &Brief) -> Vec<String> {
    let urls = brief.sources.iter().filter_map(|s| s.url.as_deref());
    urls.filter_map(address).collect()
}

/// Whether two texts say the same in most of their words, and no address says that they are two articles.
pub fn nearly_the_same(brief: &Brief, fresh: &Brief, old: &Sketch, new: &Sketch) -> bool {
    let longer = old.pairs.len().max(new.pairs.len());
    !stated_apart(brief, fresh)
        && old.pairs.len().min(new.pairs.len()) >= FEW
        && share(old.pairs.intersection(&new.pairs).count(), longer) >= MOST
        && same_names(old, new)
        && same_amounts(old, new)
}

/// Whether enough of the shorter text's words stand in the other.
pub fn alike(brief: &Brief, fresh: &Brief) -> bool {
    let (old, new) = (Sketch::of(brief), Sketch::of(fresh));
    let pairs = contained(&old.pairs, &new.pairs);
    if old.pairs.len().min(new.pairs.len()) < FEW {
        // Headlines of entries without a text are all there is to compare.
        return pairs >= NEARLY_ALL || (pairs >= PAIRS && brief.title == fresh.title);
    }
    if old.pairs.len().min(new.pairs.len()) < SHORT {
        // Of one sentence or two, a trade's phrases are most: what is told apart is who, where and how much.
        return same_names(&old, &new)
            && (pairs >= PAIRS || contained(&old.words, &new.words) >= WORDS);
    }
    let alike = pairs >= PAIRS || contained(&old.words, &new.words) >= WORDS;
    let nameless = old.names.len().min(new.names.len()) < FEW_NAMES;
    pairs >= MOST || (alike && (nameless || contained(&old.names, &new.names) >= NAMES))
}

/// Whether nearly all names and amounts of the text with fewer of them stand in the other.
fn same_names(old: &Sketch, new: &Sketch) -> bool {
    old.names.len().min(new.names.len()) < FEW_NAMES
        || contained(&old.names, &new.names) >= MOST_NAMES
}

/// Whether `brief`, which names no fragment, was made from this article: somebody took the line out, and a second brief
/// beside it would be a twin. A text that merely quotes the article, or gathers several, is not.
pub fn made_from(brief: &Brief, article: &Brief, detached: &Sketch, fresh: &Sketch) -> bool {
    if stated_apart(brief, article) || !same_amounts(detached, fresh) {
        return false;
    }
    let (shorter, longer) = if detached.pairs.len() < fresh.pairs.len() {
        (&detached.pairs, &fresh.pairs)
    } else {
        (&fresh.pairs, &detached.pairs)
    };
    // A brief that still has the tool's hashes was made by it, however much of it was cut since.
    let of = if brief.made.is_some() {
        shorter
    } else {
        longer
    };
    of.len() >= FEW && share(shorter.intersection(longer).count(), of.len()) >= DETACHED
}

/// Whether at least half of the amounts are common: reports of one series share all their words but those.
fn same_amounts(old: &Sketch, new: &Sketch) -> bool {
    old.amounts.len().min(new.amounts.len()) < 2 || contained(&old.amounts, &new.amounts) >= AMOUNTS
}

/// The share of the smaller set that stands in the other.
fn contained(a: &HashSet<u64>, b: &HashSet<u64>) -> f64 {
    share(a.intersection(b).count(), a.len().min(b.len()))
}

#[allow(clippy::cast_precision_loss, reason = "counts of words")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// The words of a text; in scripts that write no spaces each character.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .flat_map(|run| {
            let spaceless = run.chars().any(|c| c >= '\u{2e80}');
            run.split_inclusive(move |c: char| spaceless && c >= '\u{2e80}')
        })
}

fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// An address by which an article is known: without scheme, `www.`, query and anchor; none for a site's front page,
/// which many state for each of their articles.
fn address(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    let host = url.host_str()?.trim_start_matches("www.");
    let path = url.path().trim_end_matches('/');
    // Without a path that tells articles apart, the query does.
    let query = url.query().filter(|_| !path.contains('-'));
    (path.len() > 1 || query.is_some())
        .then(|| format!("{host}{path}?{}", query.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(front: &str, body: &str) -> Brief {
        let source = format!("---\ntitle: T\n{front}---\n{body}\n");
        crate::brief::file::parse("a.md", &source).unwrap().0
    }

    const NYSA: &str = "Umicore will supply cathode materials to PowerCo from a plant in Nysa, Poland, the two companies said. Their joint venture is to reach a capacity of 160 GWh a year by the end of the decade.";
    const NYSA_LEAD: &str = "Umicore will supply cathode materials to PowerCo from a plant in Nysa, Poland, the two companies said.";
    const OHIO: &str = "Honda and LG Energy Solution will build a battery plant in Ohio, the two companies said on Monday. It is to reach a capacity of 40 GWh a year and to open by the end of 2025.";

    #[test]
    fn a_later_version_is_the_same_article() {
        let longer = format!(
            "Update: {NYSA} The first line is running, PowerCo added, and 900 people work there."
        );
        for later in [
            longer.as_str(),
            &NYSA.replace("160 GWh", "180 GWh"),
            NYSA_LEAD,
        ] {
            assert!(same_article(&brief("", NYSA), &brief("", later)), "{later}");
        }
        let rewritten = "PowerCo gets its cathode materials from Umicore: the joint venture's plant in Nysa, Poland, goes to 160 GWh capacity this decade.";
        assert!(same_article(&brief("", rewritten), &brief("", NYSA)));
        let url = "source: { url: https://example.org/a-b }\n";
        assert!(same_article(
            &brief(url, "Wholly other words of ours."),
            &brief(url, NYSA)
        ));
        let chinese = "宁德时代在匈牙利建设一座电池工厂,投资七十三亿欧元。";
        let later = "宁德时代在匈牙利建设一座电池工厂,投资八十亿欧元,明年投产。";
        assert!(same_article(&brief("", chinese), &brief("", later)));
    }

    #[test]
    fn another_article_is_another() {
        assert!(!same_article(&brief("", NYSA), &brief("", OHIO)));
        let front_page = "source: { url: https://example.org/ }\n";
        assert!(!same_article(
            &brief(front_page, NYSA),
            &brief(front_page, OHIO)
        ));
        let ford = |a: &str, b: &str| {
            format!("Ford Motor said on Monday that it will invest {a} billion dollars in {b}.")
        };
        assert!(!same_article(
            &brief("", &ford("1.2", "China")),
            &brief("", &ford("0.9", "India"))
        ));
        assert!(!same_article(
            &brief("", "宁德时代在匈牙利建设一座电池工厂,投资七十三亿欧元。"),
            &brief("", "三星在得克萨斯州的芯片厂推迟到后年才开始生产先进制程。")
        ));
    }

    #[test]
    fn a_text_that_gathers_or_quotes_was_not_made_from_one_article() {
        let article = brief("", NYSA);
        let fresh = Sketch::of(&article);
        let check = |front: &str, body: &str| {
            let detached = brief(front, body);
            made_from(&detached, &article, &Sketch::of(&detached), &fresh)
        };
        assert!(check("", NYSA));
        assert!(check("made: body=00000000\n", NYSA_LEAD));
        assert!(!check(
            "",
            &format!(
                "{OHIO} {NYSA} And more of our own words on both plants and on what we think of them."
            )
        ));
        assert!(!check("", OHIO));
    }
}
