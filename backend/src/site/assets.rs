//! Static files, and the built workbench: one page for every address below `/app/`, its parts kept for a year.

use super::layout::{html, of_site};
use crate::error::{Error, Result};
use crate::http::Path;
use crate::state::AppState;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use frontend::assets::{Asset, app_file, app_is_built, static_file as file_of};
use frontend::pages::WorkbenchMissingPage;

/// What the build names by its content; anything else may be a page of the workbench.
const BUILT_PARTS: &str = "assets/";

pub async fn static_file(Path(file): Path<String>, headers: HeaderMap) -> Result<Response> {
    file_of(&file).map(|asset| answer(asset, &headers)).ok_or(Error::NotFound("个文件"))
}

pub async fn to_workbench() -> Redirect {
    Redirect::permanent("/app/")
}

pub async fn workbench(State(state): State<AppState>, headers: HeaderMap) -> Result<Response> {
    start_page(&state, &headers)
}

pub async fn workbench_file(
    State(state): State<AppState>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    match app_file(&path) {
        Some(asset) => Ok(answer(asset, &headers)),
        None if path.starts_with(BUILT_PARTS) => Err(Error::NotFound("个文件")),
        None => start_page(&state, &headers),
    }
}

fn start_page(state: &AppState, headers: &HeaderMap) -> Result<Response> {
    match app_file("index.html") {
        Some(asset) if app_is_built() => Ok(answer(asset, headers)),
        _ => html(&WorkbenchMissingPage { layout: of_site(&state.config) }, "no-store"),
    }
}

/// The file, or only the word that the browser has it already.
fn answer(asset: Asset, headers: &HeaderMap) -> Response {
    let cache = if asset.immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
    let kept = [(header::CACHE_CONTROL, cache.to_owned()), (header::ETAG, asset.etag.clone())];
    if is_known(headers, &asset.etag) {
        return (StatusCode::NOT_MODIFIED, kept).into_response();
    }
    (kept, [(header::CONTENT_TYPE, asset.content_type)], asset.bytes).into_response()
}

/// Whether `If-None-Match` names the tag; a proxy that compressed the file has made it weak.
fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    known.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

#[cfg(test)]
mod tests {
    use super::{answer, file_of};
    use axum::http::{HeaderMap, StatusCode, header};

    #[test]
    fn a_browser_that_has_the_file_is_not_sent_it_again() {
        let asset = file_of("site.css").expect("the style sheet");
        let first = answer(asset.clone(), &HeaderMap::new());
        assert_eq!(first.status(), StatusCode::OK);
        assert_eq!(first.headers()[header::CACHE_CONTROL], "no-cache");
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, format!("W/{}", asset.etag).parse().expect("value"));
        assert_eq!(answer(asset, &headers).status(), StatusCode::NOT_MODIFIED);
    }
}
