//! The words of a brief or of an editor's page on their page.

use super::context::Html;
use super::context::frame::root_of;
use super::context::marks::Marks;
use super::markdown_html::{Rendering, markdown_html};
use super::pictures::Pictures;
use super::render::Site;
use super::typography::Custom;
use crate::digest::Anchor;
use crate::kept::Key;

/// A text that is to be rendered.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Words<'s> {
    /// Its language; none for the site's.
    pub(super) language: Option<&'s str>,
    pub(super) body_markdown: &'s str,
    /// What tells it from others, where that is known.
    pub(super) key: Option<Key>,
    /// Its sentences that need an anchor.
    pub(super) anchors: &'s [Anchor],
    /// Its pictures, where it is a brief's.
    pub(super) pictures: Option<Pictures<'s>>,
}

impl<'s> Words<'s> {
    /// The text as HTML for the page at an address.
    pub(super) fn html(self, site: &'s Site, address: &str) -> Html<'s> {
        let place = Place {
            root: root_of(address),
            address: address.to_owned(),
            elsewhere: false,
        };
        rendered(self, site, place)
    }
}

/// A text of Markdown in the site's language as HTML for the page at an address; `key` tells it from others, where that
/// is known.
pub(super) fn words<'s>(
    site: &'s Site,
    body_markdown: &'s str,
    key: Option<Key>,
    anchors: &'s [Anchor],
    address: &str,
) -> Html<'s> {
    let words = Words {
        body_markdown,
        key,
        anchors,
        ..Words::default()
    };
    words.html(site, address)
}

/// The same for a text without anchors that pages show besides that of its own address, their links from the site's root
/// beginning with `root`.
pub(super) fn words_from<'s>(
    site: &'s Site,
    body_markdown: &'s str,
    root: &str,
    address: &str,
) -> Html<'s> {
    let words = Words {
        body_markdown,
        ..Words::default()
    };
    let place = Place {
        root: root.to_owned(),
        address: address.to_owned(),
        elsewhere: true,
    };
    rendered(words, site, place)
}

/// Where words are shown.
struct Place {
    /// Leads to the site's root.
    root: String,
    /// The page from which their relative links lead.
    address: String,
    /// Whether other pages show them too.
    elsewhere: bool,
}

fn rendered<'s>(words: Words<'s>, site: &'s Site, place: Place) -> Html<'s> {
    let Words {
        body_markdown,
        anchors,
        pictures,
        ..
    } = words;
    let language = words.language.unwrap_or(&site.settings.language);
    let custom = Custom::of(language);
    let mut marks = Marks::default();
    marks.text(language);
    match words.key {
        Some(key) => marks.print(key),
        None => marks.text(body_markdown),
    }
    marks.text(&place.root);
    for anchor in anchors {
        marks.number(u64::from(anchor.id.block));
        marks.number(u64::from(anchor.id.sentence));
        marks.number(anchor.start as u64);
        marks.number(anchor.end as u64);
    }
    if let Some(pictures) = pictures {
        pictures.mark_all(&mut marks);
    }
    if may_lead_inside(body_markdown) {
        marks.text(&place.address);
        marks.print(site.addresses);
    }
    Html::later(marks.key(), move || {
        let rendering = Rendering {
            root: &place.root,
            anchors,
            page: Some((site, &place.address)),
            elsewhere: place.elsewhere,
            custom,
            pictures,
        };
        markdown_html(body_markdown, rendering)
    })
}

/// Whether a text may have a link or a picture whose address is one of its own site. Raw HTML and addresses between
/// angle brackets make none.
pub(super) fn may_lead_inside(body_markdown: &str) -> bool {
    let outside = |rest: &str| {
        let rest = rest.trim_start_matches('<');
        let schemes = ["http://", "https://", "mailto:"];
        schemes.iter().any(|s| rest.starts_with(s))
    };
    memchr::memchr_iter(b']', body_markdown.as_bytes()).any(|at| {
        let after = body_markdown.get(at + 1..).unwrap_or_default();
        match after.strip_prefix('(') {
            Some(address) => !outside(address),
            // What a name in brackets stands for.
            None => after.starts_with(':'),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_site_are_not_overlooked() {
        for inside in [
            "[a](/b/)",
            "[a](b)",
            "[a]( /b/)",
            "[a](<b>)",
            "![a](/b.jpg)",
            "[a]\n\n[a]: /b/",
            "[![x](https://a.example/)](/b/)",
            "[a](https://a.example/) [a](HTTPS://a.example/)",
        ] {
            assert!(may_lead_inside(inside), "{inside}");
        }
        for outside in [
            "[a](https://b.example/)",
            "[a](<http://b.example>)",
            "<https://a.example/> <b href='/c'>",
            "a [b] (c)",
        ] {
            assert!(!may_lead_inside(outside), "{outside}");
        }
    }
}
