//! What crawlers read. The sitemaps list what the anonymous may see, whoever asks, in parts of equal size.

use super::labels;
use super::layout::Visitor;
use super::store::{self, PublicKind};
use crate::error::{Error, Result};
use crate::http::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use frontend::Template;
use frontend::pages::sitemap::SitemapEntry;
use frontend::pages::{RobotsText, Sitemap, SitemapIndex};

const ENTRIES_OF_A_PART: u64 = 1_000;
const ROBOTS_SECONDS: &str = "public, max-age=3600";

/// Name in the address of a part, and the folder of the pages it lists.
const KINDS: [(&str, PublicKind); 3] = [
    ("achievements", PublicKind::Achievements),
    ("demands", PublicKind::Demands),
    ("organizations", PublicKind::Organizations),
];

/// The part of pages that are no records.
const PAGES_PART: &str = "pages.xml";
const PAGES: [&str; 5] = ["/", "/fields", "/industries", "/statistics", "/about"];

pub async fn robots(visitor: Visitor) -> Result<Response> {
    let page = RobotsText { layout: visitor.layout, sitemap_path: "/sitemap.xml".to_owned() };
    answer(&page, "text/plain; charset=utf-8")
}

pub async fn index(visitor: Visitor) -> Result<Response> {
    let mut parts = vec![entry(format!("/sitemaps/{PAGES_PART}"))];
    for (name, kind) in KINDS {
        let number = store::count_public(visitor.context.database(), kind).await?.div_ceil(ENTRIES_OF_A_PART);
        parts.extend((1..=number).map(|part| entry(format!("/sitemaps/{name}-{part}.xml"))));
    }
    answer(&SitemapIndex { layout: visitor.layout, parts }, "application/xml; charset=utf-8")
}

pub async fn part(visitor: Visitor, Path(part): Path<String>) -> Result<Response> {
    let entries = match named(&part) {
        _ if part == PAGES_PART => pages(),
        Some((name, kind, number)) => records(&visitor, name, kind, number).await?,
        None => return Err(Error::NotFound("个文件")),
    };
    answer(&Sitemap { layout: visitor.layout, entries }, "application/xml; charset=utf-8")
}

/// "demands-2.xml"
fn named(part: &str) -> Option<(&'static str, PublicKind, u64)> {
    let (name, number) = part.strip_suffix(".xml")?.rsplit_once('-')?;
    let (name, kind) = KINDS.into_iter().find(|(known, _)| *known == name)?;
    let number = number.parse().ok().filter(|number| (1..1_000_000).contains(number))?;
    Some((name, kind, number))
}

async fn records(visitor: &Visitor, name: &str, kind: PublicKind, number: u64) -> Result<Vec<SitemapEntry>> {
    let window = ((number - 1) * ENTRIES_OF_A_PART, ENTRIES_OF_A_PART);
    let rows = store::public_page(visitor.context.database(), kind, window).await?;
    if rows.is_empty() {
        return Err(Error::NotFound("个文件"));
    }
    let entry = |(last, at)| SitemapEntry { path: format!("/{name}/{last}"), modified: Some(labels::day(at)) };
    Ok(rows.into_iter().map(entry).collect())
}

fn pages() -> Vec<SitemapEntry> {
    let fields = seeds::reference().fields.iter().map(|field| format!("/fields/{}", field.code));
    PAGES.into_iter().map(str::to_owned).chain(fields).map(entry).collect()
}

fn entry(path: String) -> SitemapEntry {
    SitemapEntry { path, modified: None }
}

fn answer(page: &impl Template, content_type: &'static str) -> Result<Response> {
    let text = page.render().map_err(anyhow::Error::from)?;
    Ok(([(header::CONTENT_TYPE, content_type), (header::CACHE_CONTROL, ROBOTS_SECONDS)], text).into_response())
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn only_known_parts_have_a_name() {
        assert!(named("demands-2.xml").is_some_and(|(name, _, number)| (name, number) == ("demands", 2)));
        for part in ["people-1.xml", "demands-0.xml", "demands.xml", "demands-1", "demands--1.xml"] {
            assert!(named(part).is_none(), "{part}");
        }
    }
}
