//! What differs by system, behind one trait: folders of this person, and what the system may keep of a program.
//!
//! Each system's folders are worked out from a lookup of environment variables, so that all three are tested
//! on any of them.

#[cfg(any(test, not(any(target_os = "windows", target_os = "macos"))))]
mod linux;
#[cfg(any(test, target_os = "macos"))]
mod macos;
#[cfg(any(test, target_os = "windows"))]
mod windows;

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// One system, as this person has it.
pub(crate) trait Platform {
    /// Where settings of this person are kept.
    fn settings_folder(&self) -> PathBuf;
    /// Where this person's own data is kept, and stays on this computer.
    fn data_folder(&self) -> PathBuf;
    /// Where a program may keep what it can lose.
    fn cache_folder(&self) -> PathBuf;
    /// Whether the system can leave a window out of screenshots and shared screens.
    fn hides_from_capture(&self) -> bool;
}

/// The value of an environment variable.
pub(crate) type Lookup = fn(&str) -> Option<OsString>;

/// The system this program runs on.
pub(crate) fn here() -> Box<dyn Platform> {
    if let Some(home) = driven_home() {
        return Box::new(OneFolder(home));
    }
    let lookup: Lookup = |name| std::env::var_os(name);
    #[cfg(target_os = "windows")]
    return Box::new(windows::Windows(lookup));
    #[cfg(target_os = "macos")]
    return Box::new(macos::MacOs(lookup));
    #[cfg(not(any(target_os = "windows", target_os = "macos")))]
    return Box::new(linux::Linux(lookup));
}

/// A build for driven windows keeps everything under one folder of its own.
fn driven_home() -> Option<PathBuf> {
    if cfg!(feature = "automation") { std::env::var_os("EVIDENT_HOME").map(PathBuf::from) } else { None }
}

/// A system with one folder for everything: the stand-in of the tests.
struct OneFolder(PathBuf);

impl Platform for OneFolder {
    fn settings_folder(&self) -> PathBuf {
        self.0.clone()
    }

    fn data_folder(&self) -> PathBuf {
        self.0.clone()
    }

    fn cache_folder(&self) -> PathBuf {
        self.0.join("cache")
    }

    fn hides_from_capture(&self) -> bool {
        cfg!(any(target_os = "windows", target_os = "macos"))
    }
}

/// A folder that a variable names, if it is a whole path.
fn named(lookup: Lookup, variable: &str) -> Option<PathBuf> {
    lookup(variable).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// The folder itself, or the working folder of a system that names none.
fn or_here(folder: Option<PathBuf>) -> PathBuf {
    folder.unwrap_or_else(|| Path::new(".").to_owned())
}

/// Whether the system says in the screen's own pixels where something was dropped, rather than in those of the page.
pub(crate) const fn drops_are_in_pixels_of_the_screen() -> bool {
    cfg!(target_os = "windows")
}

/// Keeps the memory of this program, and of those it starts, out of files that the system writes after a crash.
pub(crate) fn no_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // One byte: no file fits, and Linux gives up at just this limit where a program would be handed the memory
        // instead (core(5)), which it does not at none.
        // A system that refuses to lower a limit keeps the one it has: nothing can be done about that.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(1), maximum: Some(1) });
    }
}

#[cfg(test)]
mod tests {
    use super::{Platform, linux::Linux, macos::MacOs, windows::Windows};
    use std::{ffi::OsString, path::PathBuf};

    fn nothing(_: &str) -> Option<OsString> {
        None
    }

    fn home_only(name: &str) -> Option<OsString> {
        (name == "HOME").then(|| OsString::from("/home/ada"))
    }

    #[test]
    fn each_system_has_its_own_folders() {
        let linux = Linux(home_only);
        assert_eq!(linux.settings_folder(), PathBuf::from("/home/ada/.config"));
        assert_eq!(linux.data_folder(), PathBuf::from("/home/ada/.local/share"));
        assert_eq!(linux.cache_folder(), PathBuf::from("/home/ada/.cache"));
        let macos = MacOs(home_only);
        assert_eq!(macos.data_folder(), PathBuf::from("/home/ada/Library/Application Support"));
        assert_eq!(macos.cache_folder(), PathBuf::from("/home/ada/Library/Caches"));
    }

    #[test]
    fn a_variable_of_the_system_comes_before_the_home_folder_unless_it_is_no_whole_path() {
        let linux = Linux(|name| match name {
            "XDG_DATA_HOME" => Some(OsString::from("/data/ada")),
            "XDG_CONFIG_HOME" => Some(OsString::from("settings")),
            other => home_only(other),
        });
        assert_eq!(linux.data_folder(), PathBuf::from("/data/ada"));
        assert_eq!(linux.settings_folder(), PathBuf::from("/home/ada/.config"));
    }

    #[test]
    fn windows_keeps_data_in_the_folder_that_does_not_roam() {
        // On Linux a path of Windows is not absolute, so the test names one that is.
        let windows = Windows(|name| match name {
            "LOCALAPPDATA" => Some(OsString::from("/local")),
            "APPDATA" => Some(OsString::from("/roaming")),
            _ => None,
        });
        assert_eq!(windows.data_folder(), PathBuf::from("/local"));
        assert!(windows.hides_from_capture());
    }

    #[test]
    fn a_system_that_names_no_folder_is_no_reason_to_stop() {
        assert_eq!(Linux(nothing).data_folder(), PathBuf::from("."));
        assert_eq!(Windows(nothing).data_folder(), PathBuf::from("."));
        assert_eq!(MacOs(nothing).data_folder(), PathBuf::from("./Library/Application Support"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_crash_leaves_no_memory_in_a_file() {
        super::no_core_dumps();
        let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap_or_default();
        assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["1", "1"], "{core}");
    }
}
