//! What may use what: the dependencies that Cargo knows of, and words that belong to one layer.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    process::Command,
};

use evident_tests::root;
use serde_json::Value;

/// What a package depends on when it is built as itself, for every package of the workspace.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| {
            let uses = package["dependencies"].as_array().unwrap();
            let uses = uses
                .iter()
                .filter(|used| used["kind"].as_str() != Some("dev"))
                .map(|used| used["name"].as_str().unwrap().to_owned());
            (package["name"].as_str().unwrap().to_owned(), uses.collect())
        })
        .collect()
}

#[test]
fn packages_of_the_workspace_use_only_what_lies_below_them() {
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("domain", &[][..]),
        ("measures", &[]),
        ("store", &["domain"]),
        ("intake", &["domain"]),
        ("charts", &["domain", "measures"]),
        ("packs", &["domain", "measures", "charts"]),
        // Draws documents in a process of its own.
        ("preview", &[]),
        ("services", &["domain", "measures", "store", "charts", "packs", "intake", "preview"]),
        ("evident-cli", &["domain", "services"]),
        ("evident", &["domain", "services"]),
        (
            "evident-tests",
            &["domain", "measures", "store", "charts", "packs", "intake", "services", "mutations", "preview"],
        ),
        // Damaged files for the tests of all readers.
        ("mutations", &[]),
        ("minimal-window", &[]),
        ("xtask", &[]),
    ]);
    let found = dependencies();
    let names: BTreeSet<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(names, allowed.keys().copied().collect(), "a new package needs its place in this list");
    for (package, uses) in &found {
        let inside: BTreeSet<&str> = uses.iter().map(String::as_str).filter(|used| names.contains(used)).collect();
        let beyond: Vec<_> = inside.iter().filter(|used| !allowed[package.as_str()].contains(used)).collect();
        assert!(beyond.is_empty(), "{package} may not use {beyond:?}");
    }
    assert!(found["services"].contains("store"), "the edges were read");
}

#[test]
fn only_the_store_speaks_to_the_database() {
    for (package, uses) in dependencies() {
        let speaks = uses.contains("rusqlite") || uses.contains("libsqlite3-sys");
        match package.as_str() {
            "store" => assert!(speaks),
            // Reads whole tables back, to compare them.
            "evident-tests" => {}
            _ => assert!(!speaks, "{package}"),
        }
    }
}

#[test]
fn no_package_uses_a_network_client() {
    const CLIENTS: [&str; 19] = [
        "attohttpc",
        "awc",
        "curl",
        "hyper",
        "hyper-util",
        "isahc",
        "mysql",
        "postgres",
        "quinn",
        "reqwest",
        "sentry",
        "socket2",
        "surf",
        "tauri-plugin-http",
        "tauri-plugin-updater",
        "tokio-postgres",
        "tokio-tungstenite",
        "tungstenite",
        "ureq",
    ];
    for (package, uses) in dependencies() {
        let clients: Vec<_> = uses.iter().filter(|used| CLIENTS.contains(&used.as_str())).collect();
        assert!(clients.is_empty(), "{package} uses {clients:?}");
    }
}

/// Files under a folder whose name ends in one of `ends`, without what a build leaves behind.
fn files(folder: &Path, ends: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", "gen", "node_modules"].contains(&name.as_str()) {
                found.extend(files(&path, ends));
            }
        } else if ends.iter().any(|end| name.ends_with(end)) {
            found.push(path);
        }
    }
    found
}

/// The statement that a text holds: its verb in capitals with the word that follows it in SQL.
fn sql_in(text: &str) -> Option<&'static str> {
    const FIRST_WORDS: [(&str, &str); 7] = [
        ("SELECT", " FROM "),
        ("INSERT", " INTO "),
        ("UPDATE", " SET "),
        ("DELETE", " FROM "),
        ("CREATE", " TABLE "),
        ("DROP", " TABLE "),
        ("PRAGMA", " "),
    ];
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    FIRST_WORDS.into_iter().find_map(|(verb, then)| {
        let mut places = flat.match_indices(verb).map(|(at, _)| &flat[at + verb.len()..]);
        places
            .any(|rest| {
                let near: String = rest.chars().take(300).collect();
                rest.starts_with(' ') && near.split([';', '}']).next().unwrap_or_default().contains(then)
            })
            .then_some(verb)
    })
}

#[test]
fn sql_stands_in_the_store_alone() {
    assert_eq!(sql_in("let rows = \"SELECT a,\n b FROM c\";"), Some("SELECT"));
    assert_eq!(sql_in("update the set; select from the list"), None);
    let root = root();
    let store = files(&root.join("src-tauri/crates/store/src"), &[".rs"]);
    assert!(store.iter().any(|file| sql_in(&std::fs::read_to_string(file).unwrap()).is_some()), "the search finds SQL");
    for folder in ["src-tauri/src", "src-tauri/crates/services/src", "src-tauri/crates/cli/src"] {
        let sources = files(&root.join(folder), &[".rs"]);
        assert!(!sources.is_empty(), "{folder}");
        for file in sources {
            assert_eq!(sql_in(&std::fs::read_to_string(&file).unwrap()), None, "{}", file.display());
        }
        assert_eq!(files(&root.join(folder), &[".sql"]), Vec::<PathBuf>::new());
    }
}

#[test]
fn the_table_of_cases_is_named_where_its_readers_are_scoped() {
    let root = root();
    let allowed = [
        "src-tauri/crates/store/migrations/",
        "src-tauri/crates/store/schema.sql",
        "src-tauri/crates/store/src/cases/",
        "src-tauri/crates/store/src/scope.rs",
        "src-tauri/crates/store/src/revisions/rebuild.rs",
        // Tests of the store look at its tables from outside.
        "src-tauri/crates/store/tests/",
    ];
    let mut naming = 0;
    for file in files(&root.join("src-tauri"), &[".rs", ".sql"]) {
        if !std::fs::read_to_string(&file).unwrap().contains("safeguarding_case") {
            continue;
        }
        naming += 1;
        let place = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        assert!(allowed.iter().any(|allowed| place.starts_with(allowed)), "{place} names the table of cases");
    }
    assert!(naming > 2, "the search finds the table");
}
