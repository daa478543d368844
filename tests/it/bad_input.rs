//! Bad input: a clear message, the right exit status, the others processed, nothing lost.

use crate::digest_test::{DigestTest, command, make_pipe, run};

const GOOD: &str = "<p>Redwood Materials raised money to recycle lithium-ion batteries in Nevada, the company said.</p>";

/// A good fragment beside a bad one: the good one becomes a brief, the bad one is named with the reason and the remedy.
fn check_refused(name: &str, bytes: &[u8], reason: &str, remedy: &str) {
    let digest = DigestTest::empty()
        .fragment("good.html", GOOD)
        .fragment(name, bytes);
    let run = digest.expect(1, &["build"]);
    let told = |line: String| run.stderr.lines().any(|l| l.trim_start() == line);
    assert!(
        run.stderr.contains(&format!("content/fragments/{name}"))
            && told(format!("error: {reason}"))
            && run.stderr.contains(&format!("help: {remedy}\n")),
        "{name}: {}",
        run.stderr
    );
    assert!(run.stdout.contains("1 new, 1 refused"), "{}", run.stdout);
    assert_eq!(digest.briefs().len(), 1);
    assert!(digest.root().join("public/index.html").exists());
    // It is told again at the next run, not forgotten.
    assert!(digest.expect(1, &["build"]).stderr.contains(name));
}

#[test]
fn fragments_that_cannot_be_read_are_refused_by_name() {
    let again = "collect it again, or delete it";
    check_refused("empty.html", b"", "the file is empty", again);
    check_refused("blank.txt", b" \n\t\n", "the file is empty", again);
    check_refused(
        "picture.html",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01",
        "the file is a PNG picture, not text",
        "put pictures into `static/`",
    );
    check_refused(
        "broken.json",
        b"{\"title\": \"A\", ",
        "the JSON cannot be read: EOF while parsing a value",
        "mend the JSON, or collect the file again",
    );
    check_refused(
        "only-script.html",
        b"<script>alert(1)</script>",
        "no article was found in this fragment",
        "`briefmill` reads article HTML, saved pages, mails, feeds, tables, Markdown, text and JSON; take the file out of the inbox if it is none",
    );
}

#[test]
fn a_fragment_over_the_limit_is_refused() {
    let big = format!("<p>{}</p>", "word ".repeat(250_000));
    let digest = DigestTest::empty()
        .file("briefmill.yaml", "max_fragment_mb: 1\n")
        .fragment("big.html", big)
        .fragment("good.html", GOOD);
    let run = digest.expect(1, &["ingest"]);
    assert!(
        run.stderr.contains("big.html") && run.stderr.contains("max_fragment_mb"),
        "{}",
        run.stderr
    );
    assert_eq!(digest.briefs().len(), 1);
}

#[test]
fn a_fragment_in_another_encoding_is_read() {
    let digest = DigestTest::empty().fragment(
        "a.html",
        b"<p>Die Volkswagen AG er\xf6ffnet in Salzgitter eine Zellfabrik f\xfcr Elektroautos.</p>",
    );
    digest.expect(0, &["ingest"]);
    assert!(digest.read(&digest.briefs()[0]).contains("eröffnet"));
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_inbox_is_not_waited_for() {
    let digest = DigestTest::empty().fragment("good.html", GOOD);
    let pipe = digest.root().join("content/fragments/pipe.html");
    make_pipe(&pipe);
    let run = digest.expect(1, &["ingest"]);
    assert!(
        run.stderr.contains("pipe.html") && run.stderr.contains("not a regular file"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_former_address_that_is_a_file_of_the_site_is_told() {
    for alias in ["/feed.xml", "/index.html", "/404.html"] {
        let front = format!("---\ntitle: A\ndate: 2024-01-01\naliases: [{alias}]\n---\nText\n");
        let digest = DigestTest::empty().file("content/briefs/a.md", front);
        let run = digest.expect(1, &["build"]);
        assert!(
            run.stderr.contains("content/briefs/a.md") && run.stderr.contains("`aliases`"),
            "{alias}: {}",
            run.stderr
        );
    }
    let digest = DigestTest::empty()
        .file("content/briefs/a.md", "---\ntitle: A\n---\nText\n")
        .file("static/briefs", "a file");
    let run = digest.expect(1, &["build"]);
    assert!(run.stderr.contains("static/briefs"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_any_file_is_told_and_not_waited_for() {
    for (name, status) in [
        ("briefmill.yaml", 2),
        ("content/catalogue.yaml", 2),
        (".briefmill/lock", 2),
        (".briefmill/inbox.json", 0),
        ("content/briefs/pipe.md", 1),
        ("content/companies/pipe.md", 1),
        ("content/fragments/good.yaml", 1),
        ("templates/home.html", 1),
        ("static/pipe.txt", 1),
    ] {
        let digest = DigestTest::empty().fragment("good.html", GOOD);
        let pipe = digest.root().join(name);
        std::fs::create_dir_all(pipe.parent().unwrap()).unwrap();
        let _ = std::fs::remove_file(&pipe);
        make_pipe(&pipe);
        let run = digest.expect(status, &["build"]);
        let file = name.rsplit('/').next().unwrap();
        assert!(
            status == 0 || run.stderr.contains(file),
            "{name}: {}",
            run.stderr
        );
    }
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_reported() {
    let digest = DigestTest::empty().fragment("good.html", GOOD);
    std::os::unix::fs::symlink(".", digest.root().join("content/fragments/loop")).unwrap();
    // Nothing is missing for it.
    let run = digest.expect(0, &["ingest"]);
    assert!(
        run.stderr.contains("link into its own parents"),
        "{}",
        run.stderr
    );
    assert_eq!(digest.briefs().len(), 1);
}

#[test]
fn wrong_settings_stop_before_anything_is_done() {
    for (text, message) in [
        ("titel: x\n", "did you mean `title`?"),
        ("paginate: many\n", "briefmill.yaml:1"),
        ("title: [\n", "briefmill.yaml:"),
        ("output: ../elsewhere\n", "below the digest's folder"),
        ("pages: { matrx: true }\n", "did you mean `matrix`?"),
    ] {
        let digest = DigestTest::empty()
            .file("briefmill.yaml", text)
            .fragment("good.html", GOOD);
        let run = digest.expect(2, &["build"]);
        assert!(run.stderr.contains(message), "{text}: {}", run.stderr);
        assert!(digest.briefs().is_empty() && !digest.root().join("public").exists());
    }
}

#[test]
fn a_wrong_front_matter_is_shown_with_its_line_and_the_former_site_stands() {
    let digest = DigestTest::empty()
        .file(
            "content/briefs/bad.md",
            "---\ntitle: Bad\ncompanies: LG Energy Solution\n---\nText\n",
        )
        .file("content/briefs/worse.md", "---\ntitle: a: b\n---\nText\n")
        .file(
            "content/briefs/latin.md",
            b"---\ntitle: caf\xe9\n---\nText\n",
        )
        .file("content/briefs/good.md", "---\ntitle: Good\n---\nText\n");
    let run = digest.expect(1, &["build"]);
    assert!(
        run.stderr.contains("content/briefs/bad.md:3:12"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .contains("write `companies: [LG Energy Solution]`"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("content/briefs/worse.md:2"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("content/briefs/latin.md") && run.stderr.contains("UTF-8"),
        "{}",
        run.stderr
    );
    assert!(!digest.root().join("public").exists());
    for name in ["bad", "worse", "latin"] {
        digest.write(
            &format!("content/briefs/{name}.md"),
            format!("---\ntitle: {name}\n---\nText\n"),
        );
    }
    digest.expect(0, &["build"]);
    let before = digest.tree("public");
    digest.write(
        "content/briefs/worse.md",
        "---\ntitle: worse\ndate: 31 April\n---\nText\n",
    );
    let run = digest.expect(1, &["build"]);
    assert!(run.stderr.contains("worse.md:3:7"), "{}", run.stderr);
    assert!(run.stdout.contains("public is as it was"), "{}", run.stdout);
    assert_eq!(digest.tree("public"), before);
}

#[test]
fn two_briefs_with_one_address_are_told() {
    let digest = DigestTest::empty()
        .file(
            "content/briefs/2023/01/deal.md",
            "---\ntitle: One\n---\nText\n",
        )
        .file(
            "content/briefs/2024/01/deal.md",
            "---\ntitle: Two\n---\nText\n",
        );
    let run = digest.expect(1, &["build"]);
    assert!(
        run.stderr.contains("2023/01/deal.md") && run.stderr.contains("2024/01/deal.md"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_slug_cannot_lead_out_of_the_output_folder() {
    let digest = DigestTest::empty()
        .file("content/briefs/a.md", "---\ntitle: A\nslug: ../../../escaped\ncompanies: [../../etc, CON]\naliases: [/../../x/, /old/]\n---\nText\n");
    let run = digest.run(&["build"]);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    for (name, _) in digest.tree("") {
        assert!(
            name.starts_with("public/")
                || name.starts_with("content/")
                || name.starts_with(".briefmill")
                || name == "briefmill.yaml",
            "{name}"
        );
    }
    assert!(
        !digest.root().parent().unwrap().join("x").exists()
            && !digest.root().parent().unwrap().join("escaped").exists()
    );
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let digest = DigestTest::empty().fragment("good.html", GOOD);
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), digest.root().join("public")).unwrap();
    let run = digest.expect(2, &["build"]);
    assert!(run.stderr.contains("is a link"), "{}", run.stderr);
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 0);
    std::os::unix::fs::symlink(outside.path(), digest.root().join("content/briefs/2023"))
        .unwrap_or_default();
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let digest = DigestTest::empty().fragment("good.html", GOOD);
    let folder = digest.root().join("locked");
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o555)).unwrap();
    // Root writes everywhere: there, a folder below a file stands in for a locked one.
    let root = std::fs::write(folder.join("probe"), "").is_ok();
    let output = if root {
        digest.root().join("locked/probe/site")
    } else {
        folder.join("site")
    };
    let run = digest.expect(2, &["build", "--output", output.to_str().unwrap()]);
    assert!(
        run.stderr.contains("cannot create") || run.stderr.contains("cannot write"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("locked"), "{}", run.stderr);
}

#[test]
fn a_mistake_in_a_template_is_shown_and_the_old_site_stays() {
    let digest = DigestTest::empty().fragment("good.html", GOOD);
    digest.expect(0, &["build"]);
    let before = digest.tree("public");
    digest.write("templates/home.html", "{% extends \"base.html\" %}\n{% block main %}\n  {{ no_such_thing.name }}\n{% endblock %}\n");
    let run = digest.expect(1, &["build"]);
    assert!(
        run.stderr.contains("templates/home.html:3"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("no_such_thing.name"), "{}", run.stderr);
    digest.write("templates/home.html", "{% if %}\n");
    let run = digest.expect(1, &["build"]);
    assert!(
        run.stderr.contains("templates/home.html:1"),
        "{}",
        run.stderr
    );
    assert_eq!(digest.tree("public"), before);
}

#[test]
fn a_missing_folder_and_wrong_use_are_told() {
    let missing = run(command().args(["build", "--root", "/no/such/folder"]));
    assert_eq!(missing.status, 2);
    assert!(
        missing.stderr.contains("/no/such/folder"),
        "{}",
        missing.stderr
    );
    assert_eq!(run(command().arg("bild")).status, 2);
}

#[test]
fn a_wrong_sidecar_is_named_with_its_line() {
    let digest = DigestTest::empty()
        .fragment("good.html", GOOD)
        .fragment("good.yaml", "title: A\ndaet: 2023-01-01\n");
    let run = digest.run(&["ingest"]);
    assert!(
        run.stderr.contains("content/fragments/good.yaml:2"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("daet"), "{}", run.stderr);
    assert_eq!(digest.briefs().len(), 1);
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_of_the_inbox_and_static_files_are_not_followed() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(
        outside.path().join("secret.html"),
        "<p>A secret of the machine that nobody meant to publish.</p>",
    )
    .unwrap();
    let digest = DigestTest::empty()
        .fragment("good.html", GOOD)
        .file("static/own.txt", "own");
    for (name, target) in [
        ("content/fragments/l.html", "secret.html"),
        ("static/l.html", "secret.html"),
        ("content/fragments/folder", ""),
    ] {
        std::os::unix::fs::symlink(outside.path().join(target), digest.root().join(name)).unwrap();
    }
    let run = digest.expect(1, &["build"]);
    assert!(
        run.stderr
            .contains("l.html is a link that leads out of its folder"),
        "{}",
        run.stderr
    );
    assert_eq!(digest.briefs().len(), 1);
    assert!(
        digest.root().join("public/own.txt").exists()
            && !digest.root().join("public/l.html").exists()
    );
}

#[test]
fn three_headlines_with_one_long_slug_make_three_pages() {
    let mut digest = DigestTest::empty();
    for (i, city) in ["Lima", "Toledo", "Dayton"].iter().enumerate() {
        let html = format!(
            "<h1>Ford and General Motors open three battery plants in Ohio with Korean aid</h1><p>One is in {city}, the companies said.</p>"
        );
        digest = digest.fragment(&format!("{i}.html"), html);
    }
    digest.expect(0, &["build"]);
    let pages = digest
        .tree("public/briefs")
        .into_iter()
        .filter(|(n, _)| n.starts_with("ford-"))
        .count();
    assert_eq!(pages, 3);
}

#[test]
fn characters_that_yaml_forbids_make_no_unreadable_brief() {
    let digest = DigestTest::empty().fragment(
        "a.html",
        "<h1>Tesla opens \u{fffe} a \u{ffff} plant</h1><p>In \u{7f} Nevada, Tesla said.</p>",
    );
    digest.expect(0, &["build"]);
    assert!(digest.expect(0, &["build"]).stdout.contains("1 unchanged"));
}
