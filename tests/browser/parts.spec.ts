// The app comes in parts: the first page with what it needs, the others when they are entered.
import type { Response } from "@playwright/test";
import { begin, expect, test } from "./gateway";

const part = (name: string) => new RegExp(`/part-${name}-[0-9a-f]{16}\\.wasm$`);

test("a page's part is loaded when the page is entered, and once", async ({ page, gateway }) => {
  const loaded: string[] = [];
  page.on("response", (response) => loaded.push(response.url()));
  const times = (name: string) => loaded.filter((url) => part(name).test(url)).length;
  await begin(page, gateway);
  const navigation = page.getByRole("navigation", { name: "Main" });
  const enter = async (name: string) => {
    await navigation.getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  };
  expect([times("records"), times("forms"), times("settings")]).toEqual([0, 0, 0]);
  await enter("Forms");
  await enter("People");
  await enter("Forms");
  expect([times("records"), times("forms"), times("settings")]).toEqual([0, 1, 0]);
});

test("what is loaded by its hash is kept for good, and compressed", async ({ page, gateway }) => {
  const answers: Response[] = [];
  page.on("response", (response) => {
    if (response.url().endsWith(".wasm")) answers.push(response);
  });
  await begin(page, gateway);
  expect(answers.length).toBeGreaterThan(0);
  for (const answer of answers) {
    const headers = await answer.allHeaders();
    expect(headers["cache-control"]).toContain("immutable");
    // What has this type is compiled while it comes.
    expect(headers["content-type"]).toBe("application/wasm");
    expect(headers["content-encoding"]).toMatch(/^(br|gzip)$/);
  }
});

test("a part that cannot be loaded says so, and is loaded when it can be", async ({ page, gateway }) => {
  await begin(page, gateway);
  await page.route(part("forms"), (route) => route.abort());
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Forms" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "This part of the app could not be loaded." });
  await expect(notice).toBeVisible();
  await page.unroute(part("forms"));
  await notice.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Forms", level: 1 })).toBeVisible();
});
