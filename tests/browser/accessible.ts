// What holds on every page.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./gateway";

/** What of axe's rules is about colours. */
export const COLOURS = ["color-contrast", "link-in-text-block"];

/** axe finds nothing, by these of its rules or by all, and nothing scrolls sideways. With CALLING_CARD_PICTURES, a picture is kept in that folder. */
export async function accessible(page: Page, what: string, rules: string[] = []): Promise<void> {
  // A colour on its way to another is none that anybody reads.
  await page.evaluate(() => document.getAnimations().filter((each) => each instanceof CSSTransition).forEach((each) => each.finish()));
  // Legacy, as axe calls it: no second page is opened to bring together what it has found in several frames. Where there are, it waits for them in vain.
  const axe = new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1);
  // Of what is right, nothing is asked.
  axe.options({ resultTypes: ["violations"] });
  if (rules.length > 0) axe.withRules(rules);
  const { violations } = await axe.analyze();
  expect(violations.map((found) => `${what}: ${found.id} ${found.nodes.map((node) => node.html).slice(0, 3).join(" | ")}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} scrolls sideways`).toBe(true);
  if (process.env.CALLING_CARD_PICTURES) await page.screenshot({ path: `${process.env.CALLING_CARD_PICTURES}/${what.replaceAll(/\W+/g, "-")}.png` });
}

/**
 * The same, light and dark, at 360 px and 1440 px, without loading the page anew: dark where it is narrow, light where it is wide, and with
 * CALLING_CARD_ALL both at both. It stays as it was met: light, at 1440 px.
 */
export async function accessibleAnyhow(page: Page, what: string): Promise<void> {
  for (const [width, schemes] of [[360, ["light", "dark"]], [1440, ["dark", "light"]]] as const) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of process.env.CALLING_CARD_ALL ? schemes : schemes.slice(1)) {
      await page.emulateMedia({ colorScheme });
      await accessible(page, `${what}, ${colorScheme}, ${width} px`);
    }
  }
}
