//! The digest again after the words of one brief became others. What all briefs together decide is looked at only as far as
//! these words have a say in it; where they may come to another result for other briefs, everything is gathered anew.

use std::sync::Arc;

use super::bodies::Body;
use super::derived::derive;
use super::editions::editions;
use super::gather::{
    Gathered, change_figures, compare, digest_brief, events_by_kind, relate, tell,
};
use super::series::series;
use super::settle::{Known, Texts};
use super::sources::agree;
use crate::brief::Brief;
use crate::catalogue::Catalogue;
use crate::digest::BriefId;
use crate::kept::Kept;

/// A brief of a digest as it was, and as it is now.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// As it was.
    pub was: &'a Brief,
    /// As it is.
    pub now: &'a Brief,
    /// Hash of its file of now.
    pub hash: &'a str,
}

impl Change<'_> {
    /// Whether nothing but headline, summary and text is another.
    fn is_of_words(&self) -> bool {
        let Self { was, now, .. } = *self;
        let same = Brief {
            title: was.title.clone(),
            summary: was.summary.clone(),
            body_markdown: was.body_markdown.clone(),
            ..now.clone()
        };
        same == *was
    }
}

impl Gathered {
    /// Takes in a brief with other words; whether the digest is now what gathering it anew would give. If not, it is as it
    /// was.
    pub fn take_in(&mut self, change: Change<'_>, catalogue: &Catalogue, kept: &Kept) -> bool {
        self.taken_in(change, catalogue, kept).is_some()
    }

    fn taken_in(&mut self, change: Change<'_>, catalogue: &Catalogue, kept: &Kept) -> Option<()> {
        if !change.is_of_words() {
            return None;
        }
        let briefs = &self.digest.briefs;
        let place = briefs.iter().position(|b| b.path == change.was.path)?;
        let id = BriefId(u32::try_from(place).ok()?);
        let held = Arc::clone(briefs.get(place)?);
        let body = Body::of(change.now, Some(change.hash), kept);
        let former = self.bodies.get(place)?;
        let same_headline = change.was.title == change.now.title;
        if !self.says_nothing_of_others(place, &body, same_headline) {
            return None;
        }
        let texts = Texts {
            bodies: &self.bodies,
            foreign: &self.foreign,
            kept,
        };
        let known = Known {
            catalogue,
            hash: &self.catalogue_hash,
        };
        let brief = self
            .settled
            .again((change.was, former), (change.now, &body), &texts, known)?;
        let (derived, sketch) = derive(
            &brief,
            &body,
            Some(change.hash),
            (&held.sources, &self.publishers),
            &self.table,
            &self.foreign,
            kept,
        );
        let digest = &mut self.digest;
        let measured = change_figures(&mut digest.terms, id, &derived.facts);
        let mut now = digest_brief(brief, derived, held.sources.clone());
        (now.story, now.related) = (held.story, held.related.clone());
        let events = now.event != held.event;
        let publishers = now.sources != held.sources;
        *digest.briefs.get_mut(place)? = Arc::new(now);
        *self.bodies.get_mut(place)? = body;
        for id in measured {
            if let Some(term) = digest.terms.get_mut(id.0 as usize) {
                term.series = series(id, &term.figures, &digest.briefs);
            }
        }
        if self.stories.take_in(id, sketch) {
            digest.stories = tell(&self.stories, &self.decided, &mut digest.briefs);
            relate(&mut digest.briefs, &digest.terms);
        } else if let Some(story) = held.story {
            let story = digest.stories.get_mut(story.0 as usize)?;
            compare(story, &digest.briefs);
        }
        if publishers {
            agree(&mut digest.sources, &digest.briefs);
        }
        if events {
            digest.events = events_by_kind(&digest.briefs);
        }
        // What is wrong with their files is not another for other words.
        digest.editions = editions(digest, &self.asked).0;
        Some(())
    }

    /// Whether no paragraph of the brief at this place, as it was or with this body, is foreign or has a say in what is: so
    /// it is of those that stand in one body alone, or were there before under the same headline.
    fn says_nothing_of_others(&self, place: usize, now: &Body, same_headline: bool) -> bool {
        let Some(was) = self.bodies.get(place) else {
            return false;
        };
        if self.foreign.touches(&was.outline) || self.foreign.touches(&now.outline) {
            return false;
        }
        let lines = was.outline.differing(&now.outline, same_headline);
        let mut others = self.bodies.iter().enumerate().filter(|(i, _)| *i != place);
        !others.any(|(_, other)| other.outline.has_any(&lines))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::brief::fields::fingerprint;
    use crate::brief::file;
    use crate::group::editions::Asked;
    use crate::group::{Inputs, gather};
    use crate::period::Cadence;

    /// Numbers that look random and are the same on every machine.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % sides as u64).unwrap()
        }

        fn one_of(&mut self, all: &[&'static str]) -> &'static str {
            all[self.roll(all.len())]
        }
    }

    const TITLES: &[&str] = &[
        "Northvolt to build a plant in Borlänge",
        "Northvolt will build a plant in Borlänge by 2027",
        "CATL raises its forecast by 12 per cent",
        "CATL acquires a maker of pumps",
        "Vexara Pumps names a chief executive",
        "Dorrance sues Tesla over a contract",
        "Heat pumps heat 40,000 homes",
    ];
    const SENTENCES: &[&str] = &[
        "Northvolt will build a plant in Borlänge for 400 million euros by 2027.",
        "CATL raised its forecast by 12 per cent.",
        "Tesla and Northvolt signed a contract worth $1.2 billion.",
        "A sodium-ion battery costs a third less, it said on Monday.",
        "Vexara Pumps Ltd (NASDAQ: VXRA), a maker of pumps, said its profit rose.",
        "The heat pump heats 40,000 homes in Lodz and in Bern.",
        "Mr Dorrance said he would go, said John Dorrance, who is a farmer.",
        "The hall is near Vexara Pumps and Orley, they say.",
        "This wire of the mills of Lodz and Bern is brought to you every day by the sponsors of the wire.",
    ];

    fn words(dice: &mut Dice, brief: &mut Brief) {
        dice.one_of(TITLES).clone_into(&mut brief.title);
        brief.summary = (dice.roll(2) == 0).then(|| dice.one_of(SENTENCES).to_owned());
        brief.body_markdown.clear();
        for _ in 0..=dice.roll(3) {
            for _ in 0..=dice.roll(2) {
                brief.body_markdown += dice.one_of(SENTENCES);
                brief.body_markdown.push(' ');
            }
            // Most lines stand in one brief alone.
            let number = dice.roll(100_000);
            brief.body_markdown += "That is number ";
            brief.body_markdown += &number.to_string();
            brief.body_markdown += " of them.\n\n";
        }
    }

    fn brief(dice: &mut Dice, number: usize) -> Brief {
        let front = format!(
            "title: t\ndate: 2025-01-{:02}\ncompanies: [{}]\nmentions:\n  companies: [{}]\ntechnologies: [{}]\nderived:\n  suggestions:\n    companies: [{}]\nsource:\n  name: {}\n",
            1 + dice.roll(9),
            dice.one_of(&["Northvolt", "CATL", "Vexara Pumps"]),
            dice.one_of(&["Tesla", "Dorrance", "Vexara Pumps"]),
            dice.one_of(&["sodium-ion battery", "heat pump"]),
            dice.one_of(&["Orley", "Dorrance", "Vexara Pumps"]),
            dice.one_of(&["Daily", "Weekly"]),
        );
        let source = format!("---\n{front}---\nText.\n");
        let mut brief = file::parse(&format!("b/{number}.md"), &source).unwrap().0;
        words(dice, &mut brief);
        if dice.roll(3) > 0 {
            brief.made = Some(fingerprint(&brief, "0", "0"));
        }
        brief
    }

    fn anew(
        briefs: &[Brief],
        hashes: &BTreeMap<String, String>,
        catalogue: &Catalogue,
        kept: &Kept,
    ) -> Gathered {
        let inputs = Inputs {
            briefs: briefs.to_vec(),
            hashes: hashes.clone(),
            catalogue_hash: "a".to_owned(),
            editions: Asked {
                cadence: Some(Cadence::Weekly),
                files: Vec::new(),
            },
            ..Inputs::default()
        };
        gather(inputs, catalogue, kept).0
    }

    #[test]
    fn other_words_taken_in_are_the_same_as_all_gathered_anew() {
        let (mut dice, catalogue) = (Dice(7), Catalogue::built_in());
        let mut taken = 0;
        for _ in 0..6 {
            let mut briefs: Vec<Brief> = (0..14).map(|i| brief(&mut dice, i)).collect();
            let mut hashes: BTreeMap<String, String> = briefs
                .iter()
                .map(|b| (b.path.clone(), format!("at first {}", b.path)))
                .collect();
            let mut gathered = anew(&briefs, &hashes, &catalogue, &Kept::default());
            for round in 0..60 {
                let place = dice.roll(briefs.len());
                let was = briefs[place].clone();
                words(&mut dice, &mut briefs[place]);
                if dice.roll(20) == 0 {
                    briefs[place].date = None;
                }
                let hash = format!("{round} {place}");
                hashes.insert(was.path.clone(), hash.clone());
                let change = Change {
                    was: &was,
                    now: &briefs[place],
                    hash: &hash,
                };
                let fresh = anew(&briefs, &hashes, &catalogue, &Kept::default());
                if gathered.take_in(change, &catalogue, &Kept::default()) {
                    taken += 1;
                    let same = gathered.digest == fresh.digest;
                    assert!(same, "{} with other words, in round {round}", was.path);
                } else {
                    gathered = fresh;
                }
            }
        }
        assert!(taken > 60, "{taken} of 360");
    }
}
