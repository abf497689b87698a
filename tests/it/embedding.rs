//! The embedding service over a real, small HTTP server: what it answers is taken or named, it is tried again where that may
//! help, left alone when it is away, and matching goes on without it. The key is told to nobody.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use chrono::{DateTime, Utc};
use harness::builders::{achievement, demand, published};
use harness::{Cast, Server};
use jiqiao::config::{Config, Embedding};
use jiqiao::vectors::remote::Remote;
use jiqiao::vectors::{service, store};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::{Read as _, Write as _};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

const KEY: &str = "sk-nobody-may-read-this";
const DIMENSION: usize = 3;

#[derive(Clone, Copy, Debug)]
enum Way {
    Well,
    Slow,
    Status(u16),
    WrongDimension,
    TooFew,
    CutOff,
    NoNumber,
    TooLong,
}

/// A service that answers in the given ways, and in the last one from then on.
#[derive(Clone)]
struct Service {
    url: String,
    ways: Arc<Mutex<VecDeque<Way>>>,
    keys: Arc<Mutex<Vec<String>>>,
}

impl Service {
    async fn start(ways: &[Way]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let service = Self { url, ways: Arc::default(), keys: Arc::default() };
        service.go_on(ways);
        let router = Router::new().route("/v1/embeddings", post(answer)).with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        service
    }

    fn go_on(&self, ways: &[Way]) {
        *self.ways.lock().expect("ways") = ways.iter().copied().collect();
    }

    fn calls(&self) -> usize {
        self.keys.lock().expect("calls").len()
    }

    fn config(&self) -> Embedding {
        Embedding {
            url: self.url.clone(),
            model: "model-1".to_owned(),
            dimension: DIMENSION,
            batch_max: 2,
            timeout_seconds: 1,
            key_env: String::new(),
        }
    }

    fn remote(&self) -> Remote {
        Remote::new(&self.config(), Some(KEY)).expect("a client").expect("a service")
    }
}

async fn answer(State(service): State<Service>, headers: HeaderMap, body: String) -> (StatusCode, String) {
    let key = headers.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    service.keys.lock().expect("calls").push(key);
    let way = {
        let mut ways = service.ways.lock().expect("ways");
        if ways.len() > 1 { ways.pop_front() } else { ways.front().copied() }
    };
    let asked: Value = serde_json::from_str(&body).expect("JSON");
    let texts = asked["input"].as_array().expect("texts").len();
    let whole = |vector: Value| {
        let data: Vec<Value> = (0..texts).map(|index| json!({ "index": index, "embedding": vector })).collect();
        json!({ "data": data }).to_string()
    };
    match way.expect("a way") {
        Way::Well => (StatusCode::OK, whole(json!([1.0, 2.0, 2.0]))),
        Way::Slow => {
            tokio::time::sleep(Duration::from_secs(30)).await;
            (StatusCode::OK, String::new())
        }
        Way::Status(status) => (StatusCode::from_u16(status).expect("a status"), "no".to_owned()),
        Way::WrongDimension => (StatusCode::OK, whole(json!([1.0, 2.0]))),
        Way::TooFew => (StatusCode::OK, json!({ "data": [] }).to_string()),
        Way::CutOff => {
            let whole = whole(json!([1.0, 2.0, 2.0]));
            (StatusCode::OK, whole[..whole.len() / 2].to_owned())
        }
        Way::NoNumber => (StatusCode::OK, whole(json!([1.0, 2.0, "x"])).replace("\"x\"", "NaN")),
        Way::TooLong => (StatusCode::OK, " ".repeat(20 << 20)),
    }
}

#[tokio::test]
async fn what_it_answers_is_taken_and_the_key_is_sent() {
    let service = Service::start(&[Way::Well]).await;
    let vectors = service.remote().embed(&["塞拉门", "电池"]).await.expect("vectors");
    assert_eq!(vectors.len(), 2);
    assert!((vectors[0][0] - 1.0 / 3.0).abs() < 1e-6, "at length 1: {vectors:?}");
    assert_eq!(*service.keys.lock().expect("calls"), [format!("Bearer {KEY}")]);
}

#[tokio::test]
async fn it_is_tried_again_where_that_may_help() {
    for (ways, calls) in
        [(&[Way::Status(429), Way::Well][..], 2), (&[Way::Status(503), Way::Status(500), Way::Well][..], 3)]
    {
        let service = Service::start(ways).await;
        service.remote().embed(&["塞拉门"]).await.expect("vectors");
        assert_eq!(service.calls(), calls, "{ways:?}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_named_without_the_key() {
    for (way, named, calls) in [
        (Way::Status(500), "status 500", 3),
        (Way::Status(401), "status 401", 1),
        (Way::WrongDimension, "dimension 2 instead of 3", 1),
        (Way::TooFew, "0 vectors for 1 texts", 1),
        (Way::CutOff, "cut off", 1),
        (Way::NoNumber, "not what was asked for", 1),
        (Way::TooLong, "longer than", 1),
    ] {
        let service = Service::start(&[way]).await;
        let remote = service.remote();
        let failure = remote.embed(&["塞拉门"]).await.expect_err("a failure");
        assert!(failure.to_string().contains(named), "{way:?}: {failure}");
        assert_eq!(service.calls(), calls, "{way:?}");
        let told = format!("{failure} {failure:?} {remote:?} {:?}", service.config());
        assert!(!told.contains(KEY), "{told}");
    }
}

#[tokio::test]
async fn a_slow_one_is_waited_for_no_longer_than_the_deadline() {
    let service = Service::start(&[Way::Slow]).await;
    let started = Instant::now();
    let failure = service.remote().embed(&["塞拉门"]).await.expect_err("too slow");
    assert!(failure.to_string().contains("did not answer within"), "{failure}");
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_connection_that_breaks_off_is_named() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    let serving = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a caller");
        let (mut read, mut part) = (Vec::new(), [0; 1_024]);
        while !read.ends_with(b"}") {
            let count = stream.read(&mut part).expect("the question");
            read.extend_from_slice(&part[..count]);
        }
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{\"data\":[").expect("half an answer");
    });
    let service = Service { url, ways: Arc::default(), keys: Arc::default() };
    let failure = service.remote().embed(&["塞拉门"]).await.expect_err("half an answer");
    serving.join().expect("it served");
    assert!(failure.to_string().contains("cut off"), "{failure}");
    let failure = service.remote().embed(&["塞拉门"]).await.expect_err("nobody listens");
    assert!(failure.to_string().contains("cannot be reached"), "{failure}");
}

#[tokio::test]
async fn after_three_failures_it_is_left_alone() {
    let service = Service::start(&[Way::Status(400)]).await;
    let remote = service.remote();
    for _ in 0..3 {
        assert!(remote.embed(&["塞拉门"]).await.is_err());
    }
    let failure = remote.embed(&["塞拉门"]).await.expect_err("paused").to_string();
    assert!(failure.contains("left alone"), "{failure}");
    assert_eq!(service.calls(), 3);
}

/// What the best match of a demand says of its vectors.
async fn vector_text(server: &Server, cast: &Cast, demand: &Value) -> String {
    server.settled().await;
    let path = format!("/api/v1/matches?demand_id={}", demand["id"].as_str().expect("an id"));
    let found = cast.manager.client.get(&path).await.expect(200);
    let parts = found["items"][0]["reasons"]["parts"].as_array().expect("a match").clone();
    let part = parts.iter().find(|part| part["name"] == "vector").expect("the vector's part");
    part["text"].as_str().expect("a text").to_owned()
}

#[tokio::test]
async fn matching_takes_its_vectors_and_goes_on_without_them() {
    let service = Service::start(&[Way::Well]).await;
    let configured = service.config();
    let server = Server::start_with(move |config: &mut Config| config.embedding = configured).await;
    let cast = Cast::enter(&server).await;
    let _offered = published(&cast.tto, &cast, "achievements", &achievement()).await;
    for _ in 0..2 {
        let _asked = published(&cast.company, &cast, "demands", &demand()).await;
    }
    let (database, remote) = (&server.state.database, service.remote());
    server.settled().await;
    assert_eq!(service.calls(), 0, "nobody chose it");

    let now = DateTime::<Utc>::default();
    assert_eq!(service::embed_all(database, &remote, now).await.expect("all"), (1, 3));
    assert_eq!(service.calls(), 2, "two texts a call, each kind for itself");
    assert_eq!(
        service::embed_all(database, &remote, now).await.expect("all"),
        (1, 0),
        "what is there is not asked again"
    );
    store::activate(database, Some(1)).await.expect("activated");
    let asked = published(&cast.company, &cast, "demands", &demand()).await;
    assert_eq!(vector_text(&server, &cast, &asked).await, "语义相似度 1.00");

    service.go_on(&[Way::Status(500)]);
    let asked = published(&cast.company, &cast, "demands", &demand()).await;
    assert_eq!(vector_text(&server, &cast, &asked).await, "语义服务暂时没有回应，按用词计");
}
