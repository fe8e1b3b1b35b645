// Makes a form known to the page, and puts an element for it where none stands, unless the page does that itself.
import { CallingCardForm, NAME, forms } from "./element.js";

export const start = (form, script, insertable = true) => {
  form.origin ??= new URL(script?.src || location.href).origin;
  forms[form.id] = form;
  // The element is defined by the first script, and serves every form on the page.
  if (!customElements.get(NAME)) customElements.define(NAME, CallingCardForm);
  const insert = () => {
    const waiting = [...document.querySelectorAll(`${NAME}[form-id="${form.id}"]`)].filter((place) => !place.inner);
    for (const place of waiting) place.connectedCallback();
    if (waiting.length || !insertable) return;
    const place = document.createElement(NAME);
    place.setAttribute("form-id", form.id);
    if (script?.isConnected && !document.head.contains(script)) script.after(place);
    else document.body.append(place);
  };
  if (document.body) insert();
  else addEventListener("DOMContentLoaded", insert);
};
