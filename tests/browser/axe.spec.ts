// axe finds nothing on any page: light and dark, at 360 px and 1440 px; and no page scrolls sideways.
import { accessibleAnyhow } from "./accessible";
import { Gateway, expect, host, test } from "./gateway";

const PAGES = ["/people", "/people/new", "/organizations", "/organizations/new", "/drafts", "/forms", "/forms/new", "/forms/contact", "/events", "/events/new", "/import", "/settings", "/settings/mail", "/settings/members", "/settings/published-cards", "/bin", "/nowhere", "/f/contact", "/f/nowhere", "/c/nowhere", "/doi/nowhere", "/withdraw/nowhere", "/booking/nowhere", "/f/hausmesse"];

test("axe", async ({ browser }) => {
  test.setTimeout(300_000);
  const gateway = await new Gateway().start("--demo");
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-US" });
  const page = await context.newPage();
  const check = (what: string) => accessibleAnyhow(page, what);
  await page.goto(`${gateway.url}/people`);
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await check("sign-in");
  await page.goto(gateway.signIn);
  await expect(page.getByRole("link", { name: "People", exact: true })).toBeVisible();
  for (const path of PAGES) {
    await page.goto(gateway.url + path);
    await expect(page.locator("h1, .message").first()).toBeVisible();
    await page.waitForLoadState("networkidle");
    await check(path);
  }
  for (const [list, entry] of [["/people", "/people/"], ["/organizations", "/organizations/"], ["/events", "/events/"], ["/drafts", "/drafts/"]]) {
    await page.goto(gateway.url + list);
    await page.locator(`.list a[href^="${entry}"]`).first().click();
    await expect(page.locator("h1")).toBeVisible();
    await page.waitForLoadState("networkidle");
    await check(`a page of ${list}`);
    if (list !== "/drafts") {
      await page.getByRole("link", { name: "Edit", exact: true }).click();
      await expect(page.getByRole("button", { name: "Save" })).toBeVisible();
      await page.waitForLoadState("networkidle");
      await check(`edit of ${list}`);
    }
  }
  const site = await host(`<script async src="${gateway.url}/f/contact/form.js"></script>`);
  await page.goto(site.url);
  await expect(page.getByRole("button", { name: "Send" })).toBeVisible();
  await check("embed");
  site.close();
  await context.close();
  await gateway.remove();
});
