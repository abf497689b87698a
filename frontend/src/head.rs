//! Title, description, canonical link and structured data of a page, in one place so that no page forgets one.

use serde_json::{Value, json};

use crate::layout::Layout;
use crate::view::Link;

/// Search engines cut descriptions at about this many Chinese characters.
const DESCRIPTION_CHARACTERS: usize = 110;

#[derive(Clone, Debug)]
pub struct Head {
    pub title: String,
    pub description: String,
    /// Path of the page, the target of "log in and come back".
    pub path: String,
    /// Absolute address.
    pub canonical: String,
    pub og_type: &'static str,
    /// JSON text that is safe inside a script element; empty when the page has none.
    pub json_ld: String,
    /// Whether search engines may list the page.
    pub index: bool,
    /// Whether the header carries the small search box (pages with their own box do not).
    pub header_search: bool,
}

impl Head {
    pub fn new(layout: &Layout, path: &str, title: &str, description: &str) -> Self {
        Self {
            title: format!("{title} · {}", layout.site_name),
            description: shorten(description, DESCRIPTION_CHARACTERS),
            path: path.to_owned(),
            canonical: layout.absolute(path),
            og_type: "website",
            json_ld: String::new(),
            index: true,
            header_search: true,
        }
    }

    #[must_use]
    pub fn article(mut self) -> Self {
        self.og_type = "article";
        self
    }

    #[must_use]
    pub fn hidden_from_search_engines(mut self) -> Self {
        self.index = false;
        self
    }

    #[must_use]
    pub fn with_own_search_box(mut self) -> Self {
        self.header_search = false;
        self
    }

    #[must_use]
    pub fn json_ld(mut self, items: &[Value]) -> Self {
        self.json_ld = script_text(&Value::Array(items.to_vec()));
        self
    }
}

/// The schema.org breadcrumb list of a page.
pub fn breadcrumb_list(layout: &Layout, crumbs: &[Link]) -> Value {
    let items: Vec<Value> = crumbs
        .iter()
        .enumerate()
        .map(|(index, crumb)| {
            json!({"@type": "ListItem", "position": index + 1, "name": crumb.label, "item": layout.absolute(&crumb.href)})
        })
        .collect();
    json!({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items})
}

/// JSON in which no character can end the surrounding script element or open another.
fn script_text(value: &Value) -> String {
    let mut safe = String::new();
    for character in value.to_string().chars() {
        match character {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            other => safe.push(other),
        }
    }
    safe
}

/// One line of at most `limit` characters.
pub fn shorten(text: &str, limit: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= limit {
        return line;
    }
    let mut cut: String = line.chars().take(limit.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::{script_text, shorten};

    #[test]
    fn structured_data_cannot_leave_its_script_element() {
        let text = script_text(&serde_json::json!({"name": "</script><script>alert(1)</script>&"}));
        assert!(!text.contains('<') && !text.contains('>') && !text.contains('&'));
        let back: serde_json::Value = serde_json::from_str(&text).expect("still JSON");
        assert_eq!(back["name"], "</script><script>alert(1)</script>&");
    }

    #[test]
    fn descriptions_are_cut_by_characters() {
        assert_eq!(shorten("全钒液流\n 电池", 20), "全钒液流 电池");
        assert_eq!(shorten("一二三四五六", 4), "一二三…");
    }
}
