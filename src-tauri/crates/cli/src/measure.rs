//! `measure`.

use domain::indicator::Every;
use services::{cases, measures};

use crate::{
    args::{Arguments, MeasureCommand},
    failure::Failure,
    open, print,
};

/// Width of a drawn chart, in pixels.
const WIDTH: f64 = 900.0;

/// Runs one command on measures.
pub(crate) fn run(arguments: &Arguments, command: &MeasureCommand) -> Result<(), Failure> {
    match command {
        MeasureCommand::Add { indicator, service, every, baseline_from, baseline_to, change_on, case } => {
            let every = every.as_deref().map(period).transpose()?;
            open::with_vault(arguments, |vault, session| {
                let case_id = match case {
                    Some(reference) => Some(cases::find(vault, session, reference)?.to_string()),
                    None => None,
                };
                let form = measures::NewMeasure {
                    service_id: session.service_named(service)?.id.to_string(),
                    indicator: indicator.clone(),
                    every,
                    baseline_from: baseline_from.clone(),
                    baseline_to: baseline_to.clone(),
                    change_on: change_on.clone(),
                    lead: case_id.is_some(),
                    case_id,
                };
                let row = measures::add(vault, session, &form)?;
                if arguments.json {
                    return print::json(&row);
                }
                println!("{} ({})", row.code, row.service);
                Ok(())
            })
        }
        MeasureCommand::List => open::with_vault(arguments, |vault, session| {
            let rows = measures::list(vault, session)?;
            if arguments.json {
                return print::json(&rows);
            }
            let cells: Vec<Vec<String>> = rows
                .into_iter()
                .map(|row| {
                    vec![
                        row.code,
                        row.name,
                        row.service,
                        row.entered.to_string(),
                        row.last_period.unwrap_or_default(),
                        row.summary,
                    ]
                })
                .collect();
            print::table(&["Code", "Measure", "Service", "Periods", "Last", "So far"], &cells);
            Ok(())
        }),
        MeasureCommand::Show { code } => show(arguments, code),
    }
}

fn period(text: &str) -> Result<Every, Failure> {
    [Every::Day, Every::Week, Every::Month, Every::Quarter]
        .into_iter()
        .find(|every| every.code() == text)
        .ok_or_else(|| Failure::Usage("--every is day, week, month or quarter.".to_owned()))
}

fn show(arguments: &Arguments, code: &str) -> Result<(), Failure> {
    open::with_vault(arguments, |vault, session| {
        let id = measures::find(vault, session, code)?;
        let page = measures::page(vault, session, id, WIDTH)?;
        if arguments.json {
            return print::json(&page);
        }
        println!("{}, {} ({})", page.name, page.service.name, page.unit);
        println!("{}", page.summary);
        if let Some(compared) = &page.comparison {
            println!("\n{}", compared.sentence);
            compared.order_of_events.iter().for_each(|sentence| println!("{sentence}"));
            println!();
            let cells: Vec<Vec<String>> =
                compared.working.iter().map(|row| vec![row.label.clone(), row.value.clone()]).collect();
            print::table(&["Working", ""], &cells);
            println!("{}", compared.happened_after);
        }
        for table in &page.figure.table {
            println!("\n{}", table.caption);
            let headings: Vec<&str> = table.columns.iter().map(String::as_str).collect();
            print::table(&headings, &table.rows);
        }
        Ok(())
    })
}
