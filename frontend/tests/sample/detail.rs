//! Samples of single records.

use frontend::pages::achievement::{AchievementIndicator, IpRight};
use frontend::pages::demand::DemandIndicator;
use frontend::pages::listing::{AbstractNotice, OwnerCard, TrlScale};
use frontend::pages::organization::ListingBlock;
use frontend::pages::{AchievementPage, DemandPage, OrganizationPage};
use frontend::view::{Fact, Link, Paging, Source, TextSection};

use super::{achievements, demands, layout};

fn section(heading: &str, body: &str) -> TextSection {
    TextSection { heading: heading.into(), body: body.into() }
}

fn keywords(words: &[&str]) -> Vec<Link> {
    words.iter().map(|word| Link::new(*word, format!("/search?q={word}"))).collect()
}

fn owner(name: &str, kind: &str) -> OwnerCard {
    OwnerCard {
        name: name.into(),
        href: "/organizations/0192f0c1-7a2b-7000-8000-00000000000a".into(),
        kind: kind.into(),
        region: "大连市甘井子区".into(),
        verified: true,
        verification: "已认证".into(),
        links: vec![
            Link::new("成果 12 项", "/organizations/0192f0c1-7a2b-7000-8000-00000000000a?kind=achievement"),
            Link::new("需求 1 项", "/organizations/0192f0c1-7a2b-7000-8000-00000000000a?kind=demand"),
        ],
    }
}

fn crumbs(kind: &str, href: &str, title: &str, path: &str) -> Vec<Link> {
    vec![Link::new("首页", "/"), Link::new(kind, href), Link::new("现代交通", "/fields/10"), Link::new(title, path)]
}

fn indicator(name: &str, value: &str, unit: &str, compared_with: &str, condition: &str) -> AchievementIndicator {
    AchievementIndicator {
        name: name.into(),
        value: value.into(),
        unit: unit.into(),
        compared_with: compared_with.into(),
        condition: condition.into(),
    }
}

pub fn achievement() -> AchievementPage {
    let title = "列车触摸屏控制器及塞拉门控制系统";
    AchievementPage {
        layout: layout(),
        number: "CG-2026-00012".into(),
        title: title.into(),
        summary: "面向地铁和高铁车门的触摸屏控制器与塞拉门控制系统，宽温、防水、抗振，可与车辆网络对接。".into(),
        keywords: keywords(&["触摸屏", "塞拉门", "轨道交通", "嵌入式控制"]),
        breadcrumbs: crumbs("成果", "/search?kind=achievement", title, "/achievements/CG-2026-00012"),
        state: "洽谈中".into(),
        demonstration: true,
        abstract_notice: None,
        sections: vec![
            section(
                "解决的问题",
                "列车车门触摸屏长期处在震动、温差和水汽之中，普通工业屏在水膜下误触，低温下启动慢。\n塞拉门防夹依赖单一电流阈值，在轨道弯道和大客流时误判。",
            ),
            section(
                "优势",
                "多频驱动的电容检测把水膜与手指分开，误触率低于万分之五。\n门控采用电流、位移双判据，防夹力稳定在标准限值之下，且记录每次开关的曲线用于预测维护。",
            ),
            section("应用场景", "地铁、动车组客室门和司机室操作屏；也可用于公交车门和船舶舱门。"),
            section("空白的一节", ""),
        ],
        indicators: vec![
            indicator("工作温度", "-40～+70", "℃", "进口同类 -25～+60 ℃", "GB/T 25119 型式试验"),
            indicator("水膜误触率", "≤ 0.05", "%", "普通电容屏 3%", "喷淋 10 mm/min，3 万次"),
            indicator("防夹力峰值", "≤ 150", "N", "标准限值 300 N", "EN 14752 方法，第三方报告"),
        ],
        ip_rights: vec![
            IpRight {
                kind: "发明专利".into(),
                name: "一种塞拉门防夹检测方法".into(),
                number: "ZL201710601862.3".into(),
                status: "已授权".into(),
                fee_due_on: "2027-07-21".into(),
            },
            IpRight {
                kind: "软件著作权".into(),
                name: "车门触摸屏控制软件 V2.0".into(),
                number: "2021SR0012345".into(),
                status: "已授权".into(),
                fee_due_on: "".into(),
            },
        ],
        trl: Some(TrlScale {
            level: 7,
            stage: "通过中试".into(),
            evidence: Some("装车试验报告：两列地铁车辆连续运行 6 个月，无门故障。".into()),
            rated_by: Some("发布单位自评，技术经理人复核".into()),
            rated_on: Some("2026-05-12".into()),
        }),
        facts: vec![
            Fact { href: Some("/fields/10".into()), ..Fact::new("技术领域", "现代交通") },
            Fact {
                href: Some("/industries/C3715".into()), ..Fact::new("应用行业", "C3715 铁路机车车辆配件制造")
            },
            Fact::new("产业链", "工业互联网与智能制造"),
            Fact::new("体现形式", "新产品"),
            Fact::new("成果来源", "横向委托"),
            Fact::new("成果水平", "国内领先"),
            Fact::new("地区", "大连市甘井子区 · 大连高新区"),
        ],
        modes: ["转让", "普通许可", "合作转化"].map(Into::into).to_vec(),
        price: "面议".into(),
        price_note: Some("可接受入门费加提成".into()),
        owner: owner("大连理工大学", "高等院校"),
        contact_href: "/app/login?next=%2Fapp%2Fachievements%2FCG-2026-00012".into(),
        similar: achievements().into_iter().skip(1).take(2).collect(),
        matching: demands().into_iter().take(2).collect(),
        source: Some(Source {
            label: "大连高新区公开报道".into(), href: Some("https://example.org/report".into())
        }),
        published: "发布于 2026-05-12".into(),
        published_iso: "2026-05-12".into(),
        confirmed_on: Some("2026-11-02".into()),
    }
}

/// What the public sees of a listing whose details need an agreement.
pub fn confidential_achievement() -> AchievementPage {
    AchievementPage {
        number: "CG-2026-00015".into(),
        abstract_notice: Some(AbstractNotice {
            visibility: "签保密协议后可见".into(),
            explanation: "登录认证企业账号并由双方签署保密协议后，可查看指标、知识产权和价格。".into(),
        }),
        sections: Vec::new(),
        indicators: Vec::new(),
        ip_rights: Vec::new(),
        trl: None,
        price: "签保密协议后可见".into(),
        price_note: None,
        modes: Vec::new(),
        ..achievement()
    }
}

pub fn demand() -> DemandPage {
    let title = "地铁车门触摸屏在雨雪和油污下误触的解决方案";
    DemandPage {
        layout: layout(),
        number: "XQ-2026-00012".into(),
        title: title.into(),
        summary: "现有电容屏在水膜下误报率约 3%，希望降到 0.1% 以下，并能在零下 40 摄氏度冷启动。".into(),
        keywords: keywords(&["触摸屏", "防水", "车门", "轨道交通"]),
        breadcrumbs: crumbs("需求", "/search?kind=demand", title, "/demands/XQ-2026-00012"),
        state: "已发布".into(),
        demonstration: true,
        abstract_notice: None,
        sections: vec![
            section(
                "主要问题",
                "车门操作屏在雨雪天带水膜、检修后带油污时出现误触和无响应，司机需要重复操作，影响正点。",
            ),
            section("技术关键", "水膜、油污与手指信号的区分；低温下的驱动和背光；与既有车门控制器的接口不变。"),
            section("预期目标", "在两条线路装车验证后批量替换，年需求约 4,000 块。"),
            section("已尝试的方案", "提高触发阈值后，戴手套无法操作；更换电阻屏后寿命不足。"),
        ],
        indicators: vec![
            DemandIndicator {
                name: "水膜误触率".into(),
                present: "3".into(),
                target: "≤ 0.1".into(),
                unit: "%".into(),
                acceptance: "喷淋试验，第三方检测".into(),
            },
            DemandIndicator {
                name: "冷启动温度".into(),
                present: "-25".into(),
                target: "-40".into(),
                unit: "℃".into(),
                acceptance: "低温箱 16 小时后启动".into(),
            },
        ],
        minimum_trl: Some(TrlScale { level: 6, stage: "通过小试".into(), ..TrlScale::default() }),
        facts: vec![
            Fact::new("需求类型", "技术攻关"),
            Fact { href: Some("/fields/10".into()), ..Fact::new("技术领域", "现代交通") },
            Fact {
                href: Some("/industries/C3715".into()), ..Fact::new("应用行业", "C3715 铁路机车车辆配件制造")
            },
            Fact::new("地区", "大连市甘井子区"),
        ],
        modes: ["委托开发", "转让", "普通许可"].map(Into::into).to_vec(),
        budget: "100–300 万元".into(),
        budget_note: Some("含样件，不含整车试验".into()),
        deadline: Some("2027-06-30 前".into()),
        owner: Some(owner("大连海天兴业科技有限公司", "企业")),
        anonymous_label: "匿名发布 · 大连市 · 铁路运输设备制造".into(),
        contact_href: "/app/login?next=%2Fapp%2Fdemands%2FXQ-2026-00012".into(),
        similar: demands().into_iter().skip(1).collect(),
        matching: achievements().into_iter().take(2).collect(),
        source: None,
        published: "发布于 2026-11-18".into(),
        published_iso: "2026-11-18".into(),
        confirmed_on: None,
    }
}

pub fn organization() -> OrganizationPage {
    OrganizationPage {
        layout: layout(),
        id: "0192f0c1-7a2b-7000-8000-00000000000a".into(),
        name: "大连理工大学".into(),
        kind: "高等院校".into(),
        region: "辽宁省大连市甘井子区".into(),
        summary: "以结构强度与轻量化、轨道交通控制、化工过程等方向的成果转化见长。".into(),
        verified: true,
        verification: "已认证".into(),
        demonstration: true,
        breadcrumbs: vec![
            Link::new("首页", "/"),
            Link::new("大连理工大学", "/organizations/0192f0c1-7a2b-7000-8000-00000000000a"),
        ],
        facts: vec![
            Fact::new("统一社会信用代码", "91350100M000100Y43"),
            Fact::new("地区", "辽宁省大连市甘井子区"),
            Fact::new("技术转移机构", "技术研究开发院"),
            Fact::new("首次答复中位时长", "2 个工作日"),
        ],
        achievements: ListingBlock {
            shown: true,
            total: 12,
            listings: achievements(),
            paging: Paging::default(),
            all_href: "/organizations/0192f0c1-7a2b-7000-8000-00000000000a?kind=achievement".into(),
        },
        demands: ListingBlock { shown: true, ..ListingBlock::default() },
        source: Some(Source { label: "演示数据".into(), href: None }),
    }
}
