//! The edges between layers and crates, held by reading the sources: each rule names what it forbids and where.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All Rust sources below a folder, with their path from the root of the workspace.
fn sources(folder: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                walk(&entry.path(), found);
            } else if entry.path().extension().is_some_and(|extension| extension == "rs") {
                found.push(entry.path());
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    assert!(found.len() > 5, "{folder} has moved");
    let named = found.into_iter().map(|path| {
        let name = path.strip_prefix(root()).expect("below the root").display().to_string();
        (name, std::fs::read_to_string(&path).expect("a source"))
    });
    named.collect()
}

/// `file:line` of each line of code (comments apart) with one of the words, in the files that are not allowed to have it.
fn offences(folder: &str, words: &[&str], allowed: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in sources(folder).iter().filter(|(name, _)| !allowed(name)) {
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if words.iter().any(|word| code.contains(word)) {
                found.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    found
}

fn assert_none(offences: &[String], rule: &str) {
    assert!(offences.is_empty(), "{rule}:\n{}", offences.join("\n"));
}

#[test]
fn handlers_write_no_queries() {
    let is_handler = |name: &str| name.ends_with("/api.rs") || name.ends_with("/page.rs");
    let found = offences("backend/src", &["sea_orm", "sea_query"], |name| !is_handler(name));
    assert_none(&found, "api and page unpack, call and wrap; queries are in store");
}

#[test]
fn transactions_begin_in_one_place() {
    let mut found = offences("backend/src", &[".begin(", ".begin_with_options("], |name| name.ends_with("src/db.rs"));
    found.retain(|line| {
        !line.contains("blobs.begin(") && !line.contains("index.begin(") && !line.contains("store.begin(")
    });
    assert_none(&found, "writes go through context.change()");
}

#[test]
fn time_is_read_in_one_place() {
    let words = ["Utc::now", "Local::now", "SystemTime::now"];
    for folder in ["backend/src", "frontend/src", "search_index/src", "seeds/src"] {
        assert_none(&offences(folder, &words, |name| name.ends_with("src/clock.rs")), "time comes from the clock");
    }
}

#[test]
fn services_know_nothing_of_http() {
    let is_service =
        |name: &str| name.ends_with("/service.rs") || name.ends_with("/store.rs") || name.contains("/rules/");
    let found = offences("backend/src", &["axum::", "StatusCode", "HeaderMap"], |name| !is_service(name));
    assert_none(&found, "services and stores are transport-free");
}

#[test]
fn rules_know_nothing_of_the_database() {
    let found = offences("backend/src/rules", &["sea_orm", "crate::context", "crate::db", "crate::state"], |_| false);
    assert_none(&found, "rules are pure functions");
}

#[test]
fn stores_write_no_audit_events() {
    let found = offences("backend/src", &["audit_event::"], |name| {
        name.contains("src/audit/") || name.ends_with("src/change.rs") || name.contains("/site/")
    });
    assert_none(&found, "audit events are written by change::Change only");
}

#[test]
fn leaf_crates_know_none_of_ours() {
    const OURS: [&str; 5] = ["entity", "migration", "jiqiao", "frontend", "search_index"];
    for (crate_name, forbidden) in [
        ("search_index", &OURS[..4]),
        ("frontend", &["entity", "migration", "jiqiao", "search_index", "sea-orm"]),
        ("seeds", &OURS[..]),
    ] {
        let manifest = std::fs::read_to_string(root().join(crate_name).join("Cargo.toml")).expect("a manifest");
        let dependencies = manifest.split_once("[dependencies]").expect("dependencies").1;
        for name in forbidden {
            let names = |line: &str| line.split(['.', ' ', '=']).next() == Some(name);
            assert!(!dependencies.lines().any(names), "{crate_name} must not depend on {name}");
        }
    }
}
