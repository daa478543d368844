//! The marks of note-taking programs in a Markdown text, as Obsidian and its like write them: what only the writer is meant
//! to see goes (`%%comments%%`, pictures and notes that are put in, names of blocks), and the rest stands as plain Markdown.
//!
//! Code stays as it is.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

/// `> [!note]- Title`
static CALLOUT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(\s*(?:>\s*)+)\[!([\w-]+)(?:\|[^\]]*)?\]([+-]?)[ \t]*(.*)$")
        .expect("a test reads a callout with it")
});

/// `- [ ] `, `* [x] `
static TASK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(\s*(?:>\s*)*(?:[-*+]|\d+[.)])\s+)\[[^\[\]]\]\s+")
        .expect("a test reads a task with it")
});

/// The name of a block at the end of a line: `^37066d`.
static BLOCK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|\s)\^(?:[A-Za-z][A-Za-z0-9-]+|[A-Za-z0-9-]{4,})\s*$")
        .expect("a test reads the name of a block with it")
});

/// Kinds of callouts that Markdown knows itself, where they stand alone.
const ALERTS: &[&str] = &["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// The text in plain Markdown.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !["%%", "[[", "==", "[!", "- [", "* [", "+ [", "^"]
        .iter()
        .any(|m| text.contains(m))
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut hidden = Comment::default();
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|m| start.starts_with(m));
        if !hidden.open && (fence.is_some() || mark.is_some()) {
            fence = match (fence, mark) {
                (None, mark) => mark,
                (Some(open), Some(mark)) if open == mark => None,
                (open, _) => open,
            };
            out.push_str(line);
            continue;
        }
        let (words, end) = match line.strip_suffix('\n') {
            Some(words) => (words, "\n"),
            None => (line, ""),
        };
        let shown = hidden.shown(words);
        let emptied = shown.trim().is_empty() && !words.trim().is_empty();
        let plain = of_line(&shown);
        // A line of nothing but such marks leaves none.
        if !(emptied && hidden.open) {
            out.push_str(&plain);
            out.push_str(end);
        }
    }
    Cow::Owned(out)
}

/// Whether a comment is open that runs over lines.
#[derive(Default)]
struct Comment {
    open: bool,
}

impl Comment {
    /// What of a line stands in no comment. One that nothing closes on its line is one only where it begins the line.
    fn shown(&mut self, line: &str) -> String {
        let mut out = String::new();
        let mut rest = line;
        loop {
            if self.open {
                let Some((_, after)) = rest.split_once("%%") else {
                    return out;
                };
                self.open = false;
                rest = after;
            }
            let Some(at) = outside_code(rest, "%%") else {
                out.push_str(rest);
                return out;
            };
            let (before, comment) = rest.split_at(at);
            let comment = comment.get(2..).unwrap_or_default();
            let begins = out.trim().is_empty() && before.trim().is_empty();
            if !comment.contains("%%") && !begins {
                out.push_str(rest);
                return out;
            }
            out.push_str(before);
            self.open = true;
            rest = comment;
        }
    }
}

/// Where a mark first stands outside a span of code.
fn outside_code(text: &str, mark: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find(mark)?;
        let inside = !text.get(from..at)?.matches('`').count().is_multiple_of(2);
        if !inside {
            return Some(at);
        }
        match text.get(at..)?.find('`') {
            Some(end) => from = at + end + 1,
            None => return Some(at),
        }
    }
}

/// A line without comments in plain Markdown.
fn of_line(line: &str) -> String {
    let mut line = Cow::Borrowed(line);
    if let Some(callout) = CALLOUT.captures(&line) {
        let part = |i| callout.get(i).map_or("", |m| m.as_str());
        let (quote, kind, fold, title) = (part(1), part(2), part(3), part(4).trim());
        if !title.is_empty() {
            return format!("{quote}**{}**\n{}", of_line(title), quote.trim_end());
        }
        if !fold.is_empty() || !ALERTS.contains(&kind) {
            return quote.trim_end().to_owned();
        }
    }
    if let Some(task) = TASK.captures(&line) {
        let marks = task.get(1).map_or("", |m| m.as_str());
        let rest = line
            .get(task.get(0).map_or(0, |m| m.end())..)
            .unwrap_or_default();
        line = Cow::Owned(format!("{marks}{rest}"));
    }
    if let Some(block) = BLOCK.find(&line) {
        line = Cow::Owned(line.get(..block.start()).unwrap_or_default().to_owned());
    }
    between(&links(&line), "==", |inside, before, after| {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let marked = !inside.starts_with(char::is_whitespace)
            && !inside.ends_with(char::is_whitespace)
            && !inside.contains('=')
            && !word(before.chars().next_back())
            && !word(after.chars().next());
        marked.then(|| inside.to_owned())
    })
}

/// A line without what is put in by `![[…]]`, and with the words alone of `[[…]]`.
fn links(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = outside_code(rest, "[[") {
        let (before, link) = rest.split_at(at);
        let Some((inside, after)) = link.get(2..).and_then(|l| l.split_once("]]")) else {
            break;
        };
        // `[[1]](https://…)` is a link of Markdown, whose words are in brackets.
        if after.starts_with('(') || inside.trim().is_empty() {
            out.push_str(before);
            out.push_str("[[");
            rest = link.get(2..).unwrap_or_default();
            continue;
        }
        if let Some(before) = before.strip_suffix('!') {
            out.push_str(before);
        } else {
            out.push_str(before);
            let page = inside
                .split('#')
                .next()
                .filter(|p| !p.is_empty())
                .unwrap_or(inside);
            out.push_str(inside.rsplit_once('|').map_or(page, |(_, words)| words));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A line with what stands between two equal marks put in by `shown` of the inside and what stands around it; left where
/// that gives none.
fn between(line: &str, mark: &str, shown: impl Fn(&str, &str, &str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = outside_code(rest, mark) {
        let (before, marked) = rest.split_at(at);
        let inner = marked.get(mark.len()..).unwrap_or_default();
        let found = inner
            .split_once(mark)
            .filter(|(inside, _)| !inside.is_empty());
        out.push_str(before);
        let shown = found.and_then(|(inside, after)| Some((shown(inside, &out, after)?, after)));
        if let Some((text, after)) = shown {
            out.push_str(&text);
            rest = after;
        } else {
            out.push_str(mark);
            rest = inner;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn marks_of_notes() {
        for (text, expected) in [
            (
                "See [[Mill|the mill]] and [[Brno]].",
                "See the mill and Brno.",
            ),
            ("See [[Mill#Plan]].", "See Mill."),
            ("![[mill.png]]\nIt opens.", "\nIt opens."),
            ("It ==opens== today.", "It opens today."),
            ("It opens. %%ask her%% It grinds.", "It opens.  It grinds."),
            ("A\n%%\nask her\nand him\n%%\nB", "A\n\nB"),
            ("A\n%% ask her\nand him %%\nB", "A\n\nB"),
            ("A\n%%\nnever closed", "A\n"),
            ("It opens. ^37066d\n\n^mill-opens\n", "It opens.\n\n\n"),
            (
                "> [!note] Aside\n> It opens.",
                "> **Aside**\n>\n> It opens.",
            ),
            ("> [!faq]-\n> It opens.", ">\n> It opens."),
            ("- [ ] open\n- [x] done", "- open\n- done"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_such_mark() {
        for text in [
            "```\n[[a]] %%b%% ==c==\n```\n",
            "Write `[[a]]`, `==b==` and `%%c%%`.",
            "See [[1]](https://e.example/a).",
            "If a == b and c == d, or x==1 and y==2.",
            "It rose by 5%% of it.",
            "Two to the ^2",
            "> [!NOTE]\n> It opens.",
            "- [The mill](https://e.example/mill) opens.",
            "A [[ never closed",
        ] {
            assert_eq!(plain(text), text, "{text}");
        }
    }
}
