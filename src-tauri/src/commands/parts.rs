//! Parts of a case, and the people whom services know.

use domain::part::Owner;
use services::{
    parts::{self, PartDraft, PartForm, PartRow, PartSection, PartWording},
    people::{self, PersonDetail, PersonDraft, PersonRow},
};
use tauri::State;

use super::{blocking, id};
use crate::{error::CommandResult, state::App};

/// The parts of a case, kind by kind.
#[tauri::command]
#[specta::specta]
pub(crate) async fn case_parts(app: State<'_, App>, case_id: String) -> CommandResult<Vec<PartSection>> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| parts::sections(vault, session, Owner::Case(id(&case_id)?)))
    })
    .await
}

/// A blank form of one kind.
#[tauri::command]
#[specta::specta]
pub(crate) async fn part_blank(app: State<'_, App>, case_id: String, kind: String) -> CommandResult<PartForm> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| parts::blank_form(vault, session, Owner::Case(id(&case_id)?), &kind))
    })
    .await
}

/// The form of a part as it stands.
#[tauri::command]
#[specta::specta]
pub(crate) async fn part_form(app: State<'_, App>, part_id: String) -> CommandResult<PartForm> {
    blocking(&app, move |app| app.with_vault(|vault, session| parts::filled_form(vault, session, id(&part_id)?))).await
}

/// Records a part of a case.
#[tauri::command]
#[specta::specta]
pub(crate) async fn part_add(
    app: State<'_, App>,
    case_id: String,
    kind: String,
    form: PartDraft,
) -> CommandResult<PartRow> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| parts::add(vault, session, Owner::Case(id(&case_id)?), &kind, &form))
    })
    .await
}

/// Amends a part; something recorded changes with a reason only.
#[tauri::command]
#[specta::specta]
pub(crate) async fn part_amend(
    app: State<'_, App>,
    part_id: String,
    rev: u32,
    form: PartDraft,
) -> CommandResult<PartRow> {
    blocking(&app, move |app| app.with_vault(|vault, session| parts::amend(vault, session, id(&part_id)?, rev, &form)))
        .await
}

/// Moves a part to the bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn part_remove(app: State<'_, App>, part_id: String, rev: u32) -> CommandResult<PartRow> {
    blocking(&app, move |app| app.with_vault(|vault, session| parts::remove(vault, session, id(&part_id)?, rev))).await
}

/// Puts a part back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn part_restore(app: State<'_, App>, part_id: String, rev: u32) -> CommandResult<PartRow> {
    blocking(&app, move |app| app.with_vault(|vault, session| parts::restore(vault, session, id(&part_id)?, rev))).await
}

/// Every wording of a part.
#[tauri::command]
#[specta::specta]
pub(crate) async fn part_history(app: State<'_, App>, part_id: String) -> CommandResult<Vec<PartWording>> {
    blocking(&app, move |app| app.with_vault(|vault, session| parts::history(vault, session, id(&part_id)?))).await
}

/// Everybody whom the services know.
#[tauri::command]
#[specta::specta]
pub(crate) async fn people_list(app: State<'_, App>) -> CommandResult<Vec<PersonRow>> {
    blocking(&app, move |app| app.with_vault(|vault, session| people::list(vault, session, None))).await
}

/// Everything known of somebody.
#[tauri::command]
#[specta::specta]
pub(crate) async fn person_get(app: State<'_, App>, person_id: String) -> CommandResult<PersonDetail> {
    blocking(&app, move |app| app.with_vault(|vault, session| people::open(vault, session, id(&person_id)?))).await
}

/// Adds somebody to the people a service knows.
#[tauri::command]
#[specta::specta]
pub(crate) async fn person_add(
    app: State<'_, App>,
    service_id: String,
    form: PersonDraft,
) -> CommandResult<PersonDetail> {
    blocking(&app, move |app| app.with_vault(|vault, session| people::add(vault, session, id(&service_id)?, &form)))
        .await
}

/// Amends what is known of somebody.
#[tauri::command]
#[specta::specta]
pub(crate) async fn person_amend(
    app: State<'_, App>,
    person_id: String,
    rev: u32,
    form: PersonDraft,
) -> CommandResult<PersonDetail> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| people::amend(vault, session, id(&person_id)?, rev, &form))
    })
    .await
}

/// Moves somebody to the bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn person_remove(app: State<'_, App>, person_id: String, rev: u32) -> CommandResult<PersonDetail> {
    blocking(&app, move |app| app.with_vault(|vault, session| people::remove(vault, session, id(&person_id)?, rev)))
        .await
}

/// Puts somebody back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn person_restore(app: State<'_, App>, person_id: String, rev: u32) -> CommandResult<PersonDetail> {
    blocking(&app, move |app| app.with_vault(|vault, session| people::restore(vault, session, id(&person_id)?, rev)))
        .await
}

/// Lets one record of a person stand for another.
#[tauri::command]
#[specta::specta]
pub(crate) async fn person_merge(
    app: State<'_, App>,
    person_id: String,
    rev: u32,
    into: String,
    reason: String,
) -> CommandResult<PersonDetail> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| people::merge(vault, session, id(&person_id)?, rev, id(&into)?, &reason))
    })
    .await
}

/// Takes two records apart again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn person_unmerge(app: State<'_, App>, person_id: String, rev: u32) -> CommandResult<PersonDetail> {
    blocking(&app, move |app| app.with_vault(|vault, session| people::unmerge(vault, session, id(&person_id)?, rev)))
        .await
}
