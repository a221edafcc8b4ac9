//! A paper as a Word document: the same view as the PDF, with real headings and tables, so that it can be edited and read
//! aloud.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, Footer, Header, LineSpacing, PageMargin, Paragraph, Run, RunFonts, Style, StyleType,
    Table as WordTable, TableCell, TableRow, WidthType,
};

use crate::{
    document::{Block, Document, Section, Table},
    error::PackError,
};

/// Width of the text on A4 with the margins set below, in twentieths of a point.
const TEXT_WIDTH: usize = 9_866;

/// Writes a paper as DOCX.
///
/// # Errors
/// [`PackError::Write`] when it cannot be packed.
pub fn document_word(document: &Document) -> Result<Vec<u8>, PackError> {
    let mut word = Docx::new()
        .page_size(11_906, 16_838)
        .page_margin(PageMargin::new().top(1_417).bottom(1_190).left(1_020).right(1_020))
        .default_fonts(RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri"))
        .default_size(21)
        .add_style(style("Title", "Title", 44, StyleType::Paragraph))
        .add_style(style("Heading1", "heading 1", 32, StyleType::Paragraph).outline_lvl(0))
        .add_style(style("Heading2", "heading 2", 24, StyleType::Paragraph).outline_lvl(1))
        .header(Header::new().add_paragraph(small(&head_of(document))))
        .footer(
            Footer::new().add_paragraph(small(&format!("{} \u{b7} made {}", document.ident, document.made_at_text))),
        )
        .add_paragraph(Paragraph::new().add_run(Run::new().add_text(clean(&document.kind)).bold()))
        .add_paragraph(Paragraph::new().style("Title").add_run(Run::new().add_text(clean(&document.title))))
        .add_paragraph(small(&document.subtitle));
    for words in &document.about {
        word = paragraphs(word, words, false);
    }
    for section in &document.sections {
        word = with_section(word, section);
    }
    let mut bytes = Cursor::new(Vec::new());
    word.build().pack(&mut bytes).map_err(|_| PackError::Write { at: "Word document".to_owned() })?;
    Ok(bytes.into_inner())
}

fn head_of(document: &Document) -> String {
    let mut head = format!("{} \u{b7} {} \u{b7} {}", document.provider, document.kind, document.confidential);
    if let Some(demonstration) = &document.demonstration {
        head.push_str(" \u{b7} ");
        head.push_str(demonstration);
    }
    head
}

fn style(id: &str, name: &str, size: usize, kind: StyleType) -> Style {
    Style::new(id, kind).name(name).size(size).bold()
}

fn small(text: &str) -> Paragraph {
    Paragraph::new().align(AlignmentType::Left).add_run(Run::new().add_text(clean(text)).size(18))
}

fn with_section(word: Docx, section: &Section) -> Docx {
    let mut word =
        word.add_paragraph(Paragraph::new().style("Heading1").add_run(Run::new().add_text(clean(&section.heading))));
    for block in &section.blocks {
        word = match block {
            Block::Text(text) => paragraphs(word, text, false),
            Block::Quote(text) => paragraphs(word, text, true),
            Block::Heading(text) => {
                word.add_paragraph(Paragraph::new().style("Heading2").add_run(Run::new().add_text(clean(text))))
            }
            Block::Facts(facts) => {
                let rows = facts.iter().map(|fact| vec![fact.label.clone(), fact.value.clone()]).collect();
                let columns = vec!["What".to_owned(), "Recorded".to_owned()];
                word.add_table(table(&Table { columns, widths: vec![1, 3], rows })).add_paragraph(Paragraph::new())
            }
            Block::Table(rows) => word.add_table(table(rows)).add_paragraph(Paragraph::new()),
        };
    }
    word
}

fn paragraphs(mut word: Docx, text: &str, quoted: bool) -> Docx {
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let paragraph = Paragraph::new().line_spacing(LineSpacing::new().after(120));
        let paragraph = if quoted { paragraph.indent(Some(400), None, None, None) } else { paragraph };
        word = word.add_paragraph(paragraph.add_run(Run::new().add_text(clean(line))));
    }
    word
}

fn table(table: &Table) -> WordTable {
    let total: usize = table.widths.iter().map(|width| *width as usize).sum::<usize>().max(1);
    let widths: Vec<usize> = table.widths.iter().map(|width| TEXT_WIDTH * *width as usize / total).collect();
    let row = |cells: &[String], bold: bool| {
        let cells = cells
            .iter()
            .zip(&widths)
            .map(|(text, width)| {
                let cell = TableCell::new().width(*width, WidthType::Dxa);
                let mut lines = text.lines().peekable();
                if lines.peek().is_none() {
                    return cell.add_paragraph(Paragraph::new());
                }
                lines.fold(cell, |cell, line| {
                    let run = Run::new().add_text(clean(line));
                    cell.add_paragraph(Paragraph::new().add_run(if bold { run.bold() } else { run }))
                })
            })
            .collect();
        TableRow::new(cells)
    };
    let rows = std::iter::once(row(&table.columns, true)).chain(table.rows.iter().map(|cells| row(cells, false)));
    WordTable::new(rows.collect()).set_grid(widths.clone()).width(TEXT_WIDTH, WidthType::Dxa)
}

/// XML 1.0 has no room for most control characters.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || *c == '\t').collect()
}
