//! `/companies/` and `/technologies/`: all terms from A to Z.

use crate::digest::{Digest, DigestTerm, Taxonomy, TermId};
use crate::settings::Settings;
use crate::site::addresses::taxonomy_address;
use crate::site::charts::sparkline;
use crate::site::context::frame::Head;
use crate::site::context::parts::{BriefLink, TermLink};
use crate::site::context::{Html, Prebuilt, seen};
use crate::site::format::date_text;
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<TermsSeen<'_>>()),
    groups: &[
        Group::named("companies", "Companies", "companies/"),
        Group::named("technologies", "Technologies", "technologies/"),
    ],
    routes,
};

seen! {
    /// `/companies/` and `/technologies/`: all terms from A to Z.
    template "terms.html" struct TermsSeen<'a> {
        /// `companies/` or `technologies/`.
        taxonomy: &'static str,
        /// How many terms there are.
        count: usize,
        /// The terms, by letter.
        letters: Vec<LetterSeen<'a>>,
    }
}

seen! {
    /// The terms that begin with one letter.
    struct LetterSeen<'a> {
        /// The letter; `#` for anything else.
        letter: String,
        /// An id for it on the page.
        id: String,
        /// The terms.
        terms: Vec<TermEntry<'a>>,
    }
}

seen! {
    /// A term in the list from A to Z.
    struct TermEntry<'a> {
        /// The term.
        term: Prebuilt<TermLink>,
        /// Its briefs over time: `<svg class="spark">` with one `path`; empty without dated briefs.
        spark: Html<'a>,
        /// The day of the last dated brief about it, `YYYY-MM-DD`.
        last_date: Option<String>,
        /// The same day for reading.
        last_date_text: Option<String>,
        /// The newest brief about it, or that mentions it.
        last: Option<BriefLink<'a>>,
    }
}

/// What a taxonomy is called.
pub(super) fn plural(taxonomy: Taxonomy) -> &'static str {
    match taxonomy {
        Taxonomy::Companies => "Companies",
        Taxonomy::Technologies => "Technologies",
    }
}

fn routes(digest: &Digest, _: &Settings, list: &mut Routes) {
    for taxonomy in [Taxonomy::Companies, Taxonomy::Technologies] {
        if digest.terms.iter().any(|t| t.taxonomy == taxonomy) {
            list.page(taxonomy_address(taxonomy), Terms(taxonomy));
        }
    }
}

#[derive(Debug)]
struct Terms(Taxonomy);

impl Show for Terms {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let mut letters: Vec<LetterSeen<'_>> = Vec::new();
        for (term, i) in site.digest.terms.iter().zip(0..) {
            if term.taxonomy != self.0 {
                continue;
            }
            let letter = initial(&term.name);
            let entry = entry(site, TermId(i), term);
            match letters.iter_mut().find(|l| l.letter == letter) {
                Some(list) => list.terms.push(entry),
                None => letters.push(LetterSeen {
                    id: id_of(&letter),
                    letter,
                    terms: vec![entry],
                }),
            }
        }
        letters.sort_by(|a, b| a.letter.cmp(&b.letter));
        let count = letters.iter().map(|l| l.terms.len()).sum();
        let title = plural(self.0);
        let head = Head {
            kind: "terms",
            title: title.into(),
            description: format!("{title} in {}: {count}, from A to Z.", site.settings.title),
            address,
            ..Head::default()
        };
        let own = TermsSeen {
            taxonomy: taxonomy_address(self.0),
            count,
            letters,
        };
        site.page(head, None, own)
    }
}

fn entry<'a>(site: &'a Site, id: TermId, term: &'a DigestTerm) -> TermEntry<'a> {
    let newest = term.about.first().or(term.mentions.first());
    TermEntry {
        term: site.shared.term(id),
        spark: sparkline(&term.activity).into(),
        last_date: term.days.map(|d| d.1.to_string()),
        last_date_text: term.days.map(|d| date_text(d.1)),
        last: newest.map(|id| site.shared.link(site.digest.brief(*id))),
    }
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

fn id_of(letter: &str) -> String {
    if letter == "#" {
        "letter-0-9".to_owned()
    } else {
        format!("letter-{}", letter.to_lowercase())
    }
}
