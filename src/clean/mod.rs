//! Stage one and a half: takes out of an article's HTML what is not the article, and tells what it took.
//!
//! The body comes as a source, which is parsed, or as the tree of a page in which the finder marked what is not the
//! article ([`html::body`](crate::html::body)). What is marked already is hidden; the flow of blocks of the rest is mended
//! ([`flow`]), notes and their marks are found ([`notes`]), and the rest is read as an [`outline`] of blocks and containers. The rules under [`rules`] mark what is not the article
//! in the same tree; one sweep takes it out and lists the words in reading order ([`html::marks`](crate::html::marks)).
//! Last, links and images are cleaned and what is left empty goes.

use std::collections::BTreeSet;

use scraper::Html;

mod context;
mod editor;
mod flow;
mod links;
mod media;
mod notes;
mod outline;
mod phrases;
mod rules;
mod tidy;

use crate::editor_rules::Said;
use crate::html::body::{Body, MarkedTree};
pub use crate::html::marks::Cut;
pub use context::Context;
pub(crate) use media::{embed_address, image_address};
pub(crate) use notes::{MARK, NOTE};
pub use rules::RULES;
pub(crate) use tidy::is_relative;

/// A cleaned article.
#[derive(Debug)]
pub struct Cleaned {
    /// The article's tree, scripts, styles, promotions and empty blocks gone, links cleaned and resolved.
    pub article: Html,
    /// What was taken out and had words, in reading order.
    pub cuts: Vec<Cut>,
    /// Host names of the publisher that promotions link to: a hint at the source, never a fact.
    pub publisher_hints: Vec<String>,
    /// Whether the body held the same article more than once (it is kept once).
    pub repeated: bool,
    /// The numbers of those of the editor's patterns that were found.
    pub found: BTreeSet<usize>,
}

/// Cleans the body of an article by the built-in rules. Pure: the same body gives the same result.
pub fn clean(body: Body, context: &Context<'_>) -> Cleaned {
    clean_by(body, context, &Said::default())
}

/// The same with what the editor said of the article's source: what is to go goes first, what is to stay comes back out of
/// everything that another rule or the finder of a page's article marked.
pub fn clean_by(body: Body, context: &Context<'_>, said: &Said<'_>) -> Cleaned {
    let MarkedTree {
        html: mut article,
        mut marks,
    } = body.into_tree();
    let mut editor = editor::Editor::new(said);
    editor.mark_elements(&article, &mut marks);
    notes::tell(&mut article, &mut marks);
    editor.keep(&article, true, &mut marks);
    rules::form_box::uncover(&article, &mut marks);
    marks.hide(&mut article);
    media::mend(&mut article);
    flow::mend(&mut article);
    let lifted = notes::lift(&mut article);
    let outline = outline::Outline::read(&article);
    let view = rules::view::BodyView {
        html: &article,
        outline: &outline,
        context,
    };
    editor.mark_texts(&view, &mut marks);
    let repeated = rules::mark_all(&view, &mut marks);
    editor.keep(&article, false, &mut marks);
    let publisher_hints = rules::publisher_hints(&view, &marks);
    notes::lower(&mut article, &lifted, &mut marks);
    let cuts = marks.sweep(&mut article);
    tidy::tidy(&mut article, context.base_url);
    Cleaned {
        article,
        cuts,
        publisher_hints,
        repeated,
        found: editor.found,
    }
}
