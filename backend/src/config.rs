//! Configuration: embedded defaults, then a file, then `JIQIAO_*` variables. Every key is documented in
//! `config.default.toml`; an unknown key or a value out of range stops the start with a message that names it.

use anyhow::{Context as _, bail, ensure};
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tracing_subscriber::EnvFilter;

const DEFAULTS: &str = include_str!("../config.default.toml");

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub server: Server,
    pub database: Database,
    pub storage: Storage,
    pub site: Site,
    pub session: Session,
    pub login: Login,
    pub limits: Limits,
    pub index: Index,
    pub matching: Matching,
    pub embedding: Embedding,
    pub log: Log,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    pub listen: String,
    pub public_url: String,
    pub trust_proxy: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    pub url: String,
    pub connections_max: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Storage {
    pub data_dir: PathBuf,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    pub name: String,
    pub operator: String,
    pub contact: String,
    pub icp_number: String,
    pub police_number: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    pub idle_minutes: i64,
    pub absolute_hours: i64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Login {
    pub window_minutes: i64,
    pub account_failures_max: u64,
    pub address_failures_max: u64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    pub upload_bytes_max: usize,
    pub body_bytes_max: usize,
    pub page_rows_max: u64,
    pub files_per_record_max: u64,
    pub manager_deals_max: u64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    pub poll_milliseconds: u64,
    pub batch_max: u64,
    pub reader_kept_days: i64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matching {
    pub suggestions_max: usize,
    pub score_min: f64,
}

/// The key itself is never here: only the name of the variable that holds it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Embedding {
    pub url: String,
    pub model: String,
    pub dimension: usize,
    pub batch_max: usize,
    pub timeout_seconds: u64,
    pub key_env: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub filter: String,
    pub format: String,
}

impl Config {
    /// Reads and checks the configuration.
    ///
    /// # Errors
    /// The file is missing or not TOML, a key is unknown, a value has the wrong type or is out of range.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let mut builder =
            config::Config::builder().add_source(config::File::from_str(DEFAULTS, config::FileFormat::Toml));
        if let Some(path) = file {
            builder = builder.add_source(config::File::from(path).format(config::FileFormat::Toml));
        }
        let variables =
            config::Environment::with_prefix("JIQIAO").prefix_separator("_").separator("__").try_parsing(true);
        let variables = variables.source(Some(section_variables()));
        let config: Self = builder
            .add_source(variables)
            .build()
            .and_then(config::Config::try_deserialize)
            .context("the configuration cannot be read (every key is documented in backend/config.default.toml)")?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> anyhow::Result<()> {
        self.server.listen.parse::<SocketAddr>().with_context(|| {
            format!("server.listen: {:?} is not an address such as 127.0.0.1:8080", self.server.listen)
        })?;
        let url = &self.server.public_url;
        ensure!(
            url.is_empty() || url.starts_with("http://") || url.starts_with("https://"),
            "server.public_url: {url:?} must begin with http:// or https://"
        );
        let database = &self.database.url;
        ensure!(
            database.is_empty() || ["postgres://", "postgresql://", "sqlite:"].iter().any(|s| database.starts_with(s)),
            "database.url: must be empty, sqlite:… or postgres://…"
        );
        positive("database.connections_max", i64::from(self.database.connections_max))?;
        positive("session.idle_minutes", self.session.idle_minutes)?;
        positive("session.absolute_hours", self.session.absolute_hours)?;
        positive("login.window_minutes", self.login.window_minutes)?;
        positive("index.reader_kept_days", self.index.reader_kept_days)?;
        let counts = [
            ("login.account_failures_max", self.login.account_failures_max),
            ("login.address_failures_max", self.login.address_failures_max),
            ("limits.upload_bytes_max", self.limits.upload_bytes_max as u64),
            ("limits.body_bytes_max", self.limits.body_bytes_max as u64),
            ("limits.files_per_record_max", self.limits.files_per_record_max),
            ("limits.manager_deals_max", self.limits.manager_deals_max),
            ("index.poll_milliseconds", self.index.poll_milliseconds),
            ("index.batch_max", self.index.batch_max),
            ("matching.suggestions_max", self.matching.suggestions_max as u64),
        ];
        for (key, value) in counts {
            ensure!(value > 0, "{key}: must be greater than 0");
        }
        ensure!(EnvFilter::try_new(&self.log.filter).is_ok(), "log.filter: {:?} is no tracing filter", self.log.filter);
        ensure!((1..=100).contains(&self.limits.page_rows_max), "limits.page_rows_max: must be 1 to 100");
        ensure!((0.0..=1.0).contains(&self.matching.score_min), "matching.score_min: must be 0 to 1");
        self.embedding.check()?;
        if !["text", "json"].contains(&self.log.format.as_str()) {
            bail!("log.format: {:?} must be \"text\" or \"json\"", self.log.format);
        }
        Ok(())
    }
}

impl Embedding {
    fn check(&self) -> anyhow::Result<()> {
        let url = &self.url;
        ensure!(
            url.is_empty() || url.starts_with("http://") || url.starts_with("https://"),
            "embedding.url: must be empty or begin with http:// or https://"
        );
        ensure!(url.is_empty() || !self.model.is_empty(), "embedding.model: must name the model of the service");
        ensure!((1..=4_096).contains(&self.dimension), "embedding.dimension: must be 1 to 4096");
        ensure!((1..=256).contains(&self.batch_max), "embedding.batch_max: must be 1 to 256");
        ensure!((1..=120).contains(&self.timeout_seconds), "embedding.timeout_seconds: must be 1 to 120");
        Ok(())
    }
}

fn positive(key: &str, value: i64) -> anyhow::Result<()> {
    ensure!(value > 0, "{key}: must be greater than 0");
    Ok(())
}

/// Only `JIQIAO_<SECTION>__<KEY>`: other variables with our prefix (JIQIAO_CONFIG, those of the tests) are not keys.
fn section_variables() -> config::Map<String, String> {
    std::env::vars().filter(|(name, _)| name.starts_with("JIQIAO_") && name.contains("__")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_complete_and_valid() {
        Config::load(None).expect("defaults");
    }

    #[test]
    fn an_unknown_key_is_named() {
        let folder = std::env::temp_dir().join(format!("jiqiao-config-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("folder");
        let file = folder.join("jiqiao.toml");
        std::fs::write(&file, "[server]\nlisten_adress = \"x\"\n").expect("file");
        let message = format!("{:#}", Config::load(Some(&file)).expect_err("unknown key"));
        assert!(message.contains("listen_adress"), "{message}");
        std::fs::write(&file, "[server]\nlisten = \"here\"\n").expect("file");
        let message = format!("{:#}", Config::load(Some(&file)).expect_err("bad address"));
        assert!(message.contains("server.listen"), "{message}");
    }
}
