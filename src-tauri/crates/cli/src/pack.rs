//! `pack`.

use std::path::Path;

use services::{
    cases,
    packs::{self, BuiltPack},
    write_whole,
};

use crate::{
    args::{Arguments, PackCommand},
    failure::Failure,
    open, print,
};

/// Runs one command on packs.
pub(crate) fn run(arguments: &Arguments, command: &PackCommand) -> Result<(), Failure> {
    match command {
        PackCommand::Build { case, audience, recipient, purpose, basis, out } => {
            open::with_vault(arguments, |vault, session| {
                // Only invented people may leave without a name for who receives them.
                let or_demonstration = |given: &Option<String>, invented: &str| match given {
                    Some(given) => given.clone(),
                    None if vault.is_demonstration() => invented.to_owned(),
                    None => String::new(),
                };
                let form = packs::NewPack {
                    recipient: or_demonstration(recipient, "Nobody (demonstration)"),
                    purpose: or_demonstration(purpose, "Demonstration of an evidence pack"),
                    case_id: cases::find(vault, session, case)?.to_string(),
                    audience: audience.clone(),
                    basis: basis.clone(),
                };
                let built = packs::build(vault, session, &form)?;
                write(arguments, &built, out)
            })
        }
        PackCommand::Rebuild { number, out } => open::with_vault(arguments, |vault, session| {
            let built = packs::rebuild(vault, session, number)?;
            write(arguments, &built, out)
        }),
        PackCommand::List => open::with_vault(arguments, |vault, session| {
            let rows = packs::list(vault, session)?;
            if arguments.json {
                return print::json(&rows);
            }
            let cells: Vec<Vec<String>> = rows
                .into_iter()
                .map(|row| vec![row.number, row.made, row.audience, row.recipient, row.case_reference, row.sha256])
                .collect();
            print::table(&["Number", "Made", "Audience", "For", "Case", "SHA-256"], &cells);
            Ok(())
        }),
    }
}

fn write(arguments: &Arguments, built: &BuiltPack, out: &Path) -> Result<(), Failure> {
    write_whole(out, &built.pdf)?;
    if arguments.json {
        return print::json(&built.row);
    }
    println!("{}  {} pages  SHA-256 {}", built.row.number, built.row.pages, built.row.sha256);
    println!("{}", out.display());
    Ok(())
}
