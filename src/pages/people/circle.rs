//! Who knows whom: the people and organizations around a person as a picture that can be walked by keys, and as a list.

mod layout;

use calling_card_api::ConnectionId;
use calling_card_api::circle::{Circle, GetCircle};
use calling_card_contact::{PersonId, initials};
use leptos::prelude::*;
use leptos::svg;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, MouseEvent, SvgElement};

use crate::language::t;
use crate::ui::{load, shown};

use layout::{Node, SIDE, Step, layout, nearest};

/// Who knows whom around a person; loaded when it is opened.
#[component]
pub(super) fn CircleOf(person: PersonId) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <section class="panel">
            <details class="history" on:toggle=move |_| open.set(true)>
                <summary><h2>{t("Who knows whom", "Wer kennt wen")}</h2></summary>
                <Show when=move || open.get()><Loaded person /></Show>
            </details>
        </section>
    }
    .into_any()
}

#[component]
fn Loaded(person: PersonId) -> impl IntoView {
    let circle = load(move || GetCircle { connection: ConnectionId::home(), id: person });
    shown(circle, move |circle: Circle| {
        if circle.people.len() + circle.organizations.len() < 2 {
            return view! { <p class="muted small">{t("No relation and no organization is known yet.", "Noch ist keine Beziehung und keine Organisation bekannt.")}</p> }.into_any();
        }
        let more = circle
            .more
            .then(|| t("Not everybody is shown: there are more.", "Nicht alle sind zu sehen: Es gibt mehr."));
        let list = sentences(&circle);
        view! {
            <div class="stack">
                <Picture circle />
                <p class="small muted">{t("Arrow keys lead from one to the next, Enter leads to their page.", "Pfeiltasten führen von einem zum nächsten, die Eingabetaste führt zur Seite.")}" "{more}</p>
                <details class="more"><summary>{t("As a list", "Als Liste")}</summary><ul class="entries small">{list}</ul></details>
            </div>
        }
        .into_any()
    })
}

#[component]
fn Picture(circle: Circle) -> impl IntoView {
    let (nodes, lines) = layout(&circle);
    let places: Vec<(f64, f64)> = nodes.iter().map(|node| (node.x, node.y)).collect();
    let at = RwSignal::new(0_usize);
    let root = NodeRef::<svg::Svg>::new();
    let walk = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" => Step::Left,
            "ArrowRight" => Step::Right,
            "ArrowUp" => Step::Up,
            "ArrowDown" => Step::Down,
            _ => return,
        };
        event.prevent_default();
        let Some(next) = nearest(&places, at.get_untracked(), step) else { return };
        at.set(next);
        let Some(root) = root.get_untracked() else { return };
        if let Ok(Some(node)) = root.query_selector(&format!("[data-node='{next}']"))
            && let Some(node) = node.dyn_ref::<SvgElement>()
        {
            let _ = node.focus();
        }
    };
    let lines: Vec<_> = lines
        .into_iter()
        .map(|line| view! { <line x1=line.0.0 y1=line.0.1 x2=line.1.0 y2=line.1.1 class:belongs=line.2 /> })
        .collect();
    let nodes: Vec<_> =
        nodes.into_iter().enumerate().map(|(place, node)| view! { <NodeView place node at /> }).collect();
    view! {
        <svg class="circle" viewBox=format!("0 0 {SIDE} {SIDE}") role="group" aria-label=t("Who knows whom", "Wer kennt wen") node_ref=root on:keydown=walk>
            <g aria-hidden="true">{lines}</g>
            {nodes}
        </svg>
    }
}

#[component]
fn NodeView(place: usize, node: Node, at: RwSignal<usize>) -> impl IntoView {
    let (x, y) = (node.x, node.y);
    let short: String = if node.name.chars().count() > 15 {
        node.name.chars().take(14).chain(['…']).collect()
    } else {
        node.name.clone()
    };
    let tab = move || if at.get() == place { "0" } else { "-1" };
    let shape = if node.organization {
        view! { <rect x=x - 15.0 y=y - 15.0 width="30" height="30" rx="7" /> }.into_any()
    } else {
        view! { <circle cx=x cy=y r=if node.center { "20" } else { "16" } /> }.into_any()
    };
    let letters = if node.organization { String::new() } else { initials(&node.name) };
    let (navigate, path) = (use_navigate(), node.path.clone());
    // The router looks at the links of HTML alone.
    let go = move |event: MouseEvent| {
        if !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
            event.prevent_default();
            navigate(&path, Default::default());
        }
    };
    view! {
        <g class="node" class:center=node.center class:organization=node.organization>
            // By itself, for the macro knows an `a` of SVG by its parent alone.
            <g><a href=node.path data-node=place tabindex=tab aria-label=node.told on:focus=move |_| at.set(place) on:click=go>
                <rect class="reach" x=x - 40.0 y=y - 22.0 width="80" height="60" />
                {shape}
            </a></g>
            // Beside the link, whose name says more than there is room for.
            <g class="words" aria-hidden="true">
                <text x=x y=y + 4.0 class="letters">{letters}</text>
                <text x=x y=y + 32.0>{short}</text>
            </g>
        </g>
    }
}

/// All that the picture shows, as sentences with ways to those they are about.
fn sentences(circle: &Circle) -> Vec<AnyView> {
    let name = |id: PersonId| {
        circle.people.iter().find(|person| person.id == id).map(|person| person.name.clone()).unwrap_or_default()
    };
    let link = |path: String, name: String| view! { <a href=path dir="auto">{name}</a> };
    let ties = circle.ties.iter().map(|tie| {
        let (to, from) =
            (link(format!("/people/{}", tie.to), name(tie.to)), link(format!("/people/{}", tie.from), name(tie.from)));
        view! { <li><span>{to}" – "<span dir="auto">{tie.forward.clone()}</span>" – "{from}</span></li> }.into_any()
    });
    let places = circle.memberships.iter().filter_map(|place| {
        let organization = circle.organizations.iter().find(|known| known.id == place.organization)?;
        let who = link(format!("/people/{}", place.person), name(place.person));
        let to = link(format!("/organizations/{}", organization.id), organization.name.clone());
        let role = Some(place.role.clone()).filter(|role| !role.is_empty()).map(|role| format!(" ({role})"));
        let branches = Some(organization.branches.join(", ")).filter(|names| !names.is_empty());
        let branches = branches.map(|names| format!(" · {}: {names}", t("branches", "Niederlassungen")));
        Some(
            view! { <li><span>{who}" – "{to}<span class="muted" dir="auto">{role}{branches}</span></span></li> }
                .into_any(),
        )
    });
    ties.chain(places).collect()
}
