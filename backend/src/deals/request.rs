//! A party asks for an introduction: to an achievement as the acquirer, to a demand as the supplier, to a match on the side
//! of its own listing. Asking is that side's yes; the other side is asked by the technology manager.

use super::create::Origin;
use super::input::DealIn;
use super::introduction;
use crate::context::Context;
use crate::error::{Error, Result};
use entity::deal;
use entity::enums::{Answer, Side};
use entity::id::OrganizationId;

/// The side on which the viewer's own organisation asks, which becomes that party; none for staff.
///
/// # Errors
/// No listing, only own ones, or a party that is not the own organisation.
pub(super) fn asking_side(context: &Context, origin: &Origin, input: &mut DealIn) -> Result<Option<Side>> {
    if context.viewer.is_staff() {
        return Ok(None);
    }
    if input.manager_id.is_some() {
        return Err(Error::forbidden("由哪位技术经理人跟进由交易中心安排，不能指定。"));
    }
    let own = context.signed_in()?.organization_id;
    let side = side(own, origin)?;
    let (party, other) = match side {
        Side::Supplier => (&mut input.supplier_id, &input.acquirer_id),
        Side::Acquirer => (&mut input.acquirer_id, &input.supplier_id),
    };
    if other.is_some() {
        // Whether a guess is right would name the company behind an anonymous demand.
        return Err(Error::forbidden("对方单位由成果或需求决定，不能指定。"));
    }
    if party.is_some_and(|named| named != own) {
        return Err(Error::forbidden("只能为自己的单位请求引荐。"));
    }
    *party = Some(own);
    Ok(Some(side))
}

fn side(own: OrganizationId, origin: &Origin) -> Result<Side> {
    let owns_achievement = origin.achievement.as_ref().map(|row| row.organization_id == own);
    let owns_demand = origin.demand.as_ref().map(|row| row.organization_id == own);
    match (owns_achievement, owns_demand) {
        (None, None) => {
            let message = "没有对应的成果或需求的交易由技术经理人建立；请从成果、需求或匹配的页面请求引荐。";
            Err(Error::forbidden(message))
        }
        (Some(false), Some(false)) => Err(Error::forbidden("请求引荐时，一方要是您自己的单位。")),
        (Some(true), None | Some(true)) => Err(own_listing("achievement_id")),
        (None, Some(true)) => Err(own_listing("demand_id")),
        (Some(false), None | Some(true)) => Ok(Side::Acquirer),
        (None | Some(true), Some(false)) => Ok(Side::Supplier),
    }
}

fn own_listing(path: &str) -> Error {
    Error::field(path, "same_party", "这是贵单位自己发布的，不必请求引荐；想找合作方请看“匹配”。")
}

/// # Errors
/// Not signed in.
pub(super) fn answer_own_side(deal: &mut deal::Model, context: &Context, side: Side, note: &str) -> Result<()> {
    introduction::write(deal, context, side, Answer::Yes, None, note)
}
