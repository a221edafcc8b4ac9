//! Native dialogs, opened and answered in Rust: the window sees a token and a name, never a path.

use std::path::PathBuf;

use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::DialogExt;

/// The answer that a driven window gives in place of a native dialog.
#[cfg(feature = "automation")]
fn scripted() -> Option<Option<PathBuf>> {
    std::env::var_os("EVIDENT_DIALOG").map(|answer| if answer.is_empty() { None } else { Some(PathBuf::from(answer)) })
}

#[cfg(not(feature = "automation"))]
const fn scripted() -> Option<Option<PathBuf>> {
    None
}

/// Asks for a folder. Blocks; never called on the main thread.
pub(crate) fn folder<R: Runtime>(app: &AppHandle<R>, title: &str) -> Option<PathBuf> {
    scripted().unwrap_or_else(|| app.dialog().file().set_title(title).blocking_pick_folder()?.into_path().ok())
}

/// Asks for a spreadsheet.
pub(crate) fn spreadsheet<R: Runtime>(app: &AppHandle<R>) -> Option<PathBuf> {
    scripted().unwrap_or_else(|| {
        app.dialog()
            .file()
            .set_title("Choose a spreadsheet with counts")
            .add_filter("Spreadsheets", &["csv", "tsv", "txt", "xlsx", "xlsm"])
            .add_filter("All files", &["*"])
            .blocking_pick_file()?
            .into_path()
            .ok()
    })
}

/// Asks for documents of any kind, one or several. A driven window answers with paths joined as in `PATH`.
pub(crate) fn documents<R: Runtime>(app: &AppHandle<R>) -> Vec<PathBuf> {
    if let Some(answer) = scripted() {
        return answer.iter().flat_map(std::env::split_paths).collect();
    }
    let chosen = app.dialog().file().set_title("Choose documents to add").blocking_pick_files();
    chosen.unwrap_or_default().into_iter().filter_map(|path| path.into_path().ok()).collect()
}

/// Asks where to save a copy of a document.
pub(crate) fn save_copy<R: Runtime>(app: &AppHandle<R>, name: &str) -> Option<PathBuf> {
    if let Some(answer) = scripted() {
        return answer.map(|path| if path.is_dir() { path.join(name) } else { path.with_file_name(name) });
    }
    app.dialog().file().set_title("Save a copy").set_file_name(name).blocking_save_file()?.into_path().ok()
}

/// Asks where to save an evidence pack.
pub(crate) fn save_pdf<R: Runtime>(app: &AppHandle<R>, name: &str) -> Option<PathBuf> {
    save(app, name, "pdf")
}

/// Asks where to save a file with this ending.
pub(crate) fn save<R: Runtime>(app: &AppHandle<R>, name: &str, ending: &str) -> Option<PathBuf> {
    if let Some(answer) = scripted() {
        return answer.map(|path| if path.is_dir() { path.join(name) } else { path.with_file_name(name) });
    }
    app.dialog()
        .file()
        .set_title("Save a copy")
        .set_file_name(name)
        .add_filter(ending.to_uppercase(), &[ending])
        .blocking_save_file()?
        .into_path()
        .ok()
}
