//! Building what the gateway serves: `target/site/{app,card,form,help,widget,reader,worker}` with `manifest.json`.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow};
use sha2::{Digest, Sha256};

use crate::steps::{Compiler, root, run, step};
use crate::{offline, page, tools};

/// The folder of the built files.
pub(crate) fn folder() -> PathBuf {
    root().join("target/site")
}

/// Builds app, form, widget and worker, as far as they have changed.
pub(crate) fn build() -> Result<()> {
    build_by(Compiler::Rustc)
}

/// Builds it by a compiler; what Clippy has not seen yet has changed for it.
pub(crate) fn build_by(compiler: Compiler) -> Result<()> {
    let path = tools::for_site()?;
    fs::create_dir_all(folder())?;
    step("Building the app", || build_app(compiler, &path))?;
    let helps = step("Building the elements", || build_element(&path))?;
    let build_module = |module: &Module| build_module(module, compiler, &path);
    let widget = step("Building the widget", || build_module(&WIDGET))?;
    let reader = step("Building what reads a vCard for a form", || build_module(&READER))?;
    let worker = step("Building the worker", || build_module(&WORKER))?;
    let manifest = serde_json::json!({ "widget": widget, "reader": reader, "worker": worker, "helps": helps });
    fs::write(folder().join("manifest.json"), manifest.to_string())?;
    offline::place(&path)
}

/// Builds what the gateway serves and, beside it, the gateway: much of the first is work for one processor. Answers where the
/// gateway is.
pub(crate) fn build_with_gateway(gateway: Gateway) -> Result<PathBuf> {
    // Nothing is built before what builds is there.
    tools::for_site()?;
    std::thread::scope(|scope| {
        let beside = scope.spawn(move || build_gateway(gateway));
        let site = build();
        let gateway = beside.join().unwrap_or_else(|_| Err(anyhow!("the gateway's build panicked")));
        site.and(gateway)
    })
}

/// What a gateway is built for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gateway {
    /// To be tried: soon there.
    Soon,
    /// To be tested: as the tests build it, which is what is there when they have run.
    Tested,
    /// To be measured: quick.
    Quick,
    /// To be handed out: quick, with the built files inside.
    Whole,
}

/// All tests. Examples and the app's own program, which is none natively, would take the whole app once more.
pub(crate) const TESTS: [&str; 4] = ["test", "--workspace", "--locked", "--tests"];

/// What measures: nobody runs it here, and it shall compile all the same.
const MEASURES: [&str; 8] = ["--bench", "read", "--example", "cards", "--example", "decode", "--example", "duplicates"];

/// Builds the gateway; answers where it is.
pub(crate) fn build_gateway(gateway: Gateway) -> Result<PathBuf> {
    let compiler = if gateway == Gateway::Tested { Compiler::Clippy } else { Compiler::Rustc };
    let mut build = compiler.cargo();
    match gateway {
        Gateway::Soon => build.args(["build", "-p", "calling-card-gateway"]),
        // Features are those of the whole workspace then: built otherwise, nearly everything would be built twice.
        Gateway::Tested => build.args(TESTS).args(MEASURES).arg("--no-run"),
        Gateway::Quick => build.args(["build", "--profile", "dist", "-p", "calling-card-gateway"]),
        Gateway::Whole => {
            build.args(["build", "--profile", "dist", "-p", "calling-card-gateway", "--features", "embed"])
        }
    };
    step("Building the gateway", || run(&mut build))?;
    let folder = if matches!(gateway, Gateway::Soon | Gateway::Tested) { "debug" } else { "dist" };
    Ok(root().join("target").join(folder).join("calling-card"))
}

/// What stands behind the state of an app that Clippy has compiled.
const LINTED: &str = "linted";

fn build_app(compiler: Compiler, path: &OsStr) -> Result<()> {
    let sources = [
        "src",
        "style",
        "public",
        "index.html",
        "Trunk.toml",
        "Cargo.toml",
        "Cargo.lock",
        "build.rs",
        ".cargo",
        "crates/contact",
        "crates/api",
        "crates/contact-form",
        "crates/public-card",
        "crates/xtask/src/bindgen.rs",
        "crates/xtask/src/parts.rs",
        "crates/xtask/src/page.rs",
        "crates/xtask/src/site.rs",
    ];
    let state = hash_of(&sources.map(|source| root().join(source)))?;
    let (app, stamp) = (folder().join("app"), folder().join("app.stamp"));
    let linted = format!("{state} {LINTED}");
    let done = |known: String| known == linted || (known == state && compiler == Compiler::Rustc);
    if fs::read_to_string(&stamp).is_ok_and(done) && app.join("index.html").is_file() {
        return Ok(());
    }
    let mut trunk = Command::new("trunk");
    trunk
        .args(["build", "--release", "--offline", "--locked", "--features", "split", "--dist"])
        .arg(&app)
        .env("PATH", path)
        .envs(compiler.variables().iter().copied())
        .env_remove("NO_COLOR");
    run(&mut trunk)?;
    place_parts(&app, path)?;
    page::join(&app, path)?;
    minify(&app.join("theme.js"), "--minify", path)?;
    compress(&app)?;
    Ok(fs::write(stamp, if compiler == Compiler::Clippy { linted } else { state })?)
}

/// Puts the parts that are loaded later beside the app, optimized as Trunk does it with what is loaded first.
fn place_parts(app: &Path, path: &OsStr) -> Result<()> {
    for entry in fs::read_dir(root().join("target/wasm-bindgen/release/parts"))? {
        let part = entry?.path();
        let Some(name) = part.file_name() else { continue };
        if part.extension().is_some_and(|ending| ending == "wasm") {
            optimize("-Oz", None, &part, &app.join(name), path)?;
        } else {
            fs::copy(&part, folder().join(name))?;
        }
    }
    Ok(())
}

/// Bundles and minifies the elements of the form and of the business card: into the scripts that the gateway puts data in, and the form's
/// also into an npm package. Answers the names of the scripts that only some visitors load.
pub(crate) fn build_element(path: &OsStr) -> Result<serde_json::Value> {
    let packages = tools::phone_numbers()?;
    let bundle = |entry: &str, format: &str, file: PathBuf| bundle(path, &packages, (entry, format), &file);
    // What the gateway puts forms' data in: without, and with what only some forms need; and the preview in the app.
    for (entry, file) in [("main", "element"), ("main-more", "element-more"), ("preview", "preview")] {
        bundle(&format!("crates/widget/element/{entry}.js"), "iife", folder().join(format!("form/{file}.js")))?;
    }
    bundle("crates/widget/element/business-card.js", "iife", folder().join("card/element.js"))?;
    npm_package(path, &root().join("target/npm"))?;
    let helps = folder().join("help");
    if helps.is_dir() {
        fs::remove_dir_all(&helps)?;
    }
    let mut names = serde_json::Map::new();
    for name in ["phone", "card"] {
        let built = helps.join(format!("{name}.js"));
        bundle(&format!("crates/widget/element/{name}.js"), "esm", built.clone())?;
        let hash: String = Sha256::digest(fs::read(&built)?).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let named = format!("{name}-{hash}.js");
        fs::rename(built, helps.join(&named))?;
        names.insert(name.to_owned(), named.into());
    }
    compress(&helps)?;
    Ok(names.into())
}

/// Builds the form's element as an npm package in a folder.
pub(crate) fn npm_package(path: &OsStr, into: &Path) -> Result<()> {
    bundle(path, &tools::phone_numbers()?, ("crates/widget/npm/index.js", "esm"), &into.join("index.js"))?;
    for file in ["package.json", "index.d.ts", "README.md"] {
        fs::copy(root().join("crates/widget/npm").join(file), into.join(file))?;
    }
    Ok(())
}

fn bundle(path: &OsStr, packages: &Path, (entry, format): (&str, &str), file: &Path) -> Result<()> {
    let mut esbuild = Command::new("esbuild");
    esbuild.args([entry, "--bundle", "--minify", "--target=es2022", "--charset=utf8", "--log-level=warning"]);
    esbuild.arg(format!("--format={format}")).arg(format!("--outfile={}", file.display()));
    run(esbuild.env("PATH", path).env("NODE_PATH", packages))
}

/// A wasm module, and what it is built for.
struct Module {
    name: &'static str,
    /// Where it is another than the release profile's, which is for size. The profile stays the same, so that what runs while
    /// building is built once for all of them.
    opt_level: Option<&'static str>,
    /// Features of the processor, as `rustc` and `wasm-opt` are told of them.
    features: Option<(&'static str, &'static str)>,
    optimize: &'static str,
}

/// Loaded into other people's pages: small.
const WIDGET: Module = Module { name: "widget", opt_level: None, features: None, optimize: "-Oz" };
/// Loaded into other people's pages where a visitor has a vCard: small.
const READER: Module = Module { name: "reader", opt_level: None, features: None, optimize: "-Oz" };
/// Loaded when it is needed, into the staff app: quick.
const WORKER: Module = Module {
    name: "worker",
    opt_level: Some("3"),
    features: Some(("-Ctarget-feature=+simd128", "--enable-simd")),
    optimize: "-O3",
};

/// Builds a wasm module to files whose names carry the hash of their content; answers the names.
fn build_module(module: &Module, compiler: Compiler, path: &OsStr) -> Result<serde_json::Value> {
    let name = module.name;
    let wasm = compile(module, compiler, &["-p", &format!("calling-card-{name}"), "--lib"])?;
    let wasm = wasm.join(format!("calling_card_{name}.wasm"));
    // The loop of a worker, and what it loads by itself.
    let scripts =
        [format!("{name}.js"), "keep.js".to_owned()].map(|script| root().join(format!("crates/{name}/{script}")));
    let [own, beside] = &scripts;
    let hash = hash_of(&[wasm.clone(), own.clone(), beside.clone()])?;
    let short = hash.get(..16).unwrap_or(&hash);
    let (bound, folder) = (format!("{name}-{short}"), folder().join(name));
    let names = serde_json::json!({ "js": format!("{bound}.js"), "wasm": format!("{bound}_bg.wasm") });
    if folder.join(format!("{bound}_bg.wasm.br")).is_file() {
        return Ok(names);
    }
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    bind(module, &Bound { wasm: &wasm, folder: &folder, name: &bound }, path)?;
    for script in scripts.iter().filter(|script| script.is_file()) {
        fs::copy(script, folder.join(script.file_name().unwrap_or_default()))?;
    }
    compress(&folder)?;
    Ok(names)
}

/// Builds the worker's example that only reads vCards, as the worker is built; `target/bench/decode.js` loads it.
pub(crate) fn build_decode() -> Result<()> {
    let wasm = compile(&WORKER, Compiler::Rustc, &["-p", "calling-card-worker", "--example", "decode"])?;
    let (wasm, folder) = (wasm.join("examples/decode.wasm"), root().join("target/bench"));
    bind(&WORKER, &Bound { wasm: &wasm, folder: &folder, name: "decode" }, &tools::for_site()?)
}

/// Compiles what is asked for; answers the folder in which it is.
fn compile(module: &Module, compiler: Compiler, what: &[&str]) -> Result<PathBuf> {
    let mut build = compiler.cargo();
    build.args(["build", "--release", "--target", "wasm32-unknown-unknown"]).args(what);
    build.envs(module.opt_level.map(|level| ("CARGO_PROFILE_RELEASE_OPT_LEVEL", level)));
    if let Some((features, _)) = module.features {
        build.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", features);
    }
    run(&mut build)?;
    Ok(root().join("target/wasm32-unknown-unknown/release"))
}

/// What becomes of a compiled module: a script of this name, and the WebAssembly that it loads.
struct Bound<'a> {
    wasm: &'a Path,
    folder: &'a Path,
    name: &'a str,
}

fn bind(module: &Module, bound: &Bound<'_>, path: &OsStr) -> Result<()> {
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", bound.name, "--out-dir"]);
    run(bindgen.arg(bound.folder).arg(bound.wasm).env("PATH", path))?;
    let built = bound.folder.join(format!("{}_bg.wasm", bound.name));
    optimize(module.optimize, module.features.map(|(_, feature)| feature), &built, &built, path)
}

/// What is loaded first is optimized by Trunk, in the same way: `index.html`.
fn optimize(level: &str, features: Option<&str>, from: &Path, to: &Path, path: &OsStr) -> Result<()> {
    let mut opt = Command::new("wasm-opt");
    opt.args(["--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-reference-types"]);
    // The stack lies lowest, and grows down: the first kilobyte is touched by nobody before it is full.
    opt.arg("--low-memory-unused");
    run(opt.arg(level).args(features).arg("-o").arg(to).arg(from).env("PATH", path))
}

/// Puts compressed forms beside the files of a folder.
fn compress(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        let ending = file.extension().and_then(OsStr::to_str).unwrap_or_default();
        if ["html", "css", "js", "wasm", "svg", "json", "txt"].contains(&ending) {
            compress_file(&file)?;
        }
    }
    Ok(())
}

/// Puts compressed forms beside a file.
pub(crate) fn compress_file(file: &Path) -> Result<()> {
    let content = fs::read(file)?;
    let beside = |ending: &str| PathBuf::from(format!("{}{ending}", file.display()));
    fs::write(beside(".br"), brotli(&content)?)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&content)?;
    Ok(fs::write(beside(".gz"), gzip.finish()?)?)
}

/// Takes out of a script, or of styles, what only people read: `--minify`, or `--minify-whitespace`.
pub(crate) fn minify(file: &Path, how: &str, path: &OsStr) -> Result<()> {
    let mut esbuild = Command::new("esbuild");
    esbuild.args([how, "--charset=utf8", "--log-level=error", "--allow-overwrite"]);
    run(esbuild.arg(format!("--outfile={}", file.display())).arg(file).env("PATH", path))
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
