//! Amounts of one company that tell how one thing went. Silence beats error: two amounts are of one thing only where the
//! texts say so in the same words and both are the company's own, and a plan, a rise or an end of a range is of none.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::surface::fold;
use crate::digest::{BriefId, DigestBrief, DigestFigure, Point, Series, TermId};

/// Points in time that make a series.
const FEWEST: usize = 3;
/// Points of one series, the latest.
const POINTS: usize = 24;
/// Series of one company.
const MOST: usize = 6;

/// What amounts of a series share: what they measure, their kind and unit, what they are per, and whether they are of a
/// year that the text names or of the brief's day.
type Thing<'a> = (String, &'a str, &'a str, Option<&'a str>, bool);

/// A point in time, to be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Time {
    Year(i16),
    Day(Date),
}

/// The series among a company's figures, those of the latest brief first. The figures are newest first.
pub(super) fn series(
    company: TermId,
    figures: &[(BriefId, u32)],
    briefs: &[Arc<DigestBrief>],
) -> Vec<Series> {
    let mut things: BTreeMap<Thing<'_>, BTreeMap<Time, Stated<'_>>> = BTreeMap::new();
    for (id, place) in figures {
        let Some(brief) = briefs.get(id.0 as usize) else {
            continue;
        };
        let figure = brief.figures.get(*place as usize);
        let Some((figure, what)) = figure.and_then(|f| Some((f, own_thing(f, company)?))) else {
            continue;
        };
        let year = figure.when.as_deref().map(year);
        let time = match year {
            Some(year) => year.map(Time::Year),
            None => brief.date.map(Time::Day),
        };
        let Some(time) = time else {
            continue;
        };
        let per = figure.per.as_deref();
        let thing = (what, figure.kind, &*figure.unit, per, year.is_some());
        // Of several amounts of one time the newest brief's counts.
        let stated = (*id, *place, figure);
        things
            .entry(thing)
            .or_default()
            .entry(time)
            .or_insert(stated);
    }
    let told = things.into_values().filter(|t| t.len() >= FEWEST);
    let mut told: Vec<Series> = told.filter_map(one).collect();
    told.sort_by_key(|s| s.points.iter().map(|p| (p.brief, p.figure)).min());
    told.truncate(MOST);
    told
}

/// An amount and where it stands.
type Stated<'a> = (BriefId, u32, &'a DigestFigure);

fn one(points: BTreeMap<Time, Stated<'_>>) -> Option<Series> {
    let (_, (_, _, latest)) = points.last_key_value()?;
    let (what, unit) = (latest.what.clone()?, latest.unit.clone());
    let spare = points.len().saturating_sub(POINTS);
    let points = points.into_iter().skip(spare);
    let points = points.map(|(time, (brief, figure, _))| Point {
        brief,
        figure,
        year: match time {
            Time::Year(year) => Some(year),
            Time::Day(_) => None,
        },
    });
    Some(Series {
        what,
        unit,
        points: points.collect(),
    })
}

/// What a figure measures, where it is an amount of this company's and no other's that stands for itself.
fn own_thing(figure: &DigestFigure, company: TermId) -> Option<String> {
    let is_plain = figure.direction.is_none()
        && figure.range_from.is_none()
        && figure.range_to.is_none()
        && figure.value.is_some()
        && figure.who == [company];
    let what = figure.what.as_deref().filter(|_| is_plain)?;
    Some(fold(what.trim()))
}

/// The year of words such as `in 2023`; none of those that tell a plan, a span or less than a year.
fn year(when: &str) -> Option<i16> {
    let (word, year) = when.split_once(' ')?;
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let year = year.parse().ok().filter(|_| is_year)?;
    word.eq_ignore_ascii_case("in").then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_year_is_one() {
        for (words, expected) in [
            ("in 2023", Some(2023)),
            ("In 2024", Some(2024)),
            ("by 2030", None),
            ("in March 2025", None),
            ("in 20", None),
            ("this month", None),
            ("", None),
        ] {
            assert_eq!(year(words), expected, "{words}");
        }
    }
}
