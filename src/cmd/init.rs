//! `init`: the scripts of `shell/`, with what they cannot know before them.

use crate::cli::Init;
use crate::cmd::integration::{CALLER, Look, MARKS, PATH, USUAL_REGION, fingerprint, scripts};
use crate::config::paths;
use crate::env::Env;
use crate::error::Result;
use crate::output;
use crate::role::is_account;
use crate::shell::{Change, Shell};

/// # Errors
/// The path of the binary cannot be written for this shell.
pub fn run(args: &Init) -> Result<()> {
    let [function, completion, prompt] = scripts(args.shell);
    let mut code = header(args.shell)?;
    code.push_str(function);
    if !args.no_completion {
        code.push_str(completion);
    }
    // Last: a PROMPT_COMMAND that may not be changed ends the evaluation there.
    if !args.no_prompt {
        code.push_str(prompt);
    }
    output::answer(&code)
}

fn header(shell: Shell) -> Result<String> {
    let env = Env::current();
    let config = env.get("OL_AWS_CONFIG").map(Into::into).or_else(|| paths::config_file().ok());
    let active = env.get("OL_AWS_ROLE").zip(env.get("OL_AWS_ACCOUNT_ID"));
    // An account is digits, and a variable may hold anything.
    let active = active.filter(|(_, account)| is_account(account));
    let look = Look::at_start(&config.unwrap_or_default(), active);
    // Without a path, or with one that is not UTF-8, the function finds the binary on PATH.
    let path = std::env::current_exe().ok().and_then(|path| path.into_os_string().into_string().ok());
    let path = path.unwrap_or_default();
    let caller = format!("{} {}", shell.name(), fingerprint(shell));
    let changes =
        [(PATH, path.as_str()), (CALLER, &caller), (USUAL_REGION, &look.usual_region), (MARKS, &look.marks)]
            .map(|(name, value)| {
                // A value that cannot be written is as good as none, as above.
                let carried = !value.contains(char::is_control);
                Change::Keep(name, if carried { value } else { "" })
            });
    Ok(shell.format().render(&changes)?.to_string())
}
