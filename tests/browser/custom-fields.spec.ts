// Custom fields: made in the settings, filled in on a person, asked in a form, and told in a vCard.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { accessible } from "./accessible";
import { begin, expect, host, test } from "./gateway";

const fields = (page: Page) => page.locator("section", { hasText: "Fields of people" }).locator(".form-fields .name strong").allInnerTexts();

async function make(page: Page, label: string, fill: () => Promise<void> = async () => {}): Promise<void> {
  await page.locator("section", { hasText: "Fields of people" }).getByRole("link", { name: "New field" }).click();
  await page.getByLabel("Label, English").fill(label);
  await fill();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("link", { name: new RegExp(`^${label}`) })).toBeVisible();
}

test("a field is made, filled in, asked in a form on a foreign page, accepted, and stands in the vCard", async ({ page, gateway, browser }) => {
  test.slow();
  await begin(page, gateway);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Custom fields" }).click();
  await expect(page.getByRole("heading", { name: "No custom fields yet" })).toBeVisible();
  await accessible(page, "custom fields, none");
  await make(page, "Budget", async () => {
    await page.getByLabel("Kind").selectOption("currency");
    await page.getByLabel("Currency, like EUR").fill("CHF");
  });
  await make(page, "Topics", async () => {
    await page.getByLabel("Kind").selectOption("multiselect");
    await page.getByLabel("English", { exact: true }).fill("Apples");
    await page.getByRole("button", { name: "Add option" }).click();
    await page.getByLabel("English", { exact: true }).last().fill("Bread");
    await accessible(page, "custom field, new");
  });
  await make(page, "Known as");
  // The handle moves a field with the arrow keys, keeps the focus, and says where it is; the order stays.
  await page.getByRole("button", { name: "Move: Known as", exact: true }).focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("button", { name: "Move: Known as", exact: true })).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "Known as: position 1 of 3" })).toBeAttached();
  await expect.poll(() => fields(page)).toEqual(["Known as", "Budget", "Topics"]);
  const order = async () => (await (await page.request.get(`${gateway.url}/crm/home/custom-fields`)).json()).map(({ content }: { content: { key: string } }) => content.key);
  await expect.poll(order).toEqual(["known-as", "budget", "topics"]);
  await accessible(page, "custom fields");

  // On a person: what is wrong is said at the field.
  await page.goto(`${gateway.url}/people/new`);
  await page.getByLabel("Family name").fill("Curie");
  await page.getByLabel("E-mail").first().fill("marie@example.com");
  await page.getByLabel("Budget (CHF)").fill("a lot");
  await page.getByRole("group", { name: "Topics" }).getByLabel("Bread").check();
  await accessible(page, "person with custom fields, edited");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter an amount like 1250 or 1250.50, without other separators.")).toBeVisible();
  await page.getByLabel("Budget (CHF)").fill("1250,5");
  await page.getByRole("button", { name: "Save" }).click();
  const fact = (label: string) => page.locator("dt", { hasText: label }).locator("+ dd");
  await expect(fact("Budget")).toHaveText("1250.5 CHF");
  await expect(fact("Topics")).toHaveText("Bread");
  await expect(page.locator("dt", { hasText: "Known as" })).toHaveCount(0);

  // In a form: where it goes decides what is asked.
  await page.setViewportSize({ width: 1280, height: 2200 });
  await page.goto(`${gateway.url}/forms/contact`);
  await page.getByLabel("New field").selectOption({ label: "Topics" });
  await page.getByRole("button", { name: "Add field" }).click();
  await expect(page.getByLabel("Goes to")).toHaveValue("custom:topics");
  await page.getByLabel("New field").selectOption("text");
  await page.getByRole("button", { name: "Add field" }).click();
  await page.getByLabel("Label, English").fill("Your budget");
  await page.getByLabel("Goes to").selectOption("custom:budget");
  await expect(page.getByLabel("Kind", { exact: true })).toHaveValue("currency");
  // What does not fit there is refused at its place.
  await page.getByLabel("Currency, like EUR").fill("EUR");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("What is asked here does not fit there. Choose something else, or another kind.")).toBeVisible();
  await page.getByLabel("Currency, like EUR").fill("CHF");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  const visitor = await (await browser.newContext()).newPage();
  const site = await host(`<script async src="${gateway.url}/f/contact/form.js"></script>`);
  await visitor.goto(site.url);
  await visitor.getByLabel("Family name").fill("Skłodowska");
  await visitor.getByLabel("E-mail").fill("maria@example.com");
  await visitor.getByRole("group", { name: /Topics/ }).getByLabel("Apples").check();
  await visitor.getByLabel("Your budget").fill("99");
  await visitor.getByRole("checkbox", { name: "I agree" }).check();
  await visitor.getByRole("button", { name: "Send" }).click();
  await expect(visitor.getByRole("status")).toHaveText("Thank you. Your message has arrived.");
  site.close();

  await page.goto(`${gateway.url}/drafts`);
  await page.getByRole("link", { name: /Skłodowska/ }).click();
  await page.getByRole("button", { name: "Accept" }).click();
  // The draft says it, too: it is left once their page is there.
  await expect(page.getByRole("button", { name: "Download vCard" })).toBeVisible();
  await expect(fact("Budget")).toHaveText("99 CHF");
  await expect(fact("Topics")).toHaveText("Apples");
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download vCard" }).click();
  const vcard = readFileSync(await (await waiting).path(), "utf8").replaceAll("\r\n ", "");
  expect(vcard).toContain("X-CALLINGCARD-CUSTOM;X-CALLINGCARD-KEY=budget;X-CALLINGCARD-LABEL=Budget:99");
  const { default: ical } = await import("ical.js");
  const told = new ical.Component(ical.parse(vcard)).getAllProperties("x-callingcard-custom");
  expect(told.map((property) => property.getParameter("x-callingcard-label")).sort()).toEqual(["Budget", "Topics"]);

  // A hidden field is shown nowhere; deleted, it says what becomes of its values, and comes back with them.
  await page.goto(`${gateway.url}/settings/custom-fields`);
  await page.getByRole("button", { name: "Hide: Budget" }).click();
  await expect(page.getByRole("button", { name: "Show: Budget" })).toBeVisible();
  await page.getByRole("button", { name: "Delete: Topics" }).click();
  await expect(page.getByRole("dialog").getByText("Its values stay with the people and organizations")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect.poll(() => fields(page)).toEqual(["Known as", "Budget"]);
  const person = async () => (await (await page.request.get(`${gateway.url}/crm/home/people?q=sklodowska`)).json()).items[0].id;
  const address = `${gateway.url}/people/${await person()}`;
  await page.locator(".toast", { hasText: "Topics is in the bin." }).getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => fields(page)).toEqual(["Known as", "Budget", "Topics"]);
  await page.goto(address);
  await expect(fact("Topics")).toHaveText("Apples");
  await expect(page.locator("dt", { hasText: "Budget" })).toHaveCount(0);
});

test("custom fields fit a narrow screen, light and dark, in German", async ({ page, gateway }) => {
  await begin(page, gateway);
  const made = { key: "story", entity: "person", label: { en: "A label that is long enough to need two lines", de: "Eine Beschriftung, die für zwei Zeilen lang genug ist" }, kind: "textarea" };
  expect((await page.request.post(`${gateway.url}/crm/home/custom-fields`, { data: made })).status()).toBe(201);
  await page.evaluate(() => localStorage.setItem("language", "de"));
  await page.setViewportSize({ width: 360, height: 800 });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${gateway.url}/settings/custom-fields`);
    await expect(page.getByRole("heading", { name: "Eigene Felder" })).toBeVisible();
    await expect(page.getByRole("link", { name: /Eine Beschriftung/ })).toBeVisible();
    await accessible(page, `custom fields, narrow, ${colorScheme}`);
    await page.goto(`${gateway.url}/people/new`);
    await expect(page.getByLabel(/Eine Beschriftung/)).toBeVisible();
    await accessible(page, `person with custom fields, narrow, ${colorScheme}`);
  }
});
