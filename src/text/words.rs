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
    pub plain: String,
    /// Whether `'s` followed.
    pub possessive: bool,
}

impl Word<'_> {
    /// Whether it is written with an initial capital, or with one inside as in `iRobot`.
    pub fn is_capitalised(&self) -> bool {
        self.text.chars().any(char::is_uppercase)
    }

    /// Whether it has at least two letters and none in lower case.
    pub fn is_all_capitals(&self) -> bool {
        self.text.chars().filter(|c| c.is_alphabetic()).count() >= 2
            && !self.text.chars().any(char::is_lowercase)
    }

    /// Whether it holds only digits and their separators.
    pub fn is_number(&self) -> bool {
        self.text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    }

    /// The word in two, where this byte of the text is inside it.
    pub fn cut_at(&self, at: usize) -> Option<(Self, Self)> {
        let length = at
            .checked_sub(self.start)
            .filter(|l| *l > 0 && at < self.end)?;
        let (first, second) = self.text.split_at_checked(length)?;
        let part = |text, start: usize, gap, possessive| Word {
            text,
            gap,
            start,
            end: start + str::len(text),
            plain: plain(text),
            possessive,
        };
        Some((
            part(first, self.start, self.gap, false),
            part(second, at, "", self.possessive),
        ))
    }

    /// The singular of the plain form.
    pub fn folded(&self) -> String {
        singular(&self.plain)
    }
}

/// The words of a text in order. An ampersand is the word `and`.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let byte = |i: usize| chars.get(i).map_or(text.len(), |c| c.0);
    let at = |i: usize| chars.get(i).map(|c| c.1);
    let alnum = |i: usize| at(i).is_some_and(|c| c.is_alphanumeric() || is_tone_mark(c));
    let mut out = Vec::new();
    let mut last_end = 0;
    let mut i = 0;
    while let Some(c) = at(i) {
        let start = i;
        if c == '&' {
            i += 1;
        } else if c.is_alphanumeric() {
            while (alnum(i) || (alnum(i + 1) && joins(&chars, i))) && !borders(&chars, start, i) {
                i += 1;
            }
        } else {
            i += 1;
            continue;
        }
        let whole = text.get(byte(start)..byte(i)).unwrap_or_default();
        let bare = ["'s", "’s", "'S", "’S"]
            .iter()
            .find_map(|s| whole.strip_suffix(s))
            .filter(|b| !b.is_empty());
        let written = bare.unwrap_or(whole);
        let from = byte(start);
        out.push(Word {
            text: written,
            gap: text.get(last_end..from).unwrap_or_default(),
            start: from,
            end: from + written.len(),
            plain: plain(written),
            possessive: bare.is_some(),
        });
        last_end = byte(i);
    }
    out
}

/// Whether a Latin word ends at `i` because Hangul, Han, Kana or Thai begins there: particles are written onto names.
fn borders(chars: &[(usize, char)], start: usize, i: usize) -> bool {
    let at = |i: usize| chars.get(i).map(|c| c.1);
    let before = i.checked_sub(1).filter(|b| *b >= start).and_then(at);
    before.zip(at(i)).is_some_and(|(before, here)| {
        here.is_alphanumeric()
            && before.is_alphanumeric()
            && is_unspaced(before) != is_unspaced(here)
    })
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
    if word.contains(char::is_uppercase) {
        word.to_lowercase().into()
    } else {
        word.into()
    }
}

fn is_thai(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e4e}')
}

/// Marks of Thai that stand in words and are no letters.
fn is_tone_mark(c: char) -> bool {
    matches!(c, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}

/// Whether the character at `i` joins the letters around it into one word: `O'Neill`, `U.S`, `3.5`, `Amazon.com`.
fn joins(chars: &[(usize, char)], i: usize) -> bool {
    let at = |i: usize| chars.get(i).map(|c| c.1);
    match at(i) {
        Some('\'' | '’') => true,
        Some('.') => {
            let before = i.checked_sub(1).and_then(at);
            let digits =
                before.is_some_and(char::is_numeric) == at(i + 1).is_some_and(char::is_numeric);
            // A missing space after a full stop ("… year.The …") does not join.
            digits
                && !(before.is_some_and(char::is_lowercase)
                    && at(i + 1).is_some_and(char::is_uppercase))
        }
        Some(',') => {
            i.checked_sub(1).and_then(at).is_some_and(char::is_numeric)
                && at(i + 1).is_some_and(char::is_numeric)
        }
        _ => false,
    }
}

/// Lower case, without accents, stops and apostrophes.
pub fn plain(word: &str) -> String {
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
    out
}

/// The singular of an English word, by its ending alone; both sides of a comparison go through it.
pub fn singular(word: &str) -> String {
    if word.len() > 4 {
        if let Some(stem) = word.strip_suffix("ies") {
            return format!("{stem}y");
        }
        if let Some(stem) = word
            .strip_suffix("es")
            .filter(|s| ["ch", "sh", "x", "ss"].iter().any(|e| s.ends_with(e)))
        {
            return stem.to_owned();
        }
    }
    let plural = word.len() >= 3
        && word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|e| word.ends_with(e));
    if plural {
        word.strip_suffix('s').unwrap_or(word).to_owned()
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let got: Vec<String> = words(text).iter().map(Word::folded).collect();
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
