//! The restriction of every query: what the viewer may see, and the filters chosen.
//!
//! Restrictions never score. No query may reach a searcher without `restricted`.

use std::ops::Bound;
use tantivy::Term;

use tantivy::query::{AllQuery, BooleanQuery, ConstScoreQuery, Occur, Query, RangeQuery, TermQuery, TermSetQuery};
use tantivy::schema::{Field, IndexRecordOption};

use crate::document::{Audience, ListingKind, PriceBand};
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
) -> BooleanQuery {
    let mut clauses: Vec<Clause> = vec![(Occur::Must, query)];
    viewer_clauses(fields, viewer, &mut clauses);
    for facet in Facet::ALL.into_iter().filter(|&facet| Some(facet) != left_out) {
        if let Some((field, values)) = filter_values(fields, filters, facet) {
            clauses.push((Occur::Must, any_of(field, values)));
        }
    }
    range_clauses(fields, filters, &mut clauses);
    BooleanQuery::new(clauses)
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
pub fn is_filtered(fields: &Fields, filters: &Filters, facet: Facet) -> bool {
    filter_values(fields, filters, facet).is_some()
}

fn viewer_clauses(fields: &Fields, viewer: &Viewer, clauses: &mut Vec<Clause>) {
    let (audiences, organization): (&[Audience], Option<&str>) = match viewer {
        Viewer::Staff => return,
        Viewer::Anonymous => (&[Audience::Public], None),
        Viewer::SignedIn { organization } => (&[Audience::Public, Audience::SignedIn], organization.as_deref()),
        Viewer::Verified { organization } => {
            (&[Audience::Public, Audience::SignedIn, Audience::Verified], Some(organization))
        }
    };
    let mut seen: Vec<Term> =
        audiences.iter().map(|audience| Term::from_field_text(fields.audience, audience.as_str())).collect();
    if let Some(organization) = organization {
        seen.push(Term::from_field_text(fields.allowed, organization));
        let excluded = Term::from_field_text(fields.excluded, organization);
        clauses.push((Occur::MustNot, Box::new(TermQuery::new(excluded, IndexRecordOption::Basic))));
    }
    clauses.push((Occur::Must, any_term(seen)));
}

fn filter_values(fields: &Fields, filters: &Filters, facet: Facet) -> Option<(Field, Vec<String>)> {
    let (field, values) = match facet {
        Facet::Kind => (fields.kind, names(&filters.kinds, ListingKind::as_str)),
        Facet::Field => (fields.field, filters.fields.clone()),
        Facet::Industry => (fields.industry, filters.industries.clone()),
        Facet::Region => {
            (fields.region, filters.regions.iter().map(|code| region_significant(code).to_owned()).collect())
        }
        Facet::Trl => return trl_values(filters).map(|values| (fields.trl, values)),
        Facet::Mode => (fields.mode, filters.modes.clone()),
        Facet::PriceBand => (fields.price_band, names(&filters.price_bands, PriceBand::as_str)),
    };
    (!values.is_empty()).then_some((field, values))
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

fn any_of(field: Field, values: Vec<String>) -> Box<dyn Query> {
    any_term(values.iter().map(|value| Term::from_field_text(field, value)).collect())
}

fn any_term(terms: Vec<Term>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(TermSetQuery::new(terms)), 0.0))
}

/// Every listing, without a score of its own.
pub fn everything() -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))
}
