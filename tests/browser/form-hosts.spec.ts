// The form on hostile hosts: strict policies, resets, frameworks that move it, right-to-left pages, zoom, forced colours.
import { type Page } from "@playwright/test";
import { type Gateway, drafts, expect, host, test } from "./gateway";

const script = (gateway: Gateway) => `<script async src="${gateway.url}/f/contact/form.js"></script>`;

async function fill(page: Page, family = "Hostile", nth = 0): Promise<void> {
  await page.getByLabel("Family name").nth(nth).fill(family);
  await page.getByLabel("E-mail").nth(nth).fill("hostile@example.com");
  await page.getByRole("checkbox").nth(nth).check();
}

async function send(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send" }).first().click();
  await expect(page.getByRole("status").first()).toHaveText("Thank you. Your message has arrived.");
}

const policies = {
  "style-src 'self' and scripts by host": (url: string) => `default-src 'none'; script-src ${url} 'wasm-unsafe-eval'; connect-src ${url}; style-src 'self'`,
  "no WebAssembly": (url: string) => `default-src 'none'; script-src ${url}; connect-src ${url}; style-src 'self'`,
  "Trusted Types enforced": (url: string) =>
    `default-src 'none'; script-src ${url} 'wasm-unsafe-eval'; connect-src ${url}; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`,
};

for (const [name, policy] of Object.entries(policies)) {
  test(`policy: ${name}`, async ({ page, gateway }) => {
    const site = await host(script(gateway), policy(gateway.url));
    await page.goto(site.url);
    await fill(page);
    await send(page);
    await expect.poll(async () => (await drafts(gateway)).map(({ held }) => held ?? [])).toEqual([[]]);
    // The form looks as it should: its style came along.
    expect(await page.locator("calling-card-form button").evaluate((button) => getComputedStyle(button).cursor)).toBe("pointer");
    site.close();
  });
}

test("policy: scripts by hash", async ({ page, gateway }) => {
  const { src, integrity } = await (await fetch(`${gateway.url}/f/contact/form.json`)).json();
  const tag = `<script async src="${gateway.url}${src}" integrity="${integrity}" crossorigin></script>`;
  const site = await host(tag, `default-src 'none'; script-src '${integrity}'; connect-src ${gateway.url}; style-src 'self'`);
  await page.goto(site.url);
  await fill(page);
  await send(page);
  expect((await drafts(gateway))[0]?.held ?? []).toEqual([]);
  site.close();
});

test("a host that unsets everything changes nothing inside", async ({ page, gateway }) => {
  const reset = "<style>* { all: unset !important } body { display: block !important }</style>";
  const look = async (style: string) => {
    const site = await host(style + script(gateway));
    await page.goto(site.url);
    const input = page.getByLabel("Family name");
    await expect(input).toBeVisible();
    const looks = await input.evaluate((element) => {
      const { borderTopWidth, borderRadius, display } = getComputedStyle(element);
      const place = (element.getRootNode() as ShadowRoot).host;
      return { borderTopWidth, borderRadius, display, place: getComputedStyle(place).display };
    });
    site.close();
    return looks;
  };
  expect(await look(reset)).toEqual(await look(""));
});

test("a page of the age of document.write", async ({ page, gateway }) => {
  const site = await host(`<script>document.write('<script src="${gateway.url}/f/contact/form.js"><\\/script>')</script>`);
  await page.goto(site.url);
  await fill(page);
  await send(page);
  site.close();
});

test("a framework moves, removes and re-adds it: what was typed stays, and it is sent once", async ({ page, gateway }) => {
  const site = await host(`<div id="a"><calling-card-form form-id="contact"></calling-card-form></div><div id="b"></div>${script(gateway)}`);
  await page.goto(site.url);
  await fill(page, "Mover");
  let sent = 0;
  page.on("request", (request) => request.method() === "POST" && sent++);
  await page.evaluate(async () => {
    const [a, b] = [document.querySelector("#a")!, document.querySelector("#b")!];
    const form = document.querySelector("calling-card-form")!;
    b.append(form);
    form.remove();
    await new Promise((done) => setTimeout(done, 50));
    a.append(form);
  });
  await expect(page.getByLabel("Family name")).toHaveValue("Mover");
  // A new element in its place knows it too.
  await page.evaluate(() => {
    const old = document.querySelector("calling-card-form")!;
    const fresh = document.createElement("calling-card-form");
    fresh.setAttribute("form-id", "contact");
    old.replaceWith(fresh);
  });
  await expect(page.getByLabel("Family name")).toHaveValue("Mover");
  await expect(page.getByRole("checkbox")).not.toBeChecked();
  await page.getByRole("checkbox").check();
  await send(page);
  expect(sent).toBe(1);
  site.close();
});

test("ten forms stand on one page, each by itself", async ({ page, gateway }) => {
  const places = '<calling-card-form form-id="contact"></calling-card-form>'.repeat(10);
  const site = await host(places + script(gateway));
  await page.goto(site.url);
  await expect(page.getByRole("button", { name: "Send" })).toHaveCount(10);
  await page.getByLabel("Family name").nth(7).fill("Eighth");
  await page.reload();
  await expect(page.getByLabel("Family name").nth(7)).toHaveValue("Eighth");
  await expect(page.getByLabel("Family name").nth(6)).toHaveValue("");
  site.close();
});

test("a right-to-left page, and 400 % zoom", async ({ browser, gateway }) => {
  const page = await (await browser.newContext({ viewport: { width: 320, height: 256 } })).newPage();
  const site = await host(script(gateway), "", 'lang="ar" dir="rtl"');
  await page.goto(site.url);
  const label = page.locator("calling-card-form label").first();
  await expect(label).toBeVisible();
  const edges = await label.evaluate((element) => {
    const input = element.parentElement!.querySelector("input")!;
    return { label: element.getBoundingClientRect().right, input: input.getBoundingClientRect().right };
  });
  expect(Math.abs(edges.label - edges.input)).toBeLessThan(2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  site.close();
});

test("forced colours and reduced motion", async ({ browser, gateway }) => {
  const page = await (await browser.newContext({ forcedColors: "active", reducedMotion: "reduce" })).newPage();
  const site = await host(script(gateway));
  await page.goto(site.url);
  const button = page.getByRole("button", { name: "Send" });
  await expect(button).toBeVisible();
  expect(await button.evaluate((element) => getComputedStyle(element).borderTopWidth)).toBe("1px");
  const input = page.getByLabel("Family name");
  expect(await input.evaluate((element) => getComputedStyle(element).transitionProperty)).toBe("none");
  site.close();
});

test("storage is blocked", async ({ page, gateway }) => {
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(globalThis, name, { get: () => { throw new DOMException("blocked", "SecurityError"); } });
    }
  });
  const site = await host(script(gateway));
  await page.goto(site.url);
  await fill(page);
  await send(page);
  site.close();
});

test("WebAssembly fails half way", async ({ page, gateway }) => {
  await page.route(/_bg\.wasm$/, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ status: 200, contentType: "application/wasm", headers: { "access-control-allow-origin": "*" }, body: body.subarray(0, body.length / 2) });
  });
  const site = await host(script(gateway));
  await page.goto(site.url);
  await fill(page);
  await send(page);
  site.close();
});

test("without JavaScript a plain form on the page sends", async ({ browser, gateway }) => {
  const form = `<form method="post" action="${gateway.url}/f/contact/submissions">
    <label>Family name <input name="family_name" autocomplete="family-name" required></label>
    <label>E-mail <input type="email" name="email" autocomplete="email" required></label>
    <label><input type="checkbox" name="cc-consent" value="yes" required> I agree</label>
    <textarea name="cc-more" hidden tabindex="-1" autocomplete="off"></textarea>
    <button>Send</button></form>`;
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const site = await host(form, `default-src 'none'; form-action ${gateway.url}`);
  await page.goto(site.url);
  await fill(page, "Plain");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page).toHaveURL(/\/f\/contact\/thanks/);
  // Sent once more by going back: the same content is the same submission.
  await page.goBack();
  await fill(page, "Plain");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page).toHaveURL(/\/f\/contact\/thanks/);
  expect((await drafts(gateway)).map(({ name, held }) => [name, held])).toEqual([["Plain", ["no_proof"]]]);
  site.close();
});

test("it is part of a form around it, and is restored on back", async ({ page, gateway }) => {
  const around = `<form id="around" action="/next"><calling-card-form form-id="contact" name="visitor"></calling-card-form><button type="reset">Reset</button></form>`;
  const site = await host(around + script(gateway));
  await page.goto(site.url);
  await fill(page, "Inside");
  const entries = () => page.evaluate(() => [...new FormData(document.querySelector<HTMLFormElement>("#around")!)].filter(([, value]) => value));
  expect(await entries()).toEqual([["visitor.family_name", "Inside"], ["visitor.email", "hostile@example.com"]]);
  expect(await page.evaluate(() => document.querySelector<HTMLFormElement>("#around")!.checkValidity())).toBe(true);
  await page.goto(`${site.url}other`);
  await page.goBack();
  await expect(page.getByLabel("Family name")).toHaveValue("Inside");
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(page.getByLabel("Family name")).toHaveValue("");
  expect(await page.evaluate(() => document.querySelector<HTMLFormElement>("#around")!.checkValidity())).toBe(false);
  site.close();
});

test("events say what happens and not what was typed; themes by properties and parts", async ({ page, gateway }) => {
  const theme = "<style>calling-card-form { --cc-accent: rgb(1, 2, 3) } calling-card-form::part(button) { letter-spacing: 3px }</style>";
  const site = await host(theme + script(gateway));
  await page.addInitScript(() => {
    const seen = ((globalThis as { seen?: string[] }).seen = [] as string[]);
    for (const name of ["ready", "start", "invalid", "submit", "queued", "success", "error"]) {
      addEventListener(name, (event) => event instanceof CustomEvent && seen.push(`${name} ${JSON.stringify(event.detail)}`), true);
    }
  });
  await page.goto(site.url);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByLabel("Family name")).toHaveAttribute("aria-invalid", "true");
  await fill(page, "Secret");
  await send(page);
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
  expect(seen.map((entry) => entry.split(" ")[0]).filter((name, index, all) => name !== all[index - 1])).toEqual(
    seen[2]?.startsWith("submit") ? ["ready", "start", "submit", "invalid", "submit", "success"] : ["ready", "start", "invalid", "submit", "success"],
  );
  expect(seen.join(" ")).not.toMatch(/Secret|hostile@/);
  const button = page.locator("calling-card-form button");
  expect(await button.evaluate((element) => [getComputedStyle(element).backgroundColor, getComputedStyle(element).letterSpacing])).toEqual(["rgb(1, 2, 3)", "3px"]);
  site.close();
});

test("an error that appears does not make a click miss", async ({ page, gateway }) => {
  const site = await host(script(gateway));
  await page.goto(site.url);
  const wasm = page.waitForResponse(/_bg\.wasm$/);
  await page.getByLabel("Family name").fill("Clicker");
  await wasm;
  await page.waitForTimeout(300);
  await page.getByLabel("E-mail").fill("wrong@");
  const box = await page.getByRole("checkbox").boundingBox();
  await page.mouse.move(box!.x + 4, box!.y + 4);
  await page.mouse.down();
  await page.waitForTimeout(100);
  await page.mouse.up();
  await expect(page.getByRole("checkbox")).toBeChecked();
  await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  site.close();
});

test("a page can keep it from being sent", async ({ page, gateway }) => {
  const site = await host(script(gateway));
  await page.goto(site.url);
  await fill(page);
  await page.evaluate(() => addEventListener("submit", (event) => event.preventDefault()));
  await page.getByRole("button", { name: "Send" }).click();
  await page.waitForTimeout(300);
  expect(await drafts(gateway)).toEqual([]);
  site.close();
});

test("the module of the npm package", async ({ page, gateway }) => {
  const { readFileSync } = await import("node:fs");
  const module = readFileSync(`${__dirname}/../../target/npm/index.js`, "utf8");
  const site = await host('<calling-card-form form-id="contact"></calling-card-form>');
  await page.goto(site.url);
  await page.addScriptTag({ type: "module", content: `${module.replace(/export\{([\w$]+) as load\};?/, "globalThis.load=$1;")}` });
  await page.waitForFunction(() => "load" in globalThis);
  await page.evaluate((url) => (globalThis as unknown as { load: (address: string) => Promise<void> }).load(`${url}/f/contact`), gateway.url);
  await fill(page, "Bundled");
  await send(page);
  expect((await drafts(gateway))[0]?.name).toBe("Bundled");
  site.close();
});
