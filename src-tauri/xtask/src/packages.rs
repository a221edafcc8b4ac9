//! System packages: which are missing, and bringing them.

use std::process::Stdio;

use crate::fault::Fault;
use crate::process::{answer, command, exists, succeeds};

/// What compiling the window needs.
pub const WINDOW: &[&str] = &[
    "build-essential",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libwebkit2gtk-4.1-dev",
    "libxdo-dev",
    "perl",
    "pkg-config",
];

/// What the window tests and the tests of packs need besides.
pub const TESTS: &[&str] = &["poppler-utils", "webkit2gtk-driver", "xvfb"];

/// What the comparisons of `bench` need besides.
pub const COMPARISONS: &[&str] = &["age", "chromium", "sqlite3", "webkit2gtk-driver", "xvfb"];

/// Makes sure that this system can compile the window and has the other `packages`.
///
/// # Errors
/// [`Fault::Missing`] with the one command to run, where they cannot be installed from here.
pub fn ensure(packages: &[&str]) -> Result<(), Fault> {
    if cfg!(target_os = "windows") {
        return webview2();
    }
    if cfg!(target_os = "macos") {
        return xcode();
    }
    if exists("apt-get") { debian(packages) } else { other_linux() }
}

fn debian(packages: &[&str]) -> Result<(), Fault> {
    let missing: Vec<&str> = packages.iter().copied().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    println!("System packages to install: {list}");
    let by_hand = || {
        let command = format!("sudo apt-get update && sudo apt-get install {list}");
        Fault::Missing(format!("system packages. Install them with: {command}"))
    };
    let prefix: &[&str] = if is_root() {
        &[]
    } else if exists("sudo") {
        &["sudo"]
    } else {
        return Err(by_hand());
    };
    let updated = apt(prefix, &["update"])?;
    let install = [&["install", "--yes", "--no-install-recommends"], missing.as_slice()].concat();
    if updated && apt(prefix, &install)? { Ok(()) } else { Err(by_hand()) }
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Result<bool, Fault> {
    let words = [prefix, &["apt-get"], arguments].concat();
    let Some((program, rest)) = words.split_first() else { return Ok(false) };
    let mut apt = command(program, &std::env::temp_dir(), rest);
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    if !prefix.is_empty() {
        // sudo may ask for a password.
        apt.stdin(Stdio::inherit());
    }
    succeeds(&mut apt)
}

fn is_installed(package: &str) -> bool {
    let status = answer("dpkg-query", &["-W", "-f=${db:Status-Status} ", package]);
    status.is_some_and(|text| text.split_whitespace().any(|each| each == "installed"))
}

/// Whether this runs as root, who needs no sudo and whose browser needs `--no-sandbox`.
pub fn is_root() -> bool {
    answer("id", &["-u"]).as_deref() == Some("0")
}

/// Without apt nothing is installed: WebKitGTK is looked for and its packages are named.
fn other_linux() -> Result<(), Fault> {
    if answer("pkg-config", &["--exists", "webkit2gtk-4.1"]).is_some() {
        return Ok(());
    }
    Err(Fault::Missing(
        "WebKitGTK 4.1 for development. Install it with one of:\n  \
         sudo dnf install webkit2gtk4.1-devel librsvg2-devel libxdo-devel gcc make perl\n  \
         sudo pacman -S --needed webkit2gtk-4.1 librsvg xdotool base-devel perl\n  \
         sudo zypper install webkit2gtk3-devel librsvg-devel xdotool-devel gcc make perl"
            .to_owned(),
    ))
}

/// The version that Microsoft's documentation tells installers to look for
/// ("Distribute your app and the WebView2 Runtime", section "Detect if a WebView2 Runtime is installed").
fn webview2() -> Result<(), Fault> {
    const CLIENT: &str = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let places = [
        format!(r"HKLM\SOFTWARE\WOW6432Node\{CLIENT}"),
        format!(r"HKLM\SOFTWARE\{CLIENT}"),
        format!(r"HKCU\Software\{CLIENT}"),
    ];
    let found = places.iter().filter_map(|place| answer("reg", &["query", place, "/v", "pv"]));
    if found.into_iter().any(|text| text.contains("REG_SZ") && !text.contains(" 0.0.0.0")) {
        return Ok(());
    }
    Err(Fault::Missing(
        "the WebView2 runtime. Install it with: winget install Microsoft.EdgeWebView2Runtime".to_owned(),
    ))
}

fn xcode() -> Result<(), Fault> {
    if answer("xcode-select", &["-p"]).is_some() {
        return Ok(());
    }
    Err(Fault::Missing("the Xcode command line tools. Install them with: xcode-select --install".to_owned()))
}
