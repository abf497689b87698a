//! Searches that nothing answered whole, by week and field, for staff: they see words and counts, never who asked.

use super::dto::{UnmetFieldOut, UnmetFilter, UnmetSearchOut, UnmetSearchesOut};
use super::tallies::{self, Period, UnmetRow};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::http::page::PageQuery;
use chrono::{Datelike, Days, NaiveDate};

/// Days after its Monday that a week ends.
const WEEK_REST: Days = Days::new(6);

/// Unmet searches of a week, the most frequent first.
///
/// # Errors
/// Not staff; no field of ours; a bad page; the database fails.
pub async fn list(context: &Context, filter: &UnmetFilter, page: &PageQuery) -> Result<UnmetSearchesOut> {
    context.require_staff()?;
    let field = filter.field.as_deref().filter(|field| !field.is_empty());
    if let Some(field) = field.filter(|field| *field != NO_FIELD && seeds::field(field).is_none()) {
        let shown: String = field.chars().take(30).collect();
        return Err(Error::field("field", "unknown_value", format!("没有“{shown}”这个技术领域，请从列表中选择。")));
    }
    let period = week(filter.week.unwrap_or_else(|| context.today()))?;
    let window = page.window(context)?;
    let database = context.database();
    let stored = field.map(|field| if field == NO_FIELD { "" } else { field });
    let (rows, total) = tallies::unmet_rows(database, period, stored, window.offset, window.limit).await?;
    let fields = tallies::unmet_fields(database, period).await?;
    let page = window.page(rows.into_iter().map(out).collect(), total);
    Ok(UnmetSearchesOut {
        first_on: period.first,
        last_on: period.last,
        fields: fields.into_iter().map(|row| field_out(&row.field, row.searches)).collect(),
        items: page.items,
        next_cursor: page.next_cursor,
        total: page.total,
    })
}

/// Stands for searches that belong to no field.
const NO_FIELD: &str = "none";

/// The week of a day, Monday to Sunday.
fn week(day: NaiveDate) -> Result<Period> {
    let first = day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()));
    let days = first.and_then(|first| Some((first, first.checked_add_days(WEEK_REST)?)));
    let Some((first, last)) = days else {
        return Err(Error::field("week", "out_of_range", "日期超出范围，请选择别的一周。"));
    };
    Ok(Period { first, last })
}

fn field_out(field: &str, searches: i64) -> UnmetFieldOut {
    let code = if field.is_empty() { NO_FIELD } else { field };
    UnmetFieldOut { code: code.to_owned(), label: field_label(field), searches }
}

fn field_label(field: &str) -> String {
    seeds::field(field).unwrap_or("不属于某个领域").to_owned()
}

fn out(row: UnmetRow) -> UnmetSearchOut {
    UnmetSearchOut {
        field_label: field_label(&row.field),
        words: row.words,
        field: row.field,
        searches: row.searches,
        visitors: row.visitors,
        shown: row.shown,
        given_up: row.given_up.split_whitespace().map(str::to_owned).collect(),
        rescue: Some(row.rescue).filter(|words| !words.is_empty()),
        last_at: row.last_at,
    }
}

#[cfg(test)]
mod tests {
    use super::week;
    use chrono::NaiveDate;

    #[test]
    fn a_week_goes_from_monday_to_sunday() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        for any in ["2026-11-16", "2026-11-18", "2026-11-22"] {
            let week = week(day(any)).expect("a week");
            assert_eq!((week.first, week.last), (day("2026-11-16"), day("2026-11-22")), "{any}");
        }
        assert!(week(NaiveDate::MIN).is_err() && week(NaiveDate::MAX).is_err());
    }
}
