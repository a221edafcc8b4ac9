//! `demo`: the demonstration store, a pack of it and a picture of it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;
use serde::Serialize;
use services::{
    Error, Vault,
    cases::{self, CasePage},
    clock::Clock,
    demonstration::{self, DEMONSTRATION_PASSPHRASE},
    export,
    packs::{self, NewPack},
    setup, write_whole,
};

use crate::{chart, failure::Failure, measure, output::Output, pack};

const VAULT: &str = "demonstration";

/// Where the demonstration goes.
#[derive(Debug, Args)]
pub(crate) struct DemoForm {
    /// The folder for the store, the pack and the picture
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// What was written.
#[derive(Serialize)]
struct Demonstration {
    store: String,
    passphrase: String,
    pack: String,
    pack_number: String,
    picture: String,
    summary: String,
    case: String,
    sentence: Option<String>,
}

/// Makes the demonstration, or takes the one that is there, and writes its pack, picture and summary anew.
pub(crate) fn run(output: &Output, form: &DemoForm) -> Result<(), Failure> {
    fs::create_dir_all(&form.out).map_err(|_| Error::CannotWriteFile)?;
    let mut vault = open(&form.out)?;
    let done = write_all(&mut vault, &form.out);
    let locked = vault.lock();
    let done = done?;
    locked?;
    output.show(&done, |done| {
        vec![
            "The demonstration service; everybody in it is invented.".to_owned(),
            format!("Store: {}", done.store),
            format!("Passphrase: {}", done.passphrase),
            format!("Evidence pack: {}", done.pack),
            format!("Case on a page: {}", done.picture),
            format!("Summary: {}", done.summary),
        ]
    })
}

/// The demonstration in `out`, made there if it is not yet.
fn open(out: &Path) -> Result<Vault, Failure> {
    let (folder, clock) = (out.join(VAULT), Clock::of_this_run());
    if !folder.exists() {
        return Ok(demonstration::create(&folder, &mut |_, _| {})?);
    }
    if !setup::face(&folder, clock)?.demonstration {
        return Err(Error::PlaceTaken.into());
    }
    let vault = setup::unlock(&folder, None, DEMONSTRATION_PASSPHRASE, clock)?;
    if !vault.is_demonstration() {
        vault.lock()?;
        return Err(Error::PlaceTaken.into());
    }
    Ok(vault)
}

/// The case of the demonstration that pack and picture are made of.
const SHOWN: &str = "Missed evening and morning visits, north round";

fn write_all(vault: &mut Vault, out: &Path) -> Result<Demonstration, Failure> {
    let session = vault.session();
    let rows = cases::list(vault, &session)?;
    // The case whose change has the longest record.
    let shown = rows.iter().find(|row| row.title == SHOWN).ok_or(Error::NotFound)?;
    let case = cases::find(vault, &session, &shown.reference)?;
    let page = cases::page(vault, &session, case, f64::from(chart::WIDTH))?;

    let picture = out.join("case-on-a-page.svg");
    export::picture(vault, &session, case, &page.figure.svg, &picture)?;

    let audience = "cqc_on_site";
    let new = NewPack {
        case_id: case.to_string(),
        audience: audience.to_owned(),
        recipient: pack::demonstration_recipient(audience).to_owned(),
        purpose: pack::DEMONSTRATION_PURPOSE.to_owned(),
        basis: String::new(),
    };
    let built = packs::build(vault, &session, &new)?;
    let pdf = out.join("evidence-pack.pdf");
    pack::save(vault, &session, &built, &pdf)?;

    let text = |path: &Path| path.display().to_string();
    let summary = out.join("summary.txt");
    let done = Demonstration {
        store: text(&out.join(VAULT)),
        passphrase: DEMONSTRATION_PASSPHRASE.to_owned(),
        pack: text(&pdf),
        pack_number: built.row.number,
        picture: text(&picture),
        summary: text(&summary),
        case: page.reference.clone(),
        sentence: page.comparison.as_ref().map(|comparison| comparison.sentence.clone()),
    };
    write_whole(&summary, summary_of(vault.band(), &page, &done).as_bytes())?;
    Ok(done)
}

/// The demonstration's main points, as text.
fn summary_of(band: Option<String>, page: &CasePage, done: &Demonstration) -> String {
    let mut lines: Vec<String> = band.into_iter().collect();
    lines.extend([String::new(), format!("{}  {}", page.reference, page.title), String::new()]);
    lines.extend(page.clocks.iter().map(|clock| format!("{}: {} ({})", clock.label, clock.value, clock.detail)));
    if let Some(comparison) = &page.comparison {
        lines.push(String::new());
        lines.extend(measure::in_words(comparison));
    }
    lines.extend([
        String::new(),
        format!("Store: {} (passphrase: {})", done.store, done.passphrase),
        format!("Evidence pack {}: {}", done.pack_number, done.pack),
        format!("Case on a page: {}", done.picture),
        String::new(),
    ]);
    lines.join("\n")
}
