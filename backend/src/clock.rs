//! The one source of time, so that tests and the demo world can set it. Law counts days in China, whatever the server's zone.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const CHINA_OFFSET_SECONDS: i32 = 8 * 3600;

/// The system's time plus an offset that only tests and the demo loader set.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    offset_seconds: Arc<AtomicI64>,
}

impl Clock {
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the system's time")]
    pub fn now(&self) -> DateTime<Utc> {
        Utc::now() + TimeDelta::seconds(self.offset_seconds.load(Ordering::Relaxed))
    }

    /// Today's date in China (UTC+8).
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        china_date(self.now())
    }

    /// Moves the clock, forward or back, relative to the system's time.
    pub fn set_offset(&self, offset: TimeDelta) {
        self.offset_seconds.store(offset.num_seconds(), Ordering::Relaxed);
    }
}

/// The date in China at a moment.
#[must_use]
pub fn china_date(at: DateTime<Utc>) -> NaiveDate {
    FixedOffset::east_opt(CHINA_OFFSET_SECONDS).map_or(at.date_naive(), |china| at.with_timezone(&china).date_naive())
}

/// The moment at which a day begins in China.
#[must_use]
pub fn first_moment(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc();
    midnight.checked_sub_signed(TimeDelta::seconds(CHINA_OFFSET_SECONDS.into())).unwrap_or(midnight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_evening_in_utc_is_the_next_day_in_china() {
        let at = DateTime::parse_from_rfc3339("2026-11-01T16:00:00Z").expect("time").with_timezone(&Utc);
        assert_eq!(china_date(at), NaiveDate::from_ymd_opt(2026, 11, 2).expect("date"));
        assert_eq!(first_moment(china_date(at)), at);
    }
}
