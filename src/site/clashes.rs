//! Addresses that two things ask for.

use super::render::{Origin, Route};
use crate::digest::Digest;
use crate::finding::Finding;
use crate::hash::Set;

/// The routes sorted by path, each path once: of two, the one listed first stays. `static_files` is the folder of
/// the user's static files.
///
/// # Errors
/// Pages of the editor's that ask for an address of the site's own, and paths that need a folder where there is a file.
pub(super) fn settled(
    mut routes: Vec<Route>,
    digest: &Digest,
    static_files: &str,
) -> Result<Vec<Route>, Vec<Finding>> {
    // Stable: of two with one path, the one listed first stays.
    routes.sort_by(|a, b| a.path.cmp(&b.path));
    let mut findings = Vec::new();
    routes.dedup_by(|later, first| {
        let same = later.path == first.path;
        let origins = (later.page.origin(digest), first.page.origin(digest));
        if same
            && let (Origin::Page(path), false) = (origins.0, matches!(origins.1, Origin::Static))
        {
            let message = format!(
                "`/{}` is a page that the site makes itself",
                first.address()
            );
            let finding = Finding::error("address-taken", message);
            findings.push(finding.in_file(path).help("rename the file"));
        }
        same
    });
    findings.extend(files_as_folders(&routes, digest, static_files));
    if findings.is_empty() {
        Ok(routes)
    } else {
        Err(findings)
    }
}

/// Paths that need a folder where the site has a file, as the former address `/feed.xml` does.
fn files_as_folders(routes: &[Route], digest: &Digest, static_files: &str) -> Vec<Finding> {
    let files: Set<&str> = routes.iter().map(Route::path).collect();
    let is_file = |route: &Route| {
        let folders = route.path.match_indices('/').map(|(at, _)| at);
        let mut folders = folders.filter_map(|at| route.path.get(..at));
        folders
            .find(|folder| files.contains(folder))
            .map(str::to_owned)
    };
    let clashes = routes.iter().filter_map(|r| Some((r, is_file(r)?)));
    clashes
        .map(|(route, file)| {
            let message = format!(
                "`/{}` cannot be made: `/{file}` is a file of the site",
                route.path
            );
            let finding = Finding::error("address-taken", message);
            let Origin::Redirect(redirect) = route.page.origin(digest) else {
                let taken = routes.iter().find(|r| r.path == file);
                let is_static =
                    taken.is_some_and(|r| matches!(r.page.origin(digest), Origin::Static));
                let at = if is_static { file } else { route.path.clone() };
                return finding
                    .in_file(format!("{static_files}/{at}"))
                    .help("rename the file");
            };
            let slug = redirect.to.strip_prefix("briefs/");
            let slug = slug.map(|s| s.trim_end_matches('/'));
            let brief = digest.briefs.iter().find(|b| Some(b.slug.as_str()) == slug);
            match brief {
                Some(brief) => finding
                    .in_file(&brief.path)
                    .help("take it out of `aliases`"),
                None => finding.help(format!("rename the page at `/{}`", redirect.to)),
            }
        })
        .collect()
}
