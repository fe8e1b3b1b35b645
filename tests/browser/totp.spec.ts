// Codes beside the password: turned on, asked for, replaced by one for when the phone is lost, and turned off. The phone is made of
// Node's own HMAC (RFC 6238).
import { createHmac } from "node:crypto";
import { type Page } from "@playwright/test";
import { accessible, accessibleAnyhow } from "./accessible";
import { begin, expect, test } from "./gateway";

const PASSWORD = "correct horse battery";

/** The code of a secret in base32, so many steps from now. */
function code(secret: string, steps = 0): string {
  const bits = [...secret].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac("sha1", key).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

function section(page: Page) {
  return page.locator("section").filter({ has: page.getByRole("heading", { name: "Codes beside the password" }) });
}

async function signIn(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.reload();
  await page.getByLabel("E-mail").fill("ann@example.com");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
}

test("codes are turned on, asked for, and turned off", async ({ page, gateway }) => {
  await begin(page, gateway);
  await page.goto(`${gateway.url}/settings`);
  const codes = section(page);
  await codes.getByLabel("Your password").fill("not the password");
  await codes.getByRole("button", { name: "Turn codes on" }).click();
  await expect(codes.getByText("This is not your password.")).toBeVisible();
  await codes.getByLabel("Your password").fill(PASSWORD);
  await codes.getByRole("button", { name: "Turn codes on" }).click();
  await expect(codes.getByRole("img", { name: "QR code for the app" })).toBeVisible();
  const secret = await codes.locator("code").first().innerText();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  await expect(codes.getByRole("link", { name: "Open the app on this device" })).toHaveAttribute("href", new RegExp(`^otpauth://totp/.*secret=${secret}`));
  await accessibleAnyhow(page, "settings, turning codes on");
  const first = codes.getByLabel("The code that the app shows");
  await first.fill("000000");
  await codes.getByRole("button", { name: "Turn codes on" }).click();
  await expect(codes.getByText("This is not the code of now.")).toBeVisible();
  await first.fill(code(secret, -1));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Codes are on.")).toBeVisible();
  await expect(codes.getByRole("listitem")).toHaveCount(10);
  await expect(codes.getByRole("heading", { name: "Recovery codes" })).toBeFocused();
  const recovery = await codes.getByRole("listitem").first().innerText();
  await accessibleAnyhow(page, "settings, with recovery codes");
  await page.reload();
  await expect(codes.getByText("Recovery codes left: 10")).toBeVisible();
  await expect(codes.getByRole("listitem")).toHaveCount(0);

  // The password alone does not sign in any more.
  await signIn(page);
  const asked = page.getByLabel("Code", { exact: true });
  await expect(asked).toBeFocused();
  await accessible(page, "signing in, asked for a code");
  await asked.fill("000000");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This code is not right")).toBeVisible();
  await asked.fill(code(secret));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();

  // The phone is lost.
  await signIn(page);
  await asked.fill(recovery.toUpperCase());
  await page.keyboard.press("Enter");
  await expect(codes.getByText("Recovery codes left: 9")).toBeVisible();
  await codes.getByRole("button", { name: "New recovery codes" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Your password").fill(PASSWORD);
  await accessible(page, "asking for the password before new recovery codes");
  await dialog.getByRole("button", { name: "Make new codes" }).click();
  await expect(codes.getByRole("listitem")).toHaveCount(10);

  await codes.getByRole("button", { name: "Turn off" }).click();
  await dialog.getByLabel("Your password").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByText("No code is asked for any more.")).toBeVisible();
  await expect(codes.getByRole("heading", { name: "Codes beside the password" })).toBeFocused();
  await signIn(page);
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
});
