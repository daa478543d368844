//! A text as the terms that are compared: stems of words, and amounts by their value.

use std::sync::LazyLock;

use super::MULTIPLIERS;
use crate::hash;
use crate::pattern::Pattern;
use crate::text::stem::stem_into;

/// A word's stem or an amount, as a hash: texts are compared by the hundred thousand.
pub(super) type Term = u32;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// With a small initial.
    Small,
    /// With a capital where any word may have one: at the beginning of a sentence.
    Opening,
    /// With a capital inside a sentence.
    Capital,
    /// A number that says how much: of money, with a multiplier, or a share.
    Amount,
    /// Any other number.
    Number,
}

/// One term of a text.
#[derive(Debug)]
pub(super) struct Token<'t> {
    /// As it stands in the text.
    pub(super) surface: &'t str,
    pub(super) term: Term,
    pub(super) form: Form,
}

/// The ticker of a firm in brackets, such as `(NASDAQ: ABCD)`: it says who, and the name before it did.
static TICKER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"\(\s*[A-Z][\w .]{0,14}:\s*[A-Z0-9.]+(?:[,;][^()]*)?\)")
        .expect("a test reads a ticker with it")
});

/// The name of a series before a headline, one word with a capital inside and a dash: `MarketBriefs – …`.
static SERIES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^\w*\p{Ll}\p{Lu}\w*\s[–—-]\s").expect("a test reads a series with it")
});

/// A headline without the name of its series.
pub(super) fn without_series(title: &str) -> &str {
    // Nearly no title has a dash behind its first word.
    let second = title.split_whitespace().nth(1);
    if !second.is_some_and(|w| matches!(w, "–" | "—" | "-")) {
        return title;
    }
    let end = SERIES.find(title).map_or(0, |found| found.end);
    title.get(end..).unwrap_or(title)
}

/// The first terms of a text, at most so many.
pub(super) fn tokens(text: &str, most: usize) -> Vec<Token<'_>> {
    let tickers = if text.contains('(') {
        TICKER.find_all(text)
    } else {
        Vec::new()
    };
    let mut tickers = tickers.into_iter().peekable();
    let mut out: Vec<Token<'_>> = Vec::new();
    let mut stem = String::new();
    // Where the last word ended, and whether nothing but spaces and small marks followed it.
    let mut last_end = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if tickers.next_if(|t| t.end <= start).is_some()
            || tickers.peek().is_some_and(|t| t.contains(&start))
        {
            continue;
        }
        if !c.is_alphanumeric() {
            continue;
        }
        if out.len() == most {
            break;
        }
        let mut end = start + c.len_utf8();
        let mut before = c;
        while let Some(&(at, next)) = rest.peek() {
            let joins =
                matches!(next, '.' | '\'' | '’' | '&') || (next == ',' && before.is_ascii_digit());
            let inner = joins && {
                let after = text
                    .get(at + next.len_utf8()..)
                    .and_then(|t| t.chars().next());
                after.is_some_and(|a| a.is_alphanumeric() && (next != ',' || a.is_ascii_digit()))
            };
            if !next.is_alphanumeric() && !inner {
                break;
            }
            end = at + next.len_utf8();
            before = next;
            rest.next();
        }
        let gap = text.get(last_end..start).unwrap_or_default();
        let surface = text.get(start..end).unwrap_or_default();
        let opens = out.is_empty() || gap.contains(['.', '!', '?', ':', ';', '"', '“', '\n']);
        last_end = end;
        let after = text.get(end..).unwrap_or_default();
        let (term, form) = if let Some((term, form, taken)) = number(surface, gap, after) {
            // The multiplier behind it is part of the amount.
            last_end += taken;
            while rest.next_if(|(at, _)| *at < last_end).is_some() {}
            (term, form)
        } else {
            let form = match (c.is_uppercase(), opens) {
                (false, _) => Form::Small,
                (true, true) => Form::Opening,
                (true, false) => Form::Capital,
            };
            stem_into(surface, &mut stem);
            (word_term(&stem), form)
        };
        out.push(Token {
            surface,
            term,
            form,
        });
    }
    out
}

/// A number's term and form, and how many bytes behind it belong to it; none for a word.
fn number(surface: &str, gap: &str, after: &str) -> Option<(Term, Form, usize)> {
    let digits = surface
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))
        .unwrap_or(surface.len());
    let (digits, suffix) = surface.split_at_checked(digits)?;
    if digits.is_empty() || !suffix.chars().all(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let value: f64 = digits.replace(',', "").parse().ok()?;
    let factor = |word: &str| {
        let word = word.to_ascii_lowercase();
        let row = MULTIPLIERS.iter().find(|(name, _)| *name == word);
        row.map(|(_, factor)| factor.0)
    };
    let (factor, taken) = if suffix.is_empty() {
        let word = after.strip_prefix([' ', '-', '\u{a0}']).unwrap_or_default();
        let end = word
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(word.len());
        let word = word.get(..end).unwrap_or_default();
        match factor(word) {
            Some(factor) => (
                Some(factor),
                after.len().min(after.find(word).unwrap_or(0) + end),
            ),
            None => (None, 0),
        }
    } else {
        // `4K`, `737s`, `3rd`: a word of its own.
        (Some(factor(suffix)?), 0)
    };
    let share =
        after.starts_with('%') || after.starts_with(" percent") || after.starts_with(" per cent");
    let money = gap.trim_end().ends_with(['$', '€', '£', '¥', '₹', '₩']);
    let form = if factor.is_some() || money || share {
        Form::Amount
    } else {
        Form::Number
    };
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it saturates, and two amounts beyond that are one"
    )]
    let hundredths = (value * factor.unwrap_or(1.0) * 100.0).round() as u64;
    let kind = if share { b'%' } else { b'#' };
    let term = hash::halved(hash::add(hash::add(hash::EMPTY, kind), hundredths));
    Some((term, form, taken))
}

/// The term of a stem.
pub(super) fn word_term(stem: &str) -> Term {
    hash::halved(hash::fold(stem.bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::stem::stem;

    fn terms(text: &str) -> Vec<Term> {
        tokens(text, 100).into_iter().map(|t| t.term).collect()
    }

    #[test]
    fn one_amount_is_one_term_however_it_is_written() {
        for same in ["$2.5 billion", "$2.5bn", "2,500 million", "2.5-billion"] {
            assert_eq!(terms(same), terms("$2.5 billion"), "{same}");
        }
        assert_ne!(terms("$2.5 billion"), terms("$2.5 million"));
        assert_ne!(terms("40%"), terms("40"));
    }

    #[test]
    fn years_days_and_counts_are_no_amounts() {
        for (text, form) in [
            ("in 2025", Form::Number),
            ("on May 7", Form::Number),
            ("a 737-size jet", Form::Number),
            ("the 340 jobs", Form::Number),
            ("by 7%", Form::Amount),
            ("for $7", Form::Amount),
        ] {
            let numbers: Vec<Form> = tokens(text, 100)
                .into_iter()
                .map(|t| t.form)
                .filter(|f| matches!(f, Form::Number | Form::Amount))
                .collect();
            assert_eq!(numbers, [form], "{text}");
        }
    }

    #[test]
    fn endings_do_not_part_words_that_are_one() {
        for (a, b) in [
            ("acquires", "acquired"),
            ("Batteries", "battery"),
            ("U.S.", "US"),
            ("firm’s", "firm"),
            ("merging", "merged"),
        ] {
            assert_eq!(stem(a), stem(b));
        }
        assert_ne!(stem("glass"), stem("gla"));
    }

    #[test]
    fn tickers_and_the_name_of_a_series_are_no_words_of_the_news() {
        let title = "MarketBriefs – Example Corp. (NASDAQ: EXMP) (CSE: EX.A) opens mine";
        assert_eq!(
            terms(without_series(title)),
            terms("Example Corp opens mine")
        );
        for whole in [
            "iPhone sales fall",
            "Example – a firm",
            "MarketBriefs opens",
        ] {
            assert_eq!(without_series(whole), whole);
        }
    }

    #[test]
    fn capitals_at_the_beginning_of_a_sentence_are_told_from_others() {
        let forms: Vec<Form> = tokens("Shares of Example fell. Profit rose", 100)
            .into_iter()
            .map(|t| t.form)
            .collect();
        let expected = [
            Form::Opening,
            Form::Small,
            Form::Capital,
            Form::Small,
            Form::Opening,
            Form::Small,
        ];
        assert_eq!(forms, expected);
    }
}
