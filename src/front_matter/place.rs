//! Where keys and their values stand in YAML, by the text alone: the parsed values no longer know.

use std::ops::Range;

use crate::finding::Place;

/// Where the innermost of these nested keys stands: the first at the margin, each other after the one before it. Of
/// keys that are not there the one that holds them, or the start of the YAML.
pub(super) fn of_key(source: &str, yaml: Range<usize>, keys: &[&str]) -> Place {
    let key = find(source, yaml.clone(), keys).unwrap_or(yaml.start..yaml.start + 1);
    Place::at(source, key.start, key.len())
}

/// Where the value of the innermost of these nested keys stands: to the end of its first line, or, inside braces, to
/// its own end. Of a value that begins on another line the key.
pub(super) fn of_value(source: &str, yaml: Range<usize>, keys: &[&str]) -> Place {
    let whole = of_key(source, yaml.clone(), keys);
    let Some(key) = find(source, yaml, keys) else {
        return whole;
    };
    let rest = source.get(key.end..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    let Some((gap, value)) = line.split_once(':') else {
        return whole;
    };
    let before = source.get(..key.start).unwrap_or_default();
    let in_braces = before
        .rsplit('\n')
        .next()
        .is_some_and(|line| line.contains('{'));
    let value = if in_braces {
        value.split([',', '}']).next().unwrap_or_default()
    } else {
        value
    };
    let trimmed = value.trim();
    if trimmed.is_empty() {
        return whole;
    }
    let lead = value.len() - value.trim_start().len();
    Place::at(source, key.end + gap.len() + 1 + lead, trimmed.len())
}

/// The bytes of the innermost of these keys that is there, quotation marks included.
fn find(source: &str, yaml: Range<usize>, keys: &[&str]) -> Option<Range<usize>> {
    let (first, inner) = keys.split_first()?;
    let at_margin = |key: &Range<usize>| matches!(before(source, key.start), None | Some('\n'));
    let mut found = starts(source, yaml.clone(), first)
        .find(at_margin)
        .or_else(|| starts(source, yaml.clone(), first).next())?;
    for key in inner {
        match starts(source, found.end..yaml.end, key).next() {
            Some(next) => found = next,
            None => break,
        }
    }
    Some(found)
}

fn before(source: &str, at: usize) -> Option<char> {
    source.get(..at).and_then(|text| text.chars().next_back())
}

/// Every place where a word stands as a key: a colon behind it, before it nothing of another word.
fn starts<'s>(
    source: &'s str,
    within: Range<usize>,
    key: &'s str,
) -> impl Iterator<Item = Range<usize>> + 's {
    let text = source.get(within.clone()).unwrap_or_default();
    text.match_indices(key).filter_map(move |(at, _)| {
        let (mut start, mut end) = (within.start + at, within.start + at + key.len());
        let after = |end: usize| source.get(end..).unwrap_or_default();
        if let Some(quote @ ('"' | '\'')) = before(source, start)
            && after(end).starts_with(quote)
        {
            (start, end) = (start - 1, end + 1);
        }
        let opens = before(source, start)
            .is_none_or(|c| c.is_whitespace() || matches!(c, '{' | ',' | '\u{feff}'));
        let closes = after(end).trim_start_matches([' ', '\t']).starts_with(':');
        (opens && closes && !key.is_empty()).then_some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(yaml: &str, keys: &[&str], key: &str, value: &str) {
        let shown = |p: Place| {
            let marked: String = p.text.chars().skip(p.column - 1).take(p.width).collect();
            format!("{}: {marked}", p.line)
        };
        assert_eq!(shown(of_key(yaml, 0..yaml.len(), keys)), key, "{yaml}");
        assert_eq!(shown(of_value(yaml, 0..yaml.len(), keys)), value, "{yaml}");
    }

    #[test]
    fn a_key_is_found_in_its_place() {
        check("a: 1\ntitle: X\n", &["title"], "2: title", "2: X");
        let nested = "photo:\n  title: Y\ntitle: X\n";
        check(nested, &["title"], "3: title", "3: X");
        check(nested, &["photo", "title"], "2: title", "2: Y");
        let braces = "source: { name: X, url: nowhere }\n";
        check(braces, &["source", "url"], "1: url", "1: nowhere");
        check("- name: X\n", &["name"], "1: name", "1: X");
        check("\"title\" : 'é'\n", &["title"], "1: \"title\"", "1: 'é'");
        check("subtitle: X\n", &["title"], "1: s", "1: s");
        check("list:\n  - a\n", &["list"], "1: list", "1: list");
    }

    #[test]
    fn of_a_key_that_is_not_there_the_one_that_holds_it_is_told() {
        check("a: 1\nsource: X\n", &["source", "url"], "2: source", "2: X");
    }
}
