//! One tantivy index of short documents (venues, or guides): how it is built, opened and read. Knows the fields and their
//! tokens; knows neither how a query is understood nor how documents are ranked.
//!
//! Two fields per text (research: a stemmed field breaks prefix search, a fuzzy query needs whole words): the folded words
//! of each part of a document, and the stems of all parts together.

use std::ops::ControlFlow;
use std::sync::Arc;

use tantivy::directory::{Directory, RamDirectory};
use tantivy::index::{Index, InvertedIndexReader, SegmentReader};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, TantivyDocument, TextFieldIndexing, TextOptions, Value,
};
use tantivy::{DocAddress, DocId, DocSet as _, ReloadPolicy, Searcher, TERMINATED};

use super::SearchError;
use super::stem::Stems;
use crate::distance::{NVector, Position};
use crate::understanding;

/// The parts of a document, by how much a word found there says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What it is called: a venue's name, a guide's title.
    Name,
    /// What it offers: services, kind of place, programmes; a guide's keywords.
    Offer,
    /// Commune, département, postcode.
    Place,
    /// Everything else: descriptions, address, the steps of a guide.
    Text,
}

impl Part {
    pub(super) const ALL: [Self; 4] = [Self::Name, Self::Offer, Self::Place, Self::Text];

    fn field_name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Offer => "offer",
            Self::Place => "place",
            Self::Text => "text",
        }
    }
}

/// A document to be indexed.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) name: String,
    pub(super) offer: String,
    pub(super) place: String,
    pub(super) text: String,
    /// Language of the words, for stemming.
    pub(super) locale: String,
    /// Words that are looked up whole, never typed by a visitor: `service:…`, `slug:…`.
    pub(super) tags: Vec<String>,
    pub(super) position: Option<Position>,
    /// What [`TextIndex::record`] gives back.
    pub(super) record: Vec<u8>,
}

impl Document {
    fn part(&self, part: Part) -> &str {
        match part {
            Part::Name => &self.name,
            Part::Offer => &self.offer,
            Part::Place => &self.place,
            Part::Text => &self.text,
        }
    }
}

/// An index that is open for reading: one segment, never reloaded.
pub(super) struct TextIndex {
    searcher: Searcher,
    record: Field,
    stems: Arc<InvertedIndexReader>,
    tags: Arc<InvertedIndexReader>,
    parts: Vec<(Part, Arc<InvertedIndexReader>)>,
    positions: Vec<Option<NVector>>,
    /// Number of words of each document's name, to tell "Lens" from "Lens as one word of nine".
    name_lengths: Vec<u8>,
}

/// Memory for building an index in one go, in bytes; tantivy asks for at least 15 MB.
const BUILD_MEMORY: usize = 50_000_000;

const STEMS: &str = "stems";
const TAGS: &str = "tags";
const RECORD: &str = "record";
const LATITUDE: &str = "latitude";
const LONGITUDE: &str = "longitude";

fn schema() -> Schema {
    // Words come folded and parted by spaces: tantivy's own simplest tokenizers are enough.
    let cut_by = |tokenizer: &str| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer);
        TextOptions::default().set_indexing_options(indexing.set_index_option(IndexRecordOption::Basic))
    };
    let words = cut_by("whitespace");
    let mut schema = Schema::builder();
    for part in Part::ALL {
        schema.add_text_field(part.field_name(), words.clone());
    }
    schema.add_text_field(STEMS, words);
    schema.add_text_field(TAGS, cut_by("raw"));
    schema.add_f64_field(LATITUDE, FAST);
    schema.add_f64_field(LONGITUDE, FAST);
    schema.add_bytes_field(RECORD, STORED);
    schema.build()
}

impl TextIndex {
    /// Builds an index in memory. `progress` is told how many documents are in.
    pub(super) fn in_memory(
        documents: impl Iterator<Item = Document>,
        progress: &mut dyn FnMut(usize),
    ) -> Result<Self, SearchError> {
        let go_on = &mut |done| {
            progress(done);
            ControlFlow::Continue(())
        };
        Self::open(&Self::build(Box::new(RamDirectory::create()), documents, go_on)?)
    }

    /// Builds an index in an empty directory. `progress` is told how many documents are in, and may break off.
    pub(super) fn build(
        directory: Box<dyn Directory>,
        documents: impl Iterator<Item = Document>,
        progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<Index, SearchError> {
        let schema = schema();
        let (stems_field, tags_field) = (schema.get_field(STEMS)?, schema.get_field(TAGS)?);
        let (latitude, longitude) = (schema.get_field(LATITUDE)?, schema.get_field(LONGITUDE)?);
        let record = schema.get_field(RECORD)?;
        let fields = Part::ALL
            .iter()
            .map(|part| Ok((*part, schema.get_field(part.field_name())?)))
            .collect::<Result<Vec<_>, SearchError>>()?;
        let mut writer =
            Index::builder().schema(schema).single_segment_index_writer::<TantivyDocument>(directory, BUILD_MEMORY)?;
        let mut stems = Stems::default();
        for (count, document) in documents.enumerate() {
            let mut entry = TantivyDocument::default();
            let mut all_stems = Vec::new();
            for (part, field) in &fields {
                let words = understanding::normal_words(document.part(*part));
                all_stems.extend(words.iter().map(|word| stems.of(word, &document.locale)));
                entry.add_text(*field, words.join(" "));
            }
            all_stems.sort_unstable();
            all_stems.dedup();
            entry.add_text(stems_field, all_stems.join(" "));
            for tag in &document.tags {
                entry.add_text(tags_field, tag);
            }
            if let Some(position) = document.position {
                entry.add_f64(latitude, position.latitude);
                entry.add_f64(longitude, position.longitude);
            }
            entry.add_bytes(record, &document.record);
            writer.add_document(entry)?;
            if progress(count + 1).is_break() {
                return Err(SearchError::BrokenOff);
            }
        }
        Ok(writer.finalize()?)
    }

    /// Opens an index for reading.
    pub(super) fn open(index: &Index) -> Result<Self, SearchError> {
        let schema = index.schema();
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let searcher = reader.searcher();
        let segment = only_segment(&searcher)?;
        let parts = Part::ALL
            .iter()
            .map(|part| Ok((*part, segment.inverted_index(schema.get_field(part.field_name())?)?)))
            .collect::<Result<Vec<_>, SearchError>>()?;
        let stems = segment.inverted_index(schema.get_field(STEMS)?)?;
        let tags = segment.inverted_index(schema.get_field(TAGS)?)?;
        let latitude = segment.fast_fields().f64(LATITUDE)?;
        let longitude = segment.fast_fields().f64(LONGITUDE)?;
        let positions = (0..segment.max_doc())
            .map(|doc| Some(Position::new(latitude.first(doc)?, longitude.first(doc)?)?.into()))
            .collect();
        let lengths = segment.get_fieldnorms_reader(schema.get_field(Part::Name.field_name())?)?;
        let name_lengths =
            (0..segment.max_doc()).map(|doc| u8::try_from(lengths.fieldnorm(doc)).unwrap_or(u8::MAX)).collect();
        let record = schema.get_field(RECORD)?;
        Ok(Self { searcher, record, stems, tags, parts, positions, name_lengths })
    }

    /// How many documents there are.
    pub(super) fn len(&self) -> usize {
        self.positions.len()
    }

    /// The word dictionaries and postings of each part.
    pub(super) fn parts(&self) -> impl Iterator<Item = (Part, &InvertedIndexReader)> {
        self.parts.iter().map(|(part, reader)| (*part, reader.as_ref()))
    }

    /// The same without descriptions and other long texts.
    pub(super) fn telling_parts(&self) -> impl Iterator<Item = (Part, &InvertedIndexReader)> {
        self.parts().filter(|(part, _)| *part != Part::Text)
    }

    /// The stems of all parts together.
    pub(super) fn stems(&self) -> &InvertedIndexReader {
        &self.stems
    }

    /// The documents that carry a tag, in their order.
    pub(super) fn with_tag(&self, tag: &str) -> Result<Vec<DocId>, SearchError> {
        let Some(term) = self.tags.terms().get(tag)? else { return Ok(Vec::new()) };
        let mut postings = self.tags.read_postings_from_terminfo(&term, IndexRecordOption::Basic)?;
        let mut docs = Vec::new();
        let mut doc = postings.doc();
        while doc != TERMINATED {
            docs.push(doc);
            doc = postings.advance();
        }
        Ok(docs)
    }

    /// Whether a word stands, spelled so, in a name, an offer or a place.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.telling_parts().any(|(_, reader)| matches!(reader.terms().get(word), Ok(Some(_))))
    }

    /// Whether a word in a name, an offer or a place begins so.
    pub(super) fn knows_beginning(&self, beginning: &str) -> bool {
        let first = |reader: &InvertedIndexReader| {
            let mut longer = reader.terms().range().ge(beginning).into_stream().ok()?;
            Some(longer.next()?.0.starts_with(beginning.as_bytes()))
        };
        self.telling_parts().any(|(_, reader)| first(reader) == Some(true))
    }

    /// Whether a word stands, spelled so, in a name.
    pub(super) fn names(&self, word: &str) -> bool {
        let mut names = self.parts().filter(|(part, _)| *part == Part::Name);
        names.any(|(_, reader)| matches!(reader.terms().get(word), Ok(Some(_))))
    }

    /// Where a document is.
    pub(super) fn position(&self, doc: DocId) -> Option<NVector> {
        self.positions.get(doc as usize).copied().flatten()
    }

    /// Number of words in a document's name.
    pub(super) fn name_length(&self, doc: DocId) -> u8 {
        self.name_lengths.get(doc as usize).copied().unwrap_or(u8::MAX)
    }

    /// What was stored with a document.
    pub(super) fn record(&self, doc: DocId) -> Result<Vec<u8>, SearchError> {
        let document: TantivyDocument = self.searcher.doc(DocAddress::new(0, doc))?;
        let value = document.get_first(self.record).and_then(|value| value.as_bytes().map(<[u8]>::to_vec));
        value.ok_or(SearchError::Damaged)
    }
}

fn only_segment(searcher: &Searcher) -> Result<&SegmentReader, SearchError> {
    searcher.segment_readers().first().ok_or(SearchError::Damaged)
}
