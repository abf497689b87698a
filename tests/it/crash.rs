//! The crash tool, for a few rounds; `make crash-test` runs many.

use harness::crash::{self, Options};

#[tokio::test]
async fn after_kills_at_random_points_the_index_says_what_the_database_says() {
    let program = vec![env!("CARGO_BIN_EXE_kill_index").to_owned(), "jiqiao".to_owned()];
    let database_url = harness::make_database().await.expect("a database").unwrap_or_default();
    let options = Options { program, rounds: 5, seed: harness::random_seed(), database_url };
    let outcome = crash::run(options, |_, _| {}).await.expect("index and database agree after every kill");
    assert_eq!((outcome.rounds, outcome.kills), (5, 5));
    assert!(outcome.writes > 0, "{outcome:?}");
}
