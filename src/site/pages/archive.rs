//! `/archive/`: briefs by year and month.

use tera::Value;

use crate::digest::{BriefId, Month};
use crate::finding::Finding;
use crate::site::Site;
use crate::site::format::month_name;
use crate::site::layout::{Head, Pager};
use crate::site::values::{brief_link, object};

fn year_address(year: i16) -> String {
    format!("archive/{year:04}/")
}

fn month_address(month: &Month) -> String {
    format!("archive/{:04}/{:02}/", month.year, month.month)
}

fn month_value(month: &Month) -> Value {
    object([
        ("name", Value::from(month_name(month.month))),
        ("month", Value::from(i64::from(month.month))),
        ("url", Value::from(month_address(month))),
        ("count", Value::from(month.briefs.len())),
    ])
}

pub(in crate::site) fn archive(site: &Site, address: &str) -> Result<String, Box<Finding>> {
    let digest = &site.digest;
    let years = digest
        .months
        .chunk_by(|a, b| a.year == b.year)
        .map(|months| {
            let year = months.first().map_or(0, |m| m.year);
            object([
                ("year", Value::from(i64::from(year))),
                ("url", Value::from(year_address(year))),
                (
                    "count",
                    Value::from(months.iter().map(|m| m.briefs.len()).sum::<usize>()),
                ),
                (
                    "months",
                    Value::from(months.iter().map(month_value).collect::<Vec<_>>()),
                ),
            ])
        });
    let head = Head {
        kind: "archive",
        title: "Archive",
        description: format!("All briefs of {} by month.", site.settings.title),
        address,
        ..Head::default()
    };
    site.page("archive.html", head, None, |context, _| {
        context.insert_value("years", Value::from(years.collect::<Vec<_>>()));
        context.insert_value("undated", Value::from(digest.undated.len()));
    })
}

pub(in crate::site) fn year(site: &Site, year: i16, address: &str) -> Result<String, Box<Finding>> {
    let months = site.digest.months.iter().filter(|m| m.year == year);
    let months = months.map(|month| {
        let briefs = month.briefs.iter().filter_map(|id| site.brief(*id));
        object([
            ("name", Value::from(month_name(month.month))),
            ("url", Value::from(month_address(month))),
            ("count", Value::from(month.briefs.len())),
            (
                "briefs",
                Value::from(briefs.map(brief_link).collect::<Vec<_>>()),
            ),
        ])
    });
    let title = year.to_string();
    let head = Head {
        kind: "year",
        title: &title,
        description: format!("Briefs of {year} in {}.", site.settings.title),
        address,
        crumbs: vec![("Archive", "archive/".to_owned())],
        ..Head::default()
    };
    site.page("period.html", head, None, |context, _| {
        context.insert_value("months", Value::from(months.collect::<Vec<_>>()));
        context.insert_value("cards", Value::from(Vec::<Value>::new()));
    })
}

pub(in crate::site) fn month(
    site: &Site,
    place: usize,
    number: usize,
    address: &str,
) -> Result<String, Box<Finding>> {
    let Some(month) = site.digest.months.get(place) else {
        return Ok(String::new());
    };
    let year = month.year.to_string();
    let crumbs = vec![
        ("Archive", "archive/".to_owned()),
        (year.as_str(), year_address(month.year)),
    ];
    let title = format!("{} {year}", month_name(month.month));
    let list = List {
        title: &title,
        base: &month_address(month),
        briefs: &month.briefs,
    };
    cards(site, &list, number, address, crumbs)
}

pub(in crate::site) fn undated(
    site: &Site,
    number: usize,
    address: &str,
) -> Result<String, Box<Finding>> {
    let list = List {
        title: "Without a date",
        base: "archive/undated/",
        briefs: &site.digest.undated,
    };
    let crumbs = vec![("Archive", "archive/".to_owned())];
    cards(site, &list, number, address, crumbs)
}

/// A list of briefs of the archive.
struct List<'a> {
    title: &'a str,
    base: &'a str,
    briefs: &'a [BriefId],
}

fn cards(
    site: &Site,
    list: &List<'_>,
    number: usize,
    address: &str,
    crumbs: Vec<(&str, String)>,
) -> Result<String, Box<Finding>> {
    let pager = Pager {
        base: list.base,
        number,
        items: list.briefs.len(),
        per_page: site.settings.paginate,
    };
    let ids = list.briefs.get(pager.range()).unwrap_or_default();
    let head = Head {
        kind: "month",
        title: list.title,
        description: format!("Briefs of {} in {}.", list.title, site.settings.title),
        address,
        crumbs,
        ..Head::default()
    };
    site.page("period.html", head, Some(pager), |context, root| {
        context.insert_value("months", Value::from(Vec::<Value>::new()));
        context.insert_value("cards", site.cards(ids, root));
    })
}
