// axe finds nothing on any page: light and dark, at 360 px and 1440 px; and no page scrolls sideways.
import type { Page } from "@playwright/test";
import { accessibleAnyhow } from "./accessible";
import { Gateway, expect, host, test } from "./gateway";

const APP = ["/people", "/people/new", "/organizations", "/organizations/new", "/drafts", "/forms", "/forms/new", "/forms/contact", "/events", "/events/new", "/import", "/settings", "/settings/lists", "/settings/mail", "/settings/members", "/settings/audit", "/settings/published-cards", "/bin", "/nowhere"];
const PUBLIC = ["/f/contact", "/f/nowhere", "/c/nowhere", "/doi/nowhere", "/withdraw/nowhere", "/booking/nowhere", "/f/hausmesse"];
const LISTS = [["/people", "/people/"], ["/organizations", "/organizations/"], ["/events", "/events/"], ["/drafts", "/drafts/"]];

// Each page is looked at four times; on a busy machine that takes.
test.describe.configure({ mode: "parallel", timeout: 300_000 });
test.use({ viewport: { width: 1440, height: 900 } });

const demo = async () => new Gateway().start("--demo");

const signIn = async (page: Page, gateway: Gateway) => {
  await page.goto(gateway.signIn);
  await expect(page.getByRole("link", { name: "People", exact: true })).toBeVisible();
};

const check = async (page: Page, url: string) => {
  await page.goto(url);
  await expect(page.locator("h1, .message").first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  await accessibleAnyhow(page, url);
};

test("axe on the pages of the app", async ({ page }) => {
  const gateway = await demo();
  await page.goto(`${gateway.url}/people`);
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await accessibleAnyhow(page, "sign-in");
  await signIn(page, gateway);
  for (const path of APP) await check(page, gateway.url + path);
  await gateway.remove();
});

test("axe on a person, an organization, an event, a draft", async ({ page }) => {
  const gateway = await demo();
  await signIn(page, gateway);
  for (const [list, entry] of LISTS) {
    await page.goto(gateway.url + list);
    await page.locator(`:is(.list, .people-grid) a[href^="${entry}"]`).first().click();
    await expect(page.locator("h1")).toBeVisible();
    await page.waitForLoadState("networkidle");
    await accessibleAnyhow(page, `a page of ${list}`);
    if (list !== "/drafts") {
      await page.getByRole("link", { name: "Edit", exact: true }).click();
      await expect(page.getByRole("button", { name: "Save" })).toBeVisible();
      await page.waitForLoadState("networkidle");
      await accessibleAnyhow(page, `edit of ${list}`);
    }
  }
  await gateway.remove();
});

test("axe on what visitors see", async ({ page }) => {
  const gateway = await demo();
  for (const path of PUBLIC) await check(page, gateway.url + path);
  const site = await host(`<script async src="${gateway.url}/f/contact/form.js"></script>`);
  await page.goto(site.url);
  await expect(page.getByRole("button", { name: "Send" })).toBeVisible();
  await accessibleAnyhow(page, "embed");
  site.close();
  await gateway.remove();
});
