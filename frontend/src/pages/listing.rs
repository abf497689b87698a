//! What the pages of one achievement and of one demand share.

use crate::view::Link;

/// Names of the nine levels of GB/T 22900 as the scale prints them.
const LEVEL_NAMES: [&str; 9] =
    ["报告级", "方案级", "功能级", "仿真级", "初样级", "正样级", "环境级", "产品级", "系统级"];

/// The readiness of an achievement, or the lowest one a demand accepts.
#[derive(Clone, Debug, Default)]
pub struct TrlScale {
    /// 1 to 9.
    pub level: u8,
    /// Derived display stage, such as "通过中试".
    pub stage: String,
    pub evidence: Option<String>,
    pub rated_by: Option<String>,
    pub rated_on: Option<String>,
}

pub struct TrlStep {
    pub level: u8,
    pub name: &'static str,
    pub reached: bool,
    pub current: bool,
}

impl TrlScale {
    pub fn steps(&self) -> Vec<TrlStep> {
        (1..=9)
            .zip(LEVEL_NAMES)
            .map(|(level, name)| TrlStep { level, name, reached: level <= self.level, current: level == self.level })
            .collect()
    }
}

/// The organisation behind a listing.
#[derive(Clone, Debug, Default)]
pub struct OwnerCard {
    pub name: String,
    pub href: String,
    /// Such as "高等院校".
    pub kind: String,
    pub region: String,
    pub verified: bool,
    /// Label of the verification state, such as "已认证".
    pub verification: String,
    /// "成果 12 项" and the like, each opening its list.
    pub links: Vec<Link>,
}

/// Shown instead of the details when the viewer may read the abstract only.
#[derive(Clone, Debug, Default)]
pub struct AbstractNotice {
    /// Label of the visibility, such as "签保密协议后可见".
    pub visibility: String,
    /// What has to be done to read on, such as "登录认证企业账号并签署保密协议后可查看详情".
    pub explanation: String,
}

#[cfg(test)]
mod tests {
    use super::TrlScale;

    #[test]
    fn the_scale_is_filled_up_to_its_level() {
        let steps = TrlScale { level: 7, ..TrlScale::default() }.steps();
        assert_eq!(steps.len(), 9);
        assert_eq!(steps.iter().filter(|step| step.reached).count(), 7);
        assert!(steps[6].current && steps[6].name == "环境级");
    }
}
