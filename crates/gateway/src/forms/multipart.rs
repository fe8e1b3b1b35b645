//! Fields of a form that is sent as multipart/form-data (RFC 7578).

use axum::body::{Body, Bytes};
use calling_card_api::ProblemKind;

use crate::{Error, Result};

/// The fields by their names, in their order. Forms ask for no files, so files are left out.
pub(super) async fn fields(content_type: &str, body: Bytes) -> Result<Vec<(String, String)>> {
    let unreadable = |_| Error::Problem(ProblemKind::Unreadable);
    let boundary = multer::parse_boundary(content_type).map_err(unreadable)?;
    let mut parts = multer::Multipart::new(Body::from(body).into_data_stream(), boundary);
    let mut fields = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        let name = part.name().map(str::to_owned);
        if let Some(name) = name.filter(|_| part.file_name().is_none()) {
            fields.push((name, part.text().await.map_err(unreadable)?));
        }
    }
    Ok(fields)
}
