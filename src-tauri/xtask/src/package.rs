//! `package`: the installer of this system, without anything that is only for tests.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fault::Fault;
use crate::interface::Interface;
use crate::packages;
use crate::process::{answer, command, must_succeed};
use crate::workspace::Workspace;

/// The feature that lets a test drive the program.
const AUTOMATION: &str = "automation";

/// Names of environment variables that only a program built with [`AUTOMATION`] holds.
const AUTOMATION_MARKS: [&str; 2] = ["EVIDENT_NOW", "EVIDENT_DIALOG"];

/// Builds the interface, the release program and the installer, and prints its path and size.
///
/// # Errors
/// [`Fault::Failed`] when the `automation` feature is asked for, on by default or found in the
/// built program, and when a step fails.
pub fn package(workspace: &Workspace, arguments: &[String]) -> Result<(), Fault> {
    refuse_automation(arguments, &workspace.default_features("evident"))?;
    packages::ensure(packages::WINDOW)?;
    check_licences(workspace)?;
    let interface = Interface::prepare(workspace)?;
    interface.build()?;

    // Compiled here first, so that the program is looked at before it goes into an installer.
    let shell = workspace.root.join("src-tauri");
    let cli = interface.script("@tauri-apps/cli/tauri.js");
    let cli = cli.to_string_lossy();
    let locked = ["--", "--locked"];
    let build = [&[&*cli, "build", "--no-bundle"][..], &locked].concat();
    must_succeed(&mut command("node", &shell, build))?;
    let program = workspace.program("release", "evident");
    refuse_automation_in(&program)?;
    must_succeed(&mut command("node", &shell, [&*cli, "bundle", "--bundles", bundles()]))?;

    let installers = installers(&workspace.target.join("release/bundle"));
    if installers.is_empty() {
        return Err(Fault::Failed("no installer was written".to_owned()));
    }
    for path in [program].iter().chain(&installers) {
        println!("{}  {:.1} MB", path.display(), megabytes(path));
    }
    Ok(())
}

/// The installers whose tools exist on this system.
fn bundles() -> &'static str {
    if cfg!(target_os = "windows") {
        "msi,nsis"
    } else if cfg!(target_os = "macos") {
        "dmg"
    } else {
        "deb"
    }
}

fn refuse_automation(arguments: &[String], default_features: &[String]) -> Result<(), Fault> {
    if arguments.iter().any(|each| each.contains(AUTOMATION)) {
        return Err(Fault::Failed("the `automation` feature is for tests: never packaged".to_owned()));
    }
    if default_features.iter().any(|each| each.contains(AUTOMATION)) {
        return Err(Fault::Failed("the `automation` feature is on by default".to_owned()));
    }
    if let Some(first) = arguments.first() {
        return Err(Fault::Usage(format!("`package` takes no argument `{first}`")));
    }
    Ok(())
}

fn refuse_automation_in(program: &Path) -> Result<(), Fault> {
    let bytes = fs::read(program).map_err(|error| Fault::Failed(format!("{}: {error}", program.display())))?;
    match AUTOMATION_MARKS.iter().find(|mark| contains(&bytes, mark.as_bytes())) {
        None => Ok(()),
        Some(mark) => Err(Fault::Failed(format!("the built program reads {mark}: not packaged"))),
    }
}

fn contains(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

/// Licences, banned crates and sources; advisories need a database that is fetched.
fn check_licences(workspace: &Workspace) -> Result<(), Fault> {
    if answer("cargo", &["deny", "--version"]).is_none() {
        println!("Licences and banned crates are not checked: cargo install cargo-deny --locked");
        return Ok(());
    }
    must_succeed(&mut workspace.cargo(&["deny", "check", "licenses", "bans", "sources"]))
}

/// Installers below `folder`, in order of their names.
pub fn installers(folder: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries(folder)
        .flat_map(|kind| entries(&kind.path()).map(|entry| entry.path()).collect::<Vec<_>>())
        .filter(|path| {
            let extension = path.extension().and_then(|each| each.to_str());
            matches!(extension, Some("deb" | "AppImage" | "msi" | "exe" | "dmg"))
        })
        .collect();
    found.sort();
    found
}

/// The size of a file in MB (10⁶ bytes); 0 where there is none.
pub fn megabytes(path: &Path) -> f64 {
    fs::metadata(path).map_or(0.0, |file| file.len() as f64 / 1e6)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

    use super::*;

    #[test]
    fn the_automation_feature_is_never_packaged() {
        let asked = ["--features".to_owned(), "automation".to_owned()];
        assert!(matches!(refuse_automation(&asked, &[]), Err(Fault::Failed(_))));
        let joined = ["--features=evident/automation".to_owned()];
        assert!(matches!(refuse_automation(&joined, &[]), Err(Fault::Failed(_))));
        let on = ["services/automation".to_owned()];
        assert!(matches!(refuse_automation(&[], &on), Err(Fault::Failed(_))));
        assert!(refuse_automation(&[], &["default-thing".to_owned()]).is_ok());
        assert!(matches!(refuse_automation(&["x".to_owned()], &[]), Err(Fault::Usage(_))));
    }

    #[test]
    fn a_program_that_can_be_driven_is_found_out() {
        let path = std::env::temp_dir().join(format!("evident-package-{}", std::process::id()));
        fs::write(&path, b"\x7fELF\0EVIDENT_DIALOG\0").unwrap();
        assert!(refuse_automation_in(&path).is_err());
        fs::write(&path, b"\x7fELF\0EVIDENT_HOME\0").unwrap();
        assert!(refuse_automation_in(&path).is_ok());
        fs::remove_file(&path).unwrap();
        assert!(refuse_automation_in(&path).is_err());
    }
}
