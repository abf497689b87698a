//! Words that the dictionary might learn: discovered in the listings on the market, and searched for in vain.
//!
//! Discovery reads many texts, so its result is kept until a listing or the words change, and at least for a while.

use super::dto::{IgnoredWordIn, ProposalFilter, ProposalOut, ProposalSource};
use super::{searched, store};
use crate::check::Checks;
use crate::context::Context;
use crate::dictionary::change::{WORD_CHARACTERS_MAX, WordList};
use crate::error::{Error, Result};
use crate::http::page::{Page, PageQuery};
use crate::jobs::outbox;
use chrono::{DateTime, TimeDelta, Utc};
use entity::enums::{Role, SubjectKind};
use entity::id::IgnoredWordId;
use entity::ignored_word;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use search_index::{Overlay, fold};
use std::collections::HashSet;
use std::sync::Arc;

/// Words of listings that are proposed at one time.
const PROPOSALS_MAX: usize = 300;
/// Listings that are read for them.
const LISTINGS_MAX: u64 = 20_000;
/// While listings keep changing the result is not made anew more often than this.
const KEPT: TimeDelta = TimeDelta::minutes(5);

/// What one discovery found, and what it was made from.
pub struct Discovered {
    outbox_number: i64,
    overlay: Overlay,
    at: DateTime<Utc>,
    proposals: Arc<Vec<ProposalOut>>,
}

/// Proposals, the most useful first.
///
/// # Errors
/// Not staff; a bad page; the database fails.
pub async fn list(context: &Context, filter: &ProposalFilter, page: &PageQuery) -> Result<Page<ProposalOut>> {
    context.require_staff()?;
    let window = page.window(context)?;
    let ignored = store::ignored(context.database()).await?;
    let overlay = store::newest(context.database()).await?.overlay;
    let known: HashSet<String> = WordList::Terms.own(&overlay).0.iter().map(|term| fold(term)).collect();
    let mut found = Vec::new();
    if filter.source != Some(ProposalSource::Listings) {
        found.extend(searched::words(context).await?);
    }
    if filter.source != Some(ProposalSource::Searches) {
        found.extend(discovered(context).await?.iter().cloned());
    }
    let mut seen = HashSet::new();
    found.retain(|proposal| {
        let key = fold(&proposal.text);
        ignored.contains_key(&key) == filter.ignored && !known.contains(&key) && seen.insert(key)
    });
    let total = found.len() as u64;
    let (skipped, most) = (usize::try_from(window.offset), usize::try_from(window.limit));
    let items = found.into_iter().skip(skipped.unwrap_or(usize::MAX)).take(most.unwrap_or(0)).collect();
    Ok(window.page(items, total))
}

async fn discovered(context: &Context) -> Result<Arc<Vec<ProposalOut>>> {
    let mut kept = context.state.dictionary.discovered.lock().await;
    let outbox_number = outbox::last_number(&context.state.database).await?;
    let lexicon = context.state.search.lexicon();
    let now = context.now();
    let is_fresh = |kept: &Discovered| {
        kept.overlay == *lexicon.overlay() && (kept.outbox_number == outbox_number || now - kept.at < KEPT)
    };
    if let Some(found) = kept.as_ref().filter(|kept| is_fresh(kept)) {
        return Ok(found.proposals.clone());
    }
    let texts = store::listing_texts(context.database(), LISTINGS_MAX).await?;
    let overlay = lexicon.overlay().clone();
    let words = tokio::task::spawn_blocking(move || {
        search_index::discover(texts.iter().map(String::as_str), &lexicon, PROPOSALS_MAX)
    });
    let proposals = words.await.map_err(anyhow::Error::from)?.into_iter().map(|word| ProposalOut {
        text: word.text,
        source: ProposalSource::Listings,
        count: word.count.into(),
        spread: word.documents.into(),
        example: word.example,
    });
    let proposals = Arc::new(proposals.collect::<Vec<_>>());
    *kept = Some(Discovered { outbox_number, overlay, at: now, proposals: proposals.clone() });
    Ok(proposals)
}

/// Sets a proposal aside, or takes that back; doing it twice changes nothing.
///
/// # Errors
/// Not an administrator; no word; too many are set aside already.
pub async fn set_ignored(context: &Context, input: IgnoredWordIn) -> Result<()> {
    let person = context.require(&[Role::Admin])?;
    let mut checks = Checks::default();
    let text = fold(&checks.line("text", &input.text, WORD_CHARACTERS_MAX));
    checks.present("text", &text, "要忽略的词");
    checks.finish()?;
    let mut change = context.change().await?;
    let ignored = store::ignored(change.rows()).await?;
    let id = match (ignored.get(&text), input.ignored) {
        (None, true) => {
            if ignored.len() as u64 >= store::IGNORED_MAX {
                return Err(Error::conflict("too_many_ignored", "忽略的词太多了，请先恢复一些。"));
            }
            let id = IgnoredWordId::generate();
            let row =
                ignored_word::Model { id, text: text.clone(), person_id: person.person_id, created_at: context.now() };
            row.into_active_model().reset_all().insert(change.rows()).await?;
            id
        }
        (Some(&id), false) => {
            ignored_word::Entity::delete_by_id(id).exec(change.rows()).await?;
            id
        }
        _ => return Ok(()),
    };
    let action = if input.ignored { "dictionary.ignore" } else { "dictionary.unignore" };
    change.record(action, (SubjectKind::Dictionary, id.0), None::<&()>, Some(&text))?;
    change.commit().await
}
