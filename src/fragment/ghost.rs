//! The export of a Ghost site: its posts, with the authors and the site's name and address that stand beside them.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// Stands in an export for the address of the site.
const PLACEHOLDER: &str = "__GHOST_URL__";

/// What of an export is read.
#[derive(Debug, Default)]
pub(super) struct Export {
    /// The posts as records, authors and state among their fields.
    pub(super) posts: Vec<Map<String, Value>>,
    /// The site's name.
    pub(super) title: Option<String>,
    /// Headlines of what is a page of the site and no post.
    pub(super) pages: Vec<String>,
}

/// The export in a value: its posts beside the users or the settings of the site.
pub(super) fn export(value: &Value) -> Option<Export> {
    let data = match value.get("db") {
        Some(Value::Array(databases)) => databases.first()?.get("data")?,
        _ => value.get("data").unwrap_or(value),
    };
    let posts = data.get("posts")?.as_array()?;
    let beside = ["posts_authors", "posts_meta", "settings"];
    if !beside
        .iter()
        .any(|b| data.get(*b).is_some_and(Value::is_array))
    {
        return None;
    }
    let setting = |name: &str| {
        rows(data, "settings")
            .find(|s| text(s, "key") == Some(name))
            .and_then(|s| text(s, "value"))
            .filter(|v| !v.is_empty())
    };
    let site = setting("url")
        .filter(|u| u.starts_with("http"))
        .unwrap_or_default()
        .trim_end_matches('/');
    let authors = authors(data);
    let mut export = Export {
        title: setting("title").map(str::to_owned),
        ..Export::default()
    };
    for post in posts.iter().filter_map(Value::as_object) {
        if post.get("type").and_then(Value::as_str) == Some("page")
            || post.get("page").is_some_and(|p| p == true || p == 1)
        {
            let title = post.get("title").and_then(Value::as_str);
            export.pages.push(title.unwrap_or_default().to_owned());
            continue;
        }
        let mut record = post.clone();
        for value in record.values_mut() {
            resolve(value, site);
        }
        let names = post.get("id").and_then(|id| authors.get(&id.to_string()));
        if let Some(names) = names.filter(|_| !record.contains_key("authors")) {
            record.insert("authors".to_owned(), Value::from(names.clone()));
        }
        // Sent by mail to members alone.
        if post.get("status").and_then(Value::as_str) == Some("sent") {
            record.insert("visibility".to_owned(), Value::from("members"));
        }
        export.posts.push(record);
    }
    Some(export)
}

fn rows<'v>(data: &'v Value, table: &str) -> impl Iterator<Item = &'v Value> {
    data.get(table)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn text<'v>(row: &'v Value, key: &str) -> Option<&'v str> {
    row.get(key).and_then(Value::as_str)
}

/// The names of all authors of posts, by the post's id and in their order.
fn authors(data: &Value) -> HashMap<String, Vec<String>> {
    let id = |row: &Value, key: &str| row.get(key).filter(|v| !v.is_null()).map(Value::to_string);
    let names: HashMap<String, &str> = rows(data, "users")
        .filter_map(|u| Some((id(u, "id")?, text(u, "name")?)))
        .collect();
    let mut links: Vec<(String, i64, String)> = rows(data, "posts_authors")
        .filter_map(|l| {
            let order = l.get("sort_order").and_then(Value::as_i64);
            Some((
                id(l, "post_id")?,
                order.unwrap_or_default(),
                id(l, "author_id")?,
            ))
        })
        .collect();
    // Before there were several, a post held its author.
    links.extend(
        rows(data, "posts").filter_map(|p| Some((id(p, "id")?, i64::MAX, id(p, "author_id")?))),
    );
    links.sort();
    let mut out: HashMap<String, Vec<String>> = HashMap::new();
    for (post, _, author) in links {
        if let Some(name) = names.get(&author) {
            let of_post = out.entry(post).or_default();
            if !of_post.iter().any(|n| n == name) {
                of_post.push((*name).to_owned());
            }
        }
    }
    out
}

/// Puts the site's address in its place. Where it is not known, what is left is an address without a site, which cleaning
/// takes for what it is: one that leads nowhere.
fn resolve(value: &mut Value, site: &str) {
    if let Value::String(text) = value
        && text.contains(PLACEHOLDER)
    {
        *text = text.replace(PLACEHOLDER, site);
    }
}
