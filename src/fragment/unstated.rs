//! What nothing states of an article: read from the first lines of its body and from its address.

use super::{Metadata, Sourced, dates, rules, top};

/// Adds what the first lines say where nothing else is known.
pub(super) fn complete(metadata: &mut Metadata, body_html: &str) {
    if metadata.date.is_none() {
        metadata.date = top::date(body_html);
    }
    if metadata.authors.is_empty() {
        metadata.authors = top::authors(body_html);
    }
    if metadata.publisher.is_none() {
        metadata.publisher = top::agency(body_html);
    }
    if metadata.date.is_none()
        && let Some(url) = &metadata.url
    {
        metadata.date = dates::in_address(&url.value).map(|value| Sourced {
            value,
            rule: &rules::ADDRESS,
            evidence: url.value.clone(),
        });
    }
}
