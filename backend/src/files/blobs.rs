//! The bytes of files under their SHA-256 (`ab/cd/…`): equal content lies there once, and what was written is never
//! overwritten. An upload grows in `incoming/` and is renamed into place when it is complete and on disk.

use anyhow::{Context as _, bail, ensure};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

#[derive(Clone, Debug)]
pub struct Blobs {
    blobs: PathBuf,
    incoming: PathBuf,
}

impl Blobs {
    /// Opens the folder and clears what interrupted uploads left.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn open(dir: PathBuf) -> anyhow::Result<Self> {
        let (incoming, blobs) = (dir.join("incoming"), dir);
        if incoming.exists() {
            std::fs::remove_dir_all(&incoming).with_context(|| format!("cannot clear {}", incoming.display()))?;
        }
        for folder in [&blobs, &incoming] {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        Ok(Self { blobs, incoming })
    }

    /// Begins an upload.
    ///
    /// # Errors
    /// The disk refuses.
    pub async fn begin(&self) -> anyhow::Result<Incoming> {
        let path = Temporary(self.incoming.join(Uuid::now_v7().to_string()));
        let file = tokio::fs::File::create_new(&path.0).await.context("cannot begin an upload")?;
        Ok(Incoming { path, file, hasher: Sha256::new(), size_bytes: 0 })
    }

    /// Puts a complete upload in its place, unless the same content lies there already.
    ///
    /// # Errors
    /// The disk refuses.
    pub async fn keep(&self, complete: Complete) -> anyhow::Result<()> {
        let target = self.path(&complete.sha256)?;
        tokio::task::spawn_blocking(move || {
            if target.exists() {
                return Ok(());
            }
            let folder = target.parent().context("a blob without a folder")?;
            std::fs::create_dir_all(folder)?;
            std::fs::rename(&complete.path.0, &target)?;
            std::fs::File::open(folder)?.sync_all().context("the folder of the blob cannot be synchronised")
        })
        .await?
    }

    /// Reads a blob and verifies it: bytes that no longer fit their hash are never handed out.
    ///
    /// # Errors
    /// It is missing or damaged.
    pub async fn read(&self, sha256: &str) -> anyhow::Result<Vec<u8>> {
        let bytes = tokio::fs::read(self.path(sha256)?).await.with_context(|| format!("blob {sha256}"))?;
        ensure!(hex::encode(Sha256::digest(&bytes)) == sha256, "blob {sha256} is damaged");
        Ok(bytes)
    }

    fn path(&self, sha256: &str) -> anyhow::Result<PathBuf> {
        if sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            bail!("{sha256:?} is not a SHA-256");
        }
        Ok(self.blobs.join(&sha256[..2]).join(&sha256[2..4]).join(sha256))
    }
}

/// A temporary file that goes when it is dropped; after a rename there is nothing left to go.
#[derive(Debug)]
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// An upload that is still coming in.
#[derive(Debug)]
pub struct Incoming {
    path: Temporary,
    file: tokio::fs::File,
    hasher: Sha256,
    pub size_bytes: usize,
}

impl Incoming {
    /// # Errors
    /// The disk refuses.
    pub async fn write(&mut self, chunk: &[u8]) -> anyhow::Result<()> {
        self.hasher.update(chunk);
        self.size_bytes += chunk.len();
        self.file.write_all(chunk).await.context("an upload cannot be written")
    }

    /// All bytes are on disk.
    ///
    /// # Errors
    /// The disk refuses.
    pub async fn complete(mut self) -> anyhow::Result<Complete> {
        self.file.flush().await?;
        self.file.sync_all().await.context("an upload cannot be synchronised")?;
        let sha256 = hex::encode(self.hasher.finalize());
        Ok(Complete { path: self.path, sha256, size_bytes: self.size_bytes })
    }
}

/// A complete upload that has no place yet.
#[derive(Debug)]
pub struct Complete {
    path: Temporary,
    pub sha256: String,
    pub size_bytes: usize,
}

impl Complete {
    /// Its bytes, to look at.
    ///
    /// # Errors
    /// The disk refuses.
    pub async fn bytes(&self) -> anyhow::Result<Vec<u8>> {
        let path: &Path = &self.path.0;
        tokio::fs::read(path).await.context("an upload cannot be read back")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("jiqiao-blobs-{name}-{}", std::process::id()))
    }

    async fn upload(blobs: &Blobs, chunks: &[&[u8]]) -> Complete {
        let mut incoming = blobs.begin().await.expect("begin");
        for chunk in chunks {
            incoming.write(chunk).await.expect("write");
        }
        incoming.complete().await.expect("complete")
    }

    #[tokio::test]
    async fn what_was_kept_is_read_back_and_lies_there_once() {
        let dir = folder("kept");
        let blobs = Blobs::open(dir.clone()).expect("open");
        let first = upload(&blobs, &[b"a", b"bc"]).await;
        let sha256 = first.sha256.clone();
        assert_eq!(sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        blobs.keep(first).await.expect("keep");
        blobs.keep(upload(&blobs, &[b"abc"]).await).await.expect("again");
        assert_eq!(blobs.read(&sha256).await.expect("read"), b"abc");
        assert_eq!(std::fs::read_dir(dir.join("incoming")).expect("folder").count(), 0);
        std::fs::remove_dir_all(dir).expect("clean");
    }

    #[tokio::test]
    async fn a_dropped_upload_leaves_nothing_and_damage_is_found() {
        let dir = folder("dropped");
        let blobs = Blobs::open(dir.clone()).expect("open");
        drop(upload(&blobs, &[b"abc"]).await);
        assert_eq!(std::fs::read_dir(dir.join("incoming")).expect("folder").count(), 0);
        let kept = upload(&blobs, &[b"abc"]).await;
        let sha256 = kept.sha256.clone();
        blobs.keep(kept).await.expect("keep");
        std::fs::write(blobs.path(&sha256).expect("path"), b"abd").expect("damage");
        assert!(blobs.read(&sha256).await.is_err());
        assert!(blobs.read("../../etc/passwd").await.is_err());
        std::fs::remove_dir_all(dir).expect("clean");
    }
}
