//! How publishers are told alike: by a name, whatever its case and spaces, and by the host of an address.

use url::Url;

/// The host of an address, in small letters and without `www.`.
pub fn host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    url.host_str().map(bare)
}

/// A host in small letters and without `www.`.
pub fn bare(host: &str) -> String {
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

/// A host and those that it lies below, itself first: `news.example.com`, `example.com`, `com`.
pub fn and_above(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host), |host| Some(host.split_once('.')?.1))
}
