//! Matching measured on the loaded listings, in a process of its own: the counterparts of one listing, the pace of a whole
//! re-matching, and what all that takes of memory beside the index.

use crate::data;
use crate::process::Memory;
use crate::table::value;
use anyhow::ensure;
use entity::enums::SubjectKind;
use jiqiao::config::Config;
use jiqiao::context::Context;
use jiqiao::matches::rematching;
use jiqiao::matches::suggest::Renewal;
use jiqiao::server;
use std::path::Path;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Listings of each side whose counterparts are looked for, spread over the files.
const ASKED: usize = 200;
/// Before anything is measured.
const WARM_UP: usize = 20;
/// Demands of the re-matching that are measured, and to how many the pace is carried over.
const REMATCHED: i32 = 1_000;
const ALL: f64 = 10_000.0;

/// Measures and prints.
pub async fn measure(folder: &Path, data_dir: &Path) -> anyhow::Result<()> {
    let mut config = Config::load(None)?;
    config.storage.data_dir = data_dir.to_path_buf();
    let state = server::open(config).await?;
    let context = Context::system(state.clone());
    let demands = spread(data::demands(folder)?.map(|line| anyhow::Ok(line?.id)))?;
    let achievements = spread(data::achievements(folder)?.map(|line| anyhow::Ok(line?.id)))?;
    for id in demands.iter().take(WARM_UP) {
        Renewal::prepare(&context, SubjectKind::Demand, *id).await?;
    }
    let before = Memory::of(std::process::id())?;
    one_by_one(&context, "one demand", SubjectKind::Demand, &demands[WARM_UP..]).await?;
    one_by_one(&context, "one achievement", SubjectKind::Achievement, &achievements).await?;
    whole(&context).await?;
    let after = Memory::of(std::process::id())?;
    value("matching: memory beside the index", "MB", after.anonymous);
    value("  of that before the first match was measured", "MB", before.anonymous);
    Ok(())
}

/// [`ASKED`] of them, evenly.
fn spread(ids: impl Iterator<Item = anyhow::Result<Uuid>>) -> anyhow::Result<Vec<Uuid>> {
    let ids: Vec<Uuid> = ids.collect::<anyhow::Result<_>>()?;
    ensure!(ids.len() >= ASKED, "at least {ASKED} listings of each kind");
    Ok(ids.iter().step_by(ids.len() / ASKED).take(ASKED).copied().collect())
}

async fn one_by_one(context: &Context, name: &str, kind: SubjectKind, ids: &[Uuid]) -> anyhow::Result<()> {
    let (mut times, mut found) = (Vec::with_capacity(ids.len()), 0);
    for id in ids {
        let started = Instant::now();
        let renewal = Renewal::prepare(context, kind, *id).await?;
        times.push(started.elapsed());
        found += renewal.map_or(0, |renewal| renewal.len());
    }
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    let milliseconds = |time: Duration| time.as_secs_f64() * 1_000.0;
    value(&format!("matching: {name}, explained, p50"), "ms", milliseconds(at(0.50)));
    value("  p95", "ms", milliseconds(at(0.95)));
    value("  suggestions", "", found as f64 / ids.len() as f64);
    Ok(())
}

/// The pace of a whole re-matching, written to the database.
async fn whole(context: &Context) -> anyhow::Result<()> {
    rematching::start(context.database(), context.now(), "bench").await?;
    let started = Instant::now();
    let mut done = 0;
    while done < REMATCHED && rematching::step(context).await? {
        let running = rematching::latest(context.database()).await?;
        let now = running.as_ref().map_or(0, |running| running.done);
        if running.is_none_or(|running| running.finished_at.is_some()) {
            break;
        }
        done = now;
    }
    let each = started.elapsed().as_secs_f64() / f64::from(done.max(1));
    value("matching: re-matching, a demand", "ms", each * 1_000.0);
    value("  10,000 demands at this pace", "min", each * ALL / 60.0);
    Ok(())
}
