//! A progress bar for long work, on a terminal only.

use std::io::IsTerminal;
use std::sync::OnceLock;

use indicatif::{ProgressBar, ProgressStyle};

use crate::report::Report;

/// Work of fewer files than this is done before a bar could be read.
const LONG: usize = 200;

/// A bar that appears once the work is known to be long.
pub(super) struct Progress {
    wanted: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// A bar for this report; none without a terminal, with `--json` or `--quiet`.
    pub(super) fn new(report: Report) -> Self {
        let wanted = !report.json && !report.quiet && std::io::stderr().is_terminal();
        Self {
            wanted,
            bar: OnceLock::new(),
        }
    }

    /// Tells how many of how many are done.
    pub(super) fn tell(&self, done: usize, of: usize) {
        if !self.wanted || of < LONG {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let bar = ProgressBar::new(of as u64);
            let style = ProgressStyle::with_template(
                "{bar:32} {pos}/{len} fragments, {per_sec}, {eta} left",
            );
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        bar.set_position(done as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
