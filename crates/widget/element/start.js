// Makes a form known to the page, and puts an element for it where none stands, unless the page does that itself.
import { CallingCardForm, NAME, forms } from "./element.js";

export const start = (form, script, insertable = true) => {
  form.origin ??= new URL(script?.src || location.href).origin;
  forms[form.id] = form;
  // The element is defined by the first script, and serves every form on the page.
  if (!customElements.get(NAME)) customElements.define(NAME, CallingCardForm);
  const insert = () => {
    const places = [...document.querySelectorAll(`${NAME}[form-id="${form.id}"]`)];
    for (const place of places) place.connectedCallback();
    // Where the page has chosen the places, none is added.
    if (!insertable || places.some((place) => !place.inserted)) return;
    const place = document.createElement(NAME);
    place.inserted = true;
    place.setAttribute("form-id", form.id);
    if (script?.isConnected && !document.head.contains(script)) script.after(place);
    else document.body.append(place);
  };
  // A place may stand further down.
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", insert);
  else insert();
};
