//! What the targets call, and what must hold of any output, whatever went in.

pub use briefmill::brief::fields::fingerprint;
pub use briefmill::brief::{file, merge};
pub use briefmill::catalogue::{Catalogue, Term, TermKind};
pub use briefmill::draft::draft;
pub use briefmill::front_matter;
pub use briefmill::names::find_tags;
pub use briefmill::settings::Settings;
pub use briefmill::site::body_html;
pub use briefmill::text::prose::Text;
use scraper::Html;
use url::Url;

use briefmill::finding::Finding;

/// The elements that a body has on a page; a browser adds the first three around and into it.
const ELEMENTS: &str = "html body tbody p h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong s sub sup a img br hr \
                        table thead tr th td span div dl dt dd";

/// Panics if HTML that was made of somebody's Markdown could do anything: run, fetch, or lead to an address that is
/// neither of this site nor `http`, `https` or `mailto`. The HTML is looked at as a browser would, and as text.
pub fn check_html(html: &str) {
    assert!(!html.to_ascii_lowercase().contains("<script"), "{html}");
    let base = Url::parse("https://site.invalid/briefs/a/").expect("an address");
    let tree = Html::parse_fragment(html);
    for element in tree.tree.values().filter_map(|node| node.as_element()) {
        let name = element.name();
        assert!(ELEMENTS.split(' ').any(|e| e == name), "<{name}> in {html}");
        for (attribute, value) in element.attrs() {
            let attribute = attribute.to_ascii_lowercase();
            assert!(
                !attribute.starts_with("on") && attribute != "style",
                "{attribute} in {html}"
            );
            if matches!(attribute.as_str(), "href" | "src") {
                let target = base.join(value);
                let scheme = target.as_ref().map_or("none", Url::scheme);
                let allowed = matches!(scheme, "http" | "https" | "mailto") || target.is_err();
                assert!(allowed, "{attribute}={value} in {html}");
                let own = target.is_ok_and(|t| t.host_str() == base.host_str());
                assert!(
                    attribute != "src" || own,
                    "{attribute}={value} is fetched in {html}"
                );
            } else {
                assert!(!takes_address(&attribute), "{attribute} in {html}");
            }
        }
    }
}

/// Other attributes of HTML that hold an address.
fn takes_address(attribute: &str) -> bool {
    matches!(
        attribute,
        "action"
            | "archive"
            | "background"
            | "cite"
            | "classid"
            | "codebase"
            | "data"
            | "formaction"
            | "icon"
            | "longdesc"
            | "manifest"
            | "ping"
            | "poster"
            | "profile"
            | "srcdoc"
            | "srcset"
            | "usemap"
            | "xlink:href"
    )
}

/// Panics if what is told of a text has no words, no remedy where it asks for one, or a place outside the text.
pub fn check_findings(text: &str, findings: &[Finding]) {
    let lines = text.lines().count().max(1);
    for finding in findings {
        assert!(!finding.message.trim().is_empty(), "{finding:?}");
        assert!(
            finding
                .remedy
                .as_deref()
                .is_none_or(|r| !r.trim().is_empty()),
            "{finding:?}"
        );
        if let Some(place) = &finding.place {
            assert!(
                (1..=lines + 1).contains(&place.line) && place.column > 0,
                "{finding:?} in {text:?}"
            );
        }
    }
}
