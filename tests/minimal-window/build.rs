//! Compiles the window's configuration and capability into the program.

fn main() {
    tauri_build::build();
}
