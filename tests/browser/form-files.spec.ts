// Files in a form on another website: chosen, dropped, taken away, kept over a reload, sent, and downloaded by staff.
import { type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { accessible } from "./accessible";
import { Gateway, drafts, expect, host, test } from "./gateway";

const label = (en: string) => ({ en, de: `${en} (de)` });

/** Lets the contact form ask for files. */
async function define(gateway: Gateway): Promise<void> {
  await drafts(gateway);
  const address = `${gateway.url}/crm/home/inbound-sources/contact`;
  const record = await (await fetch(address, { headers: { cookie: gateway.cookie } })).json();
  const fields = [
    { name: "email", label: label("E-mail"), kind: "email", required: true, target: "email" },
    { name: "papers", label: label("Papers"), kind: "file", required: true, many: true },
    { name: "photo", label: label("Photo"), kind: "file", kinds: ["image"] },
  ];
  const form = { title: label("Apply"), fields, submit: label("Send"), thanks: label("Thank you.") };
  const headers = { cookie: gateway.cookie, "content-type": "application/json", "if-match": `"${record.version}"` };
  const answer = await fetch(address, { method: "PUT", headers, body: JSON.stringify({ ...record.content, form }) });
  expect(answer.status, await answer.text()).toBe(200);
}

const file = (name: string, content: string, mimeType = "application/octet-stream") => ({ name, mimeType, buffer: Buffer.from(content, "latin1") });
const cv = file("cv.pdf", "%PDF-1.7\nRadium", "application/pdf");
const letter = file("letter.txt", "Bonjour", "text/plain");

const names = (page: Page) => page.locator("calling-card-form .cc-files bdi").allInnerTexts();
const error = (page: Page, field: string) => page.locator("calling-card-form .cc-field").filter({ hasText: field }).locator(".cc-error");

test("files are chosen, taken away, kept over a reload and sent; staff see and download them", async ({ page, gateway, context }) => {
  await define(gateway);
  const policy = `default-src 'none'; script-src ${gateway.url} 'wasm-unsafe-eval'; connect-src ${gateway.url}; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`;
  const site = await host(`<script async src="${gateway.url}/f/contact/form.js"></script>`, policy);
  await page.goto(site.url);
  const papers = page.getByLabel("Papers");
  await page.getByLabel("E-mail").fill("marie@example.com");
  await papers.setInputFiles([cv, letter]);
  await expect.poll(() => names(page)).toEqual(["cv.pdf", "letter.txt"]);
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await accessible(page, "the form with files");
  // By keyboard; the focus goes to what is left.
  await page.getByRole("button", { name: "Remove: letter.txt" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => names(page)).toEqual(["cv.pdf"]);
  await expect(page.getByRole("status").filter({ hasText: "Removed: letter.txt" })).toBeAttached();
  await expect(page.getByRole("button", { name: "Remove: cv.pdf" })).toBeFocused();
  await page.reload();
  await expect.poll(() => names(page)).toEqual(["cv.pdf"]);
  await expect(page.getByLabel("E-mail")).toHaveValue("marie@example.com");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Thank you." })).toBeVisible();
  site.close();

  const [draft] = await drafts(gateway);
  const [name, value] = gateway.cookie.split("=");
  const staff = await context.newPage();
  await context.addCookies([{ name, value, url: gateway.url }]);
  await staff.goto(`${gateway.url}/drafts/${draft.id}`);
  await expect(staff.locator("dt", { hasText: "Papers" }).locator("+ dd")).toHaveText("cv.pdf");
  const download = async () => {
    const begun = staff.waitForEvent("download");
    await staff.getByRole("link", { name: "Download cv.pdf" }).click();
    const file = await begun;
    expect(file.suggestedFilename()).toBe("cv.pdf");
    expect(readFileSync(await file.path(), "latin1")).toBe("%PDF-1.7\nRadium");
  };
  await download();
  await accessible(staff, "a draft with a file");
  await staff.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(staff).toHaveURL(/\/people\//);
  await download();
});

test("a wrong file says why at its field, a dropped one is taken, and nothing is sent while one is on its way", async ({ page, gateway }) => {
  await define(gateway);
  const site = await host(`<script async src="${gateway.url}/f/contact/form.js"></script>`);
  await page.goto(site.url);
  const photo = page.getByLabel("Photo");
  // The name tells.
  await photo.setInputFiles(letter);
  await expect(error(page, "Photo")).toContainText("letter.txt: Files of this kind are not taken here");
  // The content tells.
  await photo.setInputFiles(file("me.png", "<!doctype html><script>alert(1)</script>", "image/png"));
  await expect(error(page, "Photo")).toContainText("me.png: Files of this kind are not taken here");
  await expect(photo).toHaveAttribute("aria-invalid", "true");
  await photo.blur();
  await expect(error(page, "Photo")).toContainText("me.png");
  await accessible(page, "a file that is refused");
  await page.getByLabel("E-mail").fill("marie@example.com");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(error(page, "Papers")).not.toBeEmpty();
  await expect(page.getByLabel("Papers")).toBeFocused();

  // On its way, until we let it through.
  let through = () => {};
  const wait = new Promise<void>((done) => (through = done));
  await page.route("**/files/papers*", async (route) => {
    if (route.request().method() === "POST") await wait;
    await route.continue();
  });
  // A card that is dropped here is a file that is wrong, and fills nothing in; what is right is taken.
  const drop = (name: string, text: string) =>
    page.getByLabel("Papers").evaluate((input, [name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      input.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true, composed: true }));
    }, [name, text] as const);
  await drop("marie.vcf", "BEGIN:VCARD\nVERSION:4.0\nFN:Marie\nEND:VCARD");
  await expect(error(page, "Papers")).toContainText("marie.vcf: Files of this kind");
  await drop("cv.pdf", "%PDF-1.7");
  await expect(page.getByRole("progressbar", { name: "Uploading: cv.pdf" })).toBeVisible();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(error(page, "Papers")).toHaveText("A file is still being uploaded. Please wait a moment, or remove it.");
  expect(await drafts(gateway)).toEqual([]);
  through();
  await expect(page.getByRole("status").filter({ hasText: "Uploaded: cv.pdf" })).toBeAttached();
  await expect(error(page, "Papers")).toBeEmpty();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Thank you." })).toBeVisible();
  expect((await drafts(gateway)).length).toBe(1);
  site.close();
});

test("without script the form's page sends its files itself", async ({ browser, gateway }) => {
  await define(gateway);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${gateway.url}/f/contact`);
  await page.getByLabel("E-mail").fill("marie@example.com");
  await page.getByLabel("Papers").setInputFiles([cv, letter]);
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("heading", { name: "Thank you." })).toBeVisible();
  const [draft] = await drafts(gateway);
  const opened = await (await fetch(`${gateway.url}/crm/home/drafts/${draft.id}`, { headers: { cookie: gateway.cookie } })).json();
  expect(opened.files.map(({ name }: { name: string }) => name)).toEqual(["cv.pdf", "letter.txt"]);
  await context.close();
});
