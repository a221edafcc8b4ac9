//! Several sites of one provider: one ratio for all of them, and each beside the others.

pub(crate) mod convolution;
pub mod funnel;
pub mod site;
pub mod stratified;
