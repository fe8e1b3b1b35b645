//! A QR code of a person's card, for the camera of a phone.

use calling_card_api::file_name;
use calling_card_api::people::PersonRecord;
use calling_card_api::worker::{Format, LeftOut, QrCode};
use calling_card_contact::{Language, PersonId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::download::{card_options, write_request};
use crate::connection::{Crm, use_connection};
use crate::language::{language, t};
use crate::transport::Failure;
use crate::ui::{Dialog, SelectField, save_address, save_file, use_toasts};
use crate::worker;

/// Pixels of a module in the PNG picture.
const PIXELS: u32 = 8;

/// The button that shows the QR code, with the choice of a card and the ways to save it.
#[component]
pub(super) fn QrCodeButton(record: PersonRecord) -> impl IntoView {
    let open = RwSignal::new(false);
    let code = RwSignal::new(None::<QrCode>);
    let card = RwSignal::new(String::new());
    let toasts = use_toasts();
    let id = record.id;
    let name = StoredValue::new(record.content.display_name());
    let cards = StoredValue::new(card_options(&record.content));
    let crm = StoredValue::new(use_connection());
    let show = move || {
        let crm = crm.get_value();
        spawn_local(async move {
            match draw(&crm, id, card.get_untracked()).await {
                Ok(drawn) => {
                    code.try_set(Some(drawn));
                    open.try_set(true);
                }
                Err(failure) => toasts.fail(&failure),
            }
        });
    };
    let choose = move |chosen: String| {
        card.set(chosen);
        show();
    };
    let several = cards.with_value(|cards| cards.len() > 2);
    view! {
        <button type="button" class="button" aria-haspopup="dialog" on:click=move |_| show()>{t("QR code", "QR-Code")}</button>
        <Dialog open title=t("QR code", "QR-Code")>
            {several.then(|| view! { <SelectField label=t("Business card", "Visitenkarte") value=card on_input=choose options=cards.get_value() /> })}
            {move || code.get().map(|code| view! { <Drawn code name=name.get_value() /> })}
            <div class="buttons"><button type="button" class="button" on:click=move |_| open.set(false)>{t("Close", "Schließen")}</button></div>
        </Dialog>
    }
}

/// The code, what is in it and what is not.
#[component]
fn Drawn(code: QrCode, name: String) -> impl IntoView {
    if code.svg.is_empty() {
        let words = t(
            "The name alone is too much for a QR code. Send the vCard instead.",
            "Schon der Name ist zu lang für einen QR-Code. Senden Sie stattdessen die vCard.",
        );
        return view! { <p class="notice" role="alert">{words}</p> }.into_any();
    }
    let address = format!("data:image/svg+xml,{}", js_sys::encode_uri_component(&code.svg));
    let (left_out, made) = (left_out_text(&code.left_out), made_text(&code));
    let (svg, png, other) = (code.clone(), code, name.clone());
    // A browser that refuses a download says so itself.
    let save_svg = move |_| {
        let _ = save_file(&svg.svg, "image/svg+xml", &file_name(&name, "svg"));
    };
    let save_png = move |_| {
        if let Some(address) = png_address(&png) {
            let _ = save_address(&address, &file_name(&other, "png"));
        }
    };
    view! {
        <img class="qr" src=address alt=t("QR code of the vCard", "QR-Code der vCard") />
        <div role="status">
            <p>{left_out}</p>
            <p class="muted small">{made}</p>
        </div>
        <div class="buttons">
            <button type="button" class="button" on:click=save_svg>{t("Save as SVG", "Als SVG speichern")}</button>
            <button type="button" class="button" on:click=save_png>{t("Save as PNG", "Als PNG speichern")}</button>
        </div>
    }
    .into_any()
}

/// What is not in the code, in words.
fn left_out_text(left_out: &[LeftOut]) -> String {
    let words: Vec<&str> = left_out.iter().map(|what| word_for(*what)).collect();
    match words.as_slice() {
        [] => t("All of the card is in it.", "Die ganze Karte ist darin.").to_owned(),
        words => format!(
            "{} {}.",
            t("Left out, so that a camera can read it:", "Weggelassen, damit eine Kamera ihn lesen kann:"),
            words.join(", ")
        ),
    }
}

fn word_for(what: LeftOut) -> &'static str {
    match what {
        LeftOut::Picture => t("picture", "Bild"),
        LeftOut::Notes => t("notes", "Notizen"),
        LeftOut::Tags => t("tags", "Schlagwörter"),
        LeftOut::Custom => t("custom fields", "eigene Felder"),
        LeftOut::Kept => t("properties of other programs", "Angaben anderer Programme"),
        LeftOut::Addresses => t("postal addresses", "Postadressen"),
        LeftOut::WebAddresses => t("web addresses and profiles", "Webadressen und Profile"),
        LeftOut::Dates => t("birthday and dates", "Geburtstag und Termine"),
        LeftOut::FurtherNumbers => {
            t("further phone numbers and e-mail addresses", "weitere Telefonnummern und E-Mail-Adressen")
        }
        LeftOut::OtherCards => t("the other business cards", "die anderen Visitenkarten"),
        LeftOut::Work => t("company and position", "Firma und Position"),
        LeftOut::Numbers => t("phone number and e-mail address", "Telefonnummer und E-Mail-Adresse"),
    }
}

/// In which versions of vCards and of QR codes it is: those are 4 modules apart, from 21 modules on.
fn made_text(code: &QrCode) -> String {
    let modules = code.side.saturating_sub(8);
    let version = modules.saturating_sub(17) / 4;
    let vcard = if code.format == Format::V4 { "vCard 4.0" } else { "vCard 3.0" };
    match language() {
        Language::En => format!("{vcard} in a QR code of version {version} ({modules} × {modules})."),
        Language::De => format!("{vcard} in einem QR-Code der Version {version} ({modules} × {modules})."),
    }
}

async fn draw(crm: &Crm, id: PersonId, card: String) -> Result<QrCode, Failure> {
    // The worker takes the version that fits.
    worker::qr_code(&write_request(crm, id, Format::V3, card.parse().ok()).await?).await
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
