//! Listings with a term or with a piece of text, in the order of their numbers, each with its share of the score.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{BlockSegmentPostings, Postings as _, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet as _, SegmentReader, TERMINATED};

use super::window::{LISTINGS, Window};
use crate::plan::{Counting, Way, WayKind};
use crate::terms::{Found, Lengths, Terms};

/// Looking a listing up costs as much as going through so many postings.
const LOOK_UP: usize = 8;

/// A way to have a word, in one segment.
pub enum Stream {
    Term(Box<TermStream>),
    Piece(PieceStream),
    /// Each of some words, in any of its own ways.
    All(Vec<Vec<Stream>>),
}

impl Stream {
    /// Nothing when no listing of the segment has it.
    pub fn open(terms: &Terms, way: &Way, segment: usize) -> tantivy::Result<Option<Self>> {
        Ok(match &way.kind {
            WayKind::Term(found) => {
                TermStream::open(terms, found, way, segment)?.map(|term| Self::Term(Box::new(term)))
            }
            WayKind::Piece(grams) => PieceStream::open(terms, grams, way, segment)?.map(Self::Piece),
            WayKind::All(words) => {
                let opened = words.iter().map(|ways| open_all(terms, ways, segment));
                let opened = opened.collect::<tantivy::Result<Vec<_>>>()?;
                opened.iter().all(|ways| !ways.is_empty()).then_some(Self::All(opened))
            }
        })
    }

    /// The same listings, to which nothing is added.
    pub fn unweighed(mut self) -> Self {
        match &mut self {
            Self::Term(term) => term.worth.weight = 0.0,
            Self::Piece(piece) => piece.worth.weight = 0.0,
            Self::All(_) => {}
        }
        self
    }

    /// No listing before this one has it.
    pub fn next(&self) -> DocId {
        match self {
            Self::Term(term) => term.next(),
            Self::Piece(piece) => piece.next(),
            Self::All(words) => words.iter().map(|ways| next_of(ways)).max().unwrap_or(TERMINATED),
        }
    }

    /// How many listings there may be.
    pub fn size(&self) -> usize {
        match self {
            Self::Term(term) => term.blocks.doc_freq() as usize,
            Self::Piece(piece) => piece.size,
            Self::All(words) => words.iter().map(|ways| ways.iter().map(Self::size).sum()).min().unwrap_or(0),
        }
    }

    /// Leaves out what lies before a listing.
    pub fn skip_to(&mut self, document: DocId) {
        match self {
            Self::Term(term) => term.skip_to(document),
            Self::Piece(piece) => piece.skip_to(document),
            Self::All(words) => words.iter_mut().flatten().for_each(|stream| stream.skip_to(document)),
        }
    }

    /// The score of one listing; nothing when it has it not. Listings are asked for in ascending order.
    pub fn at(&mut self, document: DocId) -> Option<f32> {
        match self {
            Self::Term(term) => term.at(document),
            Self::Piece(piece) => piece.at(document),
            Self::All(words) => words.iter_mut().map(|ways| at_any(ways, document)).sum(),
        }
    }

    /// Adds every listing of the window.
    pub fn pour(&mut self, window: &mut Window, bit: u32) {
        if let Self::Term(term) = self {
            return term.sweep(window.end(), |document, score| window.add(document, score, bit));
        }
        self.each(window, |this, window, document| {
            if let Some(score) = this.at(document) {
                window.add(document, score, bit);
            }
        });
    }

    /// Adds every listing of the window that lacks the bit still.
    pub fn claim(&mut self, window: &mut Window, bit: u32) {
        self.each(window, |this, window, document| {
            if window.words(document) & bit == 0
                && let Some(score) = this.at(document)
            {
                window.add(document, score, bit);
            }
        });
    }

    /// Calls for each listing of the window that may have it.
    fn each(&mut self, window: &mut Window, mut call: impl FnMut(&mut Self, &mut Window, DocId)) {
        loop {
            let document = self.next();
            if document >= window.end() {
                return;
            }
            call(self, window, document);
            if self.next() == document {
                self.skip_to(document + 1);
            }
        }
    }

    /// Adds those of the candidates that have it; they are all that was touched in the window.
    pub fn probe(&mut self, candidates: &[DocId], window: &mut Window, bit: u32) {
        let Some(&first) = candidates.first() else { return };
        match self {
            Self::Term(term) if candidates.len() * LOOK_UP > term.in_a_window => {
                term.skip_to(first);
                term.sweep(window.end(), |document, score| {
                    if window.words(document) != 0 {
                        window.add(document, score, bit);
                    }
                });
            }
            _ => {
                for &document in candidates {
                    if let Some(score) = self.at(document) {
                        window.add(document, score, bit);
                    }
                }
            }
        }
    }

    /// Adds those of the candidates that have it and none of some words.
    pub fn probe_unless(&mut self, candidates: &[DocId], window: &mut Window, words: u32, bit: u32) {
        for &document in candidates {
            if window.words(document) & words == 0
                && let Some(score) = self.at(document)
            {
                window.add(document, score, bit);
            }
        }
    }
}

/// Opens all ways that the segment has.
pub fn open_all<'a>(
    terms: &Terms,
    ways: impl IntoIterator<Item = &'a Way>,
    segment: usize,
) -> tantivy::Result<Vec<Stream>> {
    let mut streams = Vec::new();
    for way in ways {
        streams.extend(Stream::open(terms, way, segment)?);
    }
    Ok(streams)
}

/// No listing before this one is in any of the streams.
pub fn next_of(streams: &[Stream]) -> DocId {
    streams.iter().map(Stream::next).min().unwrap_or(TERMINATED)
}

/// The sum of the scores of a listing; nothing when no stream has it.
pub fn at_any(streams: &mut [Stream], document: DocId) -> Option<f32> {
    streams.iter_mut().filter_map(|stream| stream.at(document)).reduce(|left, right| left + right)
}

/// What a frequency in a text of some length is worth.
struct Worth {
    weight: f32,
    counting: Counting,
    norms: Option<FieldNormReader>,
    lengths: Lengths,
}

impl Worth {
    fn open(terms: &Terms, field: Field, way: &Way, reader: &SegmentReader) -> tantivy::Result<Self> {
        let norms = reader.fieldnorms_readers().get_field(field)?;
        Ok(Self { weight: way.weight, counting: way.counting, norms, lengths: terms.lengths(field) })
    }

    fn of(&self, document: DocId, frequency: u32) -> f32 {
        let frequency = frequency as f32;
        match self.counting {
            Counting::Saturated => {
                let code = self.norms.as_ref().map_or(1, |norms| norms.fieldnorm_id(document));
                self.weight * frequency / (frequency + self.lengths[usize::from(code)])
            }
            Counting::Logarithm => self.weight * (1.0 + frequency.ln()),
        }
    }
}

/// Listings with a term.
pub struct TermStream {
    blocks: BlockSegmentPostings,
    /// Place in the block.
    at: usize,
    worth: Worth,
    /// Postings of a window, on average.
    in_a_window: usize,
}

impl TermStream {
    fn open(terms: &Terms, found: &Found, way: &Way, segment: usize) -> tantivy::Result<Option<Self>> {
        let Some(info) = &found.infos[segment] else { return Ok(None) };
        let blocks =
            terms.reader(found.field, segment).read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        let reader = terms.searcher.segment_reader(segment as u32);
        let in_a_window = info.doc_freq as usize / (reader.max_doc() as usize).div_ceil(LISTINGS as usize).max(1);
        Ok(Some(Self { blocks, at: 0, worth: Worth::open(terms, found.field, way, reader)?, in_a_window }))
    }

    fn next(&self) -> DocId {
        self.blocks.docs().get(self.at).copied().unwrap_or(TERMINATED)
    }

    /// Hands on every listing before `end`.
    fn sweep(&mut self, end: DocId, mut each: impl FnMut(DocId, f32)) {
        loop {
            let docs = &self.blocks.docs()[self.at..];
            let inside = match docs.last() {
                None => return,
                Some(&last) if last < end => docs.len(),
                Some(_) => docs.partition_point(|&document| document < end),
            };
            let frequencies = self.blocks.freqs();
            // a field without frequencies has none to read
            match frequencies.get(self.at..self.at + inside) {
                Some(frequencies) => {
                    for (&document, &frequency) in docs[..inside].iter().zip(frequencies) {
                        each(document, self.worth.of(document, frequency));
                    }
                }
                None => docs[..inside].iter().for_each(|&document| each(document, self.worth.of(document, 1))),
            }
            if inside < docs.len() {
                self.at += inside;
                return;
            }
            self.blocks.advance();
            self.at = 0;
        }
    }

    fn skip_to(&mut self, document: DocId) {
        if self.next() < document {
            self.at = self.blocks.seek(document);
        }
    }

    fn at(&mut self, document: DocId) -> Option<f32> {
        self.skip_to(document);
        let frequency = self.blocks.freqs().get(self.at).copied().unwrap_or(1);
        (self.next() == document).then(|| self.worth.of(document, frequency))
    }
}

/// Listings with grams that stand at fixed distances: an exact piece of text.
pub struct PieceStream {
    /// The rarest first, with what makes all their places equal.
    grams: Vec<(u32, SegmentPostings)>,
    worth: Worth,
    size: usize,
    places: Vec<u32>,
    others: Vec<u32>,
}

impl PieceStream {
    fn open(terms: &Terms, grams: &[(usize, Found)], way: &Way, segment: usize) -> tantivy::Result<Option<Self>> {
        let last = grams.iter().map(|(offset, _)| *offset).max().unwrap_or(0);
        let mut opened = Vec::with_capacity(grams.len());
        for (offset, found) in grams {
            let Some(info) = &found.infos[segment] else { return Ok(None) };
            let reader = terms.reader(found.field, segment);
            let postings = reader.read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)?;
            opened.push(((last - offset) as u32, postings));
        }
        opened.sort_by_key(|(_, postings)| postings.doc_freq());
        let Some(((_, found), (_, rarest))) = grams.first().zip(opened.first()) else { return Ok(None) };
        let worth = Worth::open(terms, found.field, way, terms.searcher.segment_reader(segment as u32))?;
        let size = rarest.doc_freq() as usize;
        Ok(Some(Self { grams: opened, worth, size, places: Vec::new(), others: Vec::new() }))
    }

    fn next(&self) -> DocId {
        self.grams.iter().map(|(_, postings)| postings.doc()).max().unwrap_or(TERMINATED)
    }

    fn skip_to(&mut self, document: DocId) {
        self.grams.iter_mut().for_each(|(_, postings)| {
            seek(postings, document);
        });
    }

    fn at(&mut self, document: DocId) -> Option<f32> {
        let all_there = self.grams.iter_mut().all(|(_, postings)| seek(postings, document) == document);
        let count = if all_there { self.count() } else { 0 };
        (count > 0).then(|| self.worth.of(document, count))
    }

    /// How often the grams stand at their distances in the listing that all of them are at.
    fn count(&mut self) -> u32 {
        let Some(((shift, first), rest)) = self.grams.split_first_mut() else { return 0 };
        first.positions_with_offset(*shift, &mut self.places);
        for (shift, postings) in rest {
            if self.places.is_empty() {
                return 0;
            }
            postings.positions_with_offset(*shift, &mut self.others);
            // both ascend
            let mut others = self.others.iter().peekable();
            self.places.retain(|place| {
                while others.next_if(|other| *other < place).is_some() {}
                others.peek() == Some(&place)
            });
        }
        self.places.len() as u32
    }
}

fn seek(postings: &mut SegmentPostings, document: DocId) -> DocId {
    if postings.doc() < document { postings.seek(document) } else { postings.doc() }
}
