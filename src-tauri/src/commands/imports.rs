//! Counts from a file.

use serde::Serialize;
use services::{
    imports::{self, DryRunView, ImportMapping, ImportPreview, Source, UndoView},
    measures::BatchRow,
};
use tauri::{AppHandle, State};

use super::{blocking, id};
use crate::{dialogs, error::CommandResult, state::App};

/// A file that was chosen.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub(crate) struct ImportFile {
    /// Stands for the file.
    pub token: String,
    /// Its own name.
    pub name: String,
    /// Its size in words.
    pub size_text: String,
}

/// Asks for a file in the native dialog; none when that was cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_choose(handle: AppHandle, app: State<'_, App>) -> CommandResult<Option<ImportFile>> {
    blocking(&app, move |app| {
        app.with_vault(|_, _| Ok(()))?;
        let Some(path) = dialogs::spreadsheet(&handle) else { return Ok(None) };
        let source = Source::read(&path)?;
        let (name, size_text) = (source.name().to_owned(), domain::plain::bytes(source.size()));
        Ok(Some(ImportFile { token: app.keep_source(source), name, size_text }))
    })
    .await
}

/// What is in the file, and which column seems to be which.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_open(
    app: State<'_, App>,
    token: String,
    measure_id: String,
    sheet: Option<String>,
) -> CommandResult<ImportPreview> {
    blocking(&app, move |app| {
        app.with_source(&token, |source| {
            app.with_vault(|vault, session| imports::open(vault, session, source, id(&measure_id)?, sheet.as_deref()))
        })
    })
    .await
}

/// The dry run.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_check(
    app: State<'_, App>,
    token: String,
    measure_id: String,
    mapping: ImportMapping,
) -> CommandResult<DryRunView> {
    blocking(&app, move |app| {
        app.with_source(&token, |source| {
            app.with_vault(|vault, session| imports::check(vault, session, source, id(&measure_id)?, mapping))
        })
    })
    .await
}

/// Brings the rows in, in one transaction.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_commit(
    app: State<'_, App>,
    token: String,
    measure_id: String,
    mapping: ImportMapping,
) -> CommandResult<BatchRow> {
    blocking(&app, move |app| {
        app.with_source(&token, |source| {
            app.with_vault(|vault, session| {
                Ok(imports::commit(vault, session, source, id(&measure_id)?, mapping)?.batch)
            })
        })
    })
    .await
}

/// Takes a whole import away again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_undo(
    app: State<'_, App>,
    batch_id: String,
    including_corrected: bool,
) -> CommandResult<UndoView> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| imports::undo(vault, session, id(&batch_id)?, including_corrected))
    })
    .await
}
