//! `/companies/`, `/technologies/` and the page of each term.

use tera::Value;

use super::lists::collection;
use crate::digest::{BriefId, DigestTerm, Taxonomy, TermId};
use crate::finding::Finding;
use crate::site::Site;
use crate::site::charts::{activity_chart, scale, sparkline};
use crate::site::format::date_text;
use crate::site::layout::{Head, Pager, root_of};
use crate::site::links::{Address, address as check_address};
use crate::site::markdown_html::{Rendering, markdown_html};
use crate::site::routes::taxonomy_address;
use crate::site::values::{more, object, some, term_address, text};

/// Figures on a term's first page.
const FIGURES: usize = 12;

/// Other names, and parts or kinds, on each page of a term.
const ALIASES: usize = 40;
const CHILDREN: usize = 60;

fn plural(taxonomy: Taxonomy) -> &'static str {
    match taxonomy {
        Taxonomy::Companies => "Companies",
        Taxonomy::Technologies => "Technologies",
    }
}

pub(in crate::site) fn terms(
    site: &Site,
    taxonomy: Taxonomy,
    address: &str,
) -> Result<String, Box<Finding>> {
    let mut letters: Vec<(String, Vec<Value>)> = Vec::new();
    for (term, i) in site.digest.terms.iter().zip(0..) {
        if term.taxonomy != taxonomy {
            continue;
        }
        let letter = initial(&term.name);
        let entry = object([
            ("term", site.shared.term(TermId(i))),
            ("spark", Value::safe_string(&sparkline(&term.activity))),
            (
                "last_date",
                text(term.days.map(|d| d.1.to_string()).as_deref()),
            ),
            (
                "last_date_text",
                text(term.days.map(|d| date_text(d.1)).as_deref()),
            ),
            ("last", last_brief(site, term)),
        ]);
        match letters.iter_mut().find(|(l, _)| *l == letter) {
            Some((_, list)) => list.push(entry),
            None => letters.push((letter, vec![entry])),
        }
    }
    letters.sort_by(|a, b| a.0.cmp(&b.0));
    let count: usize = letters.iter().map(|(_, list)| list.len()).sum();
    let letters: Vec<Value> = letters
        .into_iter()
        .map(|(letter, terms)| {
            let id = if letter == "#" {
                "0-9".to_owned()
            } else {
                letter.to_lowercase()
            };
            object([
                ("letter", Value::from(letter)),
                ("id", Value::from(format!("letter-{id}"))),
                ("terms", Value::from(terms)),
            ])
        })
        .collect();
    let title = plural(taxonomy);
    let head = Head {
        kind: "terms",
        title,
        description: format!("{title} in {}: {count}, from A to Z.", site.settings.title),
        address,
        ..Head::default()
    };
    site.page("terms.html", head, None, |context, _| {
        context.insert_value("letters", Value::from(letters));
        context.insert_value("count", Value::from(count));
        context.insert_value("taxonomy", Value::from(taxonomy_address(taxonomy)));
    })
}

/// The letter that a name is filed under: its first, without accents; `#` for anything else.
fn initial(name: &str) -> String {
    let letter = slug::slugify(name).chars().next().unwrap_or('#');
    if letter.is_ascii_alphabetic() {
        letter.to_ascii_uppercase().to_string()
    } else {
        "#".to_owned()
    }
}

fn last_brief(site: &Site, term: &DigestTerm) -> Value {
    let newest = term.about.first().or(term.mentions.first());
    let brief = newest.and_then(|id| site.brief(*id));
    brief.map_or_else(Value::none, crate::site::values::brief_link)
}

pub(in crate::site) fn term(
    site: &Site,
    id: TermId,
    number: usize,
    address: &str,
) -> Result<String, Box<Finding>> {
    let Some(term) = site.term(id) else {
        return Ok(String::new());
    };
    let base = term_address(term);
    let pager = Pager {
        base: &base,
        number,
        items: term.about.len() + term.mentions.len(),
        per_page: site.settings.paginate,
    };
    // One list: the briefs about it, then those that mention it.
    let range = pager.range();
    let split = |i: usize| i.min(term.about.len());
    let about = term
        .about
        .get(split(range.start)..split(range.end))
        .unwrap_or_default();
    let rest = |i: usize| i.saturating_sub(term.about.len());
    let mentions = term
        .mentions
        .get(rest(range.start)..rest(range.end))
        .unwrap_or_default();
    let has_feed = site.settings.pages.term_feeds && !term.about.is_empty();
    let head = Head {
        kind: "term",
        title: &term.name,
        description: description(site, term),
        address,
        crumbs: vec![(
            plural(term.taxonomy),
            taxonomy_address(term.taxonomy).to_owned(),
        )],
        feed: has_feed.then(|| format!("{base}feed.xml")),
        json_ld: Some(collection(site, &term.name, about)),
        ..Head::default()
    };
    site.page("term.html", head, Some(pager), |context, root| {
        context.insert_value("term", site.shared.term(id));
        context.insert_value("facts", facts(site, term));
        context.insert_value("first_page", Value::from(number == 1));
        context.insert_value("cards", site.cards(about, root));
        context.insert_value("mention_cards", site.cards(mentions, root));
        if number != 1 {
            return;
        }
        let body = term
            .page
            .as_ref()
            .filter(|p| !p.body_markdown.is_empty())
            .map(|page| {
                let rendering = Rendering {
                    root: &root_of(address),
                    anchors: &[],
                    page: Some((site, address)),
                };
                markdown_html(&page.body_markdown, rendering)
            });
        context.insert_value(
            "body",
            body.map_or_else(Value::none, |b| Value::safe_string(&b)),
        );
        context.insert_value("activity", activity(term));
        context.insert_value("together", together(site, term));
        context.insert_value("figures", figures(site, &term.figures));
    })
}

fn description(site: &Site, term: &DigestTerm) -> String {
    // Of a term that no brief is about, the briefs that mention it.
    let (n, relation) = match (term.about.len(), term.mentions.len()) {
        (0, mentions) if mentions > 0 => (mentions, "mentioning"),
        (about, _) => (about, "about"),
    };
    let briefs = if n == 1 { "brief" } else { "briefs" };
    format!(
        "{n} {briefs} {relation} {} in {}.",
        term.name, site.settings.title
    )
}

/// What is known of a term besides its briefs.
fn facts(site: &Site, term: &DigestTerm) -> Value {
    let own = |key: &str| {
        let page = term.page.as_ref()?;
        page.front_matter.get(key)?.as_str()
    };
    let website = own("website").filter(|w| matches!(check_address(w), Some(Address::External(_))));
    let day = |last: bool| {
        let (first_day, last_day) = term.days?;
        Some(if last { last_day } else { first_day })
    };
    object([
        ("aliases", some(&term.aliases, ALIASES)),
        ("country", text(term.country.as_deref())),
        ("website", text(website)),
        ("ticker", text(own("ticker"))),
        (
            "parent",
            term.parent
                .map_or_else(Value::none, |p| site.shared.term(p)),
        ),
        (
            "children",
            site.shared
                .terms(term.children.iter().copied().take(CHILDREN)),
        ),
        ("more_children", more(term.children.len(), CHILDREN)),
        (
            "first_date",
            text(day(false).map(|d| d.to_string()).as_deref()),
        ),
        (
            "first_date_text",
            text(day(false).map(date_text).as_deref()),
        ),
        (
            "last_date",
            text(day(true).map(|d| d.to_string()).as_deref()),
        ),
        ("last_date_text", text(day(true).map(date_text).as_deref())),
    ])
}

/// The chart and its table.
fn activity(term: &DigestTerm) -> Value {
    let title = format!("Briefs about {} over time", term.name);
    let rows = term.activity.bins.iter().map(|b| {
        object([
            ("label", Value::from(b.label.as_str())),
            ("count", Value::from(b.count)),
        ])
    });
    object([
        (
            "chart",
            Value::safe_string(&activity_chart(&term.activity, &title)),
        ),
        ("rows", Value::from(rows.collect::<Vec<_>>())),
        (
            "most",
            Value::from(scale(&term.activity).unwrap_or_default()),
        ),
    ])
}

fn together(site: &Site, term: &DigestTerm) -> Value {
    let list = term.together.iter().map(|t| {
        object([
            ("term", site.shared.term(t.term)),
            ("count", Value::from(t.count)),
        ])
    });
    Value::from(list.collect::<Vec<_>>())
}

fn figures(site: &Site, list: &[(BriefId, u32)]) -> Value {
    let figures = list.iter().take(FIGURES).filter_map(|(id, place)| {
        let figure = site.brief(*id)?.figures.get(*place as usize)?;
        Some(site.shared.figure(&site.digest, *id, figure))
    });
    Value::from(figures.collect::<Vec<_>>())
}
