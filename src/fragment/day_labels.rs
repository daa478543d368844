//! The day of publication of a line that states two, each with its label: "Updated 12 March | Published 11 March",
//! "11 mars, mis à jour le 12 mars".

use jiff::civil::Date;

use crate::table::{Fault, List, Row, Values, tables};
use crate::text::words::is_wide;

tables! {
    "data/day_labels.txt" => {
        /// What stands before the day of publication.
        PUBLISHED: Labels = "published";
        /// What stands before the day of a change.
        UPDATED: Labels = "updated";
    }
}

/// Labels of days, in lower case.
struct Labels(Values);

impl List for Labels {
    fn of_rows(rows: &[Row<'static>]) -> Result<Self, Fault> {
        let values: Result<Vec<Values>, Fault> = rows
            .iter()
            .map(|row| Values::of_rows(std::slice::from_ref(row)))
            .collect();
        Ok(Self(values?.into_iter().flatten().collect()))
    }
}

/// What a label says of the day behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Published,
    Updated,
}

/// A label in a line: what it says, where it begins and where it ends.
type Label = (Says, usize, usize);

/// The labels of a line in lower case, in order; of several that begin at one place the longest.
fn labels(lower: &str) -> Vec<Label> {
    let word_ends = |at: usize| ends_word(lower.get(at..).unwrap_or_default());
    let word_begins = |at: usize| {
        let before = lower.get(..at).unwrap_or_default();
        !before.ends_with(char::is_alphanumeric) || before.ends_with(is_wide)
    };
    let of = |says: Says, list: &'static Labels| {
        list.0.iter().flat_map(move |label| {
            lower
                .match_indices(label)
                .map(move |(at, found)| (says, at, at + found.len()))
        })
    };
    let all = of(Says::Published, &PUBLISHED).chain(of(Says::Updated, &UPDATED));
    let mut all: Vec<Label> = all
        .filter(|(_, from, to)| word_begins(*from) && word_ends(*to))
        .collect();
    all.sort_by_key(|(_, from, to)| (*from, std::cmp::Reverse(*to)));
    let mut end = 0;
    all.retain(|(_, from, to)| {
        let own = *from >= end;
        end = if own { *to } else { end };
        own
    });
    all
}

/// Whether no word goes on here; scripts without spaces between words have no such place.
fn ends_word(rest: &str) -> bool {
    !rest.starts_with(char::is_alphabetic) || rest.starts_with(is_wide)
}

/// What the label says with which a text opens.
pub(super) fn opens(text: &str) -> Option<Says> {
    let lower = text.trim_start().to_lowercase();
    let longest = |list: &'static Labels| {
        let opens = |label: &&&str| lower.strip_prefix(**label).is_some_and(ends_word);
        let opening = list.0.iter().filter(opens);
        opening.map(|label| label.len()).max()
    };
    let (published, updated) = (longest(&PUBLISHED), longest(&UPDATED));
    let says = if published >= updated {
        Says::Published
    } else {
        Says::Updated
    };
    published.or(updated).map(|_| says)
}

/// What the last label of the words before a day says.
pub(super) fn last(before: &str) -> Option<Says> {
    labels(&before.to_lowercase())
        .last()
        .map(|(says, ..)| *says)
}

/// Whether a text ends in the label of a change, as the words before a day do.
pub(super) fn ends_in_update(text: &str) -> bool {
    let lower = text.to_lowercase();
    let sign = |c: char| c.is_whitespace() || matches!(c, ':' | '-' | '·');
    let lower = lower.trim_end_matches(sign);
    let lower = lower.strip_suffix(" on").unwrap_or(lower);
    UPDATED.0.iter().any(|label| lower.ends_with(label))
}

/// The day of publication that a line states by `parse`: the one behind its label, else the one before the first label;
/// none of a line that states the day of a change alone.
pub(super) fn published(line: &str, parse: impl Fn(&str) -> Option<Date>) -> Option<Date> {
    let lower = line.to_lowercase();
    // Of a script whose letters change their length nothing is known of the places.
    let labels = if lower.len() == line.len() {
        labels(&lower)
    } else {
        Vec::new()
    };
    if labels.is_empty() {
        return parse(line);
    }
    let ends = labels
        .iter()
        .skip(1)
        .map(|(_, from, _)| *from)
        .chain([line.len()]);
    let mut said = labels
        .iter()
        .zip(ends)
        .filter(|((says, ..), _)| *says == Says::Published);
    let behind = said.find_map(|((_, _, to), end)| parse(line.get(*to..end)?));
    let head = || {
        labels
            .first()
            .and_then(|(_, from, _)| parse(line.get(..*from)?))
    };
    behind.or_else(head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fragment::dates;

    #[test]
    fn of_two_days_the_one_of_publication() {
        for line in [
            "Updated 12 March 2025 | Published 11 March 2025",
            "Updated: 12 March 2025 · Published: 11 March 2025",
            "Published: 08:12 GMT, 11 March 2025 | Updated: 09:00 GMT, 12 March 2025",
            "11 March 2025 (updated 12 March 2025)",
            "Publié le 11 mars 2025 à 8h12, mis à jour le 12 mars 2025",
            "Mis à jour le 12 mars 2025 - Publié le 11 mars 2025",
            "Aktualisiert am 12.03.2025, veröffentlicht am 11.03.2025",
            "11. März 2025, aktualisiert am 12. März 2025, 9 Uhr",
            "Actualizado el 12 de marzo de 2025, publicado el 11 de marzo de 2025",
            "11 March 2025",
            "更新日 2025年3月12日 公開日 2025年3月11日",
        ] {
            let day = published(line, dates::parse).map(|d| d.to_string());
            assert_eq!(day.as_deref(), Some("2025-03-11"), "{line}");
        }
        for line in [
            "Updated 12 March 2025",
            "Zuletzt aktualisiert: 12.03.2025",
            "Published soon, updated 12 March 2025",
        ] {
            assert_eq!(published(line, dates::parse), None, "{line}");
        }
    }

    #[test]
    fn words_that_are_no_labels() {
        assert_eq!(opens("Updates came on"), None);
        assert_eq!(opens("Published: today"), Some(Says::Published));
        assert_eq!(last("Updated then, published "), Some(Says::Published));
        assert!(ends_in_update("Last updated on: ") && !ends_in_update("Posted"));
    }
}
