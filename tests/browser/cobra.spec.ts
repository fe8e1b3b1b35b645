// People, companies and touchpoints of cobra CRM, beside our own. cobra is a second gateway that answers as it does.
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { accessibleAnyhow } from "./accessible";
import { Gateway, begin, drafts, expect, test } from "./gateway";

const binary = join(resolve(__dirname, "../.."), "target/debug/calling-card");
/** A picture of one pixel. */
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");

type Card = { business?: string; isFavorite: boolean; emails?: { mail: string }[]; phones?: { number: string; type: string }[] };

/** A gateway that stands for cobra. */
class Cobra extends Gateway {
  key = "";
  tenant = "00000000-0000-0000-0000-000000000000";
  private bearer = "";

  async begin(): Promise<this> {
    await this.start();
    // Who signs in is one of the staff.
    await drafts(this);
    this.key = execFileSync(binary, ["token", "add", "Calling Card", "--data", this.data], { encoding: "utf8" }).trim();
    const signed = await fetch(`${this.address}/auth/token`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ username: "ann@example.com", password: this.key }) });
    this.bearer = (await signed.json()).access_token;
    // Whose tenant it is, is said to who brings a token.
    const { message } = await (await this.call("GET", "/crm/people")).json();
    this.tenant = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(message)![0];
    return this;
  }

  get address(): string {
    return `${this.url}/dialects/cobra/v1`;
  }

  private call(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = { "content-type": "application/json", authorization: `Bearer ${this.bearer}`, "x-cobra-tenantid": this.tenant, "x-integration-name": "Test", "x-integration-provider": "Test" };
    return fetch(this.address + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  }

  /** What the vendor's API says, or does. */
  async ask(method: string, path: string, body?: unknown) {
    const answer = await this.call(method, path, body);
    const text = await answer.text();
    expect(answer.ok, `${method} ${path}: ${text}`).toBe(true);
    return JSON.parse(text).data;
  }

  async names(): Promise<string[]> {
    return (await this.ask("GET", "/crm/people")).map((one: { lastname?: string }) => one.lastname).sort();
  }

  /** The only person there, and their cards. */
  async person() {
    const [person] = await this.ask("GET", "/crm/people");
    return person;
  }

  async cards(): Promise<Card[]> {
    return this.ask("GET", `/crm/people/${(await this.person()).id}/businesscards`);
  }
}

async function both(page: Page): Promise<{ ours: Gateway; theirs: Cobra; end: () => Promise<void> }> {
  const theirs = await new Cobra().begin();
  const ours = await new Gateway().start("--private-crms");
  const end = async () => {
    await ours.remove();
    await theirs.remove();
  };
  await begin(page, ours);
  return { ours, theirs, end };
}

async function connect(page: Page, ours: Gateway, theirs: Cobra, tenant = theirs.tenant): Promise<void> {
  await page.goto(`${ours.url}/settings/connections/new`);
  await page.getByLabel("System").selectOption({ label: "cobra CRM" });
  await page.getByLabel("Name", { exact: true }).fill("Kobra");
  await page.getByLabel("Address of its API").fill(theirs.address);
  await page.getByLabel("E-mail address of the API user").fill("ann@example.com");
  await page.getByLabel("Tenant").fill(tenant);
  await page.getByLabel("Key or token").fill(theirs.key);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Kobra", level: 1 })).toBeVisible();
}

/** The id there of the only touchpoint about somebody: it is told by no list, and stands in the database of ours alone. */
function known(ours: Gateway, person: string): string {
  const script = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT foreign_id FROM foreign_records WHERE kind = ?', ('touchpoint',)).fetchone()[0])";
  const both = execFileSync("python3", ["-c", script, join(ours.data, "calling-card.sqlite")], { encoding: "utf8" }).trim();
  expect(both.split("/")[0]).toBe(person);
  return both.split("/")[1];
}

const undo = (page: Page, said: string) => page.locator(".toast").filter({ hasText: said }).getByRole("button", { name: "Undo" });
const card = (page: Page, name: string) => page.getByRole("article", { name, exact: true });
/** Where a card is written down. */
const form = (page: Page, number: number) => page.locator("section.panel").filter({ has: page.getByRole("heading", { name: `Business card ${number}`, exact: true }) });

test("a tenant is asked for, and it is said where it is another one's", async ({ page }) => {
  const { ours, theirs, end } = await both(page);
  await page.goto(`${ours.url}/settings/connections/new`);
  await page.getByLabel("System").selectOption({ label: "cobra CRM" });
  await expect(page.getByLabel("Address of its API")).toHaveValue("https://api.cobra.de/v1");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Tenant")).toHaveAttribute("aria-invalid", "true");
  await accessibleAnyhow(page, "a connection to cobra without a tenant");
  await connect(page, ours, theirs, "11111111-1111-4111-8111-111111111111");
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByRole("status").filter({ hasText: "must be the tenant of the token" })).toBeVisible();
  await page.getByLabel("Tenant").fill(theirs.tenant);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.").first()).toBeVisible();
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByRole("status").filter({ hasText: /^It works/ })).toBeVisible();
  await expect(page.getByRole("row", { name: "lifecycle can be read, not changed" })).toBeVisible();
  expect(await (await page.request.get(`${ours.url}/connections`)).text()).not.toContain(theirs.key);
  await end();
});

test("people are read with their business cards, made, changed, deleted and brought back", async ({ page }) => {
  test.setTimeout(180_000);
  const { ours, theirs, end } = await both(page);
  const there = await theirs.ask("POST", "/crm/people", { firstname: "Erika", lastname: "Muster", salutation: "Frau", orgaTags: [{ text: "VIP" }] });
  for (const [business, mail] of [["ACME GmbH", "erika@acme.example"], ["Agentur", "erika@agentur.example"]]) {
    await theirs.ask("POST", `/crm/people/${there.id}/businesscards`, { business, emails: [{ mail, isFavorite: true }], phones: [{ number: "+49 40 123456", type: "Work Fax" }] });
  }
  await connect(page, ours, theirs);
  await page.goto(`${ours.url}/people`);
  await page.getByLabel("CRM", { exact: true }).selectOption({ label: "Kobra" });
  await expect(page).toHaveURL(/\/connections\/cobra\/people$/);
  await page.getByRole("link", { name: /Erika Muster/ }).click();
  await expect(page.getByRole("heading", { name: "Erika Muster", level: 1 })).toBeVisible();
  await expect(card(page, "ACME GmbH")).toContainText("erika@acme.example");
  await expect(card(page, "Agentur")).toContainText("+49 40 123456");
  await expect(page.getByText("VIP", { exact: true })).toBeVisible();
  await accessibleAnyhow(page, "a person of cobra");

  // What it does not keep is not offered; a second card is added, by keys, and becomes the main one.
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  for (const name of ["Add website", "Add organization"]) await expect(page.getByRole("button", { name })).toHaveCount(0);
  await expect(page.getByLabel("Gender")).toHaveCount(0);
  await page.getByLabel("Family name").fill("Beispiel");
  await form(page, 2).getByLabel("Company").fill("Agentur Nord");
  await page.getByRole("button", { name: "Add business card" }).press("Enter");
  await form(page, 3).getByLabel("Company").fill("Verein");
  await form(page, 3).getByLabel("E-mail").fill("erika@verein.example");
  await form(page, 3).getByLabel("Main card").check();
  await accessibleAnyhow(page, "the form of a person of cobra");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Erika Beispiel", level: 1 })).toBeVisible();
  await expect(card(page, "Verein")).toContainText("erika@verein.example");
  const cards = await theirs.cards();
  expect(cards.map((one) => [one.business, one.isFavorite]).sort()).toEqual([["ACME GmbH", false], ["Agentur Nord", false], ["Verein", true]]);
  expect(cards[0].phones![0].type).toBe("Work Fax");
  await undo(page, "Saved.").click();
  await expect(page.getByText("Undone.")).toBeVisible();
  expect((await theirs.cards()).map((one) => one.business).sort()).toEqual(["ACME GmbH", "Agentur"]);
  expect(await theirs.names()).toEqual(["Muster"]);

  await page.goto(`${ours.url}/connections/cobra/people`);
  await page.getByRole("link", { name: /Erika Muster/ }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("dialog", { name: "Delete this person?" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Nobody is there yet")).toBeVisible();
  expect(await theirs.names()).toEqual([]);
  await undo(page, "is deleted").click();
  await expect(page.getByRole("link", { name: /Erika Muster/ })).toBeVisible();
  expect((await theirs.cards()).map((one) => one.business).sort()).toEqual(["ACME GmbH", "Agentur"]);

  // What would be lost is said, and nothing is sent before it is answered.
  await page.goto(`${ours.url}/connections/cobra/people/new`);
  await page.getByLabel("Given name").fill("Max");
  await page.getByLabel("Family name").fill("Zwei");
  await page.getByRole("button", { name: "Add date" }).click();
  await page.getByLabel("Occasion").fill("Joined");
  await page.getByLabel("Date", { exact: true }).fill("--05-17");
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "Not everything can be kept" });
  await expect(dialog).toContainText("Kobra does not keep:");
  await expect(dialog).toContainText("important dates");
  expect(await theirs.names()).toEqual(["Muster"]);
  await dialog.getByRole("button", { name: "Save without them" }).click();
  await expect(page.getByRole("heading", { name: "Max Zwei", level: 1 })).toBeVisible();
  expect(await theirs.names()).toEqual(["Muster", "Zwei"]);
  await undo(page, "Saved.").click();
  await expect.poll(() => theirs.names()).toEqual(["Muster"]);
  await end();
});

test("a picture is given, shown, and taken away", async ({ page }) => {
  test.setTimeout(120_000);
  const { ours, theirs, end } = await both(page);
  await theirs.ask("POST", "/crm/people", { firstname: "Erika", lastname: "Muster" });
  await connect(page, ours, theirs);
  await page.goto(`${ours.url}/connections/cobra/people`);
  await page.getByRole("link", { name: /Erika Muster/ }).click();
  const shown = page.locator(".profile .avatar img");
  await expect(page.getByLabel("Give a new picture")).toBeVisible();
  await expect(shown).toHaveCount(0);
  await page.getByLabel("Give a new picture").setInputFiles({ name: "erika.png", mimeType: "image/png", buffer: PNG });
  await expect(page.getByRole("status").filter({ hasText: "The picture is there now." })).toBeVisible();
  expect((await theirs.person()).profileImage).toMatch(/profileimages/);
  // It comes of our gateway, with the page; nobody else is asked for it.
  await expect(shown).toHaveAttribute("src", /^data:image\/png;base64,/);
  await page.reload();
  await expect(shown).toBeVisible();
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(400);
  await accessibleAnyhow(page, "a person of cobra with a picture");
  await page.getByRole("button", { name: "Remove picture" }).click();
  await page.getByRole("dialog", { name: "Remove the picture?" }).getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("status").filter({ hasText: "There is no picture any more." })).toBeVisible();
  await expect(shown).toHaveCount(0);
  expect((await theirs.person()).profileImage).toBeUndefined();
  await end();
});

test("people are copied there with their cards and pictures, and back", async ({ page }) => {
  test.setTimeout(180_000);
  const { ours, theirs, end } = await both(page);
  await connect(page, ours, theirs);
  const image = { media_type: "image/png", data: PNG.toString("base64") };
  const cards = [{ active: true, favourite: true, business: "ACME GmbH", emails: [{ address: "bob@acme.example", place: "work" }] }, { active: true, business: "Verein", phones: [{ number: "+49 170 1234567", kind: "mobile", place: "home" }] }];
  const person = { name: { given: "Bob", family: "Beta" }, gender: "M", birthday: "--02-29", tags: ["Fair"], image, cards };
  const made = await page.request.post(`${ours.url}/crm/home/people`, { data: person });
  const home = (await made.json()).result;
  await page.goto(`${ours.url}/people`);
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await page.getByRole("checkbox", { name: /Bob Beta/ }).check();
  await page.getByRole("group", { name: "Selection" }).getByRole("button", { name: "Copy to another CRM …" }).click();
  const copy = page.getByRole("dialog", { name: "Copy to another CRM" });
  await expect(copy).toContainText("gender, of 1 person");
  await copy.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByRole("heading", { name: "Copy: Built-in → Kobra", level: 1 })).toBeVisible();
  await expect(page.getByText("1 there")).toBeVisible({ timeout: 60_000 });
  const there = await theirs.person();
  expect([there.lastname, there.birthday, there.orgaTags[0].text]).toEqual(["Beta", { birthday: '"1584-02-29"', considerBirthYear: false }, "Fair"]);
  expect(there.profileImage).toMatch(/profileimages/);
  expect((await theirs.cards()).map((one) => [one.business, one.isFavorite])).toEqual([["ACME GmbH", true], ["Verein", false]]);

  // They come back as they were, but for what is not kept there.
  await page.request.delete(`${ours.url}/crm/home/people/${home.id}`, { headers: { "if-match": `"${home.version}"` } });
  await page.goto(`${ours.url}/connections/cobra/people`);
  await expect(page.getByRole("link", { name: /Bob Beta/ })).toBeVisible();
  await page.getByRole("button", { name: "Copy to another CRM …" }).click();
  await copy.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByRole("heading", { name: "Copy: Kobra → Built-in", level: 1 })).toBeVisible();
  await expect(page.getByText("1 there")).toBeVisible({ timeout: 60_000 });
  const [back] = (await (await page.request.get(`${ours.url}/crm/home/people`)).json()).items;
  const { content } = await (await page.request.get(`${ours.url}/crm/home/people/${back.id}`)).json();
  expect([content.name.family, content.birthday, content.tags, content.gender ?? ""]).toEqual(["Beta", "--02-29", ["Fair"], ""]);
  expect(content.cards.map((one: { business: string; favourite?: boolean }) => [one.business, one.favourite ?? false])).toEqual([["ACME GmbH", true], ["Verein", false]]);
  expect(content.cards[1].phones[0]).toMatchObject({ number: "+49 170 1234567", kind: "mobile", place: "home" });
  await end();
});

test("companies are found by their domain, made, changed, deleted and brought back", async ({ page }) => {
  test.setTimeout(180_000);
  const { ours, theirs, end } = await both(page);
  await connect(page, ours, theirs);
  await theirs.ask("POST", "/crm/companies", { name: "Bees GmbH", domain: "bees.example", phones: [{ number: "+49 431 1", isFavorite: true }, { number: "+49 431 2" }] });
  const bees = () => theirs.ask("GET", "/crm/companies/domain/bees.example");
  await page.goto(`${ours.url}/organizations`);
  await page.getByLabel("CRM", { exact: true }).selectOption({ label: "Kobra" });
  await expect(page).toHaveURL(/\/connections\/cobra\/organizations$/);
  await expect(page.getByRole("heading", { name: "No companies known here yet" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Organizations", exact: true })).toHaveAttribute("aria-current", "page");
  await accessibleAnyhow(page, "companies of cobra, none known");

  // No list has it: by keys, it is asked for by its domain.
  await page.getByLabel("Find by web domain or e-mail address").fill("wasps.example");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "No company was found" })).toBeVisible();
  await page.getByLabel("Find by web domain or e-mail address").fill("info@bees.example");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Bees GmbH/ }).click();
  await expect(page.getByRole("heading", { name: "Bees GmbH", level: 1 })).toBeVisible();
  await expect(page.getByText("+49 431 1", { exact: true })).toBeVisible();
  await accessibleAnyhow(page, "a company of cobra");

  await page.getByRole("link", { name: "Edit", exact: true }).click();
  for (const label of ["VAT number", "Customer"]) await expect(page.getByLabel(label)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Add branch" })).toHaveCount(0);
  await page.getByLabel("Name", { exact: true }).fill("Bees & Sons");
  await page.getByLabel("Note").fill("Since 1900.");
  await page.getByLabel("City").fill("Kiel");
  await page.getByRole("button", { name: "Add tag" }).click();
  await page.getByLabel("Tag", { exact: true }).fill("Honey");
  // What would be lost is said at its field, and nothing is sent.
  await page.getByLabel("Website").fill("https://bees.example/en");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Kobra keeps no more of it than this: https://bees.example")).toBeVisible();
  await expect(page.getByLabel("Website")).toHaveAttribute("aria-invalid", "true");
  await accessibleAnyhow(page, "the form of a company of cobra");
  expect((await bees()).name).toBe("Bees GmbH");
  await page.getByLabel("Website").fill("https://bees.example");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Bees & Sons", level: 1 })).toBeVisible();
  const changed = await bees();
  expect([changed.name, changed.note.note, changed.tags[0].text, changed.addresses[0].city]).toEqual(["Bees & Sons", "Since 1900.", "Honey", "Kiel"]);
  expect(changed.phones.map((phone: { number: string }) => phone.number)).toEqual(["+49 431 1", "+49 431 2"]);
  await undo(page, "Saved.").click();
  await expect(page.getByText("Undone.")).toBeVisible();
  expect((await bees()).name).toBe("Bees GmbH");

  // Who names it on a card works there.
  const person = await theirs.ask("POST", "/crm/people", { lastname: "Maier" });
  await theirs.ask("POST", `/crm/people/${person.id}/businesscards`, { business: "Wasps AG" });
  await page.goto(`${ours.url}/connections/cobra/organizations/new`);
  await page.getByLabel("Name", { exact: true }).fill("Wasps AG");
  await page.getByLabel("Website").fill("https://wasps.example");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Wasps AG", level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: /Maier/ })).toBeVisible();
  await page.goto(`${ours.url}/connections/cobra/organizations`);
  await expect(page.locator(".list a.entry")).toHaveCount(2);
  await accessibleAnyhow(page, "companies of cobra that are known");
  await page.getByRole("link", { name: /Wasps AG/ }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const asked = page.getByRole("dialog", { name: "Delete this organization?" });
  await expect(asked).toContainText("e.g. its lifecycle");
  await asked.getByRole("button", { name: "Delete" }).click();
  await expect(page.locator(".list a.entry")).toHaveCount(1);
  await undo(page, "is deleted").click();
  await expect(page.getByRole("link", { name: /Wasps AG/ })).toBeVisible();
  expect((await theirs.ask("GET", "/crm/companies/domain/wasps.example")).name).toBe("Wasps AG");
  await end();
});

test("touchpoints are the notes about a person: added, changed, deleted and brought back", async ({ page }) => {
  test.setTimeout(180_000);
  const { ours, theirs, end } = await both(page);
  const ann = await theirs.ask("POST", "/crm/people", { firstname: "Ann", lastname: "Bell" });
  const bob = await theirs.ask("POST", "/crm/people", { firstname: "Bob", lastname: "Beta" });
  await theirs.ask("PUT", `/crm/people/${ann.id}/note`, { note: "Likes bees." });
  await connect(page, ours, theirs);
  await page.goto(`${ours.url}/connections/cobra/people`);
  await page.getByRole("link", { name: /Ann Bell/ }).click();
  const notes = page.locator("section.panel").filter({ has: page.getByRole("heading", { name: "Notes", exact: true }) });
  await expect(notes.getByText("Likes bees.")).toBeVisible();
  await expect(notes.getByText("It tells no list of them")).toBeVisible();
  await notes.getByLabel("New note").fill("Asked for honey.");
  await notes.getByRole("button", { name: "Add note" }).press("Enter");
  const entry = notes.getByRole("listitem").filter({ hasText: "Asked for honey." });
  await expect(entry).toBeVisible();
  const id = known(ours, ann.id);
  await theirs.ask("PUT", `/crm/touchpoints/${id}`, { text: "Asked for honey.", subject: "Call", mood: "Good", priority: "Low", tags: [{ text: "Offer" }], people: [ann.id, bob.id], date: "2026-11-20T09:00:00Z" });
  // What was just read is said again for ten seconds.
  await expect(async () => {
    await page.reload();
    await expect(entry).toContainText("Good", { timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  for (const said of ["Call", "Offer", "Low"]) await expect(entry).toContainText(said);
  await expect(entry.getByRole("link", { name: "Bob Beta" })).toBeVisible();
  await accessibleAnyhow(page, "notes of a person of cobra");

  await entry.getByRole("button", { name: "Mark as important" }).click();
  await expect(entry).toContainText("Important");
  const there = () => theirs.ask("GET", `/crm/touchpoints/${id}`);
  expect([(await there()).priority, (await there()).mood, (await there()).people.length]).toEqual(["High", "Good", 2]);
  await undo(page, "The note is saved.").last().click();
  await expect(page.getByText("Undone.")).toBeVisible();
  expect((await there()).priority).toBe("Low");
  // It is drawn anew, as it is there now.
  await expect(entry).not.toContainText("Important");

  await entry.getByRole("button", { name: "Delete note" }).click();
  await expect(entry).toHaveCount(0);
  expect((await there()).people).toEqual([bob.id]);
  await undo(page, "The note is deleted there.").click();
  await expect(entry).toBeVisible();
  expect((await there()).people).toEqual([bob.id, ann.id]);
  await end();
});
