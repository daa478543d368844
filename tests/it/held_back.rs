//! What its source keeps back is never published, however the source says so; and what nobody keeps back is.

use briefmill::fragment::{Fragment, read};

use crate::digest_test::DigestTest;

fn fragments(name: &str, text: &str) -> Vec<Fragment> {
    let reading = read(name, text.as_bytes(), None);
    assert!(
        reading.findings.is_empty(),
        "{name}: {:?}",
        reading.findings
    );
    reading.fragments
}

fn is_draft(fragment: &Fragment) -> bool {
    fragment.metadata.draft.as_ref().is_some_and(|d| d.value)
}

const TEXT: &str = "The mill in Lodz opens in May, its owner said, and will grind as much as all others of the town.";

#[test]
fn front_matter_in_every_form() {
    for text in [
        format!("+++\ntitle = 'A mill'\ndate = 2025-03-11\ndraft = true\n+++\n\n{TEXT}\n"),
        format!(
            "{{\n\"title\": \"A mill\",\n\"date\": \"2025-03-11\",\n\"draft\": true\n}}\n\n{TEXT}\n"
        ),
        format!("\n\n---\ntitle: A mill\ndate: 2025-03-11\ndraft: true\n---\n\n{TEXT}\n"),
        format!("Title: A mill\nDate: 2025-03-11\nStatus: draft\n\n{TEXT}\n"),
        format!("# A mill\n\nStatus: draft\nPublished: 11 March 2025\n\n{TEXT}\n"),
        format!("#+title: A mill\n#+date: 2025-03-11\n#+draft: true\n\n{TEXT}\n"),
    ] {
        let all = fragments("a.md", &text);
        let [one] = all.as_slice() else {
            panic!("{all:?}")
        };
        assert!(is_draft(one), "{text}");
        assert_eq!(
            one.metadata.title.as_ref().unwrap().value,
            "A mill",
            "{text}"
        );
        assert_eq!(
            one.metadata.date.as_ref().unwrap().value.to_string(),
            "2025-03-11",
            "{text}"
        );
        assert_eq!(one.body.html().trim(), format!("<p>{TEXT}</p>"), "{text}");
        let public = text
            .replace("draft = true", "draft = false")
            .replace("\"draft\": true", "\"draft\": false");
        let public = public
            .replace("draft: true", "draft: false")
            .replace("Status: draft", "Status: published");
        assert!(!is_draft(&fragments("a.md", &public)[0]), "{public}");
    }
    // What cannot be read still says that it is a draft.
    let broken = read(
        "a.md",
        format!("+++\ntitle = A mill\ndraft = true\n+++\n{TEXT}").as_bytes(),
        None,
    );
    assert!(is_draft(&broken.fragments[0]) && broken.findings.len() == 1);
    assert!(
        is_draft(&fragments("_drafts/a.md", TEXT)[0])
            && !is_draft(&fragments("drafts.md", TEXT)[0])
    );
    // Two rules with a line between them are text.
    let rules = fragments("a.md", &format!("---\nA line\n---\n{TEXT}\n"));
    assert!(rules[0].body.html().contains("A line"));
}

#[test]
fn exports_of_blogs() {
    let entry = |state: &str| {
        format!(
            "<entry><title>A mill</title><id>tag:{}</id><published>2025-03-11T08:00:00Z</published><content type='html'>{TEXT}</content>{state}</entry>",
            state.len()
        )
    };
    let feed = |entries: &str| {
        format!(
            "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'><title>N</title><id>x</id><updated>2025-03-11T08:00:00Z</updated>{entries}</feed>"
        )
    };
    let all = feed(&[
        entry("<blogger:status>LIVE</blogger:status><blogger:trashed></blogger:trashed>"),
        entry("<blogger:status>DRAFT</blogger:status>"),
        entry("<blogger:status>LIVE</blogger:status><blogger:trashed>2025-04-01T00:00:00Z</blogger:trashed>"),
    ].concat());
    let drafts: Vec<bool> = fragments("b.atom", &all).iter().map(is_draft).collect();
    assert_eq!(drafts, [false, true, true]);
    let comment = feed(
        &(entry("<blogger:type>POST</blogger:type>")
            + &entry("<blogger:type>COMMENT</blogger:type>")),
    );
    assert_eq!(read("b.atom", comment.as_bytes(), None).fragments.len(), 1);
}

#[test]
fn pages_and_texts() {
    let page = |class: &str, title: &str| {
        format!(
            "<!doctype html><html><head><title>{title}</title></head><body><article class='{class}'><h1>{title}</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
        )
    };
    assert!(is_draft(
        &fragments("a.html", &page("post status-private", "Private: A mill"))[0]
    ));
    assert!(is_draft(
        &fragments(
            "a.html",
            &page("post post-password-required", "Protected: A mill")
        )[0]
    ));
    assert!(!is_draft(
        &fragments("a.html", &page("post status-publish", "A mill"))[0]
    ));
    assert!(is_draft(
        &fragments(
            "a.txt",
            &format!("EMBARGOED UNTIL 12 March 2031\n\n{TEXT}\n")
        )[0]
    ));
    assert!(!is_draft(
        &fragments("a.txt", &format!("An embargo\n\n{TEXT}\n"))[0]
    ));
}

#[test]
fn none_of_it_is_published() {
    let digest = DigestTest::empty()
        .fragment(
            "a.md",
            format!("+++\ntitle = 'A'\ndraft = true\n+++\nOne. {TEXT}\n"),
        )
        .fragment(
            "b.csv",
            format!("Titel;Text;Status\nB;Two. {TEXT};Entwurf\nC;Three. {TEXT};veröffentlicht\n"),
        )
        .fragment(
            "c.txt",
            format!("TITLE: D\nSTATUS: Draft\n-----\nBODY:\nFour. {TEXT}\n-----\n--------\n"),
        );
    digest.expect(0, &["build"]);
    let everywhere = digest.tree("public");
    for (words, public) in [
        ("One.", false),
        ("Two.", false),
        ("Three.", true),
        ("Four.", false),
    ] {
        let holds = everywhere
            .iter()
            .any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(words));
        assert_eq!(holds, public, "{words}");
    }
}
