//! `chart`: the case on a page as a picture.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use services::{cases, export};

use crate::{arguments::Common, failure::Failure, opening::with_vault, output::Output};

/// Width of a picture when none is given, in pixels.
pub(crate) const WIDTH: u16 = 1100;

/// What a picture needs.
#[derive(Debug, Args)]
pub(crate) struct ChartForm {
    /// The case's reference
    #[arg(long, value_name = "REF")]
    case: String,
    /// Where the picture goes
    #[arg(long, value_name = "F.svg")]
    out: PathBuf,
    /// Its width in pixels
    #[arg(long, value_name = "PIXELS", default_value_t = WIDTH, value_parser = clap::value_parser!(u16).range(320..=4000))]
    width: u16,
}

#[derive(Serialize)]
struct Written {
    reference: String,
    title: String,
    file: String,
}

/// Draws it.
pub(crate) fn run(common: &Common, output: &Output, form: &ChartForm) -> Result<(), Failure> {
    with_vault(common, |vault, session| {
        let case = cases::find(vault, session, &form.case)?;
        let page = cases::page(vault, session, case, f64::from(form.width))?;
        export::picture(vault, session, case, &page.figure.svg, &form.out)?;
        let written =
            Written { reference: page.reference, title: page.figure.title, file: form.out.display().to_string() };
        output.show(&written, |written| vec![format!("Wrote {}", written.file)])
    })
}
