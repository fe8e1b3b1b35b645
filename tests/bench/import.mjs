// The import screen with a large file, in the real app: when the first card is seen, when all are read, when all are compared, and
// how long the main thread is held at a time. `cargo xtask bench import`.
import { chromium } from "@playwright/test";
import { say, serve } from "./gateway.mjs";

const [program, file] = process.argv.slice(2);
const gateway = await serve(program);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  await page.goto(gateway.link);
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
    new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((task) => `${Math.round(task.duration)} ms at ${Math.round(task.startTime - seen.begun)}`))).observe({ type: "longtask" });
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
  console.log(`Chromium ${browser.version()}, the import screen`);
  say("first cards after", shown, "ms", 300);
  say(`${cards} cards read after`, read, "ms");
  say("compared after", rest, "ms", 2000);
  say(`tasks of the main thread over 50 ms${tasks.length ? ` (${tasks.join(", ")})` : ""}`, tasks.length, "tasks", 0);
} finally {
  await browser.close();
  gateway.stop();
}
