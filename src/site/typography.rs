//! Quotation marks, apostrophes and dashes as a language prints them, from those that keyboards have. The text itself
//! stays as it is in its file: only what pages show is set.
//!
//! What is typeset already stays, and so does all in a language whose custom is not known here.

use std::borrow::Cow;

/// The marks of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Custom {
    open: &'static str,
    close: &'static str,
    /// The marks of a quotation inside another; without them, only apostrophes are set.
    inner: Option<(&'static str, &'static str)>,
    /// What two hyphens between words become.
    dash: char,
    /// Words that begin with an apostrophe.
    cut_short: &'static [&'static str],
}

const ENGLISH: Custom = Custom {
    open: "“",
    close: "”",
    inner: Some(("‘", "’")),
    dash: '—',
    cut_short: &["em", "n", "tis", "twas", "til", "cause", "bout", "round"],
};
const GERMAN: Custom = Custom {
    open: "„",
    close: "“",
    inner: Some(("‚", "‘")),
    dash: '–',
    cut_short: &["n", "ne", "s"],
};
const SWISS: Custom = Custom {
    open: "«",
    close: "»",
    inner: Some(("‹", "›")),
    ..GERMAN
};
const FRENCH: Custom = Custom {
    open: "«\u{202f}",
    close: "\u{202f}»",
    inner: None,
    dash: '–',
    cut_short: &[],
};
const SPANISH: Custom = Custom {
    open: "«",
    close: "»",
    ..FRENCH
};

impl Custom {
    /// The custom of a BCP 47 tag's language.
    pub(super) fn of(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        match tag.split('-').next()? {
            "en" => Some(ENGLISH),
            "de" if tag.ends_with("-ch") || tag.ends_with("-li") => Some(SWISS),
            "de" => Some(GERMAN),
            "fr" => Some(FRENCH),
            "es" => Some(SPANISH),
            _ => None,
        }
    }
}

/// A text that stands alone, such as a headline.
pub(super) fn typeset(text: &str, custom: Option<Custom>) -> Cow<'_, str> {
    Typesetter::new(custom).set(text)
}

/// Which quotations are open.
#[derive(Debug, Clone, Copy, Default)]
struct Open {
    outer: bool,
    inner: bool,
}

/// Sets one block of text, which may come in pieces.
#[derive(Debug, Default)]
pub(super) struct Typesetter {
    custom: Option<Custom>,
    /// The character before the next one.
    before: Option<char>,
    open: Open,
    /// Whether the next characters are those of an address.
    address: bool,
    /// Whether the block has words yet.
    begun: bool,
}

impl Typesetter {
    /// Sets a block by a custom; without one, nothing changes.
    pub(super) fn new(custom: Option<Custom>) -> Self {
        Self {
            custom,
            ..Self::default()
        }
    }

    /// Ends the block.
    pub(super) fn end_block(&mut self) {
        *self = Self::new(self.custom);
    }

    /// Passes over text that stays as it is, such as code.
    pub(super) fn pass(&mut self, text: &str) {
        let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>');
        let last = text.rsplit(ends).next().unwrap_or_default();
        self.address = last.contains("://") || self.address && last.len() == text.len();
        self.before = text.chars().next_back().or(self.before);
        self.begun = self.begun || text.contains(char::is_alphanumeric);
    }

    /// Sets the next piece.
    pub(super) fn set<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let Some(custom) = self.custom else {
            return Cow::Borrowed(text);
        };
        let (mut rest, mut out) = (text, String::new());
        while let Some(at) = memchr::memchr3(b'"', b'\'', b'-', rest.as_bytes()) {
            let (words, mark) = rest.split_at_checked(at).unwrap_or((rest, ""));
            let mut marks = mark.chars();
            let Some(c) = marks.next() else { break };
            let after = marks.as_str();
            self.pass(words);
            out.push_str(words);
            let mut taken = 1;
            match c {
                '"' => self.double(custom, after, &mut out),
                _ if self.address => out.push(c),
                '\'' => self.single(custom, after, &mut out),
                _ => taken = self.hyphens(custom, after, &mut out),
            }
            self.before = Some(c);
            rest = mark.get(taken..).unwrap_or_default();
        }
        self.pass(rest);
        if out.is_empty() {
            self.open.outer |= text.contains(custom.open);
            return Cow::Borrowed(text);
        }
        out.push_str(rest);
        Cow::Owned(out)
    }

    /// Whether a word may begin here.
    fn at_start(&self) -> bool {
        self.before.is_none_or(|c| {
            c.is_whitespace()
                || matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '/' | '¿' | '¡')
                || matches!(c, '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '‹')
        })
    }

    fn double(&mut self, custom: Custom, after: &str, out: &mut String) {
        self.address = false;
        let next = after.chars().next();
        let ends = next.is_none_or(|c| c.is_whitespace() || is_end(c));
        let digit = self.before.is_some_and(|c| c.is_ascii_digit());
        if digit && !self.open.outer && next.is_none_or(|c| !c.is_alphanumeric()) {
            // Inches, or seconds.
            out.push('″');
        } else if self.open.outer && (ends || !self.at_start()) {
            self.open.outer = false;
            out.push_str(custom.close);
        } else if self.at_start() && next.is_none_or(|c| !c.is_whitespace()) {
            self.open.outer = true;
            out.push_str(custom.open);
        } else if self.at_start() {
            out.push('"');
        } else {
            out.push_str(custom.close);
        }
    }

    fn single(&mut self, custom: Custom, after: &str, out: &mut String) {
        let next = after.chars().next();
        let in_word = next.is_some_and(char::is_alphanumeric);
        let digit = self.before.is_some_and(|c| c.is_ascii_digit());
        if digit && is_feet(after) && !self.open.inner {
            out.push('′');
        } else if !self.at_start() {
            match custom.inner {
                Some((_, close)) if self.open.inner && !in_word => {
                    self.open.inner = false;
                    out.push_str(close);
                }
                None if self.open.inner && !in_word => {
                    self.open.inner = false;
                    out.push('\'');
                }
                _ => out.push('’'),
            }
        } else if !in_word {
            out.push('\'');
        } else if is_apostrophe(custom, after) {
            out.push('’');
        } else {
            self.open.inner = true;
            out.push_str(custom.inner.map_or("'", |(open, _)| open));
        }
    }

    fn hyphens(&mut self, custom: Custom, after: &str, out: &mut String) -> usize {
        let count = 1 + after.bytes().take_while(|b| *b == b'-').count();
        let next = after.get(count - 1..).and_then(|a| a.chars().next());
        let after_space = self.before.is_some_and(char::is_whitespace);
        let before_space = next.is_some_and(char::is_whitespace);
        let after_word = self.before.is_some_and(char::is_alphabetic);
        let spaced = after_space && before_space;
        let joined = after_word && next.is_some_and(char::is_alphabetic);
        match count {
            // As wires write it, with a space on one side only.
            2..=3 if self.begun && after_space && next.is_some_and(char::is_uppercase) => {
                out.push_str("– ");
            }
            2..=3 if after_word && before_space => out.push_str(" –"),
            // At the beginning of a text it is the mark of an entry, not a dash between words.
            1..=3 if spaced && self.begun => out.push('–'),
            2..=3 if joined => out.push(custom.dash),
            _ => out.extend(std::iter::repeat_n('-', count)),
        }
        count
    }
}

/// Whether a character ends words.
fn is_end(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '…' | '\'' | '’'
    )
}

/// Whether what stands behind a digit and `'` makes feet of them: no letter, or inches.
fn is_feet(after: &str) -> bool {
    let inches = after.trim_start_matches(|c: char| c.is_ascii_digit());
    match after.len() - inches.len() {
        0 => !after.starts_with(char::is_alphanumeric),
        1 | 2 => inches.starts_with('"'),
        _ => false,
    }
}

/// Whether `'` before a word is its apostrophe: of a year, of a word cut short, or where nothing closes a quotation.
fn is_apostrophe(custom: Custom, after: &str) -> bool {
    if after.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let end = after.find(|c: char| !c.is_alphanumeric());
    let word = after.get(..end.unwrap_or(after.len())).unwrap_or_default();
    if custom
        .cut_short
        .iter()
        .any(|w| w.eq_ignore_ascii_case(word))
    {
        return true;
    }
    let closes = |(at, _): (usize, &str)| {
        let before = after.get(..at).and_then(|b| b.chars().next_back());
        let next = after.get(at + 1..).and_then(|a| a.chars().next());
        before.is_some_and(|c| !c.is_whitespace()) && next.is_none_or(|c| !c.is_alphanumeric())
    };
    // So that a text of nothing but these is read once.
    !after.match_indices('\'').take(64).any(closes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, cases: &[(&str, &str)]) {
        for (text, set) in cases {
            assert_eq!(typeset(text, Custom::of(tag)), *set, "{tag}: {text}");
            assert_eq!(typeset(set, Custom::of(tag)), *set, "{tag}, twice: {set}");
        }
    }

    #[test]
    fn english() {
        check(
            "en-GB",
            &[
                ("\"We can,\" she said.", "“We can,” she said."),
                ("(\"yes\") and \"no\"", "(“yes”) and “no”"),
                ("it's the firms' plan", "it’s the firms’ plan"),
                ("he said 'no' and \"'yes'\"", "he said ‘no’ and “‘yes’”"),
                ("rock 'n' roll of the '90s", "rock ’n’ roll of the ’90s"),
                ("the 1990's \"in 2024\"", "the 1990’s “in 2024”"),
                (
                    "a 12\" pipe, 6' high, 5'11\" tall",
                    "a 12″ pipe, 6′ high, 5′11″ tall",
                ),
                (
                    "a plan - or two -- or three--four",
                    "a plan – or two – or three—four",
                ),
                (
                    "makers --LG and SK-- of Korea --fast",
                    "makers – LG and SK – of Korea --fast",
                ),
                ("\"But--\" he began", "“But--” he began"),
            ],
        );
    }

    #[test]
    fn what_is_no_quotation_stays() {
        check(
            "en",
            &[
                (
                    "“set” already, it’s so — yes",
                    "“set” already, it’s so — yes",
                ),
                (
                    "solid-state, 2024-05-06, -5 °C, --flag",
                    "solid-state, 2024-05-06, -5 °C, --flag",
                ),
                ("- an entry", "- an entry"),
                (
                    "see https://a.example/it's--so?q='x' now",
                    "see https://a.example/it's--so?q='x' now",
                ),
                ("a \" b", "a \" b"),
                ("", ""),
            ],
        );
        for tag in ["ja", "cs", "x", ""] {
            check(tag, &[("\"it's\" - so", "\"it's\" - so")]);
        }
    }

    #[test]
    fn german_french_and_spanish() {
        check(
            "de",
            &[
                (
                    "\"Das geht's an\", sagte er - laut.",
                    "„Das geht’s an“, sagte er – laut.",
                ),
                ("Sie sagt \"'nein'\".", "Sie sagt „‚nein‘“."),
            ],
        );
        check(
            "de-CH",
            &[("\"Ja\" zu 1'200 Franken", "«Ja» zu 1’200 Franken")],
        );
        check(
            "fr",
            &[("\"L'usine\" d'Elon", "«\u{202f}L’usine\u{202f}» d’Elon")],
        );
        check("es", &[("La \"fábrica\" - sí", "La «fábrica» – sí")]);
    }

    #[test]
    fn a_block_may_come_in_pieces() {
        let mut setter = Typesetter::new(Custom::of("en"));
        let pieces = ["say \"", "yes", "\" and ", "\"no", "\""].map(|p| setter.set(p).into_owned());
        assert_eq!(pieces.concat(), "say “yes” and “no”");
        setter.end_block();
        assert_eq!(setter.set("\"a"), "“a");
    }
}
