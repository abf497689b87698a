//! Pages filled with believable data, for the tests and for `examples/gallery.rs`. The listings are those of the first
//! real deal and its neighbours; numbers and dates are made up.

mod detail;
mod lists;

use frontend::Layout;
use frontend::pages::home::RoleEntry;
use frontend::pages::{AboutPage, ErrorPage, HomePage, WorkbenchMissingPage};
use frontend::view::{CountLink, Fact, Link, ListingCard, ListingKind, Segment};

pub use detail::{achievement, confidential_achievement, demand, organization};
pub use lists::{empty_search, field, field_list, search, statistics, statistics_records};

pub fn layout() -> Layout {
    Layout {
        site_name: "技桥".into(),
        tagline: "技术转移供需对接平台".into(),
        operator: "大连高新区科技成果转化中心".into(),
        contact: Some("大连市高新技术产业园区，jiqiao@example.org".into()),
        icp_number: Some("辽ICP备2022006099号-1".into()),
        police_number: Some("辽公网安备 21020002000127号".into()),
        base_url: "https://jiqiao.example".into(),
        person: None,
        demonstration: true,
    }
}

pub fn count(label: &str, count: u64, href: &str) -> CountLink {
    CountLink { label: label.into(), count, href: href.into() }
}

pub fn fields() -> Vec<CountLink> {
    let names = ["电子信息", "航空航天", "先进制造", "生物、医药和医疗器械", "新材料及其应用", "新能源与高效节能"];
    let more = ["环境保护与资源综合利用", "核应用", "农业", "现代交通", "城市建设与社会发展"];
    let counts = [38, 9, 41, 22, 27, 34, 18, 2, 6, 14, 8];
    names
        .into_iter()
        .chain(more)
        .zip(counts)
        .enumerate()
        .map(|(index, (name, number))| count(name, number, &format!("/fields/{:02}", index + 1)))
        .collect()
}

/// Title, organisation, field, stage, price and summary of a listing.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const ACHIEVEMENTS: [Row; 4] = [
    (
        "列车触摸屏控制器及塞拉门控制系统",
        "大连理工大学",
        "现代交通",
        "通过中试 · TRL 7",
        "面议",
        "面向地铁和高铁车门的触摸屏控制器与塞拉门控制系统，宽温、防水、抗振，可与车辆网络对接，已进入轨道交通嵌入式产品的集成研发。",
    ),
    (
        "全钒液流电池用高选择性非氟离子传导膜",
        "中国科学院大连化学物理研究所",
        "新能源与高效节能",
        "通过中试 · TRL 7",
        "300–800 万元",
        "多孔离子传导膜以孔径筛分氢离子与钒离子，成本低于全氟磺酸膜，电堆能量效率在 80 mA/cm² 下高于 88%。",
    ),
    (
        "生物质蒸汽闪爆破壁技术与成套装备",
        "哈尔滨工业大学",
        "环境保护与资源综合利用",
        "可以量产 · TRL 9",
        "面议",
        "秸秆经高压蒸汽瞬时释压破壁，木质素、纤维素分离，可用于制浆、饲料和生物质燃料，过程不加化学药剂。",
    ),
    (
        "航天轻量化结构设计在防护头盔上的应用",
        "大连铭云科技有限公司",
        "航空航天",
        "可以量产 · TRL 9",
        "120 万元",
        "刚度提高 4 倍，拉伸强度提高 3 倍，重量约 700 克，已用于冬季运动头盔、建筑业安全帽和警用头盔。",
    ),
];

const DEMANDS: [Row; 3] = [
    (
        "地铁车门触摸屏在雨雪和油污下误触的解决方案",
        "大连海天兴业科技有限公司",
        "现代交通",
        "不低于 TRL 6",
        "100–300 万元",
        "现有电容屏在水膜下误报率约 3%，希望降到 0.1% 以下，并能在零下 40 摄氏度冷启动。",
    ),
    (
        "万吨级秸秆制浆黑液减量与回用",
        "",
        "环境保护与资源综合利用",
        "不低于 TRL 7",
        "面议",
        "现有碱法制浆吨浆黑液约 9 吨，寻找不加或少加化学药剂的预处理方法。",
    ),
    (
        "半导体用高纯氨中水分在线检测",
        "大连华邦化学有限公司",
        "电子信息",
        "不低于 TRL 5",
        "80 万元",
        "量程 0–100 ppb，检出限优于 5 ppb，响应时间小于 3 分钟。",
    ),
];

fn card(kind: ListingKind, index: usize, row: Row) -> ListingCard {
    let (prefix, folder) = match kind {
        ListingKind::Achievement => ("CG", "achievements"),
        ListingKind::Demand => ("XQ", "demands"),
    };
    let number = format!("{prefix}-2026-{:05}", index + 12);
    ListingCard {
        kind,
        href: format!("/{folder}/{number}"),
        number,
        title: Segment::plain(row.0),
        passage: Segment::plain(row.5),
        organization: (!row.1.is_empty())
            .then(|| Link::new(row.1, "/organizations/0192f0c1-7a2b-7000-8000-00000000000a")),
        field: row.2.into(),
        stage: Some(row.3.into()),
        price: row.4.into(),
        region: "大连市".into(),
        date: format!("2026-11-{:02}", 18 - index),
        demonstration: index % 2 == 1,
        confidential: index == 3,
        signs: if index == 0 { vec!["近期更新", "单位已认证", "资料完整"] } else { Vec::new() },
        explanation: if index == 0 { vec![Fact::new("词“触摸屏”", "3.214")] } else { Vec::new() },
    }
}

pub fn achievements() -> Vec<ListingCard> {
    ACHIEVEMENTS.into_iter().enumerate().map(|(index, row)| card(ListingKind::Achievement, index, row)).collect()
}

pub fn demands() -> Vec<ListingCard> {
    DEMANDS.into_iter().enumerate().map(|(index, row)| card(ListingKind::Demand, index, row)).collect()
}

pub fn home() -> HomePage {
    HomePage {
        layout: layout(),
        examples: ["车门触摸屏怎么防水", "储能电池 隔膜", "秸秆 制浆", "海水 压载水 检测"]
            .map(|text| Link::new(text, format!("/search?q={}", text.replace(' ', "+"))))
            .to_vec(),
        counts: vec![
            count("成果", 136, "/search?kind=achievement"),
            count("需求", 68, "/search?kind=demand"),
            count("单位", 1_024, "/statistics/organizations"),
            count("签约", 12, "/statistics/signed"),
            count("认定登记", 9, "/statistics/registered"),
            count("到账", 7, "/statistics/paid"),
        ],
        fields: fields(),
        achievements: achievements(),
        demands: demands(),
        roles: RoleEntry::standard(),
        as_of: "截至 2026-11-21 10:00".into(),
    }
}

pub fn about() -> AboutPage {
    AboutPage { layout: layout(), version: "0.1.0".into() }
}

pub fn error() -> ErrorPage {
    ErrorPage::new(layout(), 404, "/achievements/CG-2026-99999", "0192f0c1-7a2b-7000-8000-0000000000ff")
}

pub fn workbench_missing() -> WorkbenchMissingPage {
    WorkbenchMissingPage { layout: layout() }
}
