//! What templates see: all briefs, terms, sources, stories and figures as plain fields, already sorted.
//!
//! Things refer to each other by place in the digest's lists, so that a brief is held once however many pages show it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::brief::{CutNote, Names, Update};
use crate::edition::Facts;
use crate::figures;
use crate::kept::Key;
use crate::period::Period;
use crate::rules;
use crate::slug::Slug;
use crate::source_kinds::SourceKind;
use crate::text::spans::Span;

/// A brief's place in [`Digest::briefs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct BriefId(pub u32);

/// A term's place in [`Digest::terms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TermId(pub u32);

/// A source's place in [`Digest::sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct SourceId(pub u32);

/// A story's place in [`Digest::stories`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct StoryId(pub u32);

/// A pair's place in [`Digest::pairs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct PairId(pub u32);

/// Everything that the site is made of.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Digest {
    /// Published briefs, newest first by [`DigestBrief::day`], those without one last, ties by slug.
    pub briefs: Vec<Arc<DigestBrief>>,
    /// Companies by name, then technologies by name.
    pub terms: Vec<DigestTerm>,
    /// Publishers by name.
    pub sources: Vec<DigestSource>,
    /// What briefs report, by kind.
    pub events: Vec<EventsOfKind>,
    /// Stories of two or more briefs, in the order of their newest brief.
    pub stories: Vec<Story>,
    /// Months that have briefs, newest first.
    pub months: Vec<Month>,
    /// Briefs without a date.
    pub undated: Vec<BriefId>,
    /// Each company and technology that a brief names together, by company, then by technology.
    pub pairs: Vec<Pair>,
    /// The editor's own pages, by slug.
    pub pages: Vec<DigestPage>,
    /// Former addresses and where they lead now, by address.
    pub redirects: Vec<Redirect>,
    /// The editions, newest first.
    pub editions: Vec<Edition>,
}

/// The one way from an id to what it means. An id that the digest does not have is a bug of the code that holds it, and
/// is told as one: a page with nothing on it would hide it.
impl Digest {
    /// The brief of an id.
    pub fn brief(&self, id: BriefId) -> &DigestBrief {
        at::<Arc<_>>(&self.briefs, "brief", id.0 as usize)
    }

    /// The term of an id.
    pub fn term(&self, id: TermId) -> &DigestTerm {
        at(&self.terms, "term", id.0 as usize)
    }

    /// The publisher of an id.
    pub fn source(&self, id: SourceId) -> &DigestSource {
        at(&self.sources, "source", id.0 as usize)
    }

    /// The events at a place in [`Digest::events`].
    pub fn events(&self, place: usize) -> &EventsOfKind {
        at(&self.events, "kind of event", place)
    }

    /// The story of an id.
    pub fn story(&self, id: StoryId) -> &Story {
        at(&self.stories, "story", id.0 as usize)
    }

    /// The day of the first and of the last dated brief of a story.
    pub fn days(&self, story: &Story) -> Option<(Date, Date)> {
        let days = || self.briefs_of(&story.briefs).filter_map(|b| b.date);
        days().min().zip(days().max())
    }

    /// The edition at a place in [`Digest::editions`].
    pub fn edition(&self, place: usize) -> &Edition {
        at(&self.editions, "edition", place)
    }

    /// The place of the edition that readers see first: the last one published. Where none is, or where more than two newer
    /// ones wait, as when an old one is published later, it is the newest.
    pub fn latest_edition(&self) -> Option<usize> {
        let published = self.editions.iter().position(|e| e.published.is_some());
        let published = published.filter(|newer| *newer <= 2);
        published.or((!self.editions.is_empty()).then_some(0))
    }

    /// The month at a place in [`Digest::months`].
    pub fn month(&self, place: usize) -> &Month {
        at(&self.months, "month", place)
    }

    /// The editor's page at a place in [`Digest::pages`].
    pub fn page(&self, place: usize) -> &DigestPage {
        at(&self.pages, "page", place)
    }

    /// The redirect at a place in [`Digest::redirects`].
    pub fn redirect(&self, place: usize) -> &Redirect {
        at(&self.redirects, "redirect", place)
    }

    /// The pair of an id.
    pub fn pair(&self, id: PairId) -> &Pair {
        at(&self.pairs, "pair", id.0 as usize)
    }

    /// What is told of a company and a technology together; none where no brief names both.
    pub fn pair_of(&self, company: TermId, technology: TermId) -> Option<&Pair> {
        let key = (company, technology);
        let place = self.pairs.binary_search_by_key(&key, Pair::key).ok()?;
        self.pairs.get(place)
    }

    /// The figure at a place in a brief's.
    pub fn figure(&self, id: BriefId, place: u32) -> &DigestFigure {
        at(
            &self.brief(id).figures,
            "figure of this brief",
            place as usize,
        )
    }

    /// The briefs of each kind of main source.
    pub fn briefs_by_source_kind(&self) -> Vec<(SourceKind, Vec<BriefId>)> {
        let mut kinds: BTreeMap<SourceKind, Vec<BriefId>> = BTreeMap::new();
        for (brief, id) in self.briefs.iter().zip(0..) {
            if let Some(kind) = brief.source_kind() {
                kinds.entry(kind).or_default().push(BriefId(id));
            }
        }
        kinds.into_iter().collect()
    }

    /// The briefs of some ids.
    pub fn briefs_of<'d>(&'d self, ids: &'d [BriefId]) -> impl Iterator<Item = &'d DigestBrief> {
        ids.iter().map(|id| self.brief(*id))
    }
}

fn at<'l, T>(list: &'l [T], what: &str, place: usize) -> &'l T {
    list.get(place).unwrap_or_else(|| {
        let held = list.len();
        panic!("bug: the digest has no {what} {place}; it holds {held}, counted from 0")
    })
}

/// One published brief.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DigestBrief {
    /// The file it was read from.
    pub path: String,
    /// Last segment of its address.
    pub slug: Slug,
    /// Headline.
    pub title: String,
    /// The rule that proposed the headline; none for the article's or the editor's own.
    pub title_rule: Option<String>,
    /// Day of publication; none where unknown.
    pub date: Option<Date>,
    /// Day on which it came in; none where its fragment stated a day, or an earlier version brought it in.
    pub added: Option<Date>,
    /// The rule that the date came from; none where an editor wrote it.
    pub date_rule: Option<String>,
    /// One or two sentences that stand alone.
    pub summary: Option<String>,
    /// Where it comes from; the first is the main source.
    pub sources: Vec<BriefSource>,
    /// The rule that the source came from; none where an editor wrote it.
    pub source_rule: Option<String>,
    /// Hosts that may be the publisher's: a suggestion.
    pub source_hints: Vec<String>,
    /// Terms it is about, then those it mentions; companies before technologies in each.
    pub tags: Vec<DigestTag>,
    /// Terms too doubtful to tag.
    pub suggestions: Names,
    /// Fragments it was made from.
    pub fragments: Vec<String>,
    /// Whether its fragment held the article twice.
    pub repeated: bool,
    /// What cleaning took out.
    pub cuts: Vec<CutNote>,
    /// What its publisher changed since it was first brought in, the earliest first.
    pub updates: Vec<Update>,
    /// Sentences that say the most.
    pub key_points: Vec<DigestKeyPoint>,
    /// Amounts, in reading order; of very many only the first.
    pub figures: Vec<DigestFigure>,
    /// Places in `figures` of the few that matter, the most telling first.
    pub salient: Vec<u32>,
    /// How many amounts the text states in all.
    pub amounts: u32,
    /// Sentences that something on the site leads to, in reading order.
    pub anchors: Vec<Anchor>,
    /// The kind of event that it reports; none where that is not sure.
    pub event: Option<DigestEvent>,
    /// The story that it tells with others.
    pub story: Option<StoryId>,
    /// Briefs that share most terms with it.
    pub related: Vec<BriefId>,
    /// Words of the text.
    pub words: u32,
    /// BCP 47 tag, where it differs from the digest's.
    pub language: Option<String>,
    /// Fields that briefmill does not know.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// By what the text is told from another.
    #[serde(skip)]
    pub body_key: Option<Key>,
    /// By what all that is here is told from another, but for places in the digest's lists; none where only looking at all
    /// of it tells.
    #[serde(skip)]
    pub print: Option<Key>,
    /// The text.
    #[serde(skip)]
    pub body_markdown: String,
}

impl DigestBrief {
    /// The day that lists go by: that of publication or, where it is unknown, of arrival.
    pub fn day(&self) -> Option<Date> {
        self.date.or(self.added)
    }

    /// What it says first: its summary, else the sentence that says the most.
    pub fn first_words(&self) -> Option<&str> {
        let point = self.key_points.first().map(|k| k.text.as_str());
        self.summary.as_deref().or(point)
    }

    /// The most telling amount that says what it is.
    pub fn telling_figure(&self) -> Option<&DigestFigure> {
        self.salient_figures().find(|figure| figure.what.is_some())
    }

    /// The amounts that matter, the most telling first.
    pub fn salient_figures(&self) -> impl Iterator<Item = &DigestFigure> {
        let places = self.salient.iter();
        places.map(|place| at(&self.figures, "figure of this brief", *place as usize))
    }

    /// The name of its main source's publisher.
    pub fn publisher(&self) -> Option<&str> {
        self.sources.first()?.name.as_deref()
    }

    /// What kind of publisher that is; none where that is not sure.
    pub fn source_kind(&self) -> Option<SourceKind> {
        Some(self.sources.first()?.kind?.kind)
    }
}

/// The kind of event that a brief reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DigestEvent {
    /// One of [`crate::events::kinds`].
    pub kind: &'static str,
    /// The words of the headline that say so; none where an editor does.
    pub words: Option<String>,
    /// The rule that found it; none where an editor wrote it.
    pub rule: Option<&'static str>,
}

/// A source as one brief names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BriefSource {
    /// Its entry in the list of publishers.
    pub source: Option<SourceId>,
    /// The publisher's name, or the host where only an address is known.
    pub name: Option<String>,
    /// The original's address.
    pub url: Option<String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// What kind of publisher it is; none where that is not sure.
    pub kind: Option<ToldKind>,
}

/// The kind of a publisher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ToldKind {
    /// The kind.
    pub kind: SourceKind,
    /// The rule that found it; none where the editor's file says it.
    pub rule: Option<&'static str>,
}

/// A term of a brief and the sentence that names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DigestTag {
    /// The term.
    pub term: TermId,
    /// Whether the brief is about it, or merely mentions it.
    pub about: bool,
    /// The first sentence that names it; none where only the headline or the editor does.
    pub anchor: Option<AnchorId>,
    /// The name in that sentence, in bytes; none where it stands there in another form.
    pub name: Option<Span>,
}

/// The number of a sentence on a brief's page, both parts from 1: sentence 2 of block 3 has the id `s3-2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnchorId {
    /// The block.
    pub block: u32,
    /// The sentence in its block.
    pub sentence: u32,
}

impl std::fmt::Display for AnchorId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "s{}-{}", self.block, self.sentence)
    }
}

impl Serialize for AnchorId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.block, self.sentence).serialize(serializer)
        }
    }
}

/// As it is kept between runs.
impl<'de> Deserialize<'de> for AnchorId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (block, sentence) = Deserialize::deserialize(deserializer)?;
        Ok(Self { block, sentence })
    }
}

/// A word as the program has it.
pub type Fixed = &'static str;

/// The words that figures and key points hold as the program has them: names of kinds, ids of rules.
static FIXED: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| rules::all().map(|r| r.id).chain(figures::names()).collect());

/// Reads one of the [`FIXED`] words.
fn fixed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Fixed, D::Error> {
    let word: Cow<'de, str> = Deserialize::deserialize(deserializer)?;
    let word = FIXED.get(&*word).copied();
    word.ok_or_else(|| D::Error::custom("a word of another version"))
}

/// Reads one of the [`FIXED`] words, or none.
fn maybe_fixed<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Fixed>, D::Error> {
    #[derive(Deserialize)]
    struct One(#[serde(deserialize_with = "fixed")] Fixed);
    let word: Option<One> = Deserialize::deserialize(deserializer)?;
    Ok(word.map(|One(word)| word))
}

/// A sentence that needs an anchor, as a byte range of its block's plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// Its number.
    pub id: AnchorId,
    /// First byte in the block's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// One key point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestKeyPoint {
    /// The sentence.
    pub text: String,
    /// Where it stands.
    pub anchor: AnchorId,
    /// The rule that chose it.
    #[serde(deserialize_with = "fixed")]
    pub rule: Fixed,
}

/// One amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestFigure {
    /// `money`, `capacity`, `share`, `multiple` or `count`.
    #[serde(deserialize_with = "fixed")]
    pub kind: Fixed,
    /// In the article's words.
    pub text: String,
    /// Normalised, in `unit`.
    pub value: Option<String>,
    /// ISO 4217 code or symbol.
    pub unit: String,
    /// The amount in a second unit.
    pub converted_value: Option<String>,
    /// The second unit.
    pub converted_unit: Option<String>,
    /// Whether the text states the conversion (`stated`) or its rate (`rate`).
    #[serde(deserialize_with = "maybe_fixed")]
    pub converted_rule: Option<Fixed>,
    /// How the text qualifies it: `exactly`, `about`, `nearly`, `up-to`, `at-least`, `more-than` or `less-than`.
    #[serde(deserialize_with = "maybe_fixed")]
    pub qualifier: Option<Fixed>,
    /// `rise` or `fall`, where the text says that it rises or falls, by the amount or to it.
    #[serde(deserialize_with = "maybe_fixed")]
    pub direction: Option<Fixed>,
    /// The lower end of the range of which it is an end, in `unit`.
    pub range_from: Option<String>,
    /// The upper end.
    pub range_to: Option<String>,
    /// Whether it is the upper end, whose text the figure of the lower end shows.
    pub upper_end: bool,
    /// What it is per: `year`, `share`.
    pub per: Option<String>,
    /// Companies whose amount it is.
    pub who: Vec<TermId>,
    /// What it measures.
    pub what: Option<String>,
    /// Year or deadline.
    pub when: Option<String>,
    /// The sentence; of a very long one the words around the amount.
    pub sentence: String,
    /// Where it stands.
    pub anchor: AnchorId,
    /// The rule that found it.
    #[serde(deserialize_with = "fixed")]
    pub rule: Fixed,
    /// How much it matters in its brief; 0 for one that does not.
    pub salience: u32,
}

/// Which taxonomy a term belongs to, in the words of addresses and data files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Taxonomy {
    /// `/companies/`.
    Companies,
    /// `/technologies/`.
    Technologies,
}

/// One company or technology that a published brief names, or that the editor wrote a page about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DigestTerm {
    /// Which taxonomy.
    pub taxonomy: Taxonomy,
    /// Canonical name.
    pub name: String,
    /// Last segment of its address.
    pub slug: Slug,
    /// Other names.
    pub aliases: Vec<String>,
    /// ISO 3166 alpha-2 code of a company's seat.
    pub country: Option<String>,
    /// Parent company or broader technology, where it has a page.
    pub parent: Option<TermId>,
    /// Its subsidiaries or narrower technologies.
    pub children: Vec<TermId>,
    /// The editor's page about it.
    pub page: Option<DigestPage>,
    /// Briefs about it, newest first.
    pub about: Vec<BriefId>,
    /// Briefs that merely mention it, newest first.
    pub mentions: Vec<BriefId>,
    /// Its pairs with terms of the other taxonomy: those that most briefs are about first.
    pub pairs: Vec<PairId>,
    /// Briefs about it over time.
    pub activity: Activity,
    /// Day of the first and of the last dated brief about it.
    pub days: Option<(Date, Date)>,
    /// Figures that matter in sentences that name it: brief and place in its figures, newest first.
    pub figures: Vec<(BriefId, u32)>,
    /// Those of them that are amounts of one thing over time.
    pub series: Vec<Series>,
}

/// Amounts of one thing at several points in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Series {
    /// What they are, in the words of the latest.
    pub what: String,
    /// Their unit.
    pub unit: String,
    /// The amounts, the earliest first, each of another point in time.
    pub points: Vec<Point>,
}

/// An amount at a point in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Point {
    /// The brief that states it.
    pub brief: BriefId,
    /// Its place in the brief's figures.
    pub figure: u32,
    /// The year that it is the amount of; none where it is that of the brief's day.
    pub year: Option<i16>,
}

/// Counts over equal spans of time; the same spans for every term, so that charts can be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Activity {
    /// One per span, oldest first.
    pub bins: Vec<Bin>,
}

/// One span of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bin {
    /// Such as `2023-04`, `2023 Q2` or `2023`.
    pub label: String,
    /// Briefs.
    pub count: u32,
}

/// One publisher.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DigestSource {
    /// Its name, or its host where no brief names it.
    pub name: String,
    /// Last segment of its address.
    pub slug: Slug,
    /// Its host, where known.
    pub host: Option<String>,
    /// What kind of publisher it is in all of its briefs; none where they differ, or where that is not sure.
    pub kind: Option<SourceKind>,
    /// Its briefs, newest first.
    pub briefs: Vec<BriefId>,
}

/// Briefs that report events of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventsOfKind {
    /// One of [`crate::events::kinds`].
    pub kind: &'static str,
    /// The briefs, newest first.
    pub briefs: Vec<BriefId>,
}

/// Briefs that report one event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Story {
    /// Slug of the earliest brief.
    pub slug: Slug,
    /// Its briefs, newest first.
    pub briefs: Vec<BriefId>,
    /// How many of them are independent: copies of one text, or texts of one agency or publisher, count once.
    pub origins: u32,
    /// The kind of event that most of them report; none where none is sure of one.
    pub event: Option<&'static str>,
    /// Amounts of one thing on which they differ.
    pub disagreements: Vec<Disagreement>,
}

/// Amounts of one thing, in several briefs of a story, that cannot all be right.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Disagreement {
    /// What the amounts are, in the newest brief's words.
    pub what: String,
    /// Brief and place in its figures, newest first.
    pub figures: Vec<(BriefId, u32)>,
}

/// The issue of one day, week or month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edition {
    /// What it is about.
    #[serde(skip)]
    pub period: Period,
    /// Its number; none for one that was left out when later ones were published.
    pub number: Option<u32>,
    /// The day of its publication, since which it stays as it is; none while it may change.
    pub published: Option<Date>,
    /// The editor's file; none where nobody wrote one.
    pub path: Option<String>,
    /// A title of its own.
    pub title: Option<String>,
    /// The editor's lead; empty without one.
    #[serde(skip)]
    pub lead_markdown: String,
    /// Stories told at length, the first of them the lead.
    pub stories: Vec<EditionBrief>,
    /// Briefs that the editor put before all others.
    pub pinned: Vec<EditionBrief>,
    /// All others, or the first of very many.
    pub sections: Vec<Section>,
    /// Slugs of those that are not listed.
    pub others: Vec<String>,
    /// Amounts that say what they are.
    pub figures: Vec<EditionFigure>,
    /// Whether the stories were chosen by rank and not by the editor.
    pub drafted: bool,
    /// What has changed since its publication.
    pub corrections: Vec<Correction>,
}

impl Edition {
    /// The briefs that it lists by technology.
    pub fn listed(&self) -> impl Iterator<Item = &EditionBrief> {
        self.sections.iter().flat_map(|s| &s.briefs)
    }

    /// All briefs that it names: stories, pinned ones and those listed.
    pub fn briefs(&self) -> impl Iterator<Item = &EditionBrief> {
        let first = self.stories.iter().chain(&self.pinned);
        first.chain(self.listed())
    }
}

/// A brief as an edition tells of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EditionBrief {
    /// The brief; none where it is not published any more.
    pub brief: Option<BriefId>,
    /// Its slug.
    pub slug: String,
    /// The headline.
    pub title: String,
    /// What has happened.
    pub what: Option<String>,
    /// Why it matters.
    pub why: Option<String>,
    /// What comes next.
    pub next: Option<String>,
    /// Other reports of the same story, newest first.
    pub also: Vec<BriefId>,
    /// What else was said of it when the edition was published; none while that may change.
    pub printed: Option<Facts>,
}

/// Briefs of an edition that are about one technology.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// The technology; none for briefs that are about none.
    pub technology: Option<TermId>,
    /// The briefs.
    pub briefs: Vec<EditionBrief>,
}

/// An amount that an edition shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditionFigure {
    /// Slug of the brief that states it.
    pub slug: String,
    /// The brief; none where it is not published any more.
    pub brief: Option<BriefId>,
    /// Where its sentence stands; none where it is not there any more.
    pub anchor: Option<AnchorId>,
    /// The amount in the article's words.
    pub amount: String,
    /// The sentence.
    pub sentence: String,
}

/// What has changed since an edition was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Correction {
    /// The editor's title or lead has other words.
    Lead,
    /// An amount is not in its brief any more, or in another sentence.
    Amount {
        /// The amount that the edition has.
        amount: String,
    },
    /// A brief is not published any more.
    Gone {
        /// The headline that it had.
        title: String,
    },
    /// A brief is not what it was.
    Changed {
        /// The brief.
        brief: BriefId,
        /// The headline that the edition has.
        title: String,
        /// The brief's headline now, if that has changed.
        title_now: Option<String>,
        /// Its summary now, if that has changed.
        summary_now: Option<String>,
        /// Whether its day, source or technology is another.
        facts: bool,
    },
}

/// One month of the archive.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// From 1 to 12.
    pub month: i8,
    /// Its briefs, newest first.
    pub briefs: Vec<BriefId>,
}

/// A company and a technology, and the briefs that name both.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// The company.
    pub company: TermId,
    /// The technology.
    pub technology: TermId,
    /// Briefs about both, newest first.
    pub about: Vec<BriefId>,
    /// Briefs that name both and merely mention one or the other, newest first.
    pub named: Vec<BriefId>,
}

impl Pair {
    /// By what it is sorted.
    pub fn key(&self) -> (TermId, TermId) {
        (self.company, self.technology)
    }
}

/// A page that an editor wrote.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DigestPage {
    /// The file.
    pub path: String,
    /// Last segment of its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// All of its front matter.
    pub front_matter: BTreeMap<String, serde_json::Value>,
    /// The prose.
    #[serde(skip)]
    pub body_markdown: String,
}

/// An address that leads elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Redirect {
    /// The former address, from the site's root, without a leading slash and with a final one.
    pub from: String,
    /// The address now, likewise.
    pub to: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "the digest has no brief 3; it holds 0, counted from 0")]
    fn an_id_that_does_not_exist_is_a_bug_with_a_message() {
        let _ = Digest::default().brief(BriefId(3));
    }

    #[test]
    fn a_pair_is_found_by_its_terms() {
        let pair = |company, technology| Pair {
            company: TermId(company),
            technology: TermId(technology),
            about: Vec::new(),
            named: Vec::new(),
        };
        let digest = Digest {
            pairs: vec![pair(0, 7), pair(0, 9), pair(2, 7)],
            ..Digest::default()
        };
        let found = digest.pair_of(TermId(2), TermId(7));
        assert_eq!(found, digest.pairs.last());
        assert_eq!(digest.pair_of(TermId(2), TermId(9)), None);
    }
}
