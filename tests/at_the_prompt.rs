//! The integration as a person has it: a line in the start-up file, a terminal, a prompt.

use crate::standin::StandIn;
use crate::support::{Case, DOWN, Screen, config, installed};

/// How a shell is started, and where its start-up file lies beneath the home.
struct Shell {
    name: &'static str,
    words: &'static [&'static str],
    file: &'static str,
    /// The person's own settings, with a prompt that shows how the last command ended.
    own: &'static str,
    start: &'static str,
    set: &'static str,
}

const SHELLS: [Shell; 3] = [
    Shell {
        name: "bash",
        words: &["bash", "--noprofile", "--rcfile", "../.bashrc", "-i"],
        file: ".bashrc",
        own: "own() { ended=$?; hooks=${hooks-}x; }\nPROMPT_COMMAND=own\nPS1='mine ${hooks:+hooked }$ended> '\n",
        start: "eval \"$(ol-aws init bash)\"\n",
        set: "export ",
    },
    Shell {
        name: "zsh",
        words: &["zsh", "-d", "-i"],
        file: ".zshrc",
        own: "own() { hooked=hooked }\nprecmd_functions=(own)\nsetopt prompt_subst\nPROMPT='mine $hooked %?> '\n",
        start: "eval \"$(ol-aws init zsh)\"\n",
        set: "export ",
    },
    Shell {
        name: "fish",
        words: &["fish", "-i"],
        file: "config/fish/config.fish",
        own: "function fish_greeting; end\nfunction fish_prompt\necho -n \"mine hooked $status> \"\nend\n",
        start: "ol-aws init fish | source\n",
        set: "set -gx ",
    },
];

/// Runs for each shell that there is, at its first prompt.
fn at_the_prompt(
    stand: &StandIn,
    prepare: impl Fn(&Shell, &mut Case),
    run: impl Fn(&Shell, &Case, &mut Screen),
) {
    for shell in &SHELLS {
        if installed(shell.name).is_none() {
            continue;
        }
        let mut case = Case::new(stand);
        let rc = format!("{}{}{}", shell.own, shell.start, shell.start);
        case.keeping().file(shell.file, &rc).env("NO_COLOR", "1");
        prepare(shell, &mut case);
        let mut screen = case.shell_on_terminal(shell.words);
        screen.sees("mine hooked 0> ");
        run(shell, &case, &mut screen);
        screen.types("exit\r").closes();
        for sign in [shell.name.to_owned() + ":", "command not found".to_owned(), "panicked".to_owned()] {
            assert!(!screen.text().contains(&sign), "{}: {}", shell.name, screen.text());
        }
    }
}

#[test]
fn a_working_day() {
    let stand = StandIn::start();
    at_the_prompt(
        &stand,
        |_, _| {},
        |_, _, screen| {
            screen.types("ol-aws use prod/Admin\r").sees("prod/Admin ").sees("m mine hooked 0> ");
            // By its profile, in another region than the usual one.
            screen.types("ol-aws use dev\r").sees("dev/Admin us-west-2 ").sees("m mine hooked 0> ");
            screen.types("ol-aws use -\r").sees("prod/Admin ").sees("m mine hooked 0> ");
            screen
                .types("ol-aws use nobody\r")
                .sees("no role matches `nobody`")
                .sees("prod/Admin ")
                .sees("m mine hooked 5> ");
            screen.types("ol-aws use\r").sees("Role:").types("Deploy").sees("> dev/Deploy");
            screen.types("\r").sees("dev/Deploy ").sees("m mine hooked 0> ");
            // Esc, and Ctrl-C.
            screen
                .types("ol-aws use\r")
                .sees("Role:")
                .types(DOWN)
                .types("\u{1b}")
                .sees("dev/Deploy ")
                .sees("m mine hooked 130> ");
            screen
                .types("ol-aws use\r")
                .sees("Role:")
                .types("\u{3}")
                .sees("dev/Deploy ")
                .sees("m mine hooked 130> ");
            screen.types("ol-aws exec -- sh -c 'exit 42'\r").sees("dev/Deploy ").sees("m mine hooked 42> ");
            screen
                .types("ol-aws exec -- printenv OL_AWS_ROLE\r")
                .sees("\ndev/Deploy\n")
                .sees("mine hooked 0> ");
            screen.types("ol-aws unset\r").sees("mine hooked 0> ");
            screen.types("printenv AWS_REGION\r").sees("mine hooked 1> ");
        },
    );
}

#[test]
fn time_runs_out() {
    let stand = StandIn::start();
    at_the_prompt(
        &stand,
        |_, case| {
            let text = config().replace("= \"prod\"", "= { alias = \"prod\", color = \"blue\" }");
            case.config(&text).without("NO_COLOR").env("OL_AWS_ACCOUNT_ID", "111111111111");
        },
        |shell, _, screen| {
            let mut at = |seconds: i64, shown: &str, sgr: &str| {
                let at = jiff::Timestamp::now().as_second() + seconds;
                let set = shell.set;
                let equals = if shell.name == "fish" { " " } else { "=" };
                screen.types(&format!(
                    "{set}OL_AWS_ROLE{equals}prod/Admin; {set}OL_AWS_EXPIRES_AT{equals}{at}\r"
                ));
                let drawn = screen.drawn().len();
                screen.sees(shown).sees("mine");
                let drawn = screen.drawn()[drawn..].to_owned();
                assert!(
                    drawn.contains("\u{1b}[34mprod/Admin") && drawn.contains(sgr),
                    "{}: {drawn:?}",
                    shell.name
                );
            };
            at(7230, "prod/Admin 2h00m ", "[32m");
            at(930, "prod/Admin 15m ", "[32m");
            at(890, "prod/Admin 14m ", "[33m");
            at(30, "prod/Admin 0m ", "[33m");
            at(-1, "prod/Admin expired ", "[31m");
            screen.types("echo again\r").sees("\nagain\n").sees("prod/Admin expired mine hooked 0> ");
            let text = screen.text();
            assert_eq!(
                text.matches(
                    "ol-aws: warning: the session of prod/Admin has expired\n  hint: ol-aws use prod/Admin\n"
                )
                .count(),
                1
            );
        },
    );
}

/// The colour of its profile in a shell that was started with a role, and red where one must be confirmed.
#[test]
fn roles_have_their_colours() {
    let stand = StandIn::start();
    at_the_prompt(
        &stand,
        |_, case| {
            let text = config()
                .replace("= \"data\"", "= { alias = \"data\", confirm = true }")
                .replace("[profile.dev]", "[profile.dev]\ncolor = \"magenta\"");
            case.config(&text).without("NO_COLOR");
            case.env("OL_AWS_ROLE", "dev/Admin").env("OL_AWS_ACCOUNT_ID", "222222222222");
        },
        |shell, _, screen| {
            let first = screen.drawn();
            assert!(first.contains("\u{1b}[35mdev/Admin"), "{}: {first:?}", shell.name);
            screen.types("ol-aws use data/Admin\r").sees("data/").types("y\r").sees("data/team/data/Admin ");
            screen.sees("mine hooked 0> ");
            let drawn = screen.drawn();
            assert!(drawn.contains("\u{1b}[31mdata/team/data/Admin"), "{}: {drawn:?}", shell.name);
        },
    );
}

/// What each of the shells would expand in a prompt of its own.
const HOSTILE: &str = "x/$(touch p)`touch p`%F{red}\\u!!";

#[test]
fn a_hostile_name_is_shown_and_not_run() {
    let stand = StandIn::start();
    at_the_prompt(
        &stand,
        |_, case| {
            case.env("OL_AWS_ROLE", format!("{HOSTILE}\u{1b}]0;t\u{7}"));
            case.env("OL_AWS_EXPIRES_AT", "1$(touch p)").env("AWS_REGION", "[$(touch p)]");
        },
        |shell, case, screen| {
            screen.types("echo again\r").sees("\nagain\n").sees("mine hooked 0> ");
            let text = screen.text();
            assert!(text.contains(HOSTILE), "{}: {text:?}", shell.name);
            assert!(!screen.drawn().contains("\u{1b}]0;t\u{7}"), "{}", shell.name);
            assert!(!case.path("work/p").exists(), "{}", shell.name);
        },
    );
}

/// What starship leaves in a shell, beside its prompt.
fn starship(shell: &Shell) -> &'static str {
    match shell.name {
        "bash" => "starship_precmd() { :; }\nexport STARSHIP_SHELL=bash\n",
        "zsh" => "prompt_starship_precmd() { : }\nexport STARSHIP_SHELL=zsh\n",
        _ => {
            "function fish_prompt\nset STARSHIP_KEYMAP insert\necho -n 'mine hooked 0> '\nend\nset -gx STARSHIP_SHELL fish\n"
        }
    }
}

#[test]
fn the_prompt_is_left_to_those_who_draw_the_role() {
    let stand = StandIn::start();
    let lapsed = |case: &mut Case| {
        case.env("OL_AWS_ROLE", "prod/Admin").env("OL_AWS_EXPIRES_AT", "1");
    };
    let left = |shell: &Shell, _: &Case, screen: &mut Screen| {
        assert!(!screen.text().contains("prod/Admin expired"), "{}: {}", shell.name, screen.text());
        assert!(screen.text().contains("hint: ol-aws use prod/Admin"), "{}", shell.name);
    };
    let drawn = |_: &Shell, _: &Case, screen: &mut Screen| {
        screen.types("\r").sees("prod/Admin expired mine hooked ");
    };
    let starship = |shell: &Shell, case: &mut Case| {
        case.file(shell.file, &format!("{}{}{}", shell.own, starship(shell), shell.start));
        lapsed(case);
    };
    at_the_prompt(&stand, starship, left);
    // starship in the shell that this one was started from is none in this one.
    let elsewhere = |shell: &Shell, case: &mut Case| {
        case.env("STARSHIP_SHELL", shell.name);
        lapsed(case);
    };
    at_the_prompt(&stand, elsewhere, drawn);
}

/// It makes PROMPT anew each time, by a hook that it puts behind all others at its first prompt.
const P10K: &str = r#"
p10k() { : }
p10k_theme() { PROMPT='mine $hooked %?> '; precmd_functions=(${precmd_functions:#p10k_last} p10k_last) }
p10k_last() { PROMPT='mine $hooked %?> ' }
precmd_functions+=(p10k_theme)
unsetopt prompt_cr
"#;

#[test]
fn powerlevel10k_draws_the_role_only_with_its_element() {
    let Some(_) = installed("zsh") else { return };
    let stand = StandIn::start();
    let shell = &SHELLS[1];
    for (set, ours) in [
        ("", true),
        ("POWERLEVEL9K_LEFT_PROMPT_ELEMENTS=(dir) POWERLEVEL9K_RIGHT_PROMPT_ELEMENTS=(aws_eb_env)", true),
        ("POWERLEVEL9K_LEFT_PROMPT_ELEMENTS=(dir aws)", false),
        ("POWERLEVEL9K_RIGHT_PROMPT_ELEMENTS=(status aws_joined)", false),
        ("POWERLEVEL9K_RIGHT_PROMPT_ELEMENTS=(aws) POWERLEVEL9K_AWS_SHOW_ON_COMMAND='aws|cdk'", true),
    ] {
        let mut case = Case::new(&stand);
        case.file(shell.file, &format!("{}{set}\n{P10K}{}", shell.own, shell.start)).env("NO_COLOR", "1");
        case.env("OL_AWS_ROLE", "prod/Admin").env("OL_AWS_EXPIRES_AT", "1");
        let mut screen = case.shell_on_terminal(shell.words);
        screen.sees("mine hooked 0> ").types("echo a\r").sees("\na\n").sees("mine hooked 0> ");
        let last = screen.types("echo b\r").sees("\nb\n").sees("mine hooked 0> ").text();
        assert_eq!(last.ends_with("\nprod/Admin expired mine hooked 0> "), ours, "{set}\n{last}");
        assert!(last.contains("hint: ol-aws use prod/Admin"), "{set}\n{last}");
        screen.types("exit\r").closes();
    }
}

/// One failure is one: the hook keeps the status without failing itself.
#[test]
fn a_trap_of_failures_hears_of_each_once() {
    let stand = StandIn::start();
    at_the_prompt(
        &stand,
        |shell, case| {
            let trap = match shell.name {
                "bash" => "set -E\ntrap 'echo trapped' ERR\n",
                "zsh" => "trap 'echo trapped' ZERR\n",
                _ => "",
            };
            case.file(shell.file, &format!("{}{}{trap}", shell.own, shell.start));
            case.env("OL_AWS_ROLE", "prod/Admin");
        },
        |shell, _, screen| {
            if shell.name == "fish" {
                return;
            }
            screen.types("sh -c 'exit 4'\r").sees("trapped\n").sees("mine hooked 4> ");
            screen.types("echo again\r").sees("\nagain\n").sees("mine hooked 0> ");
            assert_eq!(screen.text().matches("trapped\n").count(), 1, "{}: {}", shell.name, screen.text());
        },
    );
}

/// zsh's PROMPT without `%`, with and without `$`.
#[test]
fn a_prompt_without_percent_has_the_role_as_text() {
    let Some(_) = installed("zsh") else { return };
    let stand = StandIn::start();
    let shell = &SHELLS[1];
    for option in ["prompt_subst", "no_prompt_subst", "ksh_arrays prompt_subst"] {
        let mut case = Case::new(&stand);
        let own = format!("setopt no_prompt_sp no_prompt_percent {option}\nPROMPT='own > '\n");
        case.file(shell.file, &format!("{own}{}{}", shell.start, shell.start));
        case.env("OL_AWS_ROLE", HOSTILE).env("OL_AWS_EXPIRES_AT", "1");
        let mut screen = case.shell_on_terminal(shell.words);
        let prompt = format!("{HOSTILE} expired own > ");
        screen.sees(&prompt).types("echo a\r").sees(&format!("\na\n{prompt}"));
        screen.types("unset OL_AWS_ROLE\r").sees("\nown > ").types("exit\r").closes();
        assert!(!case.path("work/p").exists(), "{option}");
    }
}

/// Prompts that are defined later, and vi's modes in fish.
#[test]
fn a_later_prompt_of_the_persons_keeps_the_role() {
    let stand = StandIn::start();
    at_the_prompt(
        &stand,
        |_, case| {
            case.env("OL_AWS_ROLE", "prod/Admin");
        },
        |shell, _, screen| {
            let own = match shell.name {
                "fish" => "function fish_prompt; echo -n 'own > '; end; fish_vi_key_bindings",
                _ => "PS1='own > '",
            };
            let mode = if shell.name == "fish" { "[I] " } else { "" };
            screen.types(&format!("{own}\r")).sees(&format!("prod/Admin {mode}own > "));
            screen.types("\r").sees(&format!("prod/Admin {mode}own > "));
        },
    );
}

#[test]
fn ctrl_c_while_waiting_leaves_the_shell_as_it_was() {
    let stand = StandIn::start();
    at_the_prompt(
        &stand,
        |_, case| {
            case.user("push-never");
        },
        |shell, _, screen| {
            screen.types("ol-aws use prod/Admin\r").sees("Approve the sign-in").types("\u{3}");
            // Any command substitution that is interrupted has status 2 in zsh.
            let ended = if shell.name == "zsh" { "mine hooked 2> " } else { "mine hooked 130> " };
            screen.sees(ended).types("ol-aws status\r").sees("mine hooked 0> ");
        },
    );
}

/// A shell that `exec` starts knows nothing of what was before.
#[test]
fn a_shell_that_inherits_a_role_shows_and_leaves_it() {
    let stand = StandIn::start();
    at_the_prompt(
        &stand,
        |_, case| {
            case.env("OL_AWS_ROLE", "dev/Admin")
                .env("OL_AWS_EXPIRES_AT", "1")
                .env("AWS_ACCESS_KEY_ID", "ASIAOLD");
            case.env("AWS_REGION", "us-west-2")
                .env("AWS_DEFAULT_REGION", "us-west-2")
                .env("AWSUME_PROFILE", "dev/Admin");
        },
        |_, _, screen| {
            // As the message says.
            screen.types("ol-aws use dev/Admin\r").sees("dev/Admin us-west-2 ").sees("m mine hooked 0> ");
            screen.types("ol-aws use prod/Admin\r").sees("prod/Admin ").sees("m mine hooked 0> ");
            screen.types("ol-aws use -\r").sees("dev/Admin us-west-2 ").sees("m mine hooked 0> ");
            screen.types("ol-aws unset\r").sees("mine hooked 0> ");
            screen.types("env | grep -c '^AWS_[^E]'\r").sees("mine hooked 1> ");
        },
    );
}
