//! Times, and what is said of them: medians, tails, Markdown. Knows nothing of what was timed.

use std::time::Duration;

/// Times of one thing, in any order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Samples(Vec<Duration>);

impl Samples {
    pub(crate) fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    pub(crate) fn extend(&mut self, others: &Self) {
        self.0.extend(&others.0);
    }

    /// The smallest time that `percent` of the samples do not exceed, in milliseconds; 0 without samples.
    pub(crate) fn percentile(&self, percent: usize) -> f64 {
        let mut times = self.0.clone();
        times.sort_unstable();
        let rank = (times.len() * percent).div_ceil(100).max(1);
        times.get(rank - 1).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
    }

    pub(crate) fn most(&self) -> f64 {
        self.percentile(100)
    }
}

/// A row of a Markdown table.
pub(crate) fn row<Cell: AsRef<str>>(cells: impl IntoIterator<Item = Cell>) -> String {
    cells.into_iter().fold("|".to_owned(), |row, cell| row + " " + cell.as_ref() + " |")
}

/// The first two rows of a Markdown table: the first column to the left, figures to the right.
pub(crate) fn head(titles: &[&str]) -> String {
    let rule = titles.iter().enumerate().map(|(column, _)| if column == 0 { "---" } else { "---:" });
    format!("{}\n{}", row(titles), row(rule))
}

/// Milliseconds, to three figures.
pub(crate) fn ms(time: f64) -> String {
    match time {
        _ if time < 0.995 => format!("{time:.3}"),
        _ if time < 9.95 => format!("{time:.2}"),
        _ => format!("{time:.1}"),
    }
}

/// Bytes in megabytes (10⁶), to one decimal.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{}.{}", bytes / 1_000_000, bytes / 100_000 % 10)
}

/// How many times one is the other.
pub(crate) fn times(one: f64, other: f64) -> String {
    if other > 0.0 { format!("{:.2} ×", one / other) } else { "n/a".to_owned() }
}
