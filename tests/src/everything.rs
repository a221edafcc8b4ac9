//! Something in every field that a person can fill.

use domain::{
    CaseId,
    action::{ActionStrength, InPractice, Progress},
    timeline::{EventKind, Lane},
};
use services::{Preferences, Theme, Vault, actions, cases, drafts, measures, packs, timeline};

use crate::when;

/// Records a case with an entry, an action, a measure with counts, answers, a draft and preferences, each of
/// its texts holding `word`. Returns the case.
pub fn record(vault: &mut Vault, word: &str) -> CaseId {
    let session = vault.session();
    let service_id = session.services[0].id.to_string();
    let concern = cases::NewConcern {
        service_id: service_id.clone(),
        what: format!("{word} in the account"),
        who: Some(format!("{word} Rowe")),
        which: None,
        aware: when("2026-02-07", Some("13:05"), None),
        title: Some(format!("{word} in the title")),
        draft_key: None,
        ..cases::NewConcern::default()
    };
    let row = cases::record(vault, &session, &concern).unwrap();
    let case: CaseId = row.id.parse().unwrap();
    timeline::add(vault, &session, case, &event(word), None).unwrap();
    actions::add(vault, &session, case, &action(word)).unwrap();
    let measure = measures::NewMeasure {
        service_id,
        indicator: "hc_missed".to_owned(),
        every: None,
        baseline_from: None,
        baseline_to: None,
        change_on: Some("2026-03-02".to_owned()),
        usual_checks: false,
        case_id: Some(row.id),
        lead: true,
    };
    measures::add(vault, &session, &measure).unwrap();
    amend(vault, case, word, 0);
    case
}

/// Amends all that [`record`] recorded; with other words and another `round`, nothing stays as it was.
pub fn amend(vault: &mut Vault, case: CaseId, word: &str, round: u32) {
    let session = vault.session();
    let page = cases::page(vault, &session, case, 700.0).unwrap();
    let change = cases::CaseAmend {
        title: Some(format!("{word} in the title {round}")),
        who: None,
        which: None,
        aware: None,
        reason: format!("{word} in the reason"),
    };
    cases::amend(vault, &session, case, page.rev, &change).unwrap();
    let (entry, task) = (&page.events[0], &page.actions[0]);
    let reason = format!("{word} in the reason {round}");
    timeline::amend(vault, &session, entry.id.parse().unwrap(), entry.rev, &event(&format!("{word} {round}")), &reason)
        .unwrap();
    let task_form = action(&format!("{word} {round}"));
    actions::amend(vault, &session, task.id.parse().unwrap(), task.rev, &task_form, Some(&reason)).unwrap();
    let answers = cases::QuestionsView {
        rev: page.questions.rev,
        what_changed: format!("{word} changed {round}"),
        how_risk_reduced: format!("{word} reduced {round}"),
        how_learning_embedded: format!("{word} embedded {round}"),
    };
    cases::save_questions(vault, &session, case, page.questions.rev, &answers).unwrap();

    let measure = page.measures[0].id.parse().unwrap();
    let edits: Vec<_> = measures::load_grid(vault, &session, measure, None)
        .unwrap()
        .rows
        .iter()
        .take(8)
        .map(|row| measures::GridEdit {
            start: row.start.clone(),
            events: (round % 7 + 1).to_string(),
            exposure: (1_100 + round).to_string(),
            note: format!("{word} in the remark {round}"),
        })
        .collect();
    let saved = measures::save_grid(vault, &session, measure, &edits).unwrap();
    assert!(saved.saved > 0 && saved.problems.is_empty(), "{:?}", saved.problems);
    for form in ["new", "other"] {
        let body = format!(r#"{{"text":"{word} in a draft {round}"}}"#);
        drafts::save(vault, &session, &format!("event:{case}:{form}"), None, &body).unwrap();
    }
    let preferences = Preferences {
        idle_minutes: 5 + round % 20,
        zoom: 100 + round % 50,
        theme: Theme::Dark,
        capturable: round.is_multiple_of(2),
    };
    vault.set_preferences(&session, preferences).unwrap();
}

/// Makes a pack of the case, for somebody whose name holds `word`.
pub fn pack(vault: &mut Vault, case: CaseId, word: &str) -> packs::BuiltPack {
    let session = vault.session();
    let form = packs::NewPack {
        case_id: case.to_string(),
        audience: "cqc_on_site".to_owned(),
        recipient: format!("{word} the recipient"),
        purpose: format!("{word} the purpose"),
        basis: format!("{word} the basis"),
    };
    packs::build(vault, &session, &form).unwrap()
}

fn event(word: &str) -> timeline::EventDraft {
    timeline::EventDraft {
        lane: Lane::Agencies,
        kind: EventKind::Note,
        when: when("2026-02-08", Some("09:00"), None),
        text: format!("{word} in an entry"),
        agency: Some(format!("{word} Council")),
    }
}

fn action(word: &str) -> actions::ActionDraft {
    actions::ActionDraft {
        title: format!("{word} to be done"),
        owner: format!("{word} owner"),
        due: Some("2026-03-01".to_owned()),
        go_live: Some("2026-02-20".to_owned()),
        marker_label: Some(format!("{word} marker")),
        settling_weeks: 0,
        strength: ActionStrength::Medium,
        progress: Progress::Done,
        verified: Some(actions::VerifiedDraft {
            by: format!("{word} verifier"),
            on: "2026-03-05".to_owned(),
            in_practice: InPractice::Yes,
        }),
        measure_ids: Vec::new(),
    }
}
