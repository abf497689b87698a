//! Listings as the cards of every list. A card shows less than a row of the API, so it asks for less.

use super::labels;
use crate::context::Context;
use crate::demands::view::sees_name;
use crate::error::Result;
use crate::organizations::dto::OrganizationRef;
use crate::search::dto::{ScorePartOut, SearchHitOut, SegmentOut, SignsOut};
use crate::{achievements, demands, organizations};
use chrono::{DateTime, Utc};
use entity::enums::Visibility;
use entity::id::OrganizationId;
use entity::{achievement, demand, organization};
use frontend::view::{Fact, Link, ListingCard, ListingKind, Segment};
use std::collections::HashMap;

/// # Errors
/// The database fails.
pub async fn of_achievements(context: &Context, rows: Vec<achievement::Model>) -> Result<Vec<ListingCard>> {
    let owners = owners(context, rows.iter().map(|row| row.organization_id).collect()).await?;
    let card = |row: achievement::Model| {
        let owner = owners.get(&row.organization_id).map(OrganizationRef::from);
        of_achievement(row, owner.as_ref())
    };
    Ok(rows.into_iter().map(card).collect())
}

/// # Errors
/// The database fails.
pub async fn of_demands(context: &Context, rows: Vec<demand::Model>) -> Result<Vec<ListingCard>> {
    let owners = owners(context, rows.iter().map(|row| row.organization_id).collect()).await?;
    let card = |row: demand::Model| {
        let owner = owners.get(&row.organization_id).filter(|_| sees_name(context, &row)).map(OrganizationRef::from);
        of_demand(row, owner.as_ref())
    };
    Ok(rows.into_iter().map(card).collect())
}

async fn owners(context: &Context, ids: Vec<OrganizationId>) -> Result<HashMap<OrganizationId, organization::Model>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    organizations::store::by_ids(context.database(), ids).await
}

fn of_achievement(row: achievement::Model, owner: Option<&OrganizationRef>) -> ListingCard {
    ListingCard {
        kind: ListingKind::Achievement,
        href: format!("/achievements/{}", row.number),
        price: labels::price(&achievements::view::price(&row)),
        title: Segment::plain(row.title),
        passage: Segment::plain(row.summary),
        organization: owner.map(organization),
        field: labels::field(&row.field),
        stage: row.trl.and_then(reached),
        region: labels::place(&row.region),
        date: day(row.published_at),
        demonstration: row.is_demo,
        confidential: row.visibility == Visibility::Confidential,
        signs: Vec::new(),
        explanation: Vec::new(),
        number: row.number,
    }
}

fn of_demand(row: demand::Model, owner: Option<&OrganizationRef>) -> ListingCard {
    ListingCard {
        kind: ListingKind::Demand,
        href: format!("/demands/{}", row.number),
        price: labels::price(&demands::view::budget(&row)),
        title: Segment::plain(row.title),
        passage: Segment::plain(row.summary),
        organization: owner.map(organization),
        field: labels::field(&row.field),
        stage: row.trl_min.map(at_least),
        region: labels::place(&row.region),
        date: day(row.published_at),
        demonstration: row.is_demo,
        confidential: row.visibility == Visibility::Confidential,
        signs: Vec::new(),
        explanation: Vec::new(),
        number: row.number,
    }
}

pub fn of_hit(hit: SearchHitOut) -> ListingCard {
    let (kind, href, stage) = match hit.kind {
        entity::enums::ListingKind::Achievement => {
            (ListingKind::Achievement, format!("/achievements/{}", hit.number), hit.trl.and_then(reached))
        }
        entity::enums::ListingKind::Demand => {
            (ListingKind::Demand, format!("/demands/{}", hit.number), hit.trl.map(at_least))
        }
    };
    ListingCard {
        kind,
        href,
        stage,
        title: segments(hit.title),
        passage: segments(hit.passage),
        organization: hit.organization.as_ref().map(organization),
        field: labels::field(&hit.field),
        price: labels::price(&hit.price),
        region: labels::place(&hit.region),
        date: day(hit.published_at),
        demonstration: hit.is_demo,
        confidential: hit.confidential,
        signs: signs(hit.signs),
        explanation: hit.explanation.into_iter().flatten().map(explained).collect(),
        number: hit.number,
    }
}

fn signs(signs: SignsOut) -> Vec<&'static str> {
    let signs = [(signs.fresh, "近期更新"), (signs.verified, "单位已认证"), (signs.complete, "资料完整")];
    signs.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words).collect()
}

fn explained(part: ScorePartOut) -> Fact {
    Fact::new(part.label, format!("{:.3}", part.value))
}

/// "通过中试 · TRL 7"
fn reached(level: i16) -> Option<String> {
    labels::stage(level).map(|stage| format!("{stage} · TRL {level}"))
}

fn at_least(level: i16) -> String {
    format!("不低于 TRL {level}")
}

fn organization(organization: &OrganizationRef) -> Link {
    Link::new(organization.name.as_str(), organization_href(organization))
}

pub fn organization_href(organization: &OrganizationRef) -> String {
    format!("/organizations/{}", organization.id)
}

fn day(at: Option<DateTime<Utc>>) -> String {
    at.map(labels::day).unwrap_or_default()
}

fn segments(segments: Vec<SegmentOut>) -> Vec<Segment> {
    segments.into_iter().map(|segment| Segment { text: segment.text, marked: segment.marked }).collect()
}
