//! A disk that is recorded or fails, put under a program by `shim.c`.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// What `shim.c` saw a program do to its folder, or say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Operation {
    Write { name: String, at: usize, bytes: Vec<u8> },
    Sync { name: String },
    SyncFolder,
    Truncate { name: String, length: usize },
    Create { name: String },
    Rename { from: String, to: String },
    Unlink { name: String },
    Said(String),
}

impl Operation {
    /// The word for it in a report.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Write { .. } => "write",
            Self::Sync { .. } => "sync",
            Self::SyncFolder => "folder sync",
            Self::Truncate { .. } => "truncate",
            Self::Create { .. } => "create",
            Self::Rename { .. } => "rename",
            Self::Unlink { .. } => "unlink",
            Self::Said(_) => "said",
        }
    }
}

/// The compiled shim. Needs a C compiler, as SQLCipher does.
fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let source = evident_tests::root().join("tests/tests/soak/shim.c");
        // One name a process: another run may be loading its own.
        let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("shim-{}.so", std::process::id()));
        let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
        let made = Command::new(compiler)
            .args(["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o"])
            .args([&library, &source])
            .arg("-ldl")
            .status()
            .unwrap();
        assert!(made.success(), "the shim compiles");
        library
    })
}

/// Puts the shim under `command` for what it does in `folder`, which must be a path without links.
pub(crate) fn under(command: &mut Command, folder: &Path) {
    command.env("LD_PRELOAD", library()).env("SHIM_FOLDER", folder);
}

/// Records all that `command` does in `folder`.
pub(crate) fn record(mut command: Command, folder: &Path) -> Vec<Operation> {
    let log = tempfile::NamedTempFile::new().unwrap();
    under(&mut command, folder);
    command.env("SHIM_LOG", log.path());
    crate::child::run(command);
    read(&std::fs::read(log.path()).unwrap())
}

fn read(mut log: &[u8]) -> Vec<Operation> {
    let mut operations = Vec::new();
    while let Some((head, rest)) = log.split_at_checked(21) {
        let number = |bytes: &[u8]| bytes.iter().rev().fold(0_usize, |number, byte| (number << 8) | usize::from(*byte));
        let (name_length, length) = (number(&head[1..5]), number(&head[5..13]));
        let (name, rest) = rest.split_at(name_length);
        let (data, rest) = rest.split_at(length);
        let name = String::from_utf8(name.to_vec()).unwrap();
        let number = number(&head[13..]);
        let text = || String::from_utf8(data.to_vec()).unwrap();
        operations.push(match head[0] {
            b'W' => Operation::Write { name, at: number, bytes: data.to_vec() },
            b'S' => Operation::Sync { name },
            b'D' => Operation::SyncFolder,
            b'T' => Operation::Truncate { name, length: number },
            b'C' => Operation::Create { name },
            b'R' => Operation::Rename { from: name, to: text() },
            b'U' => Operation::Unlink { name },
            b'A' => Operation::Said(text().trim_end().to_owned()),
            other => panic!("no such record: {other}"),
        });
        log = rest;
    }
    assert!(log.is_empty(), "half a record");
    operations
}
