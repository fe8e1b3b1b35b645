// A published business card: on pages of other origins, as a page, and in the app where one chooses what is public.
import { readFileSync } from "node:fs";
import { type Browser, type Page } from "@playwright/test";
import { accessible } from "./accessible";
import { Gateway, begin, drafts, expect, host, test } from "./gateway";

const PUBLIC = ["title", "given", "family", "picture", "business", { position: "Head of Optics" }, { phone: "+49 30 23125 001" }, { email: "anna@example.com" }, { address: "Seestraße 1, 13353 Berlin, DE" }, { web: "https://www.anna.example/" }];

const PERSON = {
  name: { title: "Dr.", given: "Anna", family: "Müller-Lüdenscheidt" },
  birthday: "1985-04-12",
  tags: ["Secrettag"],
  web_addresses: [{ url: "https://www.anna.example/" }],
  cards: [
    {
      business: "Nordlicht Optik GmbH",
      favourite: true,
      positions: [{ position: "Head of Optics" }],
      phones: [{ number: "+49 30 23125 001", place: "work", kind: "voice" }, { number: "+49 171 3920099", kind: "mobile", label: "Secretlabel" }],
      emails: [{ address: "anna@example.com", place: "work" }, { address: "secret@example.com" }],
      addresses: [{ street: "Seestraße 1", zip: "13353", city: "Berlin", country_code: "DE", place: "work" }],
    },
  ],
};

/** A portrait, as a JPEG. */
async function portrait(browser: Browser): Promise<string> {
  const page = await browser.newPage({ viewport: { width: 600, height: 600 } });
  await page.setContent(`<body style="margin:0"><svg viewBox="0 0 60 60"><path fill="#b9d2d6" d="M0 0h60v60H0z"/><path fill="#28485c" d="M8 60c0-13 10-18 22-18s22 5 22 18z"/>
    <path fill="#3b2620" d="M15 27c0-12 6-19 15-19s15 7 15 19l-2 14H17z"/><path fill="#e8b796" d="M25 36h10v9l-5 4-5-4z"/><ellipse cx="30" cy="27" rx="10.500" ry="13" fill="#f0c5a5"/>
    <path fill="#3b2620" d="M18 26c3-10 14-12 21-5 2 2 3 5 3 7 1-11-4-18-12-18s-13 6-12 16z"/></svg>`);
  const picture = await page.screenshot({ type: "jpeg", quality: 90 });
  await page.close();
  return picture.toString("base64");
}

/** Asks the gateway as a member of staff. */
async function ask(gateway: Gateway, method: string, path: string, body?: unknown, version?: number) {
  await drafts(gateway);
  const headers: Record<string, string> = { cookie: gateway.cookie, "content-type": "application/json" };
  if (version) headers["if-match"] = `"${version}"`;
  const answer = await fetch(`${gateway.url}/crm/home/${path}`, { method, headers, body: body ? JSON.stringify(body) : undefined });
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
  return answer.json();
}

/** Publishes a person's card; answers its id. */
async function publish(gateway: Gateway, browser: Browser, person: object = PERSON, parts: unknown[] = PUBLIC): Promise<string> {
  const image = { media_type: "image/jpeg", data: await portrait(browser) };
  const { result } = await ask(gateway, "POST", "people", { image, ...person });
  const published = { person: result.id, card: result.content.cards[0].id, public: parts };
  return (await ask(gateway, "POST", "published-cards", published)).result.id;
}

const tag = (gateway: Gateway, id: string) => `<script async src="${gateway.url}/c/${id}/card.js"></script>`;

async function vcard(page: Page) {
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Save to contacts" }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

test("one line puts it on a page with the strictest policy, and nobody is told", async ({ browser, gateway }) => {
  const id = await publish(gateway, browser);
  const policy = `default-src 'none'; script-src ${gateway.url}; img-src ${gateway.url}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const site = await host(tag(gateway, id), policy);
  const context = await browser.newContext({ locale: "en-US", acceptDownloads: true });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(site.url);
  await expect(page.getByRole("heading", { name: "Dr. Anna Müller-Lüdenscheidt" })).toBeVisible();
  await expect(page.getByText("Nordlicht Optik GmbH")).toBeVisible();
  await expect.poll(() => page.locator("business-card img").evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBe(400);
  expect(await page.getByRole("link", { name: "Call" }).getAttribute("href")).toBe("tel:+493023125001");
  expect(await page.getByRole("link", { name: "E-mail" }).getAttribute("href")).toBe("mailto:anna@example.com");
  expect(await page.getByRole("link", { name: "Map" }).getAttribute("href")).toMatch(/^https:\/\/www\.openstreetmap\.org\/search\?query=Seestra/);
  await page.waitForLoadState("networkidle");
  const paths = asked.map((url) => url.replace(/\?.*/, "")).filter((url) => !url.endsWith("/favicon.ico"));
  expect(paths).toEqual([site.url, `${gateway.url}/c/${id}/card.js`, `${gateway.url}/c/${id}/picture`]);

  const { name, text } = await vcard(page);
  expect(name).toBe("Dr_ Anna Müller-Lüdenscheidt.vcf");
  const { default: ical } = await import("ical.js");
  const read = new ical.Component(ical.parse(text));
  const values = read.getAllProperties().map((property) => [property.name, property.getFirstValue()]);
  const said = Object.fromEntries(values.filter(([property]) => property !== "photo").map(([property, value]) => [property, String(value)]));
  expect(said).toEqual({
    version: "3.0",
    prodid: "-//Calling Card//EN",
    fn: "Dr. Anna Müller-Lüdenscheidt",
    n: "Müller-Lüdenscheidt,Anna,,Dr.,",
    "x-callingcard-title": "Dr.",
    org: "Nordlicht Optik GmbH",
    title: "Head of Optics",
    email: "anna@example.com",
    tel: "+49 30 23125 001",
    adr: ",,Seestraße 1,Berlin,,13353,Germany",
    url: "https://www.anna.example/",
    uid: `${gateway.url}/c/${id}`,
  });
  expect(text).not.toMatch(/secret|3920099|1985/i);

  const kept = await page.evaluate(async () => [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length]);
  expect(kept).toEqual(["", 0, 0, 0, 0]);
  expect(await context.cookies()).toEqual([]);
  site.close();
  await context.close();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1100]) {
    test(`axe finds nothing on the card, ${colorScheme}, ${width} px`, async ({ browser, gateway }) => {
      const id = await publish(gateway, browser);
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, locale: "en-US" });
      const page = await context.newPage();
      const site = await host(`<style>:root { color-scheme: light dark } body { font-family: system-ui }</style>${tag(gateway, id)}`);
      await page.goto(site.url);
      await expect(page.getByRole("link", { name: "Save to contacts" })).toBeVisible();
      await accessible(page, `card ${colorScheme} ${width}`);
      await page.goto(`${gateway.url}/c/${id}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Dr. Anna Müller-Lüdenscheidt");
      await accessible(page, `card page ${colorScheme} ${width}`);
      site.close();
      await context.close();
    });
  }
}

test("a host that unsets everything changes nothing inside", async ({ page, browser, gateway }) => {
  const id = await publish(gateway, browser);
  const reset = "<style>* { all: unset !important } body { display: block !important }</style>";
  const look = async (style: string) => {
    const site = await host(style + tag(gateway, id));
    await page.goto(site.url);
    const save = page.getByRole("link", { name: "Save to contacts" });
    await expect(save).toBeVisible();
    const looks = await save.evaluate((element) => {
      const { backgroundColor, borderRadius, display, minHeight } = getComputedStyle(element);
      const place = (element.getRootNode() as ShadowRoot).host;
      return { backgroundColor, borderRadius, display, minHeight, place: getComputedStyle(place).display };
    });
    site.close();
    return looks;
  };
  expect(await look(reset)).toEqual(await look(""));
});

test("a right-to-left page, and 400 % zoom", async ({ browser, gateway }) => {
  const id = await publish(gateway, browser, { name: { given: "نور", family: "السيد" }, cards: [{ business: "مؤسسة النخيل", phones: [{ number: "+49 30 23125 001" }] }] }, ["given", "family", "business", { phone: "+49 30 23125 001" }]);
  const page = await (await browser.newContext({ viewport: { width: 320, height: 256 } })).newPage();
  const site = await host(tag(gateway, id), "", 'lang="ar" dir="rtl"');
  await page.goto(site.url);
  const name = page.locator("business-card h2");
  await expect(name).toHaveText("نور السيد");
  const edges = await name.evaluate((element) => {
    const [face, text, picture] = [element.closest(".cc-face")!, element, element.parentElement!.querySelector(".cc-picture")!].map((part) => part.getBoundingClientRect());
    return { name: face.right - text.right, picture: face.right - picture.right };
  });
  expect(edges.name).toBeLessThan(40);
  expect(edges.picture).toBeLessThan(40);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  site.close();
  await page.context().close();
});

test("several cards on a page, moved and made anew by a framework; without the picture there are initials", async ({ page, browser, gateway }) => {
  const [one, other] = [await publish(gateway, browser), await publish(gateway, browser, { ...PERSON, name: { family: "Second" } }, ["family"])];
  const places = `<div id="a"><business-card card-id="${one}"></business-card></div><div id="b"></div>`;
  const site = await host(places + tag(gateway, one) + tag(gateway, other), `default-src 'none'; script-src ${gateway.url}`);
  await page.goto(site.url);
  const names = page.locator("business-card h2");
  await expect(names).toHaveText(["Dr. Anna Müller-Lüdenscheidt", "Second"]);
  await expect(page.locator("business-card img")).toHaveCount(0);
  await expect(page.locator(".cc-picture").first()).toHaveText("AM");
  const moved = await page.evaluate((id) => {
    const [b, card] = [document.querySelector("#b")!, document.querySelector("business-card")!];
    const inner = card.shadowRoot!.firstElementChild;
    b.append(card);
    const fresh = document.createElement("business-card");
    fresh.setAttribute("card-id", id);
    document.querySelector("#a")!.append(fresh);
    return card.shadowRoot!.firstElementChild === inner;
  }, other);
  expect(moved).toBe(true);
  await expect(names).toHaveText(["Second", "Dr. Anna Müller-Lüdenscheidt", "Second"]);
  site.close();
});

test("the page runs without JavaScript, speaks German, and is gone when the card is withdrawn", async ({ browser, gateway }) => {
  const id = await publish(gateway, browser);
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "de-DE" });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  await page.goto(`${gateway.url}/c/${id}`);
  await expect(page.getByRole("link", { name: "Kontakt speichern" })).toBeVisible();
  await expect(page.getByRole("img", { name: "QR-Code" })).toBeVisible();
  await page.getByRole("link", { name: "English" }).click();
  await expect(page.getByRole("link", { name: "Save to contacts" })).toBeVisible();
  expect(new Set(asked)).toEqual(new Set([gateway.url]));
  expect(await context.cookies()).toEqual([]);
  await ask(gateway, "DELETE", `published-cards/${id}`, undefined, 1);
  const answer = await page.goto(`${gateway.url}/c/${id}?lang=de`);
  expect(answer?.status()).toBe(410);
  await expect(page.getByRole("heading")).toHaveText("Diese Visitenkarte ist nicht mehr veröffentlicht.");
  // A page with the line on it shows nothing, and is otherwise whole.
  const site = await host(tag(gateway, id));
  await page.goto(site.url);
  await expect(page.getByRole("heading", { name: "A website" })).toBeVisible();
  site.close();
  await context.close();
});

test("staff choose what is public beside a preview, by keyboard, publish it, and take it back", async ({ page, browser, gateway }) => {
  await begin(page, gateway);
  await page.goto(`${gateway.url}/settings/published-cards`);
  await expect(page.getByText("No card is published")).toBeVisible();
  const image = { media_type: "image/jpeg", data: await portrait(browser) };
  const made = await page.request.post(`${gateway.url}/crm/home/people`, { data: { image, ...PERSON } });
  const { result } = await made.json();
  await page.goto(`${gateway.url}/people/${result.id}`);
  await page.getByRole("link", { name: "Publish …" }).click();
  const preview = page.getByRole("article");
  await expect(preview.getByRole("heading", { name: "Dr. Anna Müller-Lüdenscheidt" })).toBeVisible();
  await expect(preview).not.toContainText("anna@example.com");
  await expect(page.getByRole("checkbox", { name: "secret@example.com" })).not.toBeChecked();
  for (const box of ["anna@example.com", "+49 30 23125 001", "Picture"]) {
    await page.getByRole("checkbox", { name: box }).focus();
    await page.keyboard.press("Space");
  }
  await expect(preview).toContainText("anna@example.com");
  await expect(preview.locator("img")).toBeVisible();
  await page.getByRole("checkbox", { name: "Dr." }).uncheck();
  await expect(preview.getByRole("heading", { name: "Anna Müller-Lüdenscheidt", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Publish" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Where it stands" })).toBeVisible();
  const line = await page.locator("pre", { hasText: "card.js" }).textContent();
  const qr = page.getByRole("img", { name: "QR code of the card's address" });
  await expect.poll(() => qr.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
  await accessible(page, "publish a card");
  await page.setViewportSize({ width: 360, height: 800 });
  await accessible(page, "publish a card 360");
  await page.setViewportSize({ width: 1280, height: 800 });

  const site = await host(line ?? "");
  const visitor = await browser.newPage();
  await visitor.goto(site.url);
  await expect(visitor.getByRole("heading", { name: "Anna Müller-Lüdenscheidt" })).toBeVisible();
  await expect(visitor.locator("business-card")).not.toContainText("secret");
  // What is ticked is saved, and nothing else.
  await page.getByRole("checkbox", { name: "anna@example.com" }).uncheck();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("status").getByText("The card is public.").last()).toBeVisible();
  await expect.poll(async () => (await (await fetch(/https?:\S+card\.js/.exec(line ?? "")![0])).text()).includes("anna@")).toBe(false);

  await page.goto(`${gateway.url}/people/${result.id}`);
  await expect(page.getByRole("link", { name: "Published", exact: true })).toBeVisible();
  await page.goto(`${gateway.url}/settings/published-cards`);
  await page.getByRole("button", { name: /^Withdraw/ }).click();
  await expect(page.getByText("No card is published")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: /^Withdraw/ })).toBeVisible();
  site.close();
  await visitor.close();
});
