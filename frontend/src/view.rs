//! The small view structs that several pages share.

/// A stretch of text that is either a search hit (`marked`) or the text between hits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    pub text: String,
    pub marked: bool,
}

impl Segment {
    /// A whole text without marks, for cards outside of a search.
    pub fn plain(text: impl Into<String>) -> Vec<Self> {
        vec![Self { text: text.into(), marked: false }]
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    pub label: String,
    pub href: String,
}

impl Link {
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// A number that opens the records behind it.
#[derive(Clone, Debug, Default)]
pub struct CountLink {
    pub label: String,
    pub count: u64,
    pub href: String,
}

/// A row of a fact table; `href` makes the value a link.
#[derive(Clone, Debug, Default)]
pub struct Fact {
    pub label: String,
    pub value: String,
    pub href: Option<String>,
}

impl Fact {
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), href: None }
    }
}

/// A heading with running text. Line breaks in `body` start new paragraphs.
#[derive(Clone, Debug, Default)]
pub struct TextSection {
    pub heading: String,
    pub body: String,
}

impl TextSection {
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.body.lines().map(str::trim).filter(|line| !line.is_empty())
    }
}

/// Where a record comes from: a document, a page or the office that entered it.
#[derive(Clone, Debug, Default)]
pub struct Source {
    pub label: String,
    pub href: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListingKind {
    #[default]
    Achievement,
    Demand,
}

impl ListingKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::Achievement => "成果",
            Self::Demand => "需求",
        }
    }

    /// Class name of the badge.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Achievement => "achievement",
            Self::Demand => "demand",
        }
    }
}

/// One achievement or demand in any list: search hits, newest, similar, an organisation's or a field's listings.
#[derive(Clone, Debug, Default)]
pub struct ListingCard {
    pub kind: ListingKind,
    /// Such as "CG-2026-00012".
    pub number: String,
    pub href: String,
    pub title: Vec<Segment>,
    /// The summary, or the passage that holds the hits. May be empty.
    pub passage: Vec<Segment>,
    /// `None` for an anonymous demand.
    pub organization: Option<Link>,
    pub field: String,
    /// Display stage for an achievement ("通过中试 · TRL 7"), lowest accepted stage for a demand.
    pub stage: Option<String>,
    /// Price or budget, "面议" included.
    pub price: String,
    pub region: String,
    /// Date of publication as it is to be read.
    pub date: String,
    /// Marks records of the demo world.
    pub demonstration: bool,
    /// True when its details are open only under an agreement.
    pub confidential: bool,
    /// What speaks for it: 近期更新, 单位已认证, 资料完整.
    pub signs: Vec<&'static str>,
    /// What its place among the hits is made of; filled for staff only.
    pub explanation: Vec<Fact>,
}

/// One option of a facet, of the sorting or of a tab row. The backend builds the address that toggles it.
#[derive(Clone, Debug, Default)]
pub struct FacetOption {
    pub label: String,
    pub href: String,
    pub count: Option<u64>,
    pub selected: bool,
}

/// The pages of a list.
#[derive(Clone, Debug, Default)]
pub struct Paging {
    pub previous: Option<String>,
    pub next: Option<String>,
    pub numbers: Vec<PageNumber>,
    pub page: u64,
    pub pages: u64,
}

/// A page number; a gap ("…") has no address and is not current.
#[derive(Clone, Debug, Default)]
pub struct PageNumber {
    pub label: String,
    pub href: Option<String>,
    pub current: bool,
}

impl Paging {
    /// First, last and the two neighbours on either side, with gaps between; `href` gives the address of a page.
    pub fn new(page: u64, pages: u64, href: impl Fn(u64) -> String) -> Self {
        let page = page.clamp(1, pages.max(1));
        let mut numbers = Vec::new();
        let mut last = 0;
        for number in (1..=pages).filter(|&number| number == 1 || number == pages || number.abs_diff(page) <= 2) {
            if number > last + 1 {
                numbers.push(PageNumber { label: "…".into(), href: None, current: false });
            }
            numbers.push(PageNumber { label: number.to_string(), href: Some(href(number)), current: number == page });
            last = number;
        }
        Self {
            previous: (page > 1).then(|| href(page - 1)),
            next: (page < pages).then(|| href(page + 1)),
            numbers,
            page,
            pages,
        }
    }
}

/// 12345 as "12,345".
pub fn grouped(number: &u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Paging, TextSection, grouped};

    fn labels(page: u64, pages: u64) -> String {
        let paging = Paging::new(page, pages, |number| format!("?page={number}"));
        paging.numbers.iter().map(|number| number.label.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn paging_keeps_ends_and_neighbours() {
        assert_eq!(labels(1, 1), "1");
        assert_eq!(labels(6, 20), "1 … 4 5 6 7 8 … 20");
        assert_eq!(labels(99, 3), "1 2 3");
    }

    #[test]
    fn paging_ends_have_no_way_past_them() {
        let first = Paging::new(1, 3, |number| format!("?page={number}"));
        assert_eq!((first.previous, first.next.as_deref()), (None, Some("?page=2")));
        let last = Paging::new(3, 3, |number| format!("?page={number}"));
        assert_eq!((last.previous.as_deref(), last.next), (Some("?page=2"), None));
    }

    #[test]
    fn numbers_are_grouped_in_threes() {
        assert_eq!(grouped(&0), "0");
        assert_eq!(grouped(&999), "999");
        assert_eq!(grouped(&1_234_567), "1,234,567");
    }

    #[test]
    fn blank_lines_are_no_paragraphs() {
        let section = TextSection { heading: "优势".into(), body: "一\n\n  二 \n".into() };
        assert_eq!(section.paragraphs().collect::<Vec<_>>(), ["一", "二"]);
    }
}
