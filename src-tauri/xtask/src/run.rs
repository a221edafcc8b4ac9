//! `run`: from a fresh clone to the demonstration in a window.

use crate::display;
use crate::fault::Fault;
use crate::interface::Interface;
use crate::packages;
use crate::process::{command, must_succeed};
use crate::workspace::Workspace;

/// Opens the demonstration, or writes it to `demo-output/` where no window can be shown.
///
/// # Errors
/// What is missing, with the command that brings it; or the step that failed.
pub fn run(workspace: &Workspace) -> Result<(), Fault> {
    if display::is_there() { window(workspace) } else { without_window(workspace) }
}

fn window(workspace: &Workspace) -> Result<(), Fault> {
    packages::ensure(packages::WINDOW)?;
    Interface::prepare(workspace)?.build()?;
    // `--workspace` keeps the features of shared crates as every other verb has them.
    must_succeed(&mut workspace.cargo(&["build", "--workspace", "--bin", "evident"]))?;
    println!("Opening the demonstration service (invented people).");
    let program = workspace.program("debug", "evident");
    must_succeed(&mut command(program, &workspace.root, ["--demonstration"]))
}

fn without_window(workspace: &Workspace) -> Result<(), Fault> {
    println!(
        "There is no display here (neither WAYLAND_DISPLAY nor DISPLAY takes a connection), so no \
         window can be opened. The same work is done without one."
    );
    must_succeed(&mut workspace.cargo(&["build", "--package", "evident-cli"]))?;
    let program = workspace.program("debug", "evident-cli");
    must_succeed(&mut command(program, &workspace.root, ["demo", "--out", "demo-output"]))?;
    let folder = workspace.root.join("demo-output");
    let entries = folder.read_dir().map_err(|error| Fault::Failed(format!("demo-output: {error}")))?;
    let mut paths: Vec<String> = entries.flatten().map(|entry| workspace.shown(&entry.path())).collect();
    paths.sort();
    println!("Written:");
    paths.iter().for_each(|path| println!("  {path}"));
    Ok(())
}
