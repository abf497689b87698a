//! Standing searches of people, and how often words are searched for, without who.

use sea_orm_migration::prelude::{DbErr, ForeignKey, Index, SchemaManager, Table, TableCreateStatement};
use sea_orm_migration::schema::{boolean, date, integer, json_binary, string, text, timestamp_with_time_zone, uuid};
use sea_orm_migration::{MigrationName, MigrationTrait, async_trait};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261121_0004_remember_searches"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(standing_searches()).await?;
        let index = Index::create()
            .name("index_standing_searches_person_id")
            .table("standing_searches")
            .col("person_id")
            .to_owned();
        manager.create_index(index).await?;
        manager.create_table(search_tallies()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["search_tallies", "standing_searches"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn standing_searches() -> TableCreateStatement {
    Table::create()
        .table("standing_searches")
        .col(uuid("id"))
        .col(uuid("person_id"))
        .col(string("name"))
        .col(json_binary("search"))
        .col(boolean("muted"))
        .col(timestamp_with_time_zone("seen_at"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(ForeignKey::create().from("standing_searches", "person_id").to("people", "id"))
        .to_owned()
}

/// The key begins with the day: weeks are read and old days are pruned by it.
fn search_tallies() -> TableCreateStatement {
    Table::create()
        .table("search_tallies")
        .col(date("day"))
        .col(string("words"))
        .col(string("kind"))
        .col(string("field"))
        .col(integer("searches"))
        .col(integer("visitors"))
        .col(integer("whole"))
        .col(integer("shown"))
        .col(text("given_up"))
        .col(text("rescue"))
        .col(timestamp_with_time_zone("last_at"))
        .primary_key(Index::create().col("day").col("words").col("kind").col("field"))
        .to_owned()
}
