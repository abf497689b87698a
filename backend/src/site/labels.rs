//! Codes, money and days as they are read.

use crate::clock::china_date;
use crate::rules::amounts::{FEN_PER_WAN, decimal, money};
use crate::rules::trl::display_stage;
use chrono::{DateTime, TimeDelta, Utc};
use entity::enums::PriceKind;
use entity::value::Price;

const FEN_PER_YUAN: u64 = 100;

/// The label of a code, the code itself where the dictionary has none.
pub fn of(dictionary: &str, code: impl AsRef<str>) -> String {
    let code = code.as_ref();
    seeds::label(dictionary, code).unwrap_or(code).to_owned()
}

pub fn field(code: &str) -> String {
    of("field", code)
}

/// "C3715 铁路机车车辆配件制造"
pub fn industry(code: &str) -> String {
    seeds::industry_label(code).map_or_else(|| code.to_owned(), |label| format!("{code} {label}"))
}

/// A region without its province where a city says enough: 大连市甘井子区, but 北京市东城区.
pub fn place(code: &str) -> String {
    let full = seeds::region_label(code).unwrap_or_default();
    let province = seeds::region_ancestors(code).first().and_then(|above| seeds::region_label(above));
    match province.filter(|province| !province.ends_with('市')) {
        Some(province) => full.strip_prefix(&province).unwrap_or(&full).to_owned(),
        None => full,
    }
}

/// "通过中试"
pub fn stage(level: i16) -> Option<String> {
    let stage = display_stage(u8::try_from(level).ok()?)?;
    Some(of("display_stage", stage))
}

/// The day in China, 2026-11-21.
pub fn day(at: DateTime<Utc>) -> String {
    china_date(at).to_string()
}

/// The minute in China, 2026-11-21 10:05.
pub fn minute(at: DateTime<Utc>) -> String {
    format!("{} {}", china_date(at), (at + TimeDelta::hours(8)).format("%H:%M"))
}

/// "面议", "50–80 万元", "120 万元", "5,000 元".
pub fn price(price: &Price) -> String {
    match (price.kind, price.low_fen, price.high_fen) {
        (PriceKind::Negotiable, _, _) | (_, None, None) => "面议".to_owned(),
        (_, Some(low), Some(high)) if low != high => range(low, high),
        (PriceKind::Range, Some(low), None) => format!("{}起", money(low)),
        (PriceKind::Range, None, Some(high)) => format!("{}以内", money(high)),
        (_, Some(fen), _) | (_, None, Some(fen)) => money(fen),
    }
}

fn range(low: i64, high: i64) -> String {
    let (low, high) = (low.unsigned_abs(), high.unsigned_abs());
    if low >= FEN_PER_WAN {
        return format!("{}–{} 万元", decimal(low, FEN_PER_WAN), decimal(high, FEN_PER_WAN));
    }
    if high < FEN_PER_WAN {
        return format!("{}–{} 元", decimal(low, FEN_PER_YUAN), decimal(high, FEN_PER_YUAN));
    }
    format!("{} 元–{} 万元", decimal(low, FEN_PER_YUAN), decimal(high, FEN_PER_WAN))
}

#[cfg(test)]
mod tests {
    use super::{place, price};
    use entity::enums::PriceKind;
    use entity::value::Price;

    fn text(kind: PriceKind, low_wan: Option<i64>, high_wan: Option<i64>) -> String {
        let fen = |wan: Option<i64>| wan.map(|wan| wan * 1_000_000);
        price(&Price { kind, low_fen: fen(low_wan), high_fen: fen(high_wan) })
    }

    #[test]
    fn prices_read_as_people_write_them() {
        assert_eq!(text(PriceKind::Negotiable, None, None), "面议");
        assert_eq!(text(PriceKind::Range, Some(50), Some(80)), "50–80 万元");
        assert_eq!(text(PriceKind::Fixed, Some(120), Some(120)), "120 万元");
        assert_eq!(text(PriceKind::Range, Some(1_500), None), "1,500 万元起");
    }

    #[test]
    fn a_place_leaves_out_its_province() {
        assert_eq!(place("210211"), "大连市甘井子区");
        assert_eq!(place("210200"), "大连市");
        assert_eq!(place("210000"), "辽宁省");
        assert_eq!(place("110101"), "北京市东城区");
        assert_eq!(place(""), "");
    }
}
