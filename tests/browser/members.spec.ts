// Members of staff: an owner invites, the invited begins as a reader, is made editor, and is removed; and the own sessions.
import { type Browser, type Page } from "@playwright/test";
import { accessible, accessibleAnyhow } from "./accessible";
import { type Gateway, begin, expect, test } from "./gateway";

/** Invites somebody on the members' page; the link that is shown once. */
async function invite(page: Page, gateway: Gateway, email: string, role: string): Promise<string> {
  await page.goto(`${gateway.url}/settings/members`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Role", { exact: true }).selectOption(role);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByRole("heading", { name: `The link for ${email}` })).toBeFocused();
  return await page.locator("pre.code code").innerText();
}

/** Follows the link in a browser of one's own. */
async function follow(browser: Browser, link: string, name: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: "en-US" })).newPage();
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password").fill("another horse battery");
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(page.getByRole("heading", { name: "People", level: 1 })).toBeVisible();
  return page;
}

test("an owner invites a reader, makes an editor of them, and removes them", async ({ page, browser, gateway }) => {
  await begin(page, gateway);
  await page.goto(`${gateway.url}/people/new`);
  await page.getByLabel("Family name").first().fill("Curie");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Curie", level: 1 })).toBeVisible();
  const curie = page.url();

  const link = await invite(page, gateway, "ben@example.com", "Reader");
  expect(link).toMatch(/\/welcome\/[0-9a-f]{64}$/);
  await accessibleAnyhow(page, "members, with a link");
  await expect(page.getByText("ben@example.com").last()).toBeVisible();

  const own = await browser.newContext({ locale: "en-US" });
  const looking = await own.newPage();
  await looking.goto(link);
  await expect(looking.getByText("You are invited.")).toBeVisible();
  await accessible(looking, "welcome, invited");
  await own.close();

  const ben = await follow(browser, link, "Ben Berger");
  await expect(ben.getByRole("button", { name: "New person" })).toBeHidden();
  await expect(ben.getByRole("link", { name: "Import" })).toHaveCount(0);
  await ben.goto(curie);
  await expect(ben.getByRole("heading", { name: "Curie", level: 1 })).toBeVisible();
  for (const [kind, name] of [["link", "Edit"], ["button", "Delete"], ["button", "Add note"], ["button", "Erase for good"]] as const) {
    await expect(ben.getByRole(kind, { name, exact: true }).and(ben.locator(":visible"))).toHaveCount(0);
  }
  await ben.waitForLoadState("networkidle");
  await accessible(ben, "a person, as a reader");
  await ben.goto(`${curie}/edit`);
  await expect(ben.getByRole("heading", { name: "Not for your role" })).toBeVisible();
  await accessible(ben, "a page that is not for readers");
  await ben.goto(`${gateway.url}/settings`);
  await expect(ben.getByRole("link", { name: "Published cards" })).toBeVisible();
  await expect(ben.getByRole("link", { name: "Members" })).toHaveCount(0);
  // What is not shown is refused, too.
  const refused = await ben.evaluate(async () => (await fetch("/crm/home/people", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" })).status);
  expect(refused).toBe(403);

  // A form can be looked at, and not changed.
  await ben.goto(`${gateway.url}/forms/contact`);
  await expect(ben.getByLabel("Name", { exact: true }).first()).toBeDisabled();
  await expect(ben.getByRole("button", { name: "Save", exact: true })).toBeHidden();
  await ben.goto(curie);
  await expect(ben.getByRole("heading", { name: "Curie", level: 1 })).toBeVisible();

  await page.goto(`${gateway.url}/settings/members`);
  await page.getByLabel("Role: Ben Berger").selectOption("Editor");
  await expect(page.getByText("Ben Berger now has the role Editor.")).toBeVisible();
  await ben.reload();
  await ben.getByRole("link", { name: "Edit", exact: true }).click();
  await ben.getByLabel("Given name").first().fill("Marie");
  await ben.getByRole("button", { name: "Save" }).click();
  await expect(ben.getByRole("heading", { name: "Marie Curie", level: 1 })).toBeVisible();

  // The last owner stays one.
  await page.getByLabel("Role: Ann Admin").selectOption("Reader");
  await expect(page.getByText("Nobody else is an owner.")).toBeVisible();
  await expect(page.getByLabel("Role: Ann Admin")).toHaveValue("owner");

  await page.getByRole("button", { name: "Remove: Ben Berger" }).click();
  await accessible(page, "removing a member");
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText("Ben Berger is removed.")).toBeVisible();
  await expect(page.getByLabel("Role: Ben Berger")).toHaveCount(0);
  await ben.reload();
  await expect(ben.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("who is made a reader while they type keeps what they typed", async ({ page, browser, gateway }) => {
  await begin(page, gateway);
  const ben = await follow(browser, await invite(page, gateway, "ben@example.com", "Editor"), "Ben Berger");
  await ben.goto(`${gateway.url}/people/new`);
  await ben.getByLabel("Family name").first().fill("Meitner");
  await page.goto(`${gateway.url}/settings/members`);
  await page.getByLabel("Role: Ben Berger").selectOption("Reader");
  await expect(page.getByText("now has the role Reader")).toBeVisible();
  await ben.getByRole("button", { name: "Save" }).click();
  await expect(ben.getByText("Your role does not allow this.").first()).toBeVisible();
  await expect(ben.getByLabel("Family name").first()).toHaveValue("Meitner");
  await expect(ben.getByRole("link", { name: "Import" })).toHaveCount(0);
});

test("an invitation is taken back, and its link says so", async ({ page, browser, gateway }) => {
  await begin(page, gateway);
  const link = await invite(page, gateway, "ben@example.com", "Editor");
  // Whoever is signed in is asked to sign out before they follow a link.
  await page.goto(link);
  await expect(page.getByText("You are signed in as Ann Admin.")).toBeVisible();
  await page.goto(`${gateway.url}/settings/members`);
  await page.getByRole("button", { name: "Take back the invitation of ben@example.com" }).click();
  await expect(page.getByText("The invitation is taken back.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Invited" })).toHaveCount(0);
  const other = await (await browser.newContext({ locale: "en-US" })).newPage();
  await other.goto(link);
  await expect(other.getByText("This link holds no more")).toBeVisible();
  await accessible(other, "a link that holds no more");
});

test("sessions are listed, and signed out", async ({ page, browser, gateway }) => {
  await begin(page, gateway);
  const others: Page[] = [];
  for (const userAgent of [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
  ]) {
    const other = await (await browser.newContext({ locale: "en-US", userAgent })).newPage();
    await other.goto(`${gateway.url}/people`);
    await other.getByLabel("E-mail").fill("ann@example.com");
    await other.getByLabel("Password").fill("correct horse battery");
    await other.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(other.getByRole("heading", { name: "People", level: 1 })).toBeVisible();
    others.push(other);
  }
  await page.goto(`${gateway.url}/settings`);
  await expect(page.getByText("Firefox on Windows")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "This one" })).toContainText("Chrome");
  await page.waitForLoadState("networkidle");
  await accessibleAnyhow(page, "settings, with sessions");
  await page.getByRole("button", { name: /^Sign out: Firefox on Windows/ }).click();
  await expect(page.getByText("The session has ended.")).toBeVisible();
  await expect(page.getByText("Firefox on Windows")).toHaveCount(0);
  await others[0].reload();
  await expect(others[0].getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(page.getByText("Safari on iPhone")).toHaveCount(0);
  await others[1].reload();
  await expect(others[1].getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
});
