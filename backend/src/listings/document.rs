//! How a listing looks to the index. Of a confidential one only the abstract is indexed, of an anonymous demand never the
//! company's name: what nobody may read cannot be found, counted or suggested.

use crate::listings::completeness;
use entity::enums::{GrantKind, ListingState, PublishMode, Verification, Visibility};
use entity::{achievement, demand, listing_grant, organization};
use search_index::{Audience, ListingDocument, ListingKind};

/// The document of an achievement; none while it is not on the market.
#[must_use]
pub fn of_achievement(
    row: &achievement::Model,
    owner: &organization::Model,
    grants: &[listing_grant::Model],
) -> Option<ListingDocument> {
    let published_at = published(row.state, row.published_at)?;
    let (allowed_organizations, excluded_organizations) = organizations(grants, owner);
    Some(ListingDocument {
        id: row.id.to_string(),
        kind: ListingKind::Achievement,
        number: row.number.clone(),
        title: row.title.clone(),
        summary: row.summary.clone(),
        keywords: row.keywords.0.clone(),
        body: if row.visibility == Visibility::Confidential { String::new() } else { achievement_body(row) },
        organization: owner.name.clone(),
        field: row.field.clone(),
        industry: row.industry.clone(),
        region: row.region.clone(),
        trl: row.trl.and_then(|level| u8::try_from(level).ok()),
        modes: row.modes.0.iter().map(ToString::to_string).collect(),
        price_low_fen: row.price_low_fen,
        price_high_fen: row.price_high_fen,
        audience: audience(row.visibility, false),
        allowed_organizations,
        excluded_organizations,
        published_at,
        updated_at: row.updated_at.timestamp(),
        verified: owner.verification == Verification::Verified,
        completeness: completeness::of_achievement(row),
    })
}

/// The document of a demand; none while it is not on the market.
#[must_use]
pub fn of_demand(
    row: &demand::Model,
    owner: &organization::Model,
    grants: &[listing_grant::Model],
) -> Option<ListingDocument> {
    let published_at = published(row.state, row.published_at)?;
    let (allowed_organizations, excluded_organizations) = organizations(grants, owner);
    Some(ListingDocument {
        id: row.id.to_string(),
        kind: ListingKind::Demand,
        number: row.number.clone(),
        title: row.title.clone(),
        summary: row.summary.clone(),
        keywords: row.keywords.0.clone(),
        body: if row.visibility == Visibility::Confidential { String::new() } else { demand_body(row) },
        organization: if crate::demands::fields::shows_name(row) { owner.name.clone() } else { String::new() },
        field: row.field.clone(),
        industry: row.industry.clone(),
        region: row.region.clone(),
        trl: row.trl_min.and_then(|level| u8::try_from(level).ok()),
        modes: row.modes.0.iter().map(ToString::to_string).collect(),
        price_low_fen: row.budget_low_fen,
        price_high_fen: row.budget_high_fen,
        audience: audience(row.visibility, row.publish_mode == PublishMode::Invited),
        allowed_organizations,
        excluded_organizations,
        published_at,
        updated_at: row.updated_at.timestamp(),
        verified: owner.verification == Verification::Verified,
        completeness: completeness::of_demand(row),
    })
}

fn published(state: ListingState, at: Option<chrono::DateTime<chrono::Utc>>) -> Option<i64> {
    if state.is_live() { at.map(|at| at.timestamp()) } else { None }
}

fn audience(visibility: Visibility, invited_only: bool) -> Audience {
    match visibility {
        _ if invited_only => Audience::Nobody,
        Visibility::Public => Audience::Public,
        Visibility::SignedIn => Audience::SignedIn,
        Visibility::Verified | Visibility::Confidential => Audience::Verified,
    }
}

/// Those who always see it (owner, invited, under an agreement) and those who never do.
fn organizations(grants: &[listing_grant::Model], owner: &organization::Model) -> (Vec<String>, Vec<String>) {
    let ids = |excluded: bool| {
        let of_kind = grants.iter().filter(move |grant| (grant.grant == GrantKind::Excluded) == excluded);
        of_kind.map(|grant| grant.organization_id.to_string())
    };
    (std::iter::once(owner.id.to_string()).chain(ids(false)).collect(), ids(true).collect())
}

/// All the text of an achievement below its abstract, in the order in which a page shows it.
#[must_use]
pub fn achievement_body(row: &achievement::Model) -> String {
    let indicators = row.indicators.0.iter().map(|indicator| {
        [&indicator.name, &indicator.value, &indicator.unit, &indicator.condition].map(String::as_str).join(" ")
    });
    let rights = row.ip_rights.0.iter().flat_map(|right| [right.title.clone(), right.number.clone()]).flatten();
    [&row.application, &row.problem, &row.advantage, &row.description]
        .into_iter()
        .cloned()
        .chain(indicators)
        .chain(rights)
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// All the text of a demand below its abstract.
#[must_use]
pub fn demand_body(row: &demand::Model) -> String {
    let indicators =
        row.indicators.0.iter().map(|target| [&target.name, &target.value, &target.unit].map(String::as_str).join(" "));
    let elements = &row.elements;
    let elements = [&elements.product, &elements.application, &elements.material, &elements.method, &elements.effect];
    [&row.problem, &row.key_technology, &row.target, &row.conditions]
        .into_iter()
        .cloned()
        .chain(elements.into_iter().map(|words| words.join(" ")))
        .chain(indicators)
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}
