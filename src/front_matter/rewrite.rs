//! Rewrites a YAML text key by key, so that comments, order and unknown fields of the editor's stay as they are.

/// The lines of one top-level key with all that belongs to it, as a byte range of the YAML. Empty lines and comments
/// belong to the key only where more of its value follows them.
fn key_range(yaml: &str, key: &str) -> Option<(usize, usize)> {
    let mut start = None;
    let mut end = 0;
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        let next = at + line.len();
        match start {
            None if names_key(line, key) => {
                start = Some(at);
                end = next;
            }
            None => {}
            Some(_) if line.starts_with([' ', '\t', '-', ']', '}']) && !line.trim().is_empty() => {
                end = next;
            }
            Some(_) if line.trim().is_empty() || line.starts_with('#') => {}
            Some(_) => break,
        }
        at = next;
    }
    start.map(|start| (start, end))
}

/// Whether a line begins with this key, quoted or not.
fn names_key(line: &str, key: &str) -> bool {
    line.trim_start_matches(['"', '\''])
        .strip_prefix(key)
        .is_some_and(|rest| {
            rest.trim_start_matches(['"', '\''])
                .trim_start()
                .starts_with(':')
        })
}

/// The text of one top-level key as it stands, comments and all; empty for one that is not there.
pub fn raw_block<'y>(yaml: &'y str, key: &str) -> &'y str {
    key_range(yaml, key)
        .and_then(|(start, end)| yaml.get(start..end))
        .unwrap_or_default()
}

/// Sets, replaces or (with an empty `block`) removes one top-level key of a YAML text, leaving every other line as it
/// is. `block` is the key's whole text, such as `title: …`, ending in a line break.
pub fn set_key(yaml: &str, key: &str, block: &str) -> String {
    if let Some((start, end)) = key_range(yaml, key) {
        let before = yaml.get(..start).unwrap_or_default();
        let after = yaml.get(end..).unwrap_or_default();
        return format!("{before}{block}{after}");
    }
    let gap = if yaml.is_empty() || yaml.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    format!("{yaml}{gap}{block}")
}

/// Sets a key as [`set_key`] does; one that is not there yet goes before the first of those that follow it in `order`.
pub fn insert_in_order(
    yaml: &str,
    key: &str,
    block: &str,
    order: impl Iterator<Item = &'static str> + Clone,
) -> String {
    if block.is_empty() || !raw_block(yaml, key).is_empty() {
        return set_key(yaml, key, block);
    }
    let later = order.skip_while(|k| *k != key).skip(1);
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        if later
            .clone()
            .any(|k| line.strip_prefix(k).is_some_and(|r| r.starts_with(':')))
        {
            let (before, after) = yaml.split_at(at);
            return format!("{before}{block}{after}");
        }
        at += line.len();
    }
    set_key(yaml, key, block)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setting_a_key_leaves_the_rest_alone() {
        let yaml = "# mine\ntitle: Old\nlist:\n  - a\n  - b\nnote: keep # why\n";
        assert_eq!(
            set_key(yaml, "list", "list: [c]\n"),
            "# mine\ntitle: Old\nlist: [c]\nnote: keep # why\n"
        );
        assert_eq!(set_key(yaml, "new", "new: 1\n"), format!("{yaml}new: 1\n"));
        assert_eq!(
            set_key("a: |\n  x\n\n  y\nb: 2\n", "b", ""),
            "a: |\n  x\n\n  y\n"
        );
        let nested = "photo:\n  title: X\ntitle: Y\n";
        assert_eq!(
            set_key(nested, "title", "title: Z\n"),
            "photo:\n  title: X\ntitle: Z\n"
        );
        let gaps = "list:\n  - a\n\n# why\n  - b\n\n# of the next\nnext: 1\n";
        assert_eq!(
            set_key(gaps, "list", "list: [c]\n"),
            "list: [c]\n\n# of the next\nnext: 1\n"
        );
    }

    #[test]
    fn a_new_key_goes_to_its_place() {
        let order = ["title", "date", "made"].into_iter();
        let set = |yaml: &str| insert_in_order(yaml, "date", "date: 1\n", order.clone());
        assert_eq!(
            set("title: A\nown: x\nmade: y\n"),
            "title: A\nown: x\ndate: 1\nmade: y\n"
        );
        assert_eq!(set("title: A\nown: x\n"), "title: A\nown: x\ndate: 1\n");
        assert_eq!(set("made: y\ndate: 0\n"), "made: y\ndate: 1\n");
    }
}
