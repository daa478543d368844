//! JSON-LD: what the page states about its article in the vocabulary of schema.org.

use serde_json::{Map, Value};

use crate::html::flat::Flat;
use crate::html::plain::unescape;
use crate::html::text::fold;

/// What JSON-LD states about the article.
#[derive(Debug, Default)]
pub(super) struct PageData {
    /// `headline`, else `name`.
    pub headline: Option<String>,
    /// `datePublished`, as written.
    pub published: Option<String>,
    /// Names of `author` that are not typed as organisations.
    pub authors: Vec<Named>,
    /// Name of `publisher`.
    pub publisher: Option<String>,
    /// Whether the publisher is a person, whose site bears the author's own name.
    pub publisher_is_person: bool,
    /// `url` or `mainEntityOfPage`.
    pub url: Option<String>,
    /// `description`.
    pub summary: Option<String>,
    /// `inLanguage`.
    pub language: Option<String>,
    /// `articleBody`, tags gone.
    pub body: Option<String>,
    /// `articleBody` as it is written.
    pub body_source: Option<String>,
}

/// A name of an author.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The name as it is written.
    pub name: String,
    /// Whether it is typed as a person's.
    pub person: bool,
}

/// Types of schema.org that are an article, without those that end in `Article`.
const ARTICLES: &[&str] = &[
    "BlogPosting",
    "Report",
    "LiveBlogPosting",
    "SocialMediaPosting",
    "PressRelease",
    "ClaimReview",
];

/// What all JSON-LD scripts of the page state; `headlines` are the page's other headlines, to choose between articles.
pub(super) fn read(page: &Flat<'_>, headlines: &[String]) -> PageData {
    let mut roots: Vec<Value> = Vec::new();
    for at in page.named("script") {
        let Some(node) = page.nodes.get(at) else {
            continue;
        };
        if !node
            .attr("type")
            .is_some_and(|t| t.to_ascii_lowercase().contains("ld+json"))
        {
            continue;
        }
        roots.extend(lenient(&page.written(at)));
    }
    let mut objects: Vec<&Map<String, Value>> = Vec::new();
    for root in &roots {
        collect(root, 0, &mut objects);
    }
    let of_type = |want: fn(&str) -> bool| {
        objects
            .iter()
            .copied()
            .filter(move |o| types(o).any(want))
            .collect::<Vec<_>>()
    };
    let articles = of_type(|t| t.ends_with("Article") || ARTICLES.contains(&t));
    let keys: Vec<String> = headlines
        .iter()
        .map(|h| crate::fragment::people::key(h))
        .collect();
    let fits = |o: &&Map<String, Value>| {
        let headline = string(o.get("headline")).or_else(|| string(o.get("name")));
        headline.is_some_and(|h| {
            let h = crate::fragment::people::key(&h);
            !h.is_empty()
                && keys
                    .iter()
                    .any(|k| k.starts_with(&h) || h.starts_with(k.as_str()))
        })
    };
    let article = articles.iter().copied().find(fits).or_else(|| {
        articles
            .iter()
            .copied()
            .max_by_key(|o| (o.contains_key("headline"), o.contains_key("datePublished")))
    });
    let mut out = article.map(|o| one(o, &objects)).unwrap_or_default();
    // Some systems give the page's data to the `WebPage`, and the article only its headline.
    for page in of_type(|t| {
        t == "WebPage" || t == "NewsMediaOrganization" || t == "WebSite" || t == "Organization"
    }) {
        let kind: Vec<&str> = types(page).collect();
        if kind.contains(&"WebPage") {
            out.published = out.published.or_else(|| string(page.get("datePublished")));
            out.language = out.language.or_else(|| string(page.get("inLanguage")));
        } else if articles.len() <= 1 {
            out.publisher = out.publisher.or_else(|| string(page.get("name")));
        }
    }
    out
}

/// The JSON values of a script: raw line breaks in strings and comment marks around it are common faults.
fn lenient(text: &str) -> Vec<Value> {
    let text = text
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[");
    let text = text
        .trim_end_matches("-->")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim()
        .trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(text) {
        return vec![value];
    }
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    // Values before the fault are taken: two objects one after the other, or an object with text behind it.
    serde_json::Deserializer::from_str(&spaced)
        .into_iter::<Value>()
        .map_while(Result::ok)
        .collect()
}

/// All objects of a value, outer before inner.
fn collect<'v>(value: &'v Value, depth: usize, out: &mut Vec<&'v Map<String, Value>>) {
    if depth > 12 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|v| collect(v, depth + 1, out)),
        Value::Object(object) => {
            out.push(object);
            object.values().for_each(|v| collect(v, depth + 1, out));
        }
        _ => {}
    }
}

/// The `@type`s of an object, without the vocabulary's address.
fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let of = object.get("@type");
    let list = of
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    of.and_then(Value::as_str)
        .into_iter()
        .chain(list.iter().filter_map(Value::as_str))
        .filter_map(|t| t.rsplit(['/', ':', '#']).next())
}

/// A string, the first string of a list, or an object's `@value`, `name` or `@id`; entities resolved, folded.
fn string(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(s) => s.as_str(),
        Value::Array(items) => return string(items.first()),
        Value::Object(o) => {
            return string(
                o.get("@value")
                    .or_else(|| o.get("name"))
                    .or_else(|| o.get("@id")),
            );
        }
        _ => return None,
    };
    let text = fold(&unescape(text));
    (!text.is_empty()).then_some(text)
}

fn one(article: &Map<String, Value>, all: &[&Map<String, Value>]) -> PageData {
    let mut authors = Vec::new();
    for key in ["author", "creator"] {
        if authors.is_empty() {
            names(article.get(key), all, 0, &mut authors);
        }
    }
    let publisher = article
        .get("publisher")
        .or_else(|| article.get("sourceOrganization"));
    let publisher_is_person =
        resolve(publisher, all).is_some_and(|o| types(o).any(|t| t == "Person"));
    let publisher = resolve(publisher, all)
        .and_then(|o| string(o.get("name")))
        .or_else(|| string(publisher).filter(|p| !p.contains("://") && !p.contains('#')));
    let address = |key: &str| {
        let value = article.get(key)?;
        value
            .as_object()
            .and_then(|o| string(o.get("@id").or_else(|| o.get("url"))))
            .or_else(|| string(Some(value)))
    };
    let body = article
        .get("articleBody")
        .or_else(|| article.get("text"))
        .and_then(Value::as_str);
    PageData {
        headline: string(article.get("headline")).or_else(|| string(article.get("name"))),
        published: string(article.get("datePublished"))
            .or_else(|| string(article.get("dateCreated"))),
        authors,
        publisher,
        publisher_is_person,
        url: address("mainEntityOfPage")
            .filter(|u| u.starts_with("http"))
            .or_else(|| address("url")),
        summary: string(article.get("description")),
        language: string(article.get("inLanguage")),
        body_source: body.map(str::to_owned),
        body: body
            .map(crate::html::plain::without_tags)
            .filter(|b| !b.is_empty()),
    }
}

/// The object itself, or the one that it refers to by `@id`.
fn resolve<'v>(
    value: Option<&'v Value>,
    all: &[&'v Map<String, Value>],
) -> Option<&'v Map<String, Value>> {
    let value = match value? {
        Value::Array(items) => items.first()?,
        other => other,
    };
    let object = value.as_object()?;
    if object.contains_key("name") || object.contains_key("familyName") {
        return Some(object);
    }
    let id = object.get("@id")?.as_str()?;
    all.iter()
        .copied()
        .find(|o| o.contains_key("name") && o.get("@id").and_then(Value::as_str) == Some(id))
}

fn names(value: Option<&Value>, all: &[&Map<String, Value>], depth: usize, out: &mut Vec<Named>) {
    match value {
        Some(Value::Array(items)) if depth < 4 => items
            .iter()
            .for_each(|v| names(Some(v), all, depth + 1, out)),
        Some(Value::String(_)) => {
            let name = string(value).filter(|n| !n.contains("://"));
            out.extend(name.map(|name| Named {
                name,
                person: false,
            }));
        }
        Some(Value::Object(_)) => {
            let Some(object) = resolve(value, all) else {
                return;
            };
            let person = types(object).any(|t| t == "Person");
            if !person
                && types(object)
                    .any(|t| t.contains("Organization") || t == "Corporation" || t == "Brand")
            {
                return;
            }
            match object.get("name") {
                Some(Value::Array(list)) if depth < 4 => {
                    for v in list {
                        names(Some(v), all, depth + 1, out);
                    }
                }
                Some(name) => {
                    out.extend(string(Some(name)).map(|name| Named { name, person }));
                }
                None => {
                    let parts = ["givenName", "additionalName", "familyName"];
                    let parts: Vec<String> = parts
                        .iter()
                        .filter_map(|p| string(object.get(*p)))
                        .collect();
                    if parts.len() >= 2 {
                        let name = parts.join(" ");
                        out.push(Named { name, person });
                    }
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse;

    fn read_one(json: &str, headlines: &[&str]) -> PageData {
        let html = format!("<script type='application/ld+json'>{json}</script>");
        let html = parse::document(&html);
        let headlines: Vec<String> = headlines.iter().map(|h| (*h).to_owned()).collect();
        read(&Flat::of(&html), &headlines)
    }

    fn authors(author: &str) -> Vec<String> {
        let json = format!(r#"{{"@type":"NewsArticle","headline":"A","author":{author}}}"#);
        let data = read_one(&json, &[]);
        data.authors.into_iter().map(|a| a.name).collect()
    }

    #[test]
    fn authors_in_every_shape() {
        for (author, names) in [
            (r#""Jane Doe""#, &["Jane Doe"][..]),
            (r#"["Jane Doe","John Roe"]"#, &["Jane Doe", "John Roe"]),
            (
                r#"[{"@type":"Person","name":"Jane Doe"},{"@type":"Organization","name":"Example"}]"#,
                &["Jane Doe"],
            ),
            (
                r#"{"@type":"Person","name":["Jane Doe","John Roe"]}"#,
                &["Jane Doe", "John Roe"],
            ),
            (
                r#"{"@type":"Person","givenName":"Jane","familyName":"Doe"}"#,
                &["Jane Doe"],
            ),
            (r#"{"@type":"Person","familyName":"Doe"}"#, &[]),
            (r#""https://example.com/jane""#, &[]),
        ] {
            assert_eq!(authors(author), names, "{author}");
        }
    }

    #[test]
    fn authors_by_reference() {
        let json = r##"{"@graph":[
            {"@type":"Article","headline":"A","author":{"@id":"#jane"},"publisher":{"@id":"#site"}},
            {"@type":"Person","@id":"#jane","name":"Jane Doe"},
            {"@type":["Person","Organization"],"@id":"#site","name":"Jane Doe"}]}"##;
        let data = read_one(json, &[]);
        assert_eq!(data.authors[0].name, "Jane Doe");
        assert!(data.publisher_is_person);
    }
}
