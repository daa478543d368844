//! What templates are given is what is documented, all of it, and the built-in templates ask for nothing else.

use std::collections::{BTreeMap, BTreeSet};

use tera::Value;

use super::whole::{brief, gathered, site_with, text};
use crate::brief::editor_page as page;
use crate::digest::BriefId;
use crate::edition::file;
use crate::editor_sources;
use crate::group::Inputs;
use crate::group::editions::Asked;
use crate::period::Cadence;
use crate::settings::Settings;
use crate::site::Site;
use crate::site::manual::{self, BuiltIn, Fields, Shape};
use crate::site::render::{Card, Shown};

/// A digest that fills every field of every template.
fn full() -> Site {
    let names = |what: &str, n: usize| -> String {
        let all: Vec<String> = (1..=n).map(|i| format!("{what} {i}")).collect();
        all.join(", ")
    };
    let list = |n: usize, item: &dyn Fn(usize) -> String| -> String {
        let all: Vec<String> = (1..=n).map(|i| format!("\n  - {}", item(i))).collect();
        all.concat()
    };
    let amounts = (1..=1_010).map(|i| format!("Plant {i} costs ${i} million."));
    let amounts = amounts.collect::<Vec<_>>().join("\n\n");
    let many = brief(
        "content/briefs/2024/03/many.md",
        &format!(
            "title: Tesla breaks ground on battery plant in Ohio\ndate: 2024-03-09\nlanguage: pt-BR\nsummary: They invest.\n\
             desk: Energy\ncompanies: [Tesla, Ford, {}]\ntechnologies: [Solid-state battery, {}]\n\
             mentions: {{ companies: [{}], technologies: [Sodium-ion battery] }}\naliases: [/old/many/]\n\
             source:{}\nderived:\n  title: lead-cut\n  date: dateline\n  source: json-ld\n  repeated: true\n  \
             source_hints: [{}]\n  cuts:{}",
            names("Maker", 70),
            names("Method", 70),
            names("Other", 70),
            list(30, &|i| format!(
                "{{ name: Paper {i}, url: 'https://paper{i}.{}/a', authors: [{}] }}",
                if i == 1 { "reuters.com" } else { "example" },
                names("Author", 30)
            )),
            names("host", 20),
            list(110, &|i| format!(
                "{{ rule: promotion, text: Also read {i} }}"
            ))
            .replace("\n  -", "\n    -"),
        ),
        &format!(
            "Tesla and Ford plan to invest about 20 trillion won ($15.1 billion) through 2030 to develop solid-state batteries. \
             Revenue rose to between $3 billion and $4 billion a year.\n\n\
             Maker 1 and Method 1 agree.\n\n{amounts}"
        ),
    );
    let words: Vec<String> = (0..120).map(|n| format!("word{n}")).collect();
    let words = words.join(" ");
    let copies = (1..=15).map(|n| {
        brief(
            &format!("content/briefs/2024/02/copy-{n}.md"),
            &format!("title: Copy {n}\ndate: 2024-02-{n:02}\nsummary: Copied.\nlanguage: fr\nsource: {{ name: Paper 1 }}\ncompanies: [Tesla]\ntechnologies: [Solid-state battery]"),
            &format!("{words} {n}"),
        )
    });
    let pair = (1..=110).map(|n| {
        brief(
            &format!("content/briefs/2023/12/pair-{n}.md"),
            &format!(
                "title: Tesla breaks ground on plant {n}\nupdates: [{{ day: 2023-12-30, was: It cost more., now: It costs less., more: 2 }}]\nsummary: It is plant {n}.\ndate: 2023-12-{:02}\nsource: {{ name: Daily {} }}\n\
                 companies: [Tesla]\ntechnologies: [Solid-state battery]",
                n % 28 + 1,
                n % 70,
            ),
            &format!(
                "Tesla will buy Ford, a maker of cars in Ohio, it said on Monday {n}.\n\n\
                 Tesla will pay ${n} billion for the takeover of Ford, its largest yet.\n\n{}",
                ["capacity", "profit", "revenue", "turnover", "budget"]
                    .map(|what| format!("Tesla has a {what} of ${n} billion."))
                    .join("\n\n")
            ),
        )
    });
    // Terms that stand together: of a brief that names very many, none do.
    let beside = (0..8).map(|n| {
        let methods: Vec<String> = (1..=20).map(|i| format!("Method {}", n * 20 + i)).collect();
        brief(
            &format!("content/briefs/2023/11/beside-{n}.md"),
            &format!(
                "title: Beside {n}\ndate: 2023-11-{:02}\ncompanies: [Ford]\ntechnologies: [{}]\n\
                 mentions: {{ companies: [Toyota, Tesla], technologies: [Solid-state battery, Tidal mill {n}] }}",
                n + 1,
                methods.join(", ")
            ),
            "Tesla and Toyota wait.",
        )
    });
    let reports = (0..14).map(|n| {
        brief(
            &format!("content/briefs/2022/05/report-{n}.md"),
            &format!(
                "title: Report {n}\ndate: 2022-05-{:02}\ncompanies: [Tesla]",
                n + 1
            ),
            &format!("Tesla's turnover was more than ${}.5 billion.", n + 20),
        )
    });
    let undated = (1..=9).map(|n| {
        brief(
            &format!("content/briefs/undated/none-{n}.md"),
            &format!("title: Maker {n} breaks ground on battery plant in Ohio\nadded: 2024-03-20\nmentions: {{ companies: [Tesla] }}"),
            "Nobody knows when.",
        )
    });
    let parts = (1..=250).map(|n| {
        let text = format!("---\nname: Part {n}\nparent: Tesla\n---\nA part.");
        page::parse(&format!("content/companies/part-{n}.md"), &text)
            .unwrap()
            .0
    });
    let tesla = format!(
        "---\nname: Tesla\naliases: [{}]\nwebsite: https://tesla.example/\nticker: TSLA\ncountry: US\n---\nMakes *cars*.",
        names("Alias", 50)
    );
    let one: Vec<String> = std::iter::once("many".to_owned())
        .chain((1..=110).map(|n| format!("pair-{n}")))
        .collect();
    let joined = format!("stories:\n  join:\n    - [{}]\n", one.join(", "));
    let edition = "---\ntitle: The week of plants\nstories: [{ brief: pair-11, why: It is large., next: It opens. }]\nnumber: 4\npublished: 2024-03-04\nissue:\n  \
        stories:\n    - { brief: pair-11, title: A plant, what: Ground is broken., why: It is large., next: It opens., \
        also: [pair-13], state: \"1 2 3\" }\n    - { brief: gone, title: Gone, state: \"1 2 3\" }\n  \
        pinned:\n    - { brief: pair-12, title: A pin, state: \"1 2 3\" }\n  briefs:\n    - { brief: pair-14, title: Another, \
        state: \"1 2 3\" }\n  others: [pair-15]\n  figures:\n    - { brief: pair-11, amount: $11 billion, sentence: \"Tesla will pay \
        $11 billion for the takeover of Ford, its largest yet.\" }\n  lead: another\n---\nThe *lead*.\n";
    let (edition, _) = file::parse("content/editions/2024-w09.md", edition).unwrap();
    let inputs = Inputs {
        decisions: crate::group::Decisions::parse("decisions.yaml", &joined).unwrap(),
        editions: Asked {
            cadence: Some(Cadence::Weekly),
            files: vec![edition],
        },
        publishers: editor_sources::parse("sources.yaml", "- { name: Daily 13, kind: trade }")
            .unwrap(),
        briefs: std::iter::once(many)
            .chain(copies)
            .chain(pair)
            .chain(beside)
            .chain(reports)
            .chain(undated)
            .collect(),
        company_pages: std::iter::once(
            page::parse("content/companies/tesla.md", &tesla).unwrap().0,
        )
        .chain(parts)
        .collect(),
        pages: vec![
            page::parse("content/pages/method.md", "---\ntitle: Method\n---\nHow.")
                .unwrap()
                .0,
        ],
        ..Inputs::default()
    };
    let settings = Settings {
        publisher: Some("The desk".into()),
        paginate: 2,
        show_cuts: true,
        ..Settings::default()
    };
    site_with(gathered(inputs), &settings, &[])
}

/// Compares a value with its documentation, and notes which documented fields hold something.
fn compare(shape: &Shape, value: &Value, path: &str, filled: &mut BTreeSet<String>) {
    match shape {
        Shape::Text => assert!(
            value.as_str().is_some() && !value.is_safe(),
            "{path}: {value:?}"
        ),
        Shape::Html => assert!(
            value.as_str().is_some() && value.is_safe(),
            "{path}: {value:?}"
        ),
        Shape::Number => assert!(value.is_number(), "{path}: {value:?}"),
        Shape::Flag => assert!(value.is_bool(), "{path}: {value:?}"),
        Shape::Fields => assert!(value.is_map(), "{path}: {value:?}"),
        Shape::Groups => {
            let groups = value.as_map().unwrap();
            let known: BTreeSet<&str> = manual::groups().iter().map(|(key, _)| *key).collect();
            let keys: BTreeSet<&str> = groups.keys().map(|k| k.as_str().unwrap()).collect();
            assert_eq!(keys, known, "{path}");
            assert!(groups.values().all(Value::is_bool), "{path}");
        }
        Shape::Maybe(_) if value.is_none() => {}
        Shape::Maybe(of) => compare(of, value, path, filled),
        Shape::List(of) => {
            for item in value
                .as_array()
                .unwrap_or_else(|| panic!("{path}: {value:?}"))
            {
                compare(of, item, path, filled);
            }
        }
        Shape::Struct(of) => {
            let map = value
                .as_map()
                .unwrap_or_else(|| panic!("{path}: {value:?}"));
            let keys: BTreeSet<&str> = map.keys().map(|k| k.as_str().unwrap()).collect();
            let documented: BTreeSet<&str> = of.fields.iter().map(|f| f.name).collect();
            assert_eq!(keys, documented, "{path}");
            for field in &of.fields {
                let held = value.get_from_path(field.name).unwrap();
                note(&of.name, field.name, held, filled);
                compare(
                    &field.shape,
                    held,
                    &format!("{path}.{}", field.name),
                    filled,
                );
            }
        }
    }
}

fn note(of: &str, field: &str, value: &Value, filled: &mut BTreeSet<String>) {
    if !value.is_none() && value.len() != Some(0) {
        filled.insert(format!("{of}.{field}"));
    }
}

/// Every documented field, as `struct.field`.
fn documented(name: &str, fields: &Fields, all: &mut BTreeMap<String, Fields>) {
    if let Some(known) = all.insert(name.to_owned(), fields.clone()) {
        assert_eq!(known, *fields, "two kinds of value are called {name}");
        return;
    }
    for field in &fields.fields {
        let mut shape = &field.shape;
        while let Shape::Maybe(of) | Shape::List(of) = shape {
            shape = of;
        }
        if let Shape::Struct(of) = shape {
            documented(&of.name, of, all);
        }
    }
}

#[test]
fn templates_are_given_what_is_documented_and_all_of_it() {
    let site = full();
    let mut frame = manual::frame();
    frame.name = "page's frame".into();
    let templates: BTreeMap<&str, BuiltIn> = manual::built_in_templates()
        .into_iter()
        .map(|t| (t.name, t))
        .collect();
    let mut filled = BTreeSet::new();
    let mut shown = BTreeSet::new();
    let mut check = |name: &'static str, mut context: tera::Context, parts: &[(&str, &Fields)]| {
        shown.insert(name);
        for (of, fields) in parts {
            for field in &fields.fields {
                let held = context
                    .remove(field.name)
                    .unwrap_or_else(|| panic!("{name}: no {}", field.name));
                note(of, field.name, &held, &mut filled);
                compare(
                    &field.shape,
                    &held,
                    &format!("{name}: {}", field.name),
                    &mut filled,
                );
            }
        }
        assert_eq!(
            context,
            tera::Context::new(),
            "{name} is given more than is documented"
        );
    };
    for route in site.routes() {
        if let Shown::Page(page) = route.page.show(&site, route.address()) {
            let (name, context) = (page.template, page.context());
            let own = &templates[name];
            assert!(own.is_page);
            check(name, context, &[(name, &own.seen), (&frame.name, &frame)]);
            site.render(route).unwrap();
        }
    }
    for (id, _) in (0..).zip(&site.digest().briefs) {
        check(
            "card.html",
            Card::context(&site, BriefId(id)),
            &[("card.html", &templates["card.html"].seen)],
        );
    }
    let given: BTreeSet<&str> = templates
        .values()
        .filter(|t| !t.seen.fields.is_empty() || t.name == "404.html")
        .map(|t| t.name)
        .collect();
    assert_eq!(shown, given);

    let mut all = BTreeMap::new();
    documented(&frame.name, &frame, &mut all);
    for template in templates.values() {
        documented(template.name, &template.seen, &mut all);
    }
    let empty: Vec<String> = all
        .iter()
        .flat_map(|(name, of)| of.fields.iter().map(move |f| format!("{name}.{}", f.name)))
        .filter(|path| !filled.contains(path))
        .collect();
    assert!(empty.is_empty(), "nothing filled {empty:?}");
    for (name, of) in &all {
        assert!(
            !of.doc.is_empty() && of.fields.iter().all(|f| f.doc.ends_with('.')),
            "{name}"
        );
    }
}

#[test]
fn fields_that_briefmill_does_not_know_reach_every_template_that_sees_the_brief() {
    let briefs = vec![brief(
        "content/briefs/a.md",
        "title: A\ndate: 2024-01-02\ndesk: Energy\nrating: 4",
        "It costs $5 million.",
    )];
    let inputs = Inputs {
        briefs,
        ..Inputs::default()
    };
    let own = [
        (
            "card.html",
            "card {{ brief.extra.desk }} {{ brief.extra.rating }}",
        ),
        (
            "brief.html",
            "brief {{ brief.extra.desk }} {{ figures[0].brief.extra.desk }}",
        ),
        ("briefs.html", "{{ cards[0] }}"),
        ("home.html", "home {{ lead.brief.extra.desk }}"),
        (
            "period.html",
            "{% for month in months %}{{ month.briefs[0].extra.desk }}{% endfor %}",
        ),
    ];
    let site = site_with(gathered(inputs), &Settings::default(), &own);
    for (path, expected) in [
        ("briefs/", "card Energy 4"),
        ("briefs/a/", "brief Energy Energy"),
        ("", "home Energy"),
        ("archive/2024/", "Energy"),
    ] {
        assert_eq!(text(&site, path), expected, "{path}");
    }
}

/// The names of a template's scope and what they hold; nothing is known of some.
type Scope = BTreeMap<String, Option<Shape>>;

/// What a dotted path leads to: `Err` says what is wrong with it.
fn follow(path: &str, scope: &Scope) -> Result<Option<Shape>, String> {
    let mut parts = path.split('.');
    let first = parts.next().unwrap_or_default();
    let Some(held) = scope.get(first) else {
        return Err(format!("`{first}` of `{path}` is not documented"));
    };
    let Some(mut shape) = held.clone() else {
        return Ok(None);
    };
    for part in parts {
        while let Shape::Maybe(of) = shape {
            shape = *of;
        }
        shape = match shape {
            Shape::Struct(of) => match of.fields.iter().find(|f| f.name == part) {
                Some(field) => field.shape.clone(),
                None => return Err(format!("`{part}` of `{path}` is not documented")),
            },
            Shape::Groups if manual::groups().iter().any(|(key, _)| *key == part) => Shape::Flag,
            Shape::Fields => return Ok(None),
            other => return Err(format!("`{path}`: {other} has no `{part}`")),
        };
    }
    Ok(Some(shape))
}

/// Reads a built-in template as far as it takes to know which fields it asks for: what a loop's variable is, and what a
/// component is given. Enough for the way in which those are written, not for all that the language has.
struct Reader<'a> {
    name: &'a str,
    components: &'a BTreeMap<String, (Vec<String>, String)>,
    wrong: Vec<String>,
    seen: usize,
}

impl Reader<'_> {
    fn read(&mut self, source: &str, scope: &mut Scope) {
        let tag = regex::Regex::new(r"(?s)\{#.*?#\}|\{%-?(.*?)-?%\}|\{\{-?(.*?)-?\}\}").unwrap();
        let text = regex::Regex::new(r#""[^"]*""#).unwrap();
        for found in tag.captures_iter(source) {
            let Some(inner) = found.get(1).or(found.get(2)) else {
                continue;
            };
            let inner = text.replace_all(inner.as_str().trim(), "0").into_owned();
            let (word, rest) = inner.split_once(' ').unwrap_or((&inner, ""));
            match word {
                "extends" | "block" | "endblock" | "endif" | "else" | "endfor" => {}
                "for" => {
                    let (variable, list) = rest.split_once(" in ").unwrap();
                    scope.insert("loop".into(), None);
                    let held = self.expression(list, scope);
                    let mut held = held.filter(|_| !list.contains('['));
                    while let Some(Shape::Maybe(of)) = held {
                        held = Some(*of);
                    }
                    let item = match held {
                        Some(Shape::List(of)) => Some(*of),
                        _ => None,
                    };
                    scope.insert(variable.trim().into(), item);
                }
                "set" => {
                    let (variable, value) = rest.split_once('=').unwrap();
                    self.expression(value, scope);
                    scope.insert(variable.trim().into(), None);
                }
                _ if inner.starts_with('<') => self.call(&inner, scope),
                "if" | "elif" => {
                    self.expression(rest, scope);
                }
                _ => {
                    self.expression(&inner, scope);
                }
            }
        }
    }

    /// `<name a={x} b={y} />`: the component is read with what it is given.
    fn call(&mut self, inner: &str, scope: &Scope) {
        let name: String = inner
            .trim_start_matches('<')
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        let (parameters, body) = self.components[&name].clone();
        let mut given: Scope = parameters.into_iter().map(|p| (p, None)).collect();
        let argument = regex::Regex::new(r"(\w+)=\{([^}]*)\}").unwrap();
        for found in argument.captures_iter(inner) {
            let held = self.expression(&found[2], scope);
            given.insert(found[1].to_owned(), held);
        }
        self.read(&body, &mut given);
    }

    /// Checks every path of an expression; gives what it holds where it is no more than one path.
    fn expression(&mut self, expression: &str, scope: &Scope) -> Option<Shape> {
        let path = regex::Regex::new(
            r"(\|\s*|is (?:not )?)?\b([a-z_][a-z0-9_]*(?:\.[a-z_0-9]+)*)\b(\s*={1,2})?",
        )
        .unwrap();
        let mut only = None;
        for found in path.captures_iter(expression) {
            let words = [
                "and", "or", "not", "in", "if", "else", "true", "false", "is",
            ];
            if found.get(1).is_some()
                || found.get(3).is_some_and(|e| e.as_str().trim() == "=")
                || words.contains(&&found[2])
            {
                continue;
            }
            self.seen += 1;
            match follow(&found[2], scope) {
                Ok(shape) if expression.trim() == &found[2] => only = shape,
                Ok(_) => {}
                Err(wrong) => self.wrong.push(format!("{}: {wrong}", self.name)),
            }
        }
        only
    }
}

#[test]
fn built_in_templates_ask_for_what_is_documented() {
    let all = manual::built_in_templates();
    let components = all
        .iter()
        .find(|t| t.name == "components.html")
        .unwrap()
        .source;
    let definition =
        regex::Regex::new(r"(?s)\{% component (\w+)\((.*?)\) %\}(.*?)\{%-? endcomponent").unwrap();
    let components: BTreeMap<String, (Vec<String>, String)> = definition
        .captures_iter(components)
        .map(|found| {
            let parameters = found[2]
                .split(',')
                .map(|p| p.split([':', '=']).next().unwrap().trim().to_owned());
            (
                found[1].to_owned(),
                (parameters.collect(), found[3].to_owned()),
            )
        })
        .collect();
    let mut seen = 0;
    for template in all.iter().filter(|t| t.name != "components.html") {
        let frame = manual::frame();
        let frame = frame.fields.iter().filter(|_| template.is_page);
        let mut scope: Scope = frame
            .chain(&template.seen.fields)
            .map(|f| (f.name.to_owned(), Some(f.shape.clone())))
            .collect();
        let mut reader = Reader {
            name: template.name,
            components: &components,
            wrong: Vec::new(),
            seen: 0,
        };
        reader.read(template.source, &mut scope);
        assert_eq!(reader.wrong, Vec::<String>::new());
        seen += reader.seen;
        // The test itself finds what is wrong.
        reader.read(
            "{% if page.tilte %}{% endif %}{{ nothing }}{{ page.url.x }}",
            &mut scope,
        );
        assert_eq!(reader.wrong.len(), 3);
    }
    assert!(seen > 300, "only {seen} fields were looked at");
}
