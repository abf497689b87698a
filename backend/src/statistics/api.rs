use super::dto::{DeskOut, FigureRecordOut, StatisticsOut};
use super::{desk, records, service};
use crate::context::Context;
use crate::error::Result;
use crate::http::page::{Page, PageQuery};
use crate::http::{Json, Path, Query};

/// Figures, each with the way to its records.
#[utoipa::path(get, path = "/statistics", tag = "statistics", responses((status = 200, body = StatisticsOut)))]
pub async fn get_statistics(context: Context) -> Result<Json<StatisticsOut>> {
    Ok(Json(service::figures(&context).await?))
}

/// The records behind a figure.
#[utoipa::path(get, path = "/statistics/{figure}/records", tag = "statistics", params(("figure" = String, Path), PageQuery),
    responses((status = 200, body = Page<FigureRecordOut>)))]
pub async fn list_figure_records(
    context: Context,
    Path(figure): Path<String>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<FigureRecordOut>>> {
    Ok(Json(records::records(&context, &figure, &page).await?))
}

/// What waits for the signed-in person.
#[utoipa::path(get, path = "/desk", tag = "statistics", responses((status = 200, body = DeskOut)))]
pub async fn get_desk(context: Context) -> Result<Json<DeskOut>> {
    Ok(Json(desk::desk(&context).await?))
}
