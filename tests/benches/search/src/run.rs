//! The whole measurement: data, database, both indexes, both servers, one table.

use crate::process::{Ended, Memory, Server, command};
use crate::questions::{self, Kind};
use crate::series::Series;
use crate::table::{Better, heading, row};
use crate::{data, visible};
use anyhow::Context as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

const LOGIN: &str = "bench-admin";
const PASSWORD: &str = "bench-admin-password";
/// One client's questions and eight clients' seconds are asked of each in turn so often.
const ROUNDS: usize = 2;
/// Listings that are changed while writes are measured.
const CHANGED: usize = 500;
/// One demand for so many listings.
const DEMANDS: u64 = 5;

#[derive(clap::Args)]
pub struct Options {
    /// The product's binary
    #[arg(long)]
    product: PathBuf,
    /// Listings in all
    #[arg(long, default_value_t = 500_000)]
    listings: u64,
    /// Seconds that the eight clients ask, in each round
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Folder for data, database and indexes; what is there already is used again
    #[arg(long)]
    folder: PathBuf,
}

/// Where things lie.
struct Places {
    data: PathBuf,
    product: PathBuf,
    bare: PathBuf,
    logs: PathBuf,
    this: PathBuf,
}

/// Measures and prints.
pub async fn run(options: &Options) -> anyhow::Result<()> {
    let places = Places {
        data: options.folder.join("data"),
        product: options.folder.join("product"),
        bare: options.folder.join("bare"),
        logs: options.folder.join("logs"),
        this: std::env::current_exe()?,
    };
    std::fs::create_dir_all(&places.logs)?;
    let demands = options.listings / DEMANDS;
    prepare(options, &places, demands)?;
    println!("\n{} listings, of them {demands} demands", options.listings);
    heading();
    builds(options, &places)?;
    let kinds = questions::draw(&places.data, options.listings - demands, demands)?;
    let (product, bare) = servers(options, &places, &kinds).await?;
    ask(options, &kinds, &product, &bare).await?;
    held(product.memory()?, bare.memory()?);
    drop(bare);
    writes(&places, &product).await?;
    drop(product);
    let arguments = ["match", "--data", text(&places.data)?, "--data-dir", text(&places.product)?];
    print!("{}", command(&places.this, &arguments, &places.logs.join("match.log"))?.said);
    Ok(())
}

fn text(path: &Path) -> anyhow::Result<&str> {
    path.to_str().context("a folder whose name is UTF-8")
}

/// Data and database, unless an earlier run left them.
fn prepare(options: &Options, places: &Places, demands: u64) -> anyhow::Result<()> {
    let log = |name: &str| places.logs.join(format!("{name}.log"));
    let (data, data_dir) = (text(&places.data)?, text(&places.product)?);
    let (achievements, demands) = ((options.listings - demands).to_string(), demands.to_string());
    if !places.data.join("demands.jsonl").exists() {
        let arguments = ["bench-data", "--achievements", &achievements, "--demands", &demands, "--out", data];
        let made = command(&options.product, &arguments, &log("bench-data"))?;
        println!("bench-data: {:.1} s", made.time.as_secs_f64());
    }
    if !places.product.join("loaded").exists() {
        let _migrated = command(&options.product, &["migrate", "--data-dir", data_dir], &log("migrate"))?;
        let admin = ["create-admin", "--login", LOGIN, "--password", PASSWORD, "--data-dir", data_dir];
        let _created = command(&options.product, &admin, &log("create-admin"))?;
        let loaded = command(&places.this, &["load", "--data", data, "--data-dir", data_dir], &log("load"))?;
        print!("{}", loaded.said);
        std::fs::write(places.product.join("loaded"), "")?;
    }
    Ok(())
}

/// Both indexes, built anew.
fn builds(options: &Options, places: &Places) -> anyhow::Result<()> {
    for folder in [places.bare.clone(), places.product.join("index")] {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
    }
    let arguments = ["bare-build", "--data", text(&places.data)?, "--out", text(&places.bare)?];
    let bare = command(&places.this, &arguments, &places.logs.join("bare-build.log"))?;
    let arguments = ["reindex", "--data-dir", text(&places.product)?];
    let product = command(&options.product, &arguments, &places.logs.join("reindex.log"))?;
    let speed = |ended: &Ended| options.listings as f64 / ended.time.as_secs_f64();
    let seconds = |ended: &Ended| ended.time.as_secs_f64();
    row("index build", "s", seconds(&product), Some(seconds(&bare)), Better::Less);
    row("  listings a second", "", speed(&product), Some(speed(&bare)), Better::More);
    let megabytes = |folder: &Path| data::folder_bytes(folder) as f64 / 1e6;
    let texts = std::fs::metadata(places.bare.join("texts"))?.len() as f64 / 1e6;
    let sizes = (megabytes(&places.product.join("index")), megabytes(&places.bare) - texts);
    row("  size of the index, without texts", "MB", sizes.0, Some(sizes.1), Better::Less);
    row("  peak resident", "MB", product.peak.resident, Some(bare.peak.resident), Better::Less);
    row("  peak without mapped files", "MB", product.peak.anonymous, Some(bare.peak.anonymous), Better::Less);
    Ok(())
}

async fn servers(options: &Options, places: &Places, kinds: &[Kind]) -> anyhow::Result<(Server, Server)> {
    let question = |paths: &[String]| paths.first().cloned().context("a question");
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--data-dir", text(&places.product)?];
    let log = places.logs.join("serve.log");
    let product = Server::start(&options.product, &arguments, &log, &question(&kinds[0].product)?).await?;
    let arguments = ["bare-serve", "--index", text(&places.bare)?];
    let log = places.logs.join("bare-serve.log");
    let bare = Server::start(&places.this, &arguments, &log, &question(&kinds[0].bare)?).await?;
    let milliseconds = |server: &Server| server.start.as_secs_f64() * 1_000.0;
    row("start to first answer", "ms", milliseconds(&product), Some(milliseconds(&bare)), Better::Less);
    Ok((product, bare))
}

async fn ask(options: &Options, kinds: &[Kind], product: &Server, bare: &Server) -> anyhow::Result<()> {
    let lasting = Duration::from_secs(options.seconds);
    for kind in kinds {
        let (mut ours, mut theirs) = (Series::default(), Series::default());
        for _ in 0..ROUNDS {
            ours.round(&product.url, &kind.product, lasting).await?;
            if !kind.bare.is_empty() {
                theirs.round(&bare.url, &kind.bare, lasting).await?;
            }
        }
        let beside = |value: f64| (!kind.bare.is_empty()).then_some(value);
        for (name, share) in [("p50", 0.50), ("p95", 0.95), ("p99", 0.99)] {
            let (ours, theirs) = (ours.milliseconds(share), theirs.milliseconds(share));
            row(&format!("{}, one client {name}", kind.name), "ms", ours, beside(theirs), Better::Less);
        }
        let (ours, theirs) = (ours.throughput(), theirs.throughput());
        row(&format!("{}, eight clients", kind.name), "/s", ours, beside(theirs), Better::More);
    }
    Ok(())
}

fn held(product: Memory, bare: Memory) {
    row("resident after the load", "MB", product.resident, Some(bare.resident), Better::Less);
    row("  without mapped files", "MB", product.anonymous, Some(bare.anonymous), Better::Less);
}

async fn writes(places: &Places, product: &Server) -> anyhow::Result<()> {
    let ids: Vec<String> = data::achievements(&places.data)?
        .take(CHANGED)
        .map(|line| Ok(line?.id.to_string()))
        .collect::<anyhow::Result<_>>()?;
    let came = visible::measure(&product.url, LOGIN, PASSWORD, ids).await?;
    let at = |times: &[Duration], share: f64| {
        let place = (times.len().saturating_sub(1) as f64 * share).round() as usize;
        times.get(place).map_or(f64::NAN, |time| time.as_secs_f64() * 1_000.0)
    };
    row("writes going on", "/s", came.writes_a_second, None, Better::More);
    for (name, share) in [("p50", 0.50), ("p99", 0.99)] {
        row(&format!("  answer to a write, {name}"), "ms", at(&came.written, share), None, Better::Less);
        row(&format!("  write → visible, {name}"), "ms", at(&came.found, share), None, Better::Less);
    }
    Ok(())
}
