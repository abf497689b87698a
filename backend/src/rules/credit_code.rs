//! The unified social credit code, GB 32100-2015.
//!
//! Eighteen characters of an alphabet without I, O, S, V and Z; the third to the eighth are the digits of a region, the
//! last is the check character. The first two are not restricted: more registering bodies are added over the years.

use std::fmt;

use super::folded;

/// The value of a character is its position.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const MODULUS: usize = 31;
const LENGTH: usize = 18;

/// A valid code in its canonical form: half-width, upper case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CreditCode(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeError {
    #[error("统一社会信用代码应为18位，现在是{0}位，请对照营业执照或法人证书补全")]
    Length(usize),
    #[error("统一社会信用代码中不会出现“{0}”（不使用字母I、O、S、V、Z），请检查是否与数字1、0、5、2混淆")]
    Character(char),
    #[error("统一社会信用代码第3至8位应为数字（行政区划），请对照证书检查")]
    Region,
    #[error("统一社会信用代码校验不通过，请对照营业执照或法人证书逐位检查")]
    CheckCharacter,
}

impl CreditCodeError {
    pub fn message(&self) -> String {
        self.to_string()
    }
}

impl CreditCode {
    /// Normalises (NFKC, trimmed, upper case) and checks.
    pub fn parse(text: &str) -> Result<Self, CreditCodeError> {
        let code = folded(text).to_uppercase();
        let length = code.chars().count();
        if length != LENGTH {
            return Err(CreditCodeError::Length(length));
        }
        let values = values_of(&code)?;
        if values[2..8].iter().any(|value| *value > 9) {
            return Err(CreditCodeError::Region);
        }
        if check_value(&values[..LENGTH - 1]) != values[LENGTH - 1] {
            return Err(CreditCodeError::CheckCharacter);
        }
        Ok(Self(code))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn values_of(code: &str) -> Result<Vec<usize>, CreditCodeError> {
    let value = |character| ALPHABET.find(character).ok_or(CreditCodeError::Character(character));
    code.chars().map(value).collect()
}

/// `(31 − Σ value·3^(i−1) mod 31) mod 31`: without the outer modulus a remainder of 0 would give no character.
fn check_value(body: &[usize]) -> usize {
    let (sum, _) = body.iter().fold((0, 1), |(sum, weight), value| (sum + value * weight, weight * 3 % MODULUS));
    (MODULUS - sum % MODULUS) % MODULUS
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN_GOOD: [&str; 6] = [
        "91350100M000100Y43",
        "914403001922038216",
        "9144030071526726XG",
        "91110000600037341L",
        "12100000400000624D",
        "12100000400002259P",
    ];

    #[test]
    fn vector_01_credit_code() {
        for code in KNOWN_GOOD {
            assert_eq!(CreditCode::parse(code).map(|code| code.0).as_deref(), Ok(code));
        }
        let normalised = CreditCode::parse("91350100m000100y43 ").expect("valid after trim and upper case");
        assert_eq!(normalised.as_str(), "91350100M000100Y43");
        assert!(CreditCode::parse("９１３５０１００Ｍ０００１００Ｙ４３").is_ok(), "full width");
        // Z is no character of the alphabet, so that is the reason given.
        assert_eq!(CreditCode::parse("91350100M000100Y4Z"), Err(CreditCodeError::Character('Z')));
        assert_eq!(CreditCode::parse("91350100M000100Y44"), Err(CreditCodeError::CheckCharacter));
        assert_eq!(CreditCode::parse("91350100M000100Y4"), Err(CreditCodeError::Length(17)));
        for character in "IOSVZ".chars() {
            let code = format!("91350100{character}000100Y43");
            assert_eq!(CreditCode::parse(&code), Err(CreditCodeError::Character(character)));
        }
        assert_eq!(CreditCode::parse("91A50100M000100Y43"), Err(CreditCodeError::Region));
        assert_eq!(CreditCode::parse(""), Err(CreditCodeError::Length(0)));
    }

    #[test]
    fn vector_01_every_single_substitution_is_detected() {
        let good = KNOWN_GOOD[0];
        for position in 0..LENGTH {
            for character in ALPHABET.chars().filter(|character| !good[position..].starts_with(*character)) {
                let code = format!("{}{character}{}", &good[..position], &good[position + 1..]);
                assert!(CreditCode::parse(&code).is_err(), "{code}");
            }
        }
    }
}
