//! Sign in to OneLogin, choose an AWS role, put its temporary credentials where work happens.

pub mod error;
pub mod role;
pub mod saml;
pub mod shell;
pub mod target;
