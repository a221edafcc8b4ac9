//! Where the data is, checks, activity, preferences.

use services::{
    Preferences,
    storage::{self, ActivityRow, DataPlace, VerifyReport},
};
use tauri::{AppHandle, State};
use tauri_plugin_opener::OpenerExt;

use super::blocking;
use crate::{
    closing,
    error::CommandResult,
    state::{App, Work},
    window,
};

/// Keeps how the program looks and locks.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_preferences(
    handle: AppHandle,
    app: State<'_, App>,
    preferences: Preferences,
) -> CommandResult<Preferences> {
    blocking(&app, move |app| {
        let kept = app.with_vault(|vault, session| vault.set_preferences(session, preferences))?;
        window::follow(&handle, kept);
        Ok(kept)
    })
    .await
}

/// Where the data is and how it is kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn data_place(app: State<'_, App>) -> CommandResult<DataPlace> {
    blocking(&app, move |app| app.with_vault(|vault, session| storage::data_place(vault, session))).await
}

/// Both integrity checks and the audit chain.
#[tauri::command]
#[specta::specta]
pub(crate) async fn verify_store(handle: AppHandle, app: State<'_, App>) -> CommandResult<VerifyReport> {
    let watch = closing::telling(&handle, app.begin_work(Work::Check));
    blocking(&app, move |app| app.with_vault(|vault, session| storage::verify_watched(vault, session, &watch))).await
}

/// Who did what, newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn activity_list(app: State<'_, App>, before: Option<u32>) -> CommandResult<Vec<ActivityRow>> {
    blocking(&app, move |app| app.with_vault(|vault, session| storage::activity(vault, session, before))).await
}

/// Shows the vault's folder in the system's file manager.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_data_folder(handle: AppHandle, app: State<'_, App>) -> CommandResult<()> {
    blocking(&app, move |app| {
        let folder = app.with_vault(|vault, session| storage::data_place(vault, session).map(|_| vault.folder()))?;
        handle.opener().open_path(folder.to_string_lossy(), None::<&str>).map_err(|_| {
            services::Error::NotAvailable(
                "The folder could not be shown. Its place stands above; nothing is wrong with it.".to_owned(),
            )
        })
    })
    .await
}
