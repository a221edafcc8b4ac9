//! What is copied for another program.
//!
//! The clipboard is held open while the program runs: on Linux what was copied is lost with whoever copied it.

use std::sync::Mutex;

use services::{Error, Result, measures::Copied};

static HELD: Mutex<Option<arboard::Clipboard>> = Mutex::new(None);

/// Puts it on the clipboard.
///
/// # Errors
/// [`Error::NotAvailableHere`] where the desktop has none.
pub(crate) fn put(copied: Copied) -> Result<()> {
    #[cfg(feature = "automation")]
    if let Some(place) = std::env::var_os("EVIDENT_CLIPBOARD") {
        let (bytes, kind) = match copied {
            Copied::Text(text) => (text.into_bytes(), "text"),
            Copied::Picture(pixels) => (pixels.rgba, "picture"),
        };
        std::fs::write(std::path::Path::new(&place).join(kind), bytes).map_err(|_| Error::CannotWriteFile)?;
        return Ok(());
    }
    let none = |_| Error::NotAvailable("The clipboard of this computer could not be used. Nothing was copied.".into());
    let mut held = HELD.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let clipboard = match held.take() {
        Some(clipboard) => clipboard,
        None => arboard::Clipboard::new().map_err(none)?,
    };
    let clipboard = held.insert(clipboard);
    match copied {
        Copied::Text(text) => clipboard.set_text(text),
        Copied::Picture(pixels) => clipboard.set_image(arboard::ImageData {
            width: pixels.width as usize,
            height: pixels.height as usize,
            bytes: pixels.rgba.into(),
        }),
    }
    .map_err(none)
}
