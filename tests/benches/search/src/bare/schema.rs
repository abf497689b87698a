//! The bare schema: the fields of the product that a search needs, and where the text of a listing lies.

use search_index::tokenizers::{CHARS, GRAMS, WORDS};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

/// The facets that an answer counts.
pub const FACETS: [&str; 4] = ["field", "region", "trl", "mode"];
/// The plain file of texts beside the index.
pub const TEXTS: &str = "texts";

pub struct Fields {
    pub id: Field,
    pub kind: Field,
    pub title: Field,
    pub words: Field,
    pub grams: Field,
    pub chars: Field,
    pub field: Field,
    pub region: Field,
    pub trl: Field,
    pub mode: Field,
    pub published_at: Field,
    pub place: Field,
}

fn analysed(tokenizer: &str, record: IndexRecordOption, norms: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record);
    TextOptions::default().set_indexing_options(indexing.set_fieldnorms(norms))
}

pub fn build() -> (Schema, Fields) {
    let mut builder = SchemaBuilder::default();
    let words = analysed(WORDS, IndexRecordOption::WithFreqs, true);
    let fields = Fields {
        id: builder.add_text_field("id", STRING | STORED),
        kind: builder.add_text_field("kind", STRING | STORED | FAST),
        title: builder.add_text_field("title", words.clone()),
        words: builder.add_text_field("words", words),
        grams: builder.add_text_field("grams", analysed(GRAMS, IndexRecordOption::WithFreqsAndPositions, true)),
        chars: builder.add_text_field("chars", analysed(CHARS, IndexRecordOption::Basic, false)),
        field: builder.add_text_field("field", STRING | FAST),
        region: builder.add_text_field("region", STRING | FAST),
        trl: builder.add_text_field("trl", STRING | FAST),
        mode: builder.add_text_field("mode", STRING | FAST),
        published_at: builder.add_i64_field("published_at", FAST),
        place: builder.add_u64_field("place", FAST),
    };
    (builder.build(), fields)
}
