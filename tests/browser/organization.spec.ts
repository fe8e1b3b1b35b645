// An organization's page.
import { accessibleAnyhow } from "./accessible";
import { begin, expect, test } from "./gateway";
import { drawn, seen } from "./picture";

test("a logo is shown whole on white, changed, taken away, and brought back", async ({ page, gateway }) => {
  await begin(page, gateway);
  const made = await page.request.post(`${gateway.url}/crm/home/organizations`, { data: { name: "Acme", tags: ["Supplier"] } });
  const { id } = (await made.json()).result;
  const stored = async () => (await (await page.request.get(`${gateway.url}/crm/home/organizations/${id}`)).json()).content;
  await page.goto(`${gateway.url}/organizations/${id}`);
  await expect(page.locator(".tag", { hasText: "Supplier" })).toBeVisible();
  await page.getByRole("button", { name: "Add logo" }).click();
  const dialog = page.getByRole("dialog", { name: "Logo" });
  const buffer = await drawn(page, 400, 100, [["#00f", 0, 0, 400, 100]]);
  await dialog.getByLabel("Picture file").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer });
  await expect(dialog.getByRole("img", { name: /The part that is kept/ })).toBeVisible();
  await dialog.getByRole("button", { name: "Use this picture" }).click();
  await expect(page.getByRole("img", { name: "Logo: Acme" })).toBeVisible();
  await accessibleAnyhow(page, "an organization with a logo");
  const { colours } = await seen(page, (await stored()).logo.data, [[256, 20], [8, 256], [504, 256]]);
  expect(Math.min(...colours[0]), "white above").toBeGreaterThan(240);
  for (const [red, , blue] of colours.slice(1)) {
    expect(blue, "all of its width").toBeGreaterThan(200);
    expect(red).toBeLessThan(60);
  }
  // What is edited beside it leaves it as it is.
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByLabel("Name", { exact: true }).fill("Acme Ltd");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("img", { name: "Logo: Acme Ltd" })).toBeVisible();
  await page.getByRole("button", { name: "Remove logo" }).click();
  await expect(page.getByRole("button", { name: "Add logo" })).toBeVisible();
  expect((await stored()).logo).toBeUndefined();
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(page.getByRole("img", { name: "Logo: Acme Ltd" })).toBeVisible();
});
