// The import screen with a large file, in the real app: when the first card is seen, when all are read, when all are compared, and
// how long the main thread is held at a time. `cargo xtask bench import`.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "@playwright/test";

const [program, file] = process.argv.slice(2);
const root = resolve(import.meta.dirname, "../..");
const data = mkdtempSync(join(tmpdir(), "calling-card-bench-"));
const gateway = spawn(program, ["serve", "--data", data, "--port", "0", "--site", join(root, "target/site")], { stdio: ["ignore", "pipe", "ignore"] });
const welcome = await new Promise((done, fail) => {
  let printed = "";
  gateway.stdout.on("data", (text) => {
    printed += text;
    const found = /first member of staff: (\S+)/.exec(printed);
    if (found) done(found[1]);
  });
  gateway.on("exit", () => fail(new Error(`the gateway ended: ${printed}`)));
});
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  await page.goto(welcome);
  await page.getByLabel("Your name").fill("Bench");
  await page.getByLabel("E-mail").fill("bench@example.com");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("link", { name: "Import", exact: true }).click();
  const input = page.getByLabel("Files with people");
  await input.waitFor({ state: "attached" });
  // The worker is loaded, and the page is at rest.
  await page.waitForTimeout(1000);
  await page.evaluate(() => {
    const seen = (window.seen = { tasks: [] });
    new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((task) => Math.round(task.duration)))).observe({ type: "longtask" });
    const look = () => {
      const now = performance.now() - seen.begun;
      const words = document.querySelector("main").textContent;
      if (/Found: [1-9]/.test(words)) seen.shown ??= now;
      if (/Comparing|Reading/.test(words)) seen.rest = undefined;
      else if (seen.shown) seen.rest ??= now;
      if (!/Reading/.test(words) && seen.shown) seen.read ??= now;
      seen.now = now;
      requestAnimationFrame(look);
    };
    const begin = () => {
      seen.begun = performance.now();
      look();
    };
    document.querySelector("input[type=file]").addEventListener("change", begin, { capture: true });
  });
  await input.setInputFiles(file);
  await page.waitForFunction(() => window.seen.rest && window.seen.now - window.seen.rest > 1000, undefined, { timeout: 120_000, polling: 250 });
  const { shown, read, rest, tasks } = await page.evaluate(() => window.seen);
  const cards = /\d+/.exec(await page.locator("#found").textContent())[0];
  const ms = (time) => `${time.toFixed(0)} ms`;
  console.log(`Chromium ${browser.version()}, the import screen: first cards after ${ms(shown)} (wanted: 300), ${cards} cards read after ${ms(read)}, compared after ${ms(rest)}`);
  console.log(`main thread: ${tasks.length} tasks over 50 ms${tasks.length ? `: ${tasks.join(", ")} ms` : ""} (wanted: none)`);
} finally {
  await browser.close();
  gateway.kill();
  rmSync(data, { recursive: true, force: true });
}
