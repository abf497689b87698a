//! Words of searches that no listing answered: what people call things, and the dictionary does not know.

use super::dto::{ProposalOut, ProposalSource};
use crate::context::Context;
use crate::error::Result;
use chrono::{Days, NaiveDate};
use entity::search_tally;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use search_index::{Lexicon, fold};

/// Searches of the last weeks, the most frequent first.
const DAYS: Days = Days::new(28);
const SEARCHES_MAX: u64 = 1_000;
/// Characters of a word: what is longer is a question.
const WORD: std::ops::RangeInclusive<usize> = 2..=8;

/// # Errors
/// The database fails.
pub async fn words(context: &Context) -> Result<Vec<ProposalOut>> {
    let since = context.today().checked_sub_days(DAYS).unwrap_or_default();
    let searches = unanswered(context.database(), since).await?;
    let lexicon = context.state.search.lexicon();
    let mut proposals: Vec<ProposalOut> = Vec::new();
    for search in &searches {
        for word in unknown(&fold(&search.words), &lexicon) {
            match proposals.iter_mut().find(|known| known.text == word) {
                Some(known) => search.add_to(known),
                None => proposals.push(search.proposal(word)),
            }
        }
    }
    proposals.sort_by_key(|proposal| std::cmp::Reverse(proposal.count));
    Ok(proposals)
}

struct Search {
    words: String,
    searches: i64,
    visitors: i64,
}

impl Search {
    /// Traditional and other spellings of the same word count together.
    fn add_to(&self, proposal: &mut ProposalOut) {
        proposal.count += u64::try_from(self.searches).unwrap_or(0);
        proposal.spread = proposal.spread.max(u64::try_from(self.visitors).unwrap_or(0));
    }

    fn proposal(&self, word: &str) -> ProposalOut {
        ProposalOut {
            text: word.to_owned(),
            source: ProposalSource::Searches,
            count: u64::try_from(self.searches).unwrap_or(0),
            spread: u64::try_from(self.visitors).unwrap_or(0),
            example: self.words.clone(),
        }
    }
}

async fn unanswered(rows: &impl ConnectionTrait, since: NaiveDate) -> Result<Vec<Search>> {
    use search_tally::Column;
    let found: Vec<(String, i64, i64)> = search_tally::Entity::find()
        .select_only()
        .column(Column::Words)
        .column_as(Column::Searches.sum(), "searches")
        .column_as(Column::Visitors.sum(), "visitors")
        .filter(Column::Day.gte(since))
        .filter(Column::Whole.eq(0))
        .group_by(Column::Words)
        .order_by_desc(Column::Searches.sum())
        .order_by_asc(Column::Words)
        .limit(SEARCHES_MAX)
        .into_tuple()
        .all(rows)
        .await?;
    Ok(found.into_iter().map(|(words, searches, visitors)| Search { words, searches, visitors }).collect())
}

/// Pieces between spaces and punctuation that are one word for whoever typed them, but none for the lexicon.
fn unknown<'a>(words: &'a str, lexicon: &'a Lexicon) -> impl Iterator<Item = &'a str> {
    words.split(|character: char| !is_chinese(character)).filter(|piece| {
        let cut = lexicon.cut(piece);
        WORD.contains(&piece.chars().count())
            && !lexicon.knows(piece)
            && !cut.iter().any(|word| word.stop)
            && cut.iter().any(|word| word.whole && word.text.chars().count() == 1)
    })
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::unknown;
    use search_index::Lexicon;

    #[test]
    fn only_words_that_fall_apart_are_proposed() {
        let lexicon = Lexicon::shared_built_in();
        let found = |words: &str| unknown(words, &lexicon).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(found("碲锌镉 探测器"), ["碲锌镉"]);
        assert_eq!(found("车门触摸屏怎么防水"), Vec::<String>::new(), "a question");
        assert_eq!(found("怎么捕碳"), Vec::<String>::new(), "holds a stop word");
        assert_eq!(found("塞拉门 5g-v2x"), Vec::<String>::new(), "known");
    }
}
