//! What lets a listing through: who is looking, and the filters chosen.
//!
//! Each listing that the words found is looked up in columns. Every pass over the postings (`tally`) takes a sieve, so
//! hits, totals, facets, similar listings and suggestions all obey it. Filters of facets are told apart from the rest: a
//! listing that only one of them keeps out still counts for the siblings of that facet's values.

use std::str::FromStr;

use tantivy::columnar::Column;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet as _, SegmentReader, TERMINATED, Term};
use tantivy_common::BitSet;

use crate::columns::{FacetColumn, SegmentColumns};
use crate::document::{Audience, ListingKind, PriceBand, UnknownName};
use crate::request::{Filters, Viewer};
use crate::schema::{Fields, PRICE_HIGH, PRICE_LOW, PUBLISHED_AT, region_significant};

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

/// Highest technology readiness level.
const HIGHEST_TRL: u8 = 9;

/// Who is looking, and what they chose.
#[derive(Debug, Clone)]
pub struct Sieve {
    /// Nothing for those who see everything.
    sight: Option<Sight>,
    ranges: Vec<Range>,
    chosen: Vec<Chosen>,
}

/// Listings up to an audience, those that the own organization always sees, none that exclude it.
#[derive(Debug, Clone)]
struct Sight {
    highest: u8,
    /// Terms of the listings that the viewer's organization always and never sees.
    own: Option<(Term, Term)>,
}

/// A column of numbers within bounds.
#[derive(Debug, Clone, Copy)]
struct Range {
    column: &'static str,
    from: i64,
    to: i64,
}

/// The values chosen of one facet.
#[derive(Debug, Clone)]
struct Chosen {
    facet: Facet,
    values: Values,
}

#[derive(Debug, Clone)]
enum Values {
    /// As they stand in the column.
    Whole(Vec<String>),
    /// Beginnings of codes, each a term of this field.
    Beginnings(Field, Vec<String>),
}

impl Sieve {
    /// What the viewer may see, narrowed by the filters.
    pub fn new(fields: &Fields, viewer: &Viewer, filters: &Filters) -> Self {
        let chosen = Facet::ALL.into_iter().filter_map(|facet| chosen(fields, filters, facet)).collect();
        Self { sight: sight(fields, viewer), ranges: ranges(filters), chosen }
    }

    /// What the viewer may see.
    pub fn of_viewer(fields: &Fields, viewer: &Viewer) -> Self {
        Self::new(fields, viewer, &Filters::default())
    }

    /// # Errors
    /// The segment cannot be read.
    pub fn open<'a>(&self, segment: &SegmentReader, columns: &'a SegmentColumns) -> tantivy::Result<SegmentSieve<'a>> {
        let range = |range: &Range| Ok((segment.fast_fields().i64(range.column)?, range.from, range.to));
        Ok(SegmentSieve {
            sight: self.sight.as_ref().map(|sight| sight.open(segment, columns)).transpose()?,
            ranges: self.ranges.iter().map(range).collect::<tantivy::Result<_>>()?,
            chosen: self.chosen.iter().map(|chosen| chosen.open(segment, columns)).collect::<tantivy::Result<_>>()?,
        })
    }
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

/// Ranges have no facet of their own and always narrow.
fn ranges(filters: &Filters) -> Vec<Range> {
    let mut ranges = Vec::new();
    // the price of a listing is a range too: the two must touch
    if let Some(from) = filters.price_min_fen {
        ranges.push(Range { column: PRICE_HIGH, from, to: i64::MAX });
    }
    if let Some(to) = filters.price_max_fen {
        ranges.push(Range { column: PRICE_LOW, from: i64::MIN, to });
    }
    if filters.published_from.is_some() || filters.published_before.is_some() {
        let from = filters.published_from.unwrap_or(i64::MIN);
        let to = filters.published_before.map_or(i64::MAX, |before| before.saturating_sub(1));
        ranges.push(Range { column: PUBLISHED_AT, from, to });
    }
    ranges
}

fn chosen(fields: &Fields, filters: &Filters, facet: Facet) -> Option<Chosen> {
    let values = match facet {
        Facet::Kind => Values::Whole(names(&filters.kinds, ListingKind::as_str)),
        Facet::Field => Values::Whole(filters.fields.clone()),
        Facet::Industry => Values::Beginnings(fields.industry, filters.industries.clone()),
        Facet::Region => {
            let codes = filters.regions.iter().map(|code| region_significant(code).to_owned());
            Values::Beginnings(fields.region, codes.collect())
        }
        Facet::Trl if filters.trl_min.is_none() && filters.trl_max.is_none() => return None,
        Facet::Trl => return Some(Chosen { facet, values: Values::Whole(levels(filters)) }),
        Facet::Mode => Values::Whole(filters.modes.clone()),
        Facet::PriceBand => Values::Whole(names(&filters.price_bands, PriceBand::as_str)),
    };
    let (Values::Whole(list) | Values::Beginnings(_, list)) = &values;
    (!list.is_empty()).then_some(Chosen { facet, values })
}

fn names<T: Copy>(values: &[T], name: impl Fn(T) -> &'static str) -> Vec<String> {
    values.iter().map(|&value| name(value).to_owned()).collect()
}

fn levels(filters: &Filters) -> Vec<String> {
    let lowest = filters.trl_min.unwrap_or(1);
    let highest = filters.trl_max.unwrap_or(HIGHEST_TRL).min(HIGHEST_TRL);
    (lowest..=highest).map(|level| level.to_string()).collect()
}

/// The sieve in one segment.
pub struct SegmentSieve<'a> {
    sight: Option<SegmentSight<'a>>,
    ranges: Vec<(Column<i64>, i64, i64)>,
    chosen: Vec<SegmentChosen<'a>>,
}

struct SegmentSight<'a> {
    highest: u8,
    audience: &'a [u8],
    /// Of the viewer's organization: always seen, never seen.
    own: Option<(BitSet, BitSet)>,
}

struct SegmentChosen<'a> {
    facet: Facet,
    column: &'a FacetColumn,
    /// By the place of the value.
    wanted: Vec<bool>,
    /// Listings whose codes begin as wanted and which the column cannot tell.
    listings: Option<BitSet>,
}

/// What a sieve says of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Through,
    /// The filter of this facet alone keeps it out.
    OnlyBy(Facet),
    Out,
}

impl Sight {
    fn open<'a>(&self, segment: &SegmentReader, columns: &'a SegmentColumns) -> tantivy::Result<SegmentSight<'a>> {
        let own = match &self.own {
            Some((always, never)) => Some((documents(segment, always)?, documents(segment, never)?)),
            None => None,
        };
        Ok(SegmentSight { highest: self.highest, audience: &columns.audience, own })
    }
}

impl Chosen {
    fn open<'a>(&self, segment: &SegmentReader, columns: &'a SegmentColumns) -> tantivy::Result<SegmentChosen<'a>> {
        let column = columns.facet(self.facet);
        let (mut wanted, mut listings) = (Vec::new(), None);
        match &self.values {
            Values::Whole(values) => wanted = column.values.iter().map(|value| values.contains(value)).collect(),
            Values::Beginnings(field, values) => {
                let mut found = BitSet::with_max_value(segment.max_doc());
                for value in values {
                    collect(segment, &Term::from_field_text(*field, value), &mut found)?;
                }
                listings = Some(found);
            }
        }
        Ok(SegmentChosen { facet: self.facet, column, wanted, listings })
    }
}

fn documents(segment: &SegmentReader, term: &Term) -> tantivy::Result<BitSet> {
    let mut found = BitSet::with_max_value(segment.max_doc());
    collect(segment, term, &mut found)?;
    Ok(found)
}

fn collect(segment: &SegmentReader, term: &Term, into: &mut BitSet) -> tantivy::Result<()> {
    if let Some(mut postings) = segment.inverted_index(term.field())?.read_postings(term, IndexRecordOption::Basic)? {
        while postings.doc() != TERMINATED {
            into.insert(postings.doc());
            postings.advance();
        }
    }
    Ok(())
}

impl SegmentSieve<'_> {
    /// Whether the listing comes through, and if not, whether one facet's filter alone keeps it out.
    pub fn judge(&self, document: DocId) -> Verdict {
        if !self.lets_see(document) || !self.ranges.iter().all(|range| is_within(range, document)) {
            return Verdict::Out;
        }
        let mut verdict = Verdict::Through;
        for chosen in self.chosen.iter().filter(|chosen| !chosen.has(document)) {
            if verdict != Verdict::Through {
                return Verdict::Out;
            }
            verdict = Verdict::OnlyBy(chosen.facet);
        }
        verdict
    }

    fn lets_see(&self, document: DocId) -> bool {
        let Some(sight) = &self.sight else { return true };
        let is_open = sight.audience[document as usize] <= sight.highest;
        match &sight.own {
            None => is_open,
            Some((always, never)) => !never.contains(document) && (is_open || always.contains(document)),
        }
    }
}

fn is_within((column, from, to): &(Column<i64>, i64, i64), document: DocId) -> bool {
    column.first(document).is_some_and(|value| (*from..=*to).contains(&value))
}

impl SegmentChosen<'_> {
    fn has(&self, document: DocId) -> bool {
        if let Some(listings) = &self.listings {
            return listings.contains(document);
        }
        let mut has = false;
        self.column.each(document, |place| has |= self.wanted[place]);
        has
    }
}
