//! Actions.

use services::actions::{self, ActionDraft, ActionRow};
use tauri::State;

use super::{blocking, id};
use crate::{error::CommandResult, state::App};

/// Records an action.
#[tauri::command]
#[specta::specta]
pub(crate) async fn action_add(app: State<'_, App>, case_id: String, form: ActionDraft) -> CommandResult<ActionRow> {
    blocking(&app, move |app| app.with_vault(|vault, session| actions::add(vault, session, id(&case_id)?, &form))).await
}

/// Amends an action.
#[tauri::command]
#[specta::specta]
pub(crate) async fn action_amend(
    app: State<'_, App>,
    action_id: String,
    rev: u32,
    form: ActionDraft,
    reason: Option<String>,
) -> CommandResult<ActionRow> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| actions::amend(vault, session, id(&action_id)?, rev, &form, reason.as_deref()))
    })
    .await
}

/// Moves an action to the bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn action_remove(app: State<'_, App>, action_id: String, rev: u32) -> CommandResult<ActionRow> {
    blocking(&app, move |app| app.with_vault(|vault, session| actions::remove(vault, session, id(&action_id)?, rev)))
        .await
}

/// Puts an action back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn action_restore(app: State<'_, App>, action_id: String, rev: u32) -> CommandResult<ActionRow> {
    blocking(&app, move |app| app.with_vault(|vault, session| actions::restore(vault, session, id(&action_id)?, rev)))
        .await
}
