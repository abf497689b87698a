//! What the database holds, for tests that nothing is half-written.

use crate::Server;
use sea_orm::{EntityTrait, PaginatorTrait};
use std::collections::BTreeMap;

macro_rules! counted {
    ($server:expr, $($table:ident),+ $(,)?) => {{
        let mut counts = BTreeMap::new();
        $(
            let rows = entity::$table::Entity::find().count(&$server.state.database).await.expect("a count");
            counts.insert(stringify!($table), rows);
        )+
        counts
    }};
}

impl Server {
    /// Rows of every table that a request may write, after the suggestions of earlier ones have been written; attempts to
    /// sign in apart.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn row_counts(&self) -> BTreeMap<&'static str, u64> {
        self.settled().await;
        counted!(
            self,
            achievement,
            audit_event,
            contract,
            contract_registration,
            deal,
            deal_event,
            demand,
            file,
            idempotency_key,
            listing_grant,
            membership,
            organization,
            outbox_entry,
            payment,
            person,
            pricing,
            revision,
            session,
            standing_search,
        )
    }

    /// Files in the data folder below `blobs`, those half-received included.
    #[must_use]
    pub fn stored_files(&self) -> usize {
        count_files(&self.folder().join("blobs"))
    }
}

fn count_files(folder: &std::path::Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries.flatten().map(|entry| if entry.path().is_dir() { count_files(&entry.path()) } else { 1 }).sum()
}
