//! Colours by what they mean. Each is a presentation attribute and, on screen, a class beside it,
//! so that a stylesheet can give another theme its own colours.

/// What a colour stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Text that is read first.
    Ink,
    /// Text beside it.
    InkSoft,
    /// Axis labels and small type.
    InkFaint,
    /// Background of the figure, also inside hollow marks and behind labels.
    Paper,
    /// Horizontal lines of the value axis.
    Grid,
    /// The line at the foot of the chart.
    Axis,
    /// Line between two lanes.
    Lane,
    /// Range of ordinary variation.
    Band,
    /// Mean.
    Centre,
    /// Limits carried forward.
    Limit,
    /// Line that joins the points.
    Trace,
    /// Line of a dated change and its label.
    Marker,
    /// Recorded event.
    Event,
    /// Start of a case.
    Start,
    /// Verified check.
    Verified,
    /// Improving point.
    Improving,
    /// Concerning point.
    Concerning,
    /// Point of ordinary variation.
    Steady,
}

impl Role {
    /// Every role.
    pub(crate) const ALL: [Self; 18] = [
        Self::Ink,
        Self::InkSoft,
        Self::InkFaint,
        Self::Paper,
        Self::Grid,
        Self::Axis,
        Self::Lane,
        Self::Band,
        Self::Centre,
        Self::Limit,
        Self::Trace,
        Self::Marker,
        Self::Event,
        Self::Start,
        Self::Verified,
        Self::Improving,
        Self::Concerning,
        Self::Steady,
    ];

    /// Name in the classes `ev-fill-…` and `ev-stroke-…`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ink => "ink",
            Self::InkSoft => "ink-soft",
            Self::InkFaint => "ink-faint",
            Self::Paper => "paper",
            Self::Grid => "grid",
            Self::Axis => "axis",
            Self::Lane => "lane",
            Self::Band => "band",
            Self::Centre => "centre",
            Self::Limit => "limit",
            Self::Trace => "trace",
            Self::Marker => "marker",
            Self::Event => "event",
            Self::Start => "start",
            Self::Verified => "verified",
            Self::Improving => "improving",
            Self::Concerning => "concerning",
            Self::Steady => "steady",
        }
    }

    /// Colour on a light background. Every colour of text has a contrast of 4.5 to 1 or more.
    pub(crate) fn colour(self) -> &'static str {
        match self {
            Self::Ink => "#15242e",
            Self::InkSoft => "#4a5b66",
            Self::InkFaint => "#5d6d77",
            Self::Paper => "#ffffff",
            Self::Grid => "#e8edec",
            Self::Axis => "#b7c3c8",
            Self::Lane => "#e8edec",
            Self::Band => "#edf2f4",
            Self::Centre => "#4a5b66",
            Self::Limit => "#6b7a85",
            Self::Trace => "#84929c",
            Self::Marker => "#0f3d4c",
            Self::Event => "#135467",
            Self::Start => "#a1260d",
            Self::Verified => "#1f6b3a",
            Self::Improving => "#0a63ad",
            Self::Concerning => "#b8530a",
            Self::Steady => "#6f7f8b",
        }
    }
}

/// Names of the colour roles: each may appear as the class `ev-fill-NAME` and `ev-stroke-NAME`.
#[must_use]
pub fn colour_roles() -> Vec<&'static str> {
    Role::ALL.iter().map(|r| r.name()).collect()
}
