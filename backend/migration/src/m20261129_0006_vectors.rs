//! Domain vectors of listings, and the models that made them. The grams of a trained model, some ten megabytes, have a table
//! of their own, so that reading which models there are does not read them.

use sea_orm_migration::prelude::{DbErr, ForeignKey, ForeignKeyAction, Index, SchemaManager, Table};
use sea_orm_migration::prelude::{ForeignKeyCreateStatement, TableCreateStatement};
use sea_orm_migration::schema::{blob, boolean, integer, json_binary, string, timestamp_with_time_zone, uuid};
use sea_orm_migration::{MigrationName, MigrationTrait, async_trait};

const MODELS: &str = "vector_models";
const GRAMS: &str = "vector_grams";
const VECTORS: &str = "listing_vectors";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261129_0006_vectors"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [models(), grams(), vectors()] {
            manager.create_table(table).await?;
        }
        let index =
            Index::create().name("index_listing_vectors_model_version").table(VECTORS).col("model_version").to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [VECTORS, GRAMS, MODELS] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn models() -> TableCreateStatement {
    Table::create()
        .table(MODELS)
        .col(integer("version"))
        .col(string("kind"))
        .col(string("name"))
        .col(integer("dimension"))
        .col(integer("listings"))
        .col(boolean("active"))
        .col(json_binary("figures"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("version"))
        .to_owned()
}

fn grams() -> TableCreateStatement {
    Table::create()
        .table(GRAMS)
        .col(integer("model_version"))
        .col(blob("grams"))
        .primary_key(Index::create().col("model_version"))
        .foreign_key(&mut of_model(GRAMS))
        .to_owned()
}

/// A listing is of either table, so its id is no foreign key.
fn vectors() -> TableCreateStatement {
    Table::create()
        .table(VECTORS)
        .col(uuid("listing_id"))
        .col(integer("model_version"))
        .col(integer("listing_version"))
        .col(blob("vector"))
        .primary_key(Index::create().col("listing_id").col("model_version"))
        .foreign_key(&mut of_model(VECTORS))
        .to_owned()
}

fn of_model(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(table, "model_version")
        .to(MODELS, "version")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}
