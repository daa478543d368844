//! Dates as sources write them. Only a full, possible date counts; an ambiguous one is no date.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::table::{Fault, List, Row, Values, Words, tables};

/// Earliest year that a collected article may be from: the web is not older.
const EARLIEST: i16 = 1990;

tables! {
    "data/months.txt" => {
        /// Months by their names.
        MONTHS: Months = "months";
        /// Words that stand between the parts of a date.
        JOINERS: Words = "joiners";
    }
}

/// Numbers of months by their names.
struct Months(HashMap<&'static str, i64>);

impl List for Months {
    fn of_rows(rows: &[Row<'static>]) -> Result<Self, Fault> {
        let mut months = HashMap::new();
        for (number, row) in (1..).zip(rows) {
            let names = Values::of_rows(std::slice::from_ref(row))?;
            months.extend(names.into_iter().map(|name| (name, number)));
        }
        Ok(Self(months))
    }
}

/// The date, if it is a possible one.
pub(super) fn possible(year: i64, month: i64, day: i64) -> Option<Date> {
    let date = Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()?;
    (date.year() >= EARLIEST && date.year() < 2100).then_some(date)
}

/// The number of a month by its name.
fn month(word: &str) -> Option<i64> {
    MONTHS.0.get(word.to_lowercase().as_str()).copied()
}

/// Whether a word is the name of a month.
pub(super) fn is_month(word: &str) -> bool {
    month(word).is_some()
}

/// A piece of a text: a number with its count of digits, a word, or any other character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Number(i64, usize),
    Word(&'a str),
    Sign(char),
}

/// The pieces of a text without white space, at most this many.
fn pieces(text: &str, most: usize) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next().filter(|_| out.len() < most) {
        let ends = |same: fn(char) -> bool| rest.find(|c| !same(c)).unwrap_or(rest.len());
        let length = if first.is_ascii_digit() {
            ends(|c| c.is_ascii_digit())
        } else if first.is_alphabetic() && !cjk(first) {
            ends(|c| c.is_alphabetic() && !cjk(c))
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at(length);
        out.push(if first.is_ascii_digit() {
            Piece::Number(piece.parse().unwrap_or(i64::MAX), piece.len())
        } else if first.is_alphabetic() && !cjk(first) {
            Piece::Word(piece)
        } else {
            Piece::Sign(first)
        });
        rest = after.trim_start();
    }
    out
}

/// Characters that stand between the numbers of a date in Chinese, Japanese and Korean.
fn cjk(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '년' | '월' | '일')
}

/// The date of a machine-readable or human-readable value such as `2024-11-21T08:00:00+09:00`, `21 Nov 2024`,
/// `Fri Apr 28 19:20:36 CEST 2023` or `1732147200`: the day as the value itself states it.
pub(super) fn parse(value: &str) -> Option<Date> {
    let value = value.trim();
    let pieces = pieces(value, 24);
    if let [Piece::Number(n, digits)] = pieces.as_slice() {
        return match digits {
            8 => possible(n / 10_000, n / 100 % 100, n % 100),
            9 | 10 => epoch(*n),
            13 => epoch(n / 1000),
            14 => possible(
                n / 10_000_000_000,
                n / 100_000_000 % 100,
                n / 1_000_000 % 100,
            ),
            _ => None,
        };
    }
    (0..pieces.len()).find_map(|from| at(pieces.get(from..)?))
}

/// Which comes first in a date of three numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// 21/11/2024
    DayFirst,
    /// 11/21/2024
    MonthFirst,
}

impl Order {
    /// The order of a language tag; none for one whose readers disagree, such as plain English.
    pub(super) fn of(language: Option<&str>) -> Option<Self> {
        let tag = language?.to_ascii_lowercase();
        let (language, region) = tag.split_once('-').unwrap_or((&tag, ""));
        match (language, region) {
            ("en", "us" | "ph") => Some(Self::MonthFirst),
            ("en", "" | "ca") | ("zh" | "ja" | "ko" | "hu" | "lt" | "mn", _) => None,
            _ => Some(Self::DayFirst),
        }
    }
}

/// The date of a value such as `03/10/2024` in a known order, where it holds no other.
pub(super) fn parse_ordered(value: &str, order: Order) -> Option<Date> {
    let pieces = pieces(value, 24);
    pieces.windows(5).find_map(|w| match w {
        [
            Piece::Number(a, 1..=2),
            Piece::Sign('/' | '-' | '.'),
            Piece::Number(b, 1..=2),
            Piece::Sign('/' | '-' | '.'),
            Piece::Number(y, 4),
        ] => match order {
            Order::DayFirst => possible(*y, *b, *a),
            Order::MonthFirst => possible(*y, *a, *b),
        },
        _ => None,
    })
}

/// The full date that these pieces begin with.
fn at(pieces: &[Piece<'_>]) -> Option<Date> {
    use Piece::{Number, Sign, Word};
    let joined: Vec<Piece<'_>> = pieces
        .iter()
        .copied()
        .filter(|p| !matches!(p, Word(w) if JOINERS.has(&w.to_lowercase())))
        .take(8)
        .collect();
    match joined.as_slice() {
        // 2024-11-21, 2024/11/21, 2024.11.21, 2024年11月21日
        [
            Number(y, 4),
            Sign('-' | '/' | '.' | '年' | '년'),
            Number(m, 1..=2),
            Sign('-' | '/' | '.' | '月' | '월'),
            Number(d, 1..=2),
            ..,
        ] => possible(*y, *m, *d),
        // 20241121T0800
        [Number(n, 8), Word("T" | "t"), ..] => possible(n / 10_000, n / 100 % 100, n % 100),
        // 21.11.2024; 21/11/2024 and 11/21/2024 where only one reading is possible
        [
            Number(a, 1..=2),
            Sign(sign @ ('.' | '/' | '-')),
            Number(b, 1..=2),
            Sign('.' | '/' | '-'),
            Number(y, 4),
            ..,
        ] => {
            if *sign == '.' || *a == *b || *a > 12 {
                possible(*y, *b, *a)
            } else if *b > 12 {
                possible(*y, *a, *b)
            } else {
                None
            }
        }
        // Apr 28 19:20:36 CEST 2023
        [
            Word(m),
            Number(d, 1..=2),
            Number(_, 2),
            Sign(':'),
            Number(_, 2),
            Sign(':'),
            Number(_, 2),
            ..,
        ] => {
            let year = pieces
                .iter()
                .find_map(|p| if let Number(y, 4) = p { Some(*y) } else { None })?;
            possible(year, month(m)?, *d)
        }
        // November 21st, 2024 and Nov. 21, 2024
        [Word(m), rest @ ..] if month(m).is_some() => {
            let rest = skip_sign(rest, '.');
            let (Number(d, 1..=2), rest) = rest.split_first()? else {
                return None;
            };
            let rest = match rest {
                [Word("st" | "nd" | "rd" | "th"), rest @ ..] => rest,
                _ => rest,
            };
            let (Number(y, 4), _) = skip_sign(rest, ',').split_first()? else {
                return None;
            };
            possible(*y, month(m)?, *d)
        }
        // 21 November 2024, 21. November 2024, 21st Nov., 2024, 21-Nov-2024
        [Number(d, 1..=2), rest @ ..] => {
            let rest = match rest {
                [
                    Word("st" | "nd" | "rd" | "th" | "er") | Sign('.' | '-' | 'º'),
                    rest @ ..,
                ] => rest,
                _ => rest,
            };
            let (Word(m), rest) = rest.split_first()? else {
                return None;
            };
            let rest = skip_sign(skip_sign(skip_sign(rest, '.'), ','), '-');
            let (Number(y, 4), _) = rest.split_first()? else {
                return None;
            };
            possible(*y, month(m)?, *d)
        }
        _ => None,
    }
}

fn skip_sign<'s, 'a>(pieces: &'s [Piece<'a>], sign: char) -> &'s [Piece<'a>] {
    match pieces {
        [Piece::Sign(s), rest @ ..] if *s == sign => rest,
        _ => pieces,
    }
}

/// The UTC day of seconds since 1970.
fn epoch(seconds: i64) -> Option<Date> {
    let date = jiff::tz::Offset::UTC
        .to_datetime(jiff::Timestamp::from_second(seconds).ok()?)
        .date();
    possible(date.year().into(), date.month().into(), date.day().into())
}

/// The date in an address or file name: `/2024/11/21/`, `2024-11-21-title`, `20241121`.
pub(super) fn in_address(address: &str) -> Option<Date> {
    let path = address.split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| {
        rest.split_once('/').map_or("", |(_, path)| path)
    });
    let numbers: Vec<(i64, usize, usize)> = runs(path);
    let triple = numbers.windows(3).find_map(|w| match w {
        [
            (y, 4, y_at),
            (m, m_len @ 1..=2, m_at),
            (d, d_len @ 1..=2, d_at),
        ] => {
            // Exactly one sign between the parts, and no digit or letter glued to the day.
            let near = y_at + 5 == *m_at
                && m_at + m_len + 1 == *d_at
                && (*m_len == 2 || *d_len == 1 || *d_len == 2);
            near.then(|| possible(*y, *m, *d)).flatten()
        }
        _ => None,
    });
    triple.or_else(|| {
        numbers
            .iter()
            .filter(|(_, digits, _)| *digits == 8)
            .find_map(|(n, ..)| possible(n / 10_000, n / 100 % 100, n % 100))
    })
}

/// The runs of digits of a text: value, number of digits, byte offset.
fn runs(text: &str) -> Vec<(i64, usize, usize)> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_ascii_digit() {
            continue;
        }
        if at > from
            && let Some(Ok(n)) = text.get(from..at).map(str::parse)
        {
            out.push((n, at - from, from));
        }
        from = at + c.len_utf8();
    }
    out
}

/// The date of a dateline at the start of an article: `SEOUL, Nov. 21, 2024 (Agency) — The company …`. A bare weekday
/// or a day without a year is no date.
pub(super) fn dateline(text: &str) -> Option<(Date, String)> {
    let text = text.trim_start();
    let (known, _) = crate::text::dateline::split(text);
    if let Some(day) = parse(known) {
        return Some((day, known.trim().to_owned()));
    }
    let head_end = text.char_indices().nth(140).map_or(text.len(), |(i, _)| i);
    let head = text.get(..head_end)?;
    let (at_dash, _) = [" — ", " – ", " -- ", " - ", "--", "—", "–", " ― "]
        .iter()
        .filter_map(|d| head.find(d).map(|i| (i, d)))
        .min()?;
    let line = head.get(..at_dash)?;
    // A place comes first, in a name's capitals; a sentence with a dash in it does not look like that.
    if !line.chars().next()?.is_uppercase() && !line.starts_with('(') {
        return None;
    }
    let words = line.split_whitespace().count();
    (words <= 14)
        .then(|| parse(line))
        .flatten()
        .map(|d| (d, line.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{dateline, in_address, parse};

    fn day(value: &str) -> Option<String> {
        parse(value).map(|d| d.to_string())
    }

    #[test]
    fn full_dates() {
        for value in [
            "2024-11-21",
            "2024-11-21T23:30:00-05:00",
            "20241121",
            "20241121T080000Z",
            "1732147200",
            "1732147200000",
            "Thu, 21 Nov 2024 08:00:00 GMT",
            "Thu Nov 21 19:20:36 CEST 2024",
            "November 21, 2024",
            "Nov. 21, 2024 | 8:00 a.m.",
            "21. November 2024",
            "21 de noviembre de 2024",
            "21 novembre 2024",
            "le 21 nov. 2024",
            "21/11/2024",
            "11/21/2024",
            "21.11.2024 08:15",
            "2024年11月21日",
            "2024년 11월 21일",
            "November 21st, 2024",
            "21 ноября 2024 г.",
            "Published 21 November, 2024",
        ] {
            assert_eq!(day(value).as_deref(), Some("2024-11-21"), "{value}");
        }
    }

    #[test]
    fn no_dates() {
        for value in [
            "Thursday",
            "November 21",
            "05/04/2024",
            "2024-13-01",
            "2024-02-30",
            "1970-01-01",
            "0001-01-01T00:00:00Z",
            "",
            "2024",
            "May 2024",
            "12345",
        ] {
            assert_eq!(day(value), None, "{value}");
        }
    }

    #[test]
    fn addresses() {
        for address in [
            "https://example.com/2024/11/21/story",
            "2024-11-21-story.html",
            "a/20241121_story.txt",
            "https://example.com/news/2024/11/21",
        ] {
            assert_eq!(
                in_address(address).map(|d| d.to_string()).as_deref(),
                Some("2024-11-21"),
                "{address}"
            );
        }
        for address in [
            "https://example.com/2024/11/story-21",
            "https://20241121.example.com/x",
            "story-98765432.html",
            "https://example.com/?d=2024-11-21",
            "4680-cells.html",
        ] {
            assert_eq!(in_address(address), None, "{address}");
        }
    }

    #[test]
    fn datelines() {
        let found = |text: &str| dateline(text).map(|(d, _)| d.to_string());
        assert_eq!(
            found("STOCKHOLM, Nov. 21, 2024 — The maker said").as_deref(),
            Some("2024-11-21")
        );
        assert_eq!(
            found("SEOUL, South Korea--(Business Wire)--Nov 21, 2024"),
            None
        );
        assert_eq!(found("SEOUL, April 20 (Agency) — Three makers"), None);
        for line in [
            "Tokyo, 21 November 2024: The maker",
            "中新网北京2024年11月21日电 电池厂",
            "LONDON--(BUSINESS WIRE)--Nov 21, 2024-- The maker",
        ] {
            assert_eq!(found(line).as_deref(), Some("2024-11-21"), "{line}");
        }
        assert_eq!(
            found("Three makers said on Thursday — the day after 21 November 2024 — that"),
            None
        );
        assert_eq!(
            found("Stockholm, 21 November 2024 – The maker").as_deref(),
            Some("2024-11-21")
        );
    }
}
