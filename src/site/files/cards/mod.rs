//! `card.png`: what a preview of a link shows of the page, in the size that is asked for by those who show previews.
//!
//! The site has one; with the setting `social_cards` each brief and each term that briefs are about has its own. What the
//! typeface has no letters for has none, and its page shows the site's.

use crate::digest::{BriefId, Digest, TermId};
use crate::settings::Settings;
use crate::site::addresses::{brief_address, term_address};
use crate::site::context::marks::Marks;
use crate::site::context::parts::kind_of;
use crate::site::format::{count_text, date_text};
use crate::site::kind::{Kind, Routes};
use crate::site::render::{IMAGE, Show, Shown, Site};

use drawing::{Words, draw};
use letters::can_write;

mod drawing;
mod letters;
mod png;

pub(super) const KIND: Kind = Kind {
    template: None,
    groups: &[],
    routes,
};

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    if can_write(&settings.title) {
        list.file(IMAGE, Card(Of::Site));
    }
    if !settings.social_cards {
        return;
    }
    let briefs = (0..).map(BriefId).zip(&digest.briefs);
    for (id, brief) in briefs.filter(|(_, b)| can_write(&b.title)) {
        list.file(
            format!("{}{IMAGE}", brief_address(brief)),
            Card(Of::Brief(id)),
        );
    }
    let terms = (0..).map(TermId).zip(&digest.terms);
    for (id, term) in terms.filter(|(_, t)| !t.about.is_empty() && can_write(&t.name)) {
        list.file(format!("{}{IMAGE}", term_address(term)), Card(Of::Term(id)));
    }
}

/// What a card is of.
#[derive(Debug, Clone, Copy)]
enum Of {
    Site,
    Brief(BriefId),
    Term(TermId),
}

/// A card.
#[derive(Debug)]
struct Card(Of);

impl Show for Card {
    fn show<'s>(&'s self, site: &'s Site, _: &'s str) -> Shown<'s> {
        let words = self.0.words(site);
        let mut marks = Marks::default();
        for text in [&words.site, &words.kicker, &words.title, &words.foot] {
            marks.text(text);
        }
        Shown::file(&marks, move || draw(&words))
    }
}

impl Of {
    /// The words on it. Those besides the title are left out where the typeface cannot write them.
    fn words(self, site: &Site) -> Words {
        let (digest, settings) = (&site.digest, &site.settings);
        let written = |text: String| {
            if can_write(&text) {
                text
            } else {
                String::new()
            }
        };
        let (kicker, title, foot) = match self {
            Self::Site => (
                String::new(),
                settings.title.clone(),
                settings.description.clone(),
            ),
            Self::Brief(id) => {
                let brief = digest.brief(id);
                let topic = brief.tags.iter().find(|t| t.about);
                let topic = topic.map(|t| digest.term(t.term).name.clone());
                let publisher = brief.publisher().map(str::to_owned);
                let day = brief.date.map(date_text);
                let known: Vec<String> = publisher.into_iter().chain(day).collect();
                (
                    topic.unwrap_or_default(),
                    brief.title.clone(),
                    known.join(", "),
                )
            }
            Self::Term(id) => {
                let term = digest.term(id);
                let count = term.about.len();
                let briefs = if count == 1 { "brief" } else { "briefs" };
                let last = term
                    .days
                    .map(|(_, last)| format!(", the latest of {}", date_text(last)));
                (
                    kind_of(term.taxonomy).to_owned(),
                    term.name.clone(),
                    format!("{} {briefs}{}", count_text(count), last.unwrap_or_default()),
                )
            }
        };
        let own = matches!(self, Self::Site);
        Words {
            site: if own {
                String::new()
            } else {
                written(settings.title.clone())
            },
            kicker: written(kicker),
            title,
            foot: written(foot),
        }
    }
}
