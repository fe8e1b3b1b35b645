// Spam is held for review, and people are not.
import { begin, drafts, expect, host, test } from "./gateway";

const values = { family_name: "Bot", email: "bot@example.com" };

test("a person is not held, a machine is, and staff let it through", async ({ page, gateway }) => {
  await begin(page, gateway);
  gateway.cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const site = await host(`<script async src="${gateway.url}/f/contact/form.js"></script>`);
  const visitor = await page.context().newPage();
  await visitor.goto(site.url);
  await visitor.getByLabel("Family name").fill("Person");
  await visitor.getByLabel("E-mail").fill("person@example.com");
  await visitor.getByRole("checkbox").check();
  await visitor.getByRole("button", { name: "Send" }).click();
  await expect(visitor.getByRole("status")).toHaveText("Thank you. Your message has arrived.");
  const body = JSON.stringify({ values, consent: true, trap: "http://spam.example", seconds: 0.1 });
  const answer = await fetch(`${gateway.url}/f/contact/submissions`, { method: "POST", headers: { "content-type": "application/json" }, body });
  expect(answer.status).toBe(201);
  expect((await drafts(gateway)).map(({ name, held }) => [name, held ?? []])).toEqual([
    ["Bot", ["trap", "no_proof", "too_fast"]],
    ["Person", []],
  ]);
  await page.getByRole("link", { name: "Drafts" }).click();
  await expect(page.getByText("Held for review")).toHaveCount(1);
  await page.getByRole("link", { name: /Bot/ }).click();
  await expect(page.getByText("A field that people do not see was filled in.")).toBeVisible();
  await page.getByRole("button", { name: "Not spam" }).click();
  await expect(page.getByText("A field that people do not see was filled in.")).toHaveCount(0);
  expect((await drafts(gateway))[0]?.held ?? []).toEqual([]);
  site.close();
});

test("the trap is out of reach of people, autofill and password managers", async ({ page, gateway }) => {
  const site = await host(`<script async src="${gateway.url}/f/contact/form.js"></script>`);
  await page.goto(site.url);
  const trap = page.locator("calling-card-form textarea[name=cc-more]");
  await expect(trap).toBeHidden();
  await expect(trap).toHaveAttribute("tabindex", "-1");
  await expect(trap).toHaveAttribute("autocomplete", "off");
  expect(await page.locator("calling-card-form").ariaSnapshot()).not.toContain("cc-more");
  site.close();
});

test("the proof is found while one types, in slices where no worker may start", async ({ page, gateway }) => {
  const policy = `default-src 'none'; script-src ${gateway.url}; connect-src ${gateway.url}; worker-src 'none'`;
  const site = await host(`<script async src="${gateway.url}/f/contact/form.js"></script>`, policy);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto(site.url);
  await page.getByLabel("Family name").focus();
  const { longest, whole } = await page.evaluate(async () => {
    const form = document.querySelector("calling-card-form") as HTMLElement & { proof: Promise<string> };
    let [longest, last, done] = [0, performance.now(), false];
    const begun = last;
    const look = () => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
      if (!done) setTimeout(look);
    };
    look();
    await form.proof;
    done = true;
    return { longest, whole: performance.now() - begun };
  });
  console.log(`slices at 4x slowdown: ${whole.toFixed(0)} ms in all, the page waited ${longest.toFixed(0)} ms at most`);
  expect(whole).toBeLessThan(2500);
  expect(longest).toBeLessThan(250);
  site.close();
});
