// Settings > Lists, by keyboard: words are counted, renamed, merged, deleted, and all of it undone.
import type { Page } from "@playwright/test";
import { accessibleAnyhow } from "./accessible";
import { type Gateway, begin, expect, test } from "./gateway";

async function make(page: Page, gateway: Gateway, people: object[]): Promise<void> {
  const answer = await page.request.post(`${gateway.url}/crm/home/people/import`, { data: { people: people.map((person) => ({ person })) } });
  expect(answer.ok()).toBe(true);
}

const person = (family: string, tags: string[], more: object = {}) => ({ name: { family }, tags, ...more });
const name = (page: Page, word: string) => page.getByRole("textbox", { name: `Name: ${word}`, exact: true });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Change in all records" });
const counted = (page: Page, word: string, count: string) => page.getByRole("link", { name: `${word}: ${count}`, exact: true });

test("tags are renamed at their field, merged, deleted and brought back, by keys", async ({ page, gateway }) => {
  await begin(page, gateway);
  await make(page, gateway, [
    person("Curie", ["Fair", "Trade fair", "Physics"]),
    person("Meitner", ["Fair", "Physics"]),
    person("Noether", ["Trade fair", "Maths"]),
  ]);
  // The palette leads there.
  await expect(page.locator(".commands[aria-keyshortcuts]")).toHaveCount(1);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Command or person" }).fill("lists");
  await expect(page.getByRole("option", { name: /Lists/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Lists", level: 1 })).toBeFocused();
  await expect(counted(page, "Fair", "2 people")).toBeVisible();
  await expect(counted(page, "Maths", "1 person")).toBeVisible();
  await page.waitForLoadState("networkidle");
  await accessibleAnyhow(page, "lists");

  // What one person alone has is renamed at once; Escape leaves it as it was.
  await name(page, "Maths").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Nothing");
  await page.keyboard.press("Escape");
  await expect(name(page, "Maths")).toHaveValue("Maths");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Enter");
  await expect(name(page, "Maths")).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.type("Mathematics");
  await page.keyboard.press("Enter");
  await expect(counted(page, "Mathematics", "1 person")).toBeVisible();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole("status").filter({ hasText: /Maths.+ becomes .+Mathematics/ }).first()).toBeVisible();

  // What several have is shown before.
  await name(page, "Physics").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Natural science");
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText("2 people");
  await expect(dialog(page)).toContainText("Curie, Meitner");
  await accessibleAnyhow(page, "renaming a tag");
  await dialog(page).getByRole("button", { name: "Change", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(counted(page, "Natural science", "2 people")).toBeVisible();
  await expect(dialog(page)).toBeHidden();

  // Two become one; who has both has it once.
  await page.getByRole("checkbox", { name: "Choose: Fair", exact: true }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("checkbox", { name: "Choose: Trade fair", exact: true }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("2 words chosen")).toBeVisible();
  await page.getByRole("button", { name: "Merge …" }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByLabel("They become")).toHaveValue("Fair");
  await accessibleAnyhow(page, "merging tags");
  await dialog(page).getByLabel("They become").focus();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText("have it already:");
  await dialog(page).getByRole("button", { name: "Change", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(counted(page, "Fair", "3 people")).toBeVisible();
  await expect(name(page, "Trade fair")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).last().focus();
  await page.keyboard.press("Enter");
  await expect(counted(page, "Fair", "2 people")).toBeVisible();
  await expect(counted(page, "Trade fair", "2 people")).toBeVisible();

  // Deleted by its button, after it was said what that changes.
  await page.getByRole("button", { name: "Delete: Trade fair" }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toContainText(/Trade fair.+ is deleted\./);
  await dialog(page).getByRole("button", { name: "Delete", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(name(page, "Trade fair")).toHaveCount(0);

  // The number leads to the people.
  await counted(page, "Fair", "2 people").focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/people\?tag=Fair/);
  await expect(page.getByRole("link", { name: "Meitner" })).toBeVisible();
});

test("another list is chosen, filtered, and says who has its words", async ({ page, gateway }) => {
  await begin(page, gateway);
  await page.goto(`${gateway.url}/settings/lists`);
  await expect(page.getByRole("heading", { name: "No tags yet" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await accessibleAnyhow(page, "lists without words");
  const since = "2026-01-01T00:00:00.000Z";
  const stages = (...names: string[]) => ({ lifecycle: names.map((stage) => ({ stage, since })) });
  await make(page, gateway, [person("Curie", [], stages("Lead", "Customer")), person("Meitner", [], stages("Lead"))]);
  await page.getByLabel("List", { exact: true }).selectOption("Stages of the lifecycle");
  await expect(page).toHaveURL(/list=stages/);
  await page.getByRole("button", { name: /^Lead: 1 person now/ }).focus();
  await page.keyboard.press("Enter");
  const uses = page.getByRole("dialog", { name: "Who has this word" });
  await expect(uses.getByRole("link", { name: "Curie" })).toBeVisible();
  await accessibleAnyhow(page, "who has a word");
  await page.keyboard.press("Escape");
  await expect(uses).toBeHidden();
  await page.getByLabel("Filter").fill("CUST");
  await expect(name(page, "Lead")).toHaveCount(0);
  await expect(counted(page, "Customer", "1 person")).toBeVisible();
  await page.getByLabel("Filter").fill("nobody");
  await expect(page.getByText("No word here has that in it.")).toBeVisible();
});

test("personality tags are a list of their own, with a colour", async ({ page, gateway }) => {
  await begin(page, gateway);
  const golf = { personality_tags: [{ text: "Golf", category: "Sport" }] };
  await make(page, gateway, [person("Curie", [], golf), person("Meitner", [], golf)]);
  await page.goto(`${gateway.url}/settings/lists`);
  await page.getByLabel("List", { exact: true }).selectOption("Personality tags");
  await expect(page).toHaveURL(/list=personality_tags/);
  await page.getByRole("combobox", { name: "Colour: Golf", exact: true }).selectOption("Green");
  await name(page, "Golf").fill("Golfing");
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("button", { name: "Change", exact: true }).click();
  await page.getByRole("button", { name: "Golfing: 2 people", exact: true }).click();
  const uses = page.getByRole("dialog", { name: "Who has this word" });
  await uses.getByRole("link", { name: "Meitner" }).click();
  await expect(page.locator("dd .tag.tint.green", { hasText: "Golfing" })).toBeVisible();
  await expect(page.locator("dd", { hasText: "Golfing" })).toContainText("Sport");
  await accessibleAnyhow(page, "a person with personality tags");
});

test("a tag has a colour wherever it is, chosen by keys and undone", async ({ page, gateway }) => {
  await begin(page, gateway);
  const since = "2026-01-01T00:00:00.000Z";
  await make(page, gateway, [person("Curie", ["VIP"], { lifecycle: [{ stage: "Lead", since }] })]);
  await page.goto(`${gateway.url}/settings/lists`);
  const colour = page.getByRole("combobox", { name: "Colour: VIP", exact: true });
  await expect(colour).toHaveValue("");
  await colour.focus();
  await page.keyboard.type("Pu");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "The colour is changed." }).first()).toBeVisible();
  await expect(colour).toHaveValue("purple");
  await expect(colour).toHaveClass(/purple/);
  await page.getByLabel("List", { exact: true }).selectOption("Stages of the lifecycle");
  await page.getByRole("combobox", { name: "Colour: Lead", exact: true }).selectOption("Green");
  await expect(page.getByRole("combobox", { name: "Colour: Lead", exact: true })).toHaveClass(/green/);
  await page.waitForLoadState("networkidle");
  await accessibleAnyhow(page, "colours of stages");

  await page.getByRole("link", { name: "People", exact: true }).click();
  await expect(page.locator(".tag.tint.purple", { hasText: "VIP" })).toBeVisible();
  await page.getByRole("link", { name: "Curie" }).click();
  await expect(page.getByRole("link", { name: "VIP" })).toHaveClass(/purple/);
  await expect(page.locator("dt .tag.tint.green", { hasText: "Lead" })).toBeVisible();
  await accessibleAnyhow(page, "a person with colours");

  await page.goto(`${gateway.url}/settings/lists`);
  await colour.selectOption("No colour");
  await expect(colour).not.toHaveClass(/purple/);
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(colour).toHaveValue("purple");
});
