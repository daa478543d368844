//! Answers a browser: pages of the current site, and the two addresses by which the page learns of changes.

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use percent_encoding::percent_decode_str;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use url::form_urlencoded;

use super::{Current, door, live};
use crate::finding::Finding;
use crate::html::escape::escape_into;

/// The script that the preview adds to each page.
const LIVE_JS: &str = include_str!("live.js");
/// The style of the error overlay.
const LIVE_CSS: &str = include_str!("live.css");
/// The longest that a question for changes is held open.
const HELD: Duration = Duration::from_secs(25);

pub(super) async fn run(
    listener: TcpListener,
    current: watch::Receiver<Current>,
) -> anyhow::Result<()> {
    let router = Router::new()
        .route("/_briefmill/changes", get(changes))
        .route(
            "/_briefmill/live.js",
            get(|| async { asset("text/javascript; charset=utf-8", LIVE_JS) }),
        )
        .route(
            "/_briefmill/live.css",
            get(|| async { asset("text/css; charset=utf-8", LIVE_CSS) }),
        )
        .fallback(page)
        // Over all routes, those to come too.
        .layer(axum::middleware::from_fn(door::guard))
        .with_state(current);
    axum::serve(listener, router).await?;
    Ok(())
}

fn asset(kind: &'static str, text: &'static str) -> Response {
    (
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "no-store"),
        ],
        text,
    )
        .into_response()
}

/// Answers when there is something newer than what the page shows, or after a while.
async fn changes(State(mut current): State<watch::Receiver<Current>>, uri: Uri) -> Response {
    if let Some(since) = since(uri.query().unwrap_or_default()) {
        let newer = current.wait_for(|c| c.version > since);
        let _ = tokio::time::timeout(HELD, newer).await;
    }
    let now = current.borrow().clone();
    let errors: Vec<serde_json::Value> = now.errors.iter().map(overlay_entry).collect();
    let body = serde_json::json!({ "version": now.version, "stale": now.stale, "errors": errors })
        .to_string();
    (
        [
            (header::CONTENT_TYPE, "application/json"),
            (header::CACHE_CONTROL, "no-store"),
        ],
        body,
    )
        .into_response()
}

/// The version that the page shows, of the query `since=7`.
fn since(query: &str) -> Option<u64> {
    let mut fields = form_urlencoded::parse(query.as_bytes());
    let (_, version) = fields.find(|(name, _)| name == "since")?;
    version.parse().ok()
}

fn overlay_entry(finding: &Finding) -> serde_json::Value {
    let place = finding.place.as_ref();
    let at = match (&finding.path, place) {
        (Some(path), Some(p)) => format!("{path}:{}:{}", p.line, p.column),
        (Some(path), None) => path.clone(),
        _ => String::new(),
    };
    let mark = place.map(|p| {
        format!(
            "{}{}",
            " ".repeat(p.column.saturating_sub(1)),
            "^".repeat(p.width)
        )
    });
    serde_json::json!({
        "message": finding.message, "at": at, "line": place.map(|p| &p.text), "mark": mark, "help": finding.remedy,
    })
}

async fn page(State(current): State<watch::Receiver<Current>>, uri: Uri) -> Response {
    let now = current.borrow().clone();
    let Some(site) = &now.site else {
        let text = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>briefmill</title><p>The site could not be built yet.</p>{}</html>",
            live::TAG
        );
        return html(StatusCode::OK, text.into_bytes());
    };
    let path = percent_decode_str(uri.path()).decode_utf8_lossy();
    let wanted = path.trim_start_matches('/');
    // A page has one address: below it, and below one slash, its links lead where they lead in the published site.
    let one_slash = path.len() == wanted.len() + 1;
    let folder = format!("{}/", wanted.trim_end_matches('/'));
    if let Some(route) = site.find(wanted).filter(|_| one_slash) {
        return match tokio::task::block_in_place(|| site.render(route)) {
            Ok(bytes) => answer(StatusCode::OK, route.path(), bytes),
            Err(finding) => {
                let text = format!(
                    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>briefmill</title><pre id=\"error\">{}</pre>{}</html>",
                    escape(&overlay_entry(&finding).to_string()),
                    live::TAG
                );
                html(StatusCode::INTERNAL_SERVER_ERROR, text.into_bytes())
            }
        };
    }
    let address = [wanted, &folder]
        .into_iter()
        .find(|a| site.find(a).is_some());
    if let Some(address) = address {
        return (
            StatusCode::TEMPORARY_REDIRECT,
            [(header::LOCATION, door::location(address, uri.query()))],
        )
            .into_response();
    }
    match site.find("404.html").map(|route| site.render(route)) {
        Some(Ok(bytes)) => answer(StatusCode::NOT_FOUND, "404.html", bytes),
        _ => (StatusCode::NOT_FOUND, "there is no such page").into_response(),
    }
}

fn answer(status: StatusCode, path: &str, bytes: Vec<u8>) -> Response {
    let ending = ending(path).to_ascii_lowercase();
    if matches!(ending.as_str(), "html" | "htm") {
        return html(status, live::with_script(bytes));
    }
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = match (kind.type_().as_str(), ending.as_str()) {
        (_, "xml") => live::text_type("application/xml", &bytes),
        ("text", _) => live::text_type(kind.essence_str(), &bytes),
        _ => kind.essence_str().to_owned(),
    };
    typed(status, &kind, bytes)
}

/// What follows the last full stop of a route.
fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn html(status: StatusCode, bytes: Vec<u8>) -> Response {
    let kind = live::text_type("text/html", &bytes);
    typed(status, &kind, bytes)
}

fn typed(status: StatusCode, kind: &str, bytes: Vec<u8>) -> Response {
    (
        status,
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "no-store"),
        ],
        Body::from(bytes),
    )
        .into_response()
}

fn escape(text: &str) -> String {
    let mut out = String::new();
    escape_into(&mut out, text);
    out
}
