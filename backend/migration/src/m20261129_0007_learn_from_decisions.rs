//! What people say of matches, the versions of the weights fitted to it, whole re-matchings, and watches on achievements.

use sea_orm_migration::prelude::{DbErr, ForeignKey, Index, SchemaManager, Table, TableCreateStatement};
use sea_orm_migration::schema::{
    double, integer, json_binary, string, string_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
    uuid_null,
};
use sea_orm_migration::sea_orm::ConnectionTrait;
use sea_orm_migration::{MigrationName, MigrationTrait, async_trait};

/// What an older version suggested was scored in another way: a platform that has demands matches all of them anew.
const MATCH_ANEW: &str = "
    INSERT INTO rematchings (number, reason, done, total, started_at)
    SELECT 1, '新的匹配算法', 0, count(*), CURRENT_TIMESTAMP FROM demands
    WHERE state IN ('published', 'in_talks') HAVING count(*) > 0";

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261129_0007_learn_from_decisions"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = |mut definition| Table::alter().table("matches").add_column(&mut definition).to_owned();
        manager.alter_table(column(string_null("gap"))).await?;
        manager.alter_table(column(string("substance").default("").to_owned())).await?;
        for table in [match_judgements(), match_models(), rematchings(), watches()] {
            manager.create_table(table).await?;
        }
        for (table, column) in [("match_judgements", "demand_id"), ("watches", "achievement_id")] {
            let name = format!("index_{table}_{column}");
            manager.create_index(Index::create().name(name).table(table).col(column).to_owned()).await?;
        }
        let once = Index::create().name("unique_match_judgements").table("match_judgements").unique().to_owned();
        manager.create_index(once.clone().col("match_id").col("person_id").to_owned()).await?;
        let once = Index::create().name("unique_watches").table("watches").unique().to_owned();
        manager.create_index(once.clone().col("person_id").col("achievement_id").to_owned()).await?;
        manager.get_connection().execute_unprepared(MATCH_ANEW).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["watches", "rematchings", "match_models", "match_judgements"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        for column in ["gap", "substance"] {
            manager.alter_table(Table::alter().table("matches").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn match_judgements() -> TableCreateStatement {
    Table::create()
        .table("match_judgements")
        .col(uuid("id"))
        .col(uuid("match_id"))
        .col(uuid("demand_id"))
        .col(uuid("achievement_id"))
        .col(uuid("person_id"))
        .col(string("judge"))
        .col(double("grade"))
        .col(string_null("reason"))
        .col(string("field"))
        .col(double("score"))
        .col(json_binary("values"))
        .col(string("scorer"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(ForeignKey::create().from("match_judgements", "match_id").to("matches", "id"))
        .foreign_key(ForeignKey::create().from("match_judgements", "person_id").to("people", "id"))
        .to_owned()
}

fn match_models() -> TableCreateStatement {
    Table::create()
        .table("match_models")
        .col(integer("version"))
        .col(string("state"))
        .col(json_binary("weights"))
        .col(json_binary("figures"))
        .col(uuid_null("made_by"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("version"))
        .to_owned()
}

fn rematchings() -> TableCreateStatement {
    Table::create()
        .table("rematchings")
        .col(integer("number"))
        .col(string("reason"))
        .col(integer("done"))
        .col(integer("total"))
        .col(uuid_null("after_demand_id"))
        .col(timestamp_with_time_zone("started_at"))
        .col(timestamp_with_time_zone_null("finished_at"))
        .primary_key(Index::create().col("number"))
        .to_owned()
}

fn watches() -> TableCreateStatement {
    Table::create()
        .table("watches")
        .col(uuid("id"))
        .col(uuid("person_id"))
        .col(uuid("achievement_id"))
        .col(json_binary("seen"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(ForeignKey::create().from("watches", "person_id").to("people", "id"))
        .foreign_key(ForeignKey::create().from("watches", "achievement_id").to("achievements", "id"))
        .to_owned()
}
