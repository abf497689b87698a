//! What the pages of an achievement and of a demand share: owner, classification and source.

use super::layout::Visitor;
use super::{cards, labels, store};
use crate::error::{Error, Result};
use crate::organizations;
use crate::organizations::dto::OrganizationRef;
use chrono::{DateTime, Utc};
use entity::enums::{Verification, Visibility};
use entity::id::OrganizationId;
use frontend::pages::listing::{AbstractNotice, OwnerCard, TrlScale};
use frontend::view::{Fact, Link, Source, TextSection};

/// # Errors
/// The organisation is gone; the database fails.
pub async fn owner_card(visitor: &Visitor, owner: &OrganizationRef) -> Result<OwnerCard> {
    let mut found = organizations::store::by_ids(visitor.context.database(), [owner.id]).await?;
    let row = found.remove(&owner.id).ok_or(Error::NotFound("家单位"))?;
    Ok(OwnerCard {
        href: cards::organization_href(owner),
        kind: labels::of("organization_kind", row.kind.as_str()),
        region: labels::place(&row.region),
        verified: row.verification == Verification::Verified,
        verification: labels::of("verification", row.verification.as_str()),
        links: owner_links(visitor, owner.id).await?,
        name: row.name,
    })
}

async fn owner_links(visitor: &Visitor, id: OrganizationId) -> Result<Vec<Link>> {
    let counts = store::counts_of(&visitor.context, id).await?;
    let link = |label: &str, kind: &str, count: u64| {
        (count > 0).then(|| Link::new(format!("{label} {count} 项"), format!("/organizations/{id}?kind={kind}")))
    };
    let links = [link("成果", "achievement", counts.achievements), link("需求", "demand", counts.demands)];
    Ok(links.into_iter().flatten().collect())
}

/// Says why only the abstract is there, and what to do.
pub fn abstract_notice(abstract_only: bool) -> Option<AbstractNotice> {
    abstract_only.then(|| AbstractNotice {
        visibility: labels::of("visibility", Visibility::Confidential.as_str()),
        explanation: "请求引荐并由双方签署保密协议后，可查看详细内容。".to_owned(),
    })
}

pub fn scale(level: Option<i16>) -> Option<TrlScale> {
    let level = level?;
    Some(TrlScale { level: u8::try_from(level).ok()?, stage: labels::stage(level)?, ..TrlScale::default() })
}

pub fn section(heading: &str, body: String) -> TextSection {
    TextSection { heading: heading.to_owned(), body }
}

pub fn keywords(words: &[String]) -> Vec<Link> {
    let href = |word: &String| super::address::Address::new("/search").with("q", word.as_str()).href();
    words.iter().map(|word| Link::new(word.as_str(), href(word))).collect()
}

/// Where the listing stands, as rows of facts that lead on.
pub fn classification(field: &str, industry: &str, chain: &str) -> Vec<Fact> {
    let linked = |label: &str, value: String, href: String| Fact { href: Some(href), ..Fact::new(label, value) };
    let mut facts = Vec::new();
    if !field.is_empty() {
        facts.push(linked("技术领域", labels::field(field), format!("/fields/{field}")));
    }
    if !industry.is_empty() {
        facts.push(linked("应用行业", labels::industry(industry), format!("/industries/{industry}")));
    }
    if !chain.is_empty() {
        facts.push(Fact::new("产业链", labels::of("chain", chain)));
    }
    facts
}

/// A fact, unless nothing is known.
pub fn fact(label: &str, value: Option<String>) -> Option<Fact> {
    value.filter(|value| !value.is_empty()).map(|value| Fact::new(label, value))
}

pub fn place(region: &str, zone: &str) -> Option<Fact> {
    let parts = [labels::place(region), zone.to_owned()];
    let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    fact("地区", Some(text))
}

/// From the home page over list and field to the page itself.
pub fn breadcrumbs(kind: (&str, &str), field: &str, title: &str, path: &str) -> Vec<Link> {
    let mut crumbs = vec![Link::new("首页", "/"), Link::new(kind.0, kind.1)];
    if !field.is_empty() {
        crumbs.push(Link::new(labels::field(field), format!("/fields/{field}")));
    }
    crumbs.push(Link::new(title, path));
    crumbs
}

pub fn source(source: Option<String>) -> Option<Source> {
    // The name of the document file is for those who keep the data; people read what it reports.
    let label = |source: String| source.split_once(".txt：").map_or(source.clone(), |(_, report)| report.to_owned());
    source.map(|source| Source { label: label(source), href: None })
}

/// "发布于 2026-11-18", or that it is not out yet: the owner sees the page before the others do.
pub fn published(at: Option<DateTime<Utc>>) -> String {
    at.map_or_else(|| "尚未发布".to_owned(), |at| format!("发布于 {}", labels::day(at)))
}

pub fn not_empty(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
