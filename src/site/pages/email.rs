//! `/editions/PERIOD/email.html`: an edition as an e-mail, with its styles in its elements and full addresses; beside it the
//! same as plain text.

use crate::digest::Digest;
use crate::settings::Settings;
use crate::site::addresses::edition_address;
use crate::site::context::edition::EditionSeen;
use crate::site::context::frame::Head;
use crate::site::context::marks::{Marked, Marks};
use crate::site::context::seen;
use crate::site::email_text::email_text;
use crate::site::kind::{Kind, Routes};
use crate::site::render::{Origin, Show, Shown, Site};
use crate::site::template::Template;

use super::edition::{full_title, written};

/// Briefs besides the stories: mail programs cut a message off at about 100 KB.
const LISTED: usize = 60;

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<EmailSeen<'_>>()),
    groups: &[],
    routes,
};

seen! {
    /// `/editions/PERIOD/email.html`: an edition as an e-mail. `root` is the site's full address.
    template "email.html" struct EmailSeen<'a> {
        /// The edition; of very many briefs besides its stories the first.
        edition: EditionSeen<'a>,
    }
}

fn routes(digest: &Digest, _: &Settings, list: &mut Routes) {
    for (place, edition) in digest.editions.iter().enumerate() {
        let address = edition_address(edition);
        list.file(format!("{address}email.html"), Email { place, html: true });
        list.file(format!("{address}email.txt"), Email { place, html: false });
    }
}

/// The e-mail of the edition at a place.
#[derive(Debug)]
struct Email {
    place: usize,
    html: bool,
}

impl Show for Email {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let edition = site.digest.edition(self.place);
        let mut seen = EditionSeen::of(site, edition, address, Some(&site.base_url));
        seen.keep_listed(LISTED);
        if !self.html {
            let mut marks = Marks::default();
            marks.text(&site.base_url);
            marks.text(&site.settings.title);
            marks.text(&edition.lead_markdown);
            seen.mark(&mut marks);
            let lead = &edition.lead_markdown;
            return Shown::file(&marks, move || email_text(site, &seen, lead).into_bytes());
        }
        let head = Head {
            kind: "email",
            title: full_title(&seen).into(),
            title_more: Some("e-mail".to_owned()),
            description: format!("{}, {}.", site.settings.title, seen.days),
            address,
            canonical: Some(seen.url.clone()),
            noindex: true,
            ..Head::default()
        };
        site.page_from(
            site.base_url.clone(),
            head,
            None,
            EmailSeen { edition: seen },
        )
    }

    fn is_listed(&self, _: &Digest) -> bool {
        false
    }

    fn origin<'d>(&self, digest: &'d Digest) -> Origin<'d> {
        written(digest.edition(self.place))
    }
}
