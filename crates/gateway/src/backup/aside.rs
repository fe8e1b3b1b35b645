//! Where a database is made and looked at before it is put into its place, in the data folder.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::BackupError;
use crate::disk;
use crate::store::{BESIDE, DATABASE};

/// Its name.
const ASIDE: &str = ".restore";

/// A folder for a database that is not in its place yet, for one at a time; gone afterwards.
pub(crate) struct Aside {
    pub(crate) folder: PathBuf,
    _lock: File,
}

impl Aside {
    pub(crate) fn make(data: &Path) -> Result<Self, BackupError> {
        let folder = data.join(ASIDE);
        disk::private_folder(&folder).map_err(BackupError::file(&folder))?;
        let path = folder.join("lock");
        let lock = File::create(&path).map_err(BackupError::file(&path))?;
        lock.try_lock().map_err(|_| BackupError::UnderWay(data.to_owned()))?;
        // What one that was killed has left.
        let left = folder.join(DATABASE);
        let _ = std::fs::remove_file(&left);
        remove_log(&left)?;
        Ok(Self { folder, _lock: lock })
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Takes away what SQLite has kept beside a database.
pub(crate) fn remove_log(place: &Path) -> Result<(), BackupError> {
    for ending in BESIDE {
        let mut path = place.as_os_str().to_owned();
        path.push(ending);
        let path = PathBuf::from(path);
        match std::fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(BackupError::File(path, error)),
        }
    }
    Ok(())
}
