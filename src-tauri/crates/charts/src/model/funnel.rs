//! Several sites at one time: a funnel.

use serde::{Deserialize, Serialize};

use super::{Better, Tone};

/// The rate of each site against how much was counted there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Funnel {
    /// Name of the figure for those who do not see it.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub description: String,
    /// Heading of the exposure axis: "Visits planned in the quarter".
    pub x_title: String,
    /// Heading of the value axis: "Missed visits per 1,000 planned".
    pub y_title: String,
    /// Sites in any order.
    pub sites: Vec<FunnelSite>,
    /// The rate of all sites together.
    pub centre: f64,
    /// Its label: "All sites 4.1".
    pub centre_label: String,
    /// Limits from the least exposure to the most; drawn as lines through these places.
    pub limits: Vec<FunnelLimits>,
    /// Which way is better.
    pub better: Better,
    /// Method and what was left out, in small type.
    pub footer: String,
}

/// One site.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FunnelSite {
    /// Reference carried by the mark.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How much was counted.
    pub exposure: f64,
    /// Its rate.
    pub rate: f64,
    /// Where it lies against the limits.
    pub tone: Tone,
    /// The whole of it, read out by a screen reader.
    pub describe: String,
}

/// The limits at one exposure, as drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct FunnelLimits {
    /// The exposure.
    pub exposure: f64,
    /// Lower limit of 95%.
    pub lower_95: f64,
    /// Upper limit of 95%.
    pub upper_95: f64,
    /// Lower limit of 99.8%.
    pub lower_998: f64,
    /// Upper limit of 99.8%.
    pub upper_998: f64,
}
