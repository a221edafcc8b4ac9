//! Finding anything, and what was looked at last.

use services::search::{self, Found, Hit};
use tauri::State;

use super::blocking;
use crate::{error::CommandResult, state::App};

/// Finds what this person may see by its words, names and references.
#[tauri::command]
#[specta::specta]
pub(crate) async fn search_find(app: State<'_, App>, typed: String, limit: u32) -> CommandResult<Found> {
    blocking(&app, move |app| app.with_vault(|vault, session| search::find(vault, session, &typed, limit as usize)))
        .await
}

/// The cases and people looked at since unlocking, the last first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn recent_list(app: State<'_, App>) -> CommandResult<Vec<Hit>> {
    blocking(&app, move |app| app.with_vault(|vault, session| search::recent(vault, session))).await
}

/// Forgets what was looked at.
#[tauri::command]
#[specta::specta]
pub(crate) async fn recent_forget(app: State<'_, App>) -> CommandResult<()> {
    blocking(&app, move |app| {
        app.with_vault(|vault, _| {
            search::forget_recent(vault);
            Ok(())
        })
    })
    .await
}
