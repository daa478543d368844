//! `briefmill why`: how a brief came to its headline, date, tags, figures and cuts.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Result, bail};
use serde_json::{Value, json};
use url::Url;

use super::{Status, open};
use crate::brief::fields::{self, is_as_made};
use crate::brief::{Brief, Source};
use crate::catalogue::{Term, TermKind};
use crate::clean::Cut;
use crate::draft::Draft;
use crate::editor_rules::{self, Restoring};
use crate::figures::{Direction, Figure, Qualifier, figures};
use crate::group::{DECISIONS, Known, weighed, why_story};
use crate::key_points::key_points;
use crate::names::{Tag, Tags, find_tags};
use crate::pipeline::Project;
use crate::pipeline::inbox::draft_by_name;
use crate::pipeline::load::{company_pages, excerpts, read_briefs};
use crate::report::{Report, printable};
use crate::rules;
use crate::text::prose::Text;
use crate::text::words::words;

/// Lists all rules, as Markdown for people.
pub(super) fn rules(report: Report) -> Status {
    report.answer(&rules::manual());
    report.json(&json!({ "rules": rules::all().collect::<Vec<_>>() }));
    Status::Done
}

pub(super) fn run(root: &Path, name: &str, term: Option<&str>, report: Report) -> Result<Status> {
    let Some(project) = open(root, report)? else {
        return Ok(Status::Wrong);
    };
    let briefs = read_briefs(&project).briefs;
    let brief = find(&briefs, name)?;
    // The address of a brief has several words, the name of a term none with hyphens between, as a rule.
    let other = term
        .filter(|t| t.contains(['-', '/']))
        .and_then(|t| find(&briefs, t).ok());
    if let Some(other) = other.filter(|o| o.path != brief.path) {
        return Ok(one_story(&project, &briefs, brief, other, report));
    }
    let text = Text::from_markdown(&brief.body_markdown);
    let tags = find_tags(&brief.title, &text, &project.catalogue);
    if let Some(term) = term {
        let asked = Asked {
            brief,
            briefs: &briefs,
            tags: &tags,
            text: &text,
            project: &project,
        };
        return Ok(one_term(&asked, term, report));
    }
    let figures = figures(&text);
    let summary = brief.summary.as_deref().unwrap_or_default();
    let points = key_points(&text, &figures, &[&brief.title, summary], brief.date);
    let draft = brief.fragments.first().map(|f| draft_by_name(&project, f));
    let mut out = String::new();
    let mut put = |line: &str| {
        // A heading asks for an empty line before it; line breaks of the input are none of the report's.
        let (gap, words) = line
            .strip_prefix('\n')
            .map_or(("", line), |words| ("\n", words));
        out.push_str(gap);
        out.push_str(&printable(words));
        out.push('\n');
    };
    put(&format!("{}  {}", brief.path, brief.title));
    for fragment in &brief.fragments {
        put(&format!(
            "  from    {}/fragments/{fragment}",
            project.settings.content
        ));
    }
    match &draft {
        Some(Ok(fresh)) => {
            unsettled(brief, &fresh.brief, &mut put);
            origin(brief, fresh, &project, &mut put);
        }
        Some(Err(error)) => put(&format!("  {error:#}")),
        None => put("  written by hand: no fragment"),
    }
    put("\nkey points");
    for point in &points {
        put(&format!(
            "  [{}] {}",
            point.rule,
            text.sentence(point.sentence)
        ));
    }
    put("\nfigures");
    for figure in &figures {
        put(&format!("  {}", figure_line(figure)));
        put(&format!("      \"{}\"", text.sentence(figure.sentence)));
    }
    for (heading, list, about) in [
        ("about", &tags.tags, Some(true)),
        ("mentioned", &tags.tags, Some(false)),
        ("suggestions", &tags.suggestions, None),
    ] {
        put(&format!("\n{heading}"));
        for tag in list.iter().filter(|t| about.is_none_or(|a| t.about == a)) {
            for line in tag_lines(tag, &text) {
                put(&line);
            }
        }
    }
    report.answer(&out);
    report.json(&as_json(
        brief,
        &figures,
        &tags.tags,
        &tags.suggestions,
        &text,
        draft.and_then(Result::ok).as_ref(),
    ));
    Ok(Status::Done)
}

/// Why two briefs are one story or two.
fn one_story(
    project: &Project,
    briefs: &[Brief],
    brief: &Brief,
    other: &Brief,
    report: Report,
) -> Status {
    let shown = excerpts(project, briefs.to_vec());
    let selection = project.selection(false);
    let files = (brief.path.as_str(), other.path.as_str());
    let why = why_story(shown, selection, &project.decisions, files, &project.kept);
    let mut out = String::new();
    for b in [brief, other] {
        let _ = writeln!(out, "{}  {}", b.path, printable(&b.title));
    }
    match &why {
        None => out.push_str("one of the two is not published\n"),
        Some(why) => {
            let count = if why.together {
                "one story"
            } else {
                "two stories"
            };
            let _ = writeln!(out, "{count}: {}", why.verdict);
            for line in &why.evidence {
                let _ = writeln!(out, "  {}", printable(line));
            }
            let field = if why.together { "split" } else { "join" };
            let _ = writeln!(
                out,
                "if that is wrong: `- [{}, {}]` below `stories: {field}:` in {}/{DECISIONS}",
                brief.slug, other.slug, project.settings.content
            );
        }
    }
    report.answer(&out);
    report.json(&json!({
        "briefs": [brief.path, other.path],
        "together": why.as_ref().map(|w| w.together),
        "verdict": why.as_ref().map(|w| w.verdict),
        "evidence": why.as_ref().map(|w| &w.evidence),
    }));
    Status::Done
}

/// What brings each of a draft's cuts back, in the articles of its source alone where that is known.
pub(super) fn restoring(fresh: &Draft) -> Restoring {
    let source = fresh.brief.sources.first();
    let host = |s: &Source| {
        let url = Url::parse(s.url.as_deref()?).ok()?;
        Some(url.host_str()?.trim_start_matches("www.").to_owned())
    };
    let name = source.and_then(|s| s.name.clone().or_else(|| host(s)));
    Restoring::new(name.as_deref(), fresh.cuts.iter().map(|c| c.text.as_str()))
}

/// The brief that a file, a slug or a fragment's name means.
pub(super) fn find<'b>(briefs: &'b [Brief], name: &str) -> Result<&'b Brief> {
    let name = name.trim_start_matches("./").replace('\\', "/");
    let stem = name.trim_end_matches(".md");
    let meant = |b: &&Brief| {
        b.path == name
            || b.slug.as_str() == stem
            || b.path
                .strip_suffix(".md")
                .is_some_and(|p| p.ends_with(&format!("/{stem}")))
            || b.fragments.iter().any(|f| {
                *f == name
                    || name.ends_with(&format!("fragments/{f}"))
                    || f.split('.').next() == Some(stem)
            })
    };
    if let Some(brief) = briefs.iter().find(meant) {
        return Ok(brief);
    }
    let near: Vec<&str> = briefs
        .iter()
        .filter(|b| b.slug.as_str().contains(stem))
        .map(|b| b.slug.as_str())
        .take(5)
        .collect();
    if near.is_empty() {
        bail!("there is no brief `{name}`; name its file, its slug or its fragment");
    }
    bail!(
        "there is no brief `{name}`; did you mean {}?",
        near.join(", ")
    )
}

/// What the fragment says now of the fields that a person had changed.
fn unsettled(brief: &Brief, fresh: &Brief, put: &mut impl FnMut(&str)) {
    if brief.conflicts.is_empty() {
        return;
    }
    put("\nconflicts: the edited text stands; the fragment now says");
    for field in &brief.conflicts {
        if field == "body" {
            put("  body, where it differs:");
            let theirs = |p: &&str| !p.trim().is_empty() && !brief.body_markdown.contains(p.trim());
            for paragraph in fresh.body_markdown.split("\n\n").filter(theirs) {
                put(&format!("      {}", paragraph.trim()));
            }
        } else {
            put(&format!("  {}", fields::line(fresh, field).trim_end()));
        }
    }
}

fn origin(brief: &Brief, fresh: &Draft, project: &Project, put: &mut impl FnMut(&str)) {
    let edited = |same: bool| {
        if same {
            ""
        } else {
            "  (edited: the brief says otherwise)"
        }
    };
    put(&format!(
        "\nheadline [{}]{}",
        fresh.title_receipt.rule,
        edited(brief.title == fresh.brief.title)
    ));
    put(&format!("  {}", fresh.brief.title));
    put(&format!("      \"{}\"", fresh.title_receipt.sentence));
    if let Some(summary) = &fresh.brief.summary {
        let rule = fresh.brief.derived.summary.as_deref();
        put(&format!(
            "\nsummary [{}]{}",
            rule.unwrap_or(crate::summary::LEAD.id),
            edited(brief.summary == fresh.brief.summary)
        ));
        put(&format!("  {summary}"));
    }
    let rule = fresh.brief.derived.date.as_deref().unwrap_or("unknown");
    put(&format!(
        "\ndate [{rule}]{}",
        edited(brief.date == fresh.brief.date)
    ));
    put(&format!(
        "  {}",
        fresh.brief.date.map_or_else(
            || "unknown: the fragment states none".to_owned(),
            |d| d.to_string()
        )
    ));
    if let Some(receipt) = &fresh.date_receipt {
        put(&format!("      \"{}\"", receipt.sentence));
    }
    if let Some(receipt) = &fresh.draft_receipt {
        put(&format!(
            "\ndraft [{}]{}",
            receipt.rule,
            edited(brief.draft == fresh.brief.draft)
        ));
        put(&format!("      \"{}\"", receipt.sentence));
    }
    let rule = fresh.brief.derived.source.as_deref().unwrap_or("unknown");
    put(&format!(
        "\nsource [{rule}]{}",
        edited(brief.sources == fresh.brief.sources)
    ));
    if fresh.brief.sources.is_empty() {
        put("  unknown: the fragment states none");
    }
    for source in &fresh.brief.sources {
        put(&format!(
            "  {} {}",
            source.name.as_deref().unwrap_or("(no name)"),
            source.url.as_deref().unwrap_or_default()
        ));
    }
    for hint in &fresh.brief.derived.source_hints {
        put(&format!(
            "  suggestion: {hint}, to which the article's promotions link"
        ));
    }
    if let Some(rule) = &fresh.brief.derived.excerpt {
        put(&format!("\nexcerpt [{rule}]"));
        put("  its source cut the text short: only the beginning of the article came");
    }
    put("\ncut");
    let restoring = restoring(fresh);
    for cut in &fresh.cuts {
        let line = cut.line.map(|l| format!(":{l}")).unwrap_or_default();
        put(&format!("  [{}{line}] {}", cut.rule, cut.text));
        put(&format!("      {}", restoring.line(&cut.text)));
    }
    if !fresh.cuts.is_empty() {
        let file = format!("{}/{}", project.settings.content, editor_rules::FILE);
        put(&format!(
            "  the line below a piece brings it back in {file}; `briefmill restore` writes it there"
        ));
    }
    if fresh.brief.derived.repeated {
        put("  [repeated] the fragment holds the same article more than once; it was kept once");
    }
}

fn figure_line(figure: &Figure) -> String {
    let mut line = format!("[{}] {}", figure.rule, figure.text);
    if let Some(value) = figure.value {
        let _ = write!(line, " = {value} {}", figure.unit);
    }
    if let Some(converted) = &figure.converted {
        let _ = write!(
            line,
            " = {} {} ({})",
            converted.value, converted.unit, converted.rule
        );
    }
    let qualifier = figure.qualifier.map(|q| q.name().replace('-', " "));
    let direction = figure.direction.map(|d| format!("a {}", d.name()));
    let per = figure.per.as_ref().map(|p| format!("per {p}"));
    for part in [qualifier, direction, per].into_iter().flatten() {
        let _ = write!(line, ", {part}");
    }
    if let Some(when) = &figure.when {
        let _ = write!(line, ", {when}");
    }
    if let Some(what) = &figure.what {
        let _ = write!(line, ", {what}");
    }
    line
}

fn kind(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Company => "company",
        TermKind::Technology => "technology",
    }
}

fn tag_lines(tag: &Tag, text: &Text) -> Vec<String> {
    let mut lines = vec![format!("  {} ({})", tag.name, kind(tag.kind))];
    for mention in tag.mentions.iter().take(3) {
        let sentence = mention
            .sentence
            .map_or("the headline", |id| text.sentence(id));
        lines.push(format!(
            "      [{}, {:.2}] {}: \"{sentence}\"",
            mention.rule, mention.confidence, mention.surface
        ));
    }
    if tag.mentions.len() > 3 {
        lines.push(format!("      and {} more", tag.mentions.len() - 3));
    }
    lines
}

/// What is known of one term in one brief.
struct Asked<'a> {
    brief: &'a Brief,
    briefs: &'a [Brief],
    tags: &'a Tags,
    text: &'a Text,
    project: &'a Project,
}

fn one_term(asked: &Asked<'_>, term: &str, report: Report) -> Status {
    let (brief, text) = (asked.brief, asked.text);
    let catalogue = &asked.project.catalogue;
    let all = || asked.tags.tags.iter().chain(&asked.tags.suggestions);
    let lists = [
        &brief.companies,
        &brief.technologies,
        &brief.mentions.companies,
        &brief.mentions.technologies,
    ];
    let spelled = |n: &str| n.eq_ignore_ascii_case(term);
    // The name itself goes before another that has it as an alias or contains it.
    let own = all().map(|t| t.name.as_str()).find(|n| spelled(n));
    let own = own.or_else(|| {
        lists
            .iter()
            .flat_map(|l| l.iter())
            .map(String::as_str)
            .find(|n| spelled(n))
    });
    let canonical = [TermKind::Company, TermKind::Technology]
        .into_iter()
        .filter_map(|k| catalogue.resolve(k, term));
    let canonical = canonical.min_by_key(|t| !spelled(&t.name));
    let name = own.or(canonical.map(|t| t.name.as_str())).unwrap_or(term);
    let same = |n: &str| n.eq_ignore_ascii_case(name);
    let holds = |list: &Vec<String>| list.iter().any(|n| same(n));
    let (about, mentioned) = (
        holds(&brief.companies) || holds(&brief.technologies),
        holds(&brief.mentions.companies) || holds(&brief.mentions.technologies),
    );
    let place = if about {
        "about"
    } else if mentioned {
        "mentioned"
    } else {
        "not tagged"
    };
    let mut out = format!("{name}: {place} in {}\n", brief.path);
    let tagged = about || mentioned;
    let found = asked.tags.tags.iter().find(|t| same(&t.name));
    let doubtful = asked.tags.suggestions.iter().find(|t| same(&t.name));
    let kind = found
        .or(doubtful)
        .map(|t| t.kind)
        .or(canonical.map(|t| t.kind));
    let field = match kind {
        Some(TermKind::Technology) => "technologies",
        _ => "companies",
    };
    let a_persons =
        brief.made.is_none() || !is_as_made(brief, field) || !is_as_made(brief, "mentions");
    let ignored = catalogue.is_ignored(name) || catalogue.is_ignored(term);
    match (found, doubtful) {
        _ if ignored => {
            let _ = writeln!(
                out,
                "ignored by your catalogue: it stands under `ignore:` of {}/catalogue.yaml",
                asked.project.settings.content
            );
        }
        (Some(tag), _) => {
            let about = if tag.about { "about" } else { "mentioned" };
            let _ = writeln!(out, "found; {about}");
            if !tagged && a_persons {
                let _ = writeln!(
                    out,
                    "you removed it: the brief's `{field}` and `mentions` are a person's"
                );
            } else if !tagged {
                out.push_str("the brief was made when the rules or the catalogue did not find it; `ingest` makes it anew\n");
            }
        }
        (None, Some(_)) => out.push_str("found below the threshold, in this sentence:\n"),
        (None, None) if tagged && a_persons => {
            out.push_str("the rules do not find it in the text: a person put it there\n");
        }
        (None, None) if tagged => {
            out.push_str("the rules do not find it in the text any more: an earlier version did\n");
        }
        (None, None) => out.push_str(&unfound(text, &brief.title, term, canonical)),
    }
    if let Some(tag) = found.or(doubtful).filter(|_| !ignored) {
        for line in tag_lines(tag, text) {
            out.push_str(&printable(&line));
            out.push('\n');
        }
        if tag.kind == TermKind::Company {
            let pages = company_pages(asked.project);
            if let Some((sure, page)) = weighed(
                &tag.name,
                asked.briefs,
                &pages,
                Known {
                    catalogue,
                    hash: &asked.project.rules_hash,
                },
                &asked.project.kept,
            ) {
                let page = if page {
                    "it has a page"
                } else {
                    "it has no page and waits as a suggestion; write it under `companies:` to give it one"
                };
                let _ = writeln!(out, "by all briefs together a firm by {sure:.2}: {page}");
            }
        }
    }
    report.answer(&out);
    report.json(&json!({ "term": name, "tagged": place, "mentions": found.or(doubtful).filter(|_| !ignored).map(|t| tag_json(t, text)) }));
    Status::Done
}

/// Why the rules do not find a term: it is not in the text, or the text has its words and no rule takes them for it.
fn unfound(text: &Text, title: &str, term: &str, canonical: Option<&Term>) -> String {
    let names: Vec<&str> = canonical.map_or_else(Vec::new, |t| t.names().collect());
    let wanted: Vec<Vec<String>> = names.into_iter().chain([term]).map(plain_words).collect();
    let names = |sentence: &str| {
        let words = plain_words(sentence);
        wanted
            .iter()
            .any(|w| !w.is_empty() && words.windows(w.len()).any(|s| s == w.as_slice()))
    };
    let sentence = text
        .sentences()
        .map(|(_, s)| s)
        .chain([title])
        .find(|s| names(s));
    let mut out = String::new();
    match (sentence, canonical) {
        (None, Some(_)) => {
            out.push_str(
                "not in the text: the catalogue knows it, but the text does not name it\n",
            );
        }
        (None, None) => out.push_str("not in the text, and the catalogue does not know it\n"),
        (Some(sentence), Some(t)) if !t.context.is_empty() => {
            let _ = writeln!(
                out,
                "the name is ambiguous; it tags only near one of: {}",
                t.context.join(", ")
            );
            let _ = writeln!(out, "{}", printable(&format!("      \"{sentence}\"")));
        }
        (Some(sentence), known) => {
            let knows = if known.is_some() {
                "knows it"
            } else {
                "does not know it"
            };
            let _ = writeln!(
                out,
                "the text has the words, but no rule takes them for it, and the catalogue {knows}; add it under `companies:` or `technologies:` of the brief"
            );
            let _ = writeln!(out, "{}", printable(&format!("      \"{sentence}\"")));
        }
    }
    out
}

/// The words of a text as they are compared.
fn plain_words(text: &str) -> Vec<String> {
    words(text)
        .iter()
        .map(|w| w.folded().into_owned())
        .collect()
}

fn tag_json(tag: &Tag, text: &Text) -> Value {
    let mentions: Vec<Value> = tag
        .mentions
        .iter()
        .map(|m| json!({ "text": m.surface, "rule": m.rule.id, "confidence": m.confidence, "sentence": m.sentence.map(|id| text.sentence(id)) }))
        .collect();
    json!({ "name": tag.name, "kind": kind(tag.kind), "about": tag.about, "mentions": mentions })
}

fn as_json(
    brief: &Brief,
    figures: &[Figure],
    tags: &[Tag],
    suggestions: &[Tag],
    text: &Text,
    fresh: Option<&Draft>,
) -> Value {
    let figures: Vec<Value> = figures
        .iter()
        .map(|f| {
            json!({
                "text": f.text, "rule": f.rule.id, "value": f.value.map(|v| v.to_string()), "unit": f.unit, "what": f.what, "when": f.when,
                "qualifier": f.qualifier.map(Qualifier::name), "direction": f.direction.map(Direction::name), "per": f.per,
                "range": f.range.map(|r| json!({ "from": r.from.to_string(), "to": r.to.to_string() })),
                "converted": f.converted.as_ref().map(|c| json!({ "value": c.value.to_string(), "unit": c.unit, "rule": c.rule.id })),
                "sentence": text.sentence(f.sentence),
            })
        })
        .collect();
    json!({
        "brief": brief.path,
        "fragments": brief.fragments,
        "title": brief.title,
        "headline": fresh.map(|f| &f.title_receipt),
        "date": fresh.and_then(|f| f.date_receipt.as_ref()),
        "draft": fresh.and_then(|f| f.draft_receipt.as_ref()),
        "derived": fresh.map(|f| &f.brief.derived),
        "cuts": fresh.map(|f| {
            let restoring = restoring(f);
            let cut = |c: &Cut| json!({ "rule": c.rule, "line": c.line, "text": c.text, "restore": restoring.line(&c.text) });
            f.cuts.iter().map(cut).collect::<Vec<_>>()
        }),
        "figures": figures,
        "tags": tags.iter().map(|t| tag_json(t, text)).collect::<Vec<_>>(),
        "suggestions": suggestions.iter().map(|t| tag_json(t, text)).collect::<Vec<_>>(),
    })
}
