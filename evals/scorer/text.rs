//! Text as it is compared: Markdown read, marks folded, words cut.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What a brief's Markdown says and how it is built.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// All words, folded, blocks parted by a space.
    pub(super) text: String,
    /// How many paragraphs there are outside lists, tables and quotes.
    pub(super) paragraphs: usize,
    pub(super) headings: usize,
    pub(super) list_items: usize,
    pub(super) tables: usize,
    pub(super) quotes: usize,
    /// The addresses of links and of pictures.
    pub(super) links: Vec<String>,
    pub(super) images: Vec<String>,
}

impl Body {
    /// Reads Markdown.
    pub(super) fn read(markdown: &str) -> Self {
        let mut body = Self::default();
        let mut text = String::new();
        // How many lists, quotes and tables are open, and whether a picture is.
        let mut depth = 0_usize;
        let mut pictured = false;
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        for event in Parser::new_ext(markdown, options) {
            match event {
                // What stands in place of a picture is no word of the article.
                Event::Text(_) if pictured => {}
                Event::Text(t) | Event::Code(t) | Event::Html(t) | Event::InlineHtml(t) => {
                    text.push_str(&t);
                }
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                Event::Start(tag) => match tag {
                    Tag::Paragraph if depth == 0 => body.paragraphs += 1,
                    Tag::Heading { .. } => body.headings += 1,
                    Tag::Item => body.list_items += 1,
                    Tag::List(_) => depth += 1,
                    Tag::Table(_) => {
                        body.tables += 1;
                        depth += 1;
                    }
                    Tag::BlockQuote(_) => {
                        body.quotes += 1;
                        depth += 1;
                    }
                    Tag::Link { dest_url, .. } => body.links.push(dest_url.into_string()),
                    Tag::Image { dest_url, .. } => {
                        body.images.push(dest_url.into_string());
                        pictured = true;
                    }
                    _ => {}
                },
                Event::End(end) => match end {
                    TagEnd::Image => pictured = false,
                    TagEnd::List(_) | TagEnd::Table | TagEnd::BlockQuote(_) => {
                        depth = depth.saturating_sub(1);
                        text.push(' ');
                    }
                    TagEnd::Paragraph
                    | TagEnd::Heading(_)
                    | TagEnd::Item
                    | TagEnd::TableCell
                    | TagEnd::CodeBlock
                    | TagEnd::HtmlBlock => text.push(' '),
                    _ => {}
                },
                _ => {}
            }
        }
        body.text = fold(&text);
        body
    }
}

/// A text with one kind of quotes, dashes and spaces, so that a tool may keep or straighten them.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}' => folded.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' => folded.push('"'),
            '\u{2010}'..='\u{2014}' | '\u{2212}' => folded.push('-'),
            '\u{2026}' => folded.push_str("..."),
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
    }
    folded.trim().to_owned()
}

/// The words of a text, in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    fold(text)
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// How often each word occurs.
pub(super) fn bag(words: impl IntoIterator<Item = String>) -> BTreeMap<String, usize> {
    let mut bag = BTreeMap::new();
    for word in words {
        *bag.entry(word).or_default() += 1;
    }
    bag
}

/// How many words two bags share.
pub(super) fn shared(a: &BTreeMap<String, usize>, b: &BTreeMap<String, usize>) -> usize {
    a.iter()
        .map(|(word, n)| *n.min(b.get(word).unwrap_or(&0)))
        .sum()
}

/// Whether a phrase begins at the start of a word: "plant" is found in "two plants", not in "implant".
pub(super) fn says(text: &str, phrase: &str) -> bool {
    let spaced = |t: &str| format!(" {}", spell(t));
    spaced(text).contains(spaced(phrase).trim_end())
}

/// Folded, in lower case, hyphens as spaces, letters and digits parted from other marks by nothing.
fn spell(text: &str) -> String {
    fold(
        &fold(text)
            .to_lowercase()
            .replace(['-', '"', '\'', '('], " "),
    )
}

/// The visible text of HTML, roughly: for checking that a gold passage is there at all.
pub(super) fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    for (entity, c) in [
        ("&nbsp;", " "),
        ("&mdash;", "—"),
        ("&gt;", ">"),
        ("&lt;", "<"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, c);
    }
    fold(&text)
}
