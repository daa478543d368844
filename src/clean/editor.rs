//! The editor's own rules at work: `cut` marks before all others do, `keep` takes back what any rule marked.

use std::collections::{BTreeSet, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::{ElementRef, Html, Node};

use super::rules::line::cut_line;
use super::rules::view::BodyView;
use crate::editor_rules::{Looks, Pattern, Said, comparable};
use crate::html::elements::{Class, is_block};
use crate::html::marks::Marks;
use crate::html::text::folded_text;
use crate::html::tree::{holds_block, name};
use crate::rule::{Rule, Stage};

pub(super) static RULE: Rule = Rule::new(Stage::Cleaning, "rules.yaml", "a cut of the editor’s own")
    .about("What a `cut` of `content/rules.yaml` looks for, by CSS selector or by words; `why` shows the line of the file.");

/// What the editor said, and what of it was found so far.
pub(super) struct Editor<'a> {
    said: &'a Said<'a>,
    /// The texts and lone elements that stay.
    kept: HashSet<NodeId>,
    /// The numbers of the patterns that were found.
    pub(super) found: BTreeSet<usize>,
}

impl<'a> Editor<'a> {
    pub(super) fn new(said: &'a Said<'a>) -> Self {
        Self {
            said,
            kept: HashSet::new(),
            found: BTreeSet::new(),
        }
    }

    /// Marks elements that are to go, and notes those that are to stay. Selectors are written for the tree as it was
    /// collected, so it is not mended yet.
    pub(super) fn mark_elements(&mut self, html: &Html, marks: &mut Marks) {
        for pattern in &self.said.cut {
            for element in selected(html, pattern) {
                self.found.insert(pattern.id);
                marks.by_line(pattern.place.line, |marks| marks.cut(element.id(), &RULE));
            }
        }
        for pattern in &self.said.keep {
            for element in selected(html, pattern) {
                self.found.insert(pattern.id);
                self.kept.extend(leaves(*element));
            }
        }
    }

    /// Marks paragraphs and lines with words that are to go.
    pub(super) fn mark_texts(&mut self, page: &BodyView<'_>, marks: &mut Marks) {
        if !self.said.cut.iter().any(|p| is_text(p)) {
            return;
        }
        for block in &page.outline.blocks {
            let whole = comparable(&block.text);
            if let Some(pattern) = first_of(&self.said.cut, &whole) {
                self.found.insert(pattern.id);
                marks.by_line(pattern.place.line, |marks| marks.cut(block.node, &RULE));
                continue;
            }
            for (i, line) in block
                .lines
                .iter()
                .enumerate()
                .filter(|_| block.lines.len() > 1)
            {
                if let Some(pattern) = first_of(&self.said.cut, &comparable(&line.text)) {
                    self.found.insert(pattern.id);
                    marks.by_line(pattern.place.line, |marks| {
                        cut_line(page, block, i, &RULE, marks);
                    });
                }
            }
        }
    }

    /// Takes what is to stay out of what is marked: what was selected, cuts with the words, and paragraphs with the words
    /// inside cuts. `hidden` as in [`Marks::groups_of`].
    pub(super) fn keep(&mut self, html: &Html, hidden: bool, marks: &mut Marks) {
        let texts: Vec<&Pattern> = self
            .said
            .keep
            .iter()
            .copied()
            .filter(|p| is_text(p))
            .collect();
        if !texts.is_empty() {
            let mut of_cuts = BTreeSet::new();
            let groups = marks.groups_of(html, hidden, |text| {
                let text = comparable(text);
                let mut any = false;
                for pattern in texts.iter().filter(|p| is(p, &text)) {
                    of_cuts.insert(pattern.id);
                    any = true;
                }
                any
            });
            // What was found once stays, whatever marks it afterwards, in whole or in part.
            self.kept.extend(marks.leaves_of(html, hidden, &groups));
            for paragraph in marked_paragraphs(html, marks) {
                let text = comparable(&folded_text(paragraph));
                for pattern in texts.iter().filter(|p| !of_cuts.contains(&p.id)) {
                    if is(pattern, &text) {
                        self.found.insert(pattern.id);
                        self.kept.extend(leaves(paragraph));
                    }
                }
            }
            self.found.extend(of_cuts);
        }
        marks.release(html, &self.kept);
    }
}

fn selected<'h>(html: &'h Html, pattern: &'h Pattern) -> impl Iterator<Item = ElementRef<'h>> {
    let selector = match &pattern.looks {
        Looks::Css(selector) => Some(selector),
        Looks::Text(_) => None,
    };
    selector.into_iter().flat_map(|s| html.select(s))
}

fn is_text(pattern: &Pattern) -> bool {
    matches!(pattern.looks, Looks::Text(_))
}

fn is(pattern: &Pattern, comparable: &str) -> bool {
    matches!(&pattern.looks, Looks::Text(text) if text.is(comparable))
}

fn first_of<'p>(patterns: &[&'p Pattern], comparable: &str) -> Option<&'p Pattern> {
    patterns.iter().copied().find(|p| is(p, comparable))
}

/// The texts and lone elements under a node, what no reader sees left out.
fn leaves(of: NodeRef<'_, Node>) -> Vec<NodeId> {
    let unseen = |n: NodeRef<'_, Node>| name(&n).is_some_and(|t| Class::UNSEEN.holds(t));
    of.descendants()
        .filter(|n| !n.has_children() && !unseen(*n))
        .filter(|n| !n.parent().is_some_and(unseen))
        .map(|n| n.id())
        .collect()
}

/// The blocks without blocks in them that are marked or lie inside a mark.
fn marked_paragraphs<'h>(html: &'h Html, marks: &'h Marks) -> Vec<NodeRef<'h, Node>> {
    let mut seen = HashSet::new();
    let mut paragraphs = Vec::new();
    for marked in marks.marked(html) {
        for node in marked.descendants() {
            let paragraph = name(&node).is_some_and(is_block) && !holds_block(node);
            if paragraph && seen.insert(node.id()) {
                paragraphs.push(node);
            }
        }
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use crate::clean::{Context, clean_by};
    use crate::editor_rules::EditorRules;

    /// Cleans by these rules: what is left, the cuts as `rule:line text`, the numbers of the patterns that were found.
    fn check(rules: &str, body: &str) -> (String, Vec<String>, Vec<usize>) {
        let rules = EditorRules::parse("rules.yaml", rules).unwrap_or_else(|f| panic!("{f:#?}"));
        let cleaned = clean_by(
            body.into(),
            &Context::default(),
            &rules.of::<&str>(&[], &[]),
        );
        let cuts = cleaned.cuts.iter().map(|c| {
            let line = c.line.map(|l| format!(":{l}")).unwrap_or_default();
            format!("{}{line} {}", c.rule, c.text)
        });
        let html = cleaned.article.root_element().inner_html();
        (html, cuts.collect(), cleaned.found.into_iter().collect())
    }

    const BODY: &str = "<p>The plant in Nysa makes cells for cars, it said.</p><div class=box><p>Partner offer</p></div>\
        <p>Subscribe to our newsletter</p><p>It opens in May.<br>Reporting by Jane Roe</p>";

    #[test]
    fn what_is_to_go_goes_with_its_line() {
        let (html, cuts, found) = check(
            "- { cut: { css: .box } }\n- cut: { text: [\"reporting by *\", nothing] }\n",
            BODY,
        );
        assert_eq!(
            cuts,
            [
                "rules.yaml:1 Partner offer",
                "subscribe Subscribe to our newsletter",
                "rules.yaml:2 Reporting by Jane Roe"
            ]
        );
        assert_eq!(found, [0, 1]);
        assert!(
            html.contains("It opens in May.") && !html.contains("Roe"),
            "{html}"
        );
    }

    #[test]
    fn what_is_to_stay_stays_whatever_cuts_it() {
        for keep in [
            "text: Subscribe to our *",
            "css: 'p:nth-of-type(2)'",
            "css: p",
        ] {
            let (html, cuts, found) = check(&format!("- {{ keep: {{ {keep} }} }}\n"), BODY);
            assert_eq!((cuts.len(), found), (0, vec![0]), "{keep}: {cuts:?}");
            assert!(
                html.contains("Subscribe to our newsletter"),
                "{keep}: {html}"
            );
        }
        let both = "- { cut: { css: .box } }\n- { keep: { text: Partner offer } }\n";
        assert!(check(both, BODY).0.contains("Partner offer"));
    }

    #[test]
    fn what_is_to_stay_stays_against_each_rule_in_turn() {
        let boxed = "<p>The plant in Nysa makes cells for cars, it said.</p>\
            <div class=newsletter><p>Subscribe to our newsletter</p></div>";
        let (html, cuts, _) = check("- { keep: { text: Subscribe to our* } }\n", boxed);
        assert_eq!(cuts.len(), 0, "{cuts:?}: {html}");
        let page = "<p>The plant in Nysa makes cells for cars, it said.</p>\
            <div hidden><p>Subscribe to our newsletter</p><p>Share this article</p><p>It came by post.</p></div>";
        let keep = "- { keep: { text: Subscribe to our newsletter Share this article It came by post. } }\n";
        let (html, cuts, found) = check(keep, page);
        assert_eq!((cuts.len(), found), (0, vec![0]), "{cuts:?}");
        assert!(html.contains("Share this article"), "{html}");
    }

    #[test]
    fn of_a_cut_only_what_is_to_stay_stays() {
        let body = "<p>The plant in Nysa makes cells for cars, it said.</p><div class=box><p>One <b>of</b> them</p> <p>Two</p></div>";
        let (html, cuts, _) = check(
            "- { cut: { css: .box }, keep: { text: One of them } }\n",
            body,
        );
        assert_eq!(cuts, ["rules.yaml:1 Two"]);
        assert!(html.contains("<p>One <b>of</b> them</p>"), "{html}");
        let (html, ..) = check(
            "- { keep: { css: div } }\n",
            "<div>Text of it.<script>s()</script><style>p{}</style></div>",
        );
        assert!(!html.contains("s()") && !html.contains("p{}"), "{html}");
    }
}
