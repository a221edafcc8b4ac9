//! Cases.

use services::cases::{
    self, BinnedCase, CaseAmend, CaseFilter, CaseList, CasePage, CaseRow, NewConcern, QuestionsView,
};
use tauri::State;

use super::{blocking, id};
use crate::{error::CommandResult, state::App};

/// So many of the cases that fit and this person may see, from a place on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cases_list(
    app: State<'_, App>,
    filter: CaseFilter,
    from: u32,
    count: u32,
) -> CommandResult<CaseList> {
    blocking(&app, move |app| app.with_vault(|vault, session| cases::listed(vault, session, &filter, from, count)))
        .await
}

/// Records a concern as a new case.
#[tauri::command]
#[specta::specta]
pub(crate) async fn case_record(app: State<'_, App>, form: NewConcern) -> CommandResult<CaseRow> {
    blocking(&app, move |app| app.with_vault(|vault, session| cases::record(vault, session, &form))).await
}

/// A case on a page, its figure so many pixels wide.
#[tauri::command]
#[specta::specta]
pub(crate) async fn case_page(app: State<'_, App>, case_id: String, width: f64) -> CommandResult<CasePage> {
    blocking(&app, move |app| app.with_vault(|vault, session| cases::page(vault, session, id(&case_id)?, width))).await
}

/// Amends a case's own fields.
#[tauri::command]
#[specta::specta]
pub(crate) async fn case_amend(app: State<'_, App>, case_id: String, rev: u32, form: CaseAmend) -> CommandResult<()> {
    blocking(&app, move |app| app.with_vault(|vault, session| cases::amend(vault, session, id(&case_id)?, rev, &form)))
        .await
}

/// Keeps the answers to the three questions.
#[tauri::command]
#[specta::specta]
pub(crate) async fn questions_save(
    app: State<'_, App>,
    case_id: String,
    rev: u32,
    form: QuestionsView,
) -> CommandResult<QuestionsView> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| cases::save_questions(vault, session, id(&case_id)?, rev, &form))
    })
    .await
}

/// Cases in the bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cases_bin(app: State<'_, App>) -> CommandResult<Vec<BinnedCase>> {
    blocking(&app, move |app| app.with_vault(|vault, session| cases::bin(vault, session))).await
}

/// Moves a case that was recorded by mistake to the bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn case_remove(app: State<'_, App>, case_id: String, rev: u32, reason: String) -> CommandResult<()> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| cases::remove(vault, session, id(&case_id)?, rev, &reason))
    })
    .await
}

/// Puts a case back from the bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn case_restore(app: State<'_, App>, case_id: String) -> CommandResult<()> {
    blocking(&app, move |app| app.with_vault(|vault, session| cases::restore(vault, session, id(&case_id)?))).await
}
