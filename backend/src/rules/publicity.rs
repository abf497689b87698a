//! The publicity of a negotiated price: 转化法18, 国发〔2016〕16号, counted after 民法典 201.
//!
//! Calendar days; the day of publication is not counted and the last day runs to its end, so the contract may be signed
//! on the day after it. A change of price or of the counterparty restarts the clock, which is `pricing_period` of the
//! day of the change.

use chrono::{Days, NaiveDate};
use seeds::{RuleKey, rule};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub published_on: NaiveDate,
    /// The last day of the period, to its end.
    pub ends_on: NaiveDate,
    pub earliest_signing_on: NaiveDate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PublicityError {
    #[error("公示到{ends_on}结束，最早可在{earliest}签约，请在公示期满后再签")]
    SignedTooEarly { ends_on: NaiveDate, earliest: NaiveDate },
    #[error("重新公示的日期{restarted_on}早于上一次公示的日期{published_on}，请检查日期")]
    RestartBeforePublication { published_on: NaiveDate, restarted_on: NaiveDate },
}

impl PublicityError {
    pub fn message(&self) -> String {
        self.to_string()
    }
}

/// `days` full calendar days after the day of publication.
pub fn period(published_on: NaiveDate, days: u32) -> Period {
    let after = |days: u64| published_on.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    let days = u64::from(days);
    Period { published_on, ends_on: after(days), earliest_signing_on: after(days + 1) }
}

/// The period that the law of the day of publication asks for.
pub fn pricing_period(published_on: NaiveDate) -> Period {
    period(published_on, rule(RuleKey::PricingPublicityDays, published_on).value)
}

impl Period {
    /// Price or counterparty changed: the whole period runs again from the day of the change.
    pub fn restart(&self, changed_on: NaiveDate) -> Result<Self, PublicityError> {
        if changed_on < self.published_on {
            return Err(PublicityError::RestartBeforePublication {
                published_on: self.published_on,
                restarted_on: changed_on,
            });
        }
        Ok(pricing_period(changed_on))
    }

    pub fn check_signing(&self, signed_on: NaiveDate) -> Result<(), PublicityError> {
        if signed_on < self.earliest_signing_on {
            return Err(PublicityError::SignedTooEarly { ends_on: self.ends_on, earliest: self.earliest_signing_on });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::day;
    use super::*;

    #[test]
    fn vector_03_publicity() {
        let period = pricing_period(day("2026-11-02"));
        assert_eq!(period.ends_on, day("2026-11-17"));
        assert_eq!(period.earliest_signing_on, day("2026-11-18"));
        assert!(period.check_signing(day("2026-11-17")).is_err());
        assert_eq!(period.check_signing(day("2026-11-18")), Ok(()));
    }

    #[test]
    fn vector_03_a_change_restarts_the_clock() {
        let period = pricing_period(day("2026-11-02"));
        let restarted = period.restart(day("2026-11-10")).expect("after the publication");
        assert_eq!(restarted.ends_on, day("2026-11-25"));
        assert!(restarted.check_signing(day("2026-11-18")).is_err());
        assert!(period.restart(day("2026-11-01")).is_err());
    }

    #[test]
    fn months_and_leap_days_are_crossed() {
        assert_eq!(period(day("2028-02-20"), 15).ends_on, day("2028-03-06"));
        assert_eq!(period(NaiveDate::MAX, 15).ends_on, NaiveDate::MAX);
    }
}
