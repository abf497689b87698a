//! The crash tool: the real program is killed (SIGKILL) at random points under writes and with random damage to its index;
//! after each restart index and database must agree, listing for listing and content for content.
//!
//! One data folder lives through all rounds. A round: start, wait until the index has caught up, compare, ask for some titles
//! as a person would, write from several sides, kill.

use crate::Client;
use anyhow::{Context as _, bail, ensure};
use jiqiao::jobs::index_verify;
use sea_orm::{ConnectOptions, Database, DatabaseConnection};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::task::JoinSet;

mod writing;

pub use writing::Random;
use writing::{Known, Writer};

const ADMIN_PASSWORD: &str = "crash-tool-admin-2026";
const WRITERS: u64 = 4;
/// The writers are killed at a random moment up to this.
const WRITING_MAX: Duration = Duration::from_millis(400);
/// One start in so many is killed before it has caught up.
const EARLY_KILL_EVERY: u64 = 6;
/// One round in so many finds its index damaged.
const DAMAGE_EVERY: u64 = 8;
/// One round in so many rebuilds while it writes.
const REINDEX_EVERY: u64 = 8;
/// Titles asked for in one round.
const QUESTIONS: usize = 4;
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Options {
    /// The program with the arguments that come before its own.
    pub program: Vec<String>,
    pub rounds: u64,
    pub seed: u64,
    /// Empty for SQLite in the data folder.
    pub database_url: String,
}

/// What all rounds came to.
#[derive(Debug, Default)]
pub struct Outcome {
    pub rounds: u64,
    pub kills: u64,
    pub early_kills: u64,
    pub damages: u64,
    pub rebuilds: u64,
    /// Requests that were answered before a kill.
    pub writes: u64,
    pub documents: usize,
    pub last_number: i64,
    pub slowest_catching_up: Duration,
}

struct Crash {
    options: Options,
    folder: TempDir,
    listen: String,
    random: Random,
    known: Arc<Mutex<Known>>,
    outcome: Outcome,
}

/// Runs all rounds; `told` hears of each.
///
/// # Errors
/// Index and database differ after a kill, or the program does not come back.
pub async fn run(options: Options, told: impl Fn(u64, &Outcome)) -> anyhow::Result<Outcome> {
    let random = Random::new(options.seed);
    let folder = tempfile::tempdir()?;
    let crash =
        Crash { listen: free_address()?, options, folder, random, known: Arc::default(), outcome: Outcome::default() };
    crash.run(told).await
}

impl Crash {
    async fn run(mut self, told: impl Fn(u64, &Outcome)) -> anyhow::Result<Outcome> {
        self.command(&["create-admin", "--login", "admin", "--password", ADMIN_PASSWORD])?;
        let client = {
            let server = Running::start(&self)?;
            writing::people(&server.url, ADMIN_PASSWORD).await?
        };
        let url = if self.options.database_url.is_empty() {
            format!("sqlite://{}?mode=ro", self.folder.path().join("jiqiao.db").display())
        } else {
            self.options.database_url.clone()
        };
        let mut connect = ConnectOptions::new(url);
        connect.max_connections(2).sqlx_logging(false);
        let database = Database::connect(connect).await?;
        for round in 1..=self.options.rounds {
            let seed = self.options.seed;
            let made = self.round(&client, &database).await;
            made.with_context(|| format!("round {round} (seed {seed}), data in {}", self.folder.path().display()))
                .inspect_err(|_| self.folder.disable_cleanup(true))?;
            self.outcome.rounds = round;
            told(round, &self.outcome);
        }
        // the last kill is checked as well
        let server = Running::start(&self)?;
        self.check(&server, &client, &database).await.inspect_err(|_| self.folder.disable_cleanup(true))?;
        Ok(self.outcome)
    }

    async fn round(&mut self, people: &writing::People, database: &DatabaseConnection) -> anyhow::Result<()> {
        if self.random.one_in(DAMAGE_EVERY) {
            damage(&self.folder.path().join("index"), &mut self.random)?;
            self.outcome.damages += 1;
        }
        if self.random.one_in(EARLY_KILL_EVERY) {
            let server = Running::start(self)?;
            tokio::time::sleep(Duration::from_millis(self.random.below(60))).await;
            drop(server);
            self.outcome.early_kills += 1;
        }
        let server = Running::start(self)?;
        self.check(&server, people, database).await?;
        self.write_and_kill(server, people).await
    }

    /// Waits until the index has caught up, compares it and asks for some titles.
    async fn check(
        &mut self,
        server: &Running,
        people: &writing::People,
        database: &DatabaseConnection,
    ) -> anyhow::Result<()> {
        let started = Instant::now();
        caught_up(&server.url).await?;
        self.outcome.slowest_catching_up = self.outcome.slowest_catching_up.max(started.elapsed());
        let report = index_verify::verify(database, &self.folder.path().join("index")).await?;
        ensure!(report.agrees() && report.waiting == 0, "index and database differ: {report:?}");
        (self.outcome.documents, self.outcome.last_number) = (report.documents, report.last);
        let asked = self.known.lock().unwrap_or_else(PoisonError::into_inner).some(&mut self.random, QUESTIONS);
        for listing in asked {
            writing::ask(people, &listing).await?;
        }
        Ok(())
    }

    async fn write_and_kill(&mut self, server: Running, people: &writing::People) -> anyhow::Result<()> {
        let mut writing = JoinSet::new();
        for _ in 0..WRITERS {
            let writer = Writer::new(people.clone(), self.random.fork(), self.known.clone());
            writing.spawn(writer.run());
        }
        let pause = Duration::from_millis(self.random.below(WRITING_MAX.as_millis().try_into()?));
        if self.random.one_in(REINDEX_EVERY) {
            self.command(&["reindex"])?;
            self.outcome.rebuilds += 1;
        }
        tokio::time::sleep(pause).await;
        drop(server);
        self.outcome.kills += 1;
        while let Some(ended) = writing.join_next().await {
            self.outcome.writes += ended??;
        }
        Ok(())
    }

    fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.options.program[0]);
        command.args(&self.options.program[1..]).args(arguments).arg("--data-dir").arg(self.folder.path());
        if !self.options.database_url.is_empty() {
            command.args(["--database-url", &self.options.database_url]);
        }
        command.env("JIQIAO_LOG__FILTER", "warn").stderr(Stdio::null());
        command
    }

    fn command(&self, arguments: &[&str]) -> anyhow::Result<()> {
        let status = self.program(arguments).stdout(Stdio::null()).status()?;
        ensure!(status.success(), "jiqiao {}: {status}", arguments.join(" "));
        Ok(())
    }
}

/// The program; dropping it is the kill.
struct Running {
    child: Child,
    url: String,
}

impl Running {
    fn start(crash: &Crash) -> anyhow::Result<Self> {
        let mut command = crash.program(&["serve", "--listen", &crash.listen]);
        let mut child = command.stdout(Stdio::piped()).spawn().context(crash.options.program[0].clone())?;
        let stdout = child.stdout.take().context("stdout")?;
        let mut running = Self { child, url: String::new() };
        BufReader::new(stdout).read_line(&mut running.url)?;
        running.url = running.url.trim().to_owned();
        ensure!(running.url.starts_with("http://"), "it did not start: {:?}", running.child.try_wait());
        Ok(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _killed = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// An address that keeps through all restarts, so that sessions stay.
fn free_address() -> anyhow::Result<String> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

async fn caught_up(url: &str) -> anyhow::Result<()> {
    let client = Client::new(url);
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        let answer = client.request("GET", "/api/v1/health").send().await;
        if let Ok(answer) = answer {
            let index = answer.json::<Value>().await?["index"].clone();
            let followed = index["applied_number"] == index["last_number"];
            if followed && index["incomplete"] == json!(false) && index["rebuilding"] == json!(false) {
                return Ok(());
            }
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    bail!("the index did not catch up within {PATIENCE:?}")
}

/// Does to the index folder what a full disk, a careless hand or a broken machine might.
fn damage(index: &Path, random: &mut Random) -> anyhow::Result<()> {
    let Ok(live) = std::fs::read_to_string(index.join("CURRENT")) else { return Ok(()) };
    let live = index.join(live.trim());
    match random.below(4) {
        0 => std::fs::remove_dir_all(index)?,
        1 => std::fs::remove_file(live.join("meta.json")).or_else(missing_is_fine)?,
        2 => std::fs::write(index.join("CURRENT"), "generation-x")?,
        _ => {
            let files: Vec<PathBuf> = std::fs::read_dir(&live)?.flatten().map(|entry| entry.path()).collect();
            let segments: Vec<_> = files.iter().filter(|path| path.extension().is_some_and(is_segment_file)).collect();
            if let Some(path) = segments.get(usize::try_from(random.below(segments.len().max(1) as u64))?) {
                let half = std::fs::metadata(path)?.len() / 2;
                std::fs::OpenOptions::new().write(true).open(path)?.set_len(half)?;
            }
        }
    }
    Ok(())
}

fn missing_is_fine(error: std::io::Error) -> std::io::Result<()> {
    if error.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

fn is_segment_file(extension: &std::ffi::OsStr) -> bool {
    ["store", "term", "idx", "pos", "fast", "fieldnorm"].iter().any(|known| extension == *known)
}
