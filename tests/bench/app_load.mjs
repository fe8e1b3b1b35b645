// How soon the staff app is there, loaded for the first time: when the largest thing of the page is painted (LCP), on a line of
// 1.6 Mbit/s with 150 ms and a machine that is four times slower, against the real gateway with brotli. `cargo xtask bench app`.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "@playwright/test";

const WANTED = 2500;
const RUNS = 5;

const [program] = process.argv.slice(2);
const root = resolve(import.meta.dirname, "../..");
const data = mkdtempSync(join(tmpdir(), "calling-card-bench-"));
const gateway = spawn(program, ["serve", "--demo", "--data", data, "--port", "0", "--site", join(root, "target/site")], { stdio: ["ignore", "pipe", "ignore"] });
const link = await new Promise((done, fail) => {
  let printed = "";
  gateway.stdout.on("data", (text) => {
    printed += text;
    const found = /sign in: (\S+)/.exec(printed);
    if (found) done(found[1]);
  });
  gateway.on("exit", () => fail(new Error(`the gateway ended: ${printed}`)));
});
const home = new URL("/", link).href;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });

/** Signs in without hurry; the session is what later visits begin with. */
async function session() {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

/** One visit by somebody who was never there. */
async function visit(address, storageState, there) {
  const context = await browser.newContext({ storageState, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.setCacheDisabled", { cacheDisabled: false });
  await client.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 });
  await client.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  let bytes = 0;
  client.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await page.addInitScript(() => {
    window.largest = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.largest = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
  });
  await page.goto(address);
  await there(page).waitFor({ timeout: 60_000 });
  const shown = await page.evaluate(() => performance.now());
  await page.waitForTimeout(1500);
  const largest = await page.evaluate(() => window.largest);
  const first = { largest, shown, bytes };
  // Once more: what is cached is not asked for.
  bytes = 0;
  await page.goto("about:blank");
  await page.goto(address);
  await there(page).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(500);
  const again = { largest: await page.evaluate(() => window.largest), bytes };
  await context.close();
  return { first, again };
}

const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

try {
  const state = await session();
  console.log(`Chromium ${browser.version()}, 1.6 Mbit/s, 150 ms, CPU 4 times slower; the middle of ${RUNS} visits`);
  for (const [name, path, storage, there] of [
    ["people", "people", state, (page) => page.locator("main .people-grid a[href^='/people/']").nth(1)],
    ["sign-in", "people", undefined, (page) => page.getByLabel("Password")],
  ]) {
    const visits = [];
    for (let run = 0; run < RUNS; run++) visits.push(await visit(home + path, storage, there));
    const of = (pick) => Math.round(middle(visits.map(pick)));
    console.log(`${name.padEnd(8)} LCP ${of((v) => v.first.largest)} ms (wanted: ${WANTED}), there after ${of((v) => v.first.shown)} ms, ${of((v) => v.first.bytes / 1000)} kB; again: LCP ${of((v) => v.again.largest)} ms, ${of((v) => v.again.bytes / 1000)} kB`);
  }
} finally {
  await browser.close();
  gateway.kill();
  rmSync(data, { recursive: true, force: true });
}
