//! Step and slope: counts in time order with a change between them (interrupted time series).

pub(crate) mod design;
pub mod interrupted;
pub(crate) mod irls;
pub(crate) mod newey_west;
pub mod pre_trend;
pub(crate) mod small_matrix;
