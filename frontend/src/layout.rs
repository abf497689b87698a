//! What every page shares: the name, the operator, who is signed in, and the furniture of the footer.

use crate::assets::static_url;

/// Settings of the site plus the viewer of this one request. The backend builds it once and clones it per request.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    pub site_name: String,
    /// One line under the name, such as "技术转移供需对接平台".
    pub tagline: String,
    /// 主办单位 as the footer names it.
    pub operator: String,
    /// Telephone, mail or address, as the operator wrote it.
    pub contact: Option<String>,
    /// Such as "辽ICP备2022006099号-1".
    pub icp_number: Option<String>,
    /// Such as "辽公网安备 21020000000000号".
    pub police_number: Option<String>,
    /// Scheme and host without a trailing slash; canonical links start with it.
    pub base_url: String,
    /// Display name of the signed-in person; `None` for the public.
    pub person: Option<String>,
    /// True for the demo world: a line at the top of each page says so.
    pub demonstration: bool,
}

impl Layout {
    pub fn style_url(&self) -> String {
        static_url("site.css")
    }

    pub fn script_url(&self) -> String {
        static_url("site.js")
    }

    pub fn icon_url(&self) -> String {
        static_url("icon.svg")
    }

    /// The absolute address of a path on this site.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base_url.trim_end_matches('/'))
    }

    /// The fourteen digits by which the public security register links a filing number.
    pub fn police_digits(&self) -> String {
        let number = self.police_number.as_deref().unwrap_or_default();
        number.chars().filter(char::is_ascii_digit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Layout;

    #[test]
    fn absolute_addresses_have_one_slash() {
        let layout = Layout { base_url: "https://jiqiao.example/".into(), ..Layout::default() };
        assert_eq!(layout.absolute("/search"), "https://jiqiao.example/search");
    }

    #[test]
    fn police_number_links_by_its_digits() {
        let layout = Layout { police_number: Some("赣公网安备 36010802000127号".into()), ..Layout::default() };
        assert_eq!(layout.police_digits(), "36010802000127");
    }
}
