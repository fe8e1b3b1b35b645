// The embed of an inbound form: element, form, style and sending. WebAssembly, where it may run, only helps.
(() => {
  const form = __FORM__;
  const script = document.currentScript;
  form.origin = new URL(script ? script.src : location.href).origin;
  // Every form on the page, by its id: the element is defined by the first script, and serves them all.
  const forms = (globalThis.callingCardForms ??= {});
  forms[form.id] = form;
  const words = {
    en: { sending: "Sending …", offline: "The message could not be sent. Check your connection and try again; what you typed is still here." },
    de: { sending: "Wird gesendet …", offline: "Die Nachricht konnte nicht gesendet werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal; Ihre Eingaben sind noch da." },
  };

  // Builds a tree of ["tag", {attributes}, children...]; no HTML is parsed, so no policy is in the way.
  const build = (node, prefix) => {
    if (typeof node === "string") return document.createTextNode(node);
    const [tag, attributes, ...children] = node;
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, rename(name, value, prefix));
    element.append(...children.map((child) => build(child, prefix)));
    return element;
  };
  // Ids begin with a prefix of the form's own, so that several forms can stand on one page.
  const references = ["id", "for", "aria-describedby", "aria-labelledby"];
  const rename = (name, value, prefix) =>
    references.includes(name) ? value.replace(/(^| )cc-/g, `$1${prefix}-`) : value;

  class CallingCardForm extends HTMLElement {
    connectedCallback() {
      const data = forms[this.getAttribute("form-id")];
      if (this.form || !data) return;
      const wanted = this.closest("[lang]")?.lang || navigator.language || "en";
      this.language = this.getAttribute("lang-code") ?? (wanted.toLowerCase().startsWith("de") ? "de" : "en");
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`:host { display: block } ${data.style}`);
      root.adoptedStyleSheets = [sheet];
      this.form = build(data.trees[this.language], `cc${(forms.count = (forms.count ?? 0) + 1)}`);
      root.replaceChildren(this.form);
      this.status = root.querySelector("[role=status]");
      this.form.addEventListener("submit", (event) => this.submit(event, data));
      this.form.addEventListener("focusin", () => this.help(data), { once: true });
      this.form.addEventListener("focusout", (event) => this.checkAgain(event.target));
      this.emit("ready");
    }

    emit(name, options) {
      return this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, ...options }));
    }

    say(text, kind) {
      this.status.dataset.kind = kind;
      this.status.textContent = text;
    }

    // Puts an error at a field, or takes it away.
    mark(control, sentence) {
      const error = this.shadowRoot.getElementById(control.getAttribute("aria-describedby").split(" ").pop());
      error.textContent = sentence;
      if (sentence) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }

    values(data) {
      const typed = new FormData(this.form);
      const values = {};
      for (const field of data.form.fields) values[field.name] = String(typed.get(field.name) ?? "");
      return { values, consent: typed.has("cc-consent"), language: this.language, page: location.origin + location.pathname };
    }

    // The rules are the gateway's own, as WebAssembly; fetched at the first interaction.
    async help(data) {
      this.emit("start");
      if (!data.widget || this.rules) return;
      try {
        const module = await import(data.origin + data.widget);
        await module.default();
        this.rules = new module.Rules(JSON.stringify(data.form), this.language);
      } catch {
        // Without it the gateway checks what is sent.
      }
    }

    check(control) {
      if (!this.rules || !control.name) return "";
      const value = control.type === "checkbox" ? (control.checked ? "yes" : "") : control.value;
      return this.rules.check(control.name, value);
    }

    checkAgain(control) {
      if (!control.name || !this.rules) return;
      const empty = control.type !== "checkbox" && !control.value;
      if (empty && !control.hasAttribute("aria-invalid")) return;
      this.mark(control, this.check(control));
    }

    showErrors(errors) {
      const controls = [...this.form.elements].filter((control) => control.name);
      for (const control of controls) this.mark(control, errors[control.name] ?? "");
      controls.find((control) => errors[control.name])?.focus();
      this.emit("invalid");
    }

    async submit(event, data) {
      event.preventDefault();
      if (this.sending) return;
      const errors = {};
      for (const control of this.form.elements) {
        const sentence = control.name ? this.check(control) : "";
        if (sentence) errors[control.name] = sentence;
      }
      if (Object.keys(errors).length) {
        this.say("", "");
        return this.showErrors(errors);
      }
      if (!this.emit("submit", { cancelable: true })) return;
      const body = JSON.stringify(this.values(data));
      // The same content keeps its key, so that a repeat is known; other content is another submission.
      if (this.body !== body) [this.body, this.key] = [body, crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`];
      this.sending = true;
      this.say(words[this.language].sending, "");
      try {
        await this.send(body, data);
      } catch {
        this.say(words[this.language].offline, "error");
        this.emit("error");
      }
      this.sending = false;
    }

    async send(body, data) {
      const answer = await fetch(`${data.origin}/f/${data.id}/submissions`, {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": this.key },
        body,
        credentials: "omit",
      });
      if (answer.ok) return this.sent(data);
      const problem = await answer.json();
      this.say(problem.title, "error");
      const errors = {};
      for (const error of problem.errors ?? []) errors[error.field.slice(1)] = error.message;
      this.showErrors(errors);
    }

    sent(data) {
      this.form.reset();
      this.form.dataset.sent = "";
      this.status.tabIndex = -1;
      this.say(data.thanks[this.language], "success");
      this.status.focus();
      this.body = undefined;
      this.emit("success");
    }
  }

  const name = "calling-card-form";
  if (!customElements.get(name)) customElements.define(name, CallingCardForm);
  const insert = () => {
    // An element that stands on the page for this form is used; else one is put where the script stands.
    const waiting = [...document.querySelectorAll(`${name}[form-id="${form.id}"]`)].filter((place) => !place.form);
    for (const place of waiting) place.connectedCallback();
    if (waiting.length) return;
    const place = document.createElement(name);
    place.setAttribute("form-id", form.id);
    if (script?.isConnected && !document.head.contains(script)) script.after(place);
    else document.body.append(place);
  };
  if (document.body) insert();
  else addEventListener("DOMContentLoaded", insert);
})();
