//! Rounds of people's results, how a measure is reported, and services beside each other.

use domain::round::RoundKind;
use services::{
    measures::CopyWhat,
    reporting::{self, ReportingForm, ReportingView},
    rounds::{self, RoundForm, RoundPaste, RoundRow, RoundsView},
    sites::{self, SitesView},
};
use tauri::State;

use super::{blocking, id};
use crate::{clipboard, error::CommandResult, state::App};

/// The rounds of a measure, their picture so many pixels wide.
#[tauri::command]
#[specta::specta]
pub(crate) async fn rounds_list(app: State<'_, App>, measure_id: String, width: f64) -> CommandResult<RoundsView> {
    blocking(&app, move |app| app.with_vault(|vault, session| rounds::list(vault, session, id(&measure_id)?, width)))
        .await
}

/// Adds a round; returns once it is on the disk.
#[tauri::command]
#[specta::specta]
pub(crate) async fn round_add(app: State<'_, App>, measure_id: String, form: RoundForm) -> CommandResult<RoundRow> {
    blocking(&app, move |app| app.with_vault(|vault, session| rounds::add(vault, session, id(&measure_id)?, &form)))
        .await
}

/// Amends a round, with a reason.
#[tauri::command]
#[specta::specta]
pub(crate) async fn round_amend(
    app: State<'_, App>,
    round_id: String,
    rev: u32,
    form: RoundForm,
    reason: String,
) -> CommandResult<RoundRow> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| rounds::amend(vault, session, id(&round_id)?, rev, &form, &reason))
    })
    .await
}

/// Moves a round to the bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn round_remove(app: State<'_, App>, round_id: String, rev: u32) -> CommandResult<RoundRow> {
    blocking(&app, move |app| app.with_vault(|vault, session| rounds::remove(vault, session, id(&round_id)?, rev)))
        .await
}

/// Puts a round back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn round_restore(app: State<'_, App>, round_id: String, rev: u32) -> CommandResult<RoundRow> {
    blocking(&app, move |app| app.with_vault(|vault, session| rounds::restore(vault, session, id(&round_id)?, rev)))
        .await
}

/// What a pasted block would enter.
#[tauri::command]
#[specta::specta]
pub(crate) async fn round_paste(
    app: State<'_, App>,
    measure_id: String,
    kind: RoundKind,
    text: String,
) -> CommandResult<RoundPaste> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| rounds::paste(vault, session, id(&measure_id)?, kind, &text))
    })
    .await
}

/// What is known of the reporting behind a measure.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reporting_get(app: State<'_, App>, measure_id: String) -> CommandResult<ReportingView> {
    blocking(&app, move |app| app.with_vault(|vault, session| reporting::get(vault, session, id(&measure_id)?))).await
}

/// Keeps what is known of it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reporting_set(
    app: State<'_, App>,
    measure_id: String,
    rev: u32,
    form: ReportingForm,
    reason: String,
) -> CommandResult<()> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| reporting::set(vault, session, id(&measure_id)?, rev, &form, &reason))
    })
    .await
}

/// The services that count what a measure counts.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sites_compare(
    app: State<'_, App>,
    measure_id: String,
    change_on: Option<String>,
    width: f64,
) -> CommandResult<SitesView> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| sites::compare(vault, session, id(&measure_id)?, change_on.as_deref(), width))
    })
    .await
}

/// Copies what the rounds of a measure show.
#[tauri::command]
#[specta::specta]
pub(crate) async fn rounds_copy(app: State<'_, App>, measure_id: String, what: CopyWhat) -> CommandResult<()> {
    blocking(&app, move |app| {
        clipboard::put(app.with_vault(|vault, session| rounds::copy(vault, session, id(&measure_id)?, what))?)
    })
    .await
}

/// Copies one part of a comparison of services.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sites_copy(
    app: State<'_, App>,
    measure_id: String,
    change_on: Option<String>,
    latest: bool,
    what: CopyWhat,
) -> CommandResult<()> {
    blocking(&app, move |app| {
        clipboard::put(app.with_vault(|vault, session| {
            sites::copy(vault, session, id(&measure_id)?, change_on.as_deref(), latest, what)
        })?)
    })
    .await
}
