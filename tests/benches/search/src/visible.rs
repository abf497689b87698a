//! A single write until it is found, while fifty writes a second go on.

use crate::client::{Client, encoded};
use anyhow::{Context as _, bail, ensure};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};

const WRITERS: usize = 8;
const WRITES_A_SECOND: u32 = 50;
/// Every so many writes one is watched.
const WATCHED: usize = 10;
const LOOK: Duration = Duration::from_millis(5);
const PATIENCE: Duration = Duration::from_secs(30);

/// What came of it.
pub struct Visibility {
    /// From sending the write to finding it, sorted.
    pub found: Vec<Duration>,
    /// Answers to the writes themselves, sorted.
    pub written: Vec<Duration>,
    pub writes_a_second: f64,
}

/// Changes the listings of the ids, one after another, at the wanted pace.
pub async fn measure(url: &str, login: &str, password: &str, ids: Vec<String>) -> anyhow::Result<Visibility> {
    let cookie = sign_in(url, login, password).await?;
    let ids = Arc::new(ids);
    let started = Instant::now();
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        let mut client = Client::connect(url).await?.with_cookie(&cookie);
        let (ids, url, cookie) = (ids.clone(), url.to_owned(), cookie.clone());
        writers.spawn(async move {
            let (mut written, mut watched) = (Vec::new(), tokio::task::JoinSet::new());
            for number in (writer..ids.len()).step_by(WRITERS) {
                let due = started + Duration::from_secs(1) / WRITES_A_SECOND * u32::try_from(number)?;
                tokio::time::sleep_until(due.into()).await;
                let word = format!("jqv{number:05}x{}", started.elapsed().subsec_micros());
                let sent = Instant::now();
                write(&mut client, &ids[number], &word).await?;
                written.push(sent.elapsed());
                if number % WATCHED == 0 {
                    watched.spawn(watch(url.clone(), cookie.clone(), word, sent));
                }
            }
            let mut found = Vec::new();
            while let Some(one) = watched.join_next().await {
                found.push(one??);
            }
            anyhow::Ok((written, found))
        });
    }
    let (mut written, mut found) = (Vec::new(), Vec::new());
    while let Some(done) = writers.join_next().await {
        let (times, seen) = done??;
        written.extend(times);
        found.extend(seen);
    }
    let seconds = started.elapsed().as_secs_f64();
    written.sort_unstable();
    found.sort_unstable();
    Ok(Visibility { writes_a_second: written.len() as f64 / seconds, found, written })
}

async fn sign_in(url: &str, login: &str, password: &str) -> anyhow::Result<String> {
    let body = json!({ "login_name": login, "password": password }).to_string();
    let answer = Client::connect(url).await?.send("POST", "/api/v1/session", Some(&body)).await?;
    ensure!(answer.status == 200, "the login is refused: {}", String::from_utf8_lossy(&answer.body));
    answer.cookie.context("a session cookie")
}

/// Changes the abstract; the listing's version was 1 and is read when somebody changed it before.
async fn write(client: &mut Client, id: &str, word: &str) -> anyhow::Result<()> {
    let path = format!("/api/v1/achievements/{id}");
    let mut version = 1;
    for _ in 0..2 {
        let body = json!({ "version": version, "summary": format!("改过的摘要 {word}") }).to_string();
        let answer = client.send("PATCH", &path, Some(&body)).await?;
        match answer.status {
            200 => return Ok(()),
            409 => {
                let now: Value = serde_json::from_slice(&client.get(&path).await?.body)?;
                version = now["version"].as_i64().context("a version")?;
            }
            status => bail!("{path}: {status} {}", String::from_utf8_lossy(&answer.body)),
        }
    }
    bail!("{path} changes under our hands")
}

async fn watch(url: String, cookie: String, word: String, sent: Instant) -> anyhow::Result<Duration> {
    let mut client = Client::connect(&url).await?.with_cookie(&cookie);
    let path = format!("/api/v1/search?q={}&limit=1", encoded(&word));
    while sent.elapsed() < PATIENCE {
        let answer: Value = serde_json::from_slice(&client.get(&path).await?.body)?;
        if answer["total"].as_u64() == Some(1) {
            return Ok(sent.elapsed());
        }
        tokio::time::sleep(LOOK).await;
    }
    bail!("{word} was not found within {PATIENCE:?}")
}
