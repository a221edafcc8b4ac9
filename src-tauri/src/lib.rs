//! The desktop shell: one window, the commands it may call, locking, and the native dialogs.
//!
//! It holds no rule and no SQL: each command is a call of a use case in `services`.

mod autolock;
mod commands;
mod dialogs;
mod error;
mod ipc;
mod places;
mod state;

use tauri::{Manager, RunEvent, WindowEvent};

pub use ipc::bindings;

/// Starts the program and returns when it ends.
pub fn run() {
    let builder = ipc::builder();
    let app = tauri::Builder::default()
        // First: a second start brings the first window up and ends.
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| {
            if let Some(window) = app.get_webview_window("main") {
                let _ = window.unminimize();
                let _ = window.set_focus();
            }
        }))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(builder.invoke_handler())
        .manage(state::App::new())
        .setup(move |app| {
            builder.mount_events(app);
            autolock::start(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!());
    let app = match app {
        Ok(app) => app,
        Err(error) => {
            report(&error);
            std::process::exit(1);
        }
    };
    app.run(|handle, event| match event {
        RunEvent::WindowEvent { event: WindowEvent::Destroyed, .. } | RunEvent::Exit => {
            handle.state::<state::App>().lock_quietly();
        }
        _ => {}
    });
}

/// Says why no window came up, where there is none to say it in.
#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
fn report(error: &tauri::Error) {
    eprintln!(
        "Evident could not open its window ({error}). Your data was not touched. On Windows, install the Microsoft Edge WebView2 Runtime; on Linux, WebKitGTK 4.1."
    );
}
