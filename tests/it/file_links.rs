//! A site whose links lead to files, as it lies on a disk: every link of every page leads to a file.

use std::path::Path;

use scraper::{Html, Selector};

use crate::digest_test::DigestTest;

/// What a page links to, with what would be loaded with it.
fn addresses(html: &str) -> Vec<String> {
    let html = Html::parse_document(html);
    let linked = Selector::parse("[href], [src], [action], meta[http-equiv=refresh]").unwrap();
    let of = |e: scraper::ElementRef<'_>| {
        let refresh = e.attr("content").and_then(|c| c.split_once("url="));
        let address = e.attr("href").or(e.attr("src")).or(e.attr("action"));
        let address = address.or(refresh.map(|(_, address)| address));
        address.unwrap().to_owned()
    };
    html.select(&linked).map(of).collect()
}

/// The repository's digest, with addresses that only an editor writes.
fn digest(links: &str) -> DigestTest {
    let test = DigestTest::of_this_repository()
        .file(
            "content/briefs/2024/05/linked.md",
            "---\ntitle: Linked\ndate: 2024-05-06\naliases: [/old/place/]\n---\n\
             See [all](/companies/), [the page](/old/place/#p1), [here](../../about/?x=1), [home](/), \
             [elsewhere](https://a.example/b/) and [gone](/gone/).\n",
        )
        .file(
            "content/pages/own.md",
            "---\ntitle: Own\n---\n[Up](..), [beside](../about/), [this](./), [below](#p1).\n",
        );
    let settings = test.read("briefmill.yaml");
    test.file("briefmill.yaml", format!("{settings}paginate: 5\n{links}"))
}

#[test]
fn every_link_of_a_site_of_files_leads_to_a_file() {
    let test = digest("links: files\n");
    test.expect(0, &["build"]);
    let root = test.root().join("public");
    let mut count = 0;
    for (name, bytes) in test.tree("public") {
        let is_page = Path::new(&name).extension().is_some_and(|e| e == "html");
        // A server shows that page, at any address.
        if !is_page || name == "404.html" {
            continue;
        }
        for address in addresses(&String::from_utf8(bytes).unwrap()) {
            let is_elsewhere = address.contains("://") || address.starts_with("mailto:");
            let path = address.split(['?', '#']).next().unwrap();
            if is_elsewhere || path.is_empty() {
                continue;
            }
            let file = root.join(&name).parent().unwrap().join(path);
            assert!(file.is_file(), "{address} on {name}");
            count += 1;
        }
    }
    assert!(count > 5_000, "{count}");
    let page = test.read("public/briefs/linked/index.html");
    for part in [
        "<a href=\"../../companies/index.html\">all</a>",
        "<a href=\"../../old/place/index.html#p1\">",
        "<a href=\"../../about/index.html?x=1\">",
        "<a href=\"../../index.html\">home</a>",
        "<a href=\"https://a.example/b/\" rel=nofollow>",
        "<span data-broken=\"/gone/\">gone</span>",
        "<link rel=canonical href=\"https://cell-desk.example/briefs/linked/\">",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let moved = test.read("public/old/place/index.html");
    assert!(
        moved.contains("url=../../briefs/linked/index.html\""),
        "{moved}"
    );
    // Where it is published, its addresses are those of folders.
    for file in [
        "sitemap.xml",
        "feed.xml",
        "feed.json",
        "feeds.opml",
        "latest.json",
        "llms.txt",
    ] {
        let text = test.read(&format!("public/{file}"));
        assert!(!text.contains("index.html"), "{file}\n{text}");
    }
}

#[test]
fn the_setting_makes_every_page_anew_and_nothing_else() {
    let test = digest("links: files\n");
    test.expect(0, &["build"]);
    let settings = test.read("briefmill.yaml");
    test.write("briefmill.yaml", settings.replace("files", "folders"));
    test.expect(0, &["build"]);
    let kept = test.tree("public");
    let fresh = digest("");
    fresh.expect(0, &["build"]);
    for ((name, bytes), (fresh_name, fresh_bytes)) in kept.iter().zip(&fresh.tree("public")) {
        assert_eq!(name, fresh_name);
        assert!(bytes == fresh_bytes, "{name}");
        let text = String::from_utf8_lossy(bytes);
        let is_page = Path::new(name).extension().is_some_and(|e| e == "html");
        // The form of the search has its file in any case.
        let text = text
            .replace("search/index.html", "")
            .replace("action=index.html", "");
        assert!(!is_page || !text.contains("index.html"), "{name}");
    }
}
