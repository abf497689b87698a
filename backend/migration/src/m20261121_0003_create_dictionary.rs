//! Versions of the search's word lists, and proposals that nobody wants.

use sea_orm_migration::prelude::{DbErr, ForeignKey, Index, SchemaManager, Table};
use sea_orm_migration::schema::{
    big_integer, big_integer_null, json_binary, string, text, timestamp_with_time_zone, uuid,
};
use sea_orm_migration::{MigrationName, MigrationTrait, async_trait};

const VERSIONS: &str = "dictionary_versions";
const IGNORED: &str = "ignored_words";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261121_0003_create_dictionary"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let versions = Table::create()
            .table(VERSIONS)
            .col(uuid("id"))
            .col(big_integer("number"))
            .col(json_binary("overlay"))
            .col(text("note"))
            .col(uuid("author_id"))
            .col(big_integer_null("restored_from"))
            .col(timestamp_with_time_zone("created_at"))
            .primary_key(Index::create().col("id"))
            .foreign_key(ForeignKey::create().from(VERSIONS, "author_id").to("people", "id"))
            .to_owned();
        manager.create_table(versions).await?;
        let ignored = Table::create()
            .table(IGNORED)
            .col(uuid("id"))
            .col(string("text"))
            .col(uuid("person_id"))
            .col(timestamp_with_time_zone("created_at"))
            .primary_key(Index::create().col("id"))
            .foreign_key(ForeignKey::create().from(IGNORED, "person_id").to("people", "id"))
            .to_owned();
        manager.create_table(ignored).await?;
        for (table, column) in [(VERSIONS, "number"), (IGNORED, "text")] {
            let name = format!("index_{table}_{column}");
            manager.create_index(Index::create().name(name).table(table).col(column).unique().to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [IGNORED, VERSIONS] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
