use std::io::Write;

use calling_card_contact::Language;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::import::Import;

const ANN: &[u8] = b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann\r\nEND:VCARD\r\n";

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap_or_else(|error| panic!("{error}"));
        writer.write_all(content).unwrap_or_else(|error| panic!("{error}"));
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_else(|error| panic!("{error}"))
}

fn opened(name: &str, bytes: Vec<u8>) -> Import {
    let mut import = Import::default();
    import.open(name.into(), bytes);
    while !import.read_on(10).is_at_rest() {}
    import
}

/// The files of which nothing is read, with the first words of the reason.
fn refused(import: &Import) -> Vec<(String, String)> {
    let first = |text: String| text.split(' ').take(5).collect::<Vec<_>>().join(" ");
    import.unreadable(Language::En).into_iter().map(|refused| (refused.file, first(refused.reason))).collect()
}

#[test]
fn files_of_all_kinds() {
    let inner = archive(&[("ann.vcf", ANN)]);
    let bytes = archive(&[
        ("a/ann.vcf", ANN),
        ("bob", b"\xEF\xBB\xBFbegin:vcard\nFN:Bob\nEND:VCARD\n"),
        ("list.csv", b"Name,E-mail\nCole,c@example.com\n"),
        ("__MACOSX/a/._ann.vcf", b"\0\0"),
        (".DS_Store", b"x"),
        ("read me.txt", b"Name,E-mail\nx,x@example.com\n"),
        ("photo.jpg", b"\xFF\xD8\0"),
        ("inner.zip", &inner),
        ("empty.vcf", b""),
        ("turned\u{202E}fcv.exe", b"x"),
    ]);
    // What it is called does not matter.
    let mut import = opened("contacts.dat", bytes);
    assert_eq!((import.counts().cards, import.counts().waits, import.counts().refused), (2, true, 5));
    let rows = import.rows(calling_card_api::worker::RowsRequest { count: 9, ..Default::default() });
    assert_eq!((rows[0].file.as_str(), rows[1].file.as_str()), ("contacts.dat/a/ann.vcf", "contacts.dat/bob"));
    let neither = "This is neither a vCard".to_owned();
    assert_eq!(
        refused(&import),
        [
            ("contacts.dat/read me.txt".into(), neither.clone()),
            ("contacts.dat/photo.jpg".into(), neither.clone()),
            ("contacts.dat/inner.zip".into(), "An archive inside an archive".into()),
            ("contacts.dat/empty.vcf".into(), "The file is empty.".into()),
            ("contacts.dat/turnedfcv.exe".into(), neither),
        ]
    );
    // One that is damaged stops no other file.
    import.open("broken.zip".into(), archive(&[("ann.vcf", ANN)])[..60].to_vec());
    import.open("no.zip".into(), b"something else".to_vec());
    import.open("table.xlsx".into(), archive(&[("xl/workbook.xml", b"<x/>")]));
    import.open("nothing.zip".into(), archive(&[]));
    let words = refused(&import).split_off(5);
    assert_eq!(
        words,
        [
            ("broken.zip".into(), "The archive is damaged and".into()),
            ("no.zip".into(), "The archive is damaged and".into()),
            ("table.xlsx".into(), "This is a workbook of".into()),
            ("nothing.zip".into(), "The file is empty.".into()),
        ] as [(String, String); 4]
    );
    assert!(import.report(Language::De).contains("no.zip,,,"));
}

#[test]
fn what_is_encrypted_or_damaged_is_named_and_the_others_are_read() {
    let bytes = archive(&[("ann.vcf", ANN), ("bob.vcf", &ANN.repeat(9)), ("cole.vcf", ANN)]);
    let place = |bytes: &[u8], what: &[u8], nth: usize| {
        bytes.windows(what.len()).enumerate().filter(|(_, window)| *window == what).nth(nth).map_or(0, |(at, _)| at)
    };
    let mut encrypted = bytes.clone();
    let (local, central) = (place(&bytes, b"PK\x03\x04", 0), place(&bytes, b"PK\x01\x02", 0));
    encrypted[local + 6] |= 1;
    encrypted[central + 8] |= 1;
    let import = opened("a.zip", encrypted);
    assert_eq!(
        (refused(&import), import.counts().cards),
        (vec![("a.zip/ann.vcf".into(), "The file is protected by".into())], 10)
    );

    let mut damaged = bytes.clone();
    let content = place(&bytes, b"PK\x03\x04", 1) + 30 + "bob.vcf".len();
    damaged[content + 4..content + 24].fill(0xFF);
    let import = opened("a.zip", damaged);
    assert_eq!(
        (refused(&import), import.counts().cards),
        (vec![("a.zip/bob.vcf".into(), "The file is damaged or".into())], 2)
    );
}

#[test]
fn hostile_archives_have_bounds() {
    let names: Vec<String> = (0..=ENTRIES).map(|number| format!("{number}.vcf")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), ANN)).collect();
    assert_eq!(
        refused(&opened("many.zip", archive(&many))),
        [("many.zip".into(), "The archive holds more than".into())]
    );
    assert_eq!(opened("few.zip", archive(&many[1..])).counts().cards, 1000);

    // A small file that unpacks to a large one.
    let spaces = vec![b' '; 1 << 20];
    let bomb = archive(&[("ann.vcf", ANN), ("bomb.vcf", &spaces), ("bob.vcf", ANN)]);
    let outcomes = |bytes: &[u8], room: &mut u64| -> Vec<Result<usize, Problem>> {
        let members = unpack(bytes, room).unwrap_or_default();
        members.into_iter().map(|member| member.content.map(|content| content.len())).collect()
    };
    let mut room = 100_000;
    assert_eq!(outcomes(&bomb, &mut room), [Ok(ANN.len()), Err(Problem::TooLarge), Err(Problem::TooLarge)]);
    assert_eq!(room, 0);
    // The same, whose header says that it is small.
    let mut lying = bomb.clone();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == (1u32 << 20).to_le_bytes() {
            lying[at..at + 4].copy_from_slice(&10u32.to_le_bytes());
        }
    }
    assert_eq!(outcomes(&lying, &mut 100_000), [Ok(ANN.len()), Err(Problem::NotUnpacked), Ok(ANN.len())]);
}
