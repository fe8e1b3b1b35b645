// What is kept in the page's own origin: what was typed, in the tab, and what waits to be sent. Either may be forbidden.
const DAY = 864e5;

const get = (storage, name) => {
  try {
    return JSON.parse(globalThis[storage].getItem(name));
  } catch {
    return null;
  }
};

// Writes a value; nothing takes it away.
const set = (storage, name, value) => {
  try {
    if (value) globalThis[storage].setItem(name, JSON.stringify(value));
    else globalThis[storage].removeItem(name);
  } catch {
    // Without storage the form still sends.
  }
};

const fresh = (kept) => kept?.at > Date.now() - DAY;

// What was typed into a form, in this tab alone, for a day after its first letter.
export const draft = (place) => {
  const kept = get("sessionStorage", place);
  if (kept && !fresh(kept)) set("sessionStorage", place);
  return fresh(kept) ? kept : { at: Date.now(), values: {} };
};

export const keepDraft = (place, kept) => set("sessionStorage", place, kept);

const queueOf = (data) => `calling-card:queue:${data.origin}/f/${data.id}`;

const keepQueue = (data, entries) => set("localStorage", queueOf(data), entries.length ? entries : null);

// What waits to be sent, for a day.
export const queue = (data) => {
  const kept = get("localStorage", queueOf(data)) ?? [];
  const entries = kept.filter(fresh);
  if (entries.length < kept.length) keepQueue(data, entries);
  return entries;
};

export const enqueue = (data, entry) => keepQueue(data, [...queue(data).filter(({ key }) => key !== entry.key), entry]);

export const dequeue = (data, gone) => keepQueue(data, queue(data).filter(({ key }) => key !== gone));

// Does work, which does not fail, that no other tab does at the same time; answers nothing where another one is at it.
export const alone = async (name, work) => {
  const place = `calling-card:${name}`;
  try {
    if (navigator.locks) return await navigator.locks.request(place, { ifAvailable: true }, (lock) => lock && work());
  } catch {
    // Where a page has no origin, as in a sandboxed frame, it has no locks.
  }
  // Without Web Locks, which need https: a lease.
  if (get("localStorage", place) > Date.now()) return;
  set("localStorage", place, Date.now() + 3e4);
  try {
    return await work();
  } finally {
    set("localStorage", place);
  }
};

export const newKey = () =>
  crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint32Array(4))].map((word) => word.toString(16)).join("-");
