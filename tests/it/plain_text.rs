//! Plain words as a brief would hold them.

use briefmill::text::prose::Text;

/// The text with its Markdown punctuation escaped.
pub(crate) fn text(plain: &str) -> Text {
    let escape = |c: char| {
        if c.is_ascii_punctuation() {
            format!("\\{c}")
        } else {
            c.to_string()
        }
    };
    Text::from_markdown(&plain.chars().map(escape).collect::<String>())
}
