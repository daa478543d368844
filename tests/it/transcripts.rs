//! Transcripts of the built binary: each file of `tests/cmd` is a session in a shell, replayed line by line and compared
//! whole; `tests/cmd/README.md` tells how they are written and renewed. A flag without a transcript fails here.

#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use briefmill::cli::Cli;
use clap::CommandFactory;
use snapbox::{Assert, Data, Redactions};
use tempfile::TempDir;

use crate::digest_test::{TODAY, binary, copy};

/// How long a preview may take until it tells its address.
const PATIENCE: Duration = Duration::from_mins(1);

/// The port that `serve` tries without being told one.
const USUAL_PORT: u16 = 4400;

/// The transcripts, sorted.
fn transcripts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "md") && !p.ends_with("README.md"))
        .collect();
    all.sort();
    assert!(all.len() >= 8, "only {all:?}");
    all
}

/// The commands of a transcript's text: each with its line's number and the lines that continue it.
fn commands(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            all.push(command.to_owned());
        } else if let Some(more) = continuation(line).filter(|_| inside) {
            let command = all.last_mut().expect("a command before its continuation");
            command.push('\n');
            command.push_str(more);
        }
    }
    all
}

/// What a line adds to the command above it.
fn continuation(line: &str) -> Option<&str> {
    line.strip_prefix("> ").or((line == ">").then_some(""))
}

/// A shell in a folder of its own.
struct Session {
    home: TempDir,
    /// Where the next command runs.
    at: PathBuf,
    /// Holds a port, so that it is in use.
    _busy: TcpListener,
    busy_port: String,
    redactions: Redactions,
}

impl Session {
    /// A session whose folder holds a copy of `given`, if there is such a folder.
    fn new(given: &Path) -> Self {
        let home = tempfile::tempdir().unwrap();
        let at = home.path().canonicalize().unwrap().join("work");
        std::fs::create_dir(&at).unwrap();
        copy(given, &at);
        let busy = TcpListener::bind("127.0.0.1:0").unwrap();
        let busy_port = busy.local_addr().unwrap().port().to_string();
        let mut redactions = Redactions::new();
        let pattern = |text: &str| regex::Regex::new(text).unwrap();
        redactions.insert("[CWD]", at.clone()).unwrap();
        redactions
            .insert("[REPOSITORY]", Path::new(env!("CARGO_MANIFEST_DIR")))
            .unwrap();
        redactions
            .insert(
                "[BUSY]",
                pattern(&format!("port (?<redacted>{busy_port}) ")),
            )
            .unwrap();
        redactions
            .insert("[PORT]", pattern(r"127\.0\.0\.1:(?<redacted>\d+)"))
            .unwrap();
        redactions
            .insert("[VERSION]", env!("CARGO_PKG_VERSION"))
            .unwrap();
        // What changes with each template or machine and is no matter of the command line.
        redactions
            .insert("[TIME]", pattern(r"\b(?<redacted>\d+(\.\d+)? (ms|s))\b"))
            .unwrap();
        redactions
            .insert("[N]", pattern(r#"("bytes"|"files"): (?<redacted>\d+)"#))
            .unwrap();
        redactions
            .insert("[FILES]", pattern(r", (?<redacted>[\d,]+) files\b"))
            .unwrap();
        redactions
            .insert(
                "[HASH]",
                pattern(r"\w[=.](?<redacted>[0-9a-f]{12}|[0-9a-f]{8})\b"),
            )
            .unwrap();
        Self {
            home,
            at,
            _busy: busy,
            busy_port,
            redactions,
        }
    }

    fn shell(&self, command: &str) -> Command {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/bin");
        let built = binary();
        let outer = std::env::var_os("PATH").unwrap();
        let path = [own.as_path(), built.parent().unwrap()]
            .into_iter()
            .map(Path::to_path_buf)
            .chain(std::env::split_paths(&outer));
        let mut shell = Command::new("sh");
        shell
            .args(["-c", command])
            .current_dir(&self.at)
            .env_clear()
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("HOME", self.home.path())
            .env("LC_ALL", "C")
            .env("SOURCE_DATE_EPOCH", TODAY)
            .env("REPOSITORY", env!("CARGO_MANIFEST_DIR"))
            .env("BUSY_PORT", &self.busy_port)
            .stdin(Stdio::null());
        shell
    }

    /// Runs a command and gives what the transcript shows of it: status, standard error, standard output.
    fn run(&mut self, command: &str) -> String {
        if let Some(folder) = command.strip_prefix("cd ") {
            self.at = self.at.join(folder);
            assert!(self.at.is_dir(), "{}", self.at.display());
            return String::new();
        }
        let preview = is_preview(command);
        let (out, err) = (self.home.path().join("out"), self.home.path().join("err"));
        let exec = if preview { "exec " } else { "" };
        let mut child = self
            .shell(&format!("{exec}{command}"))
            .stdout(File::create(&out).unwrap())
            .stderr(File::create(&err).unwrap())
            .spawn()
            .unwrap();
        let status = if preview {
            self.wait_for_address(command, &mut child, &out)
        } else {
            child.wait().unwrap().code()
        };
        let read = |path| String::from_utf8(std::fs::read(path).unwrap()).unwrap();
        let mut shown = String::new();
        if let Some(status) = status.filter(|s| *s != 0) {
            shown.push_str(&format!("? {status}\n"));
        }
        for line in read(&err).lines() {
            shown.push_str(format!("! {line}").trim_end());
            shown.push('\n');
        }
        // Another preview on this machine may have the port that is tried first.
        let usual = |line: &&str| !line.starts_with(&format!("port {USUAL_PORT} is in use"));
        for line in read(&out).lines().filter(usual) {
            let taken = ["$ ", "> ", "```"].iter().any(|s| line.starts_with(s));
            assert!(!taken, "the transcript could not be read back: {line}");
            shown.push_str(line);
            shown.push('\n');
        }
        self.redactions.redact(&shown)
    }

    /// Waits until a preview says where it serves and the browser that it opens, if any, was called; then ends it. Its
    /// status where it ended by itself.
    fn wait_for_address(&self, command: &str, child: &mut Child, out: &Path) -> Option<i32> {
        let begun = Instant::now();
        let opened = self.home.path().join("opened");
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                return status.code();
            }
            let ready = if command.contains("--open") {
                opened.exists()
            } else {
                std::fs::read_to_string(out)
                    .unwrap()
                    .contains("http://127.0.0.1:")
            };
            if ready || begun.elapsed() > PATIENCE {
                let _ = child.kill();
                let _ = child.wait();
                assert!(ready, "`{command}` told no address");
                return None;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn is_preview(command: &str) -> bool {
    let serves = command
        .split_whitespace()
        .take_while(|word| *word != "|")
        .any(|word| word == "serve");
    let asks = ["--help", "-h", "--version", "-V"];
    serves && !command.split_whitespace().any(|w| asks.contains(&w))
}

/// The transcript as it is today.
fn replay(path: &Path, text: &str) -> String {
    let mut session = Session::new(&path.with_extension("in"));
    let mut now = String::new();
    let mut left = commands(text).into_iter();
    let mut inside = false;
    for line in text.lines() {
        let fence = line.starts_with("```");
        if fence {
            inside = line == "```console";
        }
        if fence || !inside {
            now.push_str(line);
            now.push('\n');
        } else if line.starts_with("$ ") {
            let command = left.next().unwrap();
            now.push_str(&format!("$ {}\n", command.replace('\n', "\n> ")));
            now.push_str(&session.run(&command));
        }
    }
    now
}

#[test]
fn every_transcript_is_what_the_program_says() {
    let all = transcripts();
    let compare = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let expected = Data::read_from(path, None).raw();
        let name = path.file_name().unwrap().to_string_lossy();
        Assert::new()
            .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
            .try_eq(Some(&name), replay(path, &text).into(), expected)
            .err()
            .map(|e| e.to_string())
    };
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let runs: Vec<_> = all
            .iter()
            .map(|path| scope.spawn(move || compare(path)))
            .collect();
        runs.into_iter()
            .filter_map(|r| r.join().expect("the reason is above"))
            .collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The words of each call of `briefmill` in the transcripts, without the program's name.
fn calls() -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for path in transcripts() {
        for command in commands(&std::fs::read_to_string(path).unwrap()) {
            let words: Vec<&str> = command.split_whitespace().collect();
            for (i, _) in words.iter().enumerate().filter(|(_, w)| **w == "briefmill") {
                let rest = words[i + 1..].iter();
                let own = rest.take_while(|w| !matches!(**w, "|" | "&&" | ";" | ">" | "2>" | "<"));
                all.push(own.map(|w| (*w).to_owned()).collect());
            }
        }
    }
    assert!(all.len() > 50, "only {} calls", all.len());
    all
}

#[test]
fn every_command_and_every_flag_has_a_transcript() {
    let calls = calls();
    let mut program = Cli::command();
    program.build();
    let mut missing = BTreeSet::new();
    let mut flags = 0;
    let names: Vec<&str> = program
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    for (command, name) in std::iter::once((&program, None)).chain(
        program
            .get_subcommands()
            .map(|command| (command, Some(command.get_name()))),
    ) {
        let of_command = |words: &[String]| {
            let called = words.iter().find(|w| names.contains(&w.as_str()));
            called.map(String::as_str) == name
        };
        let own: Vec<&Vec<String>> = calls.iter().filter(|c| of_command(c)).collect();
        let shown = name.unwrap_or("(none)");
        if own.is_empty() {
            missing.insert(shown.to_owned());
        }
        for arg in command.get_arguments().filter(|a| !a.is_positional()) {
            // Options that every command takes say nothing without one.
            if name.is_none() && arg.is_global_set() {
                continue;
            }
            let long = arg.get_long().map(|l| format!("--{l}"));
            let short = arg.get_short().map(|s| format!("-{s}"));
            let spelt = |flag: &str| {
                let value = format!("{flag}=");
                own.iter()
                    .any(|c| c.iter().any(|w| w == flag || w.starts_with(&value)))
            };
            flags += 1;
            if ![&long, &short].into_iter().flatten().any(|f| spelt(f)) {
                missing.insert(format!("{shown} {}", long.or(short).unwrap_or_default()));
            }
        }
    }
    assert!(
        flags > 30,
        "only {flags} flags: this test looks at the wrong place"
    );
    // Each way to write a flag works somewhere.
    for arg in program
        .get_subcommands()
        .flat_map(clap::Command::get_arguments)
    {
        let long = arg.get_long().map(|l| format!("--{l}"));
        for flag in long
            .into_iter()
            .chain(arg.get_short().map(|s| format!("-{s}")))
        {
            let value = format!("{flag}=");
            let there = calls
                .iter()
                .flatten()
                .any(|w| *w == flag || w.starts_with(&value));
            if !there {
                missing.insert(flag);
            }
        }
    }
    assert!(
        missing.is_empty(),
        "no transcript in tests/cmd shows {missing:?}"
    );
}

/// Commands of the README that no test can run, with the reason.
const NOT_RUN: &[(&str, &str)] = &[
    ("cargo test", "it is what runs this"),
    (
        "cargo build --profile dist",
        "it builds the program anew, in minutes",
    ),
    (
        "cargo install --path . --profile dist",
        "it builds the program anew and installs it for the user",
    ),
];

/// The commands that the README gives: the lines of its `sh` blocks, and what stands in backticks and starts with the
/// program's name.
fn commands_of_readme() -> Vec<String> {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let mut all = Vec::new();
    let mut block: Option<&str> = None;
    let mut prose = String::new();
    for line in text.lines() {
        match (line.strip_prefix("```"), block) {
            (Some(_), Some(_)) => block = None,
            (Some(language), None) => block = Some(language),
            (None, Some("sh")) => all.push(line.to_owned()),
            (None, Some(_)) => {}
            (None, None) => {
                prose.push_str(line);
                prose.push(' ');
            }
        }
    }
    let spans = prose.split('`').skip(1).step_by(2);
    all.extend(
        spans
            .filter(|s| s.starts_with("briefmill ") || s.starts_with("cargo "))
            .map(str::to_owned),
    );
    // In the file's own words a placeholder is written in capitals.
    all.retain(|c| {
        !c.split_whitespace()
            .any(|w| w.len() > 2 && w.chars().all(char::is_uppercase))
    });
    all
}

#[test]
fn every_command_of_the_readme_is_in_its_transcript() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/readme.md");
    let run = commands(&std::fs::read_to_string(path).unwrap());
    let readme = commands_of_readme();
    assert!(readme.len() >= 10, "{readme:?}");
    for command in &readme {
        let excused = NOT_RUN.iter().any(|(c, _)| c == command);
        // A transcript may send to a file what is long.
        let there = run.iter().any(|c| c.split(" > ").next() == Some(command));
        assert!(
            there || excused,
            "tests/cmd/readme.md does not run `{command}`"
        );
    }
    for (command, _) in NOT_RUN {
        assert!(
            readme.iter().any(|c| c == command),
            "the README has no `{command}`"
        );
    }
}
