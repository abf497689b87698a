//! The holiday calendar: which day is a workday.
//!
//! A year without a calendar follows the week alone, and one marked `needs_check` lacks the moved days: a deadline in
//! such a year is provisional until the State Council has published its calendar.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::reference::reference;

#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    pub name: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayYear {
    pub year: i32,
    pub source: String,
    /// True while only the statutory days are known and the moved days are not.
    pub needs_check: bool,
    /// Weekend days on which work is done (调休).
    pub workdays: Vec<NaiveDate>,
    pub holidays: Vec<Holiday>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    year: Vec<HolidayYear>,
}

/// The years as published, and their days as sets.
#[derive(Debug)]
pub struct Calendar {
    pub years: Vec<HolidayYear>,
    days_off: BTreeSet<NaiveDate>,
    moved_workdays: BTreeSet<NaiveDate>,
}

impl Calendar {
    pub(crate) fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let years = toml::from_str::<CalendarFile>(text)?.year;
        let holidays = years.iter().flat_map(|year| &year.holidays);
        let days_off =
            holidays.flat_map(|holiday| holiday.from.iter_days().take_while(|day| *day <= holiday.to)).collect();
        let moved_workdays = years.iter().flat_map(|year| year.workdays.iter().copied()).collect();
        Ok(Self { years, days_off, moved_workdays })
    }

    pub fn is_workday(&self, date: NaiveDate) -> bool {
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        self.moved_workdays.contains(&date) || !(weekend || self.days_off.contains(&date))
    }
}

pub fn is_workday(date: NaiveDate) -> bool {
    reference().calendar.is_workday(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn holidays_and_moved_workdays_win_over_the_week() {
        assert!(is_workday(day("2026-11-02")));
        assert!(!is_workday(day("2026-11-07")), "Saturday");
        assert!(!is_workday(day("2026-02-17")), "Spring Festival, a Tuesday");
        assert!(is_workday(day("2026-02-28")), "moved Saturday");
        assert!(!is_workday(day("2025-10-08")), "last day of the long holiday");
        assert!(is_workday(day("2025-09-28")), "moved Sunday");
    }

    #[test]
    fn moved_workdays_fall_on_weekends_and_holidays_in_their_year() {
        for year in &reference().calendar.years {
            for moved in &year.workdays {
                assert!(matches!(moved.weekday(), Weekday::Sat | Weekday::Sun), "{moved}");
                assert!(!reference().calendar.days_off.contains(moved), "{moved}");
            }
            for holiday in &year.holidays {
                assert_eq!(holiday.from.year(), year.year, "{}", holiday.name);
                assert!(holiday.from <= holiday.to, "{}", holiday.name);
            }
        }
    }
}
