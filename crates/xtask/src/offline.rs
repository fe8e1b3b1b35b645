//! The app's service worker: it is told of which files the build consists, so that it can keep them.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use sha2::{Digest, Sha256};

use crate::site::{compress_file, folder, minify};
use crate::steps::root;

/// What the script says before it is told.
const BUILD: &str = "const BUILD = \"\";";
const FILES: &str = "const FILES = [];";

/// Puts the service worker of this build beside the app.
pub(crate) fn place(path: &OsStr) -> Result<()> {
    let app = files(&folder().join("app"))?;
    let worker = files(&folder().join("worker"))?;
    let mut hash = Sha256::new();
    for file in app.iter().chain(&worker).chain([&folder().join("manifest.json")]) {
        hash.update(name(file).unwrap_or_default());
        hash.update(fs::read(file)?);
    }
    let build: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let names = app.iter().filter_map(|file| Some(format!("/{}", name(file)?)));
    let names = names.chain(worker.iter().filter_map(|file| Some(format!("/worker/{}", name(file)?))));
    // The page itself stands at many addresses.
    let mut names: Vec<String> = names.filter(|name| name != "/index.html").collect();
    names.push("/manifest.site.json".to_owned());
    let script = told(&fs::read_to_string(root().join("public/sw.js"))?, &build, &names)?;
    let built = folder().join("app/sw.js");
    fs::write(&built, script)?;
    minify(&built, "--minify", path)?;
    compress_file(&built)
}

fn name(file: &Path) -> Option<&str> {
    file.file_name()?.to_str()
}

/// The files of a folder that a browser asks for. Pictures are those of the manifest, which the system keeps once the app is installed.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut files = entries.collect::<std::io::Result<Vec<_>>>()?;
    let beside =
        |file: &Path| file.extension().is_some_and(|ending| ["br", "gz", "png"].iter().any(|known| ending == *known));
    files.retain(|file| file.is_file() && !beside(file) && name(file) != Some("sw.js"));
    files.sort();
    Ok(files)
}

/// The script with what it is told.
fn told(script: &str, build: &str, files: &[String]) -> Result<String> {
    ensure!(script.contains(BUILD) && script.contains(FILES), "public/sw.js has no place for what it is told");
    let files = format!("const FILES = {};", serde_json::to_string(files)?);
    Ok(script.replace(BUILD, &format!("const BUILD = \"{build}\";")).replace(FILES, &files))
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn the_service_worker_is_told_its_files() {
        let script = include_str!("../../../public/sw.js");
        let told = told(script, "b1", &["/a.js".to_owned(), "/worker/b.js".to_owned()]);
        assert!(told.is_ok_and(|told| {
            told.contains("const BUILD = \"b1\";") && told.contains("const FILES = [\"/a.js\",\"/worker/b.js\"];")
        }));
        assert!(super::told("const BUILD = 1;", "b1", &[]).is_err());
    }
}
