//! Who asks, what they may do, and what time it is for them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::{
    ServiceId, UserId,
    access::{Compartment, Read, Role, role_may_do, role_may_open, role_may_read},
    audit::Action,
    provider::{Service, ServiceKind},
    time::{uk_date, uk_local},
};
use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// One person's standing in an open vault, at one moment.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who.
    pub user_id: UserId,
    /// What their records carry as author.
    pub label: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// The services they work in.
    pub services: Vec<Service>,
    /// The moment of asking.
    pub now: DateTime<Utc>,
}

impl Session {
    /// Refuses an action that none of the roles allows.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn require(&self, action: Action) -> Result<()> {
        if self.may(action) { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// Refuses a read that none of the roles allows.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn require_read(&self, read: Read) -> Result<()> {
        if self.may_read(read) { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// Whether any role allows this action.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        self.roles.iter().any(|role| role_may_do(*role, action))
    }

    /// Whether any role allows this read.
    #[must_use]
    pub fn may_read(&self, read: Read) -> bool {
        self.roles.iter().any(|role| role_may_read(*role, read))
    }

    /// Whether any role may read parts of a compartment.
    #[must_use]
    pub fn may_open(&self, compartment: Compartment) -> bool {
        self.roles.iter().any(|role| role_may_open(*role, compartment))
    }

    /// Today in the United Kingdom.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        uk_date(self.now)
    }

    /// Now in UK local time.
    #[must_use]
    pub fn local_now(&self) -> NaiveDateTime {
        uk_local(self.now)
    }

    /// The service with this identity, if this person works in it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn service(&self, id: ServiceId) -> Result<&Service> {
        self.services.iter().find(|service| service.id == id).ok_or(Error::NotFound)
    }

    /// The service a person means by its name or, where it is unmistakable, by its beginning.
    ///
    /// # Errors
    /// [`Error::Invalid`], naming the services there are.
    pub fn service_named(&self, name: &str) -> Result<&Service> {
        let wanted = name.trim().to_lowercase();
        let exact = self.services.iter().find(|service| service.name.to_lowercase() == wanted);
        let mut beginning = self.services.iter().filter(|service| service.name.to_lowercase().starts_with(&wanted));
        let only = match (beginning.next(), beginning.next()) {
            (Some(only), None) if !wanted.is_empty() => Some(only),
            _ => None,
        };
        exact.or(only).ok_or_else(|| {
            let names: Vec<&str> = self.services.iter().map(|service| service.name.as_str()).collect();
            Error::invalid("service", format!("There is no service of that name. There are: {}.", names.join(", ")))
        })
    }
}

/// A service, as lists and forms show it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ServiceRow {
    /// Identity.
    pub id: String,
    /// Name as registered.
    pub name: String,
    /// Kind of care.
    pub kind: ServiceKind,
    /// The kind in words.
    pub kind_label: String,
}

impl From<&Service> for ServiceRow {
    fn from(service: &Service) -> Self {
        Self {
            id: service.id.to_string(),
            name: service.name.clone(),
            kind: service.kind,
            kind_label: service.kind.label().to_owned(),
        }
    }
}

/// Light, dark, or what the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The word kept in the store.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme with this code; the system's for any other word.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

/// How the program looks and locks for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Preferences {
    /// Minutes without a touch until it locks: 5 to 30.
    pub idle_minutes: u32,
    /// Per cent: 80 to 200.
    pub zoom: u32,
    /// Light or dark.
    pub theme: Theme,
    /// Whether screenshots and shared screens may show the window, where the system can leave it out.
    pub capturable: bool,
}

/// What the roles allow, for showing or hiding buttons; the use cases check again.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Permissions {
    /// Record concerns, events, actions and counts.
    pub record: bool,
    /// Build packs.
    pub build_packs: bool,
    /// See the audit and where the data is.
    pub administer: bool,
    /// Close, reopen and otherwise move a case by hand.
    pub move_cases: bool,
    /// Merge two records of one person.
    pub merge_people: bool,
    /// Save papers of a case.
    pub save_papers: bool,
    /// Change lists, such as councils' targets, and groups of cases.
    pub change_lists: bool,
}

/// The open vault, as the frame of the window shows it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct SessionView {
    /// Who.
    pub user_label: String,
    /// The provider.
    pub provider: String,
    /// The services this person works in.
    pub services: Vec<ServiceRow>,
    /// Whether this is the demonstration.
    pub demonstration: bool,
    /// The words of the band that a demonstration carries on every screen.
    pub band: Option<String>,
    /// Today, as a date.
    pub today: String,
    /// Now, in words.
    pub now_text: String,
    /// The vault's folder, shown in settings.
    pub folder: String,
    /// How it looks and locks.
    pub preferences: Preferences,
    /// What the roles allow.
    pub may: Permissions,
    /// What stays on every screen for as long as it is so.
    pub warnings: Vec<String>,
    /// Told once after unlocking.
    pub notices: Vec<String>,
}
