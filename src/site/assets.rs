//! Static files: the built-in ones, a user's laid over them, and names that change when a file's bytes do.

use std::collections::BTreeMap;

use crate::hash::{Stored, hex};

/// Built-in static files, by path below the site's root.
pub const BUILT_IN: &[(&str, &[u8])] = &[
    ("favicon.svg", include_bytes!("../../static/favicon.svg")),
    (
        "fonts/newsreader.LICENSE.txt",
        include_bytes!("../../static/fonts/newsreader.LICENSE.txt"),
    ),
    (
        "fonts/newsreader.woff2",
        include_bytes!("../../static/fonts/newsreader.woff2"),
    ),
    ("style.css", include_bytes!("../../static/style.css")),
    ("terms.js", include_bytes!("../../static/terms.js")),
];

/// Files whose address carries a hash of their bytes, so that a browser may keep them for ever.
const FINGERPRINTED: &[&str] = &["style.css", "terms.js"];

/// One file of the site.
#[derive(Debug, Clone)]
pub(super) struct Asset {
    /// Its path below the site's root.
    pub(super) path: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// All static files by path, and the fingerprinted path of each file that has one.
pub(super) fn assets(user: Vec<(String, Vec<u8>)>) -> (Vec<Asset>, BTreeMap<&'static str, String>) {
    let mut files: BTreeMap<String, Vec<u8>> = BUILT_IN
        .iter()
        .map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()))
        .collect();
    files.extend(user.into_iter().filter(|(path, _)| is_plain(path)));
    let mut names = BTreeMap::new();
    for name in FINGERPRINTED {
        if let Some(bytes) = files.remove(*name) {
            let path = fingerprinted(name, &bytes);
            files.insert(path.clone(), bytes);
            names.insert(*name, path);
        }
    }
    let list = files
        .into_iter()
        .map(|(path, bytes)| Asset { path, bytes })
        .collect();
    (list, names)
}

/// A path that stays below the site's root.
fn is_plain(path: &str) -> bool {
    !path.is_empty()
        && !path.contains('\\')
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// `style.css` becomes `style.0a1b2c3d.css`.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let short = hex(Stored::Name, bytes);
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{short}.{ending}"),
        None => format!("{name}.{short}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_file_replaces_the_built_in_one_and_changes_its_name() {
        let (built_in, names) = assets(Vec::new());
        let (own, own_names) = assets(vec![
            ("style.css".into(), b"body{}".to_vec()),
            ("../up.txt".into(), Vec::new()),
            ("a/b.png".into(), Vec::new()),
        ]);
        assert_eq!(own.len(), built_in.len() + 1);
        assert!(own.iter().any(|a| a.path == own_names["style.css"]));
        assert_ne!(names["style.css"], own_names["style.css"]);
    }

    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/static");
        for entry in walkdir::WalkDir::new(folder).into_iter().flatten() {
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(folder).unwrap();
                let name = path.to_str().unwrap();
                assert!(
                    BUILT_IN.iter().any(|(n, _)| *n == name),
                    "{name} is not listed"
                );
            }
        }
    }
}
