//! What the names that pages give to their parts say: beside the article, its body, its summary, hidden.

use scraper::node::Element;

use super::tree::attribute;
use crate::table::{Words, tables};

tables! {
    "data/beside.txt" => {
        /// Words in a `class`, `id` or `role` that name a part of a page beside the article.
        BESIDE: Words = "";
    }
    "data/body.txt" => {
        /// Words that name the article's body.
        BODY: Words = "";
    }
    "data/parts.txt" => {
        /// Words that name a summary above the article's body.
        STANDFIRST: Words = "standfirst";
        /// Classes of what is there for screen readers alone.
        READ_ALOUD_ONLY: Words = "read-aloud-only";
    }
}

/// Attributes that name what an element is.
const NAMING: &[&str] = &[
    "class",
    "id",
    "role",
    "data-testid",
    "data-component",
    "data-module",
    "data-type",
    "itemprop",
    "aria-label",
];

/// The words of an element's `class`, `id`, `role` and test names, lower case, parted at signs and inner capitals.
///
/// An empty word parts two names, so that pairs are only found within one.
#[derive(Debug, Default)]
pub(crate) struct Names(Vec<String>);

impl Names {
    /// The names of an element.
    pub(crate) fn of(element: &Element) -> Self {
        let mut out: Vec<String> = Vec::new();
        for (name, value) in &element.attrs {
            let attribute = &*name.local;
            if !NAMING.contains(&attribute)
                || value.len() > 2000
                || (attribute == "aria-label" && value.len() > 30)
            {
                continue;
            }
            let mut word = String::new();
            let mut lower = false;
            // Utility classes such as `print:hidden` or `w-[3px]` say how a thing looks, not what it is.
            let value = value
                .split_ascii_whitespace()
                .filter(|w| !w.contains([':', '[', '!']));
            for c in value.flat_map(|w| w.chars().chain([' '])) {
                if !c.is_alphanumeric() || (lower && c.is_uppercase()) {
                    if !word.is_empty() {
                        out.push(std::mem::take(&mut word));
                    }
                    if !c.is_alphanumeric() {
                        if c.is_whitespace() {
                            out.push(String::new());
                        }
                        lower = false;
                        continue;
                    }
                }
                lower = c.is_lowercase();
                word.extend(c.to_lowercase());
            }
            out.push(String::new());
        }
        Self(out)
    }

    /// Whether one of the words satisfies a test.
    pub(crate) fn any(&self, test: impl Fn(&str) -> bool) -> bool {
        self.0.iter().any(|w| test(w))
    }

    /// Whether they name a part beside the article.
    pub(crate) fn is_beside(&self) -> bool {
        self.any(|w| BESIDE.has(w))
            || self
                .runs(2)
                .any(|w| BESIDE.has(w.concat().as_str()) || BESIDE.has(w.join(" ").as_str()))
    }

    /// Whether they name the article's body.
    pub(crate) fn is_body(&self) -> bool {
        // Each name of the table holds one of these.
        let near = |w: &str| {
            [
                "body", "text", "content", "copy", "rich", "wysiwyg", "detail",
            ]
            .iter()
            .any(|p| w.contains(p))
        };
        self.any(near)
            && (self.any(|w| BODY.has(w))
                || self
                    .runs(2)
                    .chain(self.runs(3))
                    .any(|w| BODY.has(w.concat().as_str())))
    }

    /// Whether they name a summary above the article's body.
    pub(crate) fn is_standfirst(&self) -> bool {
        self.any(|w| STANDFIRST.has(w))
    }

    /// Each run of this many words of one name.
    fn runs(&self, count: usize) -> impl Iterator<Item = &[String]> {
        self.0
            .windows(count)
            .filter(|w| w.iter().all(|w| !w.is_empty()))
    }
}

/// From whom an element is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hidden {
    /// From everybody.
    Wholly,
    /// From those who look: it is read aloud only.
    FromEyes,
    /// From those who listen, as decoration or a repetition is.
    FromEars,
}

/// From whom an element says that it is hidden, if from anybody. A script may yet show it.
pub(crate) fn hidden(element: &Element) -> Option<Hidden> {
    if element.attrs.is_empty() {
        return None;
    }
    let value = |name| attribute(element, name);
    let mut classes = value("class").unwrap_or_default().split_ascii_whitespace();
    if value("hidden").is_some_and(|h| !h.eq_ignore_ascii_case("until-found"))
        || value("style").is_some_and(is_undisplayed)
    {
        Some(Hidden::Wholly)
    } else if classes.any(|c| READ_ALOUD_ONLY.has(c)) {
        Some(Hidden::FromEyes)
    } else if value("aria-hidden") == Some("true") {
        Some(Hidden::FromEars)
    } else {
        None
    }
}

/// Whether a `style` keeps its element from being shown.
fn is_undisplayed(style: &str) -> bool {
    let squeezed: String = style
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    squeezed.contains("display:none") || squeezed.contains("visibility:hidden")
}
