//! Which words of a relaxed question none of the shown listings has, so that the person can be told.

use std::collections::BTreeMap;

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, DocId, Searcher, SegmentOrdinal};

use crate::request::ScorePart;

/// The words in the order of the question, each once.
pub fn words(
    searcher: &Searcher,
    parts: &[(ScorePart, Box<dyn Query>)],
    shown: impl Iterator<Item = DocAddress>,
) -> tantivy::Result<Vec<String>> {
    let mut by_segment: BTreeMap<SegmentOrdinal, Vec<DocId>> = BTreeMap::new();
    for address in shown {
        by_segment.entry(address.segment_ord).or_default().push(address.doc_id);
    }
    // scorers go forward only
    by_segment.values_mut().for_each(|documents| documents.sort_unstable());
    let mut missing: Vec<String> = Vec::new();
    for (part, query) in parts {
        let ScorePart::Word(word) = part else { continue };
        if !missing.contains(word) && !any_has(searcher, &**query, &by_segment)? {
            missing.push(word.clone());
        }
    }
    Ok(missing)
}

fn any_has(
    searcher: &Searcher,
    query: &dyn Query,
    by_segment: &BTreeMap<SegmentOrdinal, Vec<DocId>>,
) -> tantivy::Result<bool> {
    let weight = query.weight(EnableScoring::enabled_from_searcher(searcher))?;
    for (segment, documents) in by_segment {
        let mut scorer = weight.scorer(searcher.segment_reader(*segment), 1.0)?;
        for &document in documents {
            if scorer.doc() <= document && scorer.seek(document) == document {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
