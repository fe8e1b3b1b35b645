//! A ZIP archive while it is being written (PKWARE's APPNOTE 6.3). Of a file that is written, only its entry in the directory is kept, and
//! the directory leaves in pieces, which the writer of the `zip` crate does not do: it holds all of it, more than once.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use zip::DateTime;

/// Names are in UTF-8.
const FLAGS: u16 = 1 << 11;
const DEFLATED: u16 = 8;
/// What a reader must know: 2.0 for folders and deflate, 4.5 for ZIP64.
const VERSIONS: [u16; 2] = [20, 45];
/// Most bytes of a piece of the directory: a single text would be copied each time that it grows.
const PIECE: usize = 256 * 1024;
/// Made on Unix: a plain file that its owner may change and everybody read.
const MADE_BY: u16 = 3 << 8 | VERSIONS[1];
const ATTRIBUTES: u32 = 0o100_644 << 16;

/// An archive.
pub(super) struct Archive {
    /// What was written and not taken yet, and how many bytes were taken before.
    out: Vec<u8>,
    taken: u64,
    /// In pieces.
    directory: VecDeque<Vec<u8>>,
    directory_size: u64,
    ended: bool,
    files: u64,
    names: Names,
    compress: Compress,
}

impl Default for Archive {
    fn default() -> Self {
        Self {
            out: Vec::new(),
            taken: 0,
            directory: VecDeque::new(),
            directory_size: 0,
            ended: false,
            files: 0,
            names: Names::default(),
            compress: Compress::new(Compression::default(), false),
        }
    }
}

impl Archive {
    /// Writes a file; its name gets a number where another has it.
    pub(super) fn add(&mut self, stem: &str, ending: &str, changed: DateTime, text: &str) -> io::Result<()> {
        let name = self.names.unique(stem, ending);
        let data = self.deflated(text.as_bytes())?;
        let mut crc = Crc::new();
        crc.update(text.as_bytes());
        let place = self.taken + self.out.len() as u64;
        let far = place >= u64::from(u32::MAX);
        let version = VERSIONS[usize::from(far)];
        // What stands in a file's header, and once more in the directory.
        let mut facts = Vec::with_capacity(26);
        for number in [FLAGS, DEFLATED, changed.timepart(), changed.datepart()] {
            facts.extend(number.to_le_bytes());
        }
        facts.extend(crc.sum().to_le_bytes());
        facts.extend(length(data.len())?.to_le_bytes());
        facts.extend(length(text.len())?.to_le_bytes());
        facts.extend(u16::try_from(name.len()).map_err(too_large)?.to_le_bytes());

        self.out.extend(b"PK\x03\x04");
        self.out.extend(VERSIONS[0].to_le_bytes());
        self.out.extend(&facts);
        self.out.extend(0u16.to_le_bytes());
        self.out.extend(name.as_bytes());
        self.out.extend(data);

        let directory = match self.directory.back_mut() {
            Some(last) if last.len() + name.len() + 58 <= PIECE => last,
            _ => {
                self.directory.push_back(Vec::with_capacity(PIECE));
                self.directory.back_mut().ok_or(io::ErrorKind::OutOfMemory)?
            }
        };
        let before = directory.len();
        directory.extend(b"PK\x01\x02");
        directory.extend(MADE_BY.to_le_bytes());
        directory.extend(version.to_le_bytes());
        directory.extend(&facts);
        directory.extend((if far { 12u16 } else { 0 }).to_le_bytes());
        // No comment, on the first disk, nothing about its inside.
        directory.extend([0; 6]);
        directory.extend(ATTRIBUTES.to_le_bytes());
        directory.extend(u32::try_from(place).unwrap_or(u32::MAX).to_le_bytes());
        directory.extend(name.as_bytes());
        if far {
            directory.extend([1, 0, 8, 0]);
            directory.extend(place.to_le_bytes());
        }
        self.directory_size += (directory.len() - before) as u64;
        self.files += 1;
        Ok(())
    }

    /// Writes the directory.
    pub(super) fn end(&mut self) {
        let begins = self.taken + self.out.len() as u64;
        let size = self.directory_size;
        let mut out = Vec::new();
        let many = self.files >= u64::from(u16::MAX);
        if many || begins >= u64::from(u32::MAX) || size >= u64::from(u32::MAX) {
            let ends = begins + size;
            out.extend(b"PK\x06\x06");
            out.extend(44u64.to_le_bytes());
            out.extend(MADE_BY.to_le_bytes());
            out.extend(VERSIONS[1].to_le_bytes());
            out.extend([0; 8]);
            for number in [self.files, self.files, size, begins] {
                out.extend(number.to_le_bytes());
            }
            out.extend(b"PK\x06\x07\0\0\0\0");
            out.extend(ends.to_le_bytes());
            out.extend(1u32.to_le_bytes());
        }
        let files = u16::try_from(self.files).unwrap_or(u16::MAX).to_le_bytes();
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend(files);
        out.extend(files);
        for number in [size, begins] {
            out.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
        }
        out.extend(0u16.to_le_bytes());
        self.directory.push_back(out);
        self.ended = true;
    }

    /// What was written since it was last asked; after the end the directory, piece by piece.
    pub(super) fn take(&mut self) -> Vec<u8> {
        if self.out.is_empty() && self.ended {
            return self.directory.pop_front().unwrap_or_default();
        }
        self.taken += self.out.len() as u64;
        std::mem::take(&mut self.out)
    }

    fn deflated(&mut self, text: &[u8]) -> io::Result<Vec<u8>> {
        self.compress.reset();
        let mut data = Vec::with_capacity(text.len() / 2 + 64);
        loop {
            let rest = &text[self.compress.total_in() as usize..];
            match self.compress.compress_vec(rest, &mut data, FlushCompress::Finish)? {
                Status::StreamEnd => return Ok(data),
                Status::Ok | Status::BufError => data.reserve(text.len() / 2 + 64),
            }
        }
    }
}

/// No file of an archive is larger than 4 GB: a person is not.
fn length(bytes: usize) -> io::Result<u32> {
    u32::try_from(bytes).map_err(too_large)
}

fn too_large(_: std::num::TryFromIntError) -> io::Error {
    io::ErrorKind::FileTooLarge.into()
}

/// The names of the files of an archive.
#[derive(Default)]
struct Names {
    /// The hash of each: two that have the same by chance only get a number.
    taken: HashSet<u64>,
    /// The highest number behind a name that several have.
    numbers: HashMap<u64, u32>,
}

impl Names {
    /// A name that no other file of the archive has, on no file system: also where `Ann` and `ANN` are the same.
    fn unique(&mut self, stem: &str, ending: &str) -> String {
        let key = stem.to_lowercase();
        if self.taken.insert(hash(&key)) {
            return format!("{stem}.{ending}");
        }
        let number = self.numbers.entry(hash(&key)).or_insert(1);
        loop {
            *number += 1;
            if self.taken.insert(hash(&format!("{key} ({number})"))) {
                return format!("{stem} ({number}).{ending}");
            }
        }
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    #[test]
    fn an_archive_of_many_files_is_read_by_another_program() {
        let mut archive = Archive::default();
        let mut whole = Vec::new();
        let text = "Zoë, ".repeat(50);
        for number in 0..70_000 {
            archive.add(&format!("Zoë {number}"), "vcf", DateTime::default(), &text).expect("memory takes everything");
            if number % 500 == 0 {
                whole.extend(archive.take());
            }
        }
        archive.end();
        let rest = std::iter::from_fn(|| Some(archive.take()).filter(|piece| !piece.is_empty()));
        whole.extend(rest.flatten());
        let mut read = zip::ZipArchive::new(Cursor::new(whole)).expect("an archive");
        assert_eq!(read.len(), 70_000);
        for name in ["Zoë 0.vcf", "Zoë 69999.vcf"] {
            let mut found = String::new();
            read.by_name(name).expect("the file").read_to_string(&mut found).expect("UTF-8");
            assert_eq!(found, text);
        }
    }
}
