//! Hostile input for stage one: nothing panics, nothing overflows the stack, nothing takes quadratic time.

use std::time::{Duration, Instant};

use briefmill::fragment::{Reading, read};

/// Generous even for an unoptimised build on a busy machine; quadratic work would take minutes.
const LONGEST: Duration = Duration::from_secs(20);

fn timed(name: &str, bytes: &[u8]) -> Reading {
    let start = Instant::now();
    let reading = read(name, bytes, None);
    let took = start.elapsed();
    assert!(
        took < LONGEST,
        "{name} of {} bytes took {took:?}",
        bytes.len()
    );
    reading
}

#[test]
fn deep_nesting() {
    for element in [
        "div",
        "b",
        "a href=x",
        "blockquote",
        "font color=red",
        "table><tr><td",
        "ul><li",
        "span",
        "section",
        "p",
        "form",
        "svg",
        "math",
        "select",
        "button",
        "nobr",
        "template",
        "object",
    ] {
        let count = if element == "div" { 200_000 } else { 30_000 };
        let open = format!("<{element}>").repeat(count);
        let body = timed("a.html", format!("{open}text").as_bytes());
        assert_eq!(body.fragments.len(), 1, "{element}");
        let page = timed(
            "a.html",
            format!(
                "<html><body><p>{}</p>{open}text",
                "A sentence of prose. ".repeat(20)
            )
            .as_bytes(),
        );
        assert!(
            page.fragments[0].body.html().contains("sentence"),
            "{element}"
        );
    }
}

#[test]
fn deep_markdown_json_and_xml() {
    timed("a.md", "> ".repeat(100_000).as_bytes());
    timed("a.md", "- ".repeat(50_000).as_bytes());
    timed("a.md", "[".repeat(200_000).as_bytes());
    timed("a.md", "*a ".repeat(100_000).as_bytes());
    let json = timed("a.json", "[".repeat(200_000).as_bytes());
    assert_eq!(json.findings.len(), 1);
    timed("a.json", "{\"a\":".repeat(200_000).as_bytes());
    timed(
        "a.xml",
        format!("<rss><channel>{}", "<item>".repeat(100_000)).as_bytes(),
    );
    timed(
        "a.xml",
        format!(
            "<rss><channel>{}",
            "<item><title>x</title></item>".repeat(20_000)
        )
        .as_bytes(),
    );
    timed(
        "a.xml",
        format!("<feed>{}", "<x>".repeat(200_000)).as_bytes(),
    );
    timed(
        "a.html",
        format!(
            "<html><script type='application/ld+json'>{}</script><p>x",
            "[".repeat(200_000)
        )
        .as_bytes(),
    );
}

#[test]
fn odd_markup() {
    let attributes = (0..100_000).fold(String::new(), |all, i| all + &format!(" a{i}=\"{i}\""));
    timed(
        "a.html",
        format!("<html><body><p{attributes}>text</p>").as_bytes(),
    );
    timed("a.html", format!("<p{attributes}>text</p>").as_bytes());
    timed(
        "a.html",
        format!(
            "<html><body><p class=\"{}\">text</p>",
            "x ".repeat(1_000_000)
        )
        .as_bytes(),
    );
    timed(
        "a.html",
        format!("<html><body>{}", "<p>a<font a=b>".repeat(50_000)).as_bytes(),
    );
    timed(
        "a.html",
        format!(
            "<html><body>{}",
            (0..30_000).fold(String::new(), |all, i| all + &format!("<p>a<font a={i}>"))
        )
        .as_bytes(),
    );
    timed("a.html", "<".repeat(500_000).as_bytes());
    timed("a.html", "<!--".repeat(200_000).as_bytes());
    timed("a.html", "<p><![CDATA[".repeat(200_000).as_bytes());
    timed("a.html", "<a \"".repeat(200_000).as_bytes());
    timed("a.html", "</div>".repeat(200_000).as_bytes());
    timed(
        "a.html",
        format!(
            "<html><body>{}",
            "<p>Short sentence here, and more of it.</p>".repeat(100_000)
        )
        .as_bytes(),
    );
    timed("a.html", format!("<html><body>{}", "<div class='summary'><p>A summary that is long enough to be one, surely it is so.</p></div>".repeat(30_000)).as_bytes());
    timed(
        "a.html",
        format!("<html><body>{}", "<h1>Headline</h1>".repeat(30_000)).as_bytes(),
    );
    timed(
        "a.html",
        format!(
            "<html><head>{}",
            "<meta name=author content='Jane Doe'>".repeat(30_000)
        )
        .as_bytes(),
    );
    timed("a.txt", "word ".repeat(1_000_000).as_bytes());
    timed("a.txt", "line\n".repeat(500_000).as_bytes());
    timed(
        "a.html",
        format!("<title>{}", "a | ".repeat(200_000)).as_bytes(),
    );
}

#[test]
fn truncated_anywhere() {
    let page = "\u{feff}<!DOCTYPE html><html lang=de><head><meta charset=utf-8><title>Ein Titel – Blatt</title>\
        <script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Ein Titel\",\"datePublished\":\"2024-11-21\"}</script></head>\
        <body><h1>Ein Titel</h1><p>Größere Batterien – „günstiger“ als je zuvor, sagt die Firma. Mehr dazu später im Text.</p></body></html>";
    let feed = "<?xml version='1.0'?><rss version='2.0'><channel><title>Blatt</title><item><title>Eins &amp; zwei</title>\
        <description><![CDATA[<p>Text – mehr</p>]]></description><pubDate>Thu, 21 Nov 2024 08:00:00 +0900</pubDate></item></channel></rss>";
    let matter = "---\ntitle: \"Ein – Titel\"\ndate: 2024-11-21\n---\n# Ein Titel\n\nText – **mehr** [link](http://example.com)\n";
    let json = "[{\"title\": \"Ein – Titel\", \"content\": {\"rendered\": \"<p>Text</p>\"}, \"date\": \"2024-11-21T08:00:00\"}]";
    for (name, text) in [
        ("a.html", page),
        ("a.xml", feed),
        ("a.md", matter),
        ("a.json", json),
        ("a.jsonl", json),
        ("a", page),
        ("b", feed),
    ] {
        for cut in 0..=text.len() {
            let reading = read(name, &text.as_bytes()[..cut], matter.get(..cut));
            assert!(
                !reading.fragments.is_empty() || !reading.findings.is_empty(),
                "{name} cut at {cut}"
            );
        }
    }
}

#[test]
fn any_bytes() {
    // A small generator of noise, the same on every run.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let words: &[&[u8]] = &[
        b"<",
        b">",
        b"<p>",
        b"</p>",
        b"<a href='",
        b"---\n",
        b"title: ",
        b"{",
        b"}",
        b"\"",
        b":",
        b"[",
        b"]",
        b"&amp;",
        b"&#x",
        b"<!--",
        b"-->",
        b"<html>",
        b"<script type='application/ld+json'>",
        b"\xff",
        b"\xe2\x80",
        b"\0",
        b"2024-11-21",
        b" \xe2\x80\x94 ",
        b"By ",
        b"\n\n",
        b"<rss><channel>",
        b"<item>",
        b"# ",
        b" | ",
        b"<h1>",
        b"<time datetime=",
        b"<meta name='author' content='",
        b"\xe6\x97\xa5",
        b"12/",
        b".",
    ];
    for round in 0..3000 {
        let mut bytes = Vec::new();
        for _ in 0..(next() % 40) {
            bytes.extend_from_slice(words[usize::try_from(next()).unwrap_or(0) % words.len()]);
        }
        let name = ["a.html", "a.md", "a.json", "a.xml", "a.txt", "a"][round % 6];
        let sidecar = String::from_utf8_lossy(&bytes).into_owned();
        read(name, &bytes, Some(&sidecar));
    }
}
