//! `/briefs/SLUG/`: one brief with its receipts.

use jiff::civil::Date;
use serde_json::json;

use crate::digest::{BriefId, Digest, DigestBrief, DigestTag, Taxonomy};
use crate::kept::Key;
use crate::settings::Settings;
use crate::site::addresses::{brief_address, events_address};
use crate::site::context::edition::WORDS_PER_MINUTE;
use crate::site::context::frame::{Head, JsonLd};
use crate::site::context::marks::Marks;
use crate::site::context::parts::{
    BriefLink, FigureSeen, ItemSeen, KeyPointSeen, SOURCES, SourceSeen, TermLink, UpdateSeen, more,
    some,
};
use crate::site::context::{Given, Html, Prebuilt, seen};
use crate::site::format::{count_text, described, language_tag};
use crate::site::kind::{Kind, Routes};
use crate::site::pictures::Pictures;
use crate::site::render::{Origin, Show, Shown, Site};
use crate::site::template::Template;
use crate::site::titles::{publisher_and_day, sentence};
use crate::site::words::{Words, may_lead_inside};
use crate::text::spans::beginning;

/// Terms of each list.
const TERMS: usize = 60;

/// Reports of the same story.
const REPORTS: usize = 12;

/// Pieces that one rule took out whose words are shown, and characters of each.
const CUTS: usize = 100;
const CUT_LENGTH: usize = 1_000;

/// Hosts that may be the publisher's.
const HINTS: usize = 12;

pub(super) const KIND: Kind = Kind {
    template: Some(Template::of_page::<BriefSeen<'_>>()),
    groups: &[],
    routes,
};

seen! {
    /// `/briefs/SLUG/`: one brief.
    template "brief.html" struct BriefSeen<'a> {
        /// The brief as lists show it.
        brief: ItemSeen<'a>,
        /// Its text. Blocks have the ids `p1`, `p2` …; headings start at `h2`. A sentence that a key point, a figure
        /// or a tag leads to is `<span id=s3-2>` (block 3, sentence 2); where a tag such as emphasis crosses
        /// its border, an empty span of that id stands before it. Tables stand in
        /// `<div class="table" tabindex="0">`, with `class="number"` on right-aligned cells. A picture of another site is
        /// `<a class="picture"><span class="picture-label">Picture</span> description</a>` and
        /// `<span class="picture-credit">` with whose it is; with `images: copy`, one of which the digest has a copy is
        /// `<img>` with the same behind it, and with `images: omit` there is neither. A link or picture of this
        /// site that leads to no page or file of it is `<span data-broken="/its/address">` around its words. Footnotes
        /// are `<div class="footnote" id="note-1">` with `<span class="footnote-number">`.
        body: Html<'a>,
        /// Whether it has a text; of a brief without one, nothing came in but the headline.
        has_text: bool,
        /// Where it comes from, the main source first.
        sources: Vec<SourceSeen<'a>>,
        /// How many more sources there are, for reading; none where all are listed.
        more_sources: Option<String>,
        /// Hosts that may be the publisher's: a suggestion. Of very many, the last says how many more there are.
        source_hints: Vec<String>,
        /// The rule that proposed the headline; none for the article's own and the editor's.
        title_rule: Option<&'a str>,
        /// The rule that the date came from; none where an editor wrote it.
        date_rule: Option<&'a str>,
        /// The rule that the source came from; none where an editor wrote it.
        source_rule: Option<&'a str>,
        /// The rule that told what kind of publisher the main source is; none where an editor did, or where it is not
        /// sure.
        kind_rule: Option<&'static str>,
        /// Whether the fragment held the article twice.
        repeated: bool,
        /// Words of the text; 0 too where all of it stands under unrelated headlines as well, and is the article of none.
        words: u32,
        /// Minutes that it takes to read.
        minutes: u32,
        /// The sentences that say the most.
        key_points: Vec<KeyPointSeen<'a>>,
        /// The few amounts that matter, the most telling first.
        figures: Vec<FigureSeen<'a>>,
        /// How many amounts the text states, for reading.
        amounts: String,
        /// How many of them are not listed, for reading; none where all are.
        more_figures: Option<String>,
        /// Companies that it is about.
        companies: Vec<TagSeen>,
        /// How many more of them there are, for reading; none where all are listed.
        more_companies: Option<String>,
        /// Technologies that it is about.
        technologies: Vec<TagSeen>,
        /// How many more of them there are, for reading; none where all are listed.
        more_technologies: Option<String>,
        /// Whether a sentence of the text names any of those.
        is_named: bool,
        /// Companies that it merely mentions.
        mentioned_companies: Vec<TagSeen>,
        /// Technologies that it merely mentions.
        mentioned_technologies: Vec<TagSeen>,
        /// How many more terms it merely mentions, for reading; none where all are listed.
        more_mentioned: Option<String>,
        /// The reports of its story, the latest first, itself among them; of a brief without a story, none.
        timeline: Vec<ReportOfStory<'a>>,
        /// How many more there are, for reading; none where all are listed.
        more_reported: Option<String>,
        /// How many of the story's briefs are independent: copies, and texts of one agency or publisher, count once.
        independent: u32,
        /// The words of the headline that tell the kind of event; none where an editor told it.
        event_words: Option<&'a str>,
        /// Address of the page of all events of its kind; none where that is not made.
        event_url: Option<String>,
        /// Briefs that share most terms with it.
        related: Vec<BriefLink<'a>>,
        /// The brief before it in the list of all, which is newer or of the same day.
        newer: Option<BriefLink<'a>>,
        /// The brief after it.
        older: Option<BriefLink<'a>>,
        /// What its publisher changed since it was first brought in, the latest first.
        updates: Vec<UpdateSeen<'a>>,
        /// What was cut from the fragment, by rule, in the order in which they first cut.
        cuts: Vec<CutSeen<'a>>,
    }
}

seen! {
    /// A term of a brief.
    struct TagSeen {
        /// The term.
        term: Prebuilt<TermLink>,
        /// The id of the first sentence that names it; none where only the headline or the editor does.
        anchor: Option<String>,
    }
}

seen! {
    /// A report in the timeline of a brief's story.
    struct ReportOfStory<'a> {
        /// The brief.
        brief: ItemSeen<'a>,
        /// Whether it is the one whose page this is.
        is_this: bool,
    }
}

seen! {
    /// What one rule cut from the fragment.
    struct CutSeen<'a> {
        /// The rule.
        rule: &'a str,
        /// How many pieces it cut.
        pieces: usize,
        /// How many words they have together, for reading.
        words: String,
        /// Their words, where the setting `show_cuts` is on; of very many pieces the first, of a very long one its
        /// beginning.
        texts: Vec<String>,
    }
}

fn routes(digest: &Digest, _: &Settings, list: &mut Routes) {
    for (brief, i) in digest.briefs.iter().zip(0..) {
        list.page(&brief_address(brief), Brief(BriefId(i)));
    }
}

#[derive(Debug)]
struct Brief(BriefId);

impl Show for Brief {
    fn show<'s>(&'s self, site: &'s Site, address: &'s str) -> Shown<'s> {
        let brief = site.digest.brief(self.0);
        let head = Head {
            kind: "brief",
            title: site.shared.typeset(brief, &brief.title),
            title_more: site.titles.more_of(self.0).map(str::to_owned),
            description: description(site, self.0),
            noindex: !self.is_listed(&site.digest),
            address,
            crumbs: vec![("Briefs".into(), "briefs/".to_owned())],
            json_ld: Some(json_ld(site, brief)),
            language: brief.language.as_deref().and_then(language_tag),
            ..Head::default()
        };
        site.page(head, None, seen(site, self.0, address))
    }

    /// All that [`seen()`], [`json_ld`] and the head are made from: what the digest has of the brief, and of others what links to
    /// them show.
    fn print(&self, site: &Site) -> Option<Key> {
        let digest = &site.digest;
        let brief = digest.brief(self.0);
        let (settings, mut marks) = (&site.settings, Marks::default());
        marks.print(brief.print?);
        marks.print(site.print_of(BriefSeen::NAME));
        marks.print(site.item_print(self.0));
        marks.add(&site.base_url).add(&settings.title);
        marks.add(&settings.publisher).add(&settings.language);
        marks.add(&site.image_of(&brief_address(brief)));
        marks.add(&site.titles.more_of(self.0));
        marks.add(&site.titles.says_the_same(self.0));
        marks
            .add(&settings.pages.sources)
            .add(&settings.pages.events)
            .add(&settings.show_cuts);
        Pictures::of(site, brief).mark(&mut marks);
        for tag in &brief.tags {
            marks.print(site.shared.term(tag.term).print());
        }
        for source in &brief.sources {
            marks.add(&source.source.map(|s| digest.source(s).slug.as_str()));
        }
        let near = [self.0.0.checked_sub(1), self.0.0.checked_add(1)];
        let near = near.map(|place| digest.briefs.get(usize::try_from(place?).ok()?));
        for near in near {
            marks.number(u64::from(near.is_some()));
            if let Some(near) = near {
                marks.print(near.print?);
            }
        }
        marks.number(brief.related.len() as u64);
        for related in digest.briefs_of(&brief.related) {
            marks.print(related.print?);
        }
        if let Some(story) = brief.story.map(|s| digest.story(s)) {
            marks.number(u64::from(story.origins));
            marks.number(story.briefs.len() as u64);
            let others = story.briefs.iter().filter(|o| **o != self.0).take(REPORTS);
            for other in others {
                marks.print(site.item_print(*other));
            }
        }
        if may_lead_inside(&brief.body_markdown) {
            marks.print(site.addresses);
        }
        Some(marks.key())
    }

    fn is_listed(&self, digest: &Digest) -> bool {
        !is_mostly_quoted(digest.brief(self.0))
    }

    fn last_change(&self, digest: &Digest) -> Option<Date> {
        digest.brief(self.0).day()
    }

    fn origin<'d>(&self, digest: &'d Digest) -> Origin<'d> {
        Origin::Brief(&digest.brief(self.0).path)
    }
}

fn seen<'a>(site: &'a Site, id: BriefId, address: &'a str) -> BriefSeen<'a> {
    let digest = &site.digest;
    let brief = digest.brief(id);
    let sources = brief.sources.iter().take(SOURCES);
    let salient = brief.salient.iter().map(|place| digest.figure(id, *place));
    let figures: Vec<_> = salient.map(|f| site.shared.figure(digest, id, f)).collect();
    let amounts = usize::try_from(brief.amounts).unwrap_or(usize::MAX);
    let companies = tags(site, brief, Taxonomy::Companies, true);
    let technologies = tags(site, brief, Taxonomy::Technologies, true);
    let mentioned_companies = tags(site, brief, Taxonomy::Companies, false);
    let mentioned_technologies = tags(site, brief, Taxonomy::Technologies, false);
    let unnamed = [&mentioned_companies, &mentioned_technologies]
        .map(|tags| tags.len().saturating_sub(TERMS));
    let story = brief.story.map(|s| digest.story(s).briefs.as_slice());
    let reports = story.unwrap_or_default();
    let neighbour = |place: Option<u32>| {
        let place = usize::try_from(place?).ok()?;
        digest.briefs.get(place).map(|b| site.shared.link(b))
    };
    BriefSeen {
        brief: site.shared.item(digest, brief),
        body: Words {
            language: brief.language.as_deref(),
            body_markdown: &brief.body_markdown,
            key: brief.body_key,
            anchors: &brief.anchors,
            pictures: Some(Pictures::of(site, brief)),
        }
        .html(site, address),
        has_text: !brief.body_markdown.trim().is_empty(),
        sources: sources.map(|s| site.shared.source(digest, s)).collect(),
        more_sources: more(brief.sources.len(), SOURCES),
        source_hints: some(&brief.source_hints, HINTS),
        title_rule: brief.title_rule.as_deref(),
        date_rule: brief.date_rule.as_deref(),
        source_rule: brief.source_rule.as_deref(),
        kind_rule: brief.sources.first().and_then(|s| s.kind?.rule),
        repeated: brief.repeated,
        updates: site.shared.updates(brief),
        words: brief.words,
        minutes: brief.words.div_ceil(WORDS_PER_MINUTE).max(1),
        key_points: site.shared.key_points(brief),
        amounts: count_text(amounts),
        more_figures: more(amounts, figures.len()),
        figures,
        more_companies: more(companies.len(), TERMS),
        companies: shown(site, &companies),
        more_technologies: more(technologies.len(), TERMS),
        technologies: shown(site, &technologies),
        mentioned_companies: shown(site, &mentioned_companies),
        mentioned_technologies: shown(site, &mentioned_technologies),
        is_named: brief.tags.iter().any(|t| t.about && t.anchor.is_some()),
        more_mentioned: more(unnamed.iter().sum(), 0),
        timeline: timeline(site, reports, id),
        more_reported: more(reports.len(), REPORTS + 1),
        independent: brief.story.map_or(1, |s| digest.story(s).origins),
        event_words: brief.event.as_ref().and_then(|e| e.words.as_deref()),
        event_url: brief
            .event
            .as_ref()
            .filter(|_| site.settings.pages.events)
            .map(|e| events_address(e.kind)),
        related: digest
            .briefs_of(&brief.related)
            .map(|b| site.shared.link(b))
            .collect(),
        newer: neighbour(id.0.checked_sub(1)),
        older: neighbour(id.0.checked_add(1)),
        cuts: cuts(brief, site.settings.show_cuts),
    }
}

/// What it says first, and where that is from; the other way round where another brief says the same.
fn description(site: &Site, id: BriefId) -> String {
    let brief = site.digest.brief(id);
    let own = sentence(brief).to_owned();
    let mut from = publisher_and_day(brief);
    if !from.is_empty() {
        from.push('.');
    }
    let title = (own != brief.title).then(|| brief.title.clone());
    let description = if site.titles.says_the_same(id) {
        let slug = site.titles.more_of(id).map(|more| format!("{more}."));
        described([slug.unwrap_or(from), own, title.unwrap_or_default()])
    } else {
        described([own, from, title.unwrap_or_default()])
    };
    site.shared.typeset(brief, &description).into_owned()
}

/// Whether most of a text's words are quoted: they are another's, and stand in full elsewhere.
fn is_mostly_quoted(brief: &DigestBrief) -> bool {
    let lines = brief.body_markdown.lines();
    let quoted = lines.filter(|l| l.trim_start().starts_with('>'));
    let words: usize = quoted
        .map(|l| l.split_whitespace().filter(|w| *w != ">").count())
        .sum();
    words * 2 > brief.words as usize
}

/// The reports of a story, as many as are shown beside the brief itself.
fn timeline<'a>(site: &'a Site, reports: &[BriefId], own: BriefId) -> Vec<ReportOfStory<'a>> {
    let mut others = 0;
    let shown = reports.iter().filter(|id| {
        others += usize::from(**id != own);
        **id == own || others <= REPORTS
    });
    shown
        .map(|id| ReportOfStory {
            brief: site.shared.item(&site.digest, site.digest.brief(*id)),
            is_this: *id == own,
        })
        .collect()
}

/// The tags of one taxonomy.
fn tags<'a>(
    site: &Site,
    brief: &'a DigestBrief,
    taxonomy: Taxonomy,
    about: bool,
) -> Vec<&'a DigestTag> {
    let tags = brief.tags.iter().filter(|t| t.about == about);
    tags.filter(|t| site.digest.term(t.term).taxonomy == taxonomy)
        .collect()
}

/// The first of some tags, each with the sentence that names it.
fn shown(site: &Site, tags: &[&DigestTag]) -> Vec<TagSeen> {
    let tags = tags.iter().take(TERMS);
    tags.map(|t| TagSeen {
        term: site.shared.term(t.term),
        anchor: t.anchor.map(|a| a.to_string()),
    })
    .collect()
}

/// What each rule cut; the words themselves are nobody's to publish unless the desk says so.
fn cuts(brief: &DigestBrief, with_words: bool) -> Vec<CutSeen<'_>> {
    let mut rules: Vec<&str> = Vec::new();
    for cut in &brief.cuts {
        if !rules.contains(&cut.rule.as_str()) {
            rules.push(&cut.rule);
        }
    }
    let of_rule = |rule| {
        let own: Vec<_> = brief.cuts.iter().filter(|c| c.rule == rule).collect();
        let words = own.iter().map(|c| c.text.split_whitespace().count());
        let texts = own.iter().take(if with_words { CUTS } else { 0 });
        CutSeen {
            rule,
            pieces: own.len(),
            words: count_text(words.sum()),
            texts: texts.map(|c| beginning(&c.text, CUT_LENGTH)).collect(),
        }
    };
    rules.into_iter().map(of_rule).collect()
}

/// The brief for search engines, with all that it is made from.
fn json_ld<'s>(site: &'s Site, brief: &'s DigestBrief) -> JsonLd<'s> {
    let mut of = Marks::default();
    of.add(&site.settings.publisher);
    of.add(&brief.title).add(&brief.language);
    of.add(&brief.date.map(|d| d.to_string()));
    for source in brief.sources.iter().take(SOURCES) {
        of.add(&source.name).add(&source.url);
    }
    for tag in brief.tags.iter().filter(|t| t.about).take(TERMS) {
        of.print(site.shared.term(tag.term).print());
    }
    JsonLd {
        of,
        make: Box::new(|| structured(site, brief)),
    }
}

/// The brief for search engines: an article based on its original. Its address, its summary and the site's language
/// are said by the page around it. What kind of text the original is, and who publishes where nobody is named, is not
/// known; a subject without a kind is a thing.
fn structured(site: &Site, brief: &DigestBrief) -> serde_json::Value {
    let mut data = json!({ "@type": "Article", "headline": brief.title });
    if let Some(publisher) = &site.settings.publisher {
        data["publisher"] = json!({ "@type": "Organization", "name": publisher });
    }
    if let Some(language) = brief.language.as_deref().and_then(language_tag) {
        data["inLanguage"] = json!(language);
    }
    let originals: Vec<_> = brief
        .sources
        .iter()
        .take(SOURCES)
        .filter_map(|s| {
            let url = s.url.as_ref()?;
            let mut work = json!({ "url": url });
            if let Some(name) = &s.name {
                work["publisher"] = json!({ "name": name });
            }
            Some(work)
        })
        .collect();
    if let Some(date) = brief.date {
        data["datePublished"] = json!(date.to_string());
    }
    if !originals.is_empty() {
        data["isBasedOn"] = json!(originals);
    }
    let about: Vec<_> = brief
        .tags
        .iter()
        .filter(|t| t.about)
        .take(TERMS)
        .map(|t| site.digest.term(t.term))
        .map(|t| match t.taxonomy {
            Taxonomy::Companies => json!({ "@type": "Organization", "name": t.name }),
            Taxonomy::Technologies => json!({ "name": t.name }),
        })
        .collect();
    if !about.is_empty() {
        data["about"] = json!(about);
    }
    data
}
