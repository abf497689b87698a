//! The bare loop that builds the index: read a line, add a document, commit, join the pieces.

use super::schema::{self, Fields, TEXTS};
use crate::data::{self, Listing};
use entity::value::{Indicator, Target};
use search_index::Lexicon;
use search_index::tokenizers::register;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::time::Instant;
use tantivy::indexer::{IndexWriterOptions, NoMergePolicy};
use tantivy::{Index, TantivyDocument};

/// As the product's writer of whole indexes.
const THREADS: usize = 2;
const HEAP: usize = 100_000_000;

/// What is searched of one listing.
struct Texts {
    title: String,
    summary: String,
    keywords: String,
    body: String,
}

/// Builds the index from the JSON lines and prints how long it took.
pub fn build(data: &Path, out: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(out)?;
    let started = Instant::now();
    let (schema, fields) = schema::build();
    let index = Index::create_in_dir(out, schema)?;
    register(index.tokenizers(), Lexicon::shared_built_in());
    let options = IndexWriterOptions::builder()
        .num_worker_threads(THREADS)
        .memory_budget_per_thread(HEAP)
        .num_merge_threads(1)
        .build();
    let mut writer = index.writer_with_options::<TantivyDocument>(options)?;
    // as the product: the pieces are joined at the end, and a merge going on meanwhile would take them away from there
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let mut texts = BufWriter::with_capacity(1 << 20, File::create(out.join(TEXTS))?);
    let (mut place, mut count) = (0, 0_u64);
    for listing in data::listings(data)? {
        let (document, text) = document(&fields, &listing?, place);
        place += 4 + text.len() as u64;
        texts.write_all(&u32::try_from(text.len())?.to_le_bytes())?;
        texts.write_all(text.as_bytes())?;
        writer.add_document(document)?;
        count += 1;
    }
    texts.flush()?;
    writer.commit()?;
    let pieces = index.searchable_segment_ids()?;
    if pieces.len() > 1 {
        writer.merge(&pieces).wait()?;
        writer.commit()?;
        writer.garbage_collect_files().wait()?;
    }
    writer.wait_merging_threads()?;
    println!("{count} {:.3}", started.elapsed().as_secs_f64());
    Ok(())
}

fn document(fields: &Fields, listing: &Listing, place: u64) -> (TantivyDocument, String) {
    let mut document = TantivyDocument::new();
    document.add_u64(fields.place, place);
    let texts = match listing {
        Listing::Achievement(line) => {
            document.add_text(fields.id, line.id.to_string());
            document.add_text(fields.kind, "achievement");
            document.add_text(fields.field, &line.field);
            document.add_text(fields.region, &line.region);
            document.add_text(fields.trl, line.trl.to_string());
            document.add_i64(fields.published_at, line.published_at.timestamp());
            line.modes.iter().for_each(|mode| document.add_text(fields.mode, mode.as_str()));
            let indicators =
                line.indicators.iter().map(|row: &Indicator| format!("{} {} {}", row.name, row.value, row.unit));
            let rights = line.ip_rights.iter().flat_map(|right| [right.title.clone(), right.number.clone()]).flatten();
            let parts = [&line.application, &line.problem, &line.advantage, &line.description].into_iter().cloned();
            texts(&line.title, &line.summary, &line.keywords, parts.chain(indicators).chain(rights))
        }
        Listing::Demand(line) => {
            document.add_text(fields.id, line.id.to_string());
            document.add_text(fields.kind, "demand");
            document.add_text(fields.field, &line.field);
            document.add_text(fields.region, &line.region);
            document.add_text(fields.trl, line.trl_min.to_string());
            document.add_i64(fields.published_at, line.published_at.timestamp());
            line.modes.iter().for_each(|mode| document.add_text(fields.mode, mode.as_str()));
            let indicators =
                line.indicators.iter().map(|row: &Target| format!("{} {} {}", row.name, row.value, row.unit));
            let elements = [&line.elements.material, &line.elements.method, &line.elements.effect];
            let elements = elements.into_iter().map(|words| words.join(" "));
            let parts = [&line.problem, &line.key_technology, &line.target].into_iter().cloned();
            texts(&line.title, &line.summary, &line.keywords, parts.chain(elements).chain(indicators))
        }
    };
    // weighted frequencies as in the product
    for (text, frequency) in [(&texts.title, 3), (&texts.keywords, 2), (&texts.summary, 2), (&texts.body, 1)] {
        (0..frequency).for_each(|_| document.add_text(fields.words, text));
        document.add_text(fields.grams, text);
        document.add_text(fields.chars, text);
    }
    document.add_text(fields.title, &texts.title);
    (document, format!("{}\n{}\n{}", texts.title, texts.summary, texts.body))
}

fn texts(title: &str, summary: &str, keywords: &[String], body: impl Iterator<Item = String>) -> Texts {
    Texts {
        title: title.to_owned(),
        summary: summary.to_owned(),
        keywords: keywords.join("\n"),
        body: body.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n"),
    }
}
