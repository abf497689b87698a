//! Terms of one snapshot of the index: where their postings lie, how many listings have them, and what BM25 makes of that.
//!
//! A term is looked up once; whoever reads its postings or weighs it uses what was found. Deleted listings count until the
//! pieces that hold them are joined, as everywhere in tantivy.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::{InvertedIndexReader, Searcher, Term};

use crate::columns::{Columns, SegmentColumns};
use crate::schema::Fields;
use crate::similar::GramIn;

/// BM25 (Robertson and Zaragoza 2009): how soon a word's repetition stops counting, and how much long texts are discounted.
const K1: f32 = 0.75;
const B: f32 = 0.75;

/// A term that the index has.
#[derive(Debug, Clone)]
pub struct Found {
    pub field: Field,
    /// By segment.
    pub infos: Vec<Option<TermInfo>>,
    /// Listings that have it.
    pub frequency: u64,
}

/// The lengths of a field as BM25 needs them: what is added to a frequency, by the code of the text's length.
pub type Lengths = Arc<[f32; 256]>;

/// The terms of one snapshot.
pub struct Terms<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    /// Listings that statistics are counted over.
    pub documents: u64,
    opened: HashMap<Field, Vec<Arc<InvertedIndexReader>>>,
    lengths: HashMap<Field, OnceCell<Lengths>>,
    /// By segment.
    pub columns: Vec<Arc<SegmentColumns>>,
}

impl<'a> Terms<'a> {
    /// # Errors
    /// The index cannot be read.
    pub fn open(searcher: &'a Searcher, fields: &'a Fields, columns: &Columns) -> tantivy::Result<Self> {
        let mut opened = HashMap::new();
        for field in fields.searched() {
            let segments = searcher.segment_readers().iter().map(|segment| segment.inverted_index(field));
            opened.insert(field, segments.collect::<tantivy::Result<_>>()?);
        }
        let documents = searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum();
        let lengths = fields.searched().into_iter().map(|field| (field, OnceCell::new())).collect();
        Ok(Self { searcher, fields, documents, opened, lengths, columns: columns.of(searcher)? })
    }

    /// The dictionaries and postings of a field.
    pub fn readers(&self, field: Field) -> impl Iterator<Item = &InvertedIndexReader> {
        self.opened[&field].iter().map(Arc::as_ref)
    }

    /// The dictionary and postings of a field in one segment.
    pub fn reader(&self, field: Field, segment: usize) -> &InvertedIndexReader {
        &self.opened[&field][segment]
    }

    /// The term; nothing when no listing has it.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn find(&self, field: Field, text: &str) -> tantivy::Result<Option<Found>> {
        let term = Term::from_field_text(field, text);
        let mut infos = Vec::with_capacity(self.opened[&field].len());
        for segment in &self.opened[&field] {
            infos.push(segment.get_term_info(&term)?);
        }
        let frequency = infos.iter().flatten().map(|info| u64::from(info.doc_freq)).sum();
        Ok((frequency > 0).then_some(Found { field, infos, frequency }))
    }

    /// The field that holds grams of a kind.
    pub fn field_of(&self, gram: GramIn<'_>) -> Field {
        self.fields.of_gram(gram.is_pair)
    }

    /// Listings that have the term; 0 when none has.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn frequency(&self, field: Field, text: &str) -> tantivy::Result<u64> {
        Ok(self.find(field, text)?.map_or(0, |found| found.frequency))
    }

    /// How rare a term is (BM25's inverse document frequency).
    pub fn rarity(&self, frequency: u64) -> f32 {
        rarity(self.documents, frequency)
    }

    /// What BM25 adds to a frequency in texts of this field.
    pub fn lengths(&self, field: Field) -> Lengths {
        self.lengths[&field].get_or_init(|| self.measure(field)).clone()
    }

    fn measure(&self, field: Field) -> Lengths {
        let tokens: u64 = self.opened[&field].iter().map(|segment| segment.total_num_tokens()).sum();
        let average = (tokens as f32 / self.documents.max(1) as f32).max(1.0);
        let of_code = |code: usize| {
            let length = FieldNormReader::id_to_fieldnorm(u8::try_from(code).unwrap_or(u8::MAX)) as f32;
            K1 * (1.0 - B + B * length / average)
        };
        Arc::new(std::array::from_fn(of_code))
    }
}

/// The weight at which a frequency that grows without end would count.
pub fn saturated(rarity: f32) -> f32 {
    rarity * (1.0 + K1)
}

/// BM25's inverse document frequency; deleted listings may still be counted in `frequency`.
pub fn rarity(documents: u64, frequency: u64) -> f32 {
    let without = documents.saturating_sub(frequency) as f32;
    (1.0 + (without + 0.5) / (frequency as f32 + 0.5)).ln()
}
