//! The preview's door: who is answered, for what, and that no answer leads elsewhere. Requests are written byte by
//! byte, since no browser would send most of them.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::digest_test::{DigestTest, Preview};

const LATIN_1: &[u8] = b"<!doctype html><html><head><meta charset=iso-8859-1></head><body><p>caf\xe9</p></body></html>";

/// A digest with an odd file of each kind, and its preview.
struct Door {
    preview: Preview,
    _digest: DigestTest,
}

fn door() -> Door {
    let digest = DigestTest::empty()
        .file(
            "content/briefs/a.md",
            "---\ntitle: A plant\ncompanies: [Tesla]\n---\nTesla opens a plant.\n",
        )
        .file("static/latin.html", LATIN_1)
        .file("static/latin.txt", b"caf\xe9")
        .file(
            "static/jis.htm",
            b"<meta charset=iso-2022-jp>\x1b$B%P\x1b(B",
        )
        .file("static/a b%/index.html", "<p>odd folder</p>");
    Door {
        preview: Preview::start(digest.root()),
        _digest: digest,
    }
}

/// An answer: status, head in lower case, body.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines();
        lines.find_map(|l| l.strip_prefix(name)?.strip_prefix(": "))
    }
}

impl Door {
    /// Sends these bytes and reads all that comes.
    fn send(&self, request: &str) -> Answer {
        let host = self.preview.address.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host.trim_end_matches('/')).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let at = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(bytes[..at].to_vec()).unwrap();
        Answer {
            status: head[9..12].parse().unwrap(),
            head: head
                .lines()
                .map(|l| match l.split_once(": ") {
                    Some((name, value)) => format!("{}: {value}\n", name.to_lowercase()),
                    None => format!("{l}\n"),
                })
                .collect(),
            body: bytes[at + 4..].to_vec(),
        }
    }

    fn ask(&self, method: &str, target: &str, host: &str) -> Answer {
        self.send(&format!(
            "{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        ))
    }

    fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, "localhost")
    }
}

const ROUTES: &[&str] = &[
    "/",
    "/briefs/a/",
    "/companies",
    "/no/such/page",
    "/_briefmill/changes",
    "/_briefmill/live.js",
    "/_briefmill/live.css",
];

#[test]
fn no_address_answers_to_a_foreign_host() {
    let door = door();
    for route in ROUTES {
        for host in [
            "evil.example",
            "evil.example:80",
            "localhost.evil.example",
            "127.0.0.1@evil.example",
            "[::2]",
            "",
        ] {
            let answer = door.ask("GET", route, host);
            assert_eq!(answer.status, 403, "{route} {host}");
            assert!(answer.body.len() < 60, "{route} {host}");
        }
        let none = door.send(&format!("GET {route} HTTP/1.0\r\n\r\n"));
        assert_eq!(none.status, 400, "{route}");
        let two = format!(
            "GET {route} HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
        );
        assert_eq!(door.send(&two).status, 400, "{route}");
        let absolute = door.ask("GET", &format!("http://evil.example{route}"), "localhost");
        assert_eq!(absolute.status, 403, "{route}");
    }
}

#[test]
fn this_machine_is_answered_by_each_of_its_names() {
    let door = door();
    for host in [
        "localhost",
        "LOCALHOST:4400",
        "localhost.:1",
        "127.0.0.1:4400",
        "[::1]",
        "[::1]:4400",
    ] {
        for route in ["/", "/_briefmill/changes", "/_briefmill/live.js"] {
            let answer = door.ask("GET", route, host);
            assert_eq!(answer.status, 200, "{route} {host}");
            assert!(!answer.body.is_empty());
        }
    }
    assert_eq!(
        door.ask("GET", "http://localhost/briefs/a/", "localhost")
            .status,
        200
    );
}

#[test]
fn only_get_and_head_are_answered() {
    let door = door();
    for route in ROUTES {
        for method in [
            "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND",
        ] {
            let answer = door.ask(method, route, "localhost");
            assert_eq!(answer.status, 405, "{method} {route}");
            assert_eq!(
                answer.header("allow"),
                Some("GET, HEAD"),
                "{method} {route}"
            );
        }
    }
    for route in ["/", "/briefs/a/", "/_briefmill/live.css", "/no/such/page"] {
        let (get, head) = (door.get(route), door.ask("HEAD", route, "localhost"));
        assert_eq!(head.status, get.status, "{route}");
        assert_eq!(head.header("content-type"), get.header("content-type"));
        assert!(head.body.is_empty() && !get.body.is_empty(), "{route}");
    }
}

#[test]
fn redirects_stay_on_this_host() {
    let door = door();
    for (target, expected) in [
        ("/companies", "/companies/"),
        (
            "/companies?a=b%20c&d=//evil.example",
            "/companies/?a=b%20c&d=//evil.example",
        ),
        ("//companies", "/companies/"),
        ("//companies/", "/companies/"),
        ("///companies", "/companies/"),
        ("/%2Fcompanies", "/companies/"),
        ("/%2f%2Fcompanies?q", "/companies/?q"),
        ("/companies//", "/companies/"),
        ("//", "/"),
        ("//briefs/a", "/briefs/a/"),
        ("/a%20b%25", "/a%20b%25/"),
    ] {
        let answer = door.get(target);
        assert_eq!(answer.status, 307, "{target}");
        assert_eq!(answer.header("location"), Some(expected), "{target}");
        assert_eq!(door.get(expected).status, 200, "{target}");
    }
    for target in [
        "//evil.example",
        "/%2F%2Fevil.example",
        "///evil.example/",
        "/%5Cevil.example",
        "/companies/%0d%0aSet-Cookie:x",
        "/%ff",
        "/%",
        "/%zz",
        "/../etc/passwd",
    ] {
        let answer = door.get(target);
        assert_eq!(
            (answer.status, answer.header("location")),
            (404, None),
            "{target}"
        );
    }
    // A backslash may be refused before it is looked at.
    assert_eq!(door.get("/\\evil.example").header("location"), None);
}

#[test]
fn pages_in_other_encodings_come_whole() {
    let door = door();
    let answer = door.get("/latin.html");
    assert_eq!(answer.header("content-type"), Some("text/html"));
    let tag = b"<script src=\"/_briefmill/live.js\" defer></script>";
    let end = LATIN_1.len() - b"</body></html>".len();
    let expected = [&LATIN_1[..end], tag, &LATIN_1[end..]].concat();
    assert_eq!(answer.body, expected);
    assert_eq!(
        door.get("/latin.txt").header("content-type"),
        Some("text/plain")
    );
    assert_eq!(door.get("/latin.txt").body, b"caf\xe9");
    assert_eq!(
        door.get("/jis.htm").header("content-type"),
        Some("text/html")
    );
    let own = door.get("/briefs/a/");
    assert_eq!(own.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(String::from_utf8(own.body).unwrap().contains("live.js"));
}

#[test]
fn no_answer_can_be_sniffed_or_embedded_elsewhere() {
    let door = door();
    for route in ROUTES.iter().chain(&["/feed.xml", "/latin.txt"]) {
        for answer in [door.get(route), door.ask("GET", route, "evil.example")] {
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
            assert_eq!(
                answer.header("cross-origin-resource-policy"),
                Some("same-origin")
            );
        }
    }
}
