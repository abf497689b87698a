//! The public pages: HTML by the server, complete without JavaScript.
//!
//! Invariants
//! - A page shows what its viewer may see and nothing else: rows come through `visible_to`, lists through the search.
//!   The sitemaps show what the anonymous see, whoever asks.
//! - Handlers are thin: they ask the same services and stores as the API and fill a page of the crate `frontend`.
//! - A page for a signed-in person is never kept by a cache.

mod about;
mod achievement;
mod address;
mod assets;
mod cards;
mod crawlers;
mod demand;
mod fields;
mod home;
mod labels;
mod layout;
mod listing;
mod organization;
mod search;
mod similar;
mod statistics;
mod store;

use crate::error::Error;
use crate::state::AppState;
use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use frontend::pages::ErrorPage;

pub fn router() -> Router<AppState> {
    Router::new()
        .route("/", get(home::show))
        .route("/search", get(search::show))
        .route("/achievements/{number}", get(achievement::show))
        .route("/demands/{number}", get(demand::show))
        .route("/organizations/{id}", get(organization::show))
        .route("/fields", get(fields::list_fields))
        .route("/fields/{code}", get(fields::show_field))
        .route("/industries", get(fields::list_industries))
        .route("/industries/{code}", get(fields::show_industry))
        .route("/statistics", get(statistics::show))
        .route("/statistics/{figure}", get(statistics::show_records))
        .route("/about", get(about::show))
        .route("/sitemap.xml", get(crawlers::index))
        .route("/sitemaps/{part}", get(crawlers::part))
        .route("/robots.txt", get(crawlers::robots))
        .route("/static/{file}", get(assets::static_file))
        .route("/app", get(assets::to_workbench))
        .route("/app/", get(assets::workbench))
        .route("/app/{*path}", get(assets::workbench_file))
}

/// What a person sees when something went wrong. It asks nothing of the database, which may be what went wrong.
pub fn error_page(state: &AppState, error: &Error, path: &str, request_id: &str) -> Response {
    let status = error.status();
    let mut page = ErrorPage::new(layout::of_site(&state.config), status.as_u16(), path, request_id);
    // The standard words fit what is missing or broken; everything else is better said by the error itself.
    if status.is_client_error() && status != StatusCode::NOT_FOUND {
        page.message = error.message();
    }
    layout::html(&page, "no-store").unwrap_or_else(|error| {
        tracing::error!(error = ?error, "the error page does not render");
        Response::default()
    })
}
