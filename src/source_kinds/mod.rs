//! What kind of publisher a source is: the firm itself, a news agency, the trade press, an aggregator.
//!
//! The editor's `sources.yaml` says it first (`editor_sources`). Without it, only what is beyond doubt is told: agencies,
//! services and aggregators by a list, and a publisher that is the very firm that the brief is about. Of all others it is
//! not known.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Serialize;

use crate::publisher::{Publisher, and_above, folded};
use crate::rule::{Rule, Stage};
use crate::table::{Values, tables};

tables! {
    "data/source_kinds.txt" => {
        /// News agencies.
        AGENCIES: Values = "agencies";
        /// The same by host.
        AGENCY_HOSTS: Values = "agency-hosts";
        /// Services that pass on what firms say.
        SERVICES: Values = "services";
        /// The same by host.
        SERVICE_HOSTS: Values = "service-hosts";
        /// Sites that show what others report.
        AGGREGATORS: Values = "aggregators";
        /// The same by host.
        AGGREGATOR_HOSTS: Values = "aggregator-hosts";
        /// What firms call their own pages of news.
        OF_A_FIRM: Values = "of-a-firm";
        /// Parts of a firm's own host where it publishes.
        OWN_HOSTS: Values = "own-hosts";
    }
}

/// The kinds, as `sources.yaml` and the data files call them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// The firm or office itself that the news is about.
    Official,
    /// A news agency.
    Wire,
    /// The press.
    Trade,
    /// A site that shows what others report.
    Aggregator,
}

impl SourceKind {
    /// All, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Official, Self::Wire, Self::Trade, Self::Aggregator];

    /// Its key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Wire => "wire",
            Self::Trade => "trade",
            Self::Aggregator => "aggregator",
        }
    }

    /// What a reader is told.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Official => "first-hand",
            Self::Wire => "news agency",
            Self::Trade => "trade press",
            Self::Aggregator => "aggregator",
        }
    }

    /// The kind of a key.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// The publisher stands in the list.
pub static KNOWN: Rule = Rule::new(Stage::Sources, "known-publisher", "the publisher’s name or site, which is known")
    .about("News agencies, services that pass on what firms say of themselves, and sites that show what others report, by a list of names and hosts. `content/sources.yaml` says otherwise in one line.");

/// The publisher is a firm that the brief is about.
pub static OWN_NEWS: Rule = Rule::new(Stage::Sources, "own-news", "the publisher, which is a firm that it is about")
    .about("The publisher has the name of a company that the brief is about, alone or before words such as \"newsroom\" and \"press office\", or it is nameless and its site is such a part of the company's own.");

/// The rules of this stage.
pub static RULES: &[&Rule] = &[&KNOWN, &OWN_NEWS];

/// What is said of a publisher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// It is of this kind.
    Kind(SourceKind),
    /// No kind is to be told, whatever speaks for one.
    Unknown,
}

/// Publishers by name and by host, each with what is said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Publishers {
    names: HashMap<String, Said>,
    hosts: HashMap<String, Said>,
}

impl Publishers {
    /// Adds a publisher of this name; whether something else was said of it.
    pub fn add(&mut self, name: &str, said: Said) -> bool {
        let former = self.names.insert(folded(name), said);
        former.is_some_and(|former| former != said)
    }

    /// The same of a host and all below it.
    pub fn add_host(&mut self, host: String, said: Said) -> bool {
        let former = self.hosts.insert(host, said);
        former.is_some_and(|former| former != said)
    }

    /// What is said of a publisher: its name says more than where it was read.
    pub fn said_of(&self, publisher: &Publisher) -> Option<Said> {
        let named = publisher.name.as_ref().and_then(|n| self.names.get(n));
        let hosted = || {
            let host = publisher.host.as_deref()?;
            and_above(host).find_map(|host| self.hosts.get(host))
        };
        named.or_else(hosted).copied()
    }
}

/// Those of the list.
static LIST: LazyLock<Publishers> = LazyLock::new(|| {
    let mut list = Publishers::default();
    for (names, hosts, kind) in [
        (&AGENCIES, &AGENCY_HOSTS, SourceKind::Wire),
        (&SERVICES, &SERVICE_HOSTS, SourceKind::Official),
        (&AGGREGATORS, &AGGREGATOR_HOSTS, SourceKind::Aggregator),
    ] {
        for name in names.iter() {
            list.add(name, Said::Kind(kind));
        }
        for host in hosts.iter() {
            list.add_host((*host).to_owned(), Said::Kind(kind));
        }
    }
    list
});

/// The kind of a publisher and the rule that tells it; `about` gives the names of the firms that the brief is about.
pub fn told<'n>(
    publisher: &Publisher,
    about: impl Iterator<Item = &'n str>,
) -> Option<(SourceKind, &'static Rule)> {
    if let Some(Said::Kind(kind)) = LIST.said_of(publisher) {
        return Some((kind, &KNOWN));
    }
    let name = publisher.name.as_deref();
    let own = name.map(firm_of);
    // A name that is another's says more than the host, where anybody may publish.
    let is_named = name.is_some_and(|n| !n.contains('.') && !OF_A_FIRM.contains(&n));
    let site = publisher.host.as_deref().filter(|_| !is_named);
    let site = site.and_then(own_site);
    let mut about = about.filter(|firm| firm.chars().count() > 1);
    // Nearly all names are told from it by their first letter.
    let begins = |text: Option<&str>, firm: &str| {
        let first = |text: &str| text.chars().flat_map(char::to_lowercase).next();
        text.is_some_and(|text| first(text) == first(firm))
    };
    let is_own = |firm: &str| {
        if !begins(own, firm) && !begins(site, firm) {
            return false;
        }
        let firm = folded(firm);
        let joined: String = firm.chars().filter(|c| c.is_alphanumeric()).collect();
        own == Some(firm.as_str()) || (joined.len() > 2 && site == Some(&joined))
    };
    about
        .any(is_own)
        .then_some((SourceKind::Official, &OWN_NEWS))
}

/// A publisher's folded name without what firms call their pages of news.
fn firm_of(name: &str) -> &str {
    let behind = OF_A_FIRM.iter().filter_map(|words| {
        let firm = name.strip_suffix(words)?;
        firm.ends_with(' ').then(|| firm.trim_end().len())
    });
    let end = behind.min().unwrap_or(name.len());
    name.get(..end).unwrap_or_default()
}

/// The part of a host that its owner registered, where it is one on which firms publish their news: `toyota` of
/// `pressroom.toyota.co.jp`.
fn own_site(host: &str) -> Option<&str> {
    const SECOND: [&str; 8] = ["ac", "co", "com", "go", "gov", "ne", "net", "or"];
    let (part, rest) = host.split_once('.')?;
    if !OWN_HOSTS.contains(&part) {
        return None;
    }
    let mut labels = rest.split('.');
    let (name, second) = (labels.next()?, labels.next()?);
    match (labels.next(), labels.next()) {
        (None, _) => Some(name),
        (Some(top), None) => (top.len() == 2 && SECOND.contains(&second)).then_some(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_where_they_are_beyond_doubt() {
        use SourceKind::{Aggregator, Official, Wire};
        for (name, address, about, expected) in [
            (Some("Reuters"), None, &[][..], Some(Wire)),
            (Some("reuters.com"), None, &[], Some(Wire)),
            (None, Some("https://www.reuters.com/a"), &[], Some(Wire)),
            (Some("연합뉴스"), None, &[], Some(Wire)),
            (Some("PR  Newswire"), None, &[], Some(Official)),
            (
                Some("CATL"),
                Some("https://www.prnewswire.com/a"),
                &["CATL"],
                Some(Official),
            ),
            (Some("Yahoo Finance"), None, &[], Some(Aggregator)),
            // The name of who reports says more than where it was read.
            (
                Some("Reuters"),
                Some("https://finance.yahoo.com/a"),
                &[],
                Some(Wire),
            ),
            (Some("Toyota Newsroom"), None, &["Toyota"], Some(Official)),
            (Some("Toyota"), None, &["Honda", "Toyota"], Some(Official)),
            (
                Some("Press Room"),
                Some("https://pressroom.toyota.co.jp/a"),
                &["Toyota"],
                Some(Official),
            ),
            (
                None,
                Some("https://newsroom.samsungsdi.com/a"),
                &["Samsung SDI"],
                Some(Official),
            ),
        ] {
            let found = told(&Publisher::of(name, address), about.iter().copied());
            assert_eq!(
                found.map(|(kind, _)| kind),
                expected,
                "{name:?} {address:?}"
            );
        }
    }

    #[test]
    fn others_are_not_known() {
        for (name, address, about) in [
            (
                Some("Example Times"),
                Some("https://times.example/a"),
                &["Toyota"][..],
            ),
            (Some("Toyota Times Fans"), None, &["Toyota"]),
            (Some("Toyota Newsroom"), None, &["Honda"]),
            (
                Some("Fan"),
                Some("https://toyota.blogspot.com/a"),
                &["Toyota"],
            ),
            (Some("Fan"), Some("https://toyotanews.com/a"), &["Toyota"]),
            (Some("Newsroom"), None, &["Toyota"]),
            (Some("ANA"), None, &["Boeing"]),
            (None, None, &["Toyota"]),
            (Some("notreuters.com"), None, &[]),
            (None, Some("https://news.naver.com/a"), &["Naver"]),
            (None, Some("https://randomdev.github.io/a"), &["GitHub"]),
            (Some("A Critic"), Some("https://tesla.rocks/a"), &["Tesla"]),
            (
                Some("A Critic"),
                Some("https://press.tesla.com/a"),
                &["Tesla"],
            ),
            (
                Some("Tesla Blog"),
                Some("https://teslablog.example/a"),
                &["Tesla"],
            ),
            (Some("RNS"), Some("https://religionnews.com/a"), &["Tesla"]),
        ] {
            let found = told(&Publisher::of(name, address), about.iter().copied());
            assert_eq!(found, None, "{name:?} {address:?}");
        }
    }
}
