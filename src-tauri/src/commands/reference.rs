//! Lists that a provider extends.

use services::reference::{self, HolidaysView, OwnListView, ProfileDraft, ProfileRow, RepeatRule, RepeatsView};
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

/// Lists of answers that may be extended.
#[tauri::command]
#[specta::specta]
pub(crate) async fn own_lists(app: State<'_, App>) -> CommandResult<Vec<OwnListView>> {
    blocking(&app, move |app| app.with_vault(|vault, session| reference::own_lists(vault, session))).await
}

/// Adds an answer to a list.
#[tauri::command]
#[specta::specta]
pub(crate) async fn own_item_add(app: State<'_, App>, list: String, label: String) -> CommandResult<Vec<OwnListView>> {
    blocking(&app, move |app| app.with_vault(|vault, session| reference::add_item(vault, session, &list, &label))).await
}

/// Stops offering an answer that the provider added, or offers it again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn own_item_retire(
    app: State<'_, App>,
    list: String,
    code: String,
    retired: bool,
) -> CommandResult<Vec<OwnListView>> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| reference::retire_item(vault, session, &list, &code, retired))
    })
    .await
}

/// When repeated events speak up.
#[tauri::command]
#[specta::specta]
pub(crate) async fn repeats_show(app: State<'_, App>) -> CommandResult<RepeatsView> {
    blocking(&app, move |app| app.with_vault(|vault, session| reference::repeats(vault, session))).await
}

/// Changes when repeated events speak up.
#[tauri::command]
#[specta::specta]
pub(crate) async fn repeats_save(app: State<'_, App>, rule: RepeatRule) -> CommandResult<RepeatsView> {
    blocking(&app, move |app| app.with_vault(|vault, session| reference::save_repeats(vault, session, rule))).await
}
