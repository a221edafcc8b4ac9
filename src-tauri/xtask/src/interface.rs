//! The interface in `ui`: Node, its packages and its build.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fault::Fault;
use crate::process::{answer, command, must_succeed};
use crate::workspace::Workspace;

/// The oldest Node that the interface's tools run on.
const OLDEST_NODE: u32 = 20;

/// The `ui` folder with its packages installed.
pub struct Interface {
    folder: PathBuf,
}

impl Interface {
    /// Checks Node and installs exactly what the lock file names, unless that is there already.
    ///
    /// # Errors
    /// [`Fault::Missing`] without Node, [`Fault::Failed`] when `npm ci` fails.
    pub fn prepare(workspace: &Workspace) -> Result<Self, Fault> {
        let version = answer("node", &["--version"]);
        let major = version.as_deref().and_then(major);
        if major.is_none_or(|major| major < OLDEST_NODE) || answer(npm(), &["--version"]).is_none() {
            return Err(Fault::Missing(node_advice(version.as_deref())));
        }
        let folder = workspace.root.join("ui");
        if !is_installed(&folder) {
            must_succeed(&mut command(npm(), &folder, ["ci", "--no-audit", "--no-fund"]))?;
        }
        Ok(Self { folder })
    }

    /// Builds the pages that the window shows, into `ui/build`.
    ///
    /// # Errors
    /// [`Fault::Failed`] when the build fails.
    pub fn build(&self) -> Result<(), Fault> {
        must_succeed(&mut command(npm(), &self.folder, ["run", "build"]))
    }

    /// A tool among the installed packages; nothing is fetched to run it.
    pub fn tool(&self, name: &str, arguments: &[&str]) -> Command {
        let words = [&["exec", "--offline", "--no", "--", name], arguments].concat();
        command(npm(), &self.folder, words)
    }

    /// A script of an installed package, run by Node itself.
    pub fn script(&self, path: &str) -> PathBuf {
        self.folder.join("node_modules").join(path)
    }
}

fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn node_advice(found: Option<&str>) -> String {
    let found = found.map_or_else(String::new, |version| format!(" (found {version})"));
    let install = if cfg!(target_os = "windows") {
        "winget install OpenJS.NodeJS.LTS"
    } else if cfg!(target_os = "macos") {
        "brew install node"
    } else {
        "sudo apt-get install nodejs npm (Debian 13 or later), or nvm install 22"
    };
    format!("Node {OLDEST_NODE} or later with npm{found}. Install it with: {install}")
}

/// npm leaves a copy of the lock file behind; while that is the newer one, nothing has changed.
fn is_installed(folder: &Path) -> bool {
    let modified = |name: &str| fs::metadata(folder.join(name)).and_then(|file| file.modified()).ok();
    match (modified("node_modules/.package-lock.json"), modified("package-lock.json")) {
        (Some(installed), Some(locked)) => installed >= locked,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major("20.20.2"), None);
    }

    #[test]
    fn the_advice_names_what_was_found_and_a_command() {
        let advice = node_advice(Some("v18.19.0"));
        assert!(advice.contains("(found v18.19.0)") && advice.contains("install"), "{advice}");
        assert!(!node_advice(None).contains("found"));
    }
}
