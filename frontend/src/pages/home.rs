//! `/`: the search box, what is there, and the way of a deal.

use askama::Template;
use serde_json::json;

use crate::head::Head;
use crate::layout::Layout;
use crate::view::{CountLink, Link, ListingCard};

#[derive(Clone, Debug, Default, Template)]
#[template(path = "page/home.html")]
pub struct HomePage {
    pub layout: Layout,
    /// Searches in people's own words that have good hits.
    pub examples: Vec<Link>,
    /// Counters; each opens its records.
    pub counts: Vec<CountLink>,
    /// The technical fields with their number of listings.
    pub fields: Vec<CountLink>,
    pub achievements: Vec<ListingCard>,
    pub demands: Vec<ListingCard>,
    pub roles: Vec<RoleEntry>,
    /// When the counters were computed.
    pub as_of: String,
}

/// The door of one role into the workbench.
#[derive(Clone, Debug, Default)]
pub struct RoleEntry {
    pub title: String,
    pub text: String,
    pub action: Link,
}

impl RoleEntry {
    pub fn new(title: &str, text: &str, action: &str, href: &str) -> Self {
        Self { title: title.into(), text: text.into(), action: Link::new(action, href) }
    }

    /// The four roles with addresses that lead through the login.
    pub fn standard() -> Vec<Self> {
        vec![
            Self::new(
                "高校院所 · 成果转化人员",
                "整理成果、标注成熟度与知识产权，看每一次推荐的理由和结果。",
                "发布成果",
                "/app/login?next=/app/achievements/new",
            ),
            Self::new(
                "企业人员",
                "用自己的话写下难题，发布后看到相近的成果和匹配的理由。",
                "发布需求",
                "/app/login?next=/app/demands/new",
            ),
            Self::new(
                "技术经理人",
                "每条匹配带着理由，引荐有时间戳，公示期限自动计算。",
                "处理匹配",
                "/app/login?next=/app/matches",
            ),
            Self::new(
                "平台管理",
                "认证机构、审核发布、核对台账，每一步都留有可以校验的审计记录。",
                "进入管理",
                "/app/login?next=/app/organizations",
            ),
        ]
    }
}

impl HomePage {
    pub fn head(&self) -> Head {
        let layout = &self.layout;
        let description = format!(
            "{}：检索高校院所的科技成果和企业的技术需求，说明匹配的理由，陪同引荐、公示、签约、认定登记直到到账。",
            layout.tagline
        );
        let mut head = Head::new(layout, "/", &layout.tagline, &description).with_own_search_box().json_ld(&[json!({
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": layout.site_name,
            "url": layout.absolute("/"),
            "inLanguage": "zh-CN",
            "publisher": {"@type": "Organization", "name": layout.operator},
            "potentialAction": {
                "@type": "SearchAction",
                "target": layout.absolute("/search?q={search_term_string}"),
                "query-input": "required name=search_term_string",
            },
        })]);
        head.title = format!("{} · {}", layout.site_name, layout.tagline);
        head
    }
}
