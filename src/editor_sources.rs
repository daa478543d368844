//! The editor's `sources.yaml`: who publishes what the desk collects, and what kind of source each is.
//!
//! ```yaml
//! - { name: Example Times, kind: trade }
//! - { name: Ministry of Energy, kind: official, sites: [energy.example] }
//! ```
//!
//! The file is a list, so that one more line at its end is one more source.

use crate::finding::Finding;
use crate::front_matter::{Field, FieldKind, Reader, Table, Unknown, items_of};
use crate::publisher::host_of;
use crate::source_kinds::{Publishers, Said, SourceKind};
use crate::yaml::Value;

use FieldKind::{OneOrMore, Own, Text};

/// The file, in the content folder.
pub const FILE: &str = "sources.yaml";

/// The rule of what is wrong with the file.
const RULE: &str = "sources";

/// An entry of the file.
#[derive(Debug, Default)]
struct Entry {
    name: Option<String>,
    sites: Vec<String>,
    said: Option<Said>,
}

/// The fields of an entry.
const ENTRY: Table<Entry> = Table {
    word: "field",
    unknown: Unknown::Wrong,
    fields: &[
        Field::new(
            "name",
            Text(|e| e.name.as_deref(), |e, v| e.name = v),
            "the publisher's name, as briefs have it",
        ),
        Field::new(
            "kind",
            Own("a kind", read_kind, |_| String::new()),
            "`official`, `wire`, `trade`, `aggregator`, or `unknown` where none is to be told",
        ),
        Field::new(
            "sites",
            OneOrMore(|e| &e.sites, |e, v| e.sites = v),
            "hosts of its articles",
        ),
    ],
};

fn read_kind(entry: &mut Entry, value: &Value, reader: &mut Reader<'_>) {
    entry.said = match value.as_str().map(str::trim) {
        Some("unknown") => Some(Said::Unknown),
        key => key.and_then(SourceKind::of_key).map(Said::Kind),
    };
    if entry.said.is_none() {
        reader.wrong(
            "`kind` must be `official`, `wire`, `trade`, `aggregator` or `unknown`",
            "write `kind: trade`, or `kind: unknown` where it is none of these",
        );
    }
}

/// Reads the text of the file; `path` is where findings say it is.
///
/// # Errors
/// Everything wrong, each with its place.
pub fn parse(path: &str, yaml: &str) -> Result<Publishers, Vec<Finding>> {
    let mut publishers = Publishers::default();
    let help = "begin each source with `- `, as in `- { name: Example Times, kind: trade }`";
    let mut findings = Vec::new();
    for (item, range) in items_of(RULE, path, yaml, "the file of sources", help)? {
        let mut reader = Reader::of_part(RULE, path, yaml, range);
        let mut entry = Entry::default();
        reader.group(&item, &ENTRY, &mut entry);
        if reader.errors() == 0 && entry.name.is_none() && entry.sites.is_empty() {
            reader.wrong(
                "a source must have a name",
                "write `- { name: Example Times, kind: trade }`",
            );
        }
        let names = entry.name.iter().zip(entry.said);
        let mut twice: Vec<&str> = names
            .filter(|(name, said)| publishers.add(name, *said))
            .map(|(name, _)| name.as_str())
            .collect();
        for site in &entry.sites {
            let host = host_of(site);
            let shown = site.trim().trim_end_matches('/');
            if host.contains(['*', ':', '/', ' ']) || !shown.ends_with(&host) {
                reader.wrong(
                    format!("`{site}` is no host"),
                    "write the host alone, as in `energy.example`; all below it are meant too",
                );
            } else if entry
                .said
                .is_some_and(|said| publishers.add_host(host, said))
            {
                twice.push(site);
            }
        }
        for name in twice {
            reader.wrong(
                format!("`{name}` is of another kind above"),
                "keep one of the two",
            );
        }
        findings.extend(reader.into_findings());
    }
    if findings.is_empty() {
        Ok(publishers)
    } else {
        Err(findings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publisher::Publisher;

    #[test]
    fn kinds_are_for_sources_by_name_or_host() {
        let yaml = "# mine\n- { name: Example  Times, kind: trade }\n- name: Ministry\n  kind: official\n  sites: [https://www.energy.example/, news.example]\n- { name: Nobody }\n";
        let publishers = parse("content/sources.yaml", yaml).unwrap();
        for (name, address, expected) in [
            (Some("example times"), None, Some(SourceKind::Trade)),
            (
                None,
                Some("https://press.energy.example/a"),
                Some(SourceKind::Official),
            ),
            (Some("news.example"), None, Some(SourceKind::Official)),
            (Some("Nobody"), Some("https://notnews.example/"), None),
        ] {
            let found = publishers.said_of(&Publisher::of(name, address));
            assert_eq!(found, expected.map(Said::Kind), "{name:?}");
        }
        assert_eq!(parse("s", "# nothing\n"), Ok(Publishers::default()));
        let none = parse("s", "- { name: Reuters, kind: unknown }\n").unwrap();
        let reuters = Publisher::of(Some("Reuters"), None);
        assert_eq!(none.said_of(&reuters), Some(Said::Unknown));
    }

    #[test]
    fn what_is_wrong_has_its_line() {
        for (yaml, line, message) in [
            ("- { name: A, kind: press }\n", 1, "must be `official`"),
            ("- { name: A }\n- { kind: wire }\n", 2, "must have a name"),
            ("name: A\n", 1, "must be a list"),
            ("- { name: A, knd: wire }\n", 1, "unknown field `knd`"),
            ("- A\n", 1, ""),
            (
                "- { name: A, kind: wire, sites: '*.a.example' }\n",
                1,
                "is no host",
            ),
            (
                "- { name: A, kind: wire, sites: a.example/news }\n",
                1,
                "is no host",
            ),
            (
                "- { name: A, kind: wire }\n- { name: a, kind: trade }\n",
                2,
                "of another kind above",
            ),
        ] {
            let findings = parse("content/sources.yaml", yaml).unwrap_err();
            let first = findings.first().unwrap();
            assert!(first.message.contains(message), "{yaml}: {}", first.message);
            assert_eq!(first.place.as_ref().map(|p| p.line), Some(line), "{yaml}");
        }
    }
}
