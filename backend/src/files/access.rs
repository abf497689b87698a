//! A file is read by those who read its record in full, and added by those who work on it.

use crate::achievements;
use crate::context::Context;
use crate::deals;
use crate::demands;
use crate::error::{Error, Result};
use crate::listings::grants;
use crate::listings::lifecycle::Listing;
use crate::organizations;
use entity::enums::{DealState, SubjectKind, Visibility};
use entity::id::{AchievementId, DealId, DemandId, OrganizationId};
use entity::{achievement, demand};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

const MISSING: Error = Error::NotFound("条记录");

/// # Errors
/// The record is not there, or the viewer does not read it in full.
pub async fn require_read(context: &Context, kind: SubjectKind, id: Uuid) -> Result<()> {
    let (rows, viewer) = (context.database(), &context.viewer);
    match kind {
        SubjectKind::Achievement => {
            let row = achievements::store::get(rows, viewer, AchievementId(id)).await?;
            require_details(context, row.visibility, row.organization_id, id).await
        }
        SubjectKind::Demand => {
            let row = demands::store::get(rows, viewer, DemandId(id)).await?;
            require_details(context, row.visibility, row.organization_id, id).await
        }
        SubjectKind::Deal => deals::store::get(rows, viewer, DealId(id)).await.map(drop),
        SubjectKind::Organization if viewer.is_admin() || is_member(context, id) => Ok(()),
        _ => Err(MISSING),
    }
}

async fn require_details(context: &Context, level: Visibility, owner: OrganizationId, id: Uuid) -> Result<()> {
    let (rows, viewer) = (context.database(), &context.viewer);
    if grants::sees_details(rows, viewer, level, owner, id).await? { Ok(()) } else { Err(MISSING) }
}

/// # Errors
/// The viewer may not add files to the record, or does not see it.
pub async fn require_write(context: &Context, kind: SubjectKind, id: Uuid) -> Result<()> {
    context.signed_in()?;
    let (rows, viewer) = (context.database(), &context.viewer);
    let owner = match kind {
        SubjectKind::Achievement => achievements::store::get(rows, viewer, AchievementId(id)).await?.organization_id,
        SubjectKind::Demand => demands::store::get(rows, viewer, DemandId(id)).await?.organization_id,
        SubjectKind::Deal => return require_open_deal(context, DealId(id)).await,
        SubjectKind::Organization => return require_read(context, kind, id).await,
        _ => {
            return Err(Error::field("subject_kind", "unknown_value", "文件只能加到成果、需求、交易或单位。"));
        }
    };
    if viewer.is_staff() || viewer.acts_for(owner) {
        return Ok(());
    }
    Err(Error::forbidden("只有所属单位和技术经理人可以在这里上传文件。"))
}

/// Locks the record, so that uploads at the same moment are counted one after the other.
///
/// # Errors
/// It is not there.
pub async fn lock(rows: &impl ConnectionTrait, kind: SubjectKind, id: Uuid) -> Result<()> {
    match kind {
        SubjectKind::Achievement => achievement::Model::lock(rows, id).await.map(drop),
        SubjectKind::Demand => demand::Model::lock(rows, id).await.map(drop),
        SubjectKind::Deal => deals::store::lock(rows, DealId(id)).await.map(drop),
        _ => organizations::store::lock(rows, OrganizationId(id)).await.map(drop),
    }
}

async fn require_open_deal(context: &Context, id: DealId) -> Result<()> {
    let deal = deals::store::get(context.database(), &context.viewer, id).await?;
    if deal.state == DealState::Archived {
        return Err(Error::conflict("deal_over", "这笔交易已归档，不能再加文件。"));
    }
    Ok(())
}

/// Members may hand in papers while their organisation still waits for verification.
fn is_member(context: &Context, id: Uuid) -> bool {
    context.viewer.organization_id() == Some(OrganizationId(id))
}
