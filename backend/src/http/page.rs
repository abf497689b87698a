//! One shape for all lists: `{items, next_cursor, total}`, at most 100 rows.

use crate::context::Context;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

const ROWS_DEFAULT: u64 = 20;

/// Rows that can be reached by paging; beyond that the filters must be narrowed.
const OFFSET_MAX: u64 = 100_000;

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct PageQuery {
    /// Rows of a page, 1 to 100; 20 unless told.
    pub limit: Option<u64>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Absent on the last page.
    pub next_cursor: Option<String>,
    /// All rows that fit, not only this page.
    pub total: u64,
}

/// The rows to read.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    pub offset: u64,
    pub limit: u64,
}

impl PageQuery {
    /// # Errors
    /// A limit out of range or a cursor that is not ours.
    pub fn window(&self, context: &Context) -> Result<Window> {
        let max = context.state.config.limits.page_rows_max;
        let limit = self.limit.unwrap_or(ROWS_DEFAULT.min(max));
        if !(1..=max).contains(&limit) {
            return Err(Error::field("limit", "out_of_range", format!("每页可取 1 到 {max} 条。")));
        }
        let offset = match self.cursor.as_deref() {
            None | Some("") => 0,
            Some(cursor) => cursor.strip_prefix('o').and_then(|text| text.parse().ok()).ok_or_else(bad_cursor)?,
        };
        if offset > OFFSET_MAX {
            return Err(bad_cursor());
        }
        Ok(Window { offset, limit })
    }
}

fn bad_cursor() -> Error {
    Error::field("cursor", "bad_cursor", "翻页位置不对，请从第一页重新开始。")
}

impl Window {
    #[must_use]
    pub fn page<T>(self, items: Vec<T>, total: u64) -> Page<T> {
        let end = self.offset + items.len() as u64;
        let next_cursor = (end < total && !items.is_empty()).then(|| format!("o{end}"));
        Page { items, next_cursor, total }
    }
}
