//! `wasm-bindgen`, as far as Trunk and xtask call it: its own library with the few options that they name. The whole program brings a
//! server and a client of HTTP along, for running tests, and takes four times as long to build.

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;
use wasm_bindgen_cli_support::Bindgen;

mod parts;

/// The version of wasm-bindgen, by which Trunk sees whether it is the right one.
const VERSION: &str = match option_env!("BINDGEN_VERSION") {
    Some(version) => version,
    None => "unknown",
};

/// Makes JavaScript and WebAssembly for a browser of what rustc has built.
#[derive(Parser)]
#[command(name = "wasm-bindgen", version = VERSION)]
struct Arguments {
    /// What rustc has built.
    input: PathBuf,
    /// For what; only `web` is.
    #[arg(long, value_parser = ["web"])]
    target: String,
    /// Where it goes.
    #[arg(long)]
    out_dir: PathBuf,
    /// How its files are called.
    #[arg(long)]
    out_name: String,
    /// Without types for TypeScript.
    #[arg(long)]
    no_typescript: bool,
    /// With more checks.
    #[arg(long)]
    debug: bool,
    /// With what debuggers read.
    #[arg(long)]
    keep_debug: bool,
    /// With Rust's names as they are.
    #[arg(long)]
    no_demangle: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let split = parts::take_out(&arguments.input, &arguments.out_dir)?;
    let input = split.as_ref().map_or(&arguments.input, |split| &split.main);
    let mut bindgen = Bindgen::new();
    bindgen.web(true)?.input_path(input).out_name(&arguments.out_name);
    bindgen.typescript(!arguments.no_typescript).debug(arguments.debug).keep_debug(arguments.keep_debug);
    bindgen.demangle(!arguments.no_demangle).omit_default_module_path(false).keep_lld_exports(split.is_some());
    let mut output = bindgen.generate_output()?;
    // Streams of Rust's that JavaScript reads or writes: server functions have them, none of which is here. Exported, they would stay.
    let exports = &mut output.wasm_mut().exports;
    let streams: Vec<_> =
        exports.iter().filter(|export| export.name.contains("intounderlying")).map(|export| export.id()).collect();
    streams.into_iter().for_each(|export| exports.delete(export));
    output.emit(&arguments.out_dir)?;
    split.map_or(Ok(()), |split| split.finish(&arguments.out_dir.join(format!("{}.js", arguments.out_name))))
}
