//! `create`: a new store.

use clap::Args;
use domain::provider::{NewService, ServiceKind};
use serde::Serialize;
use services::{
    clock::Clock,
    setup::{self, NewVault},
};

use crate::{arguments::Common, failure::Failure, opening, output, output::Output};

/// What a new store needs.
#[derive(Debug, Args)]
pub(crate) struct CreateForm {
    /// The provider, as CQC has it
    #[arg(long, value_name = "NAME")]
    provider: String,
    /// A service and its type: homecare, care_home, supported_living or nursing; may be given several times
    #[arg(long = "service", value_name = "NAME:TYPE", required = true, num_args = 1.., value_parser = service)]
    services: Vec<NewService>,
}

#[derive(Serialize)]
struct Created {
    folder: String,
    provider: String,
    user: String,
    services: Vec<services::ServiceRow>,
}

/// Reads `NAME:TYPE`. The last colon counts, since a name may hold one.
fn service(text: &str) -> Result<NewService, String> {
    let kinds = || ServiceKind::ALL.map(ServiceKind::code).join(", ");
    let (name, kind) = text.rsplit_once(':').ok_or_else(|| format!("write NAME:TYPE, where TYPE is {}", kinds()))?;
    let kind = ServiceKind::from_code(kind.trim())
        .ok_or_else(|| format!("there is no type of service \u{201c}{}\u{201d}; there are {}", kind.trim(), kinds()))?;
    Ok(NewService { name: name.trim().to_owned(), kind })
}

/// Makes the store.
pub(crate) fn run(common: &Common, output: &Output, form: &CreateForm) -> Result<(), Failure> {
    let user = common.user.as_deref().ok_or_else(|| {
        Failure::Usage("Say with --user what the records call the first person: a name or a job title.".to_owned())
    })?;
    let folder = opening::folder(common)?;
    let passphrase = match opening::given_passphrase(common)? {
        Some(given) => given,
        None => {
            let first = opening::ask("New passphrase: ")?;
            if *first != *opening::ask("The same again: ")? {
                return Err(Failure::Usage("The two passphrases differ. Nothing was made.".to_owned()));
            }
            first
        }
    };
    if let Some(warning) = setup::place_warning(&folder) {
        output::complain(&warning);
    }
    let new =
        NewVault { provider: &form.provider, services: &form.services, user_label: user, passphrase: &passphrase };
    let mut vault = setup::create(&folder, &new, Clock::of_this_run())?;
    let view = vault.view()?;
    vault.lock()?;
    let created =
        Created { folder: view.folder, provider: view.provider, user: view.user_label, services: view.services };
    output.show(&created, |created| {
        let mut lines = vec![format!("Made a store for {} in {}", created.provider, created.folder)];
        lines.extend(created.services.iter().map(|service| format!("  {} ({})", service.name, service.kind_label)));
        lines.push("Nobody can open it without the passphrase, nor can we. Keep it safe.".to_owned());
        lines
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    #[test]
    fn a_service_is_a_name_and_a_type() {
        let read = service("Meadowbank: North:care_home").unwrap();
        assert_eq!((read.name.as_str(), read.kind), ("Meadowbank: North", ServiceKind::CareHome));
        assert!(service("Meadowbank").is_err());
        assert!(service("Meadowbank:hospital").unwrap_err().contains("supported_living"));
    }
}
