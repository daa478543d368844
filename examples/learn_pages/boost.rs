//! Gradient boosting of small decision trees with a logistic loss: the learner behind the models in `src`.
//!
//! Friedman, "Greedy function approximation: a gradient boosting machine" (2001), with the histograms and the leaf-wise growth that
//! are usual today. All is counted in one order with one seed: the same examples give the same trees.

/// How trees are grown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Growth {
    /// How many trees.
    pub(crate) trees: usize,
    /// Leaves of each.
    pub(crate) leaves: usize,
    /// What of each tree's answer counts.
    pub(crate) rate: f64,
    /// Examples that a leaf holds at least.
    pub(crate) least: usize,
    /// Weight that pulls leaves to nothing.
    pub(crate) calm: f64,
    /// Share of the facts that a tree may ask about.
    pub(crate) facts: f64,
    /// Share of the examples that a tree sees.
    pub(crate) examples: f64,
}

const BINS: usize = 250;

/// Examples with their facts sorted into bins.
pub(crate) struct Binned {
    /// `bins[fact][example]`.
    bins: Vec<Vec<u8>>,
    /// Upper limits of the bins of each fact.
    limits: Vec<Vec<f32>>,
}

impl Binned {
    /// Sorts the facts of all rows into bins of about equal weight.
    pub(crate) fn of(rows: &[Vec<f32>]) -> Self {
        let width = rows.first().map_or(0, Vec::len);
        let (mut bins, mut limits) = (Vec::new(), Vec::new());
        for fact in 0..width {
            let mut values: Vec<f32> = rows.iter().map(|r| r[fact]).collect();
            values.sort_by(f32::total_cmp);
            let mut distinct: Vec<(f32, usize)> = Vec::new();
            for value in values {
                match distinct.last_mut() {
                    Some((last, count)) if *last == value => *count += 1,
                    _ => distinct.push((value, 1)),
                }
            }
            // A value that is very common has a bin for itself; the others share the rest.
            let mut of: Vec<f32> = Vec::new();
            let (mut left, mut held) = (rows.len(), 0);
            for pair in distinct.windows(2) {
                let (value, count) = pair[0];
                held += count;
                if of.len() + 1 >= BINS {
                    break;
                }
                let share = left / (BINS - of.len());
                if distinct.len() <= BINS || held >= share || pair[1].1 >= share {
                    of.push(middle(value, pair[1].0));
                    left -= held;
                    held = 0;
                }
            }
            bins.push(
                rows.iter()
                    .map(|r| of.partition_point(|l| *l < r[fact]) as u8)
                    .collect(),
            );
            limits.push(of);
        }
        Self { bins, limits }
    }
}

/// A short number between two.
fn middle(low: f32, high: f32) -> f32 {
    let exact = low + (high - low) / 2.0;
    for digits in 0..8 {
        let short: f32 = format!("{exact:.digits$}").parse().unwrap_or(exact);
        if low <= short && short < high {
            return short;
        }
    }
    low
}

/// A tree while it grows.
enum Node {
    Leaf(f64),
    Ask {
        fact: usize,
        limit: f32,
        bin: u8,
        yes: usize,
        no: usize,
    },
}

/// A learned tree.
pub(crate) struct Tree(Vec<Node>);

impl Tree {
    /// The line in which the tree is kept.
    pub(crate) fn line(&self) -> String {
        let mut out = String::new();
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            if !out.is_empty() {
                out.push(' ');
            }
            match &self.0[at] {
                Node::Leaf(value) => out.push_str(&short(*value)),
                Node::Ask {
                    fact,
                    limit,
                    yes,
                    no,
                    ..
                } => {
                    out.push_str(&format!("{fact}<{limit}"));
                    open.push(*no);
                    open.push(*yes);
                }
            }
        }
        out
    }

    /// The value at which a row of facts arrives.
    pub(crate) fn answer(&self, row: &[f32]) -> f64 {
        let mut at = 0;
        loop {
            match &self.0[at] {
                Node::Leaf(value) => return *value,
                Node::Ask {
                    fact,
                    limit,
                    yes,
                    no,
                    ..
                } => at = if row[*fact] <= *limit { *yes } else { *no },
            }
        }
    }

    fn value(&self, binned: &Binned, example: usize) -> f64 {
        let mut at = 0;
        loop {
            match &self.0[at] {
                Node::Leaf(value) => return *value,
                Node::Ask {
                    fact, bin, yes, no, ..
                } => {
                    at = if binned.bins[*fact][example] <= *bin {
                        *yes
                    } else {
                        *no
                    };
                }
            }
        }
    }
}

/// A leaf's value as it is kept.
fn short(value: f64) -> String {
    format!("{value:.3}").replace("-0.000", "0")
}

/// A number generator that gives the same numbers everywhere (xorshift64*).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[derive(Clone, Copy, Default)]
struct Cell {
    gradient: f64,
    curve: f64,
    count: u32,
}

/// A leaf that may be parted.
struct Open {
    node: usize,
    examples: Vec<u32>,
    best: Option<Split>,
}

#[derive(Clone, Copy)]
struct Split {
    gain: f64,
    fact: usize,
    bin: u8,
}

/// Learns trees from examples: their binned facts, whether each is a yes, and its weight. Gives the trees.
pub(crate) fn learn(binned: &Binned, yes: &[bool], weights: &[f64], growth: Growth) -> Vec<Tree> {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut sums = vec![0.0_f64; yes.len()];
    let mut gradients = vec![(0.0_f64, 0.0_f64); yes.len()];
    let mut forest = Vec::new();
    let total: f64 = weights.iter().sum::<f64>() / weights.len().max(1) as f64;
    for _ in 0..growth.trees {
        for (i, slot) in gradients.iter_mut().enumerate() {
            let p = 1.0 / (1.0 + (-sums[i]).exp());
            let weight = weights[i] / total;
            *slot = (
                weight * (p - f64::from(u8::from(yes[i]))),
                weight * (p * (1.0 - p)).max(1e-6),
            );
        }
        let facts: Vec<usize> = (0..binned.bins.len())
            .filter(|_| chance.next() < growth.facts)
            .collect();
        let examples: Vec<u32> = (0..yes.len() as u32)
            .filter(|_| chance.next() < growth.examples)
            .collect();
        let tree = grow(binned, &gradients, &facts, examples, growth);
        for (i, sum) in sums.iter_mut().enumerate() {
            *sum += tree.value(binned, i);
        }
        forest.push(tree);
    }
    forest
}

fn grow(
    binned: &Binned,
    gradients: &[(f64, f64)],
    facts: &[usize],
    examples: Vec<u32>,
    growth: Growth,
) -> Tree {
    let leaf = |examples: &[u32]| {
        let (g, h) = examples.iter().fold((0.0, 0.0), |(g, h), e| {
            let (a, b) = gradients[*e as usize];
            (g + a, h + b)
        });
        let value = -g / (h + growth.calm) * growth.rate;
        short(value).parse().unwrap_or(value)
    };
    let mut nodes = vec![Node::Leaf(leaf(&examples))];
    let best = split(binned, gradients, facts, &examples, growth);
    let mut open = vec![Open {
        node: 0,
        examples,
        best,
    }];
    for _ in 1..growth.leaves {
        let Some(at) = (0..open.len())
            .filter(|i| open[*i].best.is_some())
            .max_by(|a, b| gain(&open[*a]).total_cmp(&gain(&open[*b])).then(b.cmp(a)))
        else {
            break;
        };
        let parted = open.swap_remove(at);
        let Some(Split { fact, bin, .. }) = parted.best else {
            break;
        };
        let (yes, no): (Vec<u32>, Vec<u32>) = parted
            .examples
            .iter()
            .partition(|e| binned.bins[fact][**e as usize] <= bin);
        let first = nodes.len();
        nodes[parted.node] = Node::Ask {
            fact,
            limit: binned.limits[fact][usize::from(bin)],
            bin,
            yes: first,
            no: first + 1,
        };
        for (offset, examples) in [yes, no].into_iter().enumerate() {
            nodes.push(Node::Leaf(leaf(&examples)));
            let best = split(binned, gradients, facts, &examples, growth);
            open.push(Open {
                node: first + offset,
                examples,
                best,
            });
        }
    }
    Tree(nodes)
}

fn gain(of: &Open) -> f64 {
    of.best.map_or(0.0, |b| b.gain)
}

fn split(
    binned: &Binned,
    gradients: &[(f64, f64)],
    facts: &[usize],
    examples: &[u32],
    growth: Growth,
) -> Option<Split> {
    if examples.len() < growth.least * 2 {
        return None;
    }
    let mut best: Option<Split> = None;
    for &fact in facts {
        let bins = &binned.bins[fact];
        let mut cells = [Cell::default(); BINS + 1];
        for e in examples {
            let (g, h) = gradients[*e as usize];
            let cell = &mut cells[usize::from(bins[*e as usize])];
            cell.gradient += g;
            cell.curve += h;
            cell.count += 1;
        }
        let all = cells.iter().fold(Cell::default(), |a, c| Cell {
            gradient: a.gradient + c.gradient,
            curve: a.curve + c.curve,
            count: a.count + c.count,
        });
        let worth = |g: f64, h: f64| g * g / (h + growth.calm);
        let base = worth(all.gradient, all.curve);
        let mut left = Cell::default();
        for bin in 0..binned.limits[fact].len() {
            left.gradient += cells[bin].gradient;
            left.curve += cells[bin].curve;
            left.count += cells[bin].count;
            let right = all.count - left.count;
            if (left.count as usize) < growth.least || (right as usize) < growth.least {
                continue;
            }
            let gain = worth(left.gradient, left.curve)
                + worth(all.gradient - left.gradient, all.curve - left.curve)
                - base;
            if gain > 1e-9 && best.is_none_or(|b| gain > b.gain) {
                best = Some(Split {
                    gain,
                    fact,
                    bin: bin as u8,
                });
            }
        }
    }
    best
}
