// Importing: what people really drop there.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { accessibleAnyhow } from "./accessible";
import { begin, expect, test } from "./gateway";
import { zip } from "./zip";

const card = (...lines: string[]) => ["BEGIN:VCARD", ...lines, "END:VCARD", ""].join("\r\n");
const ann = card("VERSION:4.0", "FN:Ann Bell", "EMAIL:ann@example.com", "UID:urn:uuid:0193a5a0-0000-4000-8000-000000000001");
const file = (name: string, text: string | Buffer) => ({ name, mimeType: "text/vcard", buffer: Buffer.from(text) });

/** Many people, each by themselves. */
const many = (count: number) =>
  Array.from({ length: count }, (_, i) => card("VERSION:3.0", `N:Family${i};Given${i};;;`, `FN:Given${i} Family${i}`, `EMAIL:p${i}@example.com`, `TEL:+49 30 ${1000000 + i}`, "NOTE:A note of some length\\, so that cards are as long as they are in life.")).join("");

async function choose(page: Page, ...files: ReturnType<typeof file>[]): Promise<void> {
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await page.getByLabel("Files with people").setInputFiles(files);
}

const found = (page: Page, count: number) => expect(page.getByRole("heading", { name: `Found: ${count}` })).toBeVisible({ timeout: 60_000 });
const outcome = (page: Page, words: RegExp) => expect(page.getByRole("status").filter({ hasText: words })).toBeVisible({ timeout: 120_000 });

/** Stores 1,500 new people, with a pause in which the page is loaded anew. */
async function interrupted(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: "New 1500" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: /1500 people/ }).click();
  await outcome(page, /[1-9]\d* people are stored/);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Go on" })).toBeVisible();
  await page.reload();
  await outcome(page, /1500 people are stored; 1500 of 1500 cards are done/);
  await page.getByRole("link", { name: "To the people" }).click();
  await expect(page.getByText("1500 people").or(page.getByText("1,500 people")).first()).toBeVisible();
}

test("good and bad files, names of every script, the same file twice, undo", async ({ page, gateway }) => {
  await begin(page, gateway);
  const others = card("VERSION:3.0", "FN:ياسمين العطار", "EMAIL:yasmin@example.com") + card("VERSION:4.0", "FN:山田 太郎", "TEL:+81 3 1234 5678") + "BEGIN:VCARD\r\nEND:VCARD\r\n";
  await choose(page, file("ann.vcf", ann), file("others.vcf", others), file("junk.vcf", "no card at all"));
  await found(page, 3);
  await expect(page.getByText("others.vcf, line 11")).toBeVisible();
  await expect(page.getByText("The card is empty.")).toBeVisible();
  await expect(page.getByText("This text stands outside of a card.")).toBeVisible();
  await expect(page.getByRole("button", { name: "New 3" })).toBeVisible();
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save what could not be read" }).click();
  expect(readFileSync(await (await waiting).path(), "utf8")).toContain("no card at all");

  await page.getByLabel("Tags for everybody").fill("Fair");
  await page.getByRole("button", { name: "Import: 3 people" }).or(page.getByRole("button", { name: "Import 3 people" })).click();
  await outcome(page, /3 people are stored/);
  const report = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the report" }).click();
  expect(readFileSync(await (await report).path(), "utf8")).toContain("ann.vcf,1,Ann Bell,new");
  await page.getByRole("link", { name: "To the people" }).click();
  for (const name of ["Ann Bell", "ياسمين العطار", "山田 太郎"]) await expect(page.getByRole("link", { name: new RegExp(name) })).toBeVisible();

  await choose(page, file("ann.vcf", ann), file("others.vcf", others));
  await found(page, 3);
  await expect(page.getByRole("button", { name: "As they are 3" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Import/ }).last()).toBeDisabled();

  // A card that says more is an update, field by field.
  await page.getByRole("button", { name: "Start over" }).click();
  await choose(page, file("ann.vcf", ann.replace("FN:Ann Bell", "FN:Anna Bell\r\nTITLE:Head of Bees")));
  await expect(page.getByRole("cell", { name: /changes a known person, by its UID/ })).toBeVisible();
  await page.getByRole("button", { name: "Details" }).click();
  await expect(page.getByText("Head of Bees").first()).toBeVisible();
  await page.getByRole("checkbox", { name: "Whole name" }).uncheck();
  await page.getByRole("button", { name: "Import 1 person" }).click();
  await outcome(page, /1 people are stored/);
  await page.getByRole("link", { name: "To the people" }).click();
  await page.getByRole("link", { name: /Ann Bell/ }).click();
  await expect(page.getByText("Head of Bees").first()).toBeVisible();

  // Both imports are undone later, the newer one first.
  await page.getByRole("link", { name: "Import", exact: true }).click();
  const undo = page.getByRole("button", { name: /^Undo the import of/ });
  await expect(undo).toHaveCount(2);
  await undo.first().click();
  await expect(undo).toHaveCount(1);
  await undo.first().click();
  await expect(undo).toHaveCount(0);
  await page.getByRole("link", { name: "People", exact: true }).click();
  await expect(page.getByRole("link", { name: /Ann Bell/ })).toHaveCount(0);
});

test("50,000 cards are looked at and left", async ({ page, gateway }) => {
  test.setTimeout(240_000);
  await begin(page, gateway);
  await choose(page, file("many.vcf", many(50_000)));
  await found(page, 50_000);
  await expect(page.getByRole("cell", { name: "p49@example.com" })).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("cell", { name: "p50@example.com" })).toBeVisible();
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(page.getByRole("heading", { name: "Found: 50000" })).toHaveCount(0);
});

test("paused, loaded anew in the middle, cancelled", async ({ page, gateway }) => {
  test.setTimeout(240_000);
  await begin(page, gateway);
  await choose(page, file("many.vcf", many(1500)));
  await found(page, 1500);
  await interrupted(page);

  await choose(page, file("more.vcf", many(1500).replaceAll("example.com", "example.org").replaceAll("Family", "Other")));
  await expect(page.getByRole("button", { name: "New 1500" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: /1500 people/ }).click();
  await outcome(page, /[1-9]\d* people are stored/);
  await page.getByRole("button", { name: "Cancel the rest" }).click();
  await expect(page.getByRole("heading", { name: "Imported" })).toBeVisible();
  await page.getByRole("button", { name: "Undo the import" }).click();
  await expect(page.getByText("The import is undone.")).toBeVisible();
});

test("a photo of 12 MB becomes one that can be stored", async ({ page, gateway }) => {
  await begin(page, gateway);
  // A picture that does not compress: noise.
  const data = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(2200, 1500);
    const context = canvas.getContext("2d")!;
    const pixels = context.createImageData(2200, 1500);
    for (let at = 0; at < pixels.data.length; at++) pixels.data[at] = at % 4 === 3 ? 255 : (at * 2654435761) >>> 24 ^ (at >> 3);
    for (let at = 0; at < pixels.data.length; at += 60_000) crypto.getRandomValues(pixels.data.subarray(at, Math.min(at + 60_000, pixels.data.length)));
    for (let at = 3; at < pixels.data.length; at += 4) pixels.data[at] = 255;
    context.putImageData(pixels, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
    let text = "";
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  });
  expect(data.length).toBeGreaterThan(12_000_000);
  await choose(page, file("photo.vcf", card("VERSION:3.0", "FN:Paula Picture", "EMAIL:paula@example.com", `PHOTO;ENCODING=b;TYPE=PNG:${data}`)));
  await found(page, 1);
  await page.getByRole("button", { name: "Import 1 person" }).click();
  await outcome(page, /1 people are stored/);
  await page.getByRole("link", { name: "To the people" }).click();
  await page.getByRole("link", { name: /Paula Picture/ }).click();
  const picture = page.locator("img.avatar, .avatar img").first();
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((image: HTMLImageElement) => Math.max(image.naturalWidth, image.naturalHeight))).toBe(1024);
});

const GOOGLE = [
  "First Name,Last Name,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Birthday,Photo,Custom Field 1 - Label,Custom Field 1 - Value",
  'Ann,Bell,"ACME, Inc.",Bees ::: * myContacts,* Work,ann@example.com,Mobile,+49 170 1234567,1985-04-12,,Shoes,41',
  "Bob,Cole,,,Home,bob@example.com,,,,https://example.com/bob.jpg,,",
].join("\r\n");

test("an archive with good and bad files, of which a table is asked about", async ({ page, gateway }) => {
  await begin(page, gateway);
  const files = [
    { name: "team/yasmin.vcf", content: card("VERSION:3.0", "FN:ياسمين العطار", "EMAIL:yasmin@example.com") },
    { name: "google.csv", content: GOOGLE },
    { name: "__MACOSX/team/._yasmin.vcf", content: "x" },
    { name: "secret.vcf", content: ann, encrypted: true },
    { name: "inner.zip", content: zip([{ name: "ann.vcf", content: ann }]) },
    { name: "photo.jpg", content: Buffer.from([255, 216, 0]) },
  ];
  const archive = zip(files);
  await choose(page, file("contacts.zip", archive), file("broken.zip", archive.subarray(0, 200)), file("zoe.vcf", card("VERSION:4.0", "FN:Zoe")));
  await expect(page.getByRole("heading", { name: "Columns of contacts.zip/google.csv" })).toBeFocused();
  for (const [name, reason] of [["contacts.zip/secret.vcf", "protected by a password"], ["contacts.zip/inner.zip", "inside an archive"], ["contacts.zip/photo.jpg", "neither a vCard file"], ["broken.zip", "archive is damaged"]]) {
    await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText(reason);
  }
  await expect(page.getByText("_yasmin")).toHaveCount(0);
  await page.getByRole("button", { name: "Read 2 rows" }).click();
  await found(page, 4);
  await expect(page.getByRole("row", { name: /Ann Bell/ })).toContainText("contacts.zip/google.csv:2");
  await page.getByRole("button", { name: "Import 4 people" }).click();
  await outcome(page, /4 people are stored/);
});

test("Google's table is guessed; the same once more changes nothing", async ({ page, gateway }) => {
  await begin(page, gateway);
  await choose(page, file("google.csv", GOOGLE));
  await expect(page.getByLabel("First Name", { exact: true })).toHaveValue("given");
  await expect(page.getByLabel("E-mail 1 - Value")).toHaveValue("email");
  await expect(page.getByLabel("E-mail 1 - Label")).toHaveValue("kind");
  await expect(page.getByText("Left out: Photo")).toBeVisible();
  await page.getByRole("button", { name: "Read 2 rows" }).click();
  await found(page, 2);
  await page.getByRole("button", { name: "Import 2 people" }).click();
  await outcome(page, /2 people are stored/);
  await page.getByRole("link", { name: "To the people" }).click();
  await page.getByRole("link", { name: /Ann Bell/ }).click();
  for (const text of ["+49 170 1234567", "ACME, Inc.", "Bees", "Shoes: 41"]) await expect(page.getByText(text).first()).toBeVisible();

  await choose(page, file("google.csv", GOOGLE));
  await page.getByRole("button", { name: "Read 2 rows" }).click();
  await expect(page.getByRole("button", { name: "As they are 2" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Import/ }).last()).toBeDisabled();
});

test("strange headings are given to fields by hand, with the keyboard alone", async ({ page, gateway }) => {
  await begin(page, gateway);
  const table = "Wer;Erreichbar;Farbe;Ort\r\nZoe Quist;zoe@example.com;rot;Köln\r\nMia;mia@example.com;;Bonn\r\n";
  await choose(page, file("liste.csv", Buffer.from(table, "latin1")));
  await expect(page.getByRole("heading", { name: "Columns of liste.csv" })).toBeFocused();
  await expect(page.getByLabel("Erreichbar")).toHaveValue("email");
  await expect(page.getByLabel("Ort")).toHaveValue("address.city");
  const headings = page.getByRole("checkbox", { name: "The first row holds headings" });
  await page.keyboard.press("Tab");
  await expect(headings).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Read 3 rows" })).toBeVisible();
  await expect(headings).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByText("Left out: Wer, Farbe")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Wer")).toBeFocused();
  await page.keyboard.type("Whole n");
  await expect(page.getByLabel("Wer")).toHaveValue("name");
  await expect(page.getByText("Left out: Farbe")).toBeVisible();
  const keep = page.getByRole("button", { name: "Keep them as notes" });
  for (let i = 0; i < 4; i++) await page.keyboard.press("Tab");
  await expect(keep).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Farbe")).toHaveValue("keep");
  await page.getByRole("button", { name: "Read 2 rows" }).focus();
  await page.keyboard.press("Enter");
  await found(page, 2);
  await expect(page.getByRole("heading", { name: "Found: 2" })).toBeFocused();
  await page.getByRole("button", { name: "Import 2 people" }).press("Enter");
  await outcome(page, /2 people are stored/);
  await page.getByRole("link", { name: "To the people" }).press("Enter");
  await page.getByRole("link", { name: /Zoe Quist/ }).press("Enter");
  for (const text of ["Farbe: rot", "Köln"]) await expect(page.getByText(text).first()).toBeVisible();
});

test("a pasted table, a table left out, and one that is loaded anew in the middle", async ({ page, gateway }) => {
  test.setTimeout(240_000);
  await begin(page, gateway);
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await page.getByText("Paste vCards or a table instead").click();
  await page.getByLabel("Text of the vCards or of the table").fill("Name\tE-mail\nMia\tmia@example.com");
  await page.getByRole("button", { name: "Read", exact: true }).click();
  await page.getByRole("button", { name: "Leave this table out" }).click();
  await found(page, 0);
  await page.getByRole("button", { name: "Start over" }).click();

  const rows = Array.from({ length: 1500 }, (_, i) => `Given${i} Family${i},p${i}@example.com,+49 30 ${1000000 + i},red`).join("\n");
  await choose(page, file("many.zip", zip([{ name: "many.csv", content: `Name,E-mail,Colour,Phone\n${rows.replaceAll(/(\+49[^,]*),red/g, "red,$1")}` }])));
  await page.getByLabel("Colour").selectOption("Keep as a note");
  await page.getByRole("button", { name: "Read 1500 rows" }).click();
  await interrupted(page);
  await page.getByRole("link", { name: /Given0 Family0/ }).click();
  await expect(page.getByText("Colour: red").first()).toBeVisible();
});

test("50,000 rows are as quick as 50,000 cards", async ({ page, gateway }) => {
  test.setTimeout(240_000);
  await begin(page, gateway);
  const rows = Array.from({ length: 50_000 }, (_, i) => `Family${i};Given${i};p${i}@example.com;+49 30 ${1000000 + i};"A note of some length, so that rows are as long as they are in life."`);
  await choose(page, file("many.csv", ["Nachname;Vorname;E-Mail;Telefon;Notiz", ...rows].join("\r\n")));
  await page.getByRole("button", { name: "Read 50000 rows" }).click();
  const begun = Date.now();
  await found(page, 50_000);
  console.log(`50,000 rows: ${Date.now() - begun} ms`);
  await expect(page.getByRole("cell", { name: "p49@example.com" })).toBeVisible();
});

test("axe on the columns", async ({ page, gateway }) => {
  await begin(page, gateway);
  await page.goto(`${gateway.url}/import`);
  await page.getByLabel("Files with people").setInputFiles([file("google.csv", GOOGLE), file("broken.zip", "none")]);
  await expect(page.getByText("Left out: Photo")).toBeVisible();
  await accessibleAnyhow(page, "columns of an import");
});
