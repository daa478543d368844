//! The program: parse, run, exit status. Nothing else.

use std::process::ExitCode;

use clap::Parser;

/// A fifth of a build is asking for memory and giving it back, on all threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    briefmill::commands::run(briefmill::cli::Cli::parse()).into()
}
