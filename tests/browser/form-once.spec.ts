// Exactly once: double clicks, reloads, gaps in the connection, retries and two tabs.
import { type Page } from "@playwright/test";
import { type Gateway, drafts, expect, host, test } from "./gateway";

const script = (gateway: Gateway) => `<script async src="${gateway.url}/f/contact/form.js"></script>`;
const thanks = "Thank you. Your message has arrived.";

async function fill(page: Page, family = "Once"): Promise<void> {
  await page.getByLabel("Family name").fill(family);
  await page.getByLabel("E-mail").fill("once@example.com");
  await page.getByRole("checkbox").check();
}

const kept = (page: Page) => page.evaluate(() => [...Object.values(sessionStorage), ...Object.values(localStorage)].join(" "));

test("a double click sends once", async ({ page, gateway }) => {
  const site = await host(script(gateway));
  await page.goto(site.url);
  await fill(page);
  await page.getByRole("button", { name: "Send" }).dblclick();
  await expect(page.getByRole("status")).toHaveText(thanks);
  expect(await drafts(gateway)).toHaveLength(1);
  site.close();
});

test("what is typed is kept in the tab after the first letter, and erased when it was sent", async ({ page, gateway }) => {
  const site = await host(script(gateway));
  await page.goto(site.url);
  await expect(page.getByRole("button", { name: "Send" })).toBeVisible();
  expect(await kept(page)).toBe("");
  await fill(page);
  expect(await kept(page)).toContain("once@example.com");
  await page.reload();
  await expect(page.getByLabel("Family name")).toHaveValue("Once");
  // Consent is given anew.
  await expect(page.getByRole("checkbox")).not.toBeChecked();
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("status")).toHaveText(thanks);
  expect(await kept(page)).not.toContain("once@example.com");
  site.close();
});

test("a sandboxed frame, which has neither storage nor locks, sends", async ({ page, gateway }) => {
  const inner = await host(script(gateway));
  const site = await host(`<iframe sandbox="allow-scripts allow-forms" src="${inner.url}" width="600" height="900"></iframe>`);
  await page.goto(site.url);
  const frame = page.frameLocator("iframe");
  await frame.getByLabel("Family name").fill("Frame");
  await frame.getByLabel("E-mail").fill("frame@example.com");
  await frame.getByRole("checkbox").check();
  await frame.getByRole("button", { name: "Send" }).click();
  await expect(frame.getByRole("status")).toHaveText(thanks);
  expect(await drafts(gateway)).toHaveLength(1);
  inner.close();
  site.close();
});

test("what was typed a day ago is gone", async ({ page, gateway }) => {
  const site = await host(script(gateway));
  await page.goto(site.url);
  await fill(page);
  await page.evaluate(() => {
    const at = Date.now() - 864e5 - 1;
    for (const [name, text] of Object.entries(sessionStorage)) {
      sessionStorage.setItem(name, JSON.stringify({ ...JSON.parse(text as string), at }));
      localStorage.setItem(name.replace("draft", "queue").replace(/#.*/, ""), JSON.stringify([{ key: "old", content: {}, at }]));
    }
  });
  await page.reload();
  await expect(page.getByRole("button", { name: "Send" })).toBeVisible();
  await expect(page.getByLabel("Family name")).toHaveValue("");
  expect(await kept(page)).toBe("");
  site.close();
});

test("offline it waits, and is sent when the connection is back", async ({ page, gateway, context }) => {
  const site = await host(script(gateway));
  await page.goto(site.url);
  await fill(page, "Offline");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("status")).toContainText("could not be sent yet");
  await expect(page.getByLabel("Family name")).toHaveValue("Offline");
  await context.setOffline(false);
  await expect(page.getByRole("status")).toHaveText(thanks);
  expect((await drafts(gateway)).map(({ name, held }) => [name, held ?? []])).toEqual([["Offline", []]]);
  site.close();
});

test("what waits when the page is left is sent by the next page", async ({ page, gateway }) => {
  const site = await host(script(gateway));
  await page.goto(site.url);
  await fill(page, "Left");
  await page.route(/submissions$/, (route) => route.abort());
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("status")).toContainText("could not be sent yet");
  await page.unrouteAll();
  await page.reload();
  await expect(page.getByRole("status")).toHaveText(thanks);
  expect(await drafts(gateway)).toHaveLength(1);
  site.close();
});

test("an answer that is lost is asked for again, and the submission is the same", async ({ page, gateway }) => {
  const site = await host(script(gateway));
  await page.goto(site.url);
  await fill(page, "Lost");
  let tries = 0;
  await page.route(/submissions$/, async (route) => {
    await route.fetch();
    if (++tries < 3) await route.abort();
    else await route.continue();
  });
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("status")).toHaveText(thanks, { timeout: 20_000 });
  expect(await drafts(gateway)).toHaveLength(1);
  site.close();
});

for (const locks of [true, false]) {
  test(`two tabs send what waits once, ${locks ? "with Web Locks" : "with a lease in storage"}`, async ({ context, gateway }) => {
    const site = await host(script(gateway));
    if (!locks) await context.addInitScript(() => Object.defineProperty(navigator, "locks", { value: undefined }));
    const page = await context.newPage();
    await page.goto(site.url);
    await fill(page, "Tabs");
    await context.route(/submissions$/, (route) => route.abort());
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByRole("status")).toContainText("could not be sent yet");
    await context.unrouteAll();
    let sent = 0;
    context.on("request", (request) => request.method() === "POST" && sent++);
    const tabs = await Promise.all([1, 2, 3].map(() => context.newPage()));
    await Promise.all(tabs.map((tab) => tab.goto(site.url)));
    await expect(page.getByRole("status")).toHaveText(thanks, { timeout: 30_000 });
    expect(await drafts(gateway)).toHaveLength(1);
    await expect.poll(() => kept(page)).not.toContain("once@example.com");
    site.close();
  });
}

test("too many are told to wait, and what was typed is sent afterwards", async ({ page, gateway }) => {
  const site = await host(script(gateway));
  await page.goto(site.url);
  await fill(page, "Patient");
  let tries = 0;
  await page.route(/submissions$/, (route) =>
    ++tries === 1
      ? route.fulfill({ status: 429, headers: { "access-control-allow-origin": "*", "retry-after": "1" }, json: { retry_after: 1 } })
      : route.continue(),
  );
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("status")).toHaveText(thanks, { timeout: 20_000 });
  expect(tries).toBe(2);
  site.close();
});

test("other content after a lost answer is another submission", async ({ page, gateway }) => {
  const site = await host(script(gateway));
  await page.goto(site.url);
  await fill(page, "First");
  await page.route(/submissions$/, async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("status")).toContainText("could not be sent yet");
  await page.getByLabel("Family name").fill("Second");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("status")).toHaveText(thanks);
  const names = (await drafts(gateway)).map(({ name }) => name).sort();
  expect(names).toEqual(["First", "Second"]);
  site.close();
});
