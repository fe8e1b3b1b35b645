// The element as a module: for pages that are bundled, and load no script of the gateway's.
import { helpers } from "../element/helpers.js";
import { start } from "../element/start.js";

/** Loads a form by its address (https://cards.example/f/contact); its elements are built from then on. */
export const load = async (address) => {
  const url = new URL(`${address.replace(/\/$/, "")}/form.json`, location.href);
  const answer = await fetch(url, { credentials: "omit" });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  const { form } = await answer.json();
  start({ ...form, helpers, origin: url.origin }, null, false);
};
