//! Embedded migrations must be read again when the folder changes.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
