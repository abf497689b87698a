//! Value objects kept as JSON columns: rows that belong to one record, are saved with it and never queried alone.

use crate::enums::{IpKind, IpStatus, PaymentMode, PriceKind, TransferMode};
use crate::id::FileId;
use chrono::NaiveDate;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! json_list {
    ($($name:ident of $item:ty),+ $(,)?) => {$(
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, FromJsonQueryResult, ToSchema)]
        #[serde(transparent)]
        pub struct $name(pub Vec<$item>);
    )+};
}

json_list!(Texts of String, Modes of TransferMode, IpRights of IpRight, Indicators of Indicator, Targets of Target);

/// One intellectual property right of an achievement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IpRight {
    pub kind: IpKind,
    pub status: IpStatus,
    /// Patent numbers in canonical form, `ZL201710601862.3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// 年费到期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee_due_on: Option<NaiveDate>,
}

/// One technical indicator of an achievement (技术指标).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    pub name: String,
    pub value: String,
    #[serde(default)]
    pub unit: String,
    /// What it is compared with (对比对象).
    #[serde(default)]
    pub comparison: String,
    /// Test condition or report.
    #[serde(default)]
    pub condition: String,
}

/// One indicator that a demand wants reached (指标行).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    pub name: String,
    /// The value today.
    #[serde(default)]
    pub current: String,
    pub value: String,
    #[serde(default)]
    pub unit: String,
    /// How it is accepted (验收方式).
    #[serde(default)]
    pub acceptance: String,
}

/// 五要素 of a demand: what is known of material, method, effect, product and application.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, FromJsonQueryResult, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Elements {
    pub material: Vec<String>,
    pub method: Vec<String>,
    pub effect: Vec<String>,
    pub product: Vec<String>,
    pub application: Vec<String>,
}

/// A price or a budget, integers of fen. Negotiable: both absent; fixed: both equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Price {
    pub kind: PriceKind,
    #[serde(default)]
    pub low_fen: Option<i64>,
    #[serde(default)]
    pub high_fen: Option<i64>,
}

/// Whom to call; shown only to those entitled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    pub name: String,
    pub phone: String,
    pub email: String,
}

/// The agreement under which confidential details were opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromJsonQueryResult, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Confidentiality {
    pub signed_on: NaiveDate,
    #[serde(default)]
    pub file_id: Option<FileId>,
    #[serde(default)]
    pub note: String,
}

/// What the evaluation of the technology found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromJsonQueryResult, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    pub conclusion: String,
    /// 收益法, 成本法, 市场法 or a technical assessment without a value.
    #[serde(default)]
    pub method: String,
    #[serde(default)]
    pub value_fen: Option<i64>,
    #[serde(default)]
    pub evaluated_on: Option<NaiveDate>,
    #[serde(default)]
    pub file_id: Option<FileId>,
}

/// The term sheet of a deal (条款清单).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromJsonQueryResult, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DealTerms {
    pub mode: TransferMode,
    pub payment_mode: PaymentMode,
    /// The price the parties agree on, in fen.
    pub price_fen: i64,
    /// Scope, milestones and acceptance.
    pub scope: String,
    /// Who owns improvements (改进成果归属).
    #[serde(default)]
    pub improvements: String,
    /// Who pays the broker, on which base and when (民法典 art. 963).
    #[serde(default)]
    pub commission: String,
}
