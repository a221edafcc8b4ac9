//! Every command and event that crosses to the window, and the bindings made from them.

use specta_typescript::Typescript;
use tauri::Wry;
use tauri_specta::{Builder, collect_commands, collect_events};

use crate::{autolock, closing, commands, evidence, importing};

/// The commands and events, for the program and for its bindings alike.
pub(crate) fn builder() -> Builder<Wry> {
    Builder::<Wry>::new()
        .disable_serde_phases()
        .commands(collect_commands![
            commands::actions::action_add,
            commands::actions::action_amend,
            commands::actions::action_remove,
            commands::actions::action_restore,
            commands::cases::cases_list,
            commands::cases::case_record,
            commands::cases::case_page,
            commands::cases::case_amend,
            commands::cases::questions_save,
            commands::drafts::draft_save,
            commands::drafts::draft_load,
            commands::drafts::draft_discard,
            commands::drafts::drafts_list,
            commands::evidence::evidence_choose,
            commands::evidence::evidence_attach,
            commands::evidence::evidence_list,
            commands::evidence::evidence_preview,
            commands::evidence::evidence_save_copy,
            commands::imports::import_choose,
            commands::imports::import_open,
            commands::imports::import_check,
            commands::imports::import_rows,
            commands::imports::import_commit,
            commands::imports::import_undo,
            commands::imports::concern_import_open,
            commands::imports::concern_import_check,
            commands::imports::concern_import_commit,
            commands::imports::concern_import_list,
            commands::imports::concern_import_undo,
            commands::imports::concern_import_put_back,
            commands::cases::cases_bin,
            commands::cases::case_remove,
            commands::cases::case_restore,
            commands::measures::indicators_list,
            commands::measures::measures_list,
            commands::measures::measure_add,
            commands::measures::measure_page,
            commands::measures::measure_settings,
            commands::measures::measure_checks_for,
            commands::measures::measure_afterwards,
            commands::measures::measure_exclude,
            commands::measures::measure_include,
            commands::measures::measure_what_if,
            commands::measures::measure_recalculate,
            commands::measures::measure_copy,
            commands::measures::measure_link,
            commands::measures::measure_unlink,
            commands::measures::grid_load,
            commands::measures::grid_paste,
            commands::measures::grid_save,
            commands::rounds::rounds_list,
            commands::rounds::round_add,
            commands::rounds::round_amend,
            commands::rounds::round_remove,
            commands::rounds::round_restore,
            commands::rounds::round_paste,
            commands::rounds::reporting_get,
            commands::rounds::reporting_set,
            commands::rounds::sites_compare,
            commands::rounds::rounds_copy,
            commands::rounds::sites_copy,
            commands::packs::audiences_list,
            commands::packs::pack_contents,
            commands::packs::pack_build,
            commands::packs::packs_list,
            commands::packs::pack_save,
            commands::packs::pack_open,
            commands::parts::case_parts,
            commands::parts::part_blank,
            commands::parts::part_form,
            commands::parts::part_add,
            commands::parts::part_amend,
            commands::parts::part_remove,
            commands::parts::part_restore,
            commands::parts::part_history,
            commands::parts::people_list,
            commands::parts::person_get,
            commands::parts::person_add,
            commands::parts::person_amend,
            commands::parts::person_remove,
            commands::parts::person_restore,
            commands::parts::person_merge,
            commands::parts::person_unmerge,
            commands::record::case_clocks,
            commands::record::case_duties,
            commands::record::notification_draft,
            commands::record::case_history,
            commands::record::case_known_on,
            commands::reference::authorities_list,
            commands::reference::authority_save,
            commands::reference::authority_retire,
            commands::reference::holidays_list,
            commands::reference::holiday_add,
            commands::reference::holiday_remove,
            commands::reference::own_lists,
            commands::reference::own_item_add,
            commands::reference::own_item_retire,
            commands::reference::repeats_show,
            commands::reference::repeats_save,
            commands::groups::case_like,
            commands::groups::recurrence_rates,
            commands::groups::groups_list,
            commands::groups::group_page,
            commands::groups::group_add,
            commands::groups::group_amend,
            commands::groups::group_set_case,
            commands::groups::group_part_blank,
            commands::groups::group_part_add,
            commands::papers::chronology_picture,
            commands::papers::paper_save,
            commands::search::search_find,
            commands::search::recent_list,
            commands::search::recent_forget,
            commands::settings::set_preferences,
            commands::settings::data_place,
            commands::settings::verify_store,
            commands::settings::activity_list,
            commands::settings::show_data_folder,
            commands::timeline::event_add,
            commands::timeline::event_amend,
            commands::timeline::event_remove,
            commands::timeline::event_restore,
            commands::timeline::event_history,
            commands::vault::app_status,
            commands::vault::choose_place,
            commands::vault::choose_existing,
            commands::vault::forget_place,
            commands::vault::use_place,
            commands::vault::passphrase_strength,
            commands::vault::create_vault,
            commands::vault::open_demonstration,
            commands::vault::unlock,
            commands::vault::put_off_check,
            commands::vault::lock,
            commands::vault::cancel_work,
            commands::vault::session,
            commands::vault::note_activity,
        ])
        .events(collect_events![
            autolock::LockComing,
            autolock::Locked,
            autolock::WarningsChanged,
            closing::CheckProgress,
            commands::vault::DemonstrationProgress,
            evidence::EvidenceProgress,
            evidence::FilesDragged,
            evidence::DragLeft,
            evidence::FilesDropped,
            importing::ImportProgress,
        ])
}

/// The text of `ui/src/bindings.ts`.
///
/// # Errors
/// A type that has no form in TypeScript, in words.
pub fn bindings() -> Result<String, String> {
    // Two may ask at once in one process.
    static ASKED: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let asked = ASKED.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let file = std::env::temp_dir().join(format!("evident-bindings-{}-{asked}.ts", std::process::id()));
    builder().export(Typescript::default(), &file).map_err(|error| error.to_string())?;
    let text = std::fs::read_to_string(&file).map_err(|error| error.to_string());
    let _ = std::fs::remove_file(&file);
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic

    /// A command that is not permitted is refused when it is called, and by nothing sooner.
    #[test]
    fn every_command_is_permitted_in_the_window() {
        let bindings = super::bindings().unwrap();
        let called = bindings.split("__TAURI_INVOKE").skip(1).filter_map(|rest| rest.split('"').nth(1));
        let called: std::collections::BTreeSet<&str> =
            called.filter(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')).collect();
        assert!(called.len() > 50, "{} commands", called.len());
        let (build, permitted) = (include_str!("../build.rs"), include_str!("../capabilities/main.json"));
        for name in called {
            assert!(build.contains(&format!("\"{name}\"")), "{name} is not listed in build.rs");
            let allowed = format!("\"allow-{}\"", name.replace('_', "-"));
            assert!(permitted.contains(&allowed), "{name} is not permitted in capabilities/main.json");
        }
    }

    // Write them anew with EVIDENT_BLESS=1.
    #[test]
    fn the_committed_bindings_are_those_of_this_program() {
        // Cargo runs a test in the folder of its package.
        let file = std::path::Path::new("../ui/src/bindings.ts");
        let made = super::bindings().unwrap();
        if std::env::var_os("EVIDENT_BLESS").is_some() {
            std::fs::write(file, &made).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(file).unwrap(),
            made,
            "run the tests with EVIDENT_BLESS=1 and commit the file"
        );
    }
}
