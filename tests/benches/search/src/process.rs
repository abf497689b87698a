//! Child processes: servers that say their address, commands that end, and what they take of memory meanwhile.

use crate::client::Client;
use anyhow::{Context as _, bail, ensure};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Whatever takes longer is a failure, not a figure.
const PATIENCE: Duration = Duration::from_secs(120);
const LOOK: Duration = Duration::from_millis(20);

/// Memory of a process in megabytes.
#[derive(Clone, Copy, Default)]
pub struct Memory {
    pub resident: f64,
    /// Without mapped files.
    pub anonymous: f64,
}

impl Memory {
    pub fn of(pid: u32) -> anyhow::Result<Self> {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
        let megabytes = |name: &str| -> anyhow::Result<f64> {
            let line = status.lines().find(|line| line.starts_with(name)).context("a line of /proc")?;
            Ok(line.split_whitespace().nth(1).context("kB")?.parse::<f64>()? / 1024.0)
        };
        Ok(Self { resident: megabytes("VmRSS:")?, anonymous: megabytes("RssAnon:")? })
    }

    fn larger(self, other: Self) -> Self {
        Self { resident: self.resident.max(other.resident), anonymous: self.anonymous.max(other.anonymous) }
    }
}

/// A server, ended with its value.
pub struct Server {
    child: Child,
    pub url: String,
    /// From the start of the process to the first answer.
    pub start: Duration,
}

impl Server {
    /// Starts it, reads its address from its first line and asks until it answers.
    pub async fn start(binary: &Path, arguments: &[&str], log: &Path, question: &str) -> anyhow::Result<Self> {
        let started = Instant::now();
        let mut command = Command::new(binary);
        command.args(arguments).stdout(Stdio::piped()).stderr(std::fs::File::create(log)?);
        let mut child = command.spawn().with_context(|| binary.display().to_string())?;
        let mut first = String::new();
        BufReader::new(child.stdout.take().context("standard output")?).read_line(&mut first)?;
        let mut server = Self { child, url: first.trim().to_owned(), start: Duration::ZERO };
        while started.elapsed() < PATIENCE {
            if let Ok(mut client) = Client::connect(&server.url).await
                && client.get(question).await.is_ok_and(|answer| answer.status == 200)
            {
                server.start = started.elapsed();
                return Ok(server);
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        bail!("{} does not answer; see {}", binary.display(), log.display())
    }

    pub fn memory(&self) -> anyhow::Result<Memory> {
        Memory::of(self.child.id())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// What a command that ended said, how long it took and what it held at most.
pub struct Ended {
    pub said: String,
    pub time: Duration,
    pub peak: Memory,
}

/// Runs a command to its end.
pub fn command(binary: &Path, arguments: &[&str], log: &Path) -> anyhow::Result<Ended> {
    let started = Instant::now();
    let said: PathBuf = log.with_extension("said");
    let mut command = Command::new(binary);
    command.args(arguments).stdout(std::fs::File::create(&said)?).stderr(std::fs::File::create(log)?);
    let mut child = command.spawn().with_context(|| binary.display().to_string())?;
    let mut peak = Memory::default();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if let Ok(memory) = Memory::of(child.id()) {
            peak = peak.larger(memory);
        }
        std::thread::sleep(LOOK);
    };
    ensure!(status.success(), "{} {arguments:?} failed; see {}", binary.display(), log.display());
    Ok(Ended { said: std::fs::read_to_string(said)?, time: started.elapsed(), peak })
}
