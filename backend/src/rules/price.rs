//! An asking price or a budget: its kind and its bounds must agree. Negotiable has no bounds, fixed has one amount, a range
//! has two different ones with the lower first.

use super::amounts::FEN_MAX;
use entity::enums::PriceKind;
use entity::value::Price;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PriceError {
    #[error("请填写最低价和最高价，或改选面议。")]
    BoundMissing,
    #[error("金额应大于 0，请重新填写或改选面议。")]
    NotPositive,
    #[error("金额太大，请检查单位。")]
    TooLarge,
    #[error("最低价不能高于最高价，请对调两个金额。")]
    UpsideDown,
    #[error("区间的最低价和最高价相同，请改选一口价。")]
    EmptyRange,
    #[error("一口价只有一个金额，请让两个金额相同或改选区间。")]
    FixedWithTwoAmounts,
}

impl PriceError {
    /// The field of the price to mark.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::BoundMissing | Self::NotPositive | Self::TooLarge | Self::UpsideDown => "low_fen",
            Self::EmptyRange | Self::FixedWithTwoAmounts => "kind",
        }
    }

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::BoundMissing => "required",
            Self::NotPositive | Self::TooLarge => "out_of_range",
            Self::UpsideDown => "upside_down",
            Self::EmptyRange | Self::FixedWithTwoAmounts => "inconsistent",
        }
    }
}

/// Checks a price, amounts in fen.
///
/// # Errors
/// A bound is missing, not positive, upside down, or does not fit the kind.
pub fn check(price: &Price) -> Result<(), PriceError> {
    if price.kind == PriceKind::Negotiable {
        return Ok(());
    }
    let (Some(low), Some(high)) = (price.low_fen, price.high_fen) else { return Err(PriceError::BoundMissing) };
    if low <= 0 || high <= 0 {
        return Err(PriceError::NotPositive);
    }
    if low > FEN_MAX || high > FEN_MAX {
        return Err(PriceError::TooLarge);
    }
    match price.kind {
        PriceKind::Range if low > high => Err(PriceError::UpsideDown),
        PriceKind::Range if low == high => Err(PriceError::EmptyRange),
        PriceKind::Fixed if low != high => Err(PriceError::FixedWithTwoAmounts),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(kind: PriceKind, low_fen: i64, high_fen: i64) -> Result<(), PriceError> {
        check(&Price { kind, low_fen: Some(low_fen), high_fen: Some(high_fen) })
    }

    #[test]
    fn a_range_has_the_lower_amount_first() {
        assert_eq!(price(PriceKind::Range, 100, 200), Ok(()));
        assert_eq!(price(PriceKind::Range, 200, 100), Err(PriceError::UpsideDown));
        assert_eq!(price(PriceKind::Range, 100, 100), Err(PriceError::EmptyRange));
        assert_eq!(price(PriceKind::Range, 0, 100), Err(PriceError::NotPositive));
    }

    #[test]
    fn a_fixed_price_is_one_amount() {
        assert_eq!(price(PriceKind::Fixed, 100, 100), Ok(()));
        assert_eq!(price(PriceKind::Fixed, 100, 200), Err(PriceError::FixedWithTwoAmounts));
        let missing = Price { kind: PriceKind::Fixed, low_fen: None, high_fen: None };
        assert_eq!(check(&missing), Err(PriceError::BoundMissing));
    }
}
