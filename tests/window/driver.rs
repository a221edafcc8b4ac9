//! The program in a real window, driven over the WebDriver protocol (W3C WebDriver).
//!
//! `WebKitWebDriver` starts the program itself. The program lets itself be driven only if its
//! environment says so, and the driver hands its own environment on.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::display::Display;
use crate::{http, keys, process};

/// The key under which the standard puts an element's reference.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The longest wait for anything on a screen: a busy machine takes half of it to make the demonstration.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What to start, and in which surroundings.
#[derive(Clone, Debug)]
pub struct Program {
    /// The program's file.
    pub path: PathBuf,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Its environment, beyond what it inherits.
    pub environment: Vec<(String, String)>,
    /// A folder of its own for settings and data, so that no test touches a user's files.
    pub home: PathBuf,
}

/// A driver on a display of its own; both end with this value.
pub struct Driver {
    process: Child,
    port: u16,
    program: Program,
    session: Option<String>,
    // Declared last: the screen goes after the program that shows on it.
    _display: Display,
}

impl Driver {
    /// Starts a display and a driver for `program`, but not yet the program.
    ///
    /// # Errors
    /// A sentence when Xvfb or WebKitWebDriver does not come up.
    pub fn start(program: Program) -> Result<Self, String> {
        let display = Display::start()?;
        let port = free_port()?;
        let home = &program.home;
        let process = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("DISPLAY", display.name())
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("TAURI_AUTOMATION", "true")
            .env("HOME", home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("XDG_RUNTIME_DIR", home)
            .env("EVIDENT_HOME", home)
            // Cheap passphrases only where a test asks for them: Cargo sets this for all that it runs.
            .env_remove("EVIDENT_CHEAP_KEYS")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .envs(program.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("WebKitWebDriver does not start (Debian package webkit2gtk-driver): {error}"))?;
        let driver = Self { process, port, program, session: None, _display: display };
        wait_until("WebKitWebDriver answers", Duration::from_millis(20), || {
            Ok(http::request(port, "GET", "/status", None).is_ok().then_some(()))
        })?;
        Ok(driver)
    }

    /// Starts the program and takes hold of its window.
    ///
    /// # Errors
    /// A sentence when the program does not start or does not let itself be driven.
    pub fn open(&mut self) -> Result<(), String> {
        let options = json!({
            "binary": self.program.path,
            "args": self.program.arguments,
        });
        let wanted = json!({
            "capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        });
        let answer = self
            .raw("POST", "/session", Some(&wanted))
            .map_err(|error| format!("{} does not open under the driver: {error}", self.program.path.display()))?;
        let id = answer["sessionId"].as_str().ok_or("the driver gave no session id")?;
        self.session = Some(id.to_owned());
        // Scripts that wait for a promise are bounded as everything else is.
        self.post("timeouts", &json!({"script": 20_000, "pageLoad": 20_000, "implicit": 0}))?;
        Ok(())
    }

    /// Closes the window, as its close button would, and waits for the program to end.
    ///
    /// # Errors
    /// A sentence when the program is still there after twenty seconds.
    pub fn close_window(&mut self) -> Result<(), String> {
        let pid = self.program_pid()?;
        if let Some(id) = self.session.take() {
            self.raw("DELETE", &format!("/session/{id}/window"), None)?;
            // With its last window gone the session is over; an error here says just that.
            let _ = self.raw("DELETE", &format!("/session/{id}"), None);
        }
        wait_until("the program ends", Duration::from_millis(20), || Ok((!process::is_running(pid)).then_some(())))
    }

    /// Lets the program end by itself, as it does when its window has been closed by the person.
    ///
    /// # Errors
    /// A sentence when there is no program or it does not end.
    pub fn end_program(&mut self) -> Result<(), String> {
        let pid = self.program_pid()?;
        // The answer is lost with the window that would give it.
        let _ = self.run(
            "const { label } = window.__TAURI_INTERNALS__.metadata.currentWindow;
             window.__TAURI_INTERNALS__.invoke('plugin:window|destroy', { label });",
            &[],
        );
        wait_until("the program ends", Duration::from_millis(20), || Ok((!process::is_running(pid)).then_some(())))?;
        if let Some(id) = self.session.take() {
            let _ = self.raw("DELETE", &format!("/session/{id}"), None);
        }
        Ok(())
    }

    /// Ends the program at once, as a power cut would (SIGKILL).
    ///
    /// # Errors
    /// A sentence when there is no program or it does not end.
    pub fn kill_program(&mut self) -> Result<(), String> {
        let pid = self.program_pid()?;
        process::kill(pid)?;
        wait_until("the killed program is gone", Duration::from_millis(20), || {
            Ok((!process::is_running(pid)).then_some(()))
        })?;
        if let Some(id) = self.session.take() {
            let _ = self.raw("DELETE", &format!("/session/{id}"), None);
        }
        Ok(())
    }

    /// The process id of the driven program.
    ///
    /// # Errors
    /// A sentence when it is not running.
    pub fn program_pid(&self) -> Result<u32, String> {
        process::descendant(self.process.id(), &self.program.path)
            .ok_or_else(|| format!("{} is not running", self.program.path.display()))
    }

    /// The processes that hold the pages of the driven program.
    ///
    /// # Errors
    /// A sentence when the program is not running.
    pub fn page_pids(&self) -> Result<Vec<u32>, String> {
        Ok(process::descendants_named(self.program_pid()?, "WebKitWebProces"))
    }

    /// What is started, and in which surroundings.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Runs `script` (the body of a function; its arguments are `arguments[0]` and so on).
    ///
    /// # Errors
    /// The driver's words when the script throws.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.post("execute/sync", &json!({"script": script, "args": arguments}))
    }

    /// As [`Self::run`], for a script that calls its last argument with the answer when done.
    ///
    /// # Errors
    /// The driver's words when the script throws or takes longer than twenty seconds.
    pub fn run_async(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.post("execute/async", &json!({"script": script, "args": arguments}))
    }

    /// References to the elements that a CSS selector finds, in document order.
    ///
    /// # Errors
    /// The driver's words when the selector is not valid.
    pub fn find_all(&self, selector: &str) -> Result<Vec<String>, String> {
        let found = self.post("elements", &json!({"using": "css selector", "value": selector}))?;
        let elements = found.as_array().map(Vec::as_slice).unwrap_or_default();
        Ok(elements.iter().filter_map(|each| Some(each[ELEMENT].as_str()?.to_owned())).collect())
    }

    /// Clicks the middle of an element that [`Self::find_all`] or a script gave.
    ///
    /// # Errors
    /// The driver's words when something lies over the element.
    pub fn click(&self, element: &str) -> Result<(), String> {
        self.post(&format!("element/{element}/click"), &json!({})).map(drop)
    }

    /// Presses a chord such as `Ctrl+L`: keys go down in order and up in reverse.
    ///
    /// # Errors
    /// A sentence naming an unknown key.
    pub fn press(&self, chord: &str) -> Result<(), String> {
        let keys = keys::chord(chord)?;
        let down = keys.iter().map(|key| json!({"type": "keyDown", "value": key.to_string()}));
        let up = keys.iter().rev().map(|key| json!({"type": "keyUp", "value": key.to_string()}));
        self.key_actions(down.chain(up).collect())
    }

    /// Types `text` a key at a time; a line break is the Enter key, a tab the Tab key.
    ///
    /// # Errors
    /// The driver's words.
    pub fn type_text(&self, text: &str) -> Result<(), String> {
        let key = |character| match character {
            '\n' => '\u{E007}',
            '\t' => '\u{E004}',
            other => other,
        };
        let strokes = text
            .chars()
            .map(key)
            .flat_map(|key| ["keyDown", "keyUp"].map(|way| json!({"type": way, "value": key.to_string()})));
        self.key_actions(strokes.collect())
    }

    fn key_actions(&self, actions: Vec<Value>) -> Result<(), String> {
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": actions});
        self.post("actions", &json!({"actions": [keyboard]})).map(drop)
    }

    /// The window as a PNG, once what the page holds has been painted.
    ///
    /// # Errors
    /// The driver's words.
    pub fn screenshot(&self) -> Result<Vec<u8>, String> {
        // A frame that was asked for now is painted after all changes made so far.
        let painted = "const done = arguments[arguments.length - 1];
             requestAnimationFrame(() => requestAnimationFrame(() => done(null)));";
        self.run_async(painted, &[])?;
        let answer = self.get("screenshot")?;
        crate::base64::decode(answer.as_str().ok_or("the driver sent no picture")?)
    }

    /// Makes the window `width` by `height` pixels.
    ///
    /// # Errors
    /// The driver's words.
    pub fn resize(&self, width: u32, height: u32) -> Result<(), String> {
        self.post("window/rect", &json!({"width": width, "height": height})).map(drop)
    }

    fn get(&self, command: &str) -> Result<Value, String> {
        self.in_window("GET", command, None)
    }

    fn post(&self, command: &str, body: &Value) -> Result<Value, String> {
        self.in_window("POST", command, Some(body))
    }

    /// Sends a command to the window; to the new one, where the program has put one in its place.
    fn in_window(&self, method: &str, command: &str, body: Option<&Value>) -> Result<Value, String> {
        let path = self.session_path(command)?;
        match self.raw(method, &path, body) {
            // The second is what a script gets whose page went away while it ran.
            Err(error) if error.starts_with("no such window") || error.contains("Could not parse script result") => {
                self.take_window()?;
                self.raw(method, &path, body)
            }
            outcome => outcome,
        }
    }

    fn take_window(&self) -> Result<(), String> {
        let windows = self.raw("GET", &self.session_path("window/handles")?, None)?;
        let newest = windows.as_array().and_then(|all| all.last()).ok_or("the program has no window")?;
        self.raw("POST", &self.session_path("window")?, Some(&json!({"handle": newest}))).map(drop)
    }

    fn session_path(&self, command: &str) -> Result<String, String> {
        let id = self.session.as_deref().ok_or("the program is not open")?;
        Ok(format!("/session/{id}/{command}"))
    }

    fn raw(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
        let (status, mut answer) = http::request(self.port, method, path, body)?;
        let value = answer["value"].take();
        if status == 200 {
            return Ok(value);
        }
        let text = |field: &str| value[field].as_str().unwrap_or_default().to_owned();
        Err(format!("{}: {}", text("error"), text("message")))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let pid = self.program_pid().ok();
        // With those that it started: the pages and their network write into its home until they end.
        let all = pid.map(process::with_descendants).unwrap_or_default();
        if let Some(id) = self.session.take() {
            let _ = self.raw("DELETE", &format!("/session/{id}"), None);
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        if let Some(pid) = pid
            && process::is_running(pid)
        {
            let _ = process::kill(pid);
        }
        // A process that was killed is there for a moment yet, and holds its files.
        let _ = wait_until("the program is gone", Duration::from_millis(10), || {
            Ok((!all.iter().any(|pid| process::is_running(*pid))).then_some(()))
        });
    }
}

/// Asks `condition` again and again until it gives a value.
///
/// # Errors
/// What was waited for, once [`PATIENCE`] is over; or the condition's own error at once.
pub fn wait_until<T>(
    what: &str,
    every: Duration,
    mut condition: impl FnMut() -> Result<Option<T>, String>,
) -> Result<T, String> {
    let start = Instant::now();
    loop {
        if let Some(value) = condition()? {
            return Ok(value);
        }
        if start.elapsed() > PATIENCE {
            return Err(format!("waited {} s in vain: {what}", PATIENCE.as_secs()));
        }
        sleep(every);
    }
}

/// The program `name` beside the running test: both were built into one target folder.
///
/// # Errors
/// A sentence naming the command that builds it.
pub fn built_program(name: &str) -> Result<PathBuf, String> {
    let test = std::env::current_exe().map_err(|error| error.to_string())?;
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    test.ancestors()
        .skip(1)
        .take(2)
        .map(|folder: &Path| folder.join(&file))
        .find(|path| path.is_file())
        .ok_or_else(|| format!("{file} is not built: cargo build --workspace --bins"))
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|error| error.to_string())?;
    listener.local_addr().map(|address| address.port()).map_err(|error| error.to_string())
}
