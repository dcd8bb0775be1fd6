//! The one integration test binary: a module a subject.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a skipped test says so")]

#[cfg(unix)]
mod handover;
#[cfg(unix)]
mod patience;
#[cfg(unix)]
mod refusals;
#[cfg(unix)]
mod roles;
mod shells;
#[cfg(unix)]
mod sign_in;
mod standin;
#[cfg(unix)]
mod sts;
#[cfg(unix)]
mod support;
