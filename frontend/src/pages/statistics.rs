//! `/statistics` and `/statistics/{figure}`: figures that anybody can check, since each opens the records it counts.

use askama::Template;

use crate::head::{Head, breadcrumb_list};
use crate::layout::Layout;
use crate::view::{Link, Paging};

#[derive(Clone, Debug, Default, Template)]
#[template(path = "page/statistics.html")]
pub struct StatisticsPage {
    pub layout: Layout,
    pub as_of: String,
    /// 意向, 签约, 登记, 到账: four lines that are never added up.
    pub lines: Vec<Figure>,
    pub breakdowns: Vec<Breakdown>,
}

#[derive(Clone, Debug, Default)]
pub struct Figure {
    pub label: String,
    pub count: u64,
    /// Unit of the count, such as "项".
    pub unit: String,
    /// Sum of money behind it, such as "1,240 万元".
    pub amount: Option<String>,
    /// What exactly is counted, in one sentence.
    pub definition: String,
    pub href: String,
}

/// A table of counts, such as listings by technical field.
#[derive(Clone, Debug, Default)]
pub struct Breakdown {
    pub title: String,
    /// Heading of the first column.
    pub dimension: String,
    pub definition: String,
    pub rows: Vec<BreakdownRow>,
}

#[derive(Clone, Debug, Default)]
pub struct BreakdownRow {
    pub label: String,
    pub count: u64,
    pub href: String,
}

impl Breakdown {
    /// Length of a bar in percent of the longest.
    pub fn percent(&self, count: &u64) -> u64 {
        let longest = self.rows.iter().map(|row| row.count).max().unwrap_or(0).max(1);
        count.saturating_mul(100) / longest
    }
}

impl StatisticsPage {
    pub fn breadcrumbs(&self) -> Vec<Link> {
        vec![Link::new("首页", "/"), Link::new("统计", "/statistics")]
    }

    pub fn head(&self) -> Head {
        let description = "意向、签约、登记、到账四条线分开统计，每个数字都能点开看到它所计的记录。";
        Head::new(&self.layout, "/statistics", "统计", description)
            .json_ld(&[breadcrumb_list(&self.layout, &self.breadcrumbs())])
    }
}

#[derive(Clone, Debug, Default, Template)]
#[template(path = "page/statistics_records.html")]
pub struct StatisticsRecordsPage {
    pub layout: Layout,
    /// Last part of the address, such as "signed".
    pub figure: String,
    pub label: String,
    pub definition: String,
    pub total: u64,
    pub unit: String,
    pub amount: Option<String>,
    pub as_of: String,
    pub rows: Vec<StatisticsRecord>,
    pub paging: Paging,
}

/// One counted record. What is confidential is `None` and printed as 不公开.
#[derive(Clone, Debug, Default)]
pub struct StatisticsRecord {
    pub number: String,
    pub href: Option<String>,
    pub title: Option<String>,
    pub organization: Option<String>,
    pub amount: Option<String>,
    pub date: String,
}

impl StatisticsRecordsPage {
    /// An organisation has its kind in place of a number, and no other organisation behind it.
    fn lists_organizations(&self) -> bool {
        self.figure == "organizations"
    }

    fn number_label(&self) -> &'static str {
        if self.lists_organizations() { "类型" } else { "编号" }
    }

    pub fn breadcrumbs(&self) -> Vec<Link> {
        let path = format!("/statistics/{}", self.figure);
        vec![Link::new("首页", "/"), Link::new("统计", "/statistics"), Link::new(self.label.as_str(), path)]
    }

    pub fn head(&self) -> Head {
        let path = format!("/statistics/{}", self.figure);
        Head::new(&self.layout, &path, &format!("{}的记录", self.label), &self.definition)
            .json_ld(&[breadcrumb_list(&self.layout, &self.breadcrumbs())])
    }
}

#[cfg(test)]
mod tests {
    use super::{Breakdown, BreakdownRow};

    #[test]
    fn bars_are_measured_against_the_longest() {
        let row = |count| BreakdownRow { count, ..BreakdownRow::default() };
        let breakdown = Breakdown { rows: vec![row(40), row(10)], ..Breakdown::default() };
        assert_eq!((breakdown.percent(&40), breakdown.percent(&10)), (100, 25));
        assert_eq!(Breakdown::default().percent(&0), 0);
    }
}
