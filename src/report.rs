//! Findings and summaries as text for a terminal or as JSON for programs. Decides nothing.

use std::io::{IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::Serialize;

use crate::finding::{Finding, Severity};

/// How to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// JSON on standard output instead of text.
    pub json: bool,
    /// Errors only.
    pub quiet: bool,
    /// Notes too.
    pub verbose: bool,
}

impl Report {
    /// Whether findings of this severity are shown.
    fn shows(self, severity: Severity) -> bool {
        match severity {
            Severity::Error => true,
            Severity::Warning => !self.quiet,
            Severity::Note => self.verbose,
        }
    }

    /// Prints findings to standard error, worst last so that they stay in sight. With JSON they are part of the
    /// summary instead.
    pub fn findings(self, findings: &[Finding]) {
        if self.json {
            return;
        }
        let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let mut shown: Vec<&Finding> = findings.iter().filter(|f| self.shows(f.severity)).collect();
        shown.sort_by(|a, b| (a.severity, &a.path, &a.place).cmp(&(b.severity, &b.path, &b.place)));
        let mut text = String::new();
        for finding in shown {
            text.push_str(&render(finding, &renderer));
            text.push('\n');
        }
        write_to(std::io::stderr(), &text);
    }

    /// Prints one line of a summary to standard output, unless quiet or JSON.
    pub fn line(self, text: &str) {
        if !self.quiet && !self.json {
            write_to(std::io::stdout(), &format!("{}\n", printable(text)));
        }
    }

    /// Prints what the user asked to see to standard output.
    pub fn answer(self, text: &str) {
        if !self.json {
            write_to(std::io::stdout(), text);
        }
    }

    /// Prints a value as JSON to standard output, if JSON was asked for.
    pub fn json(self, value: &impl Serialize) {
        if self.json
            && let Ok(text) = serde_json::to_string_pretty(value)
        {
            write_to(std::io::stdout(), &format!("{text}\n"));
        }
    }
}

/// Prints to standard error what stopped a command.
pub fn fatal(error: &anyhow::Error) {
    let message = format!("{error:#}");
    let lines: Vec<String> = message.lines().map(printable).collect();
    write_to(std::io::stderr(), &format!("error: {}\n", lines.join("\n")));
}

/// Writes, passing over a reader that has gone (`briefmill check | head`).
fn write_to(mut to: impl Write, text: &str) {
    let _ = to.write_all(text.as_bytes()).and_then(|()| to.flush());
}

/// A finding as text: what, where, the line itself, what to do.
fn render(finding: &Finding, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = printable(&finding.message);
    let title = level.primary_title(message.as_str());
    let path = finding.path.as_deref().map(printable).unwrap_or_default();
    let line = finding
        .place
        .as_ref()
        .map(|p| printable(&p.text))
        .unwrap_or_default();
    let mut group = match &finding.place {
        Some(place) => {
            let start = line
                .char_indices()
                .nth(place.column - 1)
                .map_or(line.len(), |(i, _)| i);
            let end = line
                .char_indices()
                .nth(place.column - 1 + place.width)
                .map_or(line.len(), |(i, _)| i)
                .max(start);
            let snippet = Snippet::source(line.as_str())
                .line_start(place.line)
                .path((!path.is_empty()).then_some(path.as_str()))
                .annotation(AnnotationKind::Primary.span(start..end));
            title.element(snippet)
        }
        None if path.is_empty() => annotate_snippets::Group::with_title(title),
        None => title.element(annotate_snippets::Origin::path(path.as_str())),
    };
    if let Some(reason) = finding.no_place.filter(|_| finding.place.is_none()) {
        group = group.element(Level::NOTE.message(reason));
    }
    let remedy = finding.remedy.as_deref().map(printable);
    if let Some(remedy) = &remedy {
        group = group.element(Level::HELP.message(remedy.as_str()));
    }
    renderer.render(&[group])
}

/// Text from input, safe for a terminal: control characters cannot move the cursor or change colours.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if c.is_control()
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                '\u{fffd}'
            }
            c => c,
        })
        .collect()
}

/// `1 brief`, `2 briefs`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(c);
    }
    format!("{grouped} {}", if n == 1 { one } else { many })
}
