//! Chinese patent and application numbers (ZC 0006-2003, rules.md §3.6).
//!
//! Since 2003-10-01: year (4), kind (1), serial (7), a dot and the check digit. Before: year (2), kind (1), serial (5),
//! dot, check digit. A granted patent is written with ZL in front, the same number. The canonical form has the ZL and
//! the dot, whatever was typed.

use super::folded;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatentKind {
    Invention,
    UtilityModel,
    Design,
}

impl PatentKind {
    /// The code of the dictionary `ip_kind`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Invention => "invention",
            Self::UtilityModel => "utility_model",
            Self::Design => "design",
        }
    }

    /// 8 and 9 are PCT applications that entered China.
    fn from_digit(digit: char) -> Option<Self> {
        match digit {
            '1' | '8' => Some(Self::Invention),
            '2' | '9' => Some(Self::UtilityModel),
            '3' => Some(Self::Design),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatentNumber {
    /// Twelve or eight digits.
    body: String,
    check: char,
    pub kind: PatentKind,
    pub application_year: i32,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatentNumberError {
    #[error("专利号应为ZL加12位数字、小数点和1位校验码（2003年10月前的为8位数字），请对照专利证书填写")]
    Shape,
    #[error("专利号中的申请年份{0}不可能，请对照专利证书检查前几位")]
    Year(i32),
    #[error("专利号的种类位是“{0}”，应为1、8（发明）、2、9（实用新型）或3（外观设计），请对照专利证书检查")]
    Kind(char),
    #[error("专利号的校验码应为“{expected}”，现在是“{found}”，请对照专利证书逐位检查")]
    CheckDigit { expected: char, found: char },
}

impl PatentNumberError {
    pub fn message(&self) -> String {
        self.to_string()
    }
}

impl PatentNumber {
    /// Accepts ZL, CN or nothing in front, any blanks, and the number without its dot.
    pub fn parse(text: &str) -> Result<Self, PatentNumberError> {
        let (body, found) = split(text).ok_or(PatentNumberError::Shape)?;
        let year_length = if body.len() == 12 { 4 } else { 2 };
        let application_year = application_year(&body[..year_length])?;
        let kind_digit = body[year_length..].chars().next().ok_or(PatentNumberError::Shape)?;
        let kind = PatentKind::from_digit(kind_digit).ok_or(PatentNumberError::Kind(kind_digit))?;
        let expected = check_digit(&body);
        if found != expected {
            return Err(PatentNumberError::CheckDigit { expected, found });
        }
        Ok(Self { body, check: found, kind, application_year })
    }

    /// `ZL201710601862.3`: how a patent number is stored and compared.
    pub fn canonical(&self) -> String {
        format!("ZL{}.{}", self.body, self.check)
    }

    /// `201710601862.3`: how the number of an application that is not granted is shown.
    pub fn application_number(&self) -> String {
        format!("{}.{}", self.body, self.check)
    }
}

/// Body and check digit; `None` when the text is no number of either length.
fn split(text: &str) -> Option<(String, char)> {
    let text: String = folded(text).to_uppercase().chars().filter(|character| !character.is_whitespace()).collect();
    let number = text.strip_prefix("ZL").or_else(|| text.strip_prefix("CN")).unwrap_or(&text);
    let check = number.chars().last().filter(|last| last.is_ascii_digit() || *last == 'X')?;
    let body = number.strip_suffix(check)?;
    let body = body.strip_suffix('.').unwrap_or(body);
    let digits = body.bytes().all(|byte| byte.is_ascii_digit());
    (digits && matches!(body.len(), 8 | 12)).then(|| (body.to_owned(), check))
}

/// The patent law took effect in 1985; two-digit years ended in 2003.
fn application_year(digits: &str) -> Result<i32, PatentNumberError> {
    let number: i32 = digits.parse().map_err(|_| PatentNumberError::Shape)?;
    let year = match (digits.len(), number) {
        (2, 85..=99) => 1900 + number,
        (2, 0..=3) => 2000 + number,
        (4, 1985..=2099) => number,
        _ => return Err(PatentNumberError::Year(number)),
    };
    Ok(year)
}

/// `Σ digit·weight mod 11` with weights 2…9, 2…5; ten is written X.
fn check_digit(body: &str) -> char {
    let digits = body.bytes().map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits.zip((2..=9).cycle()).map(|(digit, weight)| digit * weight).sum();
    char::from_digit(sum % 11, 10).unwrap_or('X')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(text: &str) -> Result<String, PatentNumberError> {
        PatentNumber::parse(text).map(|number| number.canonical())
    }

    #[test]
    fn vector_02_patent_number() {
        let stored = Ok("ZL201710601862.3".to_owned());
        for typed in
            ["ZL201710601862.3", "2017106018623", "CN201710601862.3", "zl 2017 1 0601862.3", "ＺＬ201710601862．3"]
        {
            assert_eq!(canonical(typed), stored, "{typed}");
        }
        let wrong_check = PatentNumberError::CheckDigit { expected: '3', found: '4' };
        assert_eq!(canonical("ZL201710601862.4"), Err(wrong_check));
        assert_eq!(canonical("ZL95115608.X"), Ok("ZL95115608.X".to_owned()));
        assert_eq!(canonical("ZL201740601862.3"), Err(PatentNumberError::Kind('4')));
    }

    #[test]
    fn vector_02_kind_and_year_are_read() {
        let number = PatentNumber::parse("ZL201710601862.3").expect("valid");
        assert_eq!((number.kind, number.application_year), (PatentKind::Invention, 2017));
        assert_eq!(number.application_number(), "201710601862.3");
        assert_eq!(PatentNumber::parse("95115608X").map(|number| number.application_year), Ok(1995));
    }

    #[test]
    fn vector_02_what_is_no_number_is_refused() {
        for text in
            ["", "ZL", "X", "ZL20171060186.3", "ZL2017106018622.3", "201710601862.Y", "专利号", "ZL201710601862..3"]
        {
            assert_eq!(canonical(text), Err(PatentNumberError::Shape), "{text}");
        }
        assert_eq!(canonical("ZL45115608.X"), Err(PatentNumberError::Year(45)));
        assert_eq!(canonical("ZL190010601862.3"), Err(PatentNumberError::Year(1900)));
        let message = canonical("ZL201710601862.4").expect_err("wrong check digit").message();
        assert!(message.contains('3') && message.contains("专利证书"), "{message}");
    }

    #[test]
    fn vector_02_substitutions_and_transpositions_are_detected() {
        let body = "201710601862";
        for position in 0..body.len() {
            for digit in ('0'..='9').filter(|digit| !body[position..].starts_with(*digit)) {
                let changed = format!("{}{digit}{}", &body[..position], &body[position + 1..]);
                assert_ne!(check_digit(&changed), '3', "{changed}");
            }
        }
        for position in 0..body.len() - 1 {
            let mut swapped = body.as_bytes().to_vec();
            swapped.swap(position, position + 1);
            let swapped = String::from_utf8(swapped).expect("digits");
            assert!(swapped == body || check_digit(&swapped) != '3', "{swapped}");
        }
    }
}
