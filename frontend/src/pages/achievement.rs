//! `/achievements/{number}`: one achievement as the public, or this viewer, may read it.

use askama::Template;
use serde_json::json;

use super::listing::{AbstractNotice, OwnerCard, TrlScale};
use crate::head::{Head, breadcrumb_list};
use crate::layout::Layout;
use crate::view::{Fact, Link, ListingCard, Source, TextSection};

#[derive(Clone, Debug, Default, Template)]
#[template(path = "page/achievement.html")]
pub struct AchievementPage {
    pub layout: Layout,
    pub number: String,
    pub title: String,
    pub summary: String,
    pub keywords: Vec<Link>,
    /// From the home page down to this page, this page included.
    pub breadcrumbs: Vec<Link>,
    pub state: String,
    pub demonstration: bool,
    pub abstract_notice: Option<AbstractNotice>,
    /// 解决的问题, 优势, 应用场景 … in the order they are to be read; empty ones are left out by the template.
    pub sections: Vec<TextSection>,
    pub indicators: Vec<AchievementIndicator>,
    pub ip_rights: Vec<IpRight>,
    pub trl: Option<TrlScale>,
    /// 技术领域, 应用行业, 地区, 成果体现形式, 来源, 属性, 水平, 产业链 …
    pub facts: Vec<Fact>,
    pub modes: Vec<String>,
    pub price: String,
    /// 支付结构 or other remarks on the price.
    pub price_note: Option<String>,
    pub owner: OwnerCard,
    /// The way to ask for an introduction; the login comes first for the public.
    pub contact_href: String,
    pub similar: Vec<ListingCard>,
    /// Demands that this achievement may answer.
    pub matching: Vec<ListingCard>,
    pub source: Option<Source>,
    /// "发布于 2026-05-12", or that it is not out yet.
    pub published: String,
    /// ISO date for structured data, such as "2026-05-12".
    pub published_iso: String,
    pub confirmed_on: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct AchievementIndicator {
    pub name: String,
    pub value: String,
    pub unit: String,
    /// What it is better than, such as "进口同类 0.4 s".
    pub compared_with: String,
    /// Test condition or report.
    pub condition: String,
}

#[derive(Clone, Debug, Default)]
pub struct IpRight {
    pub kind: String,
    pub name: String,
    pub number: String,
    pub status: String,
    /// Day until which the annual fee is paid; empty when unknown.
    pub fee_due_on: String,
}

impl AchievementPage {
    fn path(&self) -> String {
        format!("/achievements/{}", self.number)
    }

    pub fn head(&self) -> Head {
        let keywords: Vec<&str> = self.keywords.iter().map(|keyword| keyword.label.as_str()).collect();
        let work = json!({
            "@context": "https://schema.org",
            "@type": "CreativeWork",
            "additionalType": "科技成果",
            "name": self.title,
            "description": self.summary,
            "identifier": self.number,
            "keywords": keywords,
            "datePublished": self.published_iso,
            "inLanguage": "zh-CN",
            "url": self.layout.absolute(&self.path()),
            "creator": {"@type": "Organization", "name": self.owner.name, "url": self.layout.absolute(&self.owner.href)},
        });
        Head::new(&self.layout, &self.path(), &self.title, &self.summary)
            .article()
            .json_ld(&[work, breadcrumb_list(&self.layout, &self.breadcrumbs)])
    }
}
