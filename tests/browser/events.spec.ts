// Events: made in the app, booked through their form on a foreign page, accepted in Drafts, and put into a calendar.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { accessible, accessibleAnyhow } from "./accessible";
import { begin, expect, host, test } from "./gateway";

const TITLE = "Wine & cheese";

/** Fills the fields of an event in, by keyboard. */
async function fill(page: Page, places: string): Promise<void> {
  for (const [label, text] of [["Title", TITLE], ["Place", "Town hall"], ["Web address, where it is online", "https://meet.example/secret"], ["Price", "12 EUR"], ["Description", "Bring a friend."]]) {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.type(text);
  }
  await page.getByLabel("Begins").fill("2124-12-24T18:00");
  await page.getByLabel("Ends").fill("2124-12-24T20:00");
  await page.getByLabel("Time zone").selectOption("Europe/Berlin");
  await page.getByLabel("Places", { exact: true }).fill(places);
}

test("an event is made in the app, booked by keyboard on a foreign page, and the booking stands in Drafts", async ({ page, gateway, browser }) => {
  test.slow();
  await begin(page, gateway);
  await page.getByRole("link", { name: "Events" }).click();
  await expect(page.getByRole("heading", { name: "No events yet" })).toBeVisible();
  await accessibleAnyhow(page, "events, none");
  await page.getByRole("button", { name: "New event" }).press("Enter");
  // What is wrong is said at its field.
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await expect(page.getByLabel("Title", { exact: true })).toHaveAccessibleDescription(/Please fill this in/);
  await expect(page.getByLabel("Begins")).toHaveAttribute("aria-invalid", "true");
  await fill(page, "0");
  await page.getByLabel("Ends").fill("2124-12-24T17:00");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await expect(page.getByLabel("Ends")).toHaveAccessibleDescription(/must not be before the beginning/);
  await expect(page.getByLabel("Places", { exact: true })).toHaveAccessibleDescription(/whole number from 1 to 100000/);
  await accessibleAnyhow(page, "event with errors");
  await page.getByLabel("Ends").fill("2124-12-24T20:00");
  await page.getByLabel("Places", { exact: true }).fill("1");
  await page.getByLabel(/^Published/).press("Space");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await expect(page.getByRole("heading", { name: TITLE, level: 1 })).toBeVisible();
  await expect(page.getByText("24 December 2124, 18:00–20:00 (Europe/Berlin)")).toBeVisible();
  await page.getByRole("button", { name: "Make a booking form" }).press("Enter");
  await expect(page.getByRole("link", { name: "/f/wine-cheese" })).toBeVisible();
  await expect(page.getByText("0 of 1 places taken")).toBeVisible();
  await accessibleAnyhow(page, "event");
  const address = page.url();

  // By keyboard alone, on a page of another origin.
  const visitor = await (await browser.newContext({ locale: "en-US" })).newPage();
  const policy = `default-src 'none'; script-src ${gateway.url} 'wasm-unsafe-eval'; connect-src ${gateway.url}`;
  const site = await host(`<script async src="${gateway.url}/f/wine-cheese/form.js"></script>`, policy);
  await visitor.goto(site.url);
  await expect(visitor.getByText(TITLE)).toBeVisible();
  await expect(visitor.getByText("24 December 2124, 18:00–20:00 (Europe/Berlin)")).toBeVisible();
  await expect(visitor.getByText("Town hall · Online")).toBeVisible();
  await accessible(visitor, "booking form");
  await visitor.keyboard.press("Tab");
  await expect(visitor.getByLabel("Given name")).toBeFocused();
  for (const text of ["Marie", "Curie", "marie@example.com", "", "", ""]) {
    await visitor.keyboard.type(text, { delay: 20 });
    await visitor.keyboard.press("Tab");
  }
  await expect(visitor.getByRole("checkbox")).toBeFocused();
  await visitor.keyboard.press("Space");
  await visitor.waitForTimeout(2000);
  await visitor.keyboard.press("Tab");
  await expect(visitor.getByRole("button", { name: "Book" })).toBeFocused();
  await visitor.keyboard.press("Enter");
  await expect(visitor.getByRole("status")).toHaveText("Thank you. We have received your booking, and check it.");
  await accessible(visitor, "booking form, sent");
  const opening = visitor.waitForEvent("popup");
  await visitor.getByRole("link", { name: "Your booking, with an entry for your calendar" }).press("Enter");
  const booking = await opening;
  await expect(booking.getByRole("heading", { name: "We have received your booking" })).toBeVisible();
  await expect(booking.getByText("meet.example")).toHaveCount(0);
  await accessible(booking, "booking");

  // Full: whoever comes next is told, and can send nothing.
  const late = await (await browser.newContext({ locale: "en-US" })).newPage();
  await late.goto(`${gateway.url}/f/wine-cheese`);
  await expect(late.getByRole("status")).toHaveText("All places are taken.");
  await expect(late.getByRole("button")).toHaveCount(0);
  await accessible(late, "booking form, full");
  await late.goto(site.url);
  await expect(late.getByRole("status")).toHaveText("All places are taken.");
  site.close();

  // It stands in Drafts with the event named; accepted, it is a booking.
  await page.goto(`${gateway.url}/drafts`);
  await expect(page.getByRole("link", { name: /Marie Curie/ })).toContainText(`Booking: ${TITLE}`);
  await accessible(page, "drafts with a booking");
  await page.getByRole("link", { name: /Marie Curie/ }).click();
  await expect(page.getByText("Accepted, it is a booking at")).toBeVisible();
  await page.getByRole("button", { name: "Accept" }).press("Enter");
  await page.waitForURL(/people/);
  await page.goto(address);
  await expect(page.getByText("1 of 1 places taken")).toBeVisible();
  const bookings = page.locator("section", { hasText: "Bookings" });
  await expect(bookings.getByRole("link", { name: "Marie Curie" })).toBeVisible();
  await accessibleAnyhow(page, "event with a booking");
  await booking.reload();
  await expect(booking.getByRole("heading", { name: "Your place is booked" })).toBeVisible();
  await expect(booking.getByRole("link", { name: "https://meet.example/secret" })).toBeVisible();

  // Another's reader reads the entries for the calendar.
  const { default: ical } = await import("ical.js");
  const read = (text: string) => new ical.Event(new ical.Component(ical.parse(text)).getFirstSubcomponent("vevent")!);
  const waiting = booking.waitForEvent("download");
  await booking.getByRole("link", { name: "Add to your calendar (.ics)" }).press("Enter");
  const theirs = read(readFileSync(await (await waiting).path(), "utf8"));
  expect([theirs.summary, theirs.startDate.toJSDate().toISOString(), theirs.location]).toEqual([TITLE, "2124-12-24T17:00:00.000Z", "Town hall · https://meet.example/secret"]);
  const saving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Calendar entry" }).press("Enter");
  const ours = read(readFileSync(await (await saving).path(), "utf8"));
  expect([ours.uid, ours.description]).toEqual([theirs.uid, "Bring a friend."]);
  const open = await fetch(`${gateway.url}/e/${ours.uid}/event.ics`);
  const everybodys = read(await open.text());
  expect([everybodys.uid, everybodys.location]).toEqual([ours.uid, "Town hall · Online"]);

  // Cancelled, and taken back.
  await bookings.getByRole("button", { name: "Cancel booking: Marie Curie" }).press("Enter");
  await expect(page.getByText("0 of 1 places taken")).toBeVisible();
  await page.locator(".toast", { hasText: "The booking is cancelled: Marie Curie" }).getByRole("button", { name: "Undo" }).press("Enter");
  await expect(page.getByText("1 of 1 places taken")).toBeVisible();

  // Invited from the event's page, once.
  const invitations = page.locator("section", { hasText: "Invitations" });
  await invitations.getByLabel("Invite a person").fill("Curie");
  await invitations.getByRole("button", { name: "Marie Curie" }).press("Enter");
  await expect(invitations.getByText("Open", { exact: true })).toBeVisible();
  await invitations.getByRole("button", { name: "Marie Curie", exact: true }).press("Enter");
  await expect(invitations.getByRole("alert")).toContainText("already taken");

  // Deleted with what belongs to it, and brought back with it.
  await page.getByRole("button", { name: "Delete", exact: true }).press("Enter");
  await expect(page.getByRole("heading", { name: "No events yet" })).toBeVisible();
  await page.locator(".toast", { hasText: `${TITLE} is in the bin.` }).getByRole("button", { name: "Undo" }).press("Enter");
  await expect(page.getByRole("link", { name: new RegExp(TITLE) })).toContainText("1 of 1 places taken");
  await expect(page.getByRole("link", { name: new RegExp(TITLE) })).toContainText("Full");
  await accessibleAnyhow(page, "events");
});

test("events are read in German, and a form of another kind books nothing", async ({ page, gateway }) => {
  await begin(page, gateway);
  await page.evaluate(() => localStorage.setItem("language", "de"));
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(`${gateway.url}/events/new`);
  await expect(page.getByRole("heading", { name: "Neue Veranstaltung" })).toBeVisible();
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByLabel("Titel")).toHaveAccessibleDescription(/Bitte füllen Sie dieses Feld aus/);
  await accessible(page, "event, German, narrow");
  const event = { title: "Ein ziemlich langer Titel für eine Veranstaltung im Rathaus", begin: "2124-12-24T18:00", end: "2124-12-25T01:00", time_zone: "Europe/Berlin", published: true };
  const made = await page.request.post(`${gateway.url}/crm/home/events`, { data: event });
  expect(made.status()).toBe(201);
  await page.goto(`${gateway.url}/events`);
  await expect(page.getByText("24. Dezember 2124, 18:00 – 25. Dezember 2124, 01:00 (Europe/Berlin)")).toBeVisible();
  await accessible(page, "events, German, narrow");
  // The contact form becomes a booking form, and stays one when it is saved.
  await page.goto(`${gateway.url}/forms/contact`);
  await page.getByLabel("Bucht einen Platz bei").selectOption({ label: event.title });
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByText("Gespeichert.")).toBeVisible();
  await page.goto(`${gateway.url}/f/contact?lang=de`);
  await expect(page.getByText(event.title)).toBeVisible();
  await accessible(page, "contact form that books, narrow");
});

test("who is invited books by a link, on our page and on a website, and can say that they do not come", async ({ page, gateway, browser }) => {
  await begin(page, gateway);
  const make = async (path: string, data?: object) => {
    const made = await page.request.post(`${gateway.url}/crm/home/${path}`, { data });
    expect(made.status()).toBe(201);
    return (await made.json()).result;
  };
  const event = await make("events", { title: TITLE, begin: "2124-12-24T18:00", end: "2124-12-24T20:00", time_zone: "Europe/Berlin", published: true });
  const form = (await make(`events/${event.id}/booking-form`)).id;
  const person = await make("people", { name: { given: "Marie", family: "Curie" } });
  await make(`events/${event.id}/invitations`, { person: person.id });
  await page.goto(`${gateway.url}/events/${event.id}`);
  const invitations = page.locator("section", { hasText: "Invitations" });
  await expect(invitations.getByText("Mail not sent: there is no mail server")).toBeVisible();
  await accessibleAnyhow(page, "event with an invitation");
  const link = await invitations.getByRole("link", { name: "Link of the invitation: Marie Curie" }).getAttribute("href");
  const code = link!.split("/").pop();

  // Our own page: it knows who comes, and lets them say that they do not.
  const narrow = { locale: "en-US", viewport: { width: 360, height: 800 } };
  const seen = await (await browser.newContext(narrow)).newPage();
  await seen.goto(link!);
  await accessible(seen, "booking form with an invitation, narrow");
  await seen.goto(`${link}/decline`);
  await accessible(seen, "an invitation is rejected, narrow");
  // It needs no script.
  const plain = await (await browser.newContext({ ...narrow, javaScriptEnabled: false })).newPage();
  await plain.goto(link!);
  await expect(plain.getByText("Your invitation: Marie Curie")).toBeVisible();
  await expect(plain.getByLabel("Family name")).toHaveValue("Curie");
  await plain.getByRole("link", { name: "I cannot come" }).press("Enter");
  await expect(plain.getByRole("heading", { name: "Can you not come?" })).toBeVisible();
  await plain.getByRole("button", { name: "I cannot come" }).press("Enter");
  await expect(plain.getByRole("heading", { name: "You have said that you do not come" })).toBeVisible();
  await page.reload();
  await expect(invitations.getByText("Rejected")).toBeVisible();

  // A website's page by whose address they come.
  const visitor = await (await browser.newContext({ locale: "en-US" })).newPage();
  const site = await host(`<script async src="${gateway.url}/f/${form}/form.js"></script>`);
  await visitor.goto(site.url);
  await expect(visitor.getByLabel("Family name")).toBeVisible();
  await expect(visitor.getByRole("link", { name: "I cannot come" })).toHaveCount(0);
  await visitor.goto(`${site.url}?invitation=${code}`);
  await expect(visitor.getByRole("link", { name: "I cannot come" })).toHaveAttribute("href", `${gateway.url}/invitation/${code}/decline`);
  await accessible(visitor, "embedded booking form with an invitation");
  await visitor.getByLabel("Family name").fill("Curie");
  await visitor.getByLabel("E-mail").fill("marie@example.com");
  await visitor.getByRole("checkbox").check();
  await visitor.getByRole("button", { name: "Book" }).click();
  await expect(visitor.getByRole("status")).toHaveText("Thank you. We have received your booking, and check it.");
  site.close();
  await page.reload();
  await expect(invitations.getByText("Booked")).toBeVisible();
  await expect(page.getByText("1 place taken")).toBeVisible();
});
