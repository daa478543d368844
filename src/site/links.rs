//! Which addresses of a brief's text may become links.

use percent_encoding::percent_decode_str;
use url::Url;

/// An address that may be linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// On another site, or `mailto:`.
    External(&'a str),
    /// Without a scheme, to another site.
    SameScheme(&'a str),
    /// From this site's root, without the leading slash.
    FromRoot(&'a str),
    /// Relative to the page, or a part of it.
    Relative(&'a str),
}

/// Schemes that a link may have.
const SCHEMES: &[&str] = &["http", "https", "mailto"];

/// What an address is; none for one that must not be a link.
///
/// A browser drops tabs and line breaks inside an address and reads a backslash as a slash, so an address with a
/// control character is refused and `/\host` counts as another site.
pub(super) fn address(raw: &str) -> Option<Address<'_>> {
    let text = raw.trim_matches(|c: char| c <= ' ');
    if text.is_empty() || text.chars().any(char::is_control) {
        return None;
    }
    let slash = |c: Option<char>| matches!(c, Some('/' | '\\'));
    let mut chars = text.chars();
    if slash(chars.next()) {
        if slash(chars.next()) {
            let host = text.trim_start_matches(['/', '\\']);
            return (!host.is_empty()).then_some(Address::SameScheme(host));
        }
        return text.strip_prefix('/').map(Address::FromRoot);
    }
    let head = text.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    match head.split_once(':') {
        None => Some(Address::Relative(text)),
        Some((scheme, _)) => SCHEMES
            .iter()
            .any(|s| scheme.eq_ignore_ascii_case(s))
            .then_some(Address::External(text)),
    }
}

/// Whether an address is the home page of another site, in whichever language, and no article of it.
pub(super) fn is_home(raw: &str) -> bool {
    let Ok(url) = Url::parse(raw) else {
        return false;
    };
    let mut segments = url.path().split('/').filter(|s| !s.is_empty());
    let is_language =
        |s: &str| s.len() == 2 || s.len() == 5 && matches!(s.as_bytes().get(2), Some(b'-' | b'_'));
    let is_index = |s: &str| s.starts_with("index.") || s.starts_with("home.") || s == "home";
    url.query().is_none() && segments.all(|s| is_language(s) || is_index(s))
}

/// The path below the site's root that an address of this site leads to from the page at `page`, without its query and
/// its place on the page; none for an address that is none.
pub(super) fn path_of(raw: &str, page: &str) -> Option<String> {
    decoded(target_of(raw, page)?.path().trim_start_matches('/'))
}

/// The same from the site's root, with its query and its place on the page.
pub(super) fn from_root(raw: &str, page: &str) -> Option<String> {
    let target = target_of(raw, page)?;
    let (_, below) = target.as_str().split_once(HOST)?;
    Some(below.trim_start_matches('/').to_owned())
}

/// Stands for the site's host, where none is asked for.
const HOST: &str = "http://site.invalid";

fn target_of(raw: &str, page: &str) -> Option<Url> {
    let root = Url::parse(HOST).ok()?;
    let target = match address(raw)? {
        // A dot first, so that a path such as `a:b` stays one.
        Address::FromRoot(path) => root.join(&format!("./{path}")),
        Address::Relative(path) => root.join(page).ok()?.join(path),
        Address::External(_) | Address::SameScheme(_) => return None,
    };
    target.ok()
}

/// A path as files are named: `%20` is a space. None where it is not UTF-8.
fn decoded(path: &str) -> Option<String> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    Some(path.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_found_from_the_page() {
        for (address, expected) in [
            ("/a/b/?q#p", Some("a/b/")),
            ("/a:b", Some("a:b")),
            ("../c/", Some("briefs/c/")),
            ("../../../../c.html", Some("c.html")),
            ("/a%20b/ü.jpg", Some("a b/ü.jpg")),
            ("/a%2", Some("a%2")),
            ("/%ff", None),
            ("#p3", Some("briefs/one/")),
            ("?x", Some("briefs/one/")),
            ("/", Some("")),
            ("https://a.example/", None),
            ("//a.example/", None),
            ("javascript:x", None),
        ] {
            let path = path_of(address, "briefs/one/");
            assert_eq!(path.as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn a_home_page_is_told_from_an_article() {
        for home in [
            "https://a.example",
            "https://a.example/",
            "https://a.example/en/",
            "https://a.example/en-us/index.html",
            "https://a.example/#top",
        ] {
            assert!(is_home(home), "{home}");
        }
        for other in [
            "https://a.example/news/plant-opens",
            "https://a.example/?p=12",
            "https://a.example/en/a/",
            "mailto:a@b.example",
            "/briefs/a/",
        ] {
            assert!(!is_home(other), "{other}");
        }
    }

    #[test]
    fn only_plain_schemes_are_linked() {
        for ok in [
            "http://a.example",
            "HTTPS://a.example/b?c#d",
            "mailto:a@b.example",
        ] {
            assert!(matches!(address(ok), Some(Address::External(_))), "{ok}");
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:x",
            "",
            "//",
        ] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }

    #[test]
    fn relative_addresses_and_those_of_other_hosts_are_told_apart() {
        assert_eq!(
            address("/companies/a/"),
            Some(Address::FromRoot("companies/a/"))
        );
        assert_eq!(address("//host/x"), Some(Address::SameScheme("host/x")));
        assert_eq!(address("/\\host/x"), Some(Address::SameScheme("host/x")));
        assert_eq!(address("../a/b:c"), Some(Address::Relative("../a/b:c")));
        assert_eq!(address("#p3"), Some(Address::Relative("#p3")));
    }
}
