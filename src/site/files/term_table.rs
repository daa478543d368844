//! `/companies/SLUG/briefs.csv` and the same of technologies: the briefs of one term for a spreadsheet.

use super::data::defused;
use crate::digest::{BriefId, Digest, DigestTerm, TermId};
use crate::settings::Settings;
use crate::site::addresses::{brief_address, term_address};
use crate::site::context::marks::Marks;
use crate::site::format::in_one_direction;
use crate::site::kind::{Kind, Routes};
use crate::site::quotes::sentence;
use crate::site::render::{Show, Shown, Site};

pub(super) const KIND: Kind = Kind {
    template: None,
    groups: &[],
    routes,
};

/// Columns.
const COLUMNS: &[&str] = &[
    "date", "title", "relation", "sentence", "figures", "source", "original", "url",
];

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    for (term, i) in digest.terms.iter().zip(0..) {
        if let Some(path) = address(settings, term) {
            list.file(path, Table(TermId(i)));
        }
    }
}

/// The address of a term's table; none where no brief is about it, or the digest wants no data.
pub(in crate::site) fn address(settings: &Settings, term: &DigestTerm) -> Option<String> {
    let is_made = settings.pages.data && !term.about.is_empty();
    is_made.then(|| format!("{}briefs.csv", term_address(term)))
}

#[derive(Debug)]
struct Table(TermId);

impl Show for Table {
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        let digest = &site.digest;
        let term = digest.term(self.0);
        let mut marks = Marks::default();
        marks.text("term table");
        marks.text(&site.base_url);
        marks.print(site.shared.term(self.0).print());
        for list in [&term.about, &term.mentions] {
            marks.number(list.len() as u64);
            for id in list {
                let brief = digest.brief(*id);
                match brief.print {
                    Some(print) => marks.print(print),
                    None => marks.add(&row(site, self.0, *id, "")).number(0),
                }
                // Which of its terms this one is decides the sentence.
                let place = brief.tags.iter().position(|t| t.term == self.0);
                marks.add(&place);
            }
        }
        for (id, place) in &term.figures {
            marks.text(digest.brief(*id).slug.as_str());
            marks.number(u64::from(*place));
        }
        Shown::file(&marks, || write(site, self.0))
    }
}

fn write(site: &Site, id: TermId) -> Vec<u8> {
    let term = site.digest.term(id);
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(COLUMNS);
    for (relation, briefs) in [("about", &term.about), ("mentions", &term.mentions)] {
        for brief in briefs {
            let _ = writer.write_record(row(site, id, *brief, relation));
        }
    }
    writer.into_inner().unwrap_or_default()
}

fn row(site: &Site, term: TermId, id: BriefId, relation: &str) -> Vec<String> {
    let brief = site.digest.brief(id);
    let source = brief.sources.first();
    let list = &site.digest.term(term).figures;
    let own = list.partition_point(|(other, _)| *other < id);
    let own = list.iter().skip(own).take_while(|(other, _)| *other == id);
    let figures: Vec<&str> = own
        .map(|(_, place)| site.digest.figure(id, *place).text.as_str())
        .collect();
    [
        brief.date.map(|d| d.to_string()).unwrap_or_default(),
        brief.title.clone(),
        relation.to_owned(),
        sentence(site, id, term).to_owned(),
        figures.join("; "),
        source.and_then(|s| s.name.clone()).unwrap_or_default(),
        source.and_then(|s| s.url.clone()).unwrap_or_default(),
        format!("{}{}", site.base_url, brief_address(brief)),
    ]
    .into_iter()
    .map(in_one_direction)
    .map(defused)
    .collect()
}
