//! The commands, a file for each group. They read like a table of contents: what a command decides is
//! decided in `services`.

pub(crate) mod actions;
pub(crate) mod cases;
pub(crate) mod drafts;
pub(crate) mod evidence;
pub(crate) mod groups;
pub(crate) mod imports;
pub(crate) mod measures;
pub(crate) mod packs;
pub(crate) mod papers;
pub(crate) mod parts;
pub(crate) mod record;
pub(crate) mod reference;
pub(crate) mod rounds;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod timeline;
pub(crate) mod vault;

use services::{Error, Result};

use crate::{error::CommandResult, state::App};

/// Runs a use case off the window's own thread: one slow disk must not stall every other command.
async fn blocking<T: Send + 'static>(
    app: &App,
    work: impl FnOnce(App) -> Result<T> + Send + 'static,
) -> CommandResult<T> {
    let app = app.clone();
    match tauri::async_runtime::spawn_blocking(move || work(app)).await {
        Ok(outcome) => Ok(outcome?),
        Err(_) => Err(Error::Internal("a command").into()),
    }
}

/// Reads an identity that the window was given before.
fn id<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::NotFound)
}
