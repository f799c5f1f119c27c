//! tantivy with nothing around it: its own fuzzy queries, 30 numbers back; no understanding, no distances, no records.

#![allow(clippy::unwrap_used, reason = "an engine that fails ends the bench")]

use repere_index::fold;
use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, Query};
use tantivy::schema::{Field, IndexRecordOption, Schema, TantivyDocument, TextFieldIndexing, TextOptions};
use tantivy::{Index, ReloadPolicy, Searcher, Term};

use super::{Columns, Engine, LIMIT, MOST_WORDS};
use crate::venues;

/// As Repère does: a shorter word has too many neighbours for its typos to mean anything.
const SHORTEST_WITH_TYPO: usize = 4;
const SHORTEST_WITH_TWO: usize = 7;
/// Letters of a word that are looked at; nobody's word is longer.
const LONGEST_WORD: usize = 64;

/// An index of the four texts of each venue, the name first.
pub(crate) struct Bare {
    searcher: Searcher,
    fields: Vec<Field>,
}

impl Bare {
    pub(crate) fn build(count: usize) -> Self {
        let indexing = TextFieldIndexing::default().set_tokenizer("whitespace");
        let mut schema = Schema::builder();
        let options = TextOptions::default().set_indexing_options(indexing.set_index_option(IndexRecordOption::Basic));
        let fields = ["name", "services", "commune", "text"].map(|field| schema.add_text_field(field, options.clone()));
        let mut writer = Index::builder()
            .schema(schema.build())
            .single_segment_index_writer::<TantivyDocument>(RamDirectory::create(), 50_000_000)
            .unwrap();
        for venue in venues::stream(count) {
            let Columns { name, services, commune, text } = Columns::of(&venue);
            let mut document = TantivyDocument::default();
            for (field, column) in fields.iter().zip([name, services, commune, text]) {
                document.add_text(*field, fold::words(&column).join(" "));
            }
            writer.add_document(document).unwrap();
        }
        let index = writer.finalize().unwrap();
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().unwrap();
        Self { searcher: reader.searcher(), fields: fields.to_vec() }
    }

    /// Size of the index.
    pub(crate) fn bytes(&self) -> u64 {
        self.searcher.space_usage().unwrap().total().get_bytes()
    }

    fn count(&self, query: &dyn Query) -> usize {
        self.searcher.search(query, &TopDocs::with_limit(LIMIT).order_by_score()).unwrap().len()
    }
}

fn words(query: &str) -> Vec<String> {
    let cut = |word: String| word.chars().take(LONGEST_WORD).collect();
    fold::words(query).into_iter().map(cut).collect()
}

/// One fuzzy prefix query of the last word on the names: no search, but the floor under one.
pub(crate) struct Floor<'a>(pub(crate) &'a Bare);

impl Engine for Floor<'_> {
    fn name(&self) -> &'static str {
        "bare tantivy, last word in names"
    }

    fn search(&self, query: &str) -> usize {
        let (Some(word), Some(name)) = (words(query).pop(), self.0.fields.first()) else { return 0 };
        let distance = u8::from(word.chars().count() >= SHORTEST_WITH_TYPO);
        self.0.count(&FuzzyTermQuery::new_prefix(Term::from_field_text(*name, &word), distance, true))
    }
}

/// Every word in every part, with the typos that Repère looks for, the last word as a beginning: the same question, put to
/// tantivy's own queries.
pub(crate) struct Same<'a>(pub(crate) &'a Bare);

impl Engine for Same<'_> {
    fn name(&self) -> &'static str {
        "bare tantivy, all words"
    }

    fn search(&self, query: &str) -> usize {
        let mut words = words(query);
        words.truncate(MOST_WORDS);
        let last = words.len().saturating_sub(1);
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (place, word) in words.iter().enumerate() {
            let letters = word.chars().count();
            let distance = u8::from(letters >= SHORTEST_WITH_TYPO) + u8::from(letters >= SHORTEST_WITH_TWO);
            for field in &self.0.fields {
                let term = Term::from_field_text(*field, word);
                let fuzzy = if place == last {
                    // A beginning with two mistakes would match half of the words there are.
                    FuzzyTermQuery::new_prefix(term, distance.min(1), true)
                } else {
                    FuzzyTermQuery::new(term, distance, true)
                };
                clauses.push((Occur::Should, Box::new(fuzzy)));
            }
        }
        self.0.count(&BooleanQuery::new(clauses))
    }
}
