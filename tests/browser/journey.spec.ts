// The whole way: a website's form becomes a person with a business card, and leaves as a vCard.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { Gateway, begin, expect, host, test } from "./gateway";

const STRICT = (origin: string) =>
  `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`;

async function downloadVcard(page: Page, version: "3.0" | "4.0"): Promise<string> {
  const waiting = page.waitForEvent("download");
  if (version === "4.0") await page.getByRole("button", { name: "Download vCard" }).click();
  else {
    await page.getByRole("button", { name: "vCard options" }).click();
    await page.getByLabel("Format").selectOption("3.0");
    await page.getByRole("button", { name: "Download", exact: true }).click();
  }
  return readFileSync(await (await waiting).path(), "utf8");
}

test("form, draft, person, vCard, import", async ({ page, gateway, browser }) => {
  await begin(page, gateway);
  const site = await host(`<script async src="${gateway.url}/f/contact/form.js"></script>`, STRICT(gateway.url));
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(site.url);
  await visitor.getByLabel("Given name").fill("Zoë");
  await visitor.getByLabel("Family name").fill("Müller-山田");
  await visitor.getByLabel("E-mail").fill("zoe");
  await visitor.getByRole("button", { name: "Send" }).click();
  await expect(visitor.getByText("Enter an e-mail address like name@example.com.")).toBeVisible();
  await visitor.getByLabel("E-mail").fill("zoe@example.com");
  await visitor.getByLabel("Phone").fill("+49 30 901820");
  await visitor.getByLabel("Company").fill("ACME; Söhne, Inc.");
  await visitor.getByLabel("Message").fill("Hello,\nplease call.");
  await visitor.getByRole("checkbox").check();
  await visitor.getByRole("button", { name: "Send" }).click();
  await expect(visitor.getByRole("status")).toHaveText("Thank you. Your message has arrived.");
  site.close();

  await page.getByRole("link", { name: /^Drafts/ }).click();
  await page.getByRole("link", { name: /Zoë Müller-山田/ }).click();
  await page.getByRole("button", { name: "Accept" }).click();
  await expect(page.getByRole("heading", { name: "Zoë Müller-山田", level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "zoe@example.com" })).toBeVisible();
  await expect(page.getByText("ACME; Söhne, Inc.").first()).toBeVisible();
  await expect(page.getByText("please call.")).toBeVisible();

  const v4 = await downloadVcard(page, "4.0");
  const { default: ical } = await import("ical.js");
  const read = new ical.Component(ical.parse(v4));
  expect(read.getFirstPropertyValue("fn")).toBe("Zoë Müller-山田");
  expect(read.getFirstPropertyValue("email")).toBe("zoe@example.com");
  expect(read.getFirstPropertyValue("tel")).toBe("+49 30 901820");

  const v3 = await downloadVcard(page, "3.0");
  const script = join(__dirname, "read_vcard.py");
  const other = JSON.parse(execFileSync(process.env.CALLING_CARD_PYTHON ?? "python3", [script], { input: v3, encoding: "utf8" }));
  expect(other).toEqual({ name: "Zoë Müller-山田", family: "Müller-山田", email: "zoe@example.com", phone: "+49 30 901820" });

  for (const text of [v4, v3]) {
    const empty = await new Gateway().start();
    const second = await (await browser.newContext()).newPage();
    await begin(second, empty);
    await second.getByRole("link", { name: "Import", exact: true }).click();
    await second.getByLabel("Files with people").setInputFiles({ name: "zoe.vcf", mimeType: "text/vcard", buffer: Buffer.from(text) });
    await expect(second.getByRole("cell", { name: "zoe@example.com" })).toBeVisible();
    await second.getByRole("button", { name: "Import 1 person" }).click();
    await second.getByRole("link", { name: "To the people" }).click();
    await second.getByRole("link", { name: /Zoë Müller-山田/ }).click();
    await expect(second.getByRole("link", { name: "zoe@example.com" })).toBeVisible();
    await expect(second.getByRole("link", { name: "+49 30 901820" })).toBeVisible();
    await expect(second.getByText("ACME; Söhne, Inc.").first()).toBeVisible();
    await expect(second.getByText("please call.")).toBeVisible();
    await second.context().close();
    await empty.remove();
  }
});

test("the same way by keyboard alone", async ({ page, gateway, browser }) => {
  const press = async (target: Page, ...keys: string[]) => {
    for (const key of keys) await target.keyboard.press(key);
  };
  const reach = async (target: Page, name: string | RegExp, key = "Tab") => {
    for (let step = 0; step < 80; step++) {
      const found = await target.evaluate(() => {
        let here: Element | null = document.activeElement;
        while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
        const labels = here instanceof HTMLInputElement || here instanceof HTMLTextAreaElement ? [...(here.labels ?? [])].map((label) => label.textContent) : [];
        return [here?.getAttribute("aria-label"), here?.textContent, ...labels].filter(Boolean).join(" ").trim();
      });
      if (typeof name === "string" ? found === name : name.test(found)) return;
      await target.keyboard.press(key);
    }
    throw new Error(`not reached by Tab: ${name}`);
  };
  await page.goto(gateway.welcome);
  await reach(page, "Your name");
  await page.keyboard.type("Ann Admin");
  await press(page, "Tab");
  await page.keyboard.type("ann@example.com");
  await press(page, "Tab");
  await page.keyboard.type("correct horse battery");
  await press(page, "Enter");
  await expect(page.getByRole("heading", { name: "People", level: 1 })).toBeVisible();

  const site = await host(`<script async src="${gateway.url}/f/contact/form.js"></script>`);
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(site.url);
  await expect(visitor.getByRole("button", { name: "Send" })).toBeVisible();
  for (const [label, text] of [["Given name", "Kim"], ["Family name", "Keys"], ["E-mail", "kim@example.com"], ["Phone", "+49 30 901820"], ["Company", "Keyboard Ltd"]]) {
    await reach(visitor, label);
    await visitor.keyboard.type(text);
  }
  await reach(visitor, /^I agree/);
  await press(visitor, "Space");
  await reach(visitor, "Send");
  await press(visitor, "Enter");
  await expect(visitor.getByRole("status")).toHaveText("Thank you. Your message has arrived.");
  site.close();

  await reach(page, /^Drafts/);
  await press(page, "Enter");
  await expect(page.getByRole("heading", { name: "Drafts", level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: /Kim Keys/ })).toBeVisible();
  await reach(page, /^(?!.*Select).*Kim Keys/s);
  await press(page, "Enter");
  await expect(page.getByRole("heading", { name: "Kim Keys", level: 1 })).toBeVisible();
  await reach(page, "Accept");
  await press(page, "Enter");
  await expect(page.getByRole("button", { name: "Download vCard" })).toBeVisible();
  await reach(page, "Download vCard");
  const waiting = page.waitForEvent("download");
  await press(page, "Enter");
  const text = readFileSync(await (await waiting).path(), "utf8");
  expect(text).toContain("FN:Kim Keys");
});
