//! `/matrix/`: companies against technologies.

use crate::digest::Digest;
use crate::settings::Settings;
use crate::site::addresses::pair_address;
use crate::site::context::frame::Head;
use crate::site::context::parts::TermLink;
use crate::site::context::{Prebuilt, seen};
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

/// Shades of a cell, for the style sheet.
const SHADES: usize = 5;

const ADDRESS: &str = "matrix/";

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<MatrixSeen>()),
    groups: &[Group::named("matrix", "Matrix", ADDRESS)],
    routes,
};

seen! {
    /// `/matrix/`: the most frequent companies against the most frequent technologies.
    template "matrix.html" struct MatrixSeen {
        /// The columns.
        technologies: Vec<Prebuilt<TermLink>>,
        /// The rows.
        rows: Vec<MatrixRow>,
    }
}

seen! {
    /// A company's row of the matrix.
    struct MatrixRow {
        /// The company.
        company: Prebuilt<TermLink>,
        /// A cell for each technology.
        cells: Vec<MatrixCell>,
    }
}

seen! {
    /// A company and a technology together.
    struct MatrixCell {
        /// Briefs about both.
        count: usize,
        /// How dark it is, from 0 for no brief to 5 for the most.
        shade: usize,
        /// Address of the pair's page, which is made where `count` is not 0.
        url: String,
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if settings.pages.matrix && !digest.matrix.rows.is_empty() {
        list.page(ADDRESS, Matrix);
    }
}

#[derive(Debug)]
struct Matrix;

impl Show for Matrix {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let matrix = &site.digest.matrix;
        let counts = matrix.rows.iter().flat_map(|r| &r.cells).map(Vec::len);
        let most = counts.max().unwrap_or(1).max(1);
        let rows = matrix.rows.iter().map(|row| {
            let cells = row.cells.iter().zip(&matrix.technologies);
            let cells = cells.map(|(cell, technology)| MatrixCell {
                count: cell.len(),
                shade: (cell.len() * SHADES).div_ceil(most),
                url: pair_address(&site.digest, row.company, *technology),
            });
            MatrixRow {
                company: site.shared.term(row.company),
                cells: cells.collect(),
            }
        });
        let own = MatrixSeen {
            technologies: site.shared.terms(matrix.technologies.iter().copied()),
            rows: rows.collect(),
        };
        let head = Head {
            kind: "matrix",
            title: "Companies and technologies".into(),
            description: format!(
                "Which companies {} reports on with which technologies, as a table that leads to the briefs.",
                site.settings.title
            ),
            address,
            ..Head::default()
        };
        site.page(head, None, own)
    }
}
