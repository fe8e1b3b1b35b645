// What makes filling in pleasant: vCards that fill the form, phone numbers that set themselves, receipts, and one's own language.
import { type Page } from "@playwright/test";
import { accessible } from "./accessible";
import { type Gateway, drafts, expect, host, test } from "./gateway";

const script = (gateway: Gateway) => `<script async src="${gateway.url}/f/contact/form.js"></script>`;
const policy = (url: string) => `default-src 'none'; script-src ${url} 'wasm-unsafe-eval'; connect-src ${url}; style-src 'self'`;
const card = [
  "BEGIN:VCARD",
  "VERSION:3.0",
  "N:Zoë;Łucja;;;",
  "FN:Łucja Zoë",
  "ORG:Bäckerei Süß",
  "EMAIL;TYPE=INTERNET,WORK:lucja@example.com",
  "TEL;TYPE=WORK:+49 30 901820",
  "END:VCARD",
].join("\r\n");

const fields = async (page: Page) =>
  Object.fromEntries(await Promise.all(["Given name", "Family name", "E-mail", "Phone", "Company"].map(async (name) => [name, await page.getByLabel(name).inputValue()])));

const filled = { "Given name": "Łucja", "Family name": "Zoë", "E-mail": "lucja@example.com", Phone: "+49 30 901820", Company: "Bäckerei Süß" };

/** Gives the form something, as the browser does when it is pasted or dropped. */
const give = (page: Page, kind: "paste" | "drop", text: string, file?: string) =>
  page.getByLabel("Given name").evaluate(
    (field, [kind, text, file]) => {
      const given = new DataTransfer();
      if (file) given.items.add(new File([text], file, { type: file.endsWith(".vcf") ? "text/vcard" : "text/plain" }));
      else given.setData("text/plain", text);
      const options = { bubbles: true, cancelable: true, composed: true };
      const event =
        kind === "paste" ? new ClipboardEvent("paste", { ...options, clipboardData: given }) : new DragEvent("drop", { ...options, dataTransfer: given });
      return field.dispatchEvent(event);
    },
    [kind, text, file] as const,
  );

test("a vCard that is pasted fills the form in under a strict policy; what is typed already stays", async ({ page, gateway }) => {
  const site = await host(script(gateway), policy(gateway.url));
  await page.goto(site.url);
  await page.getByLabel("Company").fill("Mine");
  expect(await give(page, "paste", `Here it is:\n${card}`)).toBe(false);
  await expect(page.getByRole("status")).toHaveText("Filled in from the business card. Please check it.");
  expect(await fields(page)).toEqual({ ...filled, Company: "Mine" });
  // It is kept as what is typed is.
  await page.reload();
  await expect(page.getByLabel("Given name")).toHaveValue("Łucja");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("status")).toHaveText("Thank you. Your message has arrived.");
  expect((await drafts(gateway))[0]).toMatchObject({ name: "Łucja Zoë", email: "lucja@example.com", business: "Mine" });
  site.close();
});

test("a .vcf file that is dropped fills the form in; another file is left to the page", async ({ page, gateway }) => {
  const site = await host(script(gateway));
  await page.goto(site.url);
  await expect(page.getByLabel("Given name")).toBeVisible();
  expect(await give(page, "drop", "BEGIN:VCARD", "notes.txt")).toBe(true);
  expect(await give(page, "drop", card, "lucja.vcf")).toBe(false);
  await expect(page.getByRole("status")).toHaveText("Filled in from the business card. Please check it.");
  expect(await fields(page)).toEqual(filled);
  site.close();
});

test("a card without anything for the form says so, and text that is no card is pasted as ever", async ({ page, gateway }) => {
  const site = await host(script(gateway));
  await page.goto(site.url);
  await expect(page.getByLabel("Given name")).toBeVisible();
  expect(await give(page, "paste", "just a text")).toBe(true);
  await give(page, "paste", "BEGIN:VCARD\nVERSION:4.0\nNOTE:x\nEND:VCARD");
  await expect(page.getByRole("status")).toHaveText("Nothing for this form could be read from the business card.");
  site.close();
});

test("a phone number sets itself while it is typed, and stays as it is where it is corrected", async ({ browser, gateway }) => {
  const site = await host(script(gateway), policy(gateway.url));
  const context = await browser.newContext({ locale: "de-DE" });
  const page = await context.newPage();
  await page.goto(site.url);
  const phone = page.getByLabel("Phone");
  const helped = page.waitForResponse(/\/help\/phone-/);
  await phone.focus();
  await helped;
  await phone.pressSequentially("030901820");
  await expect(phone).toHaveValue("030 901820");
  await phone.fill("");
  await phone.pressSequentially("+33123456789");
  await expect(phone).toHaveValue("+33 1 23 45 67 89");
  // In the middle nothing jumps.
  await phone.evaluate((field: HTMLInputElement) => field.setSelectionRange(5, 5));
  await phone.press("Delete");
  await phone.pressSequentially("9");
  expect(await phone.evaluate((field: HTMLInputElement) => field.selectionStart)).toBe(6);
  await phone.fill("");
  await phone.pressSequentially("ask for Ida");
  await expect(phone).toHaveValue("ask for Ida");
  await context.close();
  site.close();
});

test("a receipt has a number that staff see too, and a link by which the consent is withdrawn", async ({ page, gateway, context }) => {
  const site = await host(script(gateway));
  await page.goto(site.url);
  await page.getByLabel("Family name").fill("Receipt");
  await page.getByLabel("E-mail").fill("receipt@example.com");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Send" }).click();
  const receipt = page.locator("calling-card-form .cc-receipt");
  await expect(receipt).toContainText(/Your reference number: [0-9A-Z]{4}-[0-9A-Z]{4}/);
  const number = await receipt.locator("strong").innerText();
  await accessible(page, "the receipt");
  const opening = context.waitForEvent("page");
  await receipt.getByRole("link", { name: "Withdraw your consent" }).click();
  const withdrawal = await opening;
  await withdrawal.getByRole("button", { name: "Withdraw" }).click();
  await expect(withdrawal.getByRole("heading")).toHaveText("Your consent is withdrawn");
  const [draft] = await drafts(gateway);
  const opened = await (await fetch(`${gateway.url}/crm/home/drafts/${draft.id}`, { headers: { cookie: gateway.cookie } })).json();
  expect(opened.consent.content.withdrawn_at).toBeTruthy();
  const staff = await context.newPage();
  await staff.context().addCookies([{ name: gateway.cookie.split("=")[0], value: gateway.cookie.split("=")[1], url: gateway.url }]);
  await staff.goto(`${gateway.url}/drafts/${draft.id}`);
  await expect(staff.getByText(number)).toBeVisible();
  site.close();
});

test("a form speaks what its owner writes, from right to left where the language is, with errors in ten languages", async ({ browser, gateway }) => {
  await drafts(gateway);
  const address = `${gateway.url}/crm/home/inbound-sources/contact`;
  const record = await (await fetch(address, { headers: { cookie: gateway.cookie } })).json();
  const { form } = record.content;
  for (const [tag, word] of [["fr", "Envoyer"], ["he", "שליחה"]]) {
    form.submit[tag] = word;
    form.consent.text[tag] = word + "!";
    for (const field of form.fields) field.label[tag] = `${field.name} ${tag}`;
  }
  const headers = { cookie: gateway.cookie, "content-type": "application/json", "if-match": `"${record.version}"` };
  const answer = await fetch(address, { method: "PUT", headers, body: JSON.stringify(record.content) });
  expect(answer.status, await answer.text()).toBe(200);
  const open = async (language: string) => {
    const site = await host(`<div lang="${language}"><calling-card-form form-id="contact"></calling-card-form></div>${script(gateway)}`);
    const page = await (await browser.newContext()).newPage();
    await page.goto(site.url);
    return { page, site };
  };
  const pages = await Promise.all(["fr-CH", "he", "sv"].map(open));
  const [french, hebrew, swedish] = pages.map(({ page }) => page);
  await french.getByRole("button", { name: "Envoyer" }).click();
  await expect(french.getByText("Veuillez remplir ce champ.").first()).toBeVisible();
  await expect(hebrew.getByRole("button", { name: "שליחה" })).toBeVisible();
  expect(await hebrew.locator("calling-card-form form").evaluate((form) => getComputedStyle(form).direction)).toBe("rtl");
  await accessible(hebrew, "the form in Hebrew");
  await expect(swedish.getByRole("button", { name: "Send" })).toBeVisible();
  for (const { page, site } of pages) {
    await page.context().close();
    site.close();
  }
});
