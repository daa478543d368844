//! Publishers: by name, or by host where no brief names the publisher.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::surface::fold;
use crate::brief::Brief;
use crate::digest::{BriefId, BriefSource, DigestBrief, DigestSource, SourceId, ToldKind};
use crate::hash::Map;
use crate::publisher::{Publisher, host};
use crate::slug::Slug;
use crate::source_kinds::{self, Publishers, Said};

/// The publishers of all briefs, and each brief's sources with their publisher.
pub(super) fn sources(briefs: &[Brief]) -> (Vec<DigestSource>, Vec<Vec<BriefSource>>) {
    let hosts: Vec<Vec<Option<String>>> = briefs
        .par_iter()
        .map(|b| b.sources.iter().map(|s| host(s.url.as_deref()?)).collect())
        .collect();
    let names = names_of_hosts(briefs, &hosts);
    // A digest has few publishers.
    let mut folded: Map<String, String> = Map::default();
    let mut found: BTreeMap<String, DigestSource> = BTreeMap::new();
    let mut keys: Vec<Vec<(Option<String>, BriefSource)>> = Vec::with_capacity(briefs.len());
    for ((brief, hosts), id) in briefs.iter().zip(&hosts).zip(0..) {
        let id = BriefId(id);
        let mut own = Vec::with_capacity(brief.sources.len());
        for (source, host) in brief.sources.iter().zip(hosts) {
            let stated = source
                .name
                .as_deref()
                .map(str::trim)
                .filter(|n| !n.is_empty());
            let name = stated
                .map(str::to_owned)
                .or_else(|| names.get(host.as_deref()?).cloned().flatten())
                .or_else(|| host.clone());
            let key = name.as_deref().map(|name| {
                let known = folded.get(name).cloned();
                known.unwrap_or_else(|| {
                    let key = fold(name);
                    folded.insert(name.to_owned(), key.clone());
                    key
                })
            });
            if let (Some(key), Some(name)) = (&key, &name) {
                let entry = found.entry(key.clone()).or_insert_with(|| DigestSource {
                    name: name.clone(),
                    slug: Slug::new(name),
                    host: None,
                    kind: None,
                    briefs: Vec::new(),
                });
                if entry.host.is_none() {
                    entry.host.clone_from(host);
                }
                if entry.briefs.last() != Some(&id) {
                    entry.briefs.push(id);
                }
            }
            own.push((
                key,
                BriefSource {
                    source: None,
                    name,
                    url: source.url.clone(),
                    authors: source.authors.clone(),
                    kind: None,
                },
            ));
        }
        keys.push(own);
    }
    let mut taken = BTreeSet::new();
    let mut places: BTreeMap<String, SourceId> = BTreeMap::new();
    let mut list = Vec::with_capacity(found.len());
    for (key, mut source) in found {
        source.slug = source.slug.unique(&mut taken);
        places.insert(key, SourceId(u32::try_from(list.len()).unwrap_or(u32::MAX)));
        list.push(source);
    }
    let of_briefs = keys
        .into_iter()
        .map(|own| {
            own.into_iter()
                .map(|(key, source)| BriefSource {
                    source: key.and_then(|k| places.get(&k).copied()),
                    ..source
                })
                .collect()
        })
        .collect();
    (list, of_briefs)
}

/// Gives each publisher the kind that it is in all of its briefs: a firm is first-hand where it reports nothing but its own
/// news.
pub(super) fn agree(sources: &mut [DigestSource], briefs: &[Arc<DigestBrief>]) {
    for (source, id) in sources.iter_mut().zip((0..).map(SourceId)) {
        let own = source
            .briefs
            .iter()
            .filter_map(|b| briefs.get(b.0 as usize));
        let as_told = own
            .flat_map(|b| &b.sources)
            .filter(|s| s.source == Some(id));
        let mut kinds = as_told.map(|s| s.kind.map(|told| told.kind));
        let first = kinds.next().flatten();
        source.kind = first.filter(|first| kinds.all(|kind| kind == Some(*first)));
    }
}

/// The kind of a source of a brief that is about firms of these names.
pub(super) fn kind_in<'n>(
    source: &BriefSource,
    told: &Publishers,
    about: impl Iterator<Item = &'n str>,
) -> Option<ToldKind> {
    let publisher = Publisher::of(source.name.as_deref(), source.url.as_deref());
    match told.said_of(&publisher) {
        Some(Said::Kind(kind)) => return Some(ToldKind { kind, rule: None }),
        Some(Said::Unknown) => return None,
        None => {}
    }
    let (kind, rule) = source_kinds::told(&publisher, about)?;
    let rule = Some(rule.id);
    Some(ToldKind { kind, rule })
}

/// The one name that briefs give the publisher of a host; none where they give several.
fn names_of_hosts<'b>(
    briefs: &[Brief],
    hosts: &'b [Vec<Option<String>>],
) -> Map<&'b str, Option<String>> {
    let mut names: Map<&str, Option<String>> = Map::default();
    let sources = briefs.iter().flat_map(|b| &b.sources);
    for (source, host) in sources.zip(hosts.iter().flatten()) {
        let (Some(name), Some(host)) = (&source.name, host) else {
            continue;
        };
        names
            .entry(host)
            .and_modify(|n| {
                if n.as_ref()
                    .is_some_and(|n| n != name && fold(n) != fold(name))
                {
                    *n = None;
                }
            })
            .or_insert_with(|| Some(name.trim().to_owned()));
    }
    names
}
