//! What is written beside every change: audit trail, outbox, counters.

use sea_orm_migration::prelude::{Index, Table, TableCreateStatement};
use sea_orm_migration::schema::{big_integer, string, text_null, timestamp_with_time_zone, uuid, uuid_null};

pub(super) fn audit_events() -> TableCreateStatement {
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

pub(super) fn outbox_entries() -> TableCreateStatement {
    Table::create()
        .table("outbox_entries")
        .col(big_integer("number"))
        .col(string("subject_kind"))
        .col(uuid("subject_id"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("number"))
        .to_owned()
}

pub(super) fn counters() -> TableCreateStatement {
    Table::create()
        .table("counters")
        .col(string("name"))
        .col(big_integer("value"))
        .primary_key(Index::create().col("name"))
        .to_owned()
}
