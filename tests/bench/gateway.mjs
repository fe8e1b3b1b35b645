// The gateway that is measured.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/**
 * Starts it. Without a data folder it has a new one, which goes with it. `url` is where it listens; `link` leads in: of `--demo`, and of a new
 * folder, where the first member of staff is made.
 */
export async function serve(program, { data, demo = false } = {}) {
  const folder = data ?? mkdtempSync(join(tmpdir(), "calling-card-bench-"));
  const options = ["serve", "--data", folder, "--port", "0", "--site", join(root, "target/site"), ...(demo ? ["--demo"] : [])];
  const child = spawn(program, options, { stdio: ["ignore", "pipe", "ignore"] });
  let printed = "";
  await new Promise((done, fail) => {
    child.stdout.on("data", (text) => {
      printed += text;
      const listens = /listening on \S+/.test(printed);
      if (listens && (data || /(sign in|first member of staff): \S+/.test(printed))) done();
    });
    child.on("exit", () => fail(new Error(`the gateway ended: ${printed}`)));
  });
  const stop = () => {
    child.removeAllListeners("exit");
    child.kill("SIGTERM");
    if (!data) rmSync(folder, { recursive: true, force: true });
  };
  return { url: /listening on (\S+)/.exec(printed)[1], link: /(?:sign in|first member of staff): (\S+)/.exec(printed)?.[1], pid: child.pid, stop };
}

/** What is stored of a session, once somebody has signed in by a link. */
export async function signedIn(browser, link) {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

/** A line of 1.6 Mbit/s with 150 ms, and a machine that is four times slower. */
export async function slow(context, page) {
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.setCacheDisabled", { cacheDisabled: false });
  await client.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 });
  await client.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  return client;
}

/** How fast the machine is while it is measured, without which no number says much. */
function machine() {
  const some = Buffer.alloc(1_000_000, 7);
  const begun = performance.now();
  const hash = createHash("sha256");
  for (let round = 0; round < 200; round += 1) hash.update(some);
  hash.digest();
  const took = performance.now() - begun;
  console.log(`the machine: ${cpus().length} processors (${cpus()[0].model}), 200 MB hashed in ${took.toFixed(0)} ms by one of them, load ${loadavg()[0].toFixed(1)}`);
}
machine();

let within = true;

/** Says what was measured, and whether it is what is wanted. */
export function say(what, value, unit, wanted) {
  const fits = wanted === undefined || value <= wanted;
  within &&= fits;
  process.exitCode = within ? 0 : 1;
  console.log(`${what}: ${value.toFixed(value < 100 ? 1 : 0)} ${unit}${wanted === undefined ? "" : ` (wanted: at most ${wanted} ${unit}${fits ? "" : ", MISSED"})`}`);
}

/** The number below which such a part of them is. */
export const quantile = (values, part) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];
