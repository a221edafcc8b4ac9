//! Names of keys, as people write them, to the code points of the WebDriver standard
//! (W3C WebDriver, section 15.4.2, "keyboard actions").

/// The keys of a chord such as `Ctrl+Shift+Tab`, in the order in which they go down.
///
/// # Errors
/// The part that names no key.
pub fn chord(text: &str) -> Result<Vec<char>, String> {
    text.split('+').map(|name| key(name).ok_or_else(|| format!("no key called {name:?}"))).collect()
}

fn key(name: &str) -> Option<char> {
    let code = match name {
        "Backspace" => '\u{E003}',
        "Tab" => '\u{E004}',
        "Enter" => '\u{E007}',
        "Shift" => '\u{E008}',
        "Ctrl" => '\u{E009}',
        "Alt" => '\u{E00A}',
        "Escape" => '\u{E00C}',
        "Space" => ' ',
        "PageUp" => '\u{E00E}',
        "PageDown" => '\u{E00F}',
        "End" => '\u{E010}',
        "Home" => '\u{E011}',
        "ArrowLeft" => '\u{E012}',
        "ArrowUp" => '\u{E013}',
        "ArrowRight" => '\u{E014}',
        "ArrowDown" => '\u{E015}',
        "Insert" => '\u{E016}',
        "Delete" => '\u{E017}',
        "Plus" => '+',
        _ => return function_key(name).or_else(|| single(name)),
    };
    Some(code)
}

fn function_key(name: &str) -> Option<char> {
    let number: u32 = name.strip_prefix('F')?.parse().ok()?;
    (1..=12).contains(&number).then(|| char::from_u32(0xE030 + number)).flatten()
}

/// A letter in a chord is the key itself, so `Ctrl+L` does not mean Shift as well.
fn single(name: &str) -> Option<char> {
    let mut characters = name.chars();
    let first = characters.next()?;
    characters.next().is_none().then(|| first.to_ascii_lowercase())
}
