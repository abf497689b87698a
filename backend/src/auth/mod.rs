//! Who is asking: passwords, sessions, and what a viewer may see.

pub mod password;
pub mod session;
pub mod viewer;
