// The list of people: any number of them, by mouse and keys; searched at each key; filtered, saved, and many changed at once.
import type { Page } from "@playwright/test";
import { accessibleAnyhow } from "./accessible";
import { Gateway, begin, expect, test } from "./gateway";

type Given = { name: Record<string, string>; [member: string]: unknown };

async function store(page: Page, gateway: Gateway, people: Given[]): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < people.length; at += 200) {
    const part = people.slice(at, at + 200).map((person) => ({ person }));
    const answer = await page.request.post(`${gateway.url}/crm/home/people/import`, { data: { people: part } });
    ids.push(...(await answer.json()).result);
  }
  return ids;
}

const number = (n: number) => String(n).padStart(4, "0");
const many = (count: number): Given[] =>
  Array.from({ length: count }, (_, n) => ({
    name: { given: n % 2 ? "Zoë" : "Bob", family: `Nummer ${number(n)}` },
    tags: n % 10 ? [] : ["Fair"],
    cards: [{ business: n % 3 ? "ACME" : "Käse & Co", emails: n % 4 ? [{ address: `p${n}@example.com` }] : [], active: true }],
  }));

const grid = (page: Page) => page.getByRole("grid", { name: "People" });
const row = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
/** Waits until the index answers: the gateway is asked no more. */
const indexed = (page: Page) => page.waitForResponse((answer) => /people\/index\?since=/.test(answer.url()));

test("the list is one stop for the Tab key, and keys go through all of it", async ({ page, gateway }) => {
  await begin(page, gateway);
  await store(page, gateway, many(1200));
  const ready = indexed(page);
  await page.reload();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "1201");
  await ready;
  await grid(page).focus();
  const active = () => page.locator(".line.active");
  await expect(active()).toHaveAttribute("aria-rowindex", "2");
  await page.keyboard.press("ArrowDown");
  await expect(active()).toContainText("Nummer 0001");
  expect(await grid(page).getAttribute("aria-activedescendant")).toBe(await active().getAttribute("id"));
  await page.keyboard.press("End");
  await expect(active()).toContainText("Nummer 1199");
  await expect(active()).toBeInViewport({ ratio: 1 });
  expect(await page.locator(".line").count()).toBeLessThan(60);
  await page.keyboard.press("PageUp");
  await page.keyboard.press("PageUp");
  const far = Number(await active().getAttribute("aria-rowindex"));
  expect(far).toBeGreaterThan(1100);
  expect(far).toBeLessThan(1195);
  await expect(active()).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Home");
  await expect(active()).toContainText("Nummer 0000");
  await page.keyboard.press("ArrowUp");
  await expect(active()).toContainText("Nummer 0000");

  // Space selects, Shift selects ranges, Escape ends it.
  await page.keyboard.press("Space");
  await expect(page.getByText("1 selected")).toBeVisible();
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press("Shift+PageDown");
  await page.keyboard.press("Shift+ArrowUp");
  const selected = Number(/(\d+) selected/.exec((await page.getByText(/\d+ selected/).textContent()) ?? "")?.[1]);
  await expect(page.getByRole("row", { selected: true })).toHaveCount(selected);
  await page.keyboard.press("Shift+End");
  await expect(page.getByText("1,200 selected")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("1,200 selected")).toBeHidden();
  await page.keyboard.press("Control+a");
  await expect(page.getByText("1,200 selected")).toBeVisible();
  await page.keyboard.press("Escape");

  // Tab leaves the list in one step, Enter opens.
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("[role=grid]") === null)).toBe(true);
  await grid(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Zoë Nummer 0001", level: 1 })).toBeVisible();
});

test("while what has changed comes in parts, the list loses nobody", async ({ page, gateway }) => {
  await begin(page, gateway);
  await store(page, gateway, many(1200));
  const parts: (() => void)[] = [];
  await page.route(/people\/index\?since=/, async (route) => {
    const first = parts.length === 0;
    const goesOn = new Promise<void>((go) => parts.push(go));
    if (!first) await goesOn;
    await route.continue();
  });
  await page.reload();
  await expect.poll(() => parts.length).toBeGreaterThan(1);
  // A thousand have come, and the others are under way.
  await grid(page).focus();
  await page.keyboard.press("End");
  await expect(page.locator(".line.active")).toContainText("Nummer 1199");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "1201");
  parts.forEach((go) => go());
  await page.keyboard.press("Home");
  await expect(page.locator(".line.active")).toContainText("Nummer 0000");
});

test("each key is answered by the index, which knows at once what was written", async ({ page, gateway }) => {
  await begin(page, gateway);
  await store(page, gateway, [...many(300), { name: { given: "Jörg", family: "Ångström" }, cards: [{ phones: [{ number: "030 901820" }], active: true }] }]);
  const ready = indexed(page);
  await page.reload();
  await ready;
  await expect(page.getByText("301 people")).toBeVisible();
  let asked = 0;
  await page.route("**/crm/home/people?**", (route) => ((asked += 1), route.continue()));
  const search = page.getByLabel("Search", { exact: true });
  for (const [typed, found] of [["angstrom", "1 person"], ["jorg a", "1 person"], ["03090", "1 person"], ["kase bob", "50 people"], ["p7@example", "1 person"], ["fair zo", "0 people"]]) {
    await search.fill(typed);
    if (found === "0 people") await expect(page.getByText("Nobody was found")).toBeVisible();
    else await expect(page.getByRole("status").filter({ hasText: found })).toBeVisible();
  }
  // Who is mistyped is found behind those who are not.
  await search.fill("jörg angstorm");
  await expect(page.getByText("0 people, 1 similar")).toBeVisible();
  await expect(row(page, "Jörg Ångström")).toContainText("similar");
  await expect(page).toHaveURL(/q=j%C3%B6rg/);
  expect(asked).toBe(0);

  await page.getByRole("link", { name: "Jörg Ångström" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("300 people")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("301 people")).toBeVisible();
  // What another one writes is known when the page is looked at again.
  await store(page, gateway, [{ name: { family: "Aaaa" } }]);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(page.getByRole("link", { name: "Aaaa" })).toBeVisible();

  // Signed out, the worker knows nobody any more: who signs in next fills it anew.
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  const filled = page.waitForResponse((answer) => /people\/index$/.test(answer.url()));
  await page.getByLabel("E-mail").fill("ann@example.com");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await filled;
});

test("without the index the gateway answers, from any row on", async ({ page, gateway }) => {
  await begin(page, gateway);
  await store(page, gateway, many(400));
  await page.route("**/people/index**", (route) => route.abort());
  await page.reload();
  await expect(page.getByText("400 people")).toBeVisible();
  // How high the rows are is known once they are drawn.
  await expect(page.locator(".line a").first()).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press("End");
  await expect(page.getByRole("link", { name: "Zoë Nummer 0399" })).toBeInViewport();
  await page.getByLabel("Search", { exact: true }).fill("0123");
  await expect(page.getByText("1 person")).toBeVisible();
  await page.getByLabel("Search", { exact: true }).fill("");
  await expect(page.getByText("400 people")).toBeVisible();
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await page.getByRole("button", { name: "Select all 400 found" }).click();
  await expect(page.getByText("400 selected")).toBeVisible();
});

test("filters compose, stand in the address, and are saved as a view", async ({ page, gateway }) => {
  await begin(page, gateway);
  await store(page, gateway, many(120));
  await page.reload();
  await page.getByLabel("Tag", { exact: true }).selectOption("Fair");
  await expect(page.getByText("12 people")).toBeVisible();
  await page.getByText("Filters and columns").click();
  await page.getByLabel("Company begins with").fill("kä");
  await expect(page.getByText("4 people")).toBeVisible();
  await page.getByLabel("E-mail", { exact: true }).first().selectOption("no");
  await expect(page.getByText("2 people")).toBeVisible();
  await page.getByLabel("Order").selectOption("changed");
  await page.getByRole("group", { name: "Columns" }).getByLabel("City").uncheck();
  await page.getByRole("group", { name: "Columns" }).getByLabel("Last changed").check();
  await expect(page.getByRole("columnheader", { name: "Last changed" })).toHaveAttribute("aria-sort", "descending");
  await expect(page.getByRole("columnheader", { name: "City" })).toHaveCount(0);
  await accessibleAnyhow(page, "people filtered");
  const link = page.url();
  expect(link).toContain("tag=Fair");

  await page.locator("summary", { hasText: "Views" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Please fill this in.")).toBeVisible();
  await page.getByLabel("Save what is shown as").fill("Fair without e-mail");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name: "Fair without e-mail", exact: true })).toHaveAttribute("aria-current", "true");
  await page.getByRole("button", { name: "Take off: Tag: Fair" }).click();
  await expect(page.getByText("10 people")).toBeVisible();

  // In another window, as a link and as a view.
  await page.goto(link);
  await expect(page.getByText("2 people")).toBeVisible();
  await page.goto(`${gateway.url}/people`);
  await expect(page.getByText("120 people")).toBeVisible();
  await page.locator("summary", { hasText: "Views" }).click();
  await page.getByRole("button", { name: "Fair without e-mail", exact: true }).click();
  await expect(page.getByText("2 people")).toBeVisible();
  expect(page.url()).toBe(link);
  await page.getByRole("button", { name: "Forget the view Fair without e-mail" }).click();
  await expect(page.getByRole("button", { name: "Fair without e-mail", exact: true })).toHaveCount(0);
});

test("all who match are changed at once, after a look at what changes, and undone at once", async ({ page, gateway }) => {
  await begin(page, gateway);
  await store(page, gateway, many(450));
  await page.reload();
  await page.getByLabel("Search", { exact: true }).fill("zoe");
  await expect(page.getByText("225 people")).toBeVisible();
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await expect(page.getByRole("button", { name: "Change …" })).toBeDisabled();
  await page.getByRole("button", { name: "Select all 225 found" }).click();
  await page.getByRole("button", { name: "Change …" }).click();
  const dialog = page.getByRole("dialog", { name: "Change those who are selected" });
  await dialog.getByRole("button", { name: "Show what changes" }).click();
  await expect(dialog.getByText("Please fill this in.")).toBeVisible();
  await dialog.getByLabel("Tags").fill("Guest, Fair");
  await dialog.getByRole("button", { name: "Show what changes" }).click();
  await expect(dialog.getByRole("status")).toContainText("225 people");
  await accessibleAnyhow(page, "many changed");
  await dialog.getByRole("button", { name: "Change", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("225 people changed.")).toBeVisible();
  await page.getByLabel("Search", { exact: true }).fill("");
  await page.getByLabel("Tag", { exact: true }).selectOption("Guest");
  await expect(page.getByRole("status").filter({ hasText: "225 people" }).first()).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Nobody was found")).toBeVisible();
  await page.getByRole("button", { name: "Show all people" }).click();

  // They are still selected; who is so already is told.
  await expect(page.getByText("225 selected")).toBeVisible();
  await page.getByRole("button", { name: "Change …" }).click();
  await dialog.getByLabel("What").selectOption("delete");
  await dialog.getByRole("button", { name: "Show what changes" }).click();
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("225 people", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("450 people")).toBeVisible();
});

test("a box with Shift selects a range, and the list is accessible", async ({ page, gateway }) => {
  await begin(page, gateway);
  await store(page, gateway, many(80));
  await page.reload();
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await row(page, "Zoë Nummer 0001").getByRole("checkbox").click();
  await row(page, "Zoë Nummer 0005").getByRole("checkbox").click({ modifiers: ["Shift"] });
  await expect(page.getByText("5 selected")).toBeVisible();
  await accessibleAnyhow(page, "people selected");
  await row(page, "Zoë Nummer 0003").getByRole("checkbox").click();
  await expect(page.getByText("4 selected")).toBeVisible();
});
