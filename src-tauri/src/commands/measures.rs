//! Measures and the grid.

use services::{
    MappedDateOrder,
    measures::{
        self, CheckForm, CopyWhat, Grid, GridColumn, GridEdit, GridPaste, GridSaved, IndicatorRow, MeasurePage,
        MeasureRow, MeasureSettings, NewMeasure, WhatIf, WhatIfForm,
    },
};
use tauri::State;

use super::{blocking, id};
use crate::{clipboard, error::CommandResult, state::App};

/// The indicator library.
#[tauri::command]
#[specta::specta]
pub(crate) async fn indicators_list(app: State<'_, App>) -> CommandResult<Vec<IndicatorRow>> {
    blocking(&app, move |app| app.with_vault(|vault, session| measures::indicators(vault, session))).await
}

/// Every measure, each with a small chart.
#[tauri::command]
#[specta::specta]
pub(crate) async fn measures_list(app: State<'_, App>) -> CommandResult<Vec<MeasureRow>> {
    blocking(&app, move |app| app.with_vault(measures::list)).await
}

/// Adds a measure from the library.
#[tauri::command]
#[specta::specta]
pub(crate) async fn measure_add(app: State<'_, App>, form: NewMeasure) -> CommandResult<MeasureRow> {
    blocking(&app, move |app| app.with_vault(|vault, session| measures::add(vault, session, &form))).await
}

/// One measure, its chart so many pixels wide.
#[tauri::command]
#[specta::specta]
pub(crate) async fn measure_page(app: State<'_, App>, measure_id: String, width: f64) -> CommandResult<MeasurePage> {
    blocking(&app, move |app| app.with_vault(|vault, session| measures::page(vault, session, id(&measure_id)?, width)))
        .await
}

/// Declares baseline and change anew.
#[tauri::command]
#[specta::specta]
pub(crate) async fn measure_settings(
    app: State<'_, App>,
    measure_id: String,
    rev: u32,
    form: MeasureSettings,
) -> CommandResult<()> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| measures::set(vault, session, id(&measure_id)?, rev, &form))
    })
    .await
}

/// Links a measure to a case.
#[tauri::command]
#[specta::specta]
pub(crate) async fn measure_link(
    app: State<'_, App>,
    case_id: String,
    measure_id: String,
    lead: bool,
) -> CommandResult<()> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| measures::link(vault, session, id(&case_id)?, id(&measure_id)?, lead))
    })
    .await
}

/// Unlinks a measure from a case.
#[tauri::command]
#[specta::specta]
pub(crate) async fn measure_unlink(app: State<'_, App>, case_id: String, measure_id: String) -> CommandResult<()> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| measures::unlink(vault, session, id(&case_id)?, id(&measure_id)?))
    })
    .await
}

/// The grid around a day, or up to today.
#[tauri::command]
#[specta::specta]
pub(crate) async fn grid_load(app: State<'_, App>, measure_id: String, around: Option<String>) -> CommandResult<Grid> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| measures::load_grid(vault, session, id(&measure_id)?, around.as_deref()))
    })
    .await
}

/// What a pasted block would change.
#[tauri::command]
#[specta::specta]
pub(crate) async fn grid_paste(
    app: State<'_, App>,
    measure_id: String,
    start: String,
    column: GridColumn,
    text: String,
    order: Option<MappedDateOrder>,
) -> CommandResult<GridPaste> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| {
            measures::paste_grid(vault, session, id(&measure_id)?, &start, column, &text, order)
        })
    })
    .await
}

/// Saves edited periods.
#[tauri::command]
#[specta::specta]
pub(crate) async fn grid_save(
    app: State<'_, App>,
    measure_id: String,
    edits: Vec<GridEdit>,
) -> CommandResult<GridSaved> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| measures::save_grid(vault, session, id(&measure_id)?, &edits))
    })
    .await
}

/// The usual check dates of a change on a day that is still being typed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn measure_checks_for(
    app: State<'_, App>,
    measure_id: String,
    change_on: String,
    transition_periods: u8,
) -> CommandResult<Vec<CheckForm>> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| {
            measures::checks_for(vault, session, id(&measure_id)?, &change_on, transition_periods)
        })
    })
    .await
}

/// Whether what is being typed would be shown as judged afterwards.
#[tauri::command]
#[specta::specta]
pub(crate) async fn measure_afterwards(
    app: State<'_, App>,
    measure_id: String,
    settings: MeasureSettings,
) -> CommandResult<bool> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| measures::would_be_afterwards(vault, session, id(&measure_id)?, &settings))
    })
    .await
}

/// Leaves a period out.
#[tauri::command]
#[specta::specta]
pub(crate) async fn measure_exclude(
    app: State<'_, App>,
    measure_id: String,
    rev: u32,
    start: String,
    reason: String,
) -> CommandResult<()> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| measures::exclude(vault, session, id(&measure_id)?, rev, &start, &reason))
    })
    .await
}

/// Counts a period again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn measure_include(
    app: State<'_, App>,
    measure_id: String,
    rev: u32,
    start: String,
    reason: String,
) -> CommandResult<()> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| measures::include(vault, session, id(&measure_id)?, rev, &start, &reason))
    })
    .await
}

/// The verdict as it would be after further periods.
#[tauri::command]
#[specta::specta]
pub(crate) async fn measure_what_if(
    app: State<'_, App>,
    measure_id: String,
    form: WhatIfForm,
) -> CommandResult<WhatIf> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| measures::what_if(vault, session, id(&measure_id)?, &form))
    })
    .await
}

/// Copies a measure's chart or numbers for another program.
#[tauri::command]
#[specta::specta]
pub(crate) async fn measure_copy(app: State<'_, App>, measure_id: String, what: CopyWhat) -> CommandResult<()> {
    blocking(&app, move |app| {
        let copied = app.with_vault(|vault, session| measures::copy(vault, session, id(&measure_id)?, what))?;
        clipboard::put(copied)
    })
    .await
}

/// Works the limits of a chart out anew.
#[tauri::command]
#[specta::specta]
pub(crate) async fn measure_recalculate(
    app: State<'_, App>,
    measure_id: String,
    rev: u32,
    from: String,
    reason: String,
) -> CommandResult<()> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| measures::recalculate(vault, session, id(&measure_id)?, rev, &from, &reason))
    })
    .await
}
