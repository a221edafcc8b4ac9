//! The process that draws: the same program, with [`crate::ARGUMENT`] before anything else.

use std::{
    ffi::OsString,
    io::{Read, Write},
    process::ExitCode,
};

use crate::{ARGUMENT, LARGEST, Reply, Unshown, confine::confine, draw, reply::encode};

/// What readers of documents may nest, in bytes of the stack. A program's first thread has a fraction of it on Windows.
const STACK: usize = 32 * 1024 * 1024;

/// Draws a document and gives the code to end with, where the program was started for that. A program calls this before
/// it does anything else.
#[must_use]
pub fn run_if_asked() -> Option<ExitCode> {
    let words: Vec<OsString> = std::env::args_os().skip(1).collect();
    let [first, page, size] = words.as_slice() else { return None };
    if first.to_str() != Some(ARGUMENT) {
        return None;
    }
    let number = |word: &OsString| word.to_str()?.parse::<u64>().ok();
    let (Some(page), Some(size)) = (number(page), number(size)) else { return Some(ExitCode::from(2)) };
    // A fault of a reader says nothing of what it read.
    std::panic::set_hook(Box::new(|_| {}));
    let drawing = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        // Here, since a thread is something that is started.
        confine();
        answer(u32::try_from(page).unwrap_or(u32::MAX), size)
    });
    let answer = drawing.ok().and_then(|drawing| drawing.join().ok()).unwrap_or(Err(Unshown::Broken));
    let mut stdout = std::io::stdout().lock();
    let written = stdout.write_all(&encode(&answer)).and_then(|()| stdout.flush());
    Some(if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Reads the document, of which `size` bytes exist in all, and draws it.
fn answer(page: u32, size: u64) -> Result<Reply, Unshown> {
    if size > LARGEST {
        return Err(Unshown::TooLarge);
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(size).map_err(|_| Unshown::TooLarge)?).map_err(|_| Unshown::TooLarge)?;
    std::io::stdin().lock().take(size).read_to_end(&mut bytes).map_err(|_| Unshown::Broken)?;
    draw::draw(bytes, page, size)
}
