//! The words of `vocabulary.toml`, checked by the tests of the module above.

use anyhow::Context as _;
use serde::Deserialize;

use super::random::Random;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    pub effects: Vec<String>,
    pub manners: Vec<String>,
    pub achievement_heads: Vec<String>,
    pub troubles: Vec<String>,
    pub elements: Vec<String>,
    pub compounds: Vec<String>,
    pub model_letters: Vec<String>,
    pub name_syllables: Vec<String>,
    pub trades: Vec<String>,
    pub schools: Vec<String>,
    #[serde(rename = "field")]
    pub fields: Vec<FieldWords>,
}

/// The words of one technical field, the most frequent first.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldWords {
    pub code: String,
    /// Fields whose sentences are borrowed.
    pub near: Vec<String>,
    pub industries: Vec<String>,
    pub objects: Vec<String>,
    pub methods: Vec<String>,
    pub purposes: Vec<String>,
    /// Name, unit, lowest and highest value.
    pub indicators: Vec<(String, String, i64, i64)>,
}

/// The vocabulary that is compiled in.
pub fn vocabulary() -> anyhow::Result<Vocabulary> {
    toml::from_str(include_str!("vocabulary.toml")).context("backend/src/bench_data/vocabulary.toml")
}

impl Vocabulary {
    /// A compound that no dictionary has: `铌掺杂陶瓷`.
    pub fn made_word(&self, random: &mut Random) -> String {
        let (first, second) = (random.one(&self.elements), random.one(&self.elements));
        let pair = if random.percent(40) && first != second { second.as_str() } else { "" };
        format!("{first}{pair}{}", random.one(&self.compounds))
    }

    /// A model number such as `HX-2031B`.
    pub fn model_number(&self, random: &mut Random) -> String {
        let letters = random.one(&self.model_letters);
        let number = random.between(10, 9_999);
        let suffix = ["", "A", "B", "C", "S", "T", "-II", "X"][random.below(8)];
        if random.percent(60) { format!("{letters}-{number}{suffix}") } else { format!("{letters}{number}{suffix}") }
    }
}

/// A Chinese patent number with its check digit.
pub fn patent_number(random: &mut Random, year: i32) -> String {
    let kind = if random.percent(75) { 1 } else { 2 };
    let digits = format!("{year:04}{kind}{:07}", random.between(10_000, 9_999_999));
    let weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
    let sum: u32 = digits.chars().filter_map(|digit| digit.to_digit(10)).zip(weights).map(|(one, two)| one * two).sum();
    let check = match sum % 11 {
        10 => "X".to_owned(),
        digit => digit.to_string(),
    };
    format!("ZL{digits}.{check}")
}
