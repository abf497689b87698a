//! The harness: the real server on a free port, a fresh database for each test, clients that act as people.
//!
//! - Every test starts its own server; SQLite in a temporary folder, or PostgreSQL when `JIQIAO_TEST_POSTGRES` names a
//!   server (each test makes its own database there). `make test` runs the whole suite on both.
//! - No sleeps: [`Server::settled`] waits until index and suggestions have followed everything that is committed.

pub mod builders;
pub mod client;
pub mod crash;
pub mod deals;
pub mod people;
pub mod rows;
pub mod world;

pub use client::{Answer, Client};
pub use people::{Cast, Member};

use anyhow::Context as _;
use jiqiao::config::Config;
use jiqiao::state::AppState;
use sea_orm::{ConnectionTrait, Database};
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// The address of a PostgreSQL server on which tests may make databases, `postgres://user@127.0.0.1:5433`.
pub const POSTGRES_VARIABLE: &str = "JIQIAO_TEST_POSTGRES";

/// How long anything in the background may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server with its own data.
pub struct Server {
    pub state: AppState,
    pub url: String,
    task: Running,
    folder: TempDir,
    database: Option<String>,
}

impl Server {
    /// Starts an empty server.
    ///
    /// # Panics
    /// When it cannot start: the test cannot go on.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Starts an empty server with a changed configuration.
    ///
    /// # Panics
    /// When it cannot start: the test cannot go on.
    pub async fn start_with(configure: impl FnOnce(&mut Config)) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let database = make_database().await.expect("a database of its own");
        let mut config = Config::load(None).expect("the default configuration");
        config.storage.data_dir = folder.path().to_owned();
        config.database.url = database.clone().unwrap_or_default();
        config.index.poll_milliseconds = 50;
        configure(&mut config);
        Self::open(config, folder, database).await
    }

    async fn open(config: Config, folder: TempDir, database: Option<String>) -> Self {
        let state = jiqiao::server::open(config).await.expect("the server opens its data");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let serving = state.clone();
        let task = tokio::spawn(async move {
            jiqiao::server::serve(serving, listener).await.expect("the server runs");
        });
        Self { state, url, task: Running(task), folder, database }
    }

    /// Ends the server and starts it anew over the same data, as after a crash.
    pub async fn restarted(self) -> Self {
        self.restarted_after(|_| {}).await
    }

    /// As [`Self::restarted`]; `damage` does something to the data folder while nothing runs.
    pub async fn restarted_after(self, damage: impl FnOnce(&std::path::Path)) -> Self {
        let stopped = self.stopped().await;
        damage(stopped.folder());
        stopped.started().await
    }

    /// Another node over the same database, with a data folder of its own; none on SQLite, which serves one.
    ///
    /// # Panics
    /// When it cannot start: the test cannot go on.
    pub async fn second_node(&self) -> Option<Self> {
        let database = self.database.clone()?;
        let folder = TempDir::new().expect("a temporary folder");
        let mut config = self.state.config.clone();
        config.storage.data_dir = folder.path().to_owned();
        Some(Self::open(config, folder, Some(database)).await)
    }

    /// Ends the server and keeps its data.
    pub async fn stopped(self) -> Stopped {
        let Self { state, mut task, folder, database, .. } = self;
        let (config, node) = (state.config.clone(), state.node.clone());
        drop(state);
        task.0.abort();
        let _ended = (&mut task.0).await;
        Stopped { config, node, folder, database }
    }

    /// Somebody who is not signed in.
    #[must_use]
    pub fn anonymous(&self) -> Client {
        Client::new(&self.url)
    }

    /// The folder of this server's data.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Waits until index and suggestions have followed everything that is committed now.
    ///
    /// # Panics
    /// When they do not within the patience of a test.
    pub async fn settled(&self) {
        let last = jiqiao::jobs::outbox::last_number(&self.state.database).await.expect("the outbox");
        let client = self.anonymous();
        let waiting = async {
            loop {
                let health = client.get("/api/v1/health").await.expect(200);
                let reached = |name: &str| health["index"][name].as_i64().unwrap_or(-1) >= last;
                let is_whole = health["index"]["incomplete"] == false;
                if is_whole && reached("applied_number") && reached("suggested_number") {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(PATIENCE, waiting).await.expect("index and suggestions follow the outbox");
    }
}

/// A server that has ended; its data stay.
pub struct Stopped {
    config: Config,
    /// The id of the node.
    pub node: String,
    folder: TempDir,
    database: Option<String>,
}

impl Stopped {
    /// Starts it again.
    pub async fn started(self) -> Server {
        Server::open(self.config, self.folder, self.database).await
    }

    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    #[must_use]
    pub fn config(&self) -> Config {
        self.config.clone()
    }
}

/// A seed that differs each time.
#[must_use]
pub fn random_seed() -> u64 {
    Uuid::now_v7().as_u64_pair().1
}

/// The serving task; it ends with the server.
struct Running(JoinHandle<()>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// On PostgreSQL a database of its own; none for SQLite.
///
/// # Errors
/// The server does not answer.
pub async fn make_database() -> anyhow::Result<Option<String>> {
    let Ok(server) = std::env::var(POSTGRES_VARIABLE) else { return Ok(None) };
    let name = format!("jiqiao_{}", Uuid::now_v7().simple());
    let admin = Database::connect(format!("{server}/postgres")).await.context(POSTGRES_VARIABLE)?;
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await?;
    admin.close().await?;
    Ok(Some(format!("{server}/{name}")))
}
