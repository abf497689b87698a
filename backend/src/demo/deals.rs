//! The deals of the demo world.

use super::Keys;
use crate::state::AppState;
use seeds::DemoWorld;

pub(super) async fn load(_state: &AppState, _world: &DemoWorld, _keys: &Keys) -> anyhow::Result<()> {
    Ok(())
}
