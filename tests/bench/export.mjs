// Exporting everybody, on the command line and in Chromium: time, and the most memory. `cargo xtask bench export`.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "@playwright/test";

const [program, data] = process.argv.slice(2);
const root = resolve(import.meta.dirname, "../..");
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
const gateway = spawn(program, ["serve", "--data", data, "--port", "0", "--site", join(root, "target/site")], { stdio: ["ignore", "pipe", "ignore"] });
const url = await new Promise((done, fail) => {
  let printed = "";
  gateway.stdout.on("data", (text) => {
    printed += text;
    const found = /listening on (\S+)/.exec(printed);
    if (found) done(found[1]);
  });
  gateway.on("exit", () => fail(new Error(`the gateway ended: ${printed}`)));
});

for (const [what, choose] of [
  ["vCard 4.0, one file", async () => {}],
  ["vCard 4.0, a ZIP with a file for each person", (page) => page.getByRole("radio", { name: /ZIP/ }).check()],
  ["table", (page) => page.getByLabel("Format").selectOption("csv")],
  ["jCard", (page) => page.getByLabel("Format").selectOption("jcard")],
]) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage({ locale: "en-US" });
  const processes = await browser.newBrowserCDPSession();
  await page.goto(`${url}/people`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Export people" });
  await dialog.getByRole("radio", { name: /^Everybody \(\d+\)/ }).waitFor();
  await choose(page);
  const peak = {};
  const look = async () => {
    const { processInfo } = await processes.send("SystemInfo.getProcessInfo");
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
  const waiting = page.waitForEvent("download", { timeout: 600_000 });
  await dialog.getByRole("button", { name: "Export", exact: true }).click();
  const download = await waiting;
  await dialog.getByRole("status").waitFor();
  const seconds = (performance.now() - begun) / 1000;
  running = false;
  await looking;
  const count = await dialog.getByText(/ of \d+ people/).textContent();
  const file = statSync(await download.path()).size / 1e6;
  const { renderer, browser: outside } = peak;
  console.log(`Chromium ${browser.version()}, ${what}: ${count}, ${file.toFixed(1)} MB in ${seconds.toFixed(1)} s`);
  console.log(`  the page's process: ${renderer.resident.toFixed(0)} MB of memory at most (${judge(renderer.resident)}), ${before.renderer.resident.toFixed(0)} MB before; of its own ${renderer.own.toFixed(0)} MB, ${before.renderer.own.toFixed(0)} MB before`);
  console.log(`  the browser's own process, which keeps the file: ${outside.resident.toFixed(0)} MB, ${before.browser.resident.toFixed(0)} MB before`);
  await browser.close();
}
gateway.removeAllListeners("exit");
gateway.kill("SIGTERM");
rmSync(scratch, { recursive: true, force: true });
process.exitCode = within ? 0 : 1;
