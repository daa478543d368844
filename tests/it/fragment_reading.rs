//! Stage one on each kind of input: what is read, by which rule, and what is reported.

use briefmill::finding::Severity;
use briefmill::fragment::{Fragment, FragmentKind, Reading, read};

fn all(name: &str, text: &str) -> Vec<Fragment> {
    let reading = read(name, text.as_bytes(), None);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    reading.fragments
}

fn one(name: &str, text: &str) -> Fragment {
    let mut fragments = all(name, text);
    assert_eq!(fragments.len(), 1);
    fragments.remove(0)
}

/// Title, date, authors, publisher, address: `-` for what is unknown.
fn facts(fragment: &Fragment) -> String {
    let m = &fragment.metadata;
    let text = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    let authors: Vec<&str> = m.authors.iter().map(|a| a.value.as_str()).collect();
    [
        text(m.title.as_ref().map(|t| t.value.clone())),
        text(m.date.as_ref().map(|d| d.value.to_string())),
        if authors.is_empty() {
            "-".to_owned()
        } else {
            authors.join("+")
        },
        text(m.publisher.as_ref().map(|p| p.value.clone())),
        text(m.url.as_ref().map(|u| u.value.clone())),
    ]
    .join(" / ")
}

#[test]
fn body_html_stays_as_it_is() {
    let body = "<p>One &amp; two<br>three</P>\n<p>\n.</p>";
    let fragment = one("a/b.html", body);
    assert_eq!(
        (
            fragment.kind,
            &*fragment.body.html(),
            fragment.name.as_str()
        ),
        (FragmentKind::BodyHtml, body, "a/b.html")
    );
    assert_eq!(facts(&fragment), "- / - / - / - / -");
    let dated = one(
        "2024-11-21-new-plant.html",
        "<h1>A new plant</h1><p>By Jane Doe</p><p>The maker will build it.</p>",
    );
    assert_eq!(facts(&dated), "A new plant / 2024-11-21 / Jane Doe / - / -");
    assert!(!dated.body.html().contains("A new plant") && dated.body.html().contains("The maker"));
}

#[test]
fn datelines_count_with_a_full_date_only() {
    let full = one(
        "a.html",
        "<p>STOCKHOLM, Nov. 21, 2024 — The maker filed for protection.</p><p>More.</p>",
    );
    assert_eq!(
        full.metadata
            .date
            .as_ref()
            .map(|d| (d.value.to_string(), d.rule.id)),
        Some(("2024-11-21".to_owned(), "dateline"))
    );
    let bare = one(
        "a.html",
        "<p>SEOUL, Thursday — Three makers will invest.</p><p>They said so on Thursday.</p>",
    );
    assert!(bare.metadata.date.is_none());
}

#[test]
fn whole_pages() {
    let prose =
        "The company said that the new plant would make cells for two million cars a year. "
            .repeat(3);
    let page = format!(
        "<!DOCTYPE html><html lang='en-gb'><head><title>Maker to build plant | Example Times</title>
        <meta property='og:site_name' content='Example Times'><link rel=canonical href='https://example.com/plant'>
        <script type='application/ld+json'>{{\"@context\":\"https://schema.org\",\"@graph\":[{{\"@type\":\"WebSite\",\"name\":\"Example Times\"}},
        {{\"@type\":[\"NewsArticle\"],\"headline\":\"Maker to build plant\",\"datePublished\":\"2024-11-21T23:30:00-05:00\",\"author\":[{{\"@id\":\"#p\"}},{{\"@type\":\"Organization\",\"name\":\"Reuters\"}}]}},
        {{\"@type\":\"Person\",\"@id\":\"#p\",\"name\":\"Jane Doe\"}}]}}</script></head>
        <body><nav><a href=/>Home</a></nav><div id=main><h1>Maker to build plant</h1><span class=byline>By Jane Doe</span>
        <div class='article-body'><p>{prose}</p><h2>Where</h2><p>{prose}</p><figure><img src=x.jpg><figcaption>The site</figcaption></figure>
        <ul><li>One point</li><li>Another</li></ul><table><tr><td>1</td></tr></table><blockquote>{prose}</blockquote><p>{prose}</p></div>
        <div class=related><p>{prose}</p></div></div><footer>{prose}</footer></body></html>"
    );
    let fragment = one("x.html", &page);
    assert_eq!(fragment.kind, FragmentKind::Page);
    assert_eq!(
        facts(&fragment),
        "Maker to build plant / 2024-11-21 / Jane Doe / Example Times / https://example.com/plant"
    );
    assert_eq!(
        fragment
            .metadata
            .language
            .as_ref()
            .map(|l| l.value.as_str()),
        Some("en-GB")
    );
    for kept in [
        "<h2>Where</h2>",
        "<li>One point</li>",
        "<td>1</td>",
        "<blockquote>",
        "<figcaption>The site</figcaption>",
        "<img src=\"x.jpg\">",
    ] {
        assert!(fragment.body.html().contains(kept), "{kept}");
    }
    for gone in ["<h1>", "By Jane", "Home", "related", "<footer"] {
        assert!(!fragment.body.html().contains(gone), "{gone}");
    }
}

#[test]
fn pages_that_state_little() {
    let prose =
        "The company said that the new plant would make cells for two million cars a year. "
            .repeat(4);
    let page = format!(
        "<html><head><title>Maker to build plant - Example News</title></head><body><div><h1>Maker to build plant</h1><time datetime='2024-11-21'>today</time><p>{prose}</p></div></body></html>"
    );
    assert_eq!(
        facts(&one("a.html", &page)),
        "Maker to build plant / 2024-11-21 / - / Example News / -"
    );
    let bare = format!("<html><body><p>{prose}</p></body></html>");
    assert_eq!(facts(&one("a.html", &bare)), "- / - / - / - / -");
    let addressed = format!(
        "<html><head><link rel=canonical href='https://example.com/2024/11/21/plant'></head><body><p>{prose}</p></body></html>"
    );
    assert_eq!(
        one("a.html", &addressed).metadata.date.map(|d| d.rule.id),
        Some("address")
    );
    let impossible = format!(
        "<html><head><meta property='article:published_time' content='1970-01-01T00:00:00Z'><meta name=date content='2024-02-30'></head><body><p>{prose}</p></body></html>"
    );
    assert!(one("a.html", &impossible).metadata.date.is_none());
}

#[test]
fn markdown() {
    let fragment = one(
        "a.md",
        "---\ntitle: A plant\ndate: 2024-11-21\nauthor: Jane Doe and John Roe\nsource:\n  name: Example\n  url: https://example.com/a\n---\n# A plant\n\nText with **bold** and | no table.\n\n<em>raw</em>\n",
    );
    assert_eq!(fragment.kind, FragmentKind::Markdown);
    assert_eq!(
        facts(&fragment),
        "A plant / 2024-11-21 / Jane Doe+John Roe / Example / https://example.com/a"
    );
    assert!(
        fragment.body.html().contains("<strong>bold</strong>")
            && !fragment.body.html().contains("A plant")
            && fragment.body.html().contains("<em>raw</em>")
    );
    let bare = one("b.txt", "# A plant\n\n## Where\n\nText\n");
    assert_eq!(facts(&bare), "A plant / - / - / - / -");
    assert!(bare.body.html().contains("<h2>Where</h2>"));
    let wrong = read("c.md", b"---\ntitle: [\n---\nText\n", None);
    assert_eq!(
        (wrong.findings[0].rule, wrong.fragments.len()),
        ("invalid-front-matter", 1)
    );
    assert!(
        wrong.findings[0]
            .place
            .as_ref()
            .is_some_and(|p| p.line >= 2)
    );
}

#[test]
fn plain_text() {
    let fragment = one(
        "a.txt",
        "A plant for 3 < 4 billion\n\nSEOUL, Nov. 21, 2024 -- First & line\nsecond line.\n\nMore.\n",
    );
    assert_eq!(fragment.kind, FragmentKind::Text);
    assert_eq!(
        facts(&fragment),
        "A plant for 3 < 4 billion / 2024-11-21 / - / - / -"
    );
    assert_eq!(
        fragment.body.html(),
        "<p>SEOUL, Nov. 21, 2024 -- First &amp; line second line.</p>\n<p>More.</p>\n"
    );
    assert_eq!(
        one("a.txt", "One line.\nAnother line.").body.html(),
        "<p>One line.</p>\n<p>Another line.</p>\n"
    );
}

#[test]
fn json_of_many_makers() {
    for (json, expected) in [
        // A content management system's interface.
        (
            r#"{"id": 7, "date": "2024-11-21T08:00:00", "link": "https://example.com/p", "title": {"rendered": "A &#8216;plant&#8217;"}, "content": {"rendered": "<p>Text</p>"}, "excerpt": {"rendered": "<p>Short</p>"}}"#,
            "A ‘plant’ / 2024-11-21 / - / - / https://example.com/p",
        ),
        // A news interface.
        (
            r#"{"source": {"id": null, "name": "Example"}, "author": "Jane Doe", "title": "A plant - Example", "url": "https://example.com/a", "publishedAt": "2024-11-21T08:00:00Z", "content": "Text and… [+2305 chars]"}"#,
            "A plant / 2024-11-21 / Jane Doe / Example / https://example.com/a",
        ),
        // A publishing platform's export.
        (
            r#"{"title": "A plant", "html": "<p>Text</p>", "plaintext": "Text", "published_at": "2024-11-21T08:00:00.000+00:00", "primary_author": {"name": "Jane Doe"}, "custom_excerpt": "Short"}"#,
            "A plant / 2024-11-21 / Jane Doe / - / -",
        ),
        // A scraper.
        (
            r#"{"authors": ["Jane Doe", "Reuters"], "date_publish": "2024-11-21 08:00:00", "maintext": "Text", "title": "A plant", "source_domain": "example.com", "url": "https://example.com/a"}"#,
            "A plant / 2024-11-21 / Jane Doe / - / https://example.com/a",
        ),
        // A record in the vocabulary of schema.org.
        (
            r#"{"@type": "NewsArticle", "headline": "A plant", "articleBody": "Text", "datePublished": "2024-11-21", "author": {"@type": "Person", "name": "Jane Doe"}, "publisher": {"name": "Example"}, "url": "javascript:alert(1)"}"#,
            "A plant / 2024-11-21 / Jane Doe / Example / -",
        ),
    ] {
        let fragment = one("a.json", json);
        assert_eq!(facts(&fragment), expected);
        assert_eq!(
            fragment.body.html().trim().replace(" and…", ""),
            "<p>Text</p>",
            "{json}"
        );
        assert_eq!(fragment.name, "a.json");
    }
}

#[test]
fn json_collections() {
    let array = all(
        "a.json",
        r#"[{"id": 1, "title": "One", "text": "First\n\nSecond"}, {"url": "https://example.com/two", "title": "Two", "text": "<p>x</p>"}]"#,
    );
    assert_eq!(
        array.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(),
        ["a.json#1", "a.json#two"]
    );
    assert_eq!(array[0].body.html(), "<p>First</p>\n<p>Second</p>\n");
    let feed = all(
        "f.json",
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Example", "items": [{"id": "https://example.com/1", "title": "One", "content_html": "<p>x</p>", "date_published": "2024-11-21T08:00:00+09:00", "authors": [{"name": "Jane Doe"}]}]}"#,
    );
    assert_eq!(
        facts(&feed[0]),
        "One / 2024-11-21 / Jane Doe / Example / https://example.com/1"
    );
    let wrapped = all(
        "w.json",
        r#"{"response": {"status": "ok", "results": [{"webTitle": "One", "webUrl": "https://example.com/1", "webPublicationDate": "2024-11-21T08:00:00Z", "fields": {"body": "<p>x</p>", "byline": "Jane Doe in Seoul"}}]}}"#,
    );
    assert_eq!(
        wrapped[0].metadata.title.as_ref().map(|t| t.value.as_str()),
        Some("One")
    );
    assert_eq!(wrapped[0].body.html(), "<p>x</p>");
    let export = all(
        "g.json",
        r#"{"db": [{"meta": {"version": "5"}, "data": {"posts": [{"title": "One", "slug": "one", "html": "<p>x</p>"}], "tags": [{"name": "t"}]}}]}"#,
    );
    assert_eq!(export[0].name, "g.json#one");
    let none = read("n.json", br#"{"a": 1}"#, None);
    assert_eq!(
        (none.findings[0].rule, none.fragments.len()),
        ("no-article", 0)
    );
}

#[test]
fn json_lines_name_the_line_at_fault() {
    let reading = read("a.jsonl", b"{\"title\": \"One\", \"text\": \"x\"}\n\n{\"title\": \"Two\", \n{\"title\": \"Three\", \"text\": \"y\"}\n{\"a\": 1}\n", None);
    assert_eq!(
        reading
            .fragments
            .iter()
            .map(|f| f.name.as_str())
            .collect::<Vec<_>>(),
        ["a.jsonl#one", "a.jsonl#three"]
    );
    let lines: Vec<(usize, &str)> = reading
        .findings
        .iter()
        .filter_map(|f| f.place.as_ref().map(|p| (p.line, f.rule)))
        .collect();
    assert_eq!(lines, [(3, "invalid-json"), (5, "no-article")]);
    let whole = read("b.json", b"{\n\"title\": }", None);
    assert_eq!(whole.findings[0].place.as_ref().map(|p| p.line), Some(2));
}

const RSS: &str = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Example - Business</title><link>https://example.com</link><language>en-us</language>
<item><title>Plant &amp;amp; cells</title><link>https://example.com/plant</link><guid isPermaLink=\"false\">77</guid><dc:creator>Jane Doe</dc:creator><pubDate>Fri, 22 Nov 2024 01:00:00 +0900</pubDate><description>Short</description><content:encoded><![CDATA[<p>Café <iframe src=\"https://example.com/v\"></iframe> text that is longer than the short one.</p>]]></content:encoded></item>
<item><title>Second</title><link>https://example.com/second</link><description>&lt;p&gt;Body&lt;/p&gt;</description></item>
</channel></rss>";

#[test]
fn feeds() {
    let bytes: Vec<u8> = RSS
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let reading = read("f.xml", &bytes, None);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    let [first, second] = reading.fragments.as_slice() else {
        panic!("{:?}", reading.fragments)
    };
    assert_eq!(
        (first.kind, first.name.as_str(), second.name.as_str()),
        (FragmentKind::FeedEntry, "f.xml#77", "f.xml#second")
    );
    assert_eq!(
        facts(first),
        "Plant & cells / 2024-11-22 / Jane Doe / Example / https://example.com/plant"
    );
    assert!(
        first.body.html().contains("Café <iframe"),
        "{}",
        first.body.html()
    );
    assert_eq!(
        first.metadata.summary.as_ref().map(|s| s.value.as_str()),
        Some("Short")
    );
    assert_eq!(second.body.html(), "<p>Body</p>");
    let atom = all(
        "a.xml",
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Example</title><id>x</id><updated>2024-11-22T00:00:00Z</updated><entry><id>tag:example.com,2024:1</id><title type='html'>One &lt;i&gt;two&lt;/i&gt;</title><link rel='alternate' href='https://example.com/1'/><published>2024-11-21T23:00:00-05:00</published><updated>2024-12-01T00:00:00Z</updated><author><name>Jane Doe</name></author><content type='html'>&lt;p&gt;x&lt;/p&gt;</content></entry></feed>",
    );
    assert_eq!(
        facts(&atom[0]),
        "One two / 2024-11-21 / Jane Doe / Example / https://example.com/1"
    );
    let rdf = all(
        "r.rdf",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='https://example.com'><title>Example</title><link>https://example.com</link><description>d</description></channel><item rdf:about='https://example.com/1'><title>One</title><link>https://example.com/1</link><description>Text</description><dc:date>2024-11-21T08:00:00+09:00</dc:date></item></rdf:RDF>",
    );
    assert_eq!(
        facts(&rdf[0]),
        "One / 2024-11-21 / - / Example / https://example.com/1"
    );
}

#[test]
fn a_cut_feed_gives_what_came_before() {
    let cut = RSS.find("<description>&lt;p").unwrap();
    let text: String = RSS.chars().take(cut).collect();
    let reading: Reading = read(
        "f.xml",
        text.replace("ISO-8859-1", "utf-8").as_bytes(),
        None,
    );
    assert_eq!(reading.fragments.len(), 1);
    assert_eq!(
        (reading.findings[0].rule, reading.findings[0].severity),
        ("cut-feed", Severity::Error)
    );
    assert_eq!(reading.findings[0].place.as_ref().map(|p| p.line), Some(3));
    let nothing = read("f.xml", b"<rss><channel><title>x", None);
    assert_eq!((nothing.fragments.len(), nothing.findings.len()), (0, 1));
}

#[test]
fn sidecars_outrank_and_are_checked() {
    let page = b"<h1>Old</h1><p>By Jane Doe</p><p>Text</p>";
    let reading = read(
        "a.html",
        page,
        Some(
            "title: New\ndate: 2024-11-21\nsource: { name: Example, url: 'https://example.com/a', author: John Roe }\nlanguage: en\n",
        ),
    );
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    assert_eq!(
        facts(&reading.fragments[0]),
        "New / 2024-11-21 / John Roe / Example / https://example.com/a"
    );
    let wrong = read(
        "a.html",
        page,
        Some("titel: New\ndate: soon\nurl: ftp://example.com\nsource:\n  nam: x\n  foo: y\n"),
    );
    let found: Vec<(&str, usize, usize)> = wrong
        .findings
        .iter()
        .filter_map(|f| f.place.as_ref().map(|p| (f.rule, p.line, p.column)))
        .collect();
    assert_eq!(
        found,
        [
            ("unknown-key", 1, 1),
            ("invalid-sidecar", 2, 7),
            ("invalid-sidecar", 3, 6),
            ("unknown-key", 5, 3),
            ("unknown-key", 6, 3)
        ]
    );
    assert_eq!(
        wrong.findings[0].remedy.as_deref(),
        Some("did you mean `title`?")
    );
    assert_eq!(
        wrong.findings[3].remedy.as_deref(),
        Some("did you mean `name`?")
    );
    assert_eq!(wrong.findings[0].path.as_deref(), Some("a.html.yaml"));
    let broken = read("a.html", page, Some("title: [x\ndate: 2024-11-21\n"));
    assert_eq!(
        (broken.findings[0].rule, broken.fragments.len()),
        ("invalid-sidecar", 0)
    );
}

#[test]
fn refusals_name_file_reason_and_remedy() {
    let again = "collect it again, or delete it";
    for (bytes, message, remedy) in [
        (&b""[..], "the file is empty", again),
        (b"  \n", "the file is empty", again),
        (b"\xef\xbb\xbf \n", "the file holds no text", again),
        (
            b"%PDF-1.4\n\xff",
            "the file is a PDF document, not text",
            "save its text as .txt or .html",
        ),
        (
            b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b",
            "the file holds binary data, not text",
            "save the article as .html, .md or .txt",
        ),
    ] {
        let reading = read("x/y.html", bytes, None);
        let [finding] = reading.findings.as_slice() else {
            panic!("{:?}", reading.findings)
        };
        assert!(reading.fragments.is_empty() && finding.severity == Severity::Error);
        assert_eq!(finding.message, message);
        assert_eq!(finding.remedy.as_deref(), Some(remedy));
        assert_eq!(finding.path.as_deref(), Some("x/y.html"));
    }
}

#[test]
fn json_without_a_record_is_refused_with_the_reason() {
    let again = "collect the file again, or take it out of the inbox";
    let save = "save the text itself as .html, .md or .txt";
    let names = "give each record a title and a text, under usual names";
    let mend = "mend the JSON, or collect the file again";
    let line = "give the record a title or a text, under a usual name";
    for (name, json, reason, remedy) in [
        ("a.json", "null", "is `null`", again),
        ("a.json", "true", "only `true` or `false`", again),
        ("a.json", "42", "only a number", again),
        ("a.json", "\"Tesla opens a plant.\"", "only a text", save),
        ("a.json", "[]", "an empty list", again),
        ("a.json", "[1, 2]", "no article", names),
        ("a.json", "[\"a\", null, []]", "no article", names),
        ("a.json", "{}", "an empty record", again),
        ("a.json", "[{}]", "no article", names),
        ("a.json", "Tesla opens a plant.", "cannot be read", mend),
        ("a.jsonl", "null", "line 1 holds no article", line),
        ("a.jsonl", "[]\n{}\n", "line 2 holds no article", line),
        ("a.txt", "null\n", "is `null`", again),
        ("a.txt", "[]", "an empty list", again),
    ] {
        let reading = read(name, json.as_bytes(), None);
        assert!(reading.fragments.is_empty(), "{name} {json}");
        let told = reading.findings.iter().find(|f| f.message.contains(reason));
        let told = told.unwrap_or_else(|| panic!("{name} {json} {:?}", reading.findings));
        let told_remedy = told.remedy.as_deref().unwrap();
        assert!(told_remedy.contains(remedy), "{json}: {told_remedy}");
        assert_eq!(
            (told.severity, told.path.as_deref()),
            (Severity::Error, Some(name)),
            "{json}"
        );
    }
    for (name, text) in [
        ("a.txt", "42"),
        ("a.txt", "\"Tesla opens a plant.\""),
        ("a.txt", "true to its word, Tesla opened a plant"),
        ("a.json", "{\"title\": \"A\", \"text\": \"null\"}"),
    ] {
        assert_eq!(all(name, text).len(), 1, "{name} {text}");
    }
}

#[test]
fn seven_bit_encodings_are_read() {
    let bytes = b"<p>\x1b$BEECS\x1b(B by Tesla.</p>";
    let reading = read("a.html", bytes, None);
    assert_eq!(reading.fragments[0].body.html(), "<p>電池 by Tesla.</p>");
    assert_eq!(reading.findings[0].rule, "guessed-charset");
    let coloured = read(
        "a.txt",
        "\u{1b}[31mCafé\u{1b}[0m $B and more".as_bytes(),
        None,
    );
    assert_eq!(
        coloured.fragments[0].body.html(),
        "<p>Café $B and more</p>\n"
    );
}
