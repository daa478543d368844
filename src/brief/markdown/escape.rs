//! Characters that mean something in Markdown, escaped only where they would.

/// Where text stands.
#[derive(Debug, Clone, Copy, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, and any may go with any other"
)]
pub(super) struct LinePosition {
    /// Within a link's text or a picture's alternative text.
    pub(super) in_link: bool,
    /// Within a table's cell.
    pub(super) in_table: bool,
    /// Something other than text follows directly.
    pub(super) followed: bool,
    /// A link follows directly.
    pub(super) before_link: bool,
}

/// Appends text, escaped.
pub(super) fn push_escaped(out: &mut String, text: &str, place: LinePosition) {
    let mut rest = text;
    loop {
        // Most text means nothing in Markdown, and is taken whole.
        let plain = rest.bytes().position(may_mean);
        let (plain, other) = rest
            .split_at_checked(plain.unwrap_or(rest.len()))
            .unwrap_or((rest, ""));
        out.push_str(plain);
        let mut chars = other.chars();
        let Some(c) = chars.next() else { break };
        let before = out.chars().next_back();
        let after = chars.as_str();
        let next = after.chars().next();
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let escape = match c {
            '\\' => next.is_none_or(|n| n.is_ascii_punctuation()),
            '*' => !(space(before) && space(next) && !(next.is_none() && place.followed)),
            '_' => {
                let in_word = before.is_some_and(char::is_alphanumeric)
                    && next.is_some_and(char::is_alphanumeric);
                let alone = space(before) && space(next);
                !(in_word || alone)
            }
            '`' => true,
            '~' => !space(before) || next == Some('~') || next.is_none() && place.followed,
            '[' => place.in_link || next == Some('^'),
            ']' => {
                place.in_link
                    || matches!(next, Some('(' | '[' | ':'))
                    || next.is_none() && place.before_link
            }
            '!' => next == Some('[') && place.in_link || next.is_none() && place.before_link,
            '<' => next.is_some_and(|n| n.is_ascii_alphabetic() || matches!(n, '/' | '!' | '?')),
            '&' => is_entity(after),
            '|' => place.in_table,
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
        rest = after;
    }
}

/// Whether this byte is a character that means something somewhere.
fn may_mean(byte: u8) -> bool {
    matches!(
        byte,
        b'\\' | b'*' | b'_' | b'`' | b'~' | b'[' | b']' | b'!' | b'<' | b'&' | b'|'
    )
}

/// Whether `&` before this text would be read as a character reference.
fn is_entity(after: &str) -> bool {
    let name = after.trim_start_matches('#');
    let length = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    length > 0 && name.get(length..).is_some_and(|r| r.starts_with(';'))
}

/// Escapes what would begin a block at the start of a line.
pub(super) fn guard_line(line: &str) -> String {
    let mut chars = line.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let second = chars.next();
    let space = |c: Option<char>| c.is_none_or(|c| c == ' ' || c == '\t');
    let guarded = match first {
        '#' => {
            let rest = line.trim_start_matches('#');
            space(rest.chars().next()) && line.len() - rest.len() <= 6
        }
        '>' => true,
        '-' | '+' => space(second) || (first == '-' && is_run(line, '-')) || is_delimiter_row(line),
        '*' => space(second),
        '=' => is_run(line, '='),
        '~' => line.starts_with("~~~"),
        ':' | '|' => is_delimiter_row(line),
        '0'..='9' => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = line.len() - rest.len();
            let mut after = rest.chars();
            if digits <= 9 && matches!(after.next(), Some('.' | ')')) && space(after.next()) {
                let (number, rest) = line.split_at_checked(digits).unwrap_or((line, ""));
                return format!("{number}\\{rest}");
            }
            false
        }
        _ => false,
    };
    if guarded {
        format!("\\{line}")
    } else {
        line.to_owned()
    }
}

fn is_run(line: &str, mark: char) -> bool {
    line.chars().all(|c| c == mark || c == ' ')
}

/// Whether a line could be read as the row under a table's header.
fn is_delimiter_row(line: &str) -> bool {
    line.contains('-')
        && line
            .chars()
            .all(|c| matches!(c, '-' | ':' | '|' | ' ' | '\t'))
}

/// An address as a link's target.
pub(super) fn target(address: &str, in_table: bool) -> String {
    let balanced = {
        let mut depth = 0_i32;
        address.chars().all(|c| {
            depth += match c {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth >= 0
        }) && depth == 0
    };
    let mut out = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        match c {
            c if c.is_control() => {}
            c if c.is_whitespace() => out.push_str("%20"),
            '(' if !balanced => out.push_str("%28"),
            ')' if !balanced => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '`' => out.push_str("%60"),
            '|' if in_table => out.push_str("%7C"),
            '&' if is_entity(address.get(at + 1..).unwrap_or_default()) => out.push_str("\\&"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut out = String::new();
        push_escaped(&mut out, text, LinePosition::default());
        assert_eq!(out, expected);
    }

    #[test]
    fn prose_stays_clean() {
        for text in [
            "a_b_c and snake_case",
            "5 * 3",
            "[sic] and (so)",
            "R&D, AT&T",
            "a < b > c",
            "~5 %",
            "it's #1!",
            "$1 = 1,328 won",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn what_would_be_markup_is_escaped() {
        check("*a*", "\\*a\\*");
        check("_a_", "\\_a\\_");
        check("<b>", "\\<b>");
        check("&amp;", "\\&amp;");
        check("[a](b)", "[a\\](b)");
    }

    #[test]
    fn lines_that_would_begin_a_block_are_guarded() {
        assert_eq!(guard_line("1. Lego"), "1\\. Lego");
        assert_eq!(guard_line("- dash"), "\\- dash");
        assert_eq!(guard_line("-dash"), "-dash");
        assert_eq!(guard_line("# one"), "\\# one");
        assert_eq!(guard_line("#tag"), "#tag");
        assert_eq!(guard_line("2023 was"), "2023 was");
        assert_eq!(guard_line("1.5 GWh"), "1.5 GWh");
    }
}
