//! tantivy with nothing around it: the last word of a query as one fuzzy prefix query on the names, 30 numbers back.
//! It is the floor under a search that corrects typos, and no search that a person would want.

#![allow(clippy::unwrap_used, reason = "an engine that fails ends the bench")]

use repere_index::fold;
use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption, Schema, TantivyDocument, TextFieldIndexing, TextOptions};
use tantivy::{Index, ReloadPolicy, Searcher, Term};

use super::{Engine, LIMIT};
use crate::venues;

/// As Repère does: a shorter word has too many neighbours for its typos to mean anything.
const SHORTEST_WITH_TYPO: usize = 4;
/// Letters of a word that are looked at; nobody's word is longer.
const LONGEST_WORD: usize = 64;

/// An index of names.
pub(crate) struct Bare {
    searcher: Searcher,
    name: Field,
}

impl Bare {
    pub(crate) fn build(count: usize) -> Self {
        let indexing = TextFieldIndexing::default().set_tokenizer("whitespace");
        let mut schema = Schema::builder();
        let options = TextOptions::default().set_indexing_options(indexing.set_index_option(IndexRecordOption::Basic));
        let name = schema.add_text_field("name", options);
        let mut writer = Index::builder()
            .schema(schema.build())
            .single_segment_index_writer::<TantivyDocument>(RamDirectory::create(), 50_000_000)
            .unwrap();
        for venue in venues::stream(count) {
            let mut document = TantivyDocument::default();
            document.add_text(name, fold::words(&venue.name).join(" "));
            writer.add_document(document).unwrap();
        }
        let index = writer.finalize().unwrap();
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().unwrap();
        Self { searcher: reader.searcher(), name }
    }

    /// Size of the index.
    pub(crate) fn bytes(&self) -> u64 {
        self.searcher.space_usage().unwrap().total().get_bytes()
    }
}

impl Engine for Bare {
    fn name(&self) -> &'static str {
        "bare tantivy"
    }

    fn search(&self, query: &str) -> usize {
        let Some(word) = fold::words(query).pop() else { return 0 };
        let word: String = word.chars().take(LONGEST_WORD).collect();
        let distance = u8::from(word.chars().count() >= SHORTEST_WITH_TYPO);
        let query = FuzzyTermQuery::new_prefix(Term::from_field_text(self.name, &word), distance, true);
        self.searcher.search(&query, &TopDocs::with_limit(LIMIT).order_by_score()).unwrap().len()
    }
}
