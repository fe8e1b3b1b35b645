// Everything by keyboard: the palette, single keys, steps back and forth, and the focus, which is never lost.
import type { Page } from "@playwright/test";
import { accessibleAnyhow } from "./accessible";
import { type Gateway, begin, expect, test } from "./gateway";

/** The keys are listened to once the first page is there. */
const ready = (page: Page) => expect(page.locator(".commands[aria-keyshortcuts]")).toHaveCount(1);

/** Loads a page, until the keys are listened to. */
async function come(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await ready(page);
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.getAttribute("aria-label") || document.activeElement?.tagName);

async function person(page: Page, gateway: Gateway, given: string, family: string, more = {}): Promise<string> {
  const made = await page.request.post(`${gateway.url}/crm/home/people`, { data: { name: { given, family }, ...more } });
  return (await made.json()).result.id;
}

test("every action and every person is found in the palette", async ({ page, gateway }) => {
  await begin(page, gateway);
  await person(page, gateway, "Ada", "Lovelace");
  await come(page, `${gateway.url}/settings`);
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeFocused();
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Command or person" });
  await expect(field).toBeFocused();
  await accessibleAnyhow(page, "palette");
  await field.fill("lovel");
  const option = page.getByRole("option", { name: /Ada Lovelace/ });
  await expect(option).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Ada Lovelace", level: 1 })).toBeFocused();

  // What the page can do is there, and is done as by its button.
  await page.getByRole("button", { name: "Commands" }).click();
  await field.fill("qr");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: /QR/ })).toBeVisible();
  await page.keyboard.press("Escape");

  // Arrow keys lead through what was found; Escape gives the focus back.
  await page.getByRole("button", { name: "QR code" }).focus();
  await page.keyboard.press("Control+k");
  await field.fill("new");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option").nth(1)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("option").last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "QR code" })).toBeFocused();
  await page.keyboard.press("Control+k");
  await field.fill("organization new");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/organizations\/new$/);
});

test("single keys lead everywhere, not while something is typed, and can be switched off", async ({ page, gateway }) => {
  await begin(page, gateway);
  for (const name of ["Ada", "Bea", "Cleo"]) await person(page, gateway, name, "Keys");
  await ready(page);
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await expect(page.getByRole("heading", { name: "Organizations", level: 1 })).toBeFocused();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page.getByRole("heading", { name: "People", level: 1 })).toBeFocused();
  await expect(page.getByRole("link", { name: /Cleo/ })).toBeVisible();
  const active = page.locator(".people-grid .line.active");
  await page.keyboard.press("j");
  await expect(page.getByRole("grid", { name: "People" })).toBeFocused();
  await expect(active).toContainText("Ada");
  await page.keyboard.press("j");
  await expect(active).toContainText("Bea");
  await page.keyboard.press("k");
  await expect(active).toContainText("Ada");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Ada Keys", level: 1 })).toBeFocused();
  await page.keyboard.press("e");
  await expect(page).toHaveURL(/\/edit$/);
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.keyboard.press("/");
  await expect(page.getByLabel("Search")).toBeFocused();
  await page.keyboard.type("gn?e");
  await expect(page.getByLabel("Search")).toHaveValue("gn?e");
  await expect(page).toHaveURL(/\/people/);
  await come(page, `${gateway.url}/people`);
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys).toBeVisible();
  await accessibleAnyhow(page, "keys");
  await keys.getByLabel("Single keys do something").uncheck();
  await keys.getByRole("button", { name: "Close" }).click();
  await page.keyboard.press("n");
  await page.keyboard.press("?");
  await expect(page).toHaveURL(/\/people$/);
  await expect(keys).toBeHidden();
  await come(page, `${gateway.url}/settings`);
  await expect(page.getByLabel("Single keys do something")).not.toBeChecked();
  await page.getByLabel("Single keys do something").check();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/people\/new$/);
});

test("the last that was done is undone and done again, also after loading the page anew", async ({ page, gateway }) => {
  await begin(page, gateway);
  await person(page, gateway, "Ada", "First");
  const second = await person(page, gateway, "Bea", "Second");
  await come(page, `${gateway.url}/people/${second}`);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("link", { name: /Ada First/ })).toBeVisible();
  await page.reload();
  await ready(page);
  await expect(page.getByRole("link", { name: /Ada First/ })).toBeVisible();
  const step = page.getByRole("dialog", { name: "One step" });
  const take = async (keys: string, told: string, verb: string) => {
    await page.keyboard.press(keys);
    await expect(step).toContainText(told);
    await expect(step.getByRole("button", { name: verb })).toBeFocused();
    await page.keyboard.press("Enter");
  };
  await take("Control+z", "Deleted: Person “Bea Second”", "Undo");
  await expect(page.getByRole("status").filter({ hasText: "Undone – Deleted: Person “Bea Second”" })).toBeVisible();
  await expect(page.getByRole("link", { name: /Bea Second/ })).toBeVisible();
  await take("Control+z", "Made: Person “Bea Second”", "Undo");
  await expect(page.getByRole("link", { name: /Bea Second/ })).toBeHidden();
  await page.keyboard.press("Control+Shift+z");
  await expect(step).toContainText("Made: Person “Bea Second”");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: /Bea Second/ })).toBeHidden();
  await take("Control+Shift+z", "Made: Person “Bea Second”", "Redo");
  await expect(page.getByRole("link", { name: /Bea Second/ })).toBeVisible();
  // In a text it is the text's own.
  await page.getByLabel("Search").fill("x");
  await page.keyboard.press("Control+z");
  await expect(step).toBeHidden();
});

test("the focus is never lost: it goes to what is wrong, to the next entry, or to the heading", async ({ page, gateway }) => {
  await begin(page, gateway);
  await come(page, `${gateway.url}/people/new`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Please fill this in.")).toBeVisible();
  await expect(page.locator(":focus")).toHaveAttribute("aria-invalid", "true");
  // What is wrong in a part that is folded is unfolded.
  await come(page, `${gateway.url}/settings`);
  await page.getByLabel("Current password").fill("not my password");
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.locator(":focus")).toHaveAttribute("aria-invalid", "true");

  // A form that nobody answers: the focus goes to what says why.
  const id = await person(page, gateway, "Ada", "Focus");
  await come(page, `${gateway.url}/people/${id}/edit`);
  await page.getByLabel("Given name").fill("Other");
  await page.route("**/crm/home/people/*", (route) => route.request().method() === "PUT" ? route.abort() : route.fallback());
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  await page.unroute("**/crm/home/people/*");

  // Of notes, the next takes the place of the one that is gone.
  for (const text of ["first", "second", "third"]) await page.request.post(`${gateway.url}/crm/home/notes`, { data: { person: id, text } });
  await come(page, `${gateway.url}/people/${id}`);
  const notes = page.getByRole("button", { name: "Delete note" });
  await expect(notes).toHaveCount(3);
  await notes.first().focus();
  await page.keyboard.press("Enter");
  await expect(notes).toHaveCount(2);
  await expect(page.locator(":focus")).toHaveText("Delete note");
  await page.keyboard.press("Enter");
  await expect(notes).toHaveCount(1);
  await expect(page.locator(":focus")).toHaveText("Delete note");
  await page.keyboard.press("Enter");
  await expect(notes).toHaveCount(0);
  expect(await focused(page)).not.toBe("BODY");

  // What was restored from the bin is gone there: the heading has it.
  await come(page, `${gateway.url}/people/${id}`);
  await page.getByRole("button", { name: "Delete", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "People", level: 1 })).toBeFocused();
  // Whoever presses on nothing is left alone.
  await page.locator("main").click({ position: { x: 5, y: 400 } });
  await page.request.post(`${gateway.url}/crm/home/people`, { data: { name: { given: "New" } } });
  await page.evaluate(() => document.body.append(document.createElement("i")));
  expect(await page.evaluate(() => document.activeElement?.tagName)).toMatch(/BODY|MAIN/);
});

test("a reader is offered nothing that changes something", async ({ page, browser, gateway }) => {
  await begin(page, gateway);
  const id = await person(page, gateway, "Ada", "Reader", { cards: [{ business: "ACME", active: true }, { business: "Other", active: true }], tags: ["read"] });
  const record = await (await page.request.get(`${gateway.url}/crm/home/people/${id}`)).json();
  await page.request.put(`${gateway.url}/crm/home/people/${id}`, { headers: { "if-match": `"${record.version}"` }, data: { ...record.content, tags: [] } });
  const invited = await page.request.post(`${gateway.url}/members/invitations`, { data: { email: "ben@example.com", role: "reader" } });
  const { token } = await invited.json();
  const ben = await (await browser.newContext({ locale: "en-US" })).newPage();
  await ben.goto(`${gateway.url}/welcome/${token}`);
  await ben.getByLabel("Your name").fill("Ben Berger");
  await ben.getByLabel("Password").fill("another horse battery");
  await ben.getByRole("button", { name: "Begin" }).click();
  await expect(ben.getByRole("heading", { name: "People", level: 1 })).toBeVisible();
  await ready(ben);
  for (const key of ["n", "e", "Control+z", "Control+y"]) await ben.keyboard.press(key);
  await ben.keyboard.press("g");
  await ben.keyboard.press("i");
  await ben.keyboard.press("?");
  const keys = ben.getByRole("dialog", { name: "Keys" });
  await expect(keys).toContainText("Search");
  for (const words of ["Undo", "Import", "Edit", "New"]) await expect(keys).not.toContainText(words);
  await ben.keyboard.press("Escape");
  await expect(ben).toHaveURL(/\/people$/);
  await expect(ben.getByRole("dialog")).toHaveCount(0);

  await come(ben, `${gateway.url}/people/${id}`);
  await expect(ben.getByRole("article", { name: "ACME" })).toBeVisible();
  for (const name of [/^Edit/, /^Add/, /^Main card/, /^Delete/, /picture/]) await expect(ben.getByRole("button", { name })).toHaveCount(0);
  await ben.getByText("Timeline").click();
  await ben.getByRole("button", { name: /See this version/ }).click();
  const version = ben.getByRole("dialog", { name: "An earlier version" });
  await expect(version).toContainText("read");
  await expect(version.getByRole("button")).toHaveText(["Close"]);
  await ben.keyboard.press("Escape");
  await ben.keyboard.press("Control+k");
  const options = ben.getByRole("option");
  await expect(options.filter({ hasText: "Organizations" })).toBeVisible();
  for (const words of ["New person", "Import", "Members", "Undo", "Edit", "Delete"]) await expect(options.filter({ hasText: words })).toHaveCount(0);
});
