//! The tables behind the rules, read once: phrases, names of boxes, share links, tracking parameters, hosts.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use url::Url;

use crate::hash::Map;
use crate::table::{Cell, Fault, List, Row, Values, Words, tables};

/// What kind of phrase opens a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PhraseKind {
    /// A pointer to another article.
    Label = 0,
    /// The same, where prose opens so as well.
    Weak = 1,
    /// The mark of an advertisement.
    Ad = 2,
    /// A plea to subscribe, follow, log in or give.
    Subscribe = 3,
    /// The same, where prose opens so as well.
    Plea = 4,
    /// A line that feeds put under an article.
    Footer = 5,
    /// A word of share bars.
    Share = 6,
    /// Ends a line before a list of sponsors.
    Sponsor = 7,
}

const KINDS: [(&str, PhraseKind); 8] = [
    ("label", PhraseKind::Label),
    ("weak", PhraseKind::Weak),
    ("ad", PhraseKind::Ad),
    ("subscribe", PhraseKind::Subscribe),
    ("plea", PhraseKind::Plea),
    ("footer", PhraseKind::Footer),
    ("share", PhraseKind::Share),
    ("sponsor", PhraseKind::Sponsor),
];

tables! {
    "data/phrases.txt" => {
        /// What publishers write around their articles, each phrase with its kinds.
        PHRASES: Phrases = "";
    }
    "data/boxes.txt" => {
        /// Names of boxes that are not the article.
        BOXES: Boxes = "";
    }
    "data/box_words.txt" => {
        /// Words around the name of a box that say nothing of what it holds.
        BESIDE_NAMES: Words = "beside";
    }
    "data/share_links.txt" => {
        /// Starts of addresses that share, print or save a page.
        SHARE_LINKS: Values = "";
    }
    "data/trackers.txt" => {
        /// Query parameters that follow readers; a star stands for any ending.
        TRACKERS: Values = "";
    }
    "data/hosts.txt" => {
        /// Hosts of what an article shows in a frame.
        EMBEDS: Hosts = "embed";
        /// Hosts of pictures that count readers.
        PIXELS: Hosts = "pixel";
    }
    "data/lines.txt" => {
        /// Words that stand between those of share bars and say nothing.
        FILLERS: Words = "fillers";
        /// Labels that a publisher's own note about the article opens with; what follows belongs to it.
        pub(super) CREDITS: Words = "credits";
        /// Words that tell where the article goes on after an advertisement.
        pub(super) GOES_ON: Words = "goes-on";
        /// Words that stand between them.
        pub(super) BESIDE_GOES_ON: Words = "beside-goes-on";
        /// How a line that feeds put under an article begins: it speaks of the article itself.
        pub(super) ITSELF: Values = "itself";
        /// Words of players, galleries and buttons, where they are a whole line.
        pub(super) INTERFACE: Words = "interface";
        /// Words beside a number of readers, visits or comments.
        pub(super) COUNTERS: Words = "counters";
        /// Those of them that tell nothing alone.
        pub(super) BESIDE_COUNTERS: Words = "beside-counters";
        /// The text of a link that says no more than where to press.
        pub(super) HERE: Words = "here";
        /// Answers of one word.
        pub(super) YES_NO: Words = "yes-no";
        /// Whole sentences of machines, players and forms.
        pub(super) NOTICES: Words = "notices";
        /// Terms of the small print under a field for an address.
        pub(super) CONSENT: Values = "consent";
        /// With what such print begins.
        pub(super) SIGNING: Values = "signing";
        /// Lines that end a box for those who listen.
        pub(super) ENDS_BOX: Words = "ends-box";
        /// What a publisher gets when a reader buys.
        pub(super) PAID: Values = "paid";
        /// For which links.
        pub(super) PAID_LINKS: Values = "paid-links";
        /// What readers' comments are called.
        pub(super) TALK: Words = "talk";
        /// Requests to readers, as the first word of a line.
        pub(super) REQUESTS: Values = "requests";
        /// What they are asked to take, anywhere in the line.
        pub(super) OFFERED: Values = "offered";
        /// Parts of a sentence that asks readers for support.
        pub(super) ASKS: Values = "asks";
        /// Minutes, as the time that reading takes is told.
        pub(super) MINUTES: Words = "minutes";
        /// Words beside the minutes that reading takes.
        pub(super) READING: Words = "reading";
        /// Headings over a note on the author.
        pub(super) ABOUT_AUTHOR: Words = "about-author";
    }
}

impl Cell for PhraseKind {
    fn of_cell(row: Row<'static>, cell: &'static str) -> Result<Self, Fault> {
        let kind = KINDS.iter().find(|k| k.0 == cell);
        kind.map(|k| k.1)
            .ok_or_else(|| row.fault(format!("there is no kind `{cell}`")))
    }
}

/// Phrases and their kinds, one bit each.
struct Phrases(Map<&'static str, u8>);

impl List for Phrases {
    fn of_rows(rows: &[Row<'static>]) -> Result<Self, Fault> {
        let mut phrases = Map::default();
        let rows: Vec<(PhraseKind, &str, Values)> = List::of_rows(rows)?;
        for (kind, _language, list) in rows {
            for phrase in list {
                *phrases.entry(phrase).or_insert(0) |= 1 << kind as u8;
            }
        }
        Ok(Self(phrases))
    }
}

impl Phrases {
    /// The kinds of a phrase, none if it is no phrase.
    fn kinds(&self, phrase: &str) -> u8 {
        self.0.get(phrase).copied().unwrap_or_default()
    }

    fn is(&self, phrase: &str, kind: PhraseKind) -> bool {
        self.kinds(phrase) & (1 << kind as u8) != 0
    }
}

static FOOTERS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let phrases = PHRASES.0.keys().copied();
    let mut footers: Vec<&str> = phrases
        .filter(|p| PHRASES.is(p, PhraseKind::Footer))
        .collect();
    footers.sort_unstable();
    AhoCorasick::new(footers).expect("some dozen phrases fit an automaton")
});

/// Longest phrase in characters.
static LONGEST: LazyLock<usize> = LazyLock::new(|| {
    PHRASES
        .0
        .keys()
        .map(|p| p.chars().count())
        .max()
        .unwrap_or(0)
});

/// A line as phrases are compared: lower case, straight quotes, from its first letter or digit; with the number of
/// bytes that were left out at the front of the original.
pub(super) fn comparable(text: &str) -> (String, usize) {
    let lead = text
        .find(|c: char| c.is_alphanumeric())
        .unwrap_or(text.len());
    let body = text.get(lead..).unwrap_or_default();
    if body.is_ascii() && !body.contains('`') {
        return (body.to_ascii_lowercase(), lead);
    }
    let mut lower = String::with_capacity(body.len());
    for c in body.chars() {
        match c {
            '’' | '‘' | '`' => lower.push('\''),
            c if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
            // In lower case it would be two characters, of which no phrase has the second.
            'İ' => lower.push('i'),
            c => lower.extend(c.to_lowercase()),
        }
    }
    (lower, lead)
}

/// Whether words of this character's script stand without spaces between them.
fn unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// The longest phrase of each kind wanted that opens the comparable text: kind and length in characters.
pub(super) fn openings(comparable: &str, wanted: &[PhraseKind]) -> Vec<(PhraseKind, usize)> {
    let mask = wanted.iter().fold(0_u8, |m, k| m | 1 << *k as u8);
    let mut found: Vec<(PhraseKind, usize)> = Vec::new();
    let mut chars = comparable.char_indices().peekable();
    let mut count = 0;
    while let Some((at, c)) = chars.next() {
        count += 1;
        if count > *LONGEST {
            break;
        }
        let end = at + c.len_utf8();
        if chars
            .peek()
            .is_some_and(|(_, next)| next.is_alphanumeric() && !unspaced(c))
        {
            continue;
        }
        let kinds = PHRASES.kinds(comparable.get(..end).unwrap_or_default());
        if kinds & mask == 0 {
            continue;
        }
        for (_, kind) in KINDS
            .iter()
            .filter(|(_, k)| wanted.contains(k) && kinds & (1 << *k as u8) != 0)
        {
            match found.iter_mut().find(|f| f.0 == *kind) {
                Some(f) => f.1 = count,
                None => found.push((*kind, count)),
            }
        }
    }
    found
}

/// Whether the whole comparable text, marks at its end aside, is one phrase of this kind.
pub(super) fn is_whole(comparable: &str, kind: PhraseKind) -> bool {
    let end = comparable.trim_end_matches(|c: char| !c.is_alphanumeric());
    PHRASES.is(end, kind) || PHRASES.is(comparable.trim_end(), kind)
}

/// Whether a phrase that feeds put under articles stands in the text.
pub(super) fn holds_footer(comparable: &str) -> bool {
    FOOTERS.is_match(comparable)
}

/// Whether the comparable text ends in a phrase of this kind and a colon.
pub(super) fn ends_before_colon(comparable: &str, kind: PhraseKind) -> bool {
    let Some(body) = comparable
        .trim_end()
        .strip_suffix([':', '：'])
        .map(str::trim_end)
    else {
        return false;
    };
    // A phrase has at most six words.
    body.char_indices()
        .rev()
        .filter(|(_, c)| c.is_whitespace())
        .take(6)
        .map(|(i, c)| i + c.len_utf8())
        .chain([0])
        .any(|i| body.get(i..).is_some_and(|p| PHRASES.is(p, kind)))
}

/// Whether every word of the text is one of share bars, and at least one is no filler.
pub(super) fn is_share_bar(comparable: &str) -> bool {
    let mut rest = comparable.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut real = false;
    while !rest.is_empty() {
        let digits = rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_numeric() || matches!(c, '.' | ',' | 'k'))
                .len();
        let length = if rest.starts_with(char::is_numeric) {
            digits
        } else {
            match openings(rest, &[PhraseKind::Share]).first() {
                Some((_, chars)) => rest.char_indices().nth(*chars).map_or(rest.len(), |c| c.0),
                None => return false,
            }
        };
        let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        real |= !FILLERS.has(word) && !word.starts_with(char::is_numeric);
        rest = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    real
}

/// Names of boxes, their words joined by hyphens, and the rules they stand for.
struct Boxes {
    names: Map<&'static str, &'static str>,
    /// Most words of a name.
    longest: usize,
}

impl List for Boxes {
    fn of_rows(rows: &[Row<'static>]) -> Result<Self, Fault> {
        let mut names = Map::default();
        let mut longest = 1;
        let rows: Vec<(&str, Values)> = List::of_rows(rows)?;
        for (rule, list) in rows {
            for name in list {
                longest = longest.max(name.split('-').count());
                names.entry(name).or_insert(rule);
            }
        }
        Ok(Self { names, longest })
    }
}

/// The rules that names of boxes stand for.
#[cfg(test)]
pub(super) fn box_rules() -> impl Iterator<Item = &'static str> {
    BOXES.names.values().copied()
}

/// The rule that one of the names in a `class` or `id` stands for.
pub(super) fn box_rule(names: &str) -> Option<&'static str> {
    names.split_ascii_whitespace().find_map(rule_of_name)
}

/// The rule that a name stands for as a whole: a known one, with nothing around it but words that say nothing of what a
/// box holds. `share-price` and `comments-period` are names of their own.
pub(super) fn rule_of_name(name: &str) -> Option<&'static str> {
    let words = words_of_name(name);
    let mut found = None;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let known = (1..=BOXES.longest).rev().find_map(|count| {
            let joined = words.get(at..at + count)?.join("-");
            Some((*BOXES.names.get(joined.as_str())?, count))
        });
        match known {
            Some((rule, count)) => {
                found = found.or(Some(rule));
                at += count;
            }
            None if word.len() <= 3 || BESIDE_NAMES.has(word) => at += 1,
            None if word.bytes().all(|b| b.is_ascii_digit()) => at += 1,
            None => return None,
        }
    }
    found
}

/// The words of a name, lower case, parted at signs and inner capitals.
fn words_of_name(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower_before = false;
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() || c.is_ascii_uppercase() && lower_before {
            words.push(String::new());
        }
        lower_before = c.is_ascii_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_ascii_alphanumeric()) {
            word.push(c.to_ascii_lowercase());
        }
    }
    words.retain(|w| !w.is_empty());
    words
}

/// Whether a link shares, prints or saves the page instead of leading to one.
pub(super) fn is_share_link(href: &str) -> bool {
    let lower = href.trim().to_ascii_lowercase();
    let bare = lower
        .strip_prefix("https:")
        .or_else(|| lower.strip_prefix("http:"))
        .unwrap_or(&lower)
        .trim_start_matches('/');
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    SHARE_LINKS.iter().any(|s| bare.starts_with(s))
}

/// Whether a query parameter, written `name=value`, only follows readers.
pub(super) fn is_tracker(pair: &str) -> bool {
    let lower = pair.to_ascii_lowercase();
    let name = lower.split('=').next().unwrap_or_default();
    TRACKERS.iter().any(|t| match t.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None if t.contains('=') => lower == *t,
        None => name == *t,
    })
}

/// What the hosts of a list serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Serves {
    /// Players, posts and charts.
    Embeds,
    /// Pictures that count readers.
    Pixels,
}

/// Hosts, each with the start of the paths that count.
pub(super) struct Hosts(Vec<(&'static str, &'static str)>);

impl List for Hosts {
    fn of_rows(rows: &[Row<'static>]) -> Result<Self, Fault> {
        let places: Values = Values::of_rows(rows)?;
        let parted = places.into_iter();
        let parted = parted.map(|place| place.split_once('/').unwrap_or((place, "")));
        Ok(Self(parted.collect()))
    }
}

impl Hosts {
    /// Whether an address is of one of the hosts.
    pub(super) fn hold(&self, url: &Url) -> bool {
        let Some(host) = url.host_str() else {
            return false;
        };
        let path = url.path().trim_start_matches('/');
        self.0.iter().any(|(h, p)| {
            host.strip_suffix(h)
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
                && path.starts_with(p)
        })
    }
}

/// Whether an address is of a host that serves this.
pub(crate) fn is_host_of(serves: Serves, url: &Url) -> bool {
    match serves {
        Serves::Embeds => EMBEDS.hold(url),
        Serves::Pixels => PIXELS.hold(url),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_have_straight_quotes() {
        let curly: Vec<&&str> = PHRASES.0.keys().filter(|p| p.contains('’')).collect();
        assert!(curly.is_empty(), "{curly:?}");
    }

    #[test]
    fn openings_end_at_a_word() {
        let label = |t: &str| {
            openings(&comparable(t).0, &[PhraseKind::Label])
                .first()
                .map(|f| f.1)
        };
        assert_eq!(label("» Also read: this"), Some(9));
        assert_eq!(label("Also ready for this"), None);
        assert_eq!(label("【関連記事】新しい電池"), Some(4));
        assert_eq!(label("READ MORE ON THIS story"), Some(17));
    }

    #[test]
    fn share_bars_hold_nothing_else() {
        assert!(is_share_bar("share on facebook 12 tweet"));
        assert!(!is_share_bar("share prices fell"));
        assert!(!is_share_bar("on the 12"));
    }

    #[test]
    fn boxes_go_by_whole_names() {
        assert_eq!(box_rule("pk-share-buttons-wrap"), Some("share-bar"));
        assert_eq!(box_rule("inlineRelated"), Some("related-list"));
        assert_eq!(box_rule("header shadow"), None);
        assert_eq!(box_rule("article__read-more"), Some("related-list"));
        assert_eq!(box_rule("c-2 post-social-share"), Some("share-bar"));
        for name in [
            "share-price",
            "subscription-model",
            "comments-period",
            "comments-on-policy",
            "cookie-policy",
            "market-share",
            "ratingAgency",
        ] {
            assert_eq!(box_rule(name), None, "{name}");
        }
    }
}
