//! First run, unlocking, locking.

use domain::provider::NewService;
use serde::{Deserialize, Serialize};
use services::{
    Error, Result, SessionView, Vault,
    demonstration::{self, DEMONSTRATION_PASSPHRASE},
    setup::{self, PassphraseStrength, VaultFace},
};
use tauri::{AppHandle, State};
use tauri_specta::Event;
use zeroize::Zeroizing;

use super::blocking;
use crate::{
    dialogs,
    error::{CommandError, CommandResult},
    places, platform,
    state::{App, Left},
    window,
};

/// What the window shows at its start.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub(crate) struct AppStatus {
    /// First run, locked or open.
    pub state: AppState,
    /// The locked vault.
    pub face: Option<VaultFace>,
    /// Other vaults known.
    pub other_places: Vec<PlaceRow>,
    /// The program's version.
    pub version: String,
    /// Where a new vault would be kept.
    pub default_place: String,
    /// Started to show the demonstration.
    pub start_in_demonstration: bool,
    /// Whether the system can leave the window out of screenshots and shared screens.
    pub hides_from_capture: bool,
    /// Where whoever locked it was.
    pub left: Option<Left>,
    /// Why the vault in use cannot be looked at.
    pub problem: Option<CommandError>,
    /// What could not be written when it was locked.
    pub at_lock: Option<CommandError>,
}

/// The state of the program.
#[derive(Debug, Clone, Copy, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AppState {
    /// No vault is known.
    FirstRun,
    /// A vault is known and locked.
    Locked,
    /// A vault is open.
    Open,
}

/// A vault the program knows of.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub(crate) struct PlaceRow {
    /// Stands for the folder.
    pub token: String,
    /// The folder, as shown.
    pub folder: String,
    /// Whether it is the demonstration.
    pub demonstration: bool,
    /// Whether it is there.
    pub present: bool,
}

/// A folder chosen for a new vault.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub(crate) struct ChosenPlace {
    /// Stands for the folder.
    pub token: String,
    /// The folder, as shown.
    pub shown: String,
    /// What to think about.
    pub warning: Option<String>,
}

/// What is asked when a provider is set up.
#[derive(Debug, Clone, Deserialize, specta::Type)]
pub(crate) struct NewVault {
    /// The provider's name.
    pub provider: String,
    /// Its services.
    pub services: Vec<NewService>,
    /// What the unlock screen calls the first person.
    pub user_label: String,
    /// Their passphrase.
    pub passphrase: String,
    /// The folder chosen; the usual one when absent.
    pub place: Option<String>,
}

/// How far the demonstration is built.
#[derive(Debug, Clone, Serialize, Deserialize, specta::Type, Event)]
pub(crate) struct DemonstrationProgress {
    /// Entries recorded.
    pub done: u32,
    /// Of so many.
    pub total: u32,
    /// In words.
    pub text: String,
}

fn status(app: &App) -> AppStatus {
    let known = app.places(|places| places.known.clone());
    let (mut face, mut problem) = (None, None);
    if !app.is_open()
        && let Some(place) = known.first()
    {
        match setup::face(&place.folder, App::clock()) {
            Ok(found) => face = Some(found),
            Err(error) => problem = Some(CommandError::from(error)),
        }
    }
    let state = if app.is_open() {
        AppState::Open
    } else if known.is_empty() {
        AppState::FirstRun
    } else {
        AppState::Locked
    };
    AppStatus {
        state,
        face,
        other_places: known
            .iter()
            .skip(1)
            .map(|place| PlaceRow {
                token: app.token(&place.folder),
                folder: place.folder.display().to_string(),
                demonstration: place.demonstration,
                present: place.folder.exists(),
            })
            .collect(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        default_place: places::default_place().display().to_string(),
        start_in_demonstration: std::env::args().any(|argument| argument == "--demonstration"),
        hides_from_capture: platform::here().hides_from_capture(),
        left: known.first().and_then(|place| app.left(&place.folder)),
        problem,
        at_lock: app.at_lock(),
    }
}

/// Takes a vault that was just opened, and makes the window as whoever opened it likes it.
fn open(app: &App, handle: &AppHandle, vault: Vault) -> Result<SessionView> {
    let view = app.open(vault)?;
    window::follow(handle, view.preferences);
    Ok(view)
}

/// What the window shows at its start.
#[tauri::command]
#[specta::specta]
pub(crate) async fn app_status(app: State<'_, App>) -> CommandResult<AppStatus> {
    blocking(&app, |app| Ok(status(&app))).await
}

/// Asks for the folder of a new vault; none when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_place(handle: AppHandle, app: State<'_, App>) -> CommandResult<Option<ChosenPlace>> {
    blocking(&app, move |app| {
        Ok(dialogs::folder(&handle, "Choose where the store is kept").map(|folder| {
            // A folder with something in it gets a folder of its own inside.
            let empty = std::fs::read_dir(&folder).map_or(true, |mut entries| entries.next().is_none());
            let place = if empty { folder } else { folder.join("Evident store") };
            ChosenPlace {
                token: app.token(&place),
                shown: place.display().to_string(),
                warning: setup::place_warning(&place),
            }
        }))
    })
    .await
}

/// Asks for the folder of a vault that is kept somewhere else; none when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_existing(handle: AppHandle, app: State<'_, App>) -> CommandResult<Option<AppStatus>> {
    blocking(&app, move |app| {
        let Some(folder) = dialogs::folder(&handle, "Choose the folder of an Evident store") else { return Ok(None) };
        let face = setup::face(&folder, App::clock())?;
        app.places(|places| places.use_place(&folder, face.demonstration));
        Ok(Some(status(&app)))
    })
    .await
}

/// Forgets a vault's place. Its files stay.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_place(app: State<'_, App>, token: String) -> CommandResult<AppStatus> {
    blocking(&app, move |app| {
        let folder = app.path(&token)?;
        app.places(|places| places.forget(&folder));
        Ok(status(&app))
    })
    .await
}

/// Turns to another vault that is known. What is open is locked first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn use_place(app: State<'_, App>, token: String) -> CommandResult<AppStatus> {
    blocking(&app, move |app| {
        let folder = app.path(&token)?;
        let face = setup::face(&folder, App::clock())?;
        app.lock()?;
        app.places(|places| places.use_place(&folder, face.demonstration));
        Ok(status(&app))
    })
    .await
}

/// How strong a new passphrase is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn passphrase_strength(
    app: State<'_, App>,
    passphrase: String,
    label: String,
) -> CommandResult<PassphraseStrength> {
    let passphrase = Zeroizing::new(passphrase);
    blocking(&app, move |_| Ok(setup::passphrase_strength(&passphrase, &label))).await
}

/// Sets up a provider and opens its vault.
#[tauri::command]
#[specta::specta]
pub(crate) async fn create_vault(handle: AppHandle, app: State<'_, App>, form: NewVault) -> CommandResult<SessionView> {
    let passphrase = Zeroizing::new(form.passphrase.clone());
    blocking(&app, move |app| {
        let folder = match &form.place {
            Some(token) => app.path(token)?,
            None => places::default_place(),
        };
        let new = setup::NewVault {
            provider: &form.provider,
            services: &form.services,
            user_label: &form.user_label,
            passphrase: &passphrase,
        };
        open(&app, &handle, setup::create(&folder, &new, App::clock())?)
    })
    .await
}

/// Opens the demonstration, which is built first where it is not there yet.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_demonstration(handle: AppHandle, app: State<'_, App>) -> CommandResult<SessionView> {
    blocking(&app, move |app| {
        let folder = places::demonstration_place();
        app.closing().stop_for(&folder);
        let vault = if folder.join("vault.db").exists() {
            setup::unlock(&folder, None, DEMONSTRATION_PASSPHRASE, App::clock())?
        } else {
            let mut tell = |done, total| {
                let _ = DemonstrationProgress { done, total, text: format!("Entry {done} of {total}") }.emit(&handle);
            };
            demonstration::create(&folder, &mut tell)?
        };
        open(&app, &handle, vault)
    })
    .await
}

/// Unlocks the vault in use.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unlock(
    handle: AppHandle,
    app: State<'_, App>,
    label: String,
    passphrase: String,
) -> CommandResult<SessionView> {
    let passphrase = Zeroizing::new(passphrase);
    blocking(&app, move |app| {
        let folder =
            app.places(|places| places.known.first().map(|place| place.folder.clone())).ok_or(Error::VaultMissing)?;
        // A check that began when it was locked gives way to whoever comes back.
        app.closing().stop_for(&folder);
        let watch = app.closing().watch(&handle);
        open(&app, &handle, setup::unlock_watched(&folder, Some(&label), &passphrase, App::clock(), &watch)?)
    })
    .await
}

/// Goes in without waiting for the check of a store that was not closed properly: it runs when it is locked.
#[tauri::command]
#[specta::specta]
pub(crate) async fn put_off_check(app: State<'_, App>) -> CommandResult<()> {
    app.closing().put_off();
    Ok(())
}

/// Locks. The window has kept its drafts before.
#[tauri::command]
#[specta::specta]
pub(crate) async fn lock(handle: AppHandle, app: State<'_, App>) -> CommandResult<()> {
    blocking(&app, move |app| {
        window::lock(&app, &handle);
        Ok(())
    })
    .await
}

/// Stops the long work that is under way; its own answer then says that nothing was changed.
#[tauri::command]
#[specta::specta]
pub(crate) fn cancel_work(app: State<'_, App>) {
    app.stop_work();
}

/// The open vault, as the frame of the window shows it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn session(app: State<'_, App>) -> CommandResult<SessionView> {
    blocking(&app, |app| app.with_vault(|vault, _| vault.view())).await
}

/// Notes that the person is there.
#[tauri::command]
#[specta::specta]
pub(crate) async fn note_activity(app: State<'_, App>) -> CommandResult<()> {
    app.touch();
    Ok(())
}
