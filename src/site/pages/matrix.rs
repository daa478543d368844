//! `/matrix/`: the most frequent companies against the most frequent technologies.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::pair::{newest, pair_url};
use crate::digest::{Digest, Pair, Taxonomy, TermId};
use crate::settings::Settings;
use crate::site::context::frame::Head;
use crate::site::context::parts::TermLink;
use crate::site::context::{Prebuilt, seen};
use crate::site::files::names;
use crate::site::format::date_text;
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

/// Rows of the first view.
const COMPANIES: usize = 30;
/// Columns of the first view.
const TECHNOLOGIES: usize = 20;
/// Shades of a cell, for the style sheet.
const SHADES: usize = 5;

pub(super) const ADDRESS: &str = "matrix/";
/// The list of all of it.
pub(super) const LIST: &str = "matrix/all/";

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
        /// What each shade stands for, the lightest first.
        legend: Vec<ShadeSeen>,
        /// Companies that are told of together with a technology.
        all_companies: usize,
        /// Technologies that are told of together with a company.
        all_technologies: usize,
        /// Address of the list of all of them.
        list: &'static str,
        /// Where the names of all companies can be looked up.
        names: Option<String>,
        /// Where those of all technologies can.
        technology_names: Option<String>,
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
        /// Briefs that name both and merely mention one or the other.
        named_count: usize,
        /// How dark it is, from 0 for no brief about both to 5 for the most.
        shade: usize,
        /// Where the two are told of together; none where no brief names both.
        url: Option<String>,
        /// The day and the headline of the newest brief.
        latest: Option<String>,
    }
}

seen! {
    /// A shade of the matrix.
    struct ShadeSeen {
        /// How dark it is, from 1 to 5.
        shade: usize,
        /// The numbers of briefs that it stands for, for reading.
        text: String,
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if is_made(digest, settings) {
        list.page(ADDRESS, Matrix);
    }
}

/// Whether any brief tells of a company and a technology together.
pub(super) fn is_made(digest: &Digest, settings: &Settings) -> bool {
    settings.pages.matrix && !digest.pairs.is_empty()
}

#[derive(Debug)]
struct Matrix;

impl Show for Matrix {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let digest = &site.digest;
        let (companies, technologies) = (
            ranked(digest, Taxonomy::Companies),
            ranked(digest, Taxonomy::Technologies),
        );
        let (all_companies, all_technologies) = (companies.len(), technologies.len());
        let pair = |company, technology| digest.pair_of(company, technology);
        let pairs = |c: &TermId, t: &TermId| pair(*c, *t).is_some();
        let rows: Vec<TermId> = companies.into_iter().take(COMPANIES).collect();
        let columns = technologies.into_iter();
        let columns: Vec<TermId> = columns
            .filter(|t| rows.iter().any(|c| pairs(c, t)))
            .take(TECHNOLOGIES)
            .collect();
        let counts = rows.iter().flat_map(|c| {
            let pairs = columns.iter().filter_map(|t| pair(*c, *t));
            pairs.map(|p| p.about.len())
        });
        let shades = shades(counts.filter(|c| *c > 0));
        let row = |company: TermId| MatrixRow {
            company: site.shared.term(company),
            cells: columns
                .iter()
                .map(|t| cell(site, pair(company, *t), &shades))
                .collect(),
        };
        let own = MatrixSeen {
            rows: rows.iter().map(|company| row(*company)).collect(),
            legend: legend(&shades),
            technologies: site.shared.terms(columns.iter().copied()),
            all_companies,
            all_technologies,
            list: LIST,
            names: names::address(site, Taxonomy::Companies),
            technology_names: names::address(site, Taxonomy::Technologies),
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

/// The terms of one kind that are told of together with one of the other kind, those that most briefs are about first.
fn ranked(digest: &Digest, taxonomy: Taxonomy) -> Vec<TermId> {
    let terms = digest.terms.iter().zip(0..);
    let own = terms.filter(|(t, _)| t.taxonomy == taxonomy && !t.pairs.is_empty());
    let mut own: Vec<_> = own
        .map(|(t, id)| (Reverse((t.about.len(), t.mentions.len())), TermId(id)))
        .collect();
    own.sort_unstable();
    own.into_iter().map(|(_, id)| id).collect()
}

fn cell(site: &Site, pair: Option<&Pair>, shades: &[RangeInclusive<usize>]) -> MatrixCell {
    let count = pair.map_or(0, |p| p.about.len());
    let latest = pair.and_then(newest).map(|id| site.digest.brief(id));
    MatrixCell {
        count,
        named_count: pair.map_or(0, |p| p.named.len()),
        shade: shades
            .iter()
            .position(|s| s.contains(&count))
            .map_or(0, |place| place + 1),
        url: pair.map(|p| pair_url(site, p)),
        latest: latest.map(|brief| {
            let day = brief.date.map_or("date unknown".to_owned(), date_text);
            format!("{day}: {}", brief.title)
        }),
    }
}

/// Which counts each shade stands for: about as many cells to each, so that a single large count does not make all others
/// pale. Equal counts have one shade.
fn shades(counts: impl Iterator<Item = usize>) -> Vec<RangeInclusive<usize>> {
    let mut cells: BTreeMap<usize, usize> = BTreeMap::new();
    for count in counts {
        *cells.entry(count).or_default() += 1;
    }
    let mut left: usize = cells.values().sum();
    let mut counts = cells.into_iter().peekable();
    let mut shades = Vec::new();
    while let Some((least, number)) = counts.next() {
        let room = SHADES.saturating_sub(shades.len() + 1);
        let (mut most, mut held) = (least, number);
        // Each shade takes its part of what is left, and leaves a count for each shade after it.
        while let Some((count, number)) = counts.peek().copied() {
            let fits = (held + number) * (room + 1) <= left;
            if room > 0 && !fits || counts.len() <= room {
                break;
            }
            (most, held) = (count, held + number);
            counts.next();
        }
        left = left.saturating_sub(held);
        shades.push(least..=most);
    }
    shades
}

fn legend(shades: &[RangeInclusive<usize>]) -> Vec<ShadeSeen> {
    let last = shades.len();
    let shades = shades.iter().zip(1..);
    shades
        .map(|(counts, shade)| {
            let (least, most) = (counts.start(), counts.end());
            let text = if shade == last && last > 1 {
                format!("{least} and more")
            } else if least == most {
                least.to_string()
            } else {
                format!("{least} to {most}")
            };
            ShadeSeen { shade, text }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_hold_about_as_many_cells_each() {
        let of = |counts: &[usize]| shades(counts.iter().copied());
        assert_eq!(of(&[]), []);
        assert_eq!(of(&[7, 7]), [7..=7]);
        assert_eq!(of(&[1, 1, 2, 9]), [1..=1, 2..=2, 9..=9]);
        // Of very many ones and a long tail, the tail has what is left.
        let mut counts = vec![1; 60];
        counts.extend(2..=41);
        assert_eq!(of(&counts), [1..=1, 2..=11, 12..=21, 22..=31, 32..=41]);
        let all: Vec<usize> = (1..=100).collect();
        assert_eq!(of(&all), [1..=20, 21..=40, 41..=60, 61..=80, 81..=100]);
        assert_eq!(of(&[1, 2, 3, 4, 5, 900]).len(), SHADES);
    }
}
