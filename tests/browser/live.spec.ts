// What others write is seen by who has the app open, at once: the gateway tells that there are news, and one tab hears it for all.
import type { Page } from "@playwright/test";
import { Gateway, begin, expect, test } from "./gateway";

/** Writes without the page: as somebody else does. */
async function add(page: Page, gateway: Gateway, given: string): Promise<void> {
  const answer = await page.request.post(`${gateway.url}/crm/home/people`, { data: { name: { given } } });
  expect(answer.ok()).toBe(true);
}

const heard = (page: Page) => page.waitForResponse((answer) => answer.url().endsWith("/live") && answer.ok(), { timeout: 20_000 });

test("who was added elsewhere is there, in every tab, by one stream", async ({ page, context, gateway }) => {
  let streams = 0;
  context.on("request", (request) => (streams += request.url().endsWith("/live") ? 1 : 0));
  const first = heard(page);
  await begin(page, gateway);
  await first;
  const other = await context.newPage();
  await other.goto(`${gateway.url}/people`);
  await expect(other.getByText("No people yet")).toBeVisible();
  // As long as the other one takes before it would hear by itself.
  await other.waitForTimeout(4000);
  await add(page, gateway, "Ada");
  for (const tab of [page, other]) await expect(tab.getByRole("link", { name: "Ada", exact: true })).toBeVisible();
  expect(streams).toBe(1);
  // The one that hears is closed: the other one hears.
  const next = heard(other);
  await page.close();
  await next;
  await add(other, gateway, "Bob");
  await expect(other.getByRole("link", { name: "Bob", exact: true })).toBeVisible();
});

test("a draft is counted and listed as it comes in, also after the gateway was exchanged", async ({ page, gateway }) => {
  const first = heard(page);
  await begin(page, gateway);
  await first;
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Drafts/ }).click();
  await expect(page.getByRole("heading", { name: "Drafts", level: 1 })).toBeVisible();
  const send = async (family: string) => {
    const values = { family_name: family, email: `${family.toLowerCase()}@example.com` };
    const answer = await page.request.post(`${gateway.url}/f/contact/submissions`, { data: { values, consent: true, page: "https://example.com" } });
    expect(answer.ok()).toBe(true);
  };
  await send("Curie");
  await expect(page.getByRole("main").getByText("Curie").first()).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Drafts/ })).toContainText("1");
  const again = heard(page);
  await gateway.stop();
  await gateway.start();
  await again;
  await send("Noether");
  await expect(page.getByRole("main").getByText("Noether").first()).toBeVisible();
});

test("who signs out hears no more", async ({ page, gateway }) => {
  const first = heard(page);
  await begin(page, gateway);
  await first;
  let asked = 0;
  page.on("request", (request) => (asked += request.url().endsWith("/live") ? 1 : 0));
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByLabel("Password")).toBeVisible();
  // The stream of before ends a second after it; nobody asks for another one.
  await page.waitForTimeout(5000);
  expect(asked).toBe(0);
});
