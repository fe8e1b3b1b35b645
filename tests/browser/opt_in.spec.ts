// Double opt-in with a real mail server: the mail arrives, its link shows a button, the button confirms, and staff see the proof.
import { readFileSync } from "node:fs";
import { accessible } from "./accessible";
import { type Page } from "@playwright/test";
import { Gateway, begin, expect, test } from "./gateway";
import { mailServer } from "./mail_server";

/** The link in a mail, its quoted-printable lines joined. */
function link(text: string): string {
  const plain = text.replace(/=\r?\n/g, "").replace(/=3D/g, "=");
  return /https?:\/\/\S+\/doi\/[0-9a-f]{64}/.exec(plain)?.[0] ?? "";
}

async function askForConfirmation(page: Page, gateway: Gateway): Promise<void> {
  await page.goto(`${gateway.url}/forms/contact`);
  await page.getByLabel("Ask for a confirmation").check();
  await page.getByLabel("Keep the network address").check();
  await accessible(page, "form with double opt-in");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
}

async function fillIn(page: Page, gateway: Gateway, email: string): Promise<void> {
  await page.goto(`${gateway.url}/f/contact?lang=en`);
  await page.getByLabel("Family name").fill("Curie");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("status")).toHaveText("Thank you. Your message has arrived.");
}

test("a mail arrives, a GET confirms nothing, a POST does, and the draft has its proof", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const mail = await mailServer();
  const gateway = new Gateway();
  gateway.environment = { SMTP_URL: mail.url, MAIL_FROM: "Cards <post@cards.example>", RUST_LOG: "info" };
  await gateway.start();
  await begin(page, gateway);
  await askForConfirmation(page, gateway);

  const visitor = await (await browser.newContext({ javaScriptEnabled: false, locale: "en-US" })).newPage();
  await fillIn(visitor, gateway, "marie@example.com");
  await expect.poll(() => mail.received.length, { timeout: 15_000 }).toBe(1);
  expect(mail.received[0].to).toEqual(["marie@example.com"]);
  expect(mail.received[0].text).toContain("Subject: Please confirm your e-mail address");
  const address = link(mail.received[0].text);
  expect(address).toContain(gateway.url);

  await page.goto(`${gateway.url}/drafts`);
  await expect(page.getByRole("heading", { name: "Waiting for confirmation" })).toBeVisible();
  await accessible(page, "drafts that wait");
  await page.getByRole("link", { name: /Curie/ }).click();
  await expect(page.getByRole("button", { name: "Accept", exact: true })).toBeDisabled();
  await accessible(page, "a draft that waits");

  // What a mail scanner does.
  for (const _ of [1, 2]) expect((await page.request.get(address)).status()).toBe(200);
  await page.goto(`${gateway.url}/drafts`);
  await expect(page.getByRole("heading", { name: "Waiting for confirmation" })).toBeVisible();

  await visitor.goto(address);
  await expect(visitor.getByRole("heading", { name: "Confirm your e-mail address" })).toBeVisible();
  await visitor.getByRole("button", { name: "Confirm" }).click();
  await expect(visitor.getByRole("heading", { name: "Thank you, your address is confirmed" })).toBeVisible();
  await visitor.goto(address);
  await expect(visitor.getByRole("heading", { name: "Your address is confirmed already" })).toBeVisible();

  await page.goto(`${gateway.url}/drafts`);
  await page.getByRole("link", { name: /Curie/ }).click();
  await expect(page.getByRole("heading", { name: "Proof of consent" })).toBeVisible();
  await expect(page.getByText("127.0.0.1")).toBeVisible();
  await expect(page.getByText("not yet")).toHaveCount(0);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download proof (JSON)" }).click();
  const proof = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  expect(proof.content.opt_in.mail_hash).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(proof)).not.toContain(address.slice(-64));

  // A second submission the same day: the same answer, and no mail.
  await fillIn(visitor, gateway, "marie@example.com");
  await page.goto(`${gateway.url}/settings/mail`);
  await expect(page.getByText("Not sent", { exact: true })).toBeVisible();
  await expect(page.getByText("Sent", { exact: true })).toBeVisible();
  await accessible(page, "mail");
  expect(mail.received.length).toBe(1);
  expect(gateway.printed).not.toContain(address.slice(-64));
  expect(gateway.printed).not.toContain("marie@example.com");
  expect(gateway.printed).toContain("/doi/{token}");

  await visitor.goto(address);
  await visitor.getByRole("link", { name: "Withdraw your consent" }).click();
  await visitor.getByRole("button", { name: "Withdraw" }).click();
  await expect(visitor.getByRole("heading", { name: "Your consent is withdrawn" })).toBeVisible();
  await mail.close();
  await gateway.remove();
});

test("without a mail server the link is readable in Settings, and a person is erased by typing the name", async ({ page, gateway }) => {
  test.setTimeout(120_000);
  await begin(page, gateway);
  await askForConfirmation(page, gateway);
  await fillIn(page, gateway, "marie@example.com");
  await page.goto(`${gateway.url}/settings`);
  await page.getByRole("link", { name: "Mail", exact: true }).click();
  await expect(page.getByText("No mail server is set up")).toBeVisible();
  await page.getByText("Text", { exact: true }).click();
  const address = link(await page.locator("pre").innerText());
  await page.goto(address);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await accessible(page, `confirm, ${colorScheme}`);
  }
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "Thank you, your address is confirmed" })).toBeVisible();
  await accessible(page, "confirmed");
  await page.getByRole("link", { name: "Withdraw your consent" }).click();
  await accessible(page, "withdraw");
  await page.goto(`${gateway.url}/doi/unknown`);
  await accessible(page, "unknown link");

  await page.goto(`${gateway.url}/drafts`);
  await page.getByRole("link", { name: /Curie/ }).click();
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Curie", level: 1 })).toBeVisible();
  await page.getByText("Data protection").click();
  await expect(page.getByRole("heading", { name: "Proof of consent" })).toBeVisible();
  await accessible(page, "a person's data protection");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export all data (JSON)" }).click();
  const exported = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  expect([exported.drafts.length, exported.consents.length, exported.person.content.name.family]).toEqual([1, 1, "Curie"]);

  await page.getByRole("button", { name: "Erase for good" }).click();
  const erase = page.getByRole("dialog").getByRole("button", { name: "Erase", exact: true });
  await expect(erase).toBeDisabled();
  await accessible(page, "erase");
  await page.getByRole("dialog").getByLabel("Name").fill("Curie");
  await erase.click();
  await expect(page.getByText("No people yet")).toBeVisible();
});
