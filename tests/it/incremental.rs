//! Builds that make only what changed: the same bytes as a build from nothing, whatever was changed, whatever became of
//! what is kept between runs, and at whatever instant a run is ended.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::digest_test::{DigestTest, FEW_PAGES, Preview, command, run, tree};

/// Numbers that look random and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.roll(all.len())]
    }
}

const FIRMS: &[&str] = &[
    "Northvolt",
    "CATL",
    "Acme Analytics",
    "Tesla",
    "Vexara Pumps",
];
const THINGS: &[&str] = &["sodium-ion battery", "wind turbine", "heat pump", "LFP"];
const SENTENCES: &[&str] = &[
    "Northvolt will build a plant in Borlänge for 400 million euros by 2027.",
    "CATL raised its forecast by 12 per cent.",
    "The firm, based in Ohio, employs 2,300 people.",
    "Tesla and Northvolt signed a contract worth $1.2 billion.",
    "A sodium-ion battery costs a third less, it said on Monday.",
    "See [the first report](/briefs/b1/) and [another](https://a.example/x).",
    "Vexara Pumps Ltd (NASDAQ: VXRA), a maker of pumps, said its profit rose.",
    "The heat pump heats 40,000 homes in Lodz and in Bern.",
];

fn brief(dice: &mut Dice) -> String {
    let mut body = String::new();
    for _ in 0..=dice.roll(3) {
        for _ in 0..=dice.roll(3) {
            body += dice.one_of(SENTENCES);
            body.push(' ');
        }
        body += "\n\n";
    }
    let mut front = format!(
        "title: \"{} {}\"\n",
        dice.one_of(FIRMS),
        dice.one_of(&[
            "builds a plant",
            "raises $5 million",
            "names a chief",
            "<cuts> & \\\"adds\\\""
        ])
    );
    if dice.roll(5) > 0 {
        front += &format!("date: 2025-0{}-1{}\n", 1 + dice.roll(3), dice.roll(4));
    }
    if dice.roll(2) > 0 {
        front += "summary: It is said in one sentence.\n";
    }
    front += &format!(
        "companies: [{}, {}]\n",
        dice.one_of(FIRMS),
        dice.one_of(FIRMS)
    );
    if dice.roll(2) > 0 {
        front += &format!("technologies: [{}]\n", dice.one_of(THINGS));
    }
    if dice.roll(3) == 0 {
        front += &format!("mentions:\n  companies: [{}]\n", dice.one_of(FIRMS));
    }
    if dice.roll(3) == 0 {
        front += &format!(
            "source:\n  name: {}\n  url: https://{}.example/a\n",
            dice.one_of(&["Daily", "Weekly"]),
            dice.one_of(&["daily", "weekly"])
        );
    }
    if dice.roll(6) == 0 {
        front += "desk: north\n";
    }
    if dice.roll(8) == 0 {
        front += "aliases: [/old/place/]\n";
    }
    if dice.roll(9) == 0 {
        front += "draft: true\n";
    }
    format!("---\n{front}---\n\n{body}")
}

/// One change of the digest: the file, and its new text or none.
fn change(dice: &mut Dice) -> (String, Option<String>) {
    let number = dice.roll(9);
    let some = |name: &str, text: &str| (name.to_owned(), Some(text.to_owned()));
    let gone = |name: &str| (name.to_owned(), None);
    match dice.roll(24) {
        0 => (format!("content/briefs/b{number}.md"), None),
        1 => some("content/companies/northvolt.md", dice.one_of(&["---\ntitle: Northvolt\naliases: [NV]\n---\nA [maker](/companies/tesla/).\n", "---\ntitle: Northvolt\ncountry: SE\n---\nOther words.\n"])),
        2 => gone("content/companies/northvolt.md"),
        3 => some("content/technologies/lfp.md", "---\ntitle: LFP\nparent: sodium-ion battery\n---\nIron.\n"),
        4 => gone("content/technologies/lfp.md"),
        5 => some("content/pages/method.md", dice.one_of(&["---\ntitle: Method\n---\nHow.\n", "---\ntitle: The method\n---\nHow, [briefly](/briefs/b2/).\n"])),
        6 => gone("content/pages/method.md"),
        7 => some("templates/card.html", dice.one_of(&["<li>{{ brief.title }} {{ site.counts.briefs }}</li>\n", "<li><a href=\"{{ root }}{{ brief.url }}\">{{ brief.title }}</a></li>\n"])),
        8 => gone("templates/card.html"),
        9 => some("templates/term.html", "{% extends \"base.html\" %}{% block main %}{{ term.name }} {{ site.last_date_text }}{% for c in cards %}{{ c }}{% endfor %}{% endblock main %}"),
        10 => gone("templates/term.html"),
        11 => some("static/robots.txt", dice.one_of(&["User-agent: *\n", "# none\n"])),
        12 => gone("static/robots.txt"),
        13 => some("static/style.css", dice.one_of(&["body{}\n", "body{color:red}\n"])),
        14 => gone("static/style.css"),
        15 => some("briefmill.yaml", dice.one_of(&["title: One\nbase_url: https://a.example/\npaginate: 3\n", "title: Two\nbase_url: https://a.example/\npaginate: 5\npages: { matrix: false, data: false }\n", "title: One\nbase_url: https://b.example/d/\npublisher: P\nfeed_entries: 2\n"])),
        16 => some("content/catalogue.yaml", dice.one_of(&["companies:\n  - name: Acme Analytics\n    aliases: [Acme]\n", "companies:\n  - name: Northvolt\n    aliases: [NV]\n"])),
        17 => gone("content/catalogue.yaml"),
        18 => (format!("content/fragments/f{number}.html"), Some(format!("<h1>{} opens a plant</h1><p>{} {}</p><p>{}</p>", dice.one_of(FIRMS), dice.one_of(SENTENCES), dice.one_of(SENTENCES), dice.one_of(SENTENCES)))),
        _ => (format!("content/briefs/b{number}.md"), Some(brief(dice))),
    }
}

/// A digest that keeps what it has worked out, and its like that never does.
struct Pair {
    warm: DigestTest,
    cold: DigestTest,
}

impl Pair {
    fn of(start: impl Fn() -> DigestTest) -> Self {
        Self {
            warm: start(),
            cold: start(),
        }
    }

    fn apply(&self, (name, text): &(String, Option<String>)) {
        for digest in [&self.warm, &self.cold] {
            match text {
                Some(text) => digest.write(name, text),
                None => drop(std::fs::remove_file(digest.root().join(name))),
            }
        }
    }

    /// Builds both, the one from nothing, and compares the sites.
    fn compare(&self, told: &str) {
        // What is known of the inbox stays: it decides what is told of fragments.
        let cache = self.cold.root().join(".briefmill");
        for entry in std::fs::read_dir(&cache).into_iter().flatten().flatten() {
            if entry.file_name() != "inbox.json" {
                let _ = std::fs::remove_file(entry.path());
                let _ = std::fs::remove_dir_all(entry.path());
            }
        }
        let _ = std::fs::remove_dir_all(self.cold.root().join("public"));
        let cold = self.cold.run(&["build"]);
        let warm = self.warm.run(&["build"]);
        assert_eq!(
            (cold.status, &cold.stderr),
            (warm.status, &warm.stderr),
            "{told}\n{}\n{}",
            cold.stdout,
            warm.stdout
        );
        // A site that is not whole is not published: then the former one stands.
        if self.cold.root().join("public").exists() {
            same(&self.warm.tree("public"), &self.cold.tree("public"), told);
        }
    }
}

fn same(now: &[(String, Vec<u8>)], wanted: &[(String, Vec<u8>)], told: &str) {
    let now: BTreeMap<_, _> = now.iter().cloned().collect();
    let wanted: BTreeMap<_, _> = wanted.iter().cloned().collect();
    let names: BTreeSet<&String> = now.keys().chain(wanted.keys()).collect();
    let differ: Vec<&&String> = names
        .iter()
        .filter(|n| now.get(**n) != wanted.get(**n))
        .collect();
    assert!(differ.is_empty(), "{told}: {differ:?}");
}

fn start() -> DigestTest {
    let mut dice = Dice(7);
    let mut digest = DigestTest::empty().file(
        "briefmill.yaml",
        "title: One\nbase_url: https://a.example/\npaginate: 3\n",
    );
    for i in 0..9 {
        digest = digest.file(&format!("content/briefs/b{i}.md"), brief(&mut dice));
    }
    digest
}

/// Changes in all, in runs of one to sixteen; more where `BRIEFMILL_ALL_FAULTS` is set, as in CI.
#[test]
fn any_changes_give_the_site_of_a_build_from_nothing() {
    let all = std::env::var_os("BRIEFMILL_ALL_FAULTS").is_some();
    let changes = if all { 2_000 } else { 200 };
    let threads = 2;
    std::thread::scope(|scope| {
        for thread in 0..threads {
            scope.spawn(move || {
                let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ (thread + 1));
                let pair = Pair::of(start);
                pair.compare("at the beginning");
                let mut done = 0;
                while done < changes / 2 {
                    let now = 1 + dice.roll(16) * dice.roll(2);
                    let step: Vec<_> = (0..now).map(|_| change(&mut dice)).collect();
                    for one in &step {
                        pair.apply(one);
                    }
                    done += now;
                    pair.compare(&format!(
                        "thread {thread}, after {done} changes, the last {step:#?}"
                    ));
                }
            });
        }
    });
}

#[cfg(unix)]
#[test]
fn files_that_nothing_changed_for_stay_as_they_are() {
    use std::os::unix::fs::MetadataExt;
    let digest = start();
    digest.expect(0, &["build"]);
    let seen = || -> BTreeMap<String, (u64, i64, i64)> {
        let files = tree(&digest.root().join("public")).into_iter();
        files
            .filter(|(name, _)| name != ".briefmill-manifest")
            .map(|(name, _)| {
                let meta = std::fs::metadata(digest.root().join("public").join(&name)).unwrap();
                (name, (meta.ino(), meta.mtime(), meta.mtime_nsec()))
            })
            .collect()
    };
    let before = seen();
    digest.expect(0, &["build"]);
    assert_eq!(seen(), before, "nothing changed");
    // Several times, since the site before the last one is made into the next.
    for round in 0..4 {
        let before = seen();
        let text = digest.read("content/briefs/b3.md");
        digest.write(
            "content/briefs/b3.md",
            format!("{text}\nWords of round {round} are added.\n"),
        );
        digest.expect(0, &["build"]);
        let after = seen();
        assert_eq!(before.len(), after.len());
        let other: Vec<&String> = after
            .iter()
            .filter(|(n, m)| before.get(*n) != Some(m))
            .map(|(n, _)| n)
            .collect();
        assert!(
            other.iter().any(|n| *n == "briefs/b3/index.html"),
            "{other:?}"
        );
        assert!(
            other.len() * 2 < after.len(),
            "{} of {}: {other:?}",
            other.len(),
            after.len()
        );
    }
}

/// What is kept between runs, in every state but the right one.
#[test]
fn what_is_kept_may_be_damaged_in_any_way() {
    let digest = start();
    digest.expect(0, &["build"]);
    let wanted = digest.tree("public");
    let kept = digest.root().join(".briefmill/kept");
    let good = std::fs::read(&kept).unwrap();
    let other = DigestTest::empty().file(
        "content/briefs/a.md",
        "---\ntitle: Another\n---\nCATL raised 5 million euros.\n",
    );
    other.expect(0, &["build"]);
    let foreign = std::fs::read(other.root().join(".briefmill/kept")).unwrap();
    let mut states: Vec<(String, Vec<u8>)> = vec![
        ("empty".into(), Vec::new()),
        (
            "of version 0.1".into(),
            [
                b"briefmill kept 1 0123456789abcdef\n",
                &good[good.iter().position(|b| *b == b'\n').unwrap() + 1..],
            ]
            .concat(),
        ),
        ("no such file".into(), b"PK\x03\x04 something else".to_vec()),
        ("twice".into(), [good.clone(), good.clone()].concat()),
        ("with a tail".into(), [good.clone(), vec![0; 100]].concat()),
        ("of another digest".into(), foreign),
    ];
    let places = if std::env::var_os("BRIEFMILL_ALL_FAULTS").is_some() {
        100
    } else {
        12
    };
    for i in 0..places {
        let at = good.len() * i / places;
        states.push((format!("cut at {at}"), good[..at].to_vec()));
        let mut flipped = good.clone();
        flipped[at] ^= 1 << (i % 8);
        states.push((format!("flipped at {at}"), flipped));
    }
    for (told, bytes) in states {
        std::fs::write(&kept, bytes).unwrap();
        std::fs::remove_dir_all(digest.root().join("public")).unwrap();
        let run = digest.expect(0, &["build"]);
        assert!(!run.stderr.contains("panicked"), "{told}");
        same(&digest.tree("public"), &wanted, &told);
        if told.starts_with("flipped") {
            assert!(
                run.stderr.contains("worked out anew") || run.stderr.is_empty(),
                "{told}: {}",
                run.stderr
            );
        }
        // And the next one has all of it again.
        std::fs::remove_dir_all(digest.root().join("public")).unwrap();
        let again = digest.expect(0, &["build"]);
        assert_eq!(again.stderr, "", "{told}");
    }
}

#[cfg(unix)]
#[test]
fn a_cache_that_cannot_be_read_or_written_costs_time_only() {
    let digest = start();
    digest.expect(0, &["build"]);
    let wanted = digest.tree("public");
    let kept = digest.root().join(".briefmill/kept");
    for entry in std::fs::read_dir(digest.root().join(".briefmill"))
        .unwrap()
        .flatten()
    {
        // In the place of each file a folder, which no one can read or write as a file; not even who may do all.
        let path = entry.path();
        if path.is_file() && !path.ends_with("lock") {
            std::fs::remove_file(&path).unwrap();
            std::fs::create_dir(&path).unwrap();
            std::fs::write(path.join("x"), "x").unwrap();
        }
    }
    std::fs::remove_dir_all(digest.root().join("public")).unwrap();
    let run = digest.expect(0, &["build"]);
    assert!(run.stderr.contains("cannot be kept"), "{}", run.stderr);
    same(&digest.tree("public"), &wanted, "without a cache");
    assert!(kept.join("x").exists());
}

/// Somebody has been at the site, or at what is put aside of it.
#[test]
fn a_site_that_somebody_touched_is_not_taken_for_known() {
    let digest = start();
    digest.expect(0, &["build"]);
    let edit = |round: usize| {
        let text = digest.read("content/briefs/b3.md");
        digest.write("content/briefs/b3.md", format!("{text}\nRound {round}.\n"));
    };
    edit(1);
    digest.expect(0, &["build"]);
    // A file of theirs in the site is refused, also where nothing else changed.
    digest.write("public/briefs/mine.txt", "mine");
    let refused = digest.run(&["build"]);
    assert!(
        refused.stderr.contains("was not made by briefmill"),
        "{}",
        refused.stderr
    );
    edit(2);
    let refused = digest.run(&["build"]);
    assert!(
        refused.stderr.contains("was not made by briefmill"),
        "{}",
        refused.stderr
    );
    assert_eq!(digest.read("public/briefs/mine.txt"), "mine");
    std::fs::remove_file(digest.root().join("public/briefs/mine.txt")).unwrap();
    digest.expect(0, &["build"]);
    // So is a page that they changed, whether it is to be made anew or not.
    for page in ["public/briefs/b3/index.html", "public/briefs/b4/index.html"] {
        edit(3);
        let was = digest.read(page);
        digest.write(page, format!("{was}mine"));
        let refused = digest.run(&["build"]);
        assert!(
            refused
                .stderr
                .contains("was changed after briefmill made it"),
            "{page}: {}",
            refused.stderr
        );
        assert!(digest.read(page).ends_with("mine"));
        std::fs::remove_file(digest.root().join(page)).unwrap();
        digest.expect(0, &["build"]);
        assert!(!digest.read(page).ends_with("mine"));
    }
    // What is put aside is the tool's own; what somebody puts there never comes onto the site.
    edit(4);
    digest.expect(0, &["build"]);
    let aside = std::fs::read_dir(digest.root().join(".briefmill"))
        .unwrap()
        .flatten();
    let aside: Vec<_> = aside.map(|e| e.path()).filter(|p| p.is_dir()).collect();
    assert_eq!(aside.len(), 1, "{aside:?}");
    let page = aside[0].join("briefs/b4/index.html");
    std::fs::remove_file(&page).unwrap();
    std::fs::write(&page, "not a page").unwrap();
    edit(5);
    digest.expect(0, &["build"]);
    assert!(
        !digest
            .read("public/briefs/b4/index.html")
            .contains("not a page")
    );
}

/// The process is ended at random instants of builds that change little.
#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    let kills = if std::env::var_os("BRIEFMILL_ALL_FAULTS").is_some() {
        300
    } else {
        40
    };
    let digest = start().file("briefmill.yaml", FEW_PAGES);
    digest.expect(0, &["build"]);
    let mut dice = Dice(11);
    let begun = Instant::now();
    digest.expect(0, &["build"]);
    let whole = begun.elapsed().max(Duration::from_millis(20));
    let mut ended = 0;
    for round in 0..kills {
        let before = digest.tree("public");
        let text = digest.read("content/briefs/b3.md");
        digest.write("content/briefs/b3.md", format!("{text}\nRound {round}.\n"));
        let mut child = command()
            .args(["build", "--root", digest.root().to_str().unwrap()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let part = u32::try_from(dice.roll(1_200)).unwrap();
        std::thread::sleep(whole * part / 1_000);
        ended += usize::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
        let after = digest.tree("public");
        let fresh = DigestTest::empty();
        crate::digest_test::copy(
            &digest.root().join("content"),
            &fresh.root().join("content"),
        );
        fresh.write("briefmill.yaml", FEW_PAGES);
        fresh.expect(0, &["build"]);
        let wanted = fresh.tree("public");
        if after != before {
            same(&after, &wanted, &format!("killed in round {round}"));
        }
        digest.expect(0, &["build"]);
        same(
            &digest.tree("public"),
            &wanted,
            &format!("after round {round}"),
        );
    }
    assert!(
        ended * 4 > kills,
        "only {ended} of {kills} were ended halfway"
    );
}

/// Two builds and a preview at once, while somebody writes.
#[test]
fn several_runs_at_once_end_with_the_right_site() {
    let digest = start();
    digest.expect(0, &["build"]);
    let preview = Preview::start(digest.root());
    let root = digest.root().to_str().unwrap().to_owned();
    for round in 0..4 {
        let text = digest.read("content/briefs/b3.md");
        digest.write("content/briefs/b3.md", format!("{text}\nRound {round}.\n"));
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let done = run(command().args(["build", "--root", &root]));
                    assert_eq!(done.status, 0, "{}", done.stderr);
                });
            }
        });
    }
    drop(preview);
    digest.expect(0, &["build"]);
    let fresh = DigestTest::empty();
    crate::digest_test::copy(
        &digest.root().join("content"),
        &fresh.root().join("content"),
    );
    crate::digest_test::copy(
        &digest.root().join("briefmill.yaml"),
        &fresh.root().join("briefmill.yaml"),
    );
    fresh.expect(0, &["build"]);
    same(&digest.tree("public"), &fresh.tree("public"), "after all");
}

/// A file that says it was changed long ago is read all the same.
#[test]
fn times_of_files_decide_nothing_of_what_is_read() {
    let digest = start();
    digest.expect(0, &["build"]);
    let path = digest.root().join("content/briefs/b3.md");
    let old = std::fs::metadata(&path).unwrap().modified().unwrap();
    let text = digest.read("content/briefs/b3.md");
    // Of the same length, with the old time: nothing but the bytes tells.
    let other = text
        .replacen("title: \"", "title: \"Z", 1)
        .replacen("\n---\n", "\n---", 1);
    let other = if other.len() == text.len() {
        other
    } else {
        text.replacen('N', "M", 1)
    };
    digest.write("content/briefs/b3.md", &other);
    let file = std::fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(old - Duration::from_hours(24 * 365))
        .unwrap();
    drop(file);
    digest.run(&["build"]);
    let fresh = start().file("content/briefs/b3.md", &other);
    fresh.run(&["build"]);
    if Path::new(&fresh.root().join("public")).exists() {
        same(&digest.tree("public"), &fresh.tree("public"), "an old time");
    }
}
