//! The smallest Tauri program: one window, one static page and one command.
//!
//! `cargo xtask bench` compares Evident's launch and peak memory with this program's, built in the
//! same workspace and profile, and the window tests try their driver on it.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

/// Answers the page, so that its ready mark shows the way to Rust and back.
#[tauri::command]
fn greet(name: &str) -> String {
    format!("Hello, {name}")
}

fn main() -> tauri::Result<()> {
    tauri::Builder::default().invoke_handler(tauri::generate_handler![greet]).run(tauri::generate_context!())
}
