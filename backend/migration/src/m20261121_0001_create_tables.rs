//! All tables of the first release.

use sea_orm_migration::prelude::{
    DbErr, DeriveMigrationName, ForeignKey, Index, IndexCreateStatement, SchemaManager, Table,
    TableCreateStatement,
};
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date_null, double, integer, json_binary,
    json_binary_null, small_integer_null, string, string_null, text, text_null,
    timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
};
use sea_orm_migration::{MigrationTrait, async_trait};

#[derive(DeriveMigrationName)]
pub struct Migration;

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
                manager
                    .drop_table(Table::drop().table(name.clone()).to_owned())
                    .await?;
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
    index
        .name(format!("index_{table}_{}", columns.join("_")))
        .table(table);
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
    (
        "memberships",
        &["person_id", "organization_id", "role"],
        true,
    ),
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
    (
        "listing_grants",
        &["listing_id", "organization_id", "grant"],
        true,
    ),
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
/// What a foreign key points at comes first: PostgreSQL asks for it, SQLite does not.
fn tables() -> Vec<TableCreateStatement> {
    vec![
        organizations(),
        people(),
        memberships(),
        sessions(),
        login_attempts(),
        achievements(),
        demands(),
        revisions(),
        matches(),
        deals(),
        listing_grants(),
        deal_events(),
        pricings(),
        contracts(),
        contract_registrations(),
        payments(),
        files(),
        audit_events(),
        outbox_entries(),
        counters(),
        idempotency_keys(),
    ]
}

fn organizations() -> TableCreateStatement {
    Table::create()
        .table("organizations")
        .col(uuid("id"))
        .col(string("name"))
        .col(string("short_name"))
        .col(string("kind"))
        .col(string_null("credit_code"))
        .col(string("region"))
        .col(string("functional_zone"))
        .col(string("address"))
        .col(string("website"))
        .col(text("introduction"))
        .col(json_binary("qualifications"))
        .col(string("contact_name"))
        .col(string("contact_phone"))
        .col(string("contact_email"))
        .col(string("verification"))
        .col(text("verification_note"))
        .col(timestamp_with_time_zone_null("verified_at"))
        .col(string_null("source"))
        .col(boolean("is_demo"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .to_owned()
}

fn people() -> TableCreateStatement {
    Table::create()
        .table("people")
        .col(uuid("id"))
        .col(string("login_name"))
        .col(string("display_name"))
        .col(string("password_hash"))
        .col(string("email"))
        .col(string("phone"))
        .col(boolean("is_disabled"))
        .col(boolean("is_demo"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .to_owned()
}

fn memberships() -> TableCreateStatement {
    Table::create()
        .table("memberships")
        .col(uuid("id"))
        .col(uuid("person_id"))
        .col(uuid("organization_id"))
        .col(string("role"))
        .col(string("state"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("memberships", "person_id")
                .to("people", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("memberships", "organization_id")
                .to("organizations", "id"),
        )
        .to_owned()
}

fn sessions() -> TableCreateStatement {
    Table::create()
        .table("sessions")
        .col(uuid("id"))
        .col(string("token_hash"))
        .col(uuid("person_id"))
        .col(uuid("membership_id"))
        .col(string("address"))
        .col(text("user_agent"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("last_seen_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("sessions", "person_id")
                .to("people", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("sessions", "membership_id")
                .to("memberships", "id"),
        )
        .to_owned()
}

fn login_attempts() -> TableCreateStatement {
    Table::create()
        .table("login_attempts")
        .col(uuid("id"))
        .col(string("login_name"))
        .col(string("address"))
        .col(boolean("succeeded"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("id"))
        .to_owned()
}

fn achievements() -> TableCreateStatement {
    Table::create()
        .table("achievements")
        .col(uuid("id"))
        .col(string("number"))
        .col(uuid("organization_id"))
        .col(uuid("created_by"))
        .col(string("state"))
        .col(string("visibility"))
        .col(string("title"))
        .col(text("summary"))
        .col(json_binary("keywords"))
        .col(string("field"))
        .col(string("industry"))
        .col(string("region"))
        .col(string("functional_zone"))
        .col(string("chain"))
        .col(string_null("form"))
        .col(string_null("novelty"))
        .col(string_null("level"))
        .col(string_null("origin"))
        .col(small_integer_null("trl"))
        .col(text("trl_evidence"))
        .col(string("trl_rated_by"))
        .col(date_null("trl_rated_on"))
        .col(text("problem"))
        .col(text("advantage"))
        .col(text("application"))
        .col(text("description"))
        .col(json_binary("indicators"))
        .col(json_binary("ip_rights"))
        .col(json_binary("modes"))
        .col(string("price_kind"))
        .col(big_integer_null("price_low_fen"))
        .col(big_integer_null("price_high_fen"))
        .col(text("price_note"))
        .col(json_binary("contributors"))
        .col(text("next_steps"))
        .col(boolean("wants_manager"))
        .col(string("contact_name"))
        .col(string("contact_phone"))
        .col(string("contact_email"))
        .col(string_null("review_reason"))
        .col(text("review_note"))
        .col(string_null("close_reason"))
        .col(text("close_note"))
        .col(timestamp_with_time_zone_null("submitted_at"))
        .col(timestamp_with_time_zone_null("published_at"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .col(string_null("source"))
        .col(boolean("is_demo"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("achievements", "organization_id")
                .to("organizations", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("achievements", "created_by")
                .to("people", "id"),
        )
        .to_owned()
}

fn demands() -> TableCreateStatement {
    Table::create()
        .table("demands")
        .col(uuid("id"))
        .col(string("number"))
        .col(uuid("organization_id"))
        .col(uuid("created_by"))
        .col(string("state"))
        .col(string("visibility"))
        .col(string("publish_mode"))
        .col(string("title"))
        .col(text("summary"))
        .col(json_binary("keywords"))
        .col(string("field"))
        .col(string("industry"))
        .col(string("region"))
        .col(string("functional_zone"))
        .col(string("chain"))
        .col(string_null("kind"))
        .col(text("problem"))
        .col(text("key_technology"))
        .col(text("target"))
        .col(json_binary("elements"))
        .col(json_binary("indicators"))
        .col(json_binary("modes"))
        .col(string("budget_kind"))
        .col(big_integer_null("budget_low_fen"))
        .col(big_integer_null("budget_high_fen"))
        .col(boolean("includes_equipment"))
        .col(string("funding_source"))
        .col(date_null("starts_on"))
        .col(date_null("ends_on"))
        .col(string("urgency"))
        .col(small_integer_null("trl_min"))
        .col(text("tried"))
        .col(text("conditions"))
        .col(text("wanted_partners"))
        .col(string("contact_name"))
        .col(string("contact_phone"))
        .col(string("contact_email"))
        .col(string_null("review_reason"))
        .col(text("review_note"))
        .col(string_null("close_reason"))
        .col(text("close_note"))
        .col(timestamp_with_time_zone_null("submitted_at"))
        .col(timestamp_with_time_zone_null("published_at"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .col(timestamp_with_time_zone_null("confirmed_at"))
        .col(string_null("source"))
        .col(boolean("is_demo"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("demands", "organization_id")
                .to("organizations", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("demands", "created_by")
                .to("people", "id"),
        )
        .to_owned()
}

fn listing_grants() -> TableCreateStatement {
    Table::create()
        .table("listing_grants")
        .col(uuid("id"))
        .col(string("listing_kind"))
        .col(uuid("listing_id"))
        .col(uuid("organization_id"))
        .col(string("grant"))
        .col(uuid_null("deal_id"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("listing_grants", "organization_id")
                .to("organizations", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("listing_grants", "deal_id")
                .to("deals", "id"),
        )
        .to_owned()
}

fn revisions() -> TableCreateStatement {
    Table::create()
        .table("revisions")
        .col(uuid("id"))
        .col(string("subject_kind"))
        .col(uuid("subject_id"))
        .col(integer("version"))
        .col(json_binary("snapshot"))
        .col(uuid("person_id"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("id"))
        .to_owned()
}

fn matches() -> TableCreateStatement {
    Table::create()
        .table("matches")
        .col(uuid("id"))
        .col(uuid("demand_id"))
        .col(uuid("achievement_id"))
        .col(double("score"))
        .col(json_binary("reasons"))
        .col(string("scorer"))
        .col(integer("demand_version"))
        .col(integer("achievement_version"))
        .col(string("state"))
        .col(string_null("dismiss_reason"))
        .col(text("note"))
        .col(uuid_null("decided_by"))
        .col(timestamp_with_time_zone_null("decided_at"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("matches", "demand_id")
                .to("demands", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("matches", "achievement_id")
                .to("achievements", "id"),
        )
        .to_owned()
}

fn deals() -> TableCreateStatement {
    Table::create()
        .table("deals")
        .col(uuid("id"))
        .col(string("number"))
        .col(string("title"))
        .col(uuid_null("achievement_id"))
        .col(uuid_null("demand_id"))
        .col(uuid_null("match_id"))
        .col(string("channel"))
        .col(uuid("supplier_id"))
        .col(uuid("acquirer_id"))
        .col(uuid("broker_id"))
        .col(uuid("manager_id"))
        .col(string("stage"))
        .col(string("state"))
        .col(timestamp_with_time_zone("stage_entered_at"))
        .col(string("next_step"))
        .col(date_null("next_step_due_on"))
        .col(string_null("supplier_answer"))
        .col(string_null("supplier_answer_reason"))
        .col(text("supplier_answer_note"))
        .col(timestamp_with_time_zone_null("supplier_answered_at"))
        .col(uuid_null("supplier_answered_by"))
        .col(string_null("acquirer_answer"))
        .col(string_null("acquirer_answer_reason"))
        .col(text("acquirer_answer_note"))
        .col(timestamp_with_time_zone_null("acquirer_answered_at"))
        .col(uuid_null("acquirer_answered_by"))
        .col(json_binary_null("confidentiality"))
        .col(json_binary_null("evaluation"))
        .col(json_binary_null("terms"))
        .col(string_null("lost_stage"))
        .col(string_null("lost_reason"))
        .col(text("lost_note"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .col(boolean("is_demo"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("deals", "achievement_id")
                .to("achievements", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("deals", "demand_id")
                .to("demands", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("deals", "match_id")
                .to("matches", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("deals", "supplier_id")
                .to("organizations", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("deals", "acquirer_id")
                .to("organizations", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("deals", "broker_id")
                .to("organizations", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("deals", "manager_id")
                .to("people", "id"),
        )
        .to_owned()
}

fn deal_events() -> TableCreateStatement {
    Table::create()
        .table("deal_events")
        .col(uuid("id"))
        .col(uuid("deal_id"))
        .col(string("kind"))
        .col(string_null("from_stage"))
        .col(string_null("to_stage"))
        .col(text("note"))
        .col(uuid_null("file_id"))
        .col(uuid("person_id"))
        .col(uuid("organization_id"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("deal_events", "deal_id")
                .to("deals", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("deal_events", "person_id")
                .to("people", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("deal_events", "organization_id")
                .to("organizations", "id"),
        )
        .to_owned()
}

fn pricings() -> TableCreateStatement {
    Table::create()
        .table("pricings")
        .col(uuid("id"))
        .col(uuid("deal_id"))
        .col(string("method"))
        .col(string("state"))
        .col(big_integer("price_fen"))
        .col(string("transfer_mode"))
        .col(string("achievement_title"))
        .col(string("counterparty"))
        .col(text("basis"))
        .col(text("scope"))
        .col(string("objection_department"))
        .col(string("objection_phone"))
        .col(string("objection_email"))
        .col(date_null("published_on"))
        .col(date_null("ends_on"))
        .col(date_null("earliest_signing_on"))
        .col(string_null("content_hash"))
        .col(text("objection"))
        .col(date_null("objected_on"))
        .col(string_null("objection_decision"))
        .col(text("objection_decision_note"))
        .col(uuid_null("file_id"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("pricings", "deal_id")
                .to("deals", "id"),
        )
        .to_owned()
}

fn contracts() -> TableCreateStatement {
    Table::create()
        .table("contracts")
        .col(uuid("id"))
        .col(uuid("deal_id"))
        .col(string("state"))
        .col(string("contract_type"))
        .col(string("title"))
        .col(big_integer("total_amount_fen"))
        .col(big_integer("technical_amount_fen"))
        .col(string("payment_mode"))
        .col(date_null("begins_on"))
        .col(date_null("ends_on"))
        .col(date_null("signed_on"))
        .col(uuid_null("file_id"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("contracts", "deal_id")
                .to("deals", "id"),
        )
        .to_owned()
}

fn contract_registrations() -> TableCreateStatement {
    Table::create()
        .table("contract_registrations")
        .col(uuid("id"))
        .col(uuid("contract_id"))
        .col(uuid("deal_id"))
        .col(string("state"))
        .col(string("office"))
        .col(boolean("expert_review"))
        .col(date_null("submitted_on"))
        .col(date_null("accepted_on"))
        .col(date_null("due_on"))
        .col(date_null("decided_on"))
        .col(string_null("number"))
        .col(text("decision_note"))
        .col(uuid_null("file_id"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("contract_registrations", "contract_id")
                .to("contracts", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("contract_registrations", "deal_id")
                .to("deals", "id"),
        )
        .to_owned()
}

fn payments() -> TableCreateStatement {
    Table::create()
        .table("payments")
        .col(uuid("id"))
        .col(uuid("deal_id"))
        .col(uuid("contract_id"))
        .col(integer("instalment"))
        .col(string("label"))
        .col(date_null("due_on"))
        .col(big_integer("due_fen"))
        .col(date_null("received_on"))
        .col(big_integer_null("received_fen"))
        .col(uuid_null("file_id"))
        .col(integer("version"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("payments", "deal_id")
                .to("deals", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("payments", "contract_id")
                .to("contracts", "id"),
        )
        .to_owned()
}

fn files() -> TableCreateStatement {
    Table::create()
        .table("files")
        .col(uuid("id"))
        .col(string("sha256"))
        .col(big_integer("size_bytes"))
        .col(string("media_type"))
        .col(string("name"))
        .col(string("subject_kind"))
        .col(uuid("subject_id"))
        .col(uuid("uploaded_by"))
        .col(uuid("organization_id"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("files", "uploaded_by")
                .to("people", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("files", "organization_id")
                .to("organizations", "id"),
        )
        .to_owned()
}

fn audit_events() -> TableCreateStatement {
    Table::create()
        .table("audit_events")
        .col(big_integer("sequence"))
        .col(timestamp_with_time_zone("at"))
        .col(uuid_null("person_id"))
        .col(string("actor"))
        .col(uuid_null("organization_id"))
        .col(string("request_id"))
        .col(string("action"))
        .col(string("subject_kind"))
        .col(string("subject_id"))
        .col(text_null("before"))
        .col(text_null("after"))
        .col(string("previous_hash"))
        .col(string("hash"))
        .primary_key(Index::create().col("sequence"))
        .to_owned()
}

fn outbox_entries() -> TableCreateStatement {
    Table::create()
        .table("outbox_entries")
        .col(big_integer("number"))
        .col(string("subject_kind"))
        .col(uuid("subject_id"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("number"))
        .to_owned()
}

fn counters() -> TableCreateStatement {
    Table::create()
        .table("counters")
        .col(string("name"))
        .col(big_integer("value"))
        .primary_key(Index::create().col("name"))
        .to_owned()
}

fn idempotency_keys() -> TableCreateStatement {
    Table::create()
        .table("idempotency_keys")
        .col(string("key"))
        .col(uuid("person_id"))
        .col(uuid("subject_id"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("key").col("person_id"))
        .foreign_key(
            ForeignKey::create()
                .from("idempotency_keys", "person_id")
                .to("people", "id"),
        )
        .to_owned()
}
