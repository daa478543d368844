//! A brief's Markdown as HTML that is safe by structure: every tag is written here, raw HTML becomes text, only plain
//! addresses become links, and no picture is fetched from another site.
//!
//! Blocks carry the ids `p1`, `p2` … as [`Text::from_markdown`](crate::text::prose::Text::from_markdown) numbers
//! them, and each sentence with an anchor is wrapped in `<span id=s3-2>`, or preceded by an empty one where emphasis or
//! a link reaches across its border. Every block keeps its id, whether the site leads to it or not: readers have linked
//! to them.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use pulldown_cmark::{Alignment, Event, LinkType, Parser, Tag, TagEnd};

use super::links::{Address, address, from_root, path_of};
use super::pictures::{Pictures, captions};
use super::render::{Origin, Route, Site};
use super::typography::{Custom, Typesetter};
use crate::digest::Anchor;
use crate::html::escape::{Place, escape_into, push_escaped};
use crate::picture::is_saved_part;
use crate::text::prose::markdown_options;

/// What a body is rendered with.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rendering<'a> {
    /// Leads from the page to the site's root: empty, `../` and so on.
    pub(super) root: &'a str,
    /// Sentences that need an anchor, in reading order.
    pub(super) anchors: &'a [Anchor],
    /// The site and the page's address in it, by which links to pages that are not there are told; without them, each
    /// link counts as good.
    pub(super) page: Option<(&'a Site, &'a str)>,
    /// Whether the words stand on other pages, too, so that a relative address is written from the site's root.
    pub(super) elsewhere: bool,
    /// How its language sets quotation marks and dashes; without it, they stay.
    pub(super) custom: Option<Custom>,
    /// The pictures of the brief whose text it is; of other texts, pictures of other sites are links.
    pub(super) pictures: Option<Pictures<'a>>,
}

/// Renders a body. Headings start at `h2` and skip no level.
pub(super) fn markdown_html(body_markdown: &str, rendering: Rendering<'_>) -> String {
    let mut writer = Writer {
        out: String::with_capacity(body_markdown.len() + body_markdown.len() / 4),
        root: rendering.root,
        anchors: rendering.anchors,
        page: rendering.page,
        elsewhere: rendering.elsewhere,
        pictures_of: rendering.pictures,
        typesetter: Typesetter::new(rendering.custom),
        ..Writer::default()
    };
    let events = Parser::new_ext(body_markdown, markdown_options());
    if writer.omits() && body_markdown.contains("![") {
        writer.take_without_captions(events.collect());
    } else {
        events.for_each(|event| writer.take(event));
    }
    writer.end_block();
    writer.level_headings();
    writer.out
}

/// Ends the tag of a picture that is shown, after its description.
const SHOWN: &str = "\">";

/// Ends a picture that is left out.
const OMITTED: &str = "<!>";

/// Ends the words of a link, of one that leads nowhere, and of one that may not be linked.
const LINKED: &str = "</a>";
const BROKEN: &str = "</span>";
const UNLINKED: &str = "";

/// A picture that is being written.
struct Picture {
    /// What its end writes.
    end: &'static str,
    /// Its title, which stands in for a description that is missing.
    title: String,
    /// Bytes of the block's text before it.
    position: usize,
    /// Where in the output it starts.
    at: usize,
    /// What is said of whose it is.
    credit: String,
}

/// A sentence whose first letter is written and whose last is not yet.
struct OpenSentence {
    anchor: Anchor,
    /// Where in the output it starts.
    at: usize,
    /// Depth of inline tags there.
    depth: usize,
    /// Whether its last letter is written, inside a tag that has yet to end.
    ended: bool,
}

#[derive(Default)]
struct Writer<'a> {
    out: String,
    root: &'a str,
    anchors: &'a [Anchor],
    page: Option<(&'a Site, &'a str)>,
    elsewhere: bool,
    pictures_of: Option<Pictures<'a>>,
    /// Where the current paragraph starts.
    paragraph: usize,
    /// What is yet to be said of pictures in a link, which cannot hold a second one.
    credits: String,
    /// Blocks finished so far.
    blocks: u32,
    /// Bytes of the current block's text so far, leading white space not counted.
    position: usize,
    /// Where the current block's tag can take an id.
    id_slot: Option<usize>,
    /// Depth of inline tags.
    depth: usize,
    open: Option<OpenSentence>,
    /// Links being written, by what their end writes.
    links: Vec<&'static str>,
    /// Where in the output they start.
    link_starts: Vec<usize>,
    /// Pictures being written.
    pictures: Vec<Picture>,
    /// Text of a picture's `alt`, instead of output.
    alt: Option<String>,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    notes: HashMap<String, usize>,
    /// Notes whose text has begun.
    defined: BTreeSet<usize>,
    /// Output positions of heading digits, with the level that the text states.
    headings: Vec<(usize, u8)>,
    typesetter: Typesetter,
    /// Whether the text is code or an address, which nothing is changed in.
    verbatim: bool,
}

impl Writer<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                self.open_tag("<code>");
                self.verbatim = true;
                self.text(&text);
                self.verbatim = false;
                self.close_tag("</code>");
            }
            Event::SoftBreak => self.space("\n"),
            Event::HardBreak => self.space("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::Html(html) | Event::InlineHtml(html) => self.raw(&html),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.raw(&text),
            Event::FootnoteReference(name) => self.note_reference(&name),
            Event::TaskListMarker(done) => self.out.push_str(if done { "☑ " } else { "☐ " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => {
                self.open_block("<p>");
                self.paragraph = self.out.len() - 3;
            }
            Tag::Heading { level, .. } => {
                self.open_block("<h2>");
                self.headings.push((self.out.len() - 2, level as u8));
            }
            Tag::BlockQuote(_) => {
                self.end_block();
                self.out.push_str("<blockquote>\n");
            }
            Tag::CodeBlock(_) => {
                self.open_block("<pre>");
                self.verbatim = true;
                self.out.push_str("<code>");
            }
            Tag::HtmlBlock => self.out.push_str("<p>"),
            Tag::List(None) => self.out.push_str("\n<ul>\n"),
            Tag::List(Some(1)) => self.out.push_str("\n<ol>\n"),
            Tag::List(Some(start)) => {
                let _ = write!(self.out, "\n<ol start=\"{start}\">\n");
            }
            Tag::Item => self.open_block("<li>"),
            Tag::DefinitionList => self.out.push_str("<dl>\n"),
            Tag::DefinitionListTitle => self.open_block("<dt>"),
            Tag::DefinitionListDefinition => self.open_block("<dd>"),
            Tag::FootnoteDefinition(name) => {
                let number = self.note_number(&name);
                // Of two notes of one name, the first is the one that is led to.
                let id = if self.defined.insert(number) {
                    format!(" id=\"note-{number}\"")
                } else {
                    String::new()
                };
                let _ = writeln!(
                    self.out,
                    "<div class=\"footnote\"{id}><span class=\"footnote-number\">{number}</span>"
                );
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                // It may be wider than the screen, and keys must move it too.
                self.out
                    .push_str("<div class=\"table\" tabindex=\"0\"><table>\n");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => {
                let number = matches!(self.alignments.get(self.column), Some(Alignment::Right));
                self.open_block(match (self.in_head, number) {
                    (true, false) => "<th scope=\"col\">",
                    (true, true) => "<th scope=\"col\" class=\"number\">",
                    (false, false) => "<td>",
                    (false, true) => "<td class=\"number\">",
                });
                self.column += 1;
            }
            Tag::Emphasis => self.open_tag("<em>"),
            Tag::Strong => self.open_tag("<strong>"),
            Tag::Strikethrough => self.open_tag("<s>"),
            Tag::Superscript => self.open_tag("<sup>"),
            Tag::Subscript => self.open_tag("<sub>"),
            Tag::Link {
                dest_url,
                title,
                link_type,
                ..
            } => {
                self.verbatim = matches!(link_type, LinkType::Autolink | LinkType::Email);
                let mail = format!("mailto:{dest_url}");
                let target = if link_type == LinkType::Email {
                    &mail
                } else {
                    dest_url.as_ref()
                };
                self.link(target, &title);
            }
            Tag::Image {
                dest_url, title, ..
            } => self.picture(&dest_url, &title),
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.close_block("</p>\n");
                self.without_empty_paragraph();
            }
            TagEnd::Heading(level) => {
                self.close_block("</h2>\n");
                self.headings.push((self.out.len() - 3, level as u8));
            }
            TagEnd::BlockQuote(_) => self.close_block("</blockquote>\n"),
            TagEnd::CodeBlock => {
                self.verbatim = false;
                self.close_block("</code></pre>\n");
            }
            TagEnd::HtmlBlock => self.out.push_str("</p>\n"),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.close_block("</li>\n"),
            TagEnd::DefinitionList => self.out.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => self.close_block("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.close_block("</dd>\n"),
            TagEnd::FootnoteDefinition => self.out.push_str("</div>\n"),
            TagEnd::Table => self.out.push_str("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.out.push_str("</tr></thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                let end = if self.in_head { "</th>" } else { "</td>" };
                self.close_block(end);
            }
            TagEnd::Emphasis => self.close_tag("</em>"),
            TagEnd::Strong => self.close_tag("</strong>"),
            TagEnd::Strikethrough => self.close_tag("</s>"),
            TagEnd::Superscript => self.close_tag("</sup>"),
            TagEnd::Subscript => self.close_tag("</sub>"),
            TagEnd::Link => {
                self.verbatim = false;
                let end = self.links.pop().unwrap_or(UNLINKED);
                self.close_tag(end);
                self.without_empty_link();
                if !self.links.contains(&LINKED) {
                    let credits = std::mem::take(&mut self.credits);
                    self.out.push_str(&credits);
                }
            }
            TagEnd::Image => {
                let picture = self.pictures.pop();
                let mut end = picture.as_ref().map_or("", |p| p.end);
                let mut credit = String::new();
                if (end == SHOWN || end == OMITTED)
                    && let Some(alt) = self.alt.take()
                    && let Some(picture) = &picture
                {
                    self.place_anchors_within(picture.at);
                    if end == SHOWN {
                        escape_into(&mut self.out, alt.trim());
                    } else {
                        end = "";
                    }
                }
                if let Some(picture) = &picture {
                    credit.clone_from(&picture.credit);
                }
                if let Some(picture) = picture
                    && end == BROKEN
                    && picture.position == self.position
                {
                    escape_into(&mut self.out, &picture.title);
                }
                self.close_tag(end);
                if self.links.contains(&LINKED) {
                    self.credits.push_str(&credit);
                } else {
                    self.out.push_str(&credit);
                }
            }
            TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Starts an element that holds a block's text: `tag` ends in `>`.
    fn open_block(&mut self, tag: &str) {
        self.end_block();
        self.out.push_str(tag);
        self.id_slot = Some(self.out.len() - 1);
    }

    fn close_block(&mut self, tag: &str) {
        self.end_block();
        self.out.push_str(tag);
    }

    /// Ends a block's text, as reading the words of a brief does: only a block with text has a number.
    fn end_block(&mut self) {
        if let Some(open) = self.open.take() {
            self.place_anchor(&open, false);
        }
        if self.position > 0 {
            self.blocks += 1;
            // Anchors of a block that is over, which the text did not bear out.
            while self
                .anchors
                .first()
                .is_some_and(|a| a.id.block <= self.blocks)
            {
                self.anchors = self.anchors.get(1..).unwrap_or_default();
            }
            if let Some(slot) = self.id_slot {
                let id = format!(" id=p{}", self.blocks);
                self.out.insert_str(slot, &id);
            }
        }
        self.id_slot = None;
        self.position = 0;
        self.depth = 0;
        self.typesetter.end_block();
    }

    fn open_tag(&mut self, tag: &str) {
        // The description of a picture is text only.
        if self.alt.is_none() {
            self.begin_sentence();
            self.out.push_str(tag);
        }
        self.depth += 1;
    }

    fn close_tag(&mut self, tag: &str) {
        if self.open.as_ref().is_some_and(|o| o.depth >= self.depth) {
            // The tag began before the sentence: a span would cross it.
            if let Some(open) = self.open.take() {
                let ended = open.ended;
                self.place_anchor(&open, ended);
            }
        }
        if self.alt.is_none() {
            self.out.push_str(tag);
        }
        self.depth = self.depth.saturating_sub(1);
        self.finish_sentence();
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        if self.position == 0 {
            // The block's text counts from its first letter.
            let trimmed = rest.trim_start();
            let space = rest.get(..rest.len() - trimmed.len()).unwrap_or_default();
            self.write(space);
            rest = trimmed;
        }
        while !rest.is_empty() {
            self.begin_sentence();
            let next = match &self.open {
                Some(open) => open.anchor.end,
                None => self.next_anchor().map_or(usize::MAX, |a| a.start),
            };
            let take = next.saturating_sub(self.position).min(rest.len());
            let Some((now, later)) = rest.split_at_checked(take).filter(|_| take > 0) else {
                self.set(rest);
                self.position += rest.len();
                return;
            };
            self.set(now);
            self.position += now.len();
            rest = later;
            if self
                .open
                .as_ref()
                .is_some_and(|o| self.position >= o.anchor.end)
            {
                if let Some(open) = &mut self.open {
                    open.ended = true;
                }
                self.finish_sentence();
                if self.open.is_some() && !rest.is_empty() {
                    // More text inside a tag that the sentence entered: it cannot be wrapped.
                    if let Some(open) = self.open.take() {
                        self.place_anchor(&open, false);
                    }
                }
            }
        }
    }

    /// A line break, which counts as one space of the block's text.
    fn space(&mut self, html: &str) {
        if self.open.as_ref().is_some_and(|o| o.ended)
            && let Some(open) = self.open.take()
        {
            self.place_anchor(&open, false);
        }
        match &mut self.alt {
            Some(alt) => alt.push(' '),
            None => self.out.push_str(html),
        }
        self.typesetter.pass(" ");
        if self.position > 0 {
            self.position += 1;
        }
    }

    /// Words of the text, as their language sets them; they count as they stand in the file.
    fn set(&mut self, text: &str) {
        if self.verbatim {
            self.typesetter.pass(text);
            self.write(text);
        } else {
            let text = self.typesetter.set(text);
            self.write(&text);
        }
    }

    /// Raw HTML, as text that is not part of the block's words.
    fn raw(&mut self, text: &str) {
        self.write(text);
    }

    fn write(&mut self, text: &str) {
        match &mut self.alt {
            Some(alt) => alt.push_str(text),
            None => push_escaped(&mut self.out, text, Place::Content),
        }
    }

    fn next_anchor(&self) -> Option<&Anchor> {
        self.anchors
            .first()
            .filter(|a| a.id.block == self.blocks + 1)
    }

    /// Notes the start of a sentence that needs an anchor.
    fn begin_sentence(&mut self) {
        if self.open.as_ref().is_some_and(|o| o.ended)
            && let Some(open) = self.open.take()
        {
            self.place_anchor(&open, false);
        }
        if self.open.is_none()
            && self.alt.is_none()
            && let Some(anchor) = self
                .next_anchor()
                .filter(|a| a.start == self.position)
                .copied()
        {
            self.anchors = self.anchors.get(1..).unwrap_or_default();
            self.open = Some(OpenSentence {
                anchor,
                at: self.out.len(),
                depth: self.depth,
                ended: false,
            });
        }
    }

    /// Wraps a sentence that is over, once the tags inside it are over too.
    fn finish_sentence(&mut self) {
        let over = |o: &OpenSentence| o.ended && o.depth == self.depth;
        if self.open.as_ref().is_some_and(over)
            && let Some(open) = self.open.take()
        {
            self.place_anchor(&open, true);
        }
    }

    fn place_anchor(&mut self, open: &OpenSentence, wrap: bool) {
        let id = open.anchor.id;
        if wrap {
            self.out.insert_str(open.at, &format!("<span id={id}>"));
            self.out.push_str("</span>");
        } else {
            let empty = format!("<span id={id}></span>");
            self.out.insert_str(open.at, &empty);
        }
    }

    /// Whether pictures of other sites leave nothing behind.
    fn omits(&self) -> bool {
        self.pictures_of.is_some_and(Pictures::are_omitted)
    }

    /// Takes all events but those of captions of pictures that are left out. Something of the site may lead to a
    /// caption: then it stays.
    fn take_without_captions(&mut self, events: Vec<Event<'_>>) {
        let captions = captions(&events, |target| self.is_omitted(target));
        let mut inside = false;
        for (at, event) in events.into_iter().enumerate() {
            if captions.binary_search(&at).is_ok() {
                self.end_block();
                inside = self.next_anchor().is_none();
            }
            if !inside {
                self.take(event);
            } else if matches!(event, Event::End(TagEnd::Paragraph)) {
                inside = false;
                self.blocks += 1;
                let _ = writeln!(self.out, "<div id=p{}></div>", self.blocks);
            }
        }
    }

    /// Whether a picture leaves nothing behind: one that this site does not have.
    fn is_omitted(&self, target: &str) -> bool {
        let elsewhere = match address(target) {
            Some(Address::FromRoot(_)) => false,
            Some(Address::Relative(_)) => self.leads_nowhere(target),
            Some(Address::External(_) | Address::SameScheme(_)) | None => true,
        };
        self.omits() && elsewhere
    }

    /// Places the anchors of sentences that begin within the description of a picture before it, as empty elements.
    fn place_anchors_within(&mut self, at: usize) {
        let mut anchors = String::new();
        while let Some(anchor) = self.next_anchor().filter(|a| a.start < self.position) {
            let _ = write!(anchors, "<span id={}></span>", anchor.id);
            self.anchors = self.anchors.get(1..).unwrap_or_default();
        }
        self.out.insert_str(at, &anchors);
    }

    /// Takes a paragraph back that held nothing but pictures which are left out; its id stays.
    fn without_empty_paragraph(&mut self) {
        let written = self.out.get(self.paragraph..).unwrap_or_default();
        if !self.omits() {
            return;
        }
        if let Some(anchors) = anchors_of_empty(written) {
            let id = written
                .strip_prefix("<p id=")
                .and_then(|rest| rest.split('>').next());
            let left = id.map(|id| format!("<div id={id}>{anchors}</div>\n"));
            self.out.truncate(self.paragraph);
            self.out.push_str(&left.unwrap_or_default());
        }
    }

    /// Takes a link back around nothing but pictures which are left out.
    fn without_empty_link(&mut self) {
        let Some(start) = self.link_starts.pop().filter(|_| self.omits()) else {
            return;
        };
        let written = self.out.get(start..).unwrap_or_default();
        if let Some(anchors) = anchors_of_empty(written) {
            self.out.truncate(start);
            self.out.push_str(&anchors);
        }
    }

    fn link(&mut self, target: &str, title: &str) {
        self.begin_sentence();
        self.link_starts.push(self.out.len());
        let end = if self.alt.is_some() {
            UNLINKED
        } else if self.leads_nowhere(target) {
            self.open_broken(target)
        } else {
            self.open_link("<a", target, title)
        };
        self.links.push(end);
        self.depth += 1;
    }

    /// The route that an address leads to; none for one of another site, or where there is no such route.
    fn route(&self, target: &str) -> Option<&Route> {
        let (site, page) = self.page?;
        site.find(&path_of(target, page)?)
    }

    /// Whether an address is one of this site that no page or file has, and that was no page's before.
    fn leads_nowhere(&self, target: &str) -> bool {
        self.page
            .is_some_and(|(site, page)| site.leads_nowhere(target, page))
    }

    /// Writes a start tag that keeps an address that leads nowhere for whoever checks the page, and links to nothing.
    fn open_broken(&mut self, target: &str) -> &'static str {
        self.out.push_str("<span data-broken=\"");
        escape_into(&mut self.out, target);
        self.out.push_str("\">");
        BROKEN
    }

    /// Writes a start tag with its address, nothing for one that may not be linked, and gives the end tag.
    fn open_link(&mut self, tag: &str, target: &str, title: &str) -> &'static str {
        let Some(address) = address(target) else {
            return UNLINKED;
        };
        self.out.push_str(tag);
        self.out.push_str(" href=\"");
        let external = matches!(address, Address::External(_) | Address::SameScheme(_));
        match address {
            Address::External(text) => escape_into(&mut self.out, text),
            Address::Relative(text) => match self.moved(target) {
                Some(path) => self.push_from_root(&path),
                None => escape_into(&mut self.out, text),
            },
            Address::SameScheme(text) => {
                self.out.push_str("https://");
                escape_into(&mut self.out, text);
            }
            Address::FromRoot(text) => self.push_from_root(text),
        }
        self.out.push('"');
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            escape_into(&mut self.out, title);
            self.out.push('"');
        }
        if external {
            self.out.push_str(" rel=nofollow");
        }
        self.out.push('>');
        LINKED
    }

    fn push_from_root(&mut self, path: &str) {
        self.push_root();
        escape_into(&mut self.out, path);
    }

    /// A relative address from the site's root, where the words stand on other pages than their own.
    fn moved(&self, target: &str) -> Option<String> {
        let (_, page) = self.page.filter(|_| self.elsewhere)?;
        from_root(target, page)
    }

    /// A picture of this site is shown, and the site's copy of one of another site with whose it is. Another becomes a
    /// link to it, since a page asks nobody else for anything, or leaves nothing behind. Of one that is not there the
    /// description stays. So it does inside a link, which cannot hold a second one.
    fn picture(&mut self, target: &str, title: &str) {
        self.begin_sentence();
        self.depth += 1;
        let at = self.out.len();
        let end = self.open_picture(target, title);
        let credit = match end {
            LINKED | SHOWN => self.credit(target, end),
            _ => String::new(),
        };
        self.pictures.push(Picture {
            end,
            title: title.to_owned(),
            position: self.position,
            at,
            credit,
        });
    }

    /// What is said below or behind a picture of whose it is; below a copy it leads to the original.
    fn credit(&mut self, target: &str, end: &str) -> String {
        let Some(pictures) = self.pictures_of else {
            return String::new();
        };
        let copy = pictures.copy(target).is_some();
        let Some(name) = pictures.credit(target).filter(|_| copy || end == LINKED) else {
            return String::new();
        };
        let before = self.out.len();
        self.out.push_str(" <span class=\"picture-credit\">");
        let original = matches!(
            address(target),
            Some(Address::External(_) | Address::SameScheme(_))
        );
        let end = if copy && original {
            self.out.push_str("Picture: ");
            self.open_link("<a", target, "")
        } else {
            self.out.push_str(if copy { "Picture: " } else { "" });
            UNLINKED
        };
        escape_into(&mut self.out, &name);
        self.out.push_str(end);
        self.out.push_str("</span>");
        self.out.split_off(before)
    }

    fn open_picture(&mut self, target: &str, title: &str) -> &'static str {
        if self.alt.is_some() {
            return UNLINKED;
        }
        if let Some(copy) = self.pictures_of.and_then(|p| p.copy(target)) {
            self.out.push_str("<img src=\"");
            self.push_root();
            let _ = write!(
                self.out,
                "{}\" width={} height={} loading=\"lazy\" alt=\"",
                copy.path, copy.width, copy.height
            );
            self.alt = Some(String::new());
            return SHOWN;
        }
        if self.is_omitted(target) {
            self.alt = Some(String::new());
            return OMITTED;
        }
        if self.leads_nowhere(target) {
            return self.open_broken(target);
        }
        let shown = self.page.is_none_or(|(site, _)| {
            let origin = self.route(target).map(|r| r.page.origin(&site.digest));
            matches!(origin, Some(Origin::Static))
        });
        if let Some(Address::FromRoot(path)) = address(target)
            && shown
        {
            self.out.push_str("<img src=\"");
            self.push_root();
            escape_into(&mut self.out, path);
            self.out.push_str("\" loading=\"lazy\" alt=\"");
            self.alt = Some(String::new());
            return SHOWN;
        }
        if self.links.contains(&LINKED) {
            return UNLINKED;
        }
        let end = if is_saved_part(target) {
            self.out.push_str("<span class=\"picture\">");
            BROKEN
        } else {
            self.open_link("<a class=\"picture\"", target, title)
        };
        if end != UNLINKED {
            self.out
                .push_str("<span class=\"picture-label\">Picture</span> ");
        }
        end
    }

    /// The way to the site's root.
    fn push_root(&mut self) {
        let root = self.root;
        self.out.push_str(if root.is_empty() { "./" } else { root });
    }

    fn note_number(&mut self, name: &str) -> usize {
        let next = self.notes.len() + 1;
        *self.notes.entry(name.to_owned()).or_insert(next)
    }

    fn note_reference(&mut self, name: &str) {
        if self.alt.is_some() {
            return;
        }
        let number = self.note_number(name);
        let html = if self.links.contains(&LINKED) {
            format!("<sup>{number}</sup>")
        } else {
            format!("<sup><a href=\"#note-{number}\">{number}</a></sup>")
        };
        self.out.push_str(&html);
    }

    /// The levels that a text uses become `h2`, `h3` … without a gap.
    fn level_headings(&mut self) {
        if self.headings.is_empty() {
            return;
        }
        let mut levels: Vec<u8> = self.headings.iter().map(|(_, l)| *l).collect();
        levels.sort_unstable();
        levels.dedup();
        for (at, level) in std::mem::take(&mut self.headings) {
            let place = levels.iter().position(|l| *l == level).unwrap_or_default();
            let digit = ["2", "3", "4", "5", "6", "6"]
                .get(place)
                .copied()
                .unwrap_or("6");
            self.out.replace_range(at..=at, digit);
        }
    }
}

/// The anchors in what was written, if a reader sees nothing of it.
fn anchors_of_empty(html: &str) -> Option<String> {
    let mut anchors = String::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>')?;
        if !text.trim().is_empty() || tag.starts_with("img") {
            return None;
        }
        if tag.starts_with("span id=") {
            let _ = write!(anchors, "<{tag}></span>");
        }
        rest = after;
    }
    rest.trim().is_empty().then_some(anchors)
}
