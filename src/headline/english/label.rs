//! What stands before the first word of a lead and is no part of its sentence.

use super::insertions::is_legal_form;
use crate::grammar::sentence::{Kind, Mood, Sentence};

/// A lead without bullets, and without a place, a day or a wire that stand before a dash: what has no verb is no part of
/// the sentence.
pub(super) fn without_label(lead: &str) -> &str {
    /// A label is no longer than this.
    const LONGEST: usize = 16;
    let mut lead = without_place(lead);
    loop {
        let trimmed = lead.trim_start_matches(|c: char| {
            !c.is_alphanumeric()
                && !matches!(
                    c,
                    '$' | '€' | '£' | '¥' | '"' | '“' | '‘' | '\'' | '’' | '('
                )
        });
        let head: String = trimmed.chars().take(120).collect();
        let read = Sentence::read(&head);
        let dash = read.groups.iter().take(LONGEST).find(|g| {
            let token = read.tokens.get(g.head);
            g.kind == Kind::Mark
                && g.tokens.len() == 1
                && matches!(read.word(g.head), "—" | "–" | "-" | "|")
                && token.is_some_and(|t| {
                    head.get(t.end()..)
                        .is_some_and(|r| r.starts_with(|c: char| c.is_whitespace() || c == '-'))
                })
        });
        let Some(dash) = dash else { return trimmed };
        let verb = read
            .groups
            .iter()
            .take_while(|g| g.head < dash.head)
            .any(|g| {
                matches!(g.kind, Kind::Verb(Mood::Finite | Mood::Infinitive))
                    && !read.word(g.head).chars().all(|c| !c.is_lowercase())
            });
        // "Acme Utilities, Inc. - Gas Division filed", "A Place to Rest – Oslo opens": a firm whose name has a dash.
        let firm = matches!(read.word(0), "A" | "An" | "The")
            || (1..dash.head).any(|i| is_legal_form(read.word(i)));
        let after = read
            .tokens
            .get(dash.head)
            .and_then(|t| trimmed.get(t.end()..))
            .unwrap_or_default();
        if verb || firm || after.trim().is_empty() {
            return trimmed;
        }
        lead = after;
    }
}

/// Without a place in capitals that a dash joins to the first word: "SHANGHAI—The world's".
fn without_place(lead: &str) -> &str {
    // "MOUNT LAUREL, NJ / WIRE / May 3 / An experiment"
    let head: String = lead.chars().take(90).collect();
    if head.starts_with(char::is_uppercase)
        && head.matches(" / ").count() >= 2
        && let Some(slash) = head.rfind("/ ")
        && let Some(after) = lead.get(slash + 1..)
    {
        return after.trim_start_matches([' ', '-', '–', '—']);
    }
    let place = lead.trim_start_matches(|c: char| c.is_uppercase() || matches!(c, ' ' | '.' | ','));
    let after = place.trim_start_matches(['—', '–', '-']);
    let letters = lead.len() - place.len();
    if letters > 3 && after.len() < place.len() && after.starts_with(char::is_uppercase) {
        after
    } else {
        lead
    }
}
