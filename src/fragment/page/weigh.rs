//! How much prose each block of a page holds.

use super::marked::is_marked;
use crate::html::flat::Flat;
use crate::html::marks::Marks;

/// What a block holds itself, without the blocks inside.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    /// Characters; those of scripts without spaces count more, since they say more.
    pub text: u32,
    /// Of these, characters inside links.
    pub link: u32,
    /// Whether the last character ends a sentence.
    pub ended: bool,
}

impl Weight {
    /// The share of the text that is links.
    pub(super) fn link_share(self) -> f64 {
        if self.text == 0 {
            0.0
        } else {
            f64::from(self.link) / f64::from(self.text)
        }
    }

    /// How much this counts as a paragraph of prose; nothing for short or linked text.
    pub(super) fn prose(self) -> f64 {
        let enough = if self.ended { 50 } else { 90 };
        if self.text < enough || self.link_share() > 0.5 {
            return 0.0;
        }
        f64::from(self.text) * (1.0 - self.link_share()) * if self.ended { 1.0 } else { 0.6 }
    }
}

/// The weight of every block by its index; zero for other nodes. Marked parts weigh nothing.
pub(super) fn weigh(page: &Flat<'_>, marks: &Marks) -> Vec<Weight> {
    let mut out = vec![Weight::default(); page.nodes.len()];
    let mut link_until = 0;
    let mut block = vec![0; page.nodes.len()];
    let mut at = 0;
    while let Some(node) = page.nodes.get(at) {
        if is_marked(node, marks) {
            at = node.end;
            continue;
        }
        let parent_block = block.get(node.parent).copied().unwrap_or(0);
        let own = if node.is_block() { at } else { parent_block };
        if let Some(slot) = block.get_mut(at) {
            *slot = own;
        }
        if node.name() == "a" && node.attr("href").is_some() {
            link_until = link_until.max(node.end);
        }
        if node.element.is_none()
            && let Some(weight) = out.get_mut(own)
        {
            let text = node
                .text
                .chars()
                .filter(|c| !c.is_whitespace())
                .map(|c| if is_dense(c) { 3 } else { 1 })
                .sum::<u32>();
            // White space between words counts as one character; a rough sixth of the text.
            let text = text + text / 6;
            weight.text += text;
            if at < link_until {
                weight.link += text;
            }
            if let Some(last) = node.text.trim_end().chars().last() {
                weight.ended = ends_sentence(last);
            }
        }
        at += 1;
    }
    out
}

/// Letters of scripts that write a word in one or two characters.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Whether a text that ends so ends a sentence.
pub(super) fn ends_sentence(last: char) -> bool {
    matches!(
        last,
        '.' | '!'
            | '?'
            | '…'
            | ':'
            | '"'
            | '”'
            | '’'
            | '»'
            | '“'
            | ')'
            | '。'
            | '！'
            | '？'
            | '」'
            | '』'
            | '）'
            | '।'
            | '؟'
            | '۔'
            | ';'
    )
}

/// Running sums: `sum[b] - sum[a]` is what the nodes from `a` up to `b` hold.
pub(super) fn sums(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut total = 0.0;
    std::iter::once(0.0)
        .chain(values.map(|v| {
            total += v;
            total
        }))
        .collect()
}
