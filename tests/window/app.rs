//! The words in which a journey is told: press, type, see.
//!
//! Each step fails the test at the line of the journey that asked for it, and leaves a picture of
//! the window as it was under `tests/artefacts/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

use crate::axe;
use crate::driver::{Driver, Program, built_program, wait_until};
use crate::page::{Stop, squash};

/// Pictures that a person can look at; not kept by git.
const ARTEFACTS: &str = "artefacts";

/// How often a screen is looked at while something is waited for.
const LOOK: Duration = Duration::from_millis(40);

/// How long a screen may take to show what somebody looks for with Tab.
const LOADED: Duration = Duration::from_secs(15);

/// More Tab stops than any screen has.
const MOST_TAB_STOPS: usize = 300;

/// The program in its window, with a home folder of its own that goes when the test ends.
pub struct App {
    driver: Driver,
    home: TempDir,
}

/// What a journey may set before the program starts.
#[derive(Debug, Default)]
pub struct Setting {
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
}

impl Setting {
    /// The program with its clock at the demonstration's morning and passphrases that cost little.
    pub fn morning() -> Self {
        Self::default().now("2026-11-25T09:00:00Z").environment("EVIDENT_CHEAP_KEYS", "1")
    }

    /// Starts the program with one more argument.
    pub fn argument(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }

    /// Sets an environment variable of the program.
    pub fn environment(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Fixes the program's clock (`EVIDENT_NOW`), such as `2026-11-25T09:00:00Z`.
    pub fn now(self, instant: &str) -> Self {
        self.environment("EVIDENT_NOW", instant)
    }

    /// Answers native file dialogs with `path` (`EVIDENT_DIALOG`).
    pub fn dialog(self, path: &Path) -> Self {
        self.environment("EVIDENT_DIALOG", &path.to_string_lossy())
    }

    /// Opens Evident's window.
    #[track_caller]
    pub fn open(self) -> App {
        self.open_program("evident")
    }

    /// Opens the window of another program of this workspace.
    #[track_caller]
    pub fn open_program(self, name: &str) -> App {
        let home = tempfile::tempdir().expect("a temporary folder");
        let program = Program {
            path: built_program(name).unwrap_or_else(|error| panic!("{error}")),
            arguments: self.arguments,
            environment: self.environment,
            home: home.path().to_path_buf(),
        };
        let mut driver = Driver::start(program).unwrap_or_else(|error| panic!("{error}"));
        driver.open().unwrap_or_else(|error| panic!("{error}"));
        App { driver, home }
    }
}

impl App {
    /// The folder that stands for the user's home in this test.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The driver below, for what no word here says.
    pub fn driver(&self) -> &Driver {
        &self.driver
    }

    /// Presses a key or a chord, such as `Enter` or `Ctrl+L`.
    #[track_caller]
    pub fn press(&self, chord: &str) {
        self.checked(self.driver.press(chord));
    }

    /// Types where the focus is.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        self.checked(self.driver.type_text(text));
    }

    /// Goes by Tab to the control called `name`.
    #[track_caller]
    pub fn tab_to(&self, name: &str) {
        self.checked(
            self.tab_until(|stop| stop.name == name)
                .map_err(|passed| format!("Tab never came to {name:?}; it came to {passed}")),
        );
    }

    /// Goes by Tab to the control called `name` that has this ARIA role.
    #[track_caller]
    pub fn tab_to_role(&self, role: &str, name: &str) {
        let found = self.tab_until(|stop| stop.name == name && stop.role == role);
        self.checked(found.map_err(|passed| format!("Tab never came to the {role} {name:?}; it came to {passed}")));
    }

    /// Goes by Tab to the control whose name begins with `beginning`, such as a choice whose
    /// explanation is part of its name.
    #[track_caller]
    pub fn tab_to_choice(&self, beginning: &str) {
        let found = self.tab_until(|stop| stop.name.starts_with(beginning));
        self.checked(found.map_err(|passed| format!("Tab never came to {beginning:?}; it came to {passed}")));
    }

    /// Goes by Tab to the field called `name` and types into it, in place of what it held.
    #[track_caller]
    pub fn fill(&self, name: &str, text: &str) {
        self.tab_to(name);
        self.press("Ctrl+A");
        self.type_text(text);
    }

    /// Goes by Tab to a control and presses Enter.
    #[track_caller]
    pub fn go(&self, role: &str, name: &str) {
        self.tab_to_role(role, name);
        self.press("Enter");
    }

    /// A screen without an accessibility finding, that fits its window; kept as a picture.
    #[track_caller]
    pub fn looked_at(&self, picture: &str) {
        self.axe();
        self.should_not_scroll_sideways();
        self.picture(picture);
    }

    /// Unlocks and waits for the screen behind.
    #[track_caller]
    pub fn unlock(&self, passphrase: &str) {
        self.should_be_ready("unlock");
        self.fill("Passphrase", passphrase);
        self.press("Enter");
        self.should_be_ready("open");
    }

    fn tab_until(&self, is_wanted: impl Fn(&Stop) -> bool) -> Result<(), String> {
        let mut passed: Vec<String> = Vec::new();
        let started = Instant::now();
        loop {
            if self.driver.focused()?.is_some_and(|stop| is_wanted(&stop)) {
                return Ok(());
            }
            self.driver.press("Tab")?;
            passed.extend(self.driver.focused()?.map(|stop| format!("{} {:?}", stop.role, stop.name)));
            // Round the page twice without meeting it, and no longer loading: it is not there.
            let round = passed.last().is_some_and(|last| passed.iter().filter(|each| *each == last).count() > 2);
            let loaded = started.elapsed() > LOADED;
            if loaded && (round || passed.is_empty() || passed.len() > MOST_TAB_STOPS) {
                break;
            }
            if round {
                passed.clear();
            }
        }
        let mut met: Vec<String> = Vec::new();
        for stop in passed {
            if !met.contains(&stop) {
                met.push(stop);
            }
        }
        Err(met.join(", "))
    }

    /// Every control that Tab reaches from the start of the page, in that order.
    #[track_caller]
    pub fn tab_stops(&self) -> Vec<Stop> {
        let script = "document.activeElement?.blur(); getSelection()?.removeAllRanges();";
        self.checked(self.driver.run(script, &[]));
        let mut stops: Vec<Stop> = Vec::new();
        for _ in 0..MOST_TAB_STOPS {
            self.press("Tab");
            match self.checked(self.driver.focused()) {
                Some(stop) if stops.first() == Some(&stop) => break,
                Some(stop) => stops.push(stop),
                None if stops.is_empty() => {}
                None => break,
            }
        }
        stops
    }

    /// Waits until `text` can be read on the page.
    #[track_caller]
    pub fn should_see(&self, text: &str) {
        let wanted = squash(text);
        self.wait_for(&format!("to see {wanted:?}"), |driver| Ok(driver.text()?.contains(&wanted)));
    }

    /// Waits until `text` can no longer be read on the page.
    #[track_caller]
    pub fn should_not_see(&self, text: &str) {
        let unwanted = squash(text);
        let what = format!("no longer to see {unwanted:?}");
        self.wait_for(&what, |driver| Ok(!driver.text()?.contains(&unwanted)));
    }

    /// Waits until a heading called `name` is shown.
    #[track_caller]
    pub fn should_see_heading(&self, name: &str) {
        self.should_see_role("heading", name);
    }

    /// Waits until something with this ARIA role and name is shown.
    #[track_caller]
    pub fn should_see_role(&self, role: &str, name: &str) {
        let what = format!("to see the {role} {name:?}");
        self.wait_for(&what, |driver| Ok(!driver.find_by_role(role, name)?.is_empty()));
    }

    /// Waits until the field called `name` holds `value`.
    #[track_caller]
    pub fn should_hold(&self, name: &str, value: &str) {
        let what = format!("the field {name:?} to hold {value:?}");
        self.wait_for(&what, |driver| Ok(driver.value_of(name)?.as_deref() == Some(value)));
    }

    /// Waits until the control called `name` has the focus.
    #[track_caller]
    pub fn should_be_at(&self, name: &str) {
        self.wait_for(&format!("the focus to be at {name:?}"), |driver| {
            Ok(driver.focused()?.is_some_and(|stop| stop.name == name))
        });
    }

    /// Waits until the screen called `mark` stands and can be used.
    #[track_caller]
    pub fn should_be_ready(&self, mark: &str) {
        self.wait_for(&format!("the ready mark {mark:?}"), |driver| Ok(driver.ready_mark()?.as_deref() == Some(mark)));
    }

    /// Waits, at most a minute, until `condition` holds.
    #[track_caller]
    pub fn wait_for(&self, what: &str, condition: impl Fn(&Driver) -> Result<bool, String>) {
        let met = wait_until(what, LOOK, || Ok(condition(&self.driver)?.then_some(())));
        self.checked(met.map_err(|error| {
            let seen = self.driver.text().unwrap_or_default();
            format!("{error}\nthe page reads: {seen}")
        }));
    }

    /// Clicks the one shown control called `name`.
    #[track_caller]
    pub fn click(&self, name: &str) {
        let found = self.checked(self.driver.find_by_role("", name));
        let element = found.first().and_then(|each| each.as_object()?.values().next()?.as_str());
        let element = self.checked(element.ok_or_else(|| format!("nothing is called {name:?}")));
        self.checked(self.driver.click(element));
    }

    /// Puts `text` on the clipboard, as copying it in another program would.
    #[track_caller]
    pub fn copy(&self, text: &str) {
        // A scratch field in the page takes the text, and the real Copy key takes it from there.
        let select = "const field = document.createElement('textarea');
             field.id = 'clipboard-scratch'; field.value = arguments[0];
             globalThis.focusBeforeCopy = document.activeElement;
             document.body.append(field); field.focus(); field.select();";
        self.checked(self.driver.run(select, &[json!(text)]));
        self.press("Ctrl+C");
        let restore = "document.getElementById('clipboard-scratch').remove();
             globalThis.focusBeforeCopy?.focus(); delete globalThis.focusBeforeCopy;";
        self.checked(self.driver.run(restore, &[]));
    }

    /// Saves the window as `tests/artefacts/<name>.png`.
    #[track_caller]
    pub fn picture(&self, name: &str) -> PathBuf {
        let png = self.checked(self.driver.screenshot());
        let path = Path::new(ARTEFACTS).join(format!("{name}.png"));
        fs::create_dir_all(ARTEFACTS).expect("the folder for pictures");
        fs::write(&path, png).expect("the picture is written");
        path
    }

    /// Fails on any serious or critical accessibility finding, with its rule and place.
    #[track_caller]
    pub fn axe(&self) {
        let findings = self.checked(axe::findings(&self.driver));
        let clean = findings.is_empty().then_some(());
        self.checked(clean.ok_or_else(|| format!("axe: {}", findings.join("\n"))));
    }

    /// Makes the window `width` by `height` pixels.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        self.checked(self.driver.resize(width, height));
    }

    /// Fails when the page is wider than its window.
    #[track_caller]
    pub fn should_not_scroll_sideways(&self) {
        let pixels = self.checked(self.driver.sideways_overflow());
        let fits = (pixels <= 0).then_some(());
        self.checked(fits.ok_or_else(|| format!("the page is {pixels} px wider than its window")));
    }

    /// Closes the window and opens the program again in the same home.
    #[track_caller]
    pub fn close_and_reopen(&mut self) {
        let closed = self.driver.close_window().and_then(|()| self.driver.open());
        self.checked(closed);
    }

    /// Lets the program end by itself and opens it again in the same home.
    #[track_caller]
    pub fn end_and_reopen(&mut self) {
        let ended = self.driver.end_program().and_then(|()| self.driver.open());
        self.checked(ended);
    }

    /// Kills the program as a power cut would and opens it again in the same home.
    #[track_caller]
    pub fn crash_and_reopen(&mut self) {
        let killed = self.driver.kill_program().and_then(|()| self.driver.open());
        self.checked(killed);
    }

    /// The value, or the end of the test with a picture of the window.
    #[track_caller]
    fn checked<T>(&self, result: Result<T, String>) -> T {
        result.unwrap_or_else(|error| {
            let test = thread::current().name().unwrap_or("window").replace("::", "-");
            let name = format!("failed-{test}");
            if let Ok(png) = self.driver.screenshot() {
                let _ = fs::create_dir_all(ARTEFACTS);
                let _ = fs::write(Path::new(ARTEFACTS).join(format!("{name}.png")), png);
            }
            panic!("{error}\npicture: tests/artefacts/{name}.png")
        })
    }
}
