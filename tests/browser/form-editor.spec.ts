// The form editor, and what the forms that are built with it do on other people's websites.
import { readFileSync } from "node:fs";
import { type Page } from "@playwright/test";
import { accessible } from "./accessible";
import { Gateway, begin, drafts, expect, host, test } from "./gateway";

const script = (gateway: Gateway) => `<script async src="${gateway.url}/f/contact/form.js"></script>`;

const label = (en: string) => ({ en, de: `${en} (de)` });

/** Writes the contact form anew, as staff. */
async function define(gateway: Gateway, form: object, more: object = {}): Promise<void> {
  await drafts(gateway);
  const address = `${gateway.url}/crm/home/inbound-sources/contact`;
  const record = await (await fetch(address, { headers: { cookie: gateway.cookie } })).json();
  const body = JSON.stringify({ ...record.content, ...more, form: { submit: label("Send"), thanks: label("Thank you."), ...form } });
  const headers = { cookie: gateway.cookie, "content-type": "application/json", "if-match": `"${record.version}"` };
  const answer = await fetch(address, { method: "PUT", headers, body });
  expect(answer.status, await answer.text()).toBe(200);
}

/** The answers of the newest draft, by their fields. */
async function answers(gateway: Gateway): Promise<Record<string, string>> {
  const [newest] = await drafts(gateway);
  const opened = await (await fetch(`${gateway.url}/crm/home/drafts/${newest.id}`, { headers: { cookie: gateway.cookie } })).json();
  return Object.fromEntries(opened.draft.content.answers.map(({ field, value }: { field: string; value: string }) => [field, value]));
}

const names = (page: Page) => page.locator(".form-fields .name strong").allInnerTexts();

test("a form is built by keyboard and by drag, previewed in a real embed, published, and sent through from another website", async ({ page, gateway, browser }) => {
  test.slow();
  await page.setViewportSize({ width: 1280, height: 2200 });
  await begin(page, gateway);
  await page.goto(`${gateway.url}/forms/contact`);
  // By keyboard alone: a choice of several, named, with a second option.
  await page.getByLabel("New field").focus();
  await page.keyboard.type("Choice of sev");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const row = page.locator(".form-fields > li").last();
  await expect(row.locator("button.name")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(row.getByRole("button", { name: /^Move up/ }).first()).toBeFocused();
  await row.getByLabel("Label, English").focus();
  await page.keyboard.type("Topics");
  await row.getByLabel("Name in what is sent").fill("topics");
  await row.getByLabel("English", { exact: true }).fill("Apples");
  await row.getByRole("button", { name: "Add option" }).press("Enter");
  await row.getByLabel("English", { exact: true }).last().fill("Bread");
  // Options are moved by buttons, which keep the focus.
  await row.locator("li.option").last().getByRole("button", { name: /^Move up/ }).press("Enter");
  await expect(row.getByLabel("English", { exact: true }).first()).toHaveValue("Bread");
  await row.locator("li.option").first().getByRole("button", { name: /^Move down/ }).press("Enter");
  await expect(row.getByLabel("English", { exact: true }).first()).toHaveValue("Apples");
  // The handle moves it with the arrow keys, keeps the focus, and says where it is.
  await row.getByRole("button", { name: "Move: Topics", exact: true }).focus();
  await page.keyboard.press("ArrowUp");
  const grip = page.getByRole("button", { name: "Move: Topics", exact: true });
  await expect(grip).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "Topics: position 6 of 7" })).toBeAttached();
  await page.keyboard.press("Home");
  await expect.poll(() => names(page)).toEqual(["Topics", "Given name", "Family name", "E-mail", "Phone", "Company", "Message"]);
  // By drag: the company goes above the given name.
  await page.getByRole("button", { name: "Topics", exact: false }).and(page.locator("button.name")).click();
  const from = (await page.getByRole("button", { name: "Move: Company", exact: true }).boundingBox())!;
  const to = (await page.getByRole("button", { name: "Move: Given name", exact: true }).boundingBox())!;
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + 20, { steps: 5 });
  await page.mouse.move(to.x + to.width / 2, to.y + 5);
  await expect(page.locator(".drop-before")).toHaveCount(1);
  await page.mouse.up();
  await expect.poll(() => names(page)).toEqual(["Topics", "Company", "Given name", "Family name", "E-mail", "Phone", "Message"]);
  // Undo takes it back, one step at a time.
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await names(page))[1]).toBe("Given name");
  // The preview is a real embed of what is not saved yet, at two widths; it sends nothing.
  const frame = page.frameLocator("iframe[title='Preview of the form']");
  await expect(frame.getByRole("group", { name: /Topics/ })).toBeVisible();
  expect(await page.locator("iframe").evaluate((inside) => inside.clientWidth)).toBe(390);
  await page.getByLabel("Width").selectOption("desktop");
  expect(await page.locator("iframe").evaluate((inside) => inside.clientWidth)).toBe(1024);
  await frame.getByLabel("Family name").fill("Nobody");
  await frame.getByLabel("E-mail").fill("nobody@example.com");
  await frame.getByRole("checkbox", { name: "I agree" }).check();
  await frame.getByRole("button", { name: "Send" }).click();
  await expect(frame.getByRole("status")).toHaveText("This is a preview: nothing was sent.");
  // What is wrong is said at its field, which is shown and has the focus.
  await page.getByRole("button", { name: "Topics", exact: false }).and(page.locator("button.name")).click();
  await page.getByLabel("Name in what is sent").fill("email");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Name in what is sent").and(page.locator("[aria-invalid]"))).toBeFocused();
  await page.getByLabel("Name in what is sent").fill("topics");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  const visitor = await browser.newPage();
  const site = await host(script(gateway));
  await visitor.goto(site.url);
  await visitor.getByRole("group", { name: /Topics/ }).getByLabel("Bread").check();
  await visitor.getByLabel("Family name").fill("Curie");
  await visitor.getByLabel("E-mail").fill("marie@example.com");
  await visitor.getByRole("checkbox", { name: "I agree" }).check();
  await visitor.getByRole("button", { name: "Send" }).click();
  await expect(visitor.getByRole("status")).toHaveText("Thank you. Your message has arrived.");
  site.close();
  await page.goto(`${gateway.url}/drafts`);
  await page.getByRole("link", { name: /Curie/ }).click();
  await expect(page.locator("dt", { hasText: "Topics" }).locator("+ dd")).toHaveText("Bread");
  // The preview was not counted.
  const seen = await page.evaluate(async () => (await fetch("/crm/home/inbound-sources/contact/statistics?days=1")).json());
  expect(seen.days[0]).toMatchObject({ begun: 1, sent: 1, received: 1 });
});

const stepwise = {
  fields: [
    { name: "one", label: label("About you"), kind: "step" },
    { name: "email", label: label("E-mail"), kind: "email", required: true, target: "email" },
    { name: "kind", label: label("I want"), kind: "select", required: true, options: [{ value: "offer", label: label("An offer") }, { value: "talk", label: label("To talk") }] },
    { name: "two", label: label("The offer"), kind: "step" },
    { name: "budget", label: label("Budget"), kind: "currency", currency: "EUR", required: true, when: { field: "kind", is: "equals", value: "offer" } },
    { name: "three", label: label("The rest"), kind: "step" },
    { name: "day", label: label("Day"), kind: "date" },
    { name: "land", label: label("Country"), kind: "country", target: "country" },
    { name: "terms", label: label("I have read the terms"), kind: "checkbox", required: true },
    { name: "source", label: label("Source"), kind: "hidden", parameter: "utm_source", value: "direct" },
  ],
};

test("several steps, each checked before the next, and fields that are asked under a condition", async ({ page, gateway }) => {
  await define(gateway, stepwise);
  const site = await host(script(gateway));
  await page.goto(`${site.url}?utm_source=newsletter`);
  await expect(page.getByText("Step 1 of 2: About you")).toBeVisible();
  await expect(page.getByLabel("Budget")).toBeHidden();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await expect(page.locator("[part=error]").filter({ hasText: /\w/ })).toHaveCount(2);
  await page.getByLabel("E-mail").fill("step@example.com");
  await page.getByLabel("I want").selectOption("offer");
  await expect(page.getByText("Step 1 of 3: About you")).toBeVisible();
  // Enter goes on, as the button does, and where one is gets the focus.
  await page.getByLabel("E-mail").press("Enter");
  await expect(page.getByText("Step 2 of 3: The offer")).toBeFocused();
  await accessible(page, "steps");
  await page.getByLabel("Budget").fill("a lot");
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText("Enter an amount like 1250 or 1250.50, without other separators.")).toBeVisible();
  await page.getByRole("button", { name: "Back" }).click();
  await page.getByLabel("I want").selectOption("talk");
  await page.getByRole("button", { name: "Next" }).click();
  // The step with nothing to ask is passed over.
  await expect(page.getByText("Step 2 of 2: The rest")).toBeFocused();
  await page.getByLabel("Country").selectOption("Germany");
  await page.getByLabel("Day").fill("2026-12-24");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("checkbox")).toBeFocused();
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("status")).toHaveText("Thank you.");
  expect(await answers(gateway)).toEqual({ email: "step@example.com", kind: "talk", day: "2026-12-24", land: "DE", terms: "yes", source: "newsletter" });
  site.close();
});

test("a wrong answer that only the gateway finds is shown in its step", async ({ page, gateway }) => {
  await define(gateway, stepwise);
  // Without WebAssembly the gateway alone knows what an amount is.
  const site = await host(script(gateway), `default-src 'none'; script-src ${gateway.url}; connect-src ${gateway.url}`);
  await page.goto(site.url);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await page.getByLabel("E-mail").fill("step@example.com");
  await page.getByLabel("I want").selectOption("offer");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByLabel("Budget").fill("a lot");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Step 2 of 3: The offer")).toBeVisible();
  await expect(page.getByLabel("Budget")).toBeFocused();
  site.close();
});

test("without JavaScript all of it is one page, and answers to what is not asked are not kept", async ({ browser, gateway }) => {
  await define(gateway, stepwise);
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`${gateway.url}/f/contact?utm_source=page`);
  await expect(page.getByRole("heading", { name: "The rest" })).toBeVisible();
  await page.getByLabel("E-mail").fill("plain@example.com");
  await page.getByLabel("I want").selectOption("talk");
  await page.getByLabel("Budget").fill("1250");
  await page.getByLabel("Country").selectOption("Austria");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Thank you.")).toBeVisible();
  expect(await answers(gateway)).toEqual({ email: "plain@example.com", kind: "talk", day: "", land: "AT", terms: "yes", source: "page" });
});

test("colours of its own, and a page to lead to", async ({ page, gateway }) => {
  const thanks = await host("<p>Thanks, from our own page</p>");
  const theme = { light: { accent: "#006400" } };
  await define(gateway, { fields: stepwise.fields.slice(1, 2), redirect: `${thanks.url}thanks`, theme });
  const site = await host(script(gateway), `default-src 'none'; script-src ${gateway.url}; connect-src ${gateway.url}; style-src 'self'`);
  await page.goto(site.url);
  expect(await page.getByRole("button", { name: "Send" }).evaluate((button) => getComputedStyle(button).backgroundColor)).toBe("rgb(0, 100, 0)");
  await page.getByLabel("E-mail").fill("led@example.com");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Thanks, from our own page")).toBeVisible();
  // The form's page has them too, and leads there as well.
  await page.goto(`${gateway.url}/f/contact`);
  expect(await page.getByRole("button", { name: "Send" }).evaluate((button) => getComputedStyle(button).backgroundColor)).toBe("rgb(0, 100, 0)");
  await page.getByLabel("E-mail").fill("led2@example.com");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Thanks, from our own page")).toBeVisible();
  site.close();
  thanks.close();
});

test("where a form is left is counted by its field, and only after it was begun", async ({ page, gateway }) => {
  const site = await host(script(gateway));
  await drafts(gateway);
  const seen = async () => (await fetch(`${gateway.url}/crm/home/inbound-sources/contact/statistics?days=1`, { headers: { cookie: gateway.cookie } })).json();
  await page.goto(site.url);
  await expect(page.getByLabel("Phone")).toBeVisible();
  await page.goto("about:blank");
  await page.goto(site.url);
  await page.getByLabel("Phone").fill("1");
  await page.goto("about:blank");
  await expect.poll(async () => (await seen()).left).toEqual([{ field: "phone", number: 1 }]);
  await expect.poll(async () => (await seen()).days[0]).toMatchObject({ begun: 1, sent: 0 });
  site.close();
});

test("versions, a form as a file, and a website that is checked", async ({ page }) => {
  const gateway = await new Gateway().start("--private-pages");
  await begin(page, gateway);
  await page.goto(`${gateway.url}/forms/contact`);
  await page.getByLabel("Title, English").fill("Say hello");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  // A version says who changed what, and brings it back.
  await page.getByRole("heading", { name: "Versions" }).click();
  const newest = page.getByRole("listitem").filter({ hasText: "Version 2" });
  await expect(newest).toContainText("Ann Admin changed it");
  await expect(newest).toContainText("Contact us → Say hello");
  await page.getByRole("button", { name: "Restore: Version 1" }).click();
  await expect(page.getByText("The version is restored.")).toBeVisible();
  await expect(page.getByLabel("Title, English")).toHaveValue("Contact us");
  // Out as a file, changed, and in again.
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  const file = await (await download).path();
  const source = JSON.parse(readFileSync(file, "utf8"));
  expect(source.form.title.en).toBe("Contact us");
  const read = (text: string) => page.getByLabel("Import").setInputFiles({ name: "form.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await read("{ \"form\": nothing }");
  await expect(page.getByText(/^line 1, column \d+: /)).toBeVisible();
  source.form.fields[0].name = "No name!";
  await read(JSON.stringify(source));
  await expect(page.getByText("/form/fields/0/name: Choose one of the options.")).toBeVisible();
  source.form.fields[0].name = "given_name";
  source.form.title.fr = "Contactez-nous";
  await read(JSON.stringify(source));
  await expect(page.getByLabel("Title, Français")).toHaveValue("Contactez-nous");
  // A page that forbids the form, by what it says and by its policy alone.
  const site = await host(script(gateway), "default-src 'self'; connect-src *");
  await page.getByLabel("Address of the page with the form").fill(site.url);
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await expect(page.getByText("The form does not run there yet.")).toBeVisible();
  // What default-src has granted stays granted.
  await expect(page.getByText(`script-src 'self' ${gateway.url}`, { exact: true })).toBeVisible();
  site.close();
  await page.getByLabel("Address of the page with the form").fill("");
  await page.getByText("Or paste its Content-Security-Policy").click();
  await page.getByLabel("Content-Security-Policy", { exact: true }).fill(`script-src ${gateway.url} 'wasm-unsafe-eval'; connect-src ${gateway.url}`);
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await expect(page.getByText("The form runs there.")).toBeVisible();
  await gateway.remove();
});

for (const [scheme, width] of [["light", 1280], ["dark", 1280], ["light", 360], ["dark", 360]] as const) {
  test(`the editor is accessible: ${scheme}, ${width} px`, async ({ browser, gateway }) => {
    const page = await (await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 }, locale: "en-US" })).newPage();
    await begin(page, gateway);
    await page.goto(`${gateway.url}/forms/contact`);
    await page.locator("button.name").first().click();
    await page.getByText("Colours of its own").click();
    await page.getByLabel("Button", { exact: true }).first().fill("#ffee00");
    await expect(page.getByText(/light page: Text on the button – Button: 1\.\d : 1, at least 4\.5 : 1/)).toBeVisible();
    await page.getByRole("button", { name: "Back to the form's own colour: Button" }).click();
    await expect(page.getByText("All of it can be read (WCAG 2.2, AA).")).toBeVisible();
    const button = page.frameLocator("iframe").getByRole("button", { name: "Send" });
    await expect.poll(() => button.evaluate((shown) => getComputedStyle(shown).backgroundColor)).toBe("rgb(59, 75, 219)");
    await page.getByRole("heading", { name: "Versions" }).click();
    await expect(page.frameLocator("iframe").getByRole("button", { name: "Send" })).toBeVisible();
    await accessible(page, `editor ${scheme} ${width}`);
  });
}
