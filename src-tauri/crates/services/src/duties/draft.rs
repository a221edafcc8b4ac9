//! A draft of a notification to CQC, made from the case. Each draft is a record of its own, with the version of the form
//! it was made by, whether or not it is ever sent.

use std::collections::BTreeMap;

use domain::{
    CaseId,
    lists::Lists,
    part::{FieldInput, Owner, kind},
    plain,
};
use serde::Deserialize;

use crate::{
    Error, Result, Session, Vault,
    parts::{self, PartDraft, PartRow},
};

/// The form that CQC's own web form is filled in from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    version: String,
    section: Vec<Section>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    heading: String,
    asks: String,
}

fn built_in() -> Result<Template> {
    toml::from_str(include_str!("../../data/notification-draft.toml"))
        .map_err(|_| Error::Internal("notification draft"))
}

/// Drafts a notification from what the case holds, and keeps the draft.
///
/// # Errors
/// No such regulation, not there, not for this role, or the store's.
pub fn draft_notification(vault: &mut Vault, session: &Session, case_id: CaseId, regulation: &str) -> Result<PartRow> {
    draft_with(vault, session, case_id, regulation, &built_in()?)
}

fn draft_with(
    vault: &mut Vault,
    session: &Session,
    case_id: CaseId,
    regulation: &str,
    template: &Template,
) -> Result<PartRow> {
    let label = Lists::built_in().label("cqc_regulation", regulation).ok_or(Error::NotFound)?;
    let text = text(vault, session, case_id, label, template)?;
    let field = |text: &str, codes: &[&str]| FieldInput {
        text: text.to_owned(),
        codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        when: None,
    };
    let values = BTreeMap::from([
        ("regulation".to_owned(), field("", &[regulation])),
        ("form_version".to_owned(), field(&template.version, &[])),
        ("drafted_on".to_owned(), field(&plain::short_date_with_year(session.today()), &[])),
        ("text".to_owned(), field(&text, &[])),
    ]);
    parts::add(
        vault,
        session,
        Owner::Case(case_id),
        "notification_draft",
        &PartDraft { values, ..PartDraft::default() },
    )
}

/// The draft in words: each section of the form with what the case says to it. The adult is called by their number, as
/// CQC asks for no names.
fn text(vault: &Vault, session: &Session, case_id: CaseId, regulation: &str, template: &Template) -> Result<String> {
    let case = store::cases::get(vault.reader(), case_id)?.record;
    let loaded = parts::load(vault, session, case_id, None)?;
    let service = session.service(case.service_id)?;
    let adult = match case.subject_id {
        Some(id) => domain::person::person_reference(store::people::standing_for(vault.reader(), id)?.record.number),
        None => "not known yet".to_owned(),
    };
    let joined = |kind: &str, field: &str| {
        let texts: Vec<&str> =
            loaded.of(kind).map(|part| part.record.text(field)).filter(|text| !text.is_empty()).collect();
        texts.join("\n")
    };
    let mut lines = vec![format!("{regulation}. Draft by form {}.", template.version)];
    for section in &template.section {
        let says = match section.asks.as_str() {
            "service" => service.name.clone(),
            "adult" => adult.clone(),
            "aware" => case.aware.text(),
            "account" => case.first_account.clone(),
            "allegations" => joined(kind::ALLEGATION, "what"),
            "safety" => joined("safety_step", "what"),
            "council" => joined(kind::REFERRAL, "said"),
            "told" => joined(kind::TOLD, "what"),
            _ => String::new(),
        };
        let says = if says.is_empty() { "(nothing recorded)".to_owned() } else { says };
        lines.push(format!("{}\n{says}", section.heading));
    }
    Ok(lines.join("\n\n"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;
    use crate::{clock::Clock, setup};

    // K10: every draft is an item of its own with its date, drafter and form version, also after the form changed.
    #[test]
    fn each_draft_stays_with_the_form_it_was_made_by() {
        let folder = tempfile::tempdir().unwrap();
        let now = chrono::DateTime::parse_from_rfc3339("2026-02-07T14:00:00Z").unwrap().with_timezone(&chrono::Utc);
        let services = [domain::provider::NewService {
            name: "Meadowbank Homecare".into(),
            kind: domain::provider::ServiceKind::Homecare,
        }];
        let new = setup::NewVault {
            provider: "Rowan",
            services: &services,
            user_label: "Registered manager",
            passphrase: "violet kettle tram orchard",
        };
        let mut vault = setup::create(&folder.path().join("store"), &new, Clock::Fixed(now)).unwrap();
        let session = vault.session();
        let concern = crate::cases::NewConcern {
            service_id: session.services[0].id.to_string(),
            what: "Two visits were not made.".into(),
            who: Some("Edna Rowe".into()),
            which: None,
            aware: domain::time::WhenInput {
                date: "7/2/2026".into(),
                time: Some("13:05".into()),
                offset_min: None,
                about: false,
            },
            title: None,
            draft_key: None,
            ..crate::cases::NewConcern::default()
        };
        let case: CaseId = crate::cases::record(&mut vault, &session, &concern).unwrap().id.parse().unwrap();
        draft_notification(&mut vault, &session, case, "abuse").unwrap();
        let later = Template {
            version: "2027-01".into(),
            section: vec![Section { heading: "What happened".into(), asks: "account".into() }],
        };
        draft_with(&mut vault, &session, case, "abuse", &later).unwrap();
        let kept = parts::load(&vault, &session, case, None).unwrap();
        let drafts: Vec<_> = kept.of("notification_draft").collect();
        let versions: Vec<&str> = drafts.iter().map(|draft| draft.record.text("form_version")).collect();
        assert_eq!(versions, [built_in().unwrap().version.as_str(), "2027-01"]);
        assert!(drafts.iter().all(|draft| draft.meta.author_id == session.user_id));
        assert!(drafts[0].record.text("text").contains("Two visits were not made."));
        assert!(!drafts[0].record.text("text").contains("Edna"), "no name");
        // Neither was sent, and nothing says that CQC was notified.
        assert!(
            !crate::duties::list(&vault, &session, case).unwrap().iter().any(|duty| duty.code == "cqc_notification")
        );
    }
}
