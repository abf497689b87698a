//! `/demands/{number}`. An anonymous one shows region and industry in place of the company.

use super::labels;
use super::layout::Visitor;
use super::listing;
use super::similar::{self, Abstract};
use crate::demands::dto::DemandOut;
use crate::demands::{store, view};
use crate::error::Result;
use crate::http::Path;
use axum::response::Response;
use entity::enums::Urgency;
use entity::value::{Elements, Target};
use frontend::pages::DemandPage;
use frontend::pages::demand::DemandIndicator;
use frontend::view::{Fact, TextSection};

pub async fn show(visitor: Visitor, Path(number): Path<String>) -> Result<Response> {
    let context = &visitor.context;
    let row = store::get_by_number(context.database(), &context.viewer, &number).await?;
    let demand = view::out(context, row).await?;
    let page = page(&visitor, demand).await?;
    visitor.answer(&page)
}

async fn page(visitor: &Visitor, out: DemandOut) -> Result<DemandPage> {
    let own = Abstract {
        kind: search_index::ListingKind::Demand,
        id: out.id.0,
        title: &out.title,
        summary: &out.summary,
        keywords: &out.keywords,
    };
    let similar = similar::to(visitor, &own).await?;
    let path = format!("/demands/{}", out.number);
    let owner = match &out.organization {
        Some(organization) => Some(listing::owner_card(visitor, organization).await?),
        None => None,
    };
    Ok(DemandPage {
        layout: visitor.layout.clone(),
        similar: similar.demands,
        matching: similar.achievements,
        owner,
        anonymous_label: anonymous_label(&out),
        keywords: listing::keywords(&out.keywords),
        breadcrumbs: listing::breadcrumbs(("需求", "/search?kind=demand"), &out.field, &out.title, &path),
        state: labels::of("listing_state", out.state.as_str()),
        demonstration: out.is_demo,
        abstract_notice: listing::abstract_notice(out.abstract_only),
        minimum_trl: listing::scale(out.trl_min),
        facts: facts(&out),
        modes: out.modes.iter().map(|mode| labels::of("transfer_mode", mode.as_str())).collect(),
        budget: labels::price(&out.budget),
        budget_note: budget_note(&out),
        deadline: out.ends_on.map(|day| format!("{day} 前")),
        contact_href: visitor.workbench_href(&format!("/app/demands/{}?dialog=request", out.id)),
        published: listing::published(out.published_at),
        published_iso: out.published_at.map(labels::day).unwrap_or_default(),
        confirmed_on: out.confirmed_at.map(labels::day),
        source: listing::source(out.source.clone()),
        indicators: out.indicators.iter().cloned().map(indicator).collect(),
        number: out.number.clone(),
        title: out.title.clone(),
        summary: out.summary.clone(),
        sections: sections(out),
    })
}

fn sections(out: DemandOut) -> Vec<TextSection> {
    vec![
        listing::section("主要问题", out.problem),
        listing::section("技术关键", out.key_technology),
        listing::section("预期目标", out.target),
        listing::section("已尝试的方案", out.tried),
        listing::section("现有条件", out.conditions),
        listing::section("希望的合作方", out.wanted_partners),
    ]
}

/// "匿名发布 · 大连市甘井子区 · 通用设备制造业"
fn anonymous_label(out: &DemandOut) -> String {
    let industry = seeds::industry_label(&out.industry).unwrap_or_default();
    let parts = ["匿名发布".to_owned(), labels::place(&out.region), industry.to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn budget_note(out: &DemandOut) -> Option<String> {
    let equipment = out.includes_equipment.then(|| "含设备购置".to_owned());
    let source = listing::not_empty(out.funding_source.clone()).map(|source| format!("资金来源：{source}"));
    let parts: Vec<String> = [equipment, source].into_iter().flatten().collect();
    listing::not_empty(parts.join("；"))
}

fn facts(out: &DemandOut) -> Vec<Fact> {
    let kind = out.kind.map(|kind| labels::of("demand_kind", kind.as_str()));
    let urgent = (out.urgency == Urgency::Urgent).then(|| labels::of("urgency", out.urgency.as_str()));
    let mut facts: Vec<Fact> = listing::fact("需求类型", kind).into_iter().collect();
    facts.extend(listing::fact("紧急程度", urgent));
    facts.extend(listing::classification(&out.field, &out.industry, &out.chain));
    facts.extend(listing::place(&out.region, &out.functional_zone));
    facts.extend(elements(&out.elements));
    facts
}

/// 五要素
fn elements(elements: &Elements) -> impl Iterator<Item = Fact> {
    let named = [
        ("材料", &elements.material),
        ("方法", &elements.method),
        ("效果", &elements.effect),
        ("产品", &elements.product),
        ("用途", &elements.application),
    ];
    named.into_iter().filter_map(|(label, words)| listing::fact(label, Some(words.join("、"))))
}

fn indicator(row: Target) -> DemandIndicator {
    DemandIndicator {
        name: row.name,
        present: row.current,
        target: row.value,
        unit: row.unit,
        acceptance: row.acceptance,
    }
}
