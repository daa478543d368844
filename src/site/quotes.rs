//! Sentences of briefs that name what a page is about, the names set off.

use super::addresses::brief_address;
use super::context::marks::Marks;
use super::context::{Html, seen};
use super::render::Site;
use crate::digest::{AnchorId, BriefId, TermId};
use crate::html::escape::escape_into;
use crate::text::spans::{Span, excerpt};

/// Characters of a sentence; of a longer one the words around the name stand there.
const MOST_OF_SENTENCE: usize = 400;

seen! {
    /// A sentence of a brief that names what the page is about.
    struct QuoteSeen<'a> {
        /// The sentence, each name in `<b>`; of a very long one the words around the first.
        sentence: Html<'a>,
        /// Address of the brief's page with that sentence's id.
        url: String,
    }
}

/// The first sentence of a brief that names each of these terms, in reading order; one that names several stands there
/// once, and a term that only the headline names has none.
pub(super) fn quotes<'s>(site: &'s Site, id: BriefId, terms: &[TermId]) -> Vec<QuoteSeen<'s>> {
    let brief = site.digest.brief(id);
    let own = brief.tags.iter().filter(|t| terms.contains(&t.term));
    let mut found: Vec<(AnchorId, Vec<Span>)> = Vec::new();
    for (anchor, name) in own.filter_map(|t| Some((t.anchor?, t.name))) {
        match found.iter_mut().find(|(held, _)| *held == anchor) {
            Some((_, names)) => names.extend(name),
            None => found.push((anchor, Vec::from_iter(name))),
        }
    }
    found.sort_unstable_by_key(|(anchor, _)| *anchor);
    let found = found.into_iter();
    found
        .map(|(anchor, names)| {
            let mut marks = Marks::default();
            match brief.body_key {
                Some(key) => marks.print(key),
                None => marks.text(&brief.body_markdown),
            }
            marks.text(&anchor.to_string());
            for name in &names {
                marks.number(name.start as u64);
                marks.number(name.end as u64);
            }
            QuoteSeen {
                url: format!("{}#{anchor}", brief_address(brief)),
                sentence: Html::later(marks.key(), move || {
                    let sentences = site.sentences.get(id.0 as usize);
                    set_off(sentences.map_or("", |s| s.of(brief, anchor)), &names)
                }),
            }
        })
        .collect()
}

/// The first sentence of a brief that names a term, without any marks; empty where only the headline does.
pub(super) fn sentence(site: &Site, id: BriefId, term: TermId) -> &str {
    let brief = site.digest.brief(id);
    let tag = brief.tags.iter().find(|t| t.term == term);
    let anchor = tag.and_then(|t| t.anchor);
    let sentences = site.sentences.get(id.0 as usize);
    let held = anchor.zip(sentences);
    held.map_or("", |(anchor, sentences)| sentences.of(brief, anchor))
}

/// A sentence as HTML, with these names in it set off.
fn set_off(sentence: &str, names: &[Span]) -> String {
    let mut names: Vec<Span> = names.to_vec();
    names.sort_unstable_by_key(|n| (n.start, std::cmp::Reverse(n.end)));
    let first = names.first().copied();
    let short = excerpt(
        sentence,
        first.unwrap_or(Span { start: 0, end: 0 }),
        MOST_OF_SENTENCE,
    );
    let mut out = String::with_capacity(short.len() + 16);
    if short != sentence {
        // What was cut moved the name.
        let name = first.map_or("", |n| n.of(sentence));
        let (before, after) = short.split_once(name).unwrap_or((&short, ""));
        escape_into(&mut out, before);
        bold(&mut out, name);
        escape_into(&mut out, after);
        return out;
    }
    let mut at = 0;
    for name in names {
        if let Some(before) = sentence.get(at..name.start) {
            escape_into(&mut out, before);
            bold(&mut out, name.of(sentence));
            at = name.end;
        }
    }
    escape_into(&mut out, sentence.get(at..).unwrap_or_default());
    out
}

fn bold(out: &mut String, name: &str) {
    if !name.is_empty() {
        out.push_str("<b>");
        escape_into(out, name);
        out.push_str("</b>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str, name: &str) -> Span {
        let start = text.find(name).unwrap();
        Span {
            start,
            end: start + name.len(),
        }
    }

    #[test]
    fn names_are_set_off_each_once_and_all_else_is_escaped() {
        let text = "A <b> of LG Energy Solution & LG makes sodium-ion cells.";
        let names = [
            span(text, "sodium-ion"),
            span(text, "LG"),
            span(text, "LG Energy Solution"),
        ];
        assert_eq!(
            set_off(text, &names),
            "A &lt;b&gt; of <b>LG Energy Solution</b> &amp; LG makes <b>sodium-ion</b> cells."
        );
        assert_eq!(set_off("a < b", &[]), "a &lt; b");
        // What does not fit the text harms nothing.
        let wrong = Span { start: 2, end: 99 };
        assert_eq!(set_off("é", &[wrong]), "é");
    }

    #[test]
    fn of_a_long_sentence_the_words_around_the_name_stay() {
        let text = format!("{}CATL {}", "before ".repeat(90), "after ".repeat(90));
        let short = set_off(&text, &[span(&text, "CATL")]);
        assert!(short.contains(" <b>CATL</b> "), "{short}");
        assert!(
            short.chars().count() < 430 && short.starts_with('…'),
            "{short}"
        );
    }
}
