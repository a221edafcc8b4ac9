//! The mathematics that the methods stand on.

pub mod beta;
pub(crate) mod functions;
pub(crate) mod quadrature;
pub(crate) mod stirling;
pub(crate) mod summation;
pub(crate) mod tails;
