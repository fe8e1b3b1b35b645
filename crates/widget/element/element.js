// The element: it builds the form, says what is wrong, and keeps what is typed. WebAssembly, where it may run, only helps.
import { build, prefixed } from "./build.js";
import { draft, keepDraft, newKey, queue } from "./keep.js";
import { languageOf } from "./language.js";
import { Outbox } from "./outbox.js";
import { prove } from "./proof.js";
import { tell } from "./send.js";

export const NAME = "calling-card-form";

// Every form on the page, by its id.
export const forms = (globalThis.callingCardForms ??= {});

// When the pointer is released, and what it was released over has been clicked.
const released = () =>
  new Promise((done) => {
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => setTimeout(done), { once: true });
  });

export class CallingCardForm extends HTMLElement {
  static formAssociated = true;

  constructor() {
    super();
    this.internals = this.attachInternals?.();
    this.online = () => this.outbox.flush();
  }

  // Frameworks move the element, take it away and put it back: it is built once.
  connectedCallback() {
    const data = forms[this.getAttribute("form-id")];
    if (!this.inner && data) this.show(data);
    if (this.inner) addEventListener("online", this.online);
  }

  disconnectedCallback() {
    removeEventListener("online", this.online);
  }

  show(data) {
    this.data = data;
    // Its tag, the tree, the owner's thanks and the words of our own.
    this.texts = languageOf(this, data.languages);
    this.language = this.texts.tag;
    this.words = this.texts.words;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(data.style);
    root.adoptedStyleSheets = [sheet];
    this.inner = build(this.texts.tree, prefixed(`cc${(data.count = (data.count ?? 0) + 1)}`));
    root.replaceChildren(this.inner);
    this.status = root.querySelector("[role=status]");
    this.shown = performance.now();
    const listen = (name, listener) => this.inner.addEventListener(name, listener);
    listen("submit", (event) => this.submit(event));
    listen("focusin", ({ target }) => {
      this.last = target.name;
      this.begin();
      if (target.type === "tel") this.load("phone", target);
    });
    // A vCard, dropped on the form or pasted into it, fills it in.
    listen("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
    for (const name of ["paste", "drop"]) {
      listen(name, (event) => {
        const given = event.clipboardData ?? event.dataTransfer;
        const [file] = given.files;
        const text = given.getData("text");
        if (file ? !/vcf|vcard/i.test(file.name + file.type) : !/BEGIN:VCARD/i.test(text)) return;
        event.preventDefault();
        this.begin();
        this.load("card", file ?? new Blob([text]));
      });
    }
    // An error that comes or goes while a button is held down would move what is about to be clicked.
    listen("pointerdown", () => (this.pressed = released()));
    listen("focusout", async ({ target }) => {
      await this.pressed;
      this.checkAgain(target);
    });
    listen("input", ({ target }) => this.typed(target));
    const same = [...document.querySelectorAll(`${NAME}[form-id="${data.id}"]`)];
    this.place = `calling-card:draft:${data.origin}/f/${data.id}#${same.indexOf(this)}`;
    this.draft = draft(this.place);
    this.outbox = new Outbox(this);
    // What only some forms need comes with their scripts.
    for (const help of data.helpers ?? []) help(this);
    this.fill({ ...this.restored, ...this.draft.values });
    this.emit("ready");
    if (queue(data).length) this.outbox.flush();
  }

  // Tells the page what happens, and never what was typed.
  emit(name, detail) {
    const options = { bubbles: true, composed: true, cancelable: name === "submit" };
    return this.dispatchEvent(new CustomEvent(name, { ...options, detail: { form: this.data.id, ...detail } }));
  }

  say(text, kind) {
    this.status.dataset.kind = kind;
    this.status.textContent = text;
  }

  enabled() {
    return [...this.inner.elements].filter((control) => !control.matches(":disabled"));
  }

  // The fields that are described by an error.
  controls() {
    return this.enabled().filter((control) => control.hasAttribute("aria-describedby"));
  }

  // What stands under a name: of boxes, those that are ticked, one a line.
  text(name) {
    const said = this.enabled().filter((control) => control.name === name && (control.type !== "checkbox" || control.checked));
    return said.map(({ value }) => value).join("\n");
  }

  values() {
    const names = [...this.inner.elements].map(({ name }) => name).filter((name) => name && !name.startsWith("cc-"));
    return Object.fromEntries(names.map((name) => [name, this.text(name)]));
  }

  fill(values) {
    for (const control of this.inner.elements) {
      const value = values[control.name];
      if (!value) continue;
      if (control.type === "checkbox") control.checked ||= value.split("\n").includes(control.value);
      else control.value ||= value;
    }
    this.associate();
  }

  // The first interaction: the rules, which are the gateway's own as WebAssembly, and the proof of work are fetched.
  async begin() {
    if (this.begun) return;
    this.begun = true;
    this.emit("start");
    this.proof ??= prove(this.data, "?begin");
    // Which field was the last where the visitor leaves without sending: counted by the gateway, without anything else.
    addEventListener("pagehide", () => this.last && tell(this.data, this.last), { once: true });
    return this.loadRules();
  }

  // Loads a script that only some visitors need, and has it help.
  async load(name, subject) {
    try {
      (await import(this.data.origin + this.data.more[name])).default(this, subject);
    } catch {
      // Without it the form is filled in by hand.
    }
  }

  async loadRules() {
    const { data } = this;
    if (!data.widget) return;
    try {
      const module = await import(data.origin + data.widget);
      await module.default();
      this.rules = new module.Rules(JSON.stringify(data.form), this.language);
    } catch {
      // Without it the gateway checks what is sent.
    }
  }

  typed(control) {
    this.begin();
    if (control.hasAttribute("aria-invalid")) this.checkAgain(control);
    this.draft.at ??= Date.now();
    this.draft.key ??= newKey();
    this.draft.values = this.values();
    keepDraft(this.place, this.draft);
    this.associate();
  }

  // Hands the state to the browser, which restores it, and to a form around the element, if the element has a name.
  associate() {
    const state = new FormData();
    const value = new FormData();
    const name = this.getAttribute("name");
    for (const [field, text] of Object.entries(this.values())) {
      state.append(field, text);
      value.append(`${name}.${field}`, text);
    }
    const wrong = name && this.inner.querySelector(":invalid");
    this.internals?.setFormValue(name ? value : null, state);
    this.internals?.setValidity(wrong ? { customError: true } : {}, wrong?.validationMessage, wrong || undefined);
  }

  formStateRestoreCallback(state) {
    this.restored = Object.fromEntries(state ?? []);
    if (this.inner) this.fill(this.restored);
  }

  formResetCallback() {
    this.inner?.reset();
    this.forget();
  }

  forget() {
    keepDraft(this.place);
    this.draft = {};
    this.proof = undefined;
    this.associate();
  }

  // Puts an error at a field, or takes it away.
  mark(control, sentence) {
    const error = this.shadowRoot.getElementById(control.getAttribute("aria-describedby").split(" ").pop());
    error.textContent = sentence;
    if (sentence) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }

  check({ name }) {
    try {
      return this.rules?.check(name, this.text(name)) ?? "";
    } catch {
      this.rules = undefined;
      return "";
    }
  }

  checkAgain(control) {
    if (!this.rules || !this.controls().includes(control)) return;
    const empty = control.type !== "checkbox" && !control.value;
    if (!empty || control.hasAttribute("aria-invalid")) this.mark(control, this.check(control));
  }

  showErrors(errors) {
    const controls = this.controls();
    for (const control of controls) this.mark(control, errors[control.name] ?? "");
    controls.find(({ name }) => errors[name])?.focus();
    this.emit("invalid", { fields: Object.keys(errors) });
  }

  submit(event) {
    event.preventDefault();
    if (this.outbox.sending) return;
    const wrong = this.controls().map((control) => [control.name, this.check(control)]).filter(([, sentence]) => sentence);
    if (wrong.length) {
      this.say("", "");
      return this.showErrors(Object.fromEntries(wrong));
    }
    if (!this.emit("submit")) return;
    const typed = new FormData(this.inner);
    this.outbox.put({
      values: this.values(),
      consent: typed.has("cc-consent"),
      language: this.language,
      page: location.origin + location.pathname,
      trap: typed.get("cc-more") ?? "",
      invitation: typed.get("cc-invitation") ?? "",
      seconds: (performance.now() - this.shown) / 1000,
    });
  }
}
