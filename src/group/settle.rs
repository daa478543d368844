//! Which names of firms have a page: weighed over all briefs together, before terms are made of them.
//!
//! A brief's tags were made when its fragment came in, by what its own text says. Here all texts have their say: a name
//! that stands elsewhere as a person, a body or a product is no firm, and what was too doubtful in one brief is sure by
//! what another says. What a person wrote, in a brief, on a page or in the catalogue, is never weighed: it has a page. A
//! name that does not stand is a suggestion again; no file is changed.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::bodies::{Body, bodies, foreign, own_text};
use super::foreign::{Foreign, untag};
use super::surface::fold;
use crate::brief::Brief;
use crate::brief::editor_page::EditorPage;
use crate::brief::fields::is_as_made;
use crate::catalogue::{Catalogue, TermKind};
use crate::kept::{Kept, KeyOf};
use crate::names::one_firm::{Named, one_name};
use crate::names::standing::{Doubtful, Survey, is_firm, standing};
use crate::text::prose::Text;

/// Briefs in which a name of the catalogue is sure, from which it is no longer in doubt elsewhere.
const SURE_ELSEWHERE: usize = 2;

/// What the names of firms are looked for in.
pub(super) struct Texts<'a> {
    /// The bodies of the briefs, in their order.
    pub(super) bodies: &'a [Body],
    /// What of them counts for nothing.
    pub(super) foreign: &'a Foreign,
    /// What was worked out of them before.
    pub(super) kept: &'a Kept,
}

/// The catalogue, and by what it is told from another.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// Its hash.
    pub hash: &'a str,
}

/// Gives the briefs the firms that stand over all of them. What stands in foreign paragraphs alone tags none, and says
/// nothing of a name.
pub(super) fn settle(
    briefs: &mut [Brief],
    texts: &Texts<'_>,
    pages: &[EditorPage],
    known: Known<'_>,
) -> Settled {
    let catalogue = known.catalogue;
    let made: Vec<bool> = briefs.par_iter().map(is_made).collect();
    let bodies = briefs.par_iter_mut().zip(texts.bodies);
    bodies
        .filter(|(_, body)| texts.foreign.touches(&body.outline))
        .for_each(|(brief, _)| {
            let whole = Text::from_markdown(&brief.body_markdown);
            let own = texts.foreign.without(&whole);
            untag(brief, &whole, &own, catalogue);
        });
    let editors = editors(briefs, &made, pages);
    let open = |name: &str| is_open(name, &editors, catalogue);
    let mut doubtful: BTreeSet<&str> = BTreeSet::new();
    let mut sure: BTreeMap<&str, usize> = BTreeMap::new();
    for (brief, made) in briefs.iter().zip(&made) {
        for name in brief.companies.iter().chain(&brief.mentions.companies) {
            *sure.entry(name).or_default() += 1;
        }
        let suggested = &brief.derived.suggestions.companies;
        let tags = brief.companies.iter().chain(&brief.mentions.companies);
        if *made {
            doubtful.extend(
                tags.chain(suggested)
                    .map(String::as_str)
                    .filter(|n| open(n)),
            );
        }
    }
    let asked = Doubtful::of(doubtful.iter().copied());
    let survey = survey(briefs, texts, &asked, known);
    let stands: BTreeSet<String> = doubtful
        .into_iter()
        .filter(|name| {
            let place = asked.place(name);
            place.is_some_and(|at| is_firm(standing(&asked, at, &survey), sure.contains_key(name)))
        })
        .map(str::to_owned)
        .collect();
    let sure_elsewhere: BTreeSet<String> = sure
        .iter()
        .filter(|(name, briefs)| **briefs >= SURE_ELSEWHERE && !open(name))
        .map(|(name, _)| (*name).to_owned())
        .collect();
    let named: Vec<Named> = stands
        .iter()
        .map(|name| (name.as_str(), false))
        .chain(sure.keys().filter(|n| !open(n)).map(|n| (*n, true)))
        .map(|(name, chosen)| Named {
            name: name.to_owned(),
            briefs: sure.get(name).copied().unwrap_or(0),
            chosen,
        })
        .collect();
    let settled = Settled {
        names: one_name(&named, catalogue),
        editors,
        stands,
        sure_elsewhere,
        asked,
    };
    for (brief, _) in briefs.iter_mut().zip(&made).filter(|(_, made)| **made) {
        settled.rewrite(brief, catalogue);
    }
    settled
}

/// What all briefs together say of the names of firms.
#[derive(Debug)]
pub(super) struct Settled {
    /// The names that a person chose, folded.
    editors: BTreeSet<String>,
    /// The names that were in doubt.
    asked: Doubtful,
    /// Those of them that are firms.
    stands: BTreeSet<String>,
    /// Names of the catalogue of which so many briefs are sure that none is in doubt.
    sure_elsewhere: BTreeSet<String>,
    /// The one name of each firm.
    names: BTreeMap<String, String>,
}

impl Settled {
    /// Writes the firms of a brief anew: under the one name of each, what does not stand among the suggestions, and what
    /// was suggested and stands among the mentions, or the subjects where the headline names it.
    fn rewrite(&self, brief: &mut Brief, catalogue: &Catalogue) {
        let stands = |name: &str| self.stands.contains(name);
        let tagged = |name: &str| stands(name) || !is_open(name, &self.editors, catalogue);
        let suggested = |name: &str| stands(name) || self.sure_elsewhere.contains(name);
        let mut held: BTreeSet<String> = BTreeSet::new();
        let mut dropped: Vec<String> = Vec::new();
        let one = |name: String| self.names.get(&name).cloned().unwrap_or(name);
        for list in [&mut brief.companies, &mut brief.mentions.companies] {
            for name in std::mem::take(list) {
                if !tagged(&name) {
                    dropped.push(name);
                    continue;
                }
                let name = one(name);
                if held.insert(name.clone()) {
                    list.push(name);
                }
            }
        }
        let title = fold(&brief.title);
        for name in std::mem::take(&mut brief.derived.suggestions.companies) {
            if !suggested(&name) {
                dropped.push(name);
                continue;
            }
            let name = one(name);
            if held.insert(name.clone()) {
                if title.contains(&fold(&name)) {
                    brief.companies.push(name);
                } else {
                    brief.mentions.companies.push(name);
                }
            }
        }
        brief.derived.suggestions.companies = dropped;
    }

    /// Gives a brief the firms that stand, as if all had been looked at with its words of now instead of those that it
    /// had; none where that may come to another result for a brief. Nothing but headline, summary and text may differ, and
    /// no foreign paragraph may be in either text.
    pub(super) fn again(
        &self,
        was: (&Brief, &Body),
        now: (&Brief, &Body),
        texts: &Texts<'_>,
        known: Known<'_>,
    ) -> Option<Brief> {
        let survey =
            |(brief, body): (&Brief, &Body)| survey_of(brief, body, texts, &self.asked, known);
        if !self.asked.is_empty() && survey(was) != survey(now) {
            return None;
        }
        let settled = |brief: &Brief| {
            let mut brief = brief.clone();
            if is_made(&brief) {
                self.rewrite(&mut brief, known.catalogue);
            }
            brief
        };
        let (was, now) = (settled(was.0), settled(now.0));
        let same = was.companies == now.companies
            && was.technologies == now.technologies
            && was.mentions == now.mentions
            && was.derived.suggestions == now.derived.suggestions;
        same.then_some(now)
    }
}

/// How sure a name is a firm's by all briefs together, from 0 to 1, and whether that makes a page; none where that is not
/// asked, since a person or the catalogue has the name.
pub fn weighed(
    name: &str,
    briefs: &[Brief],
    pages: &[EditorPage],
    known: Known<'_>,
    kept: &Kept,
) -> Option<(f32, bool)> {
    let made: Vec<bool> = briefs.iter().map(is_made).collect();
    if !is_open(name, &editors(briefs, &made, pages), known.catalogue) {
        return None;
    }
    let asked = Doubtful::of([name]);
    let place = asked.place(name)?;
    let bodies = bodies(briefs, &BTreeMap::new(), kept);
    let texts = Texts {
        foreign: &foreign(briefs, &bodies),
        bodies: &bodies,
        kept,
    };
    let sure = standing(&asked, place, &survey(briefs, &texts, &asked, known));
    let tagged = briefs.iter().any(|b| {
        let mut tags = b.companies.iter().chain(&b.mentions.companies);
        tags.any(|n| n == name)
    });
    Some((sure, is_firm(sure, tagged)))
}

/// Whether neither a person nor the catalogue has a name; `editors` are the names that a person chose, folded.
fn is_open(name: &str, editors: &BTreeSet<String>, catalogue: &Catalogue) -> bool {
    !editors.contains(&fold(name)) && catalogue.resolve(TermKind::Company, name).is_none()
}

/// Whether the names of firms in a brief are as the tool wrote them.
fn is_made(brief: &Brief) -> bool {
    is_as_made(brief, "companies") && is_as_made(brief, "mentions")
}

/// The names that a person chose, folded.
fn editors(briefs: &[Brief], made: &[bool], pages: &[EditorPage]) -> BTreeSet<String> {
    let of_pages = pages.iter().flat_map(|p| p.title.iter().chain(&p.aliases));
    let of_briefs = briefs
        .iter()
        .zip(made)
        .filter(|(_, made)| !**made)
        .flat_map(|(b, _)| b.companies.iter().chain(&b.mentions.companies));
    of_pages.chain(of_briefs).map(|n| fold(n)).collect()
}

/// What all texts say of the names in doubt.
fn survey(briefs: &[Brief], texts: &Texts<'_>, doubtful: &Doubtful, known: Known<'_>) -> Survey {
    if doubtful.is_empty() {
        return Survey::default();
    }
    let join = |mut all: Survey, one: Survey| {
        all.join(one);
        all
    };
    briefs
        .par_iter()
        .zip(texts.bodies)
        .map(|(brief, body)| survey_of(brief, body, texts, doubtful, known))
        .reduce(Survey::default, join)
}

/// What one text says of them. It depends on no other name than those whose words it has.
fn survey_of(
    brief: &Brief,
    body: &Body,
    texts: &Texts<'_>,
    doubtful: &Doubtful,
    known: Known<'_>,
) -> Survey {
    let (kept, foreign) = (texts.kept, texts.foreign);
    let mut key = body.key_of("names", foreign);
    key.part(&brief.title).part(known.hash);
    let of_names = key.key();
    let mut read = None;
    let words: Vec<u32> = kept.get(of_names, || {
        let (words, survey) =
            doubtful.survey_with_words(&brief.title, &own_text(brief, foreign), known.catalogue);
        read = Some(survey);
        words
    });
    let narrow = doubtful.among(&words);
    if narrow.is_empty() {
        return Survey::default();
    }
    let mut key = KeyOf::new("survey");
    key.part(of_names.bytes());
    for part in narrow.parts() {
        key.part(part);
    }
    let found = kept.get(key.key(), || {
        let survey = read.unwrap_or_else(|| {
            doubtful.survey(&brief.title, &own_text(brief, foreign), known.catalogue)
        });
        narrow.form(&survey)
    });
    narrow.survey(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::fields::fingerprint;

    /// A brief as the tool wrote it, with these firms and suggestions.
    fn made(path: &str, body: &str, companies: &[&str], suggested: &[&str]) -> Brief {
        let list = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
        let mut brief = Brief::in_file(path);
        brief.title = "A morning in the market".to_owned();
        brief.companies = list(companies);
        brief.derived.suggestions.companies = list(suggested);
        body.clone_into(&mut brief.body_markdown);
        brief.made = Some(fingerprint(&brief, "0", "0"));
        brief
    }

    fn settled(mut briefs: Vec<Brief>) -> Vec<Brief> {
        let kept = Kept::default();
        let bodies = bodies(&briefs, &BTreeMap::new(), &kept);
        let texts = Texts {
            foreign: &foreign(&briefs, &bodies),
            bodies: &bodies,
            kept: &kept,
        };
        let known = Known {
            catalogue: &Catalogue::built_in(),
            hash: "a",
        };
        settle(&mut briefs, &texts, &[], known);
        briefs
    }

    const FIRM: &str = "Vexara Pumps Ltd (NASDAQ: VXRA), a maker of pumps, said its profit rose. Shares of Vexara Pumps Ltd fell.";

    #[test]
    fn what_one_brief_is_sure_of_counts_in_another() {
        let briefs = settled(vec![
            made("a.md", FIRM, &["Vexara Pumps"], &[]),
            made(
                "b.md",
                "The hall is near Vexara Pumps, they say.",
                &[],
                &["Vexara Pumps"],
            ),
        ]);
        assert_eq!(briefs[1].mentions.companies, ["Vexara Pumps"]);
        assert!(briefs[1].derived.suggestions.companies.is_empty());
    }

    #[test]
    fn a_person_is_no_firm_by_what_another_brief_says() {
        let people = "Mr Dorrance said he would go. \u{201c}It is late,\u{201d} said John Dorrance, who is a farmer. Ms Dorrance told him so.";
        let briefs = settled(vec![
            made(
                "a.md",
                "The fair drew Orley, Dorrance and others.",
                &["Dorrance"],
                &[],
            ),
            made("b.md", people, &[], &[]),
        ]);
        assert!(briefs[0].companies.is_empty());
        assert_eq!(briefs[0].derived.suggestions.companies, ["Dorrance"]);
    }

    #[test]
    fn what_stands_in_a_foreign_paragraph_alone_tags_nothing() {
        let blurb = format!(
            "{FIRM} Vexara Pumps Ltd is a sponsor of this wire, and makes lithium-ion batteries."
        );
        let tagged = |path: &str, title: &str, own: &str| {
            let mut brief = made(path, &format!("{own}\n\n{blurb}"), &[], &[]);
            title.clone_into(&mut brief.title);
            brief.mentions.companies = vec!["Vexara Pumps".to_owned()];
            brief.technologies = vec!["lithium-ion battery".to_owned()];
            brief.derived.suggestions.companies = vec!["Vexara Pumps Ltd".to_owned()];
            brief.made = Some(fingerprint(&brief, "0", "0"));
            brief
        };
        let mut by_hand = tagged("d.md", "Rents in Oslo rise again", "Rents rose.");
        by_hand.mentions.companies.push("Half Moon".to_owned());
        let briefs = settled(vec![
            tagged("a.md", "Bakers strike for higher wages", "The bakers met."),
            tagged("b.md", "Wheat harvest falls short", "The summer was dry."),
            tagged(
                "c.md",
                "Pump maker buys a rival in Bern",
                "Vexara Pumps pays 3 million euros.",
            ),
            by_hand,
        ]);
        for brief in briefs.iter().take(2) {
            assert!(brief.mentions.companies.is_empty(), "{}", brief.path);
            assert!(brief.technologies.is_empty(), "{}", brief.path);
            assert!(brief.derived.suggestions.companies.is_empty());
        }
        // Its own words name it, or a person does.
        assert_eq!(briefs[2].mentions.companies, ["Vexara Pumps"]);
        assert_eq!(briefs[3].mentions.companies, ["Vexara Pumps", "Half Moon"]);
    }

    #[test]
    fn a_person_s_own_tag_is_never_weighed() {
        let mut own = made("a.md", "The fair drew Dorrance and others.", &[], &[]);
        own.companies = vec!["Dorrance".to_owned()];
        let mut hand = Brief::in_file("b.md");
        hand.mentions.companies = vec!["Half Moon".to_owned()];
        let briefs = settled(vec![own, hand]);
        assert_eq!(briefs[0].companies, ["Dorrance"]);
        assert_eq!(briefs[1].mentions.companies, ["Half Moon"]);
    }
}
