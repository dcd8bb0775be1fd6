//! The one integration test binary: a module a subject.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a skipped test says so")]

mod shells;
mod standin;
