//! A line's runs as Markdown: marks opened and closed around them, and the proof that it reads back the same.

use pulldown_cmark::{Event, Parser};

use super::escape::{LinePosition, guard_line, push_escaped, target};
use super::inline::{InlineToken, Style, TextLine};

/// The kinds of marks, outermost first where they span the same runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Link(usize),
    Bold,
    Italic,
    Strike,
}

/// Where a line is written to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Setting {
    /// In a table's cell: no breaks, bars escaped.
    pub(super) table: bool,
    /// On one line, as in a heading.
    pub(super) single: bool,
}

/// Writes a line; emphasis that would not read back goes.
pub(super) fn write(line: &TextLine, setting: Setting) -> String {
    let runs = dressed(line, setting);
    let has_marks = runs.iter().any(|r| r.1.bold || r.1.italic || r.1.strike);
    let written = write_runs(&runs, &line.links, setting, '*');
    if !has_marks || reads_back(&written, &runs) {
        return written;
    }
    let written = write_runs(&runs, &line.links, setting, '_');
    if reads_back(&written, &runs) {
        return written;
    }
    let plain: Vec<(InlineToken, Style)> = runs
        .iter()
        .map(|(t, s)| {
            (
                t.clone(),
                Style {
                    code: s.code,
                    link: s.link,
                    ..Style::default()
                },
            )
        })
        .collect();
    write_runs(&plain, &line.links, setting, '*')
}

/// The runs joined where they are dressed alike, spaces dressed as what they stand between, none at the ends.
fn dressed(line: &TextLine, setting: Setting) -> Vec<(InlineToken, Style)> {
    let mut runs: Vec<(InlineToken, Style)> = Vec::new();
    let mut gap: Option<InlineToken> = None;
    for (token, style) in &line.runs {
        match token {
            InlineToken::Space => gap = gap.or(Some(InlineToken::Space)),
            InlineToken::Break => {
                gap = Some(if setting.table || setting.single {
                    InlineToken::Space
                } else {
                    InlineToken::Break
                });
            }
            _ => {
                if let Some(space) = gap.take()
                    && let Some((_, last)) = runs.last()
                {
                    let common = last.common(*style);
                    runs.push((space, common));
                }
                runs.push((token.clone(), *style));
            }
        }
    }
    let mut joined: Vec<(InlineToken, Style)> = Vec::new();
    for (token, style) in runs {
        let text = match &token {
            InlineToken::Text(t) => t.as_str(),
            InlineToken::Space => " ",
            _ => "",
        };
        match joined.last_mut() {
            Some((InlineToken::Text(before), s)) if *s == style && !text.is_empty() => {
                before.push_str(text);
            }
            _ if token == InlineToken::Space => {
                joined.push((InlineToken::Text(" ".to_owned()), style));
            }
            _ => joined.push((token, style)),
        }
    }
    joined
}

fn marks_of(style: Style) -> Vec<Mark> {
    let mut marks = Vec::new();
    if style.link > 0 {
        marks.push(Mark::Link(style.link));
    }
    if style.bold {
        marks.push(Mark::Bold);
    }
    if style.italic {
        marks.push(Mark::Italic);
    }
    if style.strike {
        marks.push(Mark::Strike);
    }
    marks
}

fn write_runs(
    runs: &[(InlineToken, Style)],
    links: &[String],
    setting: Setting,
    italic: char,
) -> String {
    let mut out = String::new();
    let mut open: Vec<(Mark, usize)> = Vec::new();
    for (i, (token, style)) in runs.iter().enumerate() {
        let wanted = marks_of(*style);
        while open.iter().any(|o| !wanted.contains(&o.0)) {
            if let Some((mark, from)) = open.pop() {
                close(&mut out, mark, from, links, setting, italic);
            }
        }
        let mut fresh: Vec<(Mark, usize)> = wanted
            .iter()
            .filter(|m| !open.iter().any(|o| o.0 == **m))
            .map(|m| {
                (
                    *m,
                    runs.iter()
                        .skip(i)
                        .take_while(|r| marks_of(r.1).contains(m))
                        .count(),
                )
            })
            .collect();
        fresh.sort_by_key(|f| std::cmp::Reverse(f.1));
        for (mark, _) in fresh {
            open.push((mark, out.len()));
            out.push_str(&opening(mark, italic));
        }
        let next = runs.get(i + 1);
        let place = LinePosition {
            in_link: style.link > 0,
            in_table: setting.table,
            followed: next.is_some(),
            before_link: next.is_some_and(|n| {
                n.1.link > 0 && n.1.link != style.link || matches!(n.0, InlineToken::Note(_))
            }),
        };
        match token {
            InlineToken::Text(text) if style.code => push_code(&mut out, text, setting),
            InlineToken::Text(text) => push_escaped(&mut out, text, place),
            InlineToken::Space => out.push(' '),
            InlineToken::Break => out.push_str("\\\n"),
            InlineToken::Image(alt, address) => {
                out.push_str("![");
                push_escaped(
                    &mut out,
                    alt,
                    LinePosition {
                        in_link: true,
                        in_table: setting.table,
                        ..LinePosition::default()
                    },
                );
                out.push_str("](");
                out.push_str(&target(address, setting.table));
                out.push(')');
            }
            InlineToken::Note(label) => {
                out.push_str("[^");
                out.push_str(label);
                out.push(']');
            }
        }
    }
    while let Some((mark, from)) = open.pop() {
        close(&mut out, mark, from, links, setting, italic);
    }
    if setting.table || setting.single {
        return out;
    }
    out.split('\n')
        .map(guard_line)
        .collect::<Vec<_>>()
        .join("\n")
}

fn opening(mark: Mark, italic: char) -> String {
    match mark {
        Mark::Link(_) => "[".to_owned(),
        Mark::Bold => "**".to_owned(),
        Mark::Italic => italic.to_string(),
        Mark::Strike => "~~".to_owned(),
    }
}

fn close(
    out: &mut String,
    mark: Mark,
    from: usize,
    links: &[String],
    setting: Setting,
    italic: char,
) {
    let Mark::Link(index) = mark else {
        out.push_str(&opening(mark, italic));
        return;
    };
    let Some(address) = index.checked_sub(1).and_then(|i| links.get(i)) else {
        return;
    };
    let text = out.get(from + 1..).unwrap_or_default();
    // A link that reads as its own address needs no second one.
    let same = text == address
        && !address.contains(['<', '>', '\\', '|'])
        && !address.contains(char::is_whitespace)
        && address.is_ascii();
    if same {
        out.truncate(from);
        out.push('<');
        out.push_str(address);
        out.push('>');
    } else {
        out.push_str("](");
        out.push_str(&target(address, setting.table));
        out.push(')');
    }
}

fn push_code(out: &mut String, text: &str, setting: Setting) {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(if text.contains('`') { longest + 1 } else { 1 });
    let pad = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() {
        " "
    } else {
        ""
    };
    if text.trim().is_empty() {
        out.push_str(text);
        return;
    }
    let text = if setting.table {
        text.replace('|', "\\|")
    } else {
        text.to_owned()
    };
    for part in [&fence, pad, &text, pad, &fence] {
        out.push_str(part);
    }
}

/// Whether the Markdown of one line gives the same text when it is read.
fn reads_back(written: &str, runs: &[(InlineToken, Style)]) -> bool {
    let mut expected = String::new();
    for (token, _) in runs {
        match token {
            InlineToken::Text(t) => expected.push_str(t),
            InlineToken::Space | InlineToken::Break => expected.push(' '),
            InlineToken::Image(alt, _) => expected.push_str(alt),
            InlineToken::Note(label) => {
                expected.push_str("[^");
                expected.push_str(label);
                expected.push(']');
            }
        }
    }
    let mut got = String::new();
    for event in Parser::new_ext(written, crate::text::prose::markdown_options()) {
        match event {
            Event::Text(t) | Event::Code(t) => got.push_str(&t),
            Event::SoftBreak | Event::HardBreak => got.push(' '),
            Event::FootnoteReference(label) => {
                got.push_str("[^");
                got.push_str(&label);
                got.push(']');
            }
            _ => {}
        }
    }
    let same = |a: &str, b: &str| a.split_whitespace().eq(b.split_whitespace());
    same(&expected, &got) || same(&expected.replace('|', "\\|"), &got)
}
