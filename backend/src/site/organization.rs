//! `/organizations/{id}`: the newest of both kinds, or all of one kind (`?kind=achievement&page=2`).

use super::address::Address;
use super::layout::Visitor;
use super::{cards, labels, listing, store};
use crate::error::{Error, Result};
use crate::http::{Path, Query};
use crate::organizations::dto::OrganizationOut;
use crate::organizations::service;
use axum::response::Response;
use entity::enums::{ListingKind, Verification};
use entity::id::OrganizationId;
use frontend::pages::OrganizationPage;
use frontend::pages::organization::ListingBlock;
use frontend::view::{Fact, Link, Paging};
use serde::Deserialize;

/// Listings of each kind where both are shown.
const NEWEST: u64 = 5;
const ROWS_OF_A_PAGE: u64 = 20;
/// Pages of one organisation that can be reached.
const PAGES_MAX: u64 = 1_000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct OrganizationQuery {
    kind: Option<ListingKind>,
    page: Option<u64>,
}

impl OrganizationQuery {
    fn shows(&self, kind: ListingKind) -> bool {
        self.kind.is_none_or(|chosen| chosen == kind)
    }

    fn page(&self) -> u64 {
        self.page.unwrap_or(1).clamp(1, PAGES_MAX)
    }

    /// Offset and limit of the rows to show.
    fn window(&self) -> (u64, u64) {
        if self.kind.is_some() { ((self.page() - 1) * ROWS_OF_A_PAGE, ROWS_OF_A_PAGE) } else { (0, NEWEST) }
    }
}

pub async fn show(
    visitor: Visitor,
    Path(id): Path<OrganizationId>,
    Query(query): Query<OrganizationQuery>,
) -> Result<Response> {
    let organization = service::get(&visitor.context, id).await?;
    let counts = store::counts_of(&visitor.context, id).await?;
    let mut page = page(&visitor, organization);
    if query.shows(ListingKind::Achievement) {
        page.achievements = block(&query, id, ListingKind::Achievement, counts.achievements);
        let found = store::page_of_achievements(&visitor.context, id, query.window()).await?;
        page.achievements.listings = cards::of_achievements(&visitor.context, found).await?;
    }
    if query.shows(ListingKind::Demand) {
        page.demands = block(&query, id, ListingKind::Demand, counts.demands);
        let found = store::page_of_demands(&visitor.context, id, query.window()).await?;
        page.demands.listings = cards::of_demands(&visitor.context, found).await?;
    }
    if query.page() > 1 && page.achievements.listings.is_empty() && page.demands.listings.is_empty() {
        return Err(Error::NotFound("个页面"));
    }
    visitor.answer(&page)
}

fn page(visitor: &Visitor, out: OrganizationOut) -> OrganizationPage {
    let path = format!("/organizations/{}", out.id);
    OrganizationPage {
        layout: visitor.layout.clone(),
        id: out.id.to_string(),
        kind: labels::of("organization_kind", out.kind.as_str()),
        region: out.region_label.clone(),
        verified: out.verification == Verification::Verified,
        verification: labels::of("verification", out.verification.as_str()),
        demonstration: out.is_demo,
        breadcrumbs: vec![Link::new("首页", "/"), Link::new(out.name.as_str(), path)],
        facts: facts(&out),
        source: listing::source(out.source),
        summary: out.introduction,
        name: out.name,
        achievements: ListingBlock::default(),
        demands: ListingBlock::default(),
    }
}

fn facts(out: &OrganizationOut) -> Vec<Fact> {
    // Only people type websites, and `checked` lets no other scheme in.
    let website = listing::fact("网站", Some(out.website.clone()));
    let website = website.map(|fact| Fact { href: Some(out.website.clone()), ..fact });
    let facts = [
        listing::fact("统一社会信用代码", out.credit_code.clone()),
        listing::fact("简称", Some(out.short_name.clone())),
        listing::fact("地区", Some(out.region_label.clone())),
        listing::fact("功能区", Some(out.functional_zone.clone())),
        listing::fact("地址", Some(out.address.clone())),
        website,
        listing::fact("资质", Some(out.qualifications.join("、"))),
    ];
    facts.into_iter().flatten().collect()
}

fn block(query: &OrganizationQuery, id: OrganizationId, kind: ListingKind, total: u64) -> ListingBlock {
    let all = Address::new(format!("/organizations/{id}")).with("kind", kind.as_str());
    let pages = if query.kind.is_some() { total.div_ceil(ROWS_OF_A_PAGE).min(PAGES_MAX) } else { 1 };
    ListingBlock {
        shown: true,
        total,
        listings: Vec::new(),
        paging: Paging::new(query.page(), pages, |page| all.clone().page(page).href()),
        all_href: if query.kind.is_some() { String::new() } else { all.href() },
    }
}
