//! Stage one and a half: takes out of an article's HTML what is not the article, and tells what it took.
//!
//! The body is parsed within bounds ([`html::limits`](crate::html::limits)), its flow of blocks mended ([`flow`]), and
//! read as an [`outline`] of blocks and containers. The rules under [`rules`] mark what is not the article; one sweep
//! takes it out and lists the words in reading order ([`marks`]). Last, links and images are cleaned and what is left empty goes.

use scraper::Html;
use url::Url;

mod flow;
mod marks;
mod media;
mod outline;
mod phrases;
mod rules;
mod tidy;

pub(crate) use media::{embed_address, image_address};
pub(crate) use tidy::is_relative;

/// A piece of text that was taken out, with the rule that took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The rule's id.
    pub rule: &'static str,
    /// The text that was taken out, white space folded.
    pub text: String,
}

/// What is known of the article beside its body.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The article's own address, against which relative links are resolved.
    pub base_url: Option<&'a Url>,
    /// Its headline, where known; a repetition of it at the body's top is taken out.
    pub title: Option<&'a str>,
}

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
}

/// Cleans the body of an article. Pure: the same body gives the same result.
pub fn clean(body_html: &str, context: &Context<'_>) -> Cleaned {
    let mut article = Html::parse_fragment(&crate::html::limits::within_limits(body_html));
    crate::html::controls::take_out(&mut article);
    media::mend(&mut article);
    flow::mend(&mut article);
    let outline = outline::Outline::read(&article);
    let mut marks = marks::Marks::default();
    let page = rules::BodyView {
        html: &article,
        outline: &outline,
        context,
    };
    let repeated = rules::mark_all(&page, &mut marks);
    let publisher_hints = rules::publisher_hints(&page, &marks);
    let cuts = marks.sweep(&mut article);
    tidy::tidy(&mut article, context.base_url);
    Cleaned {
        article,
        cuts,
        publisher_hints,
        repeated,
    }
}
