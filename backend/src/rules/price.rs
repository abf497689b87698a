//! An asking price or a budget: its kind and its bounds must agree.
//!
//! Negotiable has no bounds, fixed has one amount, a range has two different ones with the lower first.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceKind {
    Negotiable,
    Range,
    Fixed,
}

impl PriceKind {
    /// The code of the dictionary `price_kind`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Negotiable => "negotiable",
            Self::Range => "range",
            Self::Fixed => "fixed",
        }
    }

    pub fn from_code(code: &str) -> Result<Self, PriceError> {
        [Self::Negotiable, Self::Range, Self::Fixed]
            .into_iter()
            .find(|kind| kind.code() == code)
            .ok_or(PriceError::UnknownKind)
    }
}

/// A consistent price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Price {
    Negotiable,
    Range { low_fen: i64, high_fen: i64 },
    Fixed { fen: i64 },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PriceError {
    #[error("请选择价格方式：面议、区间或一口价")]
    UnknownKind,
    #[error("价格为面议时不填金额，请清空金额或改选其他方式")]
    NegotiableWithAmount,
    #[error("请填写最低价和最高价，或改选面议")]
    BoundMissing,
    #[error("价格应大于0，请重新填写或改选面议")]
    NotPositive,
    #[error("最低价不能高于最高价，请对调两个金额")]
    UpsideDown,
    #[error("区间的最低价和最高价相同，请改选一口价")]
    EmptyRange,
    #[error("一口价只有一个金额，请让两个金额相同或改选区间")]
    FixedWithTwoAmounts,
}

impl PriceError {
    pub fn message(&self) -> String {
        self.to_string()
    }
}

impl Price {
    /// Checks what was sent: kind and bounds in fen. A fixed price may be sent as one bound or as two equal ones.
    pub fn new(
        kind: PriceKind,
        low_fen: Option<i64>,
        high_fen: Option<i64>,
    ) -> Result<Self, PriceError> {
        if [low_fen, high_fen]
            .into_iter()
            .flatten()
            .any(|fen| fen <= 0)
        {
            return Err(PriceError::NotPositive);
        }
        match kind {
            PriceKind::Negotiable if low_fen.is_none() && high_fen.is_none() => {
                Ok(Self::Negotiable)
            }
            PriceKind::Negotiable => Err(PriceError::NegotiableWithAmount),
            PriceKind::Fixed => Self::fixed(low_fen, high_fen),
            PriceKind::Range => Self::range(low_fen, high_fen),
        }
    }

    fn fixed(low_fen: Option<i64>, high_fen: Option<i64>) -> Result<Self, PriceError> {
        let fen = low_fen.or(high_fen).ok_or(PriceError::BoundMissing)?;
        if high_fen.is_some_and(|high| high != fen) {
            return Err(PriceError::FixedWithTwoAmounts);
        }
        Ok(Self::Fixed { fen })
    }

    fn range(low_fen: Option<i64>, high_fen: Option<i64>) -> Result<Self, PriceError> {
        let (low_fen, high_fen) = low_fen.zip(high_fen).ok_or(PriceError::BoundMissing)?;
        if low_fen > high_fen {
            return Err(PriceError::UpsideDown);
        }
        if low_fen == high_fen {
            return Err(PriceError::EmptyRange);
        }
        Ok(Self::Range { low_fen, high_fen })
    }

    pub fn kind(self) -> PriceKind {
        match self {
            Self::Negotiable => PriceKind::Negotiable,
            Self::Range { .. } => PriceKind::Range,
            Self::Fixed { .. } => PriceKind::Fixed,
        }
    }

    /// The bounds as they are stored: both absent, or both present (equal for a fixed price).
    pub fn bounds(self) -> Option<(i64, i64)> {
        match self {
            Self::Negotiable => None,
            Self::Range { low_fen, high_fen } => Some((low_fen, high_fen)),
            Self::Fixed { fen } => Some((fen, fen)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consistent_prices_are_kept() {
        let prices = [
            (PriceKind::Negotiable, None, None),
            (PriceKind::Range, Some(100), Some(200)),
            (PriceKind::Fixed, Some(100), Some(100)),
        ];
        for (kind, low, high) in prices {
            let price = Price::new(kind, low, high).expect("consistent");
            assert_eq!((price.kind(), price.bounds()), (kind, low.zip(high)));
        }
        assert_eq!(
            Price::new(PriceKind::Fixed, Some(100), None),
            Ok(Price::Fixed { fen: 100 })
        );
    }

    #[test]
    fn inconsistent_prices_are_refused_with_the_reason() {
        let refused = [
            (
                PriceKind::Negotiable,
                Some(1),
                None,
                PriceError::NegotiableWithAmount,
            ),
            (
                PriceKind::Range,
                Some(200),
                Some(100),
                PriceError::UpsideDown,
            ),
            (
                PriceKind::Range,
                Some(100),
                Some(100),
                PriceError::EmptyRange,
            ),
            (PriceKind::Range, Some(100), None, PriceError::BoundMissing),
            (PriceKind::Fixed, None, None, PriceError::BoundMissing),
            (
                PriceKind::Fixed,
                Some(100),
                Some(200),
                PriceError::FixedWithTwoAmounts,
            ),
            (PriceKind::Fixed, Some(0), Some(0), PriceError::NotPositive),
            (
                PriceKind::Range,
                Some(-1),
                Some(100),
                PriceError::NotPositive,
            ),
        ];
        for (kind, low, high, error) in refused {
            assert_eq!(
                Price::new(kind, low, high),
                Err(error),
                "{kind:?} {low:?} {high:?}"
            );
        }
    }

    #[test]
    fn kinds_have_codes_of_the_dictionary() {
        for kind in [PriceKind::Negotiable, PriceKind::Range, PriceKind::Fixed] {
            assert!(seeds::contains_code("price_kind", kind.code()));
            assert_eq!(PriceKind::from_code(kind.code()), Ok(kind));
        }
        assert_eq!(
            PriceKind::from_code("auction"),
            Err(PriceError::UnknownKind)
        );
    }
}
