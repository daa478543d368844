//! What stands around the text of a mail: marked, each with its rule.

use super::rules::{HEADER, LIST, QUOTE, SIGNATURE};
use super::words::{Label, announces, is_about_the_list, labelled, leaves};
use crate::html::body::{Body, MarkedTree};
use crate::html::flat::Flat;
use crate::html::marks::Marks;
use crate::html::{parse, plain};
use crate::rule::Rule;

/// Words of an answer, from which on what it answers is a quotation and not the text itself.
const ANSWER: usize = 20;
/// Words before a forwarded mail's header, up to which it was only sent on.
const COMMENT: usize = 60;
/// Longest signature, in lines.
const SIGNATURE_LINES: usize = 25;
/// Longest line about a list, in characters, where an address in it leaves the list.
const LONGEST_LIST_LINE: usize = 600;

/// Most parts of one mail that are marked.
const MOST_CUTS: usize = 2000;

/// What the lines over a forwarded mail say of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Forwarded {
    pub(super) subject: Option<String>,
    pub(super) from: Option<String>,
    pub(super) date: Option<String>,
}

impl Forwarded {
    /// Takes over what a line says.
    fn read(&mut self, line: &str) {
        match labelled(line) {
            Some((Label::Subject, value)) if self.subject.is_none() && !value.is_empty() => {
                self.subject = Some(value.to_owned());
            }
            Some((Label::Date, value)) if self.date.is_none() => {
                self.date = Some(value.to_owned());
            }
            Some((Label::From, value)) if self.from.is_none() => {
                let name = value.split(['<', '[', '(']).next().unwrap_or_default();
                let name = name.trim().trim_matches(['"', '\'']).trim();
                if !name.is_empty() && !name.contains('@') {
                    self.from = Some(name.to_owned());
                }
            }
            _ => {}
        }
    }
}

/// Whether lines are a header over a forwarded mail: labels that stand together, or two of them under a line that
/// announces it.
#[derive(Debug, Default)]
struct HeaderRun {
    labels: usize,
    announced: bool,
}

impl HeaderRun {
    /// Whether a line may be of it.
    fn takes(&mut self, line: &str) -> bool {
        if line.trim().is_empty() {
            return true;
        }
        if labelled(line).is_some() {
            self.labels += 1;
        } else if announces(line) {
            self.announced = true;
        } else {
            return false;
        }
        true
    }

    fn is_header(&self) -> bool {
        self.labels >= 3 || (self.announced && self.labels >= 2)
    }
}

/// A text as HTML whose parts beside the text are marked, and what it says of the mail that it forwards.
pub(super) fn of_text(text: &str) -> (Body, Option<Forwarded>) {
    let text = text.replace("\r\n", "\n");
    let text = unquoted(&text);
    let parts = parts(&text);
    let (parts, forwarded) = named(parts);
    let mut html = String::with_capacity(text.len() * 5 / 4);
    let mut rules = Vec::new();
    for (rule, lines) in &parts {
        if rule.is_some() {
            html.push_str("<div>");
        }
        html.push_str(&plain::paragraphs(&lines.join(" ")));
        if let Some(rule) = rule {
            html.push_str("</div>");
            rules.push(*rule);
        }
    }
    let html = parse::fragment(&html);
    let mut marks = Marks::default();
    {
        let flat = Flat::of(&html);
        let divs: Vec<usize> = flat.named("div").collect();
        for (at, rule) in divs.iter().zip(rules) {
            if let Some(node) = flat.nodes.get(*at) {
                marks.cut(node.id, rule);
            }
        }
    }
    (Body::Page(Box::new(MarkedTree { html, marks })), forwarded)
}

/// A text all of which is quoted, as some programs send it on, without the marks of that.
fn unquoted(text: &str) -> String {
    let filled = || text.lines().filter(|l| !l.trim().is_empty());
    let quoted = filled().filter(|l| l.starts_with('>')).count();
    if quoted * 5 < filled().count() * 4 {
        return text.to_owned();
    }
    let bare = |line: &str| -> String {
        let line = line.strip_prefix('>').unwrap_or(line);
        line.strip_prefix(' ').unwrap_or(line).to_owned()
    };
    text.lines().map(bare).collect::<Vec<_>>().join("\n")
}

/// The paragraphs of a text, each with its lines; headers, quotations and signatures are parted from what touches them.
fn parts(text: &str) -> Vec<Vec<&str>> {
    let blank = text.trim().lines().any(|l| l.trim().is_empty());
    let mut out: Vec<Vec<&str>> = Vec::new();
    let mut open = false;
    let kind = |line: &str| {
        if line.trim_end() == "--" {
            3
        } else if line.starts_with('>') {
            2
        } else {
            u8::from(labelled(line).is_some() || announces(line))
        }
    };
    for line in text.lines() {
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        let apart = |last: &Vec<&str>| last.last().is_some_and(|l| kind(l) != kind(line));
        match out.last_mut() {
            Some(last) if open && blank && !apart(last) => last.push(line),
            _ => out.push(vec![line]),
        }
        open = true;
    }
    out
}

type Part<'t> = (Option<&'static Rule>, Vec<&'t str>);

/// The same with the rule of each that is not the text.
fn named(parts: Vec<Vec<&str>>) -> (Vec<Part<'_>>, Option<Forwarded>) {
    let mut out: Vec<Part<'_>> = parts.into_iter().map(|p| (None, p)).collect();
    let words = |parts: &[Part<'_>]| -> usize {
        let own = parts.iter().filter(|p| p.0.is_none());
        own.flat_map(|p| &p.1)
            .filter(|l| !l.starts_with('>'))
            .map(|l| l.split_whitespace().count())
            .sum()
    };
    // A signature at the end.
    let lines_after = |out: &[Part<'_>], at: usize| -> usize {
        out.get(at..)
            .unwrap_or_default()
            .iter()
            .map(|p| p.1.len())
            .sum()
    };
    let dashes = |p: &Part<'_>| p.1.first().is_some_and(|l| l.trim_end() == "--");
    if let Some(at) = out.iter().rposition(dashes)
        && at > 0
        && lines_after(&out, at) <= SIGNATURE_LINES
    {
        for part in out.iter_mut().skip(at) {
            part.0 = Some(&SIGNATURE);
        }
    }
    // A header of what was sent on.
    let mut forwarded = None;
    let mut at = 0;
    let mut before = 0;
    while at < out.len() {
        let mut run = HeaderRun::default();
        let rest = out.get(at..).unwrap_or_default();
        let length = rest
            .iter()
            .take_while(|p| p.0.is_none() && p.1.iter().all(|l| run.takes(l)))
            .count()
            .max(1);
        if !run.is_header() {
            before += words(rest.get(..length).unwrap_or_default());
            at += length;
            continue;
        }
        let mut says = Forwarded::default();
        for part in out.iter_mut().skip(at).take(length) {
            part.0 = Some(&HEADER);
            part.1.iter().for_each(|l| says.read(l));
        }
        at += length;
        if before >= COMMENT {
            // Not sent on but answered.
            for part in out.iter_mut().skip(at).filter(|p| p.0.is_none()) {
                part.0 = Some(&QUOTE);
            }
            break;
        }
        if forwarded.is_none() {
            forwarded = Some(says);
        }
    }
    // A quotation under an answer, with the line that says whose it is.
    if words(&out) >= ANSWER {
        let quoted = |p: &Part<'_>| p.0.is_none() && p.1.iter().all(|l| l.starts_with('>'));
        let said = out.iter().rposition(|p| p.0.is_none() && !quoted(p));
        let first = said.map_or(0, |s| s + 1);
        let quotes = out.iter().skip(first).any(quoted);
        for part in out.iter_mut().skip(first).filter(|p| p.0.is_none()) {
            part.0 = Some(&QUOTE);
        }
        if let Some(part) = said.and_then(|s| out.get_mut(s))
            && quotes
            && part.1.len() <= 2
            && part
                .1
                .last()
                .is_some_and(|l| l.trim_end().ends_with([':', '：']))
        {
            part.0 = Some(&QUOTE);
        }
    }
    // Lines about the list.
    for part in out.iter_mut().filter(|p| p.0.is_none()) {
        let line = part.1.join(" ");
        let addresses = line.split_whitespace().filter(|w| w.contains("://"));
        let leaving = addresses
            .map(|a| a.trim_matches(['<', '>', '(', ')', '[', ']', ',', '.']))
            .any(|a| leaves(a, &[]));
        if is_about_the_list(&line) || (leaving && line.chars().count() <= LONGEST_LIST_LINE / 2) {
            part.0 = Some(&LIST);
        }
    }
    (out, forwarded)
}

/// A block of a page that holds no other: its lines, and the addresses that it links to.
struct Leaf<'a> {
    at: usize,
    lines: Vec<String>,
    links: Vec<&'a str>,
}

impl Leaf<'_> {
    fn chars(&self) -> usize {
        self.lines.iter().map(|l| l.chars().count()).sum()
    }
}

/// HTML with what is not its text marked, and what it says of the mail that it forwards. `leave` are the addresses by which
/// a reader leaves the list.
pub(super) fn of_body(body: Body, leave: &[String]) -> (Body, Option<Forwarded>) {
    let MarkedTree { html, mut marks } = body.into_tree();
    let mut forwarded = None;
    {
        let flat = Flat::of(&html);
        let covered = covered(&flat, &marks);
        let free = |at: usize| covered.get(at) == Some(&false);
        let leaves_of = leaf_blocks(&flat);
        let mut cuts: Vec<(usize, &'static Rule)> = Vec::new();
        let mut headers: Vec<usize> = Vec::new();
        // Words and characters up to each block, so that those of any part are a difference.
        let mut own_words = vec![0_usize];
        let mut all_chars = vec![0_usize];
        for leaf in &leaves_of {
            let words = leaf.lines.iter().map(|l| l.split_whitespace().count());
            let words: usize = if free(leaf.at) { words.sum() } else { 0 };
            own_words.push(own_words.last().unwrap_or(&0) + words);
            all_chars.push(all_chars.last().unwrap_or(&0) + leaf.chars());
        }
        let upto = |sums: &[usize], i: usize| sums.get(i).copied().unwrap_or_default();
        let mut i = 0;
        while i < leaves_of.len() {
            let mut run = HeaderRun::default();
            let rest = leaves_of.get(i..).unwrap_or_default();
            let length = rest
                .iter()
                .take_while(|l| l.lines.iter().all(|line| run.takes(line)))
                .count()
                .max(1);
            if run.is_header() {
                let mut says = Forwarded::default();
                for leaf in rest.iter().take(length) {
                    leaf.lines.iter().for_each(|l| says.read(l));
                    headers.push(leaf.at);
                    cuts.push((leaf.at, &HEADER));
                }
                if forwarded.is_none() && upto(&own_words, i) < COMMENT {
                    forwarded = Some(says);
                }
            }
            i += length;
        }
        let total = upto(&all_chars, leaves_of.len());
        let place = |at: usize| leaves_of.partition_point(|l| l.at < at);
        let header_at = |at: usize| headers.partition_point(|h| *h < at);
        for (at, node) in flat.nodes.iter().enumerate() {
            let Some(rule) = node.element.and_then(|_| beside(node)) else {
                continue;
            };
            let (from, to) = (place(at), place(node.end));
            let within = |sums: &[usize]| upto(sums, to) - upto(sums, from);
            let fits = if *rule == SIGNATURE {
                within(&all_chars) * 2 < total
            } else {
                let outside = upto(&own_words, leaves_of.len()) - within(&own_words);
                outside >= ANSWER && header_at(at) == header_at(node.end)
            };
            if fits {
                cuts.push((at, rule));
            }
        }
        for leaf in &leaves_of {
            let first = leaf.lines.first().map_or("", String::as_str);
            let leaving = leaf.links.iter().any(|a| leaves(a, leave));
            let short = leaf.chars() <= LONGEST_LIST_LINE;
            if short
                && (leaving
                    || (is_about_the_list(first)
                        && (!leaf.links.is_empty() || leaf.chars() <= 200)))
            {
                cuts.push((leaf.at, &LIST));
            }
        }
        // As many as no mail has are somebody's joke, and each would be listed.
        for (at, rule) in cuts.into_iter().take(MOST_CUTS) {
            if let Some(node) = flat.nodes.get(at)
                && free(at)
            {
                marks.cut(node.id, rule);
            }
        }
    }
    (Body::Page(Box::new(MarkedTree { html, marks })), forwarded)
}

/// What an element's own names say that mail programs give to what they put beside the text.
fn beside(node: &crate::html::flat::FlatNode<'_>) -> Option<&'static Rule> {
    let names = [node.attr("class"), node.attr("id")];
    let has = |part: &str| {
        names
            .iter()
            .flatten()
            .any(|n| n.to_ascii_lowercase().contains(part))
    };
    if has("signature") {
        return Some(&SIGNATURE);
    }
    let cited = node.name() == "blockquote" && node.attr("type") == Some("cite");
    (cited || has("gmail_quote") || has("yahoo_quoted") || has("protonmail_quote"))
        .then_some(&QUOTE)
}

/// Of each node whether it or one around it is marked.
fn covered(flat: &Flat<'_>, marks: &Marks) -> Vec<bool> {
    let mut out: Vec<bool> = Vec::with_capacity(flat.nodes.len());
    for (at, node) in flat.nodes.iter().enumerate() {
        let above = at != node.parent && out.get(node.parent) == Some(&true);
        out.push(above || marks.has(node.id));
    }
    out
}

/// The blocks that hold no other block, in reading order, with words.
fn leaf_blocks<'a>(flat: &Flat<'a>) -> Vec<Leaf<'a>> {
    let count = flat.nodes.len();
    let mut holds = vec![false; count];
    for (at, node) in flat.nodes.iter().enumerate().rev() {
        let block = node.is_block() || holds.get(at) == Some(&true);
        if block
            && node.parent != at
            && let Some(parent) = holds.get_mut(node.parent)
        {
            *parent = true;
        }
    }
    let mut out = Vec::new();
    for (at, node) in flat.nodes.iter().enumerate() {
        if !node.is_block() || holds.get(at) == Some(&true) {
            continue;
        }
        let inside = flat.nodes.get(at..node.end).unwrap_or_default();
        let mut text = String::new();
        let mut links = Vec::new();
        for node in inside {
            match node.name() {
                "br" => text.push('\n'),
                "a" => links.extend(node.filled("href")),
                _ => text.push_str(&node.text.replace(['\n', '\r'], " ")),
            }
        }
        let lines: Vec<String> = text
            .lines()
            .map(crate::html::text::fold)
            .filter(|l| !l.is_empty())
            .collect();
        if !lines.is_empty() {
            out.push(Leaf { at, lines, links });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(body: &Body) -> Vec<String> {
        plain::blocks(&body.html(), usize::MAX)
    }

    const NEWS: &str = "The maker will build a plant in Reno, which makes cells for cars and for the grid, \
        and hire four hundred people for it over the next two years, it said.";

    #[test]
    fn a_forwarded_text() {
        let text = format!(
            "fyi\n\n---------- Forwarded message ---------\nFrom: Jane Roe <jane@e.example>\nDate: Tue, 3 Jun 2025 at 06:12\n\
             Subject: A plant in Reno\nTo: <desk@e.example>\n\n{NEWS}\n\n-- \nJane Roe\nEditor\n"
        );
        let (body, forwarded) = of_text(&text);
        assert_eq!(kept(&body), ["fyi", NEWS]);
        let forwarded = forwarded.unwrap();
        assert_eq!(forwarded.subject.as_deref(), Some("A plant in Reno"));
        assert_eq!(forwarded.from.as_deref(), Some("Jane Roe"));
    }

    #[test]
    fn an_answer_and_what_it_answers() {
        let text = format!("{NEWS}\n\nOn Tue, John Doe wrote:\n> What is new?\n> Tell me.\n");
        assert_eq!(kept(&of_text(&text).0), [NEWS]);
        let quoted = format!("> {}\n", NEWS.replace(", ", "\n> "));
        assert_eq!(kept(&of_text(&quoted).0).len(), 4);
        let html = format!(
            "<div>{NEWS}</div><div class=gmail_quote><div>On Tue, John Doe wrote:</div><blockquote>What is new?</blockquote></div>"
        );
        assert_eq!(kept(&of_body(html.into(), &[]).0), [NEWS]);
    }

    #[test]
    fn lines_about_the_list_and_labels_in_an_article() {
        let html = format!(
            "<p><a href='https://e.example/v'>View in browser</a></p><p>{NEWS}</p>\
             <p>Acme, 1 Main St. <a href='https://e.example/u'>Weg</a></p>"
        );
        let leave = ["https://e.example/u".to_owned()];
        assert_eq!(kept(&of_body(html.into(), &leave).0), [NEWS]);
        let text = format!(
            "{NEWS}\n\nFrom: the ministry.\n\nUnsubscribe: https://e.example/unsubscribe?id=1\n"
        );
        assert_eq!(kept(&of_text(&text).0), [NEWS, "From: the ministry."]);
    }

    #[test]
    fn a_header_as_outlook_writes_it() {
        let html = format!(
            "<div><p><b>Von:</b> Roe, Jane<br><b>Gesendet:</b> Dienstag, 3. Juni 2025 06:12<br><b>An:</b> Desk<br>\
             <b>Betreff:</b> Ein Werk in Reno</p></div><div><p>{NEWS}</p></div>"
        );
        let (body, forwarded) = of_body(html.into(), &[]);
        assert_eq!(kept(&body), [NEWS]);
        assert_eq!(
            forwarded.unwrap().subject.as_deref(),
            Some("Ein Werk in Reno")
        );
    }
}
