//! No word leaves a page in secret: each that a reader of the page could see is in the brief's text, in its headline, or
//! in a cut with its rule.

use std::collections::{BTreeMap, BTreeSet};

use briefmill::brief::markdown::to_markdown;
use briefmill::clean::{Context, Cut, RULES, clean};
use briefmill::fragment::{Fragment, PAGE_RULES, read};
use briefmill::rule::{Rule, Stage};
use scraper::{Html, Node};

use crate::digest_test::DigestTest;

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
}

/// How often each word stands in the page, scripts, styles and the head aside.
fn seen(page: &str) -> BTreeMap<String, usize> {
    let html = Html::parse_document(page);
    let mut counts = BTreeMap::new();
    for node in html.tree.nodes() {
        let Node::Text(text) = node.value() else {
            continue;
        };
        let unseen = |n: ego_tree::NodeRef<'_, Node>| {
            n.value().as_element().is_some_and(|e| {
                matches!(
                    e.name(),
                    "script" | "style" | "head" | "template" | "noscript" | "iframe" | "title"
                )
            })
        };
        if !node.ancestors().any(unseen) {
            for word in words(text) {
                *counts.entry(word).or_default() += 1;
            }
        }
    }
    counts
}

fn only(name: &str, page: &str) -> Fragment {
    let mut fragments = read(name, page.as_bytes(), None).fragments;
    assert_eq!(fragments.len(), 1, "{name}");
    fragments.remove(0)
}

/// The words of a page that are nowhere any more, the brief's text and the cuts.
fn lost(name: &str, page: &str) -> (Vec<String>, String, Vec<Cut>) {
    let fragment = only(name, page);
    let title = fragment.metadata.title.map(|t| t.value);
    let context = Context {
        base_url: None,
        title: title.as_deref(),
    };
    let cleaned = clean(fragment.body, &context);
    let markdown = to_markdown(&cleaned.article);
    // Words of the page may be joined where nothing but an element's border parts them, hence parts of words count.
    let cuts = cleaned.cuts.iter().map(|c| c.text.as_str());
    let kept: Vec<String> = cuts.chain([markdown.as_str()]).flat_map(words).collect();
    let kept = kept.join(" ");
    let gone = seen(page)
        .into_iter()
        .filter(|(word, count)| kept.matches(word.as_str()).count() < *count)
        .map(|(word, _)| word);
    (gone.collect(), markdown, cleaned.cuts)
}

/// The pages of `tests/pages`, with their names.
fn pages() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages");
    let mut pages: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    pages.sort();
    assert!(pages.len() >= 4);
    pages
}

#[test]
fn no_word_leaves_a_page_in_secret() {
    for (name, page) in pages() {
        let (gone, markdown, cuts) = lost(&name, &page);
        assert!(gone.is_empty(), "{name}: {gone:?}\n{markdown}\n{cuts:#?}");
        assert!(!markdown.trim().is_empty(), "{name}");
    }
}

#[test]
fn each_rule_of_a_page_takes_what_it_says() {
    let (_, page) = pages().into_iter().find(|p| p.0 == "news.html").unwrap();
    let (_, markdown, cuts) = lost("news.html", &page);
    for (rule, words) in [
        ("page-navigation", "Cells Grid"),
        ("page-navigation", "© The Daily Volt Imprint"),
        ("page-controls", "English Deutsch"),
        ("page-controls", "Accept"),
        ("page-hidden", "Words that a style hides"),
        ("page-hidden", "Your browser plays no films."),
        ("page-comments", "I have waited years for this plant"),
        ("page-beside", "Facebook Twitter"),
        ("page-headline", "Cell plant opens in May"),
        ("page-outside", "Words right in the body"),
        ("page-outside", "More of the paper stands here"),
        ("promotion", "Also read: Second plant for the north"),
    ] {
        let found = cuts
            .iter()
            .any(|c| c.rule.id == rule && c.text.contains(words));
        assert!(found, "{rule}: {words}\n{cuts:#?}");
        assert!(!markdown.contains(words), "{words}");
    }
    for words in [
        "Loose words before the items",
        "Loose words before the terms",
        "The plant in winter",
        // A box of facts inside the article, though it is an `<aside>`.
        "Twelve lines, nine hundred jobs",
        "capacity = 4 GWh",
    ] {
        assert!(markdown.contains(words), "{words}\n{markdown}");
    }
}

/// A short page of a paper, with these blocks in its article.
fn short_page(blocks: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><title>Plant closes in Heide - Herald</title></head><body>\
         <header><a href=/>Herald</a><nav><a href=/a>News</a><a href=/b>Markets</a></nav></header>\
         <main><article><h1>Plant closes in Heide</h1><div class=text>{blocks}</div></article></main>\
         <aside><h3>Most read</h3><ol><li><a href=/1>One story of the day</a></li></ol></aside>\
         <footer>© Herald</footer></body></html>"
    )
}

const PROSE: &str = "<p>The maker of cells said on Tuesday that it will close its plant in Heide by the end of March, which costs 1,200 jobs.</p>\
    <p>It told its suppliers that the last orders leave the hall in January, according to a letter that this newspaper has seen.</p>";

#[test]
fn figures_headings_and_last_lines_of_an_article_stay() {
    for (blocks, kept) in [
        // Tables of figures without a header, with links in a column, under a heading at the end.
        (
            "<figure class=wp-block-table><table><tr><td>Jobs</td><td>1,200</td></tr><tr><td>Aid</td><td>€600m</td></tr></table></figure>",
            "€600m",
        ),
        (
            "<table><tr><th>Rank</th><th>Maker</th></tr><tr><td>1</td><td><a href=/c/1>First</a></td></tr><tr><td>2</td><td><a href=/c/2>Second</a></td></tr></table>",
            "Second",
        ),
        (
            "<h2>Results</h2><table><tr><td>Sales</td><td>128</td></tr><tr><td>Loss</td><td>1,167</td></tr></table>",
            "Results",
        ),
        (
            "<h3>How to apply</h3><p>Cell Works Heide<br>Hafenstr. 1</p>",
            "How to apply",
        ),
        // Nobody ends a line with a full stop here.
        (
            "<p>The second part costs 1.2 billion euros</p><p>A carmaker buys all of it until 2030</p><p>A fund is its partner there</p>",
            "A fund is its partner there",
        ),
    ] {
        for page in [
            short_page(&format!("{PROSE}{blocks}")),
            short_page(&format!("{PROSE}{blocks}{PROSE}")),
        ] {
            let (gone, markdown, cuts) = lost("short.html", &page);
            assert!(gone.is_empty(), "{gone:?}");
            assert!(markdown.contains(kept), "{kept}\n{markdown}\n{cuts:#?}");
            assert!(!markdown.contains("One story of the day"), "{markdown}");
        }
    }
}

#[test]
fn comments_beside_an_article_are_never_it() {
    let comment = "<li class=comment><p>I worked there for two years and never saw a plant that was run as well as that one was, so I am sorry to read this.</p></li>";
    let page = short_page(&PROSE.repeat(5)).replace(
        "</article>",
        &format!("</article><ol class=comments>{}</ol>", comment.repeat(12)),
    );
    let (_, markdown, cuts) = lost("page.html", &page);
    assert!(!markdown.contains("I worked there"), "{markdown}");
    assert!(
        cuts.iter().any(|c| c.rule.id == "page-comments"),
        "{cuts:#?}"
    );
}

#[test]
fn cuts_stand_in_reading_order() {
    let (_, page) = pages().into_iter().find(|p| p.0 == "news.html").unwrap();
    let (_, _, cuts) = lost("news.html", &page);
    let place = |words: &str| cuts.iter().position(|c| c.text.contains(words)).unwrap();
    let places = [
        "Skip to content",
        "Facebook",
        "Also read",
        "I have waited",
        "Imprint",
    ]
    .map(place);
    assert!(places.is_sorted(), "{places:?} {cuts:#?}");
}

#[test]
fn rules_have_ids_of_their_own_and_words() {
    let rules: Vec<&Rule> = PAGE_RULES.iter().chain(RULES).copied().collect();
    let ids: BTreeSet<&str> = rules.iter().map(|r| r.id).collect();
    assert_eq!(ids.len(), rules.len());
    for rule in rules {
        let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
        // The editor's rule is called as the file is.
        let id = rule.id.chars().all(kebab) || rule.id == "rules.yaml";
        assert!(id && !rule.words.is_empty(), "{rule}");
        let page = rule.id.starts_with("page-");
        assert_eq!(page, rule.stage == Stage::Page, "{rule}");
    }
}

#[test]
fn why_lists_all_and_the_brief_what_matters() {
    let (_, page) = pages().into_iter().find(|p| p.0 == "news.html").unwrap();
    let teasers = (0..300).fold(String::new(), |all, i| {
        all + &format!("<div><a href=/{i}>Teaser number {i} of this very long page</a></div>")
    });
    let page = page.replace("</body>", &format!("{teasers}</body>"));
    let digest = DigestTest::empty().fragment("plant.html", page);
    digest.expect(0, &["ingest"]);
    let why = digest.expect(0, &["why", "plant", "--json"]).stdout;
    let why: serde_json::Value = serde_json::from_str(&why).unwrap();
    let all = why["cuts"].to_string();
    let brief = digest.read(&digest.briefs()[0]);
    for i in 0..300 {
        assert!(all.contains(&format!("Teaser number {i} of")), "{i}");
    }
    assert!(
        brief.contains("I have waited years for this plant"),
        "{brief}"
    );
    assert!(brief.contains("more pieces"), "{brief}");
    assert!(brief.lines().count() < 70, "{brief}");
}
