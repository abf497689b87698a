//! Checks of fields that both kinds of listing have. Drafts may be incomplete, but what is filled in must be right.

use crate::check::{Checks, limit};
use crate::rules::patent_number::PatentNumber;
use crate::rules::price;
use entity::enums::{IpKind, PriceKind, TransferMode};
use entity::value::{Contact, Indicator, IpRight, Modes, Price, Target};

pub fn classification(checks: &mut Checks, path: &'static str, code: &str) -> String {
    let code = code.trim();
    let known = match path {
        "field" => seeds::field(code).is_some(),
        "industry" => seeds::industry_is_valid(code),
        "region" => seeds::region_is_valid(code),
        _ => seeds::reference().chains.iter().any(|chain| chain.code == code),
    };
    checks.require(code.is_empty() || known, path, "unknown_value", "请从列表中选择。");
    code.to_owned()
}

pub fn trl(checks: &mut Checks, path: &str, level: Option<i16>) -> Option<i16> {
    checks.require(
        level.is_none_or(|level| (1..=9).contains(&level)),
        path,
        "out_of_range",
        "技术成熟度为 1 到 9 级。",
    );
    level
}

/// Kind, low and high in fen; upside down or half filled is refused.
pub fn price(checks: &mut Checks, path: &str, given: &Price) -> Price {
    if let Err(error) = price::check(given) {
        checks.add(format!("{path}.{}", error.field()), error.code(), error.to_string());
    }
    if given.kind == PriceKind::Negotiable { Price { low_fen: None, high_fen: None, ..*given } } else { *given }
}

pub fn modes(checks: &mut Checks, given: &[TransferMode]) -> Modes {
    let mut modes: Vec<TransferMode> = Vec::new();
    for mode in given {
        if !modes.contains(mode) {
            modes.push(*mode);
        }
    }
    checks.require(given.len() <= TransferMode::ALL.len() * 2, "modes", "too_many", "合作方式选得太多，请去掉重复的。");
    Modes(modes)
}

pub fn indicators(checks: &mut Checks, given: Vec<Indicator>) -> Vec<Indicator> {
    rows_limit(checks, "indicators", given.len());
    let row = |(position, row): (usize, Indicator)| {
        let path = |field: &str| format!("indicators[{position}].{field}");
        checks.present(&path("name"), &row.name, "指标名称");
        checks.present(&path("value"), &row.value, "指标数值");
        Indicator {
            name: checks.line(&path("name"), &row.name, limit::NAME),
            value: checks.line(&path("value"), &row.value, limit::NAME),
            unit: checks.line(&path("unit"), &row.unit, limit::NAME),
            comparison: checks.line(&path("comparison"), &row.comparison, limit::LINE),
            condition: checks.line(&path("condition"), &row.condition, limit::LINE),
        }
    };
    given.into_iter().take(limit::ROWS).enumerate().map(row).collect()
}

pub fn targets(checks: &mut Checks, given: Vec<Target>) -> Vec<Target> {
    rows_limit(checks, "indicators", given.len());
    let row = |(position, row): (usize, Target)| {
        let path = |field: &str| format!("indicators[{position}].{field}");
        checks.present(&path("name"), &row.name, "指标名称");
        checks.present(&path("value"), &row.value, "目标值");
        Target {
            name: checks.line(&path("name"), &row.name, limit::NAME),
            current: checks.line(&path("current"), &row.current, limit::NAME),
            value: checks.line(&path("value"), &row.value, limit::NAME),
            unit: checks.line(&path("unit"), &row.unit, limit::NAME),
            acceptance: checks.line(&path("acceptance"), &row.acceptance, limit::LINE),
        }
    };
    given.into_iter().take(limit::ROWS).enumerate().map(row).collect()
}

/// IP rights; patent numbers become canonical, a wrong check digit is named.
pub fn ip_rights(checks: &mut Checks, given: Vec<IpRight>) -> Vec<IpRight> {
    rows_limit(checks, "ip_rights", given.len());
    let row = |(position, row): (usize, IpRight)| {
        let path = |field: &str| format!("ip_rights[{position}].{field}");
        let number =
            row.number.map(|number| checks.line(&path("number"), &number, limit::NAME)).filter(|n| !n.is_empty());
        let is_patent = matches!(row.kind, IpKind::Invention | IpKind::UtilityModel | IpKind::Design);
        let number = match number {
            Some(number) if is_patent => match PatentNumber::parse(&number) {
                Ok(patent) => Some(patent.canonical()),
                Err(error) => {
                    checks.add(path("number"), "check_digit", error.message());
                    None
                }
            },
            other => other,
        };
        let title = row.title.map(|title| checks.line(&path("title"), &title, limit::LINE)).filter(|t| !t.is_empty());
        IpRight { number, title, ..row }
    };
    given.into_iter().take(limit::ROWS).enumerate().map(row).collect()
}

pub fn contact(checks: &mut Checks, given: &Contact) -> Contact {
    Contact {
        name: checks.line("contact.name", &given.name, limit::NAME),
        phone: checks.line("contact.phone", &given.phone, limit::NAME),
        email: checks.line("contact.email", &given.email, limit::LINE),
    }
}

fn rows_limit(checks: &mut Checks, path: &str, rows: usize) {
    checks.require(rows <= limit::ROWS, path, "too_many", "最多 50 行。");
}
