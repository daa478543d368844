//! Paragraphs that stand under several headlines which have nothing to do with each other: a wire's blurb, a firm's
//! description of itself, a list of other news. They are nobody's news: no key point, no figure, no tag and no likeness of
//! two briefs comes from them.
//!
//! Copies of one article share their paragraphs as well, but their headlines have words in common.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::surface::{self, Index, Surfaces};
use crate::brief::Brief;
use crate::brief::fields::is_as_made;
use crate::catalogue::{Catalogue, TermKind};
use crate::hash::{EMPTY, add};
use crate::text::prose::Text;
use crate::text::stands::{share_in, stems};

/// Fewest bytes of a line of a brief that is looked at; shorter ones may come again by chance.
const FEWEST: usize = 60;

/// So many unrelated headlines make a paragraph foreign.
const HEADLINES: usize = 3;

/// Share of the shorter headline's words from which two headlines have to do with each other.
const RELATED: f64 = 0.25;

/// The paragraphs of one body, each by the hash of its words.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Outline {
    /// Lines of its Markdown that are long enough.
    lines: Vec<u64>,
    /// Blocks of its text; 0 for one that is too short.
    blocks: Vec<u64>,
}

impl Outline {
    pub(super) fn of(body_markdown: &str, text: &Text) -> Self {
        let lines = body_markdown.lines().filter(|l| l.len() >= FEWEST);
        let blocks = text.blocks.iter();
        Self {
            lines: lines.map(paragraph).collect(),
            blocks: blocks
                .map(|b| {
                    if b.text.len() >= FEWEST {
                        paragraph(&b.text)
                    } else {
                        0
                    }
                })
                .collect(),
        }
    }

    /// The lines, sorted, that only one of two has, and those of both unless they stand under the same headline.
    pub(super) fn differing(&self, other: &Self, same_headline: bool) -> Vec<u64> {
        let own = self
            .lines
            .iter()
            .filter(|l| !same_headline || !other.lines.contains(l));
        let others = other.lines.iter().filter(|l| !self.lines.contains(l));
        let mut lines: Vec<u64> = own.chain(others).copied().collect();
        lines.sort_unstable();
        lines
    }

    /// Whether it has one of these lines, sorted.
    pub(super) fn has_any(&self, lines: &[u64]) -> bool {
        self.lines.iter().any(|l| lines.binary_search(l).is_ok())
    }
}

/// The paragraphs, by the hash of their words.
#[derive(Debug, Default)]
pub(super) struct Foreign(Vec<u64>);

impl Foreign {
    /// Looks at all bodies once, in their order.
    pub(super) fn of<'o>(briefs: &[Brief], outlines: impl Iterator<Item = &'o Outline>) -> Self {
        let mut lines: Vec<(u64, usize)> = outlines
            .enumerate()
            .flat_map(|(i, outline)| outline.lines.iter().map(move |line| (*line, i)))
            .collect();
        lines.par_sort_unstable();
        lines.dedup();
        // Nearly every paragraph stands in one body alone.
        let often: Vec<&[(u64, usize)]> = lines
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|under| under.len() >= HEADLINES)
            .collect();
        let titles: BTreeMap<usize, Vec<u64>> = often
            .iter()
            .flat_map(|under| under.iter().map(|(_, i)| *i))
            .collect::<BTreeSet<usize>>()
            .into_iter()
            .filter_map(|i| Some((i, stems(&briefs.get(i)?.title))))
            .collect();
        let foreign = often.into_iter().filter_map(|under| {
            // The first unrelated headlines over it.
            let mut seen: Vec<usize> = Vec::with_capacity(HEADLINES);
            for (_, i) in under {
                if seen.len() < HEADLINES && !seen.iter().any(|s| related(&titles, *s, *i)) {
                    seen.push(*i);
                }
            }
            let hash = under.first().map(|(hash, _)| *hash);
            hash.filter(|_| seen.len() == HEADLINES)
        });
        Self(foreign.collect())
    }

    /// The places of the foreign blocks of a body.
    pub(super) fn among(&self, outline: &Outline) -> impl Iterator<Item = usize> {
        let blocks = if self.0.is_empty() {
            &[]
        } else {
            outline.blocks.as_slice()
        };
        let blocks = blocks.iter().enumerate();
        blocks
            .filter_map(|(i, hash)| (*hash != 0 && self.0.binary_search(hash).is_ok()).then_some(i))
    }

    /// Whether a body has foreign blocks.
    pub(super) fn touches(&self, outline: &Outline) -> bool {
        self.among(outline).next().is_some()
    }

    /// A text without the words of its foreign paragraphs; places of blocks and sentences stay as they are.
    pub(super) fn without<'t>(&self, text: &'t Text) -> Cow<'t, Text> {
        if !text.blocks.iter().any(|b| self.has(&b.text)) {
            return Cow::Borrowed(text);
        }
        Cow::Owned(text.without(|b| self.has(&b.text)))
    }

    /// The same of a text that nobody else needs whole.
    pub(super) fn taken_out(&self, text: Text) -> Text {
        if text.blocks.iter().any(|b| self.has(&b.text)) {
            text.without(|b| self.has(&b.text))
        } else {
            text
        }
    }

    /// Whether this paragraph of a brief is one of them.
    fn has(&self, text: &str) -> bool {
        text.len() >= FEWEST && !self.0.is_empty() && self.0.binary_search(&paragraph(text)).is_ok()
    }
}

/// Takes the tags that the tool gave a brief by its foreign paragraphs alone: no word of the headline or of its `own`
/// text, the `whole` without
/// them, names their term. What a person wrote stays.
pub(super) fn untag(brief: &mut Brief, whole: &Text, own: &Text, catalogue: &Catalogue) {
    let folded = |text: &Text| -> Vec<String> {
        text.blocks.iter().map(|b| surface::fold(&b.text)).collect()
    };
    let mut own = folded(own);
    own.push(surface::fold(&brief.title));
    let whole = folded(whole);
    let alone = |kind: TermKind, name: &str| {
        let known = catalogue.resolve(kind, name);
        let aliases = known.iter().flat_map(|t| t.aliases.iter());
        let names = Surfaces::new(std::iter::once(name).chain(aliases.map(String::as_str)));
        let index = Index::new([&names]);
        let stands = |blocks: &[String]| blocks.iter().any(|b| !index.standing_in(b).is_empty());
        // "Vexara Pumps" is named by "Vexara", too.
        let first = surface::fold(name.split_whitespace().next().unwrap_or_default());
        let short = |blocks: &[String]| {
            let mut words = blocks
                .iter()
                .flat_map(|b| b.split(|c: char| !c.is_alphanumeric()));
            kind == TermKind::Company && words.any(|w| w == first)
        };
        stands(&whole) && !stands(&own) && !short(&own)
    };
    let keep = |kind: TermKind, names: &mut Vec<String>| names.retain(|n| !alone(kind, n));
    let of_tool = |field: &str| is_as_made(brief, field);
    let (companies, technologies, mentions) = (
        of_tool("companies"),
        of_tool("technologies"),
        of_tool("mentions"),
    );
    if companies {
        keep(TermKind::Company, &mut brief.companies);
    }
    if technologies {
        keep(TermKind::Technology, &mut brief.technologies);
    }
    if mentions {
        keep(TermKind::Company, &mut brief.mentions.companies);
        keep(TermKind::Technology, &mut brief.mentions.technologies);
    }
    // A name that is only suggested may become a tag by what other briefs say.
    keep(TermKind::Company, &mut brief.derived.suggestions.companies);
}

fn related(titles: &BTreeMap<usize, Vec<u64>>, a: usize, b: usize) -> bool {
    let (Some(a), Some(b)) = (titles.get(&a), titles.get(&b)) else {
        return true;
    };
    // A headline without telling words says nothing of what it is about.
    a.is_empty() || b.is_empty() || share_in(a, b) >= RELATED || share_in(b, a) >= RELATED
}

/// The hash of a paragraph's letters and digits, which its markup does not change.
fn paragraph(text: &str) -> u64 {
    let mut hash = EMPTY;
    let mut rest = text;
    while !rest.is_empty() {
        // Most text is ASCII by far.
        let plain = rest.bytes().take_while(u8::is_ascii).count();
        let (run, other) = rest.split_at_checked(plain).unwrap_or((rest, ""));
        for byte in run.bytes().filter(u8::is_ascii_alphanumeric) {
            hash = add(hash, byte.to_ascii_lowercase());
        }
        let mut chars = other.chars();
        if let Some(c) = chars.next().filter(|c| c.is_alphanumeric()) {
            hash = c.to_lowercase().fold(hash, add);
        }
        rest = chars.as_str();
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::bodies::{bodies, foreign};
    use crate::kept::Kept;

    fn brief(title: &str, body: &str) -> Brief {
        let source = format!("---\ntitle: {title}\n---\n{body}\n");
        crate::brief::file::parse("a.md", &source).unwrap().0
    }

    #[test]
    fn a_blurb_under_unrelated_headlines_is_foreign_and_a_copied_article_is_not() {
        let blurb = "The news of the mills of Lodz and Bern is brought to you every day by the wire of the mills.";
        let news = "Example Mills will build a second mill in Lodz for 40 million euros by 2027, it said on Monday.";
        let briefs = [
            brief("Bakers in Bern strike for higher wages", blurb),
            brief("Wheat harvest falls short after a dry summer", blurb),
            brief("Court rejects the merger of two breweries", blurb),
            brief("Example Mills to build in Lodz", news),
            brief("Example Mills plans second mill in Lodz", news),
            brief("Lodz gets a second mill from Example Mills", news),
        ];
        let foreign = foreign(
            &briefs,
            &bodies(&briefs, &BTreeMap::new(), &Kept::default()),
        );
        assert!(foreign.has(blurb));
        assert!(!foreign.has(news));
    }
}
