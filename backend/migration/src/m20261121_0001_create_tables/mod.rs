//! All tables of the first release.

use sea_orm_migration::prelude::{DbErr, Index, IndexCreateStatement, SchemaManager, Table, TableCreateStatement};
use sea_orm_migration::{MigrationName, MigrationTrait, async_trait};

mod deals;
mod journal;
mod listings;
mod people;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261121_0001_create_tables"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        for (table, columns, unique) in INDEXES {
            manager.create_index(index(table, columns, *unique)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables().iter().rev() {
            if let Some(name) = table.get_table_name() {
                manager.drop_table(Table::drop().table(name.clone()).to_owned()).await?;
            }
        }
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

fn index(table: &'static str, columns: &[&'static str], unique: bool) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("index_{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    if unique {
        index.unique();
    }
    index
}

/// (table, columns, unique)
const INDEXES: &[(&str, &[&str], bool)] = &[
    ("organizations", &["name"], true),
    ("organizations", &["credit_code"], true),
    ("people", &["login_name"], true),
    ("memberships", &["person_id", "organization_id", "role"], true),
    ("memberships", &["organization_id"], false),
    ("sessions", &["token_hash"], true),
    ("sessions", &["person_id"], false),
    ("login_attempts", &["login_name", "at"], false),
    ("login_attempts", &["address", "at"], false),
    ("achievements", &["number"], true),
    ("achievements", &["organization_id"], false),
    ("achievements", &["state", "published_at"], false),
    ("demands", &["number"], true),
    ("demands", &["organization_id"], false),
    ("demands", &["state", "published_at"], false),
    ("listing_grants", &["listing_id", "organization_id", "grant"], true),
    ("listing_grants", &["organization_id"], false),
    ("revisions", &["subject_id", "version"], false),
    ("matches", &["demand_id", "achievement_id"], true),
    ("matches", &["achievement_id"], false),
    ("matches", &["state", "score"], false),
    ("deals", &["number"], true),
    ("deals", &["stage"], false),
    ("deals", &["supplier_id"], false),
    ("deals", &["acquirer_id"], false),
    ("deals", &["manager_id"], false),
    ("deal_events", &["deal_id", "at"], false),
    ("pricings", &["deal_id"], false),
    ("contracts", &["deal_id"], true),
    ("contract_registrations", &["number"], true),
    ("contract_registrations", &["deal_id"], false),
    ("contract_registrations", &["contract_id"], false),
    ("payments", &["contract_id", "instalment"], true),
    ("payments", &["deal_id"], false),
    ("files", &["subject_id"], false),
    ("files", &["sha256"], false),
    ("audit_events", &["subject_id"], false),
    ("audit_events", &["at"], false),
];

/// In the order in which they can be created: what is pointed at comes first.
fn tables() -> Vec<TableCreateStatement> {
    vec![
        people::organizations(),
        people::people(),
        people::memberships(),
        people::sessions(),
        people::login_attempts(),
        listings::achievements(),
        listings::demands(),
        listings::revisions(),
        listings::matches(),
        deals::deals(),
        listings::listing_grants(),
        deals::deal_events(),
        deals::pricings(),
        deals::contracts(),
        deals::contract_registrations(),
        deals::payments(),
        deals::files(),
        journal::audit_events(),
        journal::outbox_entries(),
        journal::counters(),
        people::idempotency_keys(),
    ]
}
