//! Evidence packs.

use serde::Serialize;
use services::{
    export,
    packs::{self, AudienceRow, NewPack, PackContents, PackRow},
};
use tauri::{AppHandle, State};
use tauri_plugin_opener::OpenerExt;

use super::{blocking, id};
use crate::{dialogs, error::CommandResult, state::App};

/// A file that was saved.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub(crate) struct SavedFile {
    /// Stands for the file; it can be opened by it in this run.
    pub token: String,
    /// Where it is, for the person who chose the place.
    pub shown: String,
}

/// Who packs can be made for.
#[tauri::command]
#[specta::specta]
pub(crate) async fn audiences_list(app: State<'_, App>) -> CommandResult<Vec<AudienceRow>> {
    blocking(&app, move |app| app.with_vault(|_, _| Ok(packs::audiences()))).await
}

/// What a pack will hold. Makes nothing.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pack_contents(
    app: State<'_, App>,
    case_id: String,
    audience: String,
) -> CommandResult<PackContents> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| packs::contents(vault, session, id(&case_id)?, &audience))
    })
    .await
}

/// Makes a pack and records it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pack_build(app: State<'_, App>, form: NewPack) -> CommandResult<PackRow> {
    blocking(&app, move |app| app.with_vault(|vault, session| Ok(packs::build(vault, session, &form)?.row))).await
}

/// The register of packs.
#[tauri::command]
#[specta::specta]
pub(crate) async fn packs_list(app: State<'_, App>) -> CommandResult<Vec<PackRow>> {
    blocking(&app, move |app| app.with_vault(|vault, session| packs::list(vault, session))).await
}

/// Builds the pack again to the same bytes and saves it where the person chooses; none when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pack_save(
    handle: AppHandle,
    app: State<'_, App>,
    number: String,
) -> CommandResult<Option<SavedFile>> {
    blocking(&app, move |app| {
        app.with_vault(|_, _| Ok(()))?;
        let Some(path) = dialogs::save_pdf(&handle, &format!("{number}.pdf")) else { return Ok(None) };
        app.with_vault(|vault, session| {
            let built = packs::rebuild(vault, session, &number)?;
            export::pack(vault, session, &built, &path)
        })?;
        Ok(Some(SavedFile { token: app.token(&path), shown: path.display().to_string() }))
    })
    .await
}

/// Opens a pack saved in this run in the system's PDF reader.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pack_open(handle: AppHandle, app: State<'_, App>, token: String) -> CommandResult<()> {
    blocking(&app, move |app| {
        let path = app.path(&token)?;
        handle.opener().open_path(path.to_string_lossy(), None::<&str>).map_err(|_| {
            services::Error::NotAvailable(
                "No program on this computer opens PDF files. The pack is saved; nothing is lost.".to_owned(),
            )
        })
    })
    .await
}
