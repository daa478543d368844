//! Counts over time: months, quarters or years, by how long the digest reaches.

use std::sync::Arc;

use jiff::civil::Date;

use crate::digest::{Activity, Bin, BriefId, DigestBrief, Month};

/// Up to this many months are shown as months.
const MONTHS: i32 = 24;
/// Up to this many months are shown as quarters.
const QUARTERS: i32 = 120;

/// The spans of time that every chart of a digest shares.
pub(super) struct Scale {
    first: i32,
    last: i32,
    months_per_bin: i32,
}

/// Months since year 0.
fn month_number(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}

impl Scale {
    /// The scale from the first to the last dated brief; none where no brief has a date.
    pub(super) fn of(dates: impl Iterator<Item = Date> + Clone) -> Option<Self> {
        let first = month_number(dates.clone().min()?);
        let last = month_number(dates.max()?);
        let months_per_bin = match last - first + 1 {
            n if n <= MONTHS => 1,
            n if n <= QUARTERS => 3,
            _ => 12,
        };
        Some(Self {
            first: first.div_euclid(months_per_bin),
            last: last.div_euclid(months_per_bin),
            months_per_bin,
        })
    }

    /// How many of these days fall into each span.
    pub(super) fn count(&self, dates: impl Iterator<Item = Date>) -> Activity {
        let mut bins: Vec<Bin> = (self.first..=self.last)
            .map(|n| Bin {
                label: self.label(n),
                count: 0,
            })
            .collect();
        for date in dates {
            let place = month_number(date).div_euclid(self.months_per_bin) - self.first;
            let bin = usize::try_from(place).ok().and_then(|i| bins.get_mut(i));
            if let Some(bin) = bin {
                bin.count += 1;
            }
        }
        Activity { bins }
    }

    fn label(&self, bin: i32) -> String {
        match self.months_per_bin {
            1 => format!("{:04}-{:02}", bin.div_euclid(12), bin.rem_euclid(12) + 1),
            3 => format!("{:04} Q{}", bin.div_euclid(4), bin.rem_euclid(4) + 1),
            _ => format!("{bin:04}"),
        }
    }
}

/// The archive: months that have briefs, newest first, and the undated ones. The briefs are sorted already.
pub(super) fn archive(briefs: &[Arc<DigestBrief>]) -> (Vec<Month>, Vec<BriefId>) {
    let mut months: Vec<Month> = Vec::new();
    let mut undated = Vec::new();
    for (i, brief) in briefs.iter().enumerate() {
        let id = BriefId(u32::try_from(i).unwrap_or(u32::MAX));
        let Some(date) = brief.date else {
            undated.push(id);
            continue;
        };
        match months.last_mut() {
            Some(m) if m.year == date.year() && m.month == date.month() => m.briefs.push(id),
            _ => months.push(Month {
                year: date.year(),
                month: date.month(),
                briefs: vec![id],
            }),
        }
    }
    (months, undated)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(days: &[&str]) -> Vec<(String, u32)> {
        let days: Vec<Date> = days.iter().map(|d| d.parse().unwrap()).collect();
        let scale = Scale::of(days.iter().copied()).unwrap();
        let activity = scale.count(days.into_iter());
        activity
            .bins
            .into_iter()
            .map(|b| (b.label, b.count))
            .collect()
    }

    #[test]
    fn months_for_a_short_span_quarters_for_a_longer_one() {
        let short = labels(&["2023-11-30", "2024-01-01", "2024-01-31"]);
        let expected = [("2023-11", 1), ("2023-12", 0), ("2024-01", 2)];
        assert_eq!(short, expected.map(|(l, n)| (l.to_owned(), n)));
        let long = labels(&["2021-02-01", "2023-04-20"]);
        assert_eq!(long.first().unwrap(), &("2021 Q1".to_owned(), 1));
        assert_eq!(long.last().unwrap(), &("2023 Q2".to_owned(), 1));
        assert_eq!(long.len(), 10);
    }
}
