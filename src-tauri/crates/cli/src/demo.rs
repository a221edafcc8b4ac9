//! `demo`: the demonstration store, its pack, its picture and a summary.

use std::path::Path;

use serde_json::json;
use services::{
    cases,
    clock::Clock,
    demonstration::{self, DEMONSTRATION_PASSPHRASE},
    packs, setup, write_whole,
};

use crate::{failure::Failure, print};

/// Width of the picture, in pixels.
const WIDTH: f64 = 1100.0;

/// Makes the demonstration in `out`, or opens the one that is there, and writes its outputs anew.
pub(crate) fn demo(out: &Path, as_json: bool) -> Result<(), Failure> {
    std::fs::create_dir_all(out).map_err(|_| services::Error::CannotWriteFile)?;
    let folder = out.join("demonstration");
    let mut vault = if folder.join("vault.db").exists() {
        setup::unlock(&folder, None, DEMONSTRATION_PASSPHRASE, Clock::of_this_run())?
    } else {
        demonstration::create(&folder, &mut |_, _| {})?
    };
    let outcome = write(&mut vault, out);
    vault.lock()?;
    let summary = outcome?;
    let paths = [
        ("store", folder),
        ("pack", out.join("evidence-pack.pdf")),
        ("picture", out.join("case-on-a-page.svg")),
        ("summary", out.join("summary.txt")),
    ];
    if as_json {
        let mut value = json!({ "passphrase": DEMONSTRATION_PASSPHRASE });
        for (name, path) in &paths {
            value[*name] = json!(path.display().to_string());
        }
        return print::json(&value);
    }
    println!("{summary}");
    for (name, path) in &paths {
        println!("{name:<9}{}", path.display());
    }
    println!("Passphrase of the demonstration: {DEMONSTRATION_PASSPHRASE}");
    Ok(())
}

fn write(vault: &mut services::Vault, out: &Path) -> Result<String, Failure> {
    let session = vault.session();
    let row = cases::list(vault, &session)?.into_iter().next().ok_or(services::Error::NotFound)?;
    let id = row.id.parse().map_err(|_| services::Error::NotFound)?;
    let page = cases::page(vault, &session, id, WIDTH)?;
    write_whole(&out.join("case-on-a-page.svg"), page.figure.svg.as_bytes())?;
    let form = packs::NewPack {
        case_id: row.id.clone(),
        audience: "cqc_on_site".to_owned(),
        recipient: "CQC inspector (demonstration)".to_owned(),
        purpose: "Demonstration of an evidence pack".to_owned(),
        basis: "Invented people; nothing is shared".to_owned(),
    };
    let built = packs::build(vault, &session, &form)?;
    write_whole(&out.join("evidence-pack.pdf"), &built.pdf)?;
    let mut lines = vec![vault.band().unwrap_or_default(), format!("{} {}", page.reference, page.title)];
    if let Some(compared) = &page.comparison {
        lines.push(compared.sentence.clone());
        lines.extend(compared.order_of_events.clone());
        lines.push(format!("Interval: {}. {}", compared.interval_label, compared.happened_after));
    }
    lines.extend(page.clocks.iter().map(|clock| format!("{}: {}", clock.label, clock.value)));
    lines.push(format!("Pack {}: {} pages, SHA-256 {}", built.row.number, built.row.pages, built.row.sha256));
    let text = lines.join("\n") + "\n";
    write_whole(&out.join("summary.txt"), text.as_bytes())?;
    Ok(text)
}
