//! The words that this node cuts texts and understands questions with follow the words in force.

use crate::dictionary;
use crate::state::AppState;
use search_index::{Lexicon, Overlay, WordsChange};
use std::sync::Arc;

/// The words in force. The one place where a node learns of them.
async fn in_force(state: &AppState) -> anyhow::Result<Overlay> {
    dictionary::in_force::overlay(state).await
}

/// Takes over words that only change how questions are understood. True when texts have to be cut anew.
///
/// # Errors
/// The database or the index fails.
pub(super) async fn follow(state: &AppState) -> anyhow::Result<bool> {
    let wanted = in_force(state).await?;
    match state.search.words_change(&wanted) {
        WordsChange::None => Ok(false),
        WordsChange::Analysis => Ok(true),
        WordsChange::QueryOnly => {
            let index = state.search.clone();
            let taking = move || index.set_query_words(Arc::new(Lexicon::new(wanted)));
            tokio::task::spawn_blocking(taking).await??;
            Ok(false)
        }
    }
}

/// What a new index has to be built with.
///
/// # Errors
/// The database fails.
pub(super) async fn lexicon(state: &AppState) -> anyhow::Result<Arc<Lexicon>> {
    let wanted = in_force(state).await?;
    if state.search.words_change(&wanted) == WordsChange::None {
        return Ok(state.search.lexicon());
    }
    Ok(tokio::task::spawn_blocking(move || Arc::new(Lexicon::new(wanted))).await?)
}
