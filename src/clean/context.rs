//! What is known of an article beside its body.

use url::Url;

/// What is known of the article beside its body.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The article's own address, against which relative links are resolved.
    pub base_url: Option<&'a Url>,
    /// Its headline, where known; a repetition of it at the body's top is taken out.
    pub title: Option<&'a str>,
}
