//! Files that are lists, whose items stand one below the other, each to be read with its place.

use std::ops::Range;

use super::Reader;
use crate::finding::{Finding, Place};
use crate::yaml::Value;

/// The items of a file that is a list, each with its bytes; none of an empty file. `what` is what findings call the file,
/// `help` how to begin an item.
///
/// # Errors
/// When it is not valid YAML, or no list.
pub fn items_of(
    rule: &'static str,
    path: &str,
    yaml: &str,
    what: &str,
    help: &str,
) -> Result<Vec<(Value, Range<usize>)>, Vec<Finding>> {
    let reader = Reader::of_yaml(rule, path, yaml);
    let list = match reader.value(what).map_err(|f| vec![*f])? {
        Value::Null => Vec::new(),
        Value::Sequence(list) => list,
        _ => {
            let finding = Finding::error(rule, format!("{what} must be a list"));
            let finding = finding.in_file(path).at(Place::at(yaml, 0, 1));
            return Err(vec![finding.help(help)]);
        }
    };
    let ranges = items(yaml, list.len()).unwrap_or_default();
    let ranges = ranges.into_iter().chain(std::iter::repeat(0..yaml.len()));
    Ok(list.into_iter().zip(ranges).collect())
}

/// The bytes of each item, from its hyphen to the next; none where the text does not show as many as were read, as with a
/// list in brackets.
fn items(yaml: &str, count: usize) -> Option<Vec<Range<usize>>> {
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
pub(crate) fn indent(yaml: &str) -> Option<usize> {
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
