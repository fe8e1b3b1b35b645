//! Forms with files (multipart/form-data, RFC 7578), whole in memory.

/// Most parts of a form.
const PARTS: usize = 1000;

/// A file as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its media type, as who sends it says.
    pub media_type: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// A part of a form.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A field.
    Text(String, String),
    /// A file in a field.
    File(String, File),
}

/// The media type and the body of a form.
pub(crate) fn write(parts: &[Part]) -> (String, Vec<u8>) {
    let boundary = boundary(parts);
    let mut body = Vec::new();
    for part in parts {
        body.extend_from_slice(format!("--{boundary}\r\nContent-Disposition: form-data; name=").as_bytes());
        match part {
            Part::Text(name, text) => {
                body.extend_from_slice(format!("{}\r\n\r\n{text}", quoted(name)).as_bytes());
            }
            Part::File(name, file) => {
                let kind: String = file.media_type.chars().filter(|c| !c.is_control()).collect();
                let head = format!("{}; filename={}\r\nContent-Type: {kind}\r\n\r\n", quoted(name), quoted(&file.name));
                body.extend_from_slice(head.as_bytes());
                body.extend_from_slice(&file.content);
            }
        }
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

/// The parts of a form; the error says what is wrong with it.
pub(crate) fn read(media_type: &str, body: &[u8]) -> Result<Vec<Part>, &'static str> {
    let boundary = parameter(media_type, "boundary").filter(|boundary| !boundary.is_empty());
    let mark = format!("--{}", boundary.ok_or("the form has no boundary")?);
    let unfinished = "the form has no end";
    let begin =
        if body.starts_with(mark.as_bytes()) { 0 } else { find(body, &format!("\r\n{mark}")).ok_or(unfinished)? + 2 };
    let mut rest = body.get(begin + mark.len()..).ok_or(unfinished)?;
    let mark = format!("\r\n{mark}");
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        let end = find(rest, &mark).ok_or(unfinished)?;
        parts.extend(part(&rest[..end])?);
        if parts.len() > PARTS {
            return Err("the form has too many parts");
        }
        rest = &rest[end + mark.len()..];
    }
    Ok(parts)
}

/// A part, from the end of the line of its boundary on; none without a name.
fn part(bytes: &[u8]) -> Result<Option<Part>, &'static str> {
    let unreadable = "a part of the form cannot be read";
    let head_end = find(bytes, "\r\n\r\n").ok_or(unreadable)?;
    let head = std::str::from_utf8(&bytes[..head_end]).map_err(|_| unreadable)?;
    let content = &bytes[head_end + 4..];
    let header = |wanted: &str| {
        let lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
        lines.filter(|(name, _)| name.trim().eq_ignore_ascii_case(wanted)).map(|(_, said)| said.trim()).next()
    };
    let disposition = header("content-disposition").unwrap_or_default();
    let Some(name) = parameter(disposition, "name") else { return Ok(None) };
    Ok(Some(match parameter(disposition, "filename") {
        Some(file_name) => {
            let media_type = header("content-type").unwrap_or("application/octet-stream").to_owned();
            Part::File(name, File { name: file_name, media_type, content: content.to_vec() })
        }
        None => Part::Text(name, std::str::from_utf8(content).map_err(|_| unreadable)?.to_owned()),
    }))
}

/// A text that occurs in no part.
fn boundary(parts: &[Part]) -> String {
    let occurs = |boundary: &str| {
        parts.iter().any(|part| match part {
            Part::Text(_, text) => text.contains(boundary),
            Part::File(_, file) => find(&file.content, boundary).is_some(),
        })
    };
    // There are fewer places in any body than numbers.
    (0_u64..).map(|number| format!("calling-card-{number:016}")).find(|boundary| !occurs(boundary)).unwrap_or_default()
}

fn find(within: &[u8], text: &str) -> Option<usize> {
    within.windows(text.len()).position(|window| window == text.as_bytes())
}

/// As browsers write names (HTML, section 4.10.21.8).
fn quoted(text: &str) -> String {
    let plain = text.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22");
    format!("\"{plain}\"")
}

/// A parameter of a header, `; name=said` or `; name="said"`.
fn parameter(header: &str, wanted: &str) -> Option<String> {
    let (_, mut rest) = header.split_once(';')?;
    loop {
        let (name, after) = rest.split_once('=')?;
        let (said, more) = match after.strip_prefix('"') {
            Some(quoted) => {
                let (said, more) = quoted.split_once('"')?;
                (said, more.split_once(';').map(|(_, more)| more))
            }
            None => after.split_once(';').map_or((after, None), |(said, more)| (said, Some(more))),
        };
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(said.trim().replace("%0D", "\r").replace("%0A", "\n").replace("%22", "\""));
        }
        rest = more?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let content = b"calling-card-0000000000000000\r\n--\0\xff".to_vec();
        let file = File { name: "a \"b\"; c=d.png".into(), media_type: "image/png".into(), content };
        let parts = vec![Part::Text("first\r\nName".into(), "Ä\r\n--x".into()), Part::File("photo".into(), file)];
        let (media_type, body) = write(&parts);
        assert_eq!(read(&media_type, &body), Ok(parts));
        assert_eq!(read("multipart/form-data; boundary=\"x\"", b"--x--\r\n"), Ok(Vec::new()));
    }

    #[test]
    fn what_is_no_form_is_refused() {
        for (media_type, body) in [
            ("multipart/form-data", &b"--x--"[..]),
            ("multipart/form-data; boundary=x", b""),
            ("multipart/form-data; boundary=x", b"--x"),
            ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb"),
            ("multipart/form-data; boundary=x", b"--x\r\nno head\r\n--x--"),
        ] {
            assert!(read(media_type, body).is_err(), "{media_type} {body:?}");
        }
        let many = "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n".repeat(PARTS + 1);
        assert!(read("multipart/form-data; boundary=x", format!("{many}--x--").as_bytes()).is_err());
    }
}
