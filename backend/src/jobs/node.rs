//! The name of this node among those over one database: made once, kept in the data folder, so that a node that
//! comes back is known.

use anyhow::Context as _;
use std::path::Path;
use uuid::Uuid;

const FILE: &str = "node";

/// # Errors
/// The data folder cannot be read or written.
pub fn id(data_dir: &Path) -> anyhow::Result<String> {
    let path = data_dir.join(FILE);
    let known = std::fs::read_to_string(&path).ok().and_then(|text| Uuid::parse_str(text.trim()).ok());
    if let Some(known) = known {
        return Ok(known.to_string());
    }
    let made = Uuid::now_v7().to_string();
    std::fs::write(&path, &made).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(made)
}
