//! The marks that may end a sentence, and the quotes and brackets that they close.

/// Marks that may end a sentence.
pub(super) fn is_mark(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, '.' | '!' | '?');
    }
    matches!(c, '…' | '؟' | '‼' | '⁇' | '⁈' | '⁉') || is_wide_mark(c)
}

/// The first such mark in a text: its byte.
pub(super) fn next_mark(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        // Most of a text is ASCII, of which three characters are marks.
        let other = |b: &u8| !b.is_ascii() || matches!(b, b'.' | b'!' | b'?');
        at += bytes.get(at..)?.iter().position(other)?;
        let c = text.get(at..)?.chars().next()?;
        if is_mark(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// Marks after which no space is due, or which nothing but a sentence's end bears.
fn is_wide_mark(c: char) -> bool {
    matches!(
        c,
        '。' | '！' | '？' | '｡' | '．' | '।' | '॥' | '۔' | '։' | '።' | '။' | '។'
    )
}

/// Letters of Thai.
pub(super) fn is_thai(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}')
}

/// Scripts that part no words.
pub(super) fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Letters without capitals, Thai ones left out since their stops end nothing.
pub(super) fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase() && !is_thai(c)
}

/// Letters, digits, and the signs of Indian scripts that belong to a letter.
pub(super) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{900}'..='\u{dff}' if !matches!(c, '।' | '॥'))
}

/// The character at a byte.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|t| t.chars().next())
}

/// Whether a quotation in straight quotes is open.
#[derive(Default)]
pub(super) struct Quotes {
    /// Up to where they are read.
    seen: usize,
    open: bool,
}

impl Quotes {
    /// Whether the straight quote at this place closes a quotation; the places go up.
    fn closes(&mut self, text: &str, at: usize) -> bool {
        let more = text.get(self.seen..at).unwrap_or_default();
        for (found, _) in more.match_indices('"') {
            let quote = self.seen + found;
            let before = text.get(..quote).and_then(|t| t.chars().next_back());
            let after = char_at(text, quote + 1);
            // The spaces beside it tell more than those before it, one of which may stand for inches.
            self.open = if before.is_none_or(char::is_whitespace) {
                true
            } else if after.is_none_or(char::is_whitespace) {
                false
            } else {
                !self.open
            };
        }
        self.seen = at;
        self.open
    }
}

/// What kind of mark ends a sentence, the strongest of several.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// One full stop.
    Stop,
    /// An ellipsis.
    Dots,
    /// A question or an exclamation.
    Cry,
    /// One that needs no space.
    Wide,
}

/// The marks at the end of a sentence with the quotes and brackets that they close.
#[derive(Clone, Copy)]
pub(super) struct Close {
    pub(super) kind: Kind,
    /// One past the last of them.
    pub(super) end: usize,
    /// Whether quotes or brackets are closed.
    pub(super) closed: bool,
    /// Whether a mark follows what is closed, as in `etc.).`
    pub(super) again: bool,
}

impl Close {
    /// Reads from the first mark on.
    pub(super) fn read(text: &str, mark: usize, quotes: &mut Quotes) -> Self {
        let mut close = Self {
            kind: Kind::Stop,
            end: mark,
            closed: false,
            again: false,
        };
        let mut stops = 0;
        while let Some(c) = char_at(text, close.end) {
            let next = close.end + c.len_utf8();
            if is_mark(c) {
                stops += usize::from(c == '.');
                let kind = match c {
                    '.' if stops == 1 => Kind::Stop,
                    '.' | '…' => Kind::Dots,
                    _ if is_wide_mark(c) => Kind::Wide,
                    _ => Kind::Cry,
                };
                close.kind = close.kind.max(kind);
                close.again |= close.closed;
                close.end = next;
            } else if matches!(c, '*' | '_') {
                // The end of emphasis in Markdown.
                close.end = next;
            } else if let Some(note) = footnote(text, close.end) {
                close.end = note;
            } else if closes(text, close.end, c, quotes) {
                close.closed = true;
                close.end = next;
            } else if let Some(quote) = parted_quote(text, close.end) {
                close.closed = true;
                close.end = quote;
            } else {
                break;
            }
        }
        close
    }
}

/// Whether this sign right after a sentence's last mark closes something.
fn closes(text: &str, at: usize, c: char, quotes: &mut Quotes) -> bool {
    match c {
        ')' | ']' | '}' | '”' | '’' | '\'' | '»' | '›' | '」' | '』' | '）' | '】' | '》'
        | '〉' | '］' | '｣' => true,
        // What closes in one language opens in another.
        '"' | '“' | '‘' | '«' | '‹' => {
            let next = char_at(text, at + c.len_utf8());
            !next.is_some_and(is_of_word) || (c == '"' && quotes.closes(text, at))
        }
        _ => false,
    }
}

/// The end of a mark of reference such as `[12]`.
fn footnote(text: &str, at: usize) -> Option<usize> {
    let inner = text.get(at..)?.strip_prefix('[')?;
    let digits = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let closed = inner.get(digits..)?.starts_with(']');
    (digits > 0 && closed).then_some(at + digits + 2)
}

/// The end of a French closing quote, which has a space before it.
fn parted_quote(text: &str, at: usize) -> Option<usize> {
    let space = char_at(text, at).filter(|c| c.is_whitespace())?;
    let quote = at + space.len_utf8();
    let end = quote
        + char_at(text, quote)
            .filter(|c| matches!(c, '»' | '›'))?
            .len_utf8();
    (!char_at(text, end).is_some_and(is_of_word)).then_some(end)
}
