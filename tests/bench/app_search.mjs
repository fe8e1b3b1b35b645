// The list of people with 100,000 of them: until it is usable, each key of a search, scrolling, memory. `cargo xtask bench app`.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { quantile, say, serve } from "./gateway.mjs";

const [program, data, count = "100000"] = process.argv.slice(2);
const [email, password] = ["bench@example.com", "correct horse battery"];
const complete = join(data, "complete");
if (!existsSync(complete) || readFileSync(complete, "utf8") !== count) {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  const begun = performance.now();
  execFileSync(program, ["make-up", "--data", data, count]);
  execFileSync(program, ["user", "add", "--data", data, "--name", "Bench", "--email", email], { input: `${password}\n`, stdio: ["pipe", "ignore", "ignore"] });
  writeFileSync(complete, count);
  console.log(`${count} people made up (the numbers begin at 2026) in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}
const gateway = await serve(program, { data });
const { url } = gateway;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
const context = await browser.newContext({ serviceWorkers: "block", viewport: { width: 1440, height: 900 }, locale: "en-US" });
const page = await context.newPage();
await page.addInitScript(() => {
  window.long = [];
  new PerformanceObserver((list) => window.long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask", buffered: true });
  // When the index was asked for rows, and when it answered.
  window.asked = new Map();
  window.Worker = class extends window.Worker {
    constructor(...all) {
      super(...all);
      this.addEventListener("message", ({ data }) => window.asked.has(data.id) && (window.asked.get(data.id).answered = performance.now()));
    }
    postMessage(message, ...more) {
      if (message.call === "index_rows") window.asked.set(message.id, { asked: performance.now() });
      super.postMessage(message, ...more);
    }
  };
});
await page.goto(`${url}/people`);
await page.getByLabel("E-mail").fill(email);
await page.getByLabel("Password").fill(password);
await page.getByRole("button", { name: "Sign in", exact: true }).click();
await page.locator(".line a").first().waitFor();

// The page by itself, with what was loaded before in the cache as it is from day to day.
const parts = [];
page.on("response", (answer) => answer.url().includes("/people/index") && parts.push(performance.now()));
let begun = performance.now();
await page.reload({ waitUntil: "commit" });
await page.locator(".line a").first().waitFor();
say("the list is usable after", performance.now() - begun, "ms", 1000);

// The index says that it is there by answering without the gateway.
const search = page.getByLabel("Search", { exact: true });
const quiet = async () => {
  for (let last = -1; last !== parts.length; ) {
    last = parts.length;
    await page.waitForTimeout(1500);
  }
};
await quiet();
console.log(`the index: ${parts.length} answers, the last after ${((parts.at(-1) - begun) / 1000).toFixed(1)} s`);
say("the longest task while it is filled", await page.evaluate(() => Math.max(0, ...window.long)), "ms", 200);

/** Types letter by letter; answers how long each took from the key to the rows that show it, and how many were found. */
const type = (text) =>
  page.evaluate(async (text) => {
    const field = document.querySelector("input[type=search]");
    const times = [];
    for (let end = 1; end <= text.length; end += 1) {
      const grid = document.querySelector(".page");
      const begun = performance.now();
      const changed = new Promise((done) => {
        const observer = new MutationObserver(() => {
          if (window.settled === undefined) window.settled = performance.now();
          clearTimeout(window.waiting);
          window.waiting = setTimeout(() => (observer.disconnect(), done()), 40);
          window.last = performance.now();
        });
        observer.observe(grid, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["href"] });
        setTimeout(() => (observer.disconnect(), done()), 400);
      });
      window.last = begun;
      window.settled = undefined;
      field.value = text.slice(0, end);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await changed;
      const first = [...window.asked.values()].find(({ asked }) => asked >= begun);
      const answered = (first?.answered ?? Infinity) - begun;
      // Where the same people are found as before, nothing is drawn.
      times.push({ answered, shown: Math.min((window.settled ?? begun + answered) - begun, answered + 100), asked: first?.asked - begun });
      await new Promise((done) => setTimeout(done, 60));
    }
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => setTimeout(done, 300));
    return { times, found: document.querySelector("[role=status].muted")?.textContent };
  }, text);
const keys = [];
for (const text of ["anna", "schödenbach", "müller", "brenlerberg gmbh", "joerg", "anna.mueller4711@company", "+49 171 39200", "vip kal", "logistik", "zoë weinersen", "newsletter stein"]) {
  (await type(text)).times.forEach((time, index) => keys.push({ ...time, typed: text.slice(0, index + 1) }));
}
const longest = keys.toSorted((one, other) => other.answered - one.answered).slice(0, 8);
console.log(`the longest until it is answered: ${longest.map(({ typed, asked, answered }) => `"${typed}" ${answered.toFixed(0)} ms (asked after ${asked.toFixed(1)})`).join(", ")}`);
for (const [what, which, wanted] of [["answered", "answered", 16], ["shown", "shown"]]) {
  const times = keys.map((key) => key[which]);
  say(`a key of a search (${keys.length} keys) is ${what} after, median`, quantile(times, 0.5), "ms");
  say(`a key of a search is ${what} after, of a hundred the 95th`, quantile(times, 0.95), "ms", wanted);
}

// What is mistyped: from the last key to those who are similar, without the pause before it is looked for them.
const similar = [];
for (const text of ["brenlreberg", "schödembach", "hartmeiersem"]) {
  await search.fill(text.slice(0, -1));
  await page.waitForTimeout(400);
  begun = performance.now();
  await search.press(text.at(-1));
  await page.locator(".line .tag.warning").first().waitFor({ timeout: 5000 }).then(() => similar.push(performance.now() - begun - 120), () => console.log(`nobody is similar to ${text}`));
  await search.fill("");
  await page.waitForTimeout(400);
}
if (similar.length > 0) say("those who are similar, after the pause of 120 ms, the longest", Math.max(...similar), "ms", 150);

const scrolled = await page.evaluate(async () => {
  window.long.length = 0;
  const frames = [];
  let [last, blank] = [performance.now(), 0];
  for (const step of [120, 900, 40_000]) {
    for (let count = 0; count < 150; count += 1) {
      scrollBy(0, step);
      await new Promise((done) => requestAnimationFrame(done));
      const now = performance.now();
      frames.push(now - last);
      last = now;
      if (document.querySelectorAll(".line").length === 0) blank += 1;
    }
  }
  return { frames, blank, reached: document.querySelector(".line:last-of-type")?.getAttribute("aria-rowindex"), long: window.long };
});
say(`a frame while scrolling (${scrolled.frames.length} frames, to row ${scrolled.reached}), median`, quantile(scrolled.frames, 0.5), "ms", 17.5);
say("frames over 50 ms", scrolled.frames.filter((frame) => frame > 50).length, "frames", 0);
say("frames without rows", scrolled.blank, "frames", 0);

const session = await browser.newBrowserCDPSession();
const { processInfo } = await session.send("SystemInfo.getProcessInfo");
const resident = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1000;
say("the page's process with its worker", Math.max(...processInfo.filter(({ type }) => type === "renderer").map(({ id }) => resident(id))), "MB");
say("the gateway", resident(gateway.pid), "MB");
await browser.close();
gateway.stop();
