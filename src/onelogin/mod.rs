//! OneLogin's API, versions 1 and 2: token, assertion, verify. Knows nothing of AWS, and asks nobody anything.
//!
//! Source: OneLogin's API reference ("Generate SAML Assertion", "Verify Factor", "Generate Tokens v2"), and the
//! shapes seen by its clients, where they differ.

mod client;
mod error;
mod factor;
mod wire;

pub use client::{Client, Login, revoke};
pub use error::OneLoginError;
pub use factor::{Device, Method};
pub use wire::{Challenge, Reply};
