//! Documents as evidence.

use std::sync::{Arc, atomic::Ordering};

use domain::{audit::Action, part::Owner};
use serde::Serialize;
use services::{
    evidence::{self, Attached, EvidenceList, FileView, Incoming, Previewer, Shown},
    export,
};
use tauri::{AppHandle, State};

use super::{blocking, id};
use crate::{
    dialogs,
    error::CommandResult,
    evidence::{ChosenDocument, Following, Reached},
    state::{App, Work},
};

/// What a file looks like, or why it is not shown.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub(crate) struct PreviewView {
    /// The file.
    pub file: FileView,
    /// Where the window gets the picture of the page: once, within a minute.
    pub src: Option<String>,
    /// Its text, where it is one.
    pub text: Option<String>,
    /// Whether there is more of the text.
    pub text_goes_on: bool,
    /// Which page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// Why nothing is shown, and what can be done.
    pub why: Option<String>,
}

/// A copy that was saved.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub(crate) struct SavedCopy {
    /// Where it is, for the person who chose the place.
    pub shown: String,
}

/// Asks for files in the native dialog; none when that was cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn evidence_choose(handle: AppHandle, app: State<'_, App>) -> CommandResult<Vec<ChosenDocument>> {
    blocking(&app, move |app| {
        app.with_vault(|_, session| session.require(Action::AddEvidence))?;
        let paths = dialogs::documents(&handle);
        // It may have locked while the dialog stood open; a locked program holds no file.
        app.with_vault(|_, _| Ok(()))?;
        app.desk().offer_all(&paths)
    })
    .await
}

/// Adds a file to a case, followed in the window and stopped by `cancel_work` or a lock.
#[tauri::command]
#[specta::specta]
pub(crate) async fn evidence_attach(
    handle: AppHandle,
    app: State<'_, App>,
    token: String,
    case_id: String,
) -> CommandResult<Attached> {
    let stop = app.begin_work(Work::Evidence);
    blocking(&app, move |app| {
        let owner = Owner::Case(id(&case_id)?);
        let file = Incoming::open(&app.desk().file(&token)?)?;
        let text = format!("Adding {}\u{2026}", domain::text::file_name(&file.name));
        evidence::attach(&Reached(app), owner, file, &Following::new(handle, text, stop))
    })
    .await
}

/// The evidence of a case.
#[tauri::command]
#[specta::specta]
pub(crate) async fn evidence_list(app: State<'_, App>, case_id: String) -> CommandResult<EvidenceList> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| evidence::list(vault, session, Owner::Case(id(&case_id)?)))
    })
    .await
}

/// Shows a page of a file, in place of any other that is being drawn.
#[tauri::command]
#[specta::specta]
pub(crate) async fn evidence_preview(app: State<'_, App>, file_id: String, page: u32) -> CommandResult<PreviewView> {
    let stop = app.begin_work(Work::Preview);
    blocking(&app, move |app| {
        let file_id = id(&file_id)?;
        let reach = Reached(app.clone());
        let wanted_no_more: evidence::Stop = Arc::new(move || stop.load(Ordering::Relaxed));
        let seen = evidence::preview(&reach, file_id, page, &Previewer::of_this_program(), &wanted_no_more)?;
        let nothing =
            PreviewView { file: seen.file, src: None, text: None, text_goes_on: false, page: 1, pages: 1, why: None };
        Ok(match seen.shown {
            // In one hold of the vault: a lock that comes in between leaves no picture waiting.
            Shown::Picture { png, page, pages } => {
                let src = app.with_vault(|_, _| app.desk().show(file_id, png))?;
                PreviewView { src: Some(src), page, pages, ..nothing }
            }
            Shown::Text { text, goes_on } => PreviewView { text: Some(text), text_goes_on: goes_on, ..nothing },
            Shown::Nothing(why) => PreviewView { why: Some(why), ..nothing },
        })
    })
    .await
}

/// Saves a copy of a file where the person chooses; none when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn evidence_save_copy(
    handle: AppHandle,
    app: State<'_, App>,
    file_id: String,
) -> CommandResult<Option<SavedCopy>> {
    let stop = app.begin_work(Work::Copy);
    blocking(&app, move |app| {
        let file_id = id(&file_id)?;
        let name = app.with_vault(|vault, session| {
            session.require(Action::ExportEvidence)?;
            evidence::saved_name(vault, session, file_id)
        })?;
        let Some(path) = dialogs::save_copy(&handle, &name) else { return Ok(None) };
        let following = Following::new(handle, format!("Saving a copy of {name}\u{2026}"), stop);
        export::evidence(&Reached(app), file_id, &path, &following)?;
        Ok(Some(SavedCopy { shown: path.display().to_string() }))
    })
    .await
}
