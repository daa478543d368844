//! What stands where an article should be: a record that was taken down, an address without a text, the page of a
//! paywall, a login, a consent or a check for robots, an error. It is refused with its reason: nobody wants a brief of it.

use std::borrow::Cow;

use serde_json::{Map, Value};
use url::Url;

use super::{Fragment, FragmentKind, fields};
use crate::finding::Finding;
use crate::html::body::Body;
use crate::html::elements::Class;
use crate::html::plain;
use crate::html::tags::{Tag, tags};
use crate::table::{Values, Words, tables};

tables! {
    "data/absent.txt" => {
        /// In brackets, in place of what was taken down.
        TAKEN_DOWN: Words = "taken-down";
        /// In place of a text that an interface does not give.
        WITHHELD: Words = "withheld";
        /// Headlines of pages that stand in the place of another one.
        DOORS: Words = "doors";
        /// Openings of lines that ask something before there is an article.
        WALLS: Values = "walls";
        /// Openings of lines that ask to pay for the rest of one.
        PAY_WALLS: Values = "pay-walls";
        /// Parts of words with which such a line goes on.
        OFFERS: Values = "offers";
        /// What a button says that agrees to something.
        AGREE: Values = "agree";
        /// Words of pages that ask for consent.
        CONSENT: Values = "consent";
    }
}

/// Most words of a page that can be a door to another one.
const MOST_DOOR_WORDS: usize = 120;
/// Most words of a page that can be a wall: lists of what is agreed to are long.
const MOST_WALL_WORDS: usize = 400;
/// Fewest words of a paragraph that is an article's.
const PROSE: usize = 25;
/// Words of sentences that are more than a wall.
const LEAST: usize = 8;
/// Longest line that is a wall, in characters.
const MOST_LINE: usize = 160;
/// Words of prose beside a wall that are an excerpt of an article.
const EXCERPT: usize = 40;
/// Bytes of a page that are looked at for an article that was not found.
const WHOLE: usize = 200_000;
/// Bytes of a body that are looked at: more than the words above take.
pub(super) const WITHIN: usize = 8000;

/// Text as the lists have it.
fn comparable(text: &str) -> String {
    text.trim()
        .replace(['\u{2019}', '\u{2018}'], "'")
        .to_lowercase()
}

/// Whether a field holds no text but says that there was one: `[Removed]`.
pub(super) fn is_taken_down(text: &str) -> bool {
    let text = text.trim();
    text.strip_prefix('[')
        .and_then(|t| t.strip_suffix(']'))
        .is_some_and(|t| TAKEN_DOWN.has(&comparable(t)))
}

/// Whether a field holds no text but says that it is not given.
pub(super) fn is_withheld(text: &str) -> bool {
    text.len() < 100 && WITHHELD.has(&comparable(text))
}

/// Whether what a record says of itself was taken down: its text, or its headline where it has no other text.
pub(super) fn record_is_taken_down(record: &Map<String, Value>, body: Option<&str>) -> bool {
    let title = fields::get(record, &["title", "headline"]).and_then(fields::text);
    let title = title.is_some_and(|t| is_taken_down(&t));
    match body {
        Some(body) => is_taken_down(body),
        None => title,
    }
}

/// The finding of a record that its source took down.
pub(super) fn taken_down(name: &str) -> Finding {
    let record = name.rsplit_once('#').map_or(name, |(_, key)| key);
    Finding::error(
        "taken-down",
        format!("the record `{record}` was taken down by its source"),
    )
    .help("nothing of it is left to read; take it out of the file, or leave it")
}

/// Why a fragment is no article; none for all that may be one.
///
/// `blocks` are the first of its body, [`WITHIN`] bytes of them.
pub(super) fn refusal(fragment: &Fragment, blocks: &[String]) -> Option<Finding> {
    if matches!(
        fragment.kind,
        FragmentKind::Json | FragmentKind::FeedEntry | FragmentKind::Row
    ) {
        return None;
    }
    empty(fragment, blocks)
        .or_else(|| only_addresses(fragment, blocks))
        .or_else(|| closed(fragment, blocks))
        .map(|f| f.in_file(&fragment.name))
}

/// A page without a word, and without a picture or the like in place of words.
fn empty(fragment: &Fragment, blocks: &[String]) -> Option<Finding> {
    if !blocks.is_empty() || fragment.kind != FragmentKind::Page {
        return None;
    }
    let html = fragment.body.html();
    let shows =
        |t: Tag<'_>| t.class.is(Class::MEDIA) || t.is("img") || t.is("iframe") || t.is("table");
    let message = "the page shows no text: without its scripts nothing of an article is in it";
    (!tags(&html).any(shows)).then(|| {
        Finding::error("no-article", message)
            .help("open it in a browser, wait until the article is there, and save the page again")
    })
}

/// A file that holds an address, or several, and no text.
fn only_addresses(fragment: &Fragment, blocks: &[String]) -> Option<Finding> {
    let is_address = |word: &str| {
        let word = word.trim_matches(['<', '>', '(', ')']);
        let word = word.strip_prefix("URL=").unwrap_or(word);
        let with_scheme = if word.starts_with("www.") {
            format!("https://{word}")
        } else {
            word.to_owned()
        };
        Url::parse(&with_scheme).is_ok_and(|u| {
            matches!(u.scheme(), "http" | "https") && u.host_str().is_some_and(|h| h.contains('.'))
        })
    };
    let words: Vec<&str> = blocks.iter().flat_map(|b| b.split_whitespace()).collect();
    let shortcut = words.first() == Some(&"[InternetShortcut]");
    let title = fragment.metadata.title.as_ref().map(|t| t.value.as_str());
    let stated = title.is_some_and(|t| !is_address(t)) && !shortcut;
    let count = words.iter().filter(|w| is_address(w)).count();
    if count == 0 || stated || (count < words.len() && !shortcut) {
        return None;
    }
    let what = if count == 1 {
        "the file holds an address and no text".to_owned()
    } else {
        format!("the file holds {count} addresses and no text")
    };
    Some(Finding::error("only-address", what).help("open it and save the page itself"))
}

/// A page that stands before an article: little text, and the words of a door or a wall.
fn closed(fragment: &Fragment, blocks: &[String]) -> Option<Finding> {
    let count = |b: &String| b.split_whitespace().count().max(b.chars().count() / 12);
    let words: usize = blocks.iter().map(count).sum();
    if words > MOST_WALL_WORDS {
        return None;
    }
    let title = fragment.metadata.title.as_ref().map(|t| t.value.as_str());
    let title = comparable(title.unwrap_or_default());
    let head = [" | ", " - ", " – ", " — "]
        .iter()
        .filter_map(|s| title.split_once(s))
        .map(|(head, _)| head)
        .min_by_key(|head| head.len())
        .unwrap_or(&title);
    let door = DOORS.has(&title) || DOORS.has(head);
    let wall = blocks.iter().find(|b| is_wall(b));
    let prose: usize = blocks
        .iter()
        .filter(|b| Some(*b) != wall && count(b) >= PROSE)
        .map(count)
        .sum();
    let refused = match wall {
        Some(_) if door => prose < words || words <= MOST_DOOR_WORDS,
        Some(_) => prose < EXCERPT,
        None => door && words <= MOST_DOOR_WORDS && prose < EXCERPT,
    };
    let refused = refused && (door || !has_article(fragment) && beside_wall(blocks) < LEAST)
        || asks_consent(fragment, blocks);
    if !refused {
        return None;
    }
    let said = wall.map_or(head, String::as_str);
    let said: String = said.chars().take(80).collect();
    Some(
        Finding::error(
            "no-access",
            format!("the page is no article but stands before one or in its place: \u{201c}{said}\u{201d}"),
        )
        .help("open the article, past what the page asks for, and save it again"),
    )
}

/// Whether a line asks something before there is an article, or for the rest of one.
fn is_wall(line: &str) -> bool {
    let line = comparable(line);
    let mut openings = WALLS.iter().chain(PAY_WALLS.iter());
    openings.any(|w| line.starts_with(w))
}

/// Whether a line asks to pay for the rest of an article.
pub(super) fn is_pay_wall(line: &str) -> bool {
    let line = comparable(line.trim_start_matches(|c: char| !c.is_alphanumeric()));
    line.chars().count() <= MOST_LINE && PAY_WALLS.iter().any(|w| line.starts_with(w))
}

/// Whether a line says what is sold behind a wall.
pub(super) fn is_offer(line: &str) -> bool {
    let line = comparable(line);
    is_wall(&line) || OFFERS.iter().any(|o| line.contains(o))
}

/// The words of a line; of scripts without spaces about as many.
fn count_words(line: &str) -> usize {
    let unspaced = line.chars().filter(|c| *c > '\u{2e80}').count();
    line.split_whitespace().count().max(unspaced / 3)
}

/// Whether a line is a sentence of some length.
pub(super) fn is_sentence(line: &str) -> bool {
    let ends = [
        '.', '!', '?', '。', '！', '？', '"', '\u{201d}', '\u{201c}', '»', '…', ')',
    ];
    count_words(line) >= 8 && line.trim_end().ends_with(ends)
}

/// The words of the sentences that stand before a wall; beside one that asks to pay, also of those behind what explains it.
fn beside_wall(blocks: &[String]) -> usize {
    let mut words = 0;
    let mut after_wall = false;
    for block in blocks {
        let wall = is_wall(block);
        if wall && !is_pay_wall(block) {
            break;
        }
        if is_sentence(block) && !after_wall && !is_offer(block) {
            words += count_words(block);
        }
        after_wall = wall;
    }
    words
}

/// Whether a page asks for consent and holds nothing else: a button that agrees, several words of what it asks for, and
/// no sentence without any.
///
/// `blocks` are the first of its body, [`WITHIN`] bytes of them: all of a short one that is no page.
fn asks_consent(fragment: &Fragment, blocks: &[String]) -> bool {
    let whole = |html: &str| (html.len() <= WHOLE).then(|| plain::blocks(html, WHOLE));
    let blocks = match &fragment.body {
        Body::Source(html) if html.len() <= WITHIN => Some(Cow::Borrowed(blocks)),
        Body::Source(html) => whole(html).map(Cow::Owned),
        Body::Page(page) => whole(&page.html.root_element().inner_html()).map(Cow::Owned),
    };
    let Some(blocks) = blocks else {
        return false;
    };
    if blocks.iter().map(|b| count_words(b)).sum::<usize>() > MOST_WALL_WORDS {
        return false;
    }
    let lines: Vec<String> = blocks.iter().map(|b| comparable(b)).collect();
    let agrees =
        |line: &String| count_words(line) <= 5 && AGREE.iter().any(|a| line.starts_with(a));
    if !lines.iter().any(agrees) {
        return false;
    }
    let mut asked: Vec<&str> = Vec::new();
    let mut apart = 0;
    for line in &lines {
        let before = asked.len();
        asked.extend(CONSENT.iter().filter(|w| holds_word(line, w)));
        if asked.len() == before && is_sentence(line) {
            apart += count_words(line);
        }
    }
    asked.sort_unstable();
    asked.dedup();
    asked.len() >= 3 && apart < LEAST
}

/// Whether a word, or one that begins so, stands in a line.
fn holds_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|b| b.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    })
}

/// Whether a page holds sentences elsewhere than in what was taken for its article: an article behind a wall's words.
fn has_article(fragment: &Fragment) -> bool {
    let Body::Page(page) = &fragment.body else {
        return false;
    };
    let html = page.html.root_element().inner_html();
    let mut after_wall = false;
    let mut words = 0;
    for block in plain::blocks(&html, WHOLE) {
        let line = comparable(&block);
        let count = block
            .split_whitespace()
            .count()
            .max(block.chars().count() / 12);
        let wall = WALLS.iter().any(|w| line.contains(w));
        let sentence =
            count >= 8 && line.ends_with(['.', '!', '?', '。', '！', '？', '"', '\u{201d}', '…']);
        // What follows a wall's line explains it.
        if sentence && !wall && !after_wall {
            words += count;
        }
        after_wall = wall;
    }
    // One sentence that nothing of a wall explains is enough of a doubt: better a brief too many than an article refused.
    words * 2 >= PROSE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fragment::read;

    fn rule(name: &str, text: &str) -> Option<&'static str> {
        let reading = read(name, text.as_bytes(), None);
        assert_eq!(
            reading.fragments.is_empty(),
            !reading.findings.is_empty(),
            "{text}: {:?}",
            reading.findings
        );
        reading.findings.first().map(|f| f.rule)
    }

    #[test]
    fn addresses_are_no_articles() {
        for text in [
            "https://e.example.com/2025/plant",
            "https://e.example.com/a\nhttps://e.example.com/b\n",
            "[InternetShortcut]\r\nURL=https://e.example.com/a\r\n",
            "www.example.com/plant",
        ] {
            assert_eq!(rule("a.txt", text), Some("only-address"), "{text}");
        }
        let text = "The plant opened in Reno.\n\nhttps://e.example.com/a";
        assert_eq!(rule("a.txt", text), None);
        let link = "<p><a href='https://e.example.com/'>https://e.example.com/</a></p>";
        assert_eq!(rule("a.html", link), Some("only-address"));
    }

    #[test]
    fn walls_doors_and_errors_are_no_articles() {
        let page = |title: &str, body: &str| {
            format!(
                "<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"
            )
        };
        for (title, body) in [
            (
                "Just a moment...",
                "<p>Enable JavaScript and cookies to continue</p>",
            ),
            (
                "Access Denied",
                "<h1>Access Denied</h1><p>You don't have permission to access this server.</p>",
            ),
            (
                "Cells rise in price - A Paper",
                "<h1>Cells rise in price</h1><p>Subscribe to continue reading this article.</p>",
            ),
            (
                "Zellen werden teurer",
                "<p>Jetzt weiterlesen mit dem Abo</p><p>Sie haben bereits ein Abo? Anmelden</p>",
            ),
            (
                "404 Not Found",
                "<h1>Not Found</h1><p>The page was not found.</p>",
            ),
        ] {
            assert_eq!(
                rule("a.html", &page(title, body)),
                Some("no-access"),
                "{title}"
            );
        }
        let lead = "The maker will spend more on its plant in Reno, which will make cells for cars and for \
            the grid from next year on, and it will hire four hundred people for it, it said on Monday.";
        let teaser = format!(
            "<article><h1>Cells rise</h1><p>{lead}</p><p>{lead}</p><p>Subscribe to continue reading.</p></article>"
        );
        assert_eq!(rule("a.html", &page("Cells rise", &teaser)), None);
        let note = "<div><p>We value your privacy. With your consent we keep what you read, and more.</p></div>\
            <div><p>A room of the ferry burned for two hours on Sunday while it lay in dock. Nobody was hurt.</p>\
            <p>The yard filled the room with water, and why it burned is not known so far.</p></div>";
        assert_eq!(rule("a.html", &page("A ferry burns", note)), None);
        let pure = "<h1>paper.example mit Werbung</h1><p>Lesen Sie paper.example wie gewohnt mit Werbung und Tracking. \
            Mehr dazu steht in der Datenschutzerklärung.</p><button>Akzeptieren und weiter</button><p>Pur für 2 € im Monat</p>";
        assert_eq!(rule("a.html", &page("Zustimmung", pure)), Some("no-access"));
        let about = "<p>Der Verlag bietet seine Seiten nun im Pur-Abo ohne Werbung und Tracking an, wie er am Montag sagte.</p>\
            <p>Bisher haben sich zwölftausend Leserinnen und Leser dafür entschieden, die meisten in Wien.</p>";
        assert_eq!(rule("a.html", &page("Ein Verlag rechnet", about)), None);
        let article =
            format!("<article><h1>Access denied</h1><p>{lead}</p><p>{lead}</p></article>");
        assert_eq!(rule("a.html", &page("Access denied", &article)), None);
    }

    #[test]
    fn what_stands_for_a_text_that_went() {
        assert!(is_taken_down("[Removed]") && is_taken_down(" [deleted] "));
        assert!(!is_taken_down("Removed") && !is_taken_down("[Update] The plant"));
        assert!(is_withheld("ONLY AVAILABLE IN PAID PLANS"));
    }
}
