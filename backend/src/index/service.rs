use super::dto::{FinishedRebuildOut, IndexOut, ReaderOut, RebuildOut};
use crate::context::Context;
use crate::error::Result;
use crate::jobs::{index_sync, outbox, readers};
use entity::outbox_reader;

/// How the index of this node is doing.
///
/// # Errors
/// The viewer is no staff, or the database fails.
pub async fn state(context: &Context) -> Result<IndexOut> {
    context.require_staff()?;
    let state = &context.state;
    let applied_number = state.search.applied_number();
    let known = readers::known(&state.database).await?;
    let marks = outbox::marks(&state.database).await?;
    Ok(IndexOut {
        node: state.node.clone(),
        last_number: marks.last,
        applied_number,
        pruned_number: marks.pruned,
        documents: state.search.document_count(),
        incomplete: index_sync::is_incomplete(state),
        rebuilding: state.index_state.rebuild().map(RebuildOut::from),
        last_rebuild: state.index_state.finished().map(FinishedRebuildOut::from),
        readers: known.into_iter().map(|reader| reader_out(reader, &state.node, marks.last)).collect(),
    })
}

fn reader_out(reader: outbox_reader::Model, node: &str, last: i64) -> ReaderOut {
    ReaderOut {
        is_this_node: reader.node == node,
        behind: (last - reader.position).max(0),
        name: reader.name,
        node: Some(reader.node).filter(|node| !node.is_empty()),
        position: reader.position,
        seen_at: reader.seen_at,
    }
}
