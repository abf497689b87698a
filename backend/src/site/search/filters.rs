//! The facets beside the results, and the filters in force.

use super::super::address::Address;
use super::super::labels;
use super::{PageQuery, label, ranges};
use crate::search::dto::{FacetOut, FacetsOut};
use frontend::pages::search::{ActiveFilter, Facet};
use frontend::view::FacetOption;
use search_index::PriceBand;

/// Name in the address and title.
const TITLES: [(&str, &str); 6] = [
    ("kind", "类别"),
    ("field", "技术领域"),
    ("industry", "应用行业"),
    ("region", "地区"),
    ("mode", "转化方式"),
    ("price_band", "价格"),
];
const TRL_TITLE: &str = "成熟度";

/// A display stage and the levels it covers.
struct Stage {
    label: String,
    low: u8,
    high: u8,
}

/// The display stages in the order of the levels.
fn stages() -> Vec<Stage> {
    let mut stages: Vec<Stage> = Vec::new();
    for level in &seeds::reference().trl {
        let label = labels::of("display_stage", &level.display_stage);
        match stages.last_mut().filter(|stage| stage.label == label) {
            Some(stage) => stage.high = level.level,
            None => stages.push(Stage { label, low: level.level, high: level.level }),
        }
    }
    stages
}

pub fn facets(query: &PageQuery, address: &Address, counts: FacetsOut) -> Vec<Facet> {
    let FacetsOut { kind, field, industry, region, trl, mode, mut price_band } = counts;
    price_band.sort_by_key(|facet| PriceBand::ALL.iter().position(|band| band.as_str() == facet.value));
    let counted = [kind, field, industry, region, mode, price_band];
    let mut facets: Vec<Facet> = TITLES
        .into_iter()
        .zip(counted)
        .map(|((name, title), counts)| Facet { title: title.to_owned(), options: options(name, address, counts) })
        .collect();
    // 成熟度 stands between the region and the mode, as on the listings themselves.
    facets.insert(4, Facet { title: TRL_TITLE.to_owned(), options: trl_options(query, address, &trl) });
    facets
}

fn options(name: &'static str, address: &Address, counts: Vec<FacetOut>) -> Vec<FacetOption> {
    let option = |facet: FacetOut| FacetOption {
        label: if name == "region" { labels::place(&facet.value) } else { facet.label },
        href: address.clone().toggled(name, &facet.value).href(),
        count: Some(facet.count),
        selected: facet.selected,
    };
    counts.into_iter().map(option).collect()
}

/// One option a display stage; it sets both ends of the levels.
fn trl_options(query: &PageQuery, address: &Address, counts: &[FacetOut]) -> Vec<FacetOption> {
    let count_of = |stage: &Stage| {
        let within =
            |facet: &&FacetOut| facet.value.parse().is_ok_and(|level| (stage.low..=stage.high).contains(&level));
        counts.iter().filter(within).map(|facet| facet.count).sum::<u64>()
    };
    let options = stages().into_iter().map(|stage| {
        let selected = (query.trl_min, query.trl_max) == (Some(stage.low), Some(stage.high));
        let wide = without_trl(address);
        let narrow = wide.clone().with("trl_min", stage.low.to_string()).with("trl_max", stage.high.to_string());
        FacetOption {
            count: Some(count_of(&stage)),
            label: stage.label,
            href: if selected { wide.href() } else { narrow.href() },
            selected,
        }
    });
    options.filter(|option| option.selected || option.count > Some(0)).collect()
}

fn without_trl(address: &Address) -> Address {
    address.clone().without("trl_min").without("trl_max")
}

/// The filters in force, each with the address that takes it away.
pub fn active(query: &PageQuery, address: &Address) -> Vec<ActiveFilter> {
    let mut filters: Vec<ActiveFilter> = Vec::new();
    for (name, value) in address.pairs() {
        if let Some((name, title)) = TITLES.into_iter().find(|(known, _)| known == name) {
            filters.push(ActiveFilter {
                facet: title.to_owned(),
                value: label(name, value),
                remove_href: address.clone().toggled(name, value).href(),
            });
        }
    }
    if let Some(value) = trl_label(query) {
        let remove_href = without_trl(address).href();
        filters.push(ActiveFilter { facet: TRL_TITLE.to_owned(), value, remove_href });
    }
    if let Some(value) = ranges::price_label(query) {
        let remove_href = ranges::without_prices(address).href();
        filters.push(ActiveFilter { facet: ranges::PRICE_TITLE.to_owned(), value, remove_href });
    }
    if let Some(value) = ranges::day_label(query) {
        let remove_href = ranges::without_days(address).href();
        filters.push(ActiveFilter { facet: ranges::DAY_TITLE.to_owned(), value, remove_href });
    }
    filters
}

/// "TRL 7–8", "不低于 TRL 5"
fn trl_label(query: &PageQuery) -> Option<String> {
    match (query.trl_min, query.trl_max) {
        (None, None) => None,
        (Some(low), None) => Some(format!("不低于 TRL {low}")),
        (None, Some(high)) => Some(format!("不高于 TRL {high}")),
        (Some(low), Some(high)) if low == high => Some(format!("TRL {low}")),
        (Some(low), Some(high)) => Some(format!("TRL {low}–{high}")),
    }
}

/// The same search without one of its filters, for each filter in force.
pub fn wider(query: &PageQuery) -> Vec<(&'static str, PageQuery)> {
    let query = PageQuery { page: None, ..query.clone() };
    let mut wider = Vec::new();
    for (name, title) in TITLES {
        let mut one = query.clone();
        let Some(values) = values_of(&mut one, name).filter(|values| !values.is_empty()) else {
            continue;
        };
        values.clear();
        wider.push((title, one));
    }
    if trl_label(&query).is_some() {
        wider.push((TRL_TITLE, PageQuery { trl_min: None, trl_max: None, ..query.clone() }));
    }
    if ranges::price_label(&query).is_some() {
        let one = PageQuery { price_min: String::new(), price_max: String::new(), ..query.clone() };
        wider.push((ranges::PRICE_TITLE, one));
    }
    if ranges::day_label(&query).is_some() {
        wider.push((ranges::DAY_TITLE, PageQuery { published_from: None, published_to: None, ..query }));
    }
    wider
}

fn values_of<'a>(query: &'a mut PageQuery, name: &str) -> Option<&'a mut Vec<String>> {
    match name {
        "kind" => Some(&mut query.kind),
        "field" => Some(&mut query.field),
        "industry" => Some(&mut query.industry),
        "region" => Some(&mut query.region),
        "mode" => Some(&mut query.mode),
        "price_band" => Some(&mut query.price_band),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query() -> PageQuery {
        PageQuery { field: vec!["10".into()], trl_min: Some(7), trl_max: Some(8), ..PageQuery::default() }
    }

    #[test]
    fn stages_cover_the_nine_levels() {
        let ends: Vec<_> = stages().iter().map(|stage| (stage.low, stage.high)).collect();
        assert_eq!(ends, [(1, 3), (4, 4), (5, 6), (7, 8), (9, 9)]);
    }

    #[test]
    fn each_filter_can_be_taken_away_alone() {
        let query = query();
        let hrefs: Vec<_> = active(&query, &query.address()).into_iter().map(|filter| filter.remove_href).collect();
        assert_eq!(hrefs, ["/search?trl_min=7&trl_max=8", "/search?field=10"]);
        let wider: Vec<_> = wider(&query).into_iter().map(|(title, query)| (title, query.address().href())).collect();
        assert_eq!(wider[0], ("技术领域", "/search?trl_min=7&trl_max=8".to_owned()));
        assert_eq!(wider[1], ("成熟度", "/search?field=10".to_owned()));
    }

    #[test]
    fn a_chosen_stage_is_left_by_its_own_link() {
        let count = FacetOut { value: "7".into(), label: String::new(), count: 3, selected: true };
        let query = query();
        let options = trl_options(&query, &query.address(), &[count]);
        assert_eq!(options.len(), 1);
        assert!(options[0].selected && options[0].href == "/search?field=10" && options[0].count == Some(3));
    }
}
