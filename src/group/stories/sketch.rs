//! What of a text is compared: the terms of its headline, its lead and its text, the names among them, its amounts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::rarity;
use super::terms::Terms;
use super::tokens::{Form, Term, Token, tokens, without_series};
use crate::group::near_copies::Signature;
use crate::text::dateline::{self, known_agency};
use crate::text::prose::Text;

/// Terms of a text that are read: what a story is about stands before them.
const MOST: usize = 400;
/// Terms of a headline that are read.
const MOST_OF_TITLE: usize = 60;
/// Terms of the text that say who did what: about one sentence.
const OPENING: usize = 35;
/// Terms of the text that tell the news: about a paragraph.
const LEAD: usize = 70;
/// A text of fewer terms adds nothing to its headline.
const LEAST_OF_TEXT: usize = 40;

/// One brief as stories see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::group) struct Sketch {
    /// Of the headline.
    pub(super) title: Terms,
    /// Of the headline and the first sentence.
    pub(super) opening: Terms,
    /// Of the headline and the first paragraph.
    pub(super) lead: Terms,
    /// Of headline and text.
    pub(super) text: Terms,
    /// The headline's names.
    pub(super) title_names: Terms,
    /// The first of them: who the news is of, as a rule.
    pub(super) first_name: Option<Term>,
    /// The headline's amounts.
    pub(super) title_amounts: Terms,
    /// All amounts.
    pub(super) amounts: Terms,
    /// Days since 1 January 1970; none where the day is unknown.
    pub(super) day: Option<i32>,
    /// Whether there is a text that says more than the headline.
    pub(super) has_text: bool,
    /// The agency of its dateline.
    pub(in crate::group) agency: Option<String>,
    /// By which copies are known.
    pub(super) copy: Option<Signature>,
}

impl Sketch {
    /// The sketch of a brief with this headline, text and day.
    pub(in crate::group) fn of(
        title: &str,
        text: &Text,
        date: Option<Date>,
        copy: Option<Signature>,
    ) -> Self {
        let (heads, body) = read(title, text);
        let terms = |tokens: &[Token<'_>]| tokens.iter().map(|t| t.term).collect::<Vec<_>>();
        let (of_title, of_body) = (terms(&heads), terms(&body));
        let first = |most: usize| of_body.iter().copied().take(most);
        let with_title = |most: usize| Terms::of(of_title.iter().copied().chain(first(most)));
        let amount = |t: &&Token<'_>| t.form == Form::Amount;
        let names = Names::of(&heads, &body);
        Self {
            opening: with_title(OPENING),
            lead: with_title(LEAD),
            text: with_title(MOST),
            title_names: Terms::of(heads.iter().filter(|t| names.has(t)).map(|t| t.term)),
            first_name: heads.iter().find(|t| names.has(t)).map(|t| t.term),
            title_amounts: Terms::of(heads.iter().filter(amount).map(|t| t.term)),
            amounts: Terms::of(heads.iter().chain(&body).filter(amount).map(|t| t.term)),
            title: Terms::of(of_title),
            day: date.map(days),
            has_text: of_body.len() >= LEAST_OF_TEXT,
            agency: text
                .blocks
                .first()
                .and_then(|b| known_agency(dateline::split(&b.text).0))
                .map(str::to_owned),
            copy,
        }
    }
}

/// The tokens of a headline and of a text.
pub(super) fn read<'t>(title: &'t str, text: &'t Text) -> (Vec<Token<'t>>, Vec<Token<'t>>) {
    let heads = tokens(without_series(title), MOST_OF_TITLE);
    let mut body: Vec<Token<'t>> = Vec::new();
    for block in &text.blocks {
        if body.len() >= MOST {
            break;
        }
        body.extend(tokens(&block.text, MOST - body.len()));
    }
    (heads, body)
}

/// What makes a word of a text a name: a capital wherever it stands in this text, and no common word of the language.
#[derive(Debug)]
pub(super) struct Names {
    capital: Terms,
    small: Terms,
}

impl Names {
    pub(super) fn of(heads: &[Token<'_>], body: &[Token<'_>]) -> Self {
        let capital = |t: &&Token<'_>| matches!(t.form, Form::Capital | Form::Opening);
        let small = |t: &&Token<'_>| t.form == Form::Small;
        Self {
            capital: Terms::of(heads.iter().chain(body).filter(capital).map(|t| t.term)),
            // A headline may write any word with a small initial, and the name in it too: the text decides.
            small: Terms::of(body.iter().filter(small).map(|t| t.term)),
        }
    }

    pub(super) fn has(&self, token: &Token<'_>) -> bool {
        token.surface.chars().nth(1).is_some()
            && self.capital.has(token.term)
            && !self.small.has(token.term)
            && !rarity::is_common(token.term)
    }
}

/// Days since 1 January 1970.
fn days(date: Date) -> i32 {
    let (year, month, day) = (
        i32::from(date.year()),
        i32::from(date.month()),
        i32::from(date.day()),
    );
    // Years that begin in March end with the day that some of them lack.
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * month + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::stem::stem;

    fn sketch(title: &str, body: &str) -> Sketch {
        Sketch::of(title, &Text::from_markdown(body), None, None)
    }

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        let day = |text: &str| days(text.parse().unwrap());
        assert_eq!(day("1970-01-01"), 0);
        assert_eq!(day("2000-03-01") - day("2000-02-28"), 2);
        assert_eq!(day("1900-03-01") - day("1900-02-28"), 1);
        assert_eq!(day("2025-01-02") - day("2024-12-30"), 3);
    }

    #[test]
    fn a_name_is_written_so_wherever_it_stands() {
        let body = "The firm Examplia said on Monday that it will cut prices, as Wondera did.";
        let one = sketch("Examplia Cuts Prices After Wondera", body);
        let names = |t: &str| {
            one.title_names
                .has(super::super::tokens::word_term(&stem(t)))
        };
        assert!(names("Examplia") && names("Wondera"));
        assert!(!names("Cuts") && !names("Prices") && !names("After"));
    }

    #[test]
    fn amounts_of_the_headline_are_told_from_those_of_the_text() {
        let one = sketch(
            "Examplia raises $5 million",
            "It had raised $3 million in 2020.",
        );
        assert_eq!(one.title_amounts.iter().count(), 1);
        assert_eq!(one.amounts.iter().count(), 2);
        assert!(!one.has_text);
    }
}
