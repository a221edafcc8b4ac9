//! The chronology as a picture, and papers of a case.

use services::{
    cases::FigureView,
    chronology::{self, ChronologyFilter},
    paper::{self, PaperForm, PaperKind},
};
use tauri::{AppHandle, State};

use super::{blocking, id, packs::SavedFile};
use crate::{dialogs, error::CommandResult, state::App};

/// The chronology with a lane for each body.
#[tauri::command]
#[specta::specta]
pub(crate) async fn chronology_picture(
    app: State<'_, App>,
    case_id: String,
    filter: ChronologyFilter,
    width: f64,
) -> CommandResult<FigureView> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| chronology::picture(vault, session, id(&case_id)?, &filter, width))
    })
    .await
}

/// Makes a paper of a case and saves it where the person chooses; none when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn paper_save(
    handle: AppHandle,
    app: State<'_, App>,
    case_id: String,
    kind: PaperKind,
    form: PaperForm,
    filter: ChronologyFilter,
) -> CommandResult<Option<SavedFile>> {
    blocking(&app, move |app| {
        let case = id(&case_id)?;
        let paper = app.with_vault(|vault, session| paper::make(vault, session, case, kind, form, &filter))?;
        let Some(path) = dialogs::save(&handle, &paper.file_name, form.ending()) else { return Ok(None) };
        app.with_vault(|vault, session| paper::save(vault, session, case, &paper, &path))?;
        Ok(Some(SavedFile { token: app.token(&path), shown: path.display().to_string() }))
    })
    .await
}
