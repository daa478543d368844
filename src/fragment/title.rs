//! Headlines without the publisher's name at their end.

use crate::fragment::people::{is_wire, key};
use crate::table::{Words, tables};
use crate::text::words::is_wide;

tables! {
    "data/bylines.txt" => {
        /// Last words of the names of media.
        MEDIA: Words = "media";
    }
}

/// Signs between a headline and a publisher's name.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", " : ", " / ", " < ", "｜", "：", " |",
    "| ", " ‹ ", " « ", "・",
];

/// The headline without the publisher's name, or a part of the site, at its end, and the name that was cut.
///
/// `publishers` are names the source states; `witnesses` are other headlines it states, such as the `<h1>`. Without
/// either, only a short ending after ` | ` or one that names a site is cut.
pub(super) fn cut_publisher(
    title: &str,
    publishers: &[String],
    witnesses: &[String],
) -> (String, Option<String>) {
    let title = title.trim();
    if title.is_empty() {
        return (String::new(), None);
    }
    // Another headline that equals the beginning up to a separator shows where the headline ends.
    let by_witness = witnesses
        .iter()
        .map(|w| w.trim())
        .filter(|w| w.chars().count() >= 10)
        .find_map(|w| {
            let rest = title.strip_prefix(w)?;
            SEPARATORS
                .iter()
                .any(|s| rest.starts_with(s.trim_end()))
                .then(|| (w.to_owned(), rest))
        })
        .filter(|(_, rest)| rest.chars().count() < 60);
    if let Some((head, rest)) = by_witness {
        let name = rest.trim_matches(|c: char| {
            c.is_whitespace() || SEPARATORS.iter().any(|s| s.trim().contains(c))
        });
        let last = SEPARATORS
            .iter()
            .filter_map(|s| name.rsplit_once(s))
            .map(|(_, l)| l)
            .min_by_key(|l| l.len())
            .unwrap_or(name);
        return (head, (!last.is_empty()).then(|| last.trim().to_owned()));
    }
    let mut head = title.to_owned();
    let mut found = None;
    // "Headline | Section | Publisher": as long as endings can be cut.
    for _ in 0..3 {
        if let Some((before, name)) = in_brackets(&head, publishers) {
            found = found.or_else(|| Some(name.to_owned()));
            head = before.to_owned();
            continue;
        }
        let Some((at, separator)) = last_separator(&head) else {
            break;
        };
        let (before, after) = head.split_at(at);
        let ending = after.get(separator.len()..).unwrap_or_default().trim();
        let known = publishers.iter().any(|p| same_name(p, ending));
        let bar = matches!(separator.trim(), "|" | "｜" | "::" | "»" | "•" | "·" | "‹");
        let short = ending.split_whitespace().count() <= 4 && ending.chars().count() <= 34;
        let sited = names_a_site(ending);
        let enough = (known && before.trim().contains(' ')) || is_long(before);
        if !(enough && (known || (bar && short) || (short && sited))) {
            break;
        }
        if found.is_none() {
            found = Some(ending.to_owned());
        }
        head = before.trim().to_owned();
    }
    (head, found)
}

/// The headline without the publisher's name at its beginning, and the name that was cut: "Name: Headline".
///
/// A name at the beginning is cut where it is one of `publishers`, or where one of `witnesses` is the rest.
pub(super) fn cut_beginning(
    title: &str,
    publishers: &[String],
    witnesses: &[String],
) -> (String, Option<String>) {
    let title = title.trim();
    let signs = |c: char| {
        c.is_whitespace() || matches!(c, ':' | '|' | '-' | '–' | '—' | '·' | '»' | '：' | '｜')
    };
    let by_witness = witnesses
        .iter()
        .map(|w| w.trim())
        .filter(|w| w.chars().count() >= 10 && w.len() < title.len())
        .find_map(|w| {
            let before = title.strip_suffix(w)?;
            let name = before.trim_end_matches(signs);
            let parted = before
                .trim_end()
                .ends_with(|c: char| signs(c) && !c.is_whitespace());
            (parted && name.chars().count() <= 40).then_some((name, w))
        });
    if let Some((name, rest)) = by_witness {
        // One word before a colon is a kicker more often than a site's name.
        let known = publishers.iter().any(|p| key(p) == key(name));
        let words = || name.split_whitespace();
        let named = words().count() >= 2
            && words().all(|w| !w.starts_with(char::is_lowercase))
            && words().count() <= 5;
        return (rest.to_owned(), (known || named).then(|| name.to_owned()));
    }
    let first = SEPARATORS
        .iter()
        .chain([&": "])
        .filter_map(|s| title.find(s).map(|at| (at, *s)))
        .min();
    let Some((at, separator)) = first else {
        return (title.to_owned(), None);
    };
    let name = title.get(..at).unwrap_or_default().trim();
    let rest = title.get(at + separator.len()..).unwrap_or_default().trim();
    let enough = rest.split_whitespace().count() >= 3 || rest.chars().count() >= 14;
    // A company that publishes its own news is one word before a colon, and what the news is about.
    let speaks = matches!(separator.trim(), ":" | "：") && !name.contains([' ', '.']);
    if enough && !speaks && !name.is_empty() && publishers.iter().any(|p| key(p) == key(name)) {
        return (rest.to_owned(), Some(name.to_owned()));
    }
    (title.to_owned(), None)
}

/// The headline without a publisher's whole name at either end.
pub(super) fn cut_known(title: &str, publishers: &[String]) -> String {
    let (head, _) = cut_beginning(title, publishers, &[]);
    if let Some((before, _)) = in_brackets(&head, publishers) {
        return before.to_owned();
    }
    let Some((at, separator)) = last_separator(&head) else {
        return head;
    };
    let (before, after) = head.split_at(at);
    let ending = key(after.get(separator.len()..).unwrap_or_default());
    if is_long(before) && !ending.is_empty() && publishers.iter().any(|p| key(p) == ending) {
        return before.trim().to_owned();
    }
    head
}

/// A headline that ends in a publisher's name in brackets: what stands before it, and the name.
fn in_brackets<'t>(title: &'t str, publishers: &[String]) -> Option<(&'t str, &'t str)> {
    let inner = title.trim_end().strip_suffix([')', '）', '】', ']'])?;
    let at = inner.rfind(['(', '（', '【', '['])?;
    let name = inner
        .get(at..)?
        .trim_start_matches(['(', '（', '【', '['])
        .trim();
    let before = inner.get(..at)?.trim();
    let enough = before.split_whitespace().count() >= 3 || before.chars().count() >= 10;
    let known = !name.is_empty() && publishers.iter().any(|p| key(p) == key(name));
    (enough && known).then_some((before, name))
}

/// Whether a text is long enough for a headline; in a script without spaces half as much is.
fn is_long(text: &str) -> bool {
    let text = text.trim();
    let length: usize = text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum();
    text.split_whitespace().count() >= 3 || length >= 14
}

/// The last separator of a headline.
fn last_separator(title: &str) -> Option<(usize, &'static str)> {
    SEPARATORS
        .iter()
        .filter_map(|s| title.rfind(s).map(|at| (at, *s)))
        .max_by_key(|(at, s)| (at + s.len() - s.trim_start().len(), s.len()))
}

/// Whether two spellings name one publisher: the same letters, or one the beginning of the other.
fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (key(a), key(b));
    let bare = |s: &str| s.strip_prefix("the").unwrap_or(s).to_owned();
    let (a, b) = (bare(&a), bare(&b));
    let shorter = a.chars().count().min(b.chars().count());
    let longer = a.chars().count().max(b.chars().count());
    !a.is_empty()
        && !b.is_empty()
        && (a == b
            || (shorter >= 3
                && shorter * 3 >= longer
                && (a.starts_with(&b) || b.starts_with(&a) || a.ends_with(&b) || b.ends_with(&a))))
}

/// Whether an ending reads as a site's name by itself: a host name, a wire, or a word that names media.
fn names_a_site(ending: &str) -> bool {
    let lower = ending.to_lowercase();
    let last = lower.split_whitespace().last().unwrap_or_default();
    let capital = ending.chars().next().is_some_and(char::is_uppercase);
    is_wire(ending)
        || (capital && MEDIA.has(last))
        || lower.split_whitespace().count() == 1
            && [
                ".com", ".org", ".net", ".de", ".co", ".uk", ".io", ".fr", ".es", ".it", ".nl",
            ]
            .iter()
            .any(|d| lower.ends_with(d))
}

#[cfg(test)]
mod tests {
    use super::{cut_beginning, cut_known, cut_publisher};

    #[test]
    fn names_in_brackets_and_behind_other_signs() {
        let site = &["Example Blog".to_owned(), "例日新聞".to_owned()][..];
        for (title, head) in [
            ("Mill opens in Lodz (Example Blog)", "Mill opens in Lodz"),
            ("Mill opens in Lodz « Example Blog", "Mill opens in Lodz"),
            (
                "新しい電池工場が五月に開く・例日新聞",
                "新しい電池工場が五月に開く",
            ),
            (
                "新しい電池工場が五月に開く【例日新聞】",
                "新しい電池工場が五月に開く",
            ),
            ("Mill opens in Lodz (Poland)", "Mill opens in Lodz (Poland)"),
            (
                "新しい電池・蓄電の工場が五月に開く",
                "新しい電池・蓄電の工場が五月に開く",
            ),
        ] {
            assert_eq!(cut_publisher(title, site, &[]).0, head, "{title}");
            assert_eq!(cut_known(title, site), head, "{title}");
        }
    }

    #[test]
    fn publishers_at_the_beginning() {
        let site = &["Example Blog".to_owned()][..];
        let heading = &["Mill opens in Lodz".to_owned()][..];
        for (title, publishers, witnesses, head, name) in [
            (
                "Example Blog: Mill opens in Lodz",
                site,
                &[][..],
                "Mill opens in Lodz",
                Some("Example Blog"),
            ),
            (
                "Example Blog | Mill opens in Lodz",
                site,
                &[],
                "Mill opens in Lodz",
                Some("Example Blog"),
            ),
            (
                "Mill Letters: Mill opens in Lodz",
                &[],
                heading,
                "Mill opens in Lodz",
                Some("Mill Letters"),
            ),
            (
                "Live: Mill opens in Lodz",
                &[],
                heading,
                "Mill opens in Lodz",
                None,
            ),
            (
                "Mills: what comes after Lodz",
                site,
                heading,
                "Mills: what comes after Lodz",
                None,
            ),
            ("Example Blog: news", site, &[], "Example Blog: news", None),
        ] {
            let (got, cut) = cut_beginning(title, publishers, witnesses);
            assert_eq!((got.as_str(), cut.as_deref()), (head, name), "{title}");
        }
        assert_eq!(
            cut_known("Mill opens in Lodz - Example Blog", site),
            "Mill opens in Lodz"
        );
        assert_eq!(
            cut_known("Mill opens - again and again", site),
            "Mill opens - again and again"
        );
    }

    #[test]
    fn publishers_at_the_end() {
        let none: &[String] = &[];
        let cut = |t: &str| cut_publisher(t, none, none).0;
        assert_eq!(
            cut("Makers to invest billions in batteries | Reuters"),
            "Makers to invest billions in batteries"
        );
        assert_eq!(
            cut("Makers to invest billions - The Verge"),
            "Makers to invest billions"
        );
        assert_eq!(
            cut("Makers to invest billions | Business | Example"),
            "Makers to invest billions"
        );
        assert_eq!(
            cut("Battery makers - a long story of investment"),
            "Battery makers - a long story of investment"
        );
        assert_eq!(
            cut("Batteries: what is next for the industry"),
            "Batteries: what is next for the industry"
        );
        assert_eq!(
            cut_publisher(
                "Hersteller investieren Milliarden - Beispielblatt",
                &["Beispielblatt".into()],
                none
            )
            .0,
            "Hersteller investieren Milliarden"
        );
        assert_eq!(
            cut_publisher(
                "Makers to invest billions : Paper Online",
                none,
                &["Makers to invest billions".into()]
            )
            .0,
            "Makers to invest billions"
        );
    }
}
