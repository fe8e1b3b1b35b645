// A person, whole: changed where they are seen, seen through time, and among those they know.
import type { Page } from "@playwright/test";
import { accessibleAnyhow } from "./accessible";
import { type Gateway, begin, expect, test } from "./gateway";
import { drawn, seen } from "./picture";

const card = (business: string, more = {}) => ({ business, active: true, phones: [{ number: "030 901820", kind: "voice" }], emails: [{ address: "ada@example.com" }], ...more });

async function person(page: Page, gateway: Gateway, body: object): Promise<string> {
  const made = await page.request.post(`${gateway.url}/crm/home/people`, { data: body });
  expect(made.ok(), await made.text()).toBe(true);
  return (await made.json()).result.id;
}

async function stored(page: Page, gateway: Gateway, id: string) {
  return (await page.request.get(`${gateway.url}/crm/home/people/${id}`)).json();
}

async function change(page: Page, gateway: Gateway, id: string, make: (content: any) => void) {
  const record = await stored(page, gateway, id);
  make(record.content);
  const answer = await page.request.put(`${gateway.url}/crm/home/people/${id}`, { headers: { "if-match": `"${record.version}"` }, data: record.content });
  expect(answer.ok(), await answer.text()).toBe(true);
}

test("cards are cards: dialled, written to, found on a map, turned over, preferred, and folded when they are over", async ({ page, gateway }) => {
  await begin(page, gateway);
  const address = { street: "1 Main St", city: "Springfield", federal_state: "IL", zip: "62701", country_code: "US" };
  const id = await person(page, gateway, { name: { given: "Ada", family: "Cards" }, cards: [
    card("ACME", { favourite: true, addresses: [address] }), card("Other", { valid_from: "2020" }), card("Long ago", { valid_to: "2019-12-31" }),
  ] });
  await page.goto(`${gateway.url}/people/${id}`);
  const acme = page.getByRole("article", { name: "ACME" });
  await expect(acme.getByRole("link", { name: "030 901820" })).toHaveAttribute("href", "tel:+4930901820");
  await expect(acme.getByRole("link", { name: "ada@example.com" })).toHaveAttribute("href", "mailto:ada@example.com");
  await expect(acme.locator("address")).toHaveText("1 Main St\nSpringfield, IL 62701\nUnited States");
  await expect(acme.getByRole("link", { name: "Show on a map" })).toHaveAttribute("href", /openstreetmap\.org\/search\?query=1%20Main/);
  await expect(page.getByRole("article", { name: "Other" })).toContainText("Valid from 2020");
  await expect(page.getByRole("article", { name: "Long ago" })).toBeHidden();
  await page.getByText("No longer in use (1)").click();
  await expect(page.getByRole("article", { name: "Long ago" })).toContainText("Expired");
  await accessibleAnyhow(page, "person");

  await page.getByRole("button", { name: "Main card: business card Other" }).click();
  await expect(page.getByRole("button", { name: "Main card: business card Other" })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("button", { name: "Main card: business card ACME" })).toHaveAttribute("aria-pressed", "false");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByRole("button", { name: "Main card: business card ACME" })).toHaveAttribute("aria-pressed", "true");

  // By keys alone: turned over, changed, saved by itself, turned back.
  const turn = page.getByRole("button", { name: "Edit business card ACME" });
  await turn.focus();
  await page.keyboard.press("Enter");
  const form = page.getByRole("form", { name: "Edit business card ACME" });
  await expect(form.getByLabel("Company")).toBeFocused();
  await form.getByLabel("Company").fill("ACME Ltd");
  await page.keyboard.press("Tab");
  await expect(form.getByText("Saved.")).toBeVisible();
  expect((await stored(page, gateway, id)).content.cards[0].business).toBe("ACME Ltd");
  await accessibleAnyhow(page, "person, a card turned over");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Edit business card ACME Ltd" })).toBeFocused();
  await expect(page.getByRole("article", { name: "ACME Ltd" })).toBeVisible();

  // A new card; lines that stay empty are none.
  await page.getByRole("button", { name: "Add business card" }).click();
  await page.getByLabel("Company").fill("Fourth");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("article", { name: "Fourth" })).toBeVisible();
  const { content } = await stored(page, gateway, id);
  expect(content.cards).toHaveLength(4);
  expect(content.cards[3].phones).toBeUndefined();
  // One on which nothing is written is none.
  await page.getByRole("button", { name: "Add business card" }).click();
  await page.getByRole("button", { name: "Add e-mail" }).first().click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Add business card" })).toBeVisible();
  expect((await stored(page, gateway, id)).content.cards).toHaveLength(4);
  await page.getByRole("button", { name: "Edit business card Fourth" }).click();
  await page.getByRole("button", { name: "Remove card" }).click();
  await expect(page.getByRole("article", { name: "Fourth" })).toHaveCount(0);
  await expect.poll(async () => (await stored(page, gateway, id)).content.cards.length).toBe(3);
});

test("what is wrong stays to be put right, and name and details are changed in place", async ({ page, gateway }) => {
  await begin(page, gateway);
  const id = await person(page, gateway, { name: { given: "Ada", family: "Inline" } });
  await page.goto(`${gateway.url}/people/${id}`);
  await page.getByRole("button", { name: "Edit name" }).click();
  await page.getByLabel("Given name").fill("Adele");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("heading", { name: "Adele Inline", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Edit details" }).click();
  await page.getByLabel("Birthday").fill("31.12.");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Not saved yet")).toBeVisible();
  await expect(page.getByLabel("Birthday")).toBeFocused();
  await page.getByLabel("Birthday").fill("--12-31");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("December 31")).toBeVisible();
  expect((await stored(page, gateway, id)).content).toMatchObject({ name: { given: "Adele" }, birthday: "--12-31" });
});

test("two who change the same person choose field by field, and what does not clash is kept of both", async ({ page, gateway }) => {
  await begin(page, gateway);
  const id = await person(page, gateway, { name: { given: "Ada", family: "Both" }, gender: "" });
  await page.goto(`${gateway.url}/people/${id}`);
  // What does not clash.
  await page.getByRole("button", { name: "Edit name" }).click();
  await change(page, gateway, id, (content) => (content.gender = "theirs"));
  await page.getByLabel("Given name").fill("Mine");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("heading", { name: "Mine Both", level: 1 })).toBeVisible();
  await expect.poll(async () => (await stored(page, gateway, id)).content).toMatchObject({ name: { given: "Mine" }, gender: "theirs" });
  // What does.
  await page.getByRole("button", { name: "Edit name" }).click();
  await change(page, gateway, id, (content) => ((content.name.given = "Theirs"), (content.name.family = "Clash")));
  // Both are typed before the first is saved.
  let free = () => {};
  const held = new Promise<void>((done) => (free = done));
  await page.route(`**/crm/home/people/${id}`, async (route) => {
    if (route.request().method() === "PUT") await held;
    await route.continue();
  });
  await page.getByLabel("Given name").fill("Again mine");
  await page.getByLabel("Family name").fill("Mine, too");
  await page.getByRole("button", { name: "Done" }).click();
  free();
  const meeting = page.getByRole("dialog", { name: "Somebody else has changed this, too" });
  await expect(meeting).toBeVisible();
  await accessibleAnyhow(page, "two have changed a person");
  const given = meeting.getByRole("group", { name: /Given name/ });
  await expect(given).toContainText("Again mine");
  await expect(given).toContainText("Theirs");
  await expect(given).toContainText("As it was");
  // Nothing is chosen for anybody.
  await meeting.getByRole("button", { name: "Save" }).click();
  await expect(meeting).toBeVisible();
  await given.getByLabel(/Again mine/).check();
  await meeting.getByRole("group", { name: /Family name/ }).getByLabel(/From/).check();
  await meeting.getByRole("button", { name: "Save" }).click();
  await expect(meeting).toBeHidden();
  await expect.poll(async () => (await stored(page, gateway, id)).content.name).toEqual({ given: "Again mine", family: "Clash" });
});

test("what a person likes is written with what it belongs to, from what others like", async ({ page, gateway }) => {
  await begin(page, gateway);
  await person(page, gateway, { name: { given: "Bob" }, personality_tags: [{ text: "Chess" }] });
  const id = await person(page, gateway, { name: { given: "Ada" } });
  await page.goto(`${gateway.url}/people/${id}/edit`);
  await page.getByRole("button", { name: "Add personality tag" }).click();
  await expect(page.locator("#personality-tags option")).toHaveAttribute("value", "Chess");
  await page.getByLabel("Personality tag, e.g. “Golf”").fill("Tea");
  await page.getByLabel("Belongs to, e.g. “Sport”").fill("Drinks");
  await page.getByRole("button", { name: "Add personality tag" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.locator("dd .tag", { hasText: "Tea" })).toBeVisible();
  expect((await stored(page, gateway, id)).content.personality_tags).toEqual([{ text: "Tea", category: "Drinks" }]);
});

test("a person's time: filtered, each version seen before it is brought back, and that undone", async ({ page, gateway }) => {
  await begin(page, gateway);
  const id = await person(page, gateway, { name: { given: "Ada", family: "Time" }, tags: ["old"] });
  await change(page, gateway, id, (content) => ((content.name.given = "Later"), (content.tags = ["new"])));
  await page.request.post(`${gateway.url}/crm/home/notes`, { data: { person: id, text: "Called back" } });
  await page.goto(`${gateway.url}/people/${id}`);
  await page.getByText("Timeline").click();
  const line = page.locator(".timeline > li");
  await expect(line).toHaveCount(3);
  await expect(line.first()).toContainText("Called back");
  await page.getByRole("button", { name: "Changes" }).click();
  await expect(line).toHaveCount(2);
  await expect(line.first()).toContainText("Name › Given name");
  await page.getByRole("button", { name: "Opt-ins" }).click();
  await expect(page.getByText("Nothing of this kind has happened.")).toBeVisible();
  await page.getByRole("button", { name: "All", exact: true }).click();
  await accessibleAnyhow(page, "timeline");
  await page.getByRole("button", { name: /See this version/ }).click();
  const version = page.getByRole("dialog", { name: "An earlier version" });
  await expect(version).toContainText("Later → Ada");
  await accessibleAnyhow(page, "an earlier version");
  await version.getByRole("button", { name: "Bring it back" }).click();
  await expect(page.getByRole("heading", { name: "Ada Time", level: 1 })).toBeVisible();
  await expect(line).toHaveCount(4);
  expect((await stored(page, gateway, id)).content).toMatchObject({ name: { given: "Ada" }, tags: ["old"] });
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Later Time", level: 1 })).toBeVisible();
});

test("who knows whom is a picture that keys lead through, and a list", async ({ page, gateway }) => {
  await begin(page, gateway);
  const made = await page.request.post(`${gateway.url}/crm/home/organizations`, { data: { name: "ACME", branches: [{ name: "Hamburg" }] } });
  const acme = (await made.json()).result.id;
  const ids = [];
  for (const given of ["Ann", "Bob", "Cid", "Dan", "Eve"]) ids.push(await person(page, gateway, { name: { given }, organizations: given === "Ann" ? [{ organization: acme, role: "CEO" }] : [] }));
  for (const [from, to] of [[0, 1], [0, 2], [2, 3], [3, 4]]) {
    await page.request.post(`${gateway.url}/crm/home/relations`, { data: { from: ids[from], to: ids[to], kind: { forward: "Report", backward: "Manager" } } });
  }
  await page.goto(`${gateway.url}/people/${ids[0]}`);
  await page.getByText("Who knows whom").click();
  const picture = page.getByRole("group", { name: "Who knows whom" });
  await expect(picture.getByRole("link")).toHaveCount(5);
  await expect(page.getByText("Not everybody is shown")).toBeVisible();
  await accessibleAnyhow(page, "who knows whom");
  await picture.getByRole("link", { name: "Ann", exact: true }).focus();
  const seen = new Set<string | null>();
  for (const key of ["ArrowUp", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowUp"]) {
    await page.keyboard.press(key);
    seen.add(await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? null));
  }
  expect(seen.size).toBeGreaterThan(2);
  expect(seen.has(null)).toBe(false);
  await page.getByText("As a list").click();
  await expect(page.locator("li", { hasText: "Bob – Report – Ann" })).toBeVisible();
  await expect(page.locator("li", { hasText: "Ann – ACME (CEO) · branches: Hamburg" })).toBeVisible();
  await picture.getByRole("link", { name: /^Cid/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Cid", level: 1 })).toBeVisible();
});

test("a picture is cut to a square by keys, saved, and taken away", async ({ page, gateway }) => {
  await begin(page, gateway);
  const id = await person(page, gateway, { name: { given: "Ada", family: "Picture" } });
  await page.goto(`${gateway.url}/people/${id}`);
  await page.getByRole("button", { name: "Add picture" }).click();
  const dialog = page.getByRole("dialog", { name: "Picture" });
  await dialog.getByLabel("Picture file").setInputFiles({ name: "no.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
  await expect(dialog.getByText("no picture that can be opened")).toBeVisible();
  // Red on the left, blue on the right.
  const buffer = await drawn(page, 400, 200, [["#00f", 200, 0, 200, 200], ["#f00", 0, 0, 200, 200]]);
  await dialog.getByLabel("Picture file").setInputFiles({ name: "two.png", mimeType: "image/png", buffer });
  const canvas = dialog.getByRole("img", { name: /The part that is kept/ });
  await canvas.focus();
  await accessibleAnyhow(page, "crop");
  for (let step = 0; step < 8; step++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("+");
  await dialog.getByRole("button", { name: "Use this picture" }).click();
  await expect(page.locator(".profile .avatar img")).toBeVisible();
  const { image } = (await stored(page, gateway, id)).content;
  expect(image.media_type).toBe("image/jpeg");
  const { size, colours: [colour] } = await seen(page, image.data, [[256, 256]]);
  expect(size).toEqual([512, 512]);
  expect(colour[0], "moved to the right, the left is seen").toBeGreaterThan(200);
  expect(colour[2]).toBeLessThan(60);
  await page.getByRole("button", { name: "Remove picture" }).click();
  await expect(page.locator(".profile .avatar img")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(page.locator(".profile .avatar img")).toBeVisible();
});

test("on paper a person and a list are what they say, without buttons", async ({ page, gateway }) => {
  await begin(page, gateway);
  const id = await person(page, gateway, { name: { given: "Ada", family: "Paper" }, cards: [card("ACME")] });
  await page.goto(`${gateway.url}/people/${id}`);
  await expect(page.getByRole("article", { name: "ACME" })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("article", { name: "ACME" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Ada Paper" })).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("navigation")).toBeHidden();
  if (process.env.CALLING_CARD_PICTURES) await page.screenshot({ path: `${process.env.CALLING_CARD_PICTURES}/print-person.png` });
  await page.emulateMedia({ media: "screen" });
  for (let more = 0; more < 60; more++) await person(page, gateway, { name: { given: "More", family: `Z${more}` } });
  await page.goto(`${gateway.url}/people`);
  await expect(page.getByRole("link", { name: /Ada Paper/ })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("link", { name: /Ada Paper/ })).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByLabel("Search")).toBeHidden();
  // Of a long list, all that is loaded, and how much that is.
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.getByText("Rows 1 to 50 of 61. An export has all of them.")).toBeVisible();
  await expect(page.locator(".people-grid .line")).toHaveCount(50);
  if (process.env.CALLING_CARD_PICTURES) await page.screenshot({ path: `${process.env.CALLING_CARD_PICTURES}/print-people.png` });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(page.getByText("Rows 1 to 50")).toHaveCount(0);
});

test("cards do not turn for those who want no motion, and all of it speaks German", async ({ browser, page, gateway }) => {
  await begin(page, gateway);
  const id = await person(page, gateway, { name: { given: "Ada", family: "Still" }, cards: [card("ACME")] });
  const state = await page.context().storageState();
  const context = await browser.newContext({ locale: "de-DE", storageState: state, reducedMotion: "reduce" });
  const german = await context.newPage();
  await german.goto(`${gateway.url}/people/${id}`);
  await german.getByRole("button", { name: "Bearbeiten: Visitenkarte ACME" }).click();
  expect(await german.locator("form.back").evaluate((back) => getComputedStyle(back).animationName)).toBe("none");
  await german.getByRole("button", { name: "Fertig" }).click();
  await german.getByText("Zeitleiste").click();
  await expect(german.locator(".timeline > li")).toHaveCount(1);
  await german.keyboard.press("Control+k");
  await expect(german.getByRole("combobox", { name: "Befehl oder Person" })).toBeFocused();
  await accessibleAnyhow(german, "palette, German");
  await context.close();
});
