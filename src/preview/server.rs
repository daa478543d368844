//! Answers a browser: pages of the current site, and the two addresses by which the page learns of changes.

use axum::Router;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::Current;
use crate::finding::Finding;

/// The script that the preview adds to each page.
const LIVE_JS: &str = include_str!("live.js");
/// The style of the error overlay.
const LIVE_CSS: &str = include_str!("live.css");
/// What is added to a page's end.
const LIVE_TAG: &str = r#"<script src="/_briefmill/live.js" defer></script>"#;
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

/// The version that the page shows.
#[derive(Deserialize)]
struct Since {
    since: Option<u64>,
}

/// Answers when there is something newer than what the page shows, or after a while.
async fn changes(
    State(mut current): State<watch::Receiver<Current>>,
    Query(asked): Query<Since>,
) -> Response {
    if let Some(since) = asked.since {
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

/// Whether the request was meant for this machine: a name that was made to point here is refused.
fn is_local(headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|h| h.to_str().ok())
        .unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]" | "")
}

async fn page(
    State(current): State<watch::Receiver<Current>>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    if !is_local(&headers) {
        return (
            StatusCode::FORBIDDEN,
            "the preview answers to localhost only",
        )
            .into_response();
    }
    let now = current.borrow().clone();
    let Some(site) = &now.site else {
        let text = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>briefmill</title><p>The site could not be built yet.</p>{LIVE_TAG}</html>"
        );
        return html(StatusCode::OK, text.into_bytes());
    };
    let path = percent_decode(uri.path());
    let wanted = path.trim_start_matches('/');
    let file = if wanted.is_empty() || wanted.ends_with('/') {
        format!("{wanted}index.html")
    } else {
        wanted.to_owned()
    };
    if let Some(route) = site.find(&file) {
        return match tokio::task::block_in_place(|| site.render(route)) {
            Ok(bytes) => answer(StatusCode::OK, route.path(), bytes),
            Err(finding) => {
                let text = format!(
                    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>briefmill</title><pre id=\"error\">{}</pre>{LIVE_TAG}</html>",
                    escape(&overlay_entry(&finding).to_string())
                );
                html(StatusCode::INTERNAL_SERVER_ERROR, text.into_bytes())
            }
        };
    }
    if site.find(&format!("{wanted}/index.html")).is_some() {
        return (
            StatusCode::TEMPORARY_REDIRECT,
            [(header::LOCATION, format!("{}/", uri.path()))],
        )
            .into_response();
    }
    match site.find("404.html").map(|route| site.render(route)) {
        Some(Ok(bytes)) => answer(StatusCode::NOT_FOUND, "404.html", bytes),
        _ => (StatusCode::NOT_FOUND, "there is no such page").into_response(),
    }
}

fn answer(status: StatusCode, path: &str, bytes: Vec<u8>) -> Response {
    if ending(path) == "html" {
        return html(status, with_live_script(bytes));
    }
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = match (kind.type_().as_str(), ending(path)) {
        (_, "xml") => "application/xml; charset=utf-8".to_owned(),
        ("text", _) => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    };
    (
        status,
        [
            (header::CONTENT_TYPE, kind.as_str()),
            (header::CACHE_CONTROL, "no-store"),
        ],
        Body::from(bytes),
    )
        .into_response()
}

/// What follows the last full stop of a route; routes are lower-case.
fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn html(status: StatusCode, bytes: Vec<u8>) -> Response {
    (
        status,
        [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CACHE_CONTROL, "no-store"),
        ],
        Body::from(bytes),
    )
        .into_response()
}

/// The page with the preview's script, and its policy widened to reach this server and nothing else.
fn with_live_script(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(mut page) = String::from_utf8(bytes) else {
        return Vec::new();
    };
    for directive in ["script-src", "connect-src"] {
        if !page.contains(&format!("{directive} 'self'")) {
            page = page.replacen(
                "default-src 'none'",
                &format!("default-src 'none'; {directive} 'self'"),
                1,
            );
        }
    }
    match page.rfind("</body>") {
        Some(at) => page.insert_str(at, LIVE_TAG),
        None => page.push_str(LIVE_TAG),
    }
    page.into_bytes()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn percent_decode(path: &str) -> String {
    let mut out = Vec::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(b) = bytes.next() {
        let mut ahead = bytes.clone();
        let digit = |b: Option<u8>| {
            b.and_then(|b| char::from(b).to_digit(16))
                .and_then(|d| u8::try_from(d).ok())
        };
        match (b, digit(ahead.next()), digit(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                out.push(high * 16 + low);
                bytes = ahead;
            }
            _ => out.push(b),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
