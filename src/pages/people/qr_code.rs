//! A QR code of a person's card, for the camera of a phone.

use calling_card_api::people::PersonRecord;
use calling_card_api::worker::{QrCode, VcardVersion};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::download::{file_name, write_request};
use crate::language::t;
use crate::transport::Failure;
use crate::ui::{Dialog, save_address, save_file, use_toasts};
use crate::worker;

/// Pixels of a module in the PNG picture.
const PIXELS: u32 = 8;

/// The button that shows the QR code, with the ways to save it.
#[component]
pub(super) fn QrCodeButton(record: PersonRecord) -> impl IntoView {
    let open = RwSignal::new(false);
    let code = RwSignal::new(None::<QrCode>);
    let toasts = use_toasts();
    let name = StoredValue::new(record.content.display_name());
    let record = StoredValue::new(record);
    let show = move |_| {
        spawn_local(async move {
            match draw(record.get_value()).await {
                Ok(drawn) => {
                    code.set(Some(drawn));
                    open.set(true);
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let picture = move || {
        let drawn = code.get()?;
        if drawn.svg.is_empty() {
            let words = t(
                "There is too much on this card for a QR code. Choose a person with fewer entries, or send the vCard.",
                "Auf dieser Karte steht zu viel für einen QR-Code. Senden Sie die vCard, oder kürzen Sie die Karte.",
            );
            return Some(view! { <p class="notice" role="alert">{words}</p> }.into_any());
        }
        let address = format!("data:image/svg+xml,{}", js_sys::encode_uri_component(&drawn.svg));
        let (svg, png) = (drawn.clone(), drawn);
        // A browser that refuses a download says so itself.
        let save_svg = move |_| {
            let _ = save_file(&svg.svg, "image/svg+xml", &name.with_value(|name| file_name(name, "svg")));
        };
        let save_png = move |_| {
            if let Some(address) = png_address(&png) {
                let _ = save_address(&address, &name.with_value(|name| file_name(name, "png")));
            }
        };
        Some(view! {
            <img class="qr" src=address alt=t("QR code of the vCard", "QR-Code der vCard") />
            <p class="muted small">{t("Picture, notes and tags are left out, so that a camera can read it.", "Bild, Notizen und Schlagwörter fehlen, damit eine Kamera ihn lesen kann.")}</p>
            <div class="buttons">
                <button type="button" class="button" on:click=save_svg>{t("Save as SVG", "Als SVG speichern")}</button>
                <button type="button" class="button" on:click=save_png>{t("Save as PNG", "Als PNG speichern")}</button>
            </div>
        }.into_any())
    };
    view! {
        <button type="button" class="button" aria-haspopup="dialog" on:click=show>{t("QR code", "QR-Code")}</button>
        <Dialog open title=t("QR code", "QR-Code")>
            {picture}
            <div class="buttons"><button type="button" class="button" on:click=move |_| open.set(false)>{t("Close", "Schließen")}</button></div>
        </Dialog>
    }
}

async fn draw(record: PersonRecord) -> Result<QrCode, Failure> {
    // Phones read 3.0 best.
    let request = write_request(record, VcardVersion::V3, None).await?;
    worker::qr_code(&request).await
}

/// The code as a PNG picture, in an address of its own (`data:`).
fn png_address(code: &QrCode) -> Option<String> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(code.side * PIXELS);
    canvas.set_height(code.side * PIXELS);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let whole = f64::from(code.side * PIXELS);
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, whole, whole);
    context.set_fill_style_str("#000");
    let pixels = f64::from(PIXELS);
    for (at, _) in code.modules.bytes().enumerate().filter(|(_, module)| *module == b'1') {
        let (x, y) = (at as u32 % code.side, at as u32 / code.side);
        context.fill_rect(f64::from(x) * pixels, f64::from(y) * pixels, pixels, pixels);
    }
    canvas.to_data_url_with_type("image/png").ok()
}
