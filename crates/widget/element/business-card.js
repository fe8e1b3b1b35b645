// The one script of a published business card: the gateway puts the card's data in the place of __CARD__.
// It stores nothing and asks for nothing but the picture; the vCard is fetched by whoever follows its link.
import { build } from "./build.js";
import { insert, originOf } from "./insert.js";
import { languageOf } from "./language.js";

const NAME = "business-card";

// Every card on the page, by its id.
const cards = (globalThis.callingCardCards ??= {});

class BusinessCard extends HTMLElement {
  // Frameworks move the element, take it away and put it back: it is built once.
  connectedCallback() {
    const data = cards[this.getAttribute("card-id")];
    if (this.inner || !data) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(data.style);
    root.adoptedStyleSheets = [sheet];
    // What the card names by a path is found where its script came from.
    const write = (name, value) => (["href", "src"].includes(name) && value[0] === "/" ? data.origin + value : value);
    this.inner = build(languageOf(this, data.languages).tree, write);
    // A page may forbid the picture; then there are initials.
    for (const picture of this.inner.querySelectorAll("img")) picture.onerror = () => picture.remove();
    root.replaceChildren(this.inner);
  }
}

const card = __CARD__;
const script = document.currentScript;
card.origin = originOf(script);
cards[card.id] = card;
// The element is defined by the first script, and serves every card on the page.
if (!customElements.get(NAME)) customElements.define(NAME, BusinessCard);
insert(NAME, "card-id", card.id, script);
