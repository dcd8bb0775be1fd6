use std::os::unix::fs::{PermissionsExt as _, symlink};

use super::*;

/// What it is, and how it comes about.
type Damage = (&'static str, fn(&Path));

#[test]
fn a_key_in_a_file_is_made_once_and_private() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deeper/key");
    let made = in_file(&path).unwrap();
    assert_eq!(made.place, Place::File(path.clone()));
    assert_eq!(*in_file(&path).unwrap().bytes, *made.bytes);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
}

#[test]
fn a_key_that_is_damaged_or_was_open_to_others_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    let damage: &[Damage] = &[
        ("empty", |path| fs::write(path, "").unwrap()),
        ("short", |path| fs::write(path, [7; 31]).unwrap()),
        ("long", |path| fs::write(path, [7; 33]).unwrap()),
        ("open", |path| fs::set_permissions(path, fs::Permissions::from_mode(0o640)).unwrap()),
        ("loop", |path| fs::remove_file(path).and_then(|()| symlink(path, path)).unwrap()),
        ("pipe", |path| {
            fs::remove_file(path).unwrap();
            nix::unistd::mkfifo(path, nix::sys::stat::Mode::S_IRWXU).unwrap();
        }),
    ];
    for (what, damage) in damage {
        let before = in_file(&path).unwrap();
        damage(&path);
        let after = in_file(&path).unwrap();
        assert_ne!(*after.bytes, *before.bytes, "{what}");
        assert_eq!(*in_file(&path).unwrap().bytes, *after.bytes, "{what}");
        assert!(is_private(&path), "{what}");
    }
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(in_file(&path).is_err());
}
