//! Passwords: argon2id by library, off the async threads. Rules of NIST/ASVS kind: long enough, not a common one, no
//! forced composition.

use crate::check::Checks;
use anyhow::anyhow;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use tokio::sync::Semaphore;

const CHARS_MIN: usize = 10;
const CHARS_MAX: usize = 128;

/// Passwords everybody tries first.
const COMMON: &[&str] = &[
    "1234567890",
    "0123456789",
    "password12",
    "password123",
    "qwertyuiop",
    "1q2w3e4r5t",
    "abcd123456",
    "a123456789",
    "woaini1314",
];

/// Hashes at once: each takes 19 MiB and a core.
static HASHING: Semaphore = Semaphore::const_new(4);

/// Collects what is wrong with a new password.
pub fn check(checks: &mut Checks, path: &str, password: &str, login_name: &str) {
    let length = password.chars().count();
    checks.require(length >= CHARS_MIN, path, "too_short", "密码至少 10 个字符；一句好记的话就很好。");
    checks.require(length <= CHARS_MAX, path, "too_long", "密码最多 128 个字符。");
    let lower = password.to_lowercase();
    let is_common = COMMON.contains(&lower.as_str()) || lower.chars().all(|character| lower.starts_with(character));
    checks.require(!is_common, path, "too_common", "这个密码太常见，请换一个。");
    checks.require(lower != login_name.to_lowercase(), path, "same_as_login", "密码不能与登录名相同。");
}

/// The PHC string of a password.
///
/// # Errors
/// Hashing fails (memory).
pub async fn hash(password: String) -> anyhow::Result<String> {
    let _turn = HASHING.acquire().await?;
    tokio::task::spawn_blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|error| anyhow!("{error}"))
    })
    .await?
}

/// Whether the password fits. Without a hash (no such account) it takes as long, so that accounts cannot be guessed.
///
/// # Errors
/// The thread is gone.
pub async fn verify(password: String, hash: Option<String>) -> anyhow::Result<bool> {
    let _turn = HASHING.acquire().await?;
    let verified = tokio::task::spawn_blocking(move || {
        let Some(hash) = hash else {
            let _unused = Argon2::default().hash_password(password.as_bytes());
            return false;
        };
        argon2::PasswordHash::new(&hash)
            .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await?;
    Ok(verified)
}
