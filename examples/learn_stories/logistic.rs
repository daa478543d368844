//! Logistic regression by Newton's method, with weights held back by their squares.

/// A pair with its facts.
pub(crate) struct Example {
    /// Its facts.
    pub(crate) facts: Vec<f32>,
    /// Whether it is of one story.
    pub(crate) yes: bool,
    /// How much it counts.
    pub(crate) weight: f64,
}

/// What every pair begins with, and the weight of each fact that is used; 0 of the others.
pub(crate) fn learn(examples: &[Example], used: &[bool], calm: f64) -> (f64, Vec<f64>) {
    let columns: Vec<usize> = (0..used.len()).filter(|i| used[*i]).collect();
    // Facts of one scale are held back alike.
    let count = examples.len() as f64;
    let scale: Vec<(f64, f64)> = columns
        .iter()
        .map(|c| {
            let values = || examples.iter().map(|e| f64::from(e.facts[*c]));
            let mean = values().sum::<f64>() / count;
            let variance = values().map(|v| (v - mean) * (v - mean)).sum::<f64>() / count;
            (mean, variance.sqrt().max(1e-6))
        })
        .collect();
    let row = |e: &Example| -> Vec<f64> {
        let facts = columns.iter().zip(&scale);
        std::iter::once(1.0)
            .chain(facts.map(|(c, (mean, width))| (f64::from(e.facts[*c]) - mean) / width))
            .collect()
    };
    let rows: Vec<Vec<f64>> = examples.iter().map(row).collect();
    let size = columns.len() + 1;
    let mut beta = vec![0.0; size];
    for _ in 0..40 {
        let mut slope = vec![0.0; size];
        let mut bend = vec![vec![0.0; size]; size];
        for (example, row) in examples.iter().zip(&rows) {
            let odds: f64 = row.iter().zip(&beta).map(|(x, b)| x * b).sum();
            let p = 1.0 / (1.0 + (-odds.clamp(-30.0, 30.0)).exp());
            let miss = f64::from(u8::from(example.yes)) - p;
            for i in 0..size {
                slope[i] += example.weight * miss * row[i];
                for j in 0..size {
                    bend[i][j] += example.weight * p * (1.0 - p) * row[i] * row[j];
                }
            }
        }
        for i in 0..size {
            bend[i][i] += 1e-6;
            if i > 0 {
                bend[i][i] += calm;
                slope[i] -= calm * beta[i];
            }
        }
        let step = solve(bend, slope);
        for (b, s) in beta.iter_mut().zip(&step) {
            *b += s;
        }
        if step.iter().all(|s| s.abs() < 1e-7) {
            break;
        }
    }
    let mut weights = vec![0.0; used.len()];
    let mut base = beta[0];
    for ((c, (mean, width)), b) in columns.iter().zip(&scale).zip(&beta[1..]) {
        weights[*c] = b / width;
        base -= b * mean / width;
    }
    (base, weights)
}

/// The solution of linear equations, by elimination.
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let size = b.len();
    for i in 0..size {
        let pivot = (i..size).max_by(|x, y| a[*x][i].abs().total_cmp(&a[*y][i].abs()));
        let pivot = pivot.unwrap_or(i);
        a.swap(i, pivot);
        b.swap(i, pivot);
        for j in i + 1..size {
            let factor = a[j][i] / a[i][i];
            for k in i..size {
                a[j][k] -= factor * a[i][k];
            }
            b[j] -= factor * b[i];
        }
    }
    for i in (0..size).rev() {
        let known: f64 = (i + 1..size).map(|k| a[i][k] * b[k]).sum();
        b[i] = (b[i] - known) / a[i][i];
    }
    b
}
