//! The disk: how much room there is, and files and folders that are nobody else's business.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{Result, Write};
use std::path::Path;

/// How many bytes are free for us; none where that cannot be found out.
pub fn free(folder: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let disk = rustix::fs::statvfs(folder).ok()?;
        Some(disk.f_bavail.saturating_mul(disk.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}

/// How many bytes a file has; none where it is not there.
pub fn size(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |file| file.len())
}

/// Makes a folder for its owner alone, and those above it; one that is there stays as it is.
pub fn private_folder(folder: &Path) -> Result<()> {
    let mut making = DirBuilder::new();
    making.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut making, 0o700);
    making.create(folder)
}

/// An empty file for its owner alone, to be written.
pub fn private_file(file: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// Writes a file whole or not at all, for its owner alone: whoever owns the one before, or the folder. It is on disk then.
pub fn write_whole(file: &Path, content: &[u8]) -> Result<()> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".new");
    let beside = Path::new(&beside);
    let write = || {
        let mut written = private_file(beside)?;
        written.write_all(content)?;
        written.sync_all()?;
        // Where it may not be given away, it stays with who writes it.
        let _ = own_like(beside, if file.exists() { file } else { folder_of(file) });
        std::fs::rename(beside, file)
    };
    if let Err(error) = write() {
        // It may not even be there.
        let _ = std::fs::remove_file(beside);
        return Err(error);
    }
    sync_folder(folder_of(file))
}

/// The folder of a file.
pub fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Sees to it that what a folder says of its files is on disk.
pub fn sync_folder(folder: &Path) -> Result<()> {
    // Windows knows no such thing.
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    let _ = folder;
    Ok(())
}

/// Gives a file the owner of another file or folder, where it has another one: who runs a command is not always who runs the gateway.
pub fn own_like(file: &Path, like: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let owner = std::fs::metadata(like)?;
        if std::fs::metadata(file)?.uid() != owner.uid() {
            std::os::unix::fs::chown(file, Some(owner.uid()), Some(owner.gid()))?;
        }
    }
    let _ = (file, like);
    Ok(())
}
