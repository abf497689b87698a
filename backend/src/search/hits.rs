//! The rows behind the hits, in the order of the index, with marks in title and passage.

use super::dto::{SearchHitOut, SegmentOut, SuggestionOut};
use crate::context::Context;
use crate::error::Result;
use crate::listings::document;
use crate::organizations;
use crate::organizations::dto::OrganizationRef;
use crate::rules::trl::display_stage;
use crate::{achievements, demands};
use entity::enums::{ListingKind, Visibility};
use entity::id::{AchievementId, DemandId, OrganizationId};
use entity::{achievement, demand, organization};
use search_index::{QueryTerms, SearchHit, Suggestion};
use std::collections::HashMap;
use uuid::Uuid;

/// Characters of a passage.
const PASSAGE_CHARS: usize = 120;

/// The listings of some ids that the viewer may see.
struct Listings {
    achievements: HashMap<AchievementId, achievement::Model>,
    demands: HashMap<DemandId, demand::Model>,
    organizations: HashMap<OrganizationId, organization::Model>,
}

impl Listings {
    async fn read(context: &Context, ids: impl Iterator<Item = (&str, search_index::ListingKind)>) -> Result<Self> {
        let (mut achievement_ids, mut demand_ids) = (Vec::new(), Vec::new());
        for (id, kind) in ids {
            let Ok(id) = Uuid::parse_str(id) else { continue };
            match kind {
                search_index::ListingKind::Achievement => achievement_ids.push(AchievementId(id)),
                search_index::ListingKind::Demand => demand_ids.push(DemandId(id)),
            }
        }
        let (database, viewer) = (context.database(), &context.viewer);
        let achievements = achievements::store::by_ids(database, viewer, achievement_ids).await?;
        let demands = demands::store::by_ids(database, viewer, demand_ids).await?;
        let owners = achievements.values().map(|row| row.organization_id);
        let owners = owners.chain(demands.values().map(|row| row.organization_id));
        let organizations = organizations::store::by_ids(database, owners).await?;
        Ok(Self { achievements, demands, organizations })
    }

    fn organization(&self, id: OrganizationId) -> Option<OrganizationRef> {
        self.organizations.get(&id).map(OrganizationRef::from)
    }
}

/// # Errors
/// The database fails.
pub(super) async fn read(context: &Context, hits: &[SearchHit], terms: &QueryTerms) -> Result<Vec<SearchHitOut>> {
    let listings = Listings::read(context, hits.iter().map(|hit| (hit.id.as_str(), hit.kind))).await?;
    Ok(hits.iter().filter_map(|hit| one(context, hit, terms, &listings)).collect())
}

fn one(context: &Context, hit: &SearchHit, terms: &QueryTerms, listings: &Listings) -> Option<SearchHitOut> {
    let id = Uuid::parse_str(&hit.id).ok()?;
    match hit.kind {
        search_index::ListingKind::Achievement => {
            achievement_hit(listings.achievements.get(&AchievementId(id))?, hit, terms, listings)
        }
        search_index::ListingKind::Demand => {
            demand_hit(context, listings.demands.get(&DemandId(id))?, hit, terms, listings)
        }
    }
}

fn achievement_hit(
    row: &achievement::Model,
    hit: &SearchHit,
    terms: &QueryTerms,
    listings: &Listings,
) -> Option<SearchHitOut> {
    Some(SearchHitOut {
        id: row.id.0,
        kind: ListingKind::Achievement,
        number: row.number.clone(),
        title: segments(terms.mark(&row.title)),
        passage: passage(terms, &row.summary, row.visibility, || document::achievement_body(row)),
        organization: Some(listings.organization(row.organization_id)?),
        field: row.field.clone(),
        industry: row.industry.clone(),
        region: row.region.clone(),
        region_label: seeds::region_label(&row.region).unwrap_or_default(),
        trl: row.trl,
        trl_stage: row.trl.and_then(|level| display_stage(u8::try_from(level).ok()?)).map(str::to_owned),
        modes: row.modes.0.clone(),
        price: achievements::view::price(row),
        published_at: row.published_at,
        score: hit.score,
        is_demo: row.is_demo,
    })
}

fn demand_hit(
    context: &Context,
    row: &demand::Model,
    hit: &SearchHit,
    terms: &QueryTerms,
    listings: &Listings,
) -> Option<SearchHitOut> {
    let named = demands::view::sees_name(context, row);
    Some(SearchHitOut {
        id: row.id.0,
        kind: ListingKind::Demand,
        number: row.number.clone(),
        title: segments(terms.mark(&row.title)),
        passage: passage(terms, &row.summary, row.visibility, || document::demand_body(row)),
        organization: listings.organization(row.organization_id).filter(|_| named),
        field: row.field.clone(),
        industry: row.industry.clone(),
        region: row.region.clone(),
        region_label: seeds::region_label(&row.region).unwrap_or_default(),
        trl: row.trl_min,
        trl_stage: row.trl_min.and_then(|level| display_stage(u8::try_from(level).ok()?)).map(str::to_owned),
        modes: row.modes.0.clone(),
        price: demands::view::budget(row),
        published_at: row.published_at,
        score: hit.score,
        is_demo: row.is_demo,
    })
}

/// The best passage; without words, and of a confidential listing, the summary.
fn passage(
    terms: &QueryTerms,
    summary: &str,
    visibility: Visibility,
    body: impl FnOnce() -> String,
) -> Vec<SegmentOut> {
    if visibility == Visibility::Confidential || terms.is_empty() {
        return segments(terms.passage(summary, PASSAGE_CHARS));
    }
    segments(terms.passage(&format!("{summary}\n{}", body()), PASSAGE_CHARS))
}

fn segments(segments: Vec<search_index::Segment>) -> Vec<SegmentOut> {
    segments.into_iter().map(|segment| SegmentOut { text: segment.text, marked: segment.marked }).collect()
}

/// # Errors
/// The database fails.
pub(super) async fn suggestions(context: &Context, found: &[Suggestion]) -> Result<Vec<SuggestionOut>> {
    let listings = Listings::read(context, found.iter().filter_map(listing)).await?;
    let numbered = |one: &Suggestion| {
        let (id, kind) = listing(one)?;
        let id = Uuid::parse_str(id).ok()?;
        let (kind, number, title) = match kind {
            search_index::ListingKind::Achievement => {
                let row = listings.achievements.get(&AchievementId(id))?;
                (ListingKind::Achievement, &row.number, &row.title)
            }
            search_index::ListingKind::Demand => {
                let row = listings.demands.get(&DemandId(id))?;
                (ListingKind::Demand, &row.number, &row.title)
            }
        };
        Some(SuggestionOut { title: title.clone(), kind, number: number.clone() })
    };
    Ok(found.iter().filter_map(numbered).collect())
}

fn listing(suggestion: &Suggestion) -> Option<(&str, search_index::ListingKind)> {
    match suggestion {
        Suggestion::Listing { id, kind } => Some((id, *kind)),
        Suggestion::Word { .. } | Suggestion::Organization { .. } => None,
    }
}
