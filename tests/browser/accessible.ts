// What holds on every page.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./gateway";

/** axe finds nothing, and nothing scrolls sideways. With CALLING_CARD_PICTURES, a picture is kept in that folder. */
export async function accessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((found) => `${what}: ${found.id} ${found.nodes.map((node) => node.html).slice(0, 3).join(" | ")}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} scrolls sideways`).toBe(true);
  if (process.env.CALLING_CARD_PICTURES) await page.screenshot({ path: `${process.env.CALLING_CARD_PICTURES}/${what.replaceAll(/\W+/g, "-")}.png` });
}
