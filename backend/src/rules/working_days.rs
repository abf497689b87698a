//! Deadlines in working days: the day of the event is not counted (民法典201).
//!
//! The calendar is a parameter; in the program it is `seeds::is_workday`.

use chrono::NaiveDate;

/// The `count`-th working day after the event; the event's own day for a count of zero.
pub fn add_working_days(event_on: NaiveDate, count: u32, is_workday: impl Fn(NaiveDate) -> bool) -> NaiveDate {
    let Some(index) = count.checked_sub(1) else {
        return event_on;
    };
    let mut working_days = event_on.iter_days().skip(1).filter(|day| is_workday(*day));
    working_days.nth(index as usize).unwrap_or(NaiveDate::MAX)
}

/// How many working days have passed after the event, up to and with `today`.
pub fn working_days_since(event_on: NaiveDate, today: NaiveDate, is_workday: impl Fn(NaiveDate) -> bool) -> u32 {
    let days = event_on.iter_days().skip(1).take_while(|day| *day <= today);
    u32::try_from(days.filter(|day| is_workday(*day)).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Weekday};

    use super::super::day;
    use super::*;

    fn week_only(day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
    }

    #[test]
    fn vector_04_working_days() {
        assert_eq!(add_working_days(day("2026-11-02"), 15, week_only), day("2026-11-23"));
        assert_eq!(add_working_days(day("2026-11-09"), 15, week_only), day("2026-11-30"));
        assert_eq!(add_working_days(day("2026-11-02"), 15, seeds::is_workday), day("2026-11-23"));
    }

    #[test]
    fn vector_04_holidays_and_moved_workdays() {
        // 2026: 10-01 to 10-07 are off, Saturday 10-10 is worked.
        assert_eq!(add_working_days(day("2026-09-30"), 3, seeds::is_workday), day("2026-10-10"));
        assert_eq!(add_working_days(day("2026-09-30"), 3, week_only), day("2026-10-05"));
    }

    #[test]
    fn the_day_of_the_event_is_not_counted() {
        assert_eq!(add_working_days(day("2026-11-06"), 0, week_only), day("2026-11-06"));
        assert_eq!(add_working_days(day("2026-11-06"), 1, week_only), day("2026-11-09"));
        assert_eq!(working_days_since(day("2026-11-06"), day("2026-11-06"), week_only), 0);
        assert_eq!(working_days_since(day("2026-11-06"), day("2026-11-08"), week_only), 0);
        assert_eq!(working_days_since(day("2026-11-06"), day("2026-11-12"), week_only), 4);
    }
}
