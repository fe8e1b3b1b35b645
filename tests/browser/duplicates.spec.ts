// People who are there several times: named where they stand, found among all, compared and merged by keys alone, or said to be two.
import type { Page } from "@playwright/test";
import { accessibleAnyhow } from "./accessible";
import { Gateway, begin, expect, test } from "./gateway";

type Given = { name: Record<string, string>; [member: string]: unknown };

const card = (business: string, email?: string, phone?: string) => [
  { business, favourite: true, active: true, emails: email ? [{ address: email }] : [], phones: phone ? [{ number: phone }] : [] },
];
const PEOPLE: Given[] = [
  { name: { given: "Anna", family: "Bär" }, tags: ["VIP"], cards: card("ACME GmbH", "anna@example.com") },
  { name: { given: "Ann-Kathrin", family: "Baer", title: "Dr." }, tags: ["Fair"], birthday: "1980-03-04", cards: card("ACME", "anna.baer@example.com", "+49 30 901820") },
  { name: { given: "Anna", family: "Baer", title: "Prof." }, birthday: "1980-03-04", cards: card("Acme", "anna@example.com", "+49 171 3920001") },
  { name: { given: "Stephan", family: "Schmidt" }, cards: card("Käse & Co") },
  { name: { given: "Stefan", family: "Schmitt" }, cards: card("Käse & Co") },
  { name: { given: "Karl", family: "Huber" }, cards: card("Huber", undefined, "0731 445566") },
  { name: { given: "Max", family: "Huber" }, cards: card("Huber", undefined, "0731 445566") },
];

async function store(page: Page, gateway: Gateway, people: Given[]): Promise<string[]> {
  const data = { people: people.map((person) => ({ person })) };
  const answer = await page.request.post(`${gateway.url}/crm/home/people/import`, { data });
  return (await answer.json()).result;
}

const group = (page: Page, name: string) => page.getByRole("listitem", { name, exact: true });
const count = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words });

test("duplicates are found, compared and merged by keys alone, and come back by undo", async ({ page, gateway }) => {
  await begin(page, gateway);
  const ids = await store(page, gateway, PEOPLE);
  await page.request.post(`${gateway.url}/crm/home/notes`, { data: { person: ids[2], text: "Likes tea." } });
  await page.reload();
  await page.getByRole("link", { name: "Duplicates" }).click();
  await expect(page.getByRole("heading", { name: "Duplicates", level: 1 })).toBeVisible();
  await expect(count(page, "2 groups")).toBeVisible();
  const anna = group(page, "Anna Bär");
  await expect(anna).toContainText("nearly certain");
  await expect(anna).toContainText("same e-mail address");
  await expect(group(page, "Stephan Schmidt")).toContainText("names sound the same");
  await expect(page.getByText("Karl Huber")).toHaveCount(0);
  await accessibleAnyhow(page, "duplicates");

  // Side by side, by keys: the title of the second, and the record of the first stays.
  await anna.getByRole("link", { name: /^Compare and merge/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Merge people", level: 1 })).toBeFocused();
  const title = page.getByRole("group", { name: "Title" });
  await expect(title.getByRole("radio", { name: /Prof\./ })).toBeChecked();
  await expect(page.getByText("Goes along from the others")).toBeVisible();
  await title.getByRole("radio", { checked: true }).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(title.getByRole("radio", { name: /nothing/ })).toBeChecked();
  const left = page.locator("section").filter({ has: page.getByRole("heading", { name: "What is left out" }) });
  await expect(left).toContainText("title: Prof.");
  await page.keyboard.press("ArrowRight");
  await expect(left).not.toContainText("title: Prof.");
  await expect(left).toContainText("family name: Baer");
  await accessibleAnyhow(page, "merging people");
  await page.getByRole("button", { name: "Merge", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Merged into one person.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Duplicates", level: 1 })).toBeVisible();
  await expect(group(page, "Stephan Schmidt")).toBeVisible();
  await expect(group(page, "Anna Bär")).toHaveCount(0);
  const merged = await (await page.request.get(`${gateway.url}/crm/home/people/${ids[0]}`)).json();
  expect([merged.content.name.title, merged.content.birthday, merged.content.cards.length]).toEqual(["Prof.", "1980-03-04", 2]);
  expect(await (await page.request.get(`${gateway.url}/crm/home/people/${ids[0]}/notes`)).json()).toHaveLength(1);
  expect((await page.request.get(`${gateway.url}/crm/home/people/${ids[2]}`)).status()).toBe(404);

  await page.getByRole("button", { name: "Undo" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Undone.")).toBeVisible();
  await expect(group(page, "Anna Bär")).toBeVisible();
  expect((await page.request.get(`${gateway.url}/crm/home/people/${ids[2]}`)).status()).toBe(200);
});

test("who was said to be two is asked no more, until it is taken back", async ({ page, gateway }) => {
  await begin(page, gateway);
  await store(page, gateway, PEOPLE.slice(3));
  await page.goto(`${gateway.url}/people/duplicates`);
  const two = group(page, "Stephan Schmidt");
  await two.getByRole("button", { name: /^Not the same/ }).focus();
  await page.keyboard.press("Enter");
  await expect(two).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "No duplicates were found" })).toBeVisible();
  await accessibleAnyhow(page, "no duplicates");
  await page.reload();
  await expect(page.getByRole("heading", { name: "No duplicates were found" })).toBeVisible();
  // The way back is offered where it was said; here, what was said is forgotten by the gateway.
  const pairs = await (await page.request.get(`${gateway.url}/crm/home/people/not-duplicates`)).json();
  await page.request.post(`${gateway.url}/crm/home/people/not-duplicates/forget`, { data: pairs });
  await page.reload();
  await two.getByRole("button", { name: /^Not the same/ }).click();
  await expect(two).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(two).toBeVisible();
});

test("who is written down a second time is named on their page", async ({ page, gateway }) => {
  await begin(page, gateway);
  const [id] = await store(page, gateway, PEOPLE.slice(0, 1));
  await page.reload();
  await page.getByRole("button", { name: "New person" }).click();
  await page.getByLabel("Given name").fill("Anna");
  await page.getByLabel("Family name").fill("Baer");
  await page.getByLabel("E-mail").fill("anna@example.com");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const alike = page.locator("section").filter({ has: page.getByRole("heading", { name: "Probably the same person" }) });
  await expect(alike.getByRole("link", { name: "Anna Bär", exact: true })).toHaveAttribute("href", `/people/${id}`);
  await accessibleAnyhow(page, "a person who is there twice");
  await alike.getByRole("link", { name: /^Compare and merge/ }).click();
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Anna Bär", level: 1 })).toBeVisible();
  await expect(alike).toHaveCount(0);
});
