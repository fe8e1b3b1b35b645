// Samdock's drafts, forms and custom fields, beside our own. Samdock is a second gateway that answers as it does.
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { accessibleAnyhow } from "./accessible";
import { Gateway, begin, expect, test } from "./gateway";

const binary = join(resolve(__dirname, "../.."), "target/debug/calling-card");
const DRAFT = "V1StGXR8_Z5jdHi6B-myT";

/** A gateway that stands for Samdock. */
class Samdock extends Gateway {
  token = "";
  private bearer = "";

  async begin(): Promise<this> {
    await this.start();
    this.token = execFileSync(binary, ["token", "add", "Calling Card", "--data", this.data], { encoding: "utf8" }).trim();
    const { accessToken } = await this.ask("POST", "/login", { email: "ann@example.com", password: this.token });
    this.bearer = `Bearer ${accessToken}`;
    return this;
  }

  get address(): string {
    return `${this.url}/dialects/samdock`;
  }

  /** What the vendor's API says, or does. */
  async ask(method: string, path: string, body?: unknown) {
    const headers = { "content-type": "application/json", authorization: this.bearer };
    const answer = await fetch(this.address + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    expect(answer.status, `${method} ${path}`).toBe(200);
    const text = await answer.text();
    return text ? JSON.parse(text) : undefined;
  }

  contacts(method: string, path: string, body?: unknown) {
    return this.ask(method, `/api/contacts${path}`, body);
  }

  async names(): Promise<string[]> {
    return (await this.contacts("GET", "/persons")).map((person: { lastName: string }) => person.lastName);
  }

  /** The ids of the drafts that wait. */
  async waiting(): Promise<string[]> {
    const drafts: { _id: string; deleted?: boolean }[] = await this.contacts("GET", "/drafts");
    return drafts.filter((draft) => !draft.deleted).map((draft) => draft._id);
  }

  /** Something came in. */
  async comesIn(id: string, lastName: string): Promise<void> {
    const [source] = await this.contacts("GET", "/inbound-sources");
    await this.contacts("POST", `/drafts/${source._id}`, {
      _id: id,
      person: { firstName: "Vera", lastName, email: `${lastName.toLowerCase()}@example.com`, mobileNumber: "+49 170 1234567", birthday: "1985-04-12" },
      organization: { name: "Bees GmbH", vatRegNo: "DE123456789", address: { street: "Am Stock", number: "3", postcode: "24103", city: "Kiel", country: "Germany" } },
      lead: { title: "Wants honey", stage: { name: "New" } },
      deal: { expectedAmount: 1250 },
    });
  }
}

async function both(page: Page): Promise<{ ours: Gateway; theirs: Samdock; end: () => Promise<void> }> {
  const theirs = await new Samdock().begin();
  const ours = await new Gateway().start("--private-crms");
  const end = async () => {
    await ours.remove();
    await theirs.remove();
  };
  await begin(page, ours);
  // Nobody needs to choose where there is one CRM.
  await page.goto(`${ours.url}/forms`);
  await expect(page.getByRole("heading", { name: "Forms", level: 1 })).toBeVisible();
  await expect(page.getByLabel("CRM", { exact: true })).toHaveCount(0);
  await page.goto(`${ours.url}/settings/connections/new`);
  await page.getByLabel("System").selectOption({ label: "Samdock" });
  await page.getByLabel("Name", { exact: true }).fill("Dock");
  await page.getByLabel("Address of its API").fill(theirs.address);
  await page.getByLabel("E-mail").fill("ann@example.com");
  await page.getByLabel("Password").fill(theirs.token);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Dock", level: 1 })).toBeVisible();
  return { ours, theirs, end };
}

/** Chooses the CRM by the keyboard: the page is another one then, with an address of its own. */
async function choose(page: Page, place: string): Promise<void> {
  await page.getByLabel("CRM", { exact: true }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(new RegExp(`/connections/samdock/${place}$`));
}

const undo = (page: Page, said: string) => page.locator(".toast").filter({ hasText: said }).getByRole("button", { name: "Undo" });

test("drafts are shown, accepted there, taken in here, discarded, and brought back", async ({ page }) => {
  test.slow();
  const { ours, theirs, end } = await both(page);
  await page.goto(`${ours.url}/drafts`);
  await choose(page, "drafts");
  await expect(page.getByRole("heading", { name: "Nothing waits there" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Drafts" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("link", { name: "People" })).not.toHaveAttribute("aria-current", "page");
  await accessibleAnyhow(page, "drafts of Samdock, none");

  await theirs.comesIn(DRAFT, "Visitor");
  const entry = page.getByRole("link", { name: /Vera Visitor/ });
  // What was just read is said again for ten seconds.
  await expect(async () => {
    await page.reload();
    await expect(entry).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await expect(entry).toContainText("Bees GmbH");
  await accessibleAnyhow(page, "drafts of Samdock");
  await entry.click();
  await expect(page.getByRole("heading", { name: "Vera Visitor", level: 1 })).toBeVisible();
  const fact = (label: string) => page.locator("dt", { hasText: label }).locator("+ dd");
  await expect(fact("VAT number")).toHaveText("DE123456789");
  await expect(fact("Stage · Name")).toHaveText("New");
  await expect(fact("Expected amount")).toHaveText("1250");
  await accessibleAnyhow(page, "draft of Samdock");

  await page.getByRole("button", { name: "Accept in Dock" }).click();
  await expect(page).toHaveURL(/\/connections\/samdock\/people\//);
  await expect(page.getByRole("heading", { name: "Vera Visitor", level: 1 })).toBeVisible();
  expect(await theirs.names()).toEqual(["Visitor"]);
  expect(await theirs.waiting()).toEqual([]);
  await undo(page, "is accepted").click();
  await expect(page.getByText("Undone.")).toBeVisible();
  expect(await theirs.names()).toEqual([]);
  expect(await theirs.waiting()).toEqual([DRAFT]);

  await page.goto(`${ours.url}/connections/samdock/drafts`);
  await entry.click();
  await page.getByRole("button", { name: "Take into the built-in CRM" }).click();
  await expect(page).toHaveURL(/\/people\/[^/]+$/);
  await expect(page.getByRole("heading", { name: "Vera Visitor", level: 1 })).toBeVisible();
  expect(await theirs.waiting()).toEqual([]);
  await undo(page, "is accepted").click();
  await expect(page.getByText("Undone.")).toBeVisible();
  expect(await theirs.waiting()).toEqual([DRAFT]);

  await page.goto(`${ours.url}/connections/samdock/drafts`);
  await entry.click();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("heading", { name: "Nothing waits there" })).toBeVisible();
  await undo(page, "is deleted there").click();
  await expect(entry).toBeVisible();
  await end();
});

test("sources are shown with what puts them on a website, made, changed and deleted", async ({ page }) => {
  const { ours, theirs, end } = await both(page);
  await page.goto(`${ours.url}/forms`);
  await choose(page, "forms");
  await expect(page.getByRole("link", { name: "Forms" })).toHaveAttribute("aria-current", "page");
  await expect(page.locator(".list a.entry").first()).toContainText("Form");
  await accessibleAnyhow(page, "sources of Samdock");
  await page.locator(".list a.entry").first().click();
  // Of a tenant without any record nothing tells its name.
  await expect(page.getByText("The address of its script cannot be told")).toBeVisible();
  await theirs.comesIn(DRAFT, "Visitor");
  await expect(async () => {
    await page.reload();
    await expect(page.locator("pre.code")).toContainText(/<script async src="http:.*\/inbound-sources\/.*\/form\.js"><\/script>/, { timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByRole("heading", { name: "Form settings" })).toBeVisible();
  await accessibleAnyhow(page, "source of Samdock");
  await page.getByLabel("Name", { exact: true }).fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Please fill this in.").first()).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Honey shop");
  await page.getByLabel("Status").selectOption("testing");
  await page.getByLabel("What comes in is a lead").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Honey shop", level: 1 })).toBeVisible();
  const [source] = await theirs.contacts("GET", "/inbound-sources");
  expect([source.name, source.status, source.createLead]).toEqual(["Honey shop", "testing", true]);

  await page.goto(`${ours.url}/connections/samdock/forms/new`);
  await page.getByLabel("Name", { exact: true }).fill("Our program");
  await accessibleAnyhow(page, "source of Samdock, new");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Our program", level: 1 })).toBeVisible();
  await expect(page.locator("pre.code")).toHaveCount(0);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.locator(".list a.entry")).toHaveCount(1);
  await undo(page, "is deleted there").click();
  await expect(page.getByRole("link", { name: /Our program/ })).toBeVisible();
  await end();
});

test("custom fields are shown, made, changed, hidden and deleted", async ({ page }) => {
  const { ours, theirs, end } = await both(page);
  await page.goto(`${ours.url}/settings/custom-fields`);
  await choose(page, "custom-fields");
  await expect(page.getByText("None there yet.")).toHaveCount(2);
  await accessibleAnyhow(page, "custom fields of Samdock, none");
  const people = page.locator("section", { hasText: "Fields of people" });
  await people.getByRole("link", { name: "New field" }).click();
  await page.getByLabel("Label, English").fill("Interest");
  await page.getByLabel("Kind").selectOption("select");
  await page.getByLabel("English", { exact: true }).fill("Apples");
  await accessibleAnyhow(page, "custom field of Samdock, new");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(people.getByRole("link", { name: /Interest/ })).toBeVisible();
  const { persons } = await theirs.contacts("GET", "/custom-fields");
  expect([persons[0].name, persons[0].key, persons[0].type]).toEqual(["Interest", "interest", "select"]);
  await accessibleAnyhow(page, "custom fields of Samdock");

  await people.getByRole("link", { name: /Interest/ }).click();
  await page.getByLabel("Label, English").fill("Fruit");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(people.getByRole("link", { name: /Fruit/ })).toBeVisible();
  await people.getByRole("button", { name: "Hide: Fruit" }).click();
  await expect(people.getByText("hidden", { exact: true })).toBeVisible();
  await people.getByRole("button", { name: "Delete: Fruit" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this field?" });
  await expect(dialog).toContainText("Undo makes it there anew");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("None there yet.")).toHaveCount(2);
  await undo(page, "is deleted there").click();
  await expect(people.getByRole("link", { name: /Fruit/ })).toBeVisible();
  await end();
});

test("what cannot be reached is said with the way to try again, and what a CRM has not is said, too", async ({ page }) => {
  const { ours, theirs, end } = await both(page);
  await page.request.post(`${ours.url}/connections`, { data: { system: "rogerroger", name: "Rodger", address: `${theirs.url}/dialects/rogerroger`, secret: "0".repeat(64) } });
  await page.goto(`${ours.url}/connections/rogerroger/drafts`);
  await expect(page.getByRole("heading", { name: "It has none" })).toBeVisible();
  await accessibleAnyhow(page, "drafts of RogerRoger, which has none");
  await page.goto(`${ours.url}/drafts`);
  await expect(page.getByLabel("CRM", { exact: true }).getByRole("option")).toHaveText(["Built-in", "Dock"]);
  await theirs.stop();
  for (const place of ["drafts", "forms", "custom-fields"]) {
    await page.goto(`${ours.url}/connections/samdock/${place}`);
    await expect(page.getByRole("alert").getByRole("button", { name: "Try again" })).toBeVisible({ timeout: 20_000 });
  }
  await accessibleAnyhow(page, "custom fields that cannot be read");
  await theirs.start();
  await page.getByRole("alert").getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("None there yet.")).toHaveCount(2);
  await end();
});
