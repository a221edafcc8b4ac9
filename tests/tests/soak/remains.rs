//! Words that were typed are found nowhere in clear: not in the store, a temporary file, what a program
//! printed, or what a crash leaves; not while it is open, after it locked, or after it was killed.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread::sleep,
    time::Duration,
};

use evident_tests::{MARKERS, PASSPHRASE, documents};
use memchr::memmem;

use crate::{
    child::{self, Running, subject},
    extent,
};

/// Where a program lives for one test: store, home, temporary files, working folder, and what it printed.
struct Room {
    place: tempfile::TempDir,
}

impl Room {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        for name in ["home", "tmp", "work"] {
            std::fs::create_dir(place.path().join(name)).unwrap();
        }
        Self { place }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    fn store(&self) -> PathBuf {
        self.at("store")
    }

    /// Makes a program live here.
    fn settle(&self, command: &mut Command) {
        let log = std::fs::OpenOptions::new().create(true).append(true).open(self.at("log")).unwrap();
        command.env("HOME", self.at("home")).env("TMPDIR", self.at("tmp")).current_dir(self.at("work")).stderr(log);
    }

    /// The files that hold a marker in any form, by name, and how many were searched.
    fn search(&self) -> (Vec<String>, usize) {
        let files = files(self.place.path());
        let holds = |path: &PathBuf| {
            let bytes = std::fs::read(path).unwrap_or_default();
            let name = path.file_name().unwrap().as_encoded_bytes().to_vec();
            MARKERS
                .iter()
                .flat_map(|marker| forms(marker))
                .any(|form| memmem::find(&bytes, &form).is_some() || memmem::find(&name, &form).is_some())
        };
        let found = files.iter().filter(|path| holds(path)).map(|path| path.display().to_string()).collect();
        (found, files.len())
    }

    fn must_be_clear(&self, when: &str) {
        let (found, searched) = self.search();
        println!(
            "{when}: {searched} files, {} forms of each marker, found in {}",
            forms(MARKERS[0]).len(),
            found.len()
        );
        assert!(searched >= 4, "the store was searched");
        assert_eq!(found, Vec::<String>::new(), "{when}");
    }
}

/// Every file under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// A text as files may hold it: a byte a letter, two bytes in either order, and Base64 wherever it begins.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
    let mut forms = vec![text.as_bytes().to_vec(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)];
    forms.extend((0..3).map(|skip| {
        // Whole groups of three that hold nothing but the text, whatever stands before and after it.
        let whole = &text.as_bytes()[skip..];
        base64(&whole[..whole.len() / 3 * 3])
    }));
    forms
}

/// RFC 4648, of a multiple of three bytes.
fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |three: &[u8]| {
        let number = three.iter().fold(0_usize, |number, byte| (number << 8) | usize::from(*byte));
        [18, 12, 6, 0].map(|shift| LETTERS[(number >> shift) & 63])
    };
    bytes.chunks(3).flat_map(group).collect()
}

#[test]
fn the_search_finds_each_form_of_each_marker() {
    assert_eq!(base64(b"foobar"), b"Zm9vYmFy", "RFC 4648, section 10");
    for marker in MARKERS {
        let before: Vec<Vec<u8>> = (0..3)
            .map(|skip| {
                base64(&[&vec![b'x'; skip][..], marker.as_bytes(), b"yy"].concat()[..(skip + marker.len()) / 3 * 3])
            })
            .collect();
        let plain = forms(marker).into_iter().take(3);
        for (number, form) in plain.chain(before).enumerate() {
            let room = Room::new();
            std::fs::write(room.at("tmp/planted"), [b"abc".to_vec(), form, b"def".to_vec()].concat()).unwrap();
            assert_eq!(room.search().0.len(), 1, "form {number} of {marker}");
        }
    }
    let room = Room::new();
    std::fs::write(room.at("work").join(format!("{}.csv", MARKERS[0])), b"").unwrap();
    assert_eq!(room.search().0.len(), 1, "a name");
}

#[test]
fn words_typed_into_every_field_are_nowhere_in_clear() {
    let _alone = extent::alone();
    for ends_by in ["locking", "kill -9"] {
        let room = Room::new();
        child::run(subject("create", &room.store()));
        let mut command = subject("type", &room.store());
        room.settle(&mut command);
        let mut running = Running::start(command);
        assert!(running.line().unwrap().starts_with("typed"));
        room.must_be_clear("typed and open");
        if ends_by == "locking" {
            running.answer();
            assert_eq!(running.end(), ["locked"]);
        } else {
            assert!(running.kill().is_empty());
        }
        room.must_be_clear(&format!("after {ends_by}"));
    }
}

/// Documents are kept encrypted, and drawn by another process through pipes: while they are looked at nothing of them is
/// in a file of either, and nothing afterwards.
#[test]
fn documents_that_were_looked_at_are_nowhere_in_clear() {
    let _alone = extent::alone();
    for ends_by in ["locking", "kill -9"] {
        let room = Room::new();
        let said = child::run(subject("create", &room.store()));
        let case = said.iter().find_map(|line| line.strip_prefix("case ")).unwrap();
        let given = tempfile::tempdir().unwrap();
        let file = |name: &str, bytes: &[u8]| std::fs::write(given.path().join(name), bytes).unwrap();
        let log = format!("{} was told at nine.\n", MARKERS[0]).repeat(9_000);
        file(&format!("{}.csv", MARKERS[1]), log.as_bytes());
        file(&format!("{}.pdf", MARKERS[2]), &documents::pdf(&[MARKERS[3], MARKERS[4]]));
        let mut photo = documents::turned_jpeg(300, 200, 6);
        photo.extend_from_slice(MARKERS[2].as_bytes());
        file(&format!("{}.jpg", MARKERS[4]), &photo);
        let mut command = subject("look", &room.store());
        command.arg(case).arg(given.path());
        room.settle(&mut command);
        let mut running = Running::start(command);
        assert_eq!(running.line().as_deref(), Some("looking at 3"));
        for _ in 0..extent::count(3, 60) {
            sleep(Duration::from_millis(150));
            room.must_be_clear("while documents are looked at");
        }
        if ends_by == "locking" {
            running.answer();
            let said = running.end();
            assert!(said[0].starts_with("looked ") && said[0] != "looked 3", "{said:?}");
            println!("{}", said[0]);
        } else {
            assert!(running.kill().is_empty());
        }
        room.must_be_clear(&format!("after {ends_by}"));
    }
}

/// The command line, to be run in a room; the shell in between allows it to leave a core file of any size.
fn command_line(room: &Room, words: &[&str]) -> Command {
    let program = built_program("evident-cli");
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -c unlimited; exec \"$@\"", "sh"]).arg(program).arg("--store").arg(room.store());
    command.args(words).env("EVIDENT_PASSPHRASE", PASSPHRASE).env("EVIDENT_CHEAP_KEYS", "1");
    command.env("EVIDENT_NOW", evident_tests::NOW).stdin(Stdio::null()).stdout(Stdio::piped());
    room.settle(&mut command);
    command
}

/// A program beside the running test: both were built into one target folder.
fn built_program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let found = test.ancestors().skip(1).take(2).map(|folder| folder.join(name)).find(|path| path.is_file());
    found.unwrap_or_else(|| panic!("{name} is not built: cargo build --workspace --bins"))
}

#[test]
fn words_given_to_the_command_line_are_nowhere_in_clear() {
    let _alone = extent::alone();
    let room = Room::new();
    child::run(subject("create", &room.store()));
    let given = tempfile::tempdir().unwrap();
    let mut counts = "Week commencing,Missed,Planned,Remark\n27/10/2025,6,1169,".to_owned();
    counts += MARKERS[4];
    let file = given.path().join(format!("{}.csv", MARKERS[3]));
    std::fs::write(&file, counts).unwrap();
    let file = file.to_str().unwrap();
    let told = MARKERS.map(|marker| format!("{marker} was told"));
    let run = |words: &[&str]| {
        let output = command_line(&room, words).output().unwrap();
        let log = std::fs::read_to_string(room.at("log")).unwrap();
        assert!(output.status.success(), "{words:?}: {log}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let service = "Meadowbank Homecare";
    let case =
        run(&["case", "add", "--service", service, "--what", &told[0], "--who", MARKERS[1], "--aware", "2026-02-07"]);
    for text in &told {
        let at = ["--at", "2026-02-08T09:00", "--lane", "agencies"];
        run(&[&["event", "add", "--case", &case, "--text", text, "--agency", MARKERS[2]], &at[..]].concat());
    }
    run(&["measure", "add", "--indicator", "hc_missed", "--service", service]);
    run(&["import", "counts", "--measure", "hc_missed", file]);
    assert_eq!(run(&["evidence", "add", "--case", &case, "--file", file, "--title", &told[1]]), "E-0001");
    let listed = run(&["evidence", "list", "--case", &case, "--json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed["items"][0]["reference"], "E-0001");
    let copy = given.path().join("copy.csv");
    run(&["evidence", "save", "--ref", "e-0001", "--out", copy.to_str().unwrap()]);
    assert_eq!(std::fs::read(copy).unwrap(), std::fs::read(file).unwrap());
    run(&["verify"]);
    room.must_be_clear("given to the command line");

    // A crash at any moment: the system writes no core file of it, though it may.
    let control = Command::new("sh")
        .args(["-c", "ulimit -c unlimited; exec sh -c 'kill -ABRT $$'"])
        .current_dir(room.at("work"))
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let writes_cores = !control.success() && !files(&room.at("work")).is_empty();
    for core in files(&room.at("work")) {
        std::fs::remove_file(core).unwrap();
    }
    let crashes = extent::count(6, 60);
    let mut random = extent::random("crashes of the command line");
    let mut crashed = 0;
    for _ in 0..crashes {
        let at = ["--at", "2026-02-08T09:00", "--lane", "agencies"];
        let words = [&["event", "add", "--case", &case, "--text", &told[3]], &at[..]].concat();
        let mut child = command_line(&room, &words).spawn().unwrap();
        // Not the shell before it: the record beside the lock names the program once that is at work.
        let at_work = format!("process {}\n", child.id());
        let holder = room.store().join("vault.lock.holder");
        while child.try_wait().unwrap().is_none()
            && !std::fs::read_to_string(&holder).is_ok_and(|record| record.contains(&at_work))
        {
            sleep(Duration::from_micros(200));
        }
        sleep(Duration::from_micros(30 * random.below(1_000) as u64));
        let pid = rustix::process::Pid::from_child(&child);
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::ABORT);
        let output = child.wait_with_output().unwrap();
        crashed += usize::from(!output.status.success());
    }
    println!(
        "{crashed} of {crashes} runs were made to crash; core files {}",
        if writes_cores { "are written here, of other programs" } else { "are written elsewhere by this system" }
    );
    assert!(crashed > 0, "none was at work when it was to crash");
    assert_eq!(files(&room.at("work")), Vec::<PathBuf>::new(), "no core file");
    room.must_be_clear("after crashes");
}
