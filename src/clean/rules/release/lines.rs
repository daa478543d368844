//! What one block of a press release's closing matter is, by its own words.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, PatternID};

use super::PROSE;
use crate::clean::outline::OutlineBlock;
use crate::clean::phrases::{comparable, holds_footer};
use crate::table::{Values, Words, tables};
use crate::text::words::{is_wide, words};

tables! {
    "../../data/release.txt" => {
        /// Opens a heading over what a firm says of itself.
        ABOUT: Values = "about";
        /// Ends such a heading.
        ABOUT_AFTER: Values = "about-after";
        /// Opens what a firm says of itself.
        OPENINGS: Words = "openings";
        /// Stands in a heading for the firm's name.
        SELF_NAMED: Words = "self-named";
        /// A heading over whom to ask.
        CONTACT: Words = "contact";
        /// Parts of a line that tells whom to ask.
        CONTACT_WORDS: Values = "contact-words";
        /// Opens a wire's line on whom of its own people to ask.
        ASKS_REPORTER: Values = "asks-reporter";
        /// A heading over legal notices.
        LEGAL: Words = "legal";
        /// Parts of a heading over forecasts.
        OUTLOOK: Values = "outlook";
        /// What lawyers write.
        FORMULAS: Values = "formulas";
        /// Parts of sentences in which a notice speaks of itself.
        OF_ITSELF: Values = "of-itself";
        /// Opens a line in which a wire points at its own copy.
        WIRE: Values = "wire";
    }
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading "About" and a name.
    AboutHead,
    /// A heading over contacts.
    ContactHead,
    /// A heading over a legal notice.
    LegalHead,
    /// A heading "About" and a name, grown together with what follows.
    About,
    /// Whom to ask, in one line.
    Contact,
    /// A legal notice, by its formulas.
    Legal,
    /// A wire's pointer at its copy.
    Wire,
    /// Hardly more than an address.
    Bare,
    /// A few words that end as no sentence.
    Line,
    /// A short sentence.
    Short,
    /// A paragraph of text.
    Prose,
    /// A table, a picture, a caption, or what was cut before: neither for nor against.
    Beside,
}

/// What was cut before, and what shows no words.
pub(super) const MARKED: Kind = Kind::Beside;

impl Kind {
    /// Whether closing matter may go on before it.
    pub(super) fn is_neutral(self) -> bool {
        matches!(self, Self::Bare | Self::Line | Self::Short | Self::Beside)
    }
}

/// What a block is, by its own words.
pub(super) fn kind_of(block: &OutlineBlock) -> Kind {
    let text = block.text.as_str();
    if block.within.table || block.within.caption {
        return Kind::Beside;
    }
    if block.within.quote || block.within.code {
        return Kind::Prose;
    }
    let (plain, lead) = comparable(text);
    let bare = plain.trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_line = is_line(text);
    if is_line || block.chars <= 60 {
        if is_about(text.get(lead..).unwrap_or_default(), &plain) {
            return Kind::AboutHead;
        }
        if LEGAL.has(bare) || OUTLOOK.iter().any(|w| plain.contains(w)) {
            return Kind::LegalHead;
        }
    }
    if is_line
        && (CONTACT.has(bare) || plain.contains("contact") && text.split_whitespace().count() <= 4)
    {
        return Kind::ContactHead;
    }
    let opens = |list: &Values| list.iter().any(|w| plain.starts_with(w));
    if opens(&ASKS_REPORTER) && reaches(text) {
        return Kind::Contact;
    }
    // Feeds end so; here the title and the publisher are no links.
    let post = plain.starts_with("the post ") && holds_footer(&plain);
    if post || opens(&WIRE) && block.chars <= 420 {
        return Kind::Wire;
    }
    if is_notice(&plain) {
        return Kind::Legal;
    }
    let opening: String = plain.chars().take(120).collect();
    if block.chars <= 500 && CONTACT_WORDS.iter().any(|w| opening.contains(w)) && reaches(text) {
        return Kind::Contact;
    }
    if is_bare(text) {
        return Kind::Bare;
    }
    if block.chars >= PROSE && opens_about(text.get(lead..).unwrap_or_default(), &plain) {
        return Kind::About;
    }
    if is_line && block.chars < PROSE {
        Kind::Line
    } else if block.chars < PROSE && !text.chars().any(is_wide) {
        Kind::Short
    } else {
        Kind::Prose
    }
}

/// Whether a text is a line of a few words that ends as no sentence.
fn is_line(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '”', ')', '»']);
    !end.ends_with(['.', '!', '?', '。', '！', '？', '…']) && text.split_whitespace().count() <= 12
}

/// Whether a line is a heading "About" and a name.
fn is_about(text: &str, plain: &str) -> bool {
    let end = |line: &str| line.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let text = text.get(..end(text)).unwrap_or_default();
    if ABOUT_AFTER.iter().any(|w| text.ends_with(w)) {
        return text.chars().count() <= 40;
    }
    let Some((opening, rest)) = after_about(text, plain) else {
        return false;
    };
    let unspaced = opening.chars().any(is_wide);
    let rest = rest.trim();
    let lower = rest.to_lowercase();
    let mut named = rest.split_whitespace().filter(|w| !is_small(w));
    SELF_NAMED.has(lower.as_str())
        || unspaced && !rest.is_empty()
        || named.next().is_some_and(|w| {
            // "iRobot" and "eBay" are names as well.
            w.chars().take(3).any(char::is_uppercase) && !w.starts_with(|c: char| c.is_numeric())
        })
}

/// Splits the opening "About" off a line.
fn after_about<'t>(text: &'t str, plain: &str) -> Option<(&'static str, &'t str)> {
    let opening = ABOUT
        .iter()
        .filter(|w| plain.starts_with(*w))
        .max_by_key(|w| w.len())?;
    // Small letters may be longer than their capitals; the openings are not.
    let rest = text.get(opening.len()..)?;
    let apart = rest.starts_with(char::is_whitespace)
        || opening.ends_with('\'')
        || opening.chars().any(is_wide);
    apart.then_some((*opening, rest))
}

/// Whether a word is an article.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "the" | "The" | "THE" | "la" | "le" | "les" | "el" | "der" | "die" | "das" | "den" | "de"
    )
}

/// Whether a paragraph is such a heading grown together with what it stands over: the name comes again right behind.
fn opens_about(text: &str, plain: &str) -> bool {
    let Some((_, rest)) = after_about(text, plain) else {
        return false;
    };
    let all = words(rest);
    let mut all = all.iter().filter(|w| !is_small(w.text)).take(30);
    let Some(first) = all.next() else {
        return false;
    };
    let name = first.text;
    if !name.starts_with(char::is_uppercase) || name.chars().count() < 3 {
        return false;
    }
    // "About Example Mills The oldest mill": a capital where no sentence begins tells the heading's end.
    let opening = |word: &str| OPENINGS.has(word);
    let mut before = name;
    for word in all {
        let again = word.text == name || word.text.len() > name.len() && word.text.ends_with(name);
        let cased = before.starts_with(char::is_uppercase) && word.gap.trim().is_empty();
        if again || cased && opening(word.text) || is_glued(before) {
            return true;
        }
        before = word.text;
    }
    false
}

/// Whether two words have grown together, as the last of a heading and the first of the text do: `MillsExample`.
fn is_glued(word: &str) -> bool {
    let small = word.find(|c: char| c.is_lowercase());
    let after = small.and_then(|at| word.get(at..)).unwrap_or_default();
    let Some((before, _)) = after.split_once(char::is_uppercase) else {
        return false;
    };
    before.chars().count() >= 3
}

/// Whether a paragraph is a legal notice: two formulas where it speaks of itself, else four.
fn is_notice(plain: &str) -> bool {
    if plain.len() < 60 {
        return false;
    }
    let mut formulas: Vec<PatternID> = Vec::new();
    for found in IN_NOTICES.find_overlapping_iter(plain) {
        if !formulas.contains(&found.pattern()) {
            formulas.push(found.pattern());
        }
        if formulas.len() == 4 {
            return true;
        }
    }
    formulas.len() >= 2 && OF_ITSELF.iter().any(|w| plain.contains(w))
}

/// The formulas of lawyers, looked for in one pass: every paragraph is asked.
static IN_NOTICES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .build(FORMULAS.iter())
        .expect("some dozen formulas fit an automaton")
});

/// Whether a paragraph holds one of the formulas.
pub(super) fn reads_as_notice(text: &str) -> bool {
    IN_NOTICES.is_match(&comparable(text).0)
}

/// The words of a heading by which what it names is known again; none where the heading names the firm as such.
pub(super) fn names_in(heading: &str) -> Vec<String> {
    let (plain, lead) = comparable(heading);
    let text = heading.get(lead..).unwrap_or_default();
    let rest = after_about(text, &plain).map_or(text, |(_, rest)| rest);
    if SELF_NAMED.has(rest.trim().to_lowercase().trim_end_matches(':')) {
        return Vec::new();
    }
    let long = |w: &&str| w.chars().count() >= 3 || w.chars().any(is_wide);
    words(rest)
        .iter()
        .map(|w| w.text)
        .filter(|w| !is_small(w))
        .filter(long)
        .map(str::to_lowercase)
        .collect()
}

/// Whether a paragraph mentions one of these names; with none to look for it does.
pub(super) fn mentions_one_of(text: &str, names: &[String]) -> bool {
    let text = text.to_lowercase();
    names.is_empty() || names.iter().any(|n| text.contains(n.as_str()))
}

/// Whether a text holds an address of a mailbox or of a page, or the number of a telephone.
pub(super) fn reaches(text: &str) -> bool {
    let mailbox = text.match_indices('@').any(|(at, _)| {
        let before = text.get(..at).and_then(|b| b.chars().next_back());
        let after = text.get(at + 1..).unwrap_or_default();
        let host = after.split_whitespace().next().unwrap_or_default();
        before.is_some_and(char::is_alphanumeric) && host.trim_end_matches('.').contains('.')
    });
    mailbox || has_address(text) || has_number(text)
}

fn has_address(text: &str) -> bool {
    text.contains("://") || text.contains("www.")
}

/// Whether a text holds at least nine digits in a row with nothing but a telephone's marks between them.
fn has_number(text: &str) -> bool {
    let mut digits = 0;
    for c in text.chars() {
        if c.is_ascii_digit() {
            digits += 1;
            if digits >= 9 {
                return true;
            }
        } else if !matches!(
            c,
            ' ' | '(' | ')' | '-' | '.' | '/' | '+' | '\u{2011}' | '\u{a0}'
        ) {
            digits = 0;
        }
    }
    false
}

/// Whether a text is an address with at most a few words of a label.
fn is_bare(text: &str) -> bool {
    if !(has_address(text) || text.contains('@') && reaches(text)) {
        return false;
    }
    // A link as Markdown writes it.
    let mut outside = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let label = before.rfind('[').unwrap_or(before.len());
        outside.push_str(before.get(..label).unwrap_or_default());
        outside.push(' ');
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    outside.push_str(rest);
    let word = |w: &&str| {
        !has_address(w)
            && !w.contains('@')
            && w.chars().filter(|c| c.is_alphanumeric()).count() >= 2
    };
    outside.split_whitespace().filter(word).count() <= 5
}
