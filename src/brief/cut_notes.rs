//! What a brief's file says of the text that was taken out: what may be missed as it is, the page around it in few words.

use std::fmt::Write;

use super::CutNote;
use crate::clean::Cut;
use crate::rule::Stage;

/// How many pieces of a page that read like an article are listed.
const PROSE: usize = 5;

/// How much of each is shown.
const PROSE_CHARS: usize = 160;

/// How much is shown of what else went by one rule.
const REST_CHARS: usize = 100;

/// The notes: what cleaning took out of the article in whole; of the page around it the longest pieces of prose, then one
/// note for each rule.
pub(crate) fn cut_notes(cuts: &[Cut]) -> Vec<CutNote> {
    let (around, inside): (Vec<&Cut>, Vec<&Cut>) =
        cuts.iter().partition(|c| c.rule.stage == Stage::Page);
    let mut notes: Vec<CutNote> = inside
        .into_iter()
        .map(|c| CutNote {
            rule: c.rule.id.to_owned(),
            text: c.text.clone(),
        })
        .collect();
    let mut lengths: Vec<usize> = around.iter().map(|c| prose_length(&c.text)).collect();
    lengths.sort_unstable_by(|a, b| b.cmp(a));
    let least = lengths.get(PROSE - 1).copied().unwrap_or(0).max(1);
    let mut rest: Vec<Vec<&Cut>> = Vec::new();
    let mut listed = 0;
    for cut in around {
        if listed < PROSE && prose_length(&cut.text) >= least {
            listed += 1;
            notes.push(CutNote {
                rule: cut.rule.id.to_owned(),
                text: beginning(&cut.text, PROSE_CHARS),
            });
            continue;
        }
        match rest
            .iter_mut()
            .find(|r| r.iter().any(|c| c.rule == cut.rule))
        {
            Some(same) => same.push(cut),
            None => rest.push(vec![cut]),
        }
    }
    notes.extend(rest.iter().filter_map(|same| sum(same)));
    notes
}

/// How many characters of a text are prose: none, unless it is long and has a sentence's end in it.
fn prose_length(text: &str) -> usize {
    let chars = text.chars().count();
    let ends = text.contains(". ") || text.ends_with(['.', '!', '?']) || text.contains('。');
    if chars >= 80 && ends { chars } else { 0 }
}

/// One note for what went by one rule.
fn sum(cuts: &[&Cut]) -> Option<CutNote> {
    let (first, others) = cuts.split_first()?;
    let mut text = beginning(&first.text, REST_CHARS);
    match others.len() {
        0 => {}
        1 => text.push_str(" and 1 more piece"),
        n => {
            // Writing to a text cannot fail.
            let _ = write!(text, " and {n} more pieces");
        }
    }
    Some(CutNote {
        rule: first.rule.id.to_owned(),
        text,
    })
}

/// The first words of a text, with a mark where more follow.
fn beginning(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let start = text.get(..end).unwrap_or_default();
    let words = start.rsplit_once(' ').map_or(start, |(words, _)| words);
    format!("{words} …")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Rule;

    static INSIDE: Rule = Rule::new(Stage::Cleaning, "promotion", "a pointer");
    static AROUND: Rule = Rule::new(Stage::Page, "page-outside", "text outside");
    static MENU: Rule = Rule::new(Stage::Page, "page-navigation", "a menu");

    fn notes(cuts: &[(&'static Rule, String)]) -> Vec<String> {
        let cuts: Vec<Cut> = cuts
            .iter()
            .map(|(rule, text)| Cut {
                rule,
                text: text.clone(),
                line: None,
            })
            .collect();
        let notes = cut_notes(&cuts);
        notes
            .iter()
            .map(|n| format!("{}: {}", n.rule, n.text))
            .collect()
    }

    #[test]
    fn the_article_first_then_prose_then_the_rest_in_few_words() {
        let prose = "A sentence of some length, which may well belong to the article, stood here. "
            .repeat(4);
        let all = notes(&[
            (&MENU, "Home".into()),
            (&AROUND, "Short".into()),
            (&MENU, "News".into()),
            (&INSIDE, "Also read: ".to_owned() + &prose),
            (&AROUND, prose),
            (&MENU, "Sport".into()),
        ]);
        let [inside, around, menu, short] = all.as_slice() else {
            panic!("{all:#?}");
        };
        assert!(inside.starts_with("promotion: Also read: A") && inside.len() > 300);
        assert!(around.starts_with("page-outside: A sentence") && around.ends_with(" …"));
        assert!(around.len() < 200, "{around}");
        assert_eq!(menu, "page-navigation: Home and 2 more pieces");
        assert_eq!(short, "page-outside: Short");
    }

    #[test]
    fn a_page_of_prose_is_bounded() {
        let prose =
            |i: usize| format!("Sentence {i}, long enough to be one of an article. ").repeat(3);
        let all: Vec<_> = (0..100).map(|i| (&AROUND, prose(i))).collect();
        let all = notes(&all);
        assert_eq!(all.len(), PROSE + 1, "{all:#?}");
        assert!(all[PROSE].ends_with("and 94 more pieces"), "{}", all[PROSE]);
    }
}
