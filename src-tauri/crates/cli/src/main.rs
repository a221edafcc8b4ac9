//! Evident without a window.
fn main() {}
