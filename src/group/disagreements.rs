//! Amounts on which the briefs of a story differ. Silence beats error: two amounts are of one thing only where the texts
//! say so in the same words, and differ only where no rounding and no "about" or "more than" makes them one.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::surface::fold;
use crate::digest::{BriefId, DigestBrief, DigestFigure, Disagreement, TermId};

/// Disagreements of one story.
const MOST: usize = 12;
/// Figures of one disagreement.
const FIGURES: usize = 12;

/// What an amount is of: its kind, its unit, what it is per, what it measures, when, and whose it is.
type Thing<'a> = (
    &'a str,
    &'a str,
    Option<&'a str>,
    String,
    Option<&'a str>,
    Vec<TermId>,
);

/// What a figure is an amount of, where that can be told from another. An amount of nobody's may be of another's thing, a
/// rise or a share is of its moment, and "last year" is another year in another report.
fn thing(figure: &DigestFigure) -> Option<Thing<'_>> {
    let what = fold(figure.what.as_deref()?.trim());
    let (per, when) = (figure.per.as_deref(), figure.when.as_deref());
    let is_dated = when.is_none_or(|w| w.contains(|c: char| c.is_ascii_digit()));
    if figure.who.is_empty() || figure.direction.is_some() || figure.kind == "share" || !is_dated {
        return None;
    }
    let mut who = figure.who.clone();
    who.sort_unstable();
    Some((figure.kind, &figure.unit, per, what, when, who))
}

/// The disagreements of a story's briefs, those of the newest brief first.
pub(super) fn disagreements(story: &[BriefId], briefs: &[Arc<DigestBrief>]) -> Vec<Disagreement> {
    /// An amount of a thing in one of the briefs.
    type Stated<'a> = (BriefId, u32, &'a DigestFigure, Span);
    let mut things: BTreeMap<Thing<'_>, Vec<Stated<'_>>> = BTreeMap::new();
    for id in story {
        let Some(brief) = briefs.get(id.0 as usize) else {
            continue;
        };
        for (figure, place) in brief.figures.iter().zip(0..) {
            if let (Some(thing), Some(span)) = (thing(figure), Span::of(figure)) {
                things
                    .entry(thing)
                    .or_default()
                    .push((*id, place, figure, span));
            }
        }
    }
    let mut found: Vec<Disagreement> = Vec::new();
    for stated in things.into_values() {
        // What a brief says twice in other numbers is of two things, whatever they are called.
        let clear: Vec<&Stated<'_>> = stated
            .iter()
            .filter(|(id, _, _, span)| {
                let own = stated.iter().filter(|(other, ..)| other == id);
                own.clone().all(|(.., other)| span.may_be(other))
            })
            .collect();
        let differs = |a: &Stated<'_>, b: &Stated<'_>| !a.3.may_be(&b.3);
        if !clear.iter().any(|a| clear.iter().any(|b| differs(a, b))) {
            continue;
        }
        let mut figures: Vec<(BriefId, u32)> = Vec::new();
        for (id, place, ..) in &clear {
            // Once a brief is enough.
            if figures.last().is_none_or(|(last, _)| last != id) {
                figures.push((*id, *place));
            }
        }
        figures.truncate(FIGURES);
        let what = clear
            .first()
            .and_then(|(_, _, figure, _)| figure.what.clone());
        if let Some(what) = what {
            found.push(Disagreement { what, figures });
        }
    }
    found.sort_by(|a, b| a.figures.cmp(&b.figures));
    found.truncate(MOST);
    found
}

/// The values that a stated amount can stand for; without an end where it says so.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Span {
    least: Option<Decimal>,
    most: Option<Decimal>,
}

impl Span {
    /// Of a figure whose value is known and that is no end of a range.
    fn of(figure: &DigestFigure) -> Option<Self> {
        if figure.range_from.is_some() || figure.range_to.is_some() {
            return None;
        }
        let value: Decimal = figure.value.as_deref()?.parse().ok()?;
        let near = half_of_last_digit(value);
        let about = near.checked_mul(Decimal::from(4))?;
        let (least, most) = match figure.qualifier {
            Some("about" | "nearly") => (value.checked_sub(about), value.checked_add(about)),
            Some("at-least" | "more-than") => (value.checked_sub(near), None),
            Some("up-to" | "less-than") => (None, value.checked_add(near)),
            _ => (value.checked_sub(near), value.checked_add(near)),
        };
        Some(Self { least, most })
    }

    /// Whether both can stand for one value.
    fn may_be(&self, other: &Self) -> bool {
        let below = |most: Option<Decimal>, least: Option<Decimal>| {
            most.zip(least).is_some_and(|(most, least)| most < least)
        };
        !below(self.most, other.least) && !below(other.most, self.least)
    }
}

/// Half of the last digit that is not a nought: how far a rounded amount may be from the whole one. Of a number of two
/// digits and less, which is counted as a rule, nothing.
fn half_of_last_digit(value: Decimal) -> Decimal {
    let plain = value.normalize();
    if plain.scale() == 0 && plain.abs() < Decimal::ONE_HUNDRED {
        return Decimal::ZERO;
    }
    let mut unit = Decimal::try_new(5, plain.scale() + 1).unwrap_or_default();
    if plain.scale() == 0 {
        let mut rest = plain;
        while (rest % Decimal::TEN).is_zero() && !rest.is_zero() {
            rest /= Decimal::TEN;
            unit = unit.saturating_mul(Decimal::TEN);
        }
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: &str, qualifier: Option<&'static str>) -> DigestFigure {
        DigestFigure {
            kind: "money",
            text: value.to_owned(),
            value: Some(value.to_owned()),
            unit: "USD".to_owned(),
            converted_value: None,
            converted_unit: None,
            converted_rule: None,
            qualifier,
            direction: None,
            range_from: None,
            range_to: None,
            upper_end: false,
            per: None,
            who: Vec::new(),
            what: Some("plant".to_owned()),
            when: None,
            sentence: String::new(),
            anchor: crate::digest::AnchorId {
                block: 1,
                sentence: 1,
            },
            rule: "money-before",
            salience: 1,
        }
    }

    fn may_be(a: (&str, Option<&'static str>), b: (&str, Option<&'static str>)) -> bool {
        let span = |(value, qualifier)| Span::of(&figure(value, qualifier)).unwrap();
        span(a).may_be(&span(b))
    }

    #[test]
    fn rounding_and_qualifiers_make_no_disagreement() {
        assert!(may_be(("1200000000", None), ("1240000000", None)));
        assert!(may_be(("20000000", Some("about")), ("19500000", None)));
        assert!(may_be(("1000", Some("more-than")), ("4200", None)));
        assert!(may_be(("1000", Some("up-to")), ("12", None)));
        assert!(may_be(("2.5", None), ("2.52", None)));
        assert!(may_be(("12", None), ("12", None)));
    }

    #[test]
    fn what_may_be_of_another_thing_is_not_compared() {
        let own = |change: fn(&mut DigestFigure)| {
            let mut own = figure("1000", None);
            own.who = vec![TermId(3)];
            change(&mut own);
            thing(&own).is_some()
        };
        assert!(own(|f| f.when = Some("by 2027".to_owned())));
        assert!(!own(|f| f.when = Some("last year".to_owned())));
        assert!(!own(|f| f.direction = Some("rise")));
        assert!(!own(|f| f.kind = "share"));
        assert!(!own(|f| f.who.clear()));
        assert!(!own(|f| f.what = None));
    }

    #[test]
    fn other_amounts_are_one() {
        assert!(!may_be(("1200000000", None), ("1400000000", None)));
        assert!(!may_be(("1200", Some("more-than")), ("800", None)));
        assert!(!may_be(("12", None), ("13", None)));
        assert!(!may_be(("2.5", None), ("2.8", None)));
    }
}
