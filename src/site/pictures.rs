//! What becomes of a brief's pictures, which are of other sites: none is asked for from there.

use std::borrow::Cow;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::context::marks::Marks;
use super::links::{Address, address};
use super::render::Site;
use crate::digest::DigestBrief;
use crate::picture::Picture;
use crate::publisher::{host, is_within};
use crate::settings::Images;
use crate::table::{Words, tables};

tables! {
    "data/captions.txt" => {
        /// Words before a photographer's or an agency's name.
        CREDITS: Words = "";
    }
}

/// The pictures of one brief.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pictures<'a> {
    site: &'a Site,
    brief: &'a DigestBrief,
}

impl<'a> Pictures<'a> {
    pub(super) fn of(site: &'a Site, brief: &'a DigestBrief) -> Self {
        Self { site, brief }
    }

    /// Whether pictures of other sites leave nothing behind.
    pub(super) fn are_omitted(self) -> bool {
        self.site.settings.images == Images::Omit
    }

    /// The copy of a picture that the site shows.
    pub(super) fn copy(self, target: &str) -> Option<&'a Picture> {
        self.site.copies.of(&self.brief.path, target)
    }

    /// Whose a picture is: the publisher's, where it lies at the publisher's, else the host's.
    pub(super) fn credit(self, target: &str) -> Option<Cow<'a, str>> {
        let publisher = self.brief.publisher();
        let page = self.brief.sources.first();
        let own = page.and_then(|s| host(s.url.as_deref()?));
        let host = match address(target)? {
            Address::External(text) => host(text)?,
            Address::SameScheme(rest) => host(&format!("https://{rest}"))?,
            // As the page itself named it.
            Address::Relative(_) => return publisher.map(Cow::Borrowed),
            Address::FromRoot(_) => return None,
        };
        let is_own = own.is_some_and(|own| is_within(&host, &own) || is_within(&own, &host));
        let publisher = publisher.filter(|_| is_own).map(Cow::Borrowed);
        Some(publisher.unwrap_or(Cow::Owned(host)))
    }

    /// All that decides what becomes of them, but for the brief.
    pub(super) fn mark(self, marks: &mut Marks) {
        marks.text(self.site.settings.images.name());
        let copies = self.site.copies.of_brief.get(&self.brief.path);
        marks.number(copies.map_or(0, std::collections::BTreeMap::len) as u64);
        for (address, path) in copies.into_iter().flatten() {
            marks.text(address);
            // It holds the hash of the picture's bytes.
            marks.text(path);
        }
    }

    /// The same with what of the brief decides whose they are.
    pub(super) fn mark_all(self, marks: &mut Marks) {
        self.mark(marks);
        let source = self.brief.sources.first();
        marks.add(&source.and_then(|s| s.name.as_deref()));
        marks.add(&source.and_then(|s| s.url.as_deref()));
    }
}

/// Words of a caption. A longer paragraph is taken for the article's, whatever it ends with.
const CAPTION: usize = 60;

/// Where the paragraphs begin that are surely captions of pictures that are left out: all in emphasis, right below a
/// paragraph of nothing but such pictures, and naming whose the picture is or saying what its alternative text says. An
/// article's own words in emphasis stand there too, and stay.
pub(super) fn captions(events: &[Event<'_>], is_omitted: impl Fn(&str) -> bool) -> Vec<usize> {
    let mut found = Vec::new();
    // The alternative texts of the pictures of the paragraph before, if it is nothing but pictures that are left out.
    let mut before: Option<Vec<String>> = None;
    let mut at = 0;
    while let Some(event) = events.get(at) {
        if !matches!(event, Event::Start(Tag::Paragraph)) {
            before = None;
            at += 1;
            continue;
        }
        let rest = events.get(at + 1..).unwrap_or_default();
        let length = rest
            .iter()
            .position(|e| matches!(e, Event::End(TagEnd::Paragraph)));
        let inside = rest.get(..length.unwrap_or(rest.len()));
        let paragraph = Paragraph::of(inside.unwrap_or_default(), &is_omitted);
        if let Some(pictures) = before.take()
            && paragraph.is_emphasis
            && is_caption(&paragraph.words, &pictures)
        {
            found.push(at);
        }
        before = (paragraph.is_pictures).then_some(paragraph.pictures);
        at += inside.map_or(0, <[_]>::len) + 2;
    }
    found
}

/// What a paragraph is made of.
struct Paragraph {
    words: String,
    /// The alternative texts of its pictures.
    pictures: Vec<String>,
    /// Whether it is nothing but pictures that are left out.
    is_pictures: bool,
    /// Whether it is nothing but words in emphasis.
    is_emphasis: bool,
}

impl Paragraph {
    fn of(inside: &[Event<'_>], is_omitted: impl Fn(&str) -> bool) -> Self {
        let (mut words, mut pictures) = (String::new(), Vec::new());
        let (mut image, mut emphasis, mut plain, mut kept) = (false, 0_usize, false, false);
        for event in inside {
            match event {
                Event::Start(Tag::Image { dest_url, .. }) => {
                    image = true;
                    kept |= !is_omitted(dest_url);
                    pictures.push(String::new());
                }
                Event::End(TagEnd::Image) => image = false,
                Event::Start(Tag::Emphasis) => emphasis += 1,
                Event::End(TagEnd::Emphasis) => emphasis = emphasis.saturating_sub(1),
                Event::Text(text) if image => {
                    if let Some(picture) = pictures.last_mut() {
                        picture.push_str(text);
                    }
                }
                Event::Text(text) => {
                    plain |= emphasis == 0 && !text.trim().is_empty();
                    words.push_str(text);
                }
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                Event::Start(Tag::Link { .. } | Tag::Strong)
                | Event::End(TagEnd::Link | TagEnd::Strong) => {}
                // Code, notes and raw HTML are no caption's.
                _ => plain = true,
            }
        }
        let empty = words.trim().is_empty();
        Self {
            is_pictures: empty && !plain && !kept && !pictures.is_empty(),
            is_emphasis: !empty && !plain && pictures.is_empty(),
            words,
            pictures,
        }
    }
}

/// Whether words in emphasis below pictures are surely their caption.
fn is_caption(words: &str, pictures: &[String]) -> bool {
    let folded = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let said = folded(words);
    if pictures.iter().any(|p| folded(p) == said) {
        return true;
    }
    if words.split_whitespace().count() > CAPTION {
        return false;
    }
    let lower = words.to_lowercase();
    if lower.contains('©') || lower.contains("getty images") || lower.contains("shutterstock") {
        return true;
    }
    CREDITS.iter().any(|credit| {
        lower.match_indices(credit).any(|(at, _)| {
            let before = lower.get(..at).and_then(|b| b.chars().next_back());
            let after = lower.get(at + credit.len()..).unwrap_or_default();
            let after = after.trim_start();
            let names = after.starts_with([':', '/'])
                || ["by ", "courtesy ", "credit"]
                    .iter()
                    .any(|word| after.starts_with(word));
            !before.is_some_and(char::is_alphanumeric) && names
        })
    })
}
