//! The filters of a search in words, as they are read in lists of searches.

use super::dto::SearchQuery;
use crate::rules::amounts::money;
use chrono::NaiveDate;

/// "技术领域：轨道交通", one for each facet that is narrowed.
#[must_use]
pub fn of(query: &SearchQuery) -> Vec<String> {
    let label = |dictionary: &'static str| move |code: &str| seeds::label(dictionary, code).map(str::to_owned);
    let filters = [
        listed("类别", &query.kind, label("listing_kind")),
        listed("技术领域", &query.field, |code| seeds::field(code).map(str::to_owned)),
        listed("应用行业", &query.industry, |code| seeds::industry_label(code).map(str::to_owned)),
        listed("地区", &query.region, seeds::region_label),
        range(
            "成熟度",
            query.trl_min.map(|level| format!("TRL {level}")),
            query.trl_max.map(|level| format!("TRL {level}")),
        ),
        listed("转化方式", &query.mode, label("transfer_mode")),
        listed("价格", &query.price_band, label("price_band")),
        range("价格", query.price_min_fen.map(money), query.price_max_fen.map(money)),
        range("发布日期", query.published_from.map(day), query.published_to.map(day)),
    ];
    filters.into_iter().flatten().collect()
}

fn day(day: NaiveDate) -> String {
    day.to_string()
}

fn listed(title: &str, codes: &[String], label: impl Fn(&str) -> Option<String>) -> Option<String> {
    let codes = codes.iter().filter(|code| !code.is_empty());
    let labels: Vec<String> = codes.map(|code| label(code).unwrap_or_else(|| code.clone())).collect();
    (!labels.is_empty()).then(|| format!("{title}：{}", labels.join("、")))
}

/// "TRL 5 以上", "TRL 8 以下", "TRL 5 至 TRL 8".
fn range(title: &str, low: Option<String>, high: Option<String>) -> Option<String> {
    let words = match (low, high) {
        (None, None) => return None,
        (Some(low), None) => format!("{low} 以上"),
        (None, Some(high)) => format!("{high} 以下"),
        (Some(low), Some(high)) if low == high => low,
        (Some(low), Some(high)) => format!("{low} 至 {high}"),
    };
    Some(format!("{title}：{words}"))
}

#[cfg(test)]
mod tests {
    use super::{SearchQuery, of};

    #[test]
    fn each_facet_is_one_text() {
        let query = SearchQuery {
            kind: vec!["achievement".to_owned()],
            trl_min: Some(5),
            trl_max: Some(8),
            price_max_fen: Some(50_000_000),
            ..SearchQuery::default()
        };
        assert_eq!(of(&query), ["类别：成果", "成熟度：TRL 5 至 TRL 8", "价格：50 万元 以下"]);
        assert!(of(&SearchQuery::default()).is_empty());
    }
}
