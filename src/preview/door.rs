//! Who may ask, and for what: every request passes here before a route sees it, every answer on its way out.
//!
//! A web page anywhere can send requests to this machine, also under a name of its own that was made to point here
//! (DNS rebinding). So only requests that name this machine are answered, and no answer can be read or embedded by a
//! page of another origin.

use std::net::{Ipv4Addr, Ipv6Addr};

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a segment of a path is written in: RFC 3986's unreserved characters stay, and the slashes between segments.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');
/// What a query may not hold as it is. It came percent-encoded, so the percent sign stays.
const QUERY: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'#');

/// Lets a request through that is meant for this machine and only reads.
pub(super) async fn guard(request: Request, next: Next) -> Response {
    let mut response = match refusal(request.method(), request.uri(), request.headers()) {
        Some(refusal) => refusal,
        None => next.run(request).await,
    };
    let same_origin = HeaderName::from_static("cross-origin-resource-policy");
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (same_origin, "same-origin"),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Why a request is not answered.
fn refusal(method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    let mut hosts = headers.get_all(header::HOST).iter();
    // Every browser sends exactly one; RFC 9112, 3.2, asks to refuse what does not.
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        let text = "a request names its host once";
        return Some((StatusCode::BAD_REQUEST, text).into_response());
    };
    // A request as to a proxy names its host in its first line too.
    let meant = host.to_str().is_ok_and(names_this_machine)
        && uri
            .authority()
            .is_none_or(|a| names_this_machine(a.as_str()));
    if !meant {
        let text = "the preview answers to localhost only";
        return Some((StatusCode::FORBIDDEN, text).into_response());
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, "GET, HEAD")];
        let text = "the preview is only read";
        return Some((StatusCode::METHOD_NOT_ALLOWED, allow, text).into_response());
    }
    None
}

/// Whether a host, with or without a port, is this machine by a name that nobody else can give it: `localhost` or a
/// loopback address.
fn names_this_machine(host: &str) -> bool {
    // The colons of an IPv6 address stand in brackets.
    if let Some((address, rest)) = host.strip_prefix('[').and_then(|h| h.split_once(']')) {
        let loopback = address.parse().is_ok_and(|a: Ipv6Addr| a.is_loopback());
        return loopback && (rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port));
    }
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    // The full stop at the end says that a name is whole.
    let name = name.strip_suffix('.').unwrap_or(name);
    let loopback = name.parse().is_ok_and(|a: Ipv4Addr| a.is_loopback());
    (loopback || name.eq_ignore_ascii_case("localhost")) && is_port(port)
}

/// Whether this is a port's number, or none after the colon, which is allowed.
fn is_port(text: &str) -> bool {
    text.is_empty() || text.parse::<u16>().is_ok()
}

/// The address of a path below the site's root on this very host, with the query of the request. It has one slash at
/// its start: two would name another host.
pub(super) fn location(path: &str, query: Option<&str>) -> String {
    let path = utf8_percent_encode(path.trim_start_matches('/'), PATH);
    match query {
        Some(query) => format!("/{path}?{}", utf8_percent_encode(query, QUERY)),
        None => format!("/{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_local() {
        for host in [
            "localhost",
            "LocalHost:4400",
            "localhost.",
            "localhost.:80",
            "localhost:",
            "127.0.0.1",
            "127.0.0.1:4400",
            "127.1.2.3",
            "[::1]",
            "[::1]:4400",
            "[0:0:0:0:0:0:0:1]:1",
        ] {
            assert!(names_this_machine(host), "{host}");
        }
        for host in [
            "",
            ".",
            ":80",
            "evil.example",
            "evil.example:80",
            "localhost.evil.example",
            "localhost..",
            "127.0.0.1.evil.example",
            "127.0.0.1:80@evil.example",
            "evil.example@localhost",
            "localhost:evil",
            "localhost:80:80",
            "localhost:99999",
            "0.0.0.0",
            "128.0.0.1",
            "::1",
            "[::1",
            "[::1]evil",
            "[::1]:evil",
            "[::]",
            "[127.0.0.1]",
            "[::2]:80",
        ] {
            assert!(!names_this_machine(host), "{host}");
        }
    }

    #[test]
    fn an_address_stays_on_this_host() {
        assert_eq!(location("companies/", None), "/companies/");
        assert_eq!(location("///evil.example/", None), "/evil.example/");
        assert_eq!(location("\\evil/", None), "/%5Cevil/");
        assert_eq!(
            location("a b/ö\r\n%2F/", Some("q=%20é&r=\"")),
            "/a%20b/%C3%B6%0D%0A%252F/?q=%20%C3%A9&r=%22"
        );
    }
}
