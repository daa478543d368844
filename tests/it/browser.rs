//! What a person sees: a real headless Chromium walks home → technology → brief → company by clicking, with
//! JavaScript on and off. It is driven over its debugging protocol, so that no script need run in the page.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;
use tungstenite::{Message, WebSocket};

use crate::digest_test::{DigestTest, Preview};

/// Longest that anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

#[test]
fn a_reader_clicks_from_home_to_a_company_with_javascript() {
    walk(true);
}

#[test]
fn a_reader_clicks_from_home_to_a_company_without_javascript() {
    walk(false);
}

fn walk(javascript: bool) {
    let Some(chromium) = chromium_or_told() else {
        return;
    };
    let digest = DigestTest::of_this_repository();
    let preview = Preview::start(digest.root());
    let mut browser = Browser::start(&chromium, javascript);

    browser.open(&preview.address);
    assert!(
        browser.title().contains("The Cell Desk"),
        "{}",
        browser.title()
    );
    browser.follow(
        "a[href*='technologies/solid-state-battery']",
        "/technologies/solid-state-battery/",
    );
    browser.follow("main a[href*='briefs/south-korea']", "/briefs/south-korea");
    let brief = browser.text("main");
    assert!(brief.contains("20 trillion won"), "{brief}");
    browser.follow(
        "main a[href*='companies/samsung-sdi']",
        "/companies/samsung-sdi/",
    );
    assert!(browser.text("h1").contains("Samsung SDI"));

    nobody_else_was_asked(&browser, &preview.address);
    tell(&format!(
        "the browser test ran, JavaScript {}",
        if javascript { "on" } else { "off" }
    ));
}

#[test]
fn a_reader_searches_by_keyboard_on_a_server() {
    let Some(chromium) = chromium_or_told() else {
        return;
    };
    let digest = searched();
    let preview = Preview::start(digest.root());
    search(&chromium, &preview.address);
}

#[test]
fn a_reader_walks_and_searches_by_keyboard_on_a_disk() {
    let Some(chromium) = chromium_or_told() else {
        return;
    };
    let digest = searched();
    let settings = digest.read("briefmill.yaml");
    digest.write("briefmill.yaml", format!("{settings}links: files\n"));
    digest.expect(0, &["build"]);
    let root = format!("file://{}/", digest.root().join("public").display());
    let mut browser = Browser::start(&chromium, true);
    browser.open(&format!("{root}index.html"));
    browser.follow(
        "a[href*='technologies/solid-state-battery']",
        "/technologies/solid-state-battery/index.html",
    );
    browser.follow("main a[href*='briefs/south-korea']", "/briefs/south-korea");
    browser.follow(".crumbs a[href*='briefs/']", "/briefs/index.html");
    nobody_else_was_asked(&browser, &root);
    search(&chromium, &root);
}

/// This repository's digest, and a brief with words that are hard to fold.
fn searched() -> DigestTest {
    DigestTest::of_this_repository().file(
        "content/briefs/2024/05/folded.md",
        "---\ntitle: Folded words\ndate: 2024-05-06\nsummary: They are found.\n---\n\
         Škoda’s Straße in Łódź takes 1,234,567 crowns, 7.25% more, for 417MWh. \
         電池工場を建設する。배터리를 만든다. ﬁnewire ＡＢＣＤ O'Quux quuxbatteries.\n",
    )
}

/// Searches from the masthead, then by a name alone, then by words that are spelt in other ways than in the text.
fn search(chromium: &Path, root: &str) {
    let mut browser = Browser::start(chromium, true);
    let file = if root.starts_with("file:") {
        "index.html"
    } else {
        ""
    };
    browser.open(&format!("{root}{file}"));
    browser.tab_to(".find input");
    browser.write("trillion won inv");
    browser.press("Enter", 13);
    browser.wait("the page of the search", |b| {
        let address = b.current();
        (address.contains("/search/") && address.contains("q=trillion+won+inv")).then_some(())
    });
    browser.text_with(".found", "result");
    let found = browser.text_with("ol.briefs", "South Korea");
    assert!(found.contains("20 trillion won"), "{found}");
    browser.tab_to("ol.briefs h3 a");
    browser.press("Enter", 13);
    browser.wait("the brief", |b| {
        b.current().contains("/briefs/south-korea").then_some(())
    });

    // A filter before any word, by another name of the company.
    browser.open(&format!("{root}search/{file}"));
    browser.tab_to("#company");
    browser.write("lges");
    assert!(
        browser
            .text_with("#company-list [role=option]", "LG")
            .contains("LG Energy Solution")
    );
    browser.press("ArrowDown", 40);
    browser.element("#company[aria-activedescendant=company-0]");
    browser.press("Enter", 13);
    browser.text_with(".found", "result");
    browser.wait("the address to say so", |b| {
        let address = b.current();
        address.contains("company=LG+Energy+Solution").then_some(())
    });
    browser.element("ol.briefs h3 a");

    browser.open(&format!("{root}search/{file}?q=folded+skodaq"));
    browser.text_with(".found", "Nothing was found");
    browser.open(&format!("{root}search/{file}?company=Nobody+Knows"));
    browser.text_with(".found", "No company is called");
    for query in [
        "q=skoda+STRASSE+lodz",
        "q=%C5%A0koda%27s+lodz",
        "q=1234567",
        "q=1%2C234%2C567",
        "q=7.25",
        "q=417+MWh",
        "q=417mwh",
        "q=%E6%B1%A0%E5%B7%A5%E5%A0%B4",
        "q=%EB%B0%B0%ED%84%B0%EB%A6%AC+crowns",
        "q=finewire",
        "q=abcd+folded",
        "q=quux+stra%C3%9Fe",
        "q=quuxbattery",
        "q=crown&year=2024",
        "q=quuxbatt",
    ] {
        browser.open(&format!("{root}search/{file}?{query}"));
        let status = browser.text_with(".found", ".");
        assert_eq!(status, "1 result", "{query}");
        browser.text_with("ol.briefs", "Folded words");
    }

    // Words in quotes stand next to each other; a quote that nothing closes is none.
    for (query, found) in [
        ("q=%22folded+words%22", true),
        ("q=%22folded+word%22", true),
        ("q=%E2%80%9Care+found%E2%80%9D+skoda", true),
        ("q=%22words+folded%22", false),
        ("q=%22found+are%22+skoda", false),
        ("q=%22lodz+stra%C3%9Fe+skoda", true),
    ] {
        browser.open(&format!("{root}search/{file}?{query}"));
        let status = browser.text_with(".found", ".");
        let expected = if found {
            "1 result"
        } else {
            "Nothing was found."
        };
        assert_eq!(status, expected, "{query}");
    }

    // A story has a card of its own, above those of its briefs, and stands under the filters that one of them passes.
    for query in [
        "q=ford+sk+innovation+billion+truck",
        "q=ford+truck&year=2021&company=Ford",
    ] {
        browser.open(&format!("{root}search/{file}?{query}"));
        let first = browser.text_with("ol.briefs li", "2 reports");
        assert!(first.starts_with("story"), "{query}: {first}");
        browser.text_with("ol.briefs", "Ford");
        browser.element("ol.briefs li:first-child h3 a[href*='stories/ford-and-sk-innovation']");
        browser.element("ol.briefs li + li h3 a[href*='briefs/ford-']");
    }

    // The index of companies looks names up too, by all that they are called.
    browser.open(&format!("{root}companies/{file}"));
    browser.tab_to("#finder");
    browser.write("lges");
    let found = browser.text_with(".finder ol", "LG");
    assert!(found.contains("LG Energy Solution"), "{found}");
    browser.tab_to(".finder ol a");
    browser.press("Enter", 13);
    browser.wait("the company", |b| {
        let address = b.current();
        address
            .contains("/companies/lg-energy-solution")
            .then_some(())
    });

    // So does the matrix, technologies too; the columns of the others go.
    browser.open(&format!("{root}matrix/{file}"));
    browser.tab_to("#find-technology");
    browser.write("assb");
    let found = browser.text_with("form:has(#find-technology) ol", "solid");
    assert!(found.contains("solid-state battery"), "{found}");
    browser.element("th[data-column='technologies/sodium-ion-battery/'][hidden]");
    browser.element("th[data-column='technologies/solid-state-battery/']:not([hidden])");
    nobody_else_was_asked(&browser, root);
}

/// Every request went to the site itself, and the browser had nothing to complain of.
fn nobody_else_was_asked(browser: &Browser, site: &str) {
    let foreign: Vec<&String> = browser
        .requests
        .iter()
        .filter(|r| !r.starts_with(site) && !r.starts_with("data:"))
        .collect();
    assert!(foreign.is_empty(), "requests to others: {foreign:?}");
    assert!(
        browser.complaints.is_empty(),
        "the browser complained: {:?}",
        browser.complaints
    );
}

/// The browser's program; without one it is said that the test was left out.
fn chromium_or_told() -> Option<PathBuf> {
    let found = find_chromium();
    if found.is_none() {
        assert!(
            std::env::var_os("BRIEFMILL_REQUIRE_BROWSER").is_none(),
            "BRIEFMILL_REQUIRE_BROWSER is set, but there is no Chromium on this machine"
        );
        tell("the browser test was left out: there is no Chromium on this machine");
    }
    found
}

/// Says something past the test runner's capture, since a test that was left out must be seen.
fn tell(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

fn find_chromium() -> Option<PathBuf> {
    let named = std::env::var_os("BRIEFMILL_CHROMIUM").map(PathBuf::from);
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path)
        .flat_map(|dir| names.map(|n| dir.join(n)))
        .find(|p| p.is_file());
    named.or(on_path)
}

/// A headless browser with one page.
struct Browser {
    child: Child,
    socket: WebSocket<TcpStream>,
    session: String,
    next: u64,
    requests: Vec<String>,
    complaints: Vec<String>,
    _profile: TempDir,
}

impl Browser {
    fn start(chromium: &Path, javascript: bool) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut child = Command::new(chromium)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-dev-shm-usage",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("--window-size=1280,1000")
            .arg("about:blank")
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut errors = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        let address = loop {
            line.clear();
            assert!(
                errors.read_line(&mut line).unwrap() > 0,
                "Chromium ended before it could be spoken to"
            );
            if let Some(at) = line.find("ws://") {
                break line[at..].trim().to_owned();
            }
        };
        std::thread::spawn(move || {
            let _ = errors.read_to_end(&mut Vec::new());
        });
        let host = address
            .trim_start_matches("ws://")
            .split('/')
            .next()
            .unwrap()
            .to_owned();
        let stream = TcpStream::connect(host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let (socket, _) = tungstenite::client(address.as_str(), stream).unwrap();
        let mut browser = Self {
            child,
            socket,
            session: String::new(),
            next: 0,
            requests: Vec::new(),
            complaints: Vec::new(),
            _profile: profile,
        };
        let target = browser.call("Target.createTarget", &json!({ "url": "about:blank" }));
        let attached = browser.call(
            "Target.attachToTarget",
            &json!({ "targetId": target["targetId"], "flatten": true }),
        );
        attached["sessionId"]
            .as_str()
            .unwrap()
            .clone_into(&mut browser.session);
        for domain in ["Page", "DOM", "Network", "Log"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        browser.call(
            "Emulation.setScriptExecutionDisabled",
            &json!({ "value": !javascript }),
        );
        browser
    }

    /// Calls a method and waits for its answer, taking note of events on the way.
    fn call(&mut self, method: &str, params: &Value) -> Value {
        self.try_call(method, params)
            .unwrap_or_else(|e| panic!("{method}: {e}"))
    }

    fn try_call(&mut self, method: &str, params: &Value) -> Result<Value, String> {
        self.next += 1;
        let id = self.next;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.socket
            .send(Message::text(message.to_string()))
            .map_err(|e| e.to_string())?;
        loop {
            let answer = self.socket.read().map_err(|e| e.to_string())?;
            let Ok(text) = answer.into_text() else {
                continue;
            };
            let value: Value = serde_json::from_str(&text).unwrap_or_default();
            if value["id"] == json!(id) {
                return match value.get("error") {
                    Some(error) => Err(error.to_string()),
                    None => Ok(value["result"].clone()),
                };
            }
            match value["method"].as_str() {
                Some("Network.requestWillBeSent") => {
                    self.requests.push(
                        value["params"]["request"]["url"]
                            .as_str()
                            .unwrap_or_default()
                            .to_owned(),
                    );
                }
                Some("Log.entryAdded") if value["params"]["entry"]["level"] == "error" => {
                    self.complaints
                        .push(value["params"]["entry"]["text"].to_string());
                }
                _ => {}
            }
        }
    }

    fn open(&mut self, address: &str) {
        self.call("Page.navigate", &json!({ "url": address }));
        self.wait(&format!("{address} to open"), |b| {
            b.current().starts_with(address).then_some(())
        });
    }

    /// Asks until there is an answer or patience ends.
    fn wait<T>(&mut self, what: &str, mut ask: impl FnMut(&mut Self) -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(answer) = ask(self) {
                return answer;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "waited in vain for {what}; the page is {}",
                self.current()
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The page's address.
    fn current(&mut self) -> String {
        let history = self
            .try_call("Page.getNavigationHistory", &json!({}))
            .unwrap_or_default();
        let index = history["currentIndex"].as_u64().unwrap_or_default();
        let entry = &history["entries"][usize::try_from(index).unwrap_or_default()];
        entry["url"].as_str().unwrap_or_default().to_owned()
    }

    fn title(&mut self) -> String {
        self.text("title")
    }

    /// The element that a selector finds, once it is there.
    fn element(&mut self, selector: &str) -> Value {
        self.wait(selector, |b| {
            let document = b.try_call("DOM.getDocument", &json!({ "depth": 0 })).ok()?;
            let found = b
                .try_call(
                    "DOM.querySelector",
                    &json!({ "nodeId": document["root"]["nodeId"], "selector": selector }),
                )
                .ok()?;
            (found["nodeId"].as_u64()? > 0).then(|| found["nodeId"].clone())
        })
    }

    /// The words of an element.
    fn text(&mut self, selector: &str) -> String {
        let html = self.wait(selector, |b| {
            let node = b.element(selector);
            let html = b
                .try_call("DOM.getOuterHTML", &json!({ "nodeId": node }))
                .ok()?;
            html["outerHTML"].as_str().map(str::to_owned)
        });
        scraper::Html::parse_fragment(&html)
            .root_element()
            .text()
            .collect()
    }

    /// Clicks a link with the mouse and waits for its page. While a page comes in, its lines may move under the hand;
    /// a reader then clicks again, and so does this.
    fn follow(&mut self, selector: &str, path: &str) {
        let mut clicked = Instant::now();
        let mut clicks = 0;
        self.wait(path, |b| {
            if b.current().contains(path) {
                return Some(());
            }
            if clicks == 0 || clicked.elapsed() > Duration::from_secs(5) {
                clicks += 1;
                clicked = Instant::now();
                b.click(selector);
            }
            None
        });
    }

    /// Whether a selector finds something now.
    fn has(&mut self, selector: &str) -> Option<()> {
        let document = self
            .try_call("DOM.getDocument", &json!({ "depth": 0 }))
            .ok()?;
        let node = &document["root"]["nodeId"];
        let query = json!({ "nodeId": node, "selector": selector });
        let found = self.try_call("DOM.querySelector", &query).ok()?;
        (found["nodeId"].as_u64()? > 0).then_some(())
    }

    /// The words of an element, once they hold some.
    fn text_with(&mut self, selector: &str, words: &str) -> String {
        self.wait(&format!("{words} in {selector}"), |b| {
            let text = b.text(selector);
            let holds = if words == "." {
                !text.is_empty()
            } else {
                text.contains(words)
            };
            holds.then_some(text)
        })
    }

    /// Presses a key.
    fn press(&mut self, key: &str, code: u32) {
        for kind in ["keyDown", "keyUp"] {
            let mut event =
                json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
            if key == "Enter" && kind == "keyDown" {
                event["text"] = json!("\r");
            }
            self.call("Input.dispatchKeyEvent", &event);
        }
    }

    /// Goes on with the tabulator until an element has the focus.
    fn tab_to(&mut self, selector: &str) {
        let focused = format!("{selector}:focus");
        self.element(selector);
        for _ in 0..200 {
            if self.has(&focused).is_some() {
                return;
            }
            self.press("Tab", 9);
        }
        panic!("the tabulator does not reach {selector}");
    }

    /// Types words.
    fn write(&mut self, text: &str) {
        self.call("Input.insertText", &json!({ "text": text }));
    }

    fn click(&mut self, selector: &str) -> Option<()> {
        let node = self.element(selector);
        self.try_call("DOM.scrollIntoViewIfNeeded", &json!({ "nodeId": node }))
            .ok()?;
        let quads = self
            .try_call("DOM.getContentQuads", &json!({ "nodeId": node }))
            .ok()?;
        let corner = |i: usize| quads["quads"][0][i].as_f64();
        let (x, y) = (
            f64::midpoint(corner(0)?, corner(4)?),
            f64::midpoint(corner(1)?, corner(5)?),
        );
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.try_call("Input.dispatchMouseEvent", &event).ok()?;
        }
        Some(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
