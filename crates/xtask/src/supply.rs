//! What others have written and is in what we hand out: whether it may be, what it is, and that the same comes out each time.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::steps::{cargo, output, root, run};
use crate::{site, tools};

/// The file that says which crates are in the program.
const BILL: &str = "calling-card.cdx.json";

/// Asks whether the crates of the program may be in it: their licences, from where they come, which are banned (`deny.toml`); and whether
/// anything is known against them, where the database of that can be reached.
pub(crate) fn deny() -> Result<()> {
    let program = tools::cargo_deny()?;
    let deny = |arguments: &[&str]| run(Command::new(&program).args(arguments).current_dir(root()));
    deny(&["--locked", "check", "bans", "licenses", "sources"])?;
    if deny(&["fetch", "db"]).is_err() {
        println!("    The database of advisories cannot be reached: it is not asked.");
        return Ok(());
    }
    deny(&["--locked", "check", "advisories"])
}

/// Builds the form's npm package twice, each in a folder of its own: both archives are the same, to the byte.
pub(crate) fn package_twice() -> Result<()> {
    let path = tools::esbuild()?;
    let folder = root().join("target/npm-twice");
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    let mut hashes = Vec::new();
    for time in ["first", "second"] {
        let package = folder.join(time);
        fs::create_dir_all(&package)?;
        site::npm_package(&path, &package)?;
        hashes.push(packed(&package)?);
    }
    ensure!(hashes.windows(2).all(|pair| pair[0] == pair[1]), "the npm package is another one each time: {hashes:?}");
    println!("    calling-card-form: sha256 {}", hashes[0]);
    Ok(())
}

/// The hash of the archive that npm makes of a package.
fn packed(package: &Path) -> Result<String> {
    let mut pack = Command::new("npm");
    let name = output(pack.args(["pack", "--silent", "--pack-destination"]).arg(package).arg(package))?;
    let archive = fs::read(package.join(name.trim())).context("npm has packed nothing")?;
    Ok(Sha256::digest(archive).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Writes down which crates are in the program (CycloneDX 1.5), beside it.
pub(crate) fn bill_of_materials(dist: &Path) -> Result<()> {
    let program = tools::cyclonedx()?;
    let mut write = Command::new(program);
    write.args(["cyclonedx", "--format", "json", "--spec-version", "1.5", "--features", "embed", "--no-build-deps"]);
    write
        .args(["--override-filename", "calling-card.cdx", "--manifest-path"])
        .arg(root().join("crates/gateway/Cargo.toml"));
    // So that the same crates give the same file.
    let time = output(Command::new("git").args(["log", "-1", "--format=%ct"]).current_dir(root())).unwrap_or_default();
    run(write.env("CARGO", cargo().get_program()).env("SOURCE_DATE_EPOCH", time.trim()))?;
    // It writes one for each crate of the workspace, beside its manifest; and where they lie here, which is another place on each machine.
    let gateway = root().join("crates/gateway").join(BILL);
    let bill = fs::read_to_string(gateway).context("cargo-cyclonedx has written nothing")?;
    fs::write(dist.join(BILL), bill.replace(&root().display().to_string(), ""))?;
    let crates = fs::read_dir(root().join("crates"))?.map(|entry| Ok(entry?.path()));
    let folders = crates.chain([Ok(root())]).collect::<std::io::Result<Vec<_>>>()?;
    for bill in folders.iter().map(|folder| folder.join(BILL)).filter(|bill| bill.is_file()) {
        fs::remove_file(bill)?;
    }
    Ok(())
}
