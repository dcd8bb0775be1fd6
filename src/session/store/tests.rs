use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use tempfile::TempDir;
use zeroize::Zeroizing;

use super::super::key::Place;
use super::*;

/// What it is, and how it comes about.
type Damage = (&'static str, fn(&Path));

const PARTS: [&str; 2] = ["acme", "prod/Admin"];

fn store(folder: &TempDir, key: u8) -> Store {
    let bytes = Zeroizing::new([key; 32]);
    Store { folder: folder.path().to_owned(), key: Key { bytes, place: Place::System } }
}

fn kept() -> (TempDir, Store, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder, 1);
    store.put(Kind::Session, &PARTS, &"a session".repeat(20)).unwrap();
    let path = folder.path().join(store.name(Kind::Session, &PARTS));
    assert!(get(&store).is_some());
    (folder, store, path)
}

fn get(store: &Store) -> Option<String> {
    store.get(Kind::Session, &PARTS)
}

#[test]
fn every_byte_counts() {
    let (_folder, store, path) = kept();
    let whole = fs::read(&path).unwrap();
    for at in 0..whole.len() {
        for flip in [0x01, 0xff] {
            let mut damaged = whole.clone();
            damaged[at] ^= flip;
            fs::write(&path, damaged).unwrap();
            assert_eq!(get(&store), None, "byte {at}");
        }
        fs::write(&path, &whole[..at]).unwrap();
        assert_eq!(get(&store), None, "{at} bytes");
        fs::write(&path, [&whole[..at], &[0], &whole[at..]].concat()).unwrap();
        assert_eq!(get(&store), None, "a byte more at {at}");
    }
    fs::write(&path, [whole.as_slice(), b"\n"].concat()).unwrap();
    assert_eq!(get(&store), None);
    fs::write(&path, whole).unwrap();
    assert!(get(&store).is_some());
}

#[test]
fn what_is_in_another_files_place_does_not_open() {
    let (folder, store, path) = kept();
    let names = [
        store.name(Kind::Session, &["acme", "prod/Other"]),
        store.name(Kind::Session, &["acmep", "rod/Admin"]),
        store.name(Kind::Session, &["acme", "prod/Admin", ""]),
        store.name(Kind::Token, &PARTS),
    ];
    for name in names {
        assert_ne!(path, folder.path().join(&name));
        fs::copy(&path, folder.path().join(&name)).unwrap();
        assert!(store.read::<String>(&name).is_none(), "{name}");
    }
    assert_eq!(store.all::<String>(Kind::Session).len(), 1);
}

#[test]
fn another_key_opens_nothing_and_finds_nothing() {
    let (folder, store_1, path) = kept();
    let store_2 = store(&folder, 2);
    assert_eq!(get(&store_2), None);
    fs::rename(path, folder.path().join(store_2.name(Kind::Session, &PARTS))).unwrap();
    assert_eq!((get(&store_2), get(&store_1)), (None, None));
    assert!(store_2.all::<String>(Kind::Session).is_empty());
    assert_eq!(store_2.forget(Kind::Session, |_: &String| true), 0);
    assert_eq!(store_2.forget_all(None), 1);
}

#[test]
fn what_is_no_file_of_ours_is_absent_and_replaced() {
    let make: &[Damage] = &[
        ("empty", |path| fs::write(path, "").unwrap()),
        ("magic", |path| fs::write(path, MAGIC).unwrap()),
        ("text", |path| fs::write(path, "{\"owner\": null}").unwrap()),
        ("huge", |path| fs::File::create(path).unwrap().set_len(LARGEST + 1).unwrap()),
        ("pipe", |path| nix::unistd::mkfifo(path, nix::sys::stat::Mode::S_IRWXU).unwrap()),
        ("loop", |path| std::os::unix::fs::symlink(path, path).unwrap()),
        ("endless", |path| std::os::unix::fs::symlink("/dev/zero", path).unwrap()),
        ("nowhere", |path| std::os::unix::fs::symlink("/no/such/file", path).unwrap()),
    ];
    for (what, make) in make {
        let (_folder, store, path) = kept();
        fs::remove_file(&path).unwrap();
        make(&path);
        assert_eq!(get(&store), None, "{what}");
        assert!(store.all::<String>(Kind::Session).is_empty(), "{what}");
        // Never by way of a link.
        store.put(Kind::Session, &PARTS, &"new").unwrap();
        assert!(fs::symlink_metadata(&path).unwrap().is_file(), "{what}");
        assert_eq!(get(&store).as_deref(), Some("new"), "{what}");
    }
    let (_folder, store, path) = kept();
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert_eq!(get(&store), None);
    store.put(Kind::Session, &PARTS, &"new").unwrap_err();
    store.remove(Kind::Session, &PARTS);
}

#[test]
fn what_another_version_kept_is_absent() {
    let (_folder, store, path) = kept();
    let mut other = fs::read(&path).unwrap();
    other[MAGIC.len() - 1] = b'2';
    fs::write(&path, other).unwrap();
    assert_eq!(get(&store), None);
    // The right key and name, but of another shape.
    store.put(Kind::Session, &PARTS, &42).unwrap();
    assert_eq!(get(&store), None);
}

#[test]
fn files_are_private_and_tell_nothing() {
    let (folder, store, path) = kept();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let first = fs::read(&path).unwrap();
    store.put(Kind::Session, &PARTS, &"a session".repeat(20)).unwrap();
    assert_ne!(fs::read(&path).unwrap(), first, "a nonce is used once");
    let name = path.file_name().unwrap().to_str().unwrap();
    assert!(!name.contains("acme") && !first.windows(9).any(|part| part == b"a session"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
}

#[test]
fn what_is_too_old_to_be_of_use_is_swept() {
    let (folder, store, path) = kept();
    let old = |name: &str, hours: u64| {
        let path = folder.path().join(name);
        let file = fs::File::options().create(true).append(true).open(&path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(hours * 3600)).unwrap();
        path
    };
    let gone = [old("session-a", 14), old("token-a", 14), old(".tmpa", 14), old("roles-a", 31 * 24)];
    let stay = [path, old("session-b", 11), old("roles-b", 14), old("refusal-b", 14), old("mine", 9999)];
    store.sweep();
    assert!(gone.iter().all(|path| !path.exists()));
    assert!(stay.iter().all(|path| path.exists()));
}
