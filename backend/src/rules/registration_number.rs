//! The number under which a technology contract is registered, and the warning against registering it twice.
//!
//! The number is issued by the registration office and never made here; sixteen digits, kept as text. A contract is
//! registered once, by its seller; the same parties, title, day and amount are a likely duplicate (rules.md §1.4).

use chrono::NaiveDate;

use super::credit_code::CreditCode;
use super::folded;

const LENGTH: usize = 16;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RegistrationNumber(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationNumberError {
    #[error("合同登记编号应为16位数字，请对照技术合同登记证明填写，不要加空格")]
    Shape,
    #[error("这个合同登记编号已经用于另一份合同，请核对登记证明")]
    AlreadyUsed,
}

impl RegistrationNumberError {
    pub fn message(&self) -> String {
        self.to_string()
    }
}

impl RegistrationNumber {
    pub fn parse(text: &str) -> Result<Self, RegistrationNumberError> {
        if text.len() != LENGTH || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(RegistrationNumberError::Shape);
        }
        Ok(Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What tells contracts apart before they have a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractIdentity {
    pub seller: CreditCode,
    pub buyer: CreditCode,
    title: String,
    pub signed_on: NaiveDate,
    pub total_fen: i64,
}

impl ContractIdentity {
    /// The title counts without its blanks and with full-width characters folded.
    pub fn new(seller: CreditCode, buyer: CreditCode, title: &str, signed_on: NaiveDate, total_fen: i64) -> Self {
        let title = folded(title).split_whitespace().collect();
        Self { seller, buyer, title, signed_on, total_fen }
    }
}

/// A contract that is registered or on its way, for the comparison.
#[derive(Debug, Clone)]
pub struct KnownContract {
    pub identity: ContractIdentity,
    pub number: Option<RegistrationNumber>,
}

/// A likely duplicate: the user may go on after confirming that it is another contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DuplicateWarning;

impl DuplicateWarning {
    pub fn message(self) -> String {
        "已有买卖双方、名称、签订日期和金额都相同的合同，同一合同只能登记一次，请确认不是重复登记后再提交".to_owned()
    }
}

/// The same number is an error, the same identity a warning.
pub fn check_duplicate(
    candidate: &KnownContract,
    known: &[KnownContract],
) -> Result<Option<DuplicateWarning>, RegistrationNumberError> {
    let number_used = known.iter().any(|other| other.number.is_some() && other.number == candidate.number);
    if number_used {
        return Err(RegistrationNumberError::AlreadyUsed);
    }
    let identical = known.iter().any(|other| other.identity == candidate.identity);
    Ok(identical.then_some(DuplicateWarning))
}

#[cfg(test)]
mod tests {
    use super::super::day;
    use super::*;

    fn contract(title: &str, number: Option<&str>) -> KnownContract {
        let code = |text| CreditCode::parse(text).expect("a valid code");
        let (seller, buyer) = (code("91350100M000100Y43"), code("914403001922038216"));
        KnownContract {
            identity: ContractIdentity::new(seller, buyer, title, day("2026-11-18"), 100_000_000),
            number: number.map(|text| RegistrationNumber::parse(text).expect("a valid number")),
        }
    }

    #[test]
    fn vector_20_registration_number() {
        assert!(RegistrationNumber::parse("2026210200000001").is_ok());
        for text in
            ["202621020000001", "20262102000000012", "20262102000000A1", "2026 21020000001", "２０２６210200000001", ""]
        {
            assert_eq!(RegistrationNumber::parse(text), Err(RegistrationNumberError::Shape), "{text}");
        }
        let known = [contract("甲", Some("2026210200000001"))];
        let again = contract("乙", Some("2026210200000001"));
        assert_eq!(check_duplicate(&again, &known), Err(RegistrationNumberError::AlreadyUsed));
    }

    #[test]
    fn vector_21_registration_twice() {
        let known = [contract("塞拉门控制系统", Some("2026210200000001"))];
        let same = contract("塞拉门 控制系统", Some("2026210200000002"));
        assert_eq!(check_duplicate(&same, &known), Ok(Some(DuplicateWarning)));
        let other = contract("列车触摸屏控制器", None);
        assert_eq!(check_duplicate(&other, &known), Ok(None));
        let mut other_day = same.clone();
        other_day.identity.signed_on = day("2026-11-19");
        assert_eq!(check_duplicate(&other_day, &known), Ok(None));
    }

    #[test]
    fn vector_21_two_contracts_without_number_do_not_share_one() {
        let known = [contract("甲", None)];
        assert_eq!(check_duplicate(&contract("乙", None), &known), Ok(None));
    }
}
