//! Control characters that references such as `&#7;` name: decoding sees them only when the body has been parsed.

use std::borrow::Cow;

use scraper::{Html, Node, StrTendril};

use crate::text::controls::without;

/// Takes them out of texts and attributes.
pub(crate) fn take_out(article: &mut Html) {
    let mend = |text: &mut StrTendril| {
        if let (Cow::Owned(clean), _) = without(text) {
            *text = clean.into();
        }
    };
    for node in article.tree.values_mut() {
        match node {
            Node::Text(text) => mend(&mut text.text),
            Node::Element(element) => element.attrs.iter_mut().for_each(|(_, value)| mend(value)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_to_control_characters_go() {
        let body = "<pre>a&#3;b\n\tc</pre><img alt=\"a&#x1f;b&#10;c\"><p>&#146;&#129;</p>";
        let mut article = Html::parse_fragment(body);
        take_out(&mut article);
        assert_eq!(
            article.root_element().inner_html(),
            "<pre>ab\n\tc</pre><img alt=\"ab\nc\"><p>’</p>"
        );
    }
}
