//! Any text as the body of a brief: its HTML can do nothing, and is made the same again.
#![no_main]

use briefmill_fuzz::{Text, body_html, check_html};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|markdown: &str| {
    let html = body_html(markdown);
    check_html(&html);
    assert_eq!(body_html(markdown), html);
    assert!(
        html.len() <= 64 * markdown.len() + 1_000,
        "{} bytes of {}",
        html.len(),
        markdown.len()
    );
    let words: usize = Text::from_markdown(markdown)
        .sentences()
        .map(|(_, s)| s.len())
        .sum();
    assert!(
        words <= 8 * markdown.len() + 100,
        "{words} bytes of words of {}",
        markdown.len()
    );
});
