//! `/fields`, `/fields/{code}`, `/industries` and `/industries/{code}`: the two classifications as browsable lists.

use askama::Template;

use crate::head::{Head, breadcrumb_list};
use crate::layout::Layout;
use crate::view::{CountLink, FacetOption, Link, ListingCard, Paging};

/// Which of the two classifications a page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Classification {
    #[default]
    Field,
    Industry,
}

impl Classification {
    pub fn label(self) -> &'static str {
        match self {
            Self::Field => "技术领域",
            Self::Industry => "应用行业",
        }
    }

    pub fn path(self) -> &'static str {
        match self {
            Self::Field => "/fields",
            Self::Industry => "/industries",
        }
    }

    pub fn introduction(self) -> &'static str {
        match self {
            Self::Field => "按技术合同认定登记使用的 11 个技术领域浏览成果与需求。",
            Self::Industry => "按国民经济行业分类（GB/T 4754-2017）浏览成果与需求。",
        }
    }

    pub fn other(self) -> Self {
        match self {
            Self::Field => Self::Industry,
            Self::Industry => Self::Field,
        }
    }
}

#[derive(Clone, Debug, Default, Template)]
#[template(path = "page/field_list.html")]
pub struct FieldListPage {
    pub layout: Layout,
    pub classification: Classification,
    pub entries: Vec<FieldEntry>,
}

#[derive(Clone, Debug, Default)]
pub struct FieldEntry {
    pub code: String,
    pub name: String,
    pub href: String,
    pub achievements: CountLink,
    pub demands: CountLink,
}

impl FieldListPage {
    pub fn breadcrumbs(&self) -> Vec<Link> {
        vec![Link::new("首页", "/"), Link::new(self.classification.label(), self.classification.path())]
    }

    pub fn head(&self) -> Head {
        let classification = self.classification;
        Head::new(&self.layout, classification.path(), classification.label(), classification.introduction())
            .json_ld(&[breadcrumb_list(&self.layout, &self.breadcrumbs())])
    }
}

#[derive(Clone, Debug, Default, Template)]
#[template(path = "page/field.html")]
pub struct FieldPage {
    pub layout: Layout,
    pub classification: Classification,
    pub code: String,
    pub name: String,
    /// From the home page down to this one, this one included.
    pub breadcrumbs: Vec<Link>,
    pub total: u64,
    /// 全部, 成果, 需求.
    pub kinds: Vec<FacetOption>,
    /// Classes below this one.
    pub children: Vec<CountLink>,
    pub listings: Vec<ListingCard>,
    pub paging: Paging,
    /// The same listings in the search, where they can be narrowed.
    pub search_href: String,
}

impl FieldPage {
    pub fn head(&self) -> Head {
        let mut path = format!("{}/{}", self.classification.path(), self.code);
        if self.paging.page > 1 {
            path = format!("{path}?page={}", self.paging.page);
        }
        let title = format!("{}的科技成果与技术需求", self.name);
        let description =
            format!("{}“{}”下公开的科技成果与技术需求 {} 条。", self.classification.label(), self.name, self.total);
        Head::new(&self.layout, &path, &title, &description)
            .json_ld(&[breadcrumb_list(&self.layout, &self.breadcrumbs)])
    }
}
