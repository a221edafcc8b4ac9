//! `case` and `chart`.

use std::path::Path;

use domain::time::{FactTime, WhenInput, parse_when};
use services::{Error, cases, write_whole};

use crate::{
    args::{Arguments, CaseCommand},
    failure::Failure,
    open, print,
};

/// Width of a drawn page, in pixels.
const WIDTH: f64 = 1100.0;

/// Runs one command on cases.
pub(crate) fn run(arguments: &Arguments, command: &CaseCommand) -> Result<(), Failure> {
    match command {
        CaseCommand::Add { service, what, who, aware } => {
            add(arguments, service, what, who.as_deref(), aware.as_deref())
        }
        CaseCommand::List => list(arguments),
        CaseCommand::Show { reference } => show(arguments, reference),
    }
}

/// A time of the command line as a form would give it.
pub(crate) fn when(field: &'static str, text: &str) -> Result<WhenInput, Failure> {
    Ok(input(&parse_when(text).map_err(Error::time(field))?))
}

fn input(at: &FactTime) -> WhenInput {
    WhenInput {
        date: at.date.to_string(),
        time: at.time.map(domain::plain::time),
        offset_min: at.offset_min,
        about: false,
    }
}

fn add(
    arguments: &Arguments,
    service: &str,
    what: &str,
    who: Option<&str>,
    aware: Option<&str>,
) -> Result<(), Failure> {
    open::with_vault(arguments, |vault, session| {
        let aware = match aware {
            Some(text) => when("aware", text)?,
            None => input(&FactTime::of_moment(session.now)),
        };
        let form = cases::NewConcern {
            service_id: session.service_named(service)?.id.to_string(),
            what: what.to_owned(),
            who: who.map(str::to_owned),
            aware,
            title: None,
            draft_key: None,
        };
        let row = cases::record(vault, session, &form)?;
        if arguments.json {
            return print::json(&row);
        }
        println!("{}", row.reference);
        Ok(())
    })
}

fn list(arguments: &Arguments) -> Result<(), Failure> {
    open::with_vault(arguments, |vault, session| {
        let rows = cases::list(vault, session)?;
        if arguments.json {
            return print::json(&rows);
        }
        let cells: Vec<Vec<String>> = rows
            .into_iter()
            .map(|row| vec![row.reference, row.title, row.who, row.service, row.state_label, row.aware.text])
            .collect();
        print::table(&["Reference", "Case", "Person", "Service", "State", "Became aware"], &cells);
        Ok(())
    })
}

fn show(arguments: &Arguments, reference: &str) -> Result<(), Failure> {
    open::with_vault(arguments, |vault, session| {
        let id = cases::find(vault, session, reference)?;
        let page = cases::page(vault, session, id, WIDTH)?;
        if arguments.json {
            return print::json(&page);
        }
        println!("{} {}", page.reference, page.title);
        println!(
            "{} \u{b7} {} \u{b7} {}",
            page.who.as_deref().unwrap_or("Not known yet"),
            page.service.name,
            page.state_label
        );
        println!("Became aware {}", page.aware.text);
        page.clocks.iter().for_each(|clock| println!("{}: {}", clock.label, clock.value));
        println!();
        page.chain.iter().for_each(|link| println!("{:<10}{}", link.label, link.text));
        if let Some(compared) = &page.comparison {
            println!("\n{}", compared.sentence);
            compared.order_of_events.iter().for_each(|sentence| println!("{sentence}"));
            println!("Interval: {}. {}", compared.interval_label, compared.happened_after);
        }
        println!();
        let cells: Vec<Vec<String>> = page
            .events
            .iter()
            .filter(|event| !event.removed)
            .map(|event| vec![event.when.text.clone(), event.lane.label().to_owned(), event.text.clone()])
            .collect();
        print::table(&["When", "Lane", "What"], &cells);
        Ok(())
    })
}

/// Draws the case on a page.
pub(crate) fn chart(arguments: &Arguments, reference: &str, out: &Path) -> Result<(), Failure> {
    open::with_vault(arguments, |vault, session| {
        let id = cases::find(vault, session, reference)?;
        let page = cases::page(vault, session, id, WIDTH)?;
        write_whole(out, page.figure.svg.as_bytes())?;
        let shown = out.display().to_string();
        if arguments.json {
            return print::json(&serde_json::json!({ "reference": page.reference, "out": shown }));
        }
        println!("{shown}");
        Ok(())
    })
}
