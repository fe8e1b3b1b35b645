//! Writing a backup: whole and in its place, or not at all.

use std::fs::File;
use std::path::Path;

use super::seal::Seal;
use super::{BackupError, LAST, Last, Temporary, sync_folder};
use crate::clock;
use crate::store::Store;

/// Writes a backup of the database in a data folder, consistent while others go on writing; how many bytes it has.
pub async fn write(store: &Store, data: &Path, file: &Path, seal: Seal) -> Result<u64, BackupError> {
    if file.exists() {
        return Err(BackupError::There(file.to_owned()));
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    // What is not sealed yet does not leave the data folder.
    let sealed = !matches!(seal, Seal::Open);
    let copy = match sealed {
        true => data.join(format!("backup-{}.part", std::process::id())),
        false => folder.join(format!(".{name}.part")),
    };
    let copy = Temporary::make(copy)?;
    store.backup(&copy.0).await?;
    let done = match sealed {
        false => copy,
        true => seal_copy(copy, folder.join(format!(".{name}.part")), seal).await?,
    };
    let bytes = File::open(&done.0).and_then(|done| {
        done.sync_all()?;
        Ok(done.metadata()?.len())
    });
    let bytes = bytes.map_err(BackupError::file(&done.0))?;
    put(&done.0, file)?;
    sync_folder(folder)?;
    remember(data, file, sealed)?;
    Ok(bytes)
}

async fn seal_copy(copy: Temporary, into: std::path::PathBuf, seal: Seal) -> Result<Temporary, BackupError> {
    let work = move || {
        let into = Temporary::make(into)?;
        let from = File::open(&copy.0).map_err(BackupError::file(&copy.0))?;
        let to = File::options().write(true).open(&into.0).map_err(BackupError::file(&into.0))?;
        seal.seal(from, to).map_err(BackupError::file(&into.0))?;
        Ok(into)
    };
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| BackupError::Store(crate::Error::Internal(error.to_string())))?
}

/// Puts a file into its place, where nothing may be.
fn put(done: &Path, file: &Path) -> Result<(), BackupError> {
    match std::fs::hard_link(done, file) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(BackupError::There(file.to_owned())),
        // Not every disk knows that a file may have two names.
        Err(_) => std::fs::rename(done, file).map_err(BackupError::file(file)),
    }
}

/// Takes down when the last backup was made, for `calling-card doctor`.
fn remember(data: &Path, file: &Path, sealed: bool) -> Result<(), BackupError> {
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let text = serde_json::to_vec(&Last { at: clock::now(), file, sealed }).map_err(crate::Error::from)?;
    let beside = Temporary::make(data.join(format!("{LAST}.new")))?;
    let place = data.join(LAST);
    std::fs::write(&beside.0, text).and_then(|()| std::fs::rename(&beside.0, &place)).map_err(BackupError::file(&place))
}
