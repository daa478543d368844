//! Mails and web archives: both are MIME, a header and parts, one of which is the text.
//!
//! A mail's subject, sender and day are its headline, its source and its date; of a web archive (`.mhtml`, as browsers and
//! word processors save a page) the page itself says that, and the archive only where it was saved from. In both the
//! best part is read as what it is: a page, a piece of HTML, a text. What a mail has around its text (the header of a
//! mail that was sent on, what was answered, a signature, how to leave the list) is marked for the cleaner, never lost.

mod beside;
mod parts;
mod rules;
mod words;

use mail_parser::{HeaderName, Message, MessageParser};

use super::key::Keys;
use super::people::people;
use super::{Fragment, FragmentKind, Metadata, Reading, Sourced, dates, fields, kind, page};
use crate::finding::Finding;
use crate::fragment::rules::{MAIL, MAIL_FORWARDED};
use crate::html::body::Body;
use crate::html::plain;
use crate::rule::Rule;
use parts::Best;
pub use rules::RULES;

/// Most attachments that are named.
const MOST_NAMED: usize = 6;

/// How much of a file is looked at for a header.
const HEADER_WITHIN: usize = 64 * 1024;

/// Most mails that one file may hold inside each other and side by side, and most parts.
const MOST_NESTED: usize = 400;
const MOST_PARTS: usize = 20_000;

/// Most lines that look like a header's in one file.
const MOST_FIELDS: usize = 300_000;

/// Whether these bytes are a mail or a web archive: a header in which a MIME message's own fields stand.
pub(super) fn is_mail(name: &str, bytes: &[u8]) -> bool {
    let names = header_names(bytes);
    let has = |name: &str| names.iter().any(|n| n == name);
    let said = has("from") || has("subject");
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    let by_name = matches!(
        ending.as_deref(),
        Some("eml" | "emlx" | "mht" | "mhtml" | "mbox")
    );
    (by_name && (said || has("mime-version") || has("content-type")))
        || (has("mime-version") && (has("content-type") || said))
        || ((has("received") || has("message-id") || has("return-path")) && said)
}

/// The names of the fields of a header at the beginning, in lower case; none where there is no whole header.
fn header_names(bytes: &[u8]) -> Vec<String> {
    let head = bytes.get(..HEADER_WITHIN).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut names = Vec::new();
    for (i, line) in head.split(|b| *b == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        // The first line of a mailbox, and the length that some programs set before a mail.
        if i == 0 && (line.starts_with(b"From ") || is_length(line)) {
            continue;
        }
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            if names.is_empty() {
                return Vec::new();
            }
            continue;
        }
        let Some(colon) = line.iter().position(|b| *b == b':') else {
            return Vec::new();
        };
        let name = line.get(..colon).unwrap_or_default();
        if name.is_empty() || name.len() > 60 || !name.iter().all(u8::is_ascii_graphic) {
            return Vec::new();
        }
        names.push(String::from_utf8_lossy(name).to_ascii_lowercase());
    }
    names
}

fn is_length(line: &[u8]) -> bool {
    let digits = line.trim_ascii();
    !digits.is_empty() && digits.len() < 12 && digits.iter().all(u8::is_ascii_digit)
}

/// Reads a mail, a web archive, or a mailbox of several mails.
pub(super) fn read(name: &str, bytes: &[u8]) -> Reading {
    let mut out = Reading::default();
    let refuse = |message: String, help: &str| {
        Finding::error("invalid-mail", message)
            .in_file(name)
            .help(help)
    };
    let messages = messages(bytes);
    if messages.len() > super::json::MOST_RECORDS {
        out.findings
            .push(super::json::too_many(name, messages.len()));
        return out;
    }
    let several = messages.len() > 1;
    let mut keys = Keys::default();
    for (number, bytes) in (1..).zip(&messages) {
        let (nested, parts, fields) = counts(bytes);
        if nested > MOST_NESTED || parts > MOST_PARTS || fields > MOST_FIELDS {
            out.findings.push(refuse(
                "the mail holds more parts or header lines than any mail has".to_owned(),
                "save the article itself as .html",
            ));
            continue;
        }
        let parsed = MessageParser::default().parse(*bytes);
        let Some(message) = parsed.filter(|m| !m.parts.is_empty()) else {
            out.findings.push(refuse(
                "the mail cannot be read".to_owned(),
                "save it again, or save the article as .html",
            ));
            continue;
        };
        let named = if several {
            let key = keys.next(
                message.message_id(),
                None,
                message.subject(),
                &String::from_utf8_lossy(bytes),
                number,
            );
            format!("{name}#{key}")
        } else {
            name.to_owned()
        };
        match of_message(&named, &message, &mut out.findings) {
            Ok(fragment) => out.fragments.push(fragment),
            Err(why) => out.findings.push(why.in_file(name)),
        }
    }
    out
}

/// How many messages a mail may hold inside each other, and about how many parts and header lines it has.
fn counts(bytes: &[u8]) -> (usize, usize, usize) {
    let patterns = ["rfc822", "message/global", "multipart/digest"];
    let nested = aho_corasick::AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(patterns)
        .map_or(0, |finder| finder.find_iter(bytes).count());
    let parts = memchr::memmem::find_iter(bytes, b"\n--").count();
    let is_field = |line: &&[u8]| {
        let start = line.get(..60).unwrap_or(line);
        let colon = start.iter().position(|b| *b == b':');
        colon.is_some_and(|at| at > 0 && start.iter().take(at).all(u8::is_ascii_graphic))
    };
    let fields = bytes.split(|b| *b == b'\n').filter(is_field).count();
    (nested, parts, fields)
}

/// The mails of a mailbox, each from the line after its `From `; a file of one mail is that mail.
fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let after_first = bytes.get(first.len() + 1..).unwrap_or_default();
    if is_length(first) {
        return vec![after_first];
    }
    if !first.starts_with(b"From ") {
        return vec![bytes];
    }
    let mut out = Vec::new();
    let mut start = first.len() + 1;
    for at in memchr::memmem::find_iter(bytes, b"\n\nFrom ")
        .map(|at| at + 1)
        .chain(memchr::memmem::find_iter(bytes, b"\n\r\nFrom ").map(|at| at + 2))
    {
        let line = bytes.get(at + 1..).unwrap_or_default();
        let line = line.split(|b| *b == b'\n').next().unwrap_or_default();
        let next = at + 1 + line.len() + 1;
        let follows = bytes.get(next..).unwrap_or_default();
        if at >= start && header_names(follows).len() >= 2 {
            out.push(bytes.get(start..at).unwrap_or_default());
            start = next;
        }
    }
    out.push(bytes.get(start..).unwrap_or_default());
    out
}

/// One message as a fragment.
fn of_message(
    name: &str,
    message: &Message<'_>,
    findings: &mut Vec<Finding>,
) -> Result<Fragment, Finding> {
    let Some(best) = parts::best(message) else {
        let held = parts::names(message);
        let what = if parts::is_encrypted(message) {
            "the mail is encrypted".to_owned()
        } else if held.is_empty() {
            "the mail holds no text".to_owned()
        } else {
            format!(
                "the mail holds no text of its own, only {}",
                held.join(", ")
            )
        };
        return Err(Finding::error("no-article", what)
            .help("save what it holds as a file of its own: .html, .md or .txt"));
    };
    if is_archive(name, message, &best) {
        return Ok(archive(name, message, best, findings));
    }
    let own = best.message.unwrap_or(message);
    findings.extend(attached(name, own));
    let header = Header::of(own);
    let mut fragment = match best.html {
        // A mail runs no scripts: what it shows is all that there is to tell.
        Some(html) if kind::is_page(&html) => page::read(name, &html, &mut Vec::new()),
        Some(html) => super::body(name, html),
        None => Fragment {
            name: name.to_owned(),
            kind: FragmentKind::Mail,
            metadata: Metadata::default(),
            body: Body::default(),
        },
    };
    let (body, forwarded) = match best.text {
        Some(text) => beside::of_text(&text),
        None => beside::of_body(std::mem::take(&mut fragment.body), &header.leave),
    };
    fragment.body = body;
    fragment.kind = FragmentKind::Mail;
    let stated = std::mem::take(&mut fragment.metadata);
    fragment.metadata = header.metadata(forwarded);
    // What the text itself says of its language or its address is better than nothing.
    fragment.metadata.language = fragment.metadata.language.or(stated.language);
    fragment.metadata.url = fragment.metadata.url.or(stated.url);
    if fragment.metadata.title.is_none() {
        fragment.metadata.title = stated.title;
    }
    Ok(fragment)
}

/// What a mail holds beside its text, which is not read.
fn attached(name: &str, message: &Message<'_>) -> Option<Finding> {
    let names = parts::attached(message);
    let shown: Vec<&str> = names.iter().take(MOST_NAMED).map(String::as_str).collect();
    let more = match names.len() - shown.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let told = format!(
        "what the mail has attached was not read: {}{more}",
        shown.join(", ")
    );
    let note = Finding::note("attachment", told)
        .in_file(name)
        .without_place("it is about the whole mail")
        .help("save what belongs into the digest as a file of its own");
    (!names.is_empty()).then_some(note)
}

/// Whether a message is a page that was saved: it was sent to nobody.
fn is_archive(name: &str, message: &Message<'_>, best: &Best<'_>) -> bool {
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    let by_name = matches!(ending.as_deref(), Some("mht" | "mhtml"));
    let saved = message.header_raw("Snapshot-Content-Location").is_some();
    let sent = message.to().is_some() || message.received().is_some();
    best.html.is_some() && (by_name || saved || (!sent && best.location.is_some()))
}

/// A page out of a web archive, with the address that it was saved from.
fn archive(
    name: &str,
    message: &Message<'_>,
    best: Best<'_>,
    findings: &mut Vec<Finding>,
) -> Fragment {
    let html = best.html.unwrap_or_default();
    let mut fragment = if kind::is_page(&html) {
        page::read(name, &html, findings)
    } else {
        super::body(name, html)
    };
    let saved = message.header_raw("Snapshot-Content-Location");
    let address = saved.map(str::to_owned).or(best.location);
    let metadata = &mut fragment.metadata;
    if metadata.url.is_none() {
        metadata.url = address.and_then(|written| {
            Some(Sourced {
                value: fields::http(&written)?,
                rule: &MAIL,
                evidence: written,
            })
        });
    }
    if metadata.title.is_none() {
        metadata.title = message.subject().and_then(|s| found(s, &MAIL));
    }
    if metadata.date.is_none()
        && let Some(url) = &metadata.url
    {
        metadata.date = dates::in_address(&url.value).map(|value| Sourced {
            value,
            rule: &crate::fragment::rules::ADDRESS,
            evidence: url.value.clone(),
        });
    }
    fragment
}

fn found(text: &str, rule: &'static Rule) -> Option<Sourced<String>> {
    let value = plain::title(text);
    (!value.is_empty()).then(|| Sourced {
        value,
        rule,
        evidence: text.trim().to_owned(),
    })
}

/// What a mail's header says.
#[derive(Debug, Default)]
struct Header {
    subject: Option<String>,
    date: Option<String>,
    from: Option<String>,
    /// Whether it went to a list of readers.
    bulk: bool,
    /// Whether its sender asks to keep it private.
    private: Option<String>,
    language: Option<String>,
    /// Where it stands on the web.
    archived: Option<String>,
    /// The addresses by which a reader leaves the list.
    leave: Vec<String>,
}

impl Header {
    fn of(message: &Message<'_>) -> Self {
        let raw = |name: &'static str| {
            let value = message.header_raw(name)?;
            let folded = value.split_whitespace().collect::<Vec<_>>().join(" ");
            Some(folded).filter(|v| !v.is_empty())
        };
        let from = message.from().and_then(|a| a.first());
        let name = from
            .and_then(|a| a.name())
            .map(str::trim)
            .map(str::to_owned);
        let name = name.filter(|n| !n.contains('\u{fffd}')).or_else(|| {
            let written = parts::undecoded(message, &HeaderName::From)?;
            Some(
                written
                    .split('<')
                    .next()?
                    .trim()
                    .trim_matches('"')
                    .to_owned(),
            )
        });
        let subject = message.subject().map(str::to_owned);
        let subject = subject
            .filter(|s| !s.contains('\u{fffd}'))
            .or_else(|| parts::undecoded(message, &HeaderName::Subject));
        let lists = raw("List-Unsubscribe").unwrap_or_default();
        let leave = lists
            .split(['<', '>', ','])
            .filter_map(fields::http)
            .collect::<Vec<_>>();
        let bulk = ["List-Id", "List-Unsubscribe", "Feedback-ID"]
            .iter()
            .any(|n| message.header_raw(*n).is_some())
            || raw("Precedence")
                .is_some_and(|p| p.eq_ignore_ascii_case("bulk") || p.eq_ignore_ascii_case("list"));
        Self {
            subject,
            date: raw("Date"),
            from: name.filter(|n| !n.is_empty() && !n.contains('@')),
            bulk,
            private: raw("Sensitivity").filter(|s| !s.eq_ignore_ascii_case("normal")),
            language: raw("Content-Language").filter(|l| !l.contains(',')),
            archived: raw("Archived-At"),
            leave,
        }
    }

    /// What it comes to, with what the lines over a forwarded mail say in its place.
    fn metadata(self, forwarded: Option<beside::Forwarded>) -> Metadata {
        let forwarded = forwarded.unwrap_or_default();
        let of = |own: Option<String>, other: Option<String>| match other {
            Some(text) => Some((text, &MAIL_FORWARDED)),
            None => own.map(|text| (text, &MAIL)),
        };
        let subject = of(self.subject, forwarded.subject);
        let title = subject.and_then(|(s, rule)| {
            let mut title = found(words::without_prefixes(&s), rule)?;
            title.evidence = s;
            Some(title)
        });
        let is_forwarded = forwarded.from.is_some();
        let sender = of(self.from, forwarded.from);
        let mut publisher = None;
        let mut authors = Vec::new();
        if let Some((written, rule)) = sender {
            let name = if self.bulk && !is_forwarded {
                written
            } else {
                words::in_speech_order(written)
            };
            let sourced = |value: String| Sourced {
                value,
                rule,
                evidence: name.clone(),
            };
            // "Jane Roe from Cell Letters"
            let (who, at) = name.split_once(" from ").unwrap_or((&name, ""));
            let named = people(who, None);
            if !at.is_empty() && !named.is_empty() {
                authors.extend(named.into_iter().map(sourced));
                publisher = Some(sourced(plain::title(at)));
            } else if (self.bulk && !is_forwarded) || named.is_empty() {
                publisher = Some(sourced(plain::title(&name)));
            } else {
                authors.extend(named.into_iter().map(sourced));
            }
        }
        let date = of(self.date, forwarded.date).and_then(|(written, rule)| {
            Some(Sourced {
                value: dates::parse(&written)?,
                rule,
                evidence: written,
            })
        });
        let stated = |text: Option<String>, read: fn(&str) -> Option<String>| {
            let written = text?;
            let value = read(written.trim_matches(['<', '>']))?;
            Some(Sourced {
                value,
                rule: &MAIL,
                evidence: written,
            })
        };
        Metadata {
            title,
            date,
            authors,
            publisher,
            url: stated(self.archived, fields::http),
            language: stated(self.language, fields::language),
            draft: self.private.map(|evidence| Sourced {
                value: true,
                rule: &MAIL,
                evidence,
            }),
            ..Metadata::default()
        }
    }
}
