//! `/statistics` and the records behind each figure.

use super::address::Address;
use super::labels;
use super::layout::Visitor;
use crate::error::{Error, Result};
use crate::http::page::PageQuery as CursorQuery;
use crate::http::{Path, Query};
use crate::statistics::dto::{CountOut, FigureOut, FigureRecordOut, StatisticsOut};
use crate::statistics::service::Figure as Counted;
use crate::statistics::{records, service};
use axum::response::Response;
use frontend::pages::statistics::{Breakdown, BreakdownRow, Figure, StatisticsRecord};
use frontend::pages::{StatisticsPage, StatisticsRecordsPage};
use frontend::view::Paging;
use serde::Deserialize;

const ROWS_OF_A_PAGE: u64 = 20;
/// The four lines of a deal; the other figures count what the platform holds.
const LINES: [Counted; 4] = [Counted::Introduced, Counted::Signed, Counted::Registered, Counted::Received];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RecordsQuery {
    page: Option<u64>,
}

pub async fn show(visitor: Visitor) -> Result<Response> {
    let StatisticsOut { figures, achievements_by_field, demands_by_field, achievements_by_trl, deals_by_stage, as_of } =
        service::figures(&visitor.context).await?;
    let is_line = |figure: &FigureOut| LINES.iter().any(|line| line.key() == figure.key);
    let (lines, held): (Vec<_>, Vec<_>) = figures.into_iter().partition(is_line);
    let mut breakdowns = vec![
        held_records(held),
        breakdown("成果按技术领域", "技术领域", achievements_by_field),
        breakdown("需求按技术领域", "技术领域", demands_by_field),
        breakdown("成果按成熟度", "成熟度", achievements_by_trl),
    ];
    // Its records open in the workbench, so it is for those who work there.
    if visitor.context.viewer.is_staff() {
        breakdowns.push(breakdown("进行中的交易按阶段", "阶段", deals_by_stage));
    }
    visitor.answer(&StatisticsPage {
        layout: visitor.layout.clone(),
        as_of: as_of_text(as_of),
        lines: lines.into_iter().map(line).collect(),
        breakdowns,
    })
}

pub fn as_of_text(at: chrono::DateTime<chrono::Utc>) -> String {
    format!("截至 {}", labels::minute(at))
}

fn line(figure: FigureOut) -> Figure {
    Figure {
        unit: unit(&figure.key).to_owned(),
        label: figure.label,
        count: figure.count,
        amount: figure.amount_fen.map(crate::rules::amounts::money),
        definition: figure.definition,
        href: figure.href,
    }
}

fn unit(figure: &str) -> &'static str {
    match Counted::ALL.into_iter().find(|known| known.key() == figure) {
        Some(Counted::Organizations) => "家",
        Some(Counted::Registered) => "份",
        Some(Counted::Received) => "笔",
        _ => "项",
    }
}

fn held_records(figures: Vec<FigureOut>) -> Breakdown {
    let row = |figure: FigureOut| BreakdownRow { label: figure.label, count: figure.count, href: figure.href };
    Breakdown {
        title: "平台在库记录".to_owned(),
        dimension: "类别".to_owned(),
        definition: "只计您有权看到的成果和需求。".to_owned(),
        rows: figures.into_iter().map(row).collect(),
    }
}

fn breakdown(title: &str, dimension: &str, counts: Vec<CountOut>) -> Breakdown {
    let row = |count: CountOut| BreakdownRow { label: count.label, count: count.count, href: count.href };
    Breakdown {
        title: title.to_owned(),
        dimension: dimension.to_owned(),
        definition: String::new(),
        rows: counts.into_iter().map(row).collect(),
    }
}

pub async fn show_records(
    visitor: Visitor,
    Path(figure): Path<String>,
    Query(query): Query<RecordsQuery>,
) -> Result<Response> {
    let page = query.page.unwrap_or(1).max(1);
    let offset = (page - 1).saturating_mul(ROWS_OF_A_PAGE);
    let window = CursorQuery { limit: Some(ROWS_OF_A_PAGE), cursor: Some(format!("o{offset}")) };
    let found = records::records(&visitor.context, &figure, &window).await?;
    if found.items.is_empty() && page > 1 {
        return Err(Error::NotFound("个页面"));
    }
    let counted = service::figures(&visitor.context).await?;
    let known = counted.figures.into_iter().find(|known| known.key == figure).ok_or(Error::NotFound("个统计数字"))?;
    let address = Address::new(known.href.as_str());
    visitor.answer(&StatisticsRecordsPage {
        layout: visitor.layout.clone(),
        total: found.total,
        unit: unit(&figure).to_owned(),
        amount: known.amount_fen.map(crate::rules::amounts::money),
        as_of: as_of_text(counted.as_of),
        rows: found.items.into_iter().map(record).collect(),
        paging: Paging::new(page, found.total.div_ceil(ROWS_OF_A_PAGE), |page| address.clone().page(page).href()),
        label: known.label,
        definition: known.definition,
        figure,
    })
}

fn record(row: FigureRecordOut) -> StatisticsRecord {
    StatisticsRecord {
        number: row.number,
        href: row.href,
        title: row.title,
        organization: row.organization,
        amount: row.amount_fen.map(crate::rules::amounts::money),
        date: row.date.map(|day| day.to_string()).unwrap_or_default(),
    }
}
