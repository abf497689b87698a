//! A listing as the index takes it: classification, text and who may see it.

use std::str::FromStr;

/// A string that names no member of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown name: {0}")]
pub struct UnknownName(pub String);

/// Achievement or demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ListingKind {
    Achievement,
    Demand,
}

impl ListingKind {
    /// The name used in JSON, database and index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Achievement => "achievement",
            Self::Demand => "demand",
        }
    }
}

impl FromStr for ListingKind {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        match name {
            "achievement" => Ok(Self::Achievement),
            "demand" => Ok(Self::Demand),
            other => Err(UnknownName(other.to_owned())),
        }
    }
}

/// The smallest circle that sees a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    Public,
    SignedIn,
    Verified,
    /// Only the allowed organizations, and staff.
    Nobody,
}

impl Audience {
    /// Grows as the circle gets smaller.
    pub(crate) fn width(self) -> u8 {
        match self {
            Self::Public => 0,
            Self::SignedIn => 1,
            Self::Verified => 2,
            Self::Nobody => 3,
        }
    }
}

/// Price classes of the search page, in yuan. A listing falls into the band of its low price, or of its high price when
/// there is no low one; without both it is negotiable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PriceBand {
    Negotiable,
    To100k,
    To500k,
    To2m,
    To10m,
    Over10m,
}

impl PriceBand {
    /// All bands from cheap to dear.
    pub const ALL: [Self; 6] = [Self::Negotiable, Self::To100k, Self::To500k, Self::To2m, Self::To10m, Self::Over10m];

    /// The name used in JSON and index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Negotiable => "negotiable",
            Self::To100k => "to_100k",
            Self::To500k => "to_500k",
            Self::To2m => "to_2m",
            Self::To10m => "to_10m",
            Self::Over10m => "over_10m",
        }
    }

    /// The band of a price in fen.
    pub fn of(low_fen: Option<i64>, high_fen: Option<i64>) -> Self {
        match low_fen.or(high_fen).map(|fen| fen / 100) {
            None => Self::Negotiable,
            Some(yuan) if yuan <= 100_000 => Self::To100k,
            Some(yuan) if yuan <= 500_000 => Self::To500k,
            Some(yuan) if yuan <= 2_000_000 => Self::To2m,
            Some(yuan) if yuan <= 10_000_000 => Self::To10m,
            Some(_) => Self::Over10m,
        }
    }
}

impl FromStr for PriceBand {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|band| band.as_str() == name).ok_or_else(|| UnknownName(name.to_owned()))
    }
}

/// One published listing. `id` is unique over both kinds.
#[derive(Debug, Clone, Hash)]
pub struct ListingDocument {
    pub id: String,
    pub kind: ListingKind,
    pub number: String,
    pub title: String,
    pub summary: String,
    pub keywords: Vec<String>,
    /// Everything else that is searched; not kept in the index.
    pub body: String,
    /// Name of the organization; empty when it stays anonymous.
    pub organization: String,
    pub field: String,
    /// Industry code with letter, such as `C3715`.
    pub industry: String,
    /// Six-digit region code.
    pub region: String,
    pub trl: Option<u8>,
    pub modes: Vec<String>,
    pub price_low_fen: Option<i64>,
    pub price_high_fen: Option<i64>,
    pub audience: Audience,
    /// Ids of the organizations that see it whatever the audience.
    pub allowed_organizations: Vec<String>,
    /// Ids of the organizations that never see it.
    pub excluded_organizations: Vec<String>,
    /// Unix seconds.
    pub published_at: i64,
    /// Unix seconds of the last change that readers see.
    pub updated_at: i64,
    /// The organization has been verified.
    pub verified: bool,
    /// How much of what a listing should say it says, 0 to 100.
    pub completeness: u8,
}

/// One step of the outbox.
#[derive(Debug, Clone)]
pub enum Change {
    /// Add the listing or replace the one with its id.
    Put(Box<ListingDocument>),
    /// Remove the listing if it is there.
    Delete { id: String },
}

#[cfg(test)]
mod tests {
    use super::PriceBand;

    #[test]
    fn a_price_falls_into_one_band() {
        assert_eq!(PriceBand::of(None, None), PriceBand::Negotiable);
        assert_eq!(PriceBand::of(Some(10_000_000), None), PriceBand::To100k);
        assert_eq!(PriceBand::of(Some(10_000_100), Some(1)), PriceBand::To500k);
        assert_eq!(PriceBand::of(None, Some(100_000_000_000)), PriceBand::Over10m);
        for band in PriceBand::ALL {
            assert_eq!(band.as_str().parse(), Ok(band));
        }
    }
}
