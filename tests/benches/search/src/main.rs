//! Measures the product's search beside a bare engine, and its matching, on listings that `jiqiao bench-data` wrote. `make bench` runs it.
//!
//! - `load` puts the listings into a fresh SQLite database (a way in for the bench only).
//! - `bare-build` and `bare-serve` are the reference: tantivy with the product's analysis and a handler around it.
//! - `match` measures matching in a process of its own.
//! - `run` starts both, asks both the same questions in turn (the machine is noisy) and prints one table.
#![expect(clippy::print_stdout, reason = "it prints what it measured")]

mod bare;
mod client;
mod data;
mod load;
mod matching;
mod process;
mod profile;
mod questions;
mod run;
mod series;
mod table;
mod visible;

use clap::Parser;
use mimalloc::MiMalloc;
use std::path::PathBuf;

/// As in the product, so that the bare engine is given what the product has.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[derive(Parser)]
#[command(name = "search_bench")]
enum Command {
    /// Load the listings into the database of a fresh data folder
    Load {
        /// Folder of the JSON lines
        #[arg(long)]
        data: PathBuf,
        /// Data folder of the product, already migrated, with its first administrator
        #[arg(long)]
        data_dir: PathBuf,
    },
    /// Build the bare index
    BareBuild {
        #[arg(long)]
        data: PathBuf,
        #[arg(long)]
        out: PathBuf,
    },
    /// Answer searches from the bare index; prints its address
    BareServe {
        #[arg(long)]
        index: PathBuf,
    },
    /// Say how many listings have a word, beside the demo world
    Profile {
        #[arg(long)]
        data: PathBuf,
    },
    /// Measure matching alone, on what `load` and `reindex` made
    Match {
        #[arg(long)]
        data: PathBuf,
        #[arg(long)]
        data_dir: PathBuf,
    },
    /// Measure everything and print the table
    Run(run::Options),
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Command::parse() {
        Command::Load { data, data_dir } => load::load(&data, &data_dir).await,
        Command::BareBuild { data, out } => bare::build::build(&data, &out),
        Command::BareServe { index } => bare::serve::serve(&index).await,
        Command::Profile { data } => profile::profile(&data),
        Command::Match { data, data_dir } => matching::measure(&data, &data_dir).await,
        Command::Run(options) => run::run(&options).await,
    }
}
