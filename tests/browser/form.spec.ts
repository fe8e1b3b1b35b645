// The form where things are missing: no script, no wasm, no gateway, no form.
import { drafts, expect, host, test } from "./gateway";

test("without JavaScript the form sends, and says what is wrong", async ({ browser, gateway }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`${gateway.url}/f/contact`);
  await page.getByLabel("Family name").fill("Plain");
  await page.getByLabel("E-mail").fill("plain@");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Enter an e-mail address like name@example.com.")).toBeVisible();
  await expect(page.getByLabel("Family name")).toHaveValue("Plain");
  await page.getByLabel("E-mail").fill("plain@example.com");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("status")).toHaveText("Thank you. Your message has arrived.");
});

test("without WebAssembly the gateway checks, and errors stand at their fields", async ({ browser, gateway }) => {
  const policy = `default-src 'none'; script-src ${gateway.url}; connect-src ${gateway.url}`;
  const site = await host(`<script async src="${gateway.url}/f/contact/form.js"></script>`, policy);
  const page = await (await browser.newContext()).newPage();
  await page.goto(site.url);
  await page.getByLabel("E-mail").fill("nobody");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByLabel("Family name")).toBeFocused();
  await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  site.close();
});

test("a gateway that stops loses nothing, and a repeat is sent once", async ({ page, gateway }) => {
  const site = await host(`<script async src="${gateway.url}/f/contact/form.js"></script>`);
  await page.goto(site.url);
  await page.getByLabel("Family name").fill("Again");
  await page.getByLabel("E-mail").fill("again@example.com");
  await page.getByRole("checkbox").check();
  await gateway.stop();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("status")).toContainText("could not be sent");
  await expect(page.getByLabel("Family name")).toHaveValue("Again");
  await gateway.start();
  // It is sent by itself, or by whoever is faster.
  await expect(page.getByRole("status")).toHaveText("Thank you. Your message has arrived.", { timeout: 30_000 });
  expect(await drafts(gateway)).toHaveLength(1);
  site.close();
});

test("several forms stand on one page", async ({ page, gateway }) => {
  const script = `<script async src="${gateway.url}/f/contact/form.js"></script>`;
  const site = await host(script + script);
  await page.goto(site.url);
  await expect(page.getByRole("button", { name: "Send" })).toHaveCount(2);
  await page.getByLabel("Family name").nth(1).fill("Second");
  await expect(page.getByLabel("Family name").nth(0)).toHaveValue("");
  site.close();
});

test("an unknown form says so", async ({ page, gateway }) => {
  await page.goto(`${gateway.url}/f/nowhere`);
  await expect(page.getByRole("status")).toContainText("There is no form at this address");
});
