//! TAB in the real shells: what is completed, how it is quoted, and that nobody is asked for it.

use std::path::Path;

use crate::init::binary_at;
use crate::standin::StandIn;
use crate::support::shell::typed;
use crate::support::{Case, installed};

const SHELLS: [&str; 3] = ["bash", "zsh", "fish"];

/// The line of an rc file, with the binary where it is: on no PATH.
fn init(shell: &str, binary: &Path) -> String {
    let binary = binary.display().to_string();
    match shell {
        "fish" => format!("'{}' init fish --no-prompt | source", binary.replace('\'', "\\'")),
        _ => format!("eval \"$({} init {shell} --no-prompt)\"", shell_words::quote(&binary)),
    }
}

/// What an rc file does: it starts the integration. Then, a function of the name, which no TAB may call.
fn setup(shell: &str) -> String {
    setup_at(shell, Path::new(env!("CARGO_BIN_EXE_ol-aws")))
}

fn setup_at(shell: &str, binary: &Path) -> String {
    let init = init(shell, binary);
    match shell {
        "bash" => format!("{init}\nol-aws() {{ touch called; }}\nset -u"),
        "zsh" => format!(
            "autoload -Uz compinit && compinit -D -u\n{init}\nol-aws() {{ touch called; }}\nsetopt no_unset"
        ),
        _ => format!("{init}\nfunction ol-aws; touch called; end"),
    }
}

/// Checks lines, each with the words that its last one becomes, and that the stand-in heard nothing.
fn completes(stand: &StandIn, case: &mut Case<'_>, shell: &str, setup: &str, lines: &[(&str, &str)]) {
    let before = stand.requests().len();
    let keys: Vec<&str> = lines.iter().map(|(keys, _)| *keys).collect();
    let (words, drawn) = typed(case, shell, setup, &keys);
    for ((keys, last), words) in lines.iter().zip(&words) {
        assert_eq!(words.last().map(String::as_str), Some(*last), "{shell}: {keys:?} {words:?}\n{drawn}");
    }
    assert_eq!(words.len(), lines.len(), "{shell}: {words:?}");
    assert_eq!(stand.requests().len(), before, "{shell}: a TAB asked a service");
    for trace in ["called", "pwned"] {
        assert!(!case.path("work").join(trace).exists(), "{shell}: {trace}\n{drawn}");
    }
    assert!(!drawn.contains("ol-aws: "), "{shell}\n{drawn}");
}

/// Whether the package is there, with git's completion in it; with `CI=true` on Linux it must be.
fn has_bash_completion() -> bool {
    let files = ["bash_completion", "completions/git"];
    let has = files.iter().all(|file| Path::new("/usr/share/bash-completion").join(file).exists());
    if !has {
        let must = cfg!(target_os = "linux") && std::env::var("CI").as_deref() == Ok("true");
        assert!(!must, "bash-completion must be installed in CI");
        eprintln!("skipped: bash-completion is not installed");
    }
    has
}

fn kept<'a>(stand: &'a StandIn, user: &str) -> Case<'a> {
    let mut case = Case::new(stand);
    case.keeping().user(user).line("roles").run().quietly();
    case
}

#[test]
fn the_roles_of_the_last_sign_in_are_completed() {
    let stand = StandIn::start();
    for shell in SHELLS {
        if installed(shell).is_none() {
            continue;
        }
        let mut case = kept(&stand, "plain");
        case.file("work/notes.txt", "");
        completes(
            &stand,
            &mut case,
            shell,
            &setup(shell),
            &[
                ("ol-aws exec prod/Re\t", "prod/ReadOnly"),
                ("ol-aws exec PROD/re\t", "prod/ReadOnly"),
                ("ol-aws exec pro\tRe\t", "prod/ReadOnly"),
                ("ol-aws exec 111111111111/R\t", "111111111111/ReadOnly"),
                ("ol-aws exec arn:aws:iam::4\t", "arn:aws:iam::444444444444:role/BillingView"),
                ("ol-aws exec 'prod/Re\t", "prod/ReadOnly"),
                ("ol-aws exec \"prod/Re\t", "prod/ReadOnly"),
                ("ol-aws login prod/Admin dev/D\t", "dev/Deploy"),
                ("ol-aws exec data/t\t", "data/team/data/Admin"),
                ("ol-aws exec -p au\t", "audit"),
                ("ol-aws exec --profile=au\t", "--profile=audit"),
                ("ol-aws exec --saml-a\t", "--saml-api-version"),
                ("ol-aws env --shell pow\t", "powershell"),
                ("ol-aws comple\t", "completions"),
                ("ol-aws exec --config no\t", "notes.txt"),
                ("ol-aws exec --config=no\t", "--config=notes.txt"),
                ("ol-aws exec 'prod-*/Re'\t", "prod-*/Re"),
            ],
        );
    }
}

#[test]
fn behind_the_dashes_the_command_completes_itself() {
    let stand = StandIn::start();
    let git = Path::new("/usr/share/bash-completion/completions/git");
    let package = has_bash_completion();
    for shell in SHELLS {
        if installed(shell).is_none() || installed("git").is_none() {
            continue;
        }
        let mut case = kept(&stand, "plain");
        case.file("work/notes.txt", "");
        let mut setup = setup(shell);
        let mut lines = vec![
            ("ol-aws exec prod/Admin \t", "--"),
            ("ol-aws exec prod/Admin -- printen\t", "printenv"),
            ("ol-aws exec arn:aws:iam::111111111111:role/Admin --region=x -- printen\t", "printenv"),
            ("ol-aws exec prod/Admin -- cat no\t", "notes.txt"),
        ];
        if shell != "bash" || package {
            lines.push(("ol-aws exec prod/Admin -- git cherry-p\t", "cherry-pick"));
            lines.push(("ol-aws exec arn:aws:iam::111111111111:role/Admin -- git cherry-p\t", "cherry-pick"));
        }
        if shell == "bash" && package {
            setup = format!("source {}\n{setup}\nset +u", git.display());
        }
        completes(&stand, &mut case, shell, &setup, &lines);
    }
}

/// Names that IAM would refuse and a hostile service could send, typed as far as they are one's own.
#[test]
fn hostile_names_are_completed_and_never_run() {
    const NAMES: &[(&str, &str)] = &[
        (r"8/\$", "$(touch pwned)"),
        (r"8/\`", "`touch pwned`"),
        (r"8/a\'", "a'; touch pwned; '"),
        (r#"8/a\""#, "a\"; touch pwned; \""),
        ("8/%", "%PATH%"),
        (r"8/\!", "!history"),
        ("8/tw", "two words"),
        ("8/-", "-rf"),
        ("8/\u{2019}", "\u{2019}; touch pwned; \u{2018}"),
        ("8/Ü", "Überprüfer-管理者"),
        ("'8/tw", "two words"),
        ("\"8/tw", "two words"),
        (r#""8/\$"#, "$(touch pwned)"),
        ("'8/$", "$(touch pwned)"),
        ("'8/a\"", "a\"; touch pwned; \""),
        ("\"8/a'", "a'; touch pwned; '"),
    ];
    let stand = StandIn::start();
    for shell in SHELLS {
        if installed(shell).is_none() {
            continue;
        }
        let mut case = kept(&stand, "plain+hostile");
        let full = |short: &str| short.replacen("8/", "888888888888/", 1);
        let lines: Vec<(String, String)> = NAMES
            .iter()
            .map(|(typed, name)| (format!("ol-aws exec {}\t", full(typed)), full(&format!("8/{name}"))))
            .collect();
        let lines: Vec<(&str, &str)> = lines.iter().map(|(keys, last)| (&**keys, &**last)).collect();
        completes(&stand, &mut case, shell, &setup(shell), &lines);
        // The whole list on the screen runs nothing either, and moves no cursor.
        let (_, drawn) = typed(&mut case, shell, &setup(shell), &["ol-aws exec 888888888888/\t\t\t"]);
        assert!(!drawn.contains('\u{9b}') && !drawn.contains('\u{202e}'), "{shell}\n{drawn}");
        assert!(!case.path("work/pwned").exists(), "{shell}\n{drawn}");
    }
}

#[test]
fn without_anything_kept_there_is_nothing_and_nobody_is_asked() {
    let stand = StandIn::start();
    for shell in SHELLS {
        if installed(shell).is_none() {
            continue;
        }
        let mut case = Case::new(&stand);
        let lines = [("ol-aws exec pro\t", "pro"), ("ol-aws exec aud\t", "audit")];
        completes(&stand, &mut case, shell, &setup(shell), &lines);
        assert!(!case.path("cache").exists(), "a TAB makes no store");
    }
    for words in [
        "bash -- exec ''",
        "fish -- exec -p nobody ''",
        "zsh -- exec --config /no ''",
        "tcsh -- x",
        "bash",
        "",
    ] {
        Case::new(&stand)
            .line(&format!("__complete {words}"))
            .config("[broken")
            .run()
            .prints("")
            .made(0, 0, 0, 0);
    }
    Case::new(&stand).line("__complete fish -- exec a").run().prints("audit\tprofile\n").made(0, 0, 0, 0);
    let told = Case::new(&stand).line("--help").run();
    assert!(!told.out().contains("__complete"), "{told}");
}

/// Called as bash calls it, with strict flags: stderr stays empty.
#[test]
fn bash_in_strict_mode() {
    if installed("bash").is_none() {
        return;
    }
    let stand = StandIn::start();
    let call = r#"eval "$("$1" init bash --no-prompt)"; shift
        COMP_LINE=$1 COMP_POINT=${#1}; shift; COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _ol_aws ol-aws "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' ${COMPREPLY[@]+"${COMPREPLY[@]}"} | sort -u"#;
    for (line, words, replies) in [
        ("ol-aws exec prod/", "ol-aws exec prod/", "prod/Admin\nprod/ReadOnly\n"),
        ("ol-aws exec -p au", "ol-aws exec -p au", "audit\n"),
        ("ol-aws exec --profile=au", "ol-aws exec --profile = au", "audit\n"),
        ("ol-aws exec arn:aws:iam::4", "ol-aws exec arn : aws : iam :: 4", "444444444444:role/BillingView\n"),
        ("ol-aws exec nothing", "ol-aws exec nothing", "\n"),
        ("ol-aws exec x -- printen", "ol-aws exec x -- printen", "printenv\n"),
        ("ol-aws exec x -- no-such-program ''", "ol-aws exec x -- no-such-program ''", "\n"),
    ] {
        let mut case = kept(&stand, "plain");
        let words = shell_words::split(words).unwrap();
        let shell = ["bash", "--norc", "-euo", "pipefail", "-c", call, "bash"];
        case.args([env!("CARGO_BIN_EXE_ol-aws"), line].into_iter().chain(words.iter().map(String::as_str)));
        case.script(&shell).prints(replies).made(0, 0, 0, 0);
    }
}

/// Many roles go by account: no space is put behind `ACCOUNT/`, and the binary may lie anywhere.
#[test]
fn many_roles_and_an_odd_place() {
    let stand = StandIn::start();
    for shell in SHELLS {
        if installed(shell).is_none() {
            continue;
        }
        let mut case = kept(&stand, "plain+2000");
        let odd = case.path("it's $(touch pwned) \"here\"");
        binary_at(&odd);
        let setup = setup_at(shell, &odd.join("ol-aws"));
        let lines = [
            ("ol-aws exec 10000000019\t9/\t3\t", "100000000199/Role01993"),
            ("ol-aws exec 10000000007\t", "10000000007"),
        ];
        completes(&stand, &mut case, shell, &setup, &lines);
    }
}

#[test]
fn zsh_may_start_its_completion_later_or_never() {
    if installed("zsh").is_none() {
        return;
    }
    let stand = StandIn::start();
    let mut case = kept(&stand, "plain");
    let source = init("zsh", Path::new(env!("CARGO_BIN_EXE_ol-aws")));
    let later = format!("setopt ksh_arrays no_unset\n{source}\nautoload -Uz compinit && compinit -D -u");
    completes(&stand, &mut case, "zsh", &later, &[("ol-aws exec prod/Re\t", "prod/ReadOnly")]);
    completes(&stand, &mut case, "zsh", &source, &[("ol-aws exec prod/Re\t", "prod/Re")]);
}

/// fish reads a package's file at the first TAB; it offers names of files where ours knows better.
#[test]
fn a_packages_script_for_fish_stands_back() {
    if installed("fish").is_none() {
        return;
    }
    let stand = StandIn::start();
    let mut case = kept(&stand, "plain");
    case.line("completions fish");
    let package = case.run().out().to_owned();
    case.file("config/fish/completions/ol-aws.fish", &package).file("work/notes.txt", "");
    let lines = [("ol-aws exec -p no\t", "no"), ("ol-aws exec prod/Re\t", "prod/ReadOnly")];
    completes(&stand, &mut case, "fish", &setup("fish"), &lines);
    // Without the integration it is what there is.
    let alone = "function ol-aws; touch called; end";
    completes(&stand, &mut case, "fish", alone, &[("ol-aws exec --saml-a\t", "--saml-api-version")]);
}

/// The other scripts are run above; PowerShell's is parsed.
#[test]
fn the_script_for_powershell_parses() {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).unwrap();
    let code = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/shell/complete.ps1")).unwrap();
    let tree = parser.parse(&code, None).unwrap();
    assert!(!tree.root_node().has_error(), "{}", tree.root_node().to_sexp());
}

/// With bash-completion, which loads the command's own completion by itself, and breaks words in its own way.
#[test]
fn bash_completion_is_used_where_it_is() {
    let package = Path::new("/usr/share/bash-completion/bash_completion");
    if installed("bash").is_none() || !has_bash_completion() {
        return;
    }
    let stand = StandIn::start();
    let mut case = kept(&stand, "plain");
    case.file("work/notes.txt", "");
    let setup = format!("source {}\n{}\nset +u", package.display(), setup("bash"));
    let lines = [
        ("ol-aws exec prod/Re\t", "prod/ReadOnly"),
        ("ol-aws exec arn:aws:iam::4\t", "arn:aws:iam::444444444444:role/BillingView"),
        ("ol-aws exec --profile=au\t", "--profile=audit"),
        ("ol-aws exec --config=no\t", "--config=notes.txt"),
        ("ol-aws exec prod/Admin -- printen\t", "printenv"),
        ("ol-aws exec prod/Admin -- git cherry-p\t", "cherry-pick"),
        ("ol-aws exec arn:aws:iam::111111111111:role/Admin --region=x -- git cherry-p\t", "cherry-pick"),
    ];
    completes(&stand, &mut case, "bash", &setup, &lines);
}
