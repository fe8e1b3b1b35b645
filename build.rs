//! Asks the linker for what parts of the app are found by, where they are to be taken out.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let set = |name: &str| std::env::var_os(name).is_some();
    let wasm = std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm");
    if set("CARGO_FEATURE_SPLIT") && wasm {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
