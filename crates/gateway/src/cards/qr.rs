//! The address of a card's page as a QR code.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use calling_card_public_card::QrPath;
use qrcode::{Color, EcLevel, QrCode};

use super::{address, find, part};
use crate::{AppState, Error, Result};

/// The border that readers ask for, in modules (ISO/IEC 18004).
const BORDER: usize = 4;

/// `/c/{id}/qr.svg`.
pub(super) async fn svg(State(state): State<AppState>, Path(id): Path<String>, request: HeaderMap) -> Result<Response> {
    let shown = find(&state, &id).await?;
    let QrPath { d, side } = path(&address(&state, &shown)).ok_or(Error::NOT_FOUND)?;
    let picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{0}\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{d}\"/></svg>",
        8 * side
    );
    Ok(part(&shown, &request, "image/svg+xml", picture.into_bytes()))
}

/// The code of a text, modules that stand in a row as one; none where the text is too long.
pub(crate) fn path(text: &str) -> Option<QrPath> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let (width, colors) = (code.width(), code.to_colors());
    let mut d = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            let length = run.len();
            if run.first() == Some(&Color::Dark) {
                d.push_str(&format!("M{} {}h{length}v1h-{length}z", x + BORDER, y + BORDER));
            }
            x += length;
        }
    }
    Some(QrPath { d, side: width + 2 * BORDER })
}
