// Passkeys: made, named and removed in Settings; signing in by one; and all that is said where it does not work. The authenticator is
// Chromium's own virtual one.
import { type CDPSession, type Page } from "@playwright/test";
import { accessible, accessibleAnyhow } from "./accessible";
import { begin, expect, test } from "./gateway";

/** An authenticator beside a page. */
interface Authenticator {
  client: CDPSession;
  id: string;
}

async function withAuthenticator(page: Page): Promise<Authenticator> {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } as const;
  const { authenticatorId } = await client.send("WebAuthn.addVirtualAuthenticator", { options });
  return { client, id: authenticatorId };
}

/** Types the own password, where a passkey is made. */
async function ownPassword(page: Page): Promise<void> {
  const form = page.locator("form").filter({ has: page.getByLabel("Name of the new passkey") });
  await form.getByLabel("Your password").fill("correct horse battery");
}

async function add(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name of the new passkey").fill(name);
  await ownPassword(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("The passkey is there.")).toBeVisible();
  await expect(page.getByRole("button", { name: `Rename: ${name}` })).toBeVisible();
}

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
}

test("a passkey is made, signs in, is named, and is removed", async ({ page, gateway }) => {
  await begin(page, gateway);
  const { client, id } = await withAuthenticator(page);
  await page.goto(`${gateway.url}/settings`);
  await expect(page.getByText("You have no passkeys yet.")).toBeVisible();
  await page.waitForLoadState("networkidle");
  await accessible(page, "settings, without passkeys");
  await add(page, "Work laptop");
  await expect(page.getByLabel("Name of the new passkey")).toHaveValue("");
  await expect(page.getByText("never used")).toBeVisible();
  const { credentials } = await client.send("WebAuthn.getCredentials", { authenticatorId: id });
  expect(credentials.map((one) => [one.isResidentCredential, one.rpId])).toEqual([[true, "localhost"]]);
  await accessibleAnyhow(page, "settings, with a passkey");
  // The same authenticator takes no second one.
  await page.getByLabel("Name of the new passkey").fill("Again");
  await ownPassword(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByRole("alert")).toContainText("has a passkey of yours already");

  await signOut(page);
  const button = page.getByRole("button", { name: "Sign in with a passkey" });
  await expect(button).toBeVisible();
  await accessibleAnyhow(page, "signing in, with a passkey");
  // By keys alone, to where one wanted to go.
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "This one" })).toContainText("by the passkey “⁨Work laptop⁩”");
  await expect(page.getByText("never used")).toHaveCount(0);

  await page.getByRole("button", { name: "Rename: Work laptop" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Name")).toHaveValue("Work laptop");
  await accessible(page, "renaming a passkey");
  await dialog.getByLabel("Name").fill("Old laptop");
  await page.keyboard.press("Enter");
  await expect(page.getByText("The passkey has its new name.")).toBeVisible();
  await page.getByRole("button", { name: "Remove: Old laptop" }).click();
  await accessible(page, "removing a passkey");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Remove: Old laptop" })).toBeFocused();
  await page.keyboard.press("Enter");
  await dialog.getByLabel("Your password").fill("not the password");
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(dialog.getByText("This is not your password.")).toBeVisible();
  await dialog.getByLabel("Your password").fill("correct horse battery");
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText("The passkey is removed.")).toBeVisible();
  await expect(page.getByText("You have no passkeys yet.")).toBeVisible();

  // The authenticator still has it, and we do not know it any more.
  await signOut(page);
  await button.click();
  await expect(page.getByRole("alert")).toContainText("This passkey is not known here");
  await expect(button).toBeFocused();
  await accessible(page, "signing in, with a passkey that is removed");
  await page.getByLabel("E-mail").fill("ann@example.com");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
});

test("what is cancelled or not there is said in words, and the focus stays", async ({ page, gateway }) => {
  await begin(page, gateway);
  const { client, id } = await withAuthenticator(page);
  await page.goto(`${gateway.url}/settings`);
  // Who is not recognized cancels, in the end.
  await client.send("WebAuthn.setUserVerified", { authenticatorId: id, isUserVerified: false });
  const make = page.getByRole("button", { name: "Add a passkey" });
  await page.getByLabel("Name of the new passkey").fill("Phone");
  await ownPassword(page);
  await make.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("No passkey was made: it was cancelled");
  // On the button, or on what says why.
  await expect(page.locator("main :focus")).toHaveCount(1);
  await expect(page.getByLabel("Name of the new passkey")).toHaveValue("Phone");
  // A name of blanks is refused before the browser is asked.
  await page.getByLabel("Name of the new passkey").fill("  ");
  await ownPassword(page);
  await make.click();
  await expect(page.getByLabel("Name of the new passkey")).toHaveAttribute("aria-invalid", "true");
  expect((await client.send("WebAuthn.getCredentials", { authenticatorId: id })).credentials).toEqual([]);

  await signOut(page);
  const button = page.getByRole("button", { name: "Sign in with a passkey" });
  await button.click();
  await expect(page.getByRole("alert")).toContainText("No passkey was used");
  await expect(page.locator("main :focus")).toHaveCount(1);
});

test("a browser that knows no passkeys says so", async ({ page, gateway }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, "PublicKeyCredential"));
  await begin(page, gateway);
  await page.goto(`${gateway.url}/settings`);
  await expect(page.getByText("This browser knows no passkeys: none can be added here.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a passkey" })).toHaveCount(0);
  await signOut(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("alert")).toContainText("This browser knows no passkeys.");
});

test("a session that has ended goes on by a passkey, and what was typed stays", async ({ page, gateway }) => {
  await begin(page, gateway);
  await withAuthenticator(page);
  await page.goto(`${gateway.url}/settings`);
  await add(page, "Phone");
  await page.getByRole("link", { name: "People" }).first().click();
  await page.getByRole("link", { name: "New person" }).or(page.getByRole("button", { name: "New person" })).first().click();
  await page.getByLabel("Family name").first().fill("Meitner");
  await page.context().clearCookies();
  // What looks in the background for what is new may find out first that the session has ended: the button is covered then.
  await page.getByRole("button", { name: "Save" }).dispatchEvent("click");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toHaveCount(0);
  await expect(page.getByLabel("Family name").first()).toHaveValue("Meitner");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Meitner", level: 1 })).toBeVisible();
});
