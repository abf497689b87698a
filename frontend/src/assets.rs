//! Static files and the built workbench, compiled into the binary.
//!
//! Static files are addressed by content (`/static/site.1a2b3c4d.css`), so a browser may keep them for ever; an address
//! with an old hash still answers with the present file, but is then not to be kept. Debug builds read from disk.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/static"]
struct StaticFiles;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/app/dist"]
#[allow_missing = true]
struct AppFiles;

/// The page that starts the workbench; its presence says that the workbench was built.
const APP_INDEX: &str = "index.html";
const HASH_DIGITS: usize = 8;
const ETAG_BYTES: usize = 16;

#[derive(Clone, Debug)]
pub struct Asset {
    pub bytes: Cow<'static, [u8]>,
    pub content_type: String,
    /// Quoted, ready for the header.
    pub etag: String,
    /// True when the address holds the hash of the content: a browser may keep it for a year.
    pub immutable: bool,
}

/// Address by plain file name, made once: the hash of a running server must not change under its pages.
static STATIC_URLS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    StaticFiles::iter()
        .filter_map(|name| StaticFiles::get(&name).map(|file| (name.to_string(), hashed_name(&name, &file))))
        .map(|(name, hashed)| (name, format!("/static/{hashed}")))
        .collect()
});

/// The address of a static file by its plain name: `site.css` is at `/static/site.<hash>.css`.
pub fn static_url(name: &str) -> String {
    STATIC_URLS.get(name).cloned().unwrap_or_else(|| format!("/static/{name}"))
}

/// A static file by the part of its address after `/static/`, with or without hash.
pub fn static_file(path: &str) -> Option<Asset> {
    let plain = without_hash(path).filter(|name| StaticFiles::get(name).is_some());
    let name = plain.unwrap_or_else(|| path.to_owned());
    let file = StaticFiles::get(&name)?;
    let immutable = path == hashed_name(&name, &file);
    Some(asset(&name, file, immutable))
}

/// A file of the built workbench by the part of its address after `/app/`.
pub fn app_file(path: &str) -> Option<Asset> {
    // Vite names everything under assets/ by its content.
    AppFiles::get(path).map(|file| asset(path, file, path.starts_with("assets/")))
}

pub fn app_is_built() -> bool {
    AppFiles::get(APP_INDEX).is_some()
}

fn asset(name: &str, file: EmbeddedFile, immutable: bool) -> Asset {
    let mime = mime_guess::from_path(name).first_or_octet_stream();
    let text = mime.type_() == "text" || matches!(mime.subtype().as_str(), "javascript" | "json");
    Asset {
        etag: format!("\"{}\"", hex(&file.metadata.sha256_hash()[..ETAG_BYTES])),
        content_type: if text { format!("{mime}; charset=utf-8") } else { mime.to_string() },
        bytes: file.data,
        immutable,
    }
}

fn hashed_name(name: &str, file: &EmbeddedFile) -> String {
    let hash = hex(&file.metadata.sha256_hash()[..HASH_DIGITS / 2]);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

/// `site.1a2b3c4d.css` → `site.css`; `None` when there is no hash in the name.
fn without_hash(path: &str) -> Option<String> {
    let (rest, extension) = path.rsplit_once('.')?;
    let (stem, hash) = rest.rsplit_once('.')?;
    let is_hash = hash.len() == HASH_DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then(|| format!("{stem}.{extension}"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{app_file, app_is_built, static_file, static_url};

    #[test]
    fn the_hashed_address_answers_for_ever() {
        let url = static_url("site.css");
        let path = url.strip_prefix("/static/").expect("under /static/");
        assert_ne!(path, "site.css");
        let asset = static_file(path).expect("the style sheet");
        assert_eq!(asset.content_type, "text/css; charset=utf-8");
        assert!(asset.immutable && asset.etag.starts_with('"') && asset.etag.ends_with('"'));
    }

    #[test]
    fn plain_and_outdated_addresses_answer_but_are_not_kept() {
        for path in ["site.css", "site.00000000.css"] {
            assert!(!static_file(path).expect("the style sheet").immutable, "{path}");
        }
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        for path in ["../Cargo.toml", "../src/lib.rs", "/etc/passwd", "", "missing.css"] {
            assert!(static_file(path).is_none(), "{path}");
            assert!(app_file(path).is_none(), "{path}");
        }
    }

    #[test]
    fn the_workbench_is_built_when_its_index_is_there() {
        assert_eq!(app_is_built(), app_file("index.html").is_some());
    }
}
