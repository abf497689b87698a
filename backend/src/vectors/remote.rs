//! An embedding service that speaks as OpenAI's does: `POST {url}/v1/embeddings`.
//!
//! Invariants
//! - A call ends: each try, all tries together and the body have a limit, and a service that is away is left alone
//!   (`circuit`).
//! - The key is in one place, a header that is marked as secret; redirects, which would carry it elsewhere, are not followed.

use super::answer::{self, Failure};
use super::circuit::Circuit;
use crate::config;
use anyhow::Context as _;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use std::time::{Duration, Instant};
use tokio::time::{sleep, timeout};

const TRIES_MAX: u32 = 3;
/// Before the second try; twice as long before the third.
const BACKOFF: Duration = Duration::from_millis(500);
/// All tries together, as a multiple of one.
const DEADLINE: u32 = 2;
const BODY_BYTES_MAX: usize = 16 << 20;
/// Characters of a text that are sent; models read no more.
const TEXT_MAX: usize = 2_000;

/// The configured service.
#[derive(Debug)]
pub struct Remote {
    http: reqwest::Client,
    address: String,
    pub model: String,
    pub dimension: usize,
    batch: usize,
    patience: Duration,
    circuit: Circuit,
}

/// The key that the environment holds for the service; none when no variable is named.
///
/// # Errors
/// The named variable is missing.
pub fn key(config: &config::Embedding) -> anyhow::Result<Option<String>> {
    if config.url.is_empty() || config.key_env.is_empty() {
        return Ok(None);
    }
    let name = &config.key_env;
    let key = std::env::var(name).with_context(|| format!("embedding.key_env: the environment has no {name}"))?;
    Ok(Some(key))
}

/// Chooses ring for TLS, as the database does; reqwest makes no client before.
pub fn install_cryptography() {
    // whoever chose before chose the same
    let _chosen = rustls::crypto::ring::default_provider().install_default();
}

impl Remote {
    /// None when no service is configured.
    ///
    /// # Errors
    /// The key is no header, or the system's certificates cannot be read.
    pub fn new(config: &config::Embedding, key: Option<&str>) -> anyhow::Result<Option<Self>> {
        if config.url.is_empty() {
            return Ok(None);
        }
        install_cryptography();
        let mut headers = HeaderMap::new();
        if let Some(key) = key {
            // the parser's error says nothing of the value
            let mut bearer = HeaderValue::from_str(&format!("Bearer {key}")).context("the key of embedding.key_env")?;
            bearer.set_sensitive(true);
            headers.insert(AUTHORIZATION, bearer);
        }
        let patience = Duration::from_secs(config.timeout_seconds);
        let client = reqwest::Client::builder()
            .default_headers(headers)
            .redirect(reqwest::redirect::Policy::none())
            .timeout(patience);
        Ok(Some(Self {
            http: client.build().context("the client of the embedding service")?,
            address: format!("{}/v1/embeddings", config.url.trim_end_matches('/')),
            model: config.model.clone(),
            dimension: config.dimension,
            batch: config.batch_max,
            patience,
            circuit: Circuit::default(),
        }))
    }

    /// Texts that one call takes.
    #[must_use]
    pub fn batch(&self) -> usize {
        self.batch
    }

    /// The vectors of some texts, at most [`Self::batch`] of them, in their order and at length 1.
    ///
    /// # Errors
    /// The service is away, or answers something else.
    pub async fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, Failure> {
        if !self.circuit.is_closed(Instant::now()) {
            return Err(Failure::Paused);
        }
        let deadline = self.patience * DEADLINE;
        let answered = timeout(deadline, self.tries(texts)).await.unwrap_or(Err(Failure::TimedOut(deadline)));
        match &answered {
            Ok(_) => self.circuit.succeeded(),
            Err(_) => self.circuit.failed(Instant::now()),
        }
        answered
    }

    async fn tries(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, Failure> {
        let mut pause = BACKOFF;
        for _ in 1..TRIES_MAX {
            match self.once(texts).await {
                Err(failure) if failure.may_pass() => sleep(pause).await,
                answered => return answered,
            }
            pause *= 2;
        }
        self.once(texts).await
    }

    async fn once(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, Failure> {
        let input: Vec<String> = texts.iter().map(|text| text.chars().take(TEXT_MAX).collect()).collect();
        let asked = serde_json::json!({ "model": self.model, "input": input, "encoding_format": "float" });
        let request = self.http.post(&self.address).header(CONTENT_TYPE, "application/json").body(asked.to_string());
        let mut response = request.send().await.map_err(|error| self.failure(error, Failure::Unreachable))?;
        if !response.status().is_success() {
            return Err(Failure::Status(response.status().as_u16()));
        }
        let mut body = Vec::new();
        while let Some(part) = response.chunk().await.map_err(|error| self.failure(error, |_| Failure::CutOff))? {
            body.extend_from_slice(&part);
            if body.len() > BODY_BYTES_MAX {
                return Err(Failure::TooLong(BODY_BYTES_MAX));
            }
        }
        answer::vectors(&body, texts.len(), self.dimension)
    }

    fn failure(&self, error: reqwest::Error, other: impl FnOnce(anyhow::Error) -> Failure) -> Failure {
        if error.is_timeout() {
            return Failure::TimedOut(self.patience);
        }
        // the address may hold a password
        other(anyhow::Error::from(error.without_url()))
    }
}
