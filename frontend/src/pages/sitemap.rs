//! What crawlers read: the sitemap index, its parts and robots.txt.

use askama::Template;

use crate::layout::Layout;

/// The protocol allows this many addresses in one sitemap.
pub const SITEMAP_ENTRIES_MAX: usize = 50_000;

#[derive(Clone, Debug, Default)]
pub struct SitemapEntry {
    /// Path on this site, already percent-encoded.
    pub path: String,
    /// ISO date of the last change.
    pub modified: Option<String>,
}

#[derive(Clone, Debug, Default, Template)]
#[template(path = "sitemap_index.xml")]
pub struct SitemapIndex {
    pub layout: Layout,
    pub parts: Vec<SitemapEntry>,
}

#[derive(Clone, Debug, Default, Template)]
#[template(path = "sitemap.xml")]
pub struct Sitemap {
    pub layout: Layout,
    pub entries: Vec<SitemapEntry>,
}

#[derive(Clone, Debug, Default, Template)]
#[template(path = "robots.txt")]
pub struct RobotsText {
    pub layout: Layout,
    /// Path of the sitemap index, such as "/sitemap.xml".
    pub sitemap_path: String,
}
