//! One brief of several copies of an article.

use super::identity::{Member, joined_from};
use crate::brief::Brief;
use crate::brief::fields::fingerprint;
use crate::fragment::rules::SIDECAR;

/// One brief of several fragments with the same words: the first by name, with the headline, summary, date and
/// sources that any of them states.
///
/// `also` are fragments that the brief goes on naming though they add nothing to it; `named` are those that it names now,
/// in its order.
pub(super) fn join_copies(
    members: Vec<Member>,
    also: Vec<String>,
    named: &[String],
) -> Option<Brief> {
    let names: Vec<String> = members.iter().map(|m| m.fragment.clone()).collect();
    let hashes: Vec<String> = members.iter().map(|m| m.from.clone()).collect();
    let words = members.first().map(|m| m.words.clone()).unwrap_or_default();
    let mut joined: Option<Brief> = None;
    for brief in members.into_iter().filter_map(|m| m.fresh) {
        let brief = *brief;
        let Some(first) = &mut joined else {
            joined = Some(brief);
            continue;
        };
        let says_more = summary_rank(&brief) > summary_rank(first);
        // What one of the copies says is no article for the public yet is none under any name.
        first.draft |= brief.draft;
        for source in brief.sources {
            if !first.sources.contains(&source) {
                first.sources.push(source);
                if first.derived.source.as_deref() == Some("unknown") {
                    first.derived.source.clone_from(&brief.derived.source);
                    first.derived.source_hints.clear();
                }
            }
        }
        let proposed = |b: &Brief| {
            b.derived
                .title
                .as_deref()
                .is_none_or(crate::rules::is_proposal)
        };
        if proposed(first)
            && brief
                .derived
                .title
                .as_deref()
                .is_some_and(|r| !crate::rules::is_proposal(r))
        {
            first.title = brief.title;
            first.slug = brief.slug;
            first.derived.title = brief.derived.title;
        }
        if says_more {
            first.summary = brief.summary;
            first.derived.summary = brief.derived.summary;
        }
        if let Some(date) = brief
            .date
            .filter(|d| first.date.is_none_or(|mine| *d < mine))
        {
            first.date = Some(date);
            first.derived.date = brief.derived.date;
        }
    }
    let mut brief = joined?;
    brief.fragments = names;
    brief.fragments.extend(also);
    // In the order that they have.
    let place = |f: &String| named.iter().position(|n| n == f).unwrap_or(usize::MAX);
    brief.fragments.sort_by_key(place);
    let hashes: Vec<&str> = hashes.iter().map(String::as_str).collect();
    let from = joined_from(&hashes);
    brief.made = Some(fingerprint(&brief, &from, &words));
    Some(brief)
}

/// What a person says of an article outranks what its source says, and that the article's own first sentences.
fn summary_rank(brief: &Brief) -> u8 {
    match brief.derived.summary.as_deref() {
        None => 0,
        Some(rule) if rule == SIDECAR.id => 2,
        Some(_) => 1,
    }
}
