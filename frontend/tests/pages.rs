//! Every public page renders, stays light, escapes what people wrote and leads on.

use frontend::pages::sitemap::SitemapEntry;
use frontend::pages::{ErrorPage, RobotsText, Sitemap, SitemapIndex};
use frontend::view::{Link, Segment};
use frontend::{Layout, Template, assets};

mod sample;

const PAGE_BYTES_MAX: usize = 20_000;

fn every_page() -> Vec<(&'static str, String)> {
    [
        ("home", sample::home().render()),
        ("search", sample::search().render()),
        ("search without hits", sample::empty_search().render()),
        ("achievement", sample::achievement().render()),
        ("confidential achievement", sample::confidential_achievement().render()),
        ("demand", sample::demand().render()),
        ("organization", sample::organization().render()),
        ("field list", sample::field_list().render()),
        ("field", sample::field().render()),
        ("statistics", sample::statistics().render()),
        ("statistics records", sample::statistics_records().render()),
        ("about", sample::about().render()),
        ("error", sample::error().render()),
        ("workbench missing", sample::workbench_missing().render()),
    ]
    .map(|(name, html)| (name, html.expect(name)))
    .to_vec()
}

fn assert_holds(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "missing: {part}\n{html}");
    }
}

#[test]
fn every_page_is_light_and_whole() {
    for (name, html) in every_page() {
        assert!(html.len() <= PAGE_BYTES_MAX, "{name} has {} bytes", html.len());
        assert!(html.starts_with("<!doctype html>"), "{name}");
        for part in [
            "<html lang=\"zh-CN\">",
            "<title>",
            "name=\"description\" content=\"",
            "rel=\"canonical\" href=\"https://jiqiao.example/",
            "property=\"og:title\"",
            "class=\"skip\" href=\"#main\"",
            "<main id=\"main\"",
            "<nav ",
            "<footer class=\"site-footer\"",
            "主办单位：大连高新区科技成果转化中心",
            "/about#privacy",
            "/about#help",
            "beian.miit.gov.cn",
            "code=21020002000127",
            "href=\"/app/login?next=",
        ] {
            assert!(html.contains(part), "{name} lacks {part}");
        }
        assert_eq!(html.matches("<h1").count(), 1, "{name} has one main heading");
    }
}

/// The content security policy of the site allows neither.
#[test]
fn no_page_has_inline_script_or_style() {
    for (name, html) in every_page() {
        assert!(!html.contains(" style=") && !html.contains("<style"), "{name} has inline style");
        assert!(!html.contains(" onclick=") && !html.contains("javascript:"), "{name} has an inline handler");
        for script in html.split("<script").skip(1) {
            assert!(
                script.starts_with(" src=\"/static/") || script.starts_with(" type=\"application/ld+json\""),
                "{name}"
            );
        }
    }
}

#[test]
fn every_page_links_the_hashed_static_files() {
    for (name, html) in every_page() {
        for file in ["site.css", "site.js", "icon.svg"] {
            let url = assets::static_url(file);
            assert!(html.contains(&url), "{name} lacks {url}");
            assert!(assets::static_file(url.trim_start_matches("/static/")).is_some_and(|asset| asset.immutable));
        }
    }
}

#[test]
fn structured_data_is_json() {
    for (name, html) in every_page() {
        let Some((_, rest)) = html.split_once("<script type=\"application/ld+json\">") else {
            continue;
        };
        let (json, _) = rest.split_once("</script>").expect(name);
        let items: serde_json::Value = serde_json::from_str(json).expect(name);
        assert!(
            items.as_array().is_some_and(|items| { items.iter().all(|item| item["@context"] == "https://schema.org") })
        );
    }
}

const ATTACK: &str = "<script>alert(1)</script>\"'&";

fn assert_escaped(name: &str, html: &str) {
    assert!(!html.contains("<script>alert"), "{name} prints a script");
    assert!(html.contains("&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#38;"), "{name} prints the text");
}

#[test]
fn records_escape_what_people_wrote() {
    let mut achievement = sample::achievement();
    achievement.title = ATTACK.into();
    achievement.summary = ATTACK.into();
    achievement.sections[0].body = ATTACK.into();
    achievement.indicators[0].value = ATTACK.into();
    achievement.owner.name = ATTACK.into();
    achievement.breadcrumbs.push(Link::new(ATTACK, ATTACK));
    assert_escaped("achievement", &achievement.render().expect("renders"));
    let mut demand = sample::demand();
    demand.title = ATTACK.into();
    demand.indicators[0].target = ATTACK.into();
    demand.owner = None;
    demand.anonymous_label = ATTACK.into();
    assert_escaped("demand", &demand.render().expect("renders"));
    let mut organization = sample::organization();
    organization.name = ATTACK.into();
    organization.facts[0].value = ATTACK.into();
    assert_escaped("organization", &organization.render().expect("renders"));
}

#[test]
fn lists_escape_what_people_wrote() {
    let mut search = sample::search();
    search.query = ATTACK.into();
    search.hits[0].title = vec![Segment { text: ATTACK.into(), marked: true }];
    search.hidden_fields[0].value = ATTACK.into();
    search.active_filters[0].value = ATTACK.into();
    assert_escaped("search", &search.render().expect("renders"));
    let mut home = sample::home();
    home.achievements[0].title = Segment::plain(ATTACK);
    home.layout.person = Some(ATTACK.into());
    assert_escaped("home", &home.render().expect("renders"));
    let mut records = sample::statistics_records();
    records.rows[0].title = Some(ATTACK.into());
    assert_escaped("statistics records", &records.render().expect("renders"));
    let error = ErrorPage::new(sample::layout(), 404, ATTACK, ATTACK);
    assert_escaped("error", &error.render().expect("renders"));
}

#[test]
fn marks_stand_without_white_space_between_segments() {
    let html = sample::search().render().expect("renders");
    assert_holds(&html, &[">列车<mark>触摸屏</mark>控制器及塞拉门控制系统</a>", "<mark>防水</mark>等级"]);
}

#[test]
fn search_shows_filters_facets_and_pages() {
    let html = sample::search().render().expect("renders");
    assert_holds(
        &html,
        &[
            "value=\"车门触摸屏怎么防水\"",
            "name=\"field\" value=\"10\"",
            "去掉 技术领域：现代交通",
            "全部清除",
            "aria-current=\"true\"",
            "更多 1 项",
            "rel=\"next\"",
            "content=\"noindex, follow\"",
            "href=\"/achievements/CG-2026-00012\"",
        ],
    );
    assert!(!html.contains("发布为需求"), "the first page of hits does not push the demand form");
}

#[test]
fn an_empty_search_has_ways_on() {
    let html = sample::empty_search().render().expect("renders");
    assert_holds(
        &html,
        &["没有符合全部条件的记录", "不限技术领域", "26 条", "发布为需求", "检索词较长", "href=\"/fields\""],
    );
}

#[test]
fn an_achievement_shows_its_sections_and_the_way_to_its_owner() {
    let html = sample::achievement().render().expect("renders");
    assert_holds(
        &html,
        &[
            "ZL201710601862.3",
            "aria-current=\"step\"><b>7</b>",
            "装车试验报告",
            "意向价格",
            "普通许可",
            "请求引荐",
            "/app/login?next=%2Fapp%2Fachievements%2FCG-2026-00012",
            "最近确认有效 2026-11-02",
            "演示",
            "大连高新区公开报道",
            "href=\"/fields/10\"",
            "href=\"/industries/C3715\"",
            "相近的成果",
            "application/ld+json",
        ],
    );
    assert!(!html.contains("空白的一节"), "sections without text are left out");
}

#[test]
fn a_confidential_achievement_says_why_it_is_short() {
    let html = sample::confidential_achievement().render().expect("renders");
    assert_holds(&html, &["签保密协议后可见", "这里只显示摘要"]);
    assert!(!html.contains("ZL201710601862.3"));
}

#[test]
fn an_anonymous_demand_gives_its_owner_away_nowhere() {
    let mut demand = sample::demand();
    demand.owner = None;
    demand.similar.clear();
    demand.matching.clear();
    let html = demand.render().expect("renders");
    assert!(html.contains("匿名发布 · 大连市"));
    assert!(!html.contains("海天兴业"));
}

#[test]
fn each_figure_opens_its_records() {
    let html = sample::statistics().render().expect("renders");
    for figure in ["intended", "signed", "registered", "paid"] {
        assert!(html.contains(&format!("href=\"/statistics/{figure}\"")), "{figure}");
    }
    assert_holds(&sample::statistics_records().render().expect("renders"), &["不公开", "XM-2026-00007", "签约：12 项"]);
}

#[test]
fn errors_offer_login_only_where_it_can_help() {
    let page = |status, person: Option<&str>| {
        let layout = Layout { person: person.map(Into::into), ..sample::layout() };
        ErrorPage::new(layout, status, "/demands/XQ-2026-00001", "request-1").render().expect("renders")
    };
    assert_holds(&page(404, None), &["没有找到这一页", "登录后再看", "request-1", "name=\"q\"", "href=\"/\""]);
    assert!(!page(404, Some("王敏")).contains("登录后再看"));
    for (status, heading) in [(403, "没有权限查看"), (429, "访问太频繁"), (500, "系统出错了")] {
        let html = page(status, Some("王敏"));
        assert!(html.contains(heading) && !html.contains("登录后再看"), "{status}");
    }
}

#[test]
fn a_signed_in_person_is_led_to_the_workbench() {
    let mut home = sample::home();
    home.layout.person = Some("王敏".into());
    let html = home.render().expect("renders");
    assert!(html.contains("<span class=\"person\">王敏</span>工作台") && !html.contains(">登录</a>"));
}

#[test]
fn crawlers_get_absolute_addresses() {
    let entry = |path: &str| SitemapEntry { path: path.into(), modified: Some("2026-11-18".into()) };
    let index =
        SitemapIndex { layout: sample::layout(), parts: vec![entry("/sitemap-1.xml")] }.render().expect("renders");
    assert_holds(
        &index,
        &["<?xml version=\"1.0\"", "<loc>https://jiqiao.example/sitemap-1.xml</loc><lastmod>2026-11-18</lastmod>"],
    );
    let entries = vec![entry("/achievements/CG-2026-00012"), entry("/search?a=1&b=<")];
    let sitemap = Sitemap { layout: sample::layout(), entries }.render().expect("renders");
    assert_holds(&sitemap, &["<loc>https://jiqiao.example/achievements/CG-2026-00012</loc>", "a=1&#38;b=&#60;</loc>"]);
    let robots =
        RobotsText { layout: sample::layout(), sitemap_path: "/sitemap.xml".into() }.render().expect("renders");
    assert_holds(&robots, &["Disallow: /app/\n", "Sitemap: https://jiqiao.example/sitemap.xml"]);
}
