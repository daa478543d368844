//! One fragment to one fresh brief: the stages in their order, nothing else.

use url::Url;

use crate::brief::cut_notes::cut_notes;
use crate::brief::{Brief, Derived, Names, Source, markdown};
use crate::catalogue::{Catalogue, TermKind};
use crate::clean::{self, Cleaned, Cut};
use crate::editor_rules::{EditorRules, Said};
use crate::fragment::Body;
use crate::fragment::{Fragment, Metadata, rules};
use crate::hash::{Hasher, Stored};
use crate::html::escape::escape_into;
use crate::names::{Tag, Tags, find_tags};
use crate::rule::{Receipt, Rule};
use crate::slug::Slug;
use crate::text::prose::Text;
use crate::text::spans::beginning;
use crate::{headline as headlines, summary};

/// Longest headline and source name that is taken over; a page that states more states something else.
const MAX_TITLE_CHARS: usize = 300;

/// Stands in place of a rule where nothing is known.
const UNKNOWN: &str = "unknown";

/// A fresh brief with everything that it was derived from.
#[derive(Debug)]
pub struct Draft {
    /// The brief; `path` and `made` are still empty.
    pub brief: Brief,
    /// The words that all was derived from.
    pub text: Text,
    /// Every tag and suggestion with its mentions.
    pub tags: Tags,
    /// Where the headline came from.
    pub title_receipt: Receipt,
    /// Where the day came from, and what stood against it.
    pub date_receipt: Option<Receipt>,
    /// What in the fragment says that it is not for the public, of one that says so.
    pub draft_receipt: Option<Receipt>,
    /// Hash of the article's words, by which the same article is known again.
    pub words_hash: String,
    /// All that was taken out of the fragment's text, of which the brief lists what matters.
    pub cuts: Vec<Cut>,
}

/// Derives a brief by the built-in rules; none for a fragment that holds no article after cleaning.
pub fn draft(fragment: Fragment, catalogue: &Catalogue) -> Option<Draft> {
    draft_by(fragment, catalogue, &EditorRules::default())
}

/// Derives a brief, the editor's rules before the built-in ones; none for a fragment that holds no article after
/// cleaning.
pub fn draft_by(
    mut fragment: Fragment,
    catalogue: &Catalogue,
    rules: &EditorRules,
) -> Option<Draft> {
    let cleaned = cleaned(&mut fragment, rules);
    let fragment = &fragment;
    let metadata = &fragment.metadata;
    let stated_title = headline(fragment);
    let mut body_markdown = markdown::to_markdown(&cleaned.article);
    // Thousands of drafts may wait for each other.
    body_markdown.shrink_to_fit();
    let text = Text::from_markdown(&body_markdown);
    if text.blocks.is_empty() && stated_title.is_none() {
        return None;
    }
    let (title, title_receipt) = title(fragment, stated_title, &text);
    let tags = find_tags(&title, &text, catalogue);
    let names = |about: bool, tags: &[Tag], kind: TermKind| -> Vec<String> {
        tags.iter()
            .filter(|t| t.kind == kind && t.about == about)
            .map(|t| t.name.clone())
            .collect()
    };
    let all = |tags: &[Tag], kind: TermKind| {
        tags.iter()
            .filter(|t| t.kind == kind)
            .map(|t| t.name.clone())
            .collect()
    };
    let stated_summary = stated_summary(fragment, &title, &text);
    let summary_rule = stated_summary.as_ref().map(|(_, rule)| rule.id.to_owned());
    let summary = match stated_summary {
        Some((summary, _)) => Some(summary),
        None => summary::summarise(&text, &title).map(|s| bounded(&s.summary)),
    };
    let sources = sources(fragment);
    let brief = Brief {
        slug: Slug::new(&title),
        date: metadata.date.as_ref().map(|d| d.value),
        summary,
        companies: names(true, &tags.tags, TermKind::Company),
        technologies: names(true, &tags.tags, TermKind::Technology),
        mentions: Names {
            companies: names(false, &tags.tags, TermKind::Company),
            technologies: names(false, &tags.tags, TermKind::Technology),
        },
        fragments: vec![fragment.name.clone()],
        derived: Derived {
            title: Some(title_receipt.rule.id.to_owned()),
            date: Some(
                metadata
                    .date
                    .as_ref()
                    .map_or(UNKNOWN, |d| d.rule.id)
                    .to_owned(),
            ),
            summary: summary_rule,
            source: Some(source_rule(fragment).to_owned()),
            source_hints: if sources.is_empty() {
                publisher_hints(&cleaned)
            } else {
                Vec::new()
            },
            suggestions: Names {
                companies: all(&tags.suggestions, TermKind::Company),
                technologies: all(&tags.suggestions, TermKind::Technology),
            },
            repeated: cleaned.repeated,
            excerpt: metadata.excerpt.as_ref().map(|e| e.rule.id.to_owned()),
            cuts: cut_notes(&cleaned.cuts),
        },
        sources,
        language: metadata.language.as_ref().map(|l| l.value.clone()),
        draft: metadata.draft.as_ref().is_some_and(|d| d.value),
        title,
        body_markdown,
        ..Brief::in_file("")
    };
    let words_hash = words_hash(&text, fragment, &brief.title);
    let date_receipt = metadata.date.as_ref().map(|d| Receipt {
        rule: d.rule,
        sentence: one_line(&d.evidence),
    });
    let held_back = metadata.draft.as_ref().filter(|d| d.value);
    let draft_receipt = held_back.map(|d| Receipt {
        rule: d.rule,
        sentence: one_line(&d.evidence),
    });
    Some(Draft {
        brief,
        text,
        tags,
        title_receipt,
        date_receipt,
        draft_receipt,
        words_hash,
        cuts: cleaned.cuts,
    })
}

/// The body of a fragment, cleaned by the editor's rules and the built-in ones. It is taken out of the fragment.
pub fn cleaned(fragment: &mut Fragment, rules: &EditorRules) -> Cleaned {
    let body = std::mem::take(&mut fragment.body);
    let metadata = &fragment.metadata;
    let address = metadata.url.as_ref().map(|u| u.value.as_str());
    let base_url = address.and_then(|u| Url::parse(u).ok());
    let title = headline(fragment);
    let context = clean::Context {
        base_url: base_url.as_ref(),
        title: title.as_deref(),
    };
    clean::clean_by(body, &context, &said(rules, metadata))
}

/// What the editor's rules say of a fragment's source.
pub fn said<'a>(rules: &'a EditorRules, metadata: &Metadata) -> Said<'a> {
    let publisher = metadata.publisher.as_ref().map(|p| p.value.as_str());
    let address = metadata.url.as_ref().map(|u| u.value.as_str());
    rules.of(publisher.as_slice(), address.as_slice())
}

/// The headline that a fragment states.
fn headline(fragment: &Fragment) -> Option<String> {
    let title = fragment.metadata.title.as_ref()?;
    Some(tidy(&title.value)).filter(|t| !t.is_empty())
}

/// The headline, its rule, and the words it came from.
fn title(fragment: &Fragment, stated: Option<String>, text: &Text) -> (String, Receipt) {
    if let (Some(title), Some(found)) = (stated, &fragment.metadata.title) {
        let receipt = Receipt {
            rule: found.rule,
            sentence: found.evidence.clone(),
        };
        return (title, receipt);
    }
    if let Some(proposed) = headlines::propose(text) {
        let receipt = Receipt {
            rule: proposed.rule,
            sentence: text.sentence(proposed.sentence).to_owned(),
        };
        return (tidy(&proposed.headline), receipt);
    }
    let stem = fragment.name.rsplit('/').next().unwrap_or(&fragment.name);
    let stem = stem
        .split('.')
        .next()
        .unwrap_or(stem)
        .replace(['-', '_'], " ");
    let receipt = Receipt {
        rule: &rules::FILE_NAME,
        sentence: fragment.name.clone(),
    };
    (tidy(&stem), receipt)
}

/// The summary that the source states, with its rule, where it may stand for the article. What a person states in a
/// sidecar always does, at any length.
fn stated_summary(
    fragment: &Fragment,
    title: &str,
    text: &Text,
) -> Option<(String, &'static Rule)> {
    let found = fragment.metadata.summary.as_ref()?;
    let stated = one_line(&found.value);
    let stands = || summary::stands(&stated, title, text) && !is_cut(&stated, title);
    (!stated.is_empty() && (*found.rule == rules::SIDECAR || stands()))
        .then_some((stated, found.rule))
}

/// Whether cleaning would take anything of this line out of an article: it is a promotion, a plea, a footer.
fn is_cut(line: &str, title: &str) -> bool {
    let context = clean::Context {
        base_url: None,
        title: Some(title),
    };
    let mut html = String::from("<p>");
    escape_into(&mut html, line);
    html.push_str("</p>");
    let cleaned = clean::clean(Body::from(html), &context);
    !cleaned.cuts.is_empty()
}

/// One line of text without control and direction-changing characters, white space folded.
fn one_line(text: &str) -> String {
    let passes = |c: char| c.is_whitespace() || !(c.is_control() || is_invisible(c));
    let cleaned: String = text.chars().filter(|c| passes(*c)).collect();
    cleaned.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One line of bounded length.
fn tidy(text: &str) -> String {
    let folded = one_line(text);
    match folded.char_indices().nth(MAX_TITLE_CHARS) {
        Some((end, _)) => format!("{}…", folded.get(..end).unwrap_or_default().trim_end()),
        None => folded,
    }
}

/// One line, whole sentences of the text, unless one of them has no end.
fn bounded(text: &str) -> String {
    const MOST: usize = 900;
    beginning(&one_line(text), MOST)
}

/// Characters without a glyph that can hide words or turn the direction of a line.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Where it was published: the original first, then the entry that pointed to it, with what is known of its author.
fn sources(fragment: &Fragment) -> Vec<Source> {
    let metadata = &fragment.metadata;
    let mut source = Source {
        name: metadata
            .publisher
            .as_ref()
            .map(|p| tidy(&p.value))
            .filter(|p| !p.is_empty()),
        url: metadata.url.as_ref().map(|u| u.value.clone()),
        authors: metadata
            .authors
            .iter()
            .map(|a| tidy(&a.value))
            .filter(|a| !a.is_empty())
            .collect(),
    };
    let mut original = None;
    if let Some(via) = &metadata.via {
        let url = source.url.replace(via.value.clone());
        original = url.map(|url| Source {
            url: Some(url),
            ..Source::default()
        });
    }
    let known = |s: &Source| *s != Source::default();
    original.into_iter().chain([source]).filter(known).collect()
}

fn source_rule(fragment: &Fragment) -> &'static str {
    let metadata = &fragment.metadata;
    let name = metadata.publisher.as_ref().map(|p| p.rule);
    let author = metadata.authors.first().map(|a| a.rule);
    name.or(metadata.url.as_ref().map(|u| u.rule))
        .or(author)
        .map_or(UNKNOWN, |rule| rule.id)
}

/// Hosts that may be the publisher's; those reserved for examples (RFC 2606) are nobody's.
fn publisher_hints(cleaned: &Cleaned) -> Vec<String> {
    let reserved = |host: &str| {
        host.starts_with("example.") || host.contains(".example") || host == "localhost"
    };
    cleaned
        .publisher_hints
        .iter()
        .filter(|h| !reserved(h))
        .cloned()
        .collect()
}

/// Hash of the words of a text, case folded, so that markup and punctuation do not count, but amounts do. A text
/// without words is like no other: its hash is made of what else is known of the fragment.
fn words_hash(text: &Text, fragment: &Fragment, title: &str) -> String {
    let mut hasher = Hasher::default();
    let mut buffer = String::new();
    let mut words = 0;
    for block in &text.blocks {
        buffer.clear();
        for word in block.text.split_whitespace() {
            // Points and commas count inside a number only: 1.5 is not 15.
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let number = word.starts_with(|c: char| c.is_ascii_digit());
            let counts = |c: &char| c.is_alphanumeric() || (number && matches!(c, '.' | ','));
            buffer.extend(word.chars().filter(counts).flat_map(char::to_lowercase));
            buffer.push(' ');
            words += usize::from(!word.is_empty());
        }
        hasher.update(&buffer);
    }
    if words == 0 {
        let url = fragment
            .metadata
            .url
            .as_ref()
            .map_or("", |u| u.value.as_str());
        hasher.update(format!("{title}\0{url}\0{}", fragment.name));
    }
    hasher.hex(Stored::Words)
}
