//! Failure on request, so that tests can fail each single operation of a run in turn, or end the process there.
//!
//! Only builds with debug assertions look at the environment; in a release build every function here is empty.
//! `BRIEFMILL_FAULT` holds one or more of these, separated by commas:
//!
//! | word | meaning |
//! | --- | --- |
//! | `log=FILE` | append a line per operation to the file, in order |
//! | `7=eio` | the seventh operation fails so; `enospc`, `emfile` and `eacces` likewise |
//! | `7=kill` | the process ends at the seventh operation, as by a power cut |
//! | `no-exchange` | the system cannot exchange two names in one step |

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// One kind of operation.
#[derive(Debug, Clone, Copy)]
pub(super) enum Op {
    Stat,
    Open,
    Read,
    Write,
    Sync,
    Rename,
    Link,
    Exchange,
    Folder,
    List,
    Remove,
}

/// Writes all bytes; in a test in two steps, so that it can fail between them.
pub(super) fn write_all(file: &mut File, path: &Path, bytes: &[u8]) -> io::Result<()> {
    if !cfg!(debug_assertions) {
        return file.write_all(bytes);
    }
    let (first, second) = bytes.split_at(bytes.len() / 2);
    point(Op::Write, path)?;
    file.write_all(first)?;
    point(Op::Write, path)?;
    file.write_all(second)
}

#[cfg(not(debug_assertions))]
#[allow(
    clippy::unnecessary_wraps,
    clippy::inline_always,
    reason = "the release build's side of a function that fails in tests"
)]
#[inline(always)]
pub(super) fn point(_: Op, _: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether the system is to be taken for one that cannot exchange two names.
#[cfg(not(debug_assertions))]
#[inline(always)]
#[allow(clippy::inline_always, reason = "a constant of the release build")]
pub(super) fn cannot_exchange() -> bool {
    false
}

#[cfg(debug_assertions)]
pub(super) use asked::{cannot_exchange, point};

#[cfg(debug_assertions)]
mod asked {
    use std::path::PathBuf;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Op, Path, Write, io};

    /// What the environment asks for.
    #[derive(Default)]
    struct Plan {
        log: Option<PathBuf>,
        at: Option<(usize, Fault)>,
        no_exchange: bool,
    }

    #[derive(Clone, Copy)]
    enum Fault {
        Kill,
        Error(i32),
    }

    fn plan() -> &'static Plan {
        static PLAN: OnceLock<Plan> = OnceLock::new();
        PLAN.get_or_init(|| {
            let mut plan = Plan::default();
            let text = std::env::var("BRIEFMILL_FAULT").unwrap_or_default();
            for word in text.split(',') {
                match word.split_once('=') {
                    Some(("log", file)) => plan.log = Some(PathBuf::from(file)),
                    Some((number, kind)) => {
                        // The numbers of POSIX on Linux.
                        let fault = match kind {
                            "kill" => Fault::Kill,
                            "enospc" => Fault::Error(28),
                            "emfile" => Fault::Error(24),
                            "eacces" => Fault::Error(13),
                            _ => Fault::Error(5),
                        };
                        plan.at = number.parse().ok().map(|n| (n, fault));
                    }
                    None => plan.no_exchange |= word == "no-exchange",
                }
            }
            plan
        })
    }

    pub(in crate::disk) fn cannot_exchange() -> bool {
        plan().no_exchange
    }

    /// Fails here if the plan says so.
    pub(in crate::disk) fn point(op: Op, path: &Path) -> io::Result<()> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let plan = plan();
        if plan.log.is_none() && plan.at.is_none() {
            return Ok(());
        }
        let number = COUNT.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(log) = &plan.log {
            let mut log = std::fs::OpenOptions::new()
                .append(true)
                .create(true)
                .open(log)?;
            writeln!(log, "{op:?} {}", path.display())?;
        }
        match plan.at {
            Some((at, Fault::Kill)) if at == number => std::process::abort(),
            Some((at, Fault::Error(code))) if at == number => {
                Err(io::Error::from_raw_os_error(code))
            }
            _ => Ok(()),
        }
    }
}
