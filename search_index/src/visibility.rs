//! The restriction of every query: what the viewer may see, and the filters chosen.
//!
//! Restrictions never score. No query may reach a searcher without `restricted`.

use std::ops::Bound;
use std::str::FromStr;
use tantivy::Term;

use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, Occur, Query, RangeQuery, TermSetQuery};
use tantivy::schema::Field;

use crate::document::{Audience, ListingKind, PriceBand, UnknownName};
use crate::narrowed::{Narrowed, OneOf, Sight};
use crate::request::{Filters, Viewer};
use crate::schema::{Fields, region_significant};

/// Facets that a filter can narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    Kind,
    Field,
    Industry,
    Region,
    Trl,
    Mode,
    PriceBand,
}

impl Facet {
    pub const ALL: [Self; 7] =
        [Self::Kind, Self::Field, Self::Industry, Self::Region, Self::Trl, Self::Mode, Self::PriceBand];

    /// The column that its values are counted in.
    pub fn column(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Field => "field",
            Self::Industry => "industry_division",
            Self::Region => "city",
            Self::Trl => "trl",
            Self::Mode => "mode",
            Self::PriceBand => "price_band",
        }
    }

    /// The name used in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Industry => "industry",
            Self::Region => "region",
            other => other.column(),
        }
    }
}

impl FromStr for Facet {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|facet| facet.name() == name).ok_or_else(|| UnknownName(name.to_owned()))
    }
}

type Clause = (Occur, Box<dyn Query>);

/// Highest technology readiness level.
const HIGHEST_TRL: u8 = 9;

/// The query narrowed to what the viewer may see and the filters (but the left out facet's) let through.
pub fn restricted(
    query: Box<dyn Query>,
    fields: &Fields,
    viewer: &Viewer,
    filters: &Filters,
    left_out: Option<Facet>,
) -> Narrowed {
    let mut clauses: Vec<Clause> = vec![(Occur::Must, query)];
    let mut one_of = Vec::new();
    for facet in Facet::ALL.into_iter().filter(|&facet| Some(facet) != left_out) {
        match (filter_values(filters, facet), facet) {
            (None, _) => {}
            // codes are asked for by their beginnings, which the columns do not hold
            (Some(values), Facet::Industry) => clauses.push((Occur::Must, any_of(fields.industry, &values))),
            (Some(values), Facet::Region) => clauses.push((Occur::Must, any_of(fields.region, &values))),
            (Some(values), _) => one_of.push(OneOf { column: facet.column(), values }),
        }
    }
    range_clauses(fields, filters, &mut clauses);
    let query: Box<dyn Query> =
        if clauses.len() == 1 { clauses.remove(0).1 } else { Box::new(BooleanQuery::new(clauses)) };
    Narrowed::new(query, sight(fields, viewer), one_of)
}

/// Ranges have no facet of their own and always narrow.
fn range_clauses(fields: &Fields, filters: &Filters, clauses: &mut Vec<Clause>) {
    let from = |value: Option<i64>| value.map_or(Bound::Unbounded, Bound::Included);
    let ranges = [
        // the price of a listing is a range too: the two must touch
        (fields.price_high, from(filters.price_min_fen), Bound::Unbounded),
        (fields.price_low, Bound::Unbounded, from(filters.price_max_fen)),
        (
            fields.published_at,
            from(filters.published_from),
            filters.published_before.map_or(Bound::Unbounded, Bound::Excluded),
        ),
    ];
    for (field, lower, upper) in ranges {
        if (&lower, &upper) != (&Bound::Unbounded, &Bound::Unbounded) {
            let term = |bound: Bound<i64>| bound.map(|value| Term::from_field_i64(field, value));
            let range = RangeQuery::new(term(lower), term(upper));
            clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(range), 0.0))));
        }
    }
}

/// True when a filter narrows the facet.
pub fn is_filtered(filters: &Filters, facet: Facet) -> bool {
    filter_values(filters, facet).is_some()
}

/// What the viewer sees; nothing for those who see everything.
fn sight(fields: &Fields, viewer: &Viewer) -> Option<Sight> {
    let (highest, organization) = match viewer {
        Viewer::Staff => return None,
        Viewer::Anonymous => (Audience::Public, None),
        Viewer::SignedIn { organization } => (Audience::SignedIn, organization.as_deref()),
        Viewer::Verified { organization } => (Audience::Verified, Some(organization.as_str())),
    };
    let own = |organization| {
        let always = Term::from_field_text(fields.allowed, organization);
        (always, Term::from_field_text(fields.excluded, organization))
    };
    Some(Sight { highest: highest.width(), own: organization.map(own) })
}

fn filter_values(filters: &Filters, facet: Facet) -> Option<Vec<String>> {
    let values = match facet {
        Facet::Kind => names(&filters.kinds, ListingKind::as_str),
        Facet::Field => filters.fields.clone(),
        Facet::Industry => filters.industries.clone(),
        Facet::Region => filters.regions.iter().map(|code| region_significant(code).to_owned()).collect(),
        Facet::Trl => return trl_values(filters),
        Facet::Mode => filters.modes.clone(),
        Facet::PriceBand => names(&filters.price_bands, PriceBand::as_str),
    };
    (!values.is_empty()).then_some(values)
}

fn names<T: Copy>(values: &[T], name: impl Fn(T) -> &'static str) -> Vec<String> {
    values.iter().map(|&value| name(value).to_owned()).collect()
}

fn trl_values(filters: &Filters) -> Option<Vec<String>> {
    if filters.trl_min.is_none() && filters.trl_max.is_none() {
        return None;
    }
    let lowest = filters.trl_min.unwrap_or(1);
    let highest = filters.trl_max.unwrap_or(HIGHEST_TRL).min(HIGHEST_TRL);
    Some((lowest..=highest).map(|level| level.to_string()).collect())
}

fn any_of(field: Field, values: &[String]) -> Box<dyn Query> {
    let terms = values.iter().map(|value| Term::from_field_text(field, value));
    Box::new(ConstScoreQuery::new(Box::new(TermSetQuery::new(terms)), 0.0))
}

/// Every listing, without a score of its own.
pub fn everything() -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))
}
