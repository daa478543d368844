//! The index of all that can be found: made as a whole when the first of its files is asked for, and not at all where
//! nothing in it has changed.

use std::num::NonZero;
use std::ops::Range;
use std::sync::OnceLock;

use serde::Serialize;

use super::documents::{self, Reader, Searched};
use super::folding::name_key;
use super::postings::{List, Weight, joined, push_number};
use super::tables::{self, FUNCTION, Row};
use crate::digest::{BriefId, Digest, DigestBrief, Taxonomy};
use crate::kept::Key;
use crate::site::context::marks::Marks;
use crate::site::files::script::Script;

/// Bytes of a file with words, about: a query loads one for each of its words.
const WORDS: usize = 28_000;

/// Bytes of a file with words that stand next to each other, about: a phrase of three words loads two.
const PAIRS: usize = 16_000;

/// Bytes of a file with names, about: as one types a name, one or two are loaded.
const NAMES: usize = 14_000;

/// Documents whose entries one file holds. Ten results may lie in ten of them.
const CARDS: usize = 32;

/// Terms or publishers whose briefs one file lists.
const LISTS: usize = 64;

/// Parts of a name by whose beginning it is found, the whole one counted.
const PARTS: usize = 4;

/// What the files of a kind hold. Its letter is their folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::site) enum Part {
    /// How all is laid out; one file.
    Base,
    /// Words, and the documents that each stands in.
    Words,
    /// Each two words that stand next to each other in what a document says first: two of them with a space between.
    Pairs,
    /// Names of companies.
    Companies,
    /// Names of technologies.
    Technologies,
    /// Names of publishers.
    Publishers,
    /// The briefs of each term, by its place in the digest.
    OfTerms,
    /// The briefs of each publisher.
    OfPublishers,
    /// The briefs that report each kind of event; one file.
    OfEvents,
    /// The briefs of each kind of source; one file.
    OfKinds,
    /// The briefs of each story; one file.
    Stories,
    /// Documents as a list of results shows them.
    Cards,
}

impl Part {
    /// All kinds.
    pub(in crate::site) const ALL: [Self; 12] = [
        Self::Base,
        Self::Words,
        Self::Pairs,
        Self::Companies,
        Self::Technologies,
        Self::Publishers,
        Self::OfTerms,
        Self::OfPublishers,
        Self::OfEvents,
        Self::OfKinds,
        Self::Stories,
        Self::Cards,
    ];

    /// The letter by which the page's script asks for it.
    pub(in crate::site) const fn letter(self) -> char {
        match self {
            Self::Base => 'i',
            Self::Words => 'w',
            Self::Pairs => 'q',
            Self::Companies => 'c',
            Self::Technologies => 't',
            Self::Publishers => 'p',
            Self::OfTerms => 'b',
            Self::OfPublishers => 's',
            Self::OfEvents => 'e',
            Self::OfKinds => 'k',
            Self::Stories => 'g',
            Self::Cards => 'd',
        }
    }

    /// How many files there are of it: told from the digest before anything is made.
    pub(in crate::site) fn files(self, searched: Searched<'_>) -> usize {
        let digest = searched.digest;
        let names = |taxonomy| {
            let terms = digest.terms.iter().filter(move |t| t.taxonomy == taxonomy);
            let names = terms.flat_map(|t| std::iter::once(&t.name).chain(&t.aliases));
            // A name of several words is there several times, each time whole.
            let bytes: usize = names.map(|n| 3 * n.len() + 10).sum();
            bytes.div_ceil(NAMES)
        };
        match self {
            Self::Base => 1,
            Self::Words => {
                let bytes: usize = digest.briefs.iter().map(|b| bytes_of_words(b)).sum();
                (bytes + digest.terms.len() * 20).div_ceil(WORDS).max(1)
            }
            Self::Pairs => {
                let bytes: usize = digest.briefs.iter().map(|b| bytes_said_first(b)).sum();
                let names = digest.terms.iter().map(|t| t.name.len());
                (bytes + names.sum::<usize>()).div_ceil(PAIRS).max(1)
            }
            Self::Companies => names(Taxonomy::Companies),
            Self::Technologies => names(Taxonomy::Technologies),
            Self::Publishers => {
                let names = digest.sources.iter().map(|s| 3 * s.name.len() + 10);
                names.sum::<usize>().div_ceil(NAMES)
            }
            Self::OfTerms => digest.terms.len().div_ceil(LISTS),
            Self::OfPublishers => digest.sources.len().div_ceil(LISTS),
            Self::OfEvents => usize::from(!digest.events.is_empty()),
            Self::OfKinds => usize::from(digest.briefs.iter().any(|b| b.source_kind().is_some())),
            Self::Stories => usize::from(!searched.stories.is_empty()),
            Self::Cards => searched.documents().div_ceil(CARDS),
        }
    }
}

/// About how many bytes the words of a brief add to the index: every seventh of a text in letters, every character of
/// one in Chinese.
fn bytes_of_words(brief: &DigestBrief) -> usize {
    let bytes = brief.body_markdown.bytes();
    brief.body_markdown.len() / 7 + bytes.filter(|b| *b >= 0xe0).count() + 40
}

/// About how many bytes the phrases of a brief add: a pair of words takes about as many as one of them in the text.
fn bytes_said_first(brief: &DigestBrief) -> usize {
    let points = brief.key_points.iter().map(|p| p.text.len());
    let points: usize = points.sum();
    brief.title.len() + brief.summary.as_ref().map_or(0, String::len) + points
}

/// The index of a site, as far as it was asked for.
#[derive(Debug, Default)]
pub(in crate::site) struct Search {
    print: OnceLock<Key>,
    index: OnceLock<Index>,
}

impl Search {
    /// The hash of all that the index is made from.
    pub(in crate::site) fn print(&self, searched: Searched<'_>) -> Key {
        *self.print.get_or_init(|| print(searched))
    }

    /// A file of the index.
    pub(in crate::site) fn file(&self, searched: Searched<'_>, part: Part, number: usize) -> &[u8] {
        let index = self.index.get_or_init(|| Index::of(searched));
        let files = index.files.iter().find(|(own, _)| *own == part);
        let file = files.and_then(|(_, files)| files.get(number));
        file.unwrap_or_else(|| panic!("bug: the index has no file {number} of {part:?}"))
    }
}

/// The hash of all that the index is made from: what each brief says, and what others have a say in.
fn print(searched: Searched<'_>) -> Key {
    let digest = searched.digest;
    let mut marks = Marks::default();
    for brief in &digest.briefs {
        if let Some(print) = brief.print {
            marks.print(print);
        } else {
            marks.text(&serde_json::to_string(&**brief).unwrap_or_default());
            marks.text(&brief.body_markdown);
        }
        let story = brief.story.map_or(0, |s| digest.story(s).briefs.len());
        marks.number(story as u64);
    }
    for term in &digest.terms {
        marks.number(u64::from(term.taxonomy == Taxonomy::Technologies));
        marks.text(&term.name);
        marks.text(term.slug.as_str());
        marks.add(&term.aliases);
        marks.text(term.page.as_ref().map_or("", |p| &p.body_markdown));
        mark_briefs(&mut marks, &term.about);
        mark_briefs(&mut marks, &term.mentions);
    }
    for source in &digest.sources {
        marks.text(&source.name);
        mark_briefs(&mut marks, &source.briefs);
    }
    for events in &digest.events {
        marks.text(events.kind);
        mark_briefs(&mut marks, &events.briefs);
    }
    for story in searched.stories {
        marks.text(story.slug.as_str());
        marks.text(story.event.unwrap_or_default());
        mark_briefs(&mut marks, &story.briefs);
    }
    marks.key()
}

fn mark_briefs(marks: &mut Marks, briefs: &[BriefId]) {
    marks.number(briefs.len() as u64);
    for brief in briefs {
        marks.number(u64::from(brief.0));
    }
}

/// How all is laid out, as the page's script reads it.
#[derive(Debug, Serialize)]
struct Base<'a> {
    /// How many briefs there are.
    briefs: usize,
    /// How many documents.
    documents: usize,
    /// How many of them are stories.
    stories: usize,
    /// Documents of one file of cards.
    cards: usize,
    /// Terms of one file of their briefs.
    lists: usize,
    /// Years, each with its first brief and the one after its last.
    years: Vec<(i16, usize, usize)>,
    /// The first word of each file of words.
    w: &'a [String],
    /// The first pair of words of each file of them.
    q: &'a [String],
    /// The first key of each file of companies.
    c: &'a [String],
    /// Of technologies.
    t: &'a [String],
    /// Of publishers.
    p: &'a [String],
}

/// All files, by what they hold.
#[derive(Debug)]
struct Index {
    files: Vec<(Part, Vec<Vec<u8>>)>,
}

impl Index {
    fn of(searched: Searched<'_>) -> Self {
        let digest = searched.digest;
        let (words, pairs) = words(searched);
        let names = |part: Part, taxonomy| {
            let terms = digest.terms.iter().zip(0..);
            let terms = terms.filter(|(t, _)| t.taxonomy == taxonomy);
            let rows = terms.flat_map(|(term, place)| {
                rows_of_name(&term.name, &term.aliases, place, briefs_of(&term.about))
            });
            table_of_names(searched, part, rows.collect())
        };
        let companies = names(Part::Companies, Taxonomy::Companies);
        let technologies = names(Part::Technologies, Taxonomy::Technologies);
        let publishers = digest.sources.iter().zip(0..).flat_map(|(source, place)| {
            rows_of_name(&source.name, &[], place, briefs_of(&source.briefs))
        });
        let publishers = table_of_names(searched, Part::Publishers, publishers.collect());
        let mut base = Script::of(FUNCTION, "i0");
        base.data(&Base {
            briefs: digest.briefs.len(),
            documents: searched.documents(),
            stories: searched.stories.len(),
            cards: CARDS,
            lists: LISTS,
            years: years(digest),
            w: &words.first,
            q: &pairs.first,
            c: &companies.first,
            t: &technologies.first,
            p: &publishers.first,
        });
        let files = [
            (Part::Base, vec![base.bytes()]),
            (Part::Words, words.files),
            (Part::Pairs, pairs.files),
            (Part::Companies, companies.files),
            (Part::Technologies, technologies.files),
            (Part::Publishers, publishers.files),
            (Part::OfTerms, lists_of_terms(digest)),
            (Part::OfPublishers, lists_of_publishers(digest)),
            (Part::OfEvents, lists_of_events(digest)),
            (Part::OfKinds, lists_of_kinds(digest)),
            (Part::Stories, lists_of_stories(searched)),
            (Part::Cards, cards(searched)),
        ];
        Self {
            files: files.into(),
        }
    }
}

fn briefs_of(list: &[BriefId]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// The words of all documents, and those that stand next to each other.
fn words(searched: Searched<'_>) -> (tables::Files, tables::Files) {
    let digest = searched.digest;
    let sizes = (0..searched.worded()).map(|d| documents::size(digest, d));
    let parts = side_by_side(&equal_parts(&sizes.collect::<Vec<_>>()), |documents| {
        let mut reader = Reader::default();
        documents.for_each(|document| reader.read(digest, document));
        (reader.words.sorted(), reader.pairs.sorted())
    });
    let all = u32::try_from(searched.worded()).unwrap_or(u32::MAX);
    let (words, pairs) = parts.into_iter().unzip();
    let table = |part: Part, lists: Vec<(Box<str>, List)>, text: &dyn Fn(&List) -> String| {
        let rows = lists.into_iter();
        let rows: Vec<Row> = rows
            .map(|(key, list)| (key.into_string(), vec![text(&list)]))
            .collect();
        tables::files(part.letter(), &rows, 1, part.files(searched))
    };
    (
        table(Part::Words, joined(words), &|list| list.of_word(all)),
        table(Part::Pairs, joined(pairs), &List::text),
    )
}

/// The rows of one name: by the whole of it, by what begins at each of its words, and by each other name.
fn rows_of_name(name: &str, aliases: &[String], place: u32, briefs: u32) -> Vec<Row> {
    let whole = name_key(name);
    let starts = whole.match_indices(' ').map(|(at, _)| at + 1);
    let starts = std::iter::once(0).chain(starts).take(PARTS);
    let parts = starts.filter_map(|at| whole.get(at..));
    let mut keys: Vec<(String, &str)> = parts.map(|p| (p.to_owned(), "")).collect();
    for alias in aliases {
        let key = name_key(alias);
        if !keys.iter().any(|(own, _)| *own == key) {
            keys.push((key, alias));
        }
    }
    let mut numbers = String::new();
    push_number(&mut numbers, place);
    push_number(&mut numbers, briefs);
    let keys = keys.into_iter().filter(|(key, _)| !key.is_empty());
    keys.map(|(key, alias)| (key, vec![one_line(name), one_line(alias), numbers.clone()]))
        .collect()
}

/// Text without tabs, by which columns are set apart.
fn one_line(text: &str) -> String {
    text.replace('\t', " ")
}

fn table_of_names(searched: Searched<'_>, part: Part, mut rows: Vec<Row>) -> tables::Files {
    rows.sort();
    tables::files(part.letter(), &rows, 3, part.files(searched))
}

/// Years with their briefs, which follow each other.
fn years(digest: &Digest) -> Vec<(i16, usize, usize)> {
    let mut out: Vec<(i16, usize, usize)> = Vec::new();
    for (place, brief) in digest.briefs.iter().enumerate() {
        let Some(date) = brief.date else { continue };
        match out.last_mut() {
            Some((year, _, end)) if *year == date.year() => *end = place + 1,
            _ => out.push((date.year(), place, place + 1)),
        }
    }
    out
}

/// The briefs about each term, and those that merely mention it.
fn lists_of_terms(digest: &Digest) -> Vec<Vec<u8>> {
    let lists = digest.terms.iter().map(|term| {
        let about = term.about.iter().map(|b| (b.0, Weight::Head));
        let mentions = term.mentions.iter().map(|b| (b.0, Weight::Text));
        let mut all: Vec<(u32, Weight)> = about.chain(mentions).collect();
        all.sort_unstable();
        List::of(all).text()
    });
    files_of_lists(Part::OfTerms, &lists.collect::<Vec<_>>())
}

fn lists_of_publishers(digest: &Digest) -> Vec<Vec<u8>> {
    let lists = digest.sources.iter().map(|source| list(&source.briefs));
    files_of_lists(Part::OfPublishers, &lists.collect::<Vec<_>>())
}

fn list(briefs: &[BriefId]) -> String {
    // In the order of the digest, as every list of it.
    List::of(briefs.iter().map(|b| (b.0, Weight::Head))).text()
}

fn files_of_lists(part: Part, lists: &[String]) -> Vec<Vec<u8>> {
    let files = lists.chunks(LISTS).enumerate().map(|(number, lists)| {
        let mut script = Script::of(FUNCTION, &format!("{}{number}", part.letter()));
        script.text(&lists.join("\t"));
        script.bytes()
    });
    files.collect()
}

/// The briefs of each kind of event.
fn lists_of_events(digest: &Digest) -> Vec<Vec<u8>> {
    let kinds = digest.events.iter().map(|e| (e.kind, list(&e.briefs)));
    file_of_kinds(Part::OfEvents, kinds.unzip())
}

/// The briefs of each kind of source.
fn lists_of_kinds(digest: &Digest) -> Vec<Vec<u8>> {
    let kinds = digest.briefs_by_source_kind().into_iter();
    let kinds = kinds.map(|(kind, briefs)| (kind.key(), list(&briefs)));
    file_of_kinds(Part::OfKinds, kinds.unzip())
}

/// The one file of what is filtered by a few kinds; none where there is none.
fn file_of_kinds(part: Part, (kinds, lists): (Vec<&str>, Vec<String>)) -> Vec<Vec<u8>> {
    if kinds.is_empty() {
        return Vec::new();
    }
    let mut script = Script::of(FUNCTION, &format!("{}0", part.letter()));
    script.text(&kinds.join("\t")).text(&lists.join("\t"));
    vec![script.bytes()]
}

/// The briefs of each story. What finds one of them by its headline or its terms finds the story.
fn lists_of_stories(searched: Searched<'_>) -> Vec<Vec<u8>> {
    if searched.stories.is_empty() {
        return Vec::new();
    }
    let lists = searched.stories.iter().map(|s| list(&s.briefs));
    let mut script = Script::of(FUNCTION, "g0");
    script.text(&lists.collect::<Vec<_>>().join("\t"));
    vec![script.bytes()]
}

/// The documents as a list of results shows them.
fn cards(searched: Searched<'_>) -> Vec<Vec<u8>> {
    let count = searched.documents();
    let files = count.div_ceil(CARDS);
    let made = side_by_side(&equal_parts(&vec![1; files]), |numbers| {
        let files = numbers.map(|number| {
            let own = number * CARDS..count.min((number + 1) * CARDS);
            let cards: Vec<_> = own.filter_map(|d| documents::card(searched, d)).collect();
            let mut script = Script::of(FUNCTION, &format!("{}{number}", Part::Cards.letter()));
            script.data(&cards);
            script.bytes()
        });
        files.collect::<Vec<_>>()
    });
    made.into_iter().flatten().collect()
}

/// Places of a list in as many parts as there are processors, each of about the same size.
fn equal_parts(sizes: &[usize]) -> Vec<Range<usize>> {
    let parts = std::thread::available_parallelism().map_or(1, NonZero::get);
    let total: usize = sizes.iter().sum();
    let (mut out, mut start, mut before) = (Vec::new(), 0, 0);
    for (place, size) in sizes.iter().enumerate() {
        before += size;
        if before * parts >= total * (out.len() + 1) {
            out.push(start..place + 1);
            start = place + 1;
        }
    }
    if start < sizes.len() {
        out.push(start..sizes.len());
    }
    out
}

/// Works on parts side by side; the results are in the order of the parts.
///
/// These are threads of their own. One of the pool's that waits would take up another file of the site meanwhile, which
/// may be one of the index and would wait for itself.
fn side_by_side<T: Send>(
    parts: &[Range<usize>],
    work: impl Fn(Range<usize>) -> T + Sync,
) -> Vec<T> {
    let work = &work;
    std::thread::scope(|scope| {
        let running: Vec<_> = parts
            .iter()
            .map(|part| {
                let part = part.clone();
                scope.spawn(move || work(part))
            })
            .collect();
        let results = running.into_iter().map(|thread| {
            let result = thread.join();
            result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        results.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[test]
    fn parts_cover_all_and_follow_each_other() {
        for sizes in [vec![], vec![1], vec![5, 1, 1, 1], vec![1; 100], vec![0; 3]] {
            let count = sizes.len();
            let parts = equal_parts(&sizes);
            let all: Vec<usize> = parts.iter().cloned().flatten().collect();
            assert_eq!(all, (0..count).collect::<Vec<_>>());
            assert_eq!(
                side_by_side(&parts, |part| part.len())
                    .iter()
                    .sum::<usize>(),
                count
            );
        }
    }

    #[test]
    fn an_empty_digest_has_an_index() {
        let digest = Digest::default();
        let searched = Searched::of(&digest, &Settings::default());
        let index = Index::of(searched);
        for (part, files) in &index.files {
            assert_eq!(files.len(), part.files(searched), "{part:?}");
        }
        let base = Search::default();
        let base = base.file(searched, Part::Base, 0);
        assert!(base.starts_with(b"briefmillSearch(\"i0\",{\"briefs\":0,"));
    }

    #[test]
    fn a_name_is_found_by_each_of_its_words_and_by_its_other_names() {
        let aliases = ["LGES".to_owned(), "LG Energy\tSolution, Ltd.".to_owned()];
        let rows = rows_of_name("LG Energy Solution", &aliases, 7, 3);
        let keys: Vec<&str> = rows.iter().map(|r| r.0.as_str()).collect();
        let expected = [
            "lg energy solution",
            "energy solution",
            "solution",
            "lges",
            "lg energy solution ltd",
        ];
        assert_eq!(keys, expected);
        assert_eq!(rows[4].1[1], "LG Energy Solution, Ltd.");
        assert!(rows_of_name("…", &[], 0, 0).is_empty());
    }
}
