//! `credential-process`: the JSON that the AWS SDKs read (AWS SDKs and Tools Reference Guide, "Process credential
//! provider"). They run it for themselves, often without a terminal, and many at a time.

use secrecy::ExposeSecret as _;
use serde::Serialize;
use zeroize::Zeroizing;

use super::setup::{self, About};
use crate::cli::CredentialProcess;
use crate::error::{Error, Result, Status};
use crate::flow::{self, Run};
use crate::handover::Values;
use crate::output;

/// botocore asks anew from 15 minutes before the end, and gives up 10 minutes before it.
const MIN_TTL: u64 = 15 * 60;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Reply<'a> {
    version: u8,
    access_key_id: &'a str,
    secret_access_key: &'a str,
    session_token: &'a str,
    expiration: &'a str,
}

/// # Errors
/// Whatever keeps a session from being had.
pub fn run(args: CredentialProcess) -> Result<()> {
    answer(&mut setup::run(args.options, About::Role(args.target))?)
}

/// A session of a run, as JSON.
///
/// # Errors
/// As [`run`].
pub fn answer(run: &mut Run) -> Result<()> {
    // A session that was asked for so short would else be renewed at every call.
    let half = run.settings.session_length().seconds().map_or(MIN_TTL, |seconds| u64::from(seconds) / 2);
    run.settings.default_min_ttl(MIN_TTL.min(half));
    let values = Values::of(flow::session(run, flow::FREELY).map_err(by_hand)?);
    let credentials = values.credentials();
    let reply = Reply {
        version: 1,
        access_key_id: &credentials.access_key_id,
        secret_access_key: credentials.secret_access_key.expose_secret(),
        session_token: credentials.session_token.expose_secret(),
        expiration: values.expiration(),
    };
    // Room at once, so that a growing buffer leaves no copies.
    let mut json = Zeroizing::new(Vec::with_capacity(64 << 10));
    serde_json::to_writer(&mut *json, &reply)
        .map_err(|error| Error::new(Status::Failure, "cannot write JSON").because(error))?;
    json.push(b'\n');
    output::answer(&String::from_utf8_lossy(&json))
}

/// Where somebody must be asked and nobody is there, the SDK shows our words: they name the command that signs in.
fn by_hand(error: Error) -> Error {
    if error.status != Status::Ask {
        return error;
    }
    let words: Vec<String> = std::env::args()
        .skip(2)
        .filter(|word| !["--no-input", "--no-login", "--quiet", "-q"].contains(&word.as_str()))
        .collect();
    let gap = if words.is_empty() { "" } else { " " };
    error
        .hint(format!("sign in at a terminal, then try again: ol-aws login{gap}{}", shell_words::join(words)))
}
