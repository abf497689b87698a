//! The reference tables, parsed once, and the look-ups on them.
//!
//! Codes of GB/T 4754 and GB/T 2260 are trees by prefix. The industry table is complete down to the divisions; below
//! them it holds what occurs here, so a longer code is valid when its division is known, and is labelled by its longest
//! known prefix. The region table answers only for the codes it holds.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::rule_sets::RuleSets;

/// One code of an enumeration.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub code: String,
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Industry {
    pub code: String,
    pub name: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct Region {
    pub code: String,
    pub name: String,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TrlLevel {
    pub level: u8,
    pub name: String,
    pub meaning: String,
    pub evidence: String,
    /// A code of the dictionary `display_stage`.
    pub display_stage: String,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FunctionalZone {
    pub name: String,
    pub region: String,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ContractType {
    pub code: String,
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub sub_types: Vec<Entry>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct UnitKind {
    pub code: String,
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

#[derive(Debug)]
pub struct Reference {
    pub fields: Vec<Entry>,
    pub chains: Vec<Entry>,
    /// In tree order: a section, its divisions, their groups and classes.
    pub industries: Vec<Industry>,
    /// In tree order: a province, its cities, their districts.
    pub regions: Vec<Region>,
    pub trl_scale: String,
    pub trl: Vec<TrlLevel>,
    pub functional_zones: Vec<FunctionalZone>,
    pub contract_types: Vec<ContractType>,
    pub payment_modes: Vec<Entry>,
    pub licence_modes: Vec<Entry>,
    pub unit_kinds: Vec<UnitKind>,
    /// Every enumeration by name; also `field`, `chain`, `payment_mode`, `licence_mode`, `contract_type`,
    /// `contract_sub_type` and `unit_kind`, so that `label` answers for all of them.
    pub dictionaries: BTreeMap<String, Vec<Entry>>,
    pub rules: RuleSets,
    pub calendar: Calendar,
    industry_names: BTreeMap<String, String>,
    region_names: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct FieldFile {
    field: Vec<Entry>,
}

#[derive(Deserialize)]
struct ChainFile {
    chain: Vec<Entry>,
}

#[derive(Deserialize)]
struct IndustryFile {
    industry: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct RegionFile {
    region: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct TrlFile {
    scale: String,
    level: Vec<TrlLevel>,
}

#[derive(Deserialize)]
struct ZoneFile {
    functional_zone: Vec<FunctionalZone>,
}

#[derive(Deserialize)]
struct ContractFile {
    contract_type: Vec<ContractType>,
    payment_mode: Vec<Entry>,
    licence_mode: Vec<Entry>,
}

#[derive(Deserialize)]
struct UnitKindFile {
    unit_kind: Vec<UnitKind>,
}

static REFERENCE: LazyLock<Reference> = LazyLock::new(|| match load() {
    Ok(reference) => reference,
    Err(error) => panic!("the embedded reference data does not parse: {error}"),
});

/// The reference data, parsed on the first call.
///
/// # Panics
/// When an embedded file does not parse: a defect of the build that the tests of this crate show.
pub fn reference() -> &'static Reference {
    &REFERENCE
}

fn load() -> Result<Reference, toml::de::Error> {
    let fields = toml::from_str::<FieldFile>(include_str!("../reference/fields.toml"))?.field;
    let chains = toml::from_str::<ChainFile>(include_str!("../reference/chains.toml"))?.chain;
    let industry_names = toml::from_str::<IndustryFile>(include_str!("../reference/industries.toml"))?.industry;
    let region_names = toml::from_str::<RegionFile>(include_str!("../reference/regions.toml"))?.region;
    let trl: TrlFile = toml::from_str(include_str!("../reference/trl.toml"))?;
    let zones: ZoneFile = toml::from_str(include_str!("../reference/functional_zones.toml"))?;
    let contracts: ContractFile = toml::from_str(include_str!("../reference/contracts.toml"))?;
    let unit_kinds = toml::from_str::<UnitKindFile>(include_str!("../reference/unit_kinds.toml"))?.unit_kind;
    let mut dictionaries: BTreeMap<String, Vec<Entry>> =
        toml::from_str(include_str!("../reference/dictionaries.toml"))?;
    dictionaries.insert("field".into(), fields.clone());
    dictionaries.insert("chain".into(), chains.clone());
    dictionaries.extend(contract_dictionaries(&contracts));
    dictionaries.insert("unit_kind".into(), unit_kind_entries(&unit_kinds));
    Ok(Reference {
        fields,
        chains,
        industries: listed(&industry_names, |code, name| Industry { code, name }),
        regions: listed(&region_names, |code, name| Region { code, name }),
        trl_scale: trl.scale,
        trl: trl.level,
        functional_zones: zones.functional_zone,
        contract_types: contracts.contract_type,
        payment_modes: contracts.payment_mode,
        licence_modes: contracts.licence_mode,
        unit_kinds,
        dictionaries,
        rules: RuleSets::parse(include_str!("../reference/rule_sets.toml"))?,
        calendar: Calendar::parse(include_str!("../reference/holidays.toml"))?,
        industry_names,
        region_names,
    })
}

/// The order of the codes as text is the order of the tree, for both standards.
fn listed<T>(names: &BTreeMap<String, String>, make: impl Fn(String, String) -> T) -> Vec<T> {
    names.iter().map(|(code, name)| make(code.clone(), name.clone())).collect()
}

fn contract_dictionaries(contracts: &ContractFile) -> [(String, Vec<Entry>); 4] {
    let types = contracts.contract_type.iter();
    let entries =
        types.clone().map(|kind| Entry { code: kind.code.clone(), label: kind.label.clone(), note: kind.note.clone() });
    [
        ("contract_type".into(), entries.collect()),
        ("contract_sub_type".into(), types.flat_map(|kind| kind.sub_types.clone()).collect()),
        ("payment_mode".into(), contracts.payment_mode.clone()),
        ("licence_mode".into(), contracts.licence_mode.clone()),
    ]
}

fn unit_kind_entries(kinds: &[UnitKind]) -> Vec<Entry> {
    let entry = |kind: &UnitKind| Entry { code: kind.code.clone(), label: kind.label.clone(), note: None };
    kinds.iter().map(entry).collect()
}

/// The Chinese label of a code in a dictionary.
pub fn label(dictionary: &str, code: &str) -> Option<&'static str> {
    let entries = reference().dictionaries.get(dictionary)?;
    entries.iter().find(|entry| entry.code == code).map(|entry| entry.label.as_str())
}

/// Whether a dictionary has a code.
pub fn contains_code(dictionary: &str, code: &str) -> bool {
    label(dictionary, code).is_some()
}

/// The name of a technical field.
pub fn field(code: &str) -> Option<&'static str> {
    label("field", code)
}

/// A section letter alone, or letter and two to four digits of which the division is known.
pub fn industry_is_valid(code: &str) -> bool {
    let names = &reference().industry_names;
    match code.len() {
        1 => names.contains_key(code),
        3..=5 => {
            let known_division = code.get(..3).is_some_and(|division| names.contains_key(division));
            known_division && code.bytes().skip(1).all(|byte| byte.is_ascii_digit())
        }
        _ => false,
    }
}

/// The name of the industry, or of its longest known prefix; nothing for an invalid code.
pub fn industry_label(code: &str) -> Option<&'static str> {
    if !industry_is_valid(code) {
        return None;
    }
    let names = &reference().industry_names;
    (1..=code.len()).rev().find_map(|length| names.get(code.get(..length)?)).map(String::as_str)
}

pub fn region_is_valid(code: &str) -> bool {
    reference().region_names.contains_key(code)
}

/// The codes above a region, province first: 210211 → 210000, 210200. The districts of 北京, 天津, 上海 and 重庆 have
/// only the municipality above them.
pub fn region_ancestors(code: &str) -> Vec<String> {
    if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let above = [format!("{}0000", &code[..2]), format!("{}00", &code[..4])];
    above.into_iter().filter(|parent| parent != code && region_is_valid(parent)).collect()
}

/// The full name: 210211 → 辽宁省大连市甘井子区. Nothing for a code the table does not hold.
pub fn region_label(code: &str) -> Option<String> {
    let names = &reference().region_names;
    let own = names.get(code)?;
    let mut label: String = region_ancestors(code).iter().filter_map(|parent| names.get(parent).cloned()).collect();
    label.push_str(own);
    Some(label)
}

#[cfg(test)]
mod tests;
