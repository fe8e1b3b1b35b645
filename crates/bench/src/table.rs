//! What was measured, as tables in Markdown.

use std::fmt::Write;

use crate::measure::{Beside, Measured, milliseconds};

/// All tables.
pub(crate) fn of(all: &[Measured]) -> String {
    [submissions(all), readings(all), sizes(all)].join("\n\n")
}

fn submissions(all: &[Measured]) -> String {
    let mut table = head(
        &[
            "people",
            "database",
            "at once",
            "gateway, a second",
            "bare, a second",
            "ratio",
            "gateway p50",
            "p99",
            "bare p50",
            "p99",
        ],
        2,
    );
    for measured in all {
        for (at_once, both) in &measured.submissions {
            let (gateway, bare) = (both.gateway.rate(), both.bare.rate());
            let ratio = bare / gateway;
            let _ = write!(
                table,
                "\n| {} | {} | {at_once} | {gateway:.0} | {bare:.0} | {ratio:.2} | {} |",
                thousands(measured.people.into()),
                measured.database,
                quantiles(both)
            );
        }
    }
    format!("Submissions that are acknowledged:\n\n{table}")
}

fn readings(all: &[Measured]) -> String {
    let mut table = head(&["read", "people", "database", "gateway p50", "p99", "bare p50", "p99", "ratio", "times"], 3);
    let kinds = all.first().map(|first| first.readings.as_slice()).unwrap_or_default();
    for (place, (what, _)) in kinds.iter().enumerate() {
        for measured in all {
            let Some((_, both)) = measured.readings.get(place) else { continue };
            let ratio = both.gateway.quantile(0.5).as_secs_f64() / both.bare.quantile(0.5).as_secs_f64();
            let _ = write!(
                table,
                "\n| {what} | {} | {} | {} | {ratio:.2} | {} |",
                thousands(measured.people.into()),
                measured.database,
                quantiles(both),
                both.gateway.count(),
            );
        }
    }
    format!("Lists and searches, one after another:\n\n{table}")
}

fn sizes(all: &[Measured]) -> String {
    let columns = ["people", "database", "on disk", "a person", "the gateway's memory at the beginning", "at most"];
    let mut table = head(&columns, 2);
    for measured in all {
        let megabytes = |bytes: u64| format!("{:.0} MB", bytes as f64 / 1e6);
        let (begun, most) = match measured.memory {
            Some((begun, most)) => (megabytes(begun), megabytes(most)),
            None => ("not known".to_owned(), "not known".to_owned()),
        };
        let _ = write!(
            table,
            "\n| {} | {} | {} | {:.1} kB | {begun} | {most} |",
            thousands(measured.people.into()),
            measured.database,
            megabytes(measured.bytes),
            measured.bytes as f64 / f64::from(measured.people.max(1)) / 1e3,
        );
    }
    format!("What it takes:\n\n{table}")
}

/// The head of a table; what comes after so many columns are numbers.
fn head(columns: &[&str], words: usize) -> String {
    let lines: String = (0..columns.len()).map(|place| if place < words { "---|" } else { "---:|" }).collect();
    format!("| {} |\n|{lines}", columns.join(" | "))
}

fn quantiles(both: &Beside) -> String {
    let each =
        [&both.gateway, &both.bare].map(|times| [0.5, 0.99].map(|part| milliseconds(times.quantile(part))).join(" | "));
    each.join(" | ")
}

/// A number with commas.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_as_many_columns_as_its_head() {
        let both = || Beside::default();
        let measured = Measured {
            people: 10_000,
            database: "SQLite",
            bytes: 48_600_000,
            memory: None,
            submissions: vec![(8, both())],
            readings: vec![("the first page", both())],
        };
        let tables = of(&[measured]);
        let columns: Vec<usize> =
            tables.lines().filter(|line| line.starts_with('|')).map(|line| line.matches('|').count()).collect();
        assert_eq!(columns, [[11; 3], [10; 3], [7; 3]].concat(), "{tables}");
        assert!(tables.contains("| 10,000 | SQLite | 49 MB | 4.9 kB |"), "{tables}");
        assert_eq!([7, 999, 1_000, 1_000_000].map(thousands), ["7", "999", "1,000", "1,000,000"]);
    }
}
