//! `/demands/{number}`: one demand. An anonymous one has no owner card and names region and industry only.

use askama::Template;
use serde_json::json;

use super::listing::{AbstractNotice, OwnerCard, TrlScale};
use crate::head::{Head, breadcrumb_list};
use crate::layout::Layout;
use crate::view::{Fact, Link, ListingCard, Source, TextSection};

#[derive(Clone, Debug, Default, Template)]
#[template(path = "page/demand.html")]
pub struct DemandPage {
    pub layout: Layout,
    pub number: String,
    pub title: String,
    pub summary: String,
    pub keywords: Vec<Link>,
    pub breadcrumbs: Vec<Link>,
    pub state: String,
    pub demonstration: bool,
    pub abstract_notice: Option<AbstractNotice>,
    /// 主要问题, 技术关键, 预期目标, 已尝试的方案, 现有条件 …
    pub sections: Vec<TextSection>,
    pub indicators: Vec<DemandIndicator>,
    /// The lowest readiness that is accepted.
    pub minimum_trl: Option<TrlScale>,
    /// 需求类型, 技术领域, 应用行业, 地区, 五要素 …
    pub facts: Vec<Fact>,
    pub modes: Vec<String>,
    pub budget: String,
    pub budget_note: Option<String>,
    /// Time limit as it is to be read.
    pub deadline: Option<String>,
    /// `None` for an anonymous demand.
    pub owner: Option<OwnerCard>,
    /// What stands instead of the owner: "匿名发布 · 大连市 · 通用设备制造业".
    pub anonymous_label: String,
    pub contact_href: String,
    pub similar: Vec<ListingCard>,
    /// Achievements that may answer it.
    pub matching: Vec<ListingCard>,
    pub source: Option<Source>,
    /// "发布于 2026-05-12", or that it is not out yet.
    pub published: String,
    pub published_iso: String,
    pub confirmed_on: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct DemandIndicator {
    pub name: String,
    pub present: String,
    pub target: String,
    pub unit: String,
    /// How the target is accepted.
    pub acceptance: String,
}

impl DemandIndicator {
    /// Whether the present state is a value that has a unit, and not a dash or a word.
    fn present_is_measured(&self) -> bool {
        self.present.chars().any(|character| character.is_ascii_digit())
    }
}

impl DemandPage {
    fn path(&self) -> String {
        format!("/demands/{}", self.number)
    }

    pub fn head(&self) -> Head {
        let mut demand = json!({
            "@context": "https://schema.org",
            "@type": "Demand",
            "name": self.title,
            "description": self.summary,
            "identifier": self.number,
            "availabilityStarts": self.published_iso,
            "url": self.layout.absolute(&self.path()),
        });
        // Structured data must not give away what the page itself withholds.
        if let Some(owner) = &self.owner {
            demand["seller"] = json!({"@type": "Organization", "name": owner.name});
        }
        Head::new(&self.layout, &self.path(), &self.title, &self.summary)
            .article()
            .json_ld(&[demand, breadcrumb_list(&self.layout, &self.breadcrumbs)])
    }
}
