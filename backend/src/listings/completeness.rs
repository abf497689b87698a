//! How much of what a reader asks for a listing says: the share of its optional parts that are filled, 0 to 100. It counts
//! a little in the order of search hits and is shown as 资料完整.

use entity::{achievement, demand};

/// From this share on a listing is called complete.
pub const COMPLETE: u8 = 80;

#[must_use]
pub fn of_achievement(row: &achievement::Model) -> u8 {
    share(&[
        !row.keywords.0.is_empty(),
        row.trl.is_some(),
        !row.trl_evidence.is_empty(),
        !row.problem.is_empty(),
        !row.advantage.is_empty(),
        !row.application.is_empty(),
        !row.description.is_empty(),
        !row.indicators.0.is_empty(),
        !row.ip_rights.0.is_empty(),
        !row.modes.0.is_empty(),
    ])
}

#[must_use]
pub fn of_demand(row: &demand::Model) -> u8 {
    share(&[
        !row.keywords.0.is_empty(),
        !row.problem.is_empty(),
        !row.key_technology.is_empty(),
        !row.target.is_empty(),
        !row.indicators.0.is_empty(),
        !row.modes.0.is_empty(),
        row.trl_min.is_some(),
        !row.tried.is_empty(),
        !row.conditions.is_empty(),
        row.budget_low_fen.or(row.budget_high_fen).is_some(),
    ])
}

fn share(parts: &[bool]) -> u8 {
    let filled = parts.iter().filter(|&&filled| filled).count();
    u8::try_from(filled * 100 / parts.len()).unwrap_or(100)
}
