// What a member of staff does, and what goes wrong.
import { begin, expect, test } from "./gateway";

test("a person is made, found, changed, deleted, and brought back", async ({ page, gateway }) => {
  await begin(page, gateway);
  await page.getByRole("button", { name: "New person" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Please fill this in.")).toBeVisible();
  await page.getByLabel("Given name").fill("Jörg");
  await page.getByLabel("Family name").fill("Ångström");
  await page.getByLabel("Birthday").fill("--02-30");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter a date like 1985-04-12")).toBeVisible();
  await page.getByLabel("Birthday").fill("--02-29");
  await page.getByLabel("E-mail").fill("joerg@example.com");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Jörg Ångström", level: 1 })).toBeVisible();
  await expect(page.getByText("February 29")).toBeVisible();

  await page.goto(`${gateway.url}/people?q=angstrom`);
  await expect(page.getByLabel("Search")).toHaveValue("angstrom");
  await page.getByRole("link", { name: /Jörg Ångström/ }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("No people yet")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: /Jörg Ångström/ })).toBeVisible();
});

test("two members of staff never overwrite each other silently", async ({ page, gateway, context }) => {
  await begin(page, gateway);
  const made = await page.request.post(`${gateway.url}/crm/home/people`, { data: { name: { family: "Both" } } });
  const { result } = await made.json();
  const other = await context.newPage();
  for (const view of [page, other]) {
    await view.goto(`${gateway.url}/people/${result.id}/edit`);
    await expect(view.getByLabel("Family name")).toHaveValue("Both");
  }
  await other.getByLabel("Given name").fill("Second");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("heading", { name: "Second Both" })).toBeVisible();
  await page.getByLabel("Given name").fill("First");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("Someone else has changed this");
  await expect(page.getByLabel("Given name")).toHaveValue("First");
  await page.getByRole("button", { name: "Save mine over it" }).click();
  await expect(page.getByRole("heading", { name: "First Both" })).toBeVisible();
});

test("a gateway that stops while something is saved loses nothing", async ({ page, gateway }) => {
  await begin(page, gateway);
  await page.getByRole("button", { name: "New person" }).click();
  await page.getByLabel("Family name").fill("Kept");
  await gateway.stop();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("cannot be reached");
  await expect(page.getByLabel("Family name")).toHaveValue("Kept");
  await gateway.start();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Kept", level: 1 })).toBeVisible();
});

test("a long name is refused at its field, and a bad key is no page", async ({ page, gateway }) => {
  await begin(page, gateway);
  await page.goto(`${gateway.url}/people/new`);
  await page.getByLabel("Family name").evaluate((field: HTMLInputElement) => {
    field.value = "x".repeat(10_000_000);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Use at most 200 characters.")).toBeVisible();
  await page.goto(`${gateway.url}/people/not-a-key`);
  await expect(page.getByRole("heading", { name: "Not found" })).toBeVisible();
});

test("a broken cookie signs out, and the app speaks German", async ({ browser, gateway, page }) => {
  await begin(page, gateway);
  const context = await browser.newContext({ locale: "de-DE" });
  await context.addCookies([{ name: "session", value: "%00%%%broken", url: gateway.url }]);
  const german = await context.newPage();
  await german.goto(`${gateway.url}/people`);
  await german.getByLabel("E-Mail").fill("ann@example.com");
  await german.getByLabel("Passwort").fill("wrong password here");
  await german.getByRole("button", { name: "Anmelden", exact: true }).click();
  await expect(german.getByRole("alert")).toContainText("passen nicht zusammen");
  await german.getByLabel("Passwort").fill("correct horse battery");
  await german.getByRole("button", { name: "Anmelden", exact: true }).click();
  await expect(german.getByRole("heading", { name: "Personen", level: 1 })).toBeVisible();
  await context.close();
});
