//! Pictures and frames: their real addresses, pictures that count readers, pictures for browsers without scripts.

use ego_tree::NodeId;
use scraper::{Html, Node, node::Element};
use url::Url;

use crate::clean::links::is_picture;
use crate::clean::phrases::{Serves, is_host_of};
use crate::html::parse;
use crate::html::tree::{attribute, element, name, set_attribute};

/// Attributes in which pages keep the address of a picture until it comes into view, best first.
const LAZY: &[&str] = &[
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-orig-file",
    "data-large-file",
    "data-full-src",
    "data-hi-res-src",
    "data-image",
    "data-img-src",
    "data-url",
    "data-echo",
    "data-li-src",
    "data-runner-src",
    "data-full",
    "data-cfsrc",
    "data-ezsrc",
    "data-pagespeed-lazy-src",
    "data-medium-file",
    "data-flickity-lazyload",
    "data-td-src-property",
];
/// The same for several sizes.
const SETS: &[&str] = &[
    "srcset",
    "data-srcset",
    "data-lazy-srcset",
    "data-lazysrcset",
    "data-original-set",
    "imagesrcset",
];
/// Parts of the addresses of pictures that only hold a place.
const PLACEHOLDERS: &[&str] = &[
    "placeholder",
    "blank.gif",
    "blank.png",
    "spacer.",
    "transparent.",
    "lazyload",
    "lazy-load",
    "loading.gif",
    "loader.gif",
    "1x1",
    "pixel.gif",
    "grey-placeholder",
    "dummy.",
    "empty.gif",
];

/// The real address of a picture as it stands in the markup.
pub(crate) fn image_address(image: &Element) -> Option<String> {
    let src = image.attr("src").map(str::trim).filter(|s| !s.is_empty());
    let held =
        src.is_none_or(|s| s.starts_with("data:") || s.starts_with("about:") || is_placeholder(s));
    if !held {
        return src.map(str::to_owned);
    }
    LAZY.iter()
        .filter_map(|a| image.attr(a))
        .map(str::trim)
        .find(|v| looks_like_address(v))
        .map(str::to_owned)
        .or_else(|| {
            SETS.iter()
                .filter_map(|a| image.attr(a))
                .find_map(largest_of_set)
        })
        .or_else(|| kept_elsewhere(image))
        .or_else(|| {
            src.filter(|s| !s.starts_with("data:") && !s.starts_with("about:"))
                .map(str::to_owned)
        })
        .map(|address| sized(&address))
}

/// The address in any other `data-` attribute that ends as those of pictures do.
fn kept_elsewhere(image: &Element) -> Option<String> {
    let mut kept = image.attrs.iter().filter_map(|(name, value)| {
        let name: &str = &name.local;
        let value = value.trim();
        let path = value.split(['?', '#']).next().unwrap_or_default();
        let wanted = name.starts_with("data-")
            && !["thumb", "caption", "link", "href", "share", "pin-"]
                .iter()
                .any(|w| name.contains(w))
            && looks_like_address(value)
            && is_picture(path);
        wanted.then(|| value.to_owned())
    });
    kept.next()
}

/// An address with a place for the width, filled in.
fn sized(address: &str) -> String {
    ["{width}", "{w}", "%7Bwidth%7D", "%7Bw%7D"]
        .iter()
        .fold(address.to_owned(), |a, hole| a.replace(hole, "1024"))
}

fn is_placeholder(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    PLACEHOLDERS.iter().any(|p| lower.contains(p))
}

fn looks_like_address(value: &str) -> bool {
    !value.is_empty()
        && !value.starts_with("data:")
        && !value.contains(char::is_whitespace)
        && value.contains(['/', '.'])
}

/// The largest picture that a `srcset` names.
fn largest_of_set(set: &str) -> Option<String> {
    let mut best: Option<(f64, &str)> = None;
    let mut rest = set.trim();
    while !rest.is_empty() {
        // An address may hold commas: it ends at white space, and only what follows it at a comma.
        let address_end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (address, after) = rest.split_at_checked(address_end).unwrap_or((rest, ""));
        let (descriptor, after) = after.split_once(',').unwrap_or((after, ""));
        let size: f64 = descriptor
            .trim()
            .trim_end_matches(['w', 'x', 'h'])
            .parse()
            .unwrap_or(1.0);
        let address = address.trim_matches(',');
        if looks_like_address(address) && best.is_none_or(|b| size > b.0) {
            best = Some((size, address));
        }
        rest = after.trim_start();
    }
    best.map(|b| b.1.to_owned())
}

/// Whether a picture only counts readers, or is an icon of a dozen pixels.
pub(super) fn is_pixel(image: &Element) -> bool {
    let side = |a: &str| {
        image
            .attr(a)
            .and_then(|v| v.trim().trim_end_matches("px").parse::<u32>().ok())
    };
    if matches!((side("width"), side("height")), (Some(w), Some(h)) if w <= 3 || h <= 3 || w <= 20 && h <= 20)
    {
        return !is_emoji(image);
    }
    let Some(address) = image_address(image) else {
        return true;
    };
    let absolute = if address.starts_with("//") {
        format!("https:{address}")
    } else {
        address
    };
    Url::parse(&absolute).is_ok_and(|u| {
        is_host_of(Serves::Pixels, &u)
            || u.path().ends_with("/pixel.gif")
            || u.path().ends_with("/spacer.gif")
    })
}

/// Whether a picture stands for one emoji.
pub(crate) fn is_emoji(image: &Element) -> bool {
    image
        .classes()
        .any(|c| matches!(c, "wp-smiley" | "emoji" | "Emoji" | "an1"))
        || image.attr("alt").is_some_and(|a| {
            let mut chars = a.chars();
            chars
                .next()
                .is_some_and(|c| c > '\u{2190}' && !c.is_alphanumeric())
                && a.chars().count() <= 4
        })
}

/// The address to which an embedded player, post or chart leads; none for frames that are no part of the article.
pub(crate) fn embed_address(frame: &Element, base: Option<&Url>) -> Option<Url> {
    let source = [
        "src",
        "data-src",
        "data-lazy-src",
        "data-litespeed-src",
        "data-cmp-src",
        "data-url",
    ]
    .iter()
    .filter_map(|a| frame.attr(a))
    .find(|v| looks_like_address(v.trim()))?;
    let url = resolve(source, base)?;
    is_host_of(Serves::Embeds, &url).then(|| watch_page(&url).unwrap_or(url))
}

/// The page of a video instead of its frame, where hosts are known to have one.
fn watch_page(url: &Url) -> Option<Url> {
    let host = url.host_str()?.trim_start_matches("www.");
    let mut parts = url.path_segments()?;
    match (host, parts.next()?, parts.next()) {
        ("youtube.com" | "youtube-nocookie.com", "embed", Some(id))
            if !matches!(id, "videoseries" | "") =>
        {
            Url::parse(&format!("https://www.youtube.com/watch?v={id}")).ok()
        }
        ("player.vimeo.com", "video", Some(id)) => {
            Url::parse(&format!("https://vimeo.com/{id}")).ok()
        }
        _ => None,
    }
}

/// An absolute web address, resolved where it is relative and the article's own address is known.
pub(super) fn resolve(address: &str, base: Option<&Url>) -> Option<Url> {
    let address = address.trim();
    let url = if address.starts_with("//") {
        Url::parse(&format!("{}:{address}", base.map_or("https", Url::scheme))).ok()?
    } else {
        match Url::parse(address) {
            Ok(url) => url,
            Err(_) => base?.join(address).ok()?,
        }
    };
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// Brings pictures to where they are read: out of `<noscript>` where no other stands for them, real addresses into
/// `src`, emoji to text.
pub(super) fn mend(html: &mut Html) {
    let nodes: Vec<NodeId> = html
        .tree
        .root()
        .descendants()
        .filter(|n| {
            matches!(
                name(n),
                Some("noscript" | "img" | "picture" | "amp-img" | "amp-iframe" | "amp-youtube")
            )
        })
        .map(|n| n.id())
        .collect();
    embeds(html);
    for id in nodes {
        let Some(node) = html.tree.get(id) else {
            continue;
        };
        match name(&node) {
            Some("noscript") => restore_noscript(html, id),
            Some("amp-img") => rename(html, id, "img"),
            Some("img") => {
                let Some(image) = node.value().as_element() else {
                    continue;
                };
                if is_emoji(image) {
                    let alt = image.attr("alt").unwrap_or_default().to_owned();
                    if let Some(mut node) = html.tree.get_mut(id) {
                        node.insert_before(Node::Text(scraper::node::Text {
                            text: alt.as_str().into(),
                        }));
                        node.detach();
                    }
                } else if image
                    .attr("src")
                    .is_none_or(|s| image_address(image).as_deref() != Some(s.trim()))
                {
                    let from_source = || {
                        let picture = node.parent().filter(|p| name(p) == Some("picture"))?;
                        picture
                            .children()
                            .filter_map(|c| c.value().as_element())
                            .filter(|e| e.name() == "source")
                            .find_map(|e| {
                                SETS.iter()
                                    .filter_map(|a| e.attr(a))
                                    .find_map(largest_of_set)
                            })
                    };
                    let enlarged = || {
                        let link = node.parent().filter(|p| name(p) == Some("a"))?;
                        let href = link.value().as_element()?.attr("href")?.trim();
                        let path = href.split(['?', '#']).next().unwrap_or_default();
                        is_picture(path).then(|| href.to_owned())
                    };
                    if let Some(address) =
                        image_address(image).or_else(from_source).or_else(enlarged)
                    {
                        set_attribute(html, id, "src", &address);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Posts and players that a script would put in place: a link to each where none stands.
fn embeds(html: &mut Html) {
    let found: Vec<(NodeId, String)> = html
        .tree
        .root()
        .descendants()
        .filter_map(|n| {
            let holder = n.value().as_element()?;
            let address = held_embed(holder)?;
            let linked = n.descendants().any(|d| {
                d.value().as_element().is_some_and(|e| {
                    matches!(e.name(), "iframe" | "embed" | "video")
                        || e.name() == "a"
                            && attribute(e, "href").is_some_and(|h| resolve(h, None).is_some())
                })
            });
            (!linked).then_some((n.id(), address))
        })
        .collect();
    for (id, address) in found {
        let Some(mut node) = html.tree.get_mut(id) else {
            continue;
        };
        let fresh = node.append(element("iframe")).id();
        set_attribute(html, fresh, "src", &address);
    }
}

/// The address of a post or player that an element stands for until a script puts it there.
fn held_embed(holder: &Element) -> Option<String> {
    if holder.attrs.len() > 40 {
        return None;
    }
    let value = |a| {
        attribute(holder, a)
            .map(str::trim)
            .filter(|v| !v.is_empty())
    };
    let plain = |id: &&str| {
        id.len() <= 40
            && id
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    let tag = holder.name();
    let class = value("class").unwrap_or_default();
    let named = |word: &str| tag.contains(word) || class.to_ascii_lowercase().contains(word);
    let id = [
        "videoid",
        "data-videoid",
        "data-video-id",
        "data-youtube-id",
        "data-yt-id",
        "data-id",
        "data-embed",
    ]
    .iter()
    .find_map(|a| value(a).filter(plain));
    if let Some(id) = id
        && id.len() == 11
        && (named("youtube") || value("data-youtube-id").is_some() || value("data-yt-id").is_some())
    {
        return Some(format!("https://www.youtube.com/watch?v={id}"));
    }
    if let Some(id) = id
        && named("vimeo")
        && id.bytes().all(|b| b.is_ascii_digit())
    {
        return Some(format!("https://vimeo.com/{id}"));
    }
    let address = value("data-instgrm-permalink")
        .or_else(|| value("cite").filter(|_| named("tiktok-embed")))
        .or_else(|| {
            value("data-src")
                .filter(|_| named("flourish-embed"))
                .filter(|v| v.contains("://"))
        })?;
    let url = resolve(address, None)?;
    is_host_of(Serves::Embeds, &url).then(|| url.to_string())
}

fn rename(html: &mut Html, id: NodeId, to: &str) {
    if let Some(mut node) = html.tree.get_mut(id)
        && let Node::Element(e) = node.value()
    {
        e.name.local = to.into();
    }
}

/// Puts the pictures of a `<noscript>` in its place unless a picture right beside it stands for them.
fn restore_noscript(html: &mut Html, id: NodeId) {
    let Some(node) = html.tree.get(id) else {
        return;
    };
    let source: String = node
        .descendants()
        .filter_map(|d| d.value().as_text().map(|t| t.to_string()))
        .collect();
    let parsed = if source.contains("<img") {
        parse::fragment(&source)
    } else {
        return;
    };
    // A picture whose address nobody knows stands for none: the one that holds its place goes by itself.
    let pictured = |n: Option<ego_tree::NodeRef<'_, Node>>| {
        n.is_some_and(|n| {
            let in_picture = n.parent().is_some_and(|p| name(&p) == Some("picture"));
            n.descendants().any(|d| {
                matches!(name(&d), Some("img" | "amp-img"))
                    && (in_picture
                        || name(&n) == Some("picture")
                        || d.value().as_element().and_then(image_address).is_some())
            })
        })
    };
    let beside = |mut n: Option<ego_tree::NodeRef<'_, Node>>, back: bool| {
        while let Some(x) = n {
            if x.value().is_element() {
                return pictured(Some(x));
            }
            n = if back {
                x.prev_sibling()
            } else {
                x.next_sibling()
            };
        }
        false
    };
    let doubled = beside(node.prev_sibling(), true) || beside(node.next_sibling(), false);
    if doubled {
        return;
    }
    let images: Vec<Node> = parsed
        .tree
        .root()
        .descendants()
        .filter(|d| name(d) == Some("img"))
        .map(|d| d.value().clone())
        .collect();
    let Some(mut node) = html.tree.get_mut(id) else {
        return;
    };
    for image in images {
        node.insert_before(image);
    }
}
