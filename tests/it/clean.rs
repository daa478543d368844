//! The cleaning rules and the Markdown, case by case (tests/rules/*.md), and what must hold for any input.

use briefmill::brief::markdown::to_markdown;
use briefmill::clean::{Cleaned, Context, clean};
use briefmill::text::prose::markdown_options;
use pulldown_cmark::{Event, Parser};
use url::Url;

/// One case of a rule file.
#[derive(Default)]
struct Case {
    name: String,
    html: String,
    markdown: String,
    cuts: Vec<String>,
}

/// Reads a rule file: `## name`, a block of HTML, a block of Markdown, lines `cut: rule: text`.
fn cases(file: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut fence: Option<(String, bool)> = None;
    for line in file.lines() {
        if let Some((mark, html)) = &fence {
            if line == mark {
                fence = None;
            } else if let Some(case) = cases.last_mut() {
                let text = if *html {
                    &mut case.html
                } else {
                    &mut case.markdown
                };
                text.push_str(line);
                text.push('\n');
            }
        } else if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case {
                name: name.to_owned(),
                ..Case::default()
            });
        } else if line.starts_with("```") {
            let mark: String = line.chars().take_while(|c| *c == '`').collect();
            fence = Some((mark, line.ends_with("html")));
        } else if let (Some(cut), Some(case)) = (line.strip_prefix("cut: "), cases.last_mut()) {
            case.cuts.push(cut.to_owned());
        }
    }
    cases
}

fn run(html: &str) -> (Cleaned, String) {
    let cleaned = clean(html.into(), &Context::default());
    let markdown = to_markdown(&cleaned.article);
    (cleaned, markdown)
}

fn check(file: &str) {
    let mut wrong = String::new();
    for case in cases(file) {
        let (cleaned, markdown) = run(&case.html);
        let cuts: Vec<String> = cleaned
            .cuts
            .iter()
            .map(|c| format!("{}: {}", c.rule, c.text))
            .collect();
        if markdown.trim() != case.markdown.trim() || cuts != case.cuts {
            wrong.push_str(&format!("## {}\n{markdown}{cuts:#?}\n", case.name));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn promotions_go_and_sentences_stay() {
    check(include_str!("../rules/promotions.md"));
}

#[test]
fn the_closing_matter_of_releases_goes() {
    check(include_str!("../rules/releases.md"));
}

#[test]
fn what_is_not_the_article_is_told_by_its_shape() {
    check(include_str!("../rules/structure.md"));
}

#[test]
fn spans_add_up_to_no_more_columns_than_a_table_may_have() {
    let row = format!(
        "<tr>{}</tr>",
        "<td colspan=100000000 rowspan=1000>x</td>".repeat(90)
    );
    let (_, markdown) = run(&format!("<table>{}</table>", row.repeat(60)));
    let widest = markdown.lines().map(|l| l.matches(" | ").count()).max();
    assert!(widest < Some(200), "{widest:?}");
    assert_eq!(markdown.matches('x').count(), 90 * 60);
}

#[test]
fn notes_keep_their_marks() {
    check(include_str!("../rules/notes.md"));
}

#[test]
fn faults_of_markup_are_mended() {
    check(include_str!("../rules/mending.md"));
}

#[test]
fn markdown_is_right() {
    check(include_str!("../rules/markdown.md"));
}

#[test]
fn relative_links_are_resolved_where_the_address_is_known() {
    let base = Url::parse("https://n.example/2024/a.html").unwrap();
    let cleaned = clean(
        "<p><a href='/b'>b</a> <a href='c'>c</a> <a href='//d.example/'>d</a></p>".into(),
        &Context {
            base_url: Some(&base),
            title: None,
        },
    );
    assert_eq!(
        to_markdown(&cleaned.article).trim(),
        "[b](https://n.example/b) [c](https://n.example/2024/c) [d](https://d.example/)"
    );
}

#[test]
fn a_repeated_headline_goes() {
    let context = Context {
        base_url: None,
        title: Some("Plant opens in May"),
    };
    let cleaned = clean(
        "<h1>Plant opens in May!</h1><p>The plant opens in May, it says.</p>".into(),
        &context,
    );
    assert_eq!(
        to_markdown(&cleaned.article).trim(),
        "The plant opens in May, it says."
    );
    assert_eq!(
        cleaned.cuts.first().map(|c| c.rule.id),
        Some("repeated-headline")
    );
}

#[test]
fn promotions_hint_at_the_publisher() {
    let (cleaned, _) = run(
        "<p>One.</p><p>Also Read: <a href='https://www.n.example/a'>Two</a></p><p>By <a href='https://o.example'>O</a>.</p>",
    );
    assert_eq!(cleaned.publisher_hints, ["n.example"]);
}

#[test]
fn a_body_twice_is_told() {
    let once = "<p>The plant will open in May and employ three hundred people.</p><p>It is the second.</p>";
    assert!(run(&format!("{once}\n{once}")).0.repeated);
    assert!(!run(once).0.repeated);
}

#[test]
fn any_bytes_give_text_without_markup() {
    let deep = format!(
        "{}x{}",
        "<div><b>".repeat(100_000),
        "</b></div>".repeat(100_000)
    );
    let lists = "<ul><li>".repeat(100_000);
    let quotes = "<blockquote>".repeat(200_000) + "deep";
    let many: String = (0..100_000)
        .map(|i| format!(" a{i}=1"))
        .collect::<Vec<_>>()
        .concat();
    let attributes = format!("<p{many}>text</p>");
    let unclosed: String = (0..3_000)
        .map(|i| format!("<p><b id={i}>x<i>"))
        .collect::<Vec<_>>()
        .concat();
    for html in [
        "",
        "<",
        "</",
        "<!--",
        "<p",
        "\u{0}",
        "<a href='",
        "&#x0;",
        "<table><td><table><p>",
        &deep,
        &lists,
        &quotes,
        &attributes,
        &unclosed,
    ] {
        let (_, markdown) = run(html);
        let raw = Parser::new_ext(&markdown, markdown_options())
            .any(|e| matches!(e, Event::Html(_) | Event::InlineHtml(_)));
        assert!(!raw);
    }
    assert!(run(&deep).1.contains('x'));
    assert!(run(&quotes).1.contains("deep"));
}

#[test]
fn markdown_reads_back_as_the_same_text() {
    let samples = [
        "a*b*c **d** _e_ __f__ `g` ~~h~~ ~i~ [j](k) ![l](m) <n> &amp; \\* \\n o|p #q",
        "*",
        "**",
        "***",
        "_",
        "`",
        "``",
        "~",
        "[",
        "]",
        "![",
        "[x]:",
        "[^1]",
        "<a@b.c>",
        "&lt;",
        "&#35;",
        "\\",
        "1) x",
        "+ x",
        "=== ",
        "---",
        "~~~",
        "```",
        "| a | b |",
        "foo*bar*baz_qux_",
        "snake_case_name",
        "2*3*4 = 24",
        "http://e.example/a_b_c*d",
        "a  b",
        "https://e.example/(x)",
    ];
    for a in samples {
        for b in [
            "",
            "<b>",
            "<i>",
            "<b><i>",
            "<a href='https://e.example/(x'>",
            "<s>",
        ] {
            let escaped = a.replace('&', "&amp;").replace('<', "&lt;");
            let html = format!("<p>{escaped}{b}{escaped}</p>");
            let cleaned = clean(html.as_str().into(), &Context::default());
            let expected: String = cleaned
                .article
                .tree
                .root()
                .descendants()
                .filter_map(|n| n.value().as_text().map(|t| t.to_string()))
                .collect();
            let markdown = to_markdown(&cleaned.article);
            let got: String = Parser::new_ext(&markdown, markdown_options())
                .map(|e| match e {
                    Event::Text(t) | Event::Code(t) => t.into_string(),
                    Event::SoftBreak | Event::HardBreak => " ".to_owned(),
                    Event::Html(t) | Event::InlineHtml(t) => format!("RAW{t}"),
                    Event::Rule => "RULE".to_owned(),
                    _ => String::new(),
                })
                .collect();
            let fold = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(fold(&got), fold(&expected), "{html}\n{markdown}");
        }
    }
}
