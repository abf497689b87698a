//! The known readers of the outbox. The suggestions' place, a counter row so far, moves here.

use sea_orm_migration::prelude::{DbErr, Index, SchemaManager, Table};
use sea_orm_migration::schema::{big_integer, string, timestamp_with_time_zone};
use sea_orm_migration::sea_orm::ConnectionTrait;
use sea_orm_migration::{MigrationName, MigrationTrait, async_trait};

pub struct Migration;

const MOVE_IN: &str = "INSERT INTO outbox_readers (name, node, position, seen_at) \
     SELECT 'matches', '', value, CURRENT_TIMESTAMP FROM counters WHERE name = 'reader-matches'";
const LEAVE: &str = "DELETE FROM counters WHERE name = 'reader-matches'";
const MOVE_BACK: &str = "INSERT INTO counters (name, value) \
     SELECT 'reader-matches', position FROM outbox_readers WHERE name = 'matches' AND node = ''";

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261121_0002_create_outbox_readers"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let readers = Table::create()
            .table("outbox_readers")
            .col(string("name"))
            .col(string("node"))
            .col(big_integer("position"))
            .col(timestamp_with_time_zone("seen_at"))
            .primary_key(Index::create().col("name").col("node"))
            .to_owned();
        manager.create_table(readers).await?;
        manager.get_connection().execute_unprepared(MOVE_IN).await?;
        manager.get_connection().execute_unprepared(LEAVE).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(MOVE_BACK).await?;
        manager.drop_table(Table::drop().table("outbox_readers").to_owned()).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
