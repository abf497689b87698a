//! The rows behind the hits, in the order of the index, with marks in title and passage.

use super::dto::{ScorePartOut, SearchHitOut, SegmentOut, SignsOut};
use super::kept::{Found, Kept};
use crate::context::Context;
use crate::error::Result;
use crate::listings::completeness;
use crate::organizations::dto::OrganizationRef;
use crate::rules::trl::display_stage;
use crate::{achievements, demands};
use chrono::{DateTime, TimeDelta, Utc};
use entity::enums::{ListingKind, Verification, Visibility};
use entity::id::{AchievementId, DemandId, OrganizationId};
use entity::{achievement, demand, organization};
use search_index::{Explanation, QueryTerms, ScorePart, SearchHit, SearchResponse};
use uuid::Uuid;

/// Characters of a passage.
const PASSAGE_CHARS: usize = 120;
/// A listing that changed within so long is shown as fresh.
const FRESH: TimeDelta = TimeDelta::days(30);

/// The listings of some ids that the viewer may see.
pub(super) struct Listings {
    achievements: Found<AchievementId, Kept<achievement::Model>>,
    demands: Found<DemandId, Kept<demand::Model>>,
    organizations: Found<OrganizationId, organization::Model>,
}

/// What a suggestion shows of a listing.
pub(super) struct Name<'a> {
    pub id: Uuid,
    pub kind: ListingKind,
    pub number: &'a str,
    pub title: &'a str,
}

impl Listings {
    /// # Errors
    /// The database fails.
    pub(super) async fn read(
        context: &Context,
        ids: impl Iterator<Item = (&str, search_index::ListingKind)>,
    ) -> Result<Self> {
        let (mut achievement_ids, mut demand_ids) = (Vec::new(), Vec::new());
        for (id, kind) in ids {
            let Ok(id) = Uuid::parse_str(id) else { continue };
            match kind {
                search_index::ListingKind::Achievement => achievement_ids.push(AchievementId(id)),
                search_index::ListingKind::Demand => demand_ids.push(DemandId(id)),
            }
        }
        let rows = &context.state.kept_rows;
        let (achievements, mut owners) = rows.achievements(context, achievement_ids).await?;
        let (demands, of_demands) = rows.demands(context, demand_ids).await?;
        owners.extend(of_demands);
        let organizations = rows.organizations(context, owners).await?;
        Ok(Self { achievements, demands, organizations })
    }

    /// How one of them is called; none when the viewer may not see it.
    pub(super) fn name(&self, id: &str, kind: search_index::ListingKind) -> Option<Name<'_>> {
        let id = Uuid::parse_str(id).ok()?;
        let (kind, number, title) = match kind {
            search_index::ListingKind::Achievement => {
                let row = &self.achievements.get(&AchievementId(id))?.row;
                (ListingKind::Achievement, &row.number, &row.title)
            }
            search_index::ListingKind::Demand => {
                let row = &self.demands.get(&DemandId(id))?.row;
                (ListingKind::Demand, &row.number, &row.title)
            }
        };
        Some(Name { id, kind, number, title })
    }

    fn owner(&self, id: OrganizationId) -> Option<&organization::Model> {
        self.organizations.get(&id).map(AsRef::as_ref)
    }

    fn organization(&self, id: OrganizationId) -> Option<OrganizationRef> {
        self.owner(id).map(OrganizationRef::from)
    }
}

/// # Errors
/// The database fails.
pub(super) async fn read(context: &Context, found: &SearchResponse) -> Result<Vec<SearchHitOut>> {
    let listings = Listings::read(context, found.hits.iter().map(|hit| (hit.id.as_str(), hit.kind))).await?;
    Ok(found.hits.iter().filter_map(|hit| one(context, hit, &found.terms, &listings)).collect())
}

fn one(context: &Context, hit: &SearchHit, terms: &QueryTerms, listings: &Listings) -> Option<SearchHitOut> {
    let id = Uuid::parse_str(&hit.id).ok()?;
    match hit.kind {
        search_index::ListingKind::Achievement => {
            achievement_hit(context, listings.achievements.get(&AchievementId(id))?, hit, terms, listings)
        }
        search_index::ListingKind::Demand => {
            demand_hit(context, listings.demands.get(&DemandId(id))?, hit, terms, listings)
        }
    }
}

fn achievement_hit(
    context: &Context,
    kept: &Kept<achievement::Model>,
    hit: &SearchHit,
    terms: &QueryTerms,
    listings: &Listings,
) -> Option<SearchHitOut> {
    let row = &kept.row;
    Some(SearchHitOut {
        id: row.id.0,
        kind: ListingKind::Achievement,
        number: row.number.clone(),
        title: segments(terms.mark(&kept.title)),
        passage: passage(terms, kept),
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
        confidential: row.visibility == Visibility::Confidential,
        signs: signs(context, row.updated_at, listings.owner(row.organization_id), completeness::of_achievement(row)),
        explanation: hit.explanation.as_ref().map(explained),
    })
}

fn demand_hit(
    context: &Context,
    kept: &Kept<demand::Model>,
    hit: &SearchHit,
    terms: &QueryTerms,
    listings: &Listings,
) -> Option<SearchHitOut> {
    let row = &kept.row;
    let named = demands::view::sees_name(context, row);
    Some(SearchHitOut {
        id: row.id.0,
        kind: ListingKind::Demand,
        number: row.number.clone(),
        title: segments(terms.mark(&kept.title)),
        passage: passage(terms, kept),
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
        confidential: row.visibility == Visibility::Confidential,
        signs: signs(context, row.updated_at, listings.owner(row.organization_id), completeness::of_demand(row)),
        explanation: hit.explanation.as_ref().map(explained),
    })
}

/// What counts a little in the order. An anonymous company's verification is shown: it names nobody.
fn signs(context: &Context, updated_at: DateTime<Utc>, owner: Option<&organization::Model>, share: u8) -> SignsOut {
    SignsOut {
        fresh: context.now() - updated_at < FRESH,
        verified: owner.is_some_and(|owner| owner.verification == Verification::Verified),
        complete: share >= completeness::COMPLETE,
    }
}

/// The best passage; without words the summary.
fn passage<M>(terms: &QueryTerms, kept: &Kept<M>) -> Vec<SegmentOut> {
    let shown = if terms.is_empty() { &kept.summary } else { &kept.text };
    segments(terms.passage(shown, PASSAGE_CHARS))
}

fn segments(segments: Vec<search_index::Segment>) -> Vec<SegmentOut> {
    segments.into_iter().map(|segment| SegmentOut { text: segment.text, marked: segment.marked }).collect()
}

/// The parts of a score in words.
fn explained(explanation: &Explanation) -> Vec<ScorePartOut> {
    let part = |(part, value): &(ScorePart, f32)| ScorePartOut { label: label(part), value: *value };
    explanation.parts.iter().map(part).collect()
}

fn label(part: &ScorePart) -> String {
    match part {
        ScorePart::Word(word) => format!("词“{word}”"),
        ScorePart::Pieces => "字面片段".to_owned(),
        ScorePart::Phrase(phrase) => format!("整段“{phrase}”"),
        ScorePart::Whole => "含有全部词语".to_owned(),
        ScorePart::Most => "含有较多词语".to_owned(),
        ScorePart::Number => "编号".to_owned(),
        ScorePart::Freshness => "更新时间".to_owned(),
        ScorePart::Verification => "单位认证".to_owned(),
        ScorePart::Completeness => "资料完整".to_owned(),
    }
}
