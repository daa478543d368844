//! `/sources/`: the publishers.

use tera::Value;

use crate::digest::{DigestSource, SourceId};
use crate::finding::Finding;
use crate::site::Site;
use crate::site::layout::{Head, Pager};
use crate::site::values::{brief_link, object, text};

fn value(site: &Site, source: &DigestSource) -> Value {
    let last = source.briefs.first().and_then(|id| site.brief(*id));
    object([
        ("name", Value::from(source.name.as_str())),
        ("url", Value::from(format!("sources/{}/", source.slug))),
        ("host", text(source.host.as_deref())),
        ("count", Value::from(source.briefs.len())),
        ("last", last.map_or_else(Value::none, brief_link)),
    ])
}

pub(in crate::site) fn sources(site: &Site, address: &str) -> Result<String, Box<Finding>> {
    let list = site.digest.sources.iter().map(|s| value(site, s));
    let head = Head {
        kind: "sources",
        title: "Sources",
        description: format!("The publishers that {} draws on.", site.settings.title),
        address,
        ..Head::default()
    };
    site.page("sources.html", head, None, |context, _| {
        context.insert_value("sources", Value::from(list.collect::<Vec<_>>()));
    })
}

pub(in crate::site) fn source(
    site: &Site,
    id: SourceId,
    number: usize,
    address: &str,
) -> Result<String, Box<Finding>> {
    let Some(source) = site.digest.sources.get(id.0 as usize) else {
        return Ok(String::new());
    };
    let base = format!("sources/{}/", source.slug);
    let pager = Pager {
        base: &base,
        number,
        items: source.briefs.len(),
        per_page: site.settings.paginate,
    };
    let ids = source.briefs.get(pager.range()).unwrap_or_default();
    let head = Head {
        kind: "source",
        title: &source.name,
        description: format!("Briefs from {} in {}.", source.name, site.settings.title),
        address,
        crumbs: vec![("Sources", "sources/".to_owned())],
        ..Head::default()
    };
    site.page("source.html", head, Some(pager), |context, root| {
        context.insert_value("source", value(site, source));
        context.insert_value("cards", site.cards(ids, root));
    })
}
