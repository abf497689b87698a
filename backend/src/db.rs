//! The database behind one sea-orm path. A `match` on the back end exists only here.
//!
//! SQLite: WAL, busy timeout, foreign keys on, and every write transaction `BEGIN IMMEDIATE` (a plain `BEGIN` that reads
//! before it writes fails under concurrency, and no busy timeout helps).

use anyhow::Context as _;
use migration::Migrator;
use sea_orm::sea_query::LockType;
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use std::path::Path;
use std::time::Duration;

/// How rows are locked until the transaction ends. Not `FOR UPDATE`: that waits for every insert that points at the row,
/// and two people writing about the same listing could wait for each other. SQLite locks the whole database instead.
pub const ROW_LOCK: LockType = LockType::NoKeyUpdate;

const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// The URL to open: the configured one, or SQLite in the data folder.
#[must_use]
pub fn url(configured: &str, data_dir: &Path) -> String {
    if configured.is_empty() {
        format!("sqlite://{}?mode=rwc", data_dir.join("jiqiao.db").display())
    } else {
        configured.to_owned()
    }
}

/// Opens the database.
///
/// # Errors
/// It does not answer, or the URL is wrong.
pub async fn connect(url: &str, connections_max: u32) -> anyhow::Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections_max).sqlx_logging(false).acquire_timeout(Duration::from_secs(15));
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .journal_mode(sea_orm::sqlx::sqlite::SqliteJournalMode::Wal)
            .synchronous(sea_orm::sqlx::sqlite::SqliteSynchronous::Normal)
            .busy_timeout(BUSY_TIMEOUT)
            .foreign_keys(true)
    });
    Database::connect(options).await.context("the database does not answer (database.url)")
}

/// Brings the schema up to date.
///
/// # Errors
/// A step fails; PostgreSQL and SQLite both undo that step.
pub async fn migrate(connection: &DatabaseConnection) -> anyhow::Result<()> {
    Migrator::up(connection, None).await.context("the schema cannot be brought up to date")
}

/// Begins a write transaction.
///
/// # Errors
/// No connection is free within the limit, or the lock is not given within the busy timeout.
pub async fn begin(connection: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let options =
        TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
    connection.begin_with_options(options).await
}
