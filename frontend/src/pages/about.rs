//! `/about`: what this is, who runs it, and how confidential matters are kept.

use askama::Template;

use crate::head::{Head, breadcrumb_list};
use crate::layout::Layout;
use crate::view::Link;

#[derive(Clone, Debug, Default, Template)]
#[template(path = "page/about.html")]
pub struct AboutPage {
    pub layout: Layout,
    /// Version of the running program.
    pub version: String,
}

impl AboutPage {
    pub fn breadcrumbs(&self) -> Vec<Link> {
        vec![Link::new("首页", "/"), Link::new("关于", "/about")]
    }

    pub fn head(&self) -> Head {
        let title = format!("关于{}", self.layout.site_name);
        let description = format!(
            "{}由{}主办：平台做什么、四级公开如何保密、数字如何统计、怎样联系。",
            self.layout.site_name, self.layout.operator
        );
        Head::new(&self.layout, "/about", &title, &description)
            .json_ld(&[breadcrumb_list(&self.layout, &self.breadcrumbs())])
    }
}
