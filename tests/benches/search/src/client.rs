//! One keep-alive connection that asks and reads whole answers: as little work as a client can do.

use anyhow::{Context as _, bail, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Longer heads or bodies are a mistake.
const ANSWER_BYTES_MAX: usize = 8 << 20;

pub struct Client {
    stream: TcpStream,
    host: String,
    cookie: String,
    buffer: Vec<u8>,
}

/// Status, `Set-Cookie` and body.
pub struct Answer {
    pub status: u16,
    pub cookie: Option<String>,
    pub body: Vec<u8>,
}

impl Client {
    /// `url` is `http://host:port`.
    pub async fn connect(url: &str) -> anyhow::Result<Self> {
        let host = url.strip_prefix("http://").context("an http address")?.to_owned();
        let stream = TcpStream::connect(&host).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, host, cookie: String::new(), buffer: Vec::with_capacity(1 << 16) })
    }

    pub fn with_cookie(mut self, cookie: &str) -> Self {
        cookie.clone_into(&mut self.cookie);
        self
    }

    pub async fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        self.send("GET", path, None).await
    }

    pub async fn send(&mut self, method: &str, path: &str, body: Option<&str>) -> anyhow::Result<Answer> {
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.host);
        if !self.cookie.is_empty() {
            request.push_str(&format!("Cookie: {}\r\n", self.cookie));
        }
        if let Some(body) = body {
            request.push_str(&format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len()));
        }
        request.push_str("\r\n");
        request.push_str(body.unwrap_or_default());
        self.stream.write_all(request.as_bytes()).await?;
        self.read().await
    }

    async fn read(&mut self) -> anyhow::Result<Answer> {
        self.buffer.clear();
        let head_end = loop {
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let head = std::str::from_utf8(&self.buffer[..head_end])?.to_owned();
        let header = |name: &str| {
            head.lines().filter_map(|line| line.split_once(':')).find(|(key, _)| key.eq_ignore_ascii_case(name))
        };
        let status = head.split(' ').nth(1).context("a status")?.parse()?;
        let cookie = header("set-cookie").and_then(|(_, value)| Some(value.split(';').next()?.trim().to_owned()));
        let length: usize = match header("content-length") {
            Some((_, value)) => value.trim().parse()?,
            None if status == 204 => 0,
            None => bail!("an answer without a length: {head}"),
        };
        while self.buffer.len() < head_end + length {
            self.more().await?;
        }
        Ok(Answer { status, cookie, body: self.buffer[head_end..head_end + length].to_vec() })
    }

    async fn more(&mut self) -> anyhow::Result<()> {
        ensure!(self.buffer.len() < ANSWER_BYTES_MAX, "an answer of more than {ANSWER_BYTES_MAX} bytes");
        let read = self.stream.read_buf(&mut self.buffer).await?;
        ensure!(read > 0, "the server closed the connection");
        Ok(())
    }
}

/// A value as it stands in a URL.
pub fn encoded(text: &str) -> String {
    let mut url = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url
}
