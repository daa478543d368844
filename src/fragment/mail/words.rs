//! Words that mail programs and senders write, and what they mean.

use crate::table::{Values, Words, tables};

tables! {
    "data/mail.txt" => {
        /// Before a subject.
        PREFIXES: Words = "prefixes";
        /// Labels of who sent a mail.
        FROM: Words = "from";
        /// Labels of when.
        DATE: Words = "date";
        /// Labels of the subject.
        SUBJECT: Words = "subject";
        /// Labels of other lines.
        BESIDE: Words = "beside";
        /// Parts of the line over a mail that was sent on.
        FORWARDED: Values = "forwarded";
        /// Parts of addresses by which a reader leaves a list.
        LEAVE_ADDRESSES: Values = "leave-addresses";
        /// Openings of lines about leaving a list.
        LEAVE: Values = "leave";
        /// Openings of lines that lead to the mail on the web.
        BROWSER: Values = "browser";
    }
}

/// What a line over a forwarded mail gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    From,
    Date,
    Subject,
    Beside,
}

/// The subject without `Fwd:`, `AW:` and the like, and without a list's name in brackets before it.
pub(super) fn without_prefixes(subject: &str) -> &str {
    let mut rest = subject.trim();
    for _ in 0..6 {
        let Some((word, after)) = rest.split_once([':', '：']) else {
            break;
        };
        let word = word.split('[').next().unwrap_or(word).trim().to_lowercase();
        if !PREFIXES.has(&word) || after.trim().is_empty() {
            break;
        }
        rest = after.trim();
    }
    rest
}

/// A name that an address book gives as "Roe, Jane" as it is spoken.
pub(super) fn in_speech_order(name: String) -> String {
    match name.split_once(", ") {
        Some((last, first))
            if !first.contains(',') && [last, first].iter().all(|n| n.split(' ').count() <= 2) =>
        {
            format!("{first} {last}")
        }
        _ => name,
    }
}

/// The label of a line such as `From: …` and what follows it.
pub(super) fn labelled(line: &str) -> Option<(Label, &str)> {
    let line = line.trim().trim_start_matches(['*', '>', ' ']);
    let (label, value) = line.split_once([':', '：'])?;
    let label = label.trim().trim_matches('*').trim().to_lowercase();
    if label.chars().count() > 20 {
        return None;
    }
    let kind = if SUBJECT.has(&label) {
        Label::Subject
    } else if DATE.has(&label) {
        Label::Date
    } else if FROM.has(&label) {
        Label::From
    } else if BESIDE.has(&label) {
        Label::Beside
    } else {
        return None;
    };
    Some((kind, value.trim().trim_start_matches('*').trim()))
}

/// Whether a line announces a mail that was sent on.
pub(super) fn announces(line: &str) -> bool {
    let lower = comparable(line);
    line.chars().count() <= 120 && FORWARDED.iter().any(|f| lower.contains(f))
}

/// Whether a line says why a mail came, how to leave its list, or where else it stands.
pub(super) fn is_about_the_list(line: &str) -> bool {
    let lower = comparable(line);
    let opens = |list: &Values| {
        list.iter().any(|w| {
            lower.strip_prefix(w).is_some_and(|rest| {
                !w.is_ascii() || !rest.starts_with(|c: char| c.is_alphanumeric())
            })
        })
    };
    line.chars().count() <= 400 && (opens(&LEAVE) || opens(&BROWSER))
}

/// Whether an address leaves a list.
pub(super) fn leaves(address: &str, stated: &[String]) -> bool {
    let bare = |a: &str| a.trim().trim_end_matches('/').to_owned();
    let lower = address.to_ascii_lowercase();
    stated.iter().any(|s| bare(s) == bare(address))
        || LEAVE_ADDRESSES.iter().any(|part| lower.contains(part))
}

fn comparable(line: &str) -> String {
    line.trim()
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .replace(['\u{2019}', '\u{2018}'], "'")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects() {
        for (subject, expected) in [
            ("Fwd: AW: Cells rise", "Cells rise"),
            ("Re[2]: Cells rise", "Cells rise"),
            ("WG：Zellen", "Zellen"),
            ("Tesla: a new plant", "Tesla: a new plant"),
            ("Re:", "Re:"),
        ] {
            assert_eq!(without_prefixes(subject), expected);
        }
    }

    #[test]
    fn names() {
        let spoken = |name: &str| in_speech_order(name.to_owned());
        assert_eq!(spoken("Roe, Jane"), "Jane Roe");
        assert_eq!(spoken("Roe, Doe, and others"), "Roe, Doe, and others");
        assert_eq!(spoken("Cell Letters"), "Cell Letters");
    }

    #[test]
    fn lines() {
        assert_eq!(
            labelled("*From:* Jane Roe <j@e.example>"),
            Some((Label::From, "Jane Roe <j@e.example>"))
        );
        assert_eq!(
            labelled("Betreff: Zellen"),
            Some((Label::Subject, "Zellen"))
        );
        assert_eq!(labelled("Note: cells"), None);
        assert!(announces("---------- Forwarded message ---------"));
        assert!(
            is_about_the_list("Abmelden")
                && is_about_the_list("You’re receiving this because you signed up.")
        );
        assert!(!is_about_the_list("Unsubscribed homes use less power."));
        assert!(
            leaves("https://e.example/unsubscribe?u=1", &[])
                && !leaves("https://e.example/plan", &[])
        );
        assert!(leaves(
            "https://e.example/u",
            &["https://e.example/u".to_owned()]
        ));
    }
}
