//! What the first lines of an article say about it: a byline, a date on a line of its own, a dateline.

use crate::fragment::rules;
use jiff::civil::Date;

use super::{Sourced, dates, day_labels};
use crate::fragment::credit;
use crate::fragment::people::{opens_byline, people};
use crate::html::elements::Class;
use crate::html::plain::blocks;
use crate::html::tags::tags;

/// How much of a body is looked at.
const WITHIN: usize = 1500;

/// A heading at the very beginning of the body: its text and the body without it.
pub(super) fn headline(body: &str) -> Option<(String, String)> {
    let mut all = tags(body);
    // Containers may stand around it.
    let open = all.find(|t| {
        let around = t.class.is(Class::HOLDER) || t.is("header") || t.is("html");
        !t.closing && !around
    })?;
    if !open.is("h1") || !without_tags_is_empty(body.get(..open.start)?) {
        return None;
    }
    let close = all.find(|t| t.closing && t.is("h1"))?;
    let text = crate::html::plain::title(
        &crate::html::plain::without_tags(body.get(open.end..close.start)?).replace('\n', " "),
    );
    if text.is_empty() {
        return None;
    }
    let rest = format!("{}{}", body.get(..open.start)?, body.get(close.end..)?);
    Some((text, rest))
}

fn without_tags_is_empty(html: &str) -> bool {
    blocks(html, 1).is_empty()
}

/// The people that a byline or dateline among the first lines names, else a line of credits behind the text.
pub(super) fn authors(body: &str) -> Vec<Sourced<String>> {
    let found = |names: Vec<String>, rule, line: &str| -> Vec<Sourced<String>> {
        names
            .into_iter()
            .map(|value| Sourced {
                value,
                rule,
                evidence: line.to_owned(),
            })
            .collect()
    };
    for line in blocks(body, WITHIN).iter().take(4) {
        let opens = opens_byline(line) && line.chars().count() <= 100 && !line.ends_with('.');
        let named = if opens {
            people(line, None)
        } else {
            Vec::new()
        };
        if !named.is_empty() {
            return found(named, &rules::BYLINE, line);
        }
        let named = credit::reporters(line);
        if !named.is_empty() {
            return found(named, &rules::DATELINE, line);
        }
    }
    credit::closing(body)
        .map(|(names, line)| found(names, &rules::CREDIT, &line))
        .unwrap_or_default()
}

/// The agency that the dateline of the first lines names.
pub(super) fn agency(body: &str) -> Option<Sourced<String>> {
    blocks(body, WITHIN).iter().take(4).find_map(|line| {
        credit::agency(line).map(|value| Sourced {
            value,
            rule: &rules::DATELINE,
            evidence: line.chars().take(80).collect(),
        })
    })
}

/// The date that the first lines state: `<time>`, a line of its own, or a dateline.
pub(super) fn date(body: &str) -> Option<Sourced<Date>> {
    let time = tags(body)
        .take(40)
        .find(|t| !t.closing && t.is("time") && t.start < WITHIN);
    let stated = time
        .and_then(|t| t.attribute(body, "datetime"))
        .and_then(|v| {
            dates::parse(v).map(|value| Sourced {
                value,
                rule: &rules::TIME,
                evidence: v.to_owned(),
            })
        });
    if stated.is_some() {
        return stated;
    }
    blocks(body, WITHIN).iter().take(5).find_map(|line| {
        let dateline = dates::dateline(line).map(|(value, evidence)| Sourced {
            value,
            rule: &rules::DATELINE,
            evidence,
        });
        let most = if day_labels::opens(line).is_some() {
            100
        } else {
            48
        };
        if dateline.is_none() && line.chars().count() <= most {
            let value = day_labels::published(line, dates::parse)?;
            return Some(Sourced {
                value,
                rule: &rules::SHOWN_DATE,
                evidence: line.clone(),
            });
        }
        dateline
    })
}

#[cfg(test)]
mod tests {
    use super::{agency, authors, date, headline};

    #[test]
    fn first_heading() {
        let (title, rest) = headline("<div><h1>A &amp; <b>B</b></h1><p>Text</p></div>").unwrap();
        assert_eq!(
            (title.as_str(), rest.as_str()),
            ("A & B", "<div><p>Text</p></div>")
        );
        assert!(headline("<p>Text</p><h1>A</h1>").is_none());
        assert!(headline("text <h1>A</h1>").is_none());
        assert!(headline("<h1>A").is_none());
    }

    #[test]
    fn first_lines() {
        assert_eq!(
            authors("<p>By Jane Doe and John Roe</p><p>The plant</p>").len(),
            2
        );
        assert!(authors("<p>By 2030 the plant will be ready</p>").is_empty());
        assert!(authors("<p>By Friday Tesla Had Won The Whole Thing</p>").is_empty());
        assert_eq!(
            agency("<p>OSLO (Example Wire) - Text</p>").unwrap().value,
            "Example Wire"
        );
        assert_eq!(
            date("<p>Nov. 21, 2024</p><p>Text").unwrap().rule.id,
            "shown-date"
        );
        assert_eq!(
            date("<p><b>SEOUL, Nov. 21, 2024</b> — The maker said it would")
                .unwrap()
                .rule
                .id,
            "dateline"
        );
        assert_eq!(
            date("<time datetime='2024-11-21T10:00'>yesterday</time>")
                .unwrap()
                .rule
                .id,
            "time"
        );
        assert!(date("<p>SEOUL, Thursday — The maker said it would invest</p>").is_none());
    }
}
