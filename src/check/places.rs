//! Every finding has a file and a line, or says why none can be named.

use crate::finding::{Finding, Place};

/// Gives a finding without a place the first line of its file, or the reason why there is none. `source_of` gives the
/// text of a file of the digest.
pub fn complete(finding: &mut Finding, source_of: impl Fn(&str) -> Option<String>) {
    if finding.place.is_some() || finding.no_place.is_some() {
        return;
    }
    let Some(path) = &finding.path else {
        finding.no_place = Some("it is about the digest as a whole");
        return;
    };
    match source_of(path) {
        Some(text) if !text.is_empty() => finding.place = Some(Place::at(&text, 0, text.len())),
        Some(_) => finding.no_place = Some("the file is empty"),
        None => finding.no_place = Some("it is no file whose text can be shown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(mut finding: Finding, text: Option<&str>) -> Finding {
        complete(&mut finding, |_| text.map(str::to_owned));
        finding
    }

    #[test]
    fn a_finding_has_a_line_or_a_reason() {
        let of_file = || Finding::warning("rule", "wrong").in_file("a.md");
        let place = completed(of_file(), Some("first\nsecond")).place.unwrap();
        assert_eq!((place.line, place.column, place.width), (1, 1, 5));
        for (finding, text) in [
            (of_file(), Some("")),
            (of_file(), None),
            (Finding::warning("rule", "wrong"), Some("text")),
        ] {
            let finding = completed(finding, text);
            assert!(finding.place.is_none() && finding.no_place.is_some());
        }
        let own = of_file().without_place("its own reason");
        assert_eq!(
            completed(own, Some("text")).no_place,
            Some("its own reason")
        );
    }
}
