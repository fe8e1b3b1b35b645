//! Forms that are sent as multipart/form-data (RFC 7578).

use axum::body::Body;
use calling_card_api::ProblemKind;
use calling_card_contact::{FieldError, FieldErrors, FieldKind, InboundSource, Problem, rules};
use multer::{Constraints, Multipart, SizeLimit};

use super::files::{Admitted, Door, Sent, file_field};
use super::{SUBMISSION_BYTES, find};
use crate::{Error, Result};

/// What a part takes of what a submission may have, besides its content.
const PART_BYTES: usize = 100;

/// What was sent.
#[derive(Default)]
pub(super) struct Parts {
    /// The fields by their names, in their order; those for files with the tokens of what was kept.
    pub fields: Vec<(String, String)>,
    /// Why files were not kept.
    pub refused: FieldErrors,
}

/// Reads a form. Files are kept one by one as they come, so that only one of them is in memory.
pub(super) async fn read(content_type: &str, body: Body, door: &Door<'_>) -> Result<Parts> {
    let boundary = multer::parse_boundary(content_type).map_err(unreadable)?;
    let source = find(&door.state.store, door.form).await.ok().map(|(_, source)| source);
    // Only where files are asked for more is read than of every form.
    let files = if source.as_ref().is_some_and(|source| source.form.takes_files()) { rules::FILES } else { 0 };
    let most = SUBMISSION_BYTES as u64 + u64::from(files) * u64::from(rules::FILE_BYTES);
    let constraints = Constraints::new().size_limit(SizeLimit::new().whole_stream(most));
    let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    let mut reader = Reader { door, source, admitted: None, left: SUBMISSION_BYTES, parts: Parts::default() };
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        reader.take(part).await?;
    }
    Ok(reader.parts)
}

struct Reader<'a> {
    door: &'a Door<'a>,
    source: Option<InboundSource>,
    /// That files are taken, once the first has come.
    admitted: Option<Admitted>,
    /// How many bytes there may still be besides files.
    left: usize,
    parts: Parts,
}

impl Reader<'_> {
    async fn take(&mut self, mut part: multer::Field<'_>) -> Result<()> {
        let too_large = || Error::Problem(ProblemKind::TooLarge);
        let name = part.name().unwrap_or_default().to_owned();
        self.left = self.left.checked_sub(name.len() + PART_BYTES).ok_or_else(too_large)?;
        if part.file_name().is_some() {
            return self.take_file(&name, part).await;
        }
        let text = read_part(&mut part, self.left).await?.ok_or_else(too_large)?;
        self.left -= text.len();
        if !name.is_empty() {
            let text = String::from_utf8(text).map_err(|_| Error::Problem(ProblemKind::Unreadable))?;
            self.parts.fields.push((name, text));
        }
        Ok(())
    }

    /// Keeps a file. One that no field asks for is passed over; one that is wrong is so at its field.
    async fn take_file(&mut self, name: &str, mut part: multer::Field<'_>) -> Result<()> {
        let field = self.source.as_ref().and_then(|source| file_field(&source.form, name).cloned());
        let Some(field) = field else { return Ok(()) };
        let sent = Sent::read(&mut part).await?;
        if sent.is_none() {
            return Ok(());
        }
        let admitted = match self.admitted.take() {
            Some(admitted) => admitted,
            None => self.door.admit().await?,
        };
        let known = self.parts.fields.iter().filter(|(known, _)| known == name).count();
        let max = if matches!(field.kind, FieldKind::File { many: true, .. }) { rules::FILES } else { 1 };
        let outcome = if known < max as usize {
            admitted.keep(self.door.state, &field, sent).await
        } else {
            let error = FieldError { field: format!("/{name}"), problem: Problem::TooManyFiles { max } };
            Err(Error::Invalid(vec![error]))
        };
        self.admitted = Some(admitted);
        match outcome {
            Ok(kept) => self.parts.fields.push((name.to_owned(), kept.token)),
            Err(Error::Invalid(errors)) => self.parts.refused.extend(errors),
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

/// Reads a part; none where it has more bytes. What is left of it is passed over.
pub(super) async fn read_part(part: &mut multer::Field<'_>, most: usize) -> Result<Option<Vec<u8>>> {
    let mut content = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
        if content.len() + chunk.len() > most {
            return Ok(None);
        }
        content.extend_from_slice(&chunk);
    }
    Ok(Some(content))
}

/// What is said where a request cannot be read, or is too large to be.
pub(super) fn unreadable(error: multer::Error) -> Error {
    Error::Problem(match error {
        multer::Error::StreamSizeExceeded { .. } => ProblemKind::TooLarge,
        _ => ProblemKind::Unreadable,
    })
}
