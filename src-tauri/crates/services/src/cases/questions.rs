//! The three questions: what changed, how risk was reduced, how learning is embedded.

use domain::{CaseId, audit::Action, case::CaseAnswers};
use serde::{Deserialize, Serialize};
use store::cases::CaseAnswersRecord;

use crate::{Error, Result, Session, Subject, Vault};

/// The three answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct QuestionsView {
    /// The revision they stand at; 0 while nothing was answered.
    pub rev: u32,
    /// What changed.
    pub what_changed: String,
    /// How risk was reduced.
    pub how_risk_reduced: String,
    /// How learning is embedded.
    pub how_learning_embedded: String,
}

/// Keeps the answers made from revision `rev`; earlier wordings stay in the record.
///
/// # Errors
/// Too long, a stale revision, or the store's.
pub fn save(
    vault: &mut Vault,
    session: &Session,
    case_id: CaseId,
    rev: u32,
    form: &QuestionsView,
) -> Result<QuestionsView> {
    session.require(Action::AnswerQuestions)?;
    store::cases::require_visible(vault.reader(), case_id)?;
    let answers = CaseAnswers {
        what_changed: form.what_changed.trim().to_owned(),
        how_risk_reduced: form.how_risk_reduced.trim().to_owned(),
        how_learning_embedded: form.how_learning_embedded.trim().to_owned(),
    };
    answers.check()?;
    let standing = store::cases::answers(vault.reader(), case_id)?;
    if standing.as_ref().map_or(0, |standing| standing.meta.rev) != rev {
        return Err(Error::Conflict);
    }
    if let Some(standing) = &standing {
        let before = &standing.record.answers;
        let corrects = [
            (&before.what_changed, &answers.what_changed),
            (&before.how_risk_reduced, &answers.how_risk_reduced),
            (&before.how_learning_embedded, &answers.how_learning_embedded),
        ];
        // A blank is filled at any time.
        if corrects.iter().any(|(before, after)| !before.is_empty() && before != after) {
            crate::stages::require_amendable(vault.reader(), case_id, standing.meta.first_seq)?;
        }
    }
    let record = CaseAnswersRecord { case_id, answers };
    let written = vault.change(session, Action::AnswerQuestions, None, |change| {
        let meta = if rev == 0 { change.add(&record)? } else { change.amend(&record, rev)? };
        Ok((meta.rev, Subject::from(case_id).at(meta.rev)))
    })?;
    Ok(view(written, &record.answers))
}

/// The answers as a form shows them.
pub(super) fn view(rev: u32, answers: &CaseAnswers) -> QuestionsView {
    QuestionsView {
        rev,
        what_changed: answers.what_changed.clone(),
        how_risk_reduced: answers.how_risk_reduced.clone(),
        how_learning_embedded: answers.how_learning_embedded.clone(),
    }
}
