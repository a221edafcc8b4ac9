//! What a case's record says beside its page: clocks, duties, history, and the case as it was known on a day.

use services::{
    clocks::{self, ClocksView},
    duties::{self, DutyRow},
    history::{self, ChangeRow, KnownOn},
    parts::PartRow,
};
use tauri::State;

use super::{blocking, id};
use crate::{error::CommandResult, state::App};

/// The clocks of a case.
#[tauri::command]
#[specta::specta]
pub(crate) async fn case_clocks(app: State<'_, App>, case_id: String) -> CommandResult<ClocksView> {
    blocking(&app, move |app| app.with_vault(|vault, session| clocks::view(vault, session, id(&case_id)?))).await
}

/// The matrix of duties.
#[tauri::command]
#[specta::specta]
pub(crate) async fn case_duties(app: State<'_, App>, case_id: String) -> CommandResult<Vec<DutyRow>> {
    blocking(&app, move |app| app.with_vault(|vault, session| duties::list(vault, session, id(&case_id)?))).await
}

/// Drafts a notification to CQC from what the case holds.
#[tauri::command]
#[specta::specta]
pub(crate) async fn notification_draft(
    app: State<'_, App>,
    case_id: String,
    regulation: String,
) -> CommandResult<PartRow> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| duties::draft_notification(vault, session, id(&case_id)?, &regulation))
    })
    .await
}

/// Every change of a case, newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn case_history(app: State<'_, App>, case_id: String) -> CommandResult<Vec<ChangeRow>> {
    blocking(&app, move |app| app.with_vault(|vault, session| history::list(vault, session, id(&case_id)?))).await
}

/// The case as it was known at the end of a day.
#[tauri::command]
#[specta::specta]
pub(crate) async fn case_known_on(app: State<'_, App>, case_id: String, day: String) -> CommandResult<KnownOn> {
    blocking(&app, move |app| app.with_vault(|vault, session| history::known_on(vault, session, id(&case_id)?, &day)))
        .await
}
