//! The modules use only modules above them in the list, which is the one of `ARCHITECTURE.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// From the ground up.
const ORDER: &[&str] = &[
    "finding",
    "hash",
    "kept",
    "rule",
    "table",
    "pattern",
    "trees",
    "text",
    "grammar",
    "disk",
    "yaml",
    "period",
    "slug",
    "html",
    "publisher",
    "source_kinds",
    "picture",
    "front_matter",
    "settings",
    "editor_rules",
    "editor_sources",
    "fragment",
    "clean",
    "catalogue",
    "figures",
    "headline",
    "summary",
    "key_points",
    "events",
    "names",
    "rules",
    "brief",
    "draft",
    "edition",
    "digest",
    "group",
    "site",
    "pipeline",
    "check",
    "publish",
    "preview",
    "report",
    "cli",
    "commands",
];

/// A module's path below the crate, without `mod`.
type Module = Vec<String>;

/// The source of each module, without comments and without its own tests.
fn modules() -> BTreeMap<Module, String> {
    let mut out = BTreeMap::new();
    for entry in walkdir::WalkDir::new("src")
        .sort_by_file_name()
        .into_iter()
        .flatten()
    {
        let path = entry.path();
        if path.extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let inside = path.strip_prefix("src").unwrap().with_extension("");
        let mut module: Module = inside
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        if module.last().is_some_and(|m| m == "mod") {
            module.pop();
        }
        if matches!(module.as_slice(), [one] if one == "lib" || one == "main")
            || module.iter().any(|m| m == "tests")
        {
            continue;
        }
        let source = std::fs::read_to_string(path).unwrap();
        let source = source.split("\nmod tests {").next().unwrap();
        let code: Vec<&str> = source
            .lines()
            .filter(|l| !l.trim_start().starts_with("//"))
            .collect();
        out.insert(module, code.join("\n"));
    }
    out
}

/// The paths that begin with `crate` or `super` in a source, those in the braces of a `use` each whole.
fn paths(source: &str) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for keyword in ["crate::", "super::"] {
        for (at, _) in source.match_indices(keyword) {
            let part_of_longer = source[..at].ends_with("::")
                || source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            if !part_of_longer {
                expand(&source[at..], &[], &mut out);
            }
        }
    }
    out
}

/// Reads one path of a source, or one item of a list in braces; gives what comes after it.
fn expand<'s>(source: &'s str, before: &[String], out: &mut Vec<Vec<String>>) -> &'s str {
    let mut path = before.to_vec();
    let mut rest = source.trim_start();
    loop {
        if let Some(list) = rest.strip_prefix('{') {
            rest = list;
            while !rest.trim_start().starts_with('}') && !rest.is_empty() {
                rest = expand(rest, &path, out).trim_start();
                rest = rest.strip_prefix(',').unwrap_or(rest);
            }
            return rest.trim_start().strip_prefix('}').unwrap_or_default();
        }
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if word.is_empty() && !after.starts_with("::") {
            // `*`, or something that is no path.
            out.push(path);
            return after.get(1..).unwrap_or_default();
        }
        path.push(word.to_owned());
        if let Some(more) = after.strip_prefix("::") {
            rest = more;
            continue;
        }
        out.push(path);
        let renamed = after
            .strip_prefix(" as ")
            .map(|a| a.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_'));
        return renamed.unwrap_or(after);
    }
}

/// The modules that each module names by `crate::` or `super::`.
fn uses() -> BTreeMap<Module, BTreeSet<Module>> {
    let modules = modules();
    let mut out: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for (own, source) in &modules {
        let used = out.entry(own.clone()).or_default();
        for path in paths(source) {
            let mut absolute = own.clone();
            let mut rest = path.as_slice();
            if rest.first().is_some_and(|p| p == "crate") {
                absolute.clear();
                rest = &rest[1..];
            }
            while rest.first().is_some_and(|p| p == "super") {
                absolute.pop();
                rest = &rest[1..];
            }
            absolute.extend(rest.iter().cloned());
            while !absolute.is_empty() && !modules.contains_key(&absolute) {
                absolute.pop();
            }
            if !absolute.is_empty() && absolute != *own {
                used.insert(absolute);
            }
        }
    }
    out
}

#[test]
fn modules_use_only_modules_above_them() {
    let rank = |module: &Module| {
        let place = ORDER.iter().position(|m| *m == module[0]);
        place.unwrap_or_else(|| panic!("{} is missing from the list", module[0]))
    };
    let uses = uses();
    let seen: usize = uses.values().map(BTreeSet::len).sum();
    assert!(
        seen > 300,
        "only {seen} uses were seen: this test looks at the wrong place"
    );
    let wrong: Vec<String> = uses
        .iter()
        .flat_map(|(own, used)| used.iter().map(move |u| (own, u)))
        .filter(|(own, used)| rank(used) > rank(own))
        .map(|(own, used)| format!("{} uses {}", own.join("::"), used.join("::")))
        .collect();
    assert!(
        wrong.is_empty(),
        "dependencies that point back up:\n{}",
        wrong.join("\n")
    );
}

/// A folder's `mod.rs` holds what its files share and the function that calls them, so it and they may know each other.
#[test]
fn no_two_files_need_each_other() {
    let uses = uses();
    let mut wrong = Vec::new();
    for start in uses.keys() {
        // What is reached from here without passing through a folder's own `mod.rs`.
        let mut reached: BTreeSet<&Module> = BTreeSet::new();
        let mut open = vec![start];
        while let Some(module) = open.pop() {
            for next in uses.get(module).into_iter().flatten() {
                let parent = module.starts_with(next) || next.starts_with(module);
                if !parent && reached.insert(next) {
                    open.push(next);
                }
            }
        }
        let name = start.join("::");
        if reached.contains(start) {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "circles of files through {wrong:?}");
}

#[test]
fn the_list_is_the_one_that_is_documented() {
    let text = std::fs::read_to_string(Path::new("ARCHITECTURE.md")).unwrap();
    let mut at = 0;
    for module in ORDER {
        let found = text[at..].find(&format!("`{module}`"));
        at += found
            .unwrap_or_else(|| panic!("ARCHITECTURE.md does not name `{module}` in its place"));
    }
}

#[test]
fn html_is_parsed_in_one_file_only() {
    for entry in walkdir::WalkDir::new("src").into_iter().flatten() {
        let path = entry.path();
        let test = path.components().any(|c| c.as_os_str() == "tests");
        if path.extension().is_some_and(|e| e == "rs") && !test && !path.ends_with("html/parse.rs")
        {
            let source = std::fs::read_to_string(path).unwrap();
            assert!(!source.contains("Html::parse_"), "{}", path.display());
        }
    }
}

#[test]
fn the_yaml_library_is_named_in_one_file_only() {
    for entry in walkdir::WalkDir::new("src").into_iter().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|e| e == "rs")
            && path != std::path::Path::new("src/yaml.rs")
        {
            let source = std::fs::read_to_string(path).unwrap();
            assert!(!source.contains("serde_yaml::"), "{}", path.display());
        }
    }
}
