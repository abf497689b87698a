//! What every request can reach.

use crate::clock::Clock;
use crate::config::Config;
use crate::dictionary::state::DictionaryState;
use crate::files::blobs::Blobs;
use crate::jobs::index_state::IndexState;
use crate::matches::prepared::PreparedTexts;
use crate::search::kept::KeptRows;
use crate::search::log::SearchLog;
use crate::search::popular::Popular;
use crate::vectors::state::VectorsState;
use sea_orm::DatabaseConnection;
use search_index::IndexStore;
use std::sync::Arc;
use tokio::sync::watch;

#[derive(Clone)]
pub struct AppState(Arc<App>);

pub struct App {
    pub config: Config,
    pub database: DatabaseConnection,
    pub search: Arc<IndexStore>,
    pub blobs: Blobs,
    pub clock: Clock,
    /// Rung after each commit that left something in the outbox.
    pub outbox_bell: watch::Sender<()>,
    pub index_state: IndexState,
    /// The id of this node among those over the database.
    pub node: String,
    /// Searches that are counted but not written down yet.
    pub search_log: SearchLog,
    /// Rows that search hits show.
    pub kept_rows: KeptRows,
    /// Texts of listings, ready to be compared.
    pub prepared_texts: PreparedTexts,
    /// Past successful searches, for the suggestions.
    pub popular: Popular,
    pub dictionary: DictionaryState,
    pub vectors: VectorsState,
}

impl AppState {
    #[must_use]
    pub fn new(app: App) -> Self {
        Self(Arc::new(app))
    }
}

impl std::ops::Deref for AppState {
    type Target = App;
    fn deref(&self) -> &App {
        &self.0
    }
}
