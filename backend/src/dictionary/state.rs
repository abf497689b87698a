//! What the desk keeps in memory on a node.

use super::proposals::Discovered;
use super::scenarios::Answers;
use super::store::Words;
use tokio::sync::Mutex;

#[derive(Default)]
pub struct DictionaryState {
    /// The newest version that this node has read.
    pub(super) known: Mutex<Option<Words>>,
    /// Previews take turns, and leave what the scenarios answer with the words in use.
    pub(super) preview_turn: Mutex<Option<Answers>>,
    /// The last discovery; whoever finds it out of date makes it anew while the others wait.
    pub(super) discovered: Mutex<Option<Discovered>>,
}
