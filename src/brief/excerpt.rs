//! The first words of a brief's text, as the site shows it of a source that allows no more.

use std::fmt::Write;

use super::Brief;
use crate::text::sentences::sentences;
use crate::text::words::is_cjk;

/// The Markdown of at most so many words of a brief's text, and behind it a link to the original; none for one that has no
/// more. It ends with a sentence, or with a whole list, table or quotation; the first sentence stands whole at any length.
pub(crate) fn excerpt(brief: &Brief, most: usize) -> Option<String> {
    let blocks = blocks(&brief.body_markdown);
    let mut left = most;
    let mut out = String::new();
    for block in blocks.iter().filter(|b| !is_note(b)) {
        let words = count(block);
        if words <= left {
            left -= words;
            push(&mut out, block);
            continue;
        }
        if is_prose(block) {
            let end = sentences_end(block, left, out.is_empty());
            push(&mut out, block.get(..end).unwrap_or_default().trim_end());
        }
        for note in blocks.iter().filter(|b| is_note(b)) {
            let label = note.split_inclusive(']').next().unwrap_or_default();
            if out.contains(label) {
                push(&mut out, note);
            }
        }
        push(&mut out, &original(brief));
        return Some(out);
    }
    None
}

fn push(out: &mut String, block: &str) {
    if !block.is_empty() {
        // Writing to a text cannot fail.
        let _ = write!(out, "{}{block}", if out.is_empty() { "" } else { "\n\n" });
    }
}

/// A link to the original, named after its publisher; a mark where neither is known.
fn original(brief: &Brief) -> String {
    let source = brief.sources.iter().find(|s| s.url.is_some());
    let Some((source, url)) = source.and_then(|s| Some((s, s.url.as_deref()?))) else {
        return "…".to_owned();
    };
    let host = url::Url::parse(url).ok();
    let host = host.as_ref().and_then(url::Url::host_str);
    let name = source.name.as_deref().or(host).unwrap_or(url);
    let name: String = name
        .chars()
        .filter(|c| !matches!(c, '[' | ']' | '\\' | '`' | '<' | '>' | '*' | '_'))
        .collect();
    format!("[… {name}](<{}>)", url.replace(['<', '>', '\n', '\\'], ""))
}

/// The blocks of a Markdown text that stand apart by empty lines; code stays one block.
fn blocks(markdown: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut fence = false;
    for line in markdown.split_inclusive('\n') {
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            fence = !fence;
        }
        if line.trim().is_empty() && !fence {
            blocks.push(markdown.get(start..at).unwrap_or_default());
            start = at + line.len();
        }
        at += line.len();
    }
    blocks.push(markdown.get(start..).unwrap_or_default());
    let blocks = blocks.into_iter().map(str::trim_end);
    blocks.filter(|b| !b.is_empty()).collect()
}

/// Whether a block is a footnote.
fn is_note(block: &str) -> bool {
    block.starts_with("[^")
}

/// Whether a block is a paragraph.
fn is_prose(block: &str) -> bool {
    let opens = block.chars().next();
    let list = block.starts_with("- ") || block.starts_with("* ") || block.starts_with("+ ");
    let number = block
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .starts_with(['.', ')']);
    let numbered = number && block.starts_with(|c: char| c.is_ascii_digit());
    !list && !numbered && !opens.is_none_or(|c| matches!(c, '>' | '|' | '#' | ' ' | '`' | '~'))
}

/// Where the last sentence ends that fits; the first at any length if it `must` be there.
fn sentences_end(block: &str, most: usize, must: bool) -> usize {
    let mut end = 0;
    for span in sentences(block) {
        let before = block.get(..span.end).unwrap_or_default();
        let fits = count(before) <= most || (must && end == 0);
        if !fits {
            break;
        }
        // No end inside emphasis or a link.
        let even = |c: char| before.matches(c).count() % 2 == 0;
        let closed = before.matches('[').count() == before.matches(']').count();
        if even('*') && even('_') && even('`') && closed {
            end = span.end;
        }
    }
    end
}

/// The words of a text; in scripts that write no spaces each character is one.
fn count(text: &str) -> usize {
    let of_word = |word: &str| match word.chars().filter(|c| is_cjk(*c)).count() {
        0 => usize::from(word.chars().any(char::is_alphanumeric)),
        n => n,
    };
    text.split_whitespace().map(of_word).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Source;

    fn check(body: &str, most: usize) -> Option<String> {
        let source = Source {
            name: Some("Daily [A]".to_owned()),
            url: Some("https://daily.example/a".to_owned()),
            authors: Vec::new(),
        };
        let brief = Brief {
            body_markdown: body.to_owned(),
            sources: vec![source],
            ..Brief::in_file("a.md")
        };
        excerpt(&brief, most)
    }

    #[test]
    fn it_ends_with_a_sentence_and_leads_to_the_original() {
        let body = "One two three. Four five six.\n\n- a\n- b\n\nSeven *eight. Nine* ten.\n";
        let link = "[… Daily A](<https://daily.example/a>)";
        for (most, text) in [
            (1, "One two three."),
            (5, "One two three."),
            (7, "One two three. Four five six."),
            (9, "One two three. Four five six.\n\n- a\n- b"),
        ] {
            assert_eq!(
                check(body, most),
                Some(format!("{text}\n\n{link}")),
                "{most}"
            );
        }
        assert_eq!(check(body, 12), None);
        let cjk = check("电池工厂建成。电池工厂建成。", 7).unwrap_or_default();
        assert!(cjk.starts_with("电池工厂建成。\n"), "{cjk}");
    }

    #[test]
    fn notes_that_it_names_come_along() {
        let body = "One.[^1] Two.[^2]\n\nThree four five six.\n\n[^1]: First.\n\n[^2]: Second.";
        let cut = check(body, 2).unwrap_or_default();
        assert!(
            cut.contains("[^1]: First.") && !cut.contains("Three"),
            "{cut}"
        );
    }
}
