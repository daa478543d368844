//! `briefmill restore`: writes the line into the editor's rules that brings a cut back.

use std::path::Path;

use anyhow::{Result, bail};
use serde_json::json;

use super::build::lock;
use super::why::{find, restoring};
use super::{Status, next, open};
use crate::brief::fields::is_as_made;
use crate::clean::Cut;
use crate::disk::{self, Replaced};
use crate::editor_rules::{EditorRules, FILE, with_line};
use crate::html::text::fold;
use crate::pipeline::inbox::{draft_of, fragment_by_name};
use crate::pipeline::load::read_briefs;
use crate::report::{Report, printable};

/// How many of several cuts are shown, and how many characters of each.
const CHOICES: usize = 12;
const SHOWN: usize = 100;

pub(super) fn run(root: &Path, name: &str, words: &str, report: Report) -> Result<Status> {
    let Some(project) = open(root, report)? else {
        return Ok(Status::Wrong);
    };
    let _lock = lock(&project, report)?;
    let briefs = read_briefs(&project).briefs;
    let brief = find(&briefs, name)?;
    let Some(fragment) = brief.fragments.first() else {
        bail!(
            "{} was written by hand: nothing was cut from it",
            brief.path
        );
    };
    let fragment = fragment_by_name(&project, fragment)?;
    let path = format!("{}/{FILE}", project.settings.content);
    let whole = draft_of(
        &project,
        fragment.clone(),
        &project.editor_rules.without_keeping(),
    )?;
    let now = draft_of(&project, fragment.clone(), &project.editor_rules)?;
    let next = next::command("ingest", root, "");
    let Some(cut) = choose(&now.cuts, words, name)? else {
        if let Some(kept) = choose(&whole.cuts, words, name)? {
            report.json(&json!({ "brief": brief.path, "text": kept.text, "written": false }));
            report.line(&format!("{path} keeps it already: {}", shown(kept)));
            report.line(&format!("make it part of the brief with: {next}"));
            return Ok(Status::Done);
        }
        bail!(
            "nothing with the words `{words}` was cut from {}; `briefmill why {name}` lists what was",
            brief.path
        );
    };
    let line = restoring(&now).line(&cut.text);
    let file = disk::join_inside(root, &path)?;
    let before = disk::read_text(&file)?;
    let Some(text) = with_line(before.as_deref().unwrap_or_default(), &line) else {
        bail!(
            "{path} is not a list with a line for each rule, so that none can be added at its end; put this into it: {line}"
        );
    };
    let rules = EditorRules::parse(&path, &text)
        .map_err(|_| anyhow::anyhow!("{path} cannot be read with the new line: {line}"))?;
    let then = draft_of(&project, fragment, &rules)?;
    if let Some(left) = left_out(cut, &now.cuts, &then.cuts) {
        bail!(
            "this cannot be brought back whole, since the rule `{}` is about what no reader would see: {}",
            left.rule.id,
            shown(left)
        );
    }
    match before {
        None => disk::write_new(&file, text.as_bytes())?,
        Some(before) => {
            if disk::replace(&file, before.as_bytes(), text.as_bytes())? == Replaced::SavedMeanwhile
            {
                bail!("{path} was saved by somebody just now; run it again");
            }
        }
    }
    report.json(&json!({
        "brief": brief.path, "rule": cut.rule.id, "text": cut.text, "file": path, "line": line, "written": true
    }));
    report.line(&format!("{path} has a line more: {}", printable(&line)));
    if is_as_made(brief, "body") {
        report.line(&format!("make it part of the brief with: {next}"));
    } else {
        report.line(&format!(
            "the text of {} was edited and stays as it is; put this where it belongs: {}",
            brief.path,
            printable(&cut.text)
        ));
    }
    Ok(Status::Done)
}

/// What of a cut would still be cut with the new line: all of it, or a part that now goes by itself.
fn left_out<'c>(cut: &Cut, now: &[Cut], then: &'c [Cut]) -> Option<&'c Cut> {
    let new = |c: &&Cut| !now.iter().any(|n| n.text == c.text);
    let mut then = then.iter();
    then.find(|c| c.text == cut.text || new(c) && cut.text.contains(&c.text))
}

/// The cut that is meant: by its words, by some of them, or by its rule; none where there is none.
fn choose<'c>(cuts: &'c [Cut], words: &str, name: &str) -> Result<Option<&'c Cut>> {
    let comparable = |text: &str| fold(&text.to_lowercase());
    let wanted = comparable(words.trim_end_matches('…').trim_end_matches("..."));
    let by = |fits: &dyn Fn(&Cut) -> bool| {
        let mut found: Vec<&Cut> = Vec::new();
        for cut in cuts.iter().filter(|c| fits(c)) {
            // The same words twice come back by one line.
            if !found.iter().any(|f| f.text == cut.text) {
                found.push(cut);
            }
        }
        found
    };
    if wanted.is_empty() {
        bail!("name some words of what was cut; `briefmill why {name}` lists it");
    }
    let mut found = by(&|c| comparable(&c.text) == wanted);
    if found.is_empty() {
        found = by(&|c| comparable(&c.text).contains(&wanted));
    }
    if found.is_empty() {
        found = by(&|c| c.rule.id == words);
    }
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one)),
        many => {
            let mut choices: Vec<String> = many.iter().take(CHOICES).map(|c| shown(c)).collect();
            if many.len() > CHOICES {
                choices.push(format!("and {} more", many.len() - CHOICES));
            }
            bail!(
                "{} cuts have the words `{words}`; name one by more of its words:\n  {}",
                many.len(),
                choices.join("\n  ")
            )
        }
    }
}

/// A cut in one line of bounded length.
fn shown(cut: &Cut) -> String {
    let text = match cut.text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", cut.text.get(..end).unwrap_or_default()),
        None => cut.text.clone(),
    };
    printable(&format!("[{}] {text}", cut.rule))
}
