//! What a file is, told by what it holds; its name only decides where the content leaves it open.

use crate::html::elements::Class;
use crate::html::tags::tags;

/// The forms of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Body HTML.
    Body,
    /// A whole page.
    Page,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// One JSON value.
    Json,
    /// One JSON value a line.
    JsonLines,
    /// RSS, Atom or RDF.
    Feed,
    /// Records in rows and columns.
    Table,
    /// Entries of a blog in plain text.
    MovableType,
    /// Something that is known and is no article: what it is, and what to do about it.
    Known(&'static str, &'static str),
    /// XML that nothing here knows.
    UnknownXml,
}

/// Beginnings of texts that are no articles, with what they are and what to do about them.
const KNOWN: &[(&str, &str, &str)] = &[
    ("{\\rtf", "a document in RTF", "save it as .html or .txt"),
    (
        "%!PS",
        "a PostScript document",
        "save its text as .txt or .html",
    ),
    ("BEGIN:VCALENDAR", "a calendar", "take it out of the inbox"),
    ("BEGIN:VCARD", "an address book", "take it out of the inbox"),
    (
        "WARC/",
        "a web archive of several pages",
        "save the page itself as .html",
    ),
    (
        "-----BEGIN ",
        "a key, a certificate or an encrypted message",
        "take it out of the inbox",
    ),
    (
        "[Desktop Entry]",
        "a link to a page, and no text",
        "open it and save the page itself",
    ),
];

/// Root elements of XML that is known and is no article.
const KNOWN_XML: &[(&str, &str, &str)] = &[
    (
        "opml",
        "a list of feeds (OPML)",
        "collect the feeds themselves; each entry then becomes a brief",
    ),
    (
        "urlset",
        "a sitemap",
        "collect the pages that it lists, or the site's feed",
    ),
    (
        "sitemapindex",
        "a list of sitemaps",
        "collect the pages of the site, or its feed",
    ),
    (
        "plist",
        "a property list",
        "save the page that it belongs to as .html",
    ),
    ("svg", "a drawing", "put pictures into `static/`"),
    (
        "OpenSearchDescription",
        "the description of a search",
        "take it out of the inbox",
    ),
];

/// The form of a file's text.
pub(super) fn recognise(name: &str, text: &str) -> Form {
    let start = text.trim_start();
    if let Some((_, what, help)) = KNOWN.iter().find(|k| start.starts_with(k.0)) {
        return Form::Known(what, help);
    }
    let extension = name
        .rsplit_once('.')
        .map(|(_, e)| e.to_ascii_lowercase())
        .unwrap_or_default();
    if !extension.contains("json") && super::matter::split(text).is_some() {
        return Form::Markdown;
    }
    if start.starts_with(['{', '[']) {
        if let Some(form) = json(&extension, start) {
            return form;
        }
    } else if matches!(extension.as_str(), "jsonl" | "ndjson") {
        return Form::JsonLines;
    } else if is_bare_json(&extension, start) {
        return Form::Json;
    }
    if start.starts_with('<')
        && let Some(form) = markup(start)
    {
        return form;
    }
    if start.starts_with("<?xml") {
        return Form::UnknownXml;
    }
    if super::movable_type::is_export(text) {
        return Form::MovableType;
    }
    if crate::front_matter::split(text).yaml.is_some() {
        return Form::Markdown;
    }
    let is_table = match extension.as_str() {
        "csv" | "tsv" => true,
        "txt" | "" => super::rows::separator(text).is_some(),
        _ => false,
    };
    if is_table && !start.starts_with('<') {
        return Form::Table;
    }
    let html_tags = tags(text)
        .filter(|t| t.class.is(Class::MARKUP))
        .take(3)
        .count();
    match extension.as_str() {
        "md" | "markdown" | "mdown" | "mkd" => Form::Markdown,
        "html" | "htm" | "xhtml" if html_tags > 0 || start.starts_with("<!--") => Form::Body,
        _ if html_tags >= 2 && !has_markdown(text) => Form::Body,
        _ if has_markdown(text) => Form::Markdown,
        _ => Form::Text,
    }
}

/// Whether a text that begins with no bracket is JSON, so that it is refused as such: what its name says is JSON, but for
/// markup and front matter, and a value that is no sentence. A number or a quotation alone may be a text.
fn is_bare_json(extension: &str, start: &str) -> bool {
    let named = extension == "json" && !start.starts_with('<') && !start.starts_with("---");
    named || matches!(start.trim_end(), "null" | "true" | "false")
}

fn json(extension: &str, start: &str) -> Option<Form> {
    let by_name = match extension {
        "jsonl" | "ndjson" => Some(Form::JsonLines),
        "json" => Some(Form::Json),
        _ => None,
    };
    let mut lines = start.lines().filter(|l| !l.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    let second = lines.next();
    // Nothing is built of it: a line may be all of a large file.
    let whole_line = |line: &str| {
        line.trim_start().starts_with('{')
            && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok()
    };
    let is_lines =
        second.is_some_and(|s| whole_line(first) || (whole_line(s) && by_name != Some(Form::Json)));
    if is_lines {
        return Some(Form::JsonLines);
    }
    let whole = by_name.is_none() && serde_json::from_str::<serde::de::IgnoredAny>(start).is_ok();
    by_name.or(whole.then_some(Form::Json))
}

/// Whether HTML is a whole page.
pub(super) fn is_page(html: &str) -> bool {
    markup(html.trim_start()) == Some(Form::Page)
}

/// The form of a text that begins with `<`.
fn markup(start: &str) -> Option<Form> {
    let doctype = start
        .get(..9)
        .is_some_and(|d| d.eq_ignore_ascii_case("<!doctype"));
    for (i, tag) in tags(start).take(60).enumerate() {
        let bare = tag.name.rsplit(':').next().unwrap_or(tag.name);
        let known = KNOWN_XML.iter().find(|k| bare.eq_ignore_ascii_case(k.0));
        // A drawing without a declaration may be the first thing of an article.
        let alone = |name: &str| i == 0 && (name != "svg" || start.starts_with("<?xml"));
        if let Some((_, what, help)) = known.filter(|k| alone(k.0)) {
            return Some(Form::Known(what, help));
        }
        if tag.start < 4000 && (tag.is("rss") || tag.is("feed") || bare == "RDF" || bare == "feed")
        {
            return Some(Form::Feed);
        }
        if tag.class.is(Class::PAGE) {
            return Some(Form::Page);
        }
        if tag.class.is(Class::MARKUP) {
            // A page may leave out `<html>` and `<head>`, but not all of what follows it.
            let page = doctype
                || tags(start)
                    .take(400)
                    .any(|t| t.is("body") || t.is("head") || t.is("html"));
            return Some(if page { Form::Page } else { Form::Body });
        }
    }
    None
}

/// Whether a text has signs of Markdown: an ATX heading, or links, lists and emphasis in its notation.
fn has_markdown(text: &str) -> bool {
    let mut signs = 0;
    for line in text.lines().take(200) {
        let line = line.trim_start();
        let heading = line
            .strip_prefix('#')
            .map(|l| l.trim_start_matches('#'))
            .is_some_and(|l| l.starts_with(' ') && l.len() > 2);
        let link = line.contains("](http") || line.contains("](/");
        if heading || link {
            return true;
        }
        signs +=
            usize::from(line.contains("**") || line.starts_with("> ") || line.starts_with("```"));
    }
    signs >= 2
}

#[cfg(test)]
mod tests {
    use super::{Form, recognise};

    #[test]
    fn what_is_known_and_no_article() {
        for (name, text, what) in [
            (
                "a.opml",
                "<?xml version=\"1.0\"?>\n<opml version=\"2.0\"><body>",
                "a list of feeds (OPML)",
            ),
            ("a.xml", "<urlset xmlns=\"x\"><url><loc>", "a sitemap"),
            (
                "a.xml",
                "<?xml version='1.0'?><sitemapindex>",
                "a list of sitemaps",
            ),
            ("a.txt", "{\\rtf1\\ansi Text}", "a document in RTF"),
            ("a.txt", "BEGIN:VCALENDAR\nVERSION:2.0", "a calendar"),
        ] {
            let form = recognise(name, text);
            assert!(
                matches!(form, Form::Known(w, _) if w == what),
                "{text}: {form:?}"
            );
        }
        let xml = "<?xml version=\"1.0\"?><orders><order>1</order></orders>";
        assert_eq!(recognise("a.xml", xml), Form::UnknownXml);
        let news = "<?xml version=\"1.0\"?><nitf><body><p>One</p><p>Two</p></body></nitf>";
        assert_ne!(recognise("a.xml", news), Form::UnknownXml);
    }

    #[test]
    fn tables() {
        for (name, text, table) in [
            ("a.csv", "title,text\nA,B", true),
            ("a.tsv", "a\tb\n1\t2", true),
            (
                "a.txt",
                "title;date;url;text\nA;2025-01-01;https://e.example;B",
                true,
            ),
            (
                "a.txt",
                "Title, date and source\n\nA text, with commas, follows.",
                false,
            ),
            ("a.csv", "<p>One</p><p>Two</p>", false),
        ] {
            assert_eq!(recognise(name, text) == Form::Table, table, "{text}");
        }
    }

    #[test]
    fn content_decides() {
        for (name, text, form) in [
            ("a.html", "<p>One</p><p>Two</p>", Form::Body),
            ("a", "<p>One</p><p>Two</p>", Form::Body),
            ("a.txt", "One <b>two</b>", Form::Body),
            ("a.html", "<!DOCTYPE html><html><body><p>x</p>", Form::Page),
            ("a.txt", "\n<html><head><title>x</title>", Form::Page),
            (
                "a.xml",
                "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>",
                Form::Feed,
            ),
            (
                "a.html",
                "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
                Form::Feed,
            ),
            ("a.txt", "<rdf:RDF xmlns=\"x\">", Form::Feed),
            ("a.txt", "---\ntitle: x\n---\nText", Form::Markdown),
            ("a.txt", "+++\ntitle = \"x\"\n+++\nText", Form::Markdown),
            ("a.md", "{\"title\": \"x\"}\n\nText", Form::Markdown),
            ("a.txt", "# Heading\n\nText", Form::Markdown),
            ("a.md", "Text", Form::Markdown),
            ("a.txt", "Text with 3 < 4 and a [note]", Form::Text),
            ("a.txt", "{\"title\": \"x\"}", Form::Json),
            ("a.json", "{\"title\": ", Form::Json),
            ("a.txt", "{\"a\":1}\n{\"a\":2}\n", Form::JsonLines),
            ("a.txt", "[1] a footnote\nand text", Form::Text),
            ("a.html", "Text only", Form::Text),
            ("a.json", "null", Form::Json),
            ("a.json", "\"A text\"", Form::Json),
            ("a.json", " 42\n", Form::Json),
            ("a.json", "A text", Form::Json),
            ("a.json", "<p>One</p>", Form::Body),
            ("a.json", "---\ntitle: x\n---\nText", Form::Markdown),
            ("a", "true\n", Form::Json),
            ("a.txt", "[1, 2]", Form::Json),
            ("a.txt", "{}", Form::Json),
            ("a.txt", "42", Form::Text),
            ("a.txt", "\"A quoted sentence,\" he said", Form::Text),
            ("a.txt", "\"A quoted sentence.\"", Form::Text),
            ("a.txt", "true to its word", Form::Text),
            ("a.html", "<", Form::Text),
        ] {
            assert_eq!(recognise(name, text), form, "{name}: {text}");
        }
    }
}
