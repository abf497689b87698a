//! The command line. What a person is meant to read goes to standard output, everything else to the log on standard error.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line talks to its person")]

use crate::accounts::bootstrap;
use crate::audit::verify;
use crate::bench_data;
use crate::config::Config;
use crate::context::Context;
use crate::state::AppState;
use crate::vectors::command::{self as vectors, VectorsCommand};
use crate::{db, demo, eval, jobs, openapi, server};
use anyhow::{Context as _, bail};
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use tokio::net::TcpListener;

/// Differences of one kind that `index verify` names; the rest is counted.
const FAULTS_SHOWN: usize = 50;

/// 技桥: an open-source marketplace that carries research results into companies
#[derive(Parser)]
#[command(name = "jiqiao", version)]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(clap::Args, Clone)]
struct Common {
    /// Configuration file (TOML); every key is documented in backend/config.default.toml
    #[arg(long, global = true, env = "JIQIAO_CONFIG")]
    config: Option<PathBuf>,
    /// Folder of database, index and files
    #[arg(long, global = true)]
    data_dir: Option<PathBuf>,
    /// postgres://… instead of SQLite in the data folder
    #[arg(long, global = true)]
    database_url: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Answer requests (the default)
    Serve(ServeArguments),
    /// Build the index anew from the database, beside the live one
    Reindex,
    /// Make an administrator, or give an existing one a new password
    CreateAdmin {
        /// Login name
        #[arg(long, default_value = "admin")]
        login: String,
        /// New password; a random one is made and printed when it is left out
        #[arg(long, env = "JIQIAO_ADMIN_PASSWORD")]
        password: Option<String>,
    },
    /// Print the OpenAPI document
    Openapi,
    /// Write believable listings for load as JSON lines; the same options give the same bytes
    BenchData(bench_data::Options),
    /// Bring the schema up to date and end
    Migrate,
    /// The search index
    Index {
        #[command(subcommand)]
        command: IndexCommand,
    },
    /// Measure the product's own search
    Eval {
        #[command(subcommand)]
        command: EvalCommand,
    },
    /// Domain vectors of listings, for the matching
    Vectors {
        #[command(subcommand)]
        command: VectorsCommand,
    },
    /// The audit trail
    Audit {
        #[command(subcommand)]
        command: AuditCommand,
    },
}

#[derive(clap::Args, Default)]
struct ServeArguments {
    /// Load the demo world into an empty data folder
    #[arg(long)]
    demo: bool,
    /// HOST:PORT; port 0 takes a free one
    #[arg(long)]
    listen: Option<String>,
}

#[derive(Subcommand)]
enum IndexCommand {
    /// Compare the index with the database, listing for listing and content for content; beside a running server too
    Verify,
}

#[derive(Subcommand)]
enum EvalCommand {
    /// Index documents, ask questions, write a TREC run, print nDCG@10, MRR@10, recall@100 and questions a second
    Search(eval::SearchEvaluation),
    /// Index achievements and demands, rank the one for the other, write a TREC run, print nDCG@10, AUC, MRR@10 and recall
    Match(eval::MatchEvaluation),
    /// Rank the graded scenarios of the repository
    MatchScenarios,
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Walk the hash chain and name every event that was changed, taken out or moved
    Verify,
}

/// Runs a command; errors are told with their causes.
pub async fn run(cli: Cli) -> ExitCode {
    match execute(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("jiqiao: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn execute(cli: Cli) -> anyhow::Result<()> {
    let command = cli.command.unwrap_or_else(|| Command::Serve(ServeArguments::default()));
    if matches!(command, Command::Openapi) {
        print!("{}", openapi::json());
        return Ok(());
    }
    if let Command::BenchData(options) = &command {
        return bench_data::write(options);
    }
    let mut config = Config::load(cli.common.config.as_deref())?;
    if let Some(data_dir) = cli.common.data_dir {
        config.storage.data_dir = data_dir;
    }
    if let Some(url) = cli.common.database_url {
        config.database.url = url;
    }
    start_log(&config);
    match command {
        Command::Serve(arguments) => serve(config, arguments).await,
        Command::Reindex => reindex(config).await,
        Command::CreateAdmin { login, password } => create_admin(config, &login, password).await,
        Command::Openapi | Command::BenchData(_) => Ok(()),
        Command::Migrate => migrate(&config).await,
        Command::Index { command: IndexCommand::Verify } => index_verify(&config).await,
        Command::Eval { command } => evaluate(command).await,
        Command::Vectors { command } => vectors::run(&config, command).await,
        Command::Audit { command: AuditCommand::Verify } => audit_verify(&config).await,
    }
}

fn start_log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::new(&config.log.filter);
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if config.log.format == "json" { log.json().init() } else { log.init() }
}

async fn evaluate(command: EvalCommand) -> anyhow::Result<()> {
    let measured = tokio::task::spawn_blocking(move || match command {
        EvalCommand::Search(asked) => eval::search(&asked),
        EvalCommand::Match(asked) => eval::matching(&asked),
        EvalCommand::MatchScenarios => Ok(serde_json::to_string_pretty(&eval::match_scenarios()?)?),
    });
    println!("{}", measured.await??);
    Ok(())
}

async fn serve(config: Config, arguments: ServeArguments) -> anyhow::Result<()> {
    let listen = arguments.listen.unwrap_or_else(|| config.server.listen.clone());
    let listener = TcpListener::bind(&listen).await.with_context(|| format!("cannot listen on {listen}"))?;
    let address = listener.local_addr()?;
    let _lock = server::lock(&config)?;
    let state = server::open(config).await?;
    let logins = if arguments.demo { Some(demo::load(&state).await?) } else { None };
    let password = server::first_administrator(&state).await?;
    println!("http://{address}");
    if let Some(password) = password {
        println!("第一个管理员：登录名 admin，密码 {password}（只显示这一次，登录后请修改）");
    }
    if let Some(logins) = logins {
        println!("{logins}");
    }
    server::serve(state, listener).await
}

async fn reindex(config: Config) -> anyhow::Result<()> {
    let Ok(_lock) = server::lock(&config) else {
        let beside = server::open_beside(config).await?;
        jobs::reindex::request(&Context::system(beside.clone())).await?;
        println!("服务正在运行：它会在后台另建索引，建好后换上，不中断服务；进度见 /api/v1/health");
        return discard(&beside);
    };
    let state = server::open(config).await?;
    jobs::reindex::request(&Context::system(state.clone())).await?;
    let documents = jobs::index_rebuild::rebuild(&state, jobs::index_state::RebuildReason::Requested).await?;
    println!("索引已重建：{documents} 条");
    Ok(())
}

/// Throws away the folder of [`server::open_beside`].
fn discard(beside: &AppState) -> anyhow::Result<()> {
    Ok(std::fs::remove_dir_all(&beside.config.storage.data_dir)?)
}

async fn create_admin(config: Config, login: &str, password: Option<String>) -> anyhow::Result<()> {
    let is_random = password.is_none();
    let password = password.map_or_else(bootstrap::random_password, Ok)?;
    let beside = server::open_beside(config).await?;
    let created = bootstrap::create_admin(&Context::system(beside.clone()), login, password.clone()).await;
    discard(&beside)?;
    if let Err(error) = created {
        let fields: Vec<String> =
            error.fields().iter().map(|field| format!("{}: {}", field.path, field.message)).collect();
        bail!("{} {}", error.message(), fields.join("; "));
    }
    let shown = if is_random { format!("，密码 {password}（只显示这一次）") } else { String::new() };
    println!("管理员 {login} 可以登录了{shown}");
    Ok(())
}

async fn migrate(config: &Config) -> anyhow::Result<()> {
    let database = database(config).await?;
    db::migrate(&database).await?;
    println!("数据库结构已是最新");
    Ok(())
}

async fn database(config: &Config) -> anyhow::Result<sea_orm::DatabaseConnection> {
    std::fs::create_dir_all(&config.storage.data_dir)?;
    db::connect(&db::url(&config.database.url, &config.storage.data_dir), 1).await
}

async fn audit_verify(config: &Config) -> anyhow::Result<()> {
    let report = verify::verify(&database(config).await?).await?;
    for fault in &report.faults {
        println!("{fault}");
    }
    if !report.faults.is_empty() {
        bail!("审计链有 {} 处问题（共读 {} 条）", report.faults.len(), report.events);
    }
    println!("审计链完整：{} 条", report.events);
    Ok(())
}

async fn index_verify(config: &Config) -> anyhow::Result<()> {
    let index = config.storage.data_dir.join("index");
    let report = jobs::index_verify::verify(&database(config).await?, &index).await?;
    if report.incomplete {
        bail!("索引还没有建好（正在从数据库读取），建好后再核对");
    }
    if report.lost {
        bail!("索引需要的变更记录已经清理：启动服务后会自动重建");
    }
    for (kind, ids) in report.faults() {
        for id in ids.iter().take(FAULTS_SHOWN) {
            println!("{kind} {id}");
        }
        if ids.len() > FAULTS_SHOWN {
            println!("{kind} …共 {} 条", ids.len());
        }
    }
    let (applied, last, waiting) = (report.applied, report.last, report.waiting);
    if !report.agrees() {
        bail!("索引与数据库不一致（索引已跟到第 {applied} 号变更，数据库到第 {last} 号）；执行 jiqiao reindex 可重建");
    }
    println!("索引与数据库一致：{} 条，已跟到第 {applied} 号变更，另有 {waiting} 条等待跟上", report.documents);
    Ok(())
}
