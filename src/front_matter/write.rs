//! Values as YAML that people read and write, and that every reader of YAML reads back the same.

use std::fmt::Write;

/// Texts as a list in brackets; nothing for none.
pub fn list(items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let items: Vec<String> = items.iter().map(|i| flow_scalar(i)).collect();
    format!("[{}]", items.join(", "))
}

/// A text as a YAML value of a block: plain where that reads back the same, else in double quotes.
pub fn scalar(text: &str) -> String {
    if plain_is_safe(text) && !text.contains(": ") && !text.contains(" #") {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A text as a YAML value inside `[]` or `{}`, where readers of YAML 1.1 stop at a question mark too.
pub fn flow_scalar(text: &str) -> String {
    let safe = plain_is_safe(text)
        && !text.contains([',', '[', ']', '{', '}', '#', '?'])
        && !text.contains(": ");
    if safe { text.to_owned() } else { quoted(text) }
}

/// Whether a plain scalar reads back as this very text, indicators and other types considered (YAML 1.1 and 1.2).
fn plain_is_safe(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let word = text.to_ascii_lowercase();
    let other_type = matches!(
        word.as_str(),
        "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "~"
    );
    // Anything that begins like a number, date or sexagesimal is quoted: readers differ on them.
    let numeric = first.is_ascii_digit() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ':' | '-' | '_' | 'e' | 'E' | '+' | 'x' | 'o' | 'a'..='d' | 'f' | 'A'..='D' | 'F' | 'T' | 'Z' | ' '));
    let opens_well =
        first.is_alphanumeric() || matches!(first, '(' | '$' | '€' | '£' | '¥' | '/' | '_' | '“');
    opens_well
        && !other_type
        && !numeric
        && text.trim() == text
        && !text.ends_with(':')
        && !text.contains(":\t")
        && !text.contains("\t#")
        && text.chars().all(|c| {
            !c.is_control()
                && !matches!(
                    c,
                    '\u{85}'
                        | '\u{a0}'
                        | '\u{2028}'
                        | '\u{2029}'
                        | '\u{feff}'
                        | '\u{fffe}'
                        | '\u{ffff}'
                )
        })
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control()
                || matches!(
                    c,
                    '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
                ) =>
            {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_scalar(text: &str) {
        for (written, wrapped) in [
            (scalar(text), format!("v: {}\n", scalar(text))),
            (flow_scalar(text), format!("v: [{}]\n", flow_scalar(text))),
        ] {
            let read = crate::yaml::from_str(&wrapped).unwrap_or_else(|e| panic!("{written}: {e}"));
            let value = read.get("v").unwrap();
            let value = value.as_sequence().map_or(value, |s| &s[0]);
            assert_eq!(value.as_str(), Some(text), "{written}");
        }
    }

    #[test]
    fn any_text_reads_back_the_same() {
        for text in [
            "plain",
            "a: b",
            "# no",
            "x # y",
            "[list]",
            "{a}",
            "yes",
            "No",
            "null",
            "~",
            "1.5",
            "2023-04-20",
            "12:30",
            "0x1F",
            "1e5",
            "- dash",
            "\"quoted\"",
            "back\\slash",
            "line\nbreak",
            "tab\there",
            " lead",
            "trail ",
            "ends:",
            "@at",
            "`tick`",
            "%pct",
            "!bang",
            "&amp",
            "*star",
            "?",
            "|",
            ">",
            "a, b",
            "🚀",
            "---",
            "...",
            "\u{85}x",
            "\u{feff}x",
            "a \u{fffe} b",
            "a \u{ffff} b",
            "",
            "4680 cell",
            "{{ template }}",
            "déjà un compte ?",
            "{% raw %}",
            "\0",
            "\u{7f}",
            "3,5 Mrd.",
            "https://example.org/a?b=c#d",
            "1_000",
            "60",
        ] {
            check_scalar(text);
        }
    }
}
