//! The chronology on paper and as a table: without what is kept apart, and without anybody of a group but its own adult.

use domain::{CaseId, plain, time::uk_local};
use intake::Cell;
use packs::{Block, Document, DocumentFigure, Section, Table};

use super::{ChronologyFilter, for_paper, lanes};
use crate::{Result, Session, Vault, cases::load, naming::others_left_out, paper::Footing};

/// The chronology of a case as a paper.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn document(vault: &Vault, session: &Session, case_id: CaseId, filter: &ChronologyFilter) -> Result<Document> {
    let facts = load(vault, session, case_id)?;
    let others = others_left_out(&facts);
    let put = |text: &str| others.without_name(text);
    let wanted = for_paper(&facts, filter);
    let mut rows = vec![vec![
        facts.case.record.aware.text(),
        "Case".to_owned(),
        "Concern: the service became aware.".to_owned(),
        recorded(&facts.case.meta, facts.label(facts.case.meta.author_id), false, false),
    ]];
    let mut dated: Vec<(i64, Vec<String>)> =
        rows.drain(..).map(|row| (facts.case.record.aware.sort_key(), row)).collect();
    for fact in &wanted {
        let record = &fact.record;
        let kind = match record.kind {
            domain::timeline::EventKind::Note => {
                record.agency.clone().unwrap_or_else(|| record.lane.label().to_owned())
            }
            kind => match &record.agency {
                Some(agency) => format!("{}\n{agency}", kind.label()),
                None => kind.label().to_owned(),
            },
        };
        let late = (uk_local(fact.meta.first_recorded_at.utc()).date() - record.at.date).num_days() > 1;
        dated.push((
            record.at.sort_key(),
            vec![
                record.at.text(),
                put(&kind),
                put(&record.text),
                recorded(&fact.meta, facts.label(fact.meta.author_id), late, fact.meta.rev > 1),
            ],
        ));
    }
    dated.sort_by_key(|(at, _)| *at);
    let footing = Footing::new(vault, session, &facts)?;
    let figure = lanes::figure(&facts, &wanted, &put);
    Ok(Document {
        about: vec![
            filter.words(&facts),
            "Facts stand in the order in which they happened; when each was recorded, and by whom, stands beside it. Earlier wordings are kept in Evident.".to_owned(),
            footing.left_out.clone(),
        ],
        figure: Some(DocumentFigure { alt: format!("{}. {}", figure.title, figure.description), figure }),
        sections: vec![Section {
            heading: "The dated record".to_owned(),
            blocks: vec![Block::Table(Table {
                columns: ["When it happened", "Kind and body", "What happened", "Recorded"].map(str::to_owned).to_vec(),
                widths: vec![20, 18, 42, 20],
                rows: dated.into_iter().map(|(_, row)| row).collect(),
            })],
        }],
        ..footing.document("Chronology")
    })
}

fn recorded(meta: &store::revisions::Meta, by: &str, late: bool, amended: bool) -> String {
    let when = plain::date_time(uk_local(meta.first_recorded_at.utc()));
    let late = if late { "late entry\n" } else { "" };
    let amended = if amended { "\namended since" } else { "" };
    format!("{late}{when}\n{by}{amended}")
}

/// The chronology of a case as CSV (RFC 4180), dates as dates, texts that a spreadsheet would take for formulas made
/// harmless.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn csv(vault: &Vault, session: &Session, case_id: CaseId, filter: &ChronologyFilter) -> Result<String> {
    let facts = load(vault, session, case_id)?;
    let others = others_left_out(&facts);
    let header = [
        "Case",
        "Date",
        "Time",
        "How exactly known",
        "Lane",
        "Kind",
        "Body",
        "What happened",
        "Recorded on",
        "Recorded by",
        "Late entry",
        "Amended since",
    ]
    .map(str::to_owned);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for fact in for_paper(&facts, filter) {
        let record = &fact.record;
        let recorded = uk_local(fact.meta.first_recorded_at.utc());
        let yes = |is: bool| (if is { "yes" } else { "no" }).to_owned();
        let cells = [
            facts.case.record.reference.clone(),
            record.at.date.to_string(),
            record.at.time.map(plain::time).unwrap_or_default(),
            record.at.precision.code().to_owned(),
            record.lane.label().to_owned(),
            record.kind.label().to_owned(),
            others.without_name(record.agency.as_deref().unwrap_or_default()),
            others.without_name(&record.text),
            recorded.format("%Y-%m-%d %H:%M").to_string(),
            facts.label(fact.meta.author_id).to_owned(),
            yes((recorded.date() - record.at.date).num_days() > 1),
            yes(fact.meta.rev > 1),
        ];
        rows.push(cells.into_iter().map(|text| Cell::Text(text.into())).collect());
    }
    Ok(intake::write_csv(&header, &rows))
}
