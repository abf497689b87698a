//! A person's browser, as far as the API goes: cookies kept, answers with their status.

use serde_json::Value;

/// One client with its own cookies.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    url: String,
}

/// An answer: status and JSON body (null when there is none).
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
    pub text: String,
    pub headers: reqwest::header::HeaderMap,
}

impl Answer {
    /// The body, when the status is the expected one.
    ///
    /// # Panics
    /// When it is another: the test has found something.
    #[must_use]
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.body
    }

    /// The error's code, when the status is the expected one.
    ///
    /// # Panics
    /// When it is another.
    #[must_use]
    #[track_caller]
    pub fn expect_error(self, status: u16) -> String {
        let body = self.expect(status);
        body["error"]["code"].as_str().expect("an error envelope").to_owned()
    }

    /// `(path, code)` of the wrong fields of a 422.
    ///
    /// # Panics
    /// When it is no 422, or a message is not Chinese.
    #[must_use]
    #[track_caller]
    pub fn expect_fields(self) -> Vec<(String, String)> {
        let body = self.expect(422);
        let fields = body["error"]["fields"].as_array().expect("fields").iter();
        fields
            .map(|field| {
                let text = |name: &str| field[name].as_str().expect("text").to_owned();
                let message = text("message");
                assert!(message.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "not Chinese: {message}");
                (text("path"), text("code"))
            })
            .collect()
    }
}

impl Client {
    #[must_use]
    pub fn new(url: &str) -> Self {
        jiqiao::vectors::remote::install_cryptography();
        let http = reqwest::Client::builder()
            .cookie_store(true)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("an HTTP client");
        Self { http, url: url.to_owned() }
    }

    /// A request that can be changed before it is sent with [`Self::send`].
    pub fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method.parse().expect("a method"), format!("{}{path}", self.url))
    }

    /// Sends a request and reads the whole answer.
    ///
    /// # Panics
    /// When the server does not answer.
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.expect("an answer");
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let bytes = response.bytes().await.expect("a whole answer");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status, body, text, headers }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request("POST", path).json(body)).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request("PUT", path).json(body)).await
    }

    pub async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request("PATCH", path).json(body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(self.request("DELETE", path)).await
    }

    /// Uploads a file for a record.
    pub async fn upload(&self, kind: &str, id: &str, name: &str, bytes: Vec<u8>) -> Answer {
        let part = reqwest::multipart::Part::bytes(bytes).file_name(name.to_owned());
        let form = reqwest::multipart::Form::new()
            .text("subject_kind", kind.to_owned())
            .text("subject_id", id.to_owned())
            .part("file", part);
        self.send(self.request("POST", "/api/v1/files").multipart(form)).await
    }

    /// Signs in.
    ///
    /// # Panics
    /// When the login is refused.
    pub async fn sign_in(&self, login_name: &str, password: &str) {
        let body = serde_json::json!({ "login_name": login_name, "password": password });
        let _session = self.post("/api/v1/session", &body).await.expect(200);
    }
}
