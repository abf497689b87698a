//! The tables, one file each, written by hand (no generated entities: SQLite and PostgreSQL would disagree on types).
//!
//! Invariants
//! - Times are `DateTimeUtc` (text in SQLite sorts rightly only in UTC); money is an integer of fen; enums are strings.
//! - Ids are UUIDv7 newtypes, so an id of the wrong kind does not compile and new rows sort by age.
//! - Rows that people edit carry `version`, counted up by every write (optimistic locking).
//! - Nested rows that live and die with their listing (indicators, IP rights) are typed JSON columns, see [`value`].

pub mod achievement;
pub mod audit_event;
pub mod contract;
pub mod contract_registration;
pub mod counter;
pub mod deal;
pub mod deal_event;
pub mod demand;
pub mod dictionary_version;
pub mod enums;
pub mod file;
pub mod id;
pub mod idempotency_key;
pub mod ignored_word;
pub mod listing_grant;
pub mod listing_vector;
pub mod login_attempt;
pub mod match_judgement;
pub mod match_model;
pub mod match_suggestion;
pub mod membership;
pub mod organization;
pub mod outbox_entry;
pub mod outbox_reader;
pub mod payment;
pub mod person;
pub mod pricing;
pub mod rematching;
pub mod revision;
pub mod search_tally;
pub mod session;
pub mod standing_search;
pub mod value;
pub mod vector_grams;
pub mod vector_model;
pub mod watch;
