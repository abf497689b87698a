//! Where a page ended: the order of its last hit. The next page holds what comes after it, at any depth. By date that is
//! exact whatever is added or taken away meanwhile; by relevance a change of the listings may move scores a little.

use std::fmt;
use std::str::FromStr;

use crate::document::UnknownName;
use crate::reader::question;
use crate::request::SearchRequest;

/// The place of a hit in an order; opaque to callers, who may keep it as text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cursor {
    /// The score, or the date of publication.
    pub(crate) rank: f64,
    /// Orders hits of the same rank.
    pub(crate) key: u64,
    /// Of the question that it belongs to.
    pub(crate) question: u64,
}

impl Cursor {
    /// Whether it comes from an earlier page of the same question by the same viewer.
    pub fn belongs_to(&self, request: &SearchRequest) -> bool {
        self.question == question(request)
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}{:016x}{:016x}", self.rank.to_bits(), self.key, self.question)
    }
}

impl FromStr for Cursor {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        let part = |number: usize| {
            let digits = text.get(number * 16..number * 16 + 16)?;
            u64::from_str_radix(digits, 16).ok()
        };
        let whole = (text.len() == 48).then_some(()).and_then(|()| {
            let rank = f64::from_bits(part(0)?);
            rank.is_finite().then_some(Self { rank, key: part(1)?, question: part(2)? })
        });
        whole.ok_or_else(|| UnknownName(text.chars().take(60).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn travels_as_text() {
        let cursor = Cursor { rank: 12.5, key: u64::MAX, question: 7 };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for bad in ["", "xyz", &"f".repeat(48), &"é".repeat(24), &"0".repeat(47)] {
            assert!(bad.parse::<Cursor>().is_err(), "{bad}");
        }
    }
}
