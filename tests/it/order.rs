//! The modules use only modules above them in the list, which is the one of `ARCHITECTURE.md`.

use std::path::Path;

/// From the ground up.
const ORDER: &[&str] = &[
    "finding",
    "rule",
    "text",
    "table",
    "disk",
    "yaml",
    "slug",
    "html",
    "front_matter",
    "settings",
    "fragment",
    "clean",
    "catalogue",
    "figures",
    "headline",
    "summary",
    "key_points",
    "names",
    "brief",
    "draft",
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

#[test]
fn modules_use_only_modules_above_them() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for entry in walkdir::WalkDir::new("src")
        .sort_by_file_name()
        .into_iter()
        .flatten()
    {
        let path = entry.path();
        if path.extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let inside = path.strip_prefix("src").unwrap();
        let own = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy()
            .replace(".rs", "");
        let Some(rank) = ORDER.iter().position(|m| *m == own) else {
            assert!(
                matches!(own.as_str(), "lib" | "main"),
                "{own} is missing from the list"
            );
            continue;
        };
        let source = std::fs::read_to_string(path).unwrap();
        for (number, line) in source.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for used in used_modules(line) {
                seen += 1;
                let place = ORDER.iter().position(|m| *m == used);
                if place.is_none_or(|p| p > rank) {
                    wrong.push(format!(
                        "{}:{}: {own} uses {used}",
                        path.display(),
                        number + 1
                    ));
                }
            }
        }
    }
    assert!(
        seen > 50,
        "only {seen} uses were seen: this test looks at the wrong place"
    );
    assert!(
        wrong.is_empty(),
        "dependencies that point back up:\n{}",
        wrong.join("\n")
    );
}

/// The crate's modules that a line names as `crate::module`, braces of one line included.
fn used_modules(line: &str) -> Vec<String> {
    line.split("crate::")
        .skip(1)
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(list) => list.split(',').map(first_word).collect::<Vec<_>>(),
            None => vec![first_word(rest)],
        })
        .filter(|w| !w.is_empty())
        .collect()
}

fn first_word(text: &str) -> String {
    text.trim()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
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
