//! What is worked out from one brief, or was kept of it: its tags with their receipts, what its text gives, how stories
//! see it, the event that it tells.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::bodies::Body;
use super::body::{self, BodyFacts, Named};
use super::foreign::Foreign;
use super::sources::kind_in;
use super::stories::Sketch;
use super::terms::{Spellings, TermTable};
use crate::brief::Brief;
use crate::digest::{BriefSource, DigestEvent, DigestTag, Taxonomy, TermId, ToldKind};
use crate::events;
use crate::kept::{Kept, Key, KeyOf};
use crate::source_kinds::Publishers;
use crate::text::prose::Text;

/// What one brief gives.
pub(super) struct Derived {
    /// By what its text is told from another.
    pub(super) body_key: Key,
    /// By what all that the digest has of it is told from another; none without the hash of its file.
    pub(super) print: Option<Key>,
    pub(super) tags: Vec<DigestTag>,
    pub(super) facts: BodyFacts,
    pub(super) event: Option<DigestEvent>,
    /// The kind of each of its sources.
    pub(super) kinds: Vec<Option<ToldKind>>,
}

/// What is kept of it: its terms are places in the list of those that the brief names.
#[derive(Debug, Serialize, Deserialize)]
struct Form {
    facts: BodyFacts,
    sketch: Sketch,
}

/// A term of the brief.
struct Own<'a> {
    term: TermId,
    about: bool,
    company: bool,
    spellings: &'a Spellings,
}

/// Works out what one brief gives, and how stories see it. `hash` is that of its file, if its text is the file's.
pub(super) fn derive(
    brief: &Brief,
    body: &Body,
    hash: Option<&str>,
    (sources, told): (&[BriefSource], &Publishers),
    table: &TermTable,
    foreign: &Foreign,
    kept: &Kept,
) -> (Derived, Sketch) {
    let own = own_terms(brief, table);
    let mut key = body.key_of("facts", foreign);
    key.part(&brief.title).maybe(brief.summary.as_deref());
    key.maybe(brief.date.map(|d| d.to_string()).as_deref());
    for term in &own {
        key.number(u64::from(term.about) * 2 + u64::from(term.company));
        key.part(term.spellings.key().bytes());
    }
    let key = key.key();
    let Form { mut facts, sketch } = kept.get(key, || {
        let named: Vec<Named<'_>> = (0..)
            .zip(&own)
            .map(|(place, term)| Named {
                term: TermId(place),
                surfaces: term.spellings.surfaces(),
                company: term.company,
                about: term.about,
            })
            .collect();
        let text = Text::from_markdown(&brief.body_markdown);
        let (facts, sketch) = body::read(brief, &text, &foreign.without(&text), &named);
        Form { facts, sketch }
    });
    let named = |terms: &mut Vec<TermId>| {
        for term in terms {
            if let Some(own) = own.get(term.0 as usize) {
                *term = own.term;
            }
        }
    };
    facts.figures.iter_mut().for_each(|f| named(&mut f.who));
    facts.figure_terms.iter_mut().for_each(named);
    let tags = own.iter().zip(&facts.tag_anchors);
    let tags = tags.map(|(own, found)| DigestTag {
        term: own.term,
        about: own.about,
        anchor: found.map(|(anchor, _)| anchor),
        name: found.and_then(|(_, name)| name),
    });
    let firms = own.iter().filter(|t| t.about && t.company);
    let firms = firms.flat_map(|t| t.spellings.names());
    let kinds: Vec<_> = sources
        .iter()
        .map(|s| kind_in(s, told, firms.clone()))
        .collect();
    let derived = Derived {
        body_key: body.key,
        print: hash.map(|hash| print(brief, hash, key, sources, &kinds)),
        tags: tags.collect(),
        facts,
        event: event(brief, kept),
        kinds,
    };
    (derived, sketch)
}

/// By what all that the digest has of a brief is told from another: its file, what was worked out of it, and what other
/// briefs had a say in.
fn print(
    brief: &Brief,
    hash: &str,
    derived: Key,
    sources: &[BriefSource],
    kinds: &[Option<ToldKind>],
) -> Key {
    let mut key = KeyOf::new("digest brief");
    key.part(hash).part(derived.bytes());
    key.part(brief.slug.as_str()).part(&brief.path);
    for source in sources {
        key.maybe(source.name.as_deref());
    }
    for kind in kinds {
        key.maybe(kind.map(|told| told.kind.key()));
        key.maybe(kind.and_then(|told| told.rule));
    }
    let suggested = &brief.derived.suggestions;
    for name in suggested.companies.iter().chain(&suggested.technologies) {
        key.part(name);
    }
    key.key()
}

/// The terms that it is about, then those that it mentions; companies before technologies in each.
fn own_terms<'a>(brief: &Brief, table: &'a TermTable) -> Vec<Own<'a>> {
    let mut held: BTreeSet<TermId> = BTreeSet::new();
    let lists = [
        (true, Taxonomy::Companies, &brief.companies),
        (true, Taxonomy::Technologies, &brief.technologies),
        (false, Taxonomy::Companies, &brief.mentions.companies),
        (false, Taxonomy::Technologies, &brief.mentions.technologies),
    ];
    let mut own = Vec::new();
    for (about, taxonomy, names) in lists {
        for term in table.all(taxonomy, names) {
            let spellings = table.spellings.get(term.0 as usize);
            if let Some(spellings) = spellings.filter(|_| held.insert(term)) {
                own.push(Own {
                    term,
                    about,
                    company: taxonomy == Taxonomy::Companies,
                    spellings,
                });
            }
        }
    }
    own
}

/// What is kept of an event.
#[derive(Debug, Serialize, Deserialize)]
struct EventForm {
    kind: String,
    words: String,
}

/// The kind of event: the editor's word, else what the headline says.
fn event(brief: &Brief, kept: &Kept) -> Option<DigestEvent> {
    match brief.event {
        Some(events::NONE) => None,
        Some(kind) => Some(DigestEvent {
            kind,
            words: None,
            rule: None,
        }),
        None => {
            let key = KeyOf::new("event").part(&brief.title).key();
            let found: Option<EventForm> = kept.get(key, || {
                events::event(&brief.title).map(|found| EventForm {
                    kind: found.kind.to_owned(),
                    words: found.words,
                })
            });
            let found = found?;
            Some(DigestEvent {
                kind: events::kind_of(&found.kind)?,
                words: Some(found.words),
                rule: Some(events::HEADLINE.id),
            })
        }
    }
}
