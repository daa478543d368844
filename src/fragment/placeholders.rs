//! What a CMS writes in place of its own address in an export: resolved against the article's address, else taken away,
//! so that what is left is a link within the site.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;
use url::Url;

/// A placeholder where an address begins: `__GHOST_URL__`, `{{ site.url }}`, `%%SITE_URL%%`, `%URL%`, `[site_url]`.
static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?i)((?:href|src|srcset|poster|data-src)\s*=\s*["']?\s*)(?:__[A-Z]+(?:_[A-Z]+)*_URL__|\{\{\s*(?:site|blog|base|root)\.?(?:url|baseurl|base_url)?(?:\s*\}\}\{\{\s*site\.baseurl)?\s*\}\}|\{\{\s*@site\.url\s*\}\}|%%?[A-Z]*_?URL%%?|\[(?:site|home|base)_?url\])/?"#,
    )
    .expect("a test reads placeholders with it")
});

/// The HTML with its placeholders resolved against the origin of `address`.
pub(super) fn resolve<'h>(html: &'h str, address: Option<&str>) -> Cow<'h, str> {
    // Cheap to see that there is none: all but those in braces have the word.
    let named = || {
        let mut words = html.as_bytes().windows(3);
        words.any(|word| word.eq_ignore_ascii_case(b"url"))
    };
    let signed = || ["__", "%", "["].iter().any(|sign| html.contains(sign));
    if !(html.contains("{{") || signed() && named()) {
        return Cow::Borrowed(html);
    }
    let origin = address
        .and_then(|a| Url::parse(a).ok())
        .map(|u| u.origin().ascii_serialization())
        .filter(|o| o != "null")
        .unwrap_or_default();
    PLACEHOLDER.replace_all(html, |found: &regex::Captures<'_>| {
        format!("{}{origin}/", found.get(1).map_or("", |m| m.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn placeholders_are_resolved_or_go() {
        let there = Some("https://mill.example/news/opens/");
        for (html, address, expected) in [
            (
                r#"<a href="__GHOST_URL__/plan/">"#,
                there,
                r#"<a href="https://mill.example/plan/">"#,
            ),
            (
                r#"<a href="__GHOST_URL__/plan/">"#,
                None,
                r#"<a href="/plan/">"#,
            ),
            (
                r"<img src='{{ site.url }}/a.png'>",
                there,
                r"<img src='https://mill.example/a.png'>",
            ),
            (
                r#"<img src="%%SITE_URL%%/a.png">"#,
                there,
                r#"<img src="https://mill.example/a.png">"#,
            ),
            (
                r"<p>__init__ and {{ site.url }}</p>",
                there,
                r"<p>__init__ and {{ site.url }}</p>",
            ),
            (
                r#"<a href="https://a.example/%20x">"#,
                there,
                r#"<a href="https://a.example/%20x">"#,
            ),
        ] {
            assert_eq!(resolve(html, address), expected);
        }
    }
}
