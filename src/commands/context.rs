//! `briefmill context`: what the templates see, from the words that stand beside the code.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Result, bail};
use serde_json::{Value, json};

use super::Status;
use crate::front_matter::closest;
use crate::report::Report;
use crate::site::manual::{BuiltIn, Fields, Shape, built_in_templates, frame, groups};

/// What holds for every template.
const RULES: &str = "Text is escaped where it is printed; HTML is safe already and is printed as it is. An address \
    called `url` starts from the site's root: write `{{ root }}{{ x.url }}`. What is not there is none, which is false \
    in an `if`; to print a field that does not exist is an error with its place. A list that could go on without end \
    is cut short, and a field `more_…` beside it says how many are not shown.";

pub(super) fn run(template: Option<&str>, report: Report) -> Result<Status> {
    let all = built_in_templates();
    let Some(name) = template else {
        report.answer(&overview(&all));
        report.json(&as_json(&all));
        return Ok(Status::Done);
    };
    let Some(one) = all.iter().find(|t| t.name == name) else {
        let names: Vec<&str> = all.iter().map(|t| t.name).collect();
        bail!("{}", unknown("template", name, &names));
    };
    report.answer(&detail(one));
    report.json(&as_json(std::slice::from_ref(one)));
    Ok(Status::Done)
}

/// What to say of a name that nothing has.
pub(super) fn unknown(what: &str, name: &str, names: &[&str]) -> String {
    let meant = closest(name, names).map_or_else(
        || format!("there are {}", names.join(", ")),
        |n| format!("did you mean `{n}`?"),
    );
    format!("there is no built-in {what} `{name}`; {meant}")
}

fn overview(all: &[BuiltIn]) -> String {
    let mut out = String::new();
    paragraph(&mut out, 0, &format!("What the templates see. {RULES}"));
    let names = |fields: &Fields| {
        let names: Vec<&str> = fields.fields.iter().map(|f| f.name).collect();
        names.join(", ")
    };
    let frame = frame();
    let _ = writeln!(out, "\nevery page");
    paragraph(&mut out, 2, &names(&frame));
    for template in all {
        let _ = writeln!(out, "\n{}", template.name);
        paragraph(&mut out, 2, &template.seen.doc);
        if !template.seen.fields.is_empty() {
            paragraph(&mut out, 2, &names(&template.seen));
        }
        if !template.defines.is_empty() {
            paragraph(
                &mut out,
                2,
                &format!("It defines {}.", template.defines.join(", ")),
            );
        }
    }
    let _ = writeln!(
        out,
        "\n`briefmill context NAME` prints a template's fields, and what is in them."
    );
    out
}

fn detail(template: &BuiltIn) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", template.name);
    paragraph(&mut out, 2, &template.seen.doc);
    if !template.defines.is_empty() {
        paragraph(
            &mut out,
            2,
            &format!("It defines {}.", template.defines.join(", ")),
        );
    }
    fields(&mut out, &template.seen);
    let mut structs = Structs::default();
    structs.add(&template.seen);
    if template.is_page {
        let frame = frame();
        let _ = writeln!(out, "\nas every page");
        fields(&mut out, &frame);
        structs.add(&frame);
    }
    for of in &structs.0 {
        let _ = writeln!(out, "\n{}", of.name);
        paragraph(&mut out, 2, &of.doc);
        fields(&mut out, of);
    }
    out.push('\n');
    paragraph(&mut out, 0, RULES);
    out
}

fn fields(out: &mut String, of: &Fields) {
    for field in &of.fields {
        let _ = writeln!(out, "\n  {}: {}", field.name, field.shape);
        paragraph(out, 6, &field.doc);
        if field.shape == Shape::Groups {
            let groups: Vec<String> = groups().iter().map(|(key, _)| format!("`{key}`")).collect();
            paragraph(out, 6, &format!("The groups are {}.", groups.join(", ")));
        }
    }
}

/// The kinds of values with named fields, each once, in the order in which they are first met.
#[derive(Default)]
struct Structs(Vec<Fields>);

impl Structs {
    fn add(&mut self, of: &Fields) {
        let mut inner = Vec::new();
        for field in &of.fields {
            let mut shape = &field.shape;
            while let Shape::List(of) | Shape::Maybe(of) = shape {
                shape = of;
            }
            if let Shape::Struct(of) = shape
                && !self.0.iter().any(|known| known.name == of.name)
            {
                self.0.push(of.clone());
                inner.push(of);
            }
        }
        for of in inner {
            self.add(of);
        }
    }
}

/// Characters of a line.
const WIDTH: usize = 100;

/// Writes words as lines of no more than [`WIDTH`] characters.
fn paragraph(out: &mut String, indent: usize, words: &str) {
    let mut line = " ".repeat(indent);
    let mut used = 0;
    for word in words.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && indent + used + 1 + length > WIDTH {
            let _ = writeln!(out, "{line}");
            line.truncate(indent);
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += length;
    }
    let _ = writeln!(out, "{line}");
}

fn as_json(templates: &[BuiltIn]) -> Value {
    let frame = frame();
    let mut structs = Structs::default();
    structs.add(&frame);
    for template in templates {
        structs.add(&template.seen);
    }
    let kinds: BTreeMap<String, Value> = structs
        .0
        .iter()
        .map(|of| {
            (
                of.name.clone(),
                json!({ "about": of.doc, "fields": fields_json(of) }),
            )
        })
        .collect();
    let templates: Vec<Value> = templates
        .iter()
        .map(|t| {
            json!({
                "name": t.name,
                "about": t.seen.doc,
                "page": t.is_page,
                "fields": fields_json(&t.seen),
                "defines": t.defines,
            })
        })
        .collect();
    let groups: Vec<Value> = groups()
        .iter()
        .map(|(key, address)| json!({ "key": key, "address": address }))
        .collect();
    json!({ "templates": templates, "every_page": fields_json(&frame), "kinds": kinds, "groups": groups })
}

fn fields_json(of: &Fields) -> Vec<Value> {
    let fields = of.fields.iter();
    fields
        .map(|f| json!({ "name": f.name, "kind": f.shape.to_string(), "about": f.doc }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_into_lines() {
        let mut out = String::new();
        paragraph(&mut out, 4, &"1234567890 ".repeat(10));
        let line = format!("    {}", ["1234567890"; 8].join(" "));
        assert_eq!(out, format!("{line}\n    1234567890 1234567890\n"));
    }

    #[test]
    fn each_kind_of_value_is_told_once() {
        let all = built_in_templates();
        let brief = all.iter().find(|t| t.name == "brief.html").unwrap();
        let text = detail(brief);
        for heading in [
            "\nitem\n",
            "\nterm link\n",
            "\nsource\n",
            "\nfigure\n",
            "\npage\n",
        ] {
            assert_eq!(text.matches(heading).count(), 1, "{heading}");
        }
        assert!(
            text.contains("\n  timeline: list of report of story\n"),
            "{text}"
        );
    }
}
