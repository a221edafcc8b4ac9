//! Lists that a provider extends.

use services::reference::{self, HolidaysView, ProfileDraft, ProfileRow};
use tauri::State;

use super::blocking;
use crate::{error::CommandResult, state::App};

/// Profiles of local authorities.
#[tauri::command]
#[specta::specta]
pub(crate) async fn authorities_list(app: State<'_, App>) -> CommandResult<Vec<ProfileRow>> {
    blocking(&app, move |app| app.with_vault(|vault, session| reference::authorities(vault, session))).await
}

/// Keeps a profile.
#[tauri::command]
#[specta::specta]
pub(crate) async fn authority_save(app: State<'_, App>, form: ProfileDraft) -> CommandResult<Vec<ProfileRow>> {
    blocking(&app, move |app| app.with_vault(|vault, session| reference::save_authority(vault, session, &form))).await
}

/// Stops using a profile, or uses it again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn authority_retire(
    app: State<'_, App>,
    code: String,
    retired: bool,
) -> CommandResult<Vec<ProfileRow>> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| reference::retire_authority(vault, session, &code, retired))
    })
    .await
}

/// Bank holidays.
#[tauri::command]
#[specta::specta]
pub(crate) async fn holidays_list(app: State<'_, App>) -> CommandResult<HolidaysView> {
    blocking(&app, move |app| app.with_vault(|vault, session| reference::holidays_view(vault, session))).await
}

/// Adds a bank holiday.
#[tauri::command]
#[specta::specta]
pub(crate) async fn holiday_add(app: State<'_, App>, on: String, name: String) -> CommandResult<HolidaysView> {
    blocking(&app, move |app| app.with_vault(|vault, session| reference::add_holiday(vault, session, &on, &name))).await
}

/// Takes away a bank holiday that the provider added.
#[tauri::command]
#[specta::specta]
pub(crate) async fn holiday_remove(app: State<'_, App>, on: String) -> CommandResult<HolidaysView> {
    blocking(&app, move |app| app.with_vault(|vault, session| reference::remove_holiday(vault, session, &on))).await
}
