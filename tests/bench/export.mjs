// Exporting everybody, on the command line and in Chromium: time, and the most memory. `cargo xtask bench export`.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { serve } from "./gateway.mjs";

const [program, data] = process.argv.slice(2);
const LIMIT = 200;
const scratch = mkdtempSync(join(tmpdir(), "calling-card-bench-"));
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
/** Memory of a process in MB: what is resident, and how much of that is its own. */
const memory = (pid, members = ["VmRSS", "RssAnon", "RssShmem"]) => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return members.map((member) => Number(new RegExp(`${member}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1000);
  } catch {
    return members.map(() => 0);
  }
};
let within = true;
const judge = (megabytes) => ((within &&= megabytes <= LIMIT), `wanted: at most ${LIMIT} MB`);

for (const format of ["4.0", "csv"]) {
  const into = join(scratch, "people");
  const begun = performance.now();
  const child = spawn(program, ["vcard", "export", "--data", data, "--to", format, into], { stdio: ["ignore", "ignore", "pipe"] });
  let [said, peak, ended] = ["", 0, false];
  child.stderr.on("data", (text) => (said += text));
  child.on("exit", () => (ended = true));
  while (!ended) {
    peak = Math.max(peak, memory(child.pid, ["VmHWM"])[0]);
    await pause(20);
  }
  const people = /(\d+) people are written/.exec(said)?.[1];
  console.log(`command line, ${format}: ${people} people, ${(statSync(into).size / 1e6).toFixed(1)} MB in ${((performance.now() - begun) / 1000).toFixed(1)} s, ${peak.toFixed(0)} MB of memory (${judge(peak)})`);
}

const [email, password] = ["bench@example.com", "correct horse battery"];
try {
  execFileSync(program, ["user", "add", "--data", data, "--name", "Bench", "--email", email], { input: `${password}\n`, stdio: ["pipe", "ignore", "ignore"] });
} catch {
  // They are there from the time before.
}
const gateway = await serve(program, { data });
const { url } = gateway;

/** A page that nobody looks into but by this: Playwright's own pages keep what is fetched, for who asks later. */
async function open(browser, address) {
  const session = await browser.newBrowserCDPSession();
  const { browserContextId } = await session.send("Target.createBrowserContext");
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", browserContextId, downloadPath: scratch });
  const { targetId } = await session.send("Target.createTarget", { url: address, browserContextId });
  const { sessionId } = await session.send("Target.attachToTarget", { targetId, flatten: false });
  const waiting = new Map();
  let number = 0;
  session.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.(result);
  });
  const send = (method, params) =>
    new Promise((done) => {
      waiting.set((number += 1), done);
      void session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id: number, method, params }) });
    });
  const evaluate = async (work, ...given) => {
    const expression = `(${work})(...${JSON.stringify(given)})`;
    const { result, exceptionDetails } = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  /** Waits until something holds in the page. */
  const until = async (work, ...given) => {
    for (;;) {
      const found = await evaluate(work, ...given).catch(() => undefined);
      if (found) return found;
      await pause(100);
    }
  };
  return { session, evaluate, until };
}

for (const [what, format, zip] of [
  ["vCard 4.0, one file", "4.0", false],
  ["vCard 4.0, a ZIP with a file for each person", "4.0", true],
  ["table", "csv", false],
  ["jCard", "jcard", false],
]) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  const { session, evaluate, until } = await open(browser, `${url}/people`);
  await until(() => document.querySelector("form"));
  await evaluate(async (given) => {
    await fetch("/auth/session", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(given) });
    location.reload();
  }, { email, password });
  await until(() => {
    const button = [...document.querySelectorAll("main button")].find((known) => known.textContent.trim() === "Export");
    button?.click();
    return button !== undefined;
  });
  await until(() => /Everybody \(\d+\)/.test(document.querySelector("dialog").textContent));
  await evaluate((format, zip) => {
    const dialog = document.querySelector("dialog");
    const select = dialog.querySelector("select");
    select.value = format;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    if (zip) dialog.querySelectorAll("input[name=export-as]")[1].click();
  }, format, zip);
  const peak = {};
  const look = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    for (const { id, type } of processInfo) {
      const [resident, own, shared] = memory(id);
      if (!(peak[type]?.resident >= resident)) peak[type] = { resident, own: own + shared };
    }
  };
  await look();
  const before = { renderer: { ...peak.renderer }, browser: { ...peak.browser } };
  let running = true;
  const looking = (async () => {
    while (running) {
      await look();
      await pause(50);
    }
  })();
  const begun = performance.now();
  await evaluate(() => document.querySelector("dialog .button.primary").click());
  const said = await until(() => document.querySelector("dialog [role=status]") && document.querySelector("dialog").innerText);
  const seconds = (performance.now() - begun) / 1000;
  running = false;
  await looking;
  const { renderer, browser: outside } = peak;
  console.log(`Chromium ${browser.version()}, ${what}: ${/\d+ of \d+ people/.exec(said)}, ${/\(([^)]*)\) is saved/.exec(said)?.[1]} in ${seconds.toFixed(1)} s`);
  console.log(`  the page's process: ${renderer.resident.toFixed(0)} MB of memory at most (${judge(renderer.resident)}), ${before.renderer.resident.toFixed(0)} MB before; of its own ${renderer.own.toFixed(0)} MB, ${before.renderer.own.toFixed(0)} MB before`);
  console.log(`  the browser's own process, which keeps the file: ${outside.resident.toFixed(0)} MB, ${before.browser.resident.toFixed(0)} MB before`);
  await browser.close();
}
gateway.stop();
rmSync(scratch, { recursive: true, force: true });
process.exitCode = within ? 0 : 1;
