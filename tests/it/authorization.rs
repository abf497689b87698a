//! The authorisation matrix: every operation of the API for every kind of person. The table is data
//! (`authorization_matrix.txt`); an operation without a row fails, and so does a row without an operation.

use harness::Server;
use harness::client::{Answer, Client};
use harness::world::World;
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

const TABLE: &str = include_str!("authorization_matrix.txt");
const VIEWERS: [&str; 6] = ["anonymous", "company", "tto", "manager", "admin", "other"];

/// The content of every upload: it claims to be a PDF, so that nobody adds a file.
const LYING_FILE: &[u8] = b"not a PDF at all";

struct Row {
    operation: &'static str,
    target: &'static str,
    input: &'static str,
    /// An exact refusal, or none for "allowed".
    expected: Vec<Option<u16>>,
}

fn rows() -> Vec<Row> {
    let lines = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
            let [operation, target, input, expected] = cells[..] else { panic!("four columns: {line}") };
            let expected: Vec<_> = expected.split_whitespace().map(|cell| cell.parse().ok()).collect();
            assert_eq!(expected.len(), VIEWERS.len(), "{line}");
            Row { operation, target, input, expected }
        })
        .collect()
}

#[test]
fn every_operation_has_a_row_and_every_row_an_operation() {
    let document: Value = serde_json::from_str(&jiqiao::openapi::json()).expect("the document");
    let mut operations = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        let path = path.strip_prefix("/api/v1").expect("one prefix");
        operations.extend(methods.as_object().expect("methods").keys().map(|m| format!("{} {path}", m.to_uppercase())));
    }
    let rows: BTreeSet<String> = rows().iter().map(|row| row.operation.to_owned()).collect();
    let missing: Vec<_> = operations.difference(&rows).collect();
    let stale: Vec<_> = rows.difference(&operations).collect();
    assert!(missing.is_empty() && stale.is_empty(), "without a row: {missing:?}; without an operation: {stale:?}");
}

#[tokio::test]
async fn everybody_gets_exactly_what_the_matrix_says() {
    let server = Server::start_with(|config| config.login.address_failures_max = 1_000).await;
    let world = World::make(&server).await;
    let before = server.row_counts().await;
    let mut wrong = Vec::new();
    for row in rows() {
        for (viewer, expected) in VIEWERS.iter().zip(&row.expected) {
            let client = client(&server, &world, viewer, row.operation).await;
            let answer = send(&client, &world, &row, viewer).await;
            let allowed = !matches!(answer.status, 401 | 403 | 404) && answer.status < 500;
            if !expected.map_or(allowed, |expected| answer.status == expected) {
                let expected = expected.map_or("ok".to_owned(), |status| status.to_string());
                let text: String = answer.text.chars().take(160).collect();
                wrong.push(format!(
                    "{} [{}] {viewer}: {expected} expected, got {} {text}",
                    row.operation, row.target, answer.status
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong.join("\n"));
    let after = server.row_counts().await;
    for table in ["achievement", "demand", "deal", "organization", "person", "file", "pricing", "deal_event"] {
        assert_eq!(before[table], after[table], "no cell may change the world of the next: {table}");
    }
}

/// Whoever may not know of a record gets the answer of one that does not exist.
#[tokio::test]
async fn a_hidden_record_cannot_be_told_from_one_that_is_not_there() {
    let server = Server::start().await;
    let world = World::make(&server).await;
    let hidden = [
        "draft_achievement",
        "draft_demand",
        "match",
        "deal",
        "pricing",
        "registration",
        "payment",
        "file",
        "standing_search",
        "watch",
    ];
    let mut told = Vec::new();
    for row in rows().iter().filter(|row| hidden.contains(&row.target)) {
        let there = send(&world.cast.other_company.client, &world, row, "other").await;
        let mut nowhere = World { cast: world.cast.clone(), ids: world.ids.clone() };
        nowhere.ids.insert(row.target, Uuid::now_v7().to_string());
        let not_there = send(&world.cast.other_company.client, &nowhere, row, "other").await;
        let message = |answer: &Answer| answer.body["error"]["message"].clone();
        if (there.status, message(&there)) != (not_there.status, message(&not_there)) {
            told.push(format!("{} [{}]: {} and {}", row.operation, row.target, there.text, not_there.text));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// The viewer's own browser; a throwaway one where the operation ends or replaces the session.
async fn client(server: &Server, world: &World, viewer: &str, operation: &str) -> Client {
    let cast = &world.cast;
    let member = match viewer {
        "company" => &cast.company,
        "tto" => &cast.tto,
        "manager" => &cast.manager,
        "admin" => &cast.admin,
        "other" => &cast.other_company,
        _ => return server.anonymous(),
    };
    if !operation.ends_with(" /session") {
        return member.client.clone();
    }
    let client = server.anonymous();
    client.sign_in(&member.login_name, harness::people::PASSWORD).await;
    client
}

async fn send(client: &Client, world: &World, row: &Row, viewer: &str) -> Answer {
    let (method, path) = row.operation.split_once(' ').expect("a method");
    let target = world.ids.get(row.target).map_or("", String::as_str);
    let path = path.replace("{id}", target).replace("{figure}", target).replace("{version}", target);
    if row.input == "lying file" {
        let kind = row.target.rsplit('_').next().expect("a kind");
        return client.upload(kind, target, "报告.pdf", LYING_FILE.to_vec()).await;
    }
    let mut input = row.input.replace("{login}", if viewer == "other" { "other-company" } else { viewer });
    if input.contains("{membership}") {
        let session = client.get("/api/v1/session").await.body;
        input = input.replace("{membership}", session["membership"]["id"].as_str().unwrap_or(&world.ids["unknown"]));
    }
    for (name, id) in &world.ids {
        input = input.replace(&format!("{{{name}}}"), id);
    }
    let query = if input.starts_with('?') { input.as_str() } else { "" };
    let request = client.request(method, &format!("/api/v1{path}{query}"));
    if input.is_empty() || !query.is_empty() {
        return client.send(request).await;
    }
    let body: Value = serde_json::from_str(&input).unwrap_or_else(|error| panic!("{error}: {input}"));
    client.send(request.json(&body)).await
}
