//! `/stories/`: what several reports tell, newest first.

use crate::digest::{Digest, Story};
use crate::settings::Settings;
use crate::site::addresses::story_address;
use crate::site::context::frame::{Head, Paging};
use crate::site::context::parts::ItemSeen;
use crate::site::context::seen;
use crate::site::files::feeds::{Followed, links};
use crate::site::format::date_text;
use crate::site::kind::{Group, Kind, Routes};
use crate::site::render::{Show, Shown, Site};
use crate::site::template::Template;

pub(super) const ADDRESS: &str = "stories/";

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<StoriesSeen<'_>>()),
    groups: &[Group::named("stories", "Stories", ADDRESS)],
    routes,
};

seen! {
    /// `/stories/`, paged: the stories that several briefs tell.
    template "stories.html" struct StoriesSeen<'a> {
        /// The stories of this page, in the order of their newest brief.
        stories: Vec<StoryLine<'a>>,
    }
}

seen! {
    /// A story as the list of stories shows it.
    struct StoryLine<'a> {
        /// Address of its page.
        url: String,
        /// Its newest brief.
        latest: ItemSeen<'a>,
        /// How many briefs tell it.
        count: usize,
        /// How many of them are independent: copies, and texts of one agency or publisher, count once.
        independent: u32,
        /// The kind of event that most of them report; none where none is sure of one.
        event: Option<&'static str>,
        /// The first day that one of them was published, for reading, such as `20 April 2023`.
        first_date_text: Option<String>,
        /// The last such day.
        last_date_text: Option<String>,
        /// On how many things their amounts differ.
        disagreements: usize,
    }
}

impl<'a> StoryLine<'a> {
    pub(super) fn of(site: &'a Site, story: &Story) -> Self {
        let digest = &site.digest;
        let latest = story.briefs.first().copied();
        let latest = latest.unwrap_or_else(|| panic!("bug: a story without briefs"));
        let days = digest.days(story);
        Self {
            url: story_address(story),
            latest: site.shared.item(digest, digest.brief(latest)),
            count: story.briefs.len(),
            independent: story.origins,
            event: story.event,
            first_date_text: days.map(|(first, _)| date_text(first)),
            last_date_text: days.map(|(_, last)| date_text(last)),
            disagreements: story.disagreements.len(),
        }
    }
}

fn routes(digest: &Digest, settings: &Settings, list: &mut Routes) {
    let stories = digest.stories.len();
    if settings.pages.stories && stories > 0 {
        list.paged(ADDRESS, stories, settings.paginate, Stories);
    }
}

/// One page of the list.
#[derive(Debug)]
struct Stories(usize);

impl Show for Stories {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let stories = &site.digest.stories;
        let paging = Paging {
            base: ADDRESS,
            number: self.0,
            items: stories.len(),
            per_page: site.settings.paginate,
        };
        let own = StoriesSeen {
            stories: paging
                .of(stories)
                .iter()
                .map(|story| StoryLine::of(site, story))
                .collect(),
        };
        let head = Head {
            kind: "stories",
            title: "Stories".into(),
            description: format!(
                "{} stories that {} has from more than one report, the latest first.",
                stories.len(),
                site.settings.title
            ),
            address,
            feeds: links(Followed::Stories, &site.digest, &site.settings),
            ..Head::default()
        };
        site.page(head, Some(paging), own)
    }
}
