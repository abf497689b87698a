//! Fields of the index and how a listing becomes a document of it.
//!
//! `words` holds the words of the whole listing; a word of the title, the keywords or the summary counts as several of the
//! body (BM25F: weighted frequencies of one field, so that one list of postings answers for all parts). `title` holds those
//! of the title once more. `grams` holds the pairs of characters with positions: a phrase of them is an exact piece of text.
//! `chars` holds single characters. Bodies are not stored: an answer needs id and kind. Whatever changes here or in the
//! analysis must raise `VERSION`, which makes the store rebuild older indexes.

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use crate::analyzer::fold::fold;
use crate::analyzer::{CHARS, GRAMS, WORDS};
use crate::completion;
use crate::dictionary::Lexicon;
use crate::document::{ListingDocument, PriceBand};

/// Version of schema and analysis.
pub const VERSION: u32 = 4;

/// How many words of the body one word of a part counts for.
const TITLE_FREQUENCY: usize = 3;
const KEYWORD_FREQUENCY: usize = 2;
const SUMMARY_FREQUENCY: usize = 2;

pub const PUBLISHED_AT: &str = "published_at";
pub const PRICE_LOW: &str = "price_low";
pub const PRICE_HIGH: &str = "price_high";
pub const UPDATED_AT: &str = "updated_at";
pub const QUALITY: &str = "quality";
pub const KEY: &str = "key";
pub const AUDIENCE: &str = "audience";
/// What the index took of the listing, as one number: tells a stale document from a fresh one.
pub const FINGERPRINT: &str = "fingerprint";

/// Handles of all fields.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    pub id: Field,
    pub kind: Field,
    pub number: Field,
    pub title: Field,
    pub words: Field,
    pub grams: Field,
    pub chars: Field,
    pub completions: Field,
    pub field: Field,
    pub industry: Field,
    pub industry_division: Field,
    pub region: Field,
    pub city: Field,
    pub trl: Field,
    pub mode: Field,
    pub price_band: Field,
    audience: Field,
    pub allowed: Field,
    pub excluded: Field,
    price_low: Field,
    price_high: Field,
    published_at: Field,
    updated_at: Field,
    quality: Field,
    key: Field,
    fingerprint: Field,
}

fn analysed(tokenizer: &str, record: IndexRecordOption, norms: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record);
    TextOptions::default().set_indexing_options(indexing.set_fieldnorms(norms))
}

/// Builds the schema; the same on every call.
pub fn build() -> (Schema, Fields) {
    let mut builder = SchemaBuilder::default();
    // phrases are searched in the gram field, words need no positions
    let words = analysed(WORDS, IndexRecordOption::WithFreqs, true);
    let fields = Fields {
        id: builder.add_text_field("id", STRING | STORED),
        kind: builder.add_text_field("kind", STRING | STORED | FAST),
        number: builder.add_text_field("number", STRING),
        title: builder.add_text_field("title", words.clone()),
        words: builder.add_text_field("words", words),
        grams: builder.add_text_field("grams", analysed(GRAMS, IndexRecordOption::WithFreqsAndPositions, true)),
        chars: builder.add_text_field("chars", analysed(CHARS, IndexRecordOption::Basic, false)),
        completions: builder.add_text_field("completions", STRING),
        field: builder.add_text_field("field", STRING | FAST),
        industry: builder.add_text_field("industry", STRING),
        industry_division: builder.add_text_field("industry_division", STRING | FAST),
        region: builder.add_text_field("region", STRING),
        city: builder.add_text_field("city", STRING | FAST),
        trl: builder.add_text_field("trl", STRING | FAST),
        mode: builder.add_text_field("mode", STRING | FAST),
        price_band: builder.add_text_field("price_band", STRING | FAST),
        audience: builder.add_u64_field(AUDIENCE, FAST),
        allowed: builder.add_text_field("allowed", STRING),
        excluded: builder.add_text_field("excluded", STRING),
        price_low: builder.add_i64_field(PRICE_LOW, FAST),
        price_high: builder.add_i64_field(PRICE_HIGH, FAST),
        published_at: builder.add_i64_field(PUBLISHED_AT, FAST),
        updated_at: builder.add_i64_field(UPDATED_AT, FAST),
        quality: builder.add_u64_field(QUALITY, FAST),
        key: builder.add_u64_field(KEY, FAST),
        fingerprint: builder.add_u64_field(FINGERPRINT, FAST),
    };
    (builder.build(), fields)
}

impl Fields {
    /// Those whose terms questions look for.
    pub fn searched(&self) -> [Field; 6] {
        [self.number, self.title, self.words, self.grams, self.chars, self.completions]
    }

    /// The field that holds pairs of characters, or that of single ones.
    pub fn of_gram(&self, is_pair: bool) -> Field {
        if is_pair { self.grams } else { self.chars }
    }

    /// The document of a listing.
    pub fn document(&self, listing: &ListingDocument, lexicon: &Lexicon) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.id, &listing.id);
        document.add_text(self.kind, listing.kind.as_str());
        document.add_text(self.number, fold(listing.number.trim()));
        document.add_u64(self.key, key(&listing.id));
        document.add_u64(self.fingerprint, listing.fingerprint());
        document.add_i64(self.published_at, listing.published_at);
        document.add_i64(self.updated_at, listing.updated_at);
        document.add_u64(self.quality, Quality::of(listing).packed());
        self.add_texts(&mut document, listing);
        self.add_completions(&mut document, listing, lexicon);
        self.add_classes(&mut document, listing);
        self.add_viewers(&mut document, listing);
        document
    }

    fn add_texts(&self, document: &mut TantivyDocument, listing: &ListingDocument) {
        let keywords = listing.keywords.join("\n");
        let parts = [
            (&listing.title, TITLE_FREQUENCY),
            (&keywords, KEYWORD_FREQUENCY),
            (&listing.summary, SUMMARY_FREQUENCY),
            (&listing.body, 1),
            (&listing.organization, 1),
        ];
        document.add_text(self.title, &listing.title);
        for (text, frequency) in parts.into_iter().filter(|(text, _)| !text.is_empty()) {
            for _ in 0..frequency {
                document.add_text(self.words, text);
            }
            document.add_text(self.grams, text);
            document.add_text(self.chars, text);
        }
    }

    fn add_completions(&self, document: &mut TantivyDocument, listing: &ListingDocument, lexicon: &Lexicon) {
        for term in completion::terms(listing, lexicon) {
            document.add_text(self.completions, term);
        }
    }

    fn add_classes(&self, document: &mut TantivyDocument, listing: &ListingDocument) {
        let price_band = PriceBand::of(listing.price_low_fen, listing.price_high_fen);
        document.add_text(self.price_band, price_band.as_str());
        if let Some(low) = listing.price_low_fen.or(listing.price_high_fen) {
            document.add_i64(self.price_low, low);
        }
        if let Some(high) = listing.price_high_fen.or(listing.price_low_fen) {
            document.add_i64(self.price_high, high);
        }
        for mode in &listing.modes {
            document.add_text(self.mode, mode);
        }
        if !listing.field.is_empty() {
            document.add_text(self.field, &listing.field);
        }
        if let Some(trl) = listing.trl {
            document.add_text(self.trl, trl.to_string());
        }
        for prefix in industry_prefixes(&listing.industry) {
            document.add_text(self.industry, prefix);
        }
        if let Some(division) = listing.industry.get(..3) {
            document.add_text(self.industry_division, division);
        }
        for prefix in region_prefixes(&listing.region) {
            document.add_text(self.region, prefix);
        }
        if let Some(city) = listing.region.get(..4).filter(|_| listing.region.len() == 6) {
            document.add_text(self.city, format!("{city}00"));
        }
    }

    fn add_viewers(&self, document: &mut TantivyDocument, listing: &ListingDocument) {
        document.add_u64(self.audience, u64::from(listing.audience.width()));
        for organization in &listing.allowed_organizations {
            document.add_text(self.allowed, organization);
        }
        for organization in &listing.excluded_organizations {
            document.add_text(self.excluded, organization);
        }
    }
}

/// A number of a listing that orders equal scores and dates, the same on every node.
pub fn key(id: &str) -> u64 {
    // FNV-1a: two listings with one key would only share a place in the order
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What counts a little beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quality {
    pub verified: bool,
    /// 0 to 100.
    pub completeness: u8,
}

impl Quality {
    fn of(listing: &ListingDocument) -> Self {
        Self { verified: listing.verified, completeness: listing.completeness.min(100) }
    }

    fn packed(self) -> u64 {
        u64::from(self.verified) << 8 | u64::from(self.completeness)
    }

    pub fn unpacked(packed: u64) -> Self {
        Self { verified: packed >> 8 & 1 == 1, completeness: (packed & 0xff) as u8 }
    }
}

/// `C`, `C37`, `C371`, `C3715` of `C3715`.
fn industry_prefixes(code: &str) -> impl Iterator<Item = &str> {
    [1, 3, 4, 5].into_iter().filter_map(move |length| code.get(..length))
}

/// Province, city and district of a code, as far as it names them: `21`, `2102`, `210211`.
fn region_prefixes(code: &str) -> Vec<&str> {
    let significant = region_significant(code);
    [2, 4, 6]
        .into_iter()
        .filter(|&length| length <= significant.len())
        .filter_map(|length| code.get(..length))
        .collect()
}

/// The part of a region code that says something: `210200` is `2102`, `210000` is `21`.
pub fn region_significant(code: &str) -> &str {
    match code.strip_suffix("00") {
        Some(city) if code.len() == 6 => city.strip_suffix("00").unwrap_or(city),
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::{Quality, industry_prefixes, region_prefixes, region_significant};

    #[test]
    fn codes_are_found_by_their_prefixes() {
        assert_eq!(region_prefixes("210211"), ["21", "2102", "210211"]);
        assert_eq!(region_prefixes("210200"), ["21", "2102"]);
        assert_eq!(region_prefixes("210000"), ["21"]);
        assert_eq!(region_significant("2102"), "2102");
        assert_eq!(industry_prefixes("C371").collect::<Vec<_>>(), ["C", "C37", "C371"]);
    }

    #[test]
    fn quality_travels_in_one_number() {
        let quality = Quality { verified: true, completeness: 80 };
        assert_eq!(Quality::unpacked(quality.packed()), quality);
    }
}
