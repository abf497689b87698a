//! Keeping the vector of a listing up to date with what it says.

use super::store::{self, ListingVector};
use super::texts;
use crate::context::Context;
use entity::enums::{SubjectKind, VectorKind};
use uuid::Uuid;

/// Computes and writes the vector of a listing with the active model, when there is one and the vector is not current. It
/// never fails: matching goes on without a vector.
pub async fn renew(context: &Context, kind: SubjectKind, id: Uuid) {
    if let Err(error) = try_renew(context, kind, id).await {
        tracing::warn!(%kind, %id, error = format!("{error:#}"), "a listing has no vector; it is matched by its words");
    }
}

async fn try_renew(context: &Context, kind: SubjectKind, id: Uuid) -> anyhow::Result<()> {
    let database = context.database();
    let Some(model) = store::active(database).await? else { return Ok(()) };
    let Some(listing) = texts::one(database, kind, id).await? else { return Ok(()) };
    let known = store::versions(database, model.version, [id]).await?;
    if known.get(&id) == Some(&listing.version) {
        return Ok(());
    }
    let vector = match model.kind {
        VectorKind::Trained => {
            let trained = context.state.vectors.trained(database, model.version).await?;
            trained.vector(&listing.text)
        }
        VectorKind::Service => None,
    };
    let Some(vector) = vector else { return Ok(()) };
    store::put(database, model.version, &[ListingVector { id, version: listing.version, vector }]).await
}
