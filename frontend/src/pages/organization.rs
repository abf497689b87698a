//! `/organizations/{id}`: a university, institute, company or service with what it has published.

use askama::Template;
use serde_json::json;

use crate::head::{Head, breadcrumb_list};
use crate::layout::Layout;
use crate::view::{Fact, Link, ListingCard, Paging, Source};

#[derive(Clone, Debug, Default, Template)]
#[template(path = "page/organization.html")]
pub struct OrganizationPage {
    pub layout: Layout,
    pub id: String,
    pub name: String,
    /// Such as "高等院校".
    pub kind: String,
    pub region: String,
    pub summary: String,
    pub verified: bool,
    pub verification: String,
    pub demonstration: bool,
    pub breadcrumbs: Vec<Link>,
    pub facts: Vec<Fact>,
    pub achievements: ListingBlock,
    pub demands: ListingBlock,
    pub source: Option<Source>,
}

/// The newest listings of one kind and the way to all of them, or a page of all.
#[derive(Clone, Debug, Default)]
pub struct ListingBlock {
    /// False where only the other kind was asked for.
    pub shown: bool,
    pub total: u64,
    pub listings: Vec<ListingCard>,
    pub paging: Paging,
    /// Empty on the pages that list all.
    pub all_href: String,
}

impl OrganizationPage {
    pub fn head(&self) -> Head {
        let path = format!("/organizations/{}", self.id);
        let fallback = format!("{}（{}，{}）发布的科技成果与技术需求。", self.name, self.kind, self.region);
        let description = if self.summary.is_empty() { &fallback } else { &self.summary };
        let organization = json!({
            "@context": "https://schema.org",
            "@type": "Organization",
            "name": self.name,
            "description": description,
            "address": {"@type": "PostalAddress", "addressRegion": self.region, "addressCountry": "CN"},
            "url": self.layout.absolute(&path),
        });
        Head::new(&self.layout, &path, &self.name, description)
            .json_ld(&[organization, breadcrumb_list(&self.layout, &self.breadcrumbs)])
    }
}
