//! A picture that is chosen and cut to a square: by dragging, by sliders, by keys.

use calling_card_contact::Image;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, KeyboardEvent, PointerEvent, Url};

use super::Dialog;
use crate::language::t;

/// How wide and high what is seen is, and what is kept.
const SEEN: u32 = 320;
const KEPT: u32 = 512;
/// Most bytes of a file that is opened, and how far a picture can be enlarged.
const BYTES: f64 = 20_000_000.0;
const ENLARGED: f64 = 5.0;

/// Which part of a picture is kept: how much it is enlarged, and how far its middle is moved, in parts of the square.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Cut {
    zoom: f64,
    x: f64,
    y: f64,
}

impl Cut {
    const WHOLE: Self = Self { zoom: 1.0, x: 0.0, y: 0.0 };

    /// Where a picture of this size is drawn in a square of that side, so that the square is covered: left, top, width, height.
    fn place(self, width: f64, height: f64, side: f64) -> (f64, f64, f64, f64) {
        let scale = self.zoom * side / width.min(height);
        let (width, height) = (width * scale, height * scale);
        (side / 2.0 - width / 2.0 + self.x * side, side / 2.0 - height / 2.0 + self.y * side, width, height)
    }

    /// The cut that shows all of a picture, on white.
    fn all(width: f64, height: f64) -> Self {
        Self { zoom: width.min(height) / width.max(height), ..Self::WHOLE }
    }

    /// The nearest cut that leaves no edge of the square empty; of a picture that may stand on white, the nearest that shows no less of it
    /// than there is room for.
    fn within(self, width: f64, height: f64, white: bool) -> Self {
        let least = if white { Self::all(width, height).zoom } else { 1.0 };
        let zoom = self.zoom.clamp(least, ENLARGED);
        let room = |length: f64| ((zoom * length / width.min(height) - 1.0) / 2.0).max(0.0);
        let (x, y) = (room(width), room(height));
        Self { zoom, x: self.x.clamp(-x, x), y: self.y.clamp(-y, y) }
    }
}

/// Asks for a picture, and hands on the square that was cut out of it.
#[component]
pub fn CropDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Takes the picture: a JPEG.
    done: Callback<Image>,
    /// Whether it is a logo: all of it is shown unless one cuts it, on white.
    #[prop(optional)]
    logo: bool,
) -> impl IntoView {
    view! {
        <Dialog open title=if logo { t("Logo", "Logo") } else { t("Picture", "Bild") }><Crop open done logo /></Dialog>
    }
    .into_any()
}

#[component]
fn Crop(open: RwSignal<bool>, done: Callback<Image>, logo: bool) -> impl IntoView {
    let picture = RwSignal::new_local(None::<HtmlImageElement>);
    let cut = RwSignal::new(Cut::WHOLE);
    let error = RwSignal::new("");
    let (input, canvas) = (NodeRef::<html::Input>::new(), NodeRef::<html::Canvas>::new());
    let chosen = move |_| {
        let Some(file) = input.get_untracked().and_then(|input| input.files()?.get(0)) else { return };
        picture.set(None);
        if file.size() > BYTES {
            return error.set(t(
                "The file is larger than 20 MB: choose a smaller one.",
                "Die Datei ist größer als 20 MB: Wählen Sie eine kleinere.",
            ));
        }
        error.set("");
        if let Ok(address) = Url::create_object_url_with_blob(&file) {
            read(address, picture, error);
        }
    };
    let size = move || {
        picture.with(|picture| {
            picture.as_ref().map(|picture| (f64::from(picture.natural_width()), f64::from(picture.natural_height())))
        })
    };
    let change = move |new: Cut| {
        if let Some((width, height)) = untrack(size) {
            cut.set(new.within(width, height, logo));
        }
    };
    Effect::new(move || {
        let now = cut.get();
        if let (Some(canvas), Some(picture)) = (canvas.get(), picture.get()) {
            draw(&canvas, &picture, now, SEEN);
        }
    });
    Effect::new(move || {
        let size = size();
        cut.set(size.filter(|_| logo).map_or(Cut::WHOLE, |(width, height)| Cut::all(width, height)));
    });
    let press = move |event: KeyboardEvent| {
        let now = cut.get_untracked();
        let step = if event.shift_key() { 0.1 } else { 0.02 };
        change(match event.key().as_str() {
            "ArrowLeft" => Cut { x: now.x - step, ..now },
            "ArrowRight" => Cut { x: now.x + step, ..now },
            "ArrowUp" => Cut { y: now.y - step, ..now },
            "ArrowDown" => Cut { y: now.y + step, ..now },
            "+" | "=" => Cut { zoom: now.zoom + 0.1, ..now },
            "-" => Cut { zoom: now.zoom - 0.1, ..now },
            _ => return,
        });
        event.prevent_default();
    };
    let drag = move |event: PointerEvent| {
        if event.buttons() & 1 == 1 {
            let now = cut.get_untracked();
            let part = |pixels: i32| f64::from(pixels) / f64::from(SEEN);
            change(Cut { x: now.x + part(event.movement_x()), y: now.y + part(event.movement_y()), ..now });
        }
    };
    let hold = move |event: PointerEvent| {
        if let Some(canvas) = canvas.get_untracked() {
            // A pointer that is gone already moves nothing.
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
    };
    let keep = move |_| {
        let Some(picture) = picture.get_untracked() else {
            return error.set(t("Choose a picture first.", "Wählen Sie zuerst ein Bild."));
        };
        match jpeg(&picture, cut.get_untracked()) {
            Some(image) => {
                open.set(false);
                done.run(image);
            }
            None => error.set(unreadable()),
        }
    };
    let slider = move |label: &'static str, least: f64, most: f64, of: fn(Cut) -> f64, with: fn(Cut, f64) -> Cut| {
        view! {
            <div class="field"><label>{label}
                <input type="range" min=least max=most step="0.01" prop:value=move || of(cut.get()).to_string()
                    on:input=move |event| change(with(cut.get_untracked(), event_target_value(&event).parse().unwrap_or_default())) /></label></div>
        }
    };
    let there = move || picture.with(Option::is_some);
    let wrong = move || (!error.get().is_empty()).then_some("true");
    view! {
        <div class="field">
            <label for="crop-file">{t("Picture file", "Bilddatei")}</label>
            <input id="crop-file" type="file" accept="image/*" node_ref=input aria-describedby="crop-error" aria-invalid=wrong on:change=chosen />
            <p class="error" id="crop-error" role="alert">{error}</p>
        </div>
        <Show when=there>
            <canvas class="crop" width=SEEN height=SEEN tabindex="0" role="img" node_ref=canvas
                aria-label=t("The part that is kept. Arrow keys move it, plus and minus change its size.", "Der Ausschnitt, der bleibt. Pfeiltasten verschieben ihn, Plus und Minus ändern die Größe.")
                on:keydown=press on:pointerdown=hold on:pointermove=drag></canvas>
            <div class="grid three">
                {slider(t("Size", "Größe"), if logo { 0.0 } else { 1.0 }, ENLARGED, |cut| cut.zoom, |cut, zoom| Cut { zoom, ..cut })}
                {slider(t("Left and right", "Links und rechts"), -2.0, 2.0, |cut| cut.x, |cut, x| Cut { x, ..cut })}
                {slider(t("Up and down", "Oben und unten"), -2.0, 2.0, |cut| cut.y, |cut, y| Cut { y, ..cut })}
            </div>
        </Show>
        <div class="buttons">
            <button type="button" class="button primary" on:click=keep>{t("Use this picture", "Dieses Bild verwenden")}</button>
            <button type="button" class="button" on:click=move |_| open.set(false)>{t("Cancel", "Abbrechen")}</button>
        </div>
    }
}

fn unreadable() -> &'static str {
    t("The file is no picture that can be opened here.", "Die Datei ist kein Bild, das sich hier öffnen lässt.")
}

/// Opens a picture; its address is given back once that is done.
fn read(address: String, picture: RwSignal<Option<HtmlImageElement>, LocalStorage>, error: RwSignal<&'static str>) {
    let Ok(image) = HtmlImageElement::new() else { return };
    let (shown, gone) = (image.clone(), address.clone());
    let loaded = Closure::once_into_js(move || {
        let _ = Url::revoke_object_url(&gone);
        if shown.natural_width() > 0 && shown.natural_height() > 0 {
            picture.try_set(Some(shown));
        } else {
            error.try_set(unreadable());
        }
    });
    let gone = address.clone();
    let failed = Closure::once_into_js(move || {
        let _ = Url::revoke_object_url(&gone);
        error.try_set(unreadable());
    });
    image.set_onload(Some(loaded.unchecked_ref()));
    image.set_onerror(Some(failed.unchecked_ref()));
    image.set_src(&address);
}

fn draw(canvas: &HtmlCanvasElement, picture: &HtmlImageElement, cut: Cut, side: u32) -> Option<()> {
    let pen: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let side = f64::from(side);
    // A JPEG has no holes: what is seen through is white.
    pen.set_fill_style_str("#fff");
    pen.fill_rect(0.0, 0.0, side, side);
    let (left, top, width, height) =
        cut.place(f64::from(picture.natural_width()), f64::from(picture.natural_height()), side);
    pen.draw_image_with_html_image_element_and_dw_and_dh(picture, left, top, width, height).ok()
}

fn jpeg(picture: &HtmlImageElement, cut: Cut) -> Option<Image> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(KEPT);
    canvas.set_height(KEPT);
    draw(&canvas, picture, cut, KEPT)?;
    let address = canvas.to_data_url_with_type_and_encoder_options("image/jpeg", &0.86.into()).ok()?;
    let data = address.strip_prefix("data:image/jpeg;base64,")?.to_owned();
    Some(Image { media_type: "image/jpeg".to_owned(), data })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_square_is_always_covered() {
        for (width, height) in [(100.0, 100.0), (400.0, 100.0), (100.0, 300.0)] {
            for cut in [
                Cut::WHOLE,
                Cut { zoom: 0.1, x: 9.0, y: -9.0 },
                Cut { zoom: 99.0, x: -9.0, y: 9.0 },
                Cut { zoom: 2.0, x: 0.3, y: 0.1 },
            ] {
                let (left, top, wide, high) = cut.within(width, height, false).place(width, height, 320.0);
                assert!(
                    left <= 1e-9 && top <= 1e-9 && left + wide >= 320.0 - 1e-9 && top + high >= 320.0 - 1e-9,
                    "{cut:?} {width} × {height}"
                );
            }
        }
        assert_eq!(Cut::WHOLE.place(400.0, 200.0, 320.0), (-160.0, 0.0, 640.0, 320.0));
    }

    #[test]
    fn all_of_a_logo_is_shown_on_white() {
        for (width, height, shall) in
            [(400.0, 100.0, (0.0, 120.0, 320.0, 80.0)), (100.0, 100.0, (0.0, 0.0, 320.0, 320.0))]
        {
            let least = Cut { zoom: 0.0, x: 3.0, y: 3.0 }.within(width, height, true);
            assert_eq!(least.place(width, height, 320.0), shall);
            assert_eq!(least, Cut::all(width, height));
        }
    }
}
