//! The records behind a figure.

use super::dto::FigureRecordOut;
use super::service::{
    Figure, introduced, live_achievements, live_demands, received, registered, signed, verified_organizations,
};
use crate::clock::china_date;
use crate::context::Context;
use crate::deals;
use crate::demands::view::sees_name;
use crate::error::{Error, Result};
use crate::http::page::{Page, PageQuery, Window};
use chrono::NaiveDate;
use entity::id::{ContractId, DealId};
use entity::{achievement, contract, contract_registration, deal, demand, organization, payment};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashMap;

/// # Errors
/// No such figure; a bad page; the database fails.
pub async fn records(context: &Context, figure: &str, page: &PageQuery) -> Result<Page<FigureRecordOut>> {
    let figure = Figure::ALL.into_iter().find(|known| known.key() == figure).ok_or(Error::NotFound("个统计数字"))?;
    let window = page.window(context)?;
    match figure {
        Figure::Achievements => achievements(context, window).await,
        Figure::Demands => demands(context, window).await,
        Figure::Organizations => organizations(context, window).await,
        Figure::Introduced => {
            let (rows, total) = read(context, introduced().order_by_desc(deal::Column::Id), window).await?;
            let lines = rows.into_iter().map(|row| Line {
                deal: row.id,
                date: Some(china_date(row.created_at)),
                amount_fen: None,
            });
            Ok(window.page(of_deals(context, lines.collect()).await?, total))
        }
        Figure::Signed => {
            let (rows, total) = read(context, signed().order_by_desc(contract::Column::Id), window).await?;
            let lines = rows.into_iter().map(|row| Line {
                deal: row.deal_id,
                date: row.signed_on,
                amount_fen: Some(row.total_amount_fen),
            });
            Ok(window.page(of_deals(context, lines.collect()).await?, total))
        }
        Figure::Registered => registrations(context, window).await,
        Figure::Received => {
            let (rows, total) = read(context, received().order_by_desc(payment::Column::Id), window).await?;
            let lines = rows.into_iter().map(|row| Line {
                deal: row.deal_id,
                date: row.received_on,
                amount_fen: row.received_fen,
            });
            Ok(window.page(of_deals(context, lines.collect()).await?, total))
        }
    }
}

async fn read<E>(context: &Context, query: Select<E>, window: Window) -> Result<(Vec<E::Model>, u64)>
where
    E: EntityTrait,
    E::Model: Send + Sync,
{
    let total = query.clone().count(context.database()).await?;
    Ok((query.offset(window.offset).limit(window.limit).all(context.database()).await?, total))
}

async fn achievements(context: &Context, window: Window) -> Result<Page<FigureRecordOut>> {
    let query = live_achievements(context).order_by_desc(achievement::Column::PublishedAt);
    let (rows, total) = read(context, query, window).await?;
    let owners =
        crate::organizations::store::by_ids(context.database(), rows.iter().map(|row| row.organization_id)).await?;
    let items = rows.into_iter().map(|row| FigureRecordOut {
        href: Some(format!("/achievements/{}", row.number)),
        organization: owners.get(&row.organization_id).map(|owner| owner.name.clone()),
        date: row.published_at.map(china_date),
        number: row.number,
        title: Some(row.title),
        amount_fen: None,
    });
    Ok(window.page(items.collect(), total))
}

async fn demands(context: &Context, window: Window) -> Result<Page<FigureRecordOut>> {
    let query = live_demands(context).order_by_desc(demand::Column::PublishedAt);
    let (rows, total) = read(context, query, window).await?;
    let owners =
        crate::organizations::store::by_ids(context.database(), rows.iter().map(|row| row.organization_id)).await?;
    let items = rows.into_iter().map(|row| FigureRecordOut {
        href: Some(format!("/demands/{}", row.number)),
        organization: owners
            .get(&row.organization_id)
            .filter(|_| sees_name(context, &row))
            .map(|owner| owner.name.clone()),
        date: row.published_at.map(china_date),
        number: row.number,
        title: Some(row.title),
        amount_fen: None,
    });
    Ok(window.page(items.collect(), total))
}

async fn organizations(context: &Context, window: Window) -> Result<Page<FigureRecordOut>> {
    let query = verified_organizations(context).order_by_asc(organization::Column::Name);
    let (rows, total) = read(context, query, window).await?;
    let items = rows.into_iter().map(|row| FigureRecordOut {
        number: seeds::label("organization_kind", row.kind.as_str()).unwrap_or_default().to_owned(),
        href: Some(format!("/organizations/{}", row.id)),
        title: Some(row.name),
        organization: None,
        date: row.verified_at.map(china_date),
        amount_fen: None,
    });
    Ok(window.page(items.collect(), total))
}

async fn registrations(context: &Context, window: Window) -> Result<Page<FigureRecordOut>> {
    let (rows, total) = read(context, registered().order_by_desc(contract_registration::Column::Id), window).await?;
    let contracts = contract::Entity::find().filter(contract::Column::Id.is_in(rows.iter().map(|row| row.contract_id)));
    let contracts: HashMap<ContractId, i64> =
        contracts.all(context.database()).await?.into_iter().map(|row| (row.id, row.technical_amount_fen)).collect();
    let lines = rows.into_iter().map(|row| Line {
        deal: row.deal_id,
        date: row.decided_on,
        amount_fen: contracts.get(&row.contract_id).copied(),
    });
    Ok(window.page(of_deals(context, lines.collect()).await?, total))
}

/// A record of a deal.
struct Line {
    deal: DealId,
    date: Option<NaiveDate>,
    amount_fen: Option<i64>,
}

/// Names, amounts and links only for deals that the viewer may see.
async fn of_deals(context: &Context, lines: Vec<Line>) -> Result<Vec<FigureRecordOut>> {
    let database = context.database();
    let ids: Vec<DealId> = lines.iter().map(|line| line.deal).collect();
    let all = deal::Entity::find().filter(deal::Column::Id.is_in(ids.clone())).all(database).await?;
    let seen = deals::store::visible_to(&context.viewer).filter(deal::Column::Id.is_in(ids)).all(database).await?;
    let parties = seen.iter().map(|row| row.supplier_id);
    let parties = crate::organizations::store::by_ids(database, parties).await?;
    let record = |line: Line| {
        let row = all.iter().find(|row| row.id == line.deal)?;
        let seen = seen.iter().find(|row| row.id == line.deal);
        Some(FigureRecordOut {
            number: row.number.clone(),
            title: seen.map(|row| row.title.clone()),
            organization: seen.and_then(|row| parties.get(&row.supplier_id)).map(|party| party.name.clone()),
            date: line.date,
            amount_fen: seen.and(line.amount_fen),
            href: seen.map(|row| format!("/app/deals/{}", row.id)),
        })
    };
    Ok(lines.into_iter().filter_map(record).collect())
}
