//! Measured figures, and the table of ratios made from them.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

/// One measured figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// In `unit`.
    pub value: f64,
    /// Such as `ms` or `MiB`.
    pub unit: String,
    /// How it was measured.
    pub note: String,
}

/// Figures by name.
#[derive(Debug, Default)]
pub struct Figures(BTreeMap<String, Figure>);

impl Figures {
    /// Reads a line `{"name":…, "value":…, "unit":…, "note":…}`; any other line is passed over.
    pub fn read(&mut self, line: &str) {
        let Ok(line) = serde_json::from_str::<Value>(line) else { return };
        let text = |field: &str| line[field].as_str().unwrap_or_default();
        if let (Some(name), Some(value)) = (line["name"].as_str(), line["value"].as_f64()) {
            self.add(name, value, text("unit"), text("note"));
        }
    }

    /// Adds a figure that this program measured itself.
    pub fn add(&mut self, name: &str, value: f64, unit: &str, note: &str) {
        let figure = Figure { value, unit: unit.to_owned(), note: note.to_owned() };
        self.0.insert(name.to_owned(), figure);
    }
}

/// How two figures, or a figure alone, are judged.
enum Wish {
    /// Evident's share of the other's time may be at most this.
    RatioAtMost(f64),
    /// The other's time must be at least this many times Evident's.
    TimesFasterAtLeast(f64),
    /// Evident's figure less the other's may be at most this.
    ExcessAtMost(f64),
    /// Evident's figure may be at most this.
    AtMost(f64),
    /// Stated, with its ratio where there are two.
    Stated,
}

struct Row {
    label: &'static str,
    ours: &'static str,
    other: Option<&'static str>,
    wish: Wish,
}

/// The figures that the project has set itself.
const ROWS: &[Row] = &[
    row("launch to unlock screen / minimal window", "launch_evident", Some("launch_minimal"), Wish::RatioAtMost(1.3)),
    row("unlock / a wrong passphrase, in the window", "unlock", Some("refused"), Wish::ExcessAtMost(150.0)),
    row("unlock in the window / bare derivation", "unlock", Some("argon2id"), Wish::Stated),
    row(
        "import of 100,000 rows / sqlite3 .import",
        "import_100k",
        Some("import_100k_sqlite3"),
        Wish::TimesFasterAtLeast(0.5),
    ),
    row("case on a page, 520 points, 500 events", "case_on_a_page_520", None, Wish::AtMost(20.0)),
    row("case on a page, twice the points", "case_on_a_page_1040", Some("case_on_a_page_520"), Wish::RatioAtMost(2.5)),
    row("verification of 100,000 entries", "verify_100k_entries", None, Wish::AtMost(3_000.0)),
    row("pack PDF / headless Chromium", "pack_pdf", Some("pack_pdf_chromium"), Wish::TimesFasterAtLeast(5.0)),
    row("pack PDF", "pack_pdf", None, Wish::AtMost(400.0)),
    row(
        "engine: 10,000 points with all rules / Python",
        "engine_chart_10000",
        Some("python_chart_10000"),
        Wish::Stated,
    ),
    row("engine: 10,000 points with all rules", "engine_chart_10000", None, Wish::AtMost(5.0)),
    row("engine: twice the points", "engine_chart_20000", Some("engine_chart_10000"), Wish::RatioAtMost(2.5)),
    row("engine: a ratio of few events / scipy", "engine_ratio_small", Some("scipy_ratio_small"), Wish::Stated),
    row("engine: a ratio of hundreds / scipy", "engine_ratio_hundreds", Some("scipy_ratio_hundreds"), Wish::Stated),
    row("engine: a ratio of a million / scipy", "engine_ratio_million", Some("scipy_ratio_million"), Wish::Stated),
    row("engine: a ratio at any size", "engine_ratio_million", None, Wish::AtMost(50.0)),
    row("engine: step and slope, 520 points", "engine_step_and_slope_520", None, Wish::AtMost(2.0)),
    row("engine: full verdict, 104 periods", "engine_verdict_104", None, Wish::AtMost(20.0)),
    row("engine: 200 measures", "engine_200_measures", None, Wish::AtMost(1_000.0)),
    row(
        "a case and its chronology: 5,000 cases / 50",
        "open_case_at_5000",
        Some("open_case_at_50"),
        Wish::RatioAtMost(1.5),
    ),
    row("first page of the list: 5,000 cases / 50", "list_at_5000", Some("list_at_50"), Wish::RatioAtMost(2.0)),
    row("search: 5,000 cases / 50", "search_at_5000", Some("search_at_50"), Wish::Stated),
    row("search: 5,000 cases", "search_at_5000", None, Wish::AtMost(50.0)),
    row("100 MiB of evidence / bare loop", "attach_100mb", Some("attach_100mb_bare"), Wish::TimesFasterAtLeast(0.7)),
    row("100 MiB of evidence / age", "attach_100mb", Some("age_100mb"), Wish::Stated),
    row(
        "peak memory, 100 MiB / 1 MiB of evidence",
        "attach_peak_100mb",
        Some("attach_peak_1mb"),
        Wish::ExcessAtMost(16.0),
    ),
    row("peak memory / minimal window", "memory_evident", Some("memory_minimal"), Wish::Stated),
    row("size of the program / minimal window", "size_evident", Some("size_minimal"), Wish::Stated),
    row("size of the installer", "size_installer", None, Wish::Stated),
];

const fn row(label: &'static str, ours: &'static str, other: Option<&'static str>, wish: Wish) -> Row {
    Row { label, ours, other, wish }
}

/// The table: the set figures first, in their order, then all others by name.
impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = vec![["figure", "Evident", "compared", "ratio", "wanted", ""].map(str::to_owned)];
        lines.extend(ROWS.iter().map(|row| self.cells(row)));
        let is_set = |name: &str| ROWS.iter().any(|row| row.ours == name || row.other == Some(name));
        for (name, figure) in self.0.iter().filter(|(name, _)| !is_set(name)) {
            let empty = String::new;
            lines.push([name.clone(), shown(figure), empty(), empty(), empty(), figure.note.clone()]);
        }
        let widths: Vec<usize> =
            (0..6).map(|column| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0)).collect();
        for (number, line) in lines.iter().enumerate() {
            let cells: Vec<String> = line
                .iter()
                .zip(&widths)
                .enumerate()
                .map(
                    |(column, (cell, width))| {
                        if (1..4).contains(&column) { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
                    },
                )
                .collect();
            writeln!(out, "{}", cells.join("  ").trim_end())?;
            if number == 0 {
                writeln!(out, "{}", "-".repeat(widths.iter().sum::<usize>() + 10))?;
            }
        }
        Ok(())
    }
}

impl Figures {
    fn cells(&self, row: &Row) -> [String; 6] {
        let ours = self.0.get(row.ours);
        let other = row.other.and_then(|name| self.0.get(name));
        let cell = |figure: Option<&Figure>| figure.map_or_else(|| "–".to_owned(), shown);
        let pair = ours.zip(other).map(|(ours, other)| (ours.value, other.value));
        let (ratio, wanted, met) = match row.wish {
            Wish::RatioAtMost(limit) => {
                (pair.map(|(ours, other)| ours / other), format!("≤ {limit}"), pair.map(|(a, b)| a / b <= limit))
            }
            Wish::TimesFasterAtLeast(limit) => {
                (pair.map(|(ours, other)| other / ours), format!("≥ {limit}"), pair.map(|(a, b)| b / a >= limit))
            }
            Wish::ExcessAtMost(limit) => {
                (None, format!("+{limit} at most"), pair.map(|(ours, other)| ours - other <= limit))
            }
            Wish::AtMost(limit) => (None, format!("≤ {limit}"), ours.map(|figure| figure.value <= limit)),
            Wish::Stated => (pair.map(|(ours, other)| ours / other), String::new(), Some(true)),
        };
        let verdict = match (&row.wish, ours.is_some() && (row.other.is_none() || other.is_some()), met) {
            (_, false, _) => "not measured",
            (Wish::Stated, ..) => "",
            (_, _, Some(true)) => "met",
            _ => "not met",
        };
        let compared = if row.other.is_some() { cell(other) } else { String::new() };
        let ratio = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
        [row.label.to_owned(), cell(ours), compared, ratio, wanted, verdict.to_owned()]
    }
}

fn shown(figure: &Figure) -> String {
    let Figure { value, unit, .. } = figure;
    if value.abs() < 10.0 { format!("{value:.2} {unit}") } else { format!("{value:.0} {unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_lines_are_figures_and_other_lines_are_not() {
        let mut figures = Figures::default();
        figures.read(r#"{"name":"pack_pdf","value":25.5,"unit":"ms","note":"median of 20"}"#);
        figures.read("   Compiling evident v0.1.0");
        figures.read(r#"{"value":1}"#);
        figures.read("12");
        assert_eq!(figures.0["pack_pdf"].note, "median of 20");
        assert_eq!(figures.0.len(), 1);
    }

    fn line<'a>(table: &'a str, label: &str) -> &'a str {
        table.lines().find(|line| line.starts_with(label)).unwrap_or_default()
    }

    #[test]
    fn ratios_are_judged_by_the_wish_of_their_row() {
        let mut figures = Figures::default();
        figures.add("launch_evident", 600.0, "ms", "");
        figures.add("launch_minimal", 500.0, "ms", "");
        figures.add("import_100k", 400.0, "ms", "");
        figures.add("import_100k_sqlite3", 100.0, "ms", "");
        figures.add("unlock", 800.0, "ms", "");
        figures.add("refused", 600.0, "ms", "");
        figures.add("pack_pdf", 25.0, "ms", "");
        let table = figures.to_string();
        let launch = line(&table, "launch");
        assert!(launch.contains("1.20") && launch.ends_with("  met"), "{launch}");
        let import = line(&table, "import");
        assert!(import.contains("0.25") && import.ends_with("not met"), "{import}");
        assert!(line(&table, "unlock").ends_with("not met"));
        assert!(line(&table, "pack PDF / ").ends_with("not measured"));
        assert!(line(&table, "pack PDF  ").ends_with("  met"));
    }

    #[test]
    fn a_figure_without_a_row_is_still_printed_with_its_note() {
        let mut figures = Figures::default();
        figures.add("svg_bytes", 61_234.0, "B", "case on a page");
        let table = figures.to_string();
        let printed = line(&table, "svg_bytes");
        assert!(printed.contains("61234 B") && printed.ends_with("case on a page"), "{printed}");
    }
}
