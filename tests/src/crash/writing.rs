//! Writers that publish, edit, close and take up again, until their server is gone.

use crate::Client;
use crate::builders::{achievement, demand, with};
use anyhow::{Context as _, ensure};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};

const PERSON_PASSWORD: &str = "crash-tool-person-2026";

/// Small, fast, and the same for the same seed on every machine (SplitMix64).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    pub(super) fn one_in(&mut self, every: u64) -> bool {
        self.below(every) == 0
    }

    pub(super) fn fork(&mut self) -> Self {
        Self(self.next())
    }

    /// A word that is in no other title.
    fn word(&mut self) -> String {
        format!("zq{:012x}", self.next() >> 16)
    }
}

/// The signed-in clients of those who write.
#[derive(Clone)]
pub struct People {
    admin: Client,
    tto: Client,
    company: Client,
}

/// Makes the organisations and people through the API.
///
/// # Errors
/// The server refuses.
pub async fn people(url: &str, admin_password: &str) -> anyhow::Result<People> {
    let admin = Client::new(url);
    admin.sign_in("admin", admin_password).await;
    let tto = member(&admin, url, "滨海理工大学", "university", "tto").await?;
    let company = member(&admin, url, "海港机电有限公司", "company", "company").await?;
    Ok(People { admin, tto, company })
}

async fn member(admin: &Client, url: &str, name: &str, kind: &str, role: &str) -> anyhow::Result<Client> {
    let organization = json!({ "name": name, "kind": kind, "region": "210200" });
    let organization = send(admin, "POST", "/api/v1/organizations", &organization).await?;
    let person = json!({
        "login_name": role, "password": PERSON_PASSWORD, "display_name": role,
        "organization_id": organization["id"], "role": role
    });
    send(admin, "POST", "/api/v1/people", &person).await?;
    let client = Client::new(url);
    client.sign_in(role, PERSON_PASSWORD).await;
    Ok(client)
}

async fn send(client: &Client, method: &str, path: &str, body: &Value) -> anyhow::Result<Value> {
    let answer = client.request(method, path).json(body).send().await?;
    let status = answer.status();
    let text = answer.text().await?;
    ensure!(status.is_success(), "{method} {path}: {status} {text}");
    Ok(serde_json::from_str(&text)?)
}

/// A listing that somebody wrote, with the words of all its titles.
#[derive(Clone, Debug)]
pub struct Written {
    kind: &'static str,
    id: String,
    words: Vec<String>,
}

/// What was written in all rounds.
#[derive(Debug, Default)]
pub struct Known(Vec<Written>);

impl Known {
    pub(super) fn some(&self, random: &mut Random, count: usize) -> Vec<Written> {
        let any = |_| self.0.get(usize::try_from(random.below(self.0.len() as u64)).unwrap_or(0)).cloned();
        (0..count).filter_map(any).collect()
    }
}

/// One writer with listings of its own in each round.
pub struct Writer {
    people: People,
    random: Random,
    known: Arc<Mutex<Known>>,
    own: Vec<(usize, Value)>,
    written: u64,
}

impl Writer {
    pub(super) fn new(people: People, random: Random, known: Arc<Mutex<Known>>) -> Self {
        Self { people, random, known, own: Vec::new(), written: 0 }
    }

    /// Writes until the server does not answer any more; answers how many requests were answered.
    ///
    /// # Errors
    /// The server refuses what should be accepted.
    pub(super) async fn run(mut self) -> anyhow::Result<u64> {
        loop {
            let step = match self.random.below(10) {
                0..=3 => self.publish().await,
                4..=6 => self.edit().await,
                7..=8 => self.close_or_reopen().await,
                _ => self.rename().await,
            };
            match step {
                Ok(()) => {}
                Err(error) if is_gone(&error) => return Ok(self.written),
                Err(error) => return Err(error),
            }
        }
    }

    async fn send(&mut self, client: &Client, method: &str, path: &str, body: &Value) -> anyhow::Result<Value> {
        let answer = send(client, method, path, body).await?;
        self.written += 1;
        Ok(answer)
    }

    async fn publish(&mut self) -> anyhow::Result<()> {
        let (kind, owner, body) = if self.random.one_in(3) {
            ("demands", self.people.company.clone(), demand())
        } else {
            ("achievements", self.people.tto.clone(), achievement())
        };
        let word = self.random.word();
        let body = with(body, json!({ "title": format!("车门控制 {word}") }));
        let draft = self.send(&owner, "POST", &format!("/api/v1/{kind}"), &body).await?;
        let id = draft["id"].as_str().context("id")?.to_owned();
        let position = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            known.0.push(Written { kind, id: id.clone(), words: vec![word] });
            known.0.len() - 1
        };
        let path = format!("/api/v1/{kind}/{id}");
        let submitted = self.send(&owner, "POST", &format!("{path}/submit"), &version_of(&draft)).await?;
        let admin = self.people.admin.clone();
        let live = self.send(&admin, "POST", &format!("{path}/publish"), &version_of(&submitted)).await?;
        self.own.push((position, live));
        Ok(())
    }

    /// One of the own listings, its path and its owner; none before the first.
    fn pick(&mut self) -> Option<(usize, String, Client)> {
        let chosen = usize::try_from(self.random.below(self.own.len() as u64)).ok()?;
        let (position, _) = self.own.get(chosen)?;
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let listing = known.0.get(*position)?;
        let owner = if listing.kind == "demands" { &self.people.company } else { &self.people.tto };
        Some((chosen, format!("/api/v1/{}/{}", listing.kind, listing.id), owner.clone()))
    }

    async fn edit(&mut self) -> anyhow::Result<()> {
        let Some((chosen, path, owner)) = self.pick() else { return Ok(()) };
        let word = self.random.word();
        let (position, listing) = &self.own[chosen];
        if listing["state"] == json!("closed") {
            return Ok(());
        }
        let body = with(version_of(listing), json!({ "title": format!("车门控制 {word}") }));
        self.known.lock().unwrap_or_else(PoisonError::into_inner).0[*position].words.push(word);
        self.own[chosen].1 = self.send(&owner, "PATCH", &path, &body).await?;
        Ok(())
    }

    /// A live listing is withdrawn; a withdrawn one becomes a draft again.
    async fn close_or_reopen(&mut self) -> anyhow::Result<()> {
        let Some((chosen, path, owner)) = self.pick() else { return Ok(()) };
        let listing = self.own[chosen].1.clone();
        let version = version_of(&listing);
        match listing["state"].as_str() {
            Some("published") => {
                let reason = with(version, json!({ "reason": "expired" }));
                self.own[chosen].1 = self.send(&owner, "POST", &format!("{path}/close"), &reason).await?;
            }
            Some("closed") => {
                self.own[chosen].1 = self.send(&owner, "POST", &format!("{path}/reopen"), &version).await?;
            }
            _ => {}
        }
        Ok(())
    }

    /// A new name of the university touches all its listings at once; somebody else may have been faster.
    async fn rename(&mut self) -> anyhow::Result<()> {
        let tto = self.people.tto.clone();
        let own = tto.request("GET", "/api/v1/session").send().await?.json::<Value>().await?;
        let path = format!("/api/v1/organizations/{}", own["membership"]["organization"]["id"].as_str().context("id")?);
        let before = tto.request("GET", &path).send().await?.json::<Value>().await?;
        let body = with(version_of(&before), json!({ "name": format!("滨海理工大学{}", self.random.word()) }));
        let answer = self.people.admin.request("PATCH", &path).json(&body).send().await?;
        let status = answer.status().as_u16();
        ensure!(matches!(status, 200 | 409), "{path}: {status} {}", answer.text().await?);
        self.written += u64::from(status == 200);
        Ok(())
    }
}

fn version_of(record: &Value) -> Value {
    json!({ "version": record["version"] })
}

/// The server was killed; anything else is a finding.
fn is_gone(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<reqwest::Error>().is_some_and(|error| !error.is_decode()))
}

/// Asks as a person would: the present title is found when the listing is live, none of the former ones is.
///
/// # Errors
/// The search says something else than the record.
pub async fn ask(people: &People, listing: &Written) -> anyhow::Result<()> {
    let record = people.admin.request("GET", &format!("/api/v1/{}/{}", listing.kind, listing.id)).send().await?;
    let record = if record.status().is_success() { record.json::<Value>().await? } else { Value::Null };
    let title = record["title"].as_str().unwrap_or_default();
    let is_live = matches!(record["state"].as_str(), Some("published" | "in_talks"));
    for word in &listing.words {
        // a phrase: a plain word that nobody has is answered with what has a part of it
        let question = format!("/api/v1/search?q=%22{word}%22&limit=1");
        let found = people.admin.request("GET", &question).send().await?;
        let found = found.json::<Value>().await?;
        let expected = u64::from(is_live && title.ends_with(word.as_str()));
        ensure!(found["total"] == json!(expected), "{word}: {expected} expected of {title}, found {found}");
    }
    Ok(())
}
