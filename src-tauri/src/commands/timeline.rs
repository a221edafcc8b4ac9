//! The timeline.

use services::timeline::{self, EventDraft, EventRow, HistoryRow};
use tauri::State;

use super::{blocking, id};
use crate::{error::CommandResult, state::App};

/// Adds an entry; returns once it is on the disk.
#[tauri::command]
#[specta::specta]
pub(crate) async fn event_add(app: State<'_, App>, case_id: String, form: EventDraft) -> CommandResult<EventRow> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| {
            timeline::add(vault, session, id(&case_id)?, &form, Some(&format!("event:{case_id}:new")))
        })
    })
    .await
}

/// Amends an entry, with a reason.
#[tauri::command]
#[specta::specta]
pub(crate) async fn event_amend(
    app: State<'_, App>,
    event_id: String,
    rev: u32,
    form: EventDraft,
    reason: String,
) -> CommandResult<EventRow> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| timeline::amend(vault, session, id(&event_id)?, rev, &form, &reason))
    })
    .await
}

/// Moves an entry to the bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn event_remove(app: State<'_, App>, event_id: String, rev: u32) -> CommandResult<EventRow> {
    blocking(&app, move |app| app.with_vault(|vault, session| timeline::remove(vault, session, id(&event_id)?, rev)))
        .await
}

/// Puts an entry back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn event_restore(app: State<'_, App>, event_id: String, rev: u32) -> CommandResult<EventRow> {
    blocking(&app, move |app| app.with_vault(|vault, session| timeline::restore(vault, session, id(&event_id)?, rev)))
        .await
}

/// Every wording of an entry.
#[tauri::command]
#[specta::specta]
pub(crate) async fn event_history(app: State<'_, App>, event_id: String) -> CommandResult<Vec<HistoryRow>> {
    blocking(&app, move |app| app.with_vault(|vault, session| timeline::history(vault, session, id(&event_id)?))).await
}
