//! Addresses of lists: every link changes one thing and keeps the rest, in one order, percent-encoded.

use form_urlencoded::Serializer;

/// A path with its query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    path: String,
    pairs: Vec<(&'static str, String)>,
}

impl Address {
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), pairs: Vec::new() }
    }

    /// One more value; an empty one is left out.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty() {
            self.pairs.push((name, value));
        }
        self
    }

    #[must_use]
    pub fn with_all(self, name: &'static str, values: &[String]) -> Self {
        values.iter().fold(self, |address, value| address.with(name, value.as_str()))
    }

    /// All values of a name away.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.pairs.retain(|(kept, _)| *kept != name);
        self
    }

    /// One value in the place of all of a name.
    #[must_use]
    pub fn replaced(self, name: &'static str, value: impl Into<String>) -> Self {
        self.without(name).with(name, value)
    }

    /// The value away where it is, in where it is not.
    #[must_use]
    pub fn toggled(mut self, name: &'static str, value: &str) -> Self {
        let before = self.pairs.len();
        self.pairs.retain(|(kept, held)| *kept != name || held != value);
        if self.pairs.len() == before { self.with(name, value) } else { self }
    }

    /// The page of a list; the first needs no number.
    #[must_use]
    pub fn page(self, page: u64) -> Self {
        let address = self.without("page");
        if page > 1 { address.with("page", page.to_string()) } else { address }
    }

    pub fn pairs(&self) -> &[(&'static str, String)] {
        &self.pairs
    }

    pub fn href(&self) -> String {
        if self.pairs.is_empty() {
            return self.path.clone();
        }
        let query = Serializer::new(String::new()).extend_pairs(&self.pairs).finish();
        format!("{}?{query}", self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn a_toggle_keeps_the_other_filters() {
        let address = Address::new("/search").with("q", "防水 & 触摸屏").with("field", "10");
        let both = address.clone().toggled("field", "01");
        assert_eq!(both.href(), "/search?q=%E9%98%B2%E6%B0%B4+%26+%E8%A7%A6%E6%91%B8%E5%B1%8F&field=10&field=01");
        assert_eq!(both.toggled("field", "01"), address);
        assert_eq!(address.without("q").without("field").href(), "/search");
    }

    #[test]
    fn the_first_page_has_no_number() {
        let address = Address::new("/fields/10").page(3);
        assert_eq!((address.href().as_str(), address.page(1).href().as_str()), ("/fields/10?page=3", "/fields/10"));
    }
}
