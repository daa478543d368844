//! Static files: the built-in ones, a user's laid over them, and names that change when a file's bytes do.

use std::collections::BTreeMap;

use crate::hash::{Stored, hex};

/// A static file that comes with the program.
#[derive(Debug, Clone, Copy)]
pub struct BuiltInFile {
    /// Its path below the site's root; a file of the user's of the same path replaces it.
    pub path: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
}

/// Lists the built-in static files; the files are compiled in.
macro_rules! built_in {
    ($($path:literal: $about:literal,)+) => {
        &[$(BuiltInFile {
            path: $path,
            about: $about,
            bytes: include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/static/", $path)),
        }),+]
    };
}

/// Built-in static files, by path.
pub const BUILT_IN: &[BuiltInFile] = built_in![
    "apple-touch-icon.png": "the sign on a telephone's home screen",
    "favicon.svg": "the sign in a browser's tab",
    "fonts/newsreader.LICENSE.txt": "the licence of the typeface",
    "fonts/newsreader.woff2": "the typeface of headlines and text",
    "icon-192.png": "the sign of the site as an app",
    "icon-512.png": "the same, larger",
    "search.js": "looks up in the index what a reader types",
    "style.css": "the style sheet of all pages",
    "terms.js": "filters the lists of companies and technologies as a reader types",
];

/// Files whose address carries a hash of their bytes, so that a browser may keep them for ever.
const FINGERPRINTED: &[&str] = &["search.js", "style.css", "terms.js"];

/// One file of the site.
#[derive(Debug, Clone)]
pub(in crate::site) struct Asset {
    /// Its path below the site's root.
    pub(in crate::site) path: String,
    /// Its bytes.
    pub(in crate::site) bytes: Vec<u8>,
}

/// All static files by path, and the fingerprinted path of each file that has one.
pub(in crate::site) fn assets(
    user: Vec<(String, Vec<u8>)>,
) -> (Vec<Asset>, BTreeMap<&'static str, String>) {
    let mut files: BTreeMap<String, Vec<u8>> = BUILT_IN
        .iter()
        .map(|file| (file.path.to_owned(), file.bytes.to_vec()))
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
                    BUILT_IN.iter().any(|f| f.path == name),
                    "{name} is not listed"
                );
            }
        }
    }
}
