//! Text as people paste it: words are kept, formatting and what cannot be seen are not.

/// Keeps the words of a text: line ends become one kind, what Word leaves behind goes, spaces at the ends go, and
/// control characters are shown by their pictures (U+2400). Angle brackets, scripts and the like are words and stay as
/// they were typed; writing from right to left, joined letters and emoji stay whole.
#[must_use]
pub fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut kept = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => kept.push('\n'),
            '\n' | '\t' => kept.push(character),
            // The marks that Word leaves: soft hyphens, byte order marks, object replacements.
            '\u{ad}' | '\u{feff}' | '\u{fffc}' => {}
            // Overrides of direction can make a text read as another; marks, isolates and joiners stay.
            '\u{202d}' | '\u{202e}' => {}
            '\u{0}'..='\u{1f}' => kept.extend(char::from_u32(0x2400 + u32::from(character))),
            '\u{7f}' => kept.push('\u{2421}'),
            character if character.is_control() => kept.push('\u{fffd}'),
            character => kept.push(character),
        }
    }
    kept.trim().to_owned()
}

/// The longest name of a file that is kept, in characters.
const LONGEST_FILE_NAME: usize = 180;

/// A file's own name, as a list shows it: without folders, control characters and what makes a name read as another.
/// It is never used as a path.
#[must_use]
pub fn file_name(name: &str) -> String {
    let own = name.rsplit(['/', '\\']).find(|part| !part.trim().is_empty()).unwrap_or_default();
    let seen: String = own
        .chars()
        .map(|character| if character.is_whitespace() { ' ' } else { character })
        .filter(|character| !character.is_control() && !is_unseen(*character))
        .collect();
    // Windows takes dots and spaces off the end of a name, so that one with them is another there.
    let tidy = seen.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let tidy = tidy.trim_end_matches(['.', ' ']);
    if tidy.is_empty() { "File without a name".to_owned() } else { shortened(tidy) }
}

/// Characters that take no room, or turn the direction of what follows: `gpj.exe` could be shown as `exe.jpg`.
const fn is_unseen(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}')
}

/// Cuts a name that is too long in its middle, and keeps its ending.
fn shortened(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= LONGEST_FILE_NAME {
        return name.to_owned();
    }
    let ending = letters.iter().rposition(|letter| *letter == '.').filter(|at| letters.len() - at <= 12);
    let ending: String = ending.map(|at| letters.iter().skip(at).collect()).unwrap_or_default();
    let room = LONGEST_FILE_NAME - ending.chars().count() - 1;
    format!("{}\u{2026}{ending}", letters.into_iter().take(room).collect::<String>())
}

/// The name under which a copy of a file is offered to be saved: one that every system takes.
#[must_use]
pub fn file_name_to_save(name: &str) -> String {
    const DEVICES: [&str; 6] = ["aux", "clock$", "con", "nul", "prn", "conin$"];
    let name: String =
        file_name(name)
            .chars()
            .map(|letter| {
                if matches!(letter, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\'' | '`' | '$') { '_' } else { letter }
            })
            .collect();
    let name = name.trim_start_matches(['.', '-', ' ']);
    let stem = name.split('.').next().unwrap_or_default().trim().to_lowercase();
    let is_port =
        ["com", "lpt"].iter().any(|port| stem.strip_prefix(port).is_some_and(|number| number.chars().count() == 1));
    if name.is_empty() || is_port || DEVICES.contains(&stem.as_str()) {
        format!("File {name}").trim().to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_is_its_own_and_nothing_else() {
        for (given, kept) in [
            ("rota.xlsx", "rota.xlsx"),
            ("/home/ada/rota.xlsx", "rota.xlsx"),
            (r"C:\Users\ada\Rota week 6.xlsx", "Rota week 6.xlsx"),
            ("../../etc/passwd", "passwd"),
            (r"..\..\vault.db", "vault.db"),
            ("..", "File without a name"),
            ("", "File without a name"),
            ("/", "File without a name"),
            ("a\0b\u{7}c\r\nd.pdf", "abc d.pdf"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            ("  report .pdf . ", "report .pdf"),
            ("\u{feff}re\u{200b}port.pdf", "report.pdf"),
            ("caf\u{e9} \u{674e}.jpg", "caf\u{e9} \u{674e}.jpg"),
            ("<script>alert(1)</script>.png", "script>.png"),
        ] {
            assert_eq!(file_name(given), kept, "{given:?}");
            assert_eq!(file_name(kept), kept, "a tidy name stays: {kept:?}");
        }
        let long = file_name(&format!("{}.docx", "x".repeat(5_000)));
        assert!(long.ends_with(".docx") && long.chars().count() == LONGEST_FILE_NAME, "{long}");
        assert_eq!(file_name(&long), long);
        assert_eq!(file_name(&"y".repeat(5_000)).chars().count(), LONGEST_FILE_NAME);
    }

    #[test]
    fn a_copy_is_offered_under_a_name_that_every_system_takes() {
        for (kept, offered) in [
            ("rota.xlsx", "rota.xlsx"),
            ("Call: \"who?\".txt", "Call_ _who__.txt"),
            ("con.txt", "File con.txt"),
            ("LPT1", "File LPT1"),
            ("company.pdf", "company.pdf"),
            (".bashrc", "bashrc"),
            ("--out.pdf", "out.pdf"),
        ] {
            assert_eq!(file_name_to_save(kept), offered, "{kept:?}");
        }
    }

    #[test]
    fn words_stay_and_what_cannot_be_seen_goes() {
        assert_eq!(
            tidy("  Two visits\r\nwere missed.\u{7}\u{b}Then \u{202e}one.\u{ad}\u{9b} "),
            "Two visits\nwere missed.\u{2407}\nThen one.\u{fffd}"
        );
        assert_eq!(tidy("<script>alert(1)</script> <b>bold</b>"), "<script>alert(1)</script> <b>bold</b>");
    }

    #[test]
    fn names_of_every_writing_stay_as_they_are() {
        for name in [
            "O\u{2019}Neill",
            "Jos\u{e9}",
            "Nguy\u{1ec5}n",
            "\u{674e}",
            "\u{5d3}\u{5d5}\u{5d3}",
            "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}",
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
        ] {
            assert_eq!(tidy(name), name);
        }
    }
}
