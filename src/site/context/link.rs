//! Links of a page's frame.

use super::seen;

seen! {
    /// A page as a link.
    struct PageLink {
        /// Its title.
        name: String,
        /// Its address.
        url: String,
    }
}

seen! {
    /// A feed as a link.
    struct FeedLink {
        /// Its format in words, such as `Atom feed`.
        name: &'static str,
        /// Its address.
        url: String,
        /// Its media type, for a link's `type`.
        media: &'static str,
    }
}
