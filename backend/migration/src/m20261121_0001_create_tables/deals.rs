//! Deals and their papers.

use sea_orm_migration::prelude::{ForeignKey, Index, Table, TableCreateStatement};
use sea_orm_migration::schema::{big_integer, big_integer_null, boolean, date_null, integer, json_binary_null, string, string_null, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null};

pub(super) fn deals() -> TableCreateStatement {
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

pub(super) fn deal_events() -> TableCreateStatement {
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

pub(super) fn pricings() -> TableCreateStatement {
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

pub(super) fn contracts() -> TableCreateStatement {
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

pub(super) fn contract_registrations() -> TableCreateStatement {
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

pub(super) fn payments() -> TableCreateStatement {
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

pub(super) fn files() -> TableCreateStatement {
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
