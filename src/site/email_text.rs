//! An edition as plain text, for an e-mail's other part.

use std::borrow::Cow;
use std::fmt::Write;

use textwrap::wrap;

use super::context::edition::{EditionSeen, StorySeen};
use super::render::Site;
use crate::text::prose::Text;

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
    for block in &Text::from_markdown(lead_markdown).blocks {
        out.words(&block.text);
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
