//! What a document looks like, drawn in a process of its own under limits, whatever the document is made to do.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // tests may panic
#![cfg(unix)]

use std::{
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use domain::{CaseId, FileId, part::Owner};
use evident_tests::{
    documents::{endless, hostile, packed, pdf, picture, turned_jpeg},
    new_case, new_vault,
};
use image::{DynamicImage, ImageFormat};
use mutations::{Random, mutate};
use preview::{Drawing, Reply, Unshown};
use services::{
    ErrorCode, Vault,
    evidence::{self, InHand, Incoming, Patient, Previewed, Previewer, Shown, Stop},
    storage,
};

/// One at a time: a process that is being started shares, for a moment, the locks of whoever starts it.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A program of this workspace that draws when it is asked to, as Evident itself does.
fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_soak-subject"))
}

fn never() -> Stop {
    Arc::new(|| false)
}

fn drawn(bytes: &[u8], page: u32) -> Result<Reply, Unshown> {
    let mut drawing = Drawing::start(&program(), page, bytes.len() as u64, never()).unwrap();
    // A process that has seen enough takes no more.
    let _ = drawing.send(bytes);
    drawing.finish()
}

fn page_of(bytes: &[u8], page: u32) -> (DynamicImage, Vec<u8>, u32) {
    match drawn(bytes, page) {
        Ok(Reply::Picture { png, page: shown, pages }) => {
            assert_eq!(shown, page);
            (image::load_from_memory_with_format(&png, ImageFormat::Png).unwrap(), png, pages)
        }
        other => panic!("{other:?}"),
    }
}

/// Whether a place of a picture, in hundredths of its sides, is red or blue.
fn colour(picture: &DynamicImage, x: u32, y: u32) -> &'static str {
    let rgb = picture.to_rgb8();
    let pixel = rgb.get_pixel((rgb.width() - 1) * x / 100, (rgb.height() - 1) * y / 100);
    if pixel[0] > pixel[2] { "red" } else { "blue" }
}

#[test]
fn pictures_of_every_kind_are_shown_at_a_screens_size() {
    let _alone = alone();
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Bmp] {
        let (small, ..) = page_of(&picture(300, 200, format), 1);
        assert_eq!((small.width(), small.height()), (300, 200), "{format:?}");
        assert_eq!((colour(&small, 10, 50), colour(&small, 90, 50)), ("red", "blue"), "{format:?}");
    }
    let (large, png, pages) = page_of(&picture(6_000, 3_000, ImageFormat::Jpeg), 1);
    assert_eq!((large.width(), large.height(), pages), (2_000, 1_000, 1));
    assert!(png.len() < 4_000_000, "{} bytes", png.len());
    assert_eq!(drawn(&picture(30, 20, ImageFormat::Png), 2), Err(Unshown::NoSuchPage));
}

#[test]
fn a_picture_stands_the_right_way_up_and_tells_nothing_but_what_is_seen() {
    let _alone = alone();
    let straight = turned_jpeg(400, 200, 1);
    assert!(straight.windows(11).any(|bytes| bytes == b"Orchard Row"), "the note is in it");
    let (seen, png, _) = page_of(&straight, 1);
    assert_eq!((seen.width(), seen.height()), (400, 200));
    assert!(!png.windows(11).any(|bytes| bytes == b"Orchard Row"));
    assert!(!png.windows(4).any(|bytes| [&b"eXIf"[..], b"tEXt", b"iTXt", b"zTXt", b"tIME"].contains(&bytes)));
    // Turned to the right: what was left is above.
    let (turned, ..) = page_of(&turned_jpeg(400, 200, 6), 1);
    assert_eq!((turned.width(), turned.height()), (200, 400));
    assert_eq!((colour(&turned, 50, 10), colour(&turned, 50, 90)), ("red", "blue"));
    let (around, ..) = page_of(&turned_jpeg(400, 200, 3), 1);
    assert_eq!((colour(&around, 10, 50), colour(&around, 90, 50)), ("blue", "red"));
}

#[test]
fn the_pages_of_a_pdf_are_pictures_one_by_one() {
    let _alone = alone();
    let document = pdf(&["First", "Second page", ""]);
    let dark = |page| {
        let (picture, _, pages) = page_of(&document, page);
        assert_eq!((picture.width(), picture.height(), pages), (1_413, 2_000, 3));
        picture.to_luma8().pixels().filter(|pixel| pixel[0] < 128).count()
    };
    let (first, second, blank) = (dark(1), dark(2), dark(3));
    assert!(first > 1_000 && second > first && blank == 0, "{first}, {second}, {blank}");
    assert_eq!(drawn(&document, 4), Err(Unshown::NoSuchPage));
    assert_eq!(drawn(&document, 0), Err(Unshown::NoSuchPage));
}

#[test]
fn text_is_text_and_nothing_else_is_shown() {
    let _alone = alone();
    let text = |bytes: &[u8]| match drawn(bytes, 1) {
        Ok(Reply::Text { text, goes_on }) => (text, goes_on),
        other => panic!("{other:?}"),
    };
    assert_eq!(text(b"<img src=x onerror=alert(1)>\r\n"), ("<img src=x onerror=alert(1)>\n".to_owned(), false));
    let long = "A line of a log.\n".repeat(40_000);
    let (shown, goes_on) = text(long.as_bytes());
    assert!(goes_on && shown.len() == preview::TEXT_SHOWN && long.starts_with(&shown));
    for other in [&b"MZ\x90\0\x03\0\0\0"[..], b"PK\x03\x04\x14\0\0\0", b"\0\0\0\x18ftypisom"] {
        assert_eq!(drawn(other, 1), Err(Unshown::OtherKind));
    }
    // A name is no reason to take it for something else.
    assert!(matches!(drawn(&picture(30, 20, ImageFormat::Png), 1), Ok(Reply::Picture { .. })));
}

#[test]
fn documents_made_to_do_harm_are_shown_or_refused_and_nothing_worse() {
    let _alone = alone();
    let mut refused = 0;
    for (what, bytes) in hostile() {
        let begun = std::time::Instant::now();
        let answer = drawn(&bytes, 1);
        let outcome = match &answer {
            Ok(Reply::Picture { png, .. }) => {
                let picture = image::load_from_memory_with_format(png, ImageFormat::Png).unwrap();
                assert!(picture.width().max(picture.height()) <= 2_001, "{what}");
                format!("shown, {} x {}", picture.width(), picture.height())
            }
            Ok(Reply::Text { .. }) => panic!("{what} is no text"),
            Err(why) => {
                refused += 1;
                format!("refused: {why}")
            }
        };
        println!("{what} ({} bytes): {outcome}, {} ms", bytes.len(), begun.elapsed().as_millis());
        assert!(begun.elapsed() < preview::WAIT + std::time::Duration::from_secs(30), "{what}");
    }
    assert!(refused > 10, "{refused}");
}

#[test]
fn a_document_without_end_is_given_up() {
    let _alone = alone();
    assert_eq!(drawn(&endless(), 1), Err(Unshown::TookTooLong));
}

#[test]
fn damaged_documents_keep_nobody_from_going_on() {
    let _alone = alone();
    let seed = std::env::var("EVIDENT_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_261_125);
    let rounds = if std::env::var_os("EVIDENT_SOAK").is_some() { 2_000 } else { 60 };
    println!("seed {seed}, {rounds} documents");
    let whole = [
        pdf(&["First", "Second"]),
        picture(60, 40, ImageFormat::Png),
        turned_jpeg(60, 40, 6),
        picture(60, 40, ImageFormat::Gif),
        picture(60, 40, ImageFormat::WebP),
        picture(60, 40, ImageFormat::Bmp),
    ];
    let pieces: [&[u8]; 12] = [
        b"endstream",
        b"obj",
        b"<<",
        b">>",
        b"[",
        b"99999999999",
        b"-1",
        b"/Kids",
        b"\xff\xd8",
        b"IDAT",
        b"\xff\xff\xff\xff",
        b"stream\n",
    ];
    let mut random = Random::new(seed);
    let (mut shown, mut refused) = (0, 0);
    for round in 0..rounds {
        let mut bytes = whole[round % whole.len()].clone();
        mutate(&mut bytes, &mut random, &pieces);
        if bytes.is_empty() {
            continue;
        }
        match drawn(&bytes, 1) {
            Ok(_) => shown += 1,
            Err(Unshown::TookTooLong | Unshown::NotStarted | Unshown::Stopped) => {
                panic!("round {round} of seed {seed}")
            }
            Err(_) => refused += 1,
        }
    }
    println!("{shown} shown, {refused} refused");
    assert!(shown > 0 && refused > 0);
}

#[test]
fn what_draws_may_write_no_file_open_none_start_nothing_and_take_only_so_much() {
    let _alone = alone();
    let mut child = Command::new(program())
        .args([preview::ARGUMENT, "1", "100000000"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let of = |name: &str| std::fs::read_to_string(format!("/proc/{}/{name}", child.id())).unwrap_or_default();
    let limit = |name: &str| {
        let limits = of("limits");
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
        let numbers: Vec<String> = line[name.len().min(line.len())..].split_whitespace().map(str::to_owned).collect();
        numbers
    };
    // It gives up what it does not need before it reads.
    while limit("Max processes").first().map(String::as_str) != Some("0") {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    for (name, most) in
        [("Max file size", "0"), ("Max open files", "0"), ("Max core file size", "1"), ("Max cpu time", "15")]
    {
        assert_eq!(limit(name)[0], most, "{name}");
    }
    let memory: u64 = limit("Max address space")[0].parse().unwrap();
    let size = of("status").lines().find_map(|line| line.strip_prefix("VmSize:").map(str::to_owned)).unwrap();
    let taken: u64 = size.split_whitespace().next().unwrap().parse::<u64>().unwrap() * 1024;
    assert!(memory < taken + (800 << 20) && memory > taken, "{memory} of {taken}");
    child.kill().unwrap();
    child.wait().unwrap();
}

/// The most memory that a process held while it drew, in bytes.
fn most_memory(bytes: &[u8]) -> u64 {
    let mut child = Command::new(program())
        .args([preview::ARGUMENT, "1", &bytes.len().to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let (mut stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&bytes)));
    let reader = std::thread::spawn(move || std::io::copy(&mut { stdout }, &mut std::io::sink()));
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default();
        most = most.max(now * 1024);
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    writer.join().unwrap();
    reader.join().unwrap().unwrap();
    most
}

#[test]
fn no_document_takes_more_memory_than_it_is_given() {
    let _alone = alone();
    let mut greediest = (0, "");
    for (what, bytes) in hostile() {
        let most = most_memory(&bytes);
        println!("{what}: {} MB", most / 1_000_000);
        greediest = greediest.max((most, what));
    }
    println!("the most: {} MB, {}", greediest.0 / 1_000_000, greediest.1);
    assert!(greediest.0 < 800_000_000);
}

fn store_with(files: &[(&str, Vec<u8>)]) -> (tempfile::TempDir, Vault, CaseId, Vec<FileId>) {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = new_vault(&folder.path().join("store"));
    let case = new_case(&mut vault);
    let session = vault.session();
    let ids = files
        .iter()
        .map(|(name, bytes)| {
            let file = Incoming { name: (*name).to_owned(), size: None, bytes: bytes.as_slice() };
            let added = evidence::attach(&InHand::new(&mut vault, &session), Owner::Case(case), file, &Patient);
            added.unwrap().file.id.parse().unwrap()
        })
        .collect();
    (folder, vault, case, ids)
}

fn look(vault: &mut Vault, id: FileId, page: u32) -> Previewed {
    let session = vault.session();
    evidence::preview(&InHand::new(vault, &session), id, page, &Previewer::of(program()), &never()).unwrap()
}

#[test]
fn a_file_of_the_store_is_looked_at_and_that_is_on_the_record_once() {
    let _alone = alone();
    let program_file = [&b"MZ\x90\0"[..], &[0; 300]].concat();
    let (_folder, mut vault, _, ids) = store_with(&[
        ("Log.pdf", pdf(&["First", "Second"])),
        ("Notes.csv", b"Called,09:00\n".to_vec()),
        ("Photo.jpg", picture(300, 200, ImageFormat::Png)),
        ("Photo.pdf", program_file),
        ("Locked.pdf", locked_pdf()),
    ]);
    let Shown::Picture { page: 2, pages: 2, png } = look(&mut vault, ids[0], 2).shown else { panic!() };
    assert!(image::load_from_memory(&png).is_ok());
    assert_eq!(look(&mut vault, ids[1], 1).shown, Shown::Text { text: "Called,09:00\n".to_owned(), goes_on: false });
    let photo = look(&mut vault, ids[2], 1);
    assert!(matches!(photo.shown, Shown::Picture { .. }));
    assert_eq!(photo.file.kind, "Picture (PNG)");
    assert!(photo.file.misnamed.unwrap().contains(".jpg"), "its name says another kind");
    let Previewed { file, shown: Shown::Nothing(why) } = look(&mut vault, ids[3], 1) else { panic!() };
    assert_eq!(file.kind, "Program");
    assert!(why.contains("save a copy"), "{why}");
    let Shown::Nothing(why) = look(&mut vault, ids[4], 1).shown else { panic!() };
    assert!(why.contains("password"), "{why}");
    let Shown::Nothing(why) = look(&mut vault, ids[0], 9).shown else { panic!() };
    assert!(why.contains("no such page"), "{why}");

    vault.write_views().unwrap();
    let session = vault.session();
    let looks: Vec<_> = storage::activity(&vault, &session, None)
        .unwrap()
        .into_iter()
        .filter(|row| row.action == "looked at a file of the evidence")
        .map(|row| row.subject)
        .collect();
    assert_eq!(looks.len(), 5, "one a file and unlock: {looks:?}");
    assert!(storage::verify(&mut vault, &session).unwrap().ok);
}

/// A PDF that asks for a password.
fn locked_pdf() -> Vec<u8> {
    let text = String::from_utf8_lossy(&pdf(&["Locked"])).into_owned();
    let encrypt = format!(
        "trailer\n<< /ID [<{id}><{id}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >>",
        id = "00".repeat(16),
        key = "11".repeat(32)
    );
    text.replacen("trailer\n<<", &encrypt, 1).into_bytes()
}

#[test]
fn looking_stops_when_it_is_wanted_no_more() {
    let _alone = alone();
    let (_folder, mut vault, _, ids) = store_with(&[("Log.pdf", pdf(&["First"]))]);
    let session = vault.session();
    let stop: Stop = Arc::new(|| true);
    let outcome = evidence::preview(&InHand::new(&mut vault, &session), ids[0], 1, &Previewer::of(program()), &stop);
    assert_eq!(outcome.unwrap_err().code(), ErrorCode::Stopped);
}

#[test]
fn a_program_that_does_not_draw_is_said_and_the_file_stays() {
    let _alone = alone();
    let (_folder, mut vault, _, ids) = store_with(&[("Log.pdf", pdf(&["First"])), ("a.png", packed(b"x"))]);
    let session = vault.session();
    let none = Previewer::of("/nonexistent/evident".into());
    let seen = evidence::preview(&InHand::new(&mut vault, &session), ids[0], 1, &none, &never()).unwrap();
    let Shown::Nothing(why) = seen.shown else { panic!() };
    assert!(why.contains("did not start") && why.contains("kept as it is"), "{why}");
}
