//! Evident without a window: the same use cases from a terminal.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command line prints

mod args;
mod case;
mod create;
mod demo;
mod event;
mod failure;
mod import;
mod measure;
mod open;
mod pack;
mod print;
mod store;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use failure::Failure;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", failure.message());
            failure.exit_code()
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.command {
        Command::Demo { out } => demo::demo(out, arguments.json),
        Command::Create { provider, services } => create::create(arguments, provider, services),
        Command::Status => store::status(arguments),
        Command::Verify => store::verify(arguments),
        Command::Store { command: args::StoreCommand::Verify }
        | Command::Audit { command: args::AuditCommand::Verify } => store::verify(arguments),
        Command::Case { command } => case::run(arguments, command),
        Command::Event { command } => event::run(arguments, command),
        Command::Import { command } => import::run(arguments, command),
        Command::Measure { command } => measure::run(arguments, command),
        Command::Chart { case, out } => case::chart(arguments, case, out),
        Command::Pack { command } => pack::run(arguments, command),
    }
}
