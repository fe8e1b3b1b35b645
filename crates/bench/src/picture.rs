//! How the cost grows, as a picture (SVG): a panel for each thing that was measured, with a line for each database, by the gateway and bare.
//! Both axes are logarithmic. Colours are those of the page around it, in light and in dark; what it shows is said in words as well.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::measure::{Beside, Measured};
use crate::table::thousands;

/// How large a panel is, and how many stand side by side.
const PANEL: (f64, f64) = (340.0, 230.0);
const COLUMNS: usize = 3;
/// What is left free around a panel's lines: left, top, right, bottom.
const MARGIN: (f64, f64, f64, f64) = (58.0, 34.0, 34.0, 34.0);
/// How much room the legend has.
const LEGEND: f64 = 34.0;
const STYLE: &str = "text{font:12px system-ui,sans-serif;fill:#24292f}.title{font-weight:600}.grid{stroke:#8c959f;stroke-opacity:.35}\
    .line{fill:none;stroke-width:2}.bare{stroke-dasharray:5 4}.SQLite{stroke:#0969da}.PostgreSQL{stroke:#bc4c00}circle.SQLite{fill:#0969da}\
    circle.PostgreSQL{fill:#bc4c00}@media(prefers-color-scheme:dark){text{fill:#e6edf3}.SQLite{stroke:#58a6ff}.PostgreSQL{stroke:#f0883e}\
    circle.SQLite{fill:#58a6ff}circle.PostgreSQL{fill:#f0883e}}";

/// A panel: what it shows, and its lines.
struct Panel {
    title: String,
    lines: Vec<Line>,
}

/// How something grows with the people.
struct Line {
    database: &'static str,
    bare: bool,
    /// How many people, and the number then.
    points: Vec<(f64, f64)>,
}

/// The picture of all that was measured.
pub(crate) fn of(all: &[Measured]) -> String {
    let panels = panels(all);
    let rows = panels.len().div_ceil(COLUMNS);
    let (width, height) = (PANEL.0 * COLUMNS as f64, LEGEND + PANEL.1 * rows as f64);
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="title description">
<title id="title">How the cost grows with the number of people</title>
<desc id="description">{}</desc>
<style>{STYLE}</style>
"#,
        panels.iter().map(Panel::in_words).collect::<Vec<_>>().join(" ")
    );
    let legend = [("SQLite", ""), ("SQLite", " bare"), ("PostgreSQL", ""), ("PostgreSQL", " bare")];
    for (place, (database, bare)) in legend.into_iter().enumerate() {
        let x = MARGIN.0 + 210.0 * place as f64;
        let _ = writeln!(
            svg,
            r#"<path class="line {database}{bare}" d="M{x} 17h32"/><text x="{}" y="21">{}{database}</text>"#,
            x + 40.0,
            if bare.is_empty() { "the gateway, " } else { "bare " }
        );
    }
    for (place, panel) in panels.iter().enumerate() {
        let (column, row) = (place % COLUMNS, place / COLUMNS);
        let (x, y) = (PANEL.0 * column as f64, LEGEND + PANEL.1 * row as f64);
        let _ = writeln!(svg, r#"<g transform="translate({x} {y})">{}</g>"#, panel.drawn());
    }
    svg + "</svg>\n"
}

fn panels(all: &[Measured]) -> Vec<Panel> {
    let first = all.first();
    let mut panels = Vec::new();
    let readings = first.map(|first| first.readings.as_slice()).unwrap_or_default();
    for (place, (what, _)) in readings.iter().enumerate() {
        let middle = |measured: &Measured, bare: bool| {
            let (_, both) = measured.readings.get(place)?;
            Some(side(both, bare).quantile(0.5).as_secs_f64() * 1000.0)
        };
        panels.push(Panel { title: format!("{what}, ms"), lines: lines(all, middle) });
    }
    let submissions = first.map(|first| first.submissions.as_slice()).unwrap_or_default();
    // By one visitor, and by most at once.
    let few_and_many = [0, submissions.len().saturating_sub(1)].into_iter().collect::<BTreeSet<_>>();
    for place in few_and_many {
        let Some((at_once, _)) = submissions.get(place) else { continue };
        let rate = |measured: &Measured, bare: bool| {
            let (_, both) = measured.submissions.get(place)?;
            Some(side(both, bare).rate())
        };
        panels.push(Panel { title: format!("submissions a second, {at_once} at once"), lines: lines(all, rate) });
    }
    panels
}

fn side(both: &Beside, bare: bool) -> &crate::measure::Times {
    if bare { &both.bare } else { &both.gateway }
}

/// The lines of a panel, by the number that each measurement has for it.
fn lines(all: &[Measured], number: impl Fn(&Measured, bool) -> Option<f64>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for measured in all {
        for bare in [false, true] {
            let Some(number) = number(measured, bare) else { continue };
            let point = (f64::from(measured.people), number);
            match lines.iter_mut().find(|line| line.database == measured.database && line.bare == bare) {
                Some(line) => line.points.push(point),
                None => lines.push(Line { database: measured.database, bare, points: vec![point] }),
            }
        }
    }
    lines
}

impl Panel {
    /// What it shows, for who does not see it.
    fn in_words(&self) -> String {
        let lines = self.lines.iter().map(|line| {
            let points = line
                .points
                .iter()
                .map(|(people, number)| format!("{} at {}", short(*number), thousands(*people as u64)));
            let by = if line.bare { "bare" } else { "the gateway over" };
            format!("{by} {} {}", line.database, points.collect::<Vec<_>>().join(", "))
        });
        format!("{}: {}.", self.title, lines.collect::<Vec<_>>().join("; "))
    }

    fn drawn(&self) -> String {
        let points = || self.lines.iter().flat_map(|line| line.points.iter());
        let people = decades(points().map(|point| point.0));
        let numbers = decades(points().map(|point| point.1));
        let (left, top) = (MARGIN.0, MARGIN.1);
        let (width, height) = (PANEL.0 - left - MARGIN.2, PANEL.1 - top - MARGIN.3);
        let x = |value: f64| left + width * part(value, people);
        let y = |value: f64| top + height * (1.0 - part(value, numbers));
        let mut out = format!(r#"<text class="title" x="{left}" y="20">{}</text>"#, self.title);
        for power in people.0..=people.1 {
            let (value, bottom) = (10_f64.powi(power), top + height);
            let at = x(value);
            let _ = write!(out, r#"<path class="grid" d="M{at:.1} {top}V{bottom}"/>"#);
            let _ = write!(
                out,
                r#"<text x="{at:.1}" y="{:.1}" text-anchor="middle">{}</text>"#,
                bottom + 18.0,
                thousands(value as u64)
            );
        }
        for power in numbers.0..=numbers.1 {
            let value = 10_f64.powi(power);
            let at = y(value);
            let _ = write!(out, r#"<path class="grid" d="M{left} {at:.1}H{}"/>"#, left + width);
            let _ = write!(
                out,
                r#"<text x="{}" y="{:.1}" text-anchor="end">{}</text>"#,
                left - 6.0,
                at + 4.0,
                short(value)
            );
        }
        for line in &self.lines {
            let kind = if line.bare { " bare" } else { "" };
            let path: Vec<String> =
                line.points.iter().map(|(people, number)| format!("{:.1} {:.1}", x(*people), y(*number))).collect();
            let _ = write!(out, r#"<path class="line {}{kind}" d="M{}"/>"#, line.database, path.join("L"));
            for (people, number) in &line.points {
                let _ = write!(
                    out,
                    r#"<circle class="{}" cx="{:.1}" cy="{:.1}" r="3"/>"#,
                    line.database,
                    x(*people),
                    y(*number)
                );
            }
        }
        out
    }
}

/// The powers of ten between which all numbers are.
fn decades(numbers: impl Iterator<Item = f64>) -> (i32, i32) {
    let logs: Vec<f64> = numbers.filter(|number| *number > 0.0).map(f64::log10).collect();
    let least = logs.iter().copied().fold(f64::INFINITY, f64::min);
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !least.is_finite() {
        return (0, 1);
    }
    let low = (least + 1e-9).floor() as i32;
    (low, ((most - 1e-9).ceil() as i32).max(low + 1))
}

/// Which part of the way between two powers of ten a number is, on a logarithmic axis.
fn part(number: f64, (low, high): (i32, i32)) -> f64 {
    (number.max(f64::MIN_POSITIVE).log10() - f64::from(low)) / f64::from(high - low)
}

/// A number in few digits.
fn short(number: f64) -> String {
    if number >= 1000.0 {
        return thousands(number.round() as u64);
    }
    let digits = if number >= 100.0 { 0 } else { 2 };
    let text = format!("{number:.digits$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn lines_go_from_decade_to_decade() {
        assert_eq!(decades([10_000.0, 1_000_000.0].into_iter()), (4, 6));
        assert_eq!(decades([0.2, 35.0].into_iter()), (-1, 2));
        assert_eq!(decades([100.0].into_iter()), (2, 3));
        assert_eq!(decades(std::iter::empty()), (0, 1));
        assert!((part(1_000.0, (2, 4)) - 0.5).abs() < 1e-9);
        assert_eq!([0.1, 0.25, 10.0, 123.4, 12_345.0].map(short), ["0.1", "0.25", "10", "123", "12,345"]);
    }

    #[test]
    fn what_it_shows_is_said_in_words_too() {
        let both = |milliseconds| {
            let mut both = Beside::default();
            both.gateway.push(Duration::from_millis(milliseconds));
            both.bare.push(Duration::from_millis(1));
            both
        };
        let measured = |people, milliseconds| Measured {
            people,
            database: "SQLite",
            bytes: 0,
            memory: None,
            submissions: vec![(8, both(milliseconds))],
            readings: vec![("the first page", both(milliseconds))],
        };
        let svg = of(&[measured(10_000, 2), measured(100_000, 20)]);
        assert!(
            svg.contains("the first page, ms: the gateway over SQLite 2 at 10,000, 20 at 100,000; bare SQLite 1 at"),
            "{svg}"
        );
        assert!(svg.contains(r#"role="img""#) && svg.ends_with("</svg>\n"));
        assert_eq!(svg.matches("<circle").count(), 8);
    }
}
