// Makes a form known to the page.
import { CallingCardForm, NAME, forms } from "./element.js";
import { insert, originOf } from "./insert.js";

export const start = (form, script, insertable) => {
  form.origin ??= originOf(script);
  forms[form.id] = form;
  // The element is defined by the first script, and serves every form on the page.
  if (!customElements.get(NAME)) customElements.define(NAME, CallingCardForm);
  insert(NAME, "form-id", form.id, script, insertable);
};
