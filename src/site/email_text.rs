//! An edition as plain text, for an e-mail's other part.

use std::borrow::Cow;
use std::fmt::Write;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use textwrap::wrap;

use super::context::edition::{EditionSeen, StorySeen};
use super::links::{Address, address, from_root};
use super::render::Site;
use crate::text::prose::markdown_options;

/// Characters of a line.
const WIDTH: usize = 72;

/// The edition as text, with full addresses.
pub(super) fn email_text(site: &Site, edition: &EditionSeen<'_>, lead_markdown: &str) -> String {
    let mut out = Letter {
        text: String::new(),
        base: &site.base_url,
    };
    out.heading(&site.settings.title, "=");
    let number = edition.number.map(|n| format!("Edition {n}: "));
    out.words(&format!("{}{}", number.unwrap_or_default(), edition.title));
    if let Some(period) = &edition.period {
        out.words(period);
    }
    out.address(Some(&edition.url));
    let leads_nowhere = |target: &str| site.leads_nowhere(target, &edition.url);
    for block in plain_blocks(lead_markdown, &edition.url, &site.base_url, leads_nowhere) {
        out.words(&block.text);
        for (address, n) in &block.addresses {
            let _ = writeln!(out.text, "[{n}] {address}");
        }
        out.gap();
    }
    for (story, n) in edition.stories.iter().zip(1..) {
        out.heading(&format!("{n}. {}", story.title), "-");
        out.story(story);
    }
    if !edition.figures.is_empty() {
        out.heading("By the numbers", "-");
    }
    for figure in &edition.figures {
        out.words(figure.sentence);
        out.address(figure.url.as_deref());
    }
    out.list("From the desk", &edition.pinned);
    for section in &edition.sections {
        let name = Some(section.name).filter(|name| !name.is_empty());
        out.list(name.unwrap_or("Other briefs"), &section.briefs);
    }
    if let Some(more) = &edition.more {
        out.words(&format!("And {more} more:"));
        out.address(Some(&edition.url));
    }
    out.text.truncate(out.text.trim_end().len());
    out.text.push('\n');
    out.text
}

/// A block of Markdown as plain text, with the addresses that it leads to by their numbers in it.
#[derive(Debug, Default, PartialEq, Eq)]
struct PlainBlock {
    text: String,
    addresses: Vec<(String, usize)>,
}

/// The blocks of a text of the page at `page`. A link's words are followed by its number, unless they are its address or it
/// leads to no page of the site.
fn plain_blocks(
    markdown: &str,
    page: &str,
    base: &str,
    leads_nowhere: impl Fn(&str) -> bool,
) -> Vec<PlainBlock> {
    let mut blocks = Vec::new();
    let mut block = PlainBlock::default();
    // Lists that are open, with the number of the next item of one that has numbers; quotations that are.
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut quotes = 0;
    let mut numbers = 0..;
    // The link that is open: its full address, and where its words begin.
    let mut link: Option<(String, usize)> = None;
    for event in Parser::new_ext(markdown, markdown_options()) {
        match event {
            Event::Text(t) | Event::Code(t) | Event::Html(t) | Event::InlineHtml(t) => {
                block.text.push_str(&t);
            }
            Event::SoftBreak | Event::HardBreak => block.text.push(' '),
            Event::Start(Tag::List(first)) => lists.push(first),
            Event::End(TagEnd::List(_)) => _ = lists.pop(),
            Event::Start(Tag::Item) => match lists.last_mut() {
                Some(Some(next)) => {
                    let _ = write!(block.text, "{next}. ");
                    *next += 1;
                }
                _ => block.text.push_str("- "),
            },
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes -= 1,
            Event::Start(Tag::Paragraph) if quotes > 0 => block.text.push_str("> "),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let start = block.text.len();
                let full = full_address(&dest_url, page, base, &leads_nowhere);
                link = full.map(|full| (full, start));
            }
            Event::End(TagEnd::Link) => {
                let Some((full, start)) = link.take() else {
                    continue;
                };
                if block.text.get(start..) != Some(full.as_str())
                    && let Some(n) = numbers.next().map(|n: usize| n + 1)
                {
                    let _ = write!(block.text, " [{n}]");
                    block.addresses.push((full, n));
                }
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock
                | TagEnd::TableCell
                | TagEnd::FootnoteDefinition,
            ) if !block.text.trim().is_empty() => blocks.push(std::mem::take(&mut block)),
            _ => {}
        }
    }
    blocks
}

/// The full address of a link; none for one that must not be a link, or leads nowhere.
fn full_address(
    raw: &str,
    page: &str,
    base: &str,
    leads_nowhere: impl Fn(&str) -> bool,
) -> Option<String> {
    if leads_nowhere(raw) {
        return None;
    }
    match address(raw)? {
        Address::External(full) => Some(full.to_owned()),
        Address::SameScheme(rest) => Some(format!("https://{rest}")),
        Address::FromRoot(_) | Address::Relative(_) => {
            Some(format!("{base}{}", from_root(raw, page)?))
        }
    }
}

/// A text in the making.
struct Letter<'s> {
    text: String,
    base: &'s str,
}

impl Letter<'_> {
    fn heading(&mut self, text: &str, rule: &str) {
        let lines = wrap(text, WIDTH);
        let widest = lines.iter().map(|l| l.chars().count()).max();
        self.lines(&lines, "", "");
        self.text.push_str(&rule.repeat(widest.unwrap_or_default()));
        self.text.push_str("\n\n");
    }

    fn story(&mut self, story: &StorySeen<'_>) {
        let parts = [
            ("", &story.what),
            ("Why it matters: ", &story.why),
            ("What next: ", &story.next),
        ];
        for (word, text) in parts {
            if let Some(text) = text {
                self.words(&format!("{word}{text}"));
            }
        }
        self.address(story.url.as_deref());
    }

    fn list(&mut self, heading: &str, briefs: &[StorySeen<'_>]) {
        if briefs.is_empty() {
            return;
        }
        self.heading(heading, "-");
        for brief in briefs {
            self.lines(&wrap(&brief.title, WIDTH - 2), "* ", "  ");
            if let Some(url) = &brief.url {
                let _ = writeln!(self.text, "  {}{url}", self.base);
            }
        }
        self.gap();
    }

    fn words(&mut self, text: &str) {
        self.lines(&wrap(text, WIDTH), "", "");
    }

    fn lines(&mut self, lines: &[Cow<'_, str>], first: &str, others: &str) {
        for (line, n) in lines.iter().zip(0..) {
            let mark = if n == 0 { first } else { others };
            let _ = writeln!(self.text, "{mark}{line}");
        }
    }

    /// An address on a line of its own, which no wrapping breaks, and a gap.
    fn address(&mut self, url: Option<&str>) {
        if let Some(url) = url {
            let _ = writeln!(self.text, "{}{url}", self.base);
        }
        self.gap();
    }

    fn gap(&mut self) {
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_a_lead_are_numbered_and_written_out() {
        let told = |markdown: &str| {
            let gone = |target: &str| target.starts_with("/gone");
            let (page, base) = ("editions/2026-w47/", "https://d.example/sub/");
            let blocks = plain_blocks(markdown, page, base, gone);
            let shown = blocks
                .iter()
                .map(|b| format!("{}{:?}", b.text, b.addresses));
            shown.collect::<Vec<_>>().join("; ")
        };
        for (markdown, expected) in [
            ("The *lead*,\nof two lines.", "The lead, of two lines.[]"),
            (
                "See [the plant](/briefs/a/#p1) and [it](https://x.example/).\n\nAnd [b](../latest/?q).",
                "See the plant [1] and it [2].[(\"https://d.example/sub/briefs/a/#p1\", 1), (\"https://x.example/\", 2)]; \
                 And b [3].[(\"https://d.example/sub/editions/latest/?q\", 3)]",
            ),
            ("<https://x.example/>", "https://x.example/[]"),
            ("[x](javascript:alert)", "x[]"),
            ("- one\n- two\n\n# Head", "- one[]; - two[]; Head[]"),
            ("3. one\n4. two\n\n> said", "3. one[]; 4. two[]; > said[]"),
            ("[x](/gone/) <b>y</b>", "x <b>y</b>[]"),
            ("", ""),
        ] {
            assert_eq!(told(markdown), expected, "{markdown}");
        }
    }
}
