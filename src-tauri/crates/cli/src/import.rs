//! `import counts`.

use services::{
    imports::{self, DryRunView, ImportMapping, MappedDateOrder, Source},
    measures,
};

use crate::{
    args::{Arguments, ImportCommand},
    failure::Failure,
    open, print,
};

/// Checks a file and, unless --dry-run, brings its rows in.
pub(crate) fn run(arguments: &Arguments, command: &ImportCommand) -> Result<(), Failure> {
    let ImportCommand::Counts { measure, file, map, date_order, sheet, period_ends, dry_run } = command;
    let date_order = date_order.as_deref().map(order).transpose()?;
    open::with_vault(arguments, |vault, session| {
        let id = measures::find(vault, session, measure)?;
        let mut source = Source::read(file)?;
        let preview = imports::open(vault, session, &mut source, id, sheet.as_deref())?;
        let mut mapping: ImportMapping = match map {
            Some(text) => imports::named_columns(source.open_sheet(None)?, text)?,
            None => preview.mapping,
        };
        mapping.date_order = date_order.or(mapping.date_order);
        mapping.dates_are_week_ending |= *period_ends;
        if !arguments.json {
            preview
                .notes
                .iter()
                .chain(map.is_none().then_some(&preview.why).into_iter().flatten())
                .for_each(|note| println!("{note}"));
        }
        let run = imports::check(vault, session, &mut source, id, mapping)?;
        if *dry_run {
            show(arguments, &run)?;
            return if run.question.is_some() { Err(question(&run)) } else { Ok(()) };
        }
        match imports::commit(vault, session, &mut source, id, mapping) {
            Ok(imported) if arguments.json => print::json(&imported),
            Ok(imported) => {
                show(arguments, &imported.dry_run)?;
                println!("Imported {} of {}.", imported.dry_run.totals, imported.batch.file_name);
                Ok(())
            }
            Err(error) => {
                show(arguments, &run)?;
                Err(Failure::Import(error.to_string()))
            }
        }
    })
}

fn order(text: &str) -> Result<MappedDateOrder, Failure> {
    match text {
        "day_first" => Ok(MappedDateOrder::DayFirst),
        "month_first" => Ok(MappedDateOrder::MonthFirst),
        "year_first" => Ok(MappedDateOrder::YearFirst),
        _ => Err(Failure::Usage("--date-order is day_first, month_first or year_first.".to_owned())),
    }
}

fn question(run: &DryRunView) -> Failure {
    let text = run.question.as_ref().map_or_else(String::new, |question| question.text.clone());
    Failure::Import(format!("{text} Nothing came in. Answer with --date-order, --period-ends or --map."))
}

fn show(arguments: &Arguments, run: &DryRunView) -> Result<(), Failure> {
    if arguments.json {
        return print::json(run);
    }
    println!("{} will come in: {}", domain::plain::count_of(u64::from(run.coming_in_count), "row", "rows"), run.totals);
    if run.already_here_count > 0 {
        println!(
            "{} already here with the same figures.",
            domain::plain::count_of(u64::from(run.already_here_count), "row is", "rows are")
        );
    }
    run.warnings.iter().for_each(|warning| println!("{warning}"));
    if run.not_coming_in_count > 0 {
        println!(
            "{} not come in:",
            domain::plain::count_of(u64::from(run.not_coming_in_count), "row will", "rows will")
        );
        let cells: Vec<Vec<String>> = run
            .not_coming_in
            .iter()
            .map(|row| vec![row.row.to_string(), row.column.clone(), row.content.clone(), row.reason.clone()])
            .collect();
        print::table(&["Row", "Column", "Content", "Why"], &cells);
    }
    Ok(())
}
