// Connections: another CRM is read and written here. The other one is a second gateway that answers as RogerRoger does.
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { accessibleAnyhow } from "./accessible";
import { Gateway, begin, drafts, expect, test } from "./gateway";

const binary = join(resolve(__dirname, "../.."), "target/debug/calling-card");

/** A gateway that stands for RogerRoger, and its key. */
class Theirs extends Gateway {
  key = "";

  async begin(): Promise<this> {
    await this.start();
    this.key = execFileSync(binary, ["token", "add", "Calling Card", "--data", this.data], { encoding: "utf8" }).trim();
    return this;
  }

  address(system: string): string {
    return `${this.url}/dialects/${system}`;
  }

  /** What their own staff see, or write. */
  async ask(path: string, body?: unknown) {
    await drafts(this);
    const headers = { cookie: this.cookie, "content-type": "application/json" };
    const answer = await fetch(`${this.url}/crm/home${path}`, { headers, method: body ? "POST" : "GET", body: body && JSON.stringify(body) });
    return answer.json();
  }

  /** The names of the people there, as their own staff see them. */
  async names(of = "people"): Promise<string[]> {
    return (await this.ask(`/${of}`)).items.map((one: { name: string }) => one.name);
  }

  /** The only person there. */
  async person() {
    const [{ id }] = (await this.ask("/people")).items;
    return (await this.ask(`/people/${id}`)).content;
  }
}

async function both(): Promise<{ ours: Gateway; theirs: Theirs; end: () => Promise<void> }> {
  const theirs = await new Theirs().begin();
  const ours = await new Gateway().start("--private-crms");
  const end = async () => {
    await ours.remove();
    await theirs.remove();
  };
  return { ours, theirs, end };
}

/** Fills the form of a new connection in, and saves it. */
async function connect(page: Page, ours: Gateway, theirs: Theirs, system = "RogerRoger"): Promise<void> {
  await page.goto(`${ours.url}/settings/connections/new`);
  await page.getByLabel("System").selectOption({ label: system });
  await page.getByLabel("Name", { exact: true }).fill("Rodger");
  await page.getByLabel(/^Address of (its API|your CRM)$/).fill(theirs.address(system.toLowerCase()));
  if (system === "emnify") await page.getByLabel("Organisation").fill("1");
  if (system === "Samdock") await page.getByLabel("E-mail address you sign in with").fill("ann@example.com");
  if (system === "ONLYOFFICE") await page.getByLabel("User name or e-mail address").fill("ann");
  await page.getByLabel(/^(Key or token|Password)$/).fill(theirs.key);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Rodger", level: 1 })).toBeVisible();
}

async function toTheirPeople(page: Page, ours: Gateway): Promise<void> {
  await page.goto(`${ours.url}/people`);
  await page.getByLabel("CRM", { exact: true }).selectOption({ label: "Rodger" });
  await expect(page).toHaveURL(/\/connections\/[^/]+\/people$/);
}

test("a CRM is connected, tried, and forgotten", async ({ page }) => {
  const { ours, theirs, end } = await both();
  await begin(page, ours);
  await expect(page.getByLabel("CRM", { exact: true })).toHaveCount(0);
  await page.goto(`${ours.url}/settings`);
  await page.getByRole("link", { name: "Connections" }).click();
  await expect(page.getByText("No connections yet")).toBeVisible();
  await page.getByRole("button", { name: "New connection" }).click();
  // Name and address are the vendor's, until somebody writes others.
  await page.getByLabel("System").selectOption({ label: "RogerRoger" });
  await expect(page.getByLabel("Address of its API")).toHaveValue(/^https:/);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Please fill this in.")).toBeVisible();

  await connect(page, ours, theirs);
  await expect(page.getByLabel("Key or token")).toHaveValue("");
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByRole("status").filter({ hasText: /^It works/ })).toBeVisible();
  await expect(page.getByRole("row", { name: "positions only one" })).toBeVisible();
  await expect(page.getByRole("row", { name: "notes can be read, not changed" })).toBeVisible();
  expect(await (await page.request.get(`${ours.url}/connections`)).text()).not.toContain(theirs.key);

  // Another address needs the key anew.
  await page.getByLabel("Address of its API").fill(`${theirs.url}/elsewhere`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Please fill this in.")).toBeVisible();
  await page.reload();
  await page.getByLabel("Key or token").fill("0".repeat(64));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.").first()).toBeVisible();
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByRole("status").filter({ hasText: "does not accept the connection's key" })).toBeVisible();

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No connections yet")).toBeVisible();
  await end();
});

test("its people are made, changed, deleted and brought back, within what it keeps", async ({ page }) => {
  const { ours, theirs, end } = await both();
  await begin(page, ours);
  await connect(page, ours, theirs);
  await toTheirPeople(page, ours);
  await expect(page.getByText("Nobody is there yet")).toBeVisible();
  await expect(page.getByLabel("Tag", { exact: true })).toHaveCount(0);
  await expect(page.getByLabel("Order")).toHaveCount(0);

  await page.getByRole("button", { name: "New person" }).click();
  await expect(page.getByLabel("Family name")).toBeVisible();
  for (const label of ["Salutation", "Company", "Birthday", "Gender"]) await expect(page.getByLabel(label, { exact: true })).toHaveCount(0);
  for (const name of ["Add tag", "Add website", "Add organization", "Add business card"]) await expect(page.getByRole("button", { name })).toHaveCount(0);
  await page.getByRole("button", { name: "Add position" }).click();
  await expect(page.getByText("Rodger keeps only one.").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Add position" })).toHaveCount(0);
  await page.getByLabel("Position").fill("Head of Bees");
  await page.getByLabel("Given name").fill("Zoë");
  await page.getByLabel("Family name").fill("Müller");
  await page.getByLabel("E-mail").fill("zoe@example.com");
  await page.getByLabel("Phone", { exact: true }).fill("+49 30 901820");
  await page.getByLabel("Kind").selectOption({ label: "Pager" });
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "Not everything can be kept" });
  await expect(dialog).toContainText("Rodger does not keep:");
  await expect(dialog).toContainText("mobile or fax");
  await dialog.getByRole("button", { name: "Go on editing" }).click();
  await expect(page.getByLabel("Family name")).toHaveValue("Müller");
  expect(await theirs.names()).toEqual([]);
  await page.getByRole("button", { name: "Save" }).click();
  await dialog.getByRole("button", { name: "Save without them" }).click();
  await expect(page.getByRole("heading", { name: "Zoë Müller", level: 1 })).toBeVisible();
  expect(await theirs.names()).toEqual(["Zoë Müller"]);

  // What only the built-in CRM has is not here.
  await expect(page.getByRole("heading", { name: /^Kept in/ })).toBeVisible();
  await expect(page.getByText("Notes are written there, and read here.")).toBeVisible();
  for (const name of ["Relations", "Timeline", "Data protection"]) await expect(page.getByRole("heading", { name })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Add note" })).toHaveCount(0);

  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByLabel("Family name").fill("Maier");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Zoë Maier", level: 1 })).toBeVisible();
  expect(await theirs.names()).toEqual(["Zoë Maier"]);

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const asked = page.getByRole("dialog", { name: "Delete this person?" });
  await expect(asked).toContainText("Undo makes a new person in Rodger");
  await asked.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Nobody is there yet")).toBeVisible();
  expect(await theirs.names()).toEqual([]);
  await page.locator(".toast").filter({ hasText: "is deleted" }).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: /Zoë Maier/ })).toBeVisible();
  expect(await theirs.names()).toEqual(["Zoë Maier"]);
  await end();
});

test("of emnify it is said what is one text, what is only read, and how many there are", async ({ page }) => {
  const { ours, theirs, end } = await both();
  await begin(page, ours);
  await connect(page, ours, theirs, "emnify");
  await expect(page.getByRole("row", { name: "countries can be read, not changed" })).toBeVisible();
  await toTheirPeople(page, ours);
  await page.getByRole("button", { name: "New person" }).click();
  await expect(page.getByText("Rodger keeps one name")).toBeVisible();
  await page.getByLabel("Given name").fill("Zoë");
  await page.getByLabel("Family name").fill("Müller");
  await page.getByLabel("E-mail").fill("zoe@example.com");
  await expect(page.getByRole("button", { name: "Add e-mail" })).toHaveCount(0);
  await page.getByLabel("Phone", { exact: true }).fill("+49 30 901820");
  await page.getByRole("button", { name: "Add phone" }).click();
  await expect(page.getByText("Rodger keeps at most 2.")).toBeVisible();
  await page.getByLabel("Phone", { exact: true }).last().fill("+49 170 1234567");
  await page.getByLabel("Kind").last().selectOption({ label: "Mobile" });
  await page.getByRole("button", { name: "Add address" }).click();
  await expect(page.getByLabel("Country", { exact: true })).toBeDisabled();
  await expect(page.getByText("Rodger lets this be changed only there.").first()).toBeVisible();
  await page.getByLabel("City").fill("Berlin");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Zoë Müller", level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "+49 170 1234567" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Notes" })).toHaveCount(0);
  expect(await theirs.names()).toEqual(["Zoë Müller"]);
  await end();
});

for (const system of ["Samdock", "ONLYOFFICE"]) {
  test(`people of ${system} are made with where they work, changed, deleted and brought back`, async ({ page }) => {
    test.setTimeout(120_000);
    const { ours, theirs, end } = await both();
    await begin(page, ours);
    await connect(page, ours, theirs, system);
    await toTheirPeople(page, ours);
    await expect(page.getByText("Nobody is there yet")).toBeVisible();
    await page.getByRole("button", { name: "New person" }).click();
    await page.getByLabel("Given name").fill("Zoë");
    await page.getByLabel("Family name").fill("Müller");
    await page.getByLabel("Company", { exact: true }).fill("Bees GmbH");
    await page.getByLabel("E-mail").fill("zoe@example.com");
    await page.getByLabel("Phone", { exact: true }).fill("+49 170 1234567");
    await page.getByLabel("Kind").selectOption({ label: "Pager" });
    await page.getByRole("button", { name: "Save" }).click();
    const dialog = page.getByRole("dialog", { name: "Not everything can be kept" });
    await expect(dialog).toContainText("mobile or fax");
    await dialog.getByRole("button", { name: "Go on editing" }).click();
    await page.getByLabel("Kind").selectOption({ label: "Mobile" });
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { name: "Zoë Müller", level: 1 })).toBeVisible();
    await expect(page.getByText("Bees GmbH").first()).toBeVisible();
    await accessibleAnyhow(page, `a person of ${system}`);
    expect(await theirs.names()).toEqual(["Zoë Müller"]);

    await page.getByRole("link", { name: "Edit", exact: true }).click();
    await page.getByLabel("Family name").fill("Maier");
    await page.getByLabel("Company", { exact: true }).fill("Wasps AG");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { name: "Zoë Maier", level: 1 })).toBeVisible();
    await expect(page.getByText("Wasps AG").first()).toBeVisible();
    expect(await theirs.names()).toEqual(["Zoë Maier"]);

    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("dialog", { name: "Delete this person?" }).getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("Nobody is there yet")).toBeVisible();
    expect(await theirs.names()).toEqual([]);
    await page.locator(".toast").filter({ hasText: "is deleted" }).getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("link", { name: /Zoë Maier/ })).toBeVisible();
    expect(await theirs.names()).toEqual(["Zoë Maier"]);
    await end();
  });
}

/** A picture of one pixel. */
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");

/** Somebody of ONLYOFFICE's, whose page is shown. */
async function zoe(page: Page, ours: Gateway, theirs: Theirs): Promise<void> {
  await begin(page, ours);
  await connect(page, ours, theirs, "ONLYOFFICE");
  await theirs.ask("/people", { name: { given: "Zoë", family: "Müller" } });
  await toTheirPeople(page, ours);
  await page.getByRole("link", { name: /Zoë Müller/ }).click();
  await expect(page.getByRole("heading", { name: "Zoë Müller", level: 1 })).toBeVisible();
}

test("a picture is given to somebody of ONLYOFFICE, refused at its place, and taken away", async ({ page }) => {
  test.setTimeout(120_000);
  const { ours, theirs, end } = await both();
  await zoe(page, ours, theirs);
  const picture = page.getByLabel("Give a new picture");
  // What is no picture is refused at the control, and nothing is there.
  await picture.setInputFiles({ name: "none.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
  await expect(picture).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("alert").filter({ hasText: /\w/ })).toBeVisible();
  await accessibleAnyhow(page, "a picture that was refused");
  expect((await theirs.person()).image).toBeUndefined();
  await picture.setInputFiles({ name: "large.png", mimeType: "image/png", buffer: Buffer.alloc(1_100_000) });
  await expect(page.getByText("larger than 1 MB")).toBeVisible();

  await picture.setInputFiles({ name: "zoe.png", mimeType: "image/png", buffer: PNG });
  await expect(page.getByRole("status").filter({ hasText: "The picture is there now." })).toBeVisible();
  await expect(picture).not.toHaveAttribute("aria-invalid", "true");
  expect((await theirs.person()).image.data).toBe(PNG.toString("base64"));

  // By keys: the button asks, Escape leaves it, Enter removes.
  const remove = page.getByRole("button", { name: "Remove picture" });
  await remove.focus();
  await page.keyboard.press("Enter");
  const asked = page.getByRole("dialog", { name: "Remove the picture?" });
  await expect(asked).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(asked).toBeHidden();
  expect((await theirs.person()).image).toBeDefined();
  await remove.press("Enter");
  await asked.getByRole("button", { name: "Remove" }).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "There is no picture any more." })).toBeVisible();
  expect((await theirs.person()).image).toBeUndefined();
  await end();
});

test("custom fields of ONLYOFFICE are shown and changed at its people, and defined there", async ({ page }) => {
  test.setTimeout(120_000);
  const { ours, theirs, end } = await both();
  const label = (en: string) => ({ en });
  await theirs.ask("/custom-fields", { key: "shoe-size", entity: "person", label: label("Shoe size"), kind: "text" });
  const options = ["Red", "Blue"].map((name) => ({ value: name, label: label(name) }));
  await theirs.ask("/custom-fields", { key: "colour", entity: "person", label: label("Colour"), kind: "select", options });
  await zoe(page, ours, theirs);
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByLabel("Shoe size").fill("42");
  await page.getByLabel("Colour").selectOption({ label: "Blue" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Zoë Müller", level: 1 })).toBeVisible();
  await expect(page.getByRole("dialog", { name: "Not everything can be kept" })).toBeHidden();
  await expect(page.getByText("Shoe size")).toBeVisible();
  await expect(page.getByText("Blue", { exact: true })).toBeVisible();
  expect((await theirs.person()).custom).toEqual({ colour: "Blue", "shoe-size": "42" });
  await page.locator(".toast").filter({ hasText: "Saved." }).getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await theirs.person()).custom ?? {}).toEqual({});

  await page.goto(`${ours.url}/settings/custom-fields`);
  await page.getByLabel("CRM", { exact: true }).selectOption({ label: "Rodger" });
  await expect(page.getByText("Shoe size")).toBeVisible();
  await expect(page.getByRole("link", { name: "New field" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Delete/ })).toHaveCount(0);
  await accessibleAnyhow(page, "custom fields of ONLYOFFICE");
  await end();
});

test("organizations of Samdock are made, changed with their branches, deleted and brought back", async ({ page }) => {
  test.setTimeout(180_000);
  const { ours, theirs, end } = await both();
  await begin(page, ours);
  await page.goto(`${ours.url}/organizations`);
  await expect(page.getByLabel("CRM", { exact: true })).toHaveCount(0);
  await connect(page, ours, theirs, "Samdock");
  await page.goto(`${ours.url}/organizations`);
  await page.getByLabel("CRM", { exact: true }).selectOption({ label: "Rodger" });
  await expect(page).toHaveURL(/\/connections\/[^/]+\/organizations$/);
  await expect(page.getByText("No organizations yet")).toBeVisible();
  await expect(page.getByRole("link", { name: "Organizations", exact: true })).toHaveAttribute("aria-current", "page");
  await accessibleAnyhow(page, "no organizations there");

  await page.getByRole("button", { name: "New organization" }).click();
  await expect(page.getByRole("button", { name: "Add tag" })).toHaveCount(0);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Please fill this in.").first()).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Bees GmbH");
  await page.getByLabel("City").first().fill("Kiel");
  await page.getByRole("button", { name: "Add branch" }).click();
  await page.getByLabel("Name of the branch").fill("Hamburg");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Bees GmbH", level: 1 })).toBeVisible();
  await expect(page.getByText("1 branch.")).toBeVisible();
  expect(await theirs.names("organizations")).toEqual(["Bees GmbH"]);

  // Who works there is written at the person.
  await page.goto(page.url().replace(/organizations.*/, "people/new"));
  await page.getByLabel("Family name").fill("Maier");
  await page.getByLabel("Company", { exact: true }).fill("Bees GmbH");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Maier", level: 1 })).toBeVisible();
  await page.goto(page.url().replace(/people.*/, "organizations"));
  await page.getByLabel("Search").fill("kiel");
  await page.getByRole("link", { name: /Bees GmbH.*1 person.*1 branch/ }).click();
  await expect(page.getByRole("link", { name: /Maier/ })).toBeVisible();
  await accessibleAnyhow(page, "an organization there");

  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await expect(page.getByText("What it says is seen there alone.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Bees & Sons");
  await page.getByLabel("Whom to ask there").selectOption({ label: "Maier" });
  await page.getByRole("button", { name: "Add branch" }).click();
  await page.getByLabel("Name of the branch").last().fill("Rostock");
  await accessibleAnyhow(page, "the form of an organization there");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Bees & Sons", level: 1 })).toBeVisible();
  await expect(page.getByText("2 branches.")).toBeVisible();
  await expect(page.getByText("Contact person")).toBeVisible();
  await page.locator(".toast").filter({ hasText: "Saved." }).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: "Bees GmbH", level: 1 })).toBeVisible();
  await expect(page.getByText("1 branch.")).toBeVisible();
  expect(await theirs.names("organizations")).toEqual(["Bees GmbH"]);

  await page.getByRole("button", { name: "Delete", exact: true }).press("Enter");
  const asked = page.getByRole("dialog", { name: "Delete this organization?" });
  await expect(asked).toContainText("Its branches");
  await asked.getByRole("button", { name: "Delete" }).press("Enter");
  await expect(page.getByText("No organizations yet")).toBeVisible();
  expect(await theirs.names("organizations")).toEqual([]);
  await page.locator(".toast").filter({ hasText: "is deleted" }).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: /Bees GmbH.*1 person/ })).toBeVisible();
  expect(await theirs.names("organizations")).toEqual(["Bees GmbH"]);
  await end();
});

test("vCards are imported there, and what is lost is said first", async ({ page }) => {
  test.setTimeout(120_000);
  const { ours, theirs, end } = await both();
  await begin(page, ours);
  await connect(page, ours, theirs);
  await page.getByRole("link", { name: "Import", exact: true }).click();
  const card = ["BEGIN:VCARD", "VERSION:4.0", "FN:Ann Bell", "N:Bell;Ann;;;", "ORG:ACME", "EMAIL:ann@example.com", "NOTE:Likes bees", "END:VCARD", ""].join("\r\n");
  await page.getByLabel("Files with people").setInputFiles({ name: "ann.vcf", mimeType: "text/vcard", buffer: Buffer.from(card) });
  await expect(page.getByRole("heading", { name: "Found: 1" })).toBeVisible();
  await page.getByLabel("Into").selectOption({ label: "Rodger" });
  await expect(page.getByRole("button", { name: "New 1" })).toBeVisible();
  await expect(page.getByLabel("Tags for everybody")).toHaveCount(0);
  await page.getByRole("button", { name: "Import 1 person" }).click();
  const dialog = page.getByRole("dialog", { name: "What would be lost" });
  await expect(dialog).toContainText("company, of 1 person");
  await expect(dialog).toContainText("notes (1)");
  expect(await theirs.names()).toEqual([]);
  await dialog.getByRole("button", { name: "Import without them" }).click();
  await expect(page.getByRole("status").filter({ hasText: "1 people are handed over" })).toBeVisible();
  await page.getByRole("link", { name: "To the transfer" }).click();
  await expect(page.getByRole("heading", { name: "Import → Rodger", level: 1 })).toBeVisible();
  await expect(page.getByText("1 there")).toBeVisible({ timeout: 60_000 });
  expect(await theirs.names()).toEqual(["Ann Bell"]);

  await page.getByRole("button", { name: "Undo" }).click();
  const undo = page.getByRole("dialog", { name: "Undo this transfer?" });
  await expect(undo).toContainText("cannot be taken back");
  await undo.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone", { exact: true })).toBeVisible();
  await expect.poll(() => theirs.names(), { timeout: 60_000 }).toEqual([]);
  await end();
});

test("people are copied there, and what a form takes in is delivered there", async ({ page }) => {
  test.setTimeout(180_000);
  const { ours, theirs, end } = await both();
  await begin(page, ours);
  await connect(page, ours, theirs);
  const person = { name: { given: "Bob", family: "Beta" }, birthday: "1985-04-12", cards: [{ active: true, emails: [{ address: "bob@example.com" }] }] };
  await page.request.post(`${ours.url}/crm/home/people`, { data: person });
  await page.goto(`${ours.url}/people`);
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await page.getByRole("checkbox", { name: /Bob Beta/ }).check();
  await page.getByRole("group", { name: "Selection" }).getByRole("button", { name: "Copy to another CRM …" }).click();
  const copy = page.getByRole("dialog", { name: "Copy to another CRM" });
  await expect(copy).toContainText("birthday, of 1 person");
  await copy.getByRole("button", { name: "Copy" }).click();
  await expect(page.getByRole("heading", { name: "Copy: Built-in → Rodger", level: 1 })).toBeVisible();
  await expect(page.getByText("1 there")).toBeVisible({ timeout: 60_000 });
  expect(await theirs.names()).toEqual(["Bob Beta"]);

  await page.goto(`${ours.url}/forms/contact`);
  await page.getByLabel("Deliver to").selectOption({ label: "Rodger" });
  await page.getByLabel("Deliver a draft").selectOption("verified");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.").first()).toBeVisible();
  // What comes from a machine is held for review, and goes nowhere before it is let through.
  const values = { given_name: "Vera", family_name: "Visitor", email: "vera@example.com" };
  const sent = await fetch(`${ours.url}/f/contact/submissions`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ values, consent: true }) });
  expect(sent.status).toBe(201);
  await page.goto(`${ours.url}/drafts`);
  await page.getByRole("link", { name: /Vera Visitor/ }).click();
  await expect(page.getByRole("heading", { name: "Held for review" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Delivery" })).toHaveCount(0);
  await page.getByRole("button", { name: "Not spam" }).click();
  await expect(page.getByRole("heading", { name: "Delivery" })).toBeVisible();
  await expect(page.getByText("Delivered", { exact: true })).toBeVisible({ timeout: 60_000 });
  expect((await theirs.names()).sort()).toEqual(["Bob Beta", "Vera Visitor"]);
  await page.goto(`${ours.url}/drafts`);
  await expect(page.getByText("Delivered", { exact: true })).toBeVisible();
  await end();
});

test("a token is made, shown once, and deleted", async ({ page, gateway }) => {
  await begin(page, gateway);
  await page.goto(`${gateway.url}/settings/tokens`);
  await expect(page.getByText("No tokens yet")).toBeVisible();
  await page.getByLabel("What it is for").fill("Newsletter");
  await page.getByRole("button", { name: "Make a token" }).click();
  await expect(page.getByRole("heading", { name: "The token for Newsletter" })).toBeFocused();
  const token = await page.locator("pre.code").innerText();
  expect(token).toMatch(/^[0-9a-f]{64}$/);
  await page.reload();
  await expect(page.getByText("Newsletter")).toBeVisible();
  await expect(page.getByText(token)).toHaveCount(0);
  await page.getByRole("button", { name: "Delete: Newsletter" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No tokens yet")).toBeVisible();
});

test("axe", async ({ browser }) => {
  test.setTimeout(180_000);
  const { ours, theirs, end } = await both();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-US" });
  const page = await context.newPage();
  await begin(page, ours);
  const look = async (path: string) => {
    await page.goto(ours.url + path);
    await expect(page.locator("h1").first()).toBeVisible();
    await page.waitForLoadState("networkidle");
    await accessibleAnyhow(page, `${path}`);
  };
  for (const path of ["/settings/connections", "/settings/transfers", "/settings/tokens", "/settings/connections/new"]) await look(path);
  await connect(page, ours, theirs);
  await accessibleAnyhow(page, `a connection`);
  await look("/settings/connections");
  await toTheirPeople(page, ours);
  const people = new URL(page.url()).pathname;
  await look(people);
  await look(`${people}/new`);
  await page.getByLabel("Family name").fill("Beta");
  await page.getByLabel("Phone", { exact: true }).fill("+49 30 901820");
  await page.getByLabel("Kind").selectOption({ label: "Pager" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await accessibleAnyhow(page, `losses`);
  await page.getByRole("button", { name: "Save without them" }).click();
  await expect(page.getByRole("heading", { name: "Beta", level: 1 })).toBeVisible();
  await accessibleAnyhow(page, `a person there`);
  await look(people);
  await page.getByRole("button", { name: "Copy to another CRM …" }).click();
  await expect(page.getByRole("dialog")).toContainText(/Notes are not copied|keeps all that is known/);
  await accessibleAnyhow(page, `copy`);
  await page.getByRole("dialog").getByRole("button", { name: "Copy" }).click();
  await expect(page.getByRole("heading", { name: "Copy: Rodger → Built-in", level: 1 })).toBeVisible();
  await accessibleAnyhow(page, `a transfer`);
  await look("/settings/transfers");
  await context.close();
  await end();
});
