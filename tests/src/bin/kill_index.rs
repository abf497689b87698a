//! `make crash-test`: kills the real program again and again under writes and checks that index and database agree.
//!
//! ROUNDS (200), SEED (random), JIQIAO_BINARY (the program; without it this one plays its part), JIQIAO_TEST_POSTGRES are
//! read from the environment. With the first argument `jiqiao` it is the program itself.
#![expect(clippy::print_stdout, reason = "it prints what it found")]

use clap::Parser as _;
use harness::crash::{self, Options};
use std::process::ExitCode;

const ROUNDS: u64 = 200;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == "jiqiao") {
        return jiqiao::cli::run(jiqiao::cli::Cli::parse_from(arguments)).await;
    }
    match rounds().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn rounds() -> anyhow::Result<()> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let itself = || Ok::<_, std::io::Error>(vec![std::env::current_exe()?.display().to_string(), "jiqiao".to_owned()]);
    let program = match std::env::var("JIQIAO_BINARY") {
        Ok(binary) => vec![binary],
        Err(_) => itself()?,
    };
    let options = Options {
        program,
        rounds: number("ROUNDS").unwrap_or(ROUNDS),
        seed: number("SEED").unwrap_or_else(harness::random_seed),
        database_url: harness::make_database().await?.unwrap_or_default(),
    };
    println!("seed {}", options.seed);
    let started = std::time::Instant::now();
    let outcome = crash::run(options, |round, outcome| {
        if round % 10 == 0 {
            println!("round {round}: {} listings, {} writes", outcome.documents, outcome.writes);
        }
    })
    .await?;
    println!("{outcome:#?}");
    println!("index and database agreed after every kill; {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}
