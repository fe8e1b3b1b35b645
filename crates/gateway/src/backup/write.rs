//! Writing a backup: whole and in its place, or not at all.

use std::fs::File;
use std::path::Path;

use super::seal::Seal;
use super::{BackupError, LAST, Last, Temporary};
use crate::store::Store;
use crate::{clock, disk};

/// What the names begin and end with of copies in the data folder that are not sealed yet.
const PART: &str = "backup-";
const ENDING: &str = ".part";
/// What everybody holds who has such a copy, in the data folder.
const WORK: &str = ".backup-lock";

/// Writes a backup of the database in a data folder, consistent while others go on writing; how many bytes it has.
pub async fn write(store: &Store, data: &Path, file: &Path, seal: Seal) -> Result<u64, BackupError> {
    if file.exists() {
        return Err(BackupError::There(file.to_owned()));
    }
    let folder = disk::folder_of(file);
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    // What is not sealed yet does not leave the data folder.
    let sealed = !matches!(seal, Seal::Open);
    let copy = match sealed {
        true => data.join(format!("{PART}{}{ENDING}", std::process::id())),
        false => folder.join(format!(".{name}.part")),
    };
    let _work = if sealed { Some(begin(data)?) } else { None };
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
    disk::sync_folder(folder).map_err(BackupError::file(folder))?;
    remember(data, file, sealed)?;
    Ok(bytes)
}

/// Begins work in the data folder, until this is dropped. Who is alone in it takes away what one that was killed has left: it is not sealed.
fn begin(data: &Path) -> Result<File, BackupError> {
    let path = data.join(WORK);
    let unusable = BackupError::file(&path);
    let work = disk::private_file(&path).map_err(&unusable)?;
    // The gateway's user makes backups too; who may not give it away is that user, or nobody of theirs.
    let _ = disk::own_like(&path, data);
    if work.try_lock().is_ok() {
        for file in std::fs::read_dir(data).map_err(BackupError::file(data))? {
            let file = file.map_err(BackupError::file(data))?;
            let name = file.file_name();
            if name.to_str().is_some_and(|name| name.starts_with(PART) && name.ends_with(ENDING)) {
                std::fs::remove_file(file.path()).map_err(BackupError::file(&file.path()))?;
            }
        }
        work.unlock().map_err(&unusable)?;
    }
    work.lock_shared().map_err(&unusable)?;
    Ok(work)
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
pub(crate) fn put(done: &Path, file: &Path) -> Result<(), BackupError> {
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
    let place = data.join(LAST);
    disk::write_whole(&place, &text).map_err(BackupError::file(&place))
}
