//! Markdown as HTML: safe by structure, and numbered as the words of a brief are.

use scraper::{Html, Selector};

use crate::digest::{Anchor, AnchorId};
use crate::site::markdown_html::{Rendering, markdown_html};
use crate::site::typography::Custom;
use crate::text::prose::Text;

fn render(markdown: &str) -> String {
    markdown_html(
        markdown,
        Rendering {
            root: "../../",
            anchors: &[],
            ..Rendering::default()
        },
    )
}

fn check(markdown: &str, expected: &str) {
    assert_eq!(render(markdown).trim(), expected, "{markdown}");
}

fn text_of(html: &Html, id: &str) -> Option<String> {
    let selector = Selector::parse(&format!("[id=\"{id}\"]")).unwrap();
    html.select(&selector).next().map(|e| e.text().collect())
}

/// An anchor for every sentence.
fn all_anchors(text: &Text) -> Vec<Anchor> {
    let number = |n: usize| u32::try_from(n + 1).unwrap();
    let spans = text.blocks.iter().enumerate().flat_map(|(block, b)| {
        b.sentences
            .iter()
            .enumerate()
            .map(move |(sentence, span)| Anchor {
                id: AnchorId {
                    block: number(block),
                    sentence: number(sentence),
                },
                start: span.start,
                end: span.end,
            })
    });
    spans.collect()
}

/// Blocks and sentences of the page are those of the words, one by one.
fn check_numbers(markdown: &str) {
    let text = Text::from_markdown(markdown);
    let anchors = all_anchors(&text);
    let rendering = Rendering {
        root: "../../",
        anchors: &anchors,
        ..Rendering::default()
    };
    let out = markdown_html(markdown, rendering);
    let html = Html::parse_fragment(&out);
    let squeeze = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    for (block, n) in text.blocks.iter().zip(1..) {
        if block.text.contains("Picture")
            || markdown.contains("[^")
            || markdown.contains('<')
            || markdown.contains("![")
        {
            continue;
        }
        let found = text_of(&html, &format!("p{n}"));
        if let Some(found) = found {
            // A list item holds the lists below it, too.
            assert!(
                squeeze(&found).starts_with(&squeeze(&block.text)),
                "p{n} of {markdown:?}: {found:?}, not {:?}\n{out}",
                block.text
            );
        }
    }
    for anchor in &anchors {
        let sentence = text.blocks[anchor.id.block as usize - 1]
            .text
            .get(anchor.start..anchor.end)
            .unwrap();
        if let Some(found) = text_of(&html, &anchor.id.to_string())
            && !found.is_empty()
            && !markdown.contains("[^")
            && !markdown.contains('<')
            && !markdown.contains("![")
        {
            assert_eq!(squeeze(&found), squeeze(sentence), "{markdown:?}\n{out}");
        }
    }
}

#[test]
fn raw_html_becomes_text() {
    check(
        "<script>alert(1)</script>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    );
    check(
        "a <img src=x onerror=alert(1)> b",
        "<p id=p1>a &lt;img src=x onerror=alert(1)&gt; b</p>",
    );
    for hostile in [
        "<iframe src=\"https://x.example\"></iframe>",
        "- <div onclick=x>\n- y",
        "| <b> |\n|---|\n| <style> |",
        "<!-- <script> -->",
        "[a](<x\"onclick=\"y>)",
        "![a\"onerror=\"x](/a.png)",
        "[a](/x \"t\\\"onclick=\\\"y\")",
        "> <svg onload=x>",
        "```html\n<script>\n```",
        "[^<script>]\n\n[^<script>]: <script>",
    ] {
        let html = Html::parse_fragment(&render(hostile));
        for element in html
            .root_element()
            .descendants()
            .filter_map(scraper::ElementRef::wrap)
        {
            let name = element.value().name();
            assert!(
                !matches!(name, "script" | "iframe" | "style" | "svg"),
                "{hostile}: {name}"
            );
            assert!(
                !element.value().attrs().any(|(a, _)| a.starts_with("on")),
                "{hostile}: {}",
                element.html()
            );
        }
    }
}

#[test]
fn only_plain_addresses_are_links() {
    check("[x](javascript:alert)", "<p id=p1>x</p>");
    check("[x](&#106;avascript:alert)", "<p id=p1>x</p>");
    check("[x](java&#10;script:alert)", "<p id=p1>x</p>");
    check("[x](data:text/html,y)", "<p id=p1>x</p>");
    check("[x][r]\n\n[r]: vbscript:y", "<p id=p1>x</p>");
    check("<javascript:alert>", "<p id=p1>javascript:alert</p>");
    check(
        "<https://a.example/?b=1&c=2>",
        "<p id=p1><a href=\"https://a.example/?b=1&amp;c=2\" rel=nofollow>https://a.example/?b=1&amp;c=2</a></p>",
    );
    check(
        "<a@b.example>",
        "<p id=p1><a href=\"mailto:a@b.example\" rel=nofollow>a@b.example</a></p>",
    );
    check(
        "[x](/companies/a/ \"A & B\")",
        "<p id=p1><a href=\"../../companies/a/\" title=\"A &amp; B\">x</a></p>",
    );
}

#[test]
fn pictures_of_other_sites_are_links_and_those_of_this_one_are_shown() {
    check(
        "![A plant](https://a.example/p.jpg)",
        "<p id=p1><a class=\"picture\" href=\"https://a.example/p.jpg\" rel=nofollow><span class=\"picture-label\">Picture</span> A plant</a></p>",
    );
    check(
        "![A *new* plant](/p.jpg)",
        "<p id=p1><img src=\"../../p.jpg\" loading=\"lazy\" alt=\"A new plant\"></p>",
    );
    check(
        "[![A plant](https://a.example/p.jpg)](https://a.example/)",
        "<p id=p1><a href=\"https://a.example/\" rel=nofollow>A plant</a></p>",
    );
    check("![x](javascript:y)", "<p id=p1>x</p>");
}

#[test]
fn headings_start_at_two_and_skip_no_level() {
    check("# A\n\n### B", "<h2 id=p1>A</h2>\n<h3 id=p2>B</h3>");
    check("### A\n\n###### B", "<h2 id=p1>A</h2>\n<h3 id=p2>B</h3>");
}

#[test]
fn footnotes_lead_to_their_text() {
    let html = render("A[^n].\n\n[^n]: Note.");
    assert!(
        html.contains("<sup><a href=\"#note-1\">1</a></sup>"),
        "{html}"
    );
    assert!(html.contains("id=\"note-1\""), "{html}");
}

#[test]
fn of_two_notes_of_one_name_the_first_has_the_id() {
    let html = render("A[^n].\n\n[^n]: One.\n\n[^n]: Two.");
    assert_eq!(html.matches("id=\"note-1\"").count(), 1, "{html}");
    let (before, _) = html.split_once("Two.").unwrap();
    assert!(
        before.contains("id=\"note-1\"") && before.contains("One."),
        "{html}"
    );
}

#[test]
fn a_sentence_is_wrapped_where_it_can_be() {
    let markdown = "One **two** three. *Four [five](/x)* six. **Seven. Eight** nine.";
    let text = Text::from_markdown(markdown);
    let anchors = all_anchors(&text);
    let html = markdown_html(
        markdown,
        Rendering {
            root: "../",
            anchors: &anchors,
            ..Rendering::default()
        },
    );
    assert_eq!(
        html.trim(),
        "<p id=p1><span id=s1-1>One <strong>two</strong> three.</span> \
         <span id=s1-2><em>Four <a href=\"../x\">five</a></em> six.</span> \
         <span id=s1-3></span><strong>Seven. <span id=s1-4></span>\
         Eight</strong> nine.</p>"
    );
}

#[test]
fn words_are_typeset_where_they_are_words_and_anchors_stay() {
    let markdown = "\"It's *so*,\" he said. \"*Yes* - or `\"no\"`.\" See <https://a.example/it's--so>.\n\n\
        | \"a\" | 6' |\n| --- | --- |\n| - | x |\n\n    \"code\" -- it's";
    let text = Text::from_markdown(markdown);
    let anchors = all_anchors(&text);
    let html = markdown_html(
        markdown,
        Rendering {
            anchors: &anchors,
            custom: Custom::of("en"),
            ..Rendering::default()
        },
    );
    for part in [
        "<span id=s1-1>“It’s <em>so</em>,” he said.</span>",
        "<span id=s1-2>“<em>Yes</em> – or <code>\"no\"</code>.”</span>",
        "it's--so</a>",
        ">“a”</",
        ">6′</",
        ">-</",
        "\"code\" -- it's",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert_eq!(render("\"It's\" so").trim(), "<p id=p1>\"It's\" so</p>");
}

#[test]
fn blocks_and_sentences_are_numbered_as_the_words_are() {
    for markdown in [
        "# H\n\nOne. Two.\n\n- a\n- b. c.\n\n> q. r.\n\n| x | y |\n|---|--:|\n| 1. 2. | |\n\n```\n code\n```\nEnd.",
        "- a\n  - b\n    - c\n  d\n- e\n\n  f. g.\n",
        "1. **All of it.**\n2. *a* `b`. c",
        "a  \nb. c\nd. e",
        "**Bold start. Next** sentence. ~~Gone.~~ Last.",
        "&nbsp;\n\nReal.",
        "`code` first. Then.",
        "Dr. Ä said ü. Ö!",
    ] {
        check_numbers(markdown);
    }
}

#[test]
fn any_text_renders_without_panic_and_in_step() {
    const PIECES: &[&str] = &[
        "a",
        "b. ",
        "C",
        ". ",
        "\n",
        "\n\n",
        "**",
        "*",
        "_",
        "`",
        "[",
        "](/x)",
        "](javascript:y)",
        "![",
        "# ",
        "- ",
        "1. ",
        "> ",
        "| ",
        "|---|",
        "```\n",
        "~~",
        "<b>",
        "&amp;",
        "\\",
        "ü",
        "。",
        "  ",
        "[^1]",
        "[^1]: ",
        "\u{1}",
        "https://a.example",
        "<",
        "\"",
        "\t",
        "    ",
    ];
    let mut state = 7_u64;
    for _ in 0..3000 {
        let mut markdown = String::new();
        for _ in 0..24 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let pick = usize::try_from(state >> 40).unwrap() % PIECES.len();
            markdown.push_str(PIECES[pick]);
        }
        check_numbers(&markdown);
    }
}
