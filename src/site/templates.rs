//! Templates: the built-in ones, a user's laid over them, and their errors as findings.

use std::collections::BTreeMap;

use tera::{Context, ErrorKind, Kwargs, ReportError, State, Tera};

use super::context::Struct;
use super::direction::direction_of;
use super::template::Template;
use crate::finding::{Finding, Place};
use crate::front_matter::closest;
use crate::hash::policy_hash;
use crate::html::escape::escape_to;
use crate::kept::{Key, KeyOf};
use crate::rules;
use crate::settings::Links;

/// The built-in templates that are no page's and no part's own.
pub(super) const FRAMES: &[Template] = &[
    Template {
        name: "base.html",
        source: include_str!("../../templates/base.html"),
        seen: || {
            Struct::of_words(
                "The frame of every page: the pages' templates extend it and fill its blocks.",
            )
        },
        is_page: true,
    },
    Template {
        name: "components.html",
        source: include_str!("../../templates/components.html"),
        seen: || {
            Struct::of_words(
                "Components that several pages use, called as `{{ <day brief={brief} /> }}`; each sees only what it is given.",
            )
        },
        is_page: false,
    },
];

/// An engine without templates, that knows the filters.
fn engine() -> Tera {
    let mut tera = Tera::new();
    tera.register_filter("origin", origin);
    tera.register_filter("policy_hash", script_hash);
    tera.register_filter("direction", direction);
    tera
}

/// The filter `origin`: a rule's id in words for readers, which complete "from …". An id that no rule has stands as it
/// is, with spaces for hyphens.
fn origin(id: &str, _: Kwargs, _: &State) -> String {
    rules::of_statement(id).map_or_else(|| id.replace('-', " "), |rule| rule.words.to_owned())
}

/// The filter `direction`: which way a language is written, `rtl` or `ltr`.
fn direction(language: &str, _: Kwargs, _: &State) -> String {
    direction_of(language).to_owned()
}

/// The filter `policy_hash`: what the policy of a page lets a script of these words in by.
fn script_hash(text: &str, _: Kwargs, _: &State) -> String {
    policy_hash(text)
}

/// The compiled templates.
pub(super) struct Templates {
    tera: Tera,
    /// The user's folder, for findings.
    folder: String,
    built_in: Vec<Template>,
    /// Names and sources of the user's templates.
    user: Vec<(String, String)>,
}

impl Templates {
    /// Compiles the built-in templates with the user's laid over them.
    pub(super) fn new(
        folder: &str,
        built_in: Vec<Template>,
        user: Vec<(String, String)>,
    ) -> Result<Self, Vec<Finding>> {
        let mut templates = Self {
            tera: engine(),
            folder: folder.to_owned(),
            built_in,
            user,
        };
        let built_in = templates.built_in.iter();
        let built_in = built_in
            .filter(|t| !templates.user.iter().any(|(n, _)| n == t.name))
            .map(|t| (t.name.to_owned(), t.source.to_owned()));
        let all: Vec<(String, String)> = built_in.chain(templates.user.iter().cloned()).collect();
        let mut tera = engine();
        tera.set_escape_fn(escape_to);
        if let Err(error) = tera.add_raw_templates(all) {
            let alone = templates.alone();
            return Err(if alone.is_empty() {
                templates.findings(&error)
            } else {
                alone
            });
        }
        templates.tera = tera;
        Ok(templates)
    }

    /// What each built-in template, or the user's in its place, is made from besides what it is given for one page: the
    /// texts of all templates that it can come to, what the links of all pages lead to, and of the site what these
    /// templates read; `site` holds the hash of each of the site's fields.
    pub(super) fn prints(
        &self,
        links: Links,
        site: &[(&'static str, Key)],
    ) -> BTreeMap<&'static str, Key> {
        let own = self.user.iter().map(|(name, _)| name.as_str());
        let all = own.chain(self.built_in.iter().map(|t| t.name));
        let sources: BTreeMap<&str, &str> = all.map(|name| (name, self.source(name))).collect();
        let print = |name: &'static str| {
            let mut key = KeyOf::new("template");
            key.part(links.name());
            for (name, source) in reached(name, &sources) {
                key.part(name).part(source);
                for (field, print) in site.iter().filter(|(field, _)| reads(source, field)) {
                    key.part(field).part(print.bytes());
                }
            }
            (name, key.key())
        };
        let built_in = self.built_in.iter().map(|t| t.name);
        built_in.map(print).collect()
    }

    /// What is wrong with each of the user's templates on its own, so that every one with a mistake is named, not the
    /// first only.
    fn alone(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (name, source) in &self.user {
            if let Err(error) = engine().add_raw_template(name, source)
                && let ErrorKind::SyntaxError(report) = error.kind()
            {
                findings.push(self.located(report));
            }
        }
        findings.sort();
        findings
    }

    /// Renders a template.
    pub(super) fn render(&self, name: &str, context: &Context) -> Result<String, Box<Finding>> {
        self.tera.render(name, context).map_err(|error| {
            let first = self.findings(&error).into_iter().next();
            Box::new(first.unwrap_or_else(|| self.without_place(name, error.to_string())))
        })
    }

    fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.folder)
    }

    fn source(&self, name: &str) -> &str {
        let own = self.user.iter().find(|(n, _)| n == name);
        let built_in = self.built_in.iter().find(|t| t.name == name);
        own.map(|(_, source)| source.as_str())
            .or(built_in.map(|t| t.source))
            .unwrap_or_default()
    }

    fn without_place(&self, name: &str, message: String) -> Finding {
        Finding::error("template", message).in_file(self.path(name))
    }

    fn located(&self, report: &ReportError) -> Finding {
        let span = report.span();
        let mut place = Place::at_line(
            self.source(report.filename()),
            span.start_line,
            span.start_col + 1,
        );
        if span.end_line == span.start_line && span.end_col > span.start_col {
            place.width = span.end_col - span.start_col;
        }
        self.finding(report.filename(), report.message(), place)
    }

    /// The first line says what; what the engine adds, such as the fields there are, is the remedy.
    fn finding(&self, name: &str, message: &str, place: Place) -> Finding {
        let mut lines = message.lines().map(str::trim).filter(|l| !l.is_empty());
        let first = lines.next().unwrap_or(message);
        let (what, rest) = first.split_once(". ").unwrap_or((first, ""));
        let more: Vec<&str> = std::iter::once(rest)
            .chain(lines)
            .filter(|l| !l.is_empty())
            .collect();
        let remedy = if more.is_empty() {
            self.remedy(what)
        } else {
            more.join("; ")
        };
        Finding::error("template", what.trim_end_matches('.'))
            .in_file(self.path(name))
            .at(place)
            .help(remedy)
    }

    fn findings(&self, error: &tera::Error) -> Vec<Finding> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                vec![self.located(report)]
            }
            ErrorKind::MissingParent { current, parent } => vec![
                self.without_place(
                    current,
                    format!("it extends `{parent}`, which is not there"),
                )
                .help("name a built-in template such as `base.html`, or add the file"),
            ],
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                vec![
                    self.without_place(tpl, "it includes or extends itself".to_owned())
                        .help("take the circle out"),
                ]
            }
            _ => self.reported(&error.to_string()),
        }
    }

    /// Mistakes that the engine tells as text only: `error: message`, ` --> name:line:column`, and so on.
    fn reported(&self, text: &str) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut message = None;
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("error: ") {
                message = Some(rest);
            } else if let Some((_, at)) = line.split_once("--> ")
                && let Some(message) = message.take()
            {
                let mut parts = at.rsplitn(3, ':');
                let column = parts.next().and_then(|n| n.parse().ok()).unwrap_or(1);
                let row = parts.next().and_then(|n| n.parse().ok()).unwrap_or(1);
                let name = parts.next().unwrap_or_default();
                let mut place = Place::at_line(self.source(name), row, column);
                if let Some(word) = message.split('`').nth(1) {
                    place.width = word.chars().count().clamp(1, place.width);
                }
                findings.push(self.finding(name, message, place));
            }
        }
        if findings.is_empty() {
            findings.push(
                Finding::error(
                    "template",
                    text.lines().next().unwrap_or("it cannot be read"),
                )
                .in_file(self.folder.clone()),
            );
        }
        findings
    }

    /// What to do about a mistake of which the engine says no more.
    fn remedy(&self, message: &str) -> String {
        let word = message.split('`').nth(1).unwrap_or_default();
        if message.starts_with("Unknown filter") {
            return closest(word, FILTERS).map_or_else(
                || format!("filters: {}", FILTERS.join(", ")),
                |f| format!("did you mean `{f}`?"),
            );
        }
        if message.starts_with("Unknown template") {
            let names: Vec<&str> = self.built_in.iter().map(|t| t.name).collect();
            return closest(word, &names).map_or_else(
                || format!("built in: {}", names.join(", ")),
                |n| format!("did you mean `{n}`?"),
            );
        }
        "mend the line; `briefmill context` prints what each template sees".to_owned()
    }
}

/// The templates that one can come to, itself included, with their texts: those whose names stand in it between quotation
/// marks, and those with components, which are called by names of their own.
fn reached<'t>(name: &'t str, sources: &BTreeMap<&'t str, &'t str>) -> BTreeMap<&'t str, &'t str> {
    let mut found = BTreeMap::new();
    let components = sources.iter().filter(|(_, s)| s.contains("{% component"));
    let components = components.map(|(name, _)| *name);
    let mut open: Vec<&str> = std::iter::once(name).chain(components).collect();
    while let Some(name) = open.pop() {
        let Some((name, source)) = sources.get_key_value(name) else {
            continue;
        };
        if found.insert(*name, *source).is_none() {
            let quoted = source.split(['"', '\'', '`']);
            open.extend(quoted.filter(|name| sources.contains_key(name)));
        }
    }
    found
}

/// Whether a template may read a field of `site`: where it does anything else with `site` than to name a field, all.
fn reads(source: &str, field: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    source.match_indices("site").any(|(at, word)| {
        let before = source.get(..at).unwrap_or_default();
        let after = source.get(at + word.len()..).unwrap_or_default();
        if before.ends_with(is_part) || after.starts_with(is_part) {
            return false;
        }
        let named = after.strip_prefix('.').map(|after| {
            let end = after.find(|c| !is_part(c)).unwrap_or(after.len());
            after.get(..end).unwrap_or_default()
        });
        named.is_none_or(|named| named.is_empty() || named == field)
    })
}

/// Filters that templates have, for suggestions.
const FILTERS: &[&str] = &[
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
    "group_by",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::context::parts::CardSeen;

    fn errors(name: &str, source: &str) -> Vec<Finding> {
        let own = vec![(name.to_owned(), source.to_owned())];
        let card = Template::of_part::<CardSeen<'_>>();
        let components = FRAMES.last().copied();
        match Templates::new(
            "templates",
            components.into_iter().chain([card]).collect(),
            own,
        ) {
            Err(findings) => findings,
            Ok(templates) => {
                let mut context = Context::new();
                context.insert("page", &serde_json::json!({"title": "T", "url": ""}));
                vec![*templates.render(name, &context).unwrap_err()]
            }
        }
    }

    fn check(source: &str, message: &str, line: usize, column: usize, remedy: &str) {
        let findings = errors("mine.html", source);
        let finding = &findings[0];
        assert_eq!(finding.path.as_deref(), Some("templates/mine.html"));
        let told = !message.is_empty() && finding.message.contains(message);
        assert!(told, "{finding:?}");
        let place = finding.place.as_ref().unwrap();
        assert_eq!((place.line, place.column), (line, column), "{finding:?}");
        assert_eq!(place.text, source.lines().nth(line - 1).unwrap());
        let help = finding.remedy.as_deref().unwrap();
        assert!(!remedy.is_empty() && help.contains(remedy), "{help}");
    }

    #[test]
    fn each_mistake_has_its_place_and_a_remedy() {
        check(
            "<p>\n{{ page.title | uper }}",
            "Unknown filter `uper`",
            2,
            17,
            "`upper`",
        );
        check(
            "a\n{% include \"cart.html\" %}",
            "Unknown template",
            2,
            12,
            "`card.html`",
        );
        check("a\n<b>{{ page.titel }}</b>", "titel", 2, 12, "title");
        let mend = "mend the line; `briefmill context` prints what each template sees";
        check(
            "{{ nothing }}",
            "nothing",
            1,
            4,
            "Available variables: page",
        );
        check("a\n{% if %}", "Found `%}` but expected one of", 2, 7, mend);
    }

    #[test]
    fn a_template_is_made_from_all_that_it_can_come_to() {
        let sources = BTreeMap::from([
            ("a.html", "{% extends \"b.html\" %}{{ site.title }}"),
            (
                "b.html",
                "{% include 'c.html' %} the web-site's {{ website.nav }}",
            ),
            ("c.html", "{{ site.nav.first }}"),
            ("d.html", "{% component day(brief) %}{% endcomponent day %}"),
            ("e.html", "{{ <day brief={site} /> }}"),
        ]);
        let names = |name| -> Vec<&str> { reached(name, &sources).into_keys().collect() };
        assert_eq!(names("a.html"), ["a.html", "b.html", "c.html", "d.html"]);
        assert_eq!(names("c.html"), ["c.html", "d.html"]);
        let read = |name: &str, field| reads(sources[name], field);
        assert!(read("a.html", "title") && !read("a.html", "nav"));
        assert!(read("c.html", "nav") && !read("c.html", "title"));
        assert!(read("e.html", "title") && !read("d.html", "title"));
        // A word of the text, not of the template's language: that costs time, and is right.
        assert!(read("b.html", "title"));
    }

    #[test]
    fn circles_and_missing_parents_are_told() {
        let own = errors("mine.html", "{% include \"mine.html\" %}");
        assert!(own[0].message.contains("itself"), "{own:?}");
        let parent = errors("mine.html", "{% extends \"bass.html\" %}");
        assert!(parent[0].message.contains("bass.html"), "{parent:?}");
    }
}
