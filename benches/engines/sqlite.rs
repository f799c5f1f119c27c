//! `SQLite` FTS5, as a careful program would use it: accents removed, prefix indexes, weighted bm25, words that begin
//! as they were typed, all of them or else any of them. It corrects no typos and measures no distances.

#![allow(clippy::unwrap_used, reason = "an engine that fails ends the bench")]

use repere_index::fold;
use repere_index::venue::Venue;
use rusqlite::{Connection, params};

use super::synonyms::Synonyms;
use super::{Columns, Engine, LIMIT, MOST_WORDS};
use crate::venues;

const TABLE: &str = "CREATE VIRTUAL TABLE venue USING fts5(
    name, services, commune, text, id UNINDEXED,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4')";

const INSERT: &str = "INSERT INTO venue (name, services, commune, text, id) VALUES (?1, ?2, ?3, ?4, ?5)";

const SEARCH: &str = "SELECT id, name, commune, bm25(venue, 10.0, 8.0, 6.0, 2.0) AS worth
    FROM venue WHERE venue MATCH ?1 ORDER BY worth LIMIT ?2";

/// What comes back of a venue.
pub(crate) type Row = (String, String, String, f64);

/// A table in memory. The same one is searched with and without synonyms.
pub(crate) struct Table(Connection);

impl Table {
    pub(crate) fn build(count: usize) -> Self {
        Self::of(venues::stream(count))
    }

    pub(crate) fn of(venues: impl Iterator<Item = Venue>) -> Self {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(TABLE).unwrap();
        let transaction = connection.transaction().unwrap();
        {
            let mut insert = transaction.prepare(INSERT).unwrap();
            for venue in venues {
                let Columns { name, services, commune, text } = Columns::of(&venue);
                insert.execute(params![name, services, commune, text, venue.id]).unwrap();
            }
        }
        transaction.commit().unwrap();
        connection.execute_batch("INSERT INTO venue (venue) VALUES ('optimize')").unwrap();
        Self(connection)
    }

    /// Size of the table and its indexes.
    pub(crate) fn bytes(&self) -> u64 {
        let pragma = |name: &str| u64::from(self.0.pragma_query_value(None, name, |row| row.get::<_, u32>(0)).unwrap());
        (pragma("page_count") - pragma("freelist_count")) * pragma("page_size")
    }

    /// The rows of an expression, best first: identifier, name, commune, worth.
    fn run(&self, expression: &str, limit: usize) -> Vec<Row> {
        let mut statement = self.0.prepare_cached(SEARCH).unwrap();
        let rows = statement.query_map(params![expression, u32::try_from(limit).unwrap()], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, f64>(3)?))
        });
        rows.unwrap().map(Result::unwrap).collect()
    }
}

/// A table and what it is told about words.
pub(crate) struct Sqlite<'table> {
    name: &'static str,
    table: &'table Table,
    synonyms: Synonyms,
}

impl<'table> Sqlite<'table> {
    pub(crate) fn plain(table: &'table Table) -> Self {
        Self { name: "SQLite FTS5", table, synonyms: Synonyms::none() }
    }

    pub(crate) fn with_synonyms(table: &'table Table, synonyms: Synonyms) -> Self {
        Self { name: "SQLite FTS5 + synonyms", table, synonyms }
    }

    /// At most `limit` rows that answer, best first: all words, else any of them.
    pub(crate) fn rows(&self, query: &str, limit: usize) -> Vec<Row> {
        let terms = self.terms(query);
        if terms.is_empty() {
            return Vec::new();
        }
        let all = self.table.run(&terms.join(" AND "), limit);
        if !all.is_empty() || terms.len() == 1 { all } else { self.table.run(&terms.join(" OR "), limit) }
    }

    /// The terms of a query: a word or a phrase that means a service finds either.
    fn terms(&self, query: &str) -> Vec<String> {
        let mut words = fold::words(query);
        words.truncate(MOST_WORDS);
        let mut terms = Vec::new();
        let mut rest = words.as_slice();
        while let Some((first, others)) = rest.split_first() {
            if let Some((length, label)) = self.synonyms.at(rest) {
                let (phrase, after) = rest.split_at(length);
                terms.push(format!("(({}) OR services : \"{label}\")", prefixes(phrase).join(" AND ")));
                rest = after;
            } else {
                terms.extend(prefixes(std::slice::from_ref(first)));
                rest = others;
            }
        }
        terms
    }
}

/// Folded words hold no quotation marks: they can stand between them as they are.
fn prefixes(words: &[String]) -> Vec<String> {
    words.iter().map(|word| format!("\"{word}\"*")).collect()
}

impl Engine for Sqlite<'_> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn search(&self, query: &str) -> usize {
        self.rows(query, LIMIT).len()
    }
}
