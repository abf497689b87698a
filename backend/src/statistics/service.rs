//! The figures. Listings are counted as the viewer sees them; deals, contracts and payments are counted whole, and their
//! records are opened without names to those who may not know them.

use super::dto::{CountOut, FigureOut, StatisticsOut};
use crate::context::Context;
use crate::error::Result;
use crate::{achievements, demands, organizations};
use entity::enums::{Answer, ContractState, DealStage, DealState, RegistrationState, Verification};
use entity::{achievement, contract, contract_registration, deal, demand, organization, payment};
use sea_orm::sea_query::{Alias, Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait, Select};

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    Achievements,
    Demands,
    Organizations,
    Introduced,
    Signed,
    Registered,
    Received,
}

impl Figure {
    pub const ALL: [Self; 7] = [
        Self::Achievements,
        Self::Demands,
        Self::Organizations,
        Self::Introduced,
        Self::Signed,
        Self::Registered,
        Self::Received,
    ];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Achievements => "achievements",
            Self::Demands => "demands",
            Self::Organizations => "organizations",
            Self::Introduced => "introduced",
            Self::Signed => "signed",
            Self::Registered => "registered",
            Self::Received => "received",
        }
    }

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Achievements => "在库成果",
            Self::Demands => "在库需求",
            Self::Organizations => "认证单位",
            Self::Introduced => "意向",
            Self::Signed => "签约",
            Self::Registered => "登记",
            Self::Received => "到账",
        }
    }

    #[must_use]
    pub const fn definition(self) -> &'static str {
        match self {
            Self::Achievements => "已发布或洽谈中、您有权看到的成果项数。",
            Self::Demands => "已发布或洽谈中、您有权看到的需求项数。",
            Self::Organizations => "已通过认证的单位家数。",
            Self::Introduced => "双方都答复同意引荐的交易数，含后来未成的。",
            Self::Signed => "已上传签字合同的交易数，金额为合同成交总金额之和。",
            Self::Registered => "已取得 16 位登记编号的合同数，金额为技术交易额之和。",
            Self::Received => "已凭银行回单确认的到账笔数，金额为实收之和。",
        }
    }
}

/// # Errors
/// The database fails.
pub async fn figures(context: &Context) -> Result<StatisticsOut> {
    let mut figures = Vec::with_capacity(Figure::ALL.len());
    for figure in Figure::ALL {
        let (count, amount_fen) = count(context, figure).await?;
        figures.push(FigureOut {
            key: figure.key().to_owned(),
            label: figure.label().to_owned(),
            definition: figure.definition().to_owned(),
            count,
            amount_fen,
            href: format!("/statistics/{}", figure.key()),
        });
    }
    let achievements = live_achievements(context);
    let demands = live_demands(context);
    Ok(StatisticsOut {
        figures,
        achievements_by_field: by_field(context, achievements, achievement::Column::Field, "achievement").await?,
        demands_by_field: by_field(context, demands, demand::Column::Field, "demand").await?,
        achievements_by_trl: by_trl(context).await?,
        deals_by_stage: by_stage(context).await?,
        as_of: context.now(),
    })
}

pub(super) fn live_achievements(context: &Context) -> Select<achievement::Entity> {
    use entity::enums::ListingState::{InTalks, Published};
    achievements::store::visible_to(&context.viewer).filter(achievement::Column::State.is_in([Published, InTalks]))
}

pub(super) fn live_demands(context: &Context) -> Select<demand::Entity> {
    use entity::enums::ListingState::{InTalks, Published};
    demands::store::visible_to(&context.viewer).filter(demand::Column::State.is_in([Published, InTalks]))
}

pub(super) fn verified_organizations(context: &Context) -> Select<organization::Entity> {
    organizations::store::visible_to(&context.viewer)
        .filter(organization::Column::Verification.eq(Verification::Verified))
}

pub(super) fn introduced() -> Select<deal::Entity> {
    deal::Entity::find()
        .filter(deal::Column::SupplierAnswer.eq(Answer::Yes))
        .filter(deal::Column::AcquirerAnswer.eq(Answer::Yes))
}

pub(super) fn signed() -> Select<contract::Entity> {
    contract::Entity::find().filter(contract::Column::State.eq(ContractState::Signed))
}

pub(super) fn registered() -> Select<contract_registration::Entity> {
    contract_registration::Entity::find().filter(contract_registration::Column::State.eq(RegistrationState::Registered))
}

pub(super) fn received() -> Select<payment::Entity> {
    payment::Entity::find().filter(payment::Column::ReceivedOn.is_not_null())
}

async fn count(context: &Context, figure: Figure) -> Result<(u64, Option<i64>)> {
    let database = context.database();
    Ok(match figure {
        Figure::Achievements => (live_achievements(context).count(database).await?, None),
        Figure::Demands => (live_demands(context).count(database).await?, None),
        Figure::Organizations => (verified_organizations(context).count(database).await?, None),
        Figure::Introduced => (introduced().count(database).await?, None),
        Figure::Signed => {
            let sum = sum(context, signed(), contract::Column::TotalAmountFen).await?;
            (signed().count(database).await?, Some(sum))
        }
        Figure::Registered => (registered().count(database).await?, Some(registered_amount(context).await?)),
        Figure::Received => {
            let sum = sum(context, received(), payment::Column::ReceivedFen).await?;
            (received().count(database).await?, Some(sum))
        }
    })
}

/// Sums a column of fen; a sum of bigint is a decimal in PostgreSQL, hence the cast.
async fn sum<E: EntityTrait, C: ColumnTrait>(context: &Context, query: Select<E>, column: C) -> Result<i64> {
    let sum: Option<Option<i64>> = query
        .select_only()
        .column_as(Expr::expr(column.into_expr().sum()).cast_as(Alias::new("bigint")), "amount")
        .into_tuple()
        .one(context.database())
        .await?;
    Ok(sum.flatten().unwrap_or(0))
}

async fn registered_amount(context: &Context) -> Result<i64> {
    let contracts = registered().select_only().column(contract_registration::Column::ContractId).into_query();
    let query = contract::Entity::find().filter(contract::Column::Id.in_subquery(contracts));
    sum(context, query, contract::Column::TechnicalAmountFen).await
}

async fn by_field<E: EntityTrait>(
    context: &Context,
    query: Select<E>,
    column: E::Column,
    kind: &str,
) -> Result<Vec<CountOut>> {
    let counts: Vec<(String, i64)> = query
        .select_only()
        .column(column)
        .column_as(column.count(), "number")
        .group_by(column)
        .into_tuple()
        .all(context.database())
        .await?;
    let fields = seeds::reference().fields.iter().map(|field| {
        let count = counts.iter().find(|(code, _)| *code == field.code).map_or(0, |(_, count)| count.unsigned_abs());
        CountOut {
            code: field.code.clone(),
            label: field.label.clone(),
            count,
            href: format!("/search?kind={kind}&field={}", field.code),
        }
    });
    Ok(fields.collect())
}

async fn by_trl(context: &Context) -> Result<Vec<CountOut>> {
    let counts: Vec<(Option<i16>, i64)> = live_achievements(context)
        .select_only()
        .column(achievement::Column::Trl)
        .column_as(achievement::Column::Id.count(), "number")
        .group_by(achievement::Column::Trl)
        .into_tuple()
        .all(context.database())
        .await?;
    let levels = (1..=9).map(|level: i16| CountOut {
        code: level.to_string(),
        label: format!("TRL {level}"),
        count: counts.iter().find(|(trl, _)| *trl == Some(level)).map_or(0, |(_, count)| count.unsigned_abs()),
        href: format!("/search?kind=achievement&trl_min={level}&trl_max={level}"),
    });
    Ok(levels.collect())
}

async fn by_stage(context: &Context) -> Result<Vec<CountOut>> {
    let counts: Vec<(DealStage, i64)> = deal::Entity::find()
        .select_only()
        .column(deal::Column::Stage)
        .column_as(deal::Column::Id.count(), "number")
        .filter(deal::Column::State.eq(DealState::Active))
        .group_by(deal::Column::Stage)
        .into_tuple()
        .all(context.database())
        .await?;
    let stages = DealStage::ALL.iter().filter(|stage| **stage != DealStage::Archived).map(|stage| CountOut {
        code: stage.to_string(),
        label: seeds::label("deal_stage", stage.as_str()).unwrap_or_default().to_owned(),
        count: counts.iter().find(|(found, _)| found == stage).map_or(0, |(_, count)| count.unsigned_abs()),
        href: format!("/app/deals?stage={stage}"),
    });
    Ok(stages.collect())
}
