//! What a reader reads, page by page. `EVIDENT_BLESS=1` writes the files anew.

use std::fmt::Write;
use std::path::Path;

use packs::inspect::{Place, passages};
use packs::{PackInput, build};

use crate::demonstration::{board, cqc_on_site};

/// The figure is left empty: its labels have golden files of their own.
fn page_text(mut input: PackInput) -> String {
    input.view.figure.lanes.clear();
    input.view.figure.series = None;
    input.view.figure.markers.clear();
    let mut text = String::new();
    for passage in passages(&build(&input).unwrap().pdf).unwrap() {
        if let Place::Page(number) = passage.place {
            writeln!(text, "---- page {number}\n{}", passage.text.trim_end()).unwrap();
        }
    }
    text
}

fn compare(name: &str, text: &str) {
    let path = Path::new("../../../tests/golden").join(name);
    if std::env::var_os("EVIDENT_BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text, golden.replace("\r\n", "\n"), "{name} differs");
}

#[test]
fn the_pack_for_cqc_reads_as_agreed() {
    compare("pack-cqc-on-site.txt", &page_text(cqc_on_site()));
}

#[test]
fn the_pack_for_the_board_reads_as_agreed() {
    compare("pack-board.txt", &page_text(board()));
}
