//! The committed OpenAPI document is the one of the code, and the errors it promises are the ones that come.

use harness::Server;
use serde_json::Value;

const COMMITTED: &str = include_str!("../../backend/openapi.json");

#[test]
fn the_committed_document_is_the_one_of_the_code() {
    assert!(
        COMMITTED == jiqiao::openapi::json(),
        "backend/openapi.json is out of date: run `make openapi` and commit it"
    );
}

#[tokio::test]
async fn the_server_serves_its_document() {
    let server = Server::start().await;
    let served = server.anonymous().get("/api/openapi.json").await;
    assert_eq!(served.text, COMMITTED);
}

#[tokio::test]
async fn the_error_envelope_is_documented_as_it_comes() {
    let document: Value = serde_json::from_str(COMMITTED).expect("JSON");
    let schemas = &document["components"]["schemas"];
    let names = |schema: &str| -> Vec<String> {
        schemas[schema]["properties"].as_object().unwrap_or_else(|| panic!("{schema}")).keys().cloned().collect()
    };
    let server = Server::start().await;
    let answer = server.anonymous().get("/api/v1/search?mode=gift").await.expect(422);
    let keys = |value: &Value| -> Vec<String> { value.as_object().expect("an object").keys().cloned().collect() };
    let sorted = |mut keys: Vec<String>| {
        keys.sort();
        keys
    };
    assert_eq!(sorted(keys(&answer)), sorted(names("ErrorBody")));
    assert_eq!(sorted(keys(&answer["error"])), sorted(names("ErrorDetail")));
    assert_eq!(sorted(keys(&answer["error"]["fields"][0])), sorted(names("FieldError")));
}

#[test]
fn every_operation_has_its_own_name() {
    let document: Value = serde_json::from_str(COMMITTED).expect("JSON");
    let mut names = std::collections::BTreeSet::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let name = operation["operationId"].as_str().unwrap_or_else(|| panic!("{method} {path} has no name"));
            assert!(names.insert(name.to_owned()), "{name} twice");
        }
    }
}
