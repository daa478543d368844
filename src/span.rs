//! Ranges of text, sentences, and receipts: which rule took what from which sentence.

use serde::{Deserialize, Serialize};

/// A byte range of a text, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The text of this range; empty if the range does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// Where something derived came from: the rule and the sentence in the article's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The rule's id.
    pub rule: String,
    /// The sentence.
    pub sentence: String,
}

/// Words that end in a full stop without ending a sentence, lower case, without the stop.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "st", "jr",
    "sr", "vs", "etc", "e.g", "i.e", "cf", "al", "approx", "est", "no", "nos", "vol", "fig", "p",
    "pp", "ca", "inc", "corp", "co", "ltd", "llc", "plc", "bros", "cos", "mfg", "intl", "u.s",
    "u.k", "u.n", "e.u", "a.m", "p.m", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec", "bn", "mio", "mrd", "tel", "z.b", "d.h", "u.a", "bzw", "nr", "rs",
    "ph.d", "m.d", "d.c", "s.a", "s.p.a", "n.v", "b.v", "a.g", "k.k", "a.s",
];

/// American states and Canadian provinces as datelines shorten them; in this case only, since some are words.
const STATES: &[&str] = &[
    "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky",
    "La", "Md", "Mass", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "N.H", "N.J", "N.M",
    "N.Y", "N.C", "N.D", "Okla", "Ore", "Pa", "R.I", "S.C", "S.D", "Tenn", "Tex", "Vt", "Va",
    "Wash", "W.Va", "Wis", "Wyo", "Ont", "Que", "B.C", "Alta", "Sask",
];

/// Abbreviations after which a capital letter usually does begin a new sentence ("… Tesla Inc. The plant …").
const MAY_END: &[&str] = &[
    "inc", "corp", "co", "ltd", "llc", "plc", "etc", "u.s", "u.k", "u.n", "e.u", "a.m", "p.m",
    "d.c", "s.a", "n.v", "jr", "sr", "al",
];

/// Words that open a sentence so often that an abbreviation such as `Inc.` before one ended the last sentence.
const OPENERS: &[&str] = &[
    "The",
    "A",
    "An",
    "It",
    "Its",
    "In",
    "On",
    "At",
    "He",
    "She",
    "They",
    "We",
    "This",
    "That",
    "These",
    "Those",
    "But",
    "And",
    "However",
    "Meanwhile",
    "As",
    "For",
    "With",
    "While",
    "After",
    "Before",
    "Under",
    "Since",
    "When",
    "If",
    "Both",
    "Their",
    "There",
    "According",
    "Last",
    "Also",
    "Other",
    "Shares",
    "Analysts",
    "By",
    "To",
    "From",
    "Some",
    "Most",
];

/// The sentences of one block of prose, in order, trimmed of white space around them.
///
/// A sentence ends at `.`, `!`, `?`, `…` or their CJK forms, closing quotes and brackets included. Known
/// abbreviations, initials, decimals and a following lower-case letter do not end one.
pub fn sentences(text: &str) -> Vec<Span> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let byte = |i: usize| chars.get(i).map_or(text.len(), |c| c.0);
    let at = |i: usize| chars.get(i).map(|c| c.1);
    let mut out = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while let Some(c) = at(i) {
        let cjk = matches!(c, '。' | '！' | '？');
        if !cjk && !matches!(c, '.' | '!' | '?' | '…') {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while at(end).is_some_and(|c| {
            matches!(
                c,
                '.' | '!'
                    | '?'
                    | '…'
                    | '"'
                    | '\''
                    | '”'
                    | '’'
                    | ')'
                    | ']'
                    | '»'
                    | '」'
                    | '』'
                    | '。'
            )
        }) {
            end += 1;
        }
        // A quotation that opens right after the stop, without a space: `… features."It is`.
        let opens = end == i + 2
            && matches!(at(i + 1), Some('"' | '“'))
            && at(end).is_some_and(char::is_uppercase);
        if opens {
            end = i + 1;
        }
        let space = opens || at(end).is_none_or(char::is_whitespace);
        let ends = cjk || (space && (c != '.' || full_stop_ends(&chars, start, i, end)));
        if ends {
            push_trimmed(text, byte(start), byte(end), &mut out);
            start = end;
        }
        i = end;
    }
    push_trimmed(text, byte(start), text.len(), &mut out);
    out
}

/// Whether the full stop at `stop` ends a sentence; `after` is where the text goes on.
fn full_stop_ends(chars: &[(usize, char)], start: usize, stop: usize, after: usize) -> bool {
    let mut next = after;
    while chars.get(next).is_some_and(|c| c.1.is_whitespace()) {
        next += 1;
    }
    let Some(&(_, following)) = chars.get(next) else {
        return true;
    };
    if following.is_lowercase() || matches!(following, ',' | ';') {
        return false;
    }
    let mut word_start = stop;
    while word_start > start
        && chars
            .get(word_start - 1)
            .is_some_and(|c| c.1.is_alphanumeric() || c.1 == '.')
    {
        word_start -= 1;
    }
    let word: String = chars
        .get(word_start..stop)
        .unwrap_or_default()
        .iter()
        .map(|c| c.1)
        .collect();
    let lower = word.to_lowercase();
    let state = STATES.contains(&word.as_str());
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if !state && !initial && !ABBREVIATIONS.contains(&lower.as_str()) {
        return true;
    }
    if !state && !MAY_END.contains(&lower.as_str()) {
        // "No." before anything but a number is the word, not the abbreviation of number.
        return matches!(lower.as_str(), "no" | "p" | "mar" | "dec")
            && !following.is_numeric()
            && !initial;
    }
    let opener: String = chars
        .get(next..)
        .unwrap_or_default()
        .iter()
        .map(|c| c.1)
        .take_while(|c| c.is_alphabetic())
        .collect();
    OPENERS.contains(&opener.as_str()) || matches!(following, '"' | '“')
}

fn push_trimmed(text: &str, start: usize, end: usize, out: &mut Vec<Span>) {
    let raw = text.get(start..end).unwrap_or_default();
    let trimmed = raw.trim();
    if !trimmed.is_empty() {
        let lead = raw.len() - raw.trim_start().len();
        out.push(Span {
            start: start + lead,
            end: start + lead + trimmed.len(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let got: Vec<&str> = sentences(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn sentences_end_at_stops_and_closing_quotes() {
        check(
            "One. Two! \"Three.\" Four?",
            &["One.", "Two!", "\"Three.\"", "Four?"],
        );
        check("이것은 문장이다. 다음.", &["이것은 문장이다.", "다음."]);
        check("これは文。次。", &["これは文。", "次。"]);
    }

    #[test]
    fn abbreviations_initials_and_decimals_do_not_end_one() {
        check("Tesla Inc. said 1.5 GWh.", &["Tesla Inc. said 1.5 GWh."]);
        check(
            "Tesla Inc. The plant opened.",
            &["Tesla Inc.", "The plant opened."],
        );
        check(
            "J. B. Straubel of the U.S. Department",
            &["J. B. Straubel of the U.S. Department"],
        );
        check(
            "FRESNO, Calif. (Agency) — It grew in Peoria, Ill. The ore. Then",
            &[
                "FRESNO, Calif. (Agency) — It grew in Peoria, Ill.",
                "The ore.",
                "Then",
            ],
        );
        check(
            "a lot of room.\"It is new,\" he said.",
            &["a lot of room.", "\"It is new,\" he said."],
        );
        check("On Nov. 21 it filed.", &["On Nov. 21 it filed."]);
    }
}
