//! Organisations, people, and how they sign in.

use sea_orm_migration::prelude::{ForeignKey, Index, Table, TableCreateStatement};
use sea_orm_migration::schema::{
    boolean, integer, json_binary, string, string_null, text, timestamp_with_time_zone, timestamp_with_time_zone_null,
    uuid,
};

pub(super) fn organizations() -> TableCreateStatement {
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

pub(super) fn people() -> TableCreateStatement {
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

pub(super) fn memberships() -> TableCreateStatement {
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
        .foreign_key(ForeignKey::create().from("memberships", "person_id").to("people", "id"))
        .foreign_key(ForeignKey::create().from("memberships", "organization_id").to("organizations", "id"))
        .to_owned()
}

pub(super) fn sessions() -> TableCreateStatement {
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
        .foreign_key(ForeignKey::create().from("sessions", "person_id").to("people", "id"))
        .foreign_key(ForeignKey::create().from("sessions", "membership_id").to("memberships", "id"))
        .to_owned()
}

pub(super) fn login_attempts() -> TableCreateStatement {
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

pub(super) fn idempotency_keys() -> TableCreateStatement {
    Table::create()
        .table("idempotency_keys")
        .col(string("key"))
        .col(uuid("person_id"))
        .col(uuid("subject_id"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("key").col("person_id"))
        .foreign_key(ForeignKey::create().from("idempotency_keys", "person_id").to("people", "id"))
        .to_owned()
}
