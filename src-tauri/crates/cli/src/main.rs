//! Evident without a window: the same use cases, in a terminal or a script.

mod arguments;
mod case;
mod chart;
mod create;
mod demo;
mod engine;
mod event;
mod evidence;
mod failure;
mod import;
mod import_concerns;
mod measure;
mod opening;
mod output;
mod pack;
mod paper;
mod status;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, AuditCommand, Command, StoreCommand};
use failure::Failure;
use output::Output;

fn main() -> ExitCode {
    // Started once more by another of its kind, to draw a document and nothing else.
    if let Some(code) = services::evidence::run_if_asked() {
        return code;
    }
    no_core_dumps();
    let arguments = Arguments::parse();
    let output = Output::new(arguments.common.json);
    match run(arguments, &output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::complain(&failure.to_string());
            ExitCode::from(failure.exit_code())
        }
    }
}

/// Keeps what this program has in memory out of files that the system writes after a crash.
fn no_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // One byte: no file fits, and Linux gives up at just this limit where a program would be handed the memory
        // instead (core(5)), which it does not at none.
        // A system that refuses to lower a limit keeps the one it has: nothing can be done about that.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(1), maximum: Some(1) });
    }
}

fn run(arguments: Arguments, output: &Output) -> Result<(), Failure> {
    let common = &arguments.common;
    match arguments.command {
        Command::Demo(form) => demo::run(output, &form),
        Command::Create(form) => create::run(common, output, &form),
        Command::Status => status::status(common, output),
        Command::Verify
        | Command::Store { command: StoreCommand::Verify }
        | Command::Audit { command: AuditCommand::Verify } => status::verify(common, output),
        Command::Case { command } => case::run(common, output, command),
        Command::Event { command } => event::run(common, output, command),
        Command::Evidence { command } => evidence::run(common, output, command),
        Command::Import { command } => import::run(common, output, command),
        Command::Measure { command } => measure::run(common, output, command),
        Command::Measures { command } => engine::run(output, command),
        Command::Chart(form) => chart::run(common, output, &form),
        Command::Pack { command } => pack::run(common, output, command),
        Command::Paper { command } => paper::run(common, output, command),
    }
}
