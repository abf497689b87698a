//! How a contract registration is reviewed and until when it is decided (技术合同认定登记管理办法 2026, rules.md §1.4).
//!
//! A 技术交易额 at or above the threshold, or a dispute, needs experts and has the longer term. The term starts at the
//! acceptance; a supplement is a new acceptance.

use chrono::{Days, NaiveDate};
use seeds::{RuleKey, RuleUnit, rule};

use super::amounts::FEN_PER_YUAN;
use super::working_days::add_working_days;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewRoute {
    Normal,
    Expert,
}

impl ReviewRoute {
    /// The code of the dictionary `review_route`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Expert => "expert",
        }
    }

    pub fn decision_due_on(self, accepted_on: NaiveDate) -> NaiveDate {
        let key = match self {
            Self::Normal => RuleKey::RegistrationDecisionDays,
            Self::Expert => RuleKey::RegistrationExpertDecisionDays,
        };
        let term = rule(key, accepted_on);
        match term.unit {
            RuleUnit::WorkingDay => add_working_days(accepted_on, term.value, seeds::is_workday),
            _ => accepted_on.checked_add_days(Days::new(u64::from(term.value))).unwrap_or(NaiveDate::MAX),
        }
    }
}

pub fn review_route(technical_fen: i64, disputed: bool, accepted_on: NaiveDate) -> ReviewRoute {
    let threshold_yuan = rule(RuleKey::ExpertReviewThreshold, accepted_on).value;
    if disputed || technical_fen >= i64::from(threshold_yuan) * FEN_PER_YUAN {
        ReviewRoute::Expert
    } else {
        ReviewRoute::Normal
    }
}

#[cfg(test)]
mod tests {
    use super::super::amounts::parse_yuan;
    use super::super::day;
    use super::*;

    fn route(yuan: &str, disputed: bool) -> ReviewRoute {
        review_route(parse_yuan(yuan).expect("an amount"), disputed, day("2026-11-02"))
    }

    #[test]
    fn vector_05_review_route() {
        assert_eq!(route("4999999.99", false), ReviewRoute::Normal);
        assert_eq!(route("5000000.00", false), ReviewRoute::Expert);
        assert_eq!(route("1", true), ReviewRoute::Expert);
    }

    #[test]
    fn vector_05_terms() {
        let accepted_on = day("2026-11-02");
        assert_eq!(ReviewRoute::Normal.decision_due_on(accepted_on), day("2026-11-23"));
        assert_eq!(ReviewRoute::Expert.decision_due_on(accepted_on), day("2026-12-14"));
        assert_eq!(ReviewRoute::Normal.decision_due_on(day("2026-02-02")), day("2026-03-04"), "the law before");
    }
}
