//! Evident's window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    // Started once more by itself, to draw a document and nothing else.
    if let Some(code) = evident_shell::draw_if_asked() {
        return code;
    }
    evident_shell::run();
    ExitCode::SUCCESS
}
