//! Words of a text or a name, and the folded form under which two spellings are the same word.

use std::borrow::Cow;

use deunicode::deunicode_char;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word as written, without a possessive ending.
    pub text: &'a str,
    /// What stands between the previous word and this one: spaces, hyphens, punctuation.
    pub gap: &'a str,
    /// First byte.
    pub start: usize,
    /// One past the last byte, possessive ending not included.
    pub end: usize,
    /// Lower case, without accents, inner stops and apostrophes.
    pub plain: Cow<'a, str>,
    /// Whether `'s` followed.
    pub possessive: bool,
}

impl<'a> Word<'a> {
    /// Whether it is written with an initial capital, or with one inside as in `iRobot`.
    pub fn is_capitalised(&self) -> bool {
        // What is plain as it stands has none, as most words.
        if matches!(self.plain, Cow::Borrowed(_)) {
            return false;
        }
        self.text.bytes().any(|b| b.is_ascii_uppercase())
            || !self.text.is_ascii() && self.text.chars().any(char::is_uppercase)
    }

    /// Whether it has at least two letters and none in lower case.
    pub fn is_all_capitals(&self) -> bool {
        self.text.chars().filter(|c| c.is_alphabetic()).count() >= 2
            && !self.text.chars().any(char::is_lowercase)
    }

    /// Whether it holds only digits and their separators.
    pub fn is_number(&self) -> bool {
        self.text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
    }

    /// The word in two, where this byte of the text is inside it.
    pub fn cut_at(&self, at: usize) -> Option<(Self, Self)> {
        let length = at
            .checked_sub(self.start)
            .filter(|l| *l > 0 && at < self.end)?;
        let (first, second) = self.text.split_at_checked(length)?;
        let part = |text: &'a str, start: usize, gap: &'a str, possessive| Word {
            text,
            gap,
            start,
            end: start + text.len(),
            plain: plain(text),
            possessive,
        };
        Some((
            part(first, self.start, self.gap, false),
            part(second, at, "", self.possessive),
        ))
    }

    /// The singular of the plain form.
    pub fn folded(&self) -> Cow<'_, str> {
        singular(&self.plain)
    }
}

/// The words of a text in order. An ampersand is the word `and`.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(text.len() / 6 + 1);
    let mut last_end = 0;
    let mut start = 0;
    while let Some(&first) = bytes.get(start) {
        let end = if first == b'&' {
            start + 1
        } else if first.is_ascii_alphanumeric() {
            word_end(text, start)
        } else if first.is_ascii() {
            start += 1;
            continue;
        } else {
            match char_at(text, start) {
                Some(c) if c.is_alphanumeric() => word_end(text, start),
                c => {
                    start += c.map_or(1, char::len_utf8);
                    continue;
                }
            }
        };
        let whole = text.get(start..end).unwrap_or_default();
        let bare = without_possessive(whole).filter(|b| !b.is_empty());
        let written = bare.unwrap_or(whole);
        out.push(Word {
            text: written,
            gap: text.get(last_end..start).unwrap_or_default(),
            start,
            end: start + written.len(),
            plain: plain(written),
            possessive: bare.is_some(),
        });
        last_end = end;
        start = end;
    }
    out
}

/// The character at a byte.
fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Where the word ends that begins at this byte.
fn word_end(text: &str, start: usize) -> usize {
    let of_word = |c: char| c.is_alphanumeric() || is_tone_mark(c);
    let mut before: Option<char> = None;
    let mut at = start;
    loop {
        if before.is_none_or(|b| b.is_ascii()) {
            // Letters and digits of ASCII, which most words are made of, need no look around.
            let rest = text.as_bytes().get(at..).unwrap_or_default();
            let run = rest.iter().take_while(|b| b.is_ascii_alphanumeric());
            let run = run.count();
            if let Some(last) = run.checked_sub(1).and_then(|last| rest.get(last)) {
                before = Some(char::from(*last));
                at += run;
            }
            // Nor does nearly all that ends a word.
            let ends = |b: &u8| b.is_ascii() && !matches!(b, b'\'' | b'.' | b',');
            if rest.get(run).is_none_or(ends) {
                break;
            }
        }
        let Some(c) = char_at(text, at) else { break };
        let after = at + c.len_utf8();
        let inside = of_word(c) || {
            let next = char_at(text, after);
            next.is_some_and(of_word) && joins(before, c, next)
        };
        if !inside || before.is_some_and(|before| borders(before, c)) {
            break;
        }
        before = Some(c);
        at = after;
    }
    at
}

/// A word without the ending of a possessive, if it has one.
fn without_possessive(word: &str) -> Option<&str> {
    if !word.ends_with(['s', 'S']) {
        return None;
    }
    let stem = word.get(..word.len() - 1)?;
    stem.strip_suffix('\'').or_else(|| stem.strip_suffix('’'))
}

/// Whether a Latin word ends because Hangul, Han, Kana or Thai begins: particles are written onto names.
fn borders(before: char, here: char) -> bool {
    here.is_alphanumeric() && before.is_alphanumeric() && is_unspaced(before) != is_unspaced(here)
}

/// Whether the character belongs to a script of East Asia.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// Whether the character belongs to a script that puts no spaces between words, or none between a name and its particle.
pub fn is_unspaced(c: char) -> bool {
    is_cjk(c) || is_thai(c)
}

/// Syllables of Korean.
pub(crate) fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣')
}

/// Kana, Han, Hangul and what lies beyond them: a character there says as much as several letters of an alphabet.
pub(crate) fn is_wide(c: char) -> bool {
    u32::from(c) >= 0x3040
}

/// A word in lower case, without a copy where it is so already.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    let small = |b: u8| b.is_ascii() && !b.is_ascii_uppercase();
    if word.bytes().all(small) {
        word.into()
    } else {
        word.to_lowercase().into()
    }
}

fn is_thai(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e4e}')
}

/// Marks of Thai that stand in words and are no letters.
fn is_tone_mark(c: char) -> bool {
    matches!(c, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}

/// Whether a character joins those around it into one word: `O'Neill`, `U.S`, `3.5`, `Amazon.com`.
fn joins(before: Option<char>, here: char, next: Option<char>) -> bool {
    let numeric = |c: Option<char>| c.is_some_and(char::is_numeric);
    match here {
        '\'' | '’' => true,
        // A missing space after a full stop ("… year.The …") does not join.
        '.' => {
            numeric(before) == numeric(next)
                && !(before.is_some_and(char::is_lowercase) && next.is_some_and(char::is_uppercase))
        }
        ',' => numeric(before) && numeric(next),
        _ => false,
    }
}

/// Lower case, without accents, stops and apostrophes.
pub fn plain(word: &str) -> Cow<'_, str> {
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    if word.bytes().all(is_plain) {
        return Cow::Borrowed(word);
    }
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            '&' => out.push_str("and"),
            _ if c.is_ascii_alphanumeric() => out.push(c),
            _ if !c.is_alphanumeric() => {}
            // Other scripts stay as they are: their letters are no accents.
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
                out.push_str(deunicode_char(c).unwrap_or_default());
            }
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The singular of an English word, by its ending alone; both sides of a comparison go through it.
pub fn singular(word: &str) -> Cow<'_, str> {
    let Some(stem) = word.strip_suffix('s') else {
        return Cow::Borrowed(word);
    };
    if word.len() > 4 {
        if let Some(stem) = stem.strip_suffix("ie") {
            return Cow::Owned(format!("{stem}y"));
        }
        if let Some(stem) = stem
            .strip_suffix('e')
            .filter(|s| ["ch", "sh", "x", "ss"].iter().any(|e| s.ends_with(e)))
        {
            return Cow::Borrowed(stem);
        }
    }
    let plural = word.len() >= 3 && !stem.ends_with(['s', 'u', 'i']);
    Cow::Borrowed(if plural { stem } else { word })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let all = words(text);
        let got: Vec<_> = all.iter().map(Word::folded).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn accents_are_folded_and_other_scripts_are_not() {
        for (word, expected) in [
            ("Škoda", "skoda"),
            ("Ørsted", "orsted"),
            ("Þór", "thor"),
            ("İŞ", "is"),
            ("Weiß", "weiss"),
            ("Łódź", "lodz"),
            ("Vinfast Việt", "vinfastviet"),
            ("œuvre", "oeuvre"),
            ("電池", "電池"),
            ("завод", "завод"),
            ("2×4", "24"),
        ] {
            assert_eq!(plain(word), expected);
        }
    }

    #[test]
    fn words_keep_inner_stops_and_lose_possessives() {
        check(
            "AT&T’s U.S. batteries",
            &["at", "and", "t", "us", "battery"],
        );
        check(
            "Amazon.com, 3.5-volt O'Neill",
            &["amazoncom", "35", "volt", "oneill"],
        );
        check("this year.The Škoda", &["this", "year", "the", "skoda"]);
        check("Hynix는 새로운", &["hynix", "는", "새로운"]);
    }
}
