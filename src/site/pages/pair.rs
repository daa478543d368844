//! `/matrix/COMPANY/TECHNOLOGY/`: the briefs about both.

use super::collection::{briefs_text, collection, latest};
use crate::digest::Digest;
use crate::settings::Settings;
use crate::site::addresses::pair_address;
use crate::site::context::frame::Head;
use crate::site::context::parts::{TermLink, more};
use crate::site::context::{Html, Prebuilt, seen};
use crate::site::files::feeds::{Followed, links};
use crate::site::format::described;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

/// Briefs on the page; one brief may stand on hundreds of these pages.
const BRIEFS: usize = 100;

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<PairSeen<'_>>()),
    groups: &[],
    routes,
};

seen! {
    /// `/matrix/COMPANY/TECHNOLOGY/`: a company and a technology together.
    template "pair.html" struct PairSeen<'a> {
        /// The company.
        company: Prebuilt<TermLink>,
        /// The technology.
        technology: Prebuilt<TermLink>,
        /// Briefs about both.
        count: usize,
        /// The newest of them, each as `card.html` makes it.
        cards: Vec<Html<'a>>,
        /// How many more there are, for reading; none where all are listed.
        more_cards: Option<String>,
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if !settings.pages.matrix {
        return;
    }
    for (r, row) in digest.matrix.rows.iter().enumerate() {
        let cells = row.cells.iter().zip(&digest.matrix.technologies);
        for (c, (briefs, technology)) in cells.enumerate() {
            if !briefs.is_empty() {
                let address = pair_address(digest, row.company, *technology);
                list.page(&address, Pair { row: r, column: c });
            }
        }
    }
}

/// A cell of the matrix.
#[derive(Debug)]
struct Pair {
    row: usize,
    column: usize,
}

impl Pair {
    fn followed(&self) -> Followed {
        Followed::Pair {
            row: self.row,
            column: self.column,
        }
    }
}

impl Show for Pair {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let digest = &site.digest;
        let (company, technology, briefs) = digest.pair(self.row, self.column);
        let shown = briefs.get(..BRIEFS).unwrap_or(briefs);
        let own = PairSeen {
            company: site.shared.term(company),
            technology: site.shared.term(technology),
            count: briefs.len(),
            cards: site.cards(shown, address),
            more_cards: more(briefs.len(), shown.len()),
        };
        let name = |id| &digest.term(id).name;
        let title = format!("{} and {}", name(company), name(technology));
        let head = Head {
            kind: "pair",
            title: title.clone().into(),
            description: described([
                format!(
                    "{} about {title} in {}.",
                    briefs_text(briefs.len()),
                    site.settings.title
                ),
                latest(digest, briefs),
            ]),
            address,
            crumbs: vec![("Matrix".into(), "matrix/".to_owned())],
            feeds: links(self.followed(), digest, &site.settings),
            json_ld: Some(collection(&title)),
            ..Head::default()
        };
        site.page(head, None, own)
    }
}
