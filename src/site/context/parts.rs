//! Parts that several templates see, and what many pages share: built once, cheap to copy.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{Prebuilt, seen};
use crate::digest::{
    BriefId, BriefSource, Digest, DigestBrief, DigestFigure, DigestTerm, Taxonomy, TermId,
};
use crate::rules;
use crate::settings::Settings;
use crate::site::addresses::{brief_address, source_address, story_address, term_address};
use crate::site::format::{count_text, date_text, language_tag, number_text};
use crate::site::links::{Address, address, is_home};
use crate::site::typography::{Custom, typeset};

/// Terms of each kind that a card and a feed's entry name; a brief about more names the rest on its own page.
pub(in crate::site) const TERMS_OF_CARD: usize = 24;

/// Sources of a brief that its page and its feeds list, and authors of one source.
pub(in crate::site) const SOURCES: usize = 24;

seen! {
    /// A company or a technology as a link.
    struct TermLink {
        /// Its name.
        name: String,
        /// Address of its page.
        url: String,
        /// `company` or `technology`.
        kind: &'static str,
        /// Briefs about it.
        count: usize,
        /// Briefs that merely mention it.
        mention_count: usize,
    }
}

seen! {
    /// A brief as a link.
    struct BriefLink<'a> {
        /// The headline.
        title: Cow<'a, str>,
        /// Address of its page.
        url: String,
        /// The last part of that address, by which another brief's page leads to it: `../slug/`.
        slug: &'a str,
        /// The day of the original, `YYYY-MM-DD`; none where it is unknown.
        date: Option<String>,
        /// The day for reading, such as `20 April 2023`.
        date_text: Option<String>,
        /// The day on which it came in, `YYYY-MM-DD`, of one whose date is unknown; none where that is not known either.
        added: Option<String>,
        /// The same for reading.
        added_text: Option<String>,
        /// The fields of its front matter that briefmill does not know, such as `brief.extra.desk`.
        extra: &'a serde_json::Map<String, serde_json::Value>,
    }
}

seen! {
    /// Where a brief comes from.
    struct SourceSeen<'a> {
        /// The publisher's name, or the host where only an address is known.
        name: Option<&'a str>,
        /// Full address of the original.
        url: Option<&'a str>,
        /// Whether that is the publisher's home page, and no article.
        is_home: bool,
        /// What kind of publisher it is: `first-hand` (the firm or office itself), `news agency`, `trade press` or
        /// `aggregator`; none where that is not sure.
        kind: Option<&'static str>,
        /// Address of the publisher's page on this site.
        page: Option<String>,
        /// The authors; of very many, the last says how many more there are.
        authors: Vec<String>,
    }
}

seen! {
    /// A brief as lists show it.
    struct ItemSeen<'a> {
        /// The headline.
        title: Cow<'a, str>,
        /// Whether a rule made the headline; false for the article's own and the editor's.
        title_proposed: bool,
        /// Address of its page.
        url: String,
        /// The last part of that address, by which another brief's page leads to it: `../slug/`.
        slug: &'a str,
        /// The day of the original, `YYYY-MM-DD`; none where it is unknown.
        date: Option<String>,
        /// The day for reading, such as `20 April 2023`.
        date_text: Option<String>,
        /// The day on which it came in, `YYYY-MM-DD`, of one whose date is unknown; none where that is not known either.
        added: Option<String>,
        /// The same for reading.
        added_text: Option<String>,
        /// One or two sentences that stand alone.
        summary: Option<Cow<'a, str>>,
        /// The main source.
        source: Option<SourceSeen<'a>>,
        /// Companies that it is about, the first of very many.
        companies: Vec<Prebuilt<TermLink>>,
        /// Technologies that it is about, the first of very many.
        technologies: Vec<Prebuilt<TermLink>>,
        /// How many terms it is about beyond those listed, for reading; none where all are.
        more_terms: Option<String>,
        /// How many other briefs tell the same story.
        reports: usize,
        /// Address of that story's page; none without a story, or where these pages are not made.
        story: Option<String>,
        /// The kind of event: `funding`, `acquisition`, `plant`, `launch`, `order`, `results`, `regulation`, `people` or
        /// `incident`; none where that is not sure.
        event: Option<&'static str>,
        /// BCP 47 language tag, where it differs from the site's.
        language: Option<&'a str>,
        /// The fields of its front matter that briefmill does not know, such as `brief.extra.desk`.
        extra: &'a serde_json::Map<String, serde_json::Value>,
    }
}

seen! {
    /// A sentence that says much of a brief.
    struct KeyPointSeen<'a> {
        /// The sentence.
        text: Cow<'a, str>,
        /// The same in pieces, its amounts told from the words around them.
        parts: Vec<PointPart>,
        /// The number of its paragraph in the text.
        block: u32,
        /// The number of the sentence in that paragraph.
        sentence: u32,
        /// Its id on the brief's page.
        anchor: String,
        /// The rule that chose it.
        rule: &'static str,
    }
}

seen! {
    /// A sentence that a publisher changed, put in or took out.
    struct UpdateSeen<'a> {
        /// The day on which the change came in, `YYYY-MM-DD`; none where an editor took it out.
        date: Option<String>,
        /// The same for reading.
        date_text: Option<String>,
        /// The sentence before; none for one that was put in.
        was: Option<Cow<'a, str>>,
        /// The sentence now; none for one that was taken out.
        now: Option<Cow<'a, str>>,
        /// How many more sentences changed on that day; 0 where all are told.
        more: usize,
    }
}

seen! {
    /// A piece of a sentence.
    struct PointPart {
        /// Its words.
        text: String,
        /// Whether they are an amount.
        amount: bool,
    }
}

seen! {
    /// An amount that a brief states.
    struct FigureSeen<'a> {
        /// `money`, `capacity`, `share`, `multiple` or `count`.
        kind: &'static str,
        /// The amount in the article's words.
        text: &'a str,
        /// The amount as a decimal number; none where it is not understood.
        value: Option<&'a str>,
        /// The same for reading, such as `20 trillion`.
        value_text: Option<String>,
        /// Currency code or symbol of the value.
        unit: &'a str,
        /// The amount in a second unit.
        converted_value: Option<&'a str>,
        /// The same for reading.
        converted_text: Option<String>,
        /// The second unit.
        converted_unit: Option<&'a str>,
        /// Whether the text states the second amount (`stated`) or its rate (`rate`).
        converted_rule: Option<&'static str>,
        /// What the text says before it: `exactly`, `about`, `nearly`, `up to`, `at least`, `more than` or `less than`;
        /// none where it says nothing, or the amount's own words say it.
        qualifier: Option<String>,
        /// `rise` or `fall`, where the text says that it rises or falls, by the amount or to it.
        direction: Option<&'static str>,
        /// The lower end of the range of which it is an end, as a decimal number; the amount's words are those of the
        /// whole range.
        range_from: Option<&'a str>,
        /// The upper end.
        range_to: Option<&'a str>,
        /// What it is per, such as `year`; none where the amount's own words say it.
        per: Option<&'a str>,
        /// Companies whose amount it is.
        who: Vec<Prebuilt<TermLink>>,
        /// What it measures, in the article's words; none where that is not sure, and the sentence has to say it.
        what: Option<Cow<'a, str>>,
        /// Year or deadline.
        when: Option<&'a str>,
        /// The sentence; of a very long one the words around the amount.
        sentence: Cow<'a, str>,
        /// The same around the amount's words; none where they do not stand in it word by word.
        around: Option<AroundSeen<'a>>,
        /// The sentence's id on the brief's page.
        anchor: String,
        /// Address of the brief's page with that id.
        url: String,
        /// The rule that found it.
        rule: &'static str,
        /// The brief that states it.
        brief: BriefLink<'a>,
        /// The brief's main source.
        source: Option<SourceSeen<'a>>,
    }
}

seen! {
    /// A sentence around the words of an amount.
    struct AroundSeen<'a> {
        /// What stands before them.
        before: Cow<'a, str>,
        /// What stands after them.
        after: Cow<'a, str>,
    }
}

seen! {
    /// What `card.html` is given for a brief: it makes the brief's entry in every list, once for all of them.
    template "card.html" struct CardSeen<'a> {
        /// Leads from the page that the card stands on to the site's root.
        root: &'static str,
        /// The site.
        site: Prebuilt<super::site::SiteSeen>,
        /// The brief.
        brief: ItemSeen<'a>,
    }
}

/// How many of a list are not shown, for reading; none where all are.
pub(in crate::site) fn more(all: usize, shown: usize) -> Option<String> {
    let rest = all.saturating_sub(shown);
    (rest > 0).then(|| count_text(rest))
}

/// The first of some words and how many more there are, as words to be joined by commas.
pub(in crate::site) fn some(list: &[String], most: usize) -> Vec<String> {
    let mut words: Vec<String> = list.iter().take(most).cloned().collect();
    let rest = list.len() - words.len();
    if rest > 0 {
        words.push(format!("and {} more", count_text(rest)));
    }
    words
}

/// The day on which a brief came in, where it stands for an unknown date.
fn arrival(brief: &DigestBrief) -> Option<Date> {
    brief.added.filter(|_| brief.date.is_none())
}

/// A sentence around the words of an amount; none where they do not stand in it word by word.
pub(in crate::site) fn around<'a>(sentence: &Cow<'a, str>, amount: &str) -> Option<AroundSeen<'a>> {
    let (before, after): (Cow<'a, str>, Cow<'a, str>) = match sentence {
        Cow::Borrowed(sentence) => {
            let (before, after) = sentence.split_once(amount)?;
            (before.into(), after.into())
        }
        Cow::Owned(sentence) => {
            let (before, after) = sentence.split_once(amount)?;
            (before.to_owned().into(), after.to_owned().into())
        }
    };
    Some(AroundSeen { before, after })
}

/// A sentence in pieces: its amounts, in the order in which they stand there, and what is between them. An amount that is
/// not found word by word stays among the rest.
fn parts(sentence: &str, amounts: &[&str]) -> Vec<PointPart> {
    let mut parts = Vec::new();
    let mut add = |text: &str, amount| {
        if !text.is_empty() {
            let text = text.to_owned();
            parts.push(PointPart { text, amount });
        }
    };
    let mut rest = sentence;
    for amount in amounts.iter().filter(|a| !a.is_empty()) {
        if let Some((before, after)) = rest.split_once(amount) {
            add(before, false);
            add(amount, true);
            rest = after;
        }
    }
    add(rest, false);
    parts
}

impl<'a> BriefLink<'a> {
    /// A brief as a link, its headline as it stands in its file; [`Shared::link`] sets it.
    pub(in crate::site) fn to(brief: &'a DigestBrief) -> Self {
        Self {
            title: Cow::Borrowed(&brief.title),
            url: brief_address(brief),
            slug: brief.slug.as_str(),
            date: brief.date.map(|d| d.to_string()),
            date_text: brief.date.map(date_text),
            added: arrival(brief).map(|d| d.to_string()),
            added_text: arrival(brief).map(date_text),
            extra: &brief.extra,
        }
    }
}

impl<'a> SourceSeen<'a> {
    /// A publisher of which no more than the name is known.
    pub(in crate::site) fn named(name: &'a str) -> Self {
        Self {
            name: Some(name),
            url: None,
            is_home: false,
            kind: None,
            page: None,
            authors: Vec::new(),
        }
    }
}

impl TermLink {
    fn to(term: &DigestTerm) -> Self {
        Self {
            name: term.name.clone(),
            url: term_address(term),
            kind: kind_of(term.taxonomy),
            count: term.about.len(),
            mention_count: term.mentions.len(),
        }
    }
}

/// What a term of a taxonomy is called.
pub(in crate::site) fn kind_of(taxonomy: Taxonomy) -> &'static str {
    match taxonomy {
        Taxonomy::Companies => "company",
        Taxonomy::Technologies => "technology",
    }
}

/// What many pages show, by place in the digest's lists.
pub(in crate::site) struct Shared {
    terms: Vec<Prebuilt<TermLink>>,
    /// Whether publishers have pages.
    sources: bool,
    /// Whether stories have.
    stories: bool,
    /// How the site's language sets quotation marks.
    custom: Option<Custom>,
}

impl Shared {
    /// Builds it; the settings tell what has pages.
    pub(in crate::site) fn new(digest: &Digest, settings: &Settings) -> Self {
        let (terms, pages) = (digest.terms.iter(), &settings.pages);
        Self {
            terms: terms.map(|t| Prebuilt::new(&TermLink::to(t))).collect(),
            sources: pages.sources,
            stories: pages.stories,
            custom: Custom::of(&settings.language),
        }
    }

    /// A brief's words that stand alone, with the quotation marks and dashes of its language.
    pub(in crate::site) fn typeset<'a>(&self, brief: &DigestBrief, text: &'a str) -> Cow<'a, str> {
        self.typeset_in(Some(brief), text)
    }

    /// The same of words about a brief that may be there no more, as those of the site.
    pub(in crate::site) fn typeset_in<'a>(
        &self,
        brief: Option<&DigestBrief>,
        text: &'a str,
    ) -> Cow<'a, str> {
        let own = brief.and_then(|b| b.language.as_deref());
        typeset(text, own.map_or(self.custom, Custom::of))
    }

    /// A brief as a link.
    pub(in crate::site) fn link<'a>(&self, brief: &'a DigestBrief) -> BriefLink<'a> {
        BriefLink {
            title: self.typeset(brief, &brief.title),
            ..BriefLink::to(brief)
        }
    }

    /// The key points, each with its sentence.
    pub(in crate::site) fn key_points<'a>(&self, brief: &'a DigestBrief) -> Vec<KeyPointSeen<'a>> {
        let points = brief.key_points.iter();
        let seen = points.map(|point| {
            let text = self.typeset(brief, &point.text);
            let figures = brief.figures.iter().filter(|f| f.anchor == point.anchor);
            let amounts: Vec<&str> = figures.map(|f| f.text.as_str()).collect();
            KeyPointSeen {
                parts: parts(&text, &amounts),
                text,
                block: point.anchor.block,
                sentence: point.anchor.sentence,
                anchor: point.anchor.to_string(),
                rule: point.rule,
            }
        });
        seen.collect()
    }

    /// What its publisher changed since, the latest first.
    pub(in crate::site) fn updates<'a>(&self, brief: &'a DigestBrief) -> Vec<UpdateSeen<'a>> {
        let set = |text: &'a Option<String>| {
            let text = text.as_deref();
            text.map(|text| self.typeset(brief, text))
        };
        let seen = brief.updates.iter().rev().map(|update| UpdateSeen {
            date: update.day.map(|d| d.to_string()),
            date_text: update.day.map(date_text),
            was: set(&update.was),
            now: set(&update.now),
            more: usize::try_from(update.more).unwrap_or(usize::MAX),
        });
        seen.collect()
    }

    /// A term as a link.
    pub(in crate::site) fn term(&self, id: TermId) -> Prebuilt<TermLink> {
        let link = self.terms.get(id.0 as usize);
        link.unwrap_or_else(|| panic!("bug: there is no link to term {}", id.0))
            .clone()
    }

    /// Several terms as links.
    pub(in crate::site) fn terms(
        &self,
        ids: impl IntoIterator<Item = TermId>,
    ) -> Vec<Prebuilt<TermLink>> {
        ids.into_iter().map(|id| self.term(id)).collect()
    }

    /// The terms of one kind that a brief is about, the first of very many, and how many more there are.
    fn tags(
        &self,
        digest: &Digest,
        brief: &DigestBrief,
        taxonomy: Taxonomy,
    ) -> (Vec<Prebuilt<TermLink>>, usize) {
        let tags = brief.tags.iter().filter(|t| t.about).map(|t| t.term);
        let mut tags = tags.filter(|id| digest.term(*id).taxonomy == taxonomy);
        let shown = self.terms(tags.by_ref().take(TERMS_OF_CARD));
        (shown, tags.count())
    }

    /// A brief as lists show it.
    pub(in crate::site) fn item<'a>(
        &self,
        digest: &Digest,
        brief: &'a DigestBrief,
    ) -> ItemSeen<'a> {
        let (companies, more_companies) = self.tags(digest, brief, Taxonomy::Companies);
        let (technologies, more_technologies) = self.tags(digest, brief, Taxonomy::Technologies);
        let story = brief.story.map(|id| digest.story(id));
        ItemSeen {
            title: self.typeset(brief, &brief.title),
            title_proposed: brief.title_rule.as_deref().is_some_and(rules::is_proposal),
            url: brief_address(brief),
            slug: brief.slug.as_str(),
            date: brief.date.map(|d| d.to_string()),
            date_text: brief.date.map(date_text),
            added: arrival(brief).map(|d| d.to_string()),
            added_text: arrival(brief).map(date_text),
            summary: brief.summary.as_deref().map(|s| self.typeset(brief, s)),
            source: self.main_source(digest, brief),
            companies,
            technologies,
            more_terms: more(more_companies + more_technologies, 0),
            reports: story.map_or(0, |s| s.briefs.len().saturating_sub(1)),
            story: story.filter(|_| self.stories).map(story_address),
            event: brief.event.as_ref().map(|e| e.kind),
            language: brief.language.as_deref().and_then(language_tag),
            extra: &brief.extra,
        }
    }

    fn main_source<'a>(&self, digest: &Digest, brief: &'a DigestBrief) -> Option<SourceSeen<'a>> {
        brief.sources.first().map(|s| self.source(digest, s))
    }

    /// A source of a brief.
    pub(in crate::site) fn source<'a>(
        &self,
        digest: &Digest,
        source: &'a BriefSource,
    ) -> SourceSeen<'a> {
        // Only an address that the text's own links might have becomes one here.
        let url = source.url.as_deref();
        let url = url.filter(|u| matches!(address(u), Some(Address::External(_))));
        let page = source.source.filter(|_| self.sources);
        SourceSeen {
            name: source.name.as_deref(),
            is_home: url.is_some_and(is_home),
            kind: source.kind.map(|told| told.kind.words()),
            url,
            page: page.map(|id| source_address(digest.source(id))),
            authors: some(&source.authors, SOURCES),
        }
    }

    /// One figure of a brief.
    pub(in crate::site) fn figure<'a>(
        &self,
        digest: &'a Digest,
        id: BriefId,
        figure: &'a DigestFigure,
    ) -> FigureSeen<'a> {
        let brief = digest.brief(id);
        let number = |v: &Option<String>| v.as_deref().map(number_text);
        let sentence = self.typeset(brief, &figure.sentence);
        FigureSeen {
            kind: figure.kind,
            text: &figure.text,
            value: figure.value.as_deref(),
            value_text: number(&figure.value),
            unit: &figure.unit,
            converted_value: figure.converted_value.as_deref(),
            converted_text: number(&figure.converted_value),
            converted_unit: figure.converted_unit.as_deref(),
            converted_rule: figure.converted_rule,
            qualifier: figure
                .qualifier
                .map(|q| q.replace('-', " "))
                .filter(|q| !figure.text.starts_with(q)),
            direction: figure.direction,
            range_from: figure.range_from.as_deref(),
            range_to: figure.range_to.as_deref(),
            per: figure.per.as_deref().filter(|p| !figure.text.contains(p)),
            who: self.terms(figure.who.iter().copied()),
            what: figure.what.as_deref().map(|w| self.typeset(brief, w)),
            when: figure.when.as_deref(),
            around: around(&sentence, &figure.text),
            sentence,
            anchor: figure.anchor.to_string(),
            url: format!("{}#{}", brief_address(brief), figure.anchor),
            rule: figure.rule,
            brief: self.link(brief),
            source: self.main_source(digest, brief),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_told_in_pieces_around_its_amounts() {
        let told = |sentence, amounts: &[&str]| -> String {
            let piece = |p: PointPart| {
                if p.amount {
                    format!("[{}]", p.text)
                } else {
                    p.text
                }
            };
            parts(sentence, amounts).into_iter().map(piece).collect()
        };
        for (sentence, amounts, expected) in [
            (
                "It pays $2 billion, then $2 billion.",
                &["$2 billion", "$2 billion"][..],
                "It pays [$2 billion], then [$2 billion].",
            ),
            ("5 GWh a year", &["5 GWh"], "[5 GWh] a year"),
            ("It is 6′ high", &["6' high", ""], "It is 6′ high"),
            ("Then 7, then 5", &["5", "7"], "Then 7, then [5]"),
            ("", &["1"], ""),
        ] {
            assert_eq!(told(sentence, amounts), expected);
        }
    }
}
