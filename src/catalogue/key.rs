//! The key under which two spellings of a name are one.

use std::borrow::Cow;

use super::TermKind;
use crate::table::{Words, tables};
use crate::text::words::{Word, words};

tables! {
    "data/legal_forms.txt" => {
        /// Legal forms as they end a company's name; several words in a row may be one ("Co Ltd", "Sdn Bhd").
        LEGAL_FORMS: Words = "";
    }
}

/// Whether this plain word is a legal form, or one of the words that stand in one.
pub fn is_legal_form(plain: &str) -> bool {
    LEGAL_FORMS.has(plain)
}

/// The key of a name: folded words joined by spaces, without `the` before and, for a company, without its legal form.
pub fn key(kind: TermKind, name: &str) -> String {
    let parts = words(name);
    let mut end = parts.len();
    if kind == TermKind::Company {
        while end > 1
            && parts
                .get(end - 1)
                .is_some_and(|w| is_legal_form(&w.plain) || w.plain == "and")
        {
            end -= 1;
        }
    }
    let start = usize::from(end > 1 && parts.first().is_some_and(|w| w.plain == "the"));
    let folded: Vec<Cow<'_, str>> = parts
        .get(start..end)
        .unwrap_or_default()
        .iter()
        .map(Word::folded)
        .collect();
    folded.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_punctuation_and_legal_forms_do_not_matter() {
        let same =
            |a: &str, b: &str| assert_eq!(key(TermKind::Company, a), key(TermKind::Company, b));
        same("LG Energy Solution Ltd", "LG energy solution");
        same(
            "Contemporary Amperex Technology Co., Limited",
            "Contemporary Amperex Technology",
        );
        same("Johnson & Johnson", "Johnson and Johnson Inc.");
        same("The Boeing Company", "Boeing");
        assert_ne!(
            key(TermKind::Company, "Ford"),
            key(TermKind::Company, "Ford Otosan")
        );
        assert_eq!(
            key(TermKind::Technology, "Solid State Batteries"),
            "solid state battery"
        );
        assert_eq!(key(TermKind::Company, "Group"), "group");
    }
}
