//! Nothing that a person wrote is overwritten; running again changes nothing; a refused input harms no other.

use crate::digest_test::DigestTest;

const ARTICLE: &str = "<p>Umicore will supply cathode materials to PowerCo from a plant in Nysa, Poland, the two companies said.</p>\
    <p>Their joint venture is to reach a capacity of 160 GWh a year by the end of the decade.</p>";

fn one_article() -> (DigestTest, String) {
    let digest = DigestTest::empty().fragment("nysa.html", ARTICLE);
    digest.expect(0, &["ingest"]);
    let brief = digest.briefs().pop().unwrap();
    (digest, brief)
}

#[test]
fn a_second_run_changes_no_byte() {
    let digest = DigestTest::of_this_repository();
    let before = digest.tree("content");
    let first = digest.run(&["build"]);
    let site = digest.tree("public");
    let changed: Vec<String> = digest
        .tree("content")
        .into_iter()
        .zip(&before)
        .filter(|(a, b)| a != *b)
        .map(|(a, _)| a.0)
        .collect();
    assert!(
        changed.is_empty(),
        "a build of the committed digest changes {changed:?}"
    );
    let second = digest.run(&["build"]);
    assert_eq!(digest.tree("content"), before);
    assert_eq!(digest.tree("public"), site);
    assert_eq!(
        (first.status, second.status),
        (0, 0),
        "{}{}",
        first.stderr,
        second.stderr
    );
}

#[test]
fn two_processes_in_two_folders_make_the_same_bytes() {
    let (one, two) = (
        DigestTest::of_this_repository(),
        DigestTest::of_this_repository(),
    );
    for digest in [&one, &two] {
        std::fs::remove_dir_all(digest.root().join("content/briefs")).unwrap();
    }
    one.run(&["build"]);
    // With one thread the order of reading is another.
    let status = crate::digest_test::command()
        .args(["build", "--quiet", "--root"])
        .arg(two.root())
        .env("RAYON_NUM_THREADS", "1")
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(one.tree("content/briefs"), two.tree("content/briefs"));
    assert_eq!(one.tree("public"), two.tree("public"));
}

#[test]
fn a_lost_cache_costs_time_only() {
    let (digest, _) = one_article();
    let before = digest.tree("content");
    std::fs::remove_dir_all(digest.root().join(".briefmill")).unwrap();
    assert!(digest.expect(0, &["ingest"]).stdout.contains("1 unchanged"));
    assert_eq!(digest.tree("content"), before);
}

#[test]
fn an_untouched_brief_follows_its_fragment() {
    let (digest, brief) = one_article();
    digest.write(
        "content/fragments/nysa.html",
        ARTICLE.replace("160 GWh", "180 GWh"),
    );
    assert!(digest.expect(0, &["ingest"]).stdout.contains("1 updated"));
    assert!(digest.read(&brief).contains("180 GWh"));
}

#[test]
fn what_a_person_wrote_stays_and_the_rest_follows() {
    let (digest, brief) = one_article();
    let edited = digest
        .read(&brief)
        .lines()
        .map(|l| {
            if l.starts_with("title:") {
                "title: Mine # my own words".to_owned()
            } else {
                l.to_owned()
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
        .replace("made:", "desk-note: keep me\nmade:")
        + "\n";
    digest.write(&brief, &edited);
    assert!(digest.expect(0, &["build"]).stdout.contains("1 unchanged"));
    assert_eq!(
        digest.read(&brief),
        edited,
        "an edited brief is not rewritten"
    );
    digest.write(
        "content/fragments/nysa.html",
        ARTICLE.replace("160 GWh", "180 GWh"),
    );
    assert!(
        digest
            .expect(0, &["build"])
            .stdout
            .contains("1 kept because edited")
    );
    let now = digest.read(&brief);
    assert!(
        now.contains("title: Mine # my own words\n") && now.contains("desk-note: keep me\n"),
        "{now}"
    );
    assert!(now.contains("180 GWh"), "{now}");
    // And again: nothing to do.
    digest.expect(0, &["build"]);
    assert_eq!(digest.read(&brief), now);
}

#[test]
fn an_edited_text_stays_when_the_fragment_changes_and_the_conflict_is_told() {
    let (digest, brief) = one_article();
    digest.write(
        &brief,
        digest.read(&brief) + "\nA sentence of the desk's own.\n",
    );
    digest.write(
        "content/fragments/nysa.html",
        ARTICLE.replace("160 GWh", "180 GWh"),
    );
    let run = digest.expect(0, &["ingest", "-v"]);
    assert!(
        run.stderr.contains("the edited text stands"),
        "{}",
        run.stderr
    );
    let now = digest.read(&brief);
    assert!(
        now.contains("A sentence of the desk's own.") && now.contains("160 GWh"),
        "{now}"
    );
}

#[test]
fn a_tag_that_a_person_removed_stays_away() {
    let (digest, brief) = one_article();
    let text = digest.read(&brief);
    let line = text
        .lines()
        .find(|l| l.starts_with("companies:"))
        .unwrap_or_else(|| panic!("no companies in {text}"));
    digest.write(
        &brief,
        text.replace(&format!("{line}\n"), "companies: [PowerCo]\n"),
    );
    digest.write(
        "content/fragments/nysa.html",
        ARTICLE.replace("160 GWh", "180 GWh"),
    );
    digest.expect(0, &["ingest"]);
    assert!(digest.read(&brief).contains("companies: [PowerCo]\n"));
}

#[test]
fn a_brief_written_by_hand_is_nobody_elses() {
    let (digest, _) = one_article();
    digest.write(
        "content/briefs/own.md",
        "---\ntitle: Own\n---\n\nWritten by hand.\n",
    );
    digest.expect(0, &["build"]);
    assert_eq!(
        digest.read("content/briefs/own.md"),
        "---\ntitle: Own\n---\n\nWritten by hand.\n"
    );
    assert!(
        digest
            .read("public/briefs/own/index.html")
            .contains("Written by hand.")
    );
}

#[test]
fn the_same_article_twice_is_one_brief_with_two_sources() {
    let digest = DigestTest::empty()
        .fragment("a.html", ARTICLE)
        .fragment(
            "a.yaml",
            "source: { name: Umicore, url: https://www.umicore.com/ }\n",
        )
        .fragment("b.html", ARTICLE.replace("<p>", "<p class=\"x\">"))
        .fragment(
            "b.yaml",
            "source: { name: Volkswagen, url: https://www.volkswagen-group.com/ }\n",
        );
    let run = digest.expect(0, &["ingest"]);
    assert!(
        run.stdout.contains("1 new") && run.stdout.contains("1 the same as another"),
        "{}",
        run.stdout
    );
    assert_eq!(digest.briefs().len(), 1);
    let text = digest.read(&digest.briefs()[0]);
    assert!(
        text.contains("Umicore")
            && text.contains("volkswagen-group.com")
            && text.contains("- b.html"),
        "{text}"
    );
}

/// A headline that the tool proposed, by whichever rule, gives way to one that a copy states.
#[test]
fn the_stated_headline_of_a_copy_wins_against_a_whole_sentence() {
    // No clause of it ends within the length of a headline.
    let text = "Der Hersteller der neuen Batteriezellen für die Fahrzeuge der kommenden Baureihe \
        will das Werk in der Nähe der Hauptstadt mit allen heute dort beschäftigten Menschen \
        dauerhaft ohne jede Kürzung der vereinbarten Löhne weiterführen.";
    let record = format!(
        r#"{{"title": "Hersteller führt Zellwerk weiter", "body": "<p>{text}</p><p>Das teilte er mit.</p>"}}"#
    );
    let digest = DigestTest::empty()
        .fragment("a.html", format!("<p>{text}</p><p>Das teilte er mit.</p>"))
        .fragment("b.json", &record);
    digest.expect(0, &["ingest"]);
    let briefs = digest.briefs();
    assert_eq!(briefs.len(), 1, "{briefs:?}");
    let brief = digest.read(&briefs[0]);
    assert!(
        brief.contains("title: Hersteller führt Zellwerk weiter\n"),
        "{brief}"
    );
    let alone =
        DigestTest::empty().fragment("a.html", format!("<p>{text}</p><p>Das teilte er mit.</p>"));
    alone.expect(0, &["ingest"]);
    let brief = alone.read(&alone.briefs()[0]);
    assert!(brief.contains("title: whole-sentence"), "{brief}");
}

#[test]
fn collected_files_are_copied_and_never_replaced() {
    let digest = DigestTest::empty();
    let outside = tempfile::tempdir().unwrap();
    let file = outside.path().join("x.html");
    std::fs::write(&file, ARTICLE).unwrap();
    let name = file.to_str().unwrap().to_owned();
    digest.expect(0, &["ingest", &name]);
    assert_eq!(digest.read("content/fragments/x.html"), ARTICLE);
    std::fs::write(&file, ARTICLE.replace("Nysa", "Salzgitter")).unwrap();
    digest.expect(0, &["ingest", &name]);
    assert_eq!(
        digest.read("content/fragments/x.html"),
        ARTICLE,
        "the first stays"
    );
    assert_eq!(digest.tree("content/fragments").len(), 2);
}

#[test]
fn the_output_folder_is_replaced_only_if_briefmill_made_it() {
    let (digest, _) = one_article();
    digest.write("public/mine.txt", "mine");
    let run = digest.expect(2, &["build"]);
    assert!(
        run.stderr.contains("was not made by briefmill"),
        "{}",
        run.stderr
    );
    assert_eq!(digest.read("public/mine.txt"), "mine");
    std::fs::remove_file(digest.root().join("public/mine.txt")).unwrap();
    digest.expect(0, &["build"]);
    digest.write("public/CNAME", "digest.example");
    let run = digest.expect(2, &["build"]);
    assert!(
        run.stderr.contains("CNAME") && run.stderr.contains("static/"),
        "{}",
        run.stderr
    );
    assert_eq!(digest.read("public/CNAME"), "digest.example");
}

#[test]
fn a_brief_that_goes_takes_its_page_along() {
    let (digest, _) = one_article();
    digest.write("content/briefs/own.md", "---\ntitle: Own\n---\n\nText.\n");
    digest.expect(0, &["build"]);
    std::fs::remove_file(digest.root().join("content/briefs/own.md")).unwrap();
    digest.expect(0, &["build"]);
    assert!(!digest.root().join("public/briefs/own").exists());
}

#[test]
fn one_fragment_of_a_brief_that_becomes_another_article_leaves_it() {
    let other = "<p>Albemarle will build a lithium plant in North Carolina, the company said on Monday.</p><p>It is to open in 2027.</p>";
    let digest = DigestTest::empty()
        .fragment("a.html", ARTICLE)
        .fragment("b.html", ARTICLE);
    digest.expect(0, &["build"]);
    let brief = digest.briefs().pop().unwrap();
    let title = digest.read(&brief).lines().nth(1).unwrap().to_owned();
    digest.write(
        &brief,
        digest.read(&brief).replace(&title, "title: Our scoop"),
    );
    digest.write("content/fragments/b.html", other);
    let run = digest.expect(0, &["build"]);
    assert!(run.stderr.contains("gets one of its own"), "{}", run.stderr);
    assert_eq!(digest.briefs().len(), 2);
    let text = digest.read(&brief);
    assert!(
        text.contains("title: Our scoop")
            && text.contains("160 GWh")
            && !text.contains("Albemarle"),
        "{text}"
    );
    let before = digest.tree("content");
    digest.expect(0, &["build"]);
    assert_eq!(digest.tree("content"), before);
}

#[test]
fn entries_without_a_text_are_not_one_article() {
    let feed = "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>F</title><id>tag:x,1</id><updated>2024-01-01T00:00:00Z</updated>\
        <entry><title>Toyota opens a battery plant</title><id>tag:x,2</id><updated>2024-01-01T00:00:00Z</updated><link href=\"https://example.org/1\"/></entry>\
        <entry><title>CATL raises 5 billion dollars</title><id>tag:x,3</id><updated>2024-01-02T00:00:00Z</updated><link href=\"https://example.org/2\"/></entry></feed>";
    let digest = DigestTest::empty().fragment("f.xml", feed);
    digest.expect(0, &["ingest"]);
    assert_eq!(digest.briefs().len(), 2);
}

#[test]
fn a_record_more_at_the_top_leaves_the_others_their_briefs() {
    let record = |text: &str| format!("{{\"title\":\"Daily roundup\",\"content\":\"{text}\"}}\n");
    let old = record("Acme picks Ohio for its cell plant, the company said.")
        + &record("Zeta shuts its plant in Wales, the company said.");
    let digest = DigestTest::empty().fragment("r.jsonl", &old);
    digest.expect(0, &["ingest"]);
    let brief = digest
        .briefs()
        .into_iter()
        .find(|b| digest.read(b).contains("Ohio"))
        .unwrap();
    digest.write(
        &brief,
        digest
            .read(&brief)
            .replace("title: Daily roundup", "title: Acme picks Ohio"),
    );
    digest.write(
        "content/fragments/r.jsonl",
        record("Toyota opens a plant in Liberty, the company said.") + &old,
    );
    digest.expect(0, &["ingest"]);
    assert_eq!(digest.briefs().len(), 3);
    let text = digest.read(&brief);
    assert!(
        text.contains("title: Acme picks Ohio")
            && text.contains("picks Ohio for its cell plant")
            && !text.contains("Toyota"),
        "{text}"
    );
}

#[test]
fn comments_and_keys_of_a_persons_own_inside_a_field_stay() {
    let (digest, brief) = one_article();
    digest.write(
        "content/fragments/nysa.yaml",
        "source: { name: Umicore, url: https://www.umicore.com/ }\n",
    );
    digest.expect(0, &["ingest"]);
    let edited = digest
        .read(&brief)
        .replace(
            "source: { name: Umicore,",
            "source: { licence: paid, name: Umicore,",
        )
        .replace(
            "fragment: nysa.html\n",
            "fragment: nysa.html # cleared with the desk\n",
        );
    digest.write(&brief, &edited);
    digest.write(
        "content/fragments/nysa.yaml",
        "title: Another\nsource: { name: PowerCo, url: https://www.powerco.de/ }\n",
    );
    digest.expect(0, &["ingest"]);
    let now = digest.read(&brief);
    assert!(
        now.contains("licence: paid") && now.contains("# cleared with the desk"),
        "{now}"
    );
    assert!(now.contains("title: Another"), "{now}");
}

#[test]
fn a_merge_never_breaks_the_front_matter() {
    for own in [
        (
            "companies: [",
            "companies:\n  - Zeta Power\n\n  # why\n  - Tesla\nold-companies: [",
        ),
        ("title: ", "photo:\n  title: X\n  summary: Y\ntitle: "),
        ("companies: [", "shown: *c\ncompanies: &c ["),
    ] {
        let (digest, brief) = one_article();
        let edited = digest.read(&brief).replacen(own.0, own.1, 1);
        let edited = if own.1.contains("&c") {
            digest
                .read(&brief)
                .replacen("companies: [", "companies: &c [", 1)
                .replacen("fragment:", "shown: *c\nfragment:", 1)
        } else {
            edited
        };
        digest.write(&brief, &edited);
        digest.write(
            "content/fragments/nysa.html",
            ARTICLE
                .replace("160 GWh", "180 GWh")
                .replace("Umicore", "BASF"),
        );
        digest.expect(0, &["build"]);
        digest.expect(0, &["build"]);
        assert_eq!(digest.briefs().len(), 1, "{}", digest.read(&brief));
    }
}

#[test]
fn a_brief_that_does_not_parse_is_waited_for() {
    let (digest, brief) = one_article();
    let text = digest.read(&brief);
    std::fs::remove_file(digest.root().join(&brief)).unwrap();
    digest.write(
        "content/briefs/2024/01/moved.md",
        text.replacen("title: ", "title: \"half typed ", 1),
    );
    let run = digest.expect(1, &["build"]);
    assert!(run.stderr.contains("2024/01/moved.md"), "{}", run.stderr);
    assert_eq!(digest.briefs().len(), 1, "no second brief beside it");
    digest.write("content/briefs/2024/01/moved.md", &text);
    digest.expect(0, &["build"]);
    assert_eq!(digest.briefs().len(), 1);
}

#[test]
fn a_fragment_that_was_renamed_keeps_its_brief() {
    let (digest, brief) = one_article();
    digest.write(
        &brief,
        digest
            .read(&brief)
            .replacen("title: ", "title: Ours: ", 1)
            .replace("title: Ours: ", "title: Ours "),
    );
    std::fs::create_dir_all(digest.root().join("content/fragments/sub")).unwrap();
    std::fs::rename(
        digest.root().join("content/fragments/nysa.html"),
        digest.root().join("content/fragments/sub/other.html"),
    )
    .unwrap();
    digest.expect(0, &["build"]);
    assert_eq!(digest.briefs(), std::slice::from_ref(&brief));
    let text = digest.read(&brief);
    assert!(
        text.contains("fragment: sub/other.html") && text.contains("title: Ours "),
        "{text}"
    );
}

#[test]
fn an_edited_brief_does_not_depend_on_the_cache() {
    let (digest, brief) = one_article();
    let edited = digest.read(&brief).replacen("title: ", "title: Ours ", 1);
    digest.write(&brief, &edited);
    digest.expect(0, &["build"]);
    std::fs::remove_dir_all(digest.root().join(".briefmill")).unwrap();
    digest.expect(0, &["build"]);
    assert_eq!(digest.read(&brief), edited);
}

#[test]
fn line_ends_and_byte_order_mark_of_the_editors_stay() {
    let (digest, brief) = one_article();
    let edited = format!(
        "\u{feff}{}",
        digest
            .read(&brief)
            .replacen("title: ", "title: Ours ", 1)
            .replace('\n', "\r\n")
    );
    digest.write(&brief, &edited);
    digest.write(
        "content/fragments/nysa.html",
        ARTICLE.replace("160 GWh", "180 GWh"),
    );
    digest.expect(0, &["build"]);
    let now = digest.read(&brief);
    assert!(
        now.contains("180 GWh") && now.starts_with('\u{feff}'),
        "{now}"
    );
    assert_eq!(now.matches('\n').count(), now.matches("\r\n").count());
}

#[test]
fn a_fragment_and_its_sidecar_stay_together() {
    let digest = DigestTest::empty();
    let outside = tempfile::tempdir().unwrap();
    let folder = outside.path().to_str().unwrap().to_owned();
    for (article, title) in [
        (ARTICLE.to_owned(), "One"),
        (ARTICLE.replace("Nysa", "Salzgitter"), "Two"),
    ] {
        std::fs::write(outside.path().join("a.html"), article).unwrap();
        std::fs::write(outside.path().join("a.yaml"), format!("title: {title}\n")).unwrap();
        let run = digest.expect(0, &["ingest", &folder]);
        assert!(
            !run.stderr.contains("no fragment beside it"),
            "{}",
            run.stderr
        );
    }
    let titles: Vec<String> = digest
        .briefs()
        .iter()
        .map(|b| digest.read(b).lines().nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(titles, ["title: One", "title: Two"]);
}

#[test]
fn a_digest_is_not_brought_into_itself() {
    let (digest, _) = one_article();
    let before = digest.tree("content/fragments");
    let root = digest.root().to_str().unwrap().to_owned();
    let run = digest.expect(1, &["ingest", &root]);
    assert!(
        run.stderr.contains("holds the digest itself"),
        "{}",
        run.stderr
    );
    assert_eq!(digest.tree("content/fragments"), before);
}

#[test]
fn a_wrong_catalogue_stops_before_briefs_lose_its_decisions() {
    let (digest, brief) = one_article();
    let before = digest.read(&brief);
    digest.write("content/catalogue.yaml", "companies: [\n");
    let run = digest.expect(2, &["build"]);
    assert!(
        run.stderr.contains("content/catalogue.yaml"),
        "{}",
        run.stderr
    );
    assert_eq!(digest.read(&brief), before);
}
