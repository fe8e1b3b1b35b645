// What is on its way: it waits in the page's storage until the gateway has it, so that neither a reload nor a gap in the
// connection loses it. Its key makes a repeat the same submission.
import { build } from "./build.js";
import { dequeue, enqueue, keepDraft, newKey, queue } from "./keep.js";
import { prove } from "./proof.js";
import { send } from "./send.js";

export class Outbox {
  constructor(element) {
    this.element = element;
    this.tries = 0;
  }

  // Sends what was typed.
  put(content) {
    const { element } = this;
    const { draft } = element;
    const text = JSON.stringify([content.values, content.consent]);
    // What was sent before may have arrived: other content is another submission.
    if (draft.sent && draft.sent !== text) this.renew();
    draft.key ??= newKey();
    draft.at ??= Date.now();
    draft.sent = text;
    keepDraft(element.place, draft);
    this.post({ key: draft.key, content, at: Date.now() }, true);
  }

  renew() {
    const { draft, data } = this.element;
    dequeue(data, draft.key);
    draft.key = newKey();
    this.element.proof = undefined;
  }

  async post(entry, renewable) {
    const { element } = this;
    const { data } = element;
    clearTimeout(this.timer);
    this.entry = entry;
    this.sending = true;
    enqueue(data, entry);
    element.say(element.words.sending, "");
    element.proof ??= prove(data);
    const outcome = await send(data, entry, element.proof);
    this.sending = false;
    if ("wait" in outcome) return this.wait(outcome.wait);
    dequeue(data, entry.key);
    this.entry = undefined;
    this.tries = 0;
    if (outcome.ok) return this.sent(entry, outcome.ok);
    if (outcome.status === 409 && renewable) {
      // Another tab has sent something else under this key.
      this.renew();
      return this.post({ ...entry, key: element.draft.key });
    }
    const { title, errors } = outcome.problem;
    element.say(title ?? element.words.failed, "error");
    if (errors?.length) element.showErrors(Object.fromEntries(errors.map(({ field, message }) => [field.slice(1), message])));
    else element.emit("error", { status: outcome.status });
  }

  wait(seconds) {
    const { element } = this;
    if (!this.tries++) element.emit("queued");
    element.say(element.words.queued, "waiting");
    // A proof that could not be fetched is asked for again.
    element.proof?.then((proof) => proof || (element.proof = undefined));
    this.timer = setTimeout(() => this.flush(), 1000 * (seconds || Math.min(60, 2 ** this.tries)));
  }

  // Sends what waits: this form's, and what pages before this one have left.
  async flush() {
    const { element } = this;
    if (this.sending) return;
    const { data } = element;
    const waiting = queue(data);
    const own = this.entry ?? waiting.find(({ key }) => key === element.draft.key);
    if (own) await this.post(own);
    for (const entry of waiting) {
      if (entry.key === own?.key || !queue(data).some(({ key }) => key === entry.key)) continue;
      const outcome = await send(data, entry, prove(data));
      if (!("wait" in outcome)) dequeue(data, entry.key);
    }
  }

  // Thanks the visitor. Below stand a number, the link to what was booked and, where something was agreed to, the link by which that is
  // withdrawn.
  thank({ number, withdraw, booking }) {
    const { status, data, texts, words, shadowRoot } = this.element;
    this.element.say(texts.thanks, "success");
    shadowRoot.querySelector(".cc-receipt")?.remove();
    if (!number) return;
    const link = (path, text) => path && ["p", {}, ["a", { href: data.origin + path, target: "_blank", rel: "noopener noreferrer" }, text]];
    const lines = [["p", {}, `${words.receipt} `, ["strong", {}, number]], link(booking, words.booking), link(withdraw, words.withdraw)];
    status.after(build(["div", { class: "cc-receipt", part: "receipt" }, ...lines.filter(Boolean)]));
  }

  sent(entry, receipt) {
    const { element } = this;
    const { inner, status } = element;
    element.last = "";
    if (JSON.stringify(element.values()) === JSON.stringify(entry.content.values)) {
      const focused = element.shadowRoot.activeElement;
      inner.reset();
      inner.dataset.sent = "";
      element.forget();
      status.tabIndex = -1;
      this.thank(receipt);
      if (focused) status.focus();
    } else {
      // Something else was typed in the meantime; it stays.
      this.renew();
      element.draft.sent = undefined;
      this.thank(receipt);
    }
    element.emit("success", { number: receipt.number });
    const { redirect } = element.data.form;
    if (redirect) location.assign(redirect);
  }
}
