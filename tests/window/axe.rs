//! Accessibility findings of axe-core in the running window.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::driver::Driver;

/// Where `npm ci` in `ui` puts axe-core.
const AXE: &str = "../ui/node_modules/axe-core/axe.min.js";

/// Runs axe on the page and returns its serious and critical findings, one line each.
///
/// WebDriver's scripts are not bound by the page's content security policy.
///
/// # Errors
/// A sentence when axe-core is not installed or could not finish.
pub fn findings(driver: &Driver) -> Result<Vec<String>, String> {
    let loaded = driver.run("return typeof axe === 'object';", &[])?;
    if loaded != Value::Bool(true) {
        let source = fs::read_to_string(Path::new(AXE))
            .map_err(|error| format!("axe-core is not installed (npm ci in ui): {error}"))?;
        driver.run(&source, &[])?;
    }
    let answer = driver.run_async(
        "const done = arguments[arguments.length - 1];
         axe.run().then((result) => done(result), (error) => done({ error: String(error) }));",
        &[],
    )?;
    if let Some(error) = answer["error"].as_str() {
        return Err(format!("axe could not finish: {error}"));
    }
    let checked = answer["passes"].as_array().map_or(0, Vec::len);
    let violations = answer["violations"].as_array().ok_or("axe gave no result")?;
    if checked == 0 && violations.is_empty() {
        return Err("axe checked nothing: the page is empty".to_owned());
    }
    Ok(violations.iter().filter(|each| is_grave(each)).map(describe).collect())
}

fn is_grave(violation: &Value) -> bool {
    matches!(violation["impact"].as_str(), Some("serious" | "critical"))
}

fn describe(violation: &Value) -> String {
    let text = |field: &str| violation[field].as_str().unwrap_or_default();
    let nodes = violation["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let targets: Vec<String> = nodes.iter().map(|node| node["target"].to_string()).collect();
    format!("{} ({}): {} at {}", text("id"), text("impact"), text("help"), targets.join(" "))
}
