/** What every event of the element says: which form, and never what was typed. */
export interface FormEventDetail {
  /** The form's id. */
  form: string;
}

export interface InvalidDetail extends FormEventDetail {
  /** The names of the fields that are wrong. */
  fields: string[];
}

export interface SuccessDetail extends FormEventDetail {
  /** The number by which visitor and staff speak of what was sent (7F3K-9Q2M). */
  number?: string;
}

export interface ErrorDetail extends FormEventDetail {
  /** The HTTP status code of the gateway's answer. */
  status: number;
}

export interface CallingCardFormEventMap {
  /** The form is built. */
  ready: CustomEvent<FormEventDetail>;
  /** The first interaction. */
  start: CustomEvent<FormEventDetail>;
  /** Fields are wrong. */
  invalid: CustomEvent<InvalidDetail>;
  /** It is about to be sent; `preventDefault()` keeps it from that. */
  submit: CustomEvent<FormEventDetail>;
  /** It could not be sent yet, and waits. */
  queued: CustomEvent<FormEventDetail>;
  /** It has arrived. */
  success: CustomEvent<SuccessDetail>;
  /** It was not taken in. */
  error: CustomEvent<ErrorDetail>;
}

/** `<calling-card-form form-id="contact">` */
export interface CallingCardForm extends HTMLElement {
  addEventListener<K extends keyof CallingCardFormEventMap>(
    type: K,
    listener: (this: CallingCardForm, event: CallingCardFormEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "calling-card-form": CallingCardForm;
  }
}

/** Loads a form by its address (https://cards.example/f/contact); its elements are built from then on. */
export function load(address: string): Promise<void>;
