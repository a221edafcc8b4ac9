//! `status` and `verify`.

use services::storage;

use crate::{args::Arguments, failure::Failure, open, print};

/// Counts and schema.
pub(crate) fn status(arguments: &Arguments) -> Result<(), Failure> {
    open::with_vault(arguments, |vault, session| {
        let status = storage::status(vault, session)?;
        if arguments.json {
            return print::json(&status);
        }
        println!("Provider       {}", status.provider);
        println!("Schema         {}", status.schema);
        println!("Cases          {}", status.cases);
        println!("Measures       {}", status.measures);
        println!("Packs          {}", status.packs);
        println!("Audit entries  {}", status.audit_entries);
        if status.demonstration {
            println!("Demonstration: invented people");
        }
        Ok(())
    })
}

/// Both integrity checks and the audit chain.
pub(crate) fn verify(arguments: &Arguments) -> Result<(), Failure> {
    open::with_vault(arguments, |vault, session| {
        let report = storage::verify(vault, session)?;
        if arguments.json {
            print::json(&report)?;
        } else {
            report.lines.iter().for_each(|line| println!("{line}"));
        }
        if report.ok { Ok(()) } else { Err(Failure::Unsound) }
    })
}
