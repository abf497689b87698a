//! What a person sees when something went wrong, always with ways on.

use askama::Template;

use crate::head::Head;
use crate::layout::Layout;

#[derive(Clone, Debug, Default, Template)]
#[template(path = "page/error.html")]
pub struct ErrorPage {
    pub layout: Layout,
    pub status: u16,
    pub heading: String,
    pub message: String,
    /// What support needs to find the entry in the log.
    pub request_id: String,
    /// Path that was asked for, to come back to after the login.
    pub path: String,
}

impl ErrorPage {
    /// The standard words for a status.
    pub fn new(layout: Layout, status: u16, path: &str, request_id: &str) -> Self {
        let (heading, message) = words(status);
        Self {
            layout,
            status,
            heading: heading.to_owned(),
            message: message.to_owned(),
            request_id: request_id.to_owned(),
            path: path.to_owned(),
        }
    }

    pub fn head(&self) -> Head {
        Head::new(&self.layout, &self.path, &self.heading, &self.message)
            .hidden_from_search_engines()
            .with_own_search_box()
    }

    /// Signing in can help only where the viewer was not allowed or the record may be hidden from the public.
    pub fn offers_login(&self) -> bool {
        self.layout.person.is_none() && matches!(self.status, 401 | 403 | 404)
    }
}

fn words(status: u16) -> (&'static str, &'static str) {
    match status {
        400 | 422 => ("请求里有看不懂的内容", "请检查网址或检索条件，改正后再试。"),
        401 => ("请先登录", "这一页需要登录后查看。"),
        403 => ("没有权限查看", "当前身份不能查看这一页。如果您属于有权的单位，请换用对应的账号登录。"),
        404 => ("没有找到这一页", "记录可能已关闭、改为保密，或网址有误。可以检索相近的成果与需求。"),
        429 => ("访问太频繁", "请稍等一分钟再试。需要成批数据请使用开放接口。"),
        503 => ("系统正在维护", "请几分钟后再试，已提交的内容不会丢失。"),
        _ => ("系统出错了", "错误已记录。请稍后再试；若再次出现，请把下面的请求编号告诉我们。"),
    }
}

/// Shown under `/app/` while the workbench has not been built.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "page/workbench_missing.html")]
pub struct WorkbenchMissingPage {
    pub layout: Layout,
}

impl WorkbenchMissingPage {
    pub fn head(&self) -> Head {
        Head::new(&self.layout, "/app/", "工作台还没有构建", "运行 make app 构建工作台。").hidden_from_search_engines()
    }
}
