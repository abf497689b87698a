//! `jiqiao vectors`: making models and choosing the one that takes part in matching.
#![expect(clippy::print_stdout, reason = "a command line talks to its person")]

use super::remote::{self, Remote};
use super::{service, store, train};
use crate::clock::Clock;
use crate::config::Config;
use crate::db;
use anyhow::Context as _;
use clap::Subcommand;
use entity::enums::VectorKind;
use entity::vector_model;
use sea_orm::DatabaseConnection;

#[derive(Subcommand)]
pub enum VectorsCommand {
    /// Train a model on the texts of the live listings; beside a running server too
    Train,
    /// Ask the configured embedding service for the vectors that are missing; breaks off and goes on at the next call
    Embed,
    /// Show the models
    List,
    /// Let a model take part in matching, or none
    Use {
        /// Number of the model, or `none`
        version: String,
    },
}

/// Runs one of them.
///
/// # Errors
/// What the command says; the database fails.
pub async fn run(config: &Config, command: VectorsCommand) -> anyhow::Result<()> {
    let data_dir = &config.storage.data_dir;
    std::fs::create_dir_all(data_dir)?;
    let database = db::connect(&db::url(&config.database.url, data_dir), 1).await?;
    db::migrate(&database).await?;
    match command {
        VectorsCommand::Train => train(&database).await,
        VectorsCommand::Embed => embed(config, &database).await,
        VectorsCommand::List => list(&database).await,
        VectorsCommand::Use { version } => activate(&database, &version).await,
    }
}

async fn train(database: &DatabaseConnection) -> anyhow::Result<()> {
    let made = train::train(database, Clock::default().now()).await?;
    let train::Outcome { version, listings, grams, seconds } = made;
    println!("第 {version} 版向量模型已训练：{listings} 条成果和需求，{grams} 个字词，用时 {seconds:.1} 秒");
    println!("启用：jiqiao vectors use {version}");
    Ok(())
}

async fn embed(config: &Config, database: &DatabaseConnection) -> anyhow::Result<()> {
    let remote = Remote::new(&config.embedding, remote::key(&config.embedding)?.as_deref())?;
    let remote = remote.context("没有配置语义服务：请设置 embedding.url、embedding.model 和 embedding.dimension")?;
    let made = service::embed_all(database, &remote, Clock::default().now()).await;
    let (version, asked) = made.context("没有做完，已经取得的保留；再次执行会接着做")?;
    println!("第 {version} 版向量模型已补齐：这次向语义服务取了 {asked} 条");
    println!("启用：jiqiao vectors use {version}");
    Ok(())
}

async fn list(database: &DatabaseConnection) -> anyhow::Result<()> {
    let models = store::models(database).await?;
    if models.is_empty() {
        println!("还没有向量模型：执行 jiqiao vectors train 训练一个");
    }
    for model in &models {
        println!("{}", line(model));
    }
    Ok(())
}

fn line(model: &vector_model::Model) -> String {
    let kind = match model.kind {
        VectorKind::Trained => "本平台训练".to_owned(),
        VectorKind::Service => format!("语义服务 {}", model.name),
    };
    let state = match (model.active, model.listings) {
        (true, _) => "启用中",
        (false, 0) => "没有做完",
        (false, _) => "未启用",
    };
    let (version, dimension, listings) = (model.version, model.dimension, model.listings);
    let made = model.created_at.format("%Y-%m-%d %H:%M");
    format!("第 {version} 版  {state}  {kind}  {dimension} 维  {listings} 条  {made} UTC  {}", model.figures)
}

async fn activate(database: &DatabaseConnection, version: &str) -> anyhow::Result<()> {
    let number: Option<i32> = match version {
        "none" => None,
        number => Some(number.parse().with_context(|| format!("{version:?} 应是版本号或 none"))?),
    };
    let said = match number {
        None => "不再使用向量，匹配按用词计".to_owned(),
        Some(number) => format!("已启用第 {number} 版"),
    };
    service::choose(database, number, Clock::default().now()).await?;
    println!("{said}；服务运行时在后台重新匹配，进度见工作台“匹配质量”");
    Ok(())
}
