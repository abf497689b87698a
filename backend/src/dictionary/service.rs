//! Reading, saving and restoring versions. Managers may read, administrators change.

use super::change::{self, DictionaryChange, RULE_WORDS_MAX, WORD_CHARACTERS_MAX, WordList};
use super::dto::{
    DictionaryLimitsOut, DictionaryOut, DictionaryRestoreIn, DictionaryVersionIn, DictionaryVersionOut, EntryFilter,
    EntryOut, ListDifferenceOut,
};
use super::entries;
use super::preview::{TEXT_CHARACTERS_MAX, TEXTS_MAX};
use super::store::{self, Words};
use crate::check::{Checks, limit};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::http::page::{Page, PageQuery};
use entity::dictionary_version;
use entity::enums::{Role, SubjectKind};
use search_index::{Overlay, built_in};

/// Entries of a difference that are told; the counts tell the rest.
const DIFFERENCE_ENTRIES_MAX: usize = 30;

/// The version in force and how far this node is.
///
/// # Errors
/// Not staff; the database fails.
pub async fn get(context: &Context) -> Result<DictionaryOut> {
    context.require_staff()?;
    let words = store::newest(context.database()).await?;
    let row = store::row(context.database(), words.number).await?;
    let names = store::names(context.database(), row.as_ref().map(|row| row.author_id)).await?;
    Ok(DictionaryOut {
        version: words.number,
        saved_at: row.as_ref().map(|row| row.created_at),
        author: row.as_ref().and_then(|row| names.get(&row.author_id).cloned()),
        note: row.map(|row| row.note),
        pending: context.state.search.words_change(&words.overlay).into(),
        lists: entries::sizes(&words.overlay, &built_in()),
        limits: DictionaryLimitsOut {
            word_characters_max: WORD_CHARACTERS_MAX,
            rule_words_max: RULE_WORDS_MAX,
            preview_texts_max: TEXTS_MAX,
            preview_text_characters_max: TEXT_CHARACTERS_MAX,
        },
    })
}

/// Entries of one list.
///
/// # Errors
/// Not staff; a bad page; the database fails.
pub async fn list_entries(context: &Context, filter: &EntryFilter, page: &PageQuery) -> Result<Page<EntryOut>> {
    context.require_staff()?;
    let window = page.window(context)?;
    let words = store::newest(context.database()).await?;
    let found = entries::entries(&words.overlay, &built_in(), filter);
    let total = found.len() as u64;
    let (skipped, most) = (usize::try_from(window.offset), usize::try_from(window.limit));
    let items = found.into_iter().skip(skipped.unwrap_or(usize::MAX)).take(most.unwrap_or(0)).collect();
    Ok(window.page(items, total))
}

/// Versions, newest first, each with what it changed.
///
/// # Errors
/// Not staff; a bad page; the database fails.
pub async fn versions(context: &Context, page: &PageQuery) -> Result<Page<DictionaryVersionOut>> {
    context.require_staff()?;
    let window = page.window(context)?;
    let (rows, before, total) = store::page(context.database(), window).await?;
    let names = store::names(context.database(), rows.iter().map(|row| row.author_id)).await?;
    let mut overlays = rows.iter().chain(&before).map(store::words).collect::<Result<Vec<Words>>>()?;
    overlays.push(Words::default());
    let items = rows.into_iter().zip(overlays.windows(2)).map(|(row, pair)| {
        let author = names.get(&row.author_id).cloned().unwrap_or_default();
        out(row, author, &change::difference(&pair[1].overlay, &pair[0].overlay))
    });
    Ok(window.page(items.collect(), total))
}

fn out(row: dictionary_version::Model, author: String, change: &DictionaryChange) -> DictionaryVersionOut {
    DictionaryVersionOut {
        number: row.number,
        note: row.note,
        author,
        restored_from: row.restored_from,
        created_at: row.created_at,
        changes: differences(change),
    }
}

/// The lists that change, with their first entries.
#[must_use]
pub fn differences(change: &DictionaryChange) -> Vec<ListDifferenceOut> {
    let first = |entries: &[String]| entries.iter().take(DIFFERENCE_ENTRIES_MAX).cloned().collect();
    WordList::ALL
        .into_iter()
        .map(|list| (list, change.list(list)))
        .filter(|(_, part)| !(part.add.is_empty() && part.remove.is_empty()))
        .map(|(list, part)| ListDifferenceOut {
            list,
            added_count: part.add.len(),
            removed_count: part.remove.len(),
            added: first(&part.add),
            removed: first(&part.remove),
        })
        .collect()
}

/// Saves a version on top of the one its author saw.
///
/// # Errors
/// Not an administrator; entries that cannot be used, row by row; somebody saved meanwhile; nothing changes.
pub async fn save(context: &Context, input: DictionaryVersionIn) -> Result<DictionaryVersionOut> {
    context.require(&[Role::Admin])?;
    let mut checks = Checks::default();
    let note = checks.line("note", &input.note, limit::LINE);
    checks.present("note", &note, "说明：改了什么、为什么");
    append(context, input.base_version, None, note, |current| {
        let overlay = change::apply(&current.overlay, &input.change, &built_in(), &mut checks);
        checks.finish()?;
        Ok(overlay)
    })
    .await
}

/// Makes the words of an older version the newest ones again.
///
/// # Errors
/// Not an administrator; no such version; somebody saved meanwhile; nothing changes.
pub async fn restore(context: &Context, input: DictionaryRestoreIn) -> Result<DictionaryVersionOut> {
    context.require(&[Role::Admin])?;
    let mut checks = Checks::default();
    let note = checks.line("note", &input.note, limit::LINE);
    checks.finish()?;
    let wanted = store::by_number(context.database(), input.number).await?;
    append(context, input.base_version, Some(input.number), note, |_| Ok(wanted.overlay)).await
}

async fn append(
    context: &Context,
    base_version: i64,
    restored_from: Option<i64>,
    note: String,
    overlay: impl FnOnce(&Words) -> Result<Overlay>,
) -> Result<DictionaryVersionOut> {
    let person = context.signed_in()?;
    let mut change = context.change().await?;
    let current = store::newest(change.rows()).await?;
    if current.number != base_version {
        return Err(Error::stale_version());
    }
    let overlay = overlay(&current)?;
    let difference = change::difference(&current.overlay, &overlay);
    if difference.is_empty() {
        return Err(Error::conflict("nothing_changed", "词典已经是这样，没有需要保存的变化。"));
    }
    let row = dictionary_version::Model {
        id: store::new_id(),
        number: current.number + 1,
        overlay: serde_json::to_value(&overlay).map_err(anyhow::Error::from)?,
        note,
        author_id: person.person_id,
        restored_from,
        created_at: context.now(),
    };
    let row = store::insert(change.rows(), row).await?;
    let action = if restored_from.is_some() { "dictionary.restore" } else { "dictionary.save" };
    change.record(
        action,
        (SubjectKind::Dictionary, row.id.0),
        None::<&()>,
        Some(&AuditedVersion::of(&row, &difference)),
    )?;
    // rings the followers of this node; those of other nodes see the new number at their next step
    change.announce(SubjectKind::Dictionary, row.id.0);
    change.commit().await?;
    Ok(out(row, person.display_name.clone(), &difference))
}

/// What the audit keeps of a version: what changed, not all its words.
#[derive(serde::Serialize)]
struct AuditedVersion<'a> {
    number: i64,
    note: &'a str,
    restored_from: Option<i64>,
    change: &'a DictionaryChange,
}

impl<'a> AuditedVersion<'a> {
    fn of(row: &'a dictionary_version::Model, change: &'a DictionaryChange) -> Self {
        Self { number: row.number, note: &row.note, restored_from: row.restored_from, change }
    }
}
