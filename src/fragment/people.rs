//! Names of people and of wire services, as bylines give them.

use std::collections::HashSet;

use super::dates;
use crate::table::{Values, Words, tables};

tables! {
    "data/bylines.txt" => {
        /// Words that only names of organisations, desks and roles hold.
        NOT_A_PERSON: Words = "not-people";
        /// Words of what people do.
        ROLES: Words = "roles";
        /// Words of a page's buttons and labels.
        LABELS: Words = "labels";
        /// Words that open a button or label.
        FIRST_LABELS: Words = "first-labels";
        /// Words that begin a role right behind a name.
        BEFORE_ROLES: Words = "before-roles";
        /// Words behind a name that say where, for whom or when.
        AFTER_NAMES: Words = "after-names";
        /// Words before names in Chinese, Japanese and Korean.
        EAST_ASIAN_BEFORE: Values = "east-asian-before";
        /// Words behind names in Chinese, Japanese and Korean.
        EAST_ASIAN_AFTER: Values = "east-asian-after";
        /// Parts of names of media in Chinese, Japanese and Korean.
        EAST_ASIAN_ORGANISATIONS: Values = "east-asian-organisations";
        /// Wire services: sources of a text, but not its publisher and no people.
        WIRES: Words = "wires";
        /// Words before a name in a byline.
        BYLINE: Values = "before-names";
        /// Words between names in a byline.
        AND: Values = "between-names";
        /// Words that open a byline on a line of its own.
        OPENERS: Values = "line-openers";
        /// Labels before the names of those who did something else than write.
        OTHER_WORK: Words = "other-work";
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
    let wrote = |part: &String| {
        let label = part
            .split_once([':', '：'])
            .map(|(label, _)| label.trim().to_lowercase());
        label.is_none_or(|label| !OTHER_WORK.has(&label))
    };
    for part in split(byline).into_iter().filter(wrote) {
        let names = if part.chars().any(is_east_asian) {
            east_asian(&part)
        } else {
            vec![clean(&part)]
        };
        for name in names {
            let key = key(&name);
            if is_person(&name) && publisher.as_ref() != Some(&key) && known.insert(key) {
                out.push(name);
            }
        }
    }
    out
}

/// Whether a piece of a byline leads to another name, or on from one: it begins or ends with "and", or ends in a comma.
pub(super) fn joins(piece: &str) -> bool {
    let piece = piece.trim();
    let and = |word: Option<&str>| word.is_some_and(|w| AND.contains(&w));
    piece.ends_with([',', ';', '&', '/', '|'])
        || and(piece.split_whitespace().next_back())
        || and(piece.split_whitespace().next())
}

/// Whether a line opens as a byline does: "By Jane Doe", "Autor: …".
pub(super) fn opens_byline(line: &str) -> bool {
    let lower = line.to_lowercase();
    let rest = |opener: &str| {
        lower
            .strip_prefix(opener)
            .map(|r| r.trim_start_matches(' ').len() < r.len() || r.starts_with(':'))
    };
    let signs = [':', '：', '/', '／', '|', '｜', ' ', '　'];
    let east_asian = || {
        EAST_ASIAN_BEFORE.iter().any(|o| {
            line.strip_prefix(o)
                .is_some_and(|rest| rest.starts_with(signs))
        }) && line.chars().count() <= 30
            && !line.ends_with(['。', '다', '！'])
    };
    OPENERS.iter().any(|o| rest(o) == Some(true))
        || east_asian()
        || BYLINE.iter().filter(|o| **o != "foto").any(|o| {
            lower
                .strip_prefix(o.trim_end_matches(':'))
                .is_some_and(|r| r.trim_start().starts_with(':'))
        })
}

/// The person of a name that a catalogue gives as `Doe, Jane A.`: family name first, one comma; none for anything else.
pub(super) fn turned(name: &str) -> Option<String> {
    let (family, given) = name.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let count = |part: &str| part.split_whitespace().count();
    let own = |w: &str| !PARTICLES.has(&w.to_lowercase());
    let one = family.split_whitespace().filter(|w| own(w)).count() == 1;
    if !one || !(1..=3).contains(&count(given)) || family.chars().any(|c| !is_of_name(c)) {
        return None;
    }
    let name = format!("{given} {family}");
    (given.chars().all(is_of_name) && is_person(&name)).then_some(name)
}

fn is_of_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’')
}

/// Whether a name that a source types as a person's is one though it is written small: `jane doe`, no login.
pub(super) fn is_small_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=3).contains(&words.len())
        && words
            .iter()
            .all(|w| w.chars().count() >= 2 && w.chars().all(char::is_lowercase))
        && !words.iter().any(|w| is_ruled_out(w))
        && !words.iter().any(|w| AFTER_NAMES.has(w))
        && !is_wire(name)
}

/// Whether a character is of a script in which names have neither capitals nor spaces.
fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// The names of a part in Chinese, Japanese or Korean: `홍길동 기자`, `记者 张三 李四`, `山田太郎`.
fn east_asian(part: &str) -> Vec<String> {
    let part = part
        .split(['(', '[', '<', '（', '【', '［'])
        .next()
        .unwrap_or_default();
    // An address stands behind the name.
    let words = part.split_whitespace().filter(|w| !w.contains('@'));
    let mut text = words.collect::<Vec<_>>().join(" ");
    let mut said = false;
    let signs = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | '：' | '=' | '＝' | '・' | '/' | '|' | '■' | '▶' | '◆'
            )
    };
    for word in EAST_ASIAN_BEFORE.iter() {
        if let Some(rest) = text.strip_prefix(word)
            && rest.starts_with(signs)
        {
            text = String::from(rest.trim_start_matches(signs));
            said = true;
        }
    }
    for word in EAST_ASIAN_AFTER.iter() {
        if let Some(rest) = text.trim_end().strip_suffix(word)
            && rest.chars().count() >= 2
        {
            text = String::from(rest.trim_end());
            said = true;
        }
    }
    // Without such a word a space parts family name and given name, as Japanese pages write them.
    let several = said
        && text.split(' ').count() >= 2
        && text
            .split(' ')
            .all(|w| (2..=4).contains(&w.chars().count()))
        && !text.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}'));
    let names: Vec<String> = if several {
        text.split(' ').map(str::to_owned).collect()
    } else {
        vec![text]
    };
    names
        .into_iter()
        .map(|n| n.trim_matches(signs).to_owned())
        .filter(|n| !EAST_ASIAN_ORGANISATIONS.iter().any(|o| n.contains(o)))
        .collect()
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

/// A name without what is not part of it: brackets, addresses, a stray "By" or "and", a role or place behind it.
fn clean(part: &str) -> String {
    let part = part.split(['(', '[', '<']).next().unwrap_or_default();
    let part = without_prefix(part.trim());
    let name = part
        .split(" - ")
        .next()
        .unwrap_or_default()
        .split(" – ")
        .next()
        .unwrap_or_default()
        .split(" — ")
        .next()
        .unwrap_or_default();
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let and = |w: &&str| AND.contains(w);
    while words.first().is_some_and(and) {
        words.remove(0);
    }
    while words.last().is_some_and(and) {
        words.pop();
    }
    // "Reporter Jane Doe": what she is stands before her name.
    while words.len() >= 3 && words.first().is_some_and(|w| is_role(w)) {
        words.remove(0);
    }
    let ends = |(at, word): &(usize, &&str)| {
        let digits = word.chars().any(|c| c.is_ascii_digit());
        let at_sign = word.contains('@');
        *at >= 2
            && (digits
                || at_sign
                || AFTER_NAMES.has(word)
                || BEFORE_ROLES.has(&word.to_lowercase()))
    };
    if let Some((at, word)) = words.iter().enumerate().find(ends) {
        let number = word.chars().any(|c| c.is_ascii_digit());
        let month = words
            .get(at - 1)
            .is_some_and(|w| dates::is_month(w.trim_end_matches('.')));
        words.truncate(if number && month { at - 1 } else { at });
    }
    words
        .join(" ")
        .trim_matches(|c: char| {
            c.is_whitespace()
                || matches!(c, '.' | ':' | '-' | '*' | '"' | '@' | '–' | '—' | '“' | '”')
        })
        .to_owned()
}

/// Whether a word is a capital with a full stop.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.as_str() == "."
}

/// Whether a word says what somebody does.
fn is_role(word: &str) -> bool {
    let word = word
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    ROLES.has(&word)
        || matches!(
            word.as_str(),
            "reporter" | "correspondent" | "editor" | "writer" | "redakteur" | "author"
        )
}

/// Whether a word stands in no name of a person.
fn is_ruled_out(word: &str) -> bool {
    let word = word
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    NOT_A_PERSON.has(&word)
        || ROLES.has(&word)
        || LABELS.has(&word)
        || is_host(&word)
        || word.ends_with("redaktion")
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
    // "AP Staff", "AFP Deutschland": a wire among other words.
    let shouted = !name.chars().any(char::is_lowercase);
    let service = |w: &&str| {
        !shouted && w.chars().count() >= 2 && w.chars().all(char::is_uppercase) && is_wire(w)
    };
    let labels = words
        .first()
        .is_some_and(|w| FIRST_LABELS.has(&w.to_lowercase()));
    // A page that shows a name three times names it once.
    let twice = words.len() >= 4
        && words
            .iter()
            .enumerate()
            .any(|(at, w)| w.chars().count() > 3 && words.iter().skip(at + 1).any(|o| o == w));
    if twice {
        return false;
    }
    // An initial before it shows that `Writer` is a family name here.
    let initial = matches!(words.as_slice(), [first, _] if is_initial(first));
    if initial && !name.contains(char::is_numeric) && !words.iter().any(service) {
        return words
            .iter()
            .all(|w| w.chars().next().is_some_and(char::is_uppercase));
    }
    if labels || words.iter().any(|w| is_ruled_out(w)) || words.iter().any(service) {
        return false;
    }
    let cased = name.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    if !cased {
        return length <= 12 || (2..=5).contains(&words.len()) && !name.chars().any(is_east_asian);
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
    use super::{is_small_person, people, turned};

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

    #[test]
    fn roles_places_and_days_are_no_part_of_a_name() {
        for (byline, names) in [
            ("By Jane Doe, Head of Marketing", &["Jane Doe"][..]),
            ("Jane Doe Staff Writer", &["Jane Doe"]),
            ("Reporter Jane Doe", &["Jane Doe"]),
            (
                "By Jane Doe in Berlin and John Roe in Oslo",
                &["Jane Doe", "John Roe"],
            ),
            ("By JANE DOE for Example Wire", &["JANE DOE"]),
            ("By Jane Doe March 3, 2024", &["Jane Doe"]),
            ("Jane Doe @janedoe", &["Jane Doe"]),
            ("Jane Doe jane.doe@example.com", &["Jane Doe"]),
            (
                "Von Anna Schmidt, Korrespondentin, und Max Weber",
                &["Anna Schmidt", "Max Weber"],
            ),
            (
                "Par Jeanne Martin et Jean Petit",
                &["Jeanne Martin", "Jean Petit"],
            ),
            (
                "Por Ana Ruiz García y Juan Pérez Gil",
                &["Ana Ruiz García", "Juan Pérez Gil"],
            ),
            ("J. R. Doe", &["J. R. Doe"]),
            ("Text: Anna Schmidt | Fotos: Max Weber", &["Anna Schmidt"]),
            ("Reporter: Jane Doe; Editor: John Roe", &["Jane Doe"]),
            ("Fotos: Max Weber", &[]),
            ("By A. Writer", &["A. Writer"]),
            ("Mary O’Neil-Roe", &["Mary O’Neil-Roe"]),
            ("Certified Pediatric Sleep Consultant", &[]),
            ("Community Development", &[]),
            ("AFP Polska", &[]),
            ("Financial Tips", &[]),
            ("Mark Read", &["Mark Read"]),
            ("Read More", &[]),
            ("Jane Doemill Jane Doemill", &[]),
            ("Follow Jane", &[]),
            ("Email Link", &[]),
        ] {
            assert_eq!(people(byline, None), names, "{byline}");
        }
    }

    #[test]
    fn names_of_east_asia() {
        for (byline, names) in [
            ("홍길동 기자", &["홍길동"][..]),
            ("홍길동 기자 hong@example.kr", &["홍길동"]),
            ("记者 张三 李四", &["张三", "李四"]),
            ("記者：王小明", &["王小明"]),
            ("文/李四", &["李四"]),
            ("山田 太郎", &["山田 太郎"]),
            ("例日新聞オンライン", &[]),
            ("본보뉴스", &[]),
            ("编辑部", &[]),
        ] {
            assert_eq!(people(byline, None), names, "{byline}");
        }
    }

    #[test]
    fn lines_that_open_a_byline() {
        for line in [
            "By Jane Doe",
            "Reporter: Jane Doe",
            "文/李四",
            "記者 山田太郎",
            "记者：张三",
            "Text: Anna Schmidt",
        ] {
            assert!(super::opens_byline(line), "{line}");
        }
        for line in [
            "记者从公司获悉，电池厂开工。",
            "文化部今天说电池厂开工",
            "Reporters met in Oslo",
        ] {
            assert!(!super::opens_byline(line), "{line}");
        }
    }

    #[test]
    fn names_that_catalogues_turn() {
        assert_eq!(turned("Doe, Jane A.").as_deref(), Some("Jane A. Doe"));
        assert_eq!(turned("van Dam, Piet").as_deref(), Some("Piet van Dam"));
        for none in [
            "Jane Doe, John Roe",
            "Doe, Editor",
            "Jane Doe",
            "Doe, Jane, Roe",
        ] {
            assert_eq!(turned(none), None, "{none}");
        }
        assert!(is_small_person("jane doe"));
        for none in ["web desk", "janedoe", "jane2 doe", "example of", "Jane Doe"] {
            assert!(!is_small_person(none), "{none}");
        }
    }
}
