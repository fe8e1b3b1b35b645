// Exporting: who is selected, who is found, everybody; as files that other programs read.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { accessibleAnyhow } from "./accessible";
import { Gateway, begin, expect, test } from "./gateway";

type Given = { name: Record<string, string>; [member: string]: unknown };

/** Stores people past the screens; answers their keys. */
async function store(page: Page, gateway: Gateway, people: Given[]): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < people.length; at += 100) {
    const part = people.slice(at, at + 100).map((person) => ({ person, notes: ["A note,\nof two lines"] }));
    const answer = await page.request.post(`${gateway.url}/crm/home/people/import`, { data: { people: part } });
    ids.push(...(await answer.json()).result);
  }
  return ids;
}

const many = (count: number): Given[] =>
  Array.from({ length: count }, (_, n) => ({ name: { given: "Zoë", family: n % 2 ? "Müller" : `Nummer ${n}` }, tags: n < 12 ? ["Fair"] : [], cards: [{ business: "ACME", emails: [{ address: `p${n}@example.com` }], active: true }] }));

async function exported(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const waiting = page.waitForEvent("download", { timeout: 60_000 });
  await press();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

const dialog = (page: Page) => page.getByRole("dialog", { name: "Export people" });
const start = (page: Page) => dialog(page).getByRole("button", { name: "Export", exact: true });

test("a selection, by keyboard and with those who are not loaded yet, becomes a ZIP", async ({ page, gateway }) => {
  await begin(page, gateway);
  await store(page, gateway, many(120));
  await page.reload();
  await page.getByRole("button", { name: "Select", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("grid", { name: "People" }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("1 selected")).toBeVisible();
  await expect(page.getByRole("grid", { name: "People" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Export 1 person" })).toBeVisible();
  await page.getByRole("button", { name: "Select all 120 found" }).click();
  await expect(page.getByText("120 selected")).toBeVisible();
  await page.getByRole("grid", { name: "People" }).focus();
  await page.keyboard.press("End");
  await expect(page.getByRole("checkbox").last()).toBeChecked();
  await page.keyboard.press("Home");
  await page.getByLabel("Search", { exact: true }).fill("Nummer 0");
  await page.getByRole("checkbox", { name: "Select Zoë Nummer 0", exact: true }).uncheck();
  await page.getByLabel("Search", { exact: true }).fill("");
  await expect(page.getByText("119 selected")).toBeVisible();

  // Who was selected stays so while a person is looked at.
  await page.getByRole("link", { name: "Zoë Müller" }).first().click();
  await page.getByRole("link", { name: "All people" }).click();
  await page.getByRole("button", { name: "Export 119 people" }).click();
  await expect(dialog(page).getByRole("radio", { name: "Selected people (119)" })).toBeChecked();
  await expect(dialog(page).getByRole("radio", { name: "Everybody (120)" })).toBeVisible();
  await dialog(page).getByRole("radio", { name: /ZIP/ }).check();
  const { name, bytes } = await exported(page, () => start(page).click());
  expect(name).toMatch(/^people-\d{4}-\d\d-\d\d\.zip$/);
  await expect(dialog(page).getByRole("status")).toContainText(`${name} (`);
  const script = `
import io, json, sys, zipfile
archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
assert archive.testzip() is None
names = archive.namelist()
print(json.dumps({"names": names, "first": archive.read("Zoë Müller (2).vcf").decode()}))`;
  const read = JSON.parse(execFileSync(process.env.CALLING_CARD_PYTHON ?? "python3", ["-c", script], { input: bytes, encoding: "utf8" }));
  expect(read.names).toHaveLength(119);
  expect(new Set(read.names.map((known: string) => known.toLowerCase())).size).toBe(119);
  expect(read.names).toContain("Zoë Nummer 118.vcf");
  expect(read.names).not.toContain("Zoë Nummer 0.vcf");
  expect(read.first).toContain("\r\nFN:Zoë Müller\r\n");
  expect(read.first).toContain("NOTE:A note\\,\\nof two lines");

  await dialog(page).getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page.getByText("0 selected")).toBeVisible();
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
});

test("what a search finds becomes a table, and everybody a list of jCards", async ({ page, gateway }) => {
  await begin(page, gateway);
  await store(page, gateway, many(30));
  await page.goto(`${gateway.url}/people?tag=Fair`);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await expect(dialog(page).getByRole("radio", { name: "Found by the search (12)" })).toBeChecked();
  await dialog(page).getByLabel("Format").selectOption("csv");
  await expect(dialog(page).getByRole("radio", { name: /ZIP/ })).toBeDisabled();
  const table = await exported(page, () => start(page).click());
  expect(table.name).toMatch(/\.csv$/);
  const text = table.bytes.toString("utf8");
  expect(text.startsWith("\ufeffName,Salutation,")).toBe(true);
  expect(text.match(/@example\.com/g)).toHaveLength(12);
  expect(text).toContain('"A note,\nof two lines"');

  await dialog(page).getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await dialog(page).getByRole("radio", { name: "Everybody (30)" }).check();
  await dialog(page).getByLabel("Format").selectOption("jcard");
  const list = await exported(page, () => start(page).click());
  const { default: ical } = await import("ical.js");
  const cards = JSON.parse(list.bytes.toString("utf8")).map((card: unknown[]) => new ical.Component(card as never));
  expect(cards).toHaveLength(30);
  expect(cards[0].getFirstPropertyValue("fn")).toBe("Zoë Müller");
  expect(cards[0].getFirstPropertyValue("note")).toBe("A note,\nof two lines");
});

test("one person as jCard, table and in old versions", async ({ page, gateway }) => {
  await begin(page, gateway);
  const [id] = await store(page, gateway, many(1));
  await page.goto(`${gateway.url}/people/${id}`);
  const save = async (format: string) => {
    await page.getByRole("button", { name: "vCard options" }).click();
    await page.getByLabel("Format").selectOption(format);
    return (await exported(page, () => page.getByRole("button", { name: "Download", exact: true }).click())).bytes.toString("utf8");
  };
  const { default: ical } = await import("ical.js");
  const card = new ical.Component(JSON.parse(await save("jcard")));
  expect(card.getFirstPropertyValue("email")).toBe("p0@example.com");
  expect(card.getFirstPropertyValue("uid")).toBe(`urn:uuid:${id}`);
  expect((await save("csv")).split("\r\n")[1]).toContain("p0@example.com");
  expect(await save("2.1")).toContain("VERSION:2.1");
});

test("an export that is interrupted goes on where it was, and one can be cancelled", async ({ page, gateway }) => {
  await begin(page, gateway);
  await store(page, gateway, many(1200));
  await page.reload();
  let parts = 0;
  await page.route("**/crm/home/people/export?**", async (route) => ((parts += 1) === 2 ? route.abort() : route.continue()));
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await start(page).click();
  await expect(dialog(page).getByRole("alert")).toContainText("cannot be reached");
  await expect(dialog(page).getByText("500 of 1200 people")).toBeVisible();
  await expect(dialog(page).getByRole("button", { name: "Try again" })).toBeFocused();
  const { bytes } = await exported(page, () => dialog(page).getByRole("button", { name: "Try again" }).click());
  expect(parts).toBe(4);
  const emails = bytes.toString("utf8").match(/p\d+@example\.com/g) ?? [];
  expect(new Set(emails).size).toBe(1200);
  expect(emails).toHaveLength(1200);

  await dialog(page).getByRole("button", { name: "Close" }).click();
  await page.unrouteAll();
  let held = 0;
  await page.route("**/crm/home/people/export?**", async (route) => {
    if ((held += 1) > 1) await new Promise((done) => setTimeout(done, 1500));
    await route.continue().catch(() => undefined);
  });
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await start(page).click();
  await expect(dialog(page).getByText("500 of 1200 people")).toBeVisible();
  // It goes on while the dialog is closed, and says so.
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Exporting 41 %" }).click();
  await dialog(page).getByRole("button", { name: "Cancel the export" }).click();
  await expect(start(page)).toBeVisible();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  const again = await exported(page, () => start(page).click());
  expect(again.bytes.toString("utf8").match(/END:VCARD/g)).toHaveLength(1200);
});

test("a person is shared where the browser shares vCards", async ({ page, gateway, context }) => {
  await begin(page, gateway);
  const [id] = await store(page, gateway, many(1));
  await page.goto(`${gateway.url}/people/${id}`);
  await expect(page.getByRole("button", { name: "QR code" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Share" })).toHaveCount(0);
  const other = await context.newPage();
  await other.addInitScript(() => {
    const shared: string[] = [];
    const refuse = { next: false };
    Object.assign(window, { shared, refuse });
    Object.assign(navigator, {
      canShare: (data: ShareData) => data.files?.[0]?.type === "text/vcard",
      share: async (data: ShareData) => {
        if (refuse.next) throw new DOMException("too late", "NotAllowedError");
        const file = data.files![0];
        shared.push(file.name, await file.text());
      },
    });
  });
  await other.goto(`${gateway.url}/people/${id}`);
  const share = other.getByRole("button", { name: "Share" });
  await share.click();
  await expect.poll(() => other.evaluate(() => (window as unknown as { shared: string[] }).shared)).toEqual(["Zoë Nummer 0.vcf", expect.stringContaining("EMAIL:p0@example.com")]);
  await other.evaluate(() => ((window as unknown as { refuse: { next: boolean } }).refuse.next = true));
  await share.click();
  await expect(other.getByText("Press Share once more")).toBeVisible();
  const saved = await exported(other, () => share.click());
  expect(saved.name).toBe("Zoë Nummer 0.vcf");
});

test("a QR code of one card of several, and of one that is too much", async ({ page, gateway }) => {
  await begin(page, gateway);
  const full = (business: string, count: number) => ({ business, active: true, emails: [{ address: `me@${business}.example` }], addresses: Array.from({ length: count }, (_, n) => ({ street: `Beispielstraße ${n}`, city: "Berlin", zip: "10115" })) });
  const person = { name: { given: "Ida", family: "Full" }, tags: ["VIP"], cards: [full("small", 1), full("large", 40)] };
  const [id] = await store(page, gateway, [person]);
  await page.goto(`${gateway.url}/people/${id}`);
  await page.getByRole("button", { name: "QR code" }).click();
  const shown = page.getByRole("dialog", { name: "QR code" });
  await expect(shown.getByText("Left out, so that a camera can read it: notes, tags, postal addresses.")).toBeVisible();
  await expect(shown.getByText(/^vCard 3\.0 in a QR code of version \d+/)).toBeVisible();
  await shown.getByLabel("Business card").selectOption("small");
  await expect(shown.getByText("Left out, so that a camera can read it: notes, tags.")).toBeVisible();
  const svg = await exported(page, () => shown.getByRole("button", { name: "Save as SVG" }).click());
  expect(svg.bytes.toString("utf8")).toContain("<svg");
  const png = await exported(page, () => shown.getByRole("button", { name: "Save as PNG" }).click());
  expect(png.bytes.subarray(1, 4).toString()).toBe("PNG");
});

test("axe on selecting and exporting", async ({ browser }) => {
  test.setTimeout(180_000);
  const gateway = await new Gateway().start("--demo");
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-US" });
  const page = await context.newPage();
  const check = (what: string) => accessibleAnyhow(page, what);
  await page.goto(gateway.signIn);
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await page.getByRole("checkbox").nth(0).check();
  await page.getByRole("checkbox").nth(2).check();
  await check("selecting");
  await page.getByRole("button", { name: "Export 2 people" }).click();
  await expect(dialog(page).getByRole("radio", { name: /^Everybody \(/ })).toBeVisible();
  await check("dialog");
  await dialog(page).getByLabel("Format").selectOption("csv");
  await check("table");
  await page.route("**/crm/home/people/export", (route) => route.abort());
  await start(page).click();
  await expect(dialog(page).getByRole("alert")).toBeVisible();
  await check("interrupted");
  await page.unrouteAll();
  await exported(page, () => dialog(page).getByRole("button", { name: "Try again" }).click());
  await expect(dialog(page).getByRole("status")).toBeVisible();
  await check("saved");
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await page.locator('.people-grid a[href^="/people/"]').first().click();
  await page.getByRole("button", { name: "QR code" }).click();
  await expect(page.getByRole("img", { name: "QR code of the vCard" })).toBeVisible();
  await check("qr");
  await context.close();
  await gateway.remove();
});

test("an organization is downloaded with its branches, and read again as the same", async ({ page, gateway }) => {
  await begin(page, gateway);
  const content = {
    name: "Bäckerei Süß",
    phone: "+49 30 901820",
    address: { street: "Torstraße 1", zip: "10119", city: "Berlin" },
    branches: [{ name: "Nord", phone: "+49 40 123456" }],
    tags: ["Brot"],
  };
  const made = await page.request.post(`${gateway.url}/crm/home/organizations`, { data: content });
  expect(made.ok(), await made.text()).toBe(true);
  const { result } = await made.json();
  await page.goto(`${gateway.url}/organizations/${result.id}`);
  const v4 = await exported(page, () => page.getByRole("button", { name: "Download vCard" }).click());
  expect(v4.name).toBe("Bäckerei Süß.vcf");
  const text = v4.bytes.toString("utf8");
  for (const line of ["VERSION:4.0", "KIND:org", "FN:Bäckerei Süß", "TEL", "Nord"]) expect(text).toContain(line);
  await page.getByRole("button", { name: "vCard options" }).click();
  await page.getByLabel("Format").selectOption("3.0");
  const v3 = await exported(page, () => page.getByRole("button", { name: "Download", exact: true }).click());
  expect(v3.bytes.toString("utf8")).toContain("VERSION:3.0");
  // Imported, it is the organization that is there.
  await page.goto(`${gateway.url}/import`);
  await page.locator("input[type=file]").first().setInputFiles({ name: v4.name, mimeType: "text/vcard", buffer: v4.bytes });
  await expect(page.getByText("Bäckerei Süß").first()).toBeVisible();
  await expect(page.getByText("as it is").first()).toBeVisible();
});

test("the organizations that are found, or all, leave as cards", async ({ page, gateway }) => {
  await begin(page, gateway);
  for (const name of ["Bäckerei Süß", "ACME", "Bäckerei Nord"]) {
    const made = await page.request.post(`${gateway.url}/crm/home/organizations`, { data: { name, tags: ["Brot"] } });
    expect(made.ok(), await made.text()).toBe(true);
  }
  await page.goto(`${gateway.url}/organizations`);
  const dialog = page.getByRole("dialog", { name: "Export organizations" });
  await page.getByLabel("Search").fill("Bäckerei");
  await expect(page.getByText("ACME")).toHaveCount(0);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await expect(dialog.getByRole("radio", { name: "Found by the search" })).toBeChecked();
  await expect(dialog.getByLabel("Format").getByRole("option", { name: /Table/ })).toHaveCount(0);
  await accessibleAnyhow(page, "the dialog that exports organizations");
  const found = await exported(page, () => dialog.getByRole("button", { name: "Export", exact: true }).click());
  expect(found.name).toMatch(/^organizations-.*\.vcf$/);
  expect(found.bytes.toString("utf8").match(/^FN:.*$/gm)).toEqual(["FN:Bäckerei Nord", "FN:Bäckerei Süß"]);
  await expect(dialog.getByText("2 of 2 organizations")).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).click();

  await page.getByRole("button", { name: "Export", exact: true }).click();
  await dialog.getByRole("radio", { name: "All" }).check();
  await dialog.getByRole("radio", { name: /ZIP/ }).check();
  const zip = await exported(page, () => dialog.getByRole("button", { name: "Export", exact: true }).click());
  expect(zip.name).toMatch(/\.zip$/);
  for (const name of ["ACME.vcf", "Bäckerei Nord.vcf", "Bäckerei Süß.vcf"]) expect(zip.bytes.includes(name)).toBe(true);
});
