//! Whether each edition's e-mail is short enough to be read whole.

use crate::finding::Finding;
use crate::site::Site;

/// Bytes of a message. Mail programs cut off what is longer than about 100 KB, and the headers of the way count too.
const MOST: usize = 90_000;

/// Warns of e-mails that are too long: of all editions, or of that whose folder on the site is given.
pub fn check(site: &Site, of: Option<&str>) -> Vec<Finding> {
    let is_asked = |path: &str| {
        let folder = path.strip_suffix("/email.html");
        folder.is_some_and(|folder| of.is_none_or(|of| of == folder))
    };
    let routes = site.routes().iter().filter(|r| is_asked(r.path()));
    let long = routes.filter_map(|route| {
        // A page that cannot be made is told of where all are made.
        let bytes = site.render(route).ok()?.len();
        if bytes <= MOST {
            return None;
        }
        let message = format!(
            "the e-mail of this edition has {} KB, and mail programs cut off what is longer than about 100",
            bytes.div_ceil(1000)
        );
        let finding = Finding::warning("email", message).in_file(site.file_of(route).unwrap_or(route.path()));
        let finding = finding.without_place("all of its words count");
        Some(finding.help("shorten the lead, or what is told of the stories"))
    });
    long.collect()
}
