//! Samples of lists: search, classification and statistics.

use frontend::pages::field::{Classification, FieldEntry};
use frontend::pages::search::{ActiveFilter, Facet, HiddenField, LevelOption, Ranges};
use frontend::pages::statistics::{Breakdown, BreakdownRow, Figure, StatisticsRecord};
use frontend::pages::{FieldListPage, FieldPage, SearchPage, StatisticsPage, StatisticsRecordsPage};
use frontend::view::{FacetOption, Link, Paging, Segment};

use super::{achievements, count, demands, fields, layout};

fn option(label: &str, count: Option<u64>, selected: bool) -> FacetOption {
    FacetOption { label: label.into(), href: format!("/search?q=触摸屏&option={label}"), count, selected }
}

fn facet(title: &str, options: &[(&str, u64)]) -> Facet {
    let options = options.iter().map(|(label, count)| option(label, Some(*count), *label == "现代交通")).collect();
    Facet { title: title.into(), options }
}

fn facets() -> Vec<Facet> {
    vec![
        facet("类别", &[("成果", 31), ("需求", 9)]),
        facet(
            "技术领域",
            &[
                ("现代交通", 14),
                ("电子信息", 12),
                ("先进制造", 7),
                ("新材料及其应用", 3),
                ("城市建设与社会发展", 2),
                ("航空航天", 1),
                ("农业", 1),
            ],
        ),
        facet(
            "应用行业",
            &[
                ("铁路、船舶、航空航天和其他运输设备制造业", 11),
                ("计算机、通信和其他电子设备制造业", 9),
                ("仪器仪表制造业", 4),
            ],
        ),
        facet("地区", &[("大连市", 29), ("沈阳市", 6), ("哈尔滨市", 5)]),
        facet("成熟度", &[("正在研发", 4), ("已有样品", 6), ("通过小试", 9), ("通过中试", 15), ("可以量产", 6)]),
        facet("转化方式", &[("转让", 12), ("普通许可", 10), ("合作转化", 8), ("委托开发", 7)]),
        facet(
            "价格",
            &[("面议", 20), ("50 万元以下", 5), ("50–200 万元", 8), ("200–500 万元", 5), ("500 万元以上", 2)],
        ),
    ]
}

fn ranges() -> Ranges {
    let levels = |chosen: u8| {
        (1..=9).map(move |level| LevelOption { level, label: format!("TRL {level}"), selected: level == chosen })
    };
    Ranges {
        hidden_fields: vec![HiddenField { name: "q".into(), value: "触摸屏".into() }],
        lowest_levels: levels(5).collect(),
        highest_levels: levels(9).collect(),
        lowest_price: "50".into(),
        recent: vec![option("近 7 天", None, false), option("近 30 天", None, true), option("近一年", None, false)],
        in_use: true,
        ..Ranges::default()
    }
}

pub fn search() -> SearchPage {
    let mut hits: Vec<_> = achievements().into_iter().chain(demands()).chain(achievements()).take(10).collect();
    let segment = |text: &str, marked| Segment { text: text.into(), marked };
    hits[0].title = vec![segment("列车", false), segment("触摸屏", true), segment("控制器及塞拉门控制系统", false)];
    hits[0].passage = vec![
        segment("…多频驱动的电容检测把水膜与手指分开，", false),
        segment("触摸屏", true),
        segment("在喷淋下误触率低于万分之五，", false),
        segment("防水", true),
        segment("等级 IP65…", false),
    ];
    SearchPage {
        layout: layout(),
        canonical_path: "/search?q=%E8%A7%A6%E6%91%B8%E5%B1%8F".into(),
        query: "车门触摸屏怎么防水".into(),
        total: 40,
        index_incomplete: false,
        rescue: Some(Link::new("车门触摸屏防水", "/search?q=车门触摸屏防水")),
        relaxation: Some("没有一条含有“车门触摸屏怎么防水”的全部词语；以下结果都不含“防水”。".into()),
        searched_part: None,
        sorts: vec![option("最相关", None, true), option("最新", None, false)],
        hidden_fields: vec![HiddenField { name: "field".into(), value: "10".into() }],
        active_filters: vec![ActiveFilter {
            facet: "技术领域".into(),
            value: "现代交通".into(),
            remove_href: "/search?q=触摸屏".into(),
        }],
        clear_href: "/search?q=触摸屏".into(),
        facets: facets(),
        ranges: ranges(),
        subscribe_href: "/app/login?next=%2Fapp%2Fstanding-searches%2Fnew%3Fq%3D触摸屏".into(),
        hits,
        paging: Paging::new(1, 4, |page| format!("/search?q=触摸屏&page={page}")),
        relaxations: Vec::new(),
        post_demand_href: "/app/login?next=%2Fapp%2Fdemands%2Fnew".into(),
    }
}

pub fn empty_search() -> SearchPage {
    SearchPage {
        total: 0,
        hits: Vec::new(),
        searched_part: Some("车门触摸屏怎么防水".into()),
        paging: Paging::new(1, 0, |page| format!("/search?page={page}")),
        relaxations: vec![
            count("不限技术领域", 26, "/search?q=触摸屏"),
            count("不限成熟度", 4, "/search?q=触摸屏&field=10"),
        ],
        ..search()
    }
}

pub fn field_list() -> FieldListPage {
    let entries = fields().into_iter().enumerate().map(|(index, field)| FieldEntry {
        code: format!("{:02}", index + 1),
        achievements: count("成果", field.count * 2 / 3, &format!("{}?kind=achievement", field.href)),
        demands: count("需求", field.count / 3, &format!("{}?kind=demand", field.href)),
        name: field.label,
        href: field.href,
    });
    FieldListPage { layout: layout(), classification: Classification::Field, entries: entries.collect() }
}

pub fn field() -> FieldPage {
    FieldPage {
        layout: layout(),
        classification: Classification::Industry,
        code: "C37".into(),
        name: "铁路、船舶、航空航天和其他运输设备制造业".into(),
        breadcrumbs: vec![
            Link::new("首页", "/"),
            Link::new("应用行业", "/industries"),
            Link::new("C37", "/industries/C37"),
        ],
        total: 27,
        kinds: vec![option("全部", Some(27), true), option("成果", Some(19), false), option("需求", Some(8), false)],
        children: vec![
            count("铁路运输设备制造", 9, "/industries/C371"),
            count("城市轨道交通设备制造", 5, "/industries/C372"),
            count("船舶及相关装置制造", 11, "/industries/C373"),
        ],
        listings: achievements(),
        paging: Paging::new(2, 3, |page| format!("/industries/C37?page={page}")),
        search_href: "/search?industry=C37".into(),
    }
}

fn figure(label: &str, count: u64, amount: Option<&str>, definition: &str, href: &str) -> Figure {
    Figure {
        label: label.into(),
        count,
        unit: "项".into(),
        amount: amount.map(Into::into),
        definition: definition.into(),
        href: href.into(),
    }
}

fn breakdown(title: &str, dimension: &str, rows: &[(&str, u64)]) -> Breakdown {
    let row = |(label, count): &(&str, u64)| BreakdownRow {
        label: (*label).into(),
        count: *count,
        href: format!("/search?label={label}"),
    };
    Breakdown {
        title: title.into(),
        dimension: dimension.into(),
        definition: String::new(),
        rows: rows.iter().map(row).collect(),
    }
}

pub fn statistics() -> StatisticsPage {
    let fields = fields();
    let by_field: Vec<(&str, u64)> = fields.iter().map(|field| (field.label.as_str(), field.count)).collect();
    StatisticsPage {
        layout: layout(),
        as_of: "截至 2026-11-21 10:00，按平台记录实时计算".into(),
        lines: vec![
            figure("意向", 38, None, "双方都已同意引荐、尚未签约的交易。", "/statistics/intended"),
            figure(
                "签约",
                12,
                Some("1,864 万元"),
                "已上传签署合同的交易，金额为合同成交总金额。",
                "/statistics/signed",
            ),
            figure(
                "登记",
                9,
                Some("1,320 万元"),
                "已取得 16 位认定登记编号的合同，金额为技术交易额。",
                "/statistics/registered",
            ),
            figure("到账", 7, Some("742 万元"), "已上传到账凭证的付款，金额为实收。", "/statistics/paid"),
        ],
        breakdowns: vec![
            breakdown("按技术领域", "技术领域", &by_field),
            breakdown(
                "按成熟度",
                "成熟度",
                &[
                    ("TRL 1–3 正在研发", 18),
                    ("TRL 4 已有样品", 22),
                    ("TRL 5–6 通过小试", 37),
                    ("TRL 7–8 通过中试", 41),
                    ("TRL 9 可以量产", 18),
                ],
            ),
            breakdown("按状态", "状态", &[("已发布", 158), ("洽谈中", 38), ("已关闭", 8)]),
        ],
    }
}

pub fn statistics_records() -> StatisticsRecordsPage {
    let open = StatisticsRecord {
        number: "XM-2026-00003".into(),
        href: Some("/achievements/CG-2026-00012".into()),
        title: Some("列车触摸屏控制器及塞拉门控制系统".into()),
        organization: Some("大连理工大学 → 大连海天兴业科技有限公司".into()),
        amount: Some("180 万元".into()),
        date: "2026-11-18".into(),
    };
    let withheld =
        StatisticsRecord { number: "XM-2026-00007".into(), date: "2026-11-11".into(), ..StatisticsRecord::default() };
    StatisticsRecordsPage {
        layout: layout(),
        figure: "signed".into(),
        label: "签约".into(),
        definition: "已上传签署合同的交易，金额为合同成交总金额。".into(),
        total: 12,
        unit: "项".into(),
        amount: Some("1,864 万元".into()),
        as_of: "截至 2026-11-21 10:00".into(),
        rows: vec![open.clone(), withheld, open],
        paging: Paging::new(1, 2, |page| format!("/statistics/signed?page={page}")),
    }
}
