//! What an editor may do to a brief, a fragment or a folder: each is kept, whatever is run afterwards, and makes no twin.

use crate::digest_test::{DigestTest, FEW_PAGES};

const NYSA: &str = "<p>Umicore will supply cathode materials to PowerCo from a plant in Nysa, Poland, the two companies said.</p>\
    <p>Their joint venture is to reach a capacity of 160 GWh a year by the end of the decade.</p>";
const OHIO: &str = "<p>Honda opened a battery plant in Ohio on Monday, its first in the state.</p><p>It employs 2,200 people, the carmaker said.</p>";

fn later() -> String {
    NYSA.replace("160 GWh", "180 GWh")
}

struct Desk {
    digest: DigestTest,
    brief: String,
}

impl Desk {
    fn new() -> Self {
        let digest = DigestTest::empty()
            .file("briefmill.yaml", FEW_PAGES)
            .fragment("nysa.html", NYSA)
            .fragment("nysa.yaml", "date: 2023-04-20\nlanguage: en\nsource: { name: Umicore, url: https://www.umicore.com/news-nysa }\n");
        digest.expect(0, &["build"]);
        let brief = digest.briefs().pop().unwrap();
        Self { digest, brief }
    }

    fn text(&self) -> String {
        self.digest.read(&self.brief)
    }

    fn save(&self, text: &str) {
        self.digest.write(&self.brief, text);
    }

    fn fragment(&self, text: &str) {
        self.digest.write("content/fragments/nysa.html", text);
    }

    fn count(&self) -> usize {
        self.digest.briefs().len()
    }

    /// A line of the brief that begins so, with its line break.
    fn line(&self, start: &str) -> String {
        let text = self.text();
        let line = text.lines().find(|l| l.starts_with(start));
        format!(
            "{}\n",
            line.unwrap_or_else(|| panic!("no {start} in {text}"))
        )
    }
}

/// One thing that an editor does to a brief's text.
struct Edit {
    name: &'static str,
    /// The lines that begin so are replaced; of none, `to` goes before the closing fence.
    line: &'static str,
    to: &'static str,
}

const fn edit(name: &'static str, line: &'static str, to: &'static str) -> Edit {
    Edit { name, line, to }
}

/// Lines of the front matter.
const LINES: &[Edit] = &[
    edit("headline", "title:", "title: Ours\n"),
    edit(
        "headline with a comment",
        "title:",
        "title: Ours # of the desk\n",
    ),
    edit(
        "headline in quotes",
        "title:",
        "title: 'Ours: it''s quoted'\n",
    ),
    edit(
        "headline in double quotes",
        "title:",
        "title: \"Ours: \\u00e9\"\n",
    ),
    edit(
        "headline folded",
        "title:",
        "title: >-\n  Ours and\n  more\n",
    ),
    edit("headline with signs", "title:", "title: Ours 🚀 ⅓ – “so”\n"),
    edit("another date", "date:", "date: 2023-04-21\n"),
    edit("a quoted date", "date:", "date: \"2023-04-20\"\n"),
    edit(
        "a date with a time",
        "date:",
        "date: 2023-04-20T09:30:00+02:00\n",
    ),
    edit("no date", "date:", ""),
    edit("another summary", "summary:", "summary: Ours.\n"),
    edit(
        "a summary of lines",
        "summary:",
        "summary: |\n  Ours\n\n  of two paragraphs\n",
    ),
    edit("no summary", "summary:", ""),
    edit(
        "companies in another order",
        "companies:",
        "companies: [PowerCo, Umicore]\n",
    ),
    edit("one company less", "companies:", "companies: [PowerCo]\n"),
    edit(
        "one company more",
        "companies:",
        "companies: [Umicore, PowerCo, Volkswagen]\n",
    ),
    edit(
        "companies as a block",
        "companies:",
        "companies:\n  - Umicore # the supplier\n  - PowerCo\n",
    ),
    edit(
        "companies over lines",
        "companies:",
        "companies: [\n  Umicore,\n  PowerCo,\n]\n",
    ),
    edit("no companies", "companies:", ""),
    edit("an empty list", "companies:", "companies: []\n"),
    edit(
        "technologies of our own",
        "technologies:",
        "technologies: [cathode]\n",
    ),
    edit("no technologies", "technologies:", ""),
    edit(
        "a source of our own",
        "source:",
        "source: { name: Our desk, url: https://desk.example/1 }\n",
    ),
    edit("a source in words", "source:", "source: A conversation\n"),
    edit(
        "two sources",
        "source:",
        "source:\n  - { name: One }\n  - { name: Two, url: https://two.example/ }\n",
    ),
    edit(
        "a key inside the source",
        "source:",
        "source: { name: Umicore, url: https://www.umicore.com/news-nysa, licence: paid }\n",
    ),
    edit("no source", "source:", ""),
    edit("another language", "language:", "language: pl\n"),
    edit(
        "a comment behind the fragment",
        "fragment:",
        "fragment: nysa.html # cleared\n",
    ),
    edit(
        "the fragment in quotes",
        "fragment:",
        "fragment: \"nysa.html\"\n",
    ),
    edit(
        "the fragment as a list",
        "fragment:",
        "fragment: [nysa.html]\n",
    ),
    edit("no fragment", "fragment:", ""),
    edit("a draft", "", "draft: true\n"),
    edit("an end", "", "expires: 2030-01-01\n"),
    edit("former addresses", "", "aliases: [/old/]\n"),
    edit("an address", "", "slug: our-own\n"),
    edit("a field of our own", "", "desk: energy\n"),
    edit(
        "a nested field of our own",
        "",
        "photo:\n  title: Nysa\n  by: { name: A. N. }\n",
    ),
    edit("an anchor and its use", "", "one: &one [a, b]\ntwo: *one\n"),
    edit("a comment", "", "# looked over by the desk\n"),
    edit("an empty line", "", "\n# below an empty line\n"),
    edit("a field that looks like ours", "", "titles: [a]\n"),
];

/// What an editor makes of a whole text.
type Change = fn(&str) -> String;

/// What becomes of a file's bytes.
type Damage = fn(&str) -> Vec<u8>;

/// Whole texts.
const TEXTS: &[(&str, Change)] = &[
    ("a paragraph more", |t| {
        format!("{t}\nA sentence of ours.\n")
    }),
    ("a paragraph first", |t| {
        t.replacen("\n---\n\n", "\n---\n\nA sentence of ours.\n\n", 1)
    }),
    ("a word of the text", |t| {
        let at = t.rfind("joint venture").unwrap();
        let (before, rest) = t.split_at(at);
        format!(
            "{before}{}",
            rest.replacen("joint venture", "venture of both", 1)
        )
    }),
    ("a paragraph less", |t| {
        let at = t.rfind("\n\n").unwrap();
        format!("{}\n", t.split_at(at).0)
    }),
    ("no text at all", |t| {
        let at = t.find("\n---\n").unwrap() + 5;
        t.split_at(at).0.to_owned()
    }),
    ("a text of our own", |t| {
        let at = t.find("\n---\n").unwrap() + 5;
        format!(
            "{}\nWe went there ourselves. It rained.\n",
            t.split_at(at).0
        )
    }),
    ("a code block and a table", |t| {
        format!(
            "{t}\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"
        )
    }),
    ("a heading underlined", |t| {
        format!("{t}\nOurs\n=======\n\nText.\n")
    }),
];

/// Texts that say the same in another layout: they are nobody's words, and follow the fragment.
const LAYOUTS: &[(&str, Change)] = &[
    ("spaces at line ends", |t| format!("{}  \n", t.trim_end())),
    ("empty lines at the end", |t| format!("{t}\n\n\n")),
    ("no line break at the end", |t| t.trim_end().to_owned()),
    ("line ends of Windows", |t| t.replace('\n', "\r\n")),
    ("a byte-order mark", |t| format!("\u{feff}{t}")),
    ("spaces behind the fence", |t| {
        t.replacen("---\n", "--- \n", 1)
    }),
    ("keys in another order", |t| {
        let line = t.lines().find(|l| l.starts_with("title:")).unwrap();
        t.replacen(&format!("{line}\n"), "", 1)
            .replacen("made:", &format!("{line}\nmade:"), 1)
    }),
];

/// After an edit: three runs, a lost cache, a later version of the fragment. The words of the edit stay, nothing else
/// comes, and a run without news changes no byte.
fn check(name: &str, desk: &Desk, words: &[&str]) {
    let holds = |when: &str| {
        let text = desk.text();
        for word in words {
            assert!(
                text.contains(word),
                "{name}, {when}: `{word}` is gone from\n{text}"
            );
        }
        assert_eq!(
            desk.count(),
            1,
            "{name}, {when}: {:?}",
            desk.digest.briefs()
        );
    };
    let edited = desk.text();
    desk.digest.expect(0, &["build"]);
    assert_eq!(
        desk.text(),
        edited,
        "{name}: an edited brief is not rewritten"
    );
    std::fs::remove_dir_all(desk.digest.root().join(".briefmill")).unwrap();
    desk.digest.expect(0, &["build"]);
    assert_eq!(desk.text(), edited, "{name}: nor without a cache");
    desk.fragment(&later());
    desk.digest.expect(0, &["build"]);
    holds("after the fragment changed");
    let now = desk.text();
    desk.digest.expect(0, &["build"]);
    assert_eq!(desk.text(), now, "{name}: it settles");
    std::fs::remove_dir_all(desk.digest.root().join(".briefmill")).unwrap();
    desk.digest.expect(0, &["build"]);
    assert_eq!(desk.text(), now, "{name}: it settles without a cache");
}

#[test]
fn every_edit_of_the_front_matter_is_kept() {
    for Edit { name, line, to } in LINES {
        let desk = Desk::new();
        let text = desk.text();
        let edited = if line.is_empty() {
            text.replacen("made:", &format!("{to}made:"), 1)
        } else {
            text.replacen(&desk.line(line), to, 1)
        };
        assert_ne!(edited, text, "{name}");
        desk.save(&edited);
        check(name, &desk, &[to]);
        if to.is_empty() {
            assert!(
                !desk.text().contains(&format!("\n{line}")),
                "{name} comes back: {}",
                desk.text()
            );
        }
    }
}

#[test]
fn a_slip_in_the_line_of_hashes_is_settled_in_one_run() {
    let desk = Desk::new();
    desk.save(&desk.text().replace("technologies=", "technolo,gies="));
    desk.fragment(&later());
    desk.digest.expect(0, &["ingest"]);
    let once = desk.text();
    assert!(!once.contains("technolo,gies"), "{once}");
    desk.digest.expect(0, &["ingest"]);
    assert_eq!(desk.text(), once);
}

#[test]
fn every_edit_of_the_text_is_kept() {
    for (name, edit) in TEXTS {
        let desk = Desk::new();
        let edited = edit(&desk.text());
        desk.save(&edited);
        let body = edited.split("\n---").nth(1).unwrap_or(&edited);
        check(name, &desk, &[body.trim_end_matches(['\r', '\n'])]);
    }
}

#[test]
fn another_layout_is_no_other_text() {
    for (name, edit) in LAYOUTS {
        let desk = Desk::new();
        desk.save(&edit(&desk.text()));
        check(name, &desk, &["180 GWh"]);
    }
}

#[test]
fn a_brief_cut_off_from_its_fragment_gets_no_twin() {
    for gone in [
        &["fragment:"][..],
        &["fragment:", "made:"],
        &["fragment:", "made:", "date:", "source:", "language:"],
        &["made:"],
    ] {
        let desk = Desk::new();
        let mut text = desk.text();
        for start in gone {
            text = text.replacen(&desk.line(start), "", 1);
        }
        desk.save(&text.replacen("title: ", "title: Ours ", 1));
        let edited = desk.text();
        check(&format!("without {gone:?}"), &desk, &["title: Ours "]);
        assert_eq!(desk.text(), edited, "without {gone:?}");
    }
}

#[test]
fn another_article_under_the_same_name_is_another_brief() {
    for touched in [false, true] {
        let digest = DigestTest::empty().fragment("latest.html", NYSA);
        digest.expect(0, &["build"]);
        let brief = digest.briefs().pop().unwrap();
        if touched {
            digest.write(
                &brief,
                digest
                    .read(&brief)
                    .replacen("title: ", "title: Our scoop ", 1),
            );
        }
        let before = digest.read(&brief);
        digest.write("content/fragments/latest.html", OHIO);
        let run = digest.expect(0, &["build"]);
        assert!(
            run.stderr.contains("is now another article"),
            "{}",
            run.stderr
        );
        assert_eq!(digest.read(&brief), before, "the old one stays");
        assert_eq!(digest.briefs().len(), 2);
        let all = digest.tree("content");
        digest.expect(0, &["build"]);
        std::fs::remove_dir_all(digest.root().join(".briefmill")).unwrap();
        digest.expect(0, &["build"]);
        assert_eq!(digest.tree("content"), all, "it settles");
        // Each follows its own article when that comes back.
        digest.write(
            "content/fragments/latest.html",
            OHIO.replace("2,200", "2,400"),
        );
        digest.expect(0, &["build"]);
        assert_eq!(digest.read(&brief), before);
        digest.write("content/fragments/latest.html", later());
        digest.expect(0, &["build"]);
        assert_eq!(digest.briefs().len(), 2);
        assert!(digest.read(&brief).contains("180 GWh"));
    }
}

#[test]
fn two_fragments_that_an_editor_made_one_story_stay_one() {
    let digest = DigestTest::empty()
        .fragment("a.html", NYSA)
        .fragment("b.html", OHIO);
    digest.expect(0, &["build"]);
    let find = |word: &str| {
        digest
            .briefs()
            .into_iter()
            .find(|b| digest.read(b).contains(word))
            .unwrap()
    };
    let (one, other) = (find("Nysa"), find("Honda"));
    digest.write(
        &one,
        digest
            .read(&one)
            .replacen("fragment: a.html", "fragment: [a.html, b.html]", 1),
    );
    std::fs::remove_file(digest.root().join(&other)).unwrap();
    digest.expect(0, &["build"]);
    assert_eq!(digest.briefs(), std::slice::from_ref(&one));
    digest.write("content/fragments/a.html", later());
    digest.expect(0, &["build"]);
    std::fs::remove_dir_all(digest.root().join(".briefmill")).unwrap();
    digest.expect(0, &["build"]);
    assert_eq!(digest.briefs(), std::slice::from_ref(&one));
    let text = digest.read(&one);
    assert!(
        text.contains("180 GWh") && text.contains("[a.html, b.html]"),
        "{text}"
    );
}

#[test]
fn a_brief_that_cannot_be_read_is_waited_for_and_the_site_stands() {
    let damages: &[(&str, Damage)] = &[
        ("emptied", |_| Vec::new()),
        ("cut short", |t| {
            t.as_bytes().iter().take(40).copied().collect()
        }),
        ("UTF-16", |t| {
            let units = t.encode_utf16().flat_map(u16::to_le_bytes);
            [0xff, 0xfe].into_iter().chain(units).collect()
        }),
        ("Latin-1", |t| {
            t.replace("title: ", "title: Caf\u{e9} ")
                .chars()
                .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
                .collect()
        }),
        ("too large", |t| {
            format!("{t}{}", "word ".repeat(250_000)).into_bytes()
        }),
        ("no headline", |t| {
            t.replacen("title:", "tilte:", 1).into_bytes()
        }),
        ("a wrong date", |t| {
            t.replacen("date: 2023-04-20", "date: 2023-04-31", 1)
                .into_bytes()
        }),
        ("a list that is none", |t| {
            t.replacen("companies: [", "companies: x, [", 1)
                .into_bytes()
        }),
        ("half typed", |t| {
            t.replacen("title: ", "title: \"", 1).into_bytes()
        }),
        ("no closing fence", |t| {
            t.replacen("\n---\n", "\n", 1).into_bytes()
        }),
        ("a merge conflict", |t| {
            format!("{t}\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> x\n").into_bytes()
        }),
        ("a merge conflict above", |t| {
            t.replacen("title: ", "<<<<<<< HEAD\ntitle: Ours\n=======\ntitle: ", 1)
                .replacen("\ndate:", "\n>>>>>>> x\ndate:", 1)
                .into_bytes()
        }),
    ];
    for (name, damage) in damages {
        for lost_cache in [false, true] {
            let desk = Desk::new();
            desk.digest
                .write("briefmill.yaml", format!("{FEW_PAGES}max_fragment_mb: 1\n"));
            let (good, site) = (desk.text(), desk.digest.tree("public"));
            if lost_cache {
                std::fs::remove_dir_all(desk.digest.root().join(".briefmill")).unwrap();
            }
            let bad = damage(&good);
            desk.digest.write(&desk.brief, &bad);
            for _ in 0..3 {
                let run = desk.digest.expect(1, &["build"]);
                assert!(run.stderr.contains(&desk.brief), "{name}: {}", run.stderr);
            }
            assert_eq!(desk.count(), 1, "{name}");
            let path = desk.digest.root().join(&desk.brief);
            assert_eq!(std::fs::read(&path).unwrap(), bad, "{name}: not touched");
            assert_eq!(desk.digest.tree("public"), site, "{name}: the site stands");
            desk.save(&good);
            desk.digest.expect(0, &["build"]);
            assert_eq!((desk.text(), desk.count()), (good, 1), "{name}: mended");
        }
    }
}

#[test]
fn others_are_made_while_one_brief_waits() {
    let desk = Desk::new();
    desk.save(&desk.text().replacen("date: 2023-04-20", "date: soon", 1));
    desk.digest.write("content/fragments/ohio.html", OHIO);
    desk.digest.expect(1, &["build"]);
    assert_eq!(
        desk.count(),
        2,
        "the one is known to be of another fragment"
    );
    let unknown = Desk::new();
    std::fs::remove_dir_all(unknown.digest.root().join(".briefmill")).unwrap();
    unknown.digest.write(&unknown.brief, "");
    unknown.digest.write("content/fragments/ohio.html", OHIO);
    let run = unknown.digest.expect(1, &["build"]);
    assert!(run.stderr.contains("no brief is made of"), "{}", run.stderr);
    assert_eq!(
        unknown.count(),
        1,
        "nobody can tell which fragment it is of"
    );
}

#[cfg(unix)]
#[test]
fn a_folder_of_briefs_that_cannot_be_read_leaves_the_site_as_it_was() {
    let desk = Desk::new();
    let site = desk.digest.tree("public");
    let (briefs, away) = (
        desk.digest.root().join("content/briefs"),
        desk.digest.root().join("away"),
    );
    std::fs::rename(&briefs, &away).unwrap();
    let expect_nothing = |what: &str| {
        let run = desk.digest.run(&["build"]);
        assert_ne!(run.status, 0, "{what}: {}", run.stderr);
        assert!(
            run.stderr.contains("content/briefs"),
            "{what}: {}",
            run.stderr
        );
        assert_eq!(desk.digest.tree("public"), site, "{what}");
    };
    std::os::unix::fs::symlink("nowhere", &briefs).unwrap();
    expect_nothing("a link that leads nowhere");
    std::fs::remove_file(&briefs).unwrap();
    std::fs::write(&briefs, "a file").unwrap();
    expect_nothing("a file");
    std::fs::remove_file(&briefs).unwrap();
    // A link to the briefs: they are read, and nothing new is written through it.
    std::os::unix::fs::symlink("../away", &briefs).unwrap();
    let run = desk.digest.expect(0, &["build"]);
    assert!(run.stderr.contains("is a link"), "{}", run.stderr);
    desk.digest.write("content/fragments/ohio.html", OHIO);
    expect_nothing("a new brief behind a link");
    std::fs::remove_file(&briefs).unwrap();
    std::fs::rename(&away, &briefs).unwrap();
    desk.digest.expect(0, &["build"]);
    assert_eq!(desk.count(), 2);
}

#[test]
fn an_update_that_was_undone_by_version_control_is_made_again() {
    let desk = Desk::new();
    let old = desk.text();
    desk.fragment(&later());
    desk.digest.expect(0, &["build"]);
    let new = desk.text();
    assert!(new.contains("180 GWh"));
    desk.save(&old);
    desk.digest.expect(0, &["build"]);
    assert_eq!(desk.text(), new);
}

#[test]
fn a_conflict_is_told_at_every_run_until_it_is_settled() {
    let desk = Desk::new();
    desk.save(&(desk.text() + "\nA sentence of ours.\n"));
    desk.fragment(&later());
    let told = |args: &[&str]| {
        desk.digest
            .expect(0, args)
            .stderr
            .contains("the edited text stands")
    };
    for args in [&["build"][..], &["build"], &["ingest"]] {
        assert!(told(args), "{args:?}");
    }
    assert!(
        desk.digest
            .run(&["check"])
            .stderr
            .contains("the edited text stands")
    );
    let why = desk.digest.expect(0, &["why", &desk.brief]);
    assert!(why.stdout.contains("180 GWh"), "{}", why.stdout);
    // Settled by word: the line goes.
    let text = desk.text();
    assert!(text.contains("\nconflicts: [body]\n"), "{text}");
    desk.save(&text.replacen("conflicts: [body]\n", "", 1));
    assert!(!told(&["build"]) && !told(&["build"]));
    // The next version is news again; settled by deed: the fragment's text is taken over.
    desk.fragment(&NYSA.replace("160 GWh", "200 GWh"));
    assert!(told(&["build"]));
    let text = desk.text();
    desk.save(
        &text
            .replace("160 GWh", "200 GWh")
            .replace("\nA sentence of ours.\n", ""),
    );
    desk.digest.expect(0, &["build"]);
    assert!(!desk.text().contains("conflicts:"), "{}", desk.text());
    assert!(!told(&["build"]));
}

#[test]
fn a_fragment_that_goes_bad_leaves_its_brief() {
    for bad in [
        "",
        "\u{0}\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}",
        "<script>x</script>",
    ] {
        let desk = Desk::new();
        let before = desk.text();
        desk.fragment(bad);
        desk.digest.expect(1, &["build"]);
        assert_eq!((desk.text(), desk.count()), (before.clone(), 1), "{bad:?}");
        desk.fragment(NYSA);
        desk.digest.expect(0, &["build"]);
        assert_eq!((desk.text(), desk.count()), (before, 1), "{bad:?}");
    }
    let desk = Desk::new();
    let before = desk.text();
    std::fs::remove_file(desk.digest.root().join("content/fragments/nysa.html")).unwrap();
    std::fs::remove_file(desk.digest.root().join("content/fragments/nysa.yaml")).unwrap();
    desk.digest.expect(0, &["build"]);
    assert_eq!(desk.text(), before);
}

#[test]
fn a_conflict_over_authors_language_or_summary_is_told_too() {
    for (field, ours, theirs) in [
        (
            "source",
            "source: { name: Our desk }\n",
            "date: 2023-04-20\nlanguage: en\nsource: { name: Umicore, url: https://www.umicore.com/news-nysa, author: Jane Roe }\n",
        ),
        (
            "language",
            "language: pl\n",
            "date: 2023-04-20\nlanguage: de\nsource: { name: Umicore, url: https://www.umicore.com/news-nysa }\n",
        ),
    ] {
        let desk = Desk::new();
        let line = desk.line(&format!("{field}:"));
        desk.save(&desk.text().replacen(&line, ours, 1));
        desk.digest.expect(0, &["build"]);
        desk.digest.write("content/fragments/nysa.yaml", theirs);
        desk.digest.expect(0, &["build"]);
        let text = desk.text();
        assert!(
            text.contains(ours) && text.contains(&format!("\nconflicts: [{field}]\n")),
            "{text}"
        );
    }
}

#[cfg(unix)]
#[test]
fn modes_stay_and_nothing_is_written_through_a_link() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let path = desk.digest.root().join(&desk.brief);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    desk.fragment(&later());
    desk.digest.expect(0, &["build"]);
    assert!(desk.text().contains("180 GWh"));
    let mode = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let elsewhere = desk.digest.root().join("elsewhere.md");
    std::fs::rename(&path, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &path).unwrap();
    let before = desk.text();
    desk.fragment(NYSA);
    for _ in 0..2 {
        let run = desk.digest.expect(0, &["build"]);
        assert!(
            run.stderr.contains("is a link"),
            "told each time: {}",
            run.stderr
        );
    }
    assert_eq!(std::fs::read_to_string(&elsewhere).unwrap(), before);
    assert!(path.is_symlink());
}

#[test]
fn a_copied_brief_is_nobody_elses() {
    let desk = Desk::new();
    let copy = "content/briefs/2023/04/copy.md";
    desk.digest
        .write(copy, desk.text().replacen("title: ", "title: Copy ", 1));
    desk.digest.expect(0, &["build"]);
    let before = desk.digest.read(copy);
    desk.fragment(&later());
    desk.digest.expect(0, &["build"]);
    desk.digest.expect(0, &["build"]);
    assert_eq!(desk.count(), 2);
    let run = desk.digest.expect(0, &["build"]);
    assert!(
        run.stderr.contains("is made from `nysa.html` too"),
        "{}",
        run.stderr
    );
    assert!(before.contains("title: Copy ") && desk.digest.read(copy).contains("title: Copy "));
}

#[test]
fn a_lock_or_a_cache_that_is_a_link_empties_nothing() {
    let desk = Desk::new();
    let precious = desk.digest.root().join("precious.txt");
    std::fs::write(&precious, "precious").unwrap();
    for name in ["lock", "inbox.json"] {
        let path = desk.digest.root().join(".briefmill").join(name);
        std::fs::remove_file(&path).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(&precious, &path).unwrap();
        desk.fragment(&later());
        let run = desk.digest.run(&["build"]);
        assert!(
            run.status < 2 || run.stderr.contains("is a link"),
            "{}",
            run.stderr
        );
        assert_eq!(
            std::fs::read_to_string(&precious).unwrap(),
            "precious",
            "{name}"
        );
        std::fs::remove_file(&path).unwrap();
        desk.digest.expect(0, &["build"]);
    }
}

/// A digest of few pages with these fragments, built once.
fn built(fragments: &[(&str, &str)]) -> DigestTest {
    let mut digest = DigestTest::empty().file("briefmill.yaml", FEW_PAGES);
    for (name, text) in fragments {
        digest = digest.fragment(name, text);
    }
    digest.run(&["build"]);
    digest
}

fn published(digest: &DigestTest) -> usize {
    let pages = digest.tree("public/briefs");
    pages
        .iter()
        .filter(|(n, _)| n.ends_with("/index.html"))
        .count()
}

#[test]
fn a_sidecar_that_cannot_be_read_publishes_nothing() {
    for broken in [
        "draft: true\ntitle: Secret: the plan\n",
        "- draft: true\n",
        "draft: true\ndraft: true\n",
    ] {
        let digest = built(&[("a.html", NYSA), ("a.yaml", "draft: true\ntitle: Secret\n")]);
        let before = digest.tree("content/briefs");
        digest.write("content/fragments/a.yaml", broken);
        let run = digest.expect(1, &["build"]);
        assert!(run.stderr.contains("a.yaml"), "{}", run.stderr);
        assert_eq!(digest.tree("content/briefs"), before, "{broken}");
        let new = built(&[("a.html", NYSA), ("a.yaml", broken)]);
        assert!(new.briefs().is_empty(), "{broken}");
    }
    let digest = built(&[("a.html", NYSA), ("a.YAML", "draft: true\n")]);
    assert!(digest.read(&digest.briefs()[0]).contains("draft: true"));
}

#[test]
fn a_fragment_that_is_renamed_and_corrected_keeps_its_brief() {
    let digest = built(&[("a.html", NYSA)]);
    let brief = digest.briefs().pop().unwrap();
    let text = digest.read(&brief).replacen("title: ", "title: Ours ", 1);
    digest.write(&brief, text.replacen("made:", "draft: true\nmade:", 1));
    std::fs::remove_file(digest.root().join("content/fragments/a.html")).unwrap();
    digest.write("content/fragments/b.html", later());
    for _ in 0..2 {
        digest.expect(0, &["build"]);
        assert_eq!(digest.briefs(), std::slice::from_ref(&brief));
    }
    let text = digest.read(&brief);
    assert!(
        text.contains("title: Ours") && text.contains("180 GWh") && text.contains("draft: true"),
        "{text}"
    );
}

#[test]
fn versions_of_an_article_under_one_address_or_key_are_one_brief() {
    let record = |text: &str, url: &str| {
        format!(
            "{{\"id\":\"k7\",\"title\":\"On Nysa\",\"url\":\"{url}\",\"content\":\"{}\"}}",
            text.replace('"', "'")
        )
    };
    let address = "https://news.example.org/2024/on-nysa";
    for (one, other) in [
        (
            ("a.json", record(NYSA, address)),
            ("b.json", record(&later(), address)),
        ),
        (
            ("a.jsonl", record(NYSA, "") + "\n{}"),
            ("b.jsonl", record(&later(), "") + "\n{}"),
        ),
    ] {
        let digest = built(&[(one.0, one.1.as_str())]);
        let brief = digest.briefs().pop().unwrap();
        digest.write(&format!("content/fragments/{}", other.0), &other.1);
        let first = digest.run(&["build"]);
        assert!(first.stderr.contains("another version"), "{}", first.stderr);
        std::fs::remove_dir_all(digest.root().join(".briefmill")).unwrap();
        digest.run(&["build"]);
        assert_eq!(digest.briefs(), std::slice::from_ref(&brief));
        assert!(digest.read(&brief).contains("160 GWh"));
    }
    // Both at once are one as well, but the records of one file are articles of their own.
    let (old, new) = (record(NYSA, address), record(&later(), address));
    let both = built(&[("a.json", &old), ("b.json", &new)]);
    assert_eq!(both.briefs().len(), 1);
    let series = format!("{old}\n{}", new.replace("k7", "k8"));
    assert_eq!(built(&[("s.jsonl", &series)]).briefs().len(), 2);
    // Two articles of one address stay two.
    let digest = built(&[
        ("a.json", &record(NYSA, address)),
        ("b.json", &record(OHIO, address)),
    ]);
    assert_eq!(digest.briefs().len(), 2);
}

#[test]
fn a_draft_among_copies_is_held_back_with_and_without_a_cache() {
    let draft = format!("---\ntitle: W\ndraft: true\n---\n{NYSA}");
    let digest = built(&[("a.html", NYSA), ("b.md", &draft)]);
    assert_eq!(published(&digest), 0);
    digest.write(
        "content/fragments/a.html",
        format!("{NYSA}<p>Shares of Umicore rose 3 percent on the news.</p>"),
    );
    for _ in 0..2 {
        digest.expect(0, &["build"]);
        std::fs::remove_dir_all(digest.root().join(".briefmill")).unwrap();
        assert_eq!((published(&digest), digest.briefs().len()), (0, 1));
    }
}

fn week(number: usize, price: &str, change: &str) -> String {
    let text = format!(
        "<p>Lithium carbonate traded at {price} yuan a tonne in the week, {change} percent against the week before.</p>\
        <p>Demand from makers of cells was steady, and stocks fell by {number}{number}0 tonnes, traders said.</p>"
    );
    format!(
        "{{\"title\":\"Lithium prices, week {number}\",\"date\":\"2025-01-{:02}\",\"url\":\"https://x.example/prices/li\",\"content\":\"{text}\"}}",
        number * 7
    )
}

#[test]
fn articles_of_a_series_are_articles_of_their_own() {
    let (one, two) = (week(1, "75,100", "1.2"), week(2, "78,900", "5.1"));
    // One after the other, the first taken away.
    let digest = built(&[("w1.json", &one)]);
    let brief = digest.briefs().pop().unwrap();
    let edited = digest.read(&brief).replacen("title: ", "title: Ours ", 1);
    digest.write(&brief, &edited);
    std::fs::remove_file(digest.root().join("content/fragments/w1.json")).unwrap();
    digest.write("content/fragments/w2.json", &two);
    digest.expect(0, &["build"]);
    assert_eq!((digest.briefs().len(), digest.read(&brief)), (2, edited));
    let both = built(&[("w1.json", &one), ("w2.json", &two)]);
    assert_eq!(both.briefs().len(), 2);
    // Beside a brief of the first that names no fragment.
    let cut_off = built(&[("w1.json", &one)]);
    let brief = cut_off.briefs().pop().unwrap();
    let text = cut_off.read(&brief);
    cut_off.write(&brief, text.replacen("fragment: w1.json\n", "", 1));
    cut_off.write("content/fragments/w2.json", &two);
    cut_off.expect(0, &["build"]);
    assert_eq!(cut_off.briefs().len(), 2);
}

#[test]
fn one_address_of_many_articles_proves_nothing() {
    let api = |title: &str, text: &str| {
        format!(
            "[{{\"title\":\"{title}\",\"url\":\"https://x.example/news/latest\",\"content\":\"{text}\"}}]"
        )
    };
    let digest = built(&[("api.json", &api("Umi", NYSA))]);
    let brief = digest.briefs().pop().unwrap();
    let text = digest.read(&brief);
    digest.write(&brief, text.replacen("title: ", "title: Ours ", 1));
    digest.write("content/fragments/api.json", api("Honda", OHIO));
    digest.expect(0, &["build"]);
    assert_eq!(digest.briefs().len(), 2);
    assert!(digest.read(&brief).contains("160 GWh"));
}

#[test]
fn a_copy_that_is_corrected_makes_no_twin() {
    let digest = built(&[("a.html", NYSA), ("b.html", NYSA)]);
    let brief = digest.briefs().pop().unwrap();
    digest.write("content/fragments/b.html", later());
    for _ in 0..2 {
        digest.expect(0, &["build"]);
        std::fs::remove_dir_all(digest.root().join(".briefmill")).unwrap();
        assert_eq!(digest.briefs(), std::slice::from_ref(&brief));
    }
    assert!(digest.read(&brief).contains("160 GWh"));
}

#[test]
fn an_editors_headline_never_stands_over_another_article() {
    // The fragment's name was corrected by hand, and holds another article later.
    let digest = built(&[("a.html", NYSA)]);
    let brief = digest.briefs().pop().unwrap();
    let text = digest.read(&brief).replacen("title: ", "title: Ours ", 1);
    digest.write(
        &brief,
        text.replacen("fragment: a.html", "fragment: umicore.html", 1),
    );
    let at = |name: &str| digest.root().join("content/fragments").join(name);
    std::fs::rename(at("a.html"), at("umicore.html")).unwrap();
    digest.expect(0, &["build"]);
    digest.write("content/fragments/umicore.html", OHIO);
    digest.expect(0, &["build"]);
    let text = digest.read(&brief);
    assert!(
        text.contains("title: Ours") && text.contains("160 GWh") && !text.contains("Honda"),
        "{text}"
    );
    assert_eq!(digest.briefs().len(), 2);

    // A story told with two articles does not become the second when the first is gone or cannot be read.
    for gone in ["", "removed"] {
        let digest = built(&[("a.html", NYSA), ("b.html", OHIO)]);
        let find = |word: &str| {
            digest
                .briefs()
                .into_iter()
                .find(|b| digest.read(b).contains(word))
                .unwrap()
        };
        let (one, other) = (find("Nysa"), find("Honda"));
        let text = digest.read(&one).replacen("title: ", "title: Ours ", 1);
        digest.write(
            &one,
            text.replacen("fragment: a.html", "fragment: [a.html, b.html]", 1),
        );
        std::fs::remove_file(digest.root().join(&other)).unwrap();
        digest.expect(0, &["build"]);
        if gone.is_empty() {
            digest.write("content/fragments/a.html", "");
        } else {
            std::fs::remove_file(digest.root().join("content/fragments/a.html")).unwrap();
        }
        for _ in 0..2 {
            digest.run(&["build"]);
            let text = digest.read(&one);
            assert!(
                text.contains("160 GWh") && !text.contains("Honda"),
                "{gone}: {text}"
            );
            assert_eq!(digest.briefs(), std::slice::from_ref(&one));
        }
    }
}

#[test]
fn a_brief_under_another_ending_or_spelling_is_not_published_behind_its_back() {
    let digest = built(&[("a.html", NYSA)]);
    let brief = digest.briefs().pop().unwrap();
    let site = digest.tree("public");
    let hidden = brief.replace(".md", ".markdown");
    let text = digest
        .read(&brief)
        .replacen("made:", "draft: true\nmade:", 1);
    std::fs::remove_file(digest.root().join(&brief)).unwrap();
    digest.write(&hidden, &text);
    let run = digest.expect(1, &["build"]);
    assert!(
        run.stderr.contains("does not end in `.md`"),
        "{}",
        run.stderr
    );
    assert_eq!(
        (digest.briefs(), digest.tree("public")),
        (vec![hidden], site)
    );
    for (line, status) in [
        ("DRAFT: true", 1),
        ("Draft: true", 1),
        ("published: false", 0),
        ("status: draft", 0),
        ("published: no", 0),
        ("Published: \"false\"", 0),
        ("Status: Draft", 0),
        ("draft: true", 0),
    ] {
        let digest = built(&[("a.html", NYSA), ("b.html", OHIO)]);
        assert_eq!(published(&digest), 2);
        let brief = digest.briefs().pop().unwrap();
        digest.write(
            &brief,
            digest
                .read(&brief)
                .replacen("made:", &format!("{line}\nmade:"), 1),
        );
        digest.expect(status, &["build"]);
        assert_eq!(
            published(&digest),
            if status == 0 { 1 } else { 2 },
            "{line}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_digest_that_has_lost_its_content_publishes_nothing() {
    let digest = built(&[("a.html", NYSA)]);
    let (site, content) = (digest.tree("public"), digest.root().join("content"));
    std::fs::rename(&content, digest.root().join("away")).unwrap();
    let expect_nothing = |what: &str| {
        let run = digest.run(&["build"]);
        assert_eq!(run.status, 2, "{what}: {}", run.stderr);
        assert_eq!(digest.tree("public"), site, "{what}");
    };
    expect_nothing("no content at all");
    for target in ["nowhere", "briefmill.yaml", "/dev/zero"] {
        let _ = std::fs::remove_dir_all(&content);
        std::os::unix::fs::symlink(target, &content).unwrap();
        expect_nothing(target);
        std::fs::remove_file(&content).unwrap();
    }
    std::fs::write(&content, "a file").unwrap();
    expect_nothing("a file");
}
