//! `/achievements/{number}`

use super::labels;
use super::layout::Visitor;
use super::listing;
use super::similar::{self, Abstract};
use crate::achievements::dto::AchievementOut;
use crate::achievements::{store, view};
use crate::error::Result;
use crate::http::Path;
use axum::response::Response;
use entity::value;
use frontend::pages::AchievementPage;
use frontend::pages::achievement::{AchievementIndicator, IpRight};
use frontend::pages::listing::TrlScale;
use frontend::view::{Fact, TextSection};

pub async fn show(visitor: Visitor, Path(number): Path<String>) -> Result<Response> {
    let context = &visitor.context;
    let row = store::get_by_number(context.database(), &context.viewer, &number).await?;
    let achievement = view::out(context, row).await?;
    let page = page(&visitor, achievement).await?;
    visitor.answer(&page)
}

async fn page(visitor: &Visitor, out: AchievementOut) -> Result<AchievementPage> {
    let own = Abstract {
        kind: search_index::ListingKind::Achievement,
        id: out.id.0,
        title: &out.title,
        summary: &out.summary,
        keywords: &out.keywords,
    };
    let similar = similar::to(visitor, &own).await?;
    let path = format!("/achievements/{}", out.number);
    Ok(AchievementPage {
        layout: visitor.layout.clone(),
        similar: similar.achievements,
        matching: similar.demands,
        owner: listing::owner_card(visitor, &out.organization).await?,
        keywords: listing::keywords(&out.keywords),
        breadcrumbs: listing::breadcrumbs(("成果", "/search?kind=achievement"), &out.field, &out.title, &path),
        state: labels::of("listing_state", out.state.as_str()),
        demonstration: out.is_demo,
        abstract_notice: listing::abstract_notice(out.abstract_only),
        trl: scale(&out),
        facts: facts(&out),
        modes: out.modes.iter().map(|mode| labels::of("transfer_mode", mode.as_str())).collect(),
        price: labels::price(&out.price),
        contact_href: visitor.workbench_href(&format!("/app/achievements/{}?dialog=request", out.id)),
        published: listing::published(out.published_at),
        published_iso: out.published_at.map(labels::day).unwrap_or_default(),
        confirmed_on: out.confirmed_at.map(labels::day),
        source: listing::source(out.source.clone()),
        indicators: out.indicators.iter().cloned().map(indicator).collect(),
        ip_rights: out.ip_rights.iter().cloned().map(ip_right).collect(),
        price_note: listing::not_empty(out.price_note.clone()),
        number: out.number.clone(),
        title: out.title.clone(),
        summary: out.summary.clone(),
        sections: sections(out),
    })
}

fn sections(out: AchievementOut) -> Vec<TextSection> {
    vec![
        listing::section("解决的问题", out.problem),
        listing::section("优势", out.advantage),
        listing::section("应用场景", out.application),
        listing::section("详细说明", out.description),
        listing::section("还缺什么", out.next_steps),
    ]
}

fn scale(out: &AchievementOut) -> Option<TrlScale> {
    listing::scale(out.trl).map(|scale| TrlScale {
        evidence: listing::not_empty(out.trl_evidence.clone()),
        rated_by: listing::not_empty(out.trl_rated_by.clone()),
        rated_on: out.trl_rated_on.map(|day| day.to_string()),
        ..scale
    })
}

fn facts(out: &AchievementOut) -> Vec<Fact> {
    let mut facts = listing::classification(&out.field, &out.industry, &out.chain);
    let more = [
        listing::fact("体现形式", out.form.map(|form| labels::of("result_form", form.as_str()))),
        listing::fact("成果属性", out.novelty.map(|novelty| labels::of("novelty", novelty.as_str()))),
        listing::fact("成果水平", out.level.map(|level| labels::of("level", level.as_str()))),
        listing::fact("成果来源", out.origin.map(|origin| labels::of("origin", origin.as_str()))),
        listing::place(&out.region, &out.functional_zone),
        listing::fact("完成人", Some(out.contributors.join("、"))),
    ];
    facts.extend(more.into_iter().flatten());
    facts
}

fn indicator(row: value::Indicator) -> AchievementIndicator {
    AchievementIndicator {
        name: row.name,
        value: row.value,
        unit: row.unit,
        compared_with: row.comparison,
        condition: row.condition,
    }
}

fn ip_right(row: value::IpRight) -> IpRight {
    let kind = labels::of("ip_kind", row.kind.as_str());
    IpRight {
        name: row.title.unwrap_or_else(|| kind.clone()),
        kind,
        number: row.number.unwrap_or_default(),
        status: labels::of("ip_status", row.status.as_str()),
        fee_due_on: row.fee_due_on.map(|day| day.to_string()).unwrap_or_default(),
    }
}
