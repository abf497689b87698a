//! Listings as the cards of every list.

use super::labels;
use crate::achievements::dto::AchievementRow;
use crate::demands::dto::DemandRow;
use crate::organizations::dto::OrganizationRef;
use crate::search::dto::{SearchHitOut, SegmentOut};
use chrono::{DateTime, Utc};
use entity::enums::Visibility;
use frontend::view::{Link, ListingCard, ListingKind, Segment};

pub fn of_achievement(row: AchievementRow) -> ListingCard {
    ListingCard {
        kind: ListingKind::Achievement,
        href: format!("/achievements/{}", row.number),
        title: Segment::plain(row.title),
        passage: Segment::plain(row.summary),
        organization: Some(organization(&row.organization)),
        field: labels::field(&row.field),
        stage: row.trl.and_then(reached),
        price: labels::price(&row.price),
        region: labels::place(&row.region),
        date: day(row.published_at),
        demonstration: row.is_demo,
        confidential: row.visibility == Visibility::Confidential,
        number: row.number,
    }
}

pub fn of_demand(row: DemandRow) -> ListingCard {
    ListingCard {
        kind: ListingKind::Demand,
        href: format!("/demands/{}", row.number),
        title: Segment::plain(row.title),
        passage: Segment::plain(row.summary),
        organization: row.organization.as_ref().map(organization),
        field: labels::field(&row.field),
        stage: row.trl_min.map(at_least),
        price: labels::price(&row.budget),
        region: labels::place(&row.region),
        date: day(row.published_at),
        demonstration: row.is_demo,
        confidential: row.visibility == Visibility::Confidential,
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
        confidential: false,
        number: hit.number,
    }
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
