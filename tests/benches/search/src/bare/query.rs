//! The product's query without its viewer: every word as a word of the whole, of the title or as a piece of text, with its
//! synonyms; pairs of characters add to the score; a long text wants 40 % of its rarest words.

use super::schema::Fields;
use search_index::tokenizers::GRAMS;
use search_index::{CutWord, Lexicon};
use std::collections::BTreeSet;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Index, Searcher, Term};

const SHORT: usize = 12;
const ALL_WANTED: usize = 5;
const LONG: usize = 30;
const MOST_WANTED: usize = 8;
const MOST_GRAMS: usize = 40;

/// What a request may narrow.
pub struct Narrowing<'a> {
    pub field: Option<&'a str>,
    pub region: Option<&'a str>,
    pub trl_min: Option<u8>,
}

/// The words of a question, without stop words when there are others.
pub fn words(lexicon: &Lexicon, text: &str) -> Vec<CutWord> {
    let mut seen = BTreeSet::new();
    let whole = lexicon.cut(text).into_iter().filter(|word| word.whole && seen.insert(word.text.clone()));
    let (stop, other): (Vec<CutWord>, Vec<CutWord>) = whole.partition(|word| word.stop);
    if other.is_empty() { stop } else { other }
}

pub fn build(
    index: &Index,
    searcher: &Searcher,
    fields: &Fields,
    words: &[CutWord],
    text: &str,
    narrowing: &Narrowing,
) -> tantivy::Result<Box<dyn Query>> {
    let query: Box<dyn Query> = match words.len() {
        0 => Box::new(EmptyQuery),
        1..=SHORT => short(index, fields, words, text)?,
        _ => long(searcher, fields, words)?,
    };
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, query)];
    let mut narrow = |field: Field, values: Vec<String>| {
        let any: Vec<Box<dyn Query>> = values.iter().map(|value| term(field, value)).collect();
        clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::union(any)), 0.0))));
    };
    if let Some(field) = narrowing.field {
        narrow(fields.field, vec![field.to_owned()]);
    }
    if let Some(region) = narrowing.region {
        narrow(fields.region, vec![region.to_owned()]);
    }
    if let Some(lowest) = narrowing.trl_min {
        narrow(fields.trl, (lowest..=9).map(|level| level.to_string()).collect());
    }
    Ok(Box::new(BooleanQuery::new(clauses)))
}

fn short(index: &Index, fields: &Fields, words: &[CutWord], text: &str) -> tantivy::Result<Box<dyn Query>> {
    let groups = words.iter().map(|word| group(index, fields, word)).collect::<tantivy::Result<Vec<_>>>()?;
    let wanted = if groups.len() <= ALL_WANTED { groups.len() } else { (groups.len() * 7).div_ceil(10) };
    let required = BooleanQuery::union_with_minimum_required_clauses(groups, wanted);
    let pairs: BTreeSet<String> =
        grams(index, text)?.into_iter().map(|(_, gram)| gram).filter(|gram| gram.chars().count() > 1).collect();
    let pairs: Vec<Box<dyn Query>> =
        pairs.iter().take(MOST_GRAMS).map(|gram| boosted(term(fields.grams, gram), 0.5)).collect();
    let should = (Occur::Should, Box::new(BooleanQuery::union(pairs)) as Box<dyn Query>);
    Ok(Box::new(BooleanQuery::new(vec![(Occur::Must, Box::new(required)), should])))
}

fn group(index: &Index, fields: &Fields, word: &CutWord) -> tantivy::Result<Box<dyn Query>> {
    let mut ways = vec![
        term(fields.words, &word.text),
        boosted(term(fields.title, &word.text), 0.6),
        boosted(piece(index, fields, &word.text)?, 0.3),
    ];
    for synonym in &word.synonyms {
        ways.push(boosted(term(fields.words, synonym), 0.6));
        ways.push(boosted(piece(index, fields, synonym)?, 0.18));
    }
    Ok(Box::new(BooleanQuery::union(ways)))
}

fn long(searcher: &Searcher, fields: &Fields, words: &[CutWord]) -> tantivy::Result<Box<dyn Query>> {
    let mut weighed = Vec::with_capacity(words.len());
    for word in words {
        let frequency = searcher.doc_freq(&Term::from_field_text(fields.words, &word.text))?;
        if frequency > 0 {
            weighed.push((frequency, word));
        }
    }
    weighed.sort_by_key(|(frequency, _)| *frequency);
    weighed.truncate(LONG);
    let wanted = (weighed.len() * 2).div_ceil(5).min(MOST_WANTED);
    let ways = |text: &str| -> Box<dyn Query> {
        Box::new(BooleanQuery::union(vec![term(fields.words, text), boosted(term(fields.title, text), 0.6)]))
    };
    let groups = weighed.iter().map(|(_, word)| ways(&word.text)).collect();
    Ok(Box::new(BooleanQuery::union_with_minimum_required_clauses(groups, wanted)))
}

/// Grams of a text with their positions.
fn grams(index: &Index, text: &str) -> tantivy::Result<Vec<(usize, String)>> {
    let mut tokenizer = index
        .tokenizers()
        .get(GRAMS)
        .ok_or_else(|| tantivy::TantivyError::InvalidArgument("the tokenizer is not registered".to_owned()))?;
    let mut grams = Vec::new();
    tokenizer.token_stream(text).process(&mut |token| grams.push((token.position, token.text.clone())));
    Ok(grams)
}

fn piece(index: &Index, fields: &Fields, text: &str) -> tantivy::Result<Box<dyn Query>> {
    let pairs = grams(index, text)?.into_iter().filter(|(_, gram)| gram.chars().count() > 1);
    let terms: Vec<(usize, Term)> =
        pairs.map(|(position, gram)| (position, Term::from_field_text(fields.grams, &gram))).collect();
    Ok(match terms.as_slice() {
        [] => Box::new(EmptyQuery),
        [(_, only)] => Box::new(TermQuery::new(only.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new_with_offset(terms)),
    })
}

fn term(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, boost))
}
