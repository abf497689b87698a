//! What a draft of a demand would find, counted while it is being written. Told are counts, names that stand in several
//! listings, and the titles of the best; nothing at all of what the draft's organisation or the viewer may not see, and no
//! scores, which could be probed for what is hidden.

use super::candidates::{CANDIDATES_MAX, Candidates, Rated, of_draft};
use super::details::{self, Draft};
use super::dto::{MatchPreviewOut, PreviewCounts, PreviewHit};
use super::score::{Outcome, ScorePart};
use super::side::Side;
use crate::context::Context;
use crate::demands;
use crate::demands::dto::DemandIn;
use crate::error::Result;
use crate::state::AppState;
use chrono::{DateTime, NaiveDate, Utc};
use search_index::IndexStore;
use std::collections::HashSet;
use tokio::sync::Semaphore;

/// Previews that are computed at once: who types must not slow down who searches.
static TURNS: Semaphore = Semaphore::const_new(2);

/// Different telling words below which numbers mean nothing.
const WORDS_MIN: usize = 2;
/// Below so many candidates there is nothing to tell apart.
const CANDIDATES_MIN: usize = 3;
/// Details proposed beside the best.
const ALTERNATIVES_MAX: usize = 3;
/// Candidates that are named.
const NAMED_MAX: usize = 3;

/// # Errors
/// Not entitled; wrong fields; the index or the database fails.
pub async fn preview(context: &Context, input: DemandIn) -> Result<MatchPreviewOut> {
    let excluded = input.excluded_organization_ids.clone().unwrap_or_default();
    let draft = demands::service::drafted(context, input).await?;
    let side = Side::of_demand(&draft, None);
    if !says_enough(&context.state.search, &side) {
        return Ok(note("再多写几个字：名称、关键词或要解决的问题，写成一句话，就能数出有多少条候选。"));
    }
    let _turn = TURNS.acquire().await.map_err(anyhow::Error::from)?;
    let found = of_draft(context, draft, &excluded).await?;
    let state = context.state.clone();
    let (now, today, score_min) = (context.now(), context.today(), context.state.config.matching.score_min);
    let counted = tokio::task::spawn_blocking(move || count(&state, &found, score_min, now, today));
    Ok(counted.await.map_err(anyhow::Error::from)?)
}

fn note(text: &str) -> MatchPreviewOut {
    MatchPreviewOut { note: Some(text.to_owned()), ..MatchPreviewOut::default() }
}

/// A word repeated is still one word.
fn says_enough(index: &IndexStore, side: &Side) -> bool {
    let words = index.lexicon().cut(&format!("{}\n{}", side.head, side.text));
    let telling = words.into_iter().filter(|word| word.whole && !word.stop && word.text.chars().count() > 1);
    telling.map(|word| word.text).collect::<HashSet<_>>().len() >= WORDS_MIN
}

fn count(
    state: &AppState,
    found: &Candidates,
    score_min: f64,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> MatchPreviewOut {
    let at_least = found.achievements.len() >= CANDIDATES_MAX;
    let index = &state.search;
    let score_min = found.model.score_min(score_min);
    let mut rated = found.rated(index, &state.prepared_texts, now, today);
    let fits = |one: &Rated| one.score >= score_min || in_substance(&one.parts);
    rated.sort_by(|left, right| {
        fits(right)
            .cmp(&fits(left))
            .then(right.score.total_cmp(&left.score))
            .then(left.achievement.cmp(&right.achievement))
    });
    let candidates = rated.iter().filter(|one| fits(one)).count();
    let good = rated.iter().filter(|one| one.score >= score_min).count();
    let counts = Some(PreviewCounts { candidates, good, at_least: at_least && candidates == rated.len() });
    let best: Vec<PreviewHit> =
        rated.iter().take(candidates.min(NAMED_MAX)).map(|one| hit(found, one, score_min)).collect();
    if candidates < CANDIDATES_MIN {
        let text = "内容接近的成果很少。换个说法，或写上材料、方法和用在哪里，再看一次。";
        return MatchPreviewOut { counts, best, ..note(text) };
    }
    let draft = Draft { index, found, rated: &rated, candidates, good, score_min, now, today };
    let mut details = details::of(&draft, 1 + ALTERNATIVES_MAX).into_iter();
    let next = details.next();
    let note = next.is_none().then(|| "眼下没有哪一项能单独改变条数；把问题和指标写具体，结果会更准。".to_owned());
    MatchPreviewOut { counts, next, alternatives: details.collect(), best, note }
}

fn hit(found: &Candidates, one: &Rated, score_min: f64) -> PreviewHit {
    let row = &found.achievements[one.achievement];
    PreviewHit { id: row.id, title: row.title.clone(), is_good: one.score >= score_min }
}

/// Whether the two speak of the same things at all.
pub(super) fn in_substance(parts: &[ScorePart]) -> bool {
    text_outcome(parts).is_some_and(|outcome| outcome != Outcome::Missed)
}

pub(super) fn text_outcome(parts: &[ScorePart]) -> Option<Outcome> {
    parts.iter().find(|part| part.name == "text").map(|part| part.outcome)
}
