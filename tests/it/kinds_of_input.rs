//! Kinds of input beyond pages and texts, and what a source says of publication: read whole, never published against it.

use briefmill::finding::Severity;
use briefmill::fragment::{Fragment, FragmentKind, Reading, read};

use crate::digest_test::DigestTest;

fn clean(name: &str, text: impl AsRef<[u8]>) -> Vec<Fragment> {
    let reading = read(name, text.as_ref(), None);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    reading.fragments
}

fn rules(reading: &Reading) -> Vec<&'static str> {
    reading.findings.iter().map(|f| f.rule).collect()
}

fn is_draft(fragment: &Fragment) -> bool {
    fragment.metadata.draft.as_ref().is_some_and(|d| d.value)
}

fn title(fragment: &Fragment) -> &str {
    fragment.metadata.title.as_ref().map_or("-", |t| &t.value)
}

const WORDPRESS: &str = r#"[
{"id":11,"date":"2026-02-03T09:00:00","status":"draft","link":"https://n.example/?p=11","title":{"rendered":"One on cells"},"content":{"rendered":"<p>Nobody has checked this yet.</p>","protected":false}},
{"id":12,"date":"2026-02-03T09:00:00","status":"private","link":"https://n.example/?p=12","title":{"rendered":"Private: Two on cells"},"content":{"rendered":"<p>A banker said so.</p>","protected":false}},
{"id":13,"date":"2026-02-03T09:00:00","status":"publish","link":"https://n.example/c","title":{"rendered":"Protected: Three"},"content":{"rendered":"","protected":true},"excerpt":{"rendered":"<p>There is no excerpt.</p>","protected":true}},
{"id":14,"date":"2026-02-03T09:00:00","status":"trash","link":"https://n.example/d","title":{"rendered":"Four on cells"},"content":{"rendered":"<p>This was wrong.</p>","protected":false}},
{"id":15,"date":"2026-02-03T09:00:00","status":"future","link":"https://n.example/e","title":{"rendered":"Five on cells"},"content":{"rendered":"<p>This comes on Monday.</p>","protected":false}},
{"id":16,"date":"2026-02-03T09:00:00","status":"publish","link":"https://n.example/f","title":{"rendered":"Six on cells"},"content":{"rendered":"<p>This one is for everybody to read.</p>","protected":false}}]"#;

#[test]
fn what_its_source_keeps_back_is_never_published() {
    let digest = DigestTest::empty()
        .fragment("w.json", WORDPRESS)
        .fragment(
            "a.md",
            "---\ntitle: A\npublished: false\n---\nSeven is no news for the public.\n",
        )
        .fragment(
            "b.md",
            "---\ntitle: B\nstatus: scheduled\n---\nEight is no news for the public.\n",
        );
    digest.expect(0, &["build"]);
    let published = digest.tree("public/briefs");
    let pages: Vec<&str> = published
        .iter()
        .filter_map(|(name, _)| name.strip_suffix("/index.html"))
        .collect();
    assert_eq!(pages, ["six-on-cells"]);
    let everywhere = digest.tree("public");
    for words in [
        "Nobody has checked",
        "A banker",
        "This was wrong",
        "on Monday",
        "Seven",
        "Eight",
    ] {
        let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(words);
        assert!(everywhere.iter().all(|(_, b)| !holds(b)), "{words}");
    }
    assert_eq!(digest.briefs().len(), 8);
}

#[test]
fn a_published_brief_goes_when_its_source_takes_it_back() {
    let post = |status: &str| {
        format!(
            r#"{{"id":7,"date":"2026-02-03","status":"{status}","link":"https://n.example/f","title":"Six on cells","content":"<p>This one was for everybody to read.</p>"}}"#
        )
    };
    let digest = DigestTest::empty().fragment("w.json", post("publish"));
    digest.expect(0, &["build"]);
    let is_published = || {
        let files = digest.tree("public").into_iter();
        files
            .filter(|(name, _)| name.contains("six-on-cells"))
            .count()
            > 0
    };
    assert!(is_published());
    digest.write("content/fragments/w.json", post("trash"));
    digest.expect(0, &["build"]);
    assert!(digest.read(&digest.briefs()[0]).contains("draft: true"));
    assert!(!is_published());
}

#[test]
fn feeds_that_hold_drafts_and_pages() {
    let wxr = "<?xml version='1.0'?><rss version='2.0' xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>N</title><link>https://n.example/</link>\
        <item><title>Out</title><link>https://n.example/out</link><content:encoded><![CDATA[<p>It is out.</p>]]></content:encoded><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:post_password></wp:post_password></item>\
        <item><title>Not out</title><link>https://n.example/not</link><content:encoded><![CDATA[<p>It is not.</p>]]></content:encoded><wp:status><![CDATA[pending]]></wp:status><wp:post_type>post</wp:post_type></item>\
        <item><title>Locked</title><link>https://n.example/locked</link><content:encoded><![CDATA[<p>It is locked.</p>]]></content:encoded><wp:status>publish</wp:status><wp:post_password>sesame</wp:post_password></item>\
        <item><title>Imprint</title><link>https://n.example/imprint</link><content:encoded><![CDATA[<p>We write.</p>]]></content:encoded><wp:status>publish</wp:status><wp:post_type>page</wp:post_type></item></channel></rss>";
    let reading = read("w.xml", wxr.as_bytes(), None);
    assert_eq!(rules(&reading), ["site-page"]);
    assert_eq!(reading.findings[0].severity, Severity::Note);
    let told: Vec<(&str, bool)> = reading
        .fragments
        .iter()
        .map(|f| (title(f), is_draft(f)))
        .collect();
    assert_eq!(told, [("Out", false), ("Not out", true), ("Locked", true)]);
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://www.w3.org/2007/app'><title>N</title><id>x</id><updated>2025-01-01T00:00:00Z</updated><entry><id>a</id><title>Not out</title><updated>2025-01-01T00:00:00Z</updated><app:control><app:draft>yes</app:draft></app:control><content type='html'>&lt;p&gt;x&lt;/p&gt;</content></entry></feed>";
    assert!(is_draft(&clean("a.xml", atom)[0]));
}

#[test]
fn a_ghost_export() {
    let export = r#"{"db":[{"meta":{"version":"5"},"data":{"posts":[
        {"id":"p1","title":"A plant takes scrap","slug":"scrap","html":"<p>It takes <a href=\"__GHOST_URL__/plan/\">scrap</a> now.</p>","type":"post","status":"published","visibility":"public","created_at":"2025-06-20T08:00:00Z","updated_at":"2025-06-30T08:00:00Z","published_at":"2025-06-23T09:30:00Z"},
        {"id":"p2","title":"Not yet","slug":"not","html":"<p>Ask them first.</p>","type":"post","status":"draft","created_at":"2025-06-25T08:00:00Z","published_at":null},
        {"id":"p3","title":"About","slug":"about","html":"<p>We write.</p>","type":"page","status":"published","published_at":"2024-01-01T00:00:00Z"}],
        "posts_authors":[{"post_id":"p1","author_id":"u2","sort_order":1},{"post_id":"p1","author_id":"u1","sort_order":0}],
        "users":[{"id":"u1","name":"Jane Roe"},{"id":"u2","name":"John Doe"}],
        "settings":[{"key":"title","value":"Scrap Letters"},{"key":"url","value":"https://scrap.example/"}]}}]}"#;
    let reading = read("g.json", export.as_bytes(), None);
    assert_eq!(rules(&reading), ["site-page"]);
    let [post, draft] = reading.fragments.as_slice() else {
        panic!("{:?}", reading.fragments)
    };
    let authors: Vec<&str> = post
        .metadata
        .authors
        .iter()
        .map(|a| a.value.as_str())
        .collect();
    assert_eq!(authors, ["Jane Roe", "John Doe"]);
    assert_eq!(
        post.metadata.date.as_ref().unwrap().value.to_string(),
        "2025-06-23"
    );
    assert_eq!(
        post.metadata.publisher.as_ref().unwrap().value,
        "Scrap Letters"
    );
    assert!(post.body.html().contains("\"https://scrap.example/plan/\""));
    assert!(!is_draft(post) && is_draft(draft) && draft.metadata.date.is_none());
}

#[test]
fn records_that_were_cut_short_or_taken_down() {
    let answer = r#"{"status":"ok","articles":[
        {"source":{"id":null,"name":"A Wire"},"title":"More stations - A Wire","description":"It will run more stations, its chairman said…","url":"https://w.example/more","publishedAt":"2025-05-02T06:00:00Z","content":"It will run more stations than last year, its chairman said, and will spend 3 billion yuan on the pl… [+2829 chars]"},
        {"source":{"id":null,"name":"[Removed]"},"title":"[Removed]","description":"[Removed]","url":"https://removed.com","publishedAt":"1970-01-01T00:00:00Z","content":"[Removed]"}]}"#;
    let digest = DigestTest::empty().fragment("n.json", answer);
    let run = digest.expect(1, &["build"]);
    assert!(
        run.stderr.contains("was taken down by its source"),
        "{}",
        run.stderr
    );
    assert!(
        run.stdout.contains("only the beginning of its article"),
        "{}",
        run.stdout
    );
    let briefs = digest.briefs();
    assert_eq!(briefs.len(), 1);
    let brief = digest.read(&briefs[0]);
    assert!(
        brief.contains("excerpt: cut-mark") && brief.trim_end().ends_with("on the pl…"),
        "{brief}"
    );
    assert!(!brief.contains("chars]"));
}

#[test]
fn an_entry_that_points_to_another_article() {
    let feed = r#"{"version":"https://jsonfeed.org/version/1","title":"A Linklog","items":[
        {"id":"1","url":"https://links.example/1","external_url":"https://cells.example/plant","title":"A plant","content_html":"<p>I had expected this later.</p>","date_published":"2025-07-28T16:02:00-06:00","author":{"name":"Jane Roe"}}]}"#;
    let digest = DigestTest::empty().fragment("l.json", feed);
    digest.expect(0, &["ingest"]);
    let brief = digest.read(&digest.briefs()[0]);
    let first = brief.find("https://cells.example/plant").unwrap();
    let second = brief.find("https://links.example/1").unwrap();
    assert!(
        first < second && brief.contains("name: A Linklog"),
        "{brief}"
    );
    let record = r#"{"title":"A plant","url":"https://cells.example/plant","via":"https://links.example/1","content":"Text."}"#;
    let via = &clean("r.json", record)[0].metadata.via;
    assert_eq!(via.as_ref().unwrap().value, "https://links.example/1");
}

#[test]
fn text_that_was_escaped_once_too_often() {
    let entry = |text: &str| {
        format!(
            "<rss version='2.0'><channel><title>N</title><link>https://n.example</link><item><title>T</title><link>https://n.example/t</link><description>{text}</description></item></channel></rss>"
        )
    };
    let twice = "&amp;lt;p&amp;gt;Cells of &amp;lt;a href=&amp;#34;https://e.example/&amp;#34;&amp;gt;LFP&amp;lt;/a&amp;gt; cost less.&amp;lt;/p&amp;gt;";
    assert_eq!(
        clean("f.xml", entry(twice))[0].body.html(),
        "<p>Cells of <a href=\"https://e.example/\">LFP</a> cost less.</p>"
    );
    let about = "&lt;p&gt;The tag &amp;lt;p&amp;gt; opens a paragraph.&lt;/p&gt;";
    assert_eq!(
        clean("f.xml", entry(about))[0].body.html(),
        "<p>The tag &lt;p&gt; opens a paragraph.</p>"
    );
}

const MAIL: &str = "Date: Tue, 3 Jun 2025 06:12:44 +0900\r\nFrom: =?UTF-8?Q?Zellblatt_=E2=80=94_Probe?= <post@m.example>\r\n\
    To: desk@e.example\r\nSubject: =?UTF-8?B?R2V3aW5uIHNpbmt0?=\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/alternative; boundary=\"b\"\r\nList-Unsubscribe: <https://m.example/u>\r\n\r\n\
    --b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGewinn f=E4llt.\r\n\r\n\
    --b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
    <html><body><h1>Gewinn sinkt</h1><p>Der Hersteller verdiente im ersten Quartal ein Drittel weniger, wie er am Mon=\r\ntag mitteilte, und w=C3=A4hlt einen neuen Chef.</p><p><a href=3D\"https://m.example/u\">Hier geht es hinaus</a></p></body></html>\r\n\r\n--b--\r\n";

#[test]
fn a_mail() {
    for name in ["a.eml", "a.txt", "a"] {
        let fragment = clean(name, MAIL).remove(0);
        let m = &fragment.metadata;
        assert_eq!(
            (
                fragment.kind,
                title(&fragment),
                m.date.as_ref().unwrap().value.to_string()
            ),
            (FragmentKind::Mail, "Gewinn sinkt", "2025-06-03".to_owned())
        );
        assert_eq!(m.publisher.as_ref().unwrap().value, "Zellblatt — Probe");
        let html = fragment.body.html().into_owned();
        assert!(
            html.contains("wählt einen neuen Chef") && !html.contains("hinaus"),
            "{html}"
        );
    }
    let digest = DigestTest::empty().fragment("a.eml", MAIL);
    digest.expect(0, &["ingest"]);
    let brief = digest.read(&digest.briefs()[0]);
    let cut = brief.lines().find(|l| l.contains("Hier geht es hinaus"));
    assert!(
        cut.is_some_and(|l| l.trim().starts_with("- { rule: ")),
        "{brief}"
    );
}

#[test]
fn mails_without_a_text_are_refused_with_what_they_hold() {
    let mail = |kind: &str| {
        format!(
            "From: a@e.example\nSubject: A file\nMIME-Version: 1.0\nContent-Type: {kind}\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjc=\n"
        )
    };
    let pdf = read(
        "a.eml",
        mail("application/pdf; name=\"plan.pdf\"").as_bytes(),
        None,
    );
    assert_eq!(rules(&pdf), ["no-article"]);
    assert!(
        pdf.findings[0].message.contains("`plan.pdf`"),
        "{:?}",
        pdf.findings
    );
    let secret = read("a.eml", mail("application/pkcs7-mime").as_bytes(), None);
    assert!(
        secret.findings[0].message.contains("encrypted"),
        "{:?}",
        secret.findings
    );
}

#[test]
fn mails_inside_mails() {
    let mut nested =
        "Content-Type: text/plain\n\nThe plant in Reno opens in May, its maker said on Monday.\n"
            .to_owned();
    for i in 0..30 {
        nested = format!(
            "Content-Type: multipart/mixed; boundary=\"b{i}\"\n\n--b{i}\n{nested}\n--b{i}--\n"
        );
    }
    let mail =
        format!("From: Jane Roe <j@e.example>\nSubject: A plant\nMIME-Version: 1.0\n{nested}");
    assert!(clean("a.eml", mail)[0].body.html().contains("opens in May"));
    let mut inner = "Subject: The inner one\nFrom: Jane Roe <j@e.example>\n\nThe plant in Reno opens in May, its maker said on Monday.\n".to_owned();
    for _ in 0..30 {
        inner = format!(
            "From: desk@e.example\nSubject: Fwd: x\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n{inner}"
        );
    }
    assert_eq!(title(&clean("a.eml", &inner)[0]), "The inner one");
    let bomb = "Content-Type: message/rfc822\n\n".repeat(100_000);
    let bomb = format!("From: a@e.example\nSubject: x\nMIME-Version: 1.0\n{bomb}");
    assert_eq!(
        rules(&read("a.eml", bomb.as_bytes(), None)),
        ["invalid-mail"]
    );
}

#[test]
fn a_mailbox_holds_several() {
    let mail = |n: u32| {
        format!(
            "From a@e.example Tue Jun  3 06:12:44 2025\nFrom: Jane Roe <j@e.example>\nSubject: Plant {n}\nMessage-ID: <{n}@e.example>\nDate: Tue, 3 Jun 2025 06:12:44 +0000\n\nThe plant in Reno opens in May, its maker said, as number {n}.\nFrom here on it makes cells.\n\n"
        )
    };
    let all = clean("news.mbox", mail(1) + &mail(2));
    let names: Vec<(&str, &str)> = all.iter().map(|f| (f.name.as_str(), title(f))).collect();
    assert_eq!(
        names,
        [
            ("news.mbox#1-e-example", "Plant 1"),
            ("news.mbox#2-e-example", "Plant 2")
        ]
    );
    assert!(all[0].body.html().contains("From here on"));
}

#[test]
fn a_web_archive_is_its_page() {
    let prose = "The maker builds a plant in Reno and will hire four hundred people for it, it said on Monday. ".repeat(4);
    let archive = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://cells.example/2025/06/03/reno\r\nSubject: A plant\r\n\
         Date: Fri, 6 Jun 2025 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\r\n\r\n\
         --x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://cells.example/2025/06/03/reno\r\n\r\n\
         <!doctype html><html><head><title>A plant in Reno</title><meta charset=utf-8></head><body><article><h1>A plant in Reno</h1><p>{prose}</p><p>{prose}</p></article></body></html>\r\n\
         --x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://cells.example/a.png\r\n\r\niVBORw0KGgo=\r\n--x--\r\n"
    );
    let fragment = clean("a.mhtml", archive).remove(0);
    let m = &fragment.metadata;
    assert_eq!(
        (fragment.kind, title(&fragment)),
        (FragmentKind::Page, "A plant in Reno")
    );
    assert_eq!(
        m.url.as_ref().unwrap().value,
        "https://cells.example/2025/06/03/reno"
    );
    // The day in the address, not the one on which it was saved.
    assert_eq!(m.date.as_ref().unwrap().value.to_string(), "2025-06-03");
}

#[test]
fn a_table_with_a_line_of_names() {
    let table = "\u{feff}Title;Date;URL;Author;Content;Status\n\"Plant; new\";2025-04-02;https://e.example/1;Jane Roe;\"First line.\n\nSecond line.\";published\nOther;2025-04-03;https://e.example/2;;Text two.;draft\n";
    let all = clean("t.csv", table);
    let [first, second] = all.as_slice() else {
        panic!("{all:?}")
    };
    assert_eq!(
        (first.kind, title(first), first.name.as_str()),
        (FragmentKind::Row, "Plant; new", "t.csv#1")
    );
    assert_eq!(first.metadata.authors[0].value, "Jane Roe");
    assert_eq!(
        first.body.html(),
        "<p>First line.</p>\n<p>Second line.</p>\n"
    );
    assert!(!is_draft(first) && is_draft(second));
    assert_eq!(rules(&read("t.csv", b"a,b\n1,2\n", None)), ["no-columns"]);
    let holes = read("t.csv", b"title,text\nA,B\n,\n,,\n x,\n\"\",\n", None);
    assert!(
        holes.fragments.len() == 2 && holes.findings.is_empty(),
        "{holes:?}"
    );
    let many = "title,text\n".to_owned() + &"A,B\n".repeat(30_000);
    let many = read("t.csv", many.as_bytes(), None);
    assert!(
        many.fragments.is_empty() && rules(&many) == ["too-many-records"],
        "{:?}",
        many.findings
    );
}

#[test]
fn containers_and_lists_are_refused_with_what_they_are() {
    for (name, bytes, what) in [
        (
            "a.docx",
            &b"PK\x03\x04\x14\0\x06\0word/document.xml"[..],
            "ZIP",
        ),
        ("a.db", b"SQLite format 3\0\x10\0\x01\x01", "SQLite"),
        ("a.pdf", b"%PDF-1.7\nthe text of it", "PDF"),
        ("a.rtf", b"{\\rtf1\\ansi A text.}", "RTF"),
        (
            "a.opml",
            b"<opml version='2.0'><body><outline text='A'/></body></opml>",
            "OPML",
        ),
        (
            "a.xml",
            b"<?xml version='1.0'?><urlset><url><loc>https://e.example/</loc></url></urlset>",
            "sitemap",
        ),
        (
            "a.xml",
            b"<?xml version='1.0'?><orders><order>Cells</order></orders>",
            "`<orders>`",
        ),
        (
            "a.url",
            b"[InternetShortcut]\nURL=https://e.example/a\n",
            "an address and no text",
        ),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Outlook"),
    ] {
        let reading = read(name, bytes, None);
        assert!(reading.fragments.is_empty(), "{name}");
        let told = &reading.findings[0];
        assert!(
            told.message.contains(what) && told.remedy.is_some(),
            "{name}: {told:?}"
        );
    }
    let mut late = b"<p>It begins as a text, as any other. </p>".repeat(2000);
    late.extend(std::iter::repeat_n([0_u8, 1, 2, 200], 20_000).flatten());
    assert_eq!(rules(&read("a.html", &late, None)), ["binary-file"]);
}

#[test]
fn large_and_broken_json_is_told_in_bounded_room() {
    let numbers = format!("[{}1]", "0,".repeat(900_000));
    assert_eq!(
        rules(&read("a.json", numbers.as_bytes(), None)),
        ["too-large"]
    );
    let broken = format!("[{}1", "0,".repeat(900_000));
    assert_eq!(
        rules(&read("a.json", broken.as_bytes(), None)),
        ["invalid-json"]
    );
    let lines = "{\"title\": \n".repeat(3000);
    assert_eq!(read("a.jsonl", lines.as_bytes(), None).findings.len(), 41);
    for value in ["null", "42", "\"text\"", "true", "[]", "{}"] {
        assert_eq!(
            rules(&read("a.json", value.as_bytes(), None)),
            ["no-article"],
            "{value}"
        );
    }
}

#[test]
fn a_source_of_round_ups_is_split_by_the_editors_rules() {
    let item = |name: &str, jobs: u32| {
        format!(
            "<h2>{name} opens a plant</h2><p>{name} opened a plant for cells on Monday. It gives work to {jobs} people.</p>"
        )
    };
    let round_up = format!("{}{}", item("Northvolt", 300), item("Svolt", 200));
    let digest = DigestTest::empty()
        .file(
            "content/rules.yaml",
            "- { source: Cell Letters, split: headings }\n",
        )
        .fragment("monday.html", &round_up)
        .fragment("monday.yaml", "source: Cell Letters\n")
        .fragment("tuesday.html", round_up.replace("Monday", "Tuesday"))
        .fragment("tuesday.yaml", "source: Another Paper\n")
        .fragment(
            "note.html",
            "<p>Morrow will pause its plant in Arendal for a year, it said on Friday.</p>",
        )
        .fragment("note.yaml", "source: Cell Letters\n");
    digest.expect(0, &["ingest"]);
    let mut of: Vec<String> = digest
        .briefs()
        .iter()
        .filter_map(|b| {
            let text = digest.read(b);
            text.lines()
                .find_map(|l| l.strip_prefix("fragment: ").map(str::to_owned))
        })
        .collect();
    of.sort();
    let expected = [
        "monday.html#northvolt-opens-a-plant",
        "monday.html#svolt-opens-a-plant",
        "note.html",
        "tuesday.html",
    ];
    assert_eq!(of, expected);
}

#[test]
fn what_a_mail_has_attached_is_named() {
    let text = "The plant in Reno opens in May, its maker said on Monday.";
    let mail = format!(
        "From: Jane Roe <j@e.example>\nSubject: A plant\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
         --b\nContent-Type: text/plain\n\n{text}\n--b\nContent-Type: text/html; name=article.html\nContent-Disposition: attachment; filename=article.html\n\n<p>More.</p>\n\
         --b\nContent-Type: application/pdf; name=plan.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n\
         --b\nContent-Type: image/png\nContent-ID: <logo>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n"
    );
    let reading = read("a.eml", mail.as_bytes(), None);
    assert_eq!(rules(&reading), ["attachment"]);
    let told = &reading.findings[0];
    assert_eq!(told.severity, Severity::Note);
    assert!(
        told.message.ends_with(": `article.html`, `plan.pdf`"),
        "{told:?}"
    );
    assert_eq!(reading.fragments.len(), 1);
}

#[test]
fn a_mailbox_of_too_many_mails_is_refused() {
    let mail = "From a@e.example Tue Jun  3 06:12:44 2025\nFrom: Jane Roe <j@e.example>\nSubject: A plant\n\nIt opens.\n\n";
    let reading = read("a.mbox", mail.repeat(20_001).as_bytes(), None);
    assert!(reading.fragments.is_empty());
    assert_eq!(rules(&reading), ["too-many-records"]);
}

#[test]
fn a_header_in_a_charset_that_nobody_states() {
    let mail = b"From: Caf\xe9 Zeitung <j@e.example>\nSubject: Caf\xe9 \xf6ffnet in M\xfcnchen\nMIME-Version: 1.0\n\nThe plant in Reno opens in May.\n";
    let reading = read("a.eml", mail, None);
    assert_eq!(
        title(&reading.fragments[0]),
        "Caf\u{e9} \u{f6}ffnet in M\u{fc}nchen"
    );
    assert_eq!(
        reading.fragments[0]
            .metadata
            .publisher
            .as_ref()
            .unwrap()
            .value,
        "Caf\u{e9} Zeitung"
    );
}

#[test]
fn pages_that_show_nothing() {
    let empty = "<html><head><title>A plant</title></head><body><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript><script src=a.js></script></body></html>";
    assert_eq!(
        rules(&read("a.html", empty.as_bytes(), None)),
        ["no-article"]
    );
    let digest = DigestTest::empty().fragment("a.html", "<!-- nothing -->");
    let run = digest.expect(1, &["ingest"]);
    assert!(
        run.stderr.contains("no article was found") && digest.briefs().is_empty(),
        "{}",
        run.stderr
    );
    let data = "<html><head><title>A plant</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"A plant\",\"articleBody\":\"The plant in Reno opens in May.\\n\\nIt hires.\"}</script></head><body><div id=root><p>Loading</p></div></body></html>";
    let reading = read("a.html", data.as_bytes(), None);
    assert_eq!(rules(&reading), ["page-data"]);
    assert_eq!(
        reading.fragments[0].body.html(),
        "<p>The plant in Reno opens in May.</p>\n<p>It hires.</p>\n"
    );
    let cartoon = "<html><head><title>A plant</title></head><body><article><h1>A plant</h1><img src=a.png alt='A plant'></article></body></html>";
    assert_eq!(read("a.html", cartoon.as_bytes(), None).fragments.len(), 1);
}

#[test]
fn a_headline_of_brackets_makes_a_brief_that_reads_back() {
    let title = format!("Maker {} raises its spending", "{[".repeat(60));
    let digest = DigestTest::empty().fragment(
        "a.txt",
        format!("{title}\n\nThe maker raised its spending on Thursday, it said.\n"),
    );
    digest.expect(0, &["ingest"]);
    let run = digest.expect(0, &["build"]);
    assert!(!run.stderr.contains("error"), "{}", run.stderr);
    assert_eq!(digest.briefs().len(), 1);
}

#[test]
fn nesting_in_front_matter_is_bounded() {
    for (name, text) in [
        (
            "a.md",
            format!("---\na: {}\n---\nThe plant opens.\n", "[".repeat(100_000)),
        ),
        (
            "a.md",
            format!("+++\na = {}\n+++\nThe plant opens.\n", "[".repeat(100_000)),
        ),
    ] {
        let reading = read(name, text.as_bytes(), None);
        assert_eq!(rules(&reading), ["invalid-front-matter"]);
        assert_eq!(reading.fragments.len(), 1);
    }
    let sidecar = format!("title: {}", "{".repeat(100_000));
    assert_eq!(
        rules(&read("a.html", b"<p>The plant opens.</p>", Some(&sidecar))),
        ["invalid-sidecar"]
    );
}

#[test]
fn the_language_of_the_text() {
    let german = "Das Werk in Reno nimmt im Mai den Betrieb auf, wie der Hersteller am Montag mitteilte, und es wird vierhundert Menschen anstellen.";
    let english = "The plant in Reno opens in May, its maker said on Monday, and it will hire four hundred people for the two lines of the hall.";
    let language = |name: &str, text: &str| {
        let fragment = clean(name, text).remove(0);
        fragment.metadata.language.map(|l| (l.value, l.rule.id))
    };
    let told = |tag: &str| Some((tag.to_owned(), "text-language"));
    assert_eq!(language("a.txt", german), told("de"));
    let page = |lang: &str, text: &str| {
        format!(
            "<html lang={lang}><head><title>A plant</title></head><body><article><h1>A plant</h1><p>{text}</p></article></body></html>"
        )
    };
    assert_eq!(language("a.html", &page("hi", english)), told("en"));
    assert_eq!(
        language("a.html", &page("de-AT", german)),
        Some(("de-AT".to_owned(), "html-lang"))
    );
    assert_eq!(
        language("a.md", &format!("---\nlanguage: fr\n---\n{german}"))
            .unwrap()
            .0,
        "fr"
    );
    let digest = DigestTest::empty()
        .fragment("a.txt", german)
        .fragment("b.html", page("hi", english));
    digest.expect(0, &["ingest"]);
    let briefs: Vec<String> = digest.briefs().iter().map(|b| digest.read(b)).collect();
    assert_eq!(
        briefs.iter().filter(|b| b.contains("language: de")).count(),
        1
    );
    assert_eq!(
        briefs.iter().filter(|b| b.contains("\nlanguage:")).count(),
        1
    );
}

#[test]
fn a_page_for_readers_without_scripts_is_read() {
    let said = "A sawmill near Joensuu sells its sawdust to a firm that turns it into hard carbon for the anodes of sodium-ion cells. \
        The new buyer pays half as much again as the maker of pellets did, and takes forty lorry loads a month.";
    let page = format!(
        "<!DOCTYPE html><html><head><title>Sawdust for cells</title></head><body><div id=app></div>\
         <noscript><p>{said}</p><p>{said}</p></noscript></body></html>"
    );
    let reading = read("a.html", page.as_bytes(), None);
    assert_eq!(rules(&reading), ["page-data"]);
    assert!(reading.fragments[0].body.html().contains("hard carbon"));
    // What only asks for scripts is no article.
    let page = page.replace(
        &format!("<p>{said}</p><p>{said}</p>"),
        "Please enable JavaScript.",
    );
    assert!(read("a.html", page.as_bytes(), None).fragments.is_empty());
}
