//! `cargo xtask <verb>`: set-up and every developer action, on Linux, Windows and macOS.

mod bench;
mod calendar;
mod display;
mod fault;
mod figures;
mod interface;
mod package;
mod packages;
mod process;
mod run;
mod soak;
mod tally;
mod test;
mod workspace;

use std::process::ExitCode;

use fault::Fault;
use workspace::Workspace;

const USAGE: &str = "\
usage: cargo xtask <verb>

  run       open the demonstration in a window; without a display, write it to demo-output/
  test      format, lint and test everything, in the real window too
  bench     measure speed, memory and size in a release build, as ratios
  soak      run the long tests and write their report to tests/reports/
  package   build the installer of this system

exit codes: 0 done, 1 something failed, 2 something is missing (the command that brings it is named)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match perform(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            fault.exit_code()
        }
    }
}

fn perform(arguments: &[String]) -> Result<(), Fault> {
    let Some((verb, rest)) = arguments.split_first() else {
        return Err(Fault::Usage(USAGE.to_owned()));
    };
    if matches!(verb.as_str(), "help" | "--help" | "-h") {
        println!("{USAGE}");
        return Ok(());
    }
    if verb != "package" && !rest.is_empty() {
        return Err(Fault::Usage(format!("`{verb}` takes no arguments\n\n{USAGE}")));
    }
    let workspace = Workspace::find()?;
    match verb.as_str() {
        "run" => run::run(&workspace),
        "test" => test::test(&workspace),
        "bench" => bench::bench(&workspace),
        "soak" => soak::soak(&workspace),
        "package" => package::package(&workspace, rest),
        other => Err(Fault::Usage(format!("no verb `{other}`\n\n{USAGE}"))),
    }
}
