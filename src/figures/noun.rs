//! Whether the words beside an amount are a noun phrase that can say what it is for.

use super::lists::{NO_END, NOUNS_IN_LY, NUMBER, OPENING, TAIL};
use super::tokens::{TokenKind, Tokens};

/// The end of the noun phrase in tokens `start..end`, trailing verbs, adverbs and prepositions left out; none where
/// what is left names nothing.
pub(super) fn tidy(t: &Tokens<'_>, start: usize, end: usize) -> Option<usize> {
    if t.is_in(start, &OPENING) {
        return None;
    }
    let mut end = end;
    while end > start && dangles(t, end - 1, end - 1 == start) {
        end -= 1;
    }
    let counted = t.kind(start) == Some(TokenKind::Number) || t.is_in(start, &NUMBER);
    // "on one charge" says how, "for two plants" what for.
    let how = start > 0 && t.is_any(start - 1, &["in", "on"]);
    if counted && (how || end - start < 2) {
        return None;
    }
    (end > start).then_some(end)
}

/// Whether a phrase may not end in token `i`.
fn dangles(t: &Tokens<'_>, i: usize, alone: bool) -> bool {
    if t.kind(i) == Some(TokenKind::Mark) || t.is_in(i, &TAIL) || t.is_in(i, &NO_END) {
        return true;
    }
    // The second half of a compound ("low-speed", "so-called") is no word of its own.
    if matches!(t.raw(i.saturating_sub(1)), "-" | "‑") && t.glued(i) && !alone {
        return false;
    }
    let word = t.raw(i);
    if word.chars().any(char::is_uppercase) || !word.is_ascii() {
        return false;
    }
    let adverb = word.ends_with("ly") && word.len() > 3 && !NOUNS_IN_LY.has(word);
    let participle = word.ends_with("ed") && !word.ends_with("eed") && word.len() > 4;
    adverb || participle
}
