//! The figures of the README, measured on the real binary with the demo world; printed, never asserted: machines differ.
//!
//! `make bench` builds the release binary and runs this; `JIQIAO_BINARY` names another one.
#![expect(clippy::print_stdout, reason = "it prints what it measured")]

use anyhow::{Context, bail};
use harness::Client;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Requests of one measured series.
const REQUESTS: usize = 2_000;
/// Listings published one after another to see how soon they are found.
const PUBLICATIONS: usize = 20;
/// Anything that takes longer is a failure, not a figure.
const PATIENCE: Duration = Duration::from_secs(60);

const DEMO_PASSWORD: &str = "jiqiao-demo-2026";
const QUERIES: &[&str] = &[
    "车门触摸屏",
    "车门触摸屏怎么防水",
    "储能电池",
    "秸秆 制浆",
    "毫米波雷达",
    "压载水",
    "5G-V2X",
    "轴承 烧伤",
    "塞拉門",
    "甲醇",
];

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let binary = std::env::var("JIQIAO_BINARY").unwrap_or_else(|_| "target/release/jiqiao".to_owned());
    let folder = tempfile::tempdir()?;
    let (loading, server) = Server::start(&binary, folder.path(), true).await?;
    row("first start, demo world loaded", &seconds(loading));
    drop(server);
    let (restart, server) = Server::start(&binary, folder.path(), true).await?;
    row("start to first answer", &seconds(restart));
    series(&server).await?;
    row("resident memory after that", &format!("{} MB", server.resident_megabytes()?));
    publications(&server).await
}

fn row(name: &str, value: &str) {
    println!("{name:<46} {value}");
}

fn seconds(duration: Duration) -> String {
    format!("{:.2} s", duration.as_secs_f64())
}

/// The real binary, ended with its value.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    async fn start(binary: &str, data: &Path, demo: bool) -> anyhow::Result<(Duration, Self)> {
        let started = Instant::now();
        let mut command = Command::new(binary);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data-dir"]).arg(data);
        if demo {
            command.arg("--demo");
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().context(binary.to_owned())?;
        let mut first = String::new();
        BufReader::new(child.stdout.take().context("stdout")?).read_line(&mut first)?;
        let server = Self { child, url: first.trim().to_owned() };
        if Client::new(&server.url).get("/").await.status != 200 {
            bail!("the home page does not answer");
        }
        Ok((started.elapsed(), server))
    }

    fn resident_megabytes(&self) -> anyhow::Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("VmRSS")?;
        Ok(line.split_whitespace().nth(1).context("kB")?.parse::<u64>()? / 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// One client, one request after another, whole answers, over loopback.
async fn series(server: &Server) -> anyhow::Result<()> {
    let client = Client::new(&server.url);
    let found = client.get("/api/v1/search?limit=100").await.body;
    let hits = found["hits"].as_array().context("hits")?;
    let details: Vec<String> = hits
        .iter()
        .filter_map(|hit| Some(format!("/{}s/{}", hit["kind"].as_str()?, hit["number"].as_str()?)))
        .collect();
    let api: Vec<String> = QUERIES.iter().map(|words| format!("/api/v1/search?q={words}&limit=10")).collect();
    let pages: Vec<String> = QUERIES.iter().map(|words| format!("/search?q={words}")).collect();
    for (name, paths) in
        [("search page (HTML)", pages), ("detail page (HTML)", details), ("search (API, 10 hits, facets)", api)]
    {
        let times = measure(&client, &paths).await?;
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1_000.0;
        row(
            name,
            &format!(
                "p50 {:.1} ms   p95 {:.1} ms   p99 {:.1} ms   ({REQUESTS} requests)",
                at(0.50),
                at(0.95),
                at(0.99)
            ),
        );
    }
    Ok(())
}

async fn measure(client: &Client, paths: &[String]) -> anyhow::Result<Vec<Duration>> {
    let mut times = Vec::with_capacity(REQUESTS);
    for path in paths.iter().cycle().take(REQUESTS) {
        let started = Instant::now();
        let answer = client.get(path).await;
        times.push(started.elapsed());
        if answer.status != 200 {
            bail!("{path}: {}", answer.status);
        }
    }
    times.sort();
    Ok(times)
}

/// Publishes listings and waits until each is found and its suggestions are there.
async fn publications(server: &Server) -> anyhow::Result<()> {
    let (owner, manager) = (Client::new(&server.url), Client::new(&server.url));
    owner.sign_in("dlut-tto", DEMO_PASSWORD).await;
    manager.sign_in("manager", DEMO_PASSWORD).await;
    let (mut found, mut matched) = (Vec::new(), Vec::new());
    for position in 0..PUBLICATIONS {
        let word = format!("量测{position}号");
        let listing = json!({
            "title": format!("地铁车门触摸屏控制器{word}"), "summary": "塞拉门控制与触摸屏合一", "keywords": ["塞拉门", "触摸屏"],
            "field": "10", "industry": "C3720", "region": "210200", "trl": 6, "trl_evidence": "样机",
            "description": "面向地铁车门的嵌入式控制器，触摸屏防水，塞拉门电机闭环控制。", "modes": ["transfer"],
            "contact": { "name": "张工", "phone": "0411-00000000" }
        });
        let draft = owner.post("/api/v1/achievements", &listing).await.expect(201);
        let path = format!("/api/v1/achievements/{}", draft["id"].as_str().context("id")?);
        let submitted =
            owner.post(&format!("{path}/submit"), &json!({ "version": draft["version"] })).await.expect(200);
        let started = Instant::now();
        let _live =
            manager.post(&format!("{path}/publish"), &json!({ "version": submitted["version"] })).await.expect(200);
        let search = format!("/api/v1/search?q={word}");
        found.push(until(&owner, &search, started, |body| body["total"].as_u64() > Some(0)).await?);
        let matches = format!("/api/v1/matches?achievement_id={}", draft["id"].as_str().context("id")?);
        matched.push(until(&manager, &matches, started, |body| body["total"].as_u64() > Some(0)).await?);
    }
    found.sort();
    matched.sort();
    row(
        "published → found",
        &format!("median {}, slowest {}", seconds(found[found.len() / 2]), seconds(found[found.len() - 1])),
    );
    row(
        "published → matched",
        &format!("median {}, slowest {}", seconds(matched[matched.len() / 2]), seconds(matched[matched.len() - 1])),
    );
    Ok(())
}

async fn until(
    client: &Client,
    path: &str,
    started: Instant,
    holds: impl Fn(&Value) -> bool,
) -> anyhow::Result<Duration> {
    while started.elapsed() < PATIENCE {
        if holds(&client.get(path).await.body) {
            return Ok(started.elapsed());
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    bail!("{path}: not within {PATIENCE:?}")
}
