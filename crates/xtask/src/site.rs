//! Building what the gateway serves: `target/site/{app,form,widget,worker}` with `manifest.json`.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::steps::{cargo, root, run, step};
use crate::tools;

/// The folder of the built files.
pub(crate) fn folder() -> PathBuf {
    root().join("target/site")
}

/// Builds app, form, widget and worker, as far as they have changed.
pub(crate) fn build() -> Result<()> {
    let path = tools::for_site()?;
    fs::create_dir_all(folder())?;
    step("Building the app", || build_app(&path))?;
    step("Building the form's element", || build_element(&path))?;
    let widget = step("Building the widget", || build_module("widget", &path))?;
    let worker = step("Building the worker", || build_module("worker", &path))?;
    let manifest = serde_json::json!({ "widget": widget, "worker": worker });
    Ok(fs::write(folder().join("manifest.json"), manifest.to_string())?)
}

/// Builds the gateway; answers where it is.
pub(crate) fn build_gateway(features: &[&str]) -> Result<PathBuf> {
    step("Building the gateway", || {
        run(cargo().args(["build", "--profile", "server", "-p", "calling-card-gateway"]).args(features))
    })?;
    Ok(root().join("target/server/calling-card"))
}

fn build_app(path: &OsStr) -> Result<()> {
    let sources = [
        "src",
        "style",
        "public",
        "index.html",
        "Trunk.toml",
        "Cargo.toml",
        "Cargo.lock",
        "crates/contact",
        "crates/api",
        "crates/contact-form",
    ];
    let state = hash_of(&sources.map(|source| root().join(source)))?;
    let (app, stamp) = (folder().join("app"), folder().join("app.stamp"));
    if fs::read_to_string(&stamp).is_ok_and(|known| known == state) && app.join("index.html").is_file() {
        return Ok(());
    }
    let mut trunk = Command::new("trunk");
    trunk
        .args(["build", "--release", "--offline", "--locked", "--dist"])
        .arg(&app)
        .env("PATH", path)
        .env_remove("NO_COLOR");
    run(&mut trunk)?;
    compress(&app)?;
    Ok(fs::write(stamp, state)?)
}

/// Bundles and minifies the form's element: into the script that the gateway puts each form's data in, and into an npm package.
pub(crate) fn build_element(path: &OsStr) -> Result<()> {
    let bundle = |entry: &str, format: &str, file: PathBuf| {
        let mut esbuild = Command::new("esbuild");
        esbuild.args([entry, "--bundle", "--minify", "--target=es2022", "--charset=utf8", "--log-level=warning"]);
        esbuild.arg(format!("--format={format}")).arg(format!("--outfile={}", file.display()));
        run(esbuild.env("PATH", path))
    };
    // What the gateway puts forms' data in: without, and with what only some forms need; and the preview in the app.
    for (entry, file) in [("main", "element"), ("main-more", "element-more"), ("preview", "preview")] {
        bundle(&format!("crates/widget/element/{entry}.js"), "iife", folder().join(format!("form/{file}.js")))?;
    }
    let package = root().join("target/npm");
    bundle("crates/widget/npm/index.js", "esm", package.join("index.js"))?;
    for file in ["package.json", "index.d.ts", "README.md"] {
        fs::copy(root().join("crates/widget/npm").join(file), package.join(file))?;
    }
    Ok(())
}

/// Builds a wasm module to files whose names carry the hash of their content; answers the names.
fn build_module(name: &str, path: &OsStr) -> Result<serde_json::Value> {
    run(cargo().args([
        "build",
        "--release",
        "--target",
        "wasm32-unknown-unknown",
        "-p",
        &format!("calling-card-{name}"),
    ]))?;
    let wasm = root().join(format!("target/wasm32-unknown-unknown/release/calling_card_{name}.wasm"));
    let loop_file = root().join(format!("crates/{name}/{name}.js"));
    let hash = hash_of(&[wasm.clone(), loop_file.clone()])?;
    let short = hash.get(..16).unwrap_or(&hash);
    let (module, folder) = (format!("{name}-{short}"), folder().join(name));
    let names = serde_json::json!({ "js": format!("{module}.js"), "wasm": format!("{module}_bg.wasm") });
    if folder.join(format!("{module}_bg.wasm.br")).is_file() {
        return Ok(names);
    }
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", &module, "--out-dir"]).arg(&folder).arg(&wasm);
    run(bindgen.env("PATH", path))?;
    let built = folder.join(format!("{module}_bg.wasm"));
    let mut opt = Command::new("wasm-opt");
    opt.args(["-Oz", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-reference-types", "-o"]);
    run(opt.arg(&built).arg(&built).env("PATH", path))?;
    if loop_file.is_file() {
        fs::copy(&loop_file, folder.join(format!("{name}.js")))?;
    }
    compress(&folder)?;
    Ok(names)
}

/// Puts compressed forms beside the files of a folder.
fn compress(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        let ending = file.extension().and_then(OsStr::to_str).unwrap_or_default();
        if !["html", "css", "js", "wasm", "svg", "json", "txt"].contains(&ending) {
            continue;
        }
        let content = fs::read(&file)?;
        let beside = |ending: &str| PathBuf::from(format!("{}{ending}", file.display()));
        fs::write(beside(".br"), brotli(&content)?)?;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&content)?;
        fs::write(beside(".gz"), gzip.finish()?)?;
    }
    Ok(())
}

/// A content in brotli, at the highest quality.
pub(crate) fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 24);
    writer.write_all(content)?;
    Ok(writer.into_inner())
}

/// A hash of files and of all files in folders.
fn hash_of(paths: &[PathBuf]) -> Result<String> {
    let mut hash = Sha256::new();
    let mut waiting: Vec<PathBuf> = paths.iter().rev().cloned().collect();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path)?.map(|entry| entry.map(|entry| entry.path()));
            let mut entries = entries.collect::<std::io::Result<Vec<_>>>()?;
            entries.sort();
            waiting.extend(entries.into_iter().rev());
        } else if path.is_file() {
            hash.update(path.to_string_lossy().as_bytes());
            hash.update(fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?);
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
