//! The schema, append-only: one file a step, `mYYYYMMDD_NNNN_verb_noun.rs`; a step that has landed is never edited.

use sea_orm_migration::{MigrationTrait, MigratorTrait, async_trait};

mod m20261121_0001_create_tables;
mod m20261121_0002_create_outbox_readers;
mod m20261121_0003_create_dictionary;
mod m20261121_0004_remember_searches;
mod m20261121_0005_order_listings_by_date;
mod m20261129_0006_vectors;
mod m20261129_0007_learn_from_decisions;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_0001_create_tables::Migration),
            Box::new(m20261121_0002_create_outbox_readers::Migration),
            Box::new(m20261121_0003_create_dictionary::Migration),
            Box::new(m20261121_0004_remember_searches::Migration),
            Box::new(m20261121_0005_order_listings_by_date::Migration),
            Box::new(m20261129_0006_vectors::Migration),
            Box::new(m20261129_0007_learn_from_decisions::Migration),
        ]
    }
}
