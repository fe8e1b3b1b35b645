// What one keeps to oneself: a card and a note that only their owner sees, given back to all, and handed over with a member.
import { type Browser, type Page } from "@playwright/test";
import { accessible, accessibleAnyhow } from "./accessible";
import { type Gateway, begin, expect, test } from "./gateway";

/** A second owner, in a browser of their own. */
async function second(page: Page, browser: Browser, gateway: Gateway): Promise<Page> {
  await page.goto(`${gateway.url}/settings/members`);
  await page.getByLabel("E-mail").fill("ben@example.com");
  await page.getByLabel("Role", { exact: true }).selectOption("Owner");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByRole("heading", { name: "The link for ben@example.com" })).toBeFocused();
  const link = await page.locator("pre.code code").innerText();
  const ben = await (await browser.newContext({ locale: "en-US" })).newPage();
  await ben.goto(link);
  await ben.getByLabel("Your name").fill("Ben Berger");
  await ben.getByLabel("Password").fill("another horse battery");
  await ben.getByRole("button", { name: "Begin" }).click();
  await expect(ben.getByRole("heading", { name: "People", level: 1 })).toBeVisible();
  return ben;
}

/** A person with a card that all see, and one that only the first member sees. */
async function curie(page: Page, gateway: Gateway): Promise<string> {
  await page.goto(`${gateway.url}/people/new`);
  await page.getByLabel("Family name").first().fill("Curie");
  await page.getByLabel("Company").fill("Institut du Radium");
  await page.getByRole("button", { name: "Add business card" }).click();
  await page.getByLabel("Company").nth(1).fill("Rue Cuvier");
  await page.getByLabel("Only I see this").nth(1).check();
  await expect(page.getByText("No other member sees it, whatever their role")).toBeVisible();
  await accessibleAnyhow(page, "a card that becomes private");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Curie", level: 1 })).toBeVisible();
  return page.url();
}

test("a card and a note that only one member sees", async ({ page, browser, gateway }) => {
  test.setTimeout(120_000);
  await begin(page, gateway);
  const ben = await second(page, browser, gateway);
  const address = await curie(page, gateway);
  const own = page.getByRole("article", { name: "Rue Cuvier" });
  await expect(own.getByText("Only you see this")).toBeVisible();
  await expect(page.getByRole("article", { name: "Institut du Radium" }).getByText("Only you see this")).toHaveCount(0);

  await page.getByLabel("New note").fill("Prefers to be called Marie");
  await page.getByLabel("Only I see this").check();
  await page.getByRole("button", { name: "Add note" }).click();
  const note = page.getByRole("listitem").filter({ hasText: "Prefers to be called Marie" });
  await expect(note.getByText("Only you see this")).toBeVisible();
  await expect(page.getByLabel("Only I see this")).not.toBeChecked();
  await page.waitForLoadState("networkidle");
  await accessibleAnyhow(page, "a person with what only one sees");

  await ben.goto(address);
  await expect(ben.getByRole("article", { name: "Institut du Radium" })).toBeVisible();
  await expect(ben.getByText("No notes.").or(ben.getByRole("button", { name: "Add note" })).first()).toBeVisible();
  await ben.waitForLoadState("networkidle");
  for (const text of ["Rue Cuvier", "Prefers to be called Marie", "Only you see this"]) {
    await expect(ben.getByText(text)).toHaveCount(0);
  }
  await ben.goto(`${gateway.url}/people`);
  await ben.getByLabel("Search", { exact: true }).fill("Rue Cuvier");
  await expect(ben.getByRole("link", { name: "Curie" })).toHaveCount(0);

  // The note is given back to all.
  await note.getByRole("button", { name: "Edit note" }).click();
  const form = page.locator("form").filter({ has: page.getByRole("button", { name: "Save note" }) });
  await form.getByLabel("Only I see this").uncheck();
  await form.getByRole("button", { name: "Save note" }).click();
  await expect(note.getByText("Only you see this")).toHaveCount(0);
  await ben.goto(address);
  await expect(ben.getByText("Prefers to be called Marie")).toBeVisible();
  await expect(ben.getByText("Rue Cuvier")).toHaveCount(0);

  // Whoever is removed is asked for.
  await ben.goto(`${gateway.url}/settings/members`);
  await ben.getByRole("button", { name: "Remove: Ann Admin" }).click();
  const dialog = ben.getByRole("dialog");
  await expect(dialog.getByText("1 business cards, 0 notes")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Remove", exact: true })).toBeDisabled();
  await dialog.getByLabel("Hand it over to me").check();
  await accessible(ben, "removing a member who keeps something private");
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(ben.getByText("Ann Admin is removed.")).toBeVisible();
  await ben.goto(address);
  await expect(ben.getByRole("article", { name: "Rue Cuvier" }).getByText("Only you see this")).toBeVisible();

  await ben.goto(`${gateway.url}/settings/audit`);
  await expect(ben.getByText("Ben Berger took over what Ann Admin kept private (cards + notes: 1 + 0).")).toBeVisible();
  await accessibleAnyhow(ben, "the audit log");
  await ben.getByLabel("Kind").selectOption("Member removed");
  await expect(ben.getByText("Ben Berger removed Ann Admin.")).toBeVisible();
  await expect(ben.getByText("took over what")).toHaveCount(0);
});
