//! Documents on their way between the system and the store, as far as the window is in between: it is told names, sizes
//! and words that are good once, and gets pictures by such words alone. Paths stay here.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use domain::FileId;
use serde::{Deserialize, Serialize};
use services::{
    Error, Result, Session, Vault,
    evidence::{self, Incoming, Reach, Watch},
};
use tauri::{
    AppHandle, DragDropEvent, Manager, PhysicalPosition, Runtime, UriSchemeContext, UriSchemeResponder,
    http::{Method, Request, Response, StatusCode, header},
};
use tauri_specta::Event;

use crate::{one_use::OneUse, platform, state::App};

/// The name of the protocol by which the window gets pictures.
pub(crate) const PROTOCOL: &str = "evidence";
/// How long a picture waits for the window to fetch it.
const PICTURE_WAITS: Duration = Duration::from_secs(60);
/// Pictures that wait at a time.
const MOST_PICTURES: usize = 8;
/// Files that wait at a time to be added.
const MOST_FILES: usize = 200;
/// Between two words to the window about one file.
const BETWEEN: Duration = Duration::from_millis(100);

/// What waits for the window, for as long as somebody is in.
pub(crate) struct Desk {
    files: Mutex<OneUse<PathBuf>>,
    pictures: Mutex<OneUse<Drawn>>,
}

/// A picture that was drawn of a file.
struct Drawn {
    file: FileId,
    png: Vec<u8>,
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            files: Mutex::new(OneUse::new(MOST_FILES, None)),
            pictures: Mutex::new(OneUse::new(MOST_PICTURES, Some(PICTURE_WAITS))),
        }
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// Looks at a file that was chosen or dropped, and has it wait to be added.
    pub(crate) fn offer(&self, path: &Path) -> Result<ChosenDocument> {
        let own = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let name = domain::text::file_name(&own);
        match Incoming::open(path).and_then(|file| file.require_size().map(|()| file.size)) {
            Ok(size) => Ok(ChosenDocument {
                token: Some(held(&self.files).issue(path.to_owned(), Instant::now())?),
                name,
                size_text: size.map_or_else(String::new, domain::plain::bytes),
                refused: None,
            }),
            Err(why) => {
                Ok(ChosenDocument { token: None, name, size_text: String::new(), refused: Some(why.to_string()) })
            }
        }
    }

    /// Looks at several. Those beyond what may wait at a time are refused by number, and not passed over.
    pub(crate) fn offer_all(&self, paths: &[PathBuf]) -> Result<Vec<ChosenDocument>> {
        let mut offered: Vec<ChosenDocument> =
            paths.iter().take(MOST_FILES).map(|path| self.offer(path)).collect::<Result<_>>()?;
        let beyond = paths.len().saturating_sub(MOST_FILES) as u64;
        if beyond > 0 {
            offered.push(ChosenDocument {
                token: None,
                name: domain::plain::count_of(beyond, "more file", "more files"),
                size_text: String::new(),
                refused: Some(format!("Evident takes {MOST_FILES} files at a time. Add the rest afterwards.")),
            });
        }
        Ok(offered)
    }

    /// The path behind a word, once.
    pub(crate) fn file(&self, token: &str) -> Result<PathBuf> {
        held(&self.files).take(token, Instant::now()).ok_or_else(|| {
            Error::FileUnreadable(
                "Choose the file again: it was let go when Evident locked. Nothing was added, and the original is untouched."
                    .to_owned(),
            )
        })
    }

    /// Has a picture wait for the window; gives its address.
    pub(crate) fn show(&self, file: FileId, png: Vec<u8>) -> Result<String> {
        let token = held(&self.pictures).issue(Drawn { file, png }, Instant::now())?;
        // As the web views of the systems call a protocol of the program's own.
        Ok(if cfg!(windows) {
            format!("http://{PROTOCOL}.localhost/{token}")
        } else {
            format!("{PROTOCOL}://localhost/{token}")
        })
    }

    /// Forgets everything that waits.
    pub(crate) fn clear(&self) {
        held(&self.files).clear();
        held(&self.pictures).clear();
    }

    /// The picture behind an address that the window asks for, once, where whoever is in may still see its file.
    fn answer<T>(&self, request: &Request<T>, may_see: impl FnOnce(FileId) -> bool) -> Response<Vec<u8>> {
        let token = request.uri().path().trim_start_matches('/');
        let drawn = (request.method() == Method::GET).then(|| held(&self.pictures).take(token, Instant::now()));
        let (status, body) = match drawn.flatten().filter(|drawn| may_see(drawn.file)) {
            Some(drawn) => (StatusCode::OK, drawn.png),
            // Whatever the reason: there is nothing here.
            None => (StatusCode::NOT_FOUND, Vec::new()),
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("image/png"));
        headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
        headers.insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static("default-src 'none'"));
        response
    }
}

/// Answers the window's requests for pictures.
pub(crate) fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().state::<App>().inner().clone();
    tauri::async_runtime::spawn_blocking(move || {
        let may_see = |file| app.with_vault(|vault, session| evidence::require_visible(vault, session, file)).is_ok();
        responder.respond(app.desk().answer(&request, may_see));
    });
}

/// A file that was chosen or dropped.
#[derive(Debug, Clone, Serialize, Deserialize, specta::Type)]
pub(crate) struct ChosenDocument {
    /// Stands for the file, once; none for one that is refused.
    pub token: Option<String>,
    /// Its own name.
    pub name: String,
    /// Its size in words.
    pub size_text: String,
    /// Why it cannot be added.
    pub refused: Option<String>,
}

/// How far a document is on its way in or out.
#[derive(Debug, Clone, Serialize, Deserialize, specta::Type, Event)]
pub(crate) struct EvidenceProgress {
    /// What is being done, in words.
    pub text: String,
    /// So much of it, in kilobytes.
    pub done: u32,
    /// Of so much; 0 where nobody knows.
    pub total: u32,
}

/// Files are being dragged over the window.
#[derive(Debug, Clone, Serialize, Deserialize, specta::Type, Event)]
pub(crate) struct FilesDragged {
    /// Where, in the pixels of the page.
    pub x: i32,
    /// Where, in the pixels of the page.
    pub y: i32,
}

/// They were dragged out of it again, or let go where nothing came of it.
#[derive(Debug, Clone, Serialize, Deserialize, specta::Type, Event)]
pub(crate) struct DragLeft {}

/// Something was dropped on the window.
#[derive(Debug, Clone, Serialize, Deserialize, specta::Type, Event)]
pub(crate) struct FilesDropped {
    /// The files; none where the system named none.
    pub files: Vec<ChosenDocument>,
    /// Where, in the pixels of the page.
    pub x: i32,
    /// Where, in the pixels of the page.
    pub y: i32,
}

/// Tells the page what is dragged over the window or dropped on it. Nothing is told while nobody is in.
pub(crate) fn dragged<R: Runtime>(handle: &AppHandle<R>, label: &str, event: &DragDropEvent) {
    let app = handle.state::<App>().inner().clone();
    let scale = handle.get_webview_window(label).and_then(|window| window.scale_factor().ok()).unwrap_or(1.0);
    let place = |position: &PhysicalPosition<f64>| {
        let by = if platform::drops_are_in_pixels_of_the_screen() { scale } else { 1.0 };
        let pixel = |place: f64| f64_to_pixel(place / by);
        (pixel(position.x), pixel(position.y))
    };
    match event {
        DragDropEvent::Enter { position, .. } | DragDropEvent::Over { position } if app.is_open() => {
            let (x, y) = place(position);
            let _ = FilesDragged { x, y }.emit(handle);
        }
        DragDropEvent::Drop { paths, position } => {
            let ((x, y), paths, handle) = (place(position), paths.clone(), handle.clone());
            // Off the window's own thread: a share that does not answer must not hold it up.
            tauri::async_runtime::spawn_blocking(move || {
                let may_add = |_: &mut Vault, session: &Session| session.require(domain::audit::Action::AddEvidence);
                if app.with_vault(may_add).is_err() {
                    let _ = DragLeft {}.emit(&handle);
                    return;
                }
                // Without random numbers no file can wait; a drop that brought none is said.
                let files = app.desk().offer_all(&paths).unwrap_or_default();
                let _ = FilesDropped { files, x, y }.emit(&handle);
            });
        }
        DragDropEvent::Leave => drop(DragLeft {}.emit(handle)),
        _ => {}
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place on a screen; what is beyond one stays beyond it")]
const fn f64_to_pixel(place: f64) -> i32 {
    place.round() as i32
}

/// The open vault, reached for one step at a time.
pub(crate) struct Reached(pub(crate) App);

impl Reach for Reached {
    fn with<T>(&self, work: impl FnOnce(&mut Vault, &Session) -> Result<T>) -> Result<T> {
        self.0.with_vault(work)
    }
}

/// Tells the window how far a document is, and stops it when that was asked for.
pub(crate) struct Following {
    handle: AppHandle,
    text: String,
    stop: Arc<AtomicBool>,
    told: Mutex<Option<Instant>>,
}

impl Following {
    /// Follows one document; `stop` is raised by whoever wants no more of it.
    pub(crate) const fn new(handle: AppHandle, text: String, stop: Arc<AtomicBool>) -> Self {
        Self { handle, text, stop, told: Mutex::new(None) }
    }
}

impl Watch for Following {
    fn goes_on(&self, done: u64, total: Option<u64>) -> bool {
        let mut told = held(&self.told);
        if told.is_none_or(|at| at.elapsed() >= BETWEEN) {
            *told = Some(Instant::now());
            let kilobytes = |bytes: u64| u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX);
            let (done, total) = (kilobytes(done), total.map(kilobytes).unwrap_or_default());
            let news = EvidenceProgress { text: self.text.clone(), done: done.min(total.max(1)), total };
            // A window that went away hears nothing; the lock that took it raises `stop` too.
            let _ = news.emit(&self.handle);
        }
        #[cfg(feature = "automation")]
        self.held_up();
        !self.stop.load(Ordering::Relaxed)
    }
}

#[cfg(feature = "automation")]
impl Following {
    /// For window tests: stays where it is while `EVIDENT_HOLD_EVIDENCE` is set, until it is stopped, so that a test can
    /// press the button whatever the speed of the machine.
    fn held_up(&self) {
        let begun = Instant::now();
        while std::env::var_os("EVIDENT_HOLD_EVIDENCE").is_some()
            && !self.stop.load(Ordering::Relaxed)
            && begun.elapsed() < Duration::from_secs(60)
        {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    const FILE: FileId = FileId([7; 16]);

    fn asked(desk: &Desk, address: &str, may_see: bool) -> Response<Vec<u8>> {
        desk.answer(&Request::get(address).body(()).unwrap(), |file| {
            assert_eq!(file, FILE);
            may_see
        })
    }

    #[test]
    fn a_picture_is_handed_out_once_to_whoever_may_see_its_file_and_kept_nowhere() {
        let desk = Desk::default();
        let address = desk.show(FILE, b"picture".to_vec()).unwrap();
        assert!(address.starts_with("evidence://localhost/") || address.starts_with("http://evidence.localhost/"));
        let first = asked(&desk, &address, true);
        assert_eq!((first.status(), first.body().as_slice()), (StatusCode::OK, &b"picture"[..]));
        for (name, value) in
            [("cache-control", "no-store"), ("x-content-type-options", "nosniff"), ("content-type", "image/png")]
        {
            assert_eq!(first.headers()[name], value);
        }
        let again = asked(&desk, &address, true);
        assert_eq!((again.status(), again.body().len()), (StatusCode::NOT_FOUND, 0));
        assert_eq!(again.headers()["cache-control"], "no-store");
    }

    #[test]
    fn a_picture_is_not_there_for_whoever_may_not_see_its_file_nor_after_a_lock() {
        let desk = Desk::default();
        let hidden = desk.show(FILE, b"picture".to_vec()).unwrap();
        assert_eq!(asked(&desk, &hidden, false).status(), StatusCode::NOT_FOUND);
        assert_eq!(asked(&desk, &hidden, true).status(), StatusCode::NOT_FOUND, "nor another time");
        let locked = desk.show(FILE, b"picture".to_vec()).unwrap();
        desk.clear();
        assert_eq!(asked(&desk, &locked, true).status(), StatusCode::NOT_FOUND);
        for address in ["evidence://localhost/", "evidence://localhost/../x", "evidence://localhost/0000"] {
            assert_eq!(asked(&desk, address, true).status(), StatusCode::NOT_FOUND, "{address}");
        }
        let posted = desk.show(FILE, b"picture".to_vec()).unwrap();
        let request = Request::post(posted).body(()).unwrap();
        assert_eq!(desk.answer(&request, |_| true).status(), StatusCode::NOT_FOUND, "nothing is sent there");
    }

    #[test]
    fn more_files_than_may_wait_are_counted_and_not_passed_over() {
        let desk = Desk::default();
        let offered = desk.offer_all(&vec![PathBuf::from("/nonexistent/a.txt"); MOST_FILES + 3]).unwrap();
        assert_eq!(offered.len(), MOST_FILES + 1);
        let last = offered.last().unwrap();
        assert_eq!(last.name, "3 more files");
        assert!(last.refused.as_ref().is_some_and(|why| why.contains("200 files at a time")), "{last:?}");
    }

    #[test]
    fn the_window_is_told_names_and_reasons_and_no_path() {
        let folder = std::env::temp_dir().join(format!("evident-desk-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("a folder")).unwrap();
        std::fs::write(folder.join("rota.txt"), b"content").unwrap();
        std::fs::write(folder.join("empty.txt"), b"").unwrap();
        let desk = Desk::default();
        let offered: Vec<ChosenDocument> = ["rota.txt", "empty.txt", "a folder", "gone.txt"]
            .map(|name| desk.offer(&folder.join(name)).unwrap())
            .into_iter()
            .collect();
        let [rota, refused @ ..] = offered.as_slice() else { unreachable!() };
        assert_eq!((rota.name.as_str(), rota.size_text.as_str()), ("rota.txt", "7 bytes"));
        let token = rota.token.clone().unwrap();
        assert_eq!(desk.file(&token).unwrap(), folder.join("rota.txt"));
        assert!(desk.file(&token).unwrap_err().to_string().contains("Choose the file again"), "once");
        for (file, said) in refused.iter().zip(["empty", "folder", "not there"]) {
            assert!(file.token.is_none() && file.refused.as_ref().is_some_and(|why| why.contains(said)), "{file:?}");
        }
        let told = serde_json::to_string(&offered).unwrap();
        assert!(!told.contains(&*folder.to_string_lossy()), "{told}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
