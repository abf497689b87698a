//! What a change would do, before it is saved: how texts are cut, which listings hold the words, which scenarios of the
//! product change their first hits, and whether everything must be indexed anew.
//!
//! A preview loads a second lexicon (50 MB, 0.15 s), so previews take turns.

use super::change::{self, DictionaryChange};
use super::dto::{CutOut, CutPreviewOut, PreviewIn, PreviewOut, ScenariosOut, WordPreviewOut};
use super::scenarios::Answers;
use super::store::{self, Words};
use super::{scenarios, service};
use crate::check::Checks;
use crate::context::Context;
use crate::error::{Error, Result};
use entity::enums::Role;
use search_index::{
    Filters, IndexError, IndexStore, Lexicon, Overlay, SearchRequest, Sort, SynonymRule, Viewer, built_in, fold,
};
use std::sync::Arc;
use uuid::Uuid;

/// Texts to cut, and characters of one.
pub const TEXTS_MAX: usize = 10;
pub const TEXT_CHARACTERS_MAX: usize = 500;
/// Changed words whose listings are counted.
const WORDS_MAX: usize = 20;
/// Listings whose titles serve as texts, for each word.
const EXAMPLES_PER_WORD: usize = 3;

/// # Errors
/// Not an administrator; entries that cannot be used; somebody saved meanwhile; the index cannot be read.
pub async fn preview(context: &Context, input: PreviewIn) -> Result<PreviewOut> {
    context.require(&[Role::Admin])?;
    let current = store::newest(context.database()).await?;
    if current.number != input.base_version {
        return Err(Error::stale_version());
    }
    let (wanted, texts) = checked(&current, &input)?;
    let difference = change::difference(&current.overlay, &wanted);
    let mut turn = context.state.dictionary.preview_turn.lock().await;
    let index = context.state.search.clone();
    let words = changed_words(&difference);
    let counted = blocking(move || words.into_iter().map(|word| count(&index, word)).collect::<Result<Vec<_>, _>>());
    let counted = counted.await?.map_err(anyhow::Error::from)?;
    let texts = if texts.is_empty() { examples(context, &counted).await? } else { texts };
    let index = context.state.search.clone();
    let words_change = index.words_change(&wanted).into();
    let known = turn.take();
    let (cuts, scenarios, asked) = blocking(move || weigh(&index, wanted, texts, known)).await??;
    *turn = Some(asked);
    let last_rebuild = context.state.index_state.finished();
    Ok(PreviewOut {
        changes: service::differences(&difference),
        words_change,
        last_rebuild_seconds: last_rebuild.map(|rebuild| rebuild.milliseconds as f64 / 1_000.0),
        cuts,
        words: counted.into_iter().map(|word| WordPreviewOut { text: word.text, listings: word.listings }).collect(),
        scenarios,
    })
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    Ok(tokio::task::spawn_blocking(work).await.map_err(anyhow::Error::from)?)
}

fn checked(current: &Words, input: &PreviewIn) -> Result<(Overlay, Vec<String>)> {
    let mut checks = Checks::default();
    let wanted = change::apply(&current.overlay, &input.change, &built_in(), &mut checks);
    if input.texts.len() > TEXTS_MAX {
        checks.add("texts", "too_many", format!("最多试切 {TEXTS_MAX} 段文字，现在有 {} 段。", input.texts.len()));
    }
    let texts = input.texts.iter().take(TEXTS_MAX).enumerate();
    let texts = texts.map(|(position, text)| checks.text(&format!("texts[{position}]"), text, TEXT_CHARACTERS_MAX));
    let texts = texts.collect::<Vec<_>>().into_iter().filter(|text| !text.is_empty()).collect();
    checks.finish()?;
    Ok((wanted, texts))
}

/// The words that the change is about, terms first.
fn changed_words(change: &DictionaryChange) -> Vec<String> {
    let rules = change.synonyms.add.iter().chain(&change.synonyms.remove);
    let rule_words =
        rules.filter_map(|rule| SynonymRule::parse(rule)).flat_map(|rule| rule.words().cloned().collect::<Vec<_>>());
    let terms = change.terms.add.iter().chain(&change.terms.remove).cloned();
    let stop_words = change.stop_words.add.iter().chain(&change.stop_words.remove).cloned();
    let mut words: Vec<String> = Vec::new();
    for word in terms.chain(rule_words).chain(stop_words) {
        if words.len() < WORDS_MAX && !words.iter().any(|known| fold(known) == fold(&word)) {
            words.push(word);
        }
    }
    words
}

/// A word with the listings that hold it.
struct Counted {
    text: String,
    listings: u64,
    first: Vec<Uuid>,
}

/// Counted as a phrase: letter by letter, whatever the dictionary knows.
fn count(index: &IndexStore, word: String) -> Result<Counted, IndexError> {
    let request = SearchRequest {
        words: format!("\"{}\"", word.replace('"', " ")),
        viewer: Viewer::Staff,
        filters: Filters::default(),
        sort: Sort::Relevance,
        offset: 0,
        limit: EXAMPLES_PER_WORD,
        facets: Vec::new(),
        after: None,
        explain: false,
        now: 0,
    };
    let found = index.search(&request)?;
    let first = found.hits.iter().filter_map(|hit| hit.id.parse().ok()).collect();
    Ok(Counted { text: word, listings: found.total, first })
}

/// Titles of listings with the words, and words that no title has by themselves.
async fn examples(context: &Context, counted: &[Counted]) -> Result<Vec<String>> {
    let ids: Vec<Uuid> = counted.iter().flat_map(|word| word.first.iter().copied()).take(TEXTS_MAX).collect();
    let holds = |text: &String, word: &Counted| fold(text).contains(&fold(&word.text));
    let titles = store::titles(context.database(), &ids).await?.into_iter();
    let titles: Vec<String> = titles.filter(|title| counted.iter().any(|word| holds(title, word))).collect();
    let alone = counted.iter().filter(|word| !titles.iter().any(|title| holds(title, word)));
    let alone = alone.map(|word| word.text.clone()).collect::<Vec<_>>();
    Ok(titles.into_iter().chain(alone).take(TEXTS_MAX).collect())
}

/// What is cut and asked: the answers with the words in use are kept for the next preview.
fn weigh(
    index: &IndexStore,
    wanted: Overlay,
    texts: Vec<String>,
    known: Option<Answers>,
) -> Result<(Vec<CutPreviewOut>, ScenariosOut, Answers)> {
    let before = index.lexicon();
    let after = if *before.overlay() == wanted { before.clone() } else { Arc::new(Lexicon::new(wanted)) };
    let mut cuts: Vec<CutPreviewOut> = texts.into_iter().map(|text| cut_both(&before, &after, text)).collect();
    cuts.sort_by_key(|cut| !cut.changed);
    let (scenarios, answers) = scenarios::compare(&before, &after, known)?;
    Ok((cuts, scenarios, answers))
}

/// A cut word with its characters in the text.
type Placed = (usize, usize, CutOut);

fn cut_both(before: &Lexicon, after: &Lexicon, text: String) -> CutPreviewOut {
    let (left, right) = (cut(before, &text), cut(after, &text));
    let marked = |own: &[Placed], other: &[Placed]| -> Vec<CutOut> {
        let mark = |word: &Placed| CutOut { changed: !other.contains(word), ..word.2.clone() };
        own.iter().map(mark).collect()
    };
    CutPreviewOut { changed: left != right, before: marked(&left, &right), after: marked(&right, &left), text }
}

fn cut(lexicon: &Lexicon, text: &str) -> Vec<Placed> {
    let characters: Vec<char> = text.chars().collect();
    let mut words: Vec<Placed> = Vec::new();
    for word in lexicon.cut(text) {
        if word.whole {
            let text = characters[word.from..word.to].iter().collect();
            let shown = CutOut { text, stop: word.stop, synonyms: word.synonyms, ..CutOut::default() };
            words.push((word.from, word.to, shown));
        } else if let Some((_, _, whole)) =
            words.iter_mut().rev().find(|(from, to, _)| *from <= word.from && word.to <= *to)
        {
            whole.inner.push(word.text);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{changed_words, cut_both};
    use crate::dictionary::change::{DictionaryChange, ListChange};
    use search_index::{Lexicon, Overlay};

    #[test]
    fn both_sides_mark_what_differs() {
        let before = Lexicon::shared_built_in();
        let after = Lexicon::new(Overlay { terms: vec!["防冰涂层".into()], ..Overlay::default() });
        let cut = cut_both(&before, &after, "風電防冰塗層".to_owned());
        assert!(cut.changed);
        let last = cut.after.last().expect("a word");
        assert_eq!((last.text.as_str(), last.changed), ("防冰塗層", true), "as the text has it");
        assert!(cut.before.len() > cut.after.len() && cut.before.iter().any(|word| word.changed));
        let same = cut_both(&before, &after, "全钒液流电池".to_owned());
        assert!(!same.changed && same.before[0].inner.contains(&"液流电池".to_owned()));
        assert!(same.after.iter().all(|word| !word.changed));
    }

    #[test]
    fn words_of_rules_are_counted_once() {
        let add =
            |words: &[&str]| ListChange { add: words.iter().map(|word| (*word).to_owned()).collect(), remove: vec![] };
        let change = DictionaryChange {
            terms: add(&["防冰涂层"]),
            synonyms: add(&["防冰涂层,防覆冰涂层", "除冰=>防冰涂层"]),
            ..DictionaryChange::default()
        };
        assert_eq!(changed_words(&change), ["防冰涂层", "防覆冰涂层", "除冰"]);
    }
}
