//! `create`: a new store.

use domain::provider::{NewService, ServiceKind};
use serde_json::json;
use services::{clock::Clock, setup};

use crate::{args::Arguments, failure::Failure, open, print};

/// Makes a store at --store.
pub(crate) fn create(arguments: &Arguments, provider: &str, services: &[String]) -> Result<(), Failure> {
    let user = arguments.user.as_deref().ok_or_else(|| {
        Failure::Usage("Say what the first person is called with --user LABEL: a job title will do.".to_owned())
    })?;
    let folder = open::folder(arguments)?;
    let services = services.iter().map(|text| service(text)).collect::<Result<Vec<_>, _>>()?;
    let passphrase = open::passphrase(arguments, "New passphrase: ")?;
    let new = setup::NewVault { provider, services: &services, user_label: user, passphrase: &passphrase };
    let vault = setup::create(&folder, &new, Clock::of_this_run())?;
    vault.lock()?;
    let place = folder.display().to_string();
    if arguments.json {
        return print::json(&json!({ "store": place, "provider": provider, "user": user }));
    }
    println!("Made a store in {place}. Without the passphrase nobody can open it: keep it safe.");
    Ok(())
}

/// Reads `NAME:TYPE`.
fn service(text: &str) -> Result<NewService, Failure> {
    let wrong = || {
        let kinds: Vec<&str> = ServiceKind::ALL.into_iter().map(ServiceKind::code).collect();
        Failure::Usage(format!(
            "\u{201c}{text}\u{201d} is not a service. Write NAME:TYPE, where TYPE is {}.",
            kinds.join(", ")
        ))
    };
    let (name, kind) = text.rsplit_once(':').ok_or_else(wrong)?;
    let kind = ServiceKind::from_code(kind.trim()).ok_or_else(wrong)?;
    Ok(NewService { name: name.trim().to_owned(), kind })
}
