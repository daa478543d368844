//! The program: parse, run, exit status. Nothing else.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    briefmill::commands::run(briefmill::cli::Cli::parse()).into()
}
