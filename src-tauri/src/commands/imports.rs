//! Counts and concerns from a file.

use std::sync::Arc;

use serde::Serialize;
use services::{
    Error, Result,
    concern_import::{self, ConcernImportRow, ConcernMapping, ConcernPreview, ConcernRun, ConcernUndo},
    imports::{self, DryRunView, ImportMapping, ImportPreview, RowList, RowsFrom, RowsView, Source, UndoView},
    measures::BatchRow,
};
use tauri::{AppHandle, State};

use super::{blocking, id};
use crate::{
    dialogs,
    error::CommandResult,
    importing::{Chosen, Following},
    state::{App, Work},
};

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
        // It may have locked while the dialog stood open; a locked program holds no file.
        app.with_vault(|_, _| Ok(()))?;
        let (name, size_text) = (source.name().to_owned(), domain::plain::bytes(source.size()));
        Ok(Some(ImportFile { token: app.keep_source(source), name, size_text }))
    })
    .await
}

/// What is in the file, and which column seems to be which.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_open(
    handle: AppHandle,
    app: State<'_, App>,
    token: String,
    measure_id: String,
    sheet: Option<String>,
) -> CommandResult<ImportPreview> {
    step(handle, &app, token, move |app, chosen| {
        app.with_vault(|vault, session| {
            imports::open(vault, session, &mut chosen.source, id(&measure_id)?, sheet.as_deref())
        })
    })
    .await
}

/// The dry run: its counts, and the first page of both lists.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_check(
    handle: AppHandle,
    app: State<'_, App>,
    token: String,
    measure_id: String,
    mapping: ImportMapping,
) -> CommandResult<DryRunView> {
    step(handle, &app, token, move |app, chosen| {
        chosen.checked = None;
        let run = app.with_vault(|vault, session| {
            imports::check(vault, session, &mut chosen.source, id(&measure_id)?, mapping)
        })?;
        Ok(chosen.checked.insert(run).first_page())
    })
    .await
}

/// One page of the rows that the last dry run listed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_rows(
    app: State<'_, App>,
    token: String,
    list: RowList,
    from: RowsFrom,
) -> CommandResult<RowsView> {
    blocking(&app, move |app| {
        app.with_vault(|_, _| Ok(()))?;
        app.with_chosen(&token, |chosen| Ok(chosen.checked.as_ref().ok_or(Error::NotFound)?.rows(list, from)))
    })
    .await
}

/// Brings the rows in, in one transaction.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_commit(
    handle: AppHandle,
    app: State<'_, App>,
    token: String,
    measure_id: String,
    mapping: ImportMapping,
) -> CommandResult<BatchRow> {
    let done_with = token.clone();
    let batch = step(handle, &app, token, move |app, chosen| {
        app.with_vault(|vault, session| {
            Ok(imports::commit(vault, session, &mut chosen.source, id(&measure_id)?, mapping)?.batch)
        })
    })
    .await?;
    app.let_go(&done_with);
    Ok(batch)
}

/// Runs one step of an import, followed in the window and stopped by `cancel_work` or a lock.
async fn step<T: Send + 'static>(
    handle: AppHandle,
    app: &App,
    token: String,
    work: impl FnOnce(&App, &mut Chosen) -> Result<T> + Send + 'static,
) -> CommandResult<T> {
    let stop = app.begin_work(Work::Import);
    blocking(app, move |app| {
        app.with_chosen(&token, |chosen| {
            chosen.source.watched_by(Arc::new(Following::new(handle, stop)));
            work(&app, chosen)
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

/// What is in a file of concerns, and which column seems to be which.
#[tauri::command]
#[specta::specta]
pub(crate) async fn concern_import_open(
    handle: AppHandle,
    app: State<'_, App>,
    token: String,
    service_id: String,
    sheet: Option<String>,
) -> CommandResult<ConcernPreview> {
    step(handle, &app, token, move |app, chosen| {
        app.with_vault(|vault, session| {
            concern_import::open(vault, session, &mut chosen.source, id(&service_id)?, sheet.as_deref())
        })
    })
    .await
}

/// The dry run of a file of concerns.
#[tauri::command]
#[specta::specta]
pub(crate) async fn concern_import_check(
    handle: AppHandle,
    app: State<'_, App>,
    token: String,
    service_id: String,
    mapping: ConcernMapping,
) -> CommandResult<ConcernRun> {
    step(handle, &app, token, move |app, chosen| {
        app.with_vault(|vault, session| {
            concern_import::check(vault, session, &mut chosen.source, id(&service_id)?, &mapping)
        })
    })
    .await
}

/// Brings the concerns in as cases, in one transaction.
#[tauri::command]
#[specta::specta]
pub(crate) async fn concern_import_commit(
    handle: AppHandle,
    app: State<'_, App>,
    token: String,
    service_id: String,
    mapping: ConcernMapping,
) -> CommandResult<ConcernImportRow> {
    let done_with = token.clone();
    let batch = step(handle, &app, token, move |app, chosen| {
        app.with_vault(|vault, session| {
            concern_import::commit(vault, session, &mut chosen.source, id(&service_id)?, &mapping)
        })
    })
    .await?;
    app.let_go(&done_with);
    Ok(batch)
}

/// The imports of concerns of a service, newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn concern_import_list(
    app: State<'_, App>,
    service_id: String,
) -> CommandResult<Vec<ConcernImportRow>> {
    blocking(&app, move |app| app.with_vault(|vault, session| concern_import::list(vault, session, id(&service_id)?)))
        .await
}

/// Takes a whole import of concerns away again: its cases go to the bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn concern_import_undo(
    app: State<'_, App>,
    batch_id: String,
    including_changed: bool,
) -> CommandResult<ConcernUndo> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| concern_import::undo(vault, session, id(&batch_id)?, including_changed))
    })
    .await
}

/// Puts the cases of an import that was undone back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn concern_import_put_back(app: State<'_, App>, batch_id: String) -> CommandResult<u32> {
    blocking(&app, move |app| app.with_vault(|vault, session| concern_import::put_back(vault, session, id(&batch_id)?)))
        .await
}
