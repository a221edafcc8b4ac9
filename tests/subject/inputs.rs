//! Broken files, one after the other, for each reader; under a limit of memory.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use domain::indicator::Library;
use intake::{CountKind, Every, Hints, Mapping, Rules, Table};
use mutations::{
    Random, TABLE_PIECES, mutate,
    workbook::{HEADER, part, row, sheet, workbook_parts, zip},
};
use rustix::process::{Resource, Rlimit, setrlimit};
use sha2::{Digest, Sha256};
use store::keys::{
    AuditHead, DataKey, KdfCost, KeyScope, NewUser, Sidecar, Slot, SlotEntry, Tries, system_random, tries::TRIES,
};

/// Memory that all readers have together, beyond what the program has when it starts.
const MEMORY: u64 = 256 * 1024 * 1024;
/// Ten times the second in which each input has to be done with: who takes longer hangs.
const HANGS: Duration = Duration::from_secs(10);

/// How many inputs were begun, for the watch.
static BEGUN: AtomicU64 = AtomicU64::new(0);

/// Gives `count` broken inputs to the reader of `kind`, and prints how many could still be read.
pub(crate) fn run(kind: &str, seed: u64, count: usize) {
    let reader = reader(kind);
    limit_memory();
    watch();
    let mut random = Random::new(seed);
    let (mut read, mut slowest) = (0, Duration::ZERO);
    for number in 0..count {
        let input = (reader.make)(&mut random);
        BEGUN.fetch_add(1, Ordering::Relaxed);
        let started = Instant::now();
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (reader.read)(&input)));
        let Ok(could_be_read) = outcome else {
            println!("panicked on input {number}: {}", hex(&input));
            std::process::exit(1);
        };
        read += usize::from(could_be_read);
        slowest = slowest.max(started.elapsed());
    }
    println!("done {count} {read} {}", slowest.as_millis());
}

fn limit_memory() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmSize:")).unwrap();
    let kib: u64 = line.trim().trim_end_matches(" kB").parse().unwrap();
    let most = kib * 1024 + MEMORY;
    setrlimit(Resource::As, Rlimit { current: Some(most), maximum: Some(most) }).unwrap();
}

fn watch() {
    std::thread::spawn(|| {
        let mut last = (u64::MAX, Instant::now());
        loop {
            std::thread::sleep(HANGS / 20);
            let begun = BEGUN.load(Ordering::Relaxed);
            if begun != last.0 {
                last = (begun, Instant::now());
            } else if begun > 0 && last.1.elapsed() > HANGS {
                println!("hangs on input {}", begun - 1);
                std::process::exit(1);
            }
        }
    });
}

type Make = Box<dyn Fn(&mut Random) -> Vec<u8>>;
type Read = Box<dyn Fn(&[u8]) -> bool>;

/// One reader: how its inputs are made, and reading them.
struct Reader {
    make: Make,
    read: Read,
}

fn reader(kind: &str) -> Reader {
    match kind {
        "csv" => Reader { make: Box::new(broken_text), read: Box::new(|bytes| pasted(bytes) | opened(bytes)) },
        "xlsx" => Reader { make: Box::new(broken_workbook), read: Box::new(opened) },
        "keys" => key_file(),
        "tries" => tries(),
        "toml" => list(),
        other => panic!("no reader of {other}"),
    }
}

fn broken(original: &[u8], random: &mut Random, pieces: &[&[u8]]) -> Vec<u8> {
    let mut bytes = original.to_vec();
    mutate(&mut bytes, random, pieces);
    bytes
}

fn broken_text(random: &mut Random) -> Vec<u8> {
    let corpus: [&[u8]; 4] = [
        b"Week commencing,Missed,Planned\r\n27/10/2025,6,\"1,169\"\r\n03/11/2025,8,1168\r\nTotal,14,2337\r\n",
        b"sep=;\nWeek ending;Missed\n02/11/2025;6\n09/11/2025;8\n",
        b"Month\tTold\tLate\nOct 2025\t3\t4\n45957\t\"a\nb\"\t-1\n",
        b"\xff\xfeW\0e\0e\0k\0,\0M\0\n\x002\x007\0/\x001\x000\0/\x002\x000\x002\x005\0,\x006\0\n\0",
    ];
    let original = *random.one_of(&corpus);
    broken(original, random, &TABLE_PIECES)
}

fn broken_workbook(random: &mut Random) -> Vec<u8> {
    let data = format!(
        "{HEADER}{}<row><c t=\"s\"><v>0</v></c><c t=\"d\"><v>2025-10-27</v></c></row>",
        row(2, 45_957, 6, 1_169)
    );
    let strings = "<sst><si><t>seven</t></si></sst>";
    let mut parts = workbook_parts(&[sheet("Weeks", &data)], "<workbookPr/>", strings);
    if random.below(4) == 0 {
        return broken(&zip(&parts), random, &TABLE_PIECES);
    }
    // Damage inside a part, packed again so that the container is sound.
    let at = random.below(parts.len());
    let content = broken(&parts[at].content, random, &TABLE_PIECES);
    parts[at] = part(&parts[at].name, content);
    zip(&parts)
}

fn opened(bytes: &[u8]) -> bool {
    let opened = intake::open(bytes, "damaged", None);
    opened.iter().for_each(check);
    opened.is_ok()
}

fn pasted(bytes: &[u8]) -> bool {
    let pasted = intake::paste(&String::from_utf8_lossy(bytes));
    pasted.iter().for_each(check);
    pasted.is_ok()
}

/// Takes a table through the check, with the columns that are guessed and with others.
fn check(table: &Table) {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let guess = intake::guess(table, &Hints { events_words: &["missed"], exposure_words: &["planned"] });
    let beyond = table.header.len();
    let any = Mapping { start: 0, events: beyond, exposure: Some(1), date_order: None, period_ends: false };
    for mapping in guess.mapping.into_iter().chain([any]) {
        let run = intake::check(table, &mapping, &Rules::new(Every::Week, CountKind::Proportion, today));
        let listed = run.coming_in.len() + run.not_coming_in.len() + run.already_here.len();
        assert!(listed == table.rows.len() || (listed == 0 && run.must_ask.is_some()), "every row is answered for");
    }
}

fn key_file() -> Reader {
    let mut rng = system_random().unwrap();
    let data_key = DataKey::generate(&mut rng);
    let scope = KeyScope { vault_id: [0x5a; 16], generation: 1 };
    let slots = [1, 2].map(|user| {
        let user = NewUser { user_id: [user; 16], label: "Registered manager", passphrase: "violet kettle" };
        SlotEntry::User(Slot::new_user(user, KdfCost::cheap_for_tests(), &data_key, scope, &mut rng).unwrap())
    });
    let sidecar = Sidecar {
        vault_id: scope.vault_id,
        generation: 1,
        cipher_salt: [7; 16],
        slots: slots.into(),
        head: AuditHead::default(),
    };
    let original = sidecar.encode(&data_key).unwrap();
    let whole = original.clone();
    Reader {
        make: Box::new(move |random| {
            let mut bytes = broken(&original, random, &[b"EVKEYS1"]);
            // Mostly with the stated length and the checksum set right, so that the fields are reached.
            if random.below(4) > 0 && bytes.len() >= 11 + 32 && bytes.starts_with(b"EVKEYS1") {
                let length = u32::try_from(bytes.len()).unwrap().to_be_bytes();
                bytes[7..11].copy_from_slice(&length);
                let covered = bytes.len() - 32;
                let sum = Sha256::digest(&bytes[..covered]);
                bytes[covered..].copy_from_slice(&sum);
            }
            bytes
        }),
        read: Box::new(move |bytes| {
            let Ok(stored) = Sidecar::decode(bytes) else { return false };
            assert_eq!(stored.verify(&data_key).is_ok(), bytes == whole, "only what was written is authentic");
            assert_eq!(stored.sidecar.encode(&data_key).unwrap().len(), bytes.len(), "it can be written again");
            true
        }),
    }
}

fn tries() -> Reader {
    // In memory where the system has that: a broken file is written anew, and synced.
    let memory = std::path::Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
    let mut whole = Tries::load(folder.path(), 0);
    (0..7).for_each(|at| whole.record_failure((at % 2 == 0).then_some([at; 16]), i64::from(at) * 1_000));
    let original = std::fs::read(folder.path().join(TRIES)).unwrap();
    Reader {
        make: Box::new(move |random| {
            let bytes = broken(&original, random, &[b"try ", b"failures 4294967295\n", b"-", b"\n", b"sum "]);
            // Mostly with the sum set right, so that the lines are reached.
            let text = String::from_utf8_lossy(&bytes).into_owned();
            match text.rfind("sum ") {
                Some(at) if random.below(4) > 0 => {
                    let sum = hex(&Sha256::digest(&text.as_bytes()[..at]));
                    format!("{}sum {sum}\n", &text[..at]).into_bytes()
                }
                _ => bytes,
            }
        }),
        read: Box::new(move |bytes| {
            std::fs::write(folder.path().join(TRIES), bytes).unwrap();
            let mut tries = Tries::load(folder.path(), 10_000);
            let wait = tries.remaining(10_000);
            assert!(wait <= Duration::from_secs(15 * 60), "nobody waits for longer than it can be");
            !tries.was_damaged()
        }),
    }
}

fn list() -> Reader {
    let file = evident_tests::root().join("src-tauri/crates/domain/data/indicators.toml");
    let text = std::fs::read_to_string(file).unwrap();
    // The head and the first entry.
    let second = text.match_indices("[[indicator]]").nth(1).unwrap().0;
    let original = text[..second].to_owned();
    assert!(Library::from_toml(&original).is_ok());
    Reader {
        make: Box::new(move |random| {
            broken(
                original.as_bytes(),
                random,
                &[b"\"\"\"", b"[[", b"]]", b"= {", b"9999999999999999999", b"1e999", b"'"],
            )
        }),
        read: Box::new(|bytes| Library::from_toml(&String::from_utf8_lossy(bytes)).is_ok()),
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
