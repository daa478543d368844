//! Links of a finished page that lead to the files of a folder's page, for sites that are opened from a disk: there no
//! server answers `briefs/` with `briefs/index.html`.
//!
//! Every page goes through here once it is whole, so that nothing that makes a link, a user's template included, has to
//! know. What states where the site is published (the canonical address, feeds, the sitemap) is an address with its
//! scheme and stays.

/// The page's file in its folder.
const INDEX: &str = "index.html";

/// The attributes that hold addresses of pages, and the one of `meta` that may hold one behind its `url=`.
const ADDRESSES: &[&str] = &["href", "action"];
const REFRESH: &str = "content";

/// The page with each link to a folder of its own site leading to the file in it.
pub(super) fn to_files(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        out.push('<');
        rest = if tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            write_tag(&mut out, tag)
        } else if let Some(comment) = tag.strip_prefix("!--") {
            out.push_str("!--");
            let end = comment.find("-->").unwrap_or(comment.len());
            let (comment, after) = comment.split_at(end);
            out.push_str(comment);
            after
        } else {
            tag
        };
    }
    out.push_str(rest);
    out
}

/// Writes a start tag up to its end, given what follows its `<`; gives what follows the tag.
fn write_tag<'h>(out: &mut String, html: &'h str) -> &'h str {
    let name_end = html.find(|c: char| !c.is_ascii_alphanumeric());
    let (name, mut rest) = html.split_at(name_end.unwrap_or(html.len()));
    out.push_str(name);
    loop {
        // What stands between attributes, and the end.
        let start = rest.find(|c: char| !(c.is_whitespace() || c == '/'));
        let (space, after) = rest.split_at(start.unwrap_or(rest.len()));
        out.push_str(space);
        if after.is_empty() || after.starts_with('>') {
            return after;
        }
        let is_end = |c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/');
        // A `=` may begin a name, and belongs to it.
        let end = after.char_indices().skip(1).find(|(_, c)| is_end(*c));
        let (attribute, after) = after.split_at(end.map_or(after.len(), |(at, _)| at));
        out.push_str(attribute);
        let Some(value) = after.trim_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        out.push('=');
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = if let Some(quote) = quote {
            out.push(quote);
            let value = value.get(1..).unwrap_or_default();
            value.split_at(value.find(quote).unwrap_or(value.len()))
        } else {
            let end = value.find(|c: char| c.is_whitespace() || c == '>');
            value.split_at(end.unwrap_or(value.len()))
        };
        if ADDRESSES.iter().any(|a| attribute.eq_ignore_ascii_case(a)) {
            write_address(out, value);
        } else if name.eq_ignore_ascii_case("meta")
            && attribute.eq_ignore_ascii_case(REFRESH)
            && let Some((before, address)) = value.split_once("url=")
            && before.trim_end().ends_with(';')
        {
            out.push_str(before);
            out.push_str("url=");
            write_address(out, address);
        } else {
            out.push_str(value);
        }
        rest = after;
        if quote.is_some() {
            let mut chars = rest.chars();
            out.extend(chars.next());
            rest = chars.as_str();
        }
    }
}

/// Writes an address; one of a folder of the same site with the name of the file in it.
fn write_address(out: &mut String, address: &str) {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (path, place) = address.split_at(end);
    out.push_str(path);
    if is_own_folder(path) {
        if !path.ends_with('/') {
            out.push('/');
        }
        out.push_str(INDEX);
    }
    out.push_str(place);
}

/// Whether a path, without query and place, is that of a folder, and has neither scheme nor host.
fn is_own_folder(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_elsewhere = first.contains(':') || path.starts_with("//");
    !is_elsewhere && !path.is_empty() && matches!(last, "" | "." | "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_folders_lead_to_their_files() {
        for (folders, files) in [
            ("<a href=../a/>", "<a href=../a/index.html>"),
            ("<a href=./>", "<a href=./index.html>"),
            ("<a href=..>", "<a href=../index.html>"),
            (
                "<a href=\"/b c/?q=1/#s1-2\" title='x/'>",
                "<a href=\"/b c/index.html?q=1/#s1-2\" title='x/'>",
            ),
            ("<a  HREF = 'a/' >", "<a  HREF='a/index.html' >"),
            ("<form action=search/>", "<form action=search/index.html>"),
            (
                "<link rel=next href=../page/3/>",
                "<link rel=next href=../page/3/index.html>",
            ),
            (
                "<meta http-equiv=refresh content=\"0; url=../b/\">",
                "<meta http-equiv=refresh content=\"0; url=../b/index.html\">",
            ),
            ("<a href=a/><b>c</b>", "<a href=a/index.html><b>c</b>"),
        ] {
            assert_eq!(to_files(folders), files);
            assert_eq!(to_files(files), files, "twice");
        }
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for same in [
            "",
            "a < b and c/",
            "<a href=https://a.example/b/>",
            "<a href=\"//a.example/b/\">",
            "<a href=mailto:a@b.example>",
            "<a href=#s1-2>",
            "<a href=?q=a/>",
            "<a href=\"\">",
            "<a href>",
            "<a href=feed.xml><img src=a/>",
            "<a title=\"href=a/\" data-href=a/>",
            "<!-- <a href=a/> --><p>href=a/</p>",
            "<link rel=canonical href=\"https://a.example/\">",
            "<meta name=description content=\"see url=a/\">",
            "<!doctype html></a href=a/>",
            "<a href=a",
            "<a",
            "<br/><hr />",
            "<ü href=a/>",
        ] {
            assert_eq!(to_files(same), same);
        }
    }
}
