//! Every name of a brief under one canonical term: the editor's pages decide first, then the catalogue, then the name
//! itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use super::pages::digest_page;
use super::surface::{Surfaces, fold};
use crate::brief::Brief;
use crate::brief::editor_page::EditorPage;
use crate::catalogue::{Catalogue, TermKind};
use crate::digest::{Activity, DigestTerm, Redirect, Taxonomy, TermId};
use crate::kept::{self, KeyOf};
use crate::slug::Slug;
use crate::text::words::is_unspaced;

/// A term's names for receipts, folded when they are first looked for.
#[derive(Debug)]
pub(super) struct Spellings {
    names: Vec<String>,
    key: kept::Key,
    folded: OnceLock<Surfaces>,
}

impl Spellings {
    fn of(names: Vec<String>) -> Self {
        let mut key = KeyOf::new("spellings");
        for name in &names {
            key.part(name);
        }
        Self {
            key: key.key(),
            names,
            folded: OnceLock::new(),
        }
    }

    /// By what they are told from those of another term.
    pub(super) fn key(&self) -> kept::Key {
        self.key
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.names.iter().map(String::as_str)
    }

    pub(super) fn surfaces(&self) -> &Surfaces {
        let fold = || Surfaces::new(self.names.iter().map(String::as_str));
        self.folded.get_or_init(fold)
    }
}

/// All terms, and which names lead to them.
#[derive(Debug)]
pub(super) struct TermTable {
    /// By taxonomy and name.
    pub(super) terms: Vec<DigestTerm>,
    /// Each term's names for receipts.
    pub(super) spellings: Vec<Spellings>,
    names: HashMap<(Taxonomy, String), TermId>,
}

impl TermTable {
    /// The terms of a list of names, in its order, each once.
    pub(super) fn all(&self, taxonomy: Taxonomy, names: &[String]) -> Vec<TermId> {
        let mut out = Vec::with_capacity(names.len());
        let mut held = BTreeSet::new();
        for name in names {
            if let Some(id) = self.names.get(&(taxonomy, tidy(name)))
                && held.insert(*id)
            {
                out.push(*id);
            }
        }
        out
    }

    /// Addresses of other names, where nothing else has them: who guesses `/companies/lges/` arrives.
    pub(super) fn redirects(&self) -> Vec<Redirect> {
        let mut taken: BTreeSet<(Taxonomy, Slug)> = self
            .terms
            .iter()
            .map(|t| (t.taxonomy, t.slug.clone()))
            .collect();
        let mut out = Vec::new();
        for term in &self.terms {
            let folder = folder(term.taxonomy);
            // A name in Han, Kana or Hangul makes no address: its letters in Latin are no word of any language.
            for alias in term.aliases.iter().filter(|a| !a.contains(is_unspaced)) {
                let slug = Slug::new(alias);
                if taken.insert((term.taxonomy, slug.clone())) {
                    out.push(Redirect {
                        from: format!("{folder}/{slug}/"),
                        to: format!("{folder}/{}/", term.slug),
                    });
                }
            }
        }
        out
    }
}

/// The taxonomy's folder in addresses.
pub(super) fn folder(taxonomy: Taxonomy) -> &'static str {
    match taxonomy {
        Taxonomy::Companies => "companies",
        Taxonomy::Technologies => "technologies",
    }
}

fn kind(taxonomy: Taxonomy) -> TermKind {
    match taxonomy {
        Taxonomy::Companies => TermKind::Company,
        Taxonomy::Technologies => TermKind::Technology,
    }
}

/// White space in one form, control characters out.
fn tidy(name: &str) -> String {
    let words: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect();
    words.join(" ")
}

/// A term in the making.
#[derive(Default)]
struct Entry<'a> {
    name: String,
    page: Option<&'a EditorPage>,
    aliases: Vec<String>,
    country: Option<String>,
    parent: Option<String>,
}

type Key = (Taxonomy, String);

/// Resolves every name of every brief.
pub(super) fn resolve(
    briefs: &[Brief],
    company_pages: &[EditorPage],
    technology_pages: &[EditorPage],
    catalogue: &Catalogue,
) -> TermTable {
    let mut entries: BTreeMap<Key, Entry<'_>> = BTreeMap::new();
    let mut editors: HashMap<Key, String> = HashMap::new();
    let mut by_slug: BTreeMap<(Taxonomy, Slug), &EditorPage> = BTreeMap::new();
    for (taxonomy, pages) in [
        (Taxonomy::Companies, company_pages),
        (Taxonomy::Technologies, technology_pages),
    ] {
        for page in pages {
            let Some(name) = page.title.as_deref().map(tidy).filter(|n| !n.is_empty()) else {
                by_slug.insert((taxonomy, page.slug.clone()), page);
                continue;
            };
            for other in page.aliases.iter().chain([&name]) {
                editors
                    .entry((taxonomy, fold(&tidy(other))))
                    .or_insert_with(|| name.clone());
            }
            let entry = entry(&mut entries, taxonomy, &name, catalogue);
            entry.name = name;
            entry.page = Some(page);
        }
    }
    let mut canonical: BTreeMap<Key, String> = BTreeMap::new();
    for (taxonomy, names) in briefs.iter().flat_map(|b| {
        [
            (Taxonomy::Companies, &b.companies),
            (Taxonomy::Companies, &b.mentions.companies),
            (Taxonomy::Technologies, &b.technologies),
            (Taxonomy::Technologies, &b.mentions.technologies),
        ]
    }) {
        for name in names {
            let name = tidy(name);
            if name.is_empty() || canonical.contains_key(&(taxonomy, name.clone())) {
                continue;
            }
            let term = editors
                .get(&(taxonomy, fold(&name)))
                .cloned()
                .or_else(|| {
                    let known = catalogue.resolve(kind(taxonomy), &name)?;
                    let editors = editors.get(&(taxonomy, fold(&known.name)));
                    Some(editors.unwrap_or(&known.name).clone())
                })
                .unwrap_or_else(|| name.clone());
            entry(&mut entries, taxonomy, &term, catalogue);
            canonical.insert((taxonomy, name), term);
        }
    }
    attach_nameless(&mut entries, by_slug);
    finish(entries, canonical)
}

/// The entry of a canonical name, made with what the catalogue knows of it.
fn entry<'e, 'a>(
    entries: &'e mut BTreeMap<Key, Entry<'a>>,
    taxonomy: Taxonomy,
    name: &str,
    catalogue: &Catalogue,
) -> &'e mut Entry<'a> {
    entries.entry((taxonomy, fold(name))).or_insert_with(|| {
        match catalogue.resolve(kind(taxonomy), name) {
            Some(term) => Entry {
                name: name.to_owned(),
                page: None,
                aliases: term.aliases.clone(),
                country: term.country.clone(),
                parent: term.parent.clone(),
            },
            None => Entry {
                name: name.to_owned(),
                parent: catalogue
                    .broader(kind(taxonomy), name)
                    .map(|t| t.name.clone()),
                ..Entry::default()
            },
        }
    })
}

/// Pages that state no name belong to the term of the same address, or make one of their own.
fn attach_nameless<'a>(
    entries: &mut BTreeMap<Key, Entry<'a>>,
    mut left: BTreeMap<(Taxonomy, Slug), &'a EditorPage>,
) {
    if left.is_empty() {
        return;
    }
    for ((taxonomy, _), entry) in entries.iter_mut() {
        if entry.page.is_none() {
            entry.page = left.remove(&(*taxonomy, Slug::new(&entry.name)));
        }
    }
    for ((taxonomy, slug), page) in left {
        let name = slug.as_str().replace('-', " ");
        entries.entry((taxonomy, name.clone())).or_insert(Entry {
            name,
            page: Some(page),
            ..Entry::default()
        });
    }
}

fn finish(entries: BTreeMap<Key, Entry<'_>>, canonical: BTreeMap<Key, String>) -> TermTable {
    let mut taken: BTreeMap<Taxonomy, BTreeSet<Slug>> = BTreeMap::new();
    // Addresses of the editor's files come first; they are promised.
    for ((taxonomy, _), entry) in &entries {
        if let Some(page) = entry.page {
            taken
                .entry(*taxonomy)
                .or_default()
                .insert(page.slug.clone());
        }
    }
    let mut terms = Vec::with_capacity(entries.len());
    let mut spellings = Vec::with_capacity(entries.len());
    let mut ids: HashMap<Key, TermId> = HashMap::new();
    let mut parents = Vec::with_capacity(entries.len());
    for ((taxonomy, folded), mut entry) in entries {
        let id = TermId(u32::try_from(terms.len()).unwrap_or(u32::MAX));
        let slug = entry.page.map_or_else(
            || Slug::new(&entry.name).unique(taken.entry(taxonomy).or_default()),
            |p| p.slug.clone(),
        );
        if let Some(page) = entry.page {
            entry.aliases.extend_from_slice(&page.aliases);
            entry.country = page.country.clone().or(entry.country);
            entry.parent = page.parent.clone().or(entry.parent);
        }
        entry.aliases.retain(|a| *a != entry.name);
        entry.aliases.sort();
        entry.aliases.dedup();
        let names = std::iter::once(&entry.name).chain(&entry.aliases);
        spellings.push(Spellings::of(names.cloned().collect()));
        ids.insert((taxonomy, folded), id);
        parents.push(entry.parent);
        terms.push(DigestTerm {
            taxonomy,
            page: entry.page.map(|p| digest_page(p, &entry.name)),
            name: entry.name,
            slug,
            aliases: entry.aliases,
            country: entry.country,
            parent: None,
            children: Vec::new(),
            about: Vec::new(),
            mentions: Vec::new(),
            pairs: Vec::new(),
            activity: Activity::default(),
            days: None,
            figures: Vec::new(),
            series: Vec::new(),
        });
    }
    let names: HashMap<Key, TermId> = canonical
        .into_iter()
        .filter_map(|((taxonomy, name), term)| {
            let id = ids.get(&(taxonomy, fold(&term)))?;
            Some(((taxonomy, name), *id))
        })
        .collect();
    for (i, parent) in parents.into_iter().enumerate() {
        let child = TermId(u32::try_from(i).unwrap_or(u32::MAX));
        let Some(taxonomy) = terms.get(i).map(|t| t.taxonomy) else {
            continue;
        };
        let Some(&parent) = parent.and_then(|p| ids.get(&(taxonomy, fold(&tidy(&p))))) else {
            continue;
        };
        if parent == child {
            continue;
        }
        if let Some(term) = terms.get_mut(i) {
            term.parent = Some(parent);
        }
        if let Some(term) = terms.get_mut(parent.0 as usize) {
            term.children.push(child);
        }
    }
    TermTable {
        terms,
        spellings,
        names,
    }
}
