// Pictures of each page of the staff app: light, dark, in German, and on a phone; with the demo data, in docs/images/app. `cargo xtask pictures`.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "@playwright/test";
import { serve, signedIn } from "./bench/gateway.mjs";

const [program] = process.argv.slice(2);
const root = resolve(import.meta.dirname, "..");
const folder = join(root, "docs/images/app");
const WIDE = { width: 1280, height: 800 };
const LOOKS = [
  { name: "Light", locale: "en-US", colorScheme: "light", viewport: WIDE },
  { name: "Dark", locale: "en-US", colorScheme: "dark", viewport: WIDE },
  { name: "German", locale: "de-DE", colorScheme: "light", viewport: WIDE },
  { name: "Phone", locale: "en-US", colorScheme: "light", viewport: { width: 390, height: 800 } },
];
/** Where the first link to a record leads whose address begins like this. */
const first = (begin) => async (page) => {
  let found;
  while (!found) {
    await page.waitForTimeout(100);
    const all = await page.locator(`main a[href^="${begin}"]`).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    found = all.find((link) => !/\/(new|duplicates)$/.test(link));
  }
  await page.goto(new URL(found, page.url()).href);
};
/** Presses a key where nothing is typed, once keys are listened to, which is after what is shown first. */
const pressed = (key) => async (page) => {
  await page.locator("main h1").first().waitFor();
  await page.waitForTimeout(2000);
  await page.keyboard.press(key);
  await page.getByRole("dialog").waitFor();
};
/** As somebody who is not signed in sees it. */
const signedOut = (path) => async (page) => {
  await page.context().clearCookies();
  await page.goto(new URL(await path(), page.url()).href);
};
const PAGES = [
  ["people", "/people"],
  ["palette", "/people", pressed("Control+k")],
  ["shortcuts", "/people", pressed("?")],
  ["person", "/people", first("/people/")],
  ["new-person", "/people/new"],
  ["duplicates", "/people/duplicates"],
  ["organizations", "/organizations"],
  ["organization", "/organizations", first("/organizations/")],
  ["drafts", "/drafts"],
  ["draft", "/drafts", first("/drafts/")],
  ["forms", "/forms"],
  ["form", "/forms", first("/forms/")],
  ["events", "/events"],
  ["event", "/events", first("/events/")],
  ["import", "/import"],
  ["bin", "/bin"],
  ["settings", "/settings"],
  ["connections", "/settings/connections"],
  ["new-connection", "/settings/connections/new"],
  ["transfers", "/settings/transfers"],
  ["tokens", "/settings/tokens"],
  ["mail", "/settings/mail"],
  ["lists", "/settings/lists"],
  ["members", "/settings/members"],
  ["custom-fields", "/settings/custom-fields"],
  ["published-cards", "/settings/published-cards"],
  ["audit-log", "/settings/audit"],
  ["sign-in", "/people", signedOut(() => "/sign-in")],
  ["welcome", "/people", signedOut(() => invitation)],
];

const gateway = await serve(program, { demo: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const storageState = await signedIn(browser, gateway.link);
const owner = await browser.newContext({ storageState });
const invited = await owner.request.post(`${gateway.url}/members/invitations`, { data: { email: "bea@example.com", role: "editor" } });
const invitation = `/welcome/${(await invited.json()).token}`;
await owner.close();

mkdirSync(folder, { recursive: true });
const shown = new Map();
for (const look of LOOKS) {
  const context = await browser.newContext({ serviceWorkers: "block", ...look, storageState, reducedMotion: "reduce", timezoneId: "Europe/Berlin" });
  const page = await context.newPage();
  for (const [name, path, go] of PAGES) {
    await page.goto(new URL(path, gateway.url).href);
    await go?.(page);
    await page.locator("main h1").first().waitFor();
    await page.locator(".loading").first().waitFor({ state: "detached" });
    await page.waitForTimeout(300);
    const picture = (await page.screenshot()).toString("base64");
    shown.set(name, [...(shown.get(name) ?? []), `<figure><figcaption>${look.name}</figcaption><img src="data:image/png;base64,${picture}"></figure>`]);
  }
  await context.close();
}
// The four of a page in one picture.
const sheet = await browser.newPage({ viewport: { width: 1600, height: 100 } });
for (const [name, pictures] of shown) {
  await sheet.setContent(`<style>body{margin:0;padding:16px;display:grid;grid-template-columns:1fr 1fr;gap:16px;background:#8a8f98;font:14px sans-serif;color:#fff}
    figure{margin:0}figcaption{margin-bottom:4px}img{inline-size:100%;display:block}figure:last-child img{inline-size:auto;block-size:480px}</style>${pictures.join("")}`);
  await sheet.screenshot({ path: join(folder, `${name}.jpg`), type: "jpeg", quality: 70, fullPage: true });
  console.log(`docs/images/app/${name}.jpg`);
}
await browser.close();
gateway.stop();
