//! The filters from … to: levels, prices in 万元, and days of publication.

use super::super::address::Address;
use super::super::labels;
use super::{PageQuery, hidden_fields};
use crate::error::{Error, Result};
use crate::rules::amounts::FEN_MAX;
use chrono::{Days, NaiveDate};
use frontend::pages::search::{LevelOption, Ranges};
use frontend::view::FacetOption;

pub const PRICE_TITLE: &str = "价格范围";
pub const DAY_TITLE: &str = "发布日期";

/// Name and days of the short cuts; today is one of them.
const RECENT: [(&str, u64); 3] = [("近 7 天", 7), ("近 30 天", 30), ("近一年", 365)];
/// Names that the form sets itself.
const OWN: [&str; 6] = ["trl_min", "trl_max", "price_min", "price_max", "published_from", "published_to"];
const FEN_PER_WAN: i64 = 1_000_000;
/// Digits behind the point that an amount in 万元 can have: a fen is 0.000001 万元.
const FRACTION_DIGITS: usize = 6;

/// An amount as people type it into a box of 万元: "80", "12.5", "1,200".
pub fn fen(path: &'static str, typed: &str) -> Result<Option<i64>> {
    let typed: String = typed.trim().chars().filter(|one| !matches!(one, ',' | '，')).collect();
    if typed.is_empty() {
        return Ok(None);
    }
    let (whole, fraction) = typed.split_once('.').unwrap_or((&typed, ""));
    let are_digits = |text: &str| text.chars().all(|one| one.is_ascii_digit());
    let fits = are_digits(whole) && are_digits(fraction) && fraction.len() <= FRACTION_DIGITS && typed != ".";
    let number = |text: &str| if text.is_empty() { Some(0) } else { text.parse::<i64>().ok() };
    let parts = number(whole).zip(number(&format!("{fraction:0<FRACTION_DIGITS$}"))).filter(|_| fits);
    let fen = parts.and_then(|(whole, rest)| whole.checked_mul(FEN_PER_WAN)?.checked_add(rest));
    let fen = fen.filter(|fen| *fen <= FEN_MAX);
    fen.map(Some).ok_or_else(|| Error::field(path, "bad_number", "价格请填数字，单位是万元，例如 80 或 12.5。"))
}

pub fn of(query: &PageQuery, address: &Address, today: NaiveDate) -> Ranges {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let others = OWN.into_iter().fold(address.clone(), Address::without);
    Ranges {
        hidden_fields: [hidden_fields(&others), words_field(&others)].concat(),
        lowest_levels: levels(query.trl_min),
        highest_levels: levels(query.trl_max),
        lowest_price: query.price_min.trim().to_owned(),
        highest_price: query.price_max.trim().to_owned(),
        first_day: day(query.published_from),
        last_day: day(query.published_to),
        recent: RECENT.into_iter().map(|(label, days)| recent(query, address, label, since(today, days))).collect(),
        in_use: OWN.into_iter().any(|name| address.pairs().iter().any(|(held, _)| *held == name)),
    }
}

fn words_field(address: &Address) -> Vec<frontend::pages::search::HiddenField> {
    let words = address.pairs().iter().filter(|(name, _)| *name == "q");
    let field = |(name, value): &(&str, String)| frontend::pages::search::HiddenField {
        name: (*name).to_owned(),
        value: value.clone(),
    };
    words.map(field).collect()
}

fn since(today: NaiveDate, days: u64) -> NaiveDate {
    today.checked_sub_days(Days::new(days - 1)).unwrap_or(today)
}

fn recent(query: &PageQuery, address: &Address, label: &str, first: NaiveDate) -> FacetOption {
    let selected = (query.published_from, query.published_to) == (Some(first), None);
    let without = without_days(address);
    let href = if selected { without.href() } else { without.with("published_from", first.to_string()).href() };
    FacetOption { label: label.to_owned(), href, count: None, selected }
}

fn levels(chosen: Option<u8>) -> Vec<LevelOption> {
    let stage = |level: u8| labels::stage(level.into()).unwrap_or_default();
    let option =
        |level| LevelOption { level, label: format!("TRL {level} {}", stage(level)), selected: chosen == Some(level) };
    (1..=9).map(option).collect()
}

pub fn without_prices(address: &Address) -> Address {
    address.clone().without("price_min").without("price_max")
}

pub fn without_days(address: &Address) -> Address {
    address.clone().without("published_from").without("published_to")
}

/// "50 万元以上", "50–80 万元"
pub fn price_label(query: &PageQuery) -> Option<String> {
    match (query.price_min.trim(), query.price_max.trim()) {
        ("", "") => None,
        (low, "") => Some(format!("{low} 万元以上")),
        ("", high) => Some(format!("{high} 万元以下")),
        (low, high) => Some(format!("{low}–{high} 万元")),
    }
}

/// "2026-11-15 起", "2026-11-01 至 2026-11-15"
pub fn day_label(query: &PageQuery) -> Option<String> {
    match (query.published_from, query.published_to) {
        (None, None) => None,
        (Some(first), None) => Some(format!("{first} 起")),
        (None, Some(last)) => Some(format!("{last} 止")),
        (Some(first), Some(last)) => Some(format!("{first} 至 {last}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (typed, expected) in [
            ("", None),
            (" 80 ", Some(80_000_000)),
            ("12.5", Some(12_500_000)),
            ("1,200", Some(1_200_000_000)),
            (".5", Some(500_000)),
            ("0.000001", Some(1)),
        ] {
            assert_eq!(fen("price_min", typed).expect(typed), expected, "{typed}");
        }
        for typed in ["abc", "-1", "1.2.3", ".", "0.0000001", "99999999999999999999", "1e9", "８０万"] {
            assert!(fen("price_min", typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_short_cut_keeps_the_other_filters_and_is_left_by_its_own_link() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
        let query = PageQuery { field: vec!["10".into()], ..PageQuery::default() };
        let week = &of(&query, &query.address(), today).recent[0];
        assert_eq!((week.href.as_str(), week.selected), ("/search?field=10&published_from=2026-11-15", false));
        let chosen = PageQuery { published_from: NaiveDate::from_ymd_opt(2026, 11, 15), ..query };
        let ranges = of(&chosen, &chosen.address(), today);
        assert!(ranges.recent[0].selected && ranges.in_use);
        assert_eq!(ranges.recent[0].href, "/search?field=10");
        assert_eq!(ranges.hidden_fields.len(), 1, "the form keeps the field and sets the days itself");
    }
}
