// Drafts as an inbox: unread, whom they are of, field by field with undo, answers by a real mail server, spam, and keys.
import type { Page } from "@playwright/test";
import { accessible, accessibleAnyhow } from "./accessible";
import { Gateway, begin, expect, test } from "./gateway";
import { mailServer } from "./mail_server";

async function submit(page: Page, gateway: Gateway, given: string, family: string, email: string): Promise<void> {
  const visitor = await (await page.context().browser()!.newContext()).newPage();
  await visitor.goto(`${gateway.url}/f/contact?lang=en`);
  await visitor.getByLabel("Given name").fill(given);
  await visitor.getByLabel("Family name").fill(family);
  await visitor.getByLabel("E-mail").fill(email);
  await visitor.getByLabel("Company").fill("ACME");
  await visitor.getByLabel("Message").fill("Please call.");
  await visitor.getByRole("checkbox").check();
  await visitor.getByRole("button", { name: "Send" }).click();
  await expect(visitor.getByRole("status")).toHaveText("Thank you. Your message has arrived.");
  await visitor.context().close();
}

const unread = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words });
const entry = (page: Page, name: string) => page.locator("main .list > li").filter({ hasText: name });

test("a draft is unread, matched, taken field by field, undone, and answered by mail", async ({ page }) => {
  test.setTimeout(120_000);
  const mail = await mailServer();
  const gateway = new Gateway();
  gateway.environment = { SMTP_URL: mail.url, MAIL_FROM: "Cards <post@cards.example>" };
  await gateway.start();
  await begin(page, gateway);
  const card = [{ business: "ACME", favourite: true, active: true, emails: [{ address: "stephan@example.com" }], phones: [] }];
  const people = [{ person: { name: { given: "Stefan", family: "Bär" }, cards: card } }, { person: { name: { given: "Karl", family: "Huber" }, cards: [] } }];
  await page.request.post(`${gateway.url}/crm/home/people/import`, { data: { people } });
  await submit(page, gateway, "Stephan", "Bär", "stephan@example.com");
  await page.goto(`${gateway.url}/drafts`);
  await expect(unread(page, "1 unread")).toBeVisible();
  await expect(entry(page, "Stephan Bär")).toContainText("Contact");
  await accessibleAnyhow(page, "drafts with one unread");
  await page.getByRole("button", { name: "Unread", exact: true }).click();
  await page.getByRole("link", { name: /Stephan Bär/ }).click();

  await expect(page.getByRole("heading", { name: "Where it came from" })).toBeVisible();
  const known = page.locator("section").filter({ has: page.getByRole("heading", { name: "Already known?" }) });
  await expect(known.getByRole("link", { name: "Stefan Bär", exact: true })).toBeVisible();
  await expect(known).toContainText("same e-mail address");
  await expect(known).not.toContainText("Karl Huber");
  await accessibleAnyhow(page, "draft with a match");

  // An answer, once.
  await expect(page.getByLabel("Subject")).toHaveValue("Your message: Contact");
  await page.getByLabel("Text").fill("");
  await page.getByRole("button", { name: "Send answer" }).click();
  await expect(page.getByLabel("Text")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Text").fill("Hello Stephan,\nwe call tomorrow.");
  await page.getByRole("button", { name: "Send answer" }).click();
  await expect(page.getByText("The answer is on its way.")).toBeVisible();
  await expect.poll(() => mail.received.length).toBe(1);
  expect(mail.received[0].to).toEqual(["stephan@example.com"]);
  expect(mail.received[0].text).toContain("we call tomorrow.");
  expect(mail.received[0].text).toContain("Reply-To: ann@example.com");

  // Field by field: the given name of the draft takes the place of the known one.
  await known.getByRole("link", { name: /^Choose fields/ }).click();
  const given = page.getByRole("group", { name: "Given name" });
  await expect(given.getByRole("radio", { name: /Stefan/ })).toBeChecked();
  const left = page.locator("section").filter({ has: page.getByRole("heading", { name: "Kept as a note" }) });
  await expect(left).toContainText("Stephan");
  await given.getByRole("radio", { name: /from the draft/ }).check();
  await expect(page.getByRole("heading", { name: "The result: Stephan Bär" })).toBeVisible();
  await expect(left).not.toContainText("Stephan");
  await expect(left).toContainText("Please call.");
  await accessibleAnyhow(page, "fields of a draft");
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Stephan Bär", level: 1 })).toBeVisible();
  await page.getByText("Timeline").click();
  await expect(page.getByText("Answered by mail")).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Stefan Bär", level: 1 })).toBeVisible();
  await page.goto(`${gateway.url}/drafts`);
  await expect(entry(page, "Stephan Bär")).toBeVisible();
  await page.close();
  await gateway.remove();
  await mail.close();
});

test("many are chosen by keys, marked, spam, and come back by one undo", async ({ page, gateway }) => {
  test.setTimeout(120_000);
  await begin(page, gateway);
  await page.goto(`${gateway.url}/drafts`);
  await expect(page.getByRole("heading", { name: "Nothing waits" })).toBeVisible();
  for (const given of ["Ada", "Ben", "Cy"]) await submit(page, gateway, given, "Lovelace", `${given}@example.com`);
  await expect(unread(page, "3 unread")).toBeVisible();

  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: /Cy Lovelace/ })).toBeFocused();
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByRole("status").filter({ hasText: "2 selected" })).toBeVisible();
  await accessible(page, "drafts chosen");
  await page.getByRole("button", { name: "Mark as read" }).click();
  await expect(unread(page, "1 unread")).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(unread(page, "3 unread")).toBeVisible();

  await page.getByLabel("Select Cy Lovelace").check();
  await page.getByLabel("Select Ben Lovelace").check();
  await page.getByRole("group", { name: "Selection" }).getByRole("button", { name: "Spam", exact: true }).click();
  await expect(entry(page, "Cy Lovelace")).toHaveCount(0);
  await expect(entry(page, "Ada Lovelace")).toBeVisible();
  await page.getByRole("group", { name: "What is shown" }).getByRole("button", { name: "Spam" }).click();
  await expect(page.getByText("What has been spam for 30 days is deleted for good.")).toBeVisible();
  await expect(entry(page, "Cy Lovelace")).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(page.getByRole("heading", { name: "No spam" })).toBeVisible();
  await page.getByRole("button", { name: "All", exact: true }).click();
  await expect(page.locator("main .list > li")).toHaveCount(3);

  // Without a mail server, one's own program writes.
  await page.getByRole("link", { name: /Ada Lovelace/ }).click();
  const own = page.getByRole("link", { name: "Open in my mail program" });
  await expect(own).toHaveAttribute("href", /^mailto:Ada@example\.com\?subject=Your%20message/);
  await page.getByRole("button", { name: "Mark as unread" }).click();
  await expect(unread(page, "3 unread")).toBeVisible();
});

test.describe("in German at 360 px", () => {
  test.use({ locale: "de-DE", viewport: { width: 360, height: 800 } });

  test("the inbox and a draft fit", async ({ page, gateway }) => {
    await page.goto(gateway.welcome);
    await page.getByLabel("Ihr Name").fill("Ann Admin");
    await page.getByLabel("E-Mail").fill("ann@example.com");
    await page.getByLabel("Passwort").fill("correct horse battery");
    await page.getByRole("button", { name: "Beginnen" }).click();
    await expect(page.getByRole("heading", { name: "Personen", level: 1 })).toBeVisible();
    await submit(page, gateway, "Ada", "Lovelace", "ada@example.com");
    await page.goto(`${gateway.url}/drafts`);
    await expect(unread(page, "1 ungelesen")).toBeVisible();
    await page.getByLabel("Auswählen: Ada Lovelace").check();
    await accessible(page, "Entwürfe");
    await page.getByRole("link", { name: /Ada Lovelace/ }).click();
    await expect(page.getByRole("heading", { name: "Antwort" })).toBeVisible();
    await accessible(page, "Entwurf");
    await page.getByRole("link", { name: "Felder wählen" }).first().click();
    await expect(page.getByRole("heading", { name: "Bleibt als Notiz" })).toBeVisible();
    await accessible(page, "Felder eines Entwurfs");
  });
});
