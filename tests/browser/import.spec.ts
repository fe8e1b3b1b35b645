// Importing: what people really drop there.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { begin, expect, test } from "./gateway";

const card = (...lines: string[]) => ["BEGIN:VCARD", ...lines, "END:VCARD", ""].join("\r\n");
const ann = card("VERSION:4.0", "FN:Ann Bell", "EMAIL:ann@example.com", "UID:urn:uuid:0193a5a0-0000-4000-8000-000000000001");
const file = (name: string, text: string | Buffer) => ({ name, mimeType: "text/vcard", buffer: Buffer.from(text) });

/** Many people, each by themselves. */
const many = (count: number) =>
  Array.from({ length: count }, (_, i) => card("VERSION:3.0", `N:Family${i};Given${i};;;`, `FN:Given${i} Family${i}`, `EMAIL:p${i}@example.com`, `TEL:+49 30 ${1000000 + i}`, "NOTE:A note of some length\\, so that cards are as long as they are in life.")).join("");

async function choose(page: Page, ...files: ReturnType<typeof file>[]): Promise<void> {
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await page.getByLabel("vCard files").setInputFiles(files);
}

const found = (page: Page, count: number) => expect(page.getByRole("heading", { name: `Found: ${count}` })).toBeVisible({ timeout: 60_000 });
const outcome = (page: Page, words: RegExp) => expect(page.getByRole("status").filter({ hasText: words })).toBeVisible({ timeout: 120_000 });

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
  await expect(page.getByRole("cell", { name: "p99@example.com" })).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("cell", { name: "p100@example.com" })).toBeVisible();
  await page.getByRole("button", { name: "Start over" }).click();
  await expect(page.getByRole("heading", { name: "Found: 50000" })).toHaveCount(0);
});

test("paused, loaded anew in the middle, cancelled", async ({ page, gateway }) => {
  test.setTimeout(240_000);
  await begin(page, gateway);
  await choose(page, file("many.vcf", many(1500)));
  await found(page, 1500);
  await expect(page.getByRole("button", { name: "New 1500" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: /1500 people/ }).click();
  await outcome(page, /[1-9]\d* people are stored/);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Go on" })).toBeVisible();
  await page.reload();
  await outcome(page, /1500 of 1500 cards are done/);
  await page.getByRole("link", { name: "To the people" }).click();
  await expect(page.getByText("1500 people").or(page.getByText("1,500 people")).first()).toBeVisible();

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
