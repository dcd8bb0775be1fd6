//! Links the unwinder into the binary where the system's compiler has it as an archive: to find and load
//! libgcc_s.so.1 costs every start a tenth of a cached `exec`.

use std::env;
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let native = env::var("HOST").is_ok_and(|host| is("TARGET", &host));
    if !native || !is("CARGO_CFG_TARGET_OS", "linux") || !is("CARGO_CFG_TARGET_ENV", "gnu") {
        return;
    }
    let Ok(told) = Command::new("cc").arg("-print-file-name=libgcc_eh.a").output() else { return };
    let path = String::from_utf8_lossy(&told.stdout);
    // What it does not have it tells without a folder.
    let folder = Path::new(path.trim()).parent().filter(|folder| folder.is_absolute());
    if let Some(folder) = folder {
        println!("cargo:rustc-link-search=native={}", folder.display());
        println!("cargo:rustc-link-lib=static:-bundle=gcc_eh");
    }
}
