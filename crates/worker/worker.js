// The worker's loop: answers calls by their numbers, one after the other, by the module that its address names. That is loaded when it is first
// needed: what is kept in this browser needs none.
const name = new URL(self.location.href).searchParams.get("glue") ?? "";
const start = async () => {
  // Only a file beside this one.
  if (!/^[\w.-]+\.js$/.test(name)) throw new Error("no module");
  const module = await import(`./${name}`);
  await module.default();
  return module;
};
// What could not be loaded is tried again with the next call.
const once = (load) => {
  let loading;
  return () =>
    (loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    }));
};
const loaded = once(start);
// Pictures that are too large to be stored become no wider and no higher than this.
const SIDE = 1024;
const shrink = async (address) => {
  const [head, data] = address.split(",");
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: head.slice(5).split(";")[0] }));
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const small = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 })).arrayBuffer());
  let text = "";
  for (let at = 0; at < small.length; at += 0x8000) text += String.fromCharCode(...small.subarray(at, at + 0x8000));
  return btoa(text);
};
// Gives the memory of bytes back at once, by sending it to where nobody listens: part after part, it would be more than the
// garbage collector keeps up with.
const release = (bytes) => {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(null, [bytes.buffer]);
  port1.close();
  port2.close();
};
// What is written of an export; the browser keeps it outside of this worker's memory.
let pieces = [];
const exporting = (module, call, argument, ok) => {
  if (call === "export_begin" || (call === "export_clear" && ok === "true")) pieces = [];
  if (call === "export_part") release(argument[1]);
  if (!ok || !["export_part", "export_end"].includes(call)) return ok;
  for (let bytes = module.export_take(); bytes.length > 0; bytes = module.export_take()) {
    pieces.push(new Blob([bytes]));
    release(bytes);
  }
  if (call === "export_part") return ok;
  const whole = new Blob(pieces, { type: argument[1] });
  pieces = [];
  return whole;
};
// What is kept in this browser: loaded when it is first needed.
const keep = once(() => import("./keep.js"));
const KEPT = /^(keep|waiting)_/;
// What others write is heard of the gateway (server-sent events) by one of the tabs, which tells the others: browsers open few connections to a
// host at once. Whenever the stream begins anew, something may have been missed.
const REST = 10_000;
const others = new BroadcastChannel("written");
const say = () => self.postMessage({ id: 0 });
others.onmessage = say;
let hearing;
const hear = () => {
  if (hearing) return;
  const { signal } = (hearing = new AbortController());
  const open = () => {
    if (signal.aborted) return;
    const stream = new EventSource("/live");
    stream.onopen = stream.onmessage = () => {
      say();
      others.postMessage("");
    };
    // Where the browser gives up, as when a gateway is exchanged, it is tried again all the same.
    stream.onerror = () => stream.readyState === EventSource.CLOSED && setTimeout(open, REST);
    signal.addEventListener("abort", () => stream.close());
  };
  const turn = () => new Promise((done) => (signal.addEventListener("abort", done), open()));
  navigator.locks.request("written", { signal }, turn).catch(() => {});
};
const hearNoMore = () => {
  hearing?.abort();
  hearing = undefined;
};
const HEARING = { hear, hear_no_more: hearNoMore };
// The index is begun with what is kept of it, and what comes is kept. Where that fails, it is an index all the same.
const indexing = async (module, call, argument) => {
  if (call === "index_begin") return (await keep()).feed_begin(module, argument);
  const ok = Array.isArray(argument) ? module[call](...argument) : module[call](argument);
  if (call === "index_take" && ok) await keep().then((kept) => kept.feed_take(argument[1], ok)).catch(() => {});
  if (call === "index_clear") await keep().then((kept) => kept.feed_clear()).catch(() => {});
  return ok;
};
const answer = async ({ id, call, argument }) => {
  let ok = "";
  try {
    const module = await loaded();
    if (call === "part") {
      for (const [number, address] of JSON.parse(module.large_pictures(argument))) {
        // One that is no picture is left out.
        const data = await shrink(address).catch(() => "");
        if (data) module.replace_picture(number, "image/jpeg", data);
      }
    }
    // A file is read here: it would hold the page up.
    if (call === "open_file") argument[1] = new Uint8Array(await argument[1].arrayBuffer());
    ok = await indexing(module, call, argument);
    ok = exporting(module, call, argument, ok);
    // The app hands it on as it is: text would be copied there.
    if (call === "lookup" && ok) ok = new Blob([ok]);
  } catch {
    // The app says what an empty answer means.
  }
  self.postMessage({ id, ok });
};
// What is kept does not wait for what is counted.
const answerKept = async ({ id, call, argument }) => {
  let ok = "";
  try {
    ok = await (await keep())[call](...[argument].flat());
  } catch {
    // Nothing is kept here.
  }
  self.postMessage({ id, ok });
};
let last = Promise.resolve();
self.onmessage = ({ data }) => {
  if (data.call in HEARING) {
    HEARING[data.call]();
    return self.postMessage({ id: data.id, ok: "" });
  }
  if (KEPT.test(data.call)) return void answerKept(data);
  last = last.then(() => answer(data));
};
