//! Where the items of a list stand that is a file's whole YAML, by its text alone.

use std::ops::Range;

/// The bytes of each item, from its hyphen to the next; none where the text does not show as many as were read, as with a
/// list in brackets.
pub(super) fn items(yaml: &str, count: usize) -> Option<Vec<Range<usize>>> {
    let starts = hyphens(yaml);
    if starts.len() != count {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([yaml.len()]);
    Some(
        starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(s, e)| s..e)
            .collect(),
    )
}

/// The spaces before the items of the list; none where it has none that begin with a hyphen.
pub(super) fn indent(yaml: &str) -> Option<usize> {
    yaml.lines().find_map(|line| {
        let text = line.trim_start_matches(' ');
        is_item(text).then_some(line.len() - text.len())
    })
}

fn is_item(text: &str) -> bool {
    text.strip_prefix('-')
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r']))
}

fn hyphens(yaml: &str) -> Vec<usize> {
    let Some(indent) = indent(yaml) else {
        return Vec::new();
    };
    let mut at = 0;
    let mut starts = Vec::new();
    for line in yaml.split_inclusive('\n') {
        let text = line.trim_start_matches(' ');
        if line.len() - text.len() == indent && is_item(text) {
            starts.push(at + indent);
        }
        at += line.len();
    }
    starts
}
