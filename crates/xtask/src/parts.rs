//! Takes the parts of the app that are loaded later out of what rustc has built, before wasm-bindgen sees it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, ensure};
use sha2::{Digest, Sha256};
use wasm_split_cli_support::{Options, transform};

/// By what the loader of the parts is imported, until it stands in the glue itself.
const LOADER: &str = "./__wasm_split.js";
/// What the name of each function begins with that is loaded later.
const MARK: &[u8] = b"__wasm_split_00";

/// What is left when the parts are taken out.
pub(crate) struct Split {
    /// What is loaded first.
    pub(crate) main: PathBuf,
    loader: PathBuf,
    folder: PathBuf,
    hash: String,
    /// The files of each part: its own, and those that it has in common with others.
    files: BTreeMap<String, Vec<String>>,
}

/// Takes the parts out into the folder `parts`; nothing, where there are none.
pub(crate) fn take_out(input: &Path, out_dir: &Path) -> Result<Option<Split>> {
    let folder = out_dir.join("parts");
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    let built = fs::read(input).with_context(|| format!("{} cannot be read", input.display()))?;
    if !built.windows(MARK.len()).any(|bytes| bytes == MARK) {
        return Ok(None);
    }
    fs::create_dir_all(&folder)?;
    let main = out_dir.join("main.wasm");
    let mut options = Options::new(&built);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.link_name = LOADER;
    let taken = transform(options).map_err(|error| anyhow!("the parts cannot be taken out: {error:#}"))?;
    let hash = Sha256::digest(&built).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let files = taken.prefetch_map.into_iter().collect();
    Ok(Some(Split { main, loader: folder.join(LOADER), folder, hash, files }))
}

impl Split {
    /// Names the parts by what they were taken out of, and puts what loads them into the glue: it is there with it, and not one
    /// answer later.
    pub(crate) fn finish(mut self, glue: &Path) -> Result<()> {
        let mut loader = fs::read_to_string(&self.loader)?;
        fs::remove_file(&self.loader)?;
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
            let named = format!("part-{}-{}.wasm", stem.trim_start_matches("split_").replace('_', "-"), self.hash);
            for file in self.files.values_mut().flatten().filter(|file| *file == stem) {
                file.clone_from(&named);
            }
            loader = loader.replace(&format!("\"./{stem}.wasm\""), &format!("\"./{named}\""));
            fs::rename(&path, self.folder.join(named))?;
        }
        fs::write(self.folder.join("parts.json"), serde_json::to_string(&self.files)?)?;
        fs::write(glue, join(&fs::read_to_string(glue)?, &loader)?)?;
        minify(glue)?;
        Ok(fs::remove_file(self.main)?)
    }
}

/// Without what only people read.
fn minify(script: &Path) -> Result<()> {
    let mut esbuild = Command::new("esbuild");
    esbuild.args([
        "--minify",
        "--format=esm",
        "--target=es2022",
        "--charset=utf8",
        "--log-level=error",
        "--allow-overwrite",
    ]);
    let done = esbuild.arg(format!("--outfile={}", script.display())).arg(script).status();
    ensure!(done.context("esbuild cannot be started")?.success(), "esbuild failed");
    Ok(())
}

/// The glue with the loader in it, which it imports once for each part.
fn join(glue: &str, loader: &str) -> Result<String> {
    let is_import = |line: &&str| line.starts_with("import ") && line.contains(LOADER);
    let names: Vec<&str> = glue.lines().filter(is_import).filter_map(|line| line.split_whitespace().nth(3)).collect();
    ensure!(!names.is_empty(), "the glue does not import the loader of the parts");
    let rest: Vec<&str> = glue.lines().filter(|line| !is_import(line)).collect();
    let lines = loader.lines().filter(|line| !line.starts_with("import "));
    let lines: Vec<&str> = lines.map(|line| line.strip_prefix("export ").unwrap_or(line)).collect();
    let exports = loader.lines().filter_map(|line| line.strip_prefix("export const ")?.split_whitespace().next());
    let exports: Vec<&str> = exports.collect();
    let exported = format!("const exported = {{ {} }};", exports.join(", "));
    let named: Vec<String> = names.iter().map(|name| format!("const {name} = exported;")).collect();
    Ok([rest.join("\n"), lines.join("\n"), exported, named.join("\n"), String::new()].join("\n"))
}
