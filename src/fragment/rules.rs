//! The rules by which a fragment states something of itself. `Sourced` holds one.

use crate::rule::{Rule, Stage};

const fn rule(id: &'static str, words: &'static str, about: &'static str) -> Rule {
    Rule::new(Stage::Statement, id, words).about(about)
}

pub(crate) static ADDRESS: Rule = rule(
    "address",
    "the article’s address",
    "A day or a place in the address of the article: `/2024/11/21/`.",
);
pub(crate) static BYLINE: Rule = rule(
    "byline",
    "the byline",
    "A line that names who wrote the text.",
);
pub(crate) static CANONICAL: Rule = rule(
    "canonical",
    "the page’s own address",
    "`<link rel=\"canonical\">` of a page.",
);
pub(crate) static CUT_MARK: Rule = rule(
    "cut-mark",
    "the mark where its source cut it",
    "The end of a text that its source cut short: `… [+2829 chars]`, `[…]`.",
);
pub(crate) static PAYWALL: Rule = rule(
    "paywall",
    "the line that asks to pay for the rest",
    "Behind the last sentence a line such as \"Subscribe to continue reading\": what stands above it is an excerpt.",
);
pub(crate) static CREDIT: Rule = rule(
    "credit",
    "the line of credits",
    "A last line that names who wrote the text: \"Reporting by Jane Doe\", \"— Jane Doe\".",
);
pub(crate) static DATELINE: Rule = rule(
    "dateline",
    "the dateline",
    "Place and day before the first sentence: \"SEOUL, April 20 (Agency) —\".",
);
pub(crate) static FEED_ENTRY: Rule = rule(
    "feed-entry",
    "the feed",
    "An element of the entry of a feed.",
);
pub(crate) static FEED_TITLE: Rule = rule(
    "feed-title",
    "the feed",
    "The title of the feed that holds the entry.",
);
pub(crate) static FILE_NAME: Rule =
    Rule::proposing(Stage::Statement, "file-name", "the file’s name").about(
        "The name of the file: a headline only where no text gives one, a day where it holds one; a draft in a folder `_drafts`.",
    );
pub(crate) static FIRST_LINE: Rule = rule(
    "first-line",
    "the first line",
    "The first line of a plain text, where it stands alone.",
);
pub(crate) static FRONT_MATTER: Rule = rule(
    "front-matter",
    "the file’s front matter",
    "A field of the YAML block of a Markdown file.",
);
pub(crate) static H1: Rule = rule(
    "h1",
    "the heading",
    "The one main heading of a page or a body.",
);
pub(crate) static HEADER_LINE: Rule = rule(
    "header-line",
    "a line above the text",
    "A line above a plain text that is a byline, a day, or `Subject:`, `From:`, `Date:` and the like.",
);
pub(crate) static HEADING: Rule = rule(
    "heading",
    "the heading",
    "The first heading of a Markdown file.",
);
pub(crate) static HELD_BACK: Rule = rule(
    "held-back",
    "the page’s own data",
    "The class by which a page says that its post is a draft, private or protected (`status-private`), or the mark before its headline (`Private: …`).",
);
pub(crate) static HTML_LANG: Rule = rule(
    "html-lang",
    "the page’s own data",
    "The `lang` attribute of a page.",
);
pub(crate) static JSON: Rule = rule("json", "the record", "A field of a JSON record.");
pub(crate) static JSON_LD: Rule = rule(
    "json-ld",
    "the page’s own data",
    "A property of a schema.org article in a page's JSON-LD.",
);
pub(crate) static MAIL: Rule = rule(
    "mail",
    "the mail’s header",
    "A line of a mail's header: Subject, From, Date.",
);
pub(crate) static MAIL_FORWARDED: Rule = rule(
    "mail-forwarded",
    "the header of the mail that was forwarded",
    "Lines such as \"From: …\" and \"Subject: …\" over the text of a forwarded mail.",
);
pub(crate) static META: Rule = rule(
    "meta",
    "the page’s own data",
    "A `<meta>` element of a page.",
);
pub(crate) static MICRODATA: Rule = rule(
    "microdata",
    "the page’s own data",
    "An `itemprop` of a page, or a class of hAtom or h-entry.",
);
pub(crate) static NOTICE: Rule = rule(
    "notice",
    "the notice above the text",
    "A line above the text that holds it back until a day: “EMBARGOED UNTIL …”.",
);
pub(crate) static OPEN_GRAPH: Rule = rule(
    "open-graph",
    "the page’s own data",
    "An Open Graph property of a page.",
);
pub(crate) static ROW: Rule = rule("row", "the row", "A cell of a table, by its column's name.");
pub(crate) static SET_LARGE: Rule = rule(
    "set-large",
    "the line in the largest letters",
    "Of a page without headings, as letters of newsletters are: the one line that is set larger than all others.",
);
pub(crate) static SHOWN_DATE: Rule = rule(
    "shown-date",
    "the date that the page shows",
    "A line near the headline that is a day and hardly more.",
);
pub(crate) static SIDECAR: Rule = rule(
    "sidecar",
    "the file beside the article",
    "A field of the YAML file beside the fragment, written by a person.",
);
pub(crate) static SPLIT: Rule = rule(
    "split",
    "the heading of its part",
    "The heading over one item of a round-up, where the file beside it, or `rules.yaml` of its source, says `split: headings`.",
);
pub(crate) static TEXT_LANGUAGE: Rule = rule(
    "text-language",
    "the words of the text",
    "The language that nearly all of the text is in, where nothing states it or where a page states that of its menus.",
);
pub(crate) static TIME: Rule = rule(
    "time",
    "the time that the page states",
    "A `<time>` element near the headline.",
);
pub(crate) static TITLE_END: Rule = rule(
    "title-end",
    "the end of the page’s title",
    "What a headline ends in after a bar or dash, where it is the publisher.",
);
pub(crate) static TITLE_TAG: Rule =
    rule("title-tag", "the page’s title", "The `<title>` of a page.");

/// All of them, by id.
pub(crate) static RULES: &[&Rule] = &[
    &ADDRESS,
    &BYLINE,
    &CANONICAL,
    &CUT_MARK,
    &PAYWALL,
    &CREDIT,
    &DATELINE,
    &FEED_ENTRY,
    &FEED_TITLE,
    &FILE_NAME,
    &FIRST_LINE,
    &FRONT_MATTER,
    &H1,
    &HEADER_LINE,
    &HEADING,
    &HELD_BACK,
    &HTML_LANG,
    &JSON,
    &JSON_LD,
    &MAIL,
    &MAIL_FORWARDED,
    &META,
    &MICRODATA,
    &NOTICE,
    &OPEN_GRAPH,
    &ROW,
    &SET_LARGE,
    &SHOWN_DATE,
    &SIDECAR,
    &SPLIT,
    &TEXT_LANGUAGE,
    &TIME,
    &TITLE_END,
    &TITLE_TAG,
];
