//! Latency with one client, throughput with eight.

use crate::client::Client;
use anyhow::ensure;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const CLIENTS: usize = 8;
/// Answers before anything is measured.
const WARM_UP: usize = 40;

/// What one server did with one kind of question; rounds add up.
#[derive(Default, Clone)]
pub struct Series {
    times: Vec<Duration>,
    answers: usize,
    seconds: f64,
}

impl Series {
    /// Milliseconds under which the share of the answers came.
    pub fn milliseconds(&self, share: f64) -> f64 {
        let mut times = self.times.clone();
        times.sort_unstable();
        let place = ((times.len().max(1) - 1) as f64 * share).round() as usize;
        times.get(place).map_or(f64::NAN, |time| time.as_secs_f64() * 1_000.0)
    }

    /// Answers a second.
    pub fn throughput(&self) -> f64 {
        self.answers as f64 / self.seconds
    }

    /// One round: every question once by one client, then all clients for a while.
    pub async fn round(&mut self, url: &str, paths: &[String], lasting: Duration) -> anyhow::Result<()> {
        let mut client = Client::connect(url).await?;
        for path in paths.iter().take(WARM_UP) {
            ask(&mut client, path).await?;
        }
        for path in paths {
            let started = Instant::now();
            ask(&mut client, path).await?;
            self.times.push(started.elapsed());
        }
        let (answers, seconds) = together(url, paths, lasting).await?;
        self.answers += answers;
        self.seconds += seconds;
        Ok(())
    }
}

async fn together(url: &str, paths: &[String], lasting: Duration) -> anyhow::Result<(usize, f64)> {
    let paths: Arc<Vec<String>> = Arc::new(paths.to_vec());
    let next = Arc::new(AtomicUsize::new(0));
    let started = Instant::now();
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..CLIENTS {
        let (paths, next, mut client) = (paths.clone(), next.clone(), Client::connect(url).await?);
        clients.spawn(async move {
            let mut answers = 0;
            while started.elapsed() < lasting {
                let path = &paths[next.fetch_add(1, Ordering::Relaxed) % paths.len()];
                ask(&mut client, path).await?;
                answers += 1;
            }
            anyhow::Ok(answers)
        });
    }
    let mut answers = 0;
    while let Some(done) = clients.join_next().await {
        answers += done??;
    }
    Ok((answers, started.elapsed().as_secs_f64()))
}

async fn ask(client: &mut Client, path: &str) -> anyhow::Result<()> {
    let answer = client.get(path).await?;
    ensure!(answer.status == 200, "{path}: {} {}", answer.status, String::from_utf8_lossy(&answer.body));
    Ok(())
}
