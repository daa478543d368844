//! The part of a message that is its text.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, HeaderName, Message, MessagePart, MimeHeaders, PartType};

use crate::fragment::decode::decode;
use crate::html::plain;

/// Fewest words of a mail's own text with which it stands for itself, where it holds another mail.
const OWN_WORDS: usize = 40;

/// How deep mails inside mails are looked into.
const DEEPEST: usize = 60;

/// The best part of a message: HTML, or else text.
#[derive(Debug, Default)]
pub(super) struct Best<'m> {
    /// Its HTML.
    pub(super) html: Option<String>,
    /// Its text, where it has no HTML that says as much.
    pub(super) text: Option<String>,
    /// The address that the part was saved from.
    pub(super) location: Option<String>,
    /// The message inside that it is of, where it is not the outermost.
    pub(super) message: Option<&'m Message<'m>>,
    words: usize,
}

/// The best part of a message; none where it holds no text.
pub(super) fn best<'m>(message: &'m Message<'m>) -> Option<Best<'m>> {
    let mut found = own(message);
    // What was attached to be read is what the mail is about.
    let mut inner = message;
    for _ in 0..DEEPEST {
        if found.as_ref().is_some_and(|b| b.words >= OWN_WORDS) {
            break;
        }
        let Some(next) = inner.parts.iter().find_map(|p| match &p.body {
            PartType::Message(m) if !m.parts.is_empty() => Some(m),
            _ => None,
        }) else {
            break;
        };
        inner = next;
        if let Some(mut other) = own(inner)
            && other.words > found.as_ref().map_or(0, |b| b.words)
        {
            other.message = Some(inner);
            found = Some(other);
        }
    }
    found
}

/// The best part of a message itself.
fn own<'m>(message: &'m Message<'m>) -> Option<Best<'m>> {
    let shown = |part: &&MessagePart<'_>| {
        !part
            .content_disposition()
            .is_some_and(mail_parser::ContentType::is_attachment)
    };
    let by_id = |ids: &[u32]| -> Vec<&MessagePart<'m>> {
        let parts = ids.iter().filter_map(|id| message.parts.get(*id as usize));
        parts.filter(shown).collect()
    };
    let mut parts = by_id(&message.html_body);
    if !parts.iter().any(|p| matches!(p.body, PartType::Html(_))) {
        // A page among what belongs to it, or among what a faulty mail calls something else.
        let pages = message.parts.iter().filter(shown);
        parts.extend(
            pages
                .filter(|p| matches!(p.body, PartType::Html(_)))
                .take(1),
        );
    }
    let mut html = String::new();
    let mut location = None;
    for part in &parts {
        let text = text_of(message, part).unwrap_or_default();
        if matches!(part.body, PartType::Html(_)) {
            location = location.or(part.content_location().map(str::to_owned));
            html.push_str(&text);
        } else if parts.len() > 1 && is_plain(part) {
            html.push_str(&plain::paragraphs(&text));
        }
    }
    let count = |text: &str| {
        text.split_whitespace()
            .count()
            .max(text.chars().count() / 12)
    };
    let html_words = plain::blocks(&html, usize::MAX)
        .iter()
        .map(|b| count(b))
        .sum::<usize>();
    let texts = by_id(&message.text_body);
    let texts = texts.iter().filter(|p| is_plain(p));
    let text: Vec<String> = texts.filter_map(|p| text_of(message, p)).collect();
    let text = text.join("\n\n");
    let text_words = count(text.trim());
    // Of two forms of one text the HTML is the whole one, unless it says that the reader cannot see it.
    if html_words > 0 && html_words * 3 >= text_words {
        return Some(Best {
            html: Some(html),
            location,
            words: html_words,
            ..Best::default()
        });
    }
    (!text.trim().is_empty()).then(|| Best {
        text: Some(text),
        words: text_words,
        ..Best::default()
    })
}

/// Whether a part is text for people.
fn is_plain(part: &MessagePart<'_>) -> bool {
    matches!(part.body, PartType::Text(_))
        && part
            .content_type()
            .is_none_or(|t| t.subtype().is_none_or(|s| s.eq_ignore_ascii_case("plain")))
}

/// The text of a part. Where it states no charset, or one that does not fit, its bytes are looked at like a file's.
fn text_of(message: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let (PartType::Text(text) | PartType::Html(text)) = &part.body else {
        return None;
    };
    let stated = part
        .content_type()
        .is_some_and(|t| t.attribute("charset").is_some());
    if text.is_ascii() || (stated && !text.contains('\u{fffd}')) {
        return Some(text.to_string());
    }
    let raw = message
        .raw_message()
        .get(part.offset_body as usize..part.offset_end as usize)?;
    let bytes = match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    };
    let decoded = bytes.and_then(|b| decode(&b, &mut Vec::new()).ok());
    Some(decoded.unwrap_or_else(|| text.to_string()))
}

/// A field of the header as its bytes have it, where a program wrote them in a charset that it does not state.
pub(super) fn undecoded(message: &Message<'_>, name: &HeaderName<'_>) -> Option<String> {
    let field = message.headers().iter().find(|h| h.name == *name)?;
    let raw = message
        .raw_message()
        .get(field.offset_start as usize..field.offset_end as usize)?;
    let text = decode(raw, &mut Vec::new()).ok()?;
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(folded).filter(|t| !t.is_empty())
}

/// What a message without a text holds, for people.
pub(super) fn names(message: &Message<'_>) -> Vec<String> {
    let attached = message.parts.iter().filter(|p| !p.is_multipart());
    attached.filter_map(name).take(3).collect()
}

/// The name of a part, or else what kind of thing it is.
fn name(part: &MessagePart<'_>) -> Option<String> {
    let kind = part.content_type().map(|t| {
        let sub = t.subtype().map(|s| format!("/{s}")).unwrap_or_default();
        format!("{}{sub}", t.ctype())
    });
    part.attachment_name().map(|n| format!("`{n}`")).or(kind)
}

/// What a message holds beside its text, for people: what is attached to it, but no pictures that stand in the text and
/// no signatures by which programs know the sender.
pub(super) fn attached(message: &Message<'_>) -> Vec<String> {
    let stated = |p: &&MessagePart<'_>| {
        p.content_disposition()
            .is_some_and(mail_parser::ContentType::is_attachment)
    };
    let is_text = |p: &MessagePart<'_>| matches!(p.body, PartType::Text(_) | PartType::Html(_));
    let is_of_the_program = |p: &MessagePart<'_>| {
        p.content_type().is_some_and(|t| {
            let sub = t.subtype().unwrap_or_default().to_ascii_lowercase();
            sub.ends_with("-signature") || sub == "ms-tnef"
        })
    };
    let in_text = |p: &MessagePart<'_>| {
        let kind = p.content_type().map(mail_parser::ContentType::ctype);
        p.content_id().is_some() || kind.is_some_and(|k| k.eq_ignore_ascii_case("image"))
    };
    let parts = message
        .parts
        .iter()
        .filter(|p| !p.is_multipart() && !is_of_the_program(p));
    let beside = parts.filter(|p| stated(p) || !is_text(p) && !in_text(p));
    beside.filter_map(name).collect()
}

/// Whether a message can be read by whoever has the key alone.
pub(super) fn is_encrypted(message: &Message<'_>) -> bool {
    message.parts.iter().any(|p| {
        p.content_type().is_some_and(|t| {
            t.subtype().is_some_and(|s| {
                s.eq_ignore_ascii_case("encrypted")
                    || (s.to_ascii_lowercase().ends_with("pkcs7-mime")
                        && t.attribute("smime-type") != Some("signed-data"))
            })
        })
    })
}
