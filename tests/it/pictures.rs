//! The setting `images`, from the files of a digest to its site.

use crate::digest_test::{DigestTest, FEW_PAGES};

const PAGE: &str = "<html><head><title>A plant opens in Lodz</title><link rel=canonical href=\"https://daily.example/2025/report.html\">\
    <meta property=\"og:site_name\" content=\"Daily Example\"></head><body><article><h1>A plant opens in Lodz</h1>\
    <p>Northvolt opened a plant in Lodz on Monday, which will make 40,000 cells a year for Volkswagen, the company said.</p>\
    <p><img src=\"report_files/hall.png\" alt=\"The hall\"></p><p><img src=\"pictures/gate.png\" alt=\"The gate\"></p>\
    <p><img src=\"https://cdn.example/x/yard.png\" alt=\"The yard\"></p>\
    <p>The plant cost 400 million euros and employs 1,200 people, according to the company's chief executive.</p></article></body></html>";

/// The header of a picture, which is all that is looked at.
fn png(width: u8) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0".to_vec();
    bytes.extend([width, 0, 0, 0, 200, 8, 2, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

fn digest(images: &str) -> DigestTest {
    DigestTest::empty()
        .file("briefmill.yaml", format!("{FEW_PAGES}images: {images}\n"))
        .fragment("sub/report.html", PAGE)
        .fragment("sub/report_files/hall.png", png(1))
        .fragment("sub/report_files/style.css", "body { color: red }")
        .fragment("sub/report_files/frame.html", PAGE)
}

fn page(digest: &DigestTest) -> String {
    digest.expect(0, &["build"]);
    digest.read("public/briefs/a-plant-opens-in-lodz/index.html")
}

/// The pictures of the site, and how many a page shows.
fn shown(digest: &DigestTest) -> (usize, usize) {
    let page = page(digest);
    let files = digest.tree("public").into_iter();
    let files = files.filter(|(name, _)| name.starts_with("images/"));
    assert!(!page.contains("src=\"http"), "{page}");
    (files.count(), page.matches("<img ").count())
}

#[test]
fn parts_of_a_saved_page_are_no_fragments_and_its_pictures_are_found() {
    let digest = digest("link");
    assert_eq!(shown(&digest), (0, 0));
    assert_eq!(digest.briefs().len(), 1, "{:?}", digest.briefs());
    digest.write("briefmill.yaml", format!("{FEW_PAGES}images: copy\n"));
    assert_eq!(shown(&digest), (1, 1));
    // A picture that the page names relatively, wherever it lies below the page's folder, and the editor's own.
    digest.write("content/fragments/sub/pictures/gate.png", png(2));
    assert_eq!(shown(&digest), (2, 2));
    digest.write("content/images/yard.png", png(3));
    assert_eq!(shown(&digest), (3, 3));
    digest.write("briefmill.yaml", format!("{FEW_PAGES}images: omit\n"));
    assert_eq!(shown(&digest), (0, 0));
    assert!(!page(&digest).contains("The hall"));
}

#[test]
fn a_page_follows_its_pictures() {
    let digest = digest("copy");
    let before = page(&digest);
    digest.write("content/fragments/sub/report_files/hall.png", png(9));
    let after = page(&digest);
    assert!(before.contains("width=1 ") && after.contains("width=9 "));
    assert_eq!(shown(&digest).0, 1, "the former picture is gone");
    std::fs::remove_file(
        digest
            .root()
            .join("content/fragments/sub/report_files/hall.png"),
    )
    .unwrap();
    assert_eq!(shown(&digest), (0, 0));
    digest.write("content/images/hall.png", png(9));
    assert_eq!(page(&digest), after);
}

#[test]
fn two_pictures_of_one_name_take_no_copy_by_it() {
    let digest = digest("copy").file(
        "content/briefs/other.md",
        "---\ntitle: Other\n---\n\n![Another yard](https://b.example/yard.png)\n",
    );
    digest.write("content/images/yard.png", png(3));
    assert_eq!(shown(&digest), (1, 1));
    digest.write("content/images/cdn.example/x/yard.png", png(4));
    assert_eq!(shown(&digest), (2, 2));
}

#[test]
fn hostile_names_and_files_are_no_pictures() {
    let body = "![a](../../etc/passwd)\n\n![b](../../../../../../../../etc/passwd)\n\n![c](page.png)\n\n![d](out.png)\n\n\
        ![e](https://a.example/..%2f..%2fbriefmill.yaml)\n\n![f](file:///etc/passwd)\n\n![g](drawing.svg)\n\n![h](large.png)\n";
    let digest = DigestTest::empty()
        .file("briefmill.yaml", format!("{FEW_PAGES}images: copy\n"))
        .file(
            "content/briefs/a.md",
            format!("---\ntitle: A\nfragment: ../../briefmill.yaml\n---\n\n{body}"),
        )
        .file(
            "content/images/page.png",
            "<!doctype html><script>alert(1)</script>",
        )
        .file(
            "content/images/drawing.svg",
            "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        )
        .file(
            "content/images/large.png",
            [png(1), vec![0; 5_000_001]].concat(),
        );
    let secret = digest.root().join("secret.png");
    std::fs::write(&secret, png(7)).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&secret, digest.root().join("content/images/out.png")).unwrap();
    let run = digest.run(&["build"]);
    let page = digest.read("public/briefs/a/index.html");
    assert!(!page.contains("<img"), "{page}");
    let files = digest.tree("public");
    assert!(
        files.iter().all(|(name, _)| !name.starts_with("images/")),
        "{}",
        run.stderr
    );
    for told in ["page.png", "drawing.svg", "large.png", "out.png"] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
}
