//! What the README says of fields and settings is what the program reads. `BRIEFMILL_BLESS=1 cargo test readme` writes
//! it anew.

use std::path::Path;

use briefmill::catalogue::Catalogue;
use briefmill::front_matter::Origin;
use briefmill::kept::Kept;
use briefmill::{brief, group, settings};

/// The README with another text in the place of the lines that follow `heading` and are part of the same block.
fn with_block(readme: &str, heading: &str, is_part: fn(&str) -> bool, block: &str) -> String {
    let lines: Vec<&str> = readme.split_inclusive('\n').collect();
    let heading = lines.iter().position(|l| l.trim_end() == heading).unwrap();
    let before = lines.iter().skip(heading).take_while(|l| !is_part(l));
    let start = heading + before.count();
    let part = lines.iter().skip(start).take_while(|l| is_part(l));
    let end = start + part.count();
    format!(
        "{}{block}{}",
        lines[..start].concat(),
        lines[end..].concat()
    )
}

#[test]
fn the_readme_states_every_field_and_setting() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let fields = brief::fields::readme();
    let is_row = |l: &str| l.starts_with('|');
    let next = with_block(&readme, "### Briefs", is_row, &fields);
    let is_setting = |l: &str| {
        let key = l.trim_start().split(':').next().unwrap_or_default();
        l.contains(':')
            && !key.is_empty()
            && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')
    };
    let next = with_block(&next, "## Settings", is_setting, &settings::readme());
    if std::env::var_os("BRIEFMILL_BLESS").is_some() {
        std::fs::write(&path, &next).unwrap();
    }
    let behind = next.lines().zip(readme.lines()).find(|(a, b)| a != b);
    assert!(
        next == readme,
        "the README is behind the tables of fields, `BRIEFMILL_BLESS=1` writes it anew: {behind:?}"
    );
}

/// A line that states each field of a brief.
const STATED: &[(&str, &str)] = &[
    ("title", "title: Other"),
    ("date", "date: 2024-01-02"),
    ("summary", "summary: It opens."),
    (
        "source",
        "source: { name: Daily, url: https://daily.example/a, author: A. N. }",
    ),
    ("language", "language: pl"),
    ("added", "added: 2024-01-02"),
    ("companies", "companies: [Tesla]"),
    ("technologies", "technologies: [electrode]"),
    ("mentions", "mentions: { companies: [Tesla] }"),
    ("fragment", "fragment: a.html"),
    (
        "derived",
        "derived: { title: lead, cuts: [{ rule: promotion, text: Read on }] }",
    ),
    ("conflicts", "conflicts: [title]"),
    (
        "updates",
        "updates: [{ day: 2024-02-03, was: A., now: B., more: 2 }]",
    ),
    ("draft", "draft: true"),
    ("event", "event: plant"),
    ("expires", "expires: 2030-01-01"),
    ("aliases", "aliases: [/old/]"),
    ("slug", "slug: other"),
    ("made", "made: title=00000000"),
];

/// What templates see of a brief with these lines in its front matter.
fn seen(lines: &[&str]) -> serde_json::Value {
    let source = format!(
        "---\n{}\n---\nTesla makes an electrode.\n",
        lines.join("\n")
    );
    let (brief, findings) = brief::file::parse("content/briefs/a.md", &source).unwrap();
    assert!(
        findings.iter().all(|f| f.rule == "conflict"),
        "{findings:?}"
    );
    let inputs = group::Inputs {
        selection: group::Selection {
            today: None,
            drafts: true,
        },
        briefs: vec![brief],
        ..group::Inputs::default()
    };
    let (gathered, _) = group::gather(inputs, &Catalogue::default(), &Kept::default());
    let mut seen = serde_json::to_value(&gathered.digest.briefs[0]).unwrap();
    // For the data files alone.
    seen.as_object_mut().unwrap().remove("fragments");
    seen
}

#[test]
fn templates_see_the_fields_that_the_table_says() {
    for field in brief::fields::FIELDS.fields {
        let (_, line) = STATED.iter().find(|(name, _)| *name == field.name).unwrap();
        let (plain, stated) = match field.name {
            "title" => (seen(&["title: A"]), seen(&[line])),
            _ => (seen(&["title: A"]), seen(&["title: A", line])),
        };
        assert_eq!(plain != stated, field.shown, "{}", field.name);
    }
}

#[test]
fn every_field_that_the_tool_writes_reads_back_the_same() {
    let lines: Vec<&str> = STATED.iter().map(|(_, line)| *line).collect();
    let source = format!("---\n{}\n---\nText\n", lines.join("\n"));
    let (brief, _) = brief::file::parse("content/briefs/other.md", &source).unwrap();
    let written = brief::file::render(&brief);
    let (read, _) = brief::file::parse("content/briefs/other.md", &written).unwrap();
    for field in brief::fields::FIELDS.fields {
        let written = field.origin != Origin::Editor;
        assert_eq!(
            brief::fields::line(&read, field.name) == brief::fields::line(&brief, field.name),
            written || field.name == "slug",
            "{}",
            field.name
        );
    }
}
