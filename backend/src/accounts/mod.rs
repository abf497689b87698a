//! Accounts: signing up, signing in, memberships, and what administrators do with people.

pub mod api;
pub mod bootstrap;
pub mod dto;
pub mod managers;
pub mod people;
pub mod sign_in;
pub mod sign_up;
pub mod store;
