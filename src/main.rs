//! The page: mounts the troubleshooter.
fn main() {}
