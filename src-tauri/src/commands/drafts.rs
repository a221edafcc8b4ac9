//! Unfinished text.

use services::drafts::{self, Draft, DraftRow, SavedAt};
use tauri::State;

use super::blocking;
use crate::{error::CommandResult, state::App};

/// Keeps a draft. One that cannot be written is sealed for its owner before the error is told.
#[tauri::command]
#[specta::specta]
pub(crate) async fn draft_save(
    app: State<'_, App>,
    key: String,
    based_on: Option<u32>,
    body: String,
) -> CommandResult<SavedAt> {
    blocking(&app, move |app| {
        let saved = app.with_vault(|vault, session| drafts::save(vault, session, &key, based_on, &body));
        match &saved {
            Ok(_) => app.forget_rescued(&key),
            Err(error) if error.is_about_storage() => app.rescue(&key, based_on, &body),
            Err(_) => {}
        }
        saved
    })
    .await
}

/// The draft of one form.
#[tauri::command]
#[specta::specta]
pub(crate) async fn draft_load(app: State<'_, App>, key: String) -> CommandResult<Option<Draft>> {
    blocking(&app, move |app| app.with_vault(|vault, session| drafts::load(vault, session, &key))).await
}

/// Throws a draft away.
#[tauri::command]
#[specta::specta]
pub(crate) async fn draft_discard(app: State<'_, App>, key: String) -> CommandResult<()> {
    blocking(&app, move |app| {
        app.forget_rescued(&key);
        app.with_vault(|vault, session| drafts::discard(vault, session, &key))
    })
    .await
}

/// A person's drafts.
#[tauri::command]
#[specta::specta]
pub(crate) async fn drafts_list(app: State<'_, App>) -> CommandResult<Vec<DraftRow>> {
    blocking(&app, move |app| app.with_vault(|vault, session| drafts::list(vault, session))).await
}
