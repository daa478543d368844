//! Rules of the editor's that look for something which is nowhere.

use crate::brief::Brief;
use crate::editor_rules::{EditorRules, Tried};
use crate::finding::Finding;

/// Warns of entries that are for no source of a fragment or brief, and of patterns that no fragment holds.
pub fn check(rules: &EditorRules, tried: &Tried, briefs: &[Brief]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (entry, at) in rules.entries().iter().zip(0..) {
        let of_brief = |b: &Brief| {
            b.sources
                .iter()
                .any(|s| entry.is_for(s.name.as_slice(), s.url.as_slice()))
        };
        if !entry.sources.is_empty() && !tried.met.contains(&at) && !briefs.iter().any(of_brief) {
            let finding = Finding::warning(
                "idle-rule",
                format!("no fragment is from `{}`", entry.sources.join("`, `")),
            );
            let finding = finding.in_file(rules.path()).help(
                "write the source's name as the briefs do, or its host; or take the rule out",
            );
            findings.push(match entry.place.clone() {
                Some(place) => finding.at(place),
                None => finding,
            });
            continue;
        }
        for pattern in entry.cut.iter().chain(&entry.keep) {
            if !tried.found.contains(&pattern.id) {
                findings.push(
                    Finding::warning("idle-rule", format!("nothing is `{}`", pattern.written))
                        .in_file(rules.path())
                        .at(pattern.place.clone())
                        .help("compare it with the fragments, or with what `briefmill why` lists; or take it out"),
                );
            }
        }
    }
    findings
}
