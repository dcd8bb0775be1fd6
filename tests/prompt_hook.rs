//! bash's prompt hook by itself: it composes with what is there, whatever bash it is, and costs next to nothing.

use std::fs;

use crate::support::{Case, Ran, installed};

/// Draws prompts as bash does: its hooks, each with the last status, and PS1.
const DRAW: &str = r#"
    again() { return "$1"; }
    draw() {
        local ended=$? hook
        for hook in "${PROMPT_COMMAND[@]}"; do again "$ended" || :; set +e; again "$ended"; eval "$hook"; done
        printf '<%s>\n' "${PS1@P}"
    }
    export NO_COLOR=1 OL_AWS_ROLE=prod/Admin OL_AWS_EXPIRES_AT=$(($(date +%s) + 630))
    "#;

fn bash(before: &str, script: &str) -> Ran {
    let init = Case::bare().line("init bash --no-completion").run().out().to_owned();
    let script = format!("set -eu\n{before}\neval \"$(cat ../init.bash)\"\n{DRAW}\n{script}\n");
    Case::bare().file("init.bash", &init).script(&["bash", "--norc", "-c", &script])
}

#[test]
fn it_composes_with_the_hooks_there_are() {
    if installed("bash").is_none() {
        return;
    }
    for (before, hooks, out) in [
        ("unset PROMPT_COMMAND; PS1='$ '", 1, "<prod/Admin 10m $ >\n"),
        ("PROMPT_COMMAND='echo own $?; '; PS1='$ '", 2, "own 3\n<prod/Admin 10m $ >\n"),
        ("PROMPT_COMMAND='echo own $? # a comment'; PS1='$ '", 2, "own 3\n<prod/Admin 10m $ >\n"),
        ("PROMPT_COMMAND=('echo a$?' 'echo b$?'); PS1='$ '", 3, "a3\nb3\n<prod/Admin 10m $ >\n"),
        // A prompt that is made anew each time, and one that begins with an empty line.
        ("PROMPT_COMMAND='PS1=\"new \"'", 2, "<prod/Admin 10m new >\n"),
        ("PS1='\\n$ '", 1, "<\nprod/Admin 10m $ >\n"),
    ] {
        let ran = bash(before, "echo ${#PROMPT_COMMAND[@]}; f() { return 3; }; set +e; f; draw");
        ran.prints(&format!("{hooks}\n{out}"));
    }
    // What comes after sees the status as well, and PS1 is as it was once the role is gone.
    let after = "PROMPT_COMMAND+=('echo after $?'); set +e; (exit 3); draw; unset OL_AWS_ROLE; (exit 4); draw; echo $PS1";
    bash("PS1=mine", after).prints("after 3\n<prod/Admin 10m mine>\nafter 4\n<mine>\nmine\n");
}

/// bash cannot be told to be an older one, but the script can.
#[test]
fn it_works_the_way_of_older_versions() {
    if installed("bash").is_none() {
        return;
    }
    let init = Case::bare()
        .line("init bash --no-completion")
        .run()
        .out()
        .replace("BASH_VERSINFO", "VERSION_OF_BASH");
    for version in ["(3 2)", "(4 2)", "(5 0)"] {
        let script = format!(
            "set -eu; VERSION_OF_BASH={version}; PROMPT_COMMAND='echo own;'; PS1='$ '
             eval \"$(cat ../init.bash)\"; eval \"$(cat ../init.bash)\"
             {DRAW}
             declare -p PROMPT_COMMAND; draw"
        );
        let ran = Case::bare().file("init.bash", &init).script(&["bash", "--norc", "-c", &script]);
        ran.prints(
            "declare -- PROMPT_COMMAND=$'echo own;\\n__ol_aws_prompt && :'\nown\n<prod/Admin 10m $ >\n",
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn it_starts_no_process() {
    let (Some(_), Some(_)) = (installed("bash"), installed("strace")) else { return };
    let case = Case::bare();
    let script =
        "eval \"$(ol-aws init bash)\"; export OL_AWS_ROLE=prod/Admin OL_AWS_EXPIRES_AT=9999999999; PS1='$ '
        : > begun; for i in {1..100}; do __ol_aws_prompt; : \"${PS1@P}\"; done; printf %s \"${PS1@P}\"";
    let ran = case.script(&[
        "strace",
        "-f",
        "-o",
        "trace",
        "-e",
        "trace=process,openat",
        "bash",
        "--norc",
        "-c",
        script,
    ]);
    assert!(ran.quietly().out().contains("prod/Admin"), "{ran}");
    let trace = fs::read_to_string(case.path("work/trace")).unwrap();
    let after = trace.split("\"begun\"").nth(1).expect("the loop has begun");
    assert!(!["clone", "fork", "exec"].iter().any(|call| after.contains(call)), "{after}");
}

/// Of processor time, so that a busy machine changes little.
#[test]
fn it_costs_at_most_300_microseconds() {
    if installed("bash").is_none() {
        return;
    }
    let ran = bash(
        "PS1='\\u@\\h:\\w$ '; TIMEFORMAT='%U %S'",
        "unset NO_COLOR; export AWS_REGION=us-east-1
         { time for i in {1..1000}; do __ol_aws_prompt || :; : \"${PS1@P}\"; done; } 2>&1",
    );
    let seconds: f64 = ran.quietly().out().split_whitespace().map(|part| part.parse::<f64>().unwrap()).sum();
    eprintln!("{:.0} µs a prompt", seconds * 1e3);
    assert!(seconds < 0.3, "{seconds} s for 1000 prompts");
}
