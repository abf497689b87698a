//! The folder of a generation. Its files are mapped into memory, but short lists of postings and positions are read: the
//! system maps sixteen pages around the one that is touched, so that a list of a few hundred bytes would hold 64 kB for as
//! long as the server runs (of 500,000 listings twice what the questions need, docs/measuring.md).

use std::fmt;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::{HasLen, Index};

use crate::error::IndexError;

/// Longer pieces are mapped: they fill most of the pages that a touch brings, and reading up to 64 kB took a tenth of the
/// throughput.
const LONGEST_READ: usize = 16 * 1024;
/// Files of many short lists.
const LISTS: [&str; 2] = ["idx", "pos"];

/// A mapped folder whose short lists are read.
#[derive(Clone)]
pub struct Folder {
    mapped: MmapDirectory,
    path: PathBuf,
}

impl Folder {
    /// # Errors
    /// There is no such folder.
    pub fn open(path: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { mapped: MmapDirectory::open(path)?, path: path.to_owned() })
    }

    /// The index in the folder.
    ///
    /// # Errors
    /// There is none, or it is damaged.
    pub fn open_index(path: &Path) -> Result<Index, IndexError> {
        let folder = Self::open(path).map_err(tantivy::TantivyError::from)?;
        Ok(Index::open(folder)?)
    }
}

impl fmt::Debug for Folder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Folder({})", self.path.display())
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let mapped = self.mapped.get_file_handle(path)?;
        if !path.extension().is_some_and(|kind| LISTS.iter().any(|list| kind == *list)) {
            return Ok(mapped);
        }
        let opened = File::open(self.path.join(path));
        let file = opened.map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?;
        Ok(Arc::new(Lists { mapped, file }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.mapped.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.mapped.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.mapped.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.mapped.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(callback)
    }
}

/// A file of lists, mapped and open.
#[derive(Debug)]
struct Lists {
    mapped: Arc<dyn FileHandle>,
    file: File,
}

impl HasLen for Lists {
    fn len(&self) -> usize {
        self.mapped.len()
    }
}

impl FileHandle for Lists {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.len() > LONGEST_READ || range.end > self.len() {
            return self.mapped.read_bytes(range);
        }
        let mut bytes = vec![0; range.len()];
        read_at(&self.file, &mut bytes, range.start as u64)?;
        Ok(OwnedBytes::new(bytes))
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, offset)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                bytes = &mut bytes[read..];
                offset += read as u64;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use tantivy::HasLen as _;
    use tantivy::directory::{Directory as _, TerminatingWrite as _};

    use super::{Folder, LONGEST_READ};

    #[test]
    fn what_is_read_is_what_is_mapped() {
        let place = tempfile::tempdir().expect("a folder");
        let folder = Folder::open(place.path()).expect("opened");
        let content: Vec<u8> = (0..3 * LONGEST_READ).map(|at| (at % 251) as u8).collect();
        for name in ["lists.idx", "other.store"] {
            let mut file = folder.open_write(name.as_ref()).expect("a file");
            file.write_all(&content).expect("written");
            file.terminate().expect("ended");
            let file = folder.open_read(name.as_ref()).expect("read");
            assert_eq!(file.len(), content.len());
            for range in [0..1, 7..7, 100..100 + LONGEST_READ, 5..2 * LONGEST_READ, content.len() - 3..content.len()] {
                let bytes = file.slice(range.clone()).read_bytes().expect("bytes");
                assert_eq!(bytes.as_slice(), &content[range.clone()], "{name} {range:?}");
            }
        }
    }
}
