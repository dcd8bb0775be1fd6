//! `credential-process`: the JSON that the AWS SDKs read (AWS SDKs and Tools Reference Guide, "Process credential
//! provider"). They run it for themselves, often without a terminal, and many at a time.

use secrecy::ExposeSecret as _;
use serde::Serialize;
use zeroize::Zeroizing;

use super::setup::{self, About};
use crate::cli::{CredentialProcess, SignInOptions};
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
    let by_hand = by_hand(args.target.as_deref(), &args.options);
    answer(&mut setup::run(args.options, About::Role(args.target))?, &by_hand)
}

/// A session of a run, as JSON. `by_hand` is the command that signs in.
///
/// # Errors
/// As [`run`].
pub fn answer(run: &mut Run, by_hand: &str) -> Result<()> {
    // A session that was asked for so short would else be renewed at every call.
    let half = run.settings.session_length().seconds().map_or(MIN_TTL, |seconds| u64::from(seconds) / 2);
    run.settings.default_min_ttl(MIN_TTL.min(half));
    let values = Values::of(flow::session(run, flow::FREELY).map_err(|error| match error.status {
        // The SDK shows our words where nobody can be asked.
        Status::Ask => error.hint(format!("sign in at a terminal, then try again: {by_hand}")),
        _ => error,
    })?);
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

/// The command that signs in for the same role. Never the words of the command line: they may hold a secret.
pub fn by_hand(target: Option<&str>, options: &SignInOptions) -> String {
    let mut words = vec!["ol-aws".to_owned(), "login".to_owned()];
    words.extend(target.map(str::to_owned));
    let role = [
        ("--aws-account-id", &options.aws_account_id),
        ("--aws-role-name", &options.aws_role_name),
        ("--duration", &options.duration),
    ];
    let role = role.into_iter().filter_map(|(option, value)| Some((option, value.clone()?)));
    for (option, value) in options.who().into_iter().chain(role) {
        words.extend([option.to_owned(), value]);
    }
    shell_words::join(words)
}
