//! Tests in the real window: the built program under Xvfb, driven through WebKitWebDriver.
//!
//! They need a built `evident` (feature `automation`), Xvfb and WebKitWebDriver, so a plain
//! `cargo test` names them as ignored; `cargo xtask test` brings what they need and runs them.

#[allow(dead_code)] // journeys draw on a vocabulary; not every word is in use at every time
mod app;
mod axe;
mod base64;
mod checks;
mod display;
#[allow(dead_code)] // shared with the launch bench, which uses another part of it
mod driver;
mod entering;
mod http;
mod keys;
#[allow(dead_code)] // as `app`
mod page;
#[allow(dead_code)] // as `driver`
mod process;

mod driving;
mod evidence;
mod find;
mod first_run;
mod journeys;
mod measures;
mod protocol;
mod remains;
mod small_disk;
#[allow(dead_code)] // as `app`
mod walk;
mod walk_71;
mod walk_72;
mod walk_73;
mod warnings;
mod whole_case;
