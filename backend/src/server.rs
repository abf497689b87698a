//! Starting: open database, index and files, make the first administrator, answer.

use crate::accounts::bootstrap;
use crate::clock::Clock;
use crate::config::Config;
use crate::context::Context;
use crate::dictionary::state::DictionaryState;
use crate::files::blobs::Blobs;
use crate::jobs::{follow, index_state::IndexState, node, search_log};
use crate::matches::prepared::PreparedTexts;
use crate::search::kept::KeptRows;
use crate::search::log::SearchLog;
use crate::search::popular::Popular;
use crate::state::{App, AppState};
use crate::vectors::remote::{self, Remote};
use crate::vectors::state::VectorsState;
use crate::{db, router};
use anyhow::Context as _;
use search_index::{Filters, IndexStore, SearchRequest, Sort, Viewer};
use std::fs::File;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Opens everything that a request or a command needs; the schema is brought up to date.
///
/// # Errors
/// The data folder cannot be made, or the database, the index or the files cannot be opened.
pub async fn open(config: Config) -> anyhow::Result<AppState> {
    let data_dir = config.storage.data_dir.clone();
    std::fs::create_dir_all(&data_dir)
        .with_context(|| format!("storage.data_dir: {} cannot be made", data_dir.display()))?;
    let database = db::connect(&db::url(&config.database.url, &data_dir), config.database.connections_max).await?;
    db::migrate(&database).await?;
    let index_dir = data_dir.join("index");
    let search = Arc::new(tokio::task::spawn_blocking(move || IndexStore::open(&index_dir)).await??);
    warm_up(&search);
    let blobs = Blobs::open(data_dir.join("blobs"))?;
    let node = node::id(&data_dir)?;
    let embedding = Remote::new(&config.embedding, remote::key(&config.embedding)?.as_deref())?;
    Ok(AppState::new(App {
        config,
        database,
        search,
        blobs,
        clock: Clock::default(),
        outbox_bell: watch::Sender::default(),
        index_state: IndexState::default(),
        node,
        search_log: SearchLog::default(),
        kept_rows: KeptRows::default(),
        prepared_texts: PreparedTexts::default(),
        popular: Popular::default(),
        dictionary: DictionaryState::default(),
        vectors: VectorsState::new(embedding),
    }))
}

/// Opens the database of an installation that may be running, with index and files in a folder of their own that the caller
/// throws away: what a running server works on is left alone.
///
/// # Errors
/// As [`open`].
pub async fn open_beside(mut config: Config) -> anyhow::Result<AppState> {
    std::fs::create_dir_all(&config.storage.data_dir)?;
    config.database.url = db::url(&config.database.url, &config.storage.data_dir);
    config.storage.data_dir = std::env::temp_dir().join(format!("jiqiao-{}", uuid::Uuid::now_v7()));
    open(config).await
}

/// Takes the data folder for this process; two servers in one folder would write over each other's index.
///
/// # Errors
/// Another process has it.
pub fn lock(config: &Config) -> anyhow::Result<File> {
    let data_dir = &config.storage.data_dir;
    std::fs::create_dir_all(data_dir)?;
    let file = File::create(data_dir.join("lock"))?;
    file.try_lock().map_err(|_| anyhow::anyhow!("数据目录 {} 正被另一个 jiqiao 进程使用", data_dir.display()))?;
    Ok(file)
}

/// Loads the dictionary beside the start, so that the first search does not wait for it.
fn warm_up(search: &Arc<IndexStore>) {
    let search = search.clone();
    let request = SearchRequest {
        words: "技术成果".to_owned(),
        viewer: Viewer::Anonymous,
        filters: Filters::default(),
        sort: Sort::Relevance,
        offset: 0,
        limit: 1,
        facets: Vec::new(),
        after: None,
        explain: false,
        now: 0,
    };
    tokio::task::spawn_blocking(move || search.search(&request).map(drop));
}

/// Makes the first administrator and says its password once.
///
/// # Errors
/// The database fails.
pub async fn first_administrator(state: &AppState) -> anyhow::Result<Option<String>> {
    let context = Context::system(state.clone());
    if bootstrap::has_admin(&context).await? {
        return Ok(None);
    }
    let password = bootstrap::random_password()?;
    bootstrap::create_admin(&context, "admin", password.clone()).await?;
    Ok(Some(password))
}

/// Answers until the process is told to end; requests that are running are finished.
///
/// # Errors
/// The address is taken.
pub async fn serve(state: AppState, listener: TcpListener) -> anyhow::Result<()> {
    // The set ends the followers when this future ends or is dropped.
    let mut background = follow::start(&state);
    let service = router::build(state.clone()).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(shutdown()).await?;
    background.shutdown().await;
    if let Err(error) = search_log::flush(&state).await {
        tracing::warn!(error = ?error, "the last searches were not counted");
    }
    Ok(())
}

async fn shutdown() {
    let interrupt = tokio::signal::ctrl_c();
    let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
        return;
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}
