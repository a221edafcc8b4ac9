//! Cases like other cases, and groups of cases.

use domain::part::Owner;
use services::{
    groups::{self, GroupDraft, GroupPage, GroupRow},
    parts::{self, PartDraft, PartForm, PartRow},
    recurrence::{self, LikeView, RatesView},
};
use tauri::State;

use super::{blocking, id};
use crate::{error::CommandResult, state::App};

/// What is like a case.
#[tauri::command]
#[specta::specta]
pub(crate) async fn case_like(app: State<'_, App>, case_id: String) -> CommandResult<LikeView> {
    blocking(&app, move |app| app.with_vault(|vault, session| recurrence::like(vault, session, id(&case_id)?))).await
}

/// How many closed cases had a similar concern afterwards.
#[tauri::command]
#[specta::specta]
pub(crate) async fn recurrence_rates(app: State<'_, App>, service_id: Option<String>) -> CommandResult<RatesView> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| {
            let service = service_id.as_deref().map(id).transpose()?;
            recurrence::rates(vault, session, service)
        })
    })
    .await
}

/// Groups of cases.
#[tauri::command]
#[specta::specta]
pub(crate) async fn groups_list(app: State<'_, App>) -> CommandResult<Vec<GroupRow>> {
    blocking(&app, move |app| app.with_vault(|vault, session| groups::list(vault, session))).await
}

/// A group with its cases and what they share.
#[tauri::command]
#[specta::specta]
pub(crate) async fn group_page(app: State<'_, App>, group_id: String) -> CommandResult<GroupPage> {
    blocking(&app, move |app| app.with_vault(|vault, session| groups::page(vault, session, id(&group_id)?))).await
}

/// Makes a group.
#[tauri::command]
#[specta::specta]
pub(crate) async fn group_add(app: State<'_, App>, service_id: String, form: GroupDraft) -> CommandResult<GroupRow> {
    blocking(&app, move |app| app.with_vault(|vault, session| groups::add(vault, session, id(&service_id)?, &form)))
        .await
}

/// Amends a group's own words.
#[tauri::command]
#[specta::specta]
pub(crate) async fn group_amend(
    app: State<'_, App>,
    group_id: String,
    rev: u32,
    form: GroupDraft,
) -> CommandResult<GroupRow> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| groups::amend(vault, session, id(&group_id)?, rev, &form))
    })
    .await
}

/// Puts a case into a group, or takes it out.
#[tauri::command]
#[specta::specta]
pub(crate) async fn group_set_case(
    app: State<'_, App>,
    case_id: String,
    rev: u32,
    group_id: Option<String>,
) -> CommandResult<()> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| {
            let group = group_id.as_deref().map(id).transpose()?;
            groups::set_case(vault, session, id(&case_id)?, rev, group)
        })
    })
    .await
}

/// A blank form of what cases of a group share.
#[tauri::command]
#[specta::specta]
pub(crate) async fn group_part_blank(app: State<'_, App>, group_id: String, kind: String) -> CommandResult<PartForm> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| parts::blank_form(vault, session, Owner::Group(id(&group_id)?), &kind))
    })
    .await
}

/// Records what cases of a group share.
#[tauri::command]
#[specta::specta]
pub(crate) async fn group_part_add(
    app: State<'_, App>,
    group_id: String,
    kind: String,
    form: PartDraft,
) -> CommandResult<PartRow> {
    blocking(&app, move |app| {
        app.with_vault(|vault, session| parts::add(vault, session, Owner::Group(id(&group_id)?), &kind, &form))
    })
    .await
}
