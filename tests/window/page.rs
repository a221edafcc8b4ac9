//! What stands on the page, as a person or a screen reader meets it.

use serde_json::{Value, json};

use crate::driver::Driver;

/// Functions that each script of this module may call.
const ACCESSIBILITY: &str = include_str!("accessibility.js");

/// A thing on the page that can be told by role and name.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Its ARIA role, such as `button`.
    pub role: String,
    /// Its accessible name, such as `Record a concern`.
    pub name: String,
    /// Its left edge in CSS pixels.
    pub x: f64,
    /// Its top edge in CSS pixels.
    pub y: f64,
}

impl Driver {
    fn ask(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.run(&format!("{ACCESSIBILITY}\n{script}"), arguments)
    }

    /// The element with the focus; `None` when nothing but the page itself has it.
    ///
    /// # Errors
    /// The driver's words.
    pub fn focused(&self) -> Result<Option<Stop>, String> {
        let answer = self.ask(
            "const at = document.activeElement;
             return at && at !== document.body && at !== document.documentElement ? stopOf(at) : null;",
            &[],
        )?;
        Ok(stop(&answer))
    }

    /// References to the shown elements of `role` called `name`; an empty role means any.
    ///
    /// # Errors
    /// The driver's words.
    pub fn find_by_role(&self, role: &str, name: &str) -> Result<Vec<Value>, String> {
        let found = self.ask(
            "const [role, name] = arguments;
             return [...document.querySelectorAll('body *')].filter((element) =>
               (role === '' ? roleOf(element) !== 'generic' : roleOf(element) === role) &&
               isShown(element) && nameOf(element) === name);",
            &[json!(role), json!(name)],
        )?;
        Ok(found.as_array().cloned().unwrap_or_default())
    }

    /// The names of all shown elements of `role`, in document order.
    ///
    /// # Errors
    /// The driver's words.
    pub fn names_of(&self, role: &str) -> Result<Vec<String>, String> {
        let found = self.ask(
            "const [role] = arguments;
             return [...document.querySelectorAll('body *')]
               .filter((element) => roleOf(element) === role && isShown(element))
               .map((element) => nameOf(element));",
            &[json!(role)],
        )?;
        let names = found.as_array().cloned().unwrap_or_default();
        Ok(names.iter().filter_map(|name| Some(name.as_str()?.to_owned())).collect())
    }

    /// The text that can be read on the page, white space drawn together.
    ///
    /// # Errors
    /// The driver's words.
    pub fn text(&self) -> Result<String, String> {
        let text = self.run("return document.body ? document.body.innerText : '';", &[])?;
        Ok(squash(text.as_str().unwrap_or_default()))
    }

    /// What stands in the field called `name`; `None` where there is no such field.
    ///
    /// # Errors
    /// The driver's words.
    pub fn value_of(&self, name: &str) -> Result<Option<String>, String> {
        let answer = self.ask(
            "const [name] = arguments;
             const field = [...document.querySelectorAll('input, textarea, select, [contenteditable]')]
               .find((element) => isShown(element) && nameOf(element) === name);
             return field ? (field.value ?? field.textContent) : null;",
            &[json!(name)],
        )?;
        Ok(answer.as_str().map(str::to_owned))
    }

    /// The page's ready mark: the name of the screen that stands and can be used.
    ///
    /// # Errors
    /// The driver's words.
    pub fn ready_mark(&self) -> Result<Option<String>, String> {
        let mark = self.run("return document.documentElement.dataset.ready ?? null;", &[])?;
        Ok(mark.as_str().map(str::to_owned))
    }

    /// By how many CSS pixels the page is wider than its window.
    ///
    /// # Errors
    /// The driver's words.
    pub fn sideways_overflow(&self) -> Result<i64, String> {
        let pixels =
            self.run("const page = document.scrollingElement; return page.scrollWidth - page.clientWidth;", &[])?;
        pixels.as_i64().ok_or_else(|| format!("no width: {pixels}"))
    }
}

fn stop(answer: &Value) -> Option<Stop> {
    Some(Stop {
        role: answer["role"].as_str()?.to_owned(),
        name: answer["name"].as_str()?.to_owned(),
        x: answer["x"].as_f64()?,
        y: answer["y"].as_f64()?,
    })
}

/// Draws white space together, as the page's own text is compared.
pub fn squash(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
