//! What is generated from the command line's types: static scripts, committed in `completions/`, and the manual.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::support::Case;

#[test]
fn the_committed_scripts_are_those_that_are_generated() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    for (shell, file) in
        [("bash", "ol-aws.bash"), ("zsh", "_ol-aws"), ("fish", "ol-aws.fish"), ("powershell", "_ol-aws.ps1")]
    {
        let ran = Case::bare().args(["completions", shell]).run();
        let generated = ran.quietly().out();
        let path = folder.join(file);
        if std::env::var_os("OL_AWS_UPDATE").is_some() {
            std::fs::write(&path, generated).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == generated,
            "completions/{file} is old: OL_AWS_UPDATE=1 cargo test committed_scripts"
        );
    }
    Case::bare().line("completions tcsh").run().fails(2, &["tcsh"]);
}

#[test]
fn the_manual_has_a_page_a_command() {
    let mut case = Case::bare();
    let folder = case.path("share/man1");
    case.args([std::ffi::OsStr::new("man"), folder.as_os_str()]).run().prints("");
    for (page, says) in [
        ("ol-aws.1", "ol\\-aws\\-exec(1)"),
        ("ol-aws-exec.1", "[TARGET] [\\-\\- <CMD>...]"),
        ("ol-aws-config-show.1", "\\-\\-json"),
        ("ol-aws-env.1", "\neval \"$(ol\\-aws env prod/Admin)\"\n"),
    ] {
        let text =
            std::fs::read_to_string(folder.join(page)).unwrap_or_else(|error| panic!("{page}: {error}"));
        assert!(text.contains(says), "{page}:\n{text}");
        assert!(!text.contains("__complete"), "{page}");
        assert_eq!(
            std::fs::metadata(folder.join(page)).unwrap().permissions().mode() & 0o444,
            0o444,
            "{page}"
        );
    }
    let told = std::fs::read_dir(&folder).unwrap().count();
    case.run().prints("");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), told, "written again, nothing is left over");
    case.line("man /dev/null/x").run().fails(1, &["/dev/null/x"]);
}
