//! The one integration test binary: a module a subject. Those that run the binary want Unix: terminals, signals,
//! modes and shells.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a skipped test says so")]

#[cfg(unix)]
mod assume_role;
#[cfg(unix)]
mod at_the_prompt;
#[cfg(unix)]
mod aws_profiles;
#[cfg(unix)]
mod clients;
#[cfg(unix)]
mod commands;
mod completions;
#[cfg(unix)]
mod config_import;
#[cfg(unix)]
mod config_init;
#[cfg(unix)]
mod credential_process;
#[cfg(unix)]
mod doctor;
#[cfg(unix)]
mod endless;
#[cfg(unix)]
mod handover;
#[cfg(unix)]
mod help;
#[cfg(unix)]
mod in_shell;
#[cfg(unix)]
mod ini;
#[cfg(unix)]
mod init;
#[cfg(unix)]
mod kept;
#[cfg(target_os = "linux")]
mod keyring;
#[cfg(unix)]
mod parallel;
#[cfg(unix)]
mod prompt_hook;
#[cfg(unix)]
mod refusals;
#[cfg(unix)]
mod roles;
#[cfg(unix)]
mod save;
#[cfg(unix)]
mod secrets;
#[cfg(unix)]
mod settings;
mod shells;
#[cfg(unix)]
mod sign_in;
mod standin;
#[cfg(unix)]
mod store;
#[cfg(unix)]
mod sts;
#[cfg(unix)]
mod support;
#[cfg(unix)]
mod tab;
