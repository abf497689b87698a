//! What a node keeps in memory for vectors.

use super::model::Trained;
use super::remote::Remote;
use super::store;
use sea_orm::DatabaseConnection;
use std::sync::Arc;
use tokio::sync::Mutex;

pub struct VectorsState {
    /// The configured embedding service.
    pub(super) remote: Option<Remote>,
    /// The trained model that was used last, and its version.
    trained: Mutex<Option<(i32, Arc<Trained>)>>,
}

impl VectorsState {
    #[must_use]
    pub fn new(remote: Option<Remote>) -> Self {
        Self { remote, trained: Mutex::default() }
    }

    /// A trained model, read once.
    ///
    /// # Errors
    /// It is not there or damaged; the database fails.
    pub(super) async fn trained(&self, database: &DatabaseConnection, version: i32) -> anyhow::Result<Arc<Trained>> {
        let mut known = self.trained.lock().await;
        if let Some((_, model)) = known.as_ref().filter(|(of, _)| *of == version) {
            return Ok(model.clone());
        }
        let model = Arc::new(store::trained(database, version).await?);
        *known = Some((version, model.clone()));
        Ok(model)
    }
}
