use crate::context::Context;
use crate::error::Result;
use crate::http::Json;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct ReferenceOut {
    /// 技术领域
    pub fields: Vec<CodeOut>,
    /// GB/T 4754
    pub industries: Vec<CodeOut>,
    /// GB/T 2260; the label names province and city.
    pub regions: Vec<RegionOut>,
    pub functional_zones: Vec<String>,
    /// The district's industry chains.
    pub chains: Vec<CodeOut>,
    pub trl: Vec<TrlOut>,
    pub contract_types: Vec<ContractTypeOut>,
    /// Every enumeration and reason list: name → codes with labels.
    pub dictionaries: BTreeMap<String, Vec<CodeOut>>,
    /// What the law fixes, as it stands today.
    pub rules: Vec<RuleOut>,
    pub limits: LimitsOut,
}

#[derive(Clone, Serialize, ToSchema)]
pub struct CodeOut {
    pub code: String,
    pub label: String,
    pub note: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct RegionOut {
    pub code: String,
    pub label: String,
}

#[derive(Serialize, ToSchema)]
pub struct TrlOut {
    pub level: u8,
    pub name: String,
    pub meaning: String,
    pub evidence: String,
    /// Code of the display stage.
    pub stage: String,
}

#[derive(Serialize, ToSchema)]
pub struct ContractTypeOut {
    pub code: String,
    pub label: String,
    pub children: Vec<CodeOut>,
}

#[derive(Serialize, ToSchema)]
pub struct RuleOut {
    pub key: String,
    pub value: u32,
    pub unit: String,
    pub effective_from: NaiveDate,
    pub effective_to: Option<NaiveDate>,
    pub source: String,
    /// 请核对现行文本
    pub needs_check: bool,
}

#[derive(Serialize, ToSchema)]
pub struct LimitsOut {
    pub upload_bytes_max: usize,
    pub files_per_record_max: u64,
    pub page_rows_max: u64,
}

/// All dictionaries.
#[utoipa::path(get, path = "/reference", tag = "reference", responses((status = 200, body = ReferenceOut)))]
pub async fn get_reference(context: Context) -> Result<Json<ReferenceOut>> {
    let limits = &context.state.config.limits;
    let reference = seeds::reference();
    Ok(Json(ReferenceOut {
        fields: reference.fields.iter().map(code).collect(),
        industries: reference.industries.iter().map(|one| plain(&one.code, &one.name)).collect(),
        regions: reference.regions.iter().map(region).collect(),
        functional_zones: reference.functional_zones.iter().map(|zone| zone.name.clone()).collect(),
        chains: reference.chains.iter().map(code).collect(),
        trl: reference.trl.iter().map(trl).collect(),
        contract_types: reference.contract_types.iter().map(contract_type).collect(),
        dictionaries: dictionaries(),
        rules: reference.rules.versions().map(rule).collect(),
        limits: LimitsOut {
            upload_bytes_max: limits.upload_bytes_max,
            files_per_record_max: limits.files_per_record_max,
            page_rows_max: limits.page_rows_max,
        },
    }))
}

fn dictionaries() -> BTreeMap<String, Vec<CodeOut>> {
    let dictionaries = seeds::reference().dictionaries.iter();
    dictionaries.map(|(name, entries)| (name.clone(), entries.iter().map(code).collect())).collect()
}

fn code(entry: &seeds::Entry) -> CodeOut {
    CodeOut { code: entry.code.clone(), label: entry.label.clone(), note: entry.note.clone() }
}

fn plain(code: &str, label: &str) -> CodeOut {
    CodeOut { code: code.to_owned(), label: label.to_owned(), note: None }
}

fn region(region: &seeds::Region) -> RegionOut {
    RegionOut { code: region.code.clone(), label: seeds::region_label(&region.code).unwrap_or_default() }
}

fn trl(level: &seeds::TrlLevel) -> TrlOut {
    TrlOut {
        level: level.level,
        name: level.name.clone(),
        meaning: level.meaning.clone(),
        evidence: level.evidence.clone(),
        stage: level.display_stage.clone(),
    }
}

fn contract_type(kind: &seeds::ContractType) -> ContractTypeOut {
    ContractTypeOut {
        code: kind.code.clone(),
        label: kind.label.clone(),
        children: kind.sub_types.iter().map(code).collect(),
    }
}

fn rule(rule: &seeds::RuleValue) -> RuleOut {
    RuleOut {
        key: name(&rule.key),
        value: rule.value,
        unit: name(&rule.unit),
        effective_from: rule.effective_from,
        effective_to: rule.effective_to,
        source: rule.source.clone(),
        needs_check: rule.needs_check,
    }
}

/// The name under which an enumeration of the seeds is written.
fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
