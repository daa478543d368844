//! The span of time that an edition is about.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// How often there is an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cadence {
    /// One a day.
    Daily,
    /// One a week, from Monday to Sunday (ISO 8601).
    Weekly,
    /// One a month.
    Monthly,
}

/// A day, a week or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: Date,
    cadence: Cadence,
}

impl Period {
    /// The one that a day belongs to.
    pub fn of(day: Date, cadence: Cadence) -> Self {
        let first = match cadence {
            Cadence::Daily => Some(day),
            Cadence::Weekly => {
                let since = day.weekday().to_monday_zero_offset();
                day.checked_sub(i64::from(since).days()).ok()
            }
            Cadence::Monthly => Some(day.first_of_month()),
        };
        // The first days of the calendar, in the year -9999, begin no week.
        let first = first.unwrap_or(day);
        Self { first, cadence }
    }

    /// The one of a name such as `2026-w47`, `2026-11-27` or `2026-11`.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        if let Some((year, week)) = name.split_once("-w") {
            let (year, week) = (whole(year, 4)?, whole(week, 2)?);
            let monday = ISOWeekDate::new(year, i8::try_from(week).ok()?, Weekday::Monday).ok()?;
            return Some(Self::of(monday.date(), Cadence::Weekly));
        }
        let mut parts = name.split('-');
        let year = whole(parts.next()?, 4)?;
        let month = i8::try_from(whole(parts.next()?, 2)?).ok()?;
        let (day, cadence) = match parts.next() {
            Some(day) => (i8::try_from(whole(day, 2)?).ok()?, Cadence::Daily),
            None => (1, Cadence::Monthly),
        };
        let date = Date::new(year, month, day).ok()?;
        parts.next().is_none().then(|| Self::of(date, cadence))
    }

    /// Its name, by which its file and its address are called: `2026-w47`, `2026-11-27` or `2026-11`.
    pub fn name(self) -> String {
        match self.cadence {
            Cadence::Daily => self.first.to_string(),
            Cadence::Weekly => {
                let week = self.week();
                format!("{:04}-w{:02}", week.year(), week.week())
            }
            Cadence::Monthly => format!("{:04}-{:02}", self.first.year(), self.first.month()),
        }
    }

    /// How long it is.
    pub fn cadence(self) -> Cadence {
        self.cadence
    }

    /// Its first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Date {
        match self.cadence {
            Cadence::Daily => self.first,
            Cadence::Weekly => self.first.checked_add(6.days()).unwrap_or(Date::MAX),
            Cadence::Monthly => self.first.last_of_month(),
        }
    }

    /// Year and number of its week, by ISO 8601.
    pub fn week(self) -> ISOWeekDate {
        self.first.iso_week_date()
    }
}

/// A number of so many digits.
fn whole(text: &str, digits: usize) -> Option<i16> {
    let fits = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_belongs_to_a_week_that_may_be_of_another_year() {
        for (day, cadence, name, last) in [
            ("2026-11-27", Cadence::Weekly, "2026-w48", "2026-11-29"),
            ("2027-01-01", Cadence::Weekly, "2026-w53", "2027-01-03"),
            ("2024-12-30", Cadence::Weekly, "2025-w01", "2025-01-05"),
            ("2024-02-10", Cadence::Monthly, "2024-02", "2024-02-29"),
            ("2024-02-10", Cadence::Daily, "2024-02-10", "2024-02-10"),
        ] {
            let period = Period::of(day.parse().unwrap(), cadence);
            assert_eq!(period.name(), name);
            assert_eq!(period.last().to_string(), last);
            assert_eq!(Period::named(name), Some(period));
        }
        let (early, late) = (Date::MIN, Date::MAX);
        for cadence in [Cadence::Daily, Cadence::Weekly, Cadence::Monthly] {
            assert!(Period::of(early, cadence).first() <= early);
            assert!(Period::of(late, cadence).last() >= Period::of(late, cadence).first());
        }
    }

    #[test]
    fn only_names_of_periods_name_one() {
        for other in [
            "2026",
            "2026-w54",
            "2026-w0",
            "2025-w53",
            "2026-13",
            "2026-02-30",
            "26-w01",
            "2026-w1",
            "2026-11-27-1",
            "w47",
            "",
            "2026-١١",
            "latest",
        ] {
            assert_eq!(Period::named(other), None, "{other}");
        }
        assert_eq!(Period::named("2026-W47"), Period::named("2026-w47"));
    }
}
