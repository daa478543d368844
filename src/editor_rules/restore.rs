//! The one line that brings a cut back, and the file with that line at its end.

use super::EditorRules;
use super::pattern::{TextPattern, comparable};
use crate::front_matter::{flow_scalar, indent};

/// Characters of a cut that are written out in whole.
const WHOLE: usize = 80;

/// Characters of a longer one that are written at least.
const LEAST: usize = 48;

/// The cuts of one article, and what of the editor's would bring each of them back.
#[derive(Debug)]
pub struct Restoring {
    /// Name or host of the article's source; none for a rule that is for all.
    source: Option<String>,
    /// All cuts as patterns compare them.
    cuts: Vec<String>,
}

impl Restoring {
    /// The cuts of an article of this source.
    pub fn new<'c>(source: Option<&str>, cuts: impl Iterator<Item = &'c str>) -> Self {
        Self {
            source: source.map(str::to_owned),
            cuts: cuts.map(comparable).collect(),
        }
    }

    /// The line of `rules.yaml` that keeps what was cut with these words.
    pub fn line(&self, cut: &str) -> String {
        let words = flow_scalar(&self.words(cut));
        match &self.source {
            Some(source) => format!(
                "- {{ source: {}, keep: {{ text: {words} }} }}",
                flow_scalar(source)
            ),
            None => format!("- {{ keep: {{ text: {words} }} }}"),
        }
    }

    /// The pattern that looks for a cut: its words, or so many of the first that no other cut begins with them.
    fn words(&self, cut: &str) -> String {
        let escape = |text: &str| text.replace('\\', "\\\\").replace('*', "\\*");
        if cut.chars().nth(WHOLE).is_none() {
            return escape(cut);
        }
        let own = comparable(cut);
        let long = |at: &usize| cut.get(..*at).is_some_and(|t| t.chars().count() >= LEAST);
        let ends = cut.match_indices(' ').map(|(at, _)| at);
        for at in ends.skip_while(|at| !long(at)).take(100) {
            let written = format!("{}*", escape(cut.get(..at).unwrap_or_default()));
            let pattern = TextPattern::of(&written);
            if !self.cuts.iter().any(|o| *o != own && pattern.is(o)) {
                return written;
            }
        }
        escape(cut)
    }
}

/// The text of the file with a line at its end; none where the file is written so that a line more would not be an entry
/// more.
pub fn with_line(yaml: &str, line: &str) -> Option<String> {
    let before = EditorRules::parse("", yaml).ok()?;
    let spaces = indent(yaml).unwrap_or(0);
    let line_break = if yaml.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if yaml.is_empty() || yaml.ends_with('\n') {
        ""
    } else {
        line_break
    };
    let text = format!("{yaml}{gap}{}{line}{line_break}", " ".repeat(spaces));
    let after = EditorRules::parse("", &text).ok()?;
    let grown = after.entries.len() == before.entries.len() + 1;
    // All that stood there says what it said.
    let same = before
        .entries
        .iter()
        .zip(&after.entries)
        .all(|(b, a)| b == a);
    (grown && same).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_more_is_an_entry_more() {
        let restoring = Restoring::new(Some("Example Times"), std::iter::empty());
        let line = restoring.line("Read: the \"study\"");
        assert_eq!(
            line,
            "- { source: Example Times, keep: { text: \"Read: the \\\"study\\\"\" } }"
        );
        for yaml in [
            "",
            "# mine\n",
            "- { excerpt: 5 } # why",
            "  # a\n  - { excerpt: 5 }\n  # end\n",
            "- cut:\n  - css: .a\r\n",
        ] {
            let text = with_line(yaml, &line).unwrap_or_else(|| panic!("{yaml}"));
            assert!(text.starts_with(yaml), "{text}");
        }
        for yaml in ["[{ excerpt: 5 }]\n", "---\n- { excerpt: 5 }\n...\n"] {
            assert_eq!(with_line(yaml, &line), None, "{yaml}");
        }
    }

    #[test]
    fn the_words_are_of_one_cut_only() {
        let long =
            "Also read: the plant in the north makes cells for cars and for trucks and for ships";
        let other = "Also read: the plant in the north makes cells for cars and for homes, it says";
        let words = |cuts: &[&str]| Restoring::new(None, cuts.iter().copied()).words(long);
        let short = Restoring::new(None, std::iter::empty()).line("Also * read");
        assert_eq!(short, "- { keep: { text: Also \\* read } }");
        assert_eq!(
            words(&[long]),
            "Also read: the plant in the north makes cells for*"
        );
        assert_eq!(
            words(&[long, other]),
            "Also read: the plant in the north makes cells for cars and for trucks*"
        );
    }
}
