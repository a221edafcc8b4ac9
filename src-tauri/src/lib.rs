//! The desktop shell: one window, the commands it may call, locking, and the native dialogs.
//!
//! It holds no rule and no SQL: each command is a call of a use case in `services`.

mod autolock;
mod clipboard;
mod closing;
mod commands;
mod dialogs;
mod error;
mod evidence;
mod importing;
mod ipc;
mod one_use;
mod places;
mod platform;
mod state;
mod window;

use tauri::{Manager, RunEvent, WindowEvent};
use tauri_plugin_window_state::StateFlags;

pub use ipc::bindings;
pub use services::evidence::run_if_asked as draw_if_asked;

/// Starts the program and returns when it ends.
pub fn run() {
    platform::no_core_dumps();
    say_where_it_stopped();
    let builder = ipc::builder();
    let app = tauri::Builder::default()
        // First: a second start brings the first window up and ends.
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| {
            match window::current(app) {
                Some(window) => {
                    let _ = window.unminimize();
                    let _ = window.set_focus();
                }
                // Its last window has closed, and it only stayed to finish a check.
                None => drop(window::open(app)),
            }
        }))
        .plugin(
            tauri_plugin_window_state::Builder::default()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .map_label(|_| window::REMEMBERED)
                .build(),
        )
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .register_asynchronous_uri_scheme_protocol(evidence::PROTOCOL, evidence::serve)
        .invoke_handler(builder.invoke_handler())
        .manage(state::App::new())
        .setup(move |app| {
            builder.mount_events(app);
            window::forget_profile();
            window::open(app.handle())?;
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
        // The window that was replaced at lock goes too; whoever has unlocked since is not locked out by that.
        RunEvent::WindowEvent { event: WindowEvent::Destroyed, .. } if window::current(handle).is_none() => {
            handle.state::<state::App>().lock_quietly();
        }
        RunEvent::WindowEvent { label, event: WindowEvent::DragDrop(event), .. } => {
            evidence::dragged(handle, &label, &event);
        }
        // Nobody asked for the end but by closing the last window: a check that is due comes to its own end first.
        RunEvent::ExitRequested { code: None, api, .. } if closing::outlast_windows(handle) => api.prevent_exit(),
        RunEvent::Exit => {
            handle.state::<state::App>().lock_quietly();
            handle.state::<state::App>().closing().stop();
            window::forget_profile();
        }
        _ => {}
    });
}

/// Leaves the place alone when the program stops by a fault of its own: a message could hold what somebody typed.
#[expect(clippy::print_stderr, reason = "the program may have no window any more")]
fn say_where_it_stopped() {
    std::panic::set_hook(Box::new(|panic| {
        let (file, line) = panic.location().map_or(("?", 0), |place| (place.file(), place.line()));
        let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
        eprintln!("Evident met a fault of its own at {file}:{line}. What was saved is safe; open Evident again.");
    }));
}

/// Says why no window came up, where there is none to say it in.
#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
fn report(error: &tauri::Error) {
    eprintln!(
        "Evident could not open its window ({error}). Your data was not touched. On Windows, install the Microsoft Edge WebView2 Runtime; on Linux, WebKitGTK 4.1."
    );
}
