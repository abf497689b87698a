//! Fields of the index and how a listing becomes a document of it.
//!
//! Words lie in one field per part of the listing, so that each part has its weight; grams lie in two (title, the rest).
//! Bodies are not stored: an answer needs id, kind and, for suggestions, the title. Whatever changes here or in the
//! analysis must raise `VERSION`, which makes the store rebuild older indexes.

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use crate::analyzer::fold::fold;
use crate::analyzer::{GRAMS, WORDS};
use crate::document::{ListingDocument, PriceBand};

/// Version of schema and analysis.
pub const VERSION: u32 = 1;

/// Longest beginning of a title that is completed.
const LONGEST_START: usize = 16;

/// Name of the fast field that orders by date.
pub const PUBLISHED_AT: &str = "published_at";

/// Handles of all fields.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    pub id: Field,
    pub kind: Field,
    pub stored_title: Field,
    pub number: Field,
    pub title_start: Field,
    pub title: Field,
    pub keywords: Field,
    pub summary: Field,
    pub body: Field,
    pub organization: Field,
    pub title_grams: Field,
    pub text_grams: Field,
    pub field: Field,
    pub industry: Field,
    pub industry_division: Field,
    pub region: Field,
    pub city: Field,
    pub trl: Field,
    pub mode: Field,
    pub price_band: Field,
    pub audience: Field,
    pub allowed: Field,
    pub excluded: Field,
    published_at: Field,
}

fn analysed(tokenizer: &str, record: IndexRecordOption) -> TextOptions {
    TextOptions::default()
        .set_indexing_options(TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record))
}

/// Builds the schema; the same on every call.
pub fn build() -> (Schema, Fields) {
    let mut builder = SchemaBuilder::default();
    // phrases are searched in the gram fields, words need no positions
    let words = analysed(WORDS, IndexRecordOption::WithFreqs);
    let grams = analysed(GRAMS, IndexRecordOption::WithFreqsAndPositions);
    let fields = Fields {
        id: builder.add_text_field("id", STRING | STORED),
        kind: builder.add_text_field("kind", STRING | STORED | FAST),
        stored_title: builder.add_text_field("stored_title", STORED),
        number: builder.add_text_field("number", STRING),
        title_start: builder.add_text_field("title_start", STRING),
        title: builder.add_text_field("title", words.clone()),
        keywords: builder.add_text_field("keywords", words.clone()),
        summary: builder.add_text_field("summary", words.clone()),
        body: builder.add_text_field("body", words.clone()),
        organization: builder.add_text_field("organization", words),
        title_grams: builder.add_text_field("title_grams", grams.clone()),
        text_grams: builder.add_text_field("text_grams", grams),
        field: builder.add_text_field("field", STRING | FAST),
        industry: builder.add_text_field("industry", STRING),
        industry_division: builder.add_text_field("industry_division", STRING | FAST),
        region: builder.add_text_field("region", STRING),
        city: builder.add_text_field("city", STRING | FAST),
        trl: builder.add_text_field("trl", STRING | FAST),
        mode: builder.add_text_field("mode", STRING | FAST),
        price_band: builder.add_text_field("price_band", STRING | FAST),
        audience: builder.add_text_field("audience", STRING),
        allowed: builder.add_text_field("allowed", STRING),
        excluded: builder.add_text_field("excluded", STRING),
        published_at: builder.add_i64_field(PUBLISHED_AT, FAST),
    };
    (builder.build(), fields)
}

impl Fields {
    /// The document of a listing.
    pub fn document(&self, listing: &ListingDocument) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.id, &listing.id);
        document.add_text(self.kind, listing.kind.as_str());
        document.add_i64(self.published_at, listing.published_at);
        self.add_texts(&mut document, listing);
        self.add_classes(&mut document, listing);
        self.add_viewers(&mut document, listing);
        document
    }

    fn add_texts(&self, document: &mut TantivyDocument, listing: &ListingDocument) {
        document.add_text(self.stored_title, &listing.title);
        document.add_text(self.number, fold(listing.number.trim()));
        for start in title_starts(&listing.title) {
            document.add_text(self.title_start, start);
        }
        document.add_text(self.title, &listing.title);
        document.add_text(self.title_grams, &listing.title);
        document.add_text(self.summary, &listing.summary);
        document.add_text(self.body, &listing.body);
        document.add_text(self.organization, &listing.organization);
        for keyword in &listing.keywords {
            document.add_text(self.keywords, keyword);
            document.add_text(self.text_grams, keyword);
        }
        for text in [&listing.summary, &listing.body, &listing.organization] {
            document.add_text(self.text_grams, text);
        }
    }

    fn add_classes(&self, document: &mut TantivyDocument, listing: &ListingDocument) {
        let price_band = PriceBand::of(listing.price_low_fen, listing.price_high_fen);
        document.add_text(self.price_band, price_band.as_str());
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
        document.add_text(self.audience, listing.audience.as_str());
        for organization in &listing.allowed_organizations {
            document.add_text(self.allowed, organization);
        }
        for organization in &listing.excluded_organizations {
            document.add_text(self.excluded, organization);
        }
    }
}

/// Text as it is typed into a search box: folded, without spaces.
pub fn squeezed(text: &str) -> String {
    fold(text).chars().filter(|character| !character.is_whitespace()).collect()
}

fn title_starts(title: &str) -> Vec<String> {
    let title = squeezed(title);
    let ends = title.char_indices().map(|(start, character)| start + character.len_utf8());
    ends.take(LONGEST_START).map(|end| title[..end].to_owned()).collect()
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
    use super::{industry_prefixes, region_prefixes, region_significant, title_starts};

    #[test]
    fn codes_are_found_by_their_prefixes() {
        assert_eq!(region_prefixes("210211"), ["21", "2102", "210211"]);
        assert_eq!(region_prefixes("210200"), ["21", "2102"]);
        assert_eq!(region_prefixes("210000"), ["21"]);
        assert_eq!(region_significant("2102"), "2102");
        assert_eq!(industry_prefixes("C371").collect::<Vec<_>>(), ["C", "C37", "C371"]);
    }

    #[test]
    fn titles_are_completed_without_spaces_and_case() {
        assert_eq!(title_starts("5G 车"), ["5", "5g", "5g车"]);
    }
}
