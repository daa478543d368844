//! A digest in a temporary folder, driven through the built binary.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// Settings of a site of few pages, for tests that build many times.
pub(crate) const FEW_PAGES: &str = "title: Test digest\nbase_url: https://digest.example/\neditions: none\n\
    pages: { matrix: false, figures: false, archive: false, sources: false, stories: false, events: false, data: false, search: false, follow: false, term_feeds: false, pair_feeds: false }\n";

/// A digest's folder.
pub(crate) struct DigestTest {
    root: PathBuf,
    /// Removed with the test.
    _folder: TempDir,
}

/// What a run of the binary came to.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl DigestTest {
    /// An empty folder with a settings file.
    pub(crate) fn empty() -> Self {
        Self::new().file(
            "briefmill.yaml",
            "title: Test digest\nbase_url: https://digest.example/\n",
        )
    }

    /// A copy of this repository's own digest.
    pub(crate) fn of_this_repository() -> Self {
        let test = Self::new();
        for name in ["briefmill.yaml", "content", "static"] {
            copy(
                &Path::new(env!("CARGO_MANIFEST_DIR")).join(name),
                &test.root().join(name),
            );
        }
        test
    }

    /// One level down, so that what lies beside a digest is the test's own too.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("digest");
        std::fs::create_dir(&root).unwrap();
        Self {
            root,
            _folder: folder,
        }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Writes a file below the folder.
    pub(crate) fn file(self, name: &str, contents: impl AsRef<[u8]>) -> Self {
        self.write(name, contents);
        self
    }

    pub(crate) fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.root().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, contents).unwrap();
    }

    /// Puts a fragment into the inbox.
    pub(crate) fn fragment(self, name: &str, contents: impl AsRef<[u8]>) -> Self {
        self.file(&format!("content/fragments/{name}"), contents)
    }

    /// Runs the binary with this digest as its root.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        run(command()
            .args(args)
            .args(["--root", self.root().to_str().unwrap()]))
    }

    /// Runs the binary and expects this exit status.
    pub(crate) fn expect(&self, status: i32, args: &[&str]) -> Run {
        let run = self.run(args);
        assert_eq!(
            run.status, status,
            "{args:?}\n{}\n{}",
            run.stdout, run.stderr
        );
        run
    }

    pub(crate) fn read(&self, name: &str) -> String {
        let path = self.root().join(name);
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    /// All files below a folder of the digest, sorted, with their bytes.
    pub(crate) fn tree(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        tree(&self.root().join(folder))
    }

    /// The briefs' files, sorted.
    pub(crate) fn briefs(&self) -> Vec<String> {
        self.tree("content/briefs")
            .into_iter()
            .map(|(name, _)| format!("content/briefs/{name}"))
            .collect()
    }
}

/// `briefmill serve`, ended when dropped.
pub(crate) struct Preview {
    child: Child,
    /// Its address, `http://127.0.0.1:PORT/`.
    pub(crate) address: String,
}

impl Preview {
    pub(crate) fn start(root: &Path) -> Self {
        Self::start_with(root, &[])
    }

    /// Starts it with further options.
    pub(crate) fn start_with(root: &Path, options: &[&str]) -> Self {
        let mut child = command()
            .args(["serve", "--port", "0", "--root"])
            .arg(root)
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|l| {
                l.split_whitespace()
                    .find(|w| w.starts_with("http://"))
                    .map(str::to_owned)
            })
            .expect("the preview prints its address");
        // The pipe stays open and is read, so that the preview never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The built binary.
pub(crate) fn binary() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_briefmill"))
}

/// The day of the tests, 1 January 2026, in the seconds of `SOURCE_DATE_EPOCH`: what arrives is the same on any day.
pub(crate) const TODAY: &str = "1767225600";

/// The built binary, on the day of the tests.
pub(crate) fn command() -> Command {
    let mut command = Command::new(binary());
    command.env("SOURCE_DATE_EPOCH", TODAY);
    command
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Run {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    Run {
        status: status.code().expect("the binary was killed"),
        stdout: String::from_utf8_lossy(&stdout).into_owned(),
        stderr: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

/// Makes a named pipe.
#[cfg(unix)]
pub(crate) fn make_pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

/// All files below a folder, sorted, with their bytes.
pub(crate) fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .filter(|e| e.file_type().is_file())
        .map(|e| {
            let name = e
                .path()
                .strip_prefix(folder)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            (name, std::fs::read(e.path()).unwrap())
        })
        .collect()
}

pub(crate) fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(from, to).unwrap();
        return;
    }
    for (name, bytes) in tree(from) {
        let path = to.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
