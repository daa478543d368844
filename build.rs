//! Hashes the sources, so that a cache written by one version of the rules is never believed by another, and writes the
//! built-in catalogue as a run needs it: to read its tables and to fold each name would be most of what a small build
//! takes.

#![allow(
    clippy::disallowed_methods,
    reason = "the build reads its own sources; `disk` is not built yet"
)]

use std::error::Error;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

#[path = "src/table.rs"]
#[allow(dead_code, unreachable_pub, reason = "the program uses all of it")]
#[allow(unused_imports, reason = "the program uses all of it")]
mod table;

#[path = "src/text"]
#[allow(dead_code, unreachable_pub, reason = "the program uses all of it")]
mod text {
    pub mod words;
}

#[path = "src/catalogue"]
#[allow(dead_code, unreachable_pub, reason = "the program uses all of it")]
mod catalogue {
    mod built_in;
    mod key;
    mod lookup;
    mod made;
    mod spellings;
    mod term;

    use key::key;
    use term::{Term, TermKind};

    /// The built-in catalogue as `made` reads it.
    pub fn bytes() -> Vec<u8> {
        let mut terms = built_in::terms();
        spellings::sort(&mut terms);
        let keys = spellings::keys(&terms);
        let spellings = spellings::Spellings::of(&terms);
        let made = made::Made {
            terms,
            keys,
            spellings,
        };
        made.bytes()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src");
    let mut files = Vec::new();
    gather(Path::new("src"), &mut files);
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        std::fs::read(&file).unwrap_or_default().hash(&mut hasher);
    }
    println!(
        "cargo::rustc-env=BRIEFMILL_SOURCES={:016x}",
        hasher.finish()
    );
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("catalogue.bin"), catalogue::bytes())?;
    Ok(())
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, files);
        } else {
            files.push(path);
        }
    }
}
