//! Money and the two amounts of a technology contract.
//!
//! 技术交易额 is what is left of 合同成交总金额 without equipment, parts and material: more than nothing and at most the
//! whole (rules.md §1.3). Taxes and subsidies use the former, so both are always kept.

use super::folded;

pub const FEN_PER_YUAN: i64 = 100;
/// Highest amount, in fen: beyond it browsers lose digits, and it is a slip of the unit.
pub const FEN_MAX: i64 = 9_000_000_000_000_000;
/// 万元
pub const FEN_PER_WAN: u64 = 1_000_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContractTotals {
    pub total_fen: i64,
    pub technical_fen: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    #[error("金额应为数字，单位元，最多两位小数，例如 1200000 或 1200000.50")]
    NotANumber,
    #[error("金额最多两位小数（精确到分），请四舍五入后再填")]
    TooManyDecimals,
    #[error("金额过大，请检查单位是否为元")]
    TooLarge,
    #[error("合同成交总金额应大于0，请按合同填写")]
    TotalNotPositive,
    #[error("技术交易额应大于0，请从合同总金额中扣除设备、零部件、原材料等非技术性费用后填写")]
    TechnicalNotPositive,
    #[error("技术交易额不能大于合同成交总金额，请核对两个金额")]
    TechnicalAboveTotal,
}

impl AmountError {
    pub fn message(&self) -> String {
        self.to_string()
    }
}

/// Yuan as typed, with at most two decimals; commas between the thousands are allowed.
pub fn parse_yuan(text: &str) -> Result<i64, AmountError> {
    let text = folded(text).replace(',', "");
    let (yuan, fraction) = text.split_once('.').unwrap_or((&text, "00"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(yuan) || !all_digits(fraction) {
        return Err(AmountError::NotANumber);
    }
    if fraction.len() > 2 {
        return Err(AmountError::TooManyDecimals);
    }
    let yuan: i64 = yuan.parse().map_err(|_| AmountError::TooLarge)?;
    let fen: i64 = format!("{fraction:0<2}").parse().map_err(|_| AmountError::NotANumber)?;
    yuan.checked_mul(FEN_PER_YUAN).and_then(|whole| whole.checked_add(fen)).ok_or(AmountError::TooLarge)
}

/// `1200000.50`: what `parse_yuan` reads back.
pub fn format_yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    let per_yuan = FEN_PER_YUAN.unsigned_abs();
    format!("{sign}{}.{:02}", fen / per_yuan, fen % per_yuan)
}

/// As people write it: from ten thousand yuan on in 万元, exact in both units, thousands grouped.
#[must_use]
pub fn money(fen: i64) -> String {
    let fen = fen.unsigned_abs();
    if fen >= FEN_PER_WAN {
        return format!("{} 万元", decimal(fen, FEN_PER_WAN));
    }
    format!("{} 元", decimal(fen, FEN_PER_YUAN.unsigned_abs()))
}

/// Fen in a larger unit (a power of ten), without needless zeros.
#[must_use]
pub fn decimal(fen: u64, unit: u64) -> String {
    let digits = unit.ilog10() as usize;
    let whole = grouped(fen / unit);
    let rest = format!("{:0digits$}", fen % unit);
    match rest.trim_end_matches('0') {
        "" => whole,
        rest => format!("{whole}.{rest}"),
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

pub fn contract_totals(total_fen: i64, technical_fen: i64) -> Result<ContractTotals, AmountError> {
    if total_fen <= 0 {
        return Err(AmountError::TotalNotPositive);
    }
    if technical_fen <= 0 {
        return Err(AmountError::TechnicalNotPositive);
    }
    if technical_fen > total_fen {
        return Err(AmountError::TechnicalAboveTotal);
    }
    Ok(ContractTotals { total_fen, technical_fen })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn totals(total: &str, technical: &str) -> Result<ContractTotals, AmountError> {
        contract_totals(parse_yuan(total)?, parse_yuan(technical)?)
    }

    #[test]
    fn money_reads_as_people_write_it() {
        assert_eq!(money(500_000), "5,000 元");
        assert_eq!(money(12_345_678), "12.345678 万元");
        assert_eq!(money(65_000_000), "65 万元");
        assert_eq!(money(123_456_789_000_000), "123,456,789 万元");
    }

    #[test]
    fn vector_06_amounts() {
        assert_eq!(totals("100", "100"), Ok(ContractTotals { total_fen: 10_000, technical_fen: 10_000 }));
        assert_eq!(totals("100", "100.01"), Err(AmountError::TechnicalAboveTotal));
        assert_eq!(totals("100", "0"), Err(AmountError::TechnicalNotPositive));
        assert_eq!(totals("100.001", "100"), Err(AmountError::TooManyDecimals));
        assert_eq!(totals("0", "0"), Err(AmountError::TotalNotPositive));
    }

    #[test]
    fn yuan_are_read_to_the_fen() {
        for (text, fen) in [("0.5", 50), ("1,200,000.50", 120_000_050), (" １２ ", 1_200), ("0.01", 1), ("7", 700)] {
            assert_eq!(parse_yuan(text), Ok(fen), "{text}");
        }
        for text in ["", "-1", "1.", ".5", "一百", "1e3", "1.2.3", "10万"] {
            assert_eq!(parse_yuan(text), Err(AmountError::NotANumber), "{text}");
        }
        assert_eq!(parse_yuan("99999999999999999999"), Err(AmountError::TooLarge));
        assert_eq!(parse_yuan("92233720368547758.08"), Err(AmountError::TooLarge));
    }

    #[test]
    fn fen_are_written_so_that_they_read_back() {
        for fen in [0, 1, 99, 100, 120_000_050, i64::MAX] {
            assert_eq!(parse_yuan(&format_yuan(fen)), Ok(fen));
        }
        assert_eq!(format_yuan(-105), "-1.05");
    }
}
