//! The tables behind the rules, read once: phrases, names of boxes, share links, tracking parameters, hosts.

use std::collections::HashMap;
use std::sync::LazyLock;

use url::Url;

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

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .map(str::trim_end)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
}

static PHRASES: LazyLock<HashMap<&'static str, u8>> = LazyLock::new(|| {
    let mut phrases = HashMap::new();
    for row in rows(include_str!("tables/phrases.tsv")) {
        let mut fields = row.splitn(3, '\t');
        let (Some(kind), Some(_), Some(list)) = (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let Some((_, kind)) = KINDS.iter().find(|k| k.0 == kind) else {
            continue;
        };
        for phrase in list.split(" | ").map(str::trim).filter(|p| !p.is_empty()) {
            *phrases.entry(phrase).or_insert(0) |= 1 << *kind as u8;
        }
    }
    phrases
});

static FOOTERS: LazyLock<Option<aho_corasick::AhoCorasick>> = LazyLock::new(|| {
    let mut footers: Vec<&str> = PHRASES
        .iter()
        .filter(|(_, k)| **k & (1 << PhraseKind::Footer as u8) != 0)
        .map(|(p, _)| *p)
        .collect();
    footers.sort_unstable();
    aho_corasick::AhoCorasick::new(footers).ok()
});

/// Longest phrase in characters.
static LONGEST: LazyLock<usize> =
    LazyLock::new(|| PHRASES.keys().map(|p| p.chars().count()).max().unwrap_or(0));

/// A line as phrases are compared: lower case, straight quotes, from its first letter or digit; with the number of
/// bytes that were left out at the front of the original.
pub(super) fn comparable(text: &str) -> (String, usize) {
    let lead = text
        .find(|c: char| c.is_alphanumeric())
        .unwrap_or(text.len());
    let body = text.get(lead..).unwrap_or_default();
    let mut lower = String::with_capacity(body.len());
    for c in body.chars() {
        match c {
            '’' | '‘' | '`' => lower.push('\''),
            c if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
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
        let Some(kinds) = comparable
            .get(..end)
            .and_then(|p| PHRASES.get(p))
            .filter(|k| **k & mask != 0)
        else {
            continue;
        };
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
    let is = |p: &str| PHRASES.get(p).is_some_and(|k| k & (1 << kind as u8) != 0);
    is(end) || is(comparable.trim_end())
}

/// Whether a phrase that feeds put under articles stands in the text.
pub(super) fn holds_footer(comparable: &str) -> bool {
    FOOTERS.as_ref().is_some_and(|f| f.is_match(comparable))
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
    let is = |p: &str| PHRASES.get(p).is_some_and(|k| k & (1 << kind as u8) != 0);
    // A phrase has at most six words.
    body.char_indices()
        .rev()
        .filter(|(_, c)| c.is_whitespace())
        .take(6)
        .map(|(i, c)| i + c.len_utf8())
        .chain([0])
        .any(|i| body.get(i..).is_some_and(is))
}

/// Whether every word of the text is one of share bars, and at least one is no filler.
pub(super) fn is_share_bar(comparable: &str) -> bool {
    const FILLERS: &[&str] = &[
        "on",
        "by",
        "or",
        "and",
        "the",
        "via",
        "x",
        "to",
        "in",
        "0",
        "total",
        "auf",
        "per",
        "sur",
        "par",
        "en",
        "por",
        "su",
        "no",
        "na",
        "em",
        "op",
        "pe",
        "в",
        "у",
        "på",
        "bei",
        "über",
        "line",
        "mix",
        "more",
        "article",
        "story",
        "views",
        "view",
        "a",
        "google",
        "featured",
        "loading",
        "text size",
        "add to",
        "your friends",
        "advertisement",
        "dismiss",
        "close",
    ];
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
        real |= !FILLERS.contains(&word) && !word.starts_with(char::is_numeric);
        rest = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    real
}

/// Names of boxes: a word, or part of the attribute for a name with a hyphen, and the rule it stands for.
/// Names and the rules they stand for: whole words, and parts with hyphens.
type Boxes = (
    HashMap<&'static str, &'static str>,
    Vec<(&'static str, &'static str)>,
);

static BOXES: LazyLock<Boxes> = LazyLock::new(|| {
    let mut words = HashMap::new();
    let mut parts = Vec::new();
    for row in rows(include_str!("tables/boxes.tsv")) {
        let Some((rule, names)) = row.split_once('\t') else {
            continue;
        };
        for name in names.split('|').map(str::trim) {
            if name.contains('-') {
                parts.push((name, rule));
            } else {
                words.entry(name).or_insert(rule);
            }
        }
    }
    (words, parts)
});

/// The rule that a `class` or `id` stands for.
pub(super) fn box_rule(attribute: &str) -> Option<&'static str> {
    let (words, parts) = &*BOXES;
    let mut word = String::new();
    let mut lower_before = false;
    let mut found = None;
    for c in attribute.chars().chain(std::iter::once(' ')) {
        let boundary = !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && lower_before);
        if boundary && !word.is_empty() {
            // The first name wins, but nothing beats the order of the words in the attribute.
            found = found.or_else(|| words.get(word.as_str()).copied());
            word.clear();
        }
        lower_before = c.is_ascii_lowercase();
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
    }
    found.or_else(|| {
        let lower = attribute.to_ascii_lowercase().replace('_', "-");
        parts
            .iter()
            .find(|(name, _)| lower.contains(name))
            .map(|p| p.1)
    })
}

static SHARE_LINKS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| rows(include_str!("tables/share_links.tsv")).collect());

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

static TRACKERS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| rows(include_str!("tables/trackers.tsv")).collect());

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

static HOSTS: LazyLock<Vec<(&'static str, &'static str, &'static str)>> = LazyLock::new(|| {
    rows(include_str!("tables/hosts.tsv"))
        .filter_map(|row| {
            let (kind, place) = row.split_once('\t')?;
            let (host, path) = place.split_once('/').unwrap_or((place, ""));
            Some((kind, host, path))
        })
        .collect()
});

/// Whether an address is of a host of this kind (`embed` or `pixel`).
pub(crate) fn is_host_of(kind: &str, url: &Url) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    let path = url.path().trim_start_matches('/');
    HOSTS.iter().any(|(k, h, p)| {
        *k == kind
            && host
                .strip_suffix(h)
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
            && path.starts_with(p)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_a_known_kind_and_lower_case() {
        for row in rows(include_str!("tables/phrases.tsv")) {
            let kind = row.split('\t').next().unwrap_or_default();
            assert!(KINDS.iter().any(|k| k.0 == kind), "{row}");
            assert_eq!(row.split('\t').count(), 3, "{row}");
            let list = row.split('\t').nth(2).unwrap_or_default();
            assert!(!list.contains('’'), "{row}");
        }
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
    fn boxes_go_by_whole_words() {
        assert_eq!(box_rule("pk-share-buttons-wrap"), Some("share-bar"));
        assert_eq!(box_rule("inlineRelated"), Some("related-list"));
        assert_eq!(box_rule("header shadow"), None);
        assert_eq!(box_rule("article__read-more"), Some("related-list"));
    }
}
