//! The built app, widget, reader and worker, as files: from a folder, or from inside the program.
//!
//! The layout is what `cargo xtask` builds: `app/` (Trunk's), `form/`, `help/`, `widget/`, `reader/`, `worker/`, and `manifest.json`, which names the
//! files whose names carry a hash of their content. Beside a file stand its compressed forms (`.br`, `.gz`).

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::store::tokens;

mod policy;
mod routes;

pub(crate) use policy::open_to_all;
pub use policy::security_headers;
pub use routes::routes;

/// The built files.
#[derive(Debug)]
pub struct Site {
    source: Source,
    /// Which files the forms and the app load.
    pub manifest: Manifest,
    /// The hashes of the scripts that stand in the app's page, for its Content-Security-Policy.
    script_hashes: Vec<String>,
}

/// The names that carry hashes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Manifest {
    /// What the forms load.
    pub widget: Option<Module>,
    /// What reads a vCard for a form.
    pub reader: Option<Module>,
    /// What runs off the app's main thread.
    pub worker: Option<Module>,
    /// The scripts that only some of a form's visitors load.
    pub helps: Helps,
}

/// Scripts that help with filling a form in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Helps {
    /// Sets phone numbers as they are typed.
    pub phone: Option<String>,
    /// Takes a vCard.
    pub card: Option<String>,
}

/// A built wasm module with its glue.
#[derive(Clone, Debug, Deserialize)]
pub struct Module {
    /// The glue, a JavaScript module.
    pub js: String,
    /// The WebAssembly.
    pub wasm: String,
}

#[derive(Debug)]
enum Source {
    Folder(PathBuf),
    #[cfg(feature = "embed")]
    Embedded,
    #[cfg(not(feature = "embed"))]
    Nothing,
}

#[cfg(feature = "embed")]
#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../target/site"]
struct Embedded;

impl Site {
    /// The files of a folder; without one, those inside the program, if it has any.
    pub fn open(folder: Option<PathBuf>) -> Self {
        let source = match folder {
            Some(folder) => Source::Folder(folder),
            #[cfg(feature = "embed")]
            None => Source::Embedded,
            #[cfg(not(feature = "embed"))]
            None => Source::Nothing,
        };
        let mut site = Self { source, manifest: Manifest::default(), script_hashes: Vec::new() };
        if let Some(text) = site.read("manifest.json") {
            site.manifest = serde_json::from_slice(&text).unwrap_or_default();
        }
        if let Some(page) = site.read("app/index.html") {
            site.script_hashes = policy::inline_script_hashes(&String::from_utf8_lossy(&page));
        }
        site
    }

    /// A file by its path below the site's folder; none for a path that leads out of it.
    pub fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        let plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '\0']);
        if !path.split('/').all(plain) {
            return None;
        }
        match &self.source {
            Source::Folder(folder) => std::fs::read(folder.join(Path::new(path))).ok().map(Cow::Owned),
            #[cfg(feature = "embed")]
            Source::Embedded => Embedded::get(path).map(|file| file.data),
            #[cfg(not(feature = "embed"))]
            Source::Nothing => None,
        }
    }

    /// The tag of a content (`ETag`).
    pub(crate) fn tag(content: &[u8]) -> String {
        let hash = <sha2::Sha256 as sha2::Digest>::digest(content);
        format!("\"{}\"", tokens::hexadecimal(&hash[..12]))
    }
}
