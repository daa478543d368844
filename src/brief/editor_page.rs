//! The editor's own pages: prose about a term (`content/companies/*.md`, `content/technologies/*.md`) and pages such
//! as `content/pages/about.md`.

use super::conflicts::marker_line;
use super::file::{RULE, conflict_markers};
use super::slug_of;
use crate::finding::Finding;
use crate::front_matter::{self, Field, FieldKind, Reader, Table, Unknown};
use crate::slug::Slug;
use crate::yaml::Mapping;

/// One page that an editor wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct EditorPage {
    /// The file, relative to the digest's folder.
    pub path: String,
    /// From the file's name.
    pub slug: Slug,
    /// `name` of a term or `title` of a page, where the front matter states one.
    pub title: Option<String>,
    /// Other names of a term.
    pub aliases: Vec<String>,
    /// The country of a company's seat.
    pub country: Option<String>,
    /// The company that a company belongs to, or the broader technology.
    pub parent: Option<String>,
    /// All of the front matter, which templates see.
    pub front_matter: Mapping,
    /// The prose.
    pub body_markdown: String,
}

/// What templates take out of the whole front matter is only checked here.
const CHECKED: FieldKind<EditorPage> = FieldKind::Text(|_| None, |_, _| {});

/// The fields of a page.
pub const FIELDS: Table<EditorPage> = Table {
    word: "field",
    unknown: Unknown::Kept("unknown-field"),
    fields: &[
        Field::new(
            "title",
            FieldKind::Text(|p| p.title.as_deref(), set_title),
            "the page's title",
        ),
        Field::new(
            "name",
            FieldKind::Text(|p| p.title.as_deref(), set_title),
            "a term's canonical name",
        ),
        Field::new(
            "aliases",
            FieldKind::OneOrMore(|p| &p.aliases, |p, v| p.aliases = v),
            "other names of a term",
        ),
        Field::new(
            "country",
            FieldKind::Text(|p| p.country.as_deref(), |p, v| p.country = v),
            "of a company's seat",
        ),
        Field::new(
            "parent",
            FieldKind::Text(|p| p.parent.as_deref(), |p, v| p.parent = v),
            "the company that a company belongs to, or the broader technology",
        ),
        Field::new("website", CHECKED, "a company's address"),
        Field::new("ticker", CHECKED, "a company's stock exchange and code"),
        Field::new("description", CHECKED, "one sentence for search engines"),
    ],
};

/// The last one that says something holds: a term's `name` before its `title`.
fn set_title(page: &mut EditorPage, title: Option<String>) {
    page.title = title.map(|t| t.trim().to_owned()).or(page.title.take());
}

/// Reads a page's file; `path` is relative to the digest's folder.
///
/// # Errors
/// All findings when a field is wrong: such a page is left out rather than guessed at.
pub fn parse(path: &str, source: &str) -> Result<(EditorPage, Vec<Finding>), Vec<Finding>> {
    if let Some(line) = marker_line(source) {
        return Err(vec![conflict_markers(path, source, line)]);
    }
    let mut reader = Reader::of_front_matter(RULE, path, source);
    let front_matter = reader.mapping("the front matter").map_err(|f| vec![*f])?;
    let mut page = EditorPage {
        path: path.to_owned(),
        slug: slug_of(path),
        title: None,
        aliases: Vec::new(),
        country: None,
        parent: None,
        front_matter: Mapping::new(),
        body_markdown: front_matter::split(source).body.trim().to_owned(),
    };
    reader.fields(&front_matter, &FIELDS, &mut page);
    page.front_matter = front_matter;
    if reader.errors() > 0 {
        Err(reader.into_findings())
    } else {
        Ok((page, reader.into_findings()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_by_its_table() {
        let source = "---\ntitle: A page\nname: CATL\naliases: Ningde\ncountry: CN\nfocus: cells\n---\nText\n";
        let (page, findings) = parse("content/companies/catl.md", source).unwrap();
        assert_eq!(findings, []);
        assert_eq!(
            (
                page.title.as_deref(),
                page.slug.as_str(),
                page.aliases.as_slice()
            ),
            (Some("CATL"), "catl", &["Ningde".to_owned()][..])
        );
        assert_eq!(page.front_matter.len(), 5);
    }

    #[test]
    fn what_is_wrong_or_nearly_known_is_told_where_it_stands() {
        let findings = parse("a.md", "---\nname: [A]\nparent: {}\n---\n").unwrap_err();
        let told: Vec<(usize, &str)> = findings
            .iter()
            .map(|f| (f.place.as_ref().unwrap().line, f.message.as_str()))
            .collect();
        assert_eq!(
            told,
            [(2, "`name` must be text"), (3, "`parent` must be text")]
        );
        let (_, findings) = parse("a.md", "---\nname: A\naliasses: [B]\n---\n").unwrap();
        assert_eq!(findings[0].message, "unknown field `aliasses`");
    }
}
