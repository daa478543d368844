//! Pictures of a brief on its page, by the setting `images`.

use std::collections::BTreeMap;

use super::whole::{brief, digest_of, settings, text};
use crate::digest::Digest;
use crate::picture::tests::png;
use crate::picture::{Copies, Picture};
use crate::settings::{Images, Settings};
use crate::site::Site;

const PATH: &str = "content/briefs/hall.md";

fn digest(body: &str) -> Digest {
    let front = "title: A hall\nsource: { name: Daily, url: 'https://www.daily.example/a' }";
    digest_of(vec![brief(PATH, front, body)])
}

/// A site whose brief has this text, with copies of the pictures at these addresses.
fn site(images: Images, body: &str, copied: &[&str]) -> Site {
    let settings = Settings {
        images,
        ..settings()
    };
    let picture = Picture::of(png(320, 200)).unwrap();
    let paths = copied
        .iter()
        .map(|address| ((*address).to_owned(), picture.path.clone()));
    let copies = Copies {
        of_brief: BTreeMap::from([(PATH.to_owned(), paths.collect())]),
        pictures: BTreeMap::from([(picture.path.clone(), picture)]),
    };
    Site::new(digest(body), Vec::new(), Vec::new(), copies, &settings)
        .map_err(|f| panic!("{f:#?}"))
        .unwrap()
}

fn prose(site: &Site) -> String {
    let page = text(site, "briefs/hall/index.html");
    let (_, after) = page.split_once("<div class=prose>\n").unwrap();
    let (section, _) = after.split_once("</section>").unwrap();
    let (prose, _) = section.rsplit_once("</div>").unwrap();
    prose.trim().to_owned()
}

fn check(images: Images, body: &str, copied: &[&str], expected: &str) {
    assert_eq!(prose(&site(images, body, copied)), expected, "{body}");
}

#[test]
fn a_link_says_what_a_picture_is_and_whose() {
    check(
        Images::Link,
        "![A hall](https://img.daily.example/h.jpg)\n\n![](https://cdn.example/i.jpg)",
        &[],
        "<p id=p1><a class=\"picture\" href=\"https://img.daily.example/h.jpg\" rel=nofollow><span class=\"picture-label\">Picture</span> A hall</a> <span class=\"picture-credit\">Daily</span></p>\n\
         <p><a class=\"picture\" href=\"https://cdn.example/i.jpg\" rel=nofollow><span class=\"picture-label\">Picture</span> </a> <span class=\"picture-credit\">cdn.example</span></p>",
    );
}

#[test]
fn a_copy_is_shown_with_its_size_and_credit() {
    let path = Picture::of(png(320, 200)).unwrap().path;
    let image = format!(
        "<img src=\"../../{path}\" width=320 height=200 loading=\"lazy\" alt=\"A “hall” &lt;b&gt;\">"
    );
    let credit = "<span class=\"picture-credit\">Picture: <a href=\"https://daily.example/h.jpg\" rel=nofollow>Daily</a></span>";
    let body = "![A \"hall\" \\<b>](https://daily.example/h.jpg)";
    let copied = ["https://daily.example/h.jpg"];
    check(
        Images::Copy,
        body,
        &copied,
        &format!("<p id=p1>{image} {credit}</p>"),
    );
    // A link cannot hold another: the credit comes behind it.
    check(
        Images::Copy,
        &format!("[{body}](https://daily.example/a)"),
        &copied,
        &format!(
            "<p id=p1><a href=\"https://daily.example/a\" rel=nofollow>{image}</a> {credit}</p>"
        ),
    );
    let shown = site(Images::Copy, body, &copied);
    let route = shown.find(&path).unwrap();
    assert_eq!(shown.render(route).unwrap(), png(320, 200));
    // What no page names is not there.
    assert!(site(Images::Copy, "Words.", &copied).find(&path).is_none());
}

#[test]
fn an_omitted_picture_leaves_only_the_id_of_its_block() {
    let omit = |body, expected| check(Images::Omit, body, &[], expected);
    omit(
        "One.\n\n![A hall](https://a.example/h.jpg)\n\n*A hall. Photo: A. Nowak*\n\nTwo.",
        "<p id=p1>One.</p>\n<div id=p2></div>\n<div id=p3></div>\n<p id=p4>Two.</p>",
    );
    omit(
        "One.\n\n![](https://a.example/h.jpg)\n\n*The article's own words stay.*",
        "<p id=p1>One.</p>\n<p id=p2><em>The article’s own words stay.</em></p>",
    );
    omit(
        "[![A hall](https://a.example/h.jpg)](https://a.example/)\n\nOne ![](b_files/c.png) two.",
        "<div id=p1></div>\n<p id=p2>One  two.</p>",
    );
    // Words of the text that name a photographer are no caption without a picture above them.
    omit(
        "One.\n\n*Photo: A. Nowak*",
        "<p id=p1>One.</p>\n<p id=p2><em>Photo: A. Nowak</em></p>",
    );
    omit("![x](javascript:y)", "<div id=p1></div>");
}

#[test]
fn the_page_is_another_when_the_setting_or_a_copy_is() {
    let body = "![A hall](https://a.example/h.jpg)";
    let copied = ["https://a.example/h.jpg"];
    let print = |site: &Site| {
        let route = site.find("briefs/hall/").unwrap();
        site.make(route).print()
    };
    let mut prints = vec![
        print(&site(Images::Link, body, &[])),
        print(&site(Images::Omit, body, &[])),
        print(&site(Images::Copy, body, &[])),
        print(&site(Images::Copy, body, &copied)),
    ];
    assert_eq!(print(&site(Images::Copy, body, &copied)), prints[3]);
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), 4);
}
