//! Words without their endings, so that forms of one word meet.

/// A word without its English endings, in small letters and without inner stops: enough that "acquires" meets
/// "acquired". A word of another language loses nothing that matters as long as all texts lose the same.
pub(crate) fn stem(word: &str) -> String {
    let mut stem = String::with_capacity(word.len());
    stem_into(word, &mut stem);
    stem
}

/// The same, in place of what stands in `w`.
pub(crate) fn stem_into(word: &str, w: &mut String) {
    w.clear();
    if word.is_ascii() {
        w.push_str(word);
        w.make_ascii_lowercase();
    } else {
        w.push_str(&word.to_lowercase());
    }
    if word.contains('.') {
        w.retain(|c| c != '.');
    }
    for ending in ["'s", "’s", "'", "’"] {
        if let Some(own) = w.strip_suffix(ending) {
            w.truncate(own.len());
            break;
        }
    }
    let long = |w: &str, least: usize| w.chars().nth(least).is_some();
    if w.ends_with("ies") && long(w, 4) {
        w.truncate(w.len() - "ies".len());
        w.push('y');
    } else if w.ends_with('s') && long(w, 3) && !["ss", "us", "is"].iter().any(|e| w.ends_with(e)) {
        w.pop();
    }
    if w.ends_with("ing") && long(w, 5) {
        w.truncate(w.len() - 3);
    } else if w.ends_with("ed") && long(w, 4) {
        w.truncate(w.len() - 2);
    }
    if w.ends_with('e') && long(w, 4) {
        w.pop();
    }
    if long(w, 4) {
        let mut ends = w.chars().rev();
        let last = ends.next();
        if last == ends.next() {
            w.pop();
        }
    }
}
