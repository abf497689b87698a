//! Reading the JSON lines of `jiqiao bench-data`.

use anyhow::Context as _;
use jiqiao::bench_data::rows::{AchievementLine, DemandLine, OrganizationLine};
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// One listing of either kind.
pub enum Listing {
    Achievement(Box<AchievementLine>),
    Demand(Box<DemandLine>),
}

/// All lines of a file.
pub fn lines<T: DeserializeOwned>(path: &Path) -> anyhow::Result<impl Iterator<Item = anyhow::Result<T>> + use<T>> {
    let file = File::open(path).with_context(|| format!("{} is missing", path.display()))?;
    let reader = BufReader::with_capacity(1 << 20, file);
    Ok(reader.lines().map(|line| Ok(serde_json::from_str(&line?)?)))
}

pub fn organizations(folder: &Path) -> anyhow::Result<Vec<OrganizationLine>> {
    lines(&folder.join("organizations.jsonl"))?.collect()
}

pub fn achievements(folder: &Path) -> anyhow::Result<impl Iterator<Item = anyhow::Result<AchievementLine>> + use<>> {
    lines(&folder.join("achievements.jsonl"))
}

pub fn demands(folder: &Path) -> anyhow::Result<impl Iterator<Item = anyhow::Result<DemandLine>> + use<>> {
    lines(&folder.join("demands.jsonl"))
}

/// Every listing, achievements first.
pub fn listings(folder: &Path) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Listing>> + use<>> {
    let achievements = achievements(folder)?.map(|line| Ok(Listing::Achievement(Box::new(line?))));
    let demands = demands(folder)?.map(|line| Ok(Listing::Demand(Box::new(line?))));
    Ok(achievements.chain(demands))
}

/// Bytes of all files in a folder and below.
pub fn folder_bytes(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let size = |entry: std::fs::DirEntry| match entry.metadata() {
        Ok(found) if found.is_dir() => folder_bytes(&entry.path()),
        Ok(found) => found.len(),
        Err(_) => 0,
    };
    entries.flatten().map(size).sum()
}
