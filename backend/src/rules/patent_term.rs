//! How long a patent lasts (专利法42) and that a licence may not outlast it (民法典865).
//!
//! The term is that of the day of application: designs filed before 2021-06-01 have ten years.

use chrono::{Days, Months, NaiveDate};
use seeds::{RuleKey, rule};

use super::patent_number::PatentKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PatentTermError {
    #[error("许可期限不能超过专利有效期，专利最后有效日为{last_valid_on}，请把许可结束日改到这一天或之前")]
    LicenceOutlastsPatent { last_valid_on: NaiveDate },
}

impl PatentTermError {
    pub fn message(&self) -> String {
        self.to_string()
    }
}

/// The last day on which the patent is in force: the day before the anniversary of the application.
pub fn last_valid_on(kind: PatentKind, applied_on: NaiveDate) -> NaiveDate {
    let key = match kind {
        PatentKind::Invention => RuleKey::InventionTermYears,
        PatentKind::UtilityModel => RuleKey::UtilityModelTermYears,
        PatentKind::Design => RuleKey::DesignTermYears,
    };
    let months = Months::new(rule(key, applied_on).value * 12);
    let anniversary = applied_on.checked_add_months(months);
    anniversary.and_then(|day| day.checked_sub_days(Days::new(1))).unwrap_or(NaiveDate::MAX)
}

pub fn check_licence_end(kind: PatentKind, applied_on: NaiveDate, ends_on: NaiveDate) -> Result<(), PatentTermError> {
    let last_valid_on = last_valid_on(kind, applied_on);
    if ends_on > last_valid_on {
        return Err(PatentTermError::LicenceOutlastsPatent { last_valid_on });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::day;
    use super::*;

    #[test]
    fn vector_16_patent_life() {
        let applied_on = day("2017-07-22");
        let last = day("2037-07-21");
        assert_eq!(last_valid_on(PatentKind::Invention, applied_on), last);
        assert_eq!(check_licence_end(PatentKind::Invention, applied_on, last), Ok(()));
        let refused = Err(PatentTermError::LicenceOutlastsPatent { last_valid_on: last });
        assert_eq!(check_licence_end(PatentKind::Invention, applied_on, day("2037-07-22")), refused);
        assert_eq!(check_licence_end(PatentKind::Invention, applied_on, day("2037-08-01")), refused);
    }

    #[test]
    fn vector_16_other_kinds() {
        assert_eq!(last_valid_on(PatentKind::UtilityModel, day("2017-07-22")), day("2027-07-21"));
        assert_eq!(last_valid_on(PatentKind::Design, day("2021-05-31")), day("2031-05-30"));
        assert_eq!(last_valid_on(PatentKind::Design, day("2021-06-01")), day("2036-05-31"));
        assert_eq!(last_valid_on(PatentKind::Invention, NaiveDate::MAX), NaiveDate::MAX);
    }
}
