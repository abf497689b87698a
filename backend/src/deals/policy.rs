//! Who may do what with a deal that he sees. Staff carry the deal; only the parties themselves answer an introduction.

use crate::auth::viewer::Viewer;
use entity::deal;
use entity::enums::{Answer, Side};

/// The party for which the viewer acts; staff are no party.
#[must_use]
pub fn my_side(viewer: &Viewer, deal: &deal::Model) -> Option<Side> {
    if viewer.is_staff() {
        None
    } else if viewer.acts_for(deal.supplier_id) {
        Some(Side::Supplier)
    } else if viewer.acts_for(deal.acquirer_id) {
        Some(Side::Acquirer)
    } else {
        None
    }
}

#[must_use]
pub fn side_label(side: Side) -> &'static str {
    match side {
        Side::Supplier => "输出方",
        Side::Acquirer => "吸纳方",
    }
}

#[must_use]
pub fn answer_of(deal: &deal::Model, side: Side) -> Option<Answer> {
    match side {
        Side::Supplier => deal.supplier_answer,
        Side::Acquirer => deal.acquirer_answer,
    }
}

#[must_use]
pub fn both_agreed(deal: &deal::Model) -> bool {
    deal.supplier_answer == Some(Answer::Yes) && deal.acquirer_answer == Some(Answer::Yes)
}

/// Whether the company behind an anonymous demand stays unnamed to this viewer: to the supplier, until both agreed.
#[must_use]
pub fn hides_acquirer(viewer: &Viewer, deal: &deal::Model, demand_is_anonymous: bool) -> bool {
    demand_is_anonymous && !both_agreed(deal) && my_side(viewer, deal) == Some(Side::Supplier)
}
