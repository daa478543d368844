//! The lines above a plain text that say what it is: a headline with byline and day below it, or `Subject: …`,
//! `From: …`, `Date: …` as in a pasted mail.

use jiff::civil::Date;

use super::people::{opens_byline, people};
use super::{Metadata, Sourced, dates, day_labels, fields, publication, rules};
use crate::table::{Values, tables};

tables! {
    "data/header_lines.txt" => {
        /// Before the headline.
        TITLE: Values = "title";
        /// Before who wrote or sent it.
        AUTHOR: Values = "author";
        /// Before the publisher.
        PUBLISHER: Values = "publisher";
        /// Before the day.
        DATE: Values = "date";
        /// Before the address of the original.
        ADDRESS: Values = "address";
        /// Before what a brief has no use for.
        OTHER: Values = "other";
        /// Before a headline that was sent on or answered.
        SENT_ON: Values = "sent-on";
    }
}

/// Most lines of a header.
const MOST: usize = 24;

/// Most lines below a headline that say something of it.
const MOST_BELOW: usize = 8;

/// Longest headline and longest line of a day, in characters.
const LONGEST_HEADLINE: usize = 160;
const LONGEST_DAY: usize = 48;

/// What the lines above a text state, each value with the line that it stands in.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Header<'t> {
    /// The headline.
    pub title: Option<(&'t str, &'t str)>,
    /// The day.
    pub date: Option<(Date, &'t str)>,
    /// Who wrote it.
    pub authors: Vec<(String, &'t str)>,
    /// The publisher.
    pub publisher: Option<(&'t str, &'t str)>,
    /// The original's address.
    pub url: Option<(String, &'t str)>,
    /// Whether a line says that it is not for the public.
    pub draft: Option<Sourced<bool>>,
    /// The text below.
    pub rest: &'t str,
}

/// Which of the lists a key is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Title,
    Author,
    Publisher,
    Date,
    Address,
    State,
    Other,
}

/// The key and value of a line such as `Subject: Cells`.
fn keyed(line: &str) -> Option<(Key, &str)> {
    let line = line.trim().trim_start_matches(['*', '>']).trim_start();
    // Org mode and Nikola set a sign before their keys.
    let line = line
        .strip_prefix("#+")
        .or(line.strip_prefix(".. "))
        .unwrap_or(line);
    let (key, value) = line.split_once([':', '：'])?;
    let key = key.trim().trim_matches('*').to_lowercase();
    let value = value.trim().trim_start_matches('*').trim();
    let lists: [(Key, &Values); 6] = [
        (Key::Title, &TITLE),
        (Key::Author, &AUTHOR),
        (Key::Publisher, &PUBLISHER),
        (Key::Date, &DATE),
        (Key::Address, &ADDRESS),
        (Key::Other, &OTHER),
    ];
    let listed = lists
        .iter()
        .find(|(_, list)| list.contains(&key.as_str()))
        .map(|(kind, _)| *kind);
    let state = || publication::names_a_state(&key).then_some(Key::State);
    Some((listed.or_else(state)?, value))
}

/// The lines above a text; none where it begins with the text itself.
pub(super) fn header(text: &str) -> Option<Header<'_>> {
    of_keys(text).or_else(|| of_lines(text))
}

/// A line and what follows it.
fn next_line(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}

/// At least two lines of keys, of which one is the headline or the day, or a headline alone.
pub(super) fn of_keys(text: &str) -> Option<Header<'_>> {
    let mut header = Header {
        rest: text.trim_start_matches(['\u{feff}', '\n', '\r', ' ', '\t']),
        ..Header::default()
    };
    // "-----Original Message-----", "---------- Forwarded message ---------"
    let (first, after) = next_line(header.rest);
    let marked = first.trim_start().starts_with("---") && first.trim_end().ends_with("---");
    if marked && first.chars().any(char::is_alphabetic) {
        header.rest = after.trim_start();
    }
    let mut count = 0;
    for _ in 0..MOST {
        let (line, after) = next_line(header.rest);
        let Some((key, value)) = keyed(line) else {
            // A long value goes on in a line that is set in; what it says is not needed.
            let set_in = count > 0 && line.starts_with([' ', '\t']) && !line.trim().is_empty();
            if set_in {
                header.rest = after;
                continue;
            }
            break;
        };
        count += 1;
        header.rest = after;
        header.take(key, value, line);
    }
    let (next, _) = next_line(header.rest);
    let parted = next.trim().is_empty();
    let states = header.title.is_some() || header.date.is_some() && !header.authors.is_empty();
    let enough = count >= 2 || count == 1 && parted && header.title.is_some();
    (states && enough && !header.rest.trim().is_empty()).then_some(header)
}

impl<'t> Header<'t> {
    /// Takes over what a line of a key says, where no line above says it.
    fn take(&mut self, key: Key, value: &'t str, line: &'t str) {
        if value.is_empty() {
            return;
        }
        match key {
            Key::Title if self.title.is_none() => {
                let title = without_sent_on(value);
                self.title = (!title.is_empty()).then_some((title, line));
            }
            Key::Author if self.authors.is_empty() => {
                let name = value.split(['<', '(', '[']).next().unwrap_or_default();
                let name = name.trim().trim_matches('"').trim();
                let names = people(name, None);
                if names.is_empty() && self.publisher.is_none() && is_name(name) {
                    self.publisher = Some((name, line));
                }
                self.authors = names.into_iter().map(|n| (n, line)).collect();
            }
            Key::Publisher if is_name(value) => self.publisher = Some((value, line)),
            Key::Date if self.date.is_none() => {
                self.date = dates::parse(value).map(|d| (d, line));
            }
            Key::Address | Key::Publisher if self.url.is_none() => {
                self.url = fields::http(value).map(|u| (u, line));
            }
            Key::State if self.draft.is_none() => {
                self.draft = publication::of_lines(line, &rules::HEADER_LINE);
            }
            _ => {}
        }
    }

    /// What the lines come to.
    pub(super) fn metadata(&self) -> Metadata {
        fn found<T>(value: T, line: &str) -> Sourced<T> {
            Sourced {
                value,
                rule: &rules::HEADER_LINE,
                evidence: line.trim().to_owned(),
            }
        }
        let named = |(name, line): (&str, &str)| found(name.to_owned(), line);
        Metadata {
            title: self.title.map(|(title, line)| Sourced {
                rule: if title == line {
                    &rules::FIRST_LINE
                } else {
                    &rules::HEADER_LINE
                },
                ..found(title.to_owned(), line)
            }),
            date: self.date.map(|(day, line)| found(day, line)),
            authors: self
                .authors
                .iter()
                .map(|(name, line)| named((name.as_str(), line)))
                .collect(),
            publisher: self.publisher.map(named),
            url: self
                .url
                .as_ref()
                .map(|(url, line)| named((url.as_str(), line))),
            draft: self.draft.clone(),
            ..Metadata::default()
        }
    }
}

/// Whether a text can be a publisher's name.
fn is_name(name: &str) -> bool {
    (2..=60).contains(&name.chars().count())
        && name.chars().any(char::is_alphabetic)
        && !name.contains('@')
        && fields::is_publisher(name)
}

/// A headline without "Fwd:", "Re:", "AW:" before it.
fn without_sent_on(title: &str) -> &str {
    let mut title = title.trim();
    // As often as it was sent on.
    for _ in 0..8 {
        let Some((mark, rest)) = title.split_once([':', '：']) else {
            break;
        };
        if !SENT_ON.contains(&mark.trim().to_lowercase().as_str()) {
            break;
        }
        title = rest.trim_start();
    }
    title
}

/// A headline, and right below it a byline, a day, or lines of keys, up to a blank line.
pub(super) fn of_lines(text: &str) -> Option<Header<'_>> {
    let (first, mut rest) = next_line(text.trim_start());
    let title = first.trim();
    let ends = title
        .chars()
        .last()
        .is_none_or(|c| matches!(c, '.' | ':' | ',' | ';' | '。'));
    if ends
        || title.chars().count() > LONGEST_HEADLINE
        || title.split_whitespace().count() < 2 && title.is_ascii()
        || opens_byline(title)
        || only_day(title).is_some()
    {
        return None;
    }
    let mut header = Header {
        title: Some((title, title)),
        ..Header::default()
    };
    // A blank line may part the headline from the byline.
    let (blank, after) = next_line(rest);
    if blank.trim().is_empty() {
        rest = after;
    }
    let mut said = false;
    for _ in 0..MOST_BELOW {
        let (line, after) = next_line(rest);
        let line = line.trim();
        if line.is_empty() {
            break;
        }
        let short = line.chars().count() <= 100 && !line.ends_with('.');
        let names = if short && opens_byline(line) {
            people(line, None)
        } else {
            Vec::new()
        };
        if !names.is_empty() && header.authors.is_empty() {
            header.authors = names.into_iter().map(|n| (n, line)).collect();
            header.date = header
                .date
                .or_else(|| dates::parse(line).map(|d| (d, line)));
        } else if let Some(day) = only_day(line) {
            header.date = header.date.or(Some((day, line)));
        } else if let Some((key, value)) = keyed(line).filter(|(key, _)| *key != Key::Title) {
            header.take(key, value, line);
        } else {
            return None;
        }
        said = true;
        rest = after;
    }
    let (next, _) = next_line(rest);
    header.rest = rest;
    (said && next.trim().is_empty() && !rest.trim().is_empty()).then_some(header)
}

/// The day of a line that is a day and hardly more: "Published 2 October 2025, 8:00".
fn only_day(line: &str) -> Option<Date> {
    let labelled = day_labels::opens(line).is_some();
    let (most, words) = if labelled {
        (2 * LONGEST_DAY, 16)
    } else {
        (LONGEST_DAY, 8)
    };
    let short = line.chars().count() <= most && line.split_whitespace().count() <= words;
    short
        .then(|| day_labels::published(line, dates::parse))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headline_byline_and_day() {
        let text = "Mill opens in Lodz\nBy A. Writer\n2 October 2025\n\nThe mill opens.\n";
        let header = header(text).unwrap();
        assert_eq!(header.title.unwrap().0, "Mill opens in Lodz");
        assert_eq!(header.authors[0].0, "A. Writer");
        assert_eq!(header.date.unwrap().0.to_string(), "2025-10-02");
        assert_eq!(header.rest.trim(), "The mill opens.");
        let keyed = "Mill opens for good\nFrom: The Herald\nDate: 11 March 2025\nBy: Jane Doe\nSource: https://h.example/a\nStatus: draft\n\nThe mill opens.\n";
        let header = super::header(keyed).unwrap();
        assert_eq!(header.title.unwrap().0, "Mill opens for good");
        assert_eq!(header.publisher.unwrap().0, "The Herald");
        assert_eq!(header.date.unwrap().0.to_string(), "2025-03-11");
        assert_eq!(header.authors[0].0, "Jane Doe");
        assert_eq!(header.url.unwrap().0, "https://h.example/a");
        assert!(header.draft.is_some());
        let parted = "Mill opens in Lodz\n\nBy Jane Doe\n\nThe mill opens.\n";
        assert_eq!(super::header(parted).unwrap().authors[0].0, "Jane Doe");
    }

    #[test]
    fn lines_of_a_mail() {
        let text = "From: Jane Doe <jane@mill.example>\nSent: Thursday, October 2, 2025 8:00 AM\nTo: all@mill.example\nSubject: FW: Re: Mill opens in Lodz\n\nThe mill opens.\n";
        let header = header(text).unwrap();
        assert_eq!(header.title.unwrap().0, "Mill opens in Lodz");
        assert_eq!(header.authors[0].0, "Jane Doe");
        assert_eq!(header.date.unwrap().0.to_string(), "2025-10-02");
        assert_eq!(header.rest.trim(), "The mill opens.");
        let text = "Von: Mill Nachrichten <news@mill.example>\nDatum: 2. Oktober 2025\nBetreff: Mühle öffnet in Lodz\n\nDie Mühle öffnet.\n";
        let header = super::header(text).unwrap();
        assert_eq!(header.publisher.unwrap().0, "Mill Nachrichten");
        assert_eq!(header.title.unwrap().0, "Mühle öffnet in Lodz");
    }

    #[test]
    fn texts_without_such_lines() {
        for text in [
            "The mill opens.\n\nIt grinds.\n",
            "Mill opens in Lodz\nand another in Brno\n\nThe mills open.\n",
            "Note: the mill opens on Friday.\n\nIt grinds.\n",
            "Subject: Mill opens in Lodz\n",
            "Date: when two people meet.\nFrom: here to there.\n\nIt goes on.\n",
            "By Jane Doe\n\nThe mill opens.\n",
            "Mill opens in Lodz\n\nThe mill opens.\n",
        ] {
            assert_eq!(header(text), None, "{text}");
        }
    }
}
