//! What somebody who mistyped a word may have meant.

/// The known word nearest to a mistyped one, if any is near enough to be meant: two letters exchanged are one slip.
pub fn closest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = word.to_lowercase();
    known
        .iter()
        .map(|k| (strsim::osa_distance(&word, k), *k))
        .filter(|(slips, k)| *slips <= 1 + k.len() / 4)
        .min()
        .map(|(_, k)| k)
}

/// Words as a list in a sentence, each in backticks.
pub(super) fn listed(words: &[&str], last: &str) -> String {
    let ticked: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
    match ticked.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{} {last} {end}", rest.join(", ")),
        _ => ticked.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near_and_other_words_are_not() {
        let known = ["title", "date", "companies"];
        for (word, meant) in [
            ("titel", Some("title")),
            ("daet", Some("date")),
            ("Companys", Some("companies")),
            ("desk", None),
        ] {
            assert_eq!(closest(word, &known), meant, "{word}");
        }
        assert_eq!(listed(&known, "and"), "`title`, `date` and `companies`");
        assert_eq!(listed(&["title"], "and"), "`title`");
    }
}
