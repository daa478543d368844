//! Pairs of texts: which report one event.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use super::cases;
use super::digest;
use super::{Matches, Outcome, Tally, harmonic, mean};

/// Two texts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    /// Whether both report one event.
    same: bool,
    /// Whether one text is a copy of the other, up to a few words.
    #[serde(default)]
    copy: bool,
    /// What the pair tries.
    note: String,
    a: Text,
    b: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    title: String,
    date: String,
    source: String,
    /// Paragraphs parted by an empty line.
    #[serde(rename = "text")]
    body: String,
}

/// One text of a pair.
struct Report {
    /// The pair that it belongs to.
    pair: usize,
    /// The event: the same number for both texts of a pair on one event.
    event: usize,
    /// What briefmill filed it under; none if it has no brief.
    story: Option<String>,
}

/// Scores the set.
pub(super) fn score(bin: &Path, folder: &Path) -> Result<Outcome> {
    let mut pairs: Vec<(String, Pair)> = Vec::new();
    for file in cases::names(folder)? {
        let Some(name) = file.strip_suffix(".yaml") else {
            bail!("{file} is no pair: write a .yaml");
        };
        let pair: Pair = serde_yaml::from_str(&cases::text(&folder.join(&file))?)
            .with_context(|| file.clone())?;
        if pair.copy && !pair.same || pair.note.is_empty() {
            bail!("{file}: a copy reports the same event, and each pair has a note");
        }
        pairs.push((name.to_owned(), pair));
    }
    let mut inbox = Vec::new();
    for (name, pair) in &pairs {
        inbox.push((format!("{name}-a.json"), record(&pair.a)?));
        inbox.push((format!("{name}-b.json"), record(&pair.b)?));
    }
    let made = digest::make(bin, &inbox)?;
    let story = |file: &str| made.get(file).map(|m| m.row.story.clone());
    let mut reports = Vec::new();
    for (i, (name, pair)) in pairs.iter().enumerate() {
        for (half, letter) in ["a", "b"].into_iter().enumerate() {
            reports.push(Report {
                pair: i,
                event: if pair.same { 2 * i } else { 2 * i + half },
                story: story(&format!("{name}-{letter}.json")),
            });
        }
    }
    Ok(scored(&pairs, &reports))
}

/// A record as a news service gives it.
fn record(text: &Text) -> Result<String> {
    let escaped = text.body.replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs: Vec<&str> = escaped
        .split(
            "

",
        )
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    let html = format!("<p>{}</p>", paragraphs.join("</p><p>"));
    let record = serde_json::json!({
        "title": text.title, "date": text.date, "source": text.source, "content_html": html,
    });
    Ok(serde_json::to_string(&record)?)
}

fn together(a: &Report, b: &Report) -> bool {
    a.story.is_some() && a.story == b.story
}

fn scored(pairs: &[(String, Pair)], reports: &[Report]) -> Outcome {
    let mut misses = Vec::new();
    // Every two texts of the set, those of two pairs too: they report two events.
    let mut joined = Matches::default();
    let (mut copies, mut apart) = (Tally::default(), Tally::default());
    for (i, a) in reports.iter().enumerate() {
        for b in reports.iter().skip(i + 1) {
            let (said, right) = (together(a, b), a.event == b.event);
            if said {
                joined.said.count(right);
            }
            if right {
                joined.gold.count(said);
            }
            let Some((name, pair)) = pairs.get(a.pair) else {
                continue;
            };
            if a.pair == b.pair && pair.copy {
                copies.count(said);
            }
            if a.pair == b.pair && !pair.same {
                apart.count(!said);
            }
            let note = &pair.note;
            match (said, right) {
                (false, true) => misses.push(format!("{name}: apart, though one event. {note}")),
                (true, false) if a.pair == b.pair => {
                    misses.push(format!("{name}: together, though two events. {note}"));
                }
                (true, false) => {
                    let other = pairs.get(b.pair).map_or("", |p| p.0.as_str());
                    misses.push(format!("{name}: together with {other}"));
                }
                _ => {}
            }
        }
    }
    // B-cubed: for each text, how pure and how whole the story is that it was filed under.
    let (mut precision, mut recall) = (Vec::new(), Vec::new());
    for (i, a) in reports.iter().enumerate() {
        let (mut pure, mut whole) = (Tally::default(), Tally::default());
        for (j, b) in reports.iter().enumerate() {
            let (said, right) = (i == j || together(a, b), a.event == b.event);
            if said {
                pure.count(right);
            }
            if right {
                whole.count(said);
            }
        }
        precision.push(pure.share());
        recall.push(whole.share());
    }
    let (precision, recall) = (
        mean("bcubed_precision", &precision),
        mean("bcubed_recall", &recall),
    );
    let mut f1 = mean("bcubed_f1", &[]);
    f1.value = harmonic(precision.value, recall.value);
    f1.basis = format!("{} texts", reports.len());
    let [pairs_precision, pairs_recall, _] =
        joined.scores(["pairs_precision", "pairs_recall", "pairs_f1"]);
    Outcome {
        cases: pairs.len(),
        scores: vec![
            precision,
            recall,
            f1,
            pairs_precision,
            pairs_recall,
            copies.score("copies_together"),
            apart.score("look_alikes_apart"),
        ],
        misses,
    }
}
