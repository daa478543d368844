//! What the address of a link says, in any language: an appeal, a subject, a person, a talk, a page on a network.

use std::sync::LazyLock;

use url::Url;

use super::phrases::{Hosts, is_share_link};
use crate::table::{Words, tables};

tables! {
    "data/links.txt" => {
        /// Apps, channels, subscriptions and gifts.
        APPEAL_HOSTS: Hosts = "appeal-hosts";
        /// Those of them that serve nothing but a publisher's readers.
        CHANNEL_HOSTS: Hosts = "channel-hosts";
        /// Words of a path under which publishers take subscriptions, gifts and addresses.
        APPEAL_WORDS: Words = "appeal-words";
        /// Parts of a path under which publishers gather articles by subject.
        TAG_WORDS: Words = "tag-words";
        /// Parts of a path under which publishers introduce their people.
        AUTHOR_WORDS: Words = "author-words";
        /// Parts of a path or places of a page where readers talk.
        TALK_WORDS: Words = "talk-words";
        /// First labels of hosts, or parts of a path, of markets of jobs.
        JOB_WORDS: Words = "job-words";
        /// Networks on which people and publishers have a page.
        SOCIAL_HOSTS: Hosts = "social-hosts";
    }
}

/// What stands for the host of a relative address.
static NOWHERE: LazyLock<Url> =
    LazyLock::new(|| Url::parse("https://relative.invalid/").expect("an address written here"));

/// What a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leads {
    /// To an app, a subscription or a gift.
    Appeal,
    /// To a channel that serves nothing but a publisher's readers.
    Channel,
    /// To all articles on a subject.
    Tag,
    /// To a person of the publisher's.
    Author,
    /// To a market of jobs.
    Jobs,
    /// To where readers talk.
    Talk,
    /// To somebody's page on a network, not to one post.
    Social,
    /// To a picture.
    Picture,
    /// To a place of the same page.
    Within,
    /// To what a script does.
    Script,
    /// To an address that takes mail.
    Mail,
    /// To a page of which the address says nothing.
    Page,
    /// Nowhere that can be told.
    Nowhere,
}

/// What a link's address says, by the first thing that fits.
pub(super) fn leads(href: &str, rel: &str) -> Leads {
    let href = href.trim();
    if href
        .get(..11)
        .is_some_and(|s| s.eq_ignore_ascii_case("javascript:"))
        || href == "#"
    {
        return Leads::Script;
    }
    if let Some(place) = href.strip_prefix('#') {
        return if TALK_WORDS.has(place.to_ascii_lowercase().as_str()) {
            Leads::Talk
        } else {
            Leads::Within
        };
    }
    if href
        .get(..7)
        .is_some_and(|s| s.eq_ignore_ascii_case("mailto:"))
    {
        return Leads::Mail;
    }
    if rel
        .split_ascii_whitespace()
        .any(|r| matches!(r, "tag" | "category"))
    {
        return Leads::Tag;
    }
    if rel.split_ascii_whitespace().any(|r| r == "author") {
        return Leads::Author;
    }
    let Ok(url) = NOWHERE.join(href) else {
        return Leads::Nowhere;
    };
    if !matches!(url.scheme(), "http" | "https") || href.is_empty() || is_share_link(href) {
        return Leads::Nowhere;
    }
    let path = url.path().to_ascii_lowercase();
    if is_picture(&path) {
        return Leads::Picture;
    }
    if CHANNEL_HOSTS.hold(&url) {
        return Leads::Channel;
    }
    if APPEAL_HOSTS.hold(&url) {
        return Leads::Appeal;
    }
    let parts: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
    if SOCIAL_HOSTS.hold(&url) && parts.len() <= 2 && !parts.contains(&"status") {
        return Leads::Social;
    }
    if url
        .fragment()
        .is_some_and(|f| TALK_WORDS.has(f.to_ascii_lowercase().as_str()))
    {
        return Leads::Talk;
    }
    let host = url.host_str().unwrap_or_default();
    let first = host.split('.').next().unwrap_or_default();
    if matches!(first, "forum" | "forums") || parts.last().is_some_and(|p| TALK_WORDS.has(p)) {
        return Leads::Talk;
    }
    let early = parts
        .get(..parts.len().saturating_sub(1).min(3))
        .unwrap_or_default();
    if early.iter().any(|p| TAG_WORDS.has(p)) {
        return Leads::Tag;
    }
    if parts.len() <= 4 && early.iter().any(|p| AUTHOR_WORDS.has(p)) {
        return Leads::Author;
    }
    if JOB_WORDS.has(first) || early.iter().any(|p| JOB_WORDS.has(p)) {
        return Leads::Jobs;
    }
    if matches!(
        first,
        "newsletter" | "newsletters" | "subscribe" | "abo" | "donate" | "shop-abo"
    ) || parts.iter().any(|p| is_appeal(p))
    {
        return Leads::Appeal;
    }
    Leads::Page
}

/// Whether a part of a path is a word, or at most three words with one, of those that take readers' addresses or money.
fn is_appeal(part: &str) -> bool {
    let part = part.rsplit_once('.').map_or(part, |p| p.0);
    let words: Vec<&str> = part
        .split(['-', '_', '.'])
        .filter(|w| !w.is_empty())
        .collect();
    APPEAL_WORDS.has(part) || words.len() <= 3 && words.iter().any(|w| APPEAL_WORDS.has(w))
}

/// Whether a path ends as those of pictures do.
pub(super) fn is_picture(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| {
        ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg"]
            .iter()
            .any(|e| end.eq_ignore_ascii_case(e))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_where_they_lead() {
        for (href, expected) in [
            ("https://news.example/tags/lithium", Leads::Tag),
            ("/topic/recycling", Leads::Tag),
            ("/author/a-b/", Leads::Author),
            ("https://news.example/newsletters/cells", Leads::Appeal),
            ("https://www.whatsapp.com/channel/0029V", Leads::Channel),
            (
                "https://play.google.com/store/apps/details?id=a",
                Leads::Appeal,
            ),
            (
                "https://news.example/2025/why-firms-stop-their-newsletters-now",
                Leads::Page,
            ),
            ("https://x.com/example", Leads::Social),
            ("https://x.com/example/status/1", Leads::Page),
            ("#comments", Leads::Talk),
            ("#fn1", Leads::Within),
            ("javascript:void(0)", Leads::Script),
            ("https://news.example/a.jpg", Leads::Picture),
            ("https://news.example/a", Leads::Page),
        ] {
            assert_eq!(leads(href, ""), expected, "{href}");
        }
    }
}
