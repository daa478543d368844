//! `/matrix/`: companies against technologies, and the briefs of each pair.

use tera::Value;

use super::lists::collection;
use crate::finding::Finding;
use crate::site::Site;
use crate::site::layout::Head;
use crate::site::routes::pair_address;
use crate::site::values::{more, object};

/// Shades of a cell, for the style sheet.
const SHADES: usize = 5;

/// Briefs on the page of a pair; one brief may stand on hundreds of these pages.
const PAIR: usize = 100;

pub(in crate::site) fn matrix(site: &Site, address: &str) -> Result<String, Box<Finding>> {
    let matrix = &site.digest.matrix;
    let counts = matrix
        .rows
        .iter()
        .flat_map(|r| r.cells.iter().map(Vec::len));
    let most = counts.max().unwrap_or(1).max(1);
    let rows = matrix.rows.iter().map(|row| {
        let cells = row
            .cells
            .iter()
            .zip(&matrix.technologies)
            .map(|(cell, technology)| {
                object([
                    ("count", Value::from(cell.len())),
                    ("shade", Value::from((cell.len() * SHADES).div_ceil(most))),
                    (
                        "url",
                        Value::from(pair_address(&site.digest, row.company, *technology)),
                    ),
                ])
            });
        object([
            ("company", site.shared.term(row.company)),
            ("cells", Value::from(cells.collect::<Vec<_>>())),
        ])
    });
    let head = Head {
        kind: "matrix",
        title: "Companies and technologies",
        description: format!(
            "Which companies {} reports on with which technologies.",
            site.settings.title
        ),
        address,
        ..Head::default()
    };
    site.page("matrix.html", head, None, |context, _| {
        context.insert_value("rows", Value::from(rows.collect::<Vec<_>>()));
        context.insert_value(
            "technologies",
            site.shared.terms(matrix.technologies.iter().copied()),
        );
    })
}

pub(in crate::site) fn pair(
    site: &Site,
    row: usize,
    column: usize,
    address: &str,
) -> Result<String, Box<Finding>> {
    let matrix = &site.digest.matrix;
    let found = matrix.rows.get(row).and_then(|r| {
        let technology = matrix.technologies.get(column)?;
        Some((r.company, *technology, r.cells.get(column)?))
    });
    let Some((company, technology, briefs)) = found else {
        return Ok(String::new());
    };
    let shown = briefs.get(..PAIR).unwrap_or(briefs);
    let name = |id| site.term(id).map_or("", |t| t.name.as_str());
    let title = format!("{} and {}", name(company), name(technology));
    let head = Head {
        kind: "pair",
        title: &title,
        description: format!("Briefs about {title} in {}.", site.settings.title),
        address,
        crumbs: vec![("Matrix", "matrix/".to_owned())],
        json_ld: Some(collection(site, &title, shown)),
        ..Head::default()
    };
    site.page("pair.html", head, None, |context, root| {
        context.insert_value("count", Value::from(briefs.len()));
        context.insert_value("more_cards", more(briefs.len(), shown.len()));
        context.insert_value("company", site.shared.term(company));
        context.insert_value("technology", site.shared.term(technology));
        context.insert_value("cards", site.cards(shown, root));
    })
}
