//! What programs and scripts rely on: one JSON value of each command and nothing beside it, the exit status, and the
//! preview's port.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;

use serde_json::Value;

use crate::digest_test::{DigestTest, FEW_PAGES, Run, command, run};

const PAGE: &str =
    "<h1>Tesla opens a plant</h1><p>It is in Nevada and cost $2 billion, Tesla said.</p>";

fn desk() -> DigestTest {
    DigestTest::empty()
        .file("briefmill.yaml", FEW_PAGES)
        .fragment("plant.html", PAGE)
}

/// The one JSON value that a run printed.
fn value_of(run: &Run) -> Value {
    assert_eq!(run.stderr, "", "with `--json` all is in the value");
    let value = serde_json::from_str(&run.stdout);
    value.unwrap_or_else(|e| panic!("{e}: {}", run.stdout))
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn json_of_each_command_is_one_value_with_its_keys() {
    let digest = desk();
    for (args, expected) in [
        (
            &["ingest", "--json"][..],
            &["added", "present", "ingested", "findings"][..],
        ),
        (
            &["build", "--json"],
            &["ingested", "briefs", "files", "bytes", "output", "findings"],
        ),
        (
            &["why", "plant", "--json"],
            &[
                "brief",
                "fragments",
                "title",
                "headline",
                "date",
                "draft",
                "derived",
                "cuts",
                "figures",
                "tags",
                "suggestions",
            ],
        ),
        (
            &["why", "plant", "Tesla", "--json"],
            &["term", "tagged", "mentions"],
        ),
    ] {
        let value = value_of(&digest.expect(0, args));
        assert_eq!(keys(&value), expected, "{args:?}");
    }
    // Nothing states a source or a day.
    let checked = value_of(&digest.expect(0, &["check", "--json"]));
    assert_eq!(keys(&checked), ["briefs", "findings"]);
    let rules: Vec<&str> = checked["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["rule"].as_str().unwrap())
        .collect();
    assert_eq!(rules, ["no-date", "no-source"]);
    let new = digest.root().join("new");
    let made = run(command().args(["init", "--json"]).arg(&new));
    assert_eq!(made.status, 0);
    let made = value_of(&made);
    assert_eq!(keys(&made), ["digest", "files", "kept"]);
    assert_eq!(made["files"].as_array().unwrap().len(), 4);
    assert_eq!(made["digest"], new.to_str().unwrap());
}

#[test]
fn json_tells_of_refused_fragments_and_of_a_site_that_was_not_built() {
    let digest = desk().fragment("empty.html", "");
    let built = value_of(&digest.expect(1, &["build", "--json"]));
    assert_eq!(built["ingested"]["refused"], 1);
    assert_eq!(built["findings"][0]["rule"], "empty-file");
    assert_eq!(built["findings"][0]["path"], "content/fragments/empty.html");
    assert_eq!(
        built["findings"][0]["remedy"],
        "collect it again, or delete it"
    );
    digest.write(
        "content/briefs/bad.md",
        "---\ntitle: Bad\ncompanies: Tesla\n---\nText\n",
    );
    let stopped = value_of(&digest.expect(1, &["build", "--json"]));
    assert_eq!(
        (&stopped["files"], &stopped["bytes"]),
        (&Value::Null, &Value::Null)
    );
    let place = &stopped["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["path"] == "content/briefs/bad.md")
        .unwrap()["place"];
    assert_eq!((&place["line"], &place["column"]), (&3.into(), &12.into()));
}

#[test]
fn json_tells_of_wrong_settings_whatever_the_command() {
    let digest = desk().file("briefmill.yaml", "titel: x\n");
    for args in [
        &["ingest"][..],
        &["build"],
        &["serve", "--port", "0"],
        &["check"],
        &["why", "plant"],
    ] {
        let value = value_of(&digest.expect(2, &[args, &["--json"]].concat()));
        assert_eq!(keys(&value), ["findings"], "{args:?}");
        assert_eq!(value["findings"][0]["remedy"], "did you mean `title`?");
    }
}

#[test]
fn quiet_says_nothing_when_all_is_well() {
    let digest = desk();
    for args in [&["ingest", "-q"][..], &["build", "-q"]] {
        let run = digest.expect(0, args);
        assert_eq!(
            (run.stdout.as_str(), run.stderr.as_str()),
            ("", ""),
            "{args:?}"
        );
    }
    // Warnings are no errors; only where asked for does the status tell of them.
    digest.expect(1, &["check", "-q", "--strict"]);
    let checked = digest.expect(0, &["check", "-q"]);
    assert_eq!((checked.stdout.as_str(), checked.stderr.as_str()), ("", ""));
    let new = digest.root().join("new");
    let made = run(command().args(["init", "-q"]).arg(new));
    assert_eq!((made.status, made.stdout.as_str()), (0, ""));
}

#[test]
fn a_new_digest_builds_at_once_and_has_nothing_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("desk");
    let in_it = |args: &[&str]| run(command().args(args).arg("--root").arg(&root));
    let made = run(command().arg("init").arg(&root));
    assert_eq!((made.status, made.stderr.as_str()), (0, ""));
    assert!(made.stdout.contains("a new digest in"), "{}", made.stdout);
    let built = in_it(&["build"]);
    assert_eq!((built.status, built.stderr.as_str()), (0, ""));
    assert!(built.stdout.contains("1 new"), "{}", built.stdout);
    let checked = in_it(&["check"]);
    assert_eq!(
        (checked.status, checked.stdout.as_str()),
        (0, "1 brief checked: 0 errors, 0 warnings\n"),
        "{}",
        checked.stderr
    );
    for page in [
        "index.html",
        "about/index.html",
        "companies/catl/index.html",
    ] {
        assert!(root.join("public").join(page).exists(), "{page}");
    }
    // What the settings file shows behind a # is the default of each setting.
    let text = std::fs::read_to_string(root.join("briefmill.yaml")).unwrap();
    let shown: String = text
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(setting) if setting.contains(": ") && !setting.starts_with(char::is_uppercase) => {
                format!("{setting}\n")
            }
            _ => format!("{line}\n"),
        })
        .collect();
    let settings = briefmill::settings::Settings::parse(&shown).unwrap();
    assert!(settings.today.is_some() && settings.publisher.is_some());
    let defaults = briefmill::settings::Settings {
        today: settings.today,
        publisher: settings.publisher.clone(),
        ..Default::default()
    };
    assert_eq!(settings, defaults);
}

/// What a preview prints until it tells its address, and its answer to a request there.
fn preview(digest: &DigestTest, port: u16, options: &[&str]) -> (Vec<String>, u16, String) {
    let mut child = command()
        .args(["serve", "--port", &port.to_string(), "--root"])
        .arg(digest.root())
        .args(options)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut printed = Vec::new();
    let mut port = None;
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        let address = line.split("http://127.0.0.1:").nth(1);
        port = address.map(|a| a.split('/').next().unwrap().parse::<u16>().unwrap());
        printed.push(line);
        if port.is_some() {
            break;
        }
    }
    let port = port.unwrap_or_else(|| panic!("no address in {printed:?}"));
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    (printed, port, answer)
}

#[test]
fn a_port_in_use_is_told_and_the_next_free_one_answers() {
    let digest = desk();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let wished = taken.local_addr().unwrap().port();
    let (printed, port, answer) = preview(&digest, wished, &[]);
    let told = format!("port {wished} is in use; the next free one is taken");
    assert!(printed.contains(&told), "{printed:?}");
    assert_ne!(port, wished);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("Tesla opens a plant"), "{answer}");
    // A program reads the true one.
    let (printed, port, answer) = preview(&digest, wished, &["--json"]);
    assert_ne!(port, wished);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(printed.iter().all(|l| !l.contains("in use")), "{printed:?}");
    drop(taken);
    // A port that is free is the one that is served.
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let wished = free.local_addr().unwrap().port();
    drop(free);
    let (printed, port, _) = preview(&digest, wished, &[]);
    if port != wished {
        assert!(printed.iter().any(|l| l.contains("in use")), "{printed:?}");
    }
}
