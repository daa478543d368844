//! Addresses that more than one page leads to, from the site's root and without a slash before.

use crate::digest::{
    Digest, DigestBrief, DigestSource, DigestTerm, Edition, Story, Taxonomy, TermId,
};

/// The address of a taxonomy.
pub(super) fn taxonomy_address(taxonomy: Taxonomy) -> &'static str {
    match taxonomy {
        Taxonomy::Companies => "companies/",
        Taxonomy::Technologies => "technologies/",
    }
}

/// The address of a brief.
pub(super) fn brief_address(brief: &DigestBrief) -> String {
    format!("briefs/{}/", brief.slug)
}

/// The address of a term.
pub(super) fn term_address(term: &DigestTerm) -> String {
    format!("{}{}/", taxonomy_address(term.taxonomy), term.slug)
}

/// The address of a publisher.
pub(super) fn source_address(source: &DigestSource) -> String {
    format!("sources/{}/", source.slug)
}

/// The address of a story.
pub(super) fn story_address(story: &Story) -> String {
    format!("stories/{}/", story.slug)
}

/// The address of all editions.
pub(super) const EDITIONS: &str = "editions/";

/// The address of an edition.
pub(super) fn edition_address(edition: &Edition) -> String {
    format!("{EDITIONS}{}/", edition.period.name())
}

/// The address of the events of a kind.
pub(super) fn events_address(kind: &str) -> String {
    format!("events/{kind}/")
}

/// The address of a company and a technology together.
pub(super) fn pair_address(digest: &Digest, company: TermId, technology: TermId) -> String {
    let slug = |id| &digest.term(id).slug;
    format!("matrix/{}/{}/", slug(company), slug(technology))
}

/// The address of page `number` of the list at `base`.
pub(super) fn page_address(base: &str, number: usize) -> String {
    if number <= 1 {
        base.to_owned()
    } else {
        format!("{base}page/{number}/")
    }
}

/// Whether an address is that of a list's second or a later page.
pub(super) fn is_later_page(address: &str) -> bool {
    let number = address.strip_suffix('/').and_then(|a| {
        let (base, number) = a.rsplit_once("page/")?;
        base.ends_with('/').then_some(number)
    });
    number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// How many pages a list takes; an empty one takes a page.
pub(super) fn page_count(items: usize, per_page: usize) -> usize {
    items.div_ceil(per_page).max(1)
}
