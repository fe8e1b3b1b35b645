// Without a connection: the app starts, people who were looked at are read, what is changed waits and is sent once; and what is kept is
// dropped when its reader goes. With it: installable. And more contrast for who asks for it.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { COLOURS, accessible, accessibleAnyhow } from "./accessible";
import { Gateway, begin, expect, test } from "./gateway";

test.use({ serviceWorkers: "allow" });

const AWAY = "No connection – showing what was kept";

async function person(page: Page, gateway: Gateway, given: string, family: string, more = {}): Promise<string> {
  const made = await page.request.post(`${gateway.url}/crm/home/people`, { data: { name: { given, family }, ...more } });
  expect(made.ok(), await made.text()).toBe(true);
  return (await made.json()).result.id;
}

const stored = async (page: Page, gateway: Gateway, id: string) => (await page.request.get(`${gateway.url}/crm/home/people/${id}`)).json();

/** What this browser keeps: the keys of answers, parts of the index, what waits, and whose it is; and all of it as a text. */
async function kept(page: Page): Promise<{ answers: string[]; feed: string[]; waiting: number; about: number; text: string }> {
  return page.evaluate(async () => {
    const none = { answers: [], feed: [], waiting: 0, about: 0, text: "" };
    // One that is not there would be made by opening it.
    if (!(await indexedDB.databases()).some(({ name }) => name === "calling-card")) return none;
    const wish = <T>(request: IDBRequest<T>) => new Promise<T>((done, fail) => ((request.onsuccess = () => done(request.result)), (request.onerror = () => fail(request.error))));
    const database = await wish(indexedDB.open("calling-card"));
    const all = (name: string) => wish(database.transaction(name).objectStore(name).getAll());
    const [answers, feed, waiting, about] = await Promise.all(["answers", "feed", "waiting", "about"].map(all));
    database.close();
    const parts = feed.map((part: Uint8Array) => new TextDecoder().decode(part));
    return { answers: answers.map(({ target }) => target), feed: parts, waiting: waiting.length, about: about.length, text: JSON.stringify([answers, parts, waiting, about]) };
  });
}

/** All files are kept, and what was read, with these people, is too. */
async function rested(page: Page, ...people: string[]): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller, null, { polling: 100 });
  for (const id of people) await expect.poll(async () => (await kept(page)).answers, { timeout: 20_000 }).toContain(`/crm/home/people/${id}`);
}

const cached = (page: Page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).sort();
    const urls = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
    return { names, paths: urls.flat() };
  });

const banner = (page: Page) => page.locator(".behind > [role=status]");

test("the app starts without a connection, finds people, and shows who was looked at", async ({ page, gateway }) => {
  test.setTimeout(180_000);
  await begin(page, gateway);
  const ada = await person(page, gateway, "Ada", "Offline", { cards: [{ business: "ACME", active: true, phones: [{ number: "030 901820", kind: "voice" }] }] });
  await person(page, gateway, "Ben", "Never");
  await page.request.post(`${gateway.url}/crm/home/notes`, { data: { person: ada, text: "Likes tea" } });
  await page.goto(`${gateway.url}/people/${ada}`);
  await expect(page.getByText("Likes tea").first()).toBeVisible();
  await rested(page, ada);
  await page.goto(`${gateway.url}/people`);
  await expect(page.getByText("2 people")).toBeVisible();
  // The index is kept from its first part on, and answers once it has the second, which says what was changed meanwhile; also who was made since must be in it.
  await expect.poll(async () => (await kept(page)).feed.length, { timeout: 30_000 }).toBeGreaterThan(1);
  for (const name of ["Offline", "Never"]) await expect.poll(async () => (await kept(page)).feed.join(), { timeout: 30_000 }).toContain(name);

  await gateway.stop();
  await page.goto(`${gateway.url}/people`);
  await expect(page.getByRole("heading", { name: "People", level: 1 })).toBeVisible();
  await expect(banner(page)).toContainText(AWAY, { timeout: 20_000 });
  await expect(banner(page)).toContainText(/as of \d/);
  await page.getByLabel("Search", { exact: true }).fill("offl");
  // What was kept of the index is read in the background: who is found is shown once it is there.
  await expect(page.getByText("1 person")).toBeVisible({ timeout: 20_000 });
  await accessibleAnyhow(page, "people, without a connection");
  await page.getByRole("link", { name: "Ada Offline" }).click();
  await expect(page.getByRole("heading", { name: "Ada Offline", level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "030 901820" })).toBeVisible();
  await expect(page.getByText("Likes tea").first()).toBeVisible();
  await accessible(page, "person, without a connection");
  // Who was not looked at is found, and their page says why it is empty.
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "People" }).click();
  await page.getByRole("link", { name: "Ben Never" }).click();
  await expect(page.getByRole("alert").first()).toContainText("cannot be reached");

  await gateway.start();
  await expect(banner(page)).not.toContainText(AWAY, { timeout: 30_000 });
});

test("what is changed without a connection waits, also when the page is loaded anew, and is sent once", async ({ page, gateway }) => {
  await begin(page, gateway);
  const id = await person(page, gateway, "Ada", "Waits");
  await page.goto(`${gateway.url}/people/${id}`);
  await rested(page, id);
  await gateway.stop();
  await page.getByRole("button", { name: "Edit name" }).click();
  await page.getByLabel("Given name").fill("Adele");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("heading", { name: "Adele Waits", level: 1 })).toBeVisible();
  await expect(banner(page)).toContainText("1 change waits for the connection.");
  // A second change of the same person is the same change.
  await page.getByRole("button", { name: "Edit name" }).click();
  await page.getByLabel("Family name").fill("Waited");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("heading", { name: "Adele Waited", level: 1 })).toBeVisible();
  expect((await kept(page)).waiting).toBe(1);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Adele Waited", level: 1 })).toBeVisible();
  await expect(banner(page)).toContainText("1 change waits for the connection.", { timeout: 20_000 });
  await page.getByRole("button", { name: "Show what waits" }).click();
  const list = page.getByRole("dialog", { name: "What waits for the connection" });
  await expect(list).toContainText("Given name");
  await accessible(page, "what waits");
  await list.getByRole("button", { name: "Close" }).click();

  let written = 0;
  page.on("request", (request) => (written += request.method() === "PUT" ? 1 : 0));
  await gateway.start();
  await expect.poll(async () => (await stored(page, gateway, id)).content.name, { timeout: 30_000 }).toEqual({ given: "Adele", family: "Waited" });
  await expect.poll(async () => (await kept(page)).waiting).toBe(0);
  await expect(banner(page)).toHaveText("");
  expect(written).toBe(1);
  expect((await stored(page, gateway, id)).version).toBe(2);
});

test("where somebody else has changed the same meanwhile, it is chosen, and nothing is dropped", async ({ page, context, gateway }) => {
  await begin(page, gateway);
  const id = await person(page, gateway, "Ada", "Clash");
  await page.goto(`${gateway.url}/people/${id}`);
  await rested(page, id);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Edit name" }).click();
  await page.getByLabel("Given name").fill("Mine");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(banner(page)).toContainText("1 change waits for the connection.");
  const { version, content } = await stored(page, gateway, id);
  content.name.given = "Theirs";
  content.gender = "theirs";
  const put = await page.request.put(`${gateway.url}/crm/home/people/${id}`, { headers: { "if-match": `"${version}"` }, data: content });
  expect(put.ok()).toBe(true);
  await context.setOffline(false);
  const dialog = page.getByRole("dialog", { name: "Somebody else has changed this, too" });
  await expect(dialog).toBeVisible({ timeout: 30_000 });
  await accessible(page, "a change that clashed while it waited");
  // Put off, it waits, and is found in the list.
  await dialog.getByRole("button", { name: "Go on editing" }).click();
  expect((await kept(page)).waiting).toBe(1);
  await page.getByRole("button", { name: "Show what waits" }).click();
  const list = page.getByRole("dialog", { name: "What waits for the connection" });
  await expect(list).toContainText("Somebody else has changed the same.");
  await list.getByRole("button", { name: "Choose" }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole("radio", { name: /^Mine/ }).first().check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => (await stored(page, gateway, id)).content, { timeout: 20_000 }).toMatchObject({ name: { given: "Mine", family: "Clash" }, gender: "theirs" });
  await expect.poll(async () => (await kept(page)).waiting).toBe(0);
});

test("a note whose answer was lost is one", async ({ page, gateway }) => {
  test.setTimeout(120_000);
  await begin(page, gateway);
  const id = await person(page, gateway, "Ada", "Note");
  await page.goto(`${gateway.url}/people/${id}`);
  await rested(page, id);
  let losing = true;
  let sent = 0;
  await page.route("**/crm/home/notes?*", async (route) => {
    if (!losing) return route.continue();
    sent += 1;
    await route.fetch();
    await route.abort();
  });
  await page.getByLabel("New note").fill("Called back");
  await page.getByRole("button", { name: "Add note" }).click();
  await expect(page.getByText("Waits for the connection", { exact: true })).toBeVisible();
  await expect(page.getByLabel("New note")).toHaveValue("");
  await expect.poll(() => sent).toBeGreaterThan(0);
  losing = false;
  await expect(page.getByText("Waits for the connection", { exact: true })).toHaveCount(0, { timeout: 40_000 });
  await expect.poll(async () => (await kept(page)).waiting).toBe(0);
  const notes = await (await page.request.get(`${gateway.url}/crm/home/people/${id}/notes`)).json();
  expect(notes.map((note: { content: { text: string } }) => note.content.text)).toEqual(["Called back"]);
});

test("what is refused stays, says why, and is discarded or tried again by hand", async ({ page, context, gateway }) => {
  await begin(page, gateway);
  const id = await person(page, gateway, "Ada", "Gone");
  await page.goto(`${gateway.url}/people/${id}`);
  await rested(page, id);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Edit name" }).click();
  await page.getByLabel("Given name").fill("Late");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(banner(page)).toContainText("1 change waits for the connection.");
  await page.request.delete(`${gateway.url}/crm/home/people/${id}`, { headers: { "if-match": '"1"' } });
  await context.setOffline(false);
  await expect(banner(page)).toContainText("1 change is not sent yet.", { timeout: 30_000 });
  await page.getByRole("button", { name: "Show what waits" }).click();
  const list = page.getByRole("dialog", { name: "What waits for the connection" });
  await expect(list.getByRole("button", { name: "Try again" })).toBeVisible();
  await list.getByRole("button", { name: "Discard" }).click();
  await expect(list).toContainText("Nothing waits");
  expect((await kept(page)).waiting).toBe(0);
});

test("signing out drops all that was kept, and asks before something that waits is lost", async ({ page, context, gateway }) => {
  await begin(page, gateway);
  const id = await person(page, gateway, "Ada", "Secretive");
  await page.goto(`${gateway.url}/people/${id}`);
  await rested(page, id);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Edit name" }).click();
  await page.getByLabel("Given name").fill("Lost");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(banner(page)).toContainText("1 change waits for the connection.");
  // Held back from being sent.
  await page.route("**/crm/home/people/*", (route) => route.request().method() === "PUT" ? route.abort() : route.fallback());
  await context.setOffline(false);
  await page.getByRole("button", { name: "Sign out" }).click();
  const asked = page.getByRole("dialog", { name: "Sign out?" });
  await accessible(page, "signing out while something waits");
  await asked.getByRole("button", { name: "Discard it and sign out" }).click();
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expect.poll(() => kept(page), { timeout: 20_000 }).toMatchObject({ answers: [], feed: [], waiting: 0, about: 0 });
  const { paths } = await cached(page);
  expect(paths.length).toBeGreaterThan(5);
  expect(paths.filter((path) => /^\/(crm|auth|f|c|e|connections|tokens|members)(\/|$)/.test(path))).toEqual([]);
});

test("when the session has ended, what was read is dropped, and what waits is not", async ({ page, context, gateway }) => {
  await begin(page, gateway);
  const id = await person(page, gateway, "Ada", "Ended");
  await page.goto(`${gateway.url}/people/${id}`);
  await rested(page, id);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Edit name" }).click();
  await page.getByLabel("Given name").fill("Later");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(banner(page)).toContainText("1 change waits for the connection.");
  await context.clearCookies();
  await context.setOffline(false);
  await expect(page.getByRole("dialog", { name: "Sign in again" })).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => kept(page), { timeout: 20_000 }).toMatchObject({ answers: [], feed: [], waiting: 1 });
  await page.getByLabel("E-mail").last().fill("ann@example.com");
  await page.getByLabel("Password").last().fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect.poll(async () => (await stored(page, gateway, id)).content?.name?.given, { timeout: 30_000 }).toBe("Later");
});

test("a new build is taken at the next load, and a page that is open goes on", async ({ page, context, gateway }) => {
  await gateway.stop();
  const site = mkdtempSync(join(tmpdir(), "calling-card-site-"));
  cpSync(gateway.site, site, { recursive: true });
  gateway.site = site;
  await gateway.start();
  await begin(page, gateway);
  await rested(page);
  const before = await cached(page);
  expect(before.names).toHaveLength(1);
  // The same files by another name: to the browser it is another build.
  const build = before.names[0].slice("app-".length);
  const script = readFileSync(join(site, "app/sw.js"), "utf8");
  writeFileSync(join(site, "app/sw.js"), script.replace(build, "ffffffffffffffff"));
  const index = readFileSync(join(site, "app/index.html"), "utf8");
  writeFileSync(join(site, "app/index.html"), index.replace("<title>", '<meta name="build" content="next" /><title>'));
  for (const file of ["sw.js", "index.html"]) for (const ending of ["br", "gz"]) rmSync(join(site, `app/${file}.${ending}`), { force: true });
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((found) => found?.update()).then(() => undefined));
  await expect.poll(async () => (await cached(page)).names).toEqual([before.names[0], "app-ffffffffffffffff"].sort());
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Forms" }).click();
  await expect(page.getByRole("heading", { name: "Forms", level: 1 })).toBeVisible();
  await page.reload();
  await expect(page.locator('meta[name="build"]')).toHaveCount(1);
  // Nobody uses the old one any more: it goes.
  const next = await context.newPage();
  await page.goto("about:blank");
  await next.waitForTimeout(500);
  await next.goto(`${gateway.url}/people`);
  await expect.poll(async () => (await cached(next)).names, { timeout: 20_000 }).toEqual(["app-ffffffffffffffff"]);
  await next.close();
  rmSync(site, { recursive: true, force: true });
});

test("forms and cards for everybody are none of the service worker's business", async ({ page, gateway }) => {
  await begin(page, gateway);
  await rested(page);
  const answer = await page.goto(`${gateway.url}/f/contact`);
  expect(answer?.fromServiceWorker()).toBe(false);
  await gateway.stop();
  await expect(page.goto(`${gateway.url}/f/contact`)).rejects.toThrow(/ERR_/);
  await gateway.start();
});

test("it can be installed", async ({ page, gateway }) => {
  await begin(page, gateway);
  const address = await page.locator('link[rel="manifest"]').getAttribute("href");
  const answer = await page.request.get(`${gateway.url}${address}`);
  expect(answer.headers()["content-type"]).toBe("application/manifest+json");
  const manifest = await answer.json();
  expect(manifest).toMatchObject({ name: "Calling Card", display: "standalone", start_url: "/people", scope: "/" });
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await page.request.get(`${gateway.url}${src}`);
    expect([icon.status(), icon.headers()["content-type"]]).toEqual([200, type]);
    if (type !== "image/png") continue;
    const bytes = await icon.body();
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
  }
  // A browser of a test is a private window, in which nothing is installed.
  const { installabilityErrors } = await (await page.context().newCDPSession(page)).send("Page.getInstallabilityErrors");
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
});

test("more contrast and a system's own colours are loaded by who asks for them, and nothing is lost in them", async ({ page, browser, gateway }) => {
  test.setTimeout(180_000);
  await begin(page, gateway);
  const id = await person(page, gateway, "Ada", "Contrast", { tags: ["VIP"], cards: [{ business: "ACME", active: true, emails: [{ address: "ada@example.com" }] }] });
  expect(await page.locator('link[href="/contrast.css"]').count()).toBe(0);
  const state = await page.context().storageState();
  for (const look of [{ forcedColors: "active" }, { contrast: "more" }] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await browser.newContext({ ...look, colorScheme, storageState: state, serviceWorkers: "block", locale: "en-US" });
      const seen = await context.newPage();
      for (const path of ["/people", `/people/${id}`, "/forms/contact", "/settings"]) {
        await seen.goto(`${gateway.url}${path}`);
        await expect(seen.locator("main h1")).toBeVisible();
        await expect(seen.locator(".loading")).toHaveCount(0);
        await expect(seen.locator('link[href="/contrast.css"]')).toHaveCount(1);
        await accessible(seen, `${path.replace(id, "person")}, ${JSON.stringify(look)}, ${colorScheme}`, COLOURS);
      }
      // All that can be pressed has a border, and what has the focus a ring of 3 px.
      const bare = await seen.locator("button:visible").evaluateAll((buttons) => buttons.filter((button) => parseFloat(getComputedStyle(button).borderTopWidth) < 1).map((button) => button.textContent));
      expect(bare).toEqual([]);
      await seen.keyboard.press("Tab");
      const ring = await seen.evaluate(() => (({ outlineWidth, outlineStyle }) => `${outlineWidth} ${outlineStyle}`)(getComputedStyle(document.activeElement as Element)));
      expect(ring).toBe("3px solid");
      await context.close();
    }
  }
});
