//! How publishers are told alike: by a name, whatever its case and spaces, and by the host of an address.

use url::Url;

/// The host of an address, in small letters and without `www.`.
pub fn host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    url.host_str().map(bare)
}

/// A host in small letters and without `www.`.
fn bare(host: &str) -> String {
    let host = host.to_lowercase();
    host.strip_prefix("www.").unwrap_or(&host).to_owned()
}

/// A name by which two spellings of it are told alike.
pub fn folded(name: &str) -> String {
    crate::html::text::fold(&name.to_lowercase())
}

/// A host that an editor wrote, who may write an address.
pub fn host_of(written: &str) -> String {
    host(written).unwrap_or_else(|| bare(written.trim().trim_end_matches('/')))
}

/// Whether a host is another or lies below it.
pub fn is_within(host: &str, other: &str) -> bool {
    and_above(host).any(|host| host == other)
}

/// A host and those that it lies below, itself first: `news.example.com`, `example.com`, `com`.
pub fn and_above(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host), |host| Some(host.split_once('.')?.1))
}

/// A publisher as it is looked up: worked out once, since there is one for each brief.
#[derive(Debug)]
pub struct Publisher {
    /// Its name, folded.
    pub name: Option<String>,
    /// The host of its article's address; without one, the name, as a publisher without a name is called by its host.
    pub host: Option<String>,
}

impl Publisher {
    /// The publisher of this name, of an article at this address.
    pub fn of(name: Option<&str>, address: Option<&str>) -> Self {
        let name = name.map(folded);
        let host = address.and_then(host).or_else(|| name.clone());
        Self { name, host }
    }
}
