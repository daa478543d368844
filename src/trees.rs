//! Decision trees that were learned from labelled examples: their form on disk and what they answer.
//!
//! A forest is a sum of small trees. A tree asks about numbers of a row ("is fact 12 at most 0.5?") until a leaf gives
//! a value; the sum of all leaves is the logarithm of the odds of a "yes". On disk each tree is a line of
//! tokens in the order in which it is walked: `12<0.5` for a question, followed by all of the side for "yes" and all
//! of the side for "no", and a plain number for a leaf. It is small, it is text, and it gives the same answer on every machine.

use crate::table::{Entry, Fault, Row};

/// No fact: the node is a leaf.
const LEAF: u16 = u16::MAX;

/// A question or a leaf.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Node {
    /// The number that is asked about, or [`LEAF`].
    fact: u16,
    /// How many nodes on the side for "no" begins.
    no: u16,
    /// The most that is a "yes"; the value of a leaf.
    limit: f32,
}

/// A tree, its nodes in the order in which it is walked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tree(Vec<Node>);

impl Tree {
    /// Reads a line.
    fn read(line: &str) -> Result<Self, String> {
        let mut nodes: Vec<Node> = Vec::new();
        // The questions that still lack their "no" side, and whether their "yes" side is whole.
        let mut open: Vec<usize> = Vec::new();
        let mut whole = false;
        for token in line.split_ascii_whitespace() {
            if whole {
                return Err("goes on after the tree is whole".to_owned());
            }
            let number = |t: &str| {
                t.parse::<f32>()
                    .ok()
                    .filter(|v| v.is_finite())
                    .ok_or_else(|| format!("{t:?} is no number"))
            };
            let at = nodes.len();
            if let Some((fact, limit)) = token.split_once('<') {
                let fact = fact
                    .parse()
                    .ok()
                    .filter(|f| *f != LEAF)
                    .ok_or_else(|| format!("{fact:?} is no fact"))?;
                nodes.push(Node {
                    fact,
                    no: 0,
                    limit: number(limit)?,
                });
                open.push(at);
                continue;
            }
            nodes.push(Node {
                fact: LEAF,
                no: 0,
                limit: number(token)?,
            });
            // The leaf ends all sides for "no" that it is the last of.
            whole = loop {
                let Some(question) = open.pop() else {
                    break true;
                };
                let end = nodes.len();
                let Some(node) = nodes.get_mut(question) else {
                    break true;
                };
                if node.no == 0 {
                    node.no =
                        u16::try_from(end - question).map_err(|_| "is too large".to_owned())?;
                    open.push(question);
                    break false;
                }
            };
        }
        if whole {
            Ok(Self(nodes))
        } else {
            Err("ends before the tree is whole".to_owned())
        }
    }

    /// The value of the leaf at which a row arrives.
    fn value(&self, row: &[f32]) -> f32 {
        let mut at = 0;
        while let Some(node) = self.0.get(at) {
            if node.fact == LEAF {
                return node.limit;
            }
            let fact = row.get(usize::from(node.fact)).copied().unwrap_or(0.0);
            at += if fact <= node.limit {
                1
            } else {
                usize::from(node.no)
            };
        }
        0.0
    }
}

impl Entry for Tree {
    fn of_row(row: Row<'static>) -> Result<Self, Fault> {
        Self::read(row.text()).map_err(|why| row.fault(format!("the tree {why}")))
    }
}

/// What all trees say of a row together: above 0 a "yes" is likelier than a "no" (it is the logarithm of their odds).
pub(crate) fn odds(forest: &[Tree], row: &[f32]) -> f32 {
    forest.iter().map(|t| t.value(row)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_answers() {
        for (tree, row, value) in [
            ("0<1.5 1<0 -1 2 3", [1.5, 0.0], -1.0_f32),
            ("0<1.5 1<0 -1 2 3", [1.0, 0.1], 2.0),
            ("0<1.5 1<0 -1 2 3", [1.6, 0.0], 3.0),
            ("0.25", [0.0, 0.0], 0.25),
            ("0<1 1<1 1 2 1<2 3 4", [2.0, 2.0], 3.0),
        ] {
            let got = Tree::read(tree).unwrap().value(&row);
            assert!((got - value).abs() < 1e-6, "{tree} {row:?}: {got}");
        }
    }

    #[test]
    fn a_tree_that_is_none_is_refused() {
        for line in [
            "",
            "0<1",
            "0<1 2",
            "0<1 2 3 4",
            "x<1 2 3",
            "0<x 2 3",
            "1 2",
            "0<1 nan 2",
            "65535<1 2 3",
        ] {
            assert!(Tree::read(line).is_err(), "{line}");
        }
    }
}
