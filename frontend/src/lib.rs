//! The only crate that knows HTML.
//!
//! Invariants:
//! - Page structs have plain public fields and know neither the database nor HTTP: the backend fills them, and dates,
//!   prices and enum labels arrive as text that is ready to be read.
//! - Everything that comes from a person is escaped by askama. The single value that is printed raw is the JSON-LD
//!   block, which [`head`] builds with serde_json and makes safe for a script element.
//! - No inline script or style, so the content security policy can stay at `default-src 'self'`; bars are SVG.
//! - Every page is complete without JavaScript; `static/site.js` only adds suggestions while typing.

pub mod assets;
pub mod head;
pub mod layout;
pub mod pages;
pub mod view;

pub use askama::Template;
pub use head::Head;
pub use layout::Layout;
