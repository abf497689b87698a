//! The listings' index by state and date becomes one by date and state. SQLite keeps no statistics: asked for ten ids and for
//! live states it took `state` for the rarer condition and walked through the whole market (95 ms instead of 0.4 ms for
//! each search among 100,000 listings). With the date in front, state alone cannot lead it there, and the newest live
//! listings are still read in order.

use sea_orm_migration::prelude::{DbErr, Index, SchemaManager};
use sea_orm_migration::{MigrationName, MigrationTrait, async_trait};

pub struct Migration;

const TABLES: [&str; 2] = ["achievements", "demands"];
const BY_STATE: [&str; 2] = ["state", "published_at"];
const BY_DATE: [&str; 2] = ["published_at", "state"];

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261121_0005_order_listings_by_date"
    }
}

fn name(table: &str, columns: [&str; 2]) -> String {
    format!("index_{table}_{}", columns.join("_"))
}

async fn replace(manager: &SchemaManager<'_>, old: [&'static str; 2], new: [&'static str; 2]) -> Result<(), DbErr> {
    for table in TABLES {
        manager.drop_index(Index::drop().name(name(table, old)).table(table).to_owned()).await?;
        let index = Index::create().name(name(table, new)).table(table).col(new[0]).col(new[1]).to_owned();
        manager.create_index(index).await?;
    }
    Ok(())
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace(manager, BY_STATE, BY_DATE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        replace(manager, BY_DATE, BY_STATE).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
