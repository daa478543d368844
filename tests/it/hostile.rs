//! Whatever a fragment, a name or a field holds: no script, no style, no request, no template or YAML construct, no
//! path outside reaches a page.

use crate::digest_test::DigestTest;

/// Fragments that try; each also says `harmless words`, which must survive.
const ATTEMPTS: &[&str] = &[
    "<p>harmless words <script>steal()</script></p>",
    "<p onclick=\"steal()\" style=\"position:fixed\">harmless words</p>",
    "<p>harmless words <img src=x onerror=steal()></p>",
    "<p>harmless words <a href=\"javascript:steal()\">here</a></p>",
    "<p>harmless words <a href=\"jav&#x09;ascript:steal()\">here</a></p>",
    "<p>harmless words <a href=\" &#14; javascript:steal()\">here</a></p>",
    "<p>harmless words <a href=\"JaVaScRiPt:steal()\">here</a></p>",
    "<p>harmless words <a href=\"data:text/html,<script>steal()</script>\">here</a></p>",
    "<p>harmless words <a href=\"vbscript:steal()\">here</a></p>",
    "<p>harmless words</p><iframe src=\"https://evil.example/\"></iframe><object data=\"x\"></object><embed src=\"x\">",
    "<p>harmless words</p><svg onload=steal()><script>steal()</script><a xlink:href=\"javascript:steal()\">x</a></svg>",
    "<p>harmless words</p><math><mtext><img src=x onerror=steal()></mtext></math>",
    "<p>harmless words</p><form action=\"https://evil.example/\"><input name=a><button formaction=\"javascript:steal()\">go</button></form>",
    "<p>harmless words</p><style>body{background:url(https://evil.example/)}</style><link rel=stylesheet href=\"https://evil.example/a.css\">",
    "<p>harmless words</p><meta http-equiv=refresh content=\"0;url=https://evil.example/\"><base href=\"https://evil.example/\">",
    "<p>harmless words &lt;script&gt;steal()&lt;/script&gt; &lt;img src=x onerror=steal()&gt;</p>",
    "<p>harmless words [x](javascript:steal()) ![x](javascript:steal()) &lt;javascript:steal()&gt;</p>",
    "<p>harmless words</p><p>[x]: javascript:steal()</p><p>[x][x]</p>",
    "<p>harmless words {{ 7 * 191 }} {% raw %} {{ get_env(name=\"HOME\") }}</p>",
    "<p>harmless words</p><p>---</p><p>title: injected</p><p>---</p>",
    "<p>harmless words</p><noscript><p title=\"</noscript><img src=x onerror=steal()>\"></noscript>",
    "<p>harmless words</p><template><img src=x onerror=steal()></template><textarea></textarea><img src=x onerror=steal()>",
    "<p>harmless words</p><img src=\"https://tracker.example/p.gif\" width=1 height=1 srcset=\"https://tracker.example/2.gif 2x\">",
    "<p>harmless words</p><video src=\"https://evil.example/v.mp4\" autoplay poster=\"https://evil.example/p.jpg\"></video>",
];

/// Elements that no page of the site has.
const NO_ELEMENTS: &[&str] = &[
    "iframe",
    "object",
    "embed",
    "style",
    "base",
    "math",
    "video",
    "audio",
    "textarea",
    "template",
    "noscript",
    "foreignobject",
];

/// What is wrong with one element, if anything.
fn problem_of(element: &scraper::ElementRef<'_>) -> Option<String> {
    let name = element.value().name();
    if NO_ELEMENTS.contains(&name) {
        return Some(format!("<{name}>"));
    }
    if name == "script"
        && element.attr("type") != Some("application/ld+json")
        && element.attr("src").is_none()
    {
        return Some("an inline script".to_owned());
    }
    for (attribute, value) in element.value().attrs() {
        let scheme = value.trim().to_lowercase();
        let wrong = match attribute {
            "href" | "action" | "formaction" => {
                scheme.starts_with("javascript")
                    || scheme.starts_with("data")
                    || scheme.starts_with("vbscript")
            }
            "src" | "srcset" | "poster" | "data" => scheme.contains("//"),
            "style" | "srcdoc" => true,
            _ => attribute.starts_with("on"),
        };
        if wrong {
            return Some(format!("{attribute}={value}"));
        }
    }
    None
}

/// Whether what styles an element of an e-mail, which has no style sheet, stands in its template.
fn is_of_the_mail(element: &scraper::ElementRef<'_>) -> bool {
    const TEMPLATE: &str = include_str!("../../templates/email.html");
    let text: String = element.text().collect();
    let style = element.attr("style");
    style.is_some_and(|style| TEMPLATE.contains(&format!("style=\"{style}\"")))
        || element.value().name() == "style" && TEMPLATE.contains(&text)
}

fn check_site(digest: &DigestTest, words: &str) {
    let every = scraper::Selector::parse("*").unwrap();
    let mut found = false;
    for (name, bytes) in digest.tree("public") {
        if !name.ends_with(".html") {
            continue;
        }
        let page = String::from_utf8(bytes).unwrap();
        found |= page.contains(words);
        for element in scraper::Html::parse_document(&page).select(&every) {
            if let Some(problem) = problem_of(&element) {
                let styled = problem.starts_with("style=") || problem == "<style>";
                let own = styled && name.ends_with("/email.html") && is_of_the_mail(&element);
                assert!(own, "{name}: {problem}");
            }
        }
        assert!(!page.contains("1337"), "{name}: a template was interpreted");
    }
    assert!(found, "`{words}` is on no page");
}

#[test]
fn nothing_of_a_hostile_fragment_reaches_a_page() {
    let mut digest = DigestTest::empty();
    for (i, attempt) in ATTEMPTS.iter().enumerate() {
        let html = format!("<p>Umicore and attempt {i} say something of length here.</p>{attempt}");
        digest = digest.fragment(&format!("{i:02}.html"), html);
    }
    let run = digest.run(&["build"]);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    assert_eq!(digest.briefs().len(), ATTEMPTS.len(), "{}", run.stderr);
    for brief in digest.briefs() {
        let text = digest.read(&brief);
        assert!(text.contains("harmless words"), "{brief}: {text}");
        assert!(!text.contains("title: injected\n---"), "{text}");
    }
    check_site(&digest, "harmless words");
}

#[test]
fn nothing_of_a_hostile_record_or_front_matter_reaches_a_page() {
    let payload = "</script><script>steal()</script><img src=x onerror=steal()>\" onload=\"steal() {{ 7 * 191 }}";
    let json = serde_json::json!({
        "title": format!("Title {payload}"), "author": payload, "source": payload, "url": "javascript:steal()",
        "published_at": "2023-01-01", "content_html": "<p>harmless words of Umicore.</p>",
    });
    let yaml = serde_yaml::to_string(&serde_json::json!({
        "title": payload, "summary": payload, "source": { "name": payload, "url": "https://example.org/\"onclick=steal()" },
        "companies": [payload, "=cmd|' /C calc'!A0"], "technologies": [payload], "mentions": { "companies": ["<b>x</b>"] }, "extra": payload,
    }))
    .unwrap();
    let digest = DigestTest::empty()
        .fragment("a.json", json.to_string())
        .file("content/briefs/own.md", format!("---\n{yaml}---\n\n{payload}\n\n<img src=x onerror=steal()>\n\n[a](javascript:steal())\n"));
    let run = digest.run(&["build"]);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    check_site(&digest, "harmless words");
    for (name, bytes) in digest.tree("public") {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if name.ends_with(".xml") {
            assert!(!text.contains("<script"), "{name}: {text}");
        }
        if name.ends_with(".csv") {
            assert!(
                !text
                    .lines()
                    .any(|l| l.starts_with('=') || l.contains(",=") || l.contains(",\"=")),
                "{text}"
            );
        }
    }
}

#[test]
fn every_page_has_a_policy_without_inline_script() {
    let digest = DigestTest::of_this_repository();
    digest.run(&["build"]);
    let pages: Vec<_> = digest
        .tree("public")
        .into_iter()
        .filter(|(n, _)| n.ends_with(".html"))
        .collect();
    assert!(pages.len() > 50, "{}", pages.len());
    for (name, bytes) in pages {
        let page = String::from_utf8(bytes).unwrap();
        assert!(
            page.contains("Content-Security-Policy") || page.contains("http-equiv=refresh"),
            "{name} has no policy"
        );
        // An e-mail has its styles in itself, and nothing else.
        let styled = page.contains("style-src 'unsafe-inline'; img-src");
        assert_eq!(
            page.matches("unsafe-inline").count(),
            usize::from(styled),
            "{name}"
        );
        assert_eq!(styled, name.ends_with("/email.html"), "{name}");
    }
}

#[test]
fn any_bytes_make_a_brief_or_a_refusal_and_never_a_panic() {
    let deep = "<div>".repeat(100_000) + "deep words of an article";
    let attributes = format!(
        "<p {}>words</p>",
        (0..20_000)
            .map(|i| format!("a{i}=1"))
            .collect::<Vec<_>>()
            .join(" ")
    );
    let mut digest = DigestTest::empty()
        .fragment("deep.html", deep)
        .fragment("attributes.html", attributes)
        .fragment("lone.html", "<")
        .fragment("nul.html", "a\0b <p>\0</p>")
        .fragment("cut.html", "<p>An article that is cut in the mid<a href=\"")
        .fragment("deep.md", ">".repeat(5_000) + " quoted")
        .fragment("brackets.md", "[".repeat(20_000))
        .fragment("deep.json", "[".repeat(50_000));
    // A cheap deterministic source of odd bytes.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for i in 0..40 {
        let bytes: Vec<u8> = (0..500)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                b"<>&;\"'=/ pa{}[]:-\n.#*`_!\x00\xff\xc3\xa9"[usize::try_from(state % 28).unwrap()]
            })
            .collect();
        digest = digest.fragment(&format!("odd-{i:02}.html"), bytes);
    }
    let run = digest.run(&["build"]);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    assert!(run.status <= 1, "{}", run.stderr);
    assert!(digest.root().join("public/index.html").exists());
}
