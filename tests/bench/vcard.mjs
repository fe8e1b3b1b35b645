// Reading the same file of vCards in Chromium: our worker beside ical.js, each in a worker. `cargo xtask bench vcard`.
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { chromium } from "@playwright/test";

const root = resolve(import.meta.dirname, "../..");
const file = process.argv[2];
const RUNS = 5;
const names = JSON.parse(readFileSync(join(root, "target/site/manifest.json"), "utf8"));
const peer = `import ICAL from "/ical.js";
self.onmessage = ({ data }) => {
  const begun = performance.now();
  const cards = ICAL.parse(new TextDecoder().decode(data));
  self.postMessage({ ms: performance.now() - begun, cards: cards.length });
};`;
// The same with our reader alone: properties decoded, no people made of them, nobody compared.
const reader = `import init, { decode } from "/decode.js";
const loaded = init();
self.onmessage = async ({ data }) => {
  await loaded;
  const begun = performance.now();
  const cards = decode(data);
  self.postMessage({ ms: performance.now() - begun, cards });
};`;
const types = { js: "text/javascript", wasm: "application/wasm", html: "text/html", vcf: "text/vcard" };
const server = createServer((request, answer) => {
  const path = new URL(request.url, "http://localhost").pathname;
  const found = { "/": "<!doctype html><title>bench</title>", "/peer.js": peer, "/reader.js": reader }[path];
  const elsewhere = {
    "/ical.js": "node_modules/ical.js/dist/ical.js",
    "/decode.js": "target/bench/decode.js",
    "/decode_bg.wasm": "target/bench/decode_bg.wasm",
  };
  const from = path === "/cards.vcf" ? file : join(root, elsewhere[path] ?? join("target/site", path));
  const type = path === "/" ? "text/html" : (types[path.split(".").pop()] ?? "application/octet-stream");
  try {
    const body = found ?? readFileSync(from);
    answer.writeHead(200, { "content-type": type }).end(body);
  } catch {
    answer.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/`);
const megabytes = statSync(file).size / 1e6;
const whole = (glue) => page.evaluate(async (glue) => {
  const file = new File([await (await fetch("/cards.vcf")).blob()], "cards.vcf");
  const begun = performance.now();
  const worker = new Worker(`/worker/worker.js?glue=${glue}`, { type: "module" });
  let id = 0;
  const call = (call, argument) =>
    new Promise((done, fail) => {
      // An empty answer is that of a call that failed.
      worker.onmessage = ({ data }) => (data.ok ? done(JSON.parse(data.ok)) : fail(new Error(`${call} failed`)));
      worker.postMessage({ id: id++, call, argument });
    });
  await call("open_file", ["cards.vcf", file]);
  const opened = performance.now();
  let counts = await call("read_on", 300);
  await call("rows", JSON.stringify({ filter: "all", skip: 0, count: 100 }));
  const preview = performance.now() - begun;
  while (counts.read < counts.bytes) counts = await call("read_on", 4000);
  const end = performance.now();
  worker.terminate();
  return { preview, ms: end - begun, reading: end - opened, counts };
}, glue);
const parse = (script) => page.evaluate(async (script) => {
  const bytes = new Uint8Array(await (await fetch("/cards.vcf")).arrayBuffer());
  const worker = new Worker(script, { type: "module" });
  const answer = await new Promise((done, fail) => {
    worker.onmessage = ({ data }) => done(data);
    worker.onerror = (event) => fail(new Error(event.message));
    worker.postMessage(bytes, [bytes.buffer]);
  });
  worker.terminate();
  return answer;
}, script);
// The best of some runs, by turns and each in a worker of its own: what else the machine does falls on all alike.
const runs = { ours: () => whole(names.worker.js), read: () => parse("/reader.js"), theirs: () => parse("/peer.js") };
const best = {};
for (let run = 0; run < RUNS; run++) {
  for (const [name, measure] of Object.entries(runs)) {
    const one = await measure();
    if (!(best[name]?.ms <= one.ms)) best[name] = one;
  }
}
const { ours, read, theirs } = best;
const speed = (ms) => (megabytes / ms) * 1000;
console.log(`Chromium ${browser.version()}, ${megabytes.toFixed(1)} MB, best of ${RUNS}`);
console.log(`calling-card: first rows after ${ours.preview.toFixed(0)} ms (wanted: 300), all ${ours.counts.cards} cards with ${ours.counts.duplicates} duplicates after ${ours.ms.toFixed(0)} ms (wanted: 2000), ${speed(ours.reading).toFixed(1)} MB/s`);
const parsed = ({ cards, ms }) => `${cards} cards parsed in ${ms.toFixed(0)} ms, ${speed(ms).toFixed(1)} MB/s`;
console.log(`calling-card's reader alone: ${parsed(read)}`);
console.log(`ical.js: ${parsed(theirs)}`);
console.log(`ratio to ical.js, parsing alone: ${(theirs.ms / read.ms).toFixed(1)} (wanted: 4)`);
await browser.close();
server.close();
