//! Headlines in languages without a grammar here: whole sentences, or whole clauses where a mark and a word of the
//! language show that one ends. What neither can be shortened nor is short stays as it is.

use std::sync::LazyLock;

use regex::Regex;

use crate::table::{Words, tables};
use crate::text::words::{is_hangul, is_wide};

tables! {
    "data/abroad.txt" => {
        /// Words with which a clause begins that the one before the comma does without.
        ADDS: Words = "adds";
        /// Words with which a sentence begins that opens with less than a statement.
        OPENS: Words = "opens";
        /// Verbs of saying, whose clause follows the comma.
        SAYS: Words = "says";
        /// Words that stand for something said before.
        LEANS: Words = "leans";
    }
}

/// Longest headline, in characters; in scripts whose characters are words.
const LONGEST: usize = 130;
const LONGEST_WIDE: usize = 80;

/// A clause is no shorter.
const LEAST: usize = 45;
const LEAST_WIDE: usize = 14;

/// Conversions, tickers, acronyms.
static BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*(?:\([^()]{0,80}\)|（[^（）]{0,80}）|\[[^\[\]]{0,80}\]|＝[^＝]{1,20}＝)")
        .unwrap_or_else(|e| panic!("{e}"))
});

/// A place, a wire or a picture's credit before a dash: "© Acme Hamburg (wire) - ".
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[^.!?]{0,40}[\d)©][^.!?]{0,20}?\s[-–—]\s+").unwrap_or_else(|e| panic!("{e}"))
});

/// A Chinese wire's name and hour, and who reported: "示例财讯 | 据报道，", "示例讯 2月10日上午消息".
static CHINESE_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[^，。、]{2,12}[讯訊][\s|｜]*)?(?:\d+月\d+日(?:上午|下午|晚间|早间)?消息[，\s]*)?(?:据[^，。]{0,14}(?:报道|消息)[，]\s*)?").unwrap_or_else(|e| panic!("{e}"))
});

/// Whether a sentence begins with a word that stands for something said before.
pub(super) fn leans(sentence: &str) -> bool {
    let first = sentence
        .split([' ', '\u{a0}', '\'', '’', ','])
        .next()
        .unwrap_or_default();
    LEANS.has(&first.to_lowercase())
        || sentence.starts_with(['这', '该', '此', '同'])
        || sentence.starts_with("これ")
        || sentence.starts_with("この")
}

/// A sentence as a headline, and whether it was cut; none if it is too long and no clause of it can stand.
pub(super) fn shorten(lead: &str) -> Option<(String, bool)> {
    let lead = lead.trim_start_matches(|c: char| {
        matches!(
            c,
            '-' | '–' | '—' | '•' | '*' | '·' | '▪' | '■' | '●' | '○' | '△' | '▲' | ' '
        )
    });
    let lead = LABEL
        .find(lead)
        .map_or(lead, |m| lead.get(m.end()..).unwrap_or(lead));
    let lead = CHINESE_LABEL
        .find(lead)
        .map_or(lead, |m| lead.get(m.end()..).unwrap_or(lead));
    let bare = BRACKETS.replace_all(lead, "");
    let whole = bare.trim();
    let wide = whole.chars().filter(|c| is_wide(*c)).count() * 3 > whole.chars().count();
    let (longest, least) = if wide {
        (LONGEST_WIDE, LEAST_WIDE)
    } else {
        (LONGEST, LEAST)
    };
    let length = |text: &str| text.chars().count();
    if length(whole) <= longest {
        return Some((whole.to_owned(), false));
    }
    let fits = |part: &str| (least..=longest).contains(&length(part)) && balanced(part);
    let part = if !wide {
        first_clause(whole, fits)
    } else if whole.contains(is_hangul) || whole.contains(is_kana) {
        last_clause(whole, fits)
    } else {
        chinese_clause(whole, fits)
    };
    part.map(|part| (part.to_owned(), true))
}

/// The longest beginning that ends where the language says that another clause begins.
fn first_clause(whole: &str, fits: impl Fn(&str) -> bool) -> Option<&str> {
    let opens = whole
        .split([' ', '\u{a0}', '\'', '’'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let mut commas = whole.match_indices([',', ';']);
    if OPENS.has(&opens) {
        commas.next();
    }
    let mut best = None;
    for (at, mark) in commas {
        let (Some(before), Some(after)) = (whole.get(..at), whole.get(at + mark.len()..)) else {
            continue;
        };
        let next = after
            .trim_start()
            .split([' ', '\u{a0}', '\'', '’', ','])
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let says = before
            .rsplit(' ')
            .take(5)
            .any(|w| SAYS.has(&w.to_lowercase()));
        if after.starts_with(' ')
            && !says
            && (mark == ";" || ADDS.has(&next) || SAYS.has(&next))
            && fits(before)
        {
            best = Some(before);
        }
    }
    best
}

/// In languages whose verb stands last, the longest end of the sentence that has a topic of its own: "…は…を発表した".
fn last_clause(whole: &str, fits: impl Fn(&str) -> bool) -> Option<&str> {
    /// A topic stands near the head of its clause, in characters.
    const NEAR: usize = 24;
    whole
        .match_indices(['、', ',', '，'])
        .find_map(|(at, mark)| {
            let rest = whole.get(at + mark.len()..)?.trim_start();
            let head: String = rest.chars().take(NEAR).collect();
            let topic = if rest.contains(is_kana) {
                head.split('、')
                    .next()
                    .is_some_and(|h| h.contains(['は', 'が']))
            } else {
                head.split_whitespace()
                    .take(4)
                    .any(|w| w.chars().count() > 1 && w.ends_with(['은', '는', '이', '가']))
            };
            (topic && fits(rest.trim_end_matches(['。', '.']))).then_some(rest)
        })
}

/// In Chinese the longest run of clauses from the head that is no more than a headline.
fn chinese_clause(whole: &str, fits: impl Fn(&str) -> bool) -> Option<&str> {
    let ends = whole.match_indices(['，', '；', ',']).map(|(at, _)| at);
    let mut parts: Vec<&str> = ends
        .filter_map(|at| whole.get(..at))
        .filter(|p| fits(p))
        .collect();
    // "据报道" and "表示" call for what follows.
    parts.retain(|p| !p.ends_with(['称', '示', '说', '道', '悉', '布', '为', '是']));
    parts.pop()
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}')
}

/// Whether each quotation that opens closes, too.
fn balanced(part: &str) -> bool {
    let count = |c: char| part.matches(c).count();
    [
        ('「', '」'),
        ('『', '』'),
        ('“', '”'),
        ('«', '»'),
        ('《', '》'),
        ('(', ')'),
    ]
    .iter()
    .all(|(o, c)| count(*o) == count(*c))
        && count('"').is_multiple_of(2)
        && (count('„') == 0 || count('„') <= count('“') + count('”'))
}
