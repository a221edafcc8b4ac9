//! The report of our enquiry, built from the record: nothing in it is typed a second time.

use domain::{
    CaseId,
    part::{KindSpec, PartRecord, catalogue, kind},
};
use packs::{Block, Document, PackFact, Section, Table};

use super::Footing;
use crate::{
    Result, Session, Vault,
    cases::{CaseFacts, load},
    naming::{LeftOut, others_left_out},
};

/// The six purposes of an enquiry, by the fields of the report's text.
const PURPOSES: [(&str, &str); 6] = [
    ("facts", "The facts"),
    ("views_and_wishes", "The adult\u{2019}s views and wishes"),
    ("protection", "Needs for protection, support and redress"),
    ("follow_up_person_or_organisation", "What follows for whoever was responsible"),
    ("resolution_recovery", "Resolution and recovery"),
    ("recommendations", "Recommendations"),
];

/// The report of a case.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn document(vault: &Vault, session: &Session, case_id: CaseId) -> Result<Document> {
    let facts = load(vault, session, case_id)?;
    let others = others_left_out(&facts);
    let footing = Footing::new(vault, session, &facts)?;
    let report = Report { facts: &facts, others: &others };
    Ok(Document {
        about: vec![
            "Findings are made on the balance of probabilities. The council decides whether its enquiry ends; this report is the provider\u{2019}s part of it.".to_owned(),
            footing.left_out.clone(),
        ],
        sections: report.sections(),
        ..footing.document("Enquiry report")
    })
}

struct Report<'a> {
    facts: &'a CaseFacts,
    others: &'a LeftOut,
}

impl Report<'_> {
    fn put(&self, text: &str) -> String {
        self.others.without_name(text)
    }

    fn parts<'k>(&'k self, kind: &'k str) -> impl Iterator<Item = &'k PartRecord> {
        self.facts.parts.of(kind).map(|part| &part.record).filter(|record| record.may_leave())
    }

    /// The fields of every part of a kind, each part under its own heading where there are several.
    fn blocks(&self, kind: &str) -> Vec<Block> {
        let Some(spec) = catalogue::find(kind) else { return Vec::new() };
        let records: Vec<&PartRecord> = self.parts(kind).collect();
        let mut blocks = Vec::new();
        for record in &records {
            if records.len() > 1 || spec.many {
                blocks.push(Block::Heading(self.put(&domain::part::title(spec, record, &self.facts.parts.names))));
            }
            blocks.push(Block::Facts(self.fields(spec, record)));
        }
        blocks
    }

    fn fields(&self, spec: &KindSpec, record: &PartRecord) -> Vec<PackFact> {
        spec.field
            .iter()
            .filter_map(|field| {
                let words = field.words(record, &self.facts.parts.names);
                (!words.is_empty()).then(|| PackFact { label: field.label.clone(), value: self.put(&words) })
            })
            .collect()
    }

    fn section(&self, heading: &str, kinds: &[&str]) -> Option<Section> {
        let blocks: Vec<Block> = kinds.iter().flat_map(|kind| self.blocks(kind)).collect();
        (!blocks.is_empty()).then(|| Section { heading: heading.to_owned(), blocks })
    }

    fn sections(&self) -> Vec<Section> {
        let mut sections = vec![self.concern()];
        sections.extend(self.section("What was asked", &[kind::ENQUIRY, "terms_of_reference"]));
        sections.extend(self.purposes());
        sections.extend(self.section("Capacity and advocacy", &["capacity", "advocacy"]));
        sections.extend(self.wishes());
        sections.extend(self.section("How it was looked into", &["enquiry_step", "interview"]));
        sections.extend(self.evidence());
        sections.extend(self.section("What contributed", &["contributory_factor"]));
        sections.extend(self.findings());
        sections.extend(self.section("Risk before and after", &[kind::RISK_RATING]));
        sections.extend(self.actions());
        sections
    }

    fn concern(&self) -> Section {
        let case = &self.facts.case.record;
        Section {
            heading: "The concern".to_owned(),
            blocks: vec![
                Block::Facts(vec![
                    PackFact { label: "Became aware".to_owned(), value: case.aware.text() },
                    PackFact {
                        label: "Adult".to_owned(),
                        value: self
                            .facts
                            .subject
                            .as_ref()
                            .map_or_else(|| "Not known yet".to_owned(), |adult| adult.name.clone()),
                    },
                ]),
                Block::Heading("First account, word for word".to_owned()),
                Block::Quote(self.put(&case.first_account)),
            ],
        }
    }

    fn purposes(&self) -> Vec<Section> {
        let Some(report) = self.parts("enquiry_report").next() else { return Vec::new() };
        PURPOSES
            .iter()
            .filter_map(|(field, heading)| {
                let text = report.text(field);
                (!text.is_empty())
                    .then(|| Section { heading: (*heading).to_owned(), blocks: vec![Block::Text(self.put(text))] })
            })
            .collect()
    }

    /// What the adult was asked, wants, and said of it since: a row for each desired outcome and each time of asking.
    fn wishes(&self) -> Option<Section> {
        let mut blocks = self.blocks("msp");
        let review = catalogue::find(kind::OUTCOME_REVIEW)?;
        let word = |record: &PartRecord, field: &str| {
            review.find(field).map(|field| field.words(record, &self.facts.parts.names)).unwrap_or_default()
        };
        let mut rows = Vec::new();
        for wish in self.parts(kind::DESIRED_OUTCOME) {
            let said_on = wish.when("said_on").map(|at| at.text()).unwrap_or_default();
            let mut asked: Vec<Vec<String>> = self
                .parts(kind::OUTCOME_REVIEW)
                .filter(|review| review.parts("outcome").contains(&wish.id))
                .map(|review| {
                    vec![
                        String::new(),
                        word(review, "asked_on"),
                        word(review, "achieved"),
                        self.put(&word(review, "own_view")),
                    ]
                })
                .collect();
            match asked.first_mut() {
                Some(first) => {
                    if let Some(words) = first.first_mut() {
                        *words = self.put(wish.text("words"));
                    }
                }
                None => asked.push(vec![
                    self.put(wish.text("words")),
                    said_on,
                    "Not asked again yet".to_owned(),
                    String::new(),
                ]),
            }
            rows.extend(asked);
        }
        if !rows.is_empty() {
            blocks.push(Block::Table(Table {
                columns: ["In the adult\u{2019}s own words", "Asked", "How far met", "Their view"]
                    .map(str::to_owned)
                    .to_vec(),
                widths: vec![35, 17, 18, 30],
                rows,
            }));
        }
        (!blocks.is_empty()).then(|| Section { heading: "What the adult wants".to_owned(), blocks })
    }

    fn evidence(&self) -> Option<Section> {
        let spec = catalogue::find(kind::EVIDENCE)?;
        let rows: Vec<Vec<String>> = self
            .parts(kind::EVIDENCE)
            .map(|record| {
                let word = |field: &str| {
                    spec.find(field).map(|field| field.words(record, &self.facts.parts.names)).unwrap_or_default()
                };
                let number = record.number.map(domain::part::evidence_reference).unwrap_or_default();
                vec![
                    number,
                    self.put(&word("title")),
                    self.put(&word("received_from")),
                    word("received_on"),
                    self.put(&word("what_it_shows")),
                ]
            })
            .collect();
        (!rows.is_empty()).then(|| Section {
            heading: "Evidence".to_owned(),
            blocks: vec![Block::Table(Table {
                columns: ["Number", "What", "From", "When", "What it shows"].map(str::to_owned).to_vec(),
                widths: vec![10, 25, 18, 17, 30],
                rows,
            })],
        })
    }

    /// Each allegation with its finding, the evidence for and against it, and the results on risk.
    fn findings(&self) -> Option<Section> {
        let allegation = catalogue::find(kind::ALLEGATION)?;
        let mut blocks = Vec::new();
        for record in self.parts(kind::ALLEGATION) {
            blocks.push(Block::Heading(self.put(&domain::part::title(allegation, record, &self.facts.parts.names))));
            blocks.push(Block::Facts(self.fields(allegation, record)));
            for of in [kind::FINDING, kind::RISK_RESULT] {
                let Some(spec) = catalogue::find(of) else { continue };
                for result in self.parts(of).filter(|result| result.parts("allegation").contains(&record.id)) {
                    blocks.push(Block::Facts(
                        self.fields(spec, result)
                            .into_iter()
                            .filter(|fact| spec.find("allegation").is_none_or(|field| field.label != fact.label))
                            .collect(),
                    ));
                }
            }
        }
        (!blocks.is_empty()).then(|| Section { heading: "Allegations and findings".to_owned(), blocks })
    }

    fn actions(&self) -> Option<Section> {
        let rows: Vec<Vec<String>> = self
            .facts
            .actions
            .iter()
            .map(|action| {
                let record = &action.record;
                let day = |on: Option<chrono::NaiveDate>| on.map(domain::plain::date).unwrap_or_default();
                vec![
                    record.reference(),
                    self.put(&record.title),
                    self.put(&record.owner),
                    day(record.due),
                    record.progress.label().to_owned(),
                ]
            })
            .collect();
        (!rows.is_empty()).then(|| Section {
            heading: "Actions".to_owned(),
            blocks: vec![Block::Table(Table {
                columns: ["Action", "What", "Who", "Due", "Progress"].map(str::to_owned).to_vec(),
                widths: vec![10, 40, 20, 17, 13],
                rows,
            })],
        })
    }
}
