//! Documents: added, looked at again and again, and handed out, for whoever watches from outside.

use std::{
    io::BufRead,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use domain::{CaseId, FileId, part::Owner};
use evident_tests::{PASSPHRASE, clock};
use services::{
    Vault,
    evidence::{self, InHand, Incoming, Patient, Previewer},
    export, setup,
};

use crate::write::code;

/// Adds a file and tells its id once it is safe; then saves a copy of it beside itself, and tells the most memory that
/// this program ever held, in kilobytes.
pub(crate) fn add(folder: &Path, case: CaseId, file: &Path) {
    let mut vault = match setup::unlock(folder, None, PASSPHRASE, clock()) {
        Ok(vault) => vault,
        Err(error) => return println!("refused open 0 {} {error}", code(&error)),
    };
    println!("open");
    match attach(&mut vault, case, file) {
        Ok(id) => {
            println!("kept {id}");
            let session = vault.session();
            let copy = file.with_extension("copy");
            export::evidence(&InHand::new(&mut vault, &session), id, &copy, &Patient).unwrap();
            println!("copied");
        }
        Err(error) => println!("refused file 0 {} {error}", code(&error)),
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    println!("most {}", most.split_whitespace().next().unwrap());
    vault.lock().unwrap();
    println!("locked");
}

/// Adds every file of a folder and looks at them, over and over, until a line comes in; then locks.
pub(crate) fn look(folder: &Path, case: CaseId, files: &Path) {
    let mut vault = setup::unlock(folder, None, PASSPHRASE, clock()).unwrap();
    let files = std::fs::read_dir(files).unwrap().map(|entry| entry.unwrap().path());
    let ids: Vec<FileId> = files.map(|file| attach(&mut vault, case, &file).unwrap()).collect();
    println!("looking at {}", ids.len());
    let is_enough = Arc::new(AtomicBool::new(false));
    let waiting = std::thread::spawn({
        let is_enough = Arc::clone(&is_enough);
        move || {
            let _ = std::io::stdin().lock().read_line(&mut String::new());
            is_enough.store(true, Ordering::Relaxed);
        }
    });
    let session = vault.session();
    let mut looks = 0;
    while !is_enough.load(Ordering::Relaxed) {
        for id in &ids {
            let reach = InHand::new(&mut vault, &session);
            let seen = evidence::preview(&reach, *id, 1, &Previewer::of_this_program(), &(Arc::new(|| false) as _));
            assert!(!matches!(seen.unwrap().shown, evidence::Shown::Nothing(_)));
            looks += 1;
        }
    }
    waiting.join().unwrap();
    println!("looked {looks}");
    vault.lock().unwrap();
    println!("locked");
}

fn attach(vault: &mut Vault, case: CaseId, file: &Path) -> Result<FileId, services::Error> {
    let session = vault.session();
    let incoming = Incoming::open(file)?;
    let added = evidence::attach(&InHand::new(vault, &session), Owner::Case(case), incoming, &Patient)?;
    Ok(added.file.id.parse().unwrap())
}
