//! Why two briefs are one story or not.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::bodies::{bodies, foreign, own_text};
use super::body::signature;
use super::decisions::Decisions;
use super::publishable::{Selection, publishable};
use super::stories::evidence::{Worded, evidence};
use super::stories::{Sketch, Stories};
use crate::brief::Brief;
use crate::digest::BriefId;
use crate::kept::Kept;
use crate::text::prose::Text;

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryWhy {
    /// Whether the site shows them as one story.
    pub together: bool,
    /// What decided it.
    pub verdict: &'static str,
    /// What speaks for and against it.
    pub evidence: Vec<String>,
}

/// Why two briefs, named by their files, are one story or not; none where one of them is not published.
pub fn why_story(
    briefs: Vec<Brief>,
    selection: Selection,
    decisions: &Decisions,
    files: (&str, &str),
    kept: &Kept,
) -> Option<StoryWhy> {
    let known = Decisions::known(&briefs);
    let (briefs, _) = publishable(briefs, selection);
    let (decided, _) = decisions.of(&briefs, &known);
    let place = |file: &str| briefs.iter().position(|b| b.path == file);
    let (a, b) = (place(files.0)?, place(files.1)?);
    let bodies = bodies(&briefs, &BTreeMap::new(), kept);
    let foreign = foreign(&briefs, &bodies);
    let sketches: Vec<Sketch> = briefs
        .par_iter()
        .map(|brief| {
            // As the build compares them.
            let own = own_text(brief, &foreign);
            let copy = signature(&own);
            Sketch::of(&brief.title, &own, brief.date, copy)
        })
        .collect();
    let stories = Stories::of(sketches);
    let id = |place: usize| BriefId(u32::try_from(place).unwrap_or(u32::MAX));
    let (x, y) = (id(a), id(b));
    let told = stories.told(&decided);
    let story = told.iter().find(|s| s.briefs.contains(&x));
    let together = a == b || story.is_some_and(|s| s.briefs.contains(&y));
    let joined = |ids: &Vec<BriefId>| ids.contains(&x) && ids.contains(&y);
    let split = |pair: &(BriefId, BriefId)| *pair == (x, y) || *pair == (y, x);
    let verdict = if decided.split.iter().any(split) {
        "you split them"
    } else if decided.joined.iter().any(joined) {
        "you joined them"
    } else if story.is_some_and(|s| s.copies.iter().any(joined)) {
        "they are copies of one text"
    } else if together && story.is_some_and(|s| s.briefs.len() > 2) {
        "they and the other briefs of the story speak for it together"
    } else if together {
        "who, what and how much are the same"
    } else {
        "too little says that they report one event"
    };
    let (one, other) = (briefs.get(a)?, briefs.get(b)?);
    let texts = (
        Text::from_markdown(&one.body_markdown),
        Text::from_markdown(&other.body_markdown),
    );
    let of_one = Worded {
        id: x,
        title: &one.title,
        text: &texts.0,
    };
    let of_other = Worded {
        id: y,
        title: &other.title,
        text: &texts.1,
    };
    let evidence = evidence(&stories, &of_one, &of_other);
    Some(StoryWhy {
        together,
        verdict,
        evidence,
    })
}
