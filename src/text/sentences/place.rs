//! Whether marks end a sentence: told by the word before and the words after.

use super::marks::{Close, Kind, char_at, is_caseless, is_mark, is_of_word, is_spaceless, is_thai};
use crate::table::{Words, tables};
use crate::text::words::{is_hangul, lower};

/// How far, in characters, one looks for the words beside a stop that has no space after it.
const BESIDE: usize = 40;

/// The longest clause, in characters, that names who speaks after a quotation.
const TAG: usize = 60;

tables! {
    "../data/sentences.txt" => {
        /// Abbreviations that another word follows.
        NEVER: Words = "never";
        /// Abbreviations before a number.
        NUMBERED: Words = "numbered";
        /// Abbreviations that end a sentence before an opener or a quotation.
        MAY_END: Words = "may-end";
        /// American states and Canadian provinces as datelines shorten them.
        STATES: Words = "states";
        /// Abbreviations without a vowel that end a sentence before a capital letter.
        UNITS: Words = "units";
        /// Words before a letter that is no initial.
        DESIGNATORS: Words = "designators";
        /// Words before an ordinal.
        ORDINAL_BEFORE: Words = "ordinal-before";
        /// Months after an ordinal.
        MONTHS: Words = "months";
        /// Ends of a domain's name with a capital.
        DOMAINS: Words = "domains";
        /// Names that end in `!` or `?`.
        MARKED_NAMES: Words = "marked-names";
        /// Openers that are names as well.
        NAME_PARTICLES: Words = "name-particles";
        /// Verbs of speech.
        SPEECH: Vec<&'static str> = "speech";
        /// What joins a quotation to its clause.
        QUOTATION_PARTICLES: Vec<&'static str> = "quotation-particles";
        /// What opens a sentence in Thai.
        pub(super) THAI_OPENERS: Vec<&'static str> = "thai-openers";
        /// Words that open a sentence.
        OPENERS: Words = "openers";
    }
}

/// Marks in their text.
pub(super) struct Place<'a> {
    pub(super) text: &'a str,
    /// Where the sentence begins.
    pub(super) start: usize,
    /// The first mark.
    pub(super) mark: usize,
    pub(super) close: Close,
}

impl<'a> Place<'a> {
    /// Whether the sentence ends with these marks.
    pub(super) fn ends(&self) -> bool {
        let after = self.text.get(self.close.end..).unwrap_or_default();
        let rest = after.trim_start();
        let Some(next) = rest.chars().next() else {
            return true;
        };
        let spaced = rest.len() < after.len();
        let quoted = self.close.closed;
        // . . .
        let marks_again = is_mark(next) && !rest.chars().nth(1).is_some_and(is_of_word);
        if marks_again
            || matches!(
                next,
                ',' | ';' | ':' | '،' | '؛' | '，' | '、' | '；' | '：'
            )
        {
            return false;
        }
        if self.close.kind == Kind::Wide {
            return self.is_wide(next) && !(quoted && (goes_on(rest) || is_tag(rest)));
        }
        let caseless = self.before(self.mark).ends_with(is_caseless);
        if goes_on_small(rest) && !(caseless && spaced) || quoted && !spaced && is_hangul(next) {
            return false;
        }
        if !spaced {
            return self.ends_without_space(rest, next);
        }
        match self.close.kind {
            Kind::Stop => self.close.again || self.stop_ends(rest, next),
            _ if quoted => !is_tag(rest),
            Kind::Dots => true,
            _ => !self.is_marked_name(rest),
        }
    }

    /// Whether a wide mark is one: `．` stands between digits as well.
    fn is_wide(&self, next: char) -> bool {
        char_at(self.text, self.mark) != Some('．')
            || !next.is_alphanumeric()
            || next.is_alphabetic()
    }

    fn before(&self, at: usize) -> &'a str {
        self.text.get(self.start..at).unwrap_or_default()
    }

    /// Whether the mark belongs to a name: "Yahoo! Finance", "Guess? Inc."
    fn is_marked_name(&self, rest: &str) -> bool {
        let name = last_word(self.before(self.mark));
        MARKED_NAMES.has_any_case(name) && !opens(rest)
    }

    /// Whether a sentence ends at marks that have words on both sides: "growth.The plant", but not "Node.js".
    fn ends_without_space(&self, rest: &str, next: char) -> bool {
        let before = self.before(self.mark);
        let Some(last) = before.chars().next_back() else {
            return false;
        };
        // A quotation that opens at once.
        let quote = matches!(next, '"' | '“' | '„' | '‘' | '«' | '「' | '『' | '¿' | '¡');
        let rest = if quote {
            rest.get(next.len_utf8()..).unwrap_or_default()
        } else {
            rest
        };
        let word = first_word(rest);
        let Some(first) = word.chars().next() else {
            return false;
        };
        if self.close.closed || quote {
            let latin = is_spaceless(first) && last.is_ascii();
            return (first.is_uppercase() || is_caseless(first)) && !latin;
        }
        let told = last_word(before);
        if is_caseless(first) {
            // Fewer characters are an abbreviation.
            let least = match first {
                c if is_spaceless(c) => 1,
                c if is_hangul(c) => 2,
                _ => 3,
            };
            let long = |word: &str| word.chars().nth(least - 1).is_some();
            let dots = self.close.kind == Kind::Dots;
            return is_caseless(last) && (dots || long(told) && long(word))
                || dots && is_spaceless(first);
        }
        let capital = first.is_uppercase() && word.chars().nth(1).is_some_and(char::is_lowercase);
        let opener = opens(rest);
        let small = told.chars().all(char::is_lowercase);
        if self.close.kind != Kind::Stop {
            return capital || opener;
        }
        // One letter after a word, not after a share's symbol: "modest.A rise", "TSLA.O".
        if !(capital || opener && small) {
            return false;
        }
        let head = before.get(..before.len() - told.len()).unwrap_or_default();
        let inside = head
            .chars()
            .next_back()
            .is_some_and(|c| matches!(c, '.' | '/' | '@' | '_' | ':' | '=' | '&' | '#'));
        let on = rest.get(word.len()..).unwrap_or_default();
        let mut on = on.chars();
        let code = match (on.next(), on.next()) {
            (Some('.'), Some(c)) => c.is_alphanumeric(),
            (Some(c), _) => matches!(c, '(' | '_' | '/' | '@' | '='),
            _ => false,
        };
        if code || DOMAINS.has(word) {
            return false;
        }
        let mut letters = told.chars();
        let (one, two) = (letters.next(), letters.next());
        if one.is_none() {
            // A per cent sign or the like.
            return !last.is_whitespace();
        }
        // "U.S.The", but no name such as "Pop.Up" or "inDrive.Money".
        match two {
            None => opener && inside,
            _ if inside => false,
            _ => opener || small && !is_abbreviation(told),
        }
    }

    /// Whether a full stop with a space after it ends the sentence.
    fn stop_ends(&self, rest: &str, next: char) -> bool {
        let before = self.before(self.mark);
        let of_word = |c: char| c == '.' || is_of_word(c) && !is_spaceless(c);
        let head = before.trim_end_matches(of_word);
        let word = before.get(head.len()..).unwrap_or_default();
        let Some(first) = word.chars().next() else {
            return true;
        };
        if word.chars().all(char::is_numeric) {
            return number_ends(head, word, rest, next);
        }
        if word.chars().any(char::is_numeric) {
            return true;
        }
        if head.ends_with(['/', '=', '@', '_']) {
            return true;
        }
        if word.chars().any(is_thai) {
            return false;
        }
        let shape = Shape::of(word);
        let joined = head.ends_with(['-', '&', '+', '\'', '’']);
        let mut beyond = head.chars().rev().skip(1);
        if shape == Shape::Letter && joined && beyond.next().is_some_and(is_of_word) {
            return true;
        }
        let after_number = ends_in_number(head);
        let small_letters = lower(word);
        let acronym = shape == Shape::Word && word.chars().all(char::is_uppercase);
        if NEVER.has(word) || !acronym && NEVER.has(&small_letters) {
            return false;
        }
        if NUMBERED.has(&small_letters) {
            return !next.is_numeric() && !is_roman(first_word(rest));
        }
        let quotation = matches!(next, '"' | '“' | '„' | '«' | '「');
        if MAY_END.has(word) || MAY_END.has(&small_letters) || STATES.has(word) {
            return opens(rest) || quotation;
        }
        let in_row = next_is_initial(rest);
        match shape {
            Shape::Letter if next.is_numeric() || in_row => false,
            Shape::Letter if first.is_uppercase() => {
                DESIGNATORS.has_any_case(last_word(head.trim_end())) || opens_after_initial(rest)
            }
            Shape::Letter => after_number || opens(rest),
            Shape::Dotted => opens_after_initial(rest),
            Shape::NoVowel => after_number || UNITS.has(&small_letters) || opens(rest) || quotation,
            // EE. UU.
            Shape::Word if in_row && word.len() == 2 && word.chars().all(char::is_uppercase) => {
                false
            }
            // German streets.
            Shape::Word => !(next.is_numeric() && word.ends_with("str")),
        }
    }
}

/// What a word before a full stop looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// One letter: `J`, `p`.
    Letter,
    /// Letters with stops between them: `U.S`, `S.p.A`.
    Dotted,
    /// No vowel, and not in capitals: `Ltd`, `Nr`.
    NoVowel,
    /// Any other.
    Word,
}

impl Shape {
    fn of(word: &str) -> Self {
        let letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count();
        if word.contains('.') {
            let indian = word.chars().any(|c| matches!(c, '\u{900}'..='\u{dff}'));
            let most = if indian { 3 } else { 2 };
            let short = word
                .split('.')
                .all(|part| (1..=most).contains(&letters(part)));
            return if short { Self::Dotted } else { Self::Word };
        }
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(_), None) => Self::Letter,
            // Not "PCs", not "GWh".
            _ if word.chars().all(is_consonant) && word.chars().skip(1).all(char::is_lowercase) => {
                Self::NoVowel
            }
            _ => Self::Word,
        }
    }
}

fn is_consonant(c: char) -> bool {
    matches!(
        c.to_ascii_lowercase(),
        'b' | 'c' | 'd' | 'f' | 'g' | 'h' | 'j'..='n' | 'p'..='t' | 'v' | 'w' | 'x' | 'z'
    ) || matches!(
        c,
        'ç' | 'č'
            | 'ć'
            | 'ď'
            | 'ğ'
            | 'ł'
            | 'ñ'
            | 'ń'
            | 'ň'
            | 'ř'
            | 'ś'
            | 'š'
            | 'ş'
            | 'ť'
            | 'ź'
            | 'ż'
            | 'ž'
    ) || matches!(c, 'б'..='д' | 'ж' | 'з' | 'й'..='н' | 'п'..='т' | 'ф'..='щ' | 'Б'..='Д')
}

/// Whether a word is one that a name or a number follows.
fn is_abbreviation(word: &str) -> bool {
    let small_letters = lower(word);
    let listed = NEVER.has(word)
        || [&NEVER, &NUMBERED, &MAY_END]
            .iter()
            .any(|l| l.has(&small_letters))
        || STATES.has(word);
    listed || Shape::of(word) != Shape::Word
}

/// Whether a number with a full stop after it ends the sentence: no ordinal, no number of a list, no part of a date.
fn number_ends(head: &str, number: &str, rest: &str, next: char) -> bool {
    let digits = number.len();
    if head.is_empty() && digits <= 3 {
        return false;
    }
    let stop_before = head
        .trim_end()
        .strip_suffix('.')
        .is_some_and(|h| h.ends_with(|c: char| c.is_ascii_digit()));
    if next.is_ascii_digit() {
        // 2025. 10. 3.
        let more = rest.bytes().take_while(u8::is_ascii_digit).count();
        let date = more <= 2 && rest.get(more..).is_some_and(|r| r.starts_with('.'));
        return !(date && (digits == 4 || stop_before));
    }
    if is_hangul(next) && stop_before {
        return false;
    }
    if digits > 2 || opens(rest) {
        return true;
    }
    let word = first_word(rest);
    let before = last_word(head.trim_end());
    !(MONTHS.has(word) || next.is_uppercase() && ORDINAL_BEFORE.has(&lower(before)))
}

/// Whether a text ends in a number, arabic or roman, and white space.
fn ends_in_number(head: &str) -> bool {
    let word = last_word(head.trim_end());
    word.chars().next_back().is_some_and(char::is_numeric) || is_roman(word)
}

fn is_roman(word: &str) -> bool {
    word != "I" && !word.is_empty() && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'))
}

/// The word at the end of a text, no more of it than one looks at.
fn last_word(text: &str) -> &str {
    let from = text.char_indices().rev().take(BESIDE);
    let from = from.take_while(|(_, c)| is_of_word(*c)).last();
    from.and_then(|(at, _)| text.get(at..)).unwrap_or_default()
}

/// The word at the beginning of a text, no more of it than one looks at.
fn first_word(text: &str) -> &str {
    let to = text
        .char_indices()
        .take(BESIDE)
        .take_while(|(_, c)| is_of_word(*c));
    let to = to.last().map_or(0, |(at, c)| at + c.len_utf8());
    text.get(..to).unwrap_or_default()
}

/// Whether a text begins with a word that opens sentences.
fn opens(rest: &str) -> bool {
    let word = first_word(rest);
    let mut on = rest.get(word.len()..).unwrap_or_default().chars();
    let follows = on.next();
    // L'affaire, C'est
    let elided =
        matches!(follows, Some('\'' | '’')) && matches!(word, "C" | "J" | "L" | "N" | "Qu" | "S");
    elided || OPENERS.has(word) && follows != Some('.')
}

/// The same after initials, after which it may be a name.
fn opens_after_initial(rest: &str) -> bool {
    opens(rest) && !NAME_PARTICLES.has(first_word(rest))
}

/// Whether the next word is an initial, or two of them, with its stop.
fn next_is_initial(rest: &str) -> bool {
    let word = first_word(rest);
    let short = match word.chars().count() {
        1 => word.chars().all(char::is_alphabetic),
        2 => word.chars().all(char::is_uppercase),
        _ => false,
    };
    short && rest.get(word.len()..).is_some_and(|r| r.starts_with('.'))
}

/// Whether what follows goes on with a small letter, a dash before it or not.
fn goes_on_small(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|c: char| matches!(c, '-' | '–' | '—') || c.is_whitespace());
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        // iPhone, eBay
        (Some(first), Some(second)) => first.is_lowercase() && !second.is_uppercase(),
        (Some(first), None) => first.is_lowercase(),
        _ => false,
    }
}

/// Whether a Japanese clause goes on after a quotation.
fn goes_on(rest: &str) -> bool {
    QUOTATION_PARTICLES.iter().any(|p| rest.starts_with(p))
}

/// Whether what follows a quotation is a short clause that says who spoke.
fn is_tag(rest: &str) -> bool {
    let thai = rest.starts_with(is_thai);
    let end = rest.char_indices().take(TAG).find(|(_, c)| {
        is_mark(*c) || matches!(c, ',' | ':' | '，' | '：' | '“' | '「') || thai && *c == ' '
    });
    let Some(clause) = end.and_then(|(at, _)| rest.get(..at)) else {
        return SPEECH.contains(&first_word(rest));
    };
    if clause.ends_with(|c: char| is_spaceless(c) || is_thai(c)) {
        return SPEECH.iter().any(|verb| clause.ends_with(verb));
    }
    let mut words = clause.split_whitespace();
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or_default();
    SPEECH.contains(&first) || SPEECH.contains(&last) && words.count() <= 3
}
