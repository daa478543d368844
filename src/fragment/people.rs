//! Names of people and of wire services, as bylines give them.

use std::collections::HashSet;

use crate::table::{Values, Words, tables};

tables! {
    "data/bylines.txt" => {
        /// Words that only names of organisations, desks and roles hold.
        NOT_A_PERSON: Words = "not-people";
        /// Wire services: sources of a text, but not its publisher and no people.
        WIRES: Words = "wires";
        /// Words before a name in a byline.
        BYLINE: Values = "before-names";
        /// Words between names in a byline.
        AND: Values = "between-names";
        /// Words that belong to a name without a capital.
        PARTICLES: Words = "particles";
    }
}

/// Whether this is the name of a wire service.
pub(super) fn is_wire(name: &str) -> bool {
    let name = name.trim().trim_end_matches('.').to_lowercase();
    WIRES.has(&name)
}

/// Letters and digits of a name, lower case: what stays the same however it is written.
pub(super) fn key(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The people named in a byline such as `By Jane Doe and John Roe, Staff Writer`; `publisher` is never one.
pub(super) fn people(byline: &str, publisher: Option<&str>) -> Vec<String> {
    let publisher = publisher.map(key);
    let mut out: Vec<String> = Vec::new();
    let mut known = HashSet::new();
    for part in split(byline) {
        let name = clean(&part);
        let key = key(&name);
        if is_person(&name) && publisher.as_ref() != Some(&key) && known.insert(key) {
            out.push(name);
        }
    }
    out
}

/// The parts of a byline between commas and words such as "and".
fn split(byline: &str) -> Vec<String> {
    let mut text = without_prefix(&crate::html::text::fold(byline));
    for and in AND.iter() {
        // "e", "i" and "y" also stand inside Iberian double names, so that one-letter words split only longer lists.
        let short = and.chars().count() == 1 && *and != "&";
        if !short || text.split_whitespace().count() >= 5 {
            text = text.replace(&format!(" {and} "), ",");
        }
    }
    text.split([',', ';', '|', '/', '•', '·', '、', '\n'])
        .map(|p| p.trim().to_owned())
        .filter(|p| !p.is_empty())
        .collect()
}

/// The text without "By", "von", "Autor:" before it.
fn without_prefix(text: &str) -> String {
    let lower = text.to_lowercase();
    let longest = BYLINE
        .iter()
        .filter(|p| {
            lower
                .strip_prefix(**p)
                .is_some_and(|rest| rest.starts_with([' ', ':']))
        })
        .map(|p| p.chars().count())
        .max();
    // A particle such as "von" or "di" opens a byline only before a capital that begins a full name.
    longest.map_or_else(
        || text.to_owned(),
        |n| {
            text.chars()
                .skip(n)
                .collect::<String>()
                .trim_start_matches([' ', ':'])
                .to_owned()
        },
    )
}

/// A name without what is not part of it: brackets, addresses, a stray "By".
fn clean(part: &str) -> String {
    let part = part.split(['(', '[', '<']).next().unwrap_or_default();
    let part = without_prefix(part.trim());
    let name = part
        .split(" - ")
        .next()
        .unwrap_or_default()
        .split(" – ")
        .next()
        .unwrap_or_default();
    name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '-' | '*' | '"' | '@'))
        .to_owned()
}

/// Whether this reads as the name of one person.
pub(super) fn is_person(name: &str) -> bool {
    let length = name.chars().count();
    if !(2..=60).contains(&length)
        || name.contains("://")
        || name.contains('@')
        || name.contains('_')
        || is_wire(name)
    {
        return false;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.is_empty()
        || words.len() > 6
        || name
            .chars()
            .any(|c| c.is_ascii_digit() || matches!(c, '?' | '!' | '“' | '”' | '%' | '$'))
    {
        return false;
    }
    let ruled_out = |w: &&str| {
        let w = w
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        NOT_A_PERSON.has(&w) || is_host(&w) || w.ends_with("redaktion")
    };
    if words.iter().any(ruled_out) {
        return false;
    }
    let cased = name.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    if !cased {
        return length <= 12;
    }
    // One word is a login or a brand more often than a person.
    let proper = words
        .iter()
        .filter(|w| !PARTICLES.has(&w.to_lowercase()))
        .all(|w| w.chars().next().is_some_and(|c| !c.is_lowercase()));
    words.len() >= 2 && proper
}

/// Whether a word is the name of a site, such as `example.com`.
fn is_host(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(name, top)| {
        name.chars().count() >= 4 && (2..=4).contains(&top.chars().count())
    })
}

#[cfg(test)]
mod tests {
    use super::people;

    #[test]
    fn people_only() {
        assert_eq!(
            people("By Jane Doe and John Roe", None),
            ["Jane Doe", "John Roe"]
        );
        assert_eq!(people("By Jane Doe, Senior Editor", None), ["Jane Doe"]);
        assert_eq!(
            people("Von Anna van der Berg und Max Müller", None),
            ["Anna van der Berg", "Max Müller"]
        );
        assert_eq!(
            people("JANE DOE; John Roe (Reuters)", None),
            ["JANE DOE", "John Roe"]
        );
        assert_eq!(people("山田太郎", None), ["山田太郎"]);
        for none in [
            "Reuters",
            "Staff",
            "Example News",
            "admin",
            "AFP",
            "https://example.com/jane",
            "Redaktion",
            "jane_doe",
            "Web Desk",
            "By",
        ] {
            assert!(people(none, None).is_empty(), "{none}");
        }
        assert!(people("Morning Courier", Some("Morning Courier")).is_empty());
    }
}
