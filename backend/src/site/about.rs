//! `/about`

use super::layout::Visitor;
use crate::error::Result;
use axum::response::Response;
use frontend::pages::AboutPage;

pub async fn show(visitor: Visitor) -> Result<Response> {
    let version = env!("CARGO_PKG_VERSION").to_owned();
    visitor.answer(&AboutPage { layout: visitor.layout.clone(), version })
}
