//! Who looks at a page and under which address, and how the page is answered.

use super::store;
use crate::config::Config;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::state::AppState;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use frontend::{Layout, Template};

const TAGLINE: &str = "技术转移供需对接平台";

/// The viewer of a page with what every page shows around its content.
pub struct Visitor {
    pub context: Context,
    pub layout: Layout,
}

impl FromRequestParts<AppState> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self> {
        let context = Context::from_request_parts(parts, state).await?;
        let layout = Layout {
            base_url: base_url(&state.config, &parts.headers),
            person: context.viewer.signed_in().map(|person| person.display_name.clone()),
            demonstration: store::is_demonstration(&context).await?,
            ..of_site(&state.config)
        };
        Ok(Self { context, layout })
    }
}

impl Visitor {
    /// # Errors
    /// The template does not render.
    pub fn answer(&self, page: &impl Template) -> Result<Response> {
        let is_public = self.context.viewer.signed_in().is_none();
        html(page, if is_public { "public, max-age=60" } else { "private, no-store" })
    }

    /// The way into the workbench, through the login for the public.
    pub fn workbench_href(&self, path: &str) -> String {
        if self.layout.person.is_some() {
            return path.to_owned();
        }
        let next: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
        format!("/app/login?next={next}")
    }
}

/// # Errors
/// The template does not render.
pub fn html(page: &impl Template, cache_control: &'static str) -> Result<Response> {
    let text = page.render().map_err(anyhow::Error::from)?;
    // The same address answers differently to a signed-in person.
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, cache_control),
        (header::VARY, "cookie"),
    ];
    Ok((headers, text).into_response())
}

/// The settings of the site, without a viewer.
pub fn of_site(config: &Config) -> Layout {
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Layout {
        site_name: config.site.name.clone(),
        tagline: TAGLINE.to_owned(),
        operator: config.site.operator.clone(),
        contact: filled(&config.site.contact),
        icp_number: filled(&config.site.icp_number),
        police_number: filled(&config.site.police_number),
        base_url: config.server.public_url.clone(),
        person: None,
        demonstration: false,
    }
}

/// The configured address, else the one the request came to.
fn base_url(config: &Config, headers: &HeaderMap) -> String {
    if !config.server.public_url.is_empty() {
        return config.server.public_url.clone();
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_host_character = |character: char| character.is_ascii_alphanumeric() || ".-:[]".contains(character);
    let host = text("host");
    if host.is_empty() || !host.chars().all(is_host_character) {
        return String::new();
    }
    let is_secure = config.server.trust_proxy && text("x-forwarded-proto") == "https";
    format!("{}://{host}", if is_secure { "https" } else { "http" })
}

#[cfg(test)]
mod tests {
    use super::base_url;
    use crate::config::Config;
    use axum::http::HeaderMap;

    fn base(public_url: &str, host: &str) -> String {
        let mut config = Config::load(None).expect("defaults");
        config.server.public_url = public_url.to_owned();
        let headers = HeaderMap::from_iter([("host".parse().expect("name"), host.parse().expect("value"))]);
        base_url(&config, &headers)
    }

    #[test]
    fn canonical_links_begin_with_the_configured_address_or_the_own_host() {
        assert_eq!(base("https://jiqiao.cn", "10.0.0.1"), "https://jiqiao.cn");
        assert_eq!(base("", "127.0.0.1:8080"), "http://127.0.0.1:8080");
        assert_eq!(base("", "a\"><script>"), "");
    }
}
