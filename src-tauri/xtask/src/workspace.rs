//! Where things are, and the one set of features that tests are built with.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::fault::Fault;
use crate::process::{answer, command};

/// Features of every test build. One set for all stages: another would compile the tree again.
pub const TEST_FEATURES: &str = "evident/automation,evident-cli/automation";

/// The project's folder and where its builds go.
pub struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
    /// Cargo's target folder, wherever the environment has put it.
    pub target: PathBuf,
    metadata: Value,
}

impl Workspace {
    /// Asks cargo.
    ///
    /// # Errors
    /// [`Fault::Failed`] when `cargo metadata` gives no answer.
    pub fn find() -> Result<Self, Fault> {
        let manifest = std::env::var("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let manifest = manifest.map(|folder| folder.join("Cargo.toml"));
        let mut arguments = vec!["metadata", "--no-deps", "--format-version", "1"];
        let manifest = manifest.unwrap_or_else(|_| PathBuf::from("Cargo.toml"));
        let manifest = manifest.to_string_lossy();
        arguments.extend(["--manifest-path", &manifest]);
        let metadata: Value = answer("cargo", &arguments)
            .and_then(|text| serde_json::from_str(&text).ok())
            .ok_or_else(|| Fault::Failed("cargo metadata".to_owned()))?;
        let folder = |field: &str| {
            let path = metadata[field].as_str();
            path.map(PathBuf::from).ok_or_else(|| Fault::Failed(format!("cargo metadata: {field}")))
        };
        Ok(Self { root: folder("workspace_root")?, target: folder("target_directory")?, metadata })
    }

    /// A cargo command in the root; in continuous integration the lock file is final.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = command("cargo", &self.root, arguments);
        let takes_lock = !matches!(arguments.first(), Some(&"fmt" | &"deny"));
        if takes_lock && std::env::var_os("CI").is_some() {
            cargo = command("cargo", &self.root, with_locked(arguments));
        }
        cargo
    }

    /// A built program, such as `target/debug/evident`.
    pub fn program(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// The features that a package switches on by default.
    pub fn default_features(&self, package: &str) -> Vec<String> {
        let packages = self.metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
        let found = packages.iter().find(|each| each["name"] == package);
        let features = found.and_then(|each| each["features"]["default"].as_array());
        let features = features.map(Vec::as_slice).unwrap_or_default();
        features.iter().filter_map(|each| Some(each.as_str()?.to_owned())).collect()
    }

    /// `path` as a person in the root folder would write it.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}

/// Puts `--locked` before the arguments that go to the tests themselves.
fn with_locked<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    let end = arguments.iter().position(|each| *each == "--").unwrap_or(arguments.len());
    let (before, after) = arguments.split_at(end);
    [before, &["--locked"], after].concat()
}

#[cfg(test)]
mod tests {
    use super::with_locked;

    #[test]
    fn locked_goes_to_cargo_and_not_to_the_tests() {
        assert_eq!(
            with_locked(&["test", "--test", "window", "--", "--ignored"]),
            ["test", "--test", "window", "--locked", "--", "--ignored"]
        );
        assert_eq!(with_locked(&["build"]), ["build", "--locked"]);
    }
}
