//! The one way from a source to a tree: within bounds, without control characters.

use std::borrow::Cow;

use scraper::{Html, Node, StrTendril};

use super::bounds::within_bounds;
use crate::text::controls::without;

/// The tree of a whole page.
pub(crate) fn document(source: &str) -> Html {
    let mut html = Html::parse_document(&within_bounds(source));
    take_controls_out(&mut html);
    html
}

/// The tree of a piece of a page's body.
pub(crate) fn fragment(source: &str) -> Html {
    let mut html = Html::parse_fragment(&within_bounds(source));
    take_controls_out(&mut html);
    html
}

/// Takes out of texts and attributes what references such as `&#7;` name: decoding a file cannot see it.
fn take_controls_out(html: &mut Html) {
    let mend = |text: &mut StrTendril| {
        if let (Cow::Owned(clean), _) = without(text) {
            *text = clean.into();
        }
    };
    for node in html.tree.values_mut() {
        match node {
            Node::Text(text) => mend(&mut text.text),
            Node::Element(element) => element.attrs.iter_mut().for_each(|(_, value)| mend(value)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fragment;

    #[test]
    fn references_to_control_characters_go() {
        let body = "<pre>a&#3;b\n\tc</pre><img alt=\"a&#x1f;b&#10;c\"><p>&#146;&#129;</p>";
        assert_eq!(
            fragment(body).root_element().inner_html(),
            "<pre>ab\n\tc</pre><img alt=\"ab\nc\"><p>’</p>"
        );
    }
}
