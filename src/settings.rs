//! `briefmill.yaml` as typed values, every setting with its default.

use std::fmt::Write;

use jiff::civil::Date;

use crate::finding::Finding;
use crate::front_matter::{Field, FieldKind, Reader, Table, Unknown};
use crate::period::Cadence;
use crate::yaml::Value;

/// The settings file's name, in the digest's folder.
pub const FILE: &str = "briefmill.yaml";

/// All settings of a digest. The README describes each for users.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The digest's name, on every page.
    pub title: String,
    /// The address that the site is published under, with or without a path.
    pub base_url: String,
    /// One sentence on what the digest is, for the home page, feeds and search engines.
    pub description: String,
    /// BCP 47 language tag of the interface and of briefs that state none.
    pub language: String,
    /// Who publishes the digest, for feeds and the footer.
    pub publisher: Option<String>,
    /// Folder of the content, relative to the digest's folder.
    pub content: String,
    /// Folder of the user's templates.
    pub templates: String,
    /// Folder of files that are copied as they are.
    pub static_files: String,
    /// Folder of the site.
    pub output: String,
    /// Briefs on one page of a list.
    pub paginate: usize,
    /// Entries of a feed.
    pub feed_entries: usize,
    /// Largest fragment that is read, in megabytes.
    pub max_fragment_mb: u64,
    /// The day that decides which briefs are in the future or expired; without it none is.
    pub today: Option<Date>,
    /// How former addresses lead to where things are now.
    pub redirects: Redirects,
    /// What links to pages lead to.
    pub links: Links,
    /// Whether the words that cleaning took out stand on their brief's page.
    pub show_cuts: bool,
    /// How often there is an edition; none where there are none.
    pub editions: Option<Cadence>,
    /// What becomes of the pictures of briefs.
    pub images: Images,
    /// Whether each brief and each term has a picture of its own for previews of links.
    pub social_cards: bool,
    /// Which groups of pages are made.
    pub pages: Pages,
}

/// How former addresses lead to where things are now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redirects {
    /// By a small page at each, which works on any host.
    Pages,
    /// By lines of one file, `_redirects`, on a host that reads it.
    File,
    /// By both.
    Both,
}

impl Redirects {
    /// Each with what the settings call it.
    const ALL: [(&'static str, Self); 3] = [
        ("pages", Self::Pages),
        ("file", Self::File),
        ("both", Self::Both),
    ];

    /// What the settings call it.
    fn name(self) -> &'static str {
        name_of(&Self::ALL, self)
    }

    /// Whether each former address has a page.
    pub fn has_pages(self) -> bool {
        self != Self::File
    }

    /// Whether there is a file of them.
    pub fn has_file(self) -> bool {
        self != Self::Pages
    }
}

/// What links to pages of the site lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// To folders, which a server answers with their `index.html`.
    Folders,
    /// To the files themselves, so that the site works from a disk.
    Files,
}

impl Links {
    /// Each with what the settings call it.
    const ALL: [(&'static str, Self); 2] = [("folders", Self::Folders), ("files", Self::Files)];

    /// What the settings call it.
    pub fn name(self) -> &'static str {
        name_of(&Self::ALL, self)
    }
}

/// What becomes of the pictures of briefs, which are of other sites: none is ever fetched from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Images {
    /// A line says what each is and whose, and leads to it.
    Link,
    /// The digest's own copy is shown, where it has one; of all others there is the line.
    Copy,
    /// There is neither a picture nor a line.
    Omit,
}

impl Images {
    /// Each with what the settings call it.
    const ALL: [(&'static str, Self); 3] = [
        ("link", Self::Link),
        ("copy", Self::Copy),
        ("omit", Self::Omit),
    ];

    /// What the settings call it.
    pub fn name(self) -> &'static str {
        name_of(&Self::ALL, self)
    }
}

/// Groups of pages that can be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a setting of its own that a user switches"
)]
pub struct Pages {
    /// `/matrix/`.
    pub matrix: bool,
    /// `/figures/`.
    pub figures: bool,
    /// `/archive/`.
    pub archive: bool,
    /// `/sources/`.
    pub sources: bool,
    /// `/stories/`.
    pub stories: bool,
    /// `/events/`.
    pub events: bool,
    /// `/data/`.
    pub data: bool,
    /// `/search/`.
    pub search: bool,
    /// `/follow/`, `/feeds.opml`, `/latest.json` and `/llms.txt`.
    pub follow: bool,
    /// Feeds for each term.
    pub term_feeds: bool,
    /// Feeds for each company and technology together.
    pub pair_feeds: bool,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            matrix: true,
            figures: true,
            archive: true,
            sources: true,
            stories: true,
            events: true,
            data: true,
            search: true,
            follow: true,
            term_feeds: true,
            pair_feeds: true,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Industry digest".into(),
            base_url: "http://localhost/".into(),
            description: "Industry news, grouped by company and by technology.".into(),
            language: "en".into(),
            publisher: None,
            content: "content".into(),
            templates: "templates".into(),
            static_files: "static".into(),
            output: "public".into(),
            paginate: 25,
            feed_entries: 20,
            max_fragment_mb: 20,
            today: None,
            redirects: Redirects::Pages,
            links: Links::Folders,
            show_cuts: false,
            images: Images::Link,
            social_cards: false,
            editions: Some(Cadence::Weekly),
            pages: Pages::default(),
        }
    }
}

/// How often there is an edition, each with what the settings call it.
const EDITIONS: [(&str, Option<Cadence>); 4] = [
    ("daily", Some(Cadence::Daily)),
    ("weekly", Some(Cadence::Weekly)),
    ("monthly", Some(Cadence::Monthly)),
    ("none", None),
];

use FieldKind::{Address, Count, Date as Day, Flag, Folder, Own, Text};

/// The rule of what is wrong with settings.
const RULE: &str = "setting";

/// The settings of a digest, in the README's order.
pub const FIELDS: Table<Settings> = Table {
    word: "setting",
    unknown: Unknown::Wrong,
    fields: &[
        Field::new(
            "title",
            Text(|s| Some(&s.title), |s, v| s.title = v.unwrap_or_default()),
            "",
        ),
        Field::new(
            "base_url",
            Address(
                |s| Some(&s.base_url),
                |s, v| v.unwrap_or_default().trim().clone_into(&mut s.base_url),
            ),
            "the address that the site is published under",
        ),
        Field::new(
            "description",
            Text(
                |s| Some(&s.description),
                |s, v| s.description = v.unwrap_or_default(),
            ),
            "",
        ),
        Field::new(
            "language",
            Text(
                |s| Some(&s.language),
                |s, v| s.language = v.unwrap_or_default(),
            ),
            "",
        ),
        Field::new(
            "publisher",
            Text(|s| s.publisher.as_deref(), |s, v| s.publisher = v),
            "who publishes the digest, for feeds and the footer",
        ),
        Field::new(
            "content",
            Folder(|s| &s.content, |s, v| s.content = v),
            "folders, below the digest's own",
        ),
        Field::new(
            "templates",
            Folder(|s| &s.templates, |s, v| s.templates = v),
            "",
        ),
        Field::new(
            "static",
            Folder(|s| &s.static_files, |s, v| s.static_files = v),
            "",
        ),
        Field::new("output", Folder(|s| &s.output, |s, v| s.output = v), ""),
        Field::new(
            "paginate",
            Count(|s| s.paginate as u64, |s, v| s.paginate = number(v)),
            "briefs on one page of a list",
        ),
        Field::new(
            "feed_entries",
            Count(|s| s.feed_entries as u64, |s, v| s.feed_entries = number(v)),
            "entries of a feed",
        ),
        Field::new(
            "max_fragment_mb",
            Count(|s| s.max_fragment_mb, |s, v| s.max_fragment_mb = v),
            "larger fragments are refused",
        ),
        Field::new(
            "today",
            Day(|s| s.today, |s, v| s.today = Some(v)),
            "YYYY-MM-DD: briefs dated after it, or expired by it, are left out; none without it",
        ),
        Field::new(
            "redirects",
            Own(
                "`pages`, `file` or `both`",
                |s, v, r| {
                    let default = "`pages` is the default, and works on any host";
                    let named = one_of(&Redirects::ALL, v, r, "`pages`, `file` or `both`", default);
                    s.redirects = named.unwrap_or(s.redirects);
                },
                |s| s.redirects.name().to_owned(),
            ),
            "former addresses: `pages`, the `file` `_redirects` that some hosts read, or `both`",
        ),
        Field::new(
            "links",
            Own(
                "`folders` or `files`",
                |s, v, r| {
                    let default =
                        "`folders` is the default; `files` lets the site open from a disk";
                    let named = one_of(&Links::ALL, v, r, "`folders` or `files`", default);
                    s.links = named.unwrap_or(s.links);
                },
                |s| s.links.name().to_owned(),
            ),
            "links lead to `folders`, or to `files`, so that the site opens from a disk by double click",
        ),
        Field::new(
            "show_cuts",
            Own(
                "`true` or `false`",
                |s, v, r| s.show_cuts = r.flag(v).unwrap_or(s.show_cuts),
                |s| s.show_cuts.to_string(),
            ),
            "the words that cleaning took out stand on their brief's page, not their number alone",
        ),
        Field::new(
            "editions",
            Own(
                "`weekly`, `daily`, `monthly` or `none`",
                |s, v, r| {
                    let names = "`weekly`, `daily`, `monthly` or `none`";
                    let default =
                        "`weekly` is the default: an edition for each week from Monday to Sunday";
                    let named = one_of(&EDITIONS, v, r, names, default);
                    s.editions = named.unwrap_or(s.editions);
                },
                |s| name_of(&EDITIONS, s.editions).to_owned(),
            ),
            "how often there is an edition: `weekly`, `daily`, `monthly` or `none`",
        ),
        Field::new(
            "images",
            Own(
                "`link`, `copy` or `omit`",
                |s, v, r| {
                    let names = "`link`, `copy` or `omit`";
                    let default = "`link` is the default; `copy` shows what lies in the digest, `omit` nothing";
                    let named = one_of(&Images::ALL, v, r, names, default);
                    s.images = named.unwrap_or(s.images);
                },
                |s| s.images.name().to_owned(),
            ),
            "pictures of briefs: a `link` to each, the `copy` that lies in the digest, or `omit`",
        ),
        Field::new(
            "social_cards",
            Own(
                "`true` or `false`",
                |s, v, r| s.social_cards = r.flag(v).unwrap_or(s.social_cards),
                |s| s.social_cards.to_string(),
            ),
            "each brief and each term has its own picture for previews of links; the site has one in any case",
        ),
        Field::new(
            "pages",
            Own(
                "fields",
                |s, v, r| _ = r.group(v, &PAGES, &mut s.pages),
                |s| PAGES.block(&s.pages),
            ),
            "groups of pages that are made",
        ),
    ],
};

/// The groups of pages that can be switched off.
const PAGES: Table<Pages> = Table {
    word: "setting",
    unknown: Unknown::Wrong,
    fields: &[
        Field::new("matrix", Flag(|p| p.matrix, |p, v| p.matrix = v), ""),
        Field::new("figures", Flag(|p| p.figures, |p, v| p.figures = v), ""),
        Field::new("archive", Flag(|p| p.archive, |p, v| p.archive = v), ""),
        Field::new("sources", Flag(|p| p.sources, |p, v| p.sources = v), ""),
        Field::new("stories", Flag(|p| p.stories, |p, v| p.stories = v), ""),
        Field::new("events", Flag(|p| p.events, |p, v| p.events = v), ""),
        Field::new("data", Flag(|p| p.data, |p, v| p.data = v), ""),
        Field::new("search", Flag(|p| p.search, |p, v| p.search = v), ""),
        Field::new("follow", Flag(|p| p.follow, |p, v| p.follow = v), ""),
        Field::new(
            "term_feeds",
            Flag(|p| p.term_feeds, |p, v| p.term_feeds = v),
            "",
        ),
        Field::new(
            "pair_feeds",
            Flag(|p| p.pair_feeds, |p, v| p.pair_feeds = v),
            "",
        ),
    ],
};

/// Which of some named values a setting has; `names` are the names in words, `default` says what holds without it.
fn one_of<T: Copy>(
    all: &[(&'static str, T)],
    value: &Value,
    reader: &mut Reader<'_>,
    names: &str,
    default: &str,
) -> Option<T> {
    let text = reader.text(value)?;
    let found = all.iter().find(|(name, _)| *name == text.trim());
    if found.is_none() {
        reader.wrong(format!("`{}` must be {names}", reader.key()), default);
    }
    found.map(|(_, value)| *value)
}

/// What a value is called.
fn name_of<T: Copy + PartialEq>(all: &[(&'static str, T)], value: T) -> &'static str {
    let own = all.iter().find(|(_, other)| *other == value);
    own.map_or("", |(name, _)| name)
}

fn number(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

impl Settings {
    /// Reads the text of `briefmill.yaml`. A setting without a value has its default.
    ///
    /// # Errors
    /// Everything wrong, each with its place. Settings that are wrong are never guessed.
    pub fn parse(text: &str) -> Result<Self, Vec<Finding>> {
        let mut reader = Reader::of_yaml(RULE, FILE, text);
        let map = reader.mapping(FILE).map_err(|f| vec![*f])?;
        let mut settings = Self::default();
        reader.fields(&map, &FIELDS, &mut settings);
        // A brief may be without an address, a site may not.
        if settings.base_url.trim().is_empty() {
            reader.within("base_url", |reader| {
                reader.wrong(
                    "`base_url` must be a web address",
                    "write it in full, as in `https://news.example.org/`",
                );
            });
        }
        let others = [
            &settings.content,
            &settings.templates,
            &settings.static_files,
        ];
        if others.contains(&&settings.output) {
            reader.within("output", |reader| {
                reader.wrong(
                    "`output` must be a folder of its own",
                    "`public` is the default",
                );
            });
        }
        if reader.errors() > 0 {
            Err(reader.into_findings())
        } else {
            Ok(settings)
        }
    }
}

/// The README's list of settings, each with its default.
pub fn readme() -> String {
    let defaults = Settings::default();
    let mut out = String::new();
    for field in FIELDS.fields {
        let lines = field.line(&defaults);
        let (first, rest) = lines.split_once('\n').unwrap_or_default();
        let first = if first.is_empty() {
            format!("{}:", field.name)
        } else {
            first.to_owned()
        };
        let _ = match field.doc {
            "" => writeln!(out, "{first}"),
            doc => writeln!(out, "{first:<33} # {doc}"),
        };
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_placed_and_a_neighbour_suggested() {
        let findings = Settings::parse("title: A\npaginatte: 3\n").unwrap_err();
        let place = findings[0].place.as_ref().unwrap();
        assert_eq!((place.line, place.column), (2, 1));
        assert_eq!(
            findings[0].remedy.as_deref(),
            Some("did you mean `paginate`?")
        );
    }

    #[test]
    fn former_addresses_lead_on_in_one_of_three_ways() {
        for (name, way) in Redirects::ALL {
            let settings = Settings::parse(&format!("redirects: {name}\n")).unwrap();
            assert_eq!(settings.redirects, way, "{name}");
        }
        assert_eq!(Settings::default().redirects, Redirects::Pages);
        let findings = Settings::parse("redirects: htaccess\n").unwrap_err();
        assert!(findings[0].message.contains("`pages`, `file` or `both`"));
        assert_eq!(findings[0].place.as_ref().unwrap().line, 1);
    }

    #[test]
    fn links_lead_to_folders_or_to_files() {
        for (name, way) in Links::ALL {
            let settings = Settings::parse(&format!("links: {name}\n")).unwrap();
            assert_eq!(settings.links, way, "{name}");
        }
        let findings = Settings::parse("links: pages\n").unwrap_err();
        assert!(findings[0].message.contains("`folders` or `files`"));
    }

    #[test]
    fn pictures_are_linked_copied_or_omitted() {
        for (name, way) in Images::ALL {
            let settings = Settings::parse(&format!("images: {name}\n")).unwrap();
            assert_eq!(settings.images, way, "{name}");
        }
        assert_eq!(Settings::default().images, Images::Link);
        let findings = Settings::parse("images: fetch\n").unwrap_err();
        assert!(findings[0].message.contains("`link`, `copy` or `omit`"));
    }

    #[test]
    fn wrong_types_and_paths_outside_are_refused() {
        assert_eq!(
            Settings::parse("paginate: many\n").unwrap_err()[0]
                .place
                .as_ref()
                .unwrap()
                .line,
            1
        );
        assert!(Settings::parse("output: ../elsewhere\n").is_err());
        for address in ["ftp://x", "\"\"", "\" \"", "|\n\n\n"] {
            let text = format!("title: A\nbase_url: {address}\n");
            let findings = Settings::parse(&text).unwrap_err();
            let place = findings[0].place.as_ref().unwrap();
            assert_eq!((findings.len(), place.line), (1, 2), "{address}");
            assert!(findings[0].message.contains("`base_url`"), "{address}");
        }
        let spaced = Settings::parse("base_url: \" https://a.example/ \"\n").unwrap();
        assert_eq!(spaced.base_url, "https://a.example/");
        assert_eq!(Settings::parse("").unwrap(), Settings::default());
    }
}
