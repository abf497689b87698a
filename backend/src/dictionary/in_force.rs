//! The words that every node is to search with: those of the newest version.

use super::store::{self, Words};
use crate::state::AppState;
use search_index::Overlay;

/// The words in force. Nodes ask before each step: the version is read only when its number is new.
///
/// # Errors
/// The database fails.
pub async fn overlay(state: &AppState) -> anyhow::Result<Overlay> {
    let mut known = state.dictionary.known.lock().await;
    let newest = store::newest_number(&state.database).await?;
    if known.as_ref().is_none_or(|words| words.number != newest) {
        *known = Some(store::by_number(&state.database, newest).await?);
    }
    Ok(known.as_ref().map(|words: &Words| words.overlay.clone()).unwrap_or_default())
}
