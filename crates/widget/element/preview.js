// The preview in the app: a real element of a definition that is not saved yet. It sends nothing and counts nothing.
import { CallingCardForm, NAME, forms } from "./element.js";
import { helpers } from "./helpers.js";

// The rules are loaded as they are for visitors; the proof of work is not asked for.
CallingCardForm.prototype.begin = function () {
  this.begun ||= !!this.loadRules();
};

// Nor does it send files; it shows them as if they had arrived.
CallingCardForm.prototype.upload = async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return { token: [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("") };
};

let shown = {};

const show = ({ form, language, scheme, sentence, name }) => {
  document.documentElement.lang = language;
  document.documentElement.style.colorScheme = scheme;
  const place = document.createElement(NAME);
  place.setAttribute("form-id", form.id);
  place.setAttribute("lang-code", language);
  place.addEventListener("submit", (event) => {
    event.preventDefault();
    place.say(sentence, "success");
  });
  const main = document.querySelector("main");
  main.setAttribute("aria-label", name);
  main.replaceChildren(place);
};

addEventListener("message", ({ origin, source, data }) => {
  if (origin !== location.origin || source !== parent || !data?.form) return;
  shown = { ...data, form: { ...data.form, origin: location.origin, helpers } };
  forms[shown.form.id] = shown.form;
  show(shown);
});

customElements.define(NAME, CallingCardForm);
parent.postMessage({ preview: "ready" }, location.origin);
