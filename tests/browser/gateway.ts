// The real gateway with a data folder of its own, and pages of another origin.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { type Server, createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Page, test as base, expect } from "@playwright/test";

const root = resolve(__dirname, "../..");

export class Gateway {
  readonly data = mkdtempSync(join(tmpdir(), "calling-card-"));
  private process?: ChildProcess;
  /** The built files. */
  site = join(root, "target/site");
  /** More of the environment. */
  environment: Record<string, string> = {};
  /** All that it has written. */
  printed = "";
  url = "";
  welcome = "";
  signIn = "";
  cookie = "";

  async start(...more: string[]): Promise<this> {
    const again = this.url !== "";
    const port = again ? new URL(this.url).port : "0";
    this.process = spawn(join(root, "target/debug/calling-card"), ["serve", "--data", this.data, "--port", port, "--site", this.site, ...more], { env: { ...process.env, ...this.environment } });
    let printed = "";
    await new Promise<void>((done, fail) => {
      const look = (chunk: Buffer) => {
        printed += chunk;
        this.url = /listening on (\S+)/.exec(printed)?.[1] ?? this.url;
        this.welcome = /first member of staff: (\S+)/.exec(printed)?.[1] ?? this.welcome;
        this.signIn = /sign in: (\S+)/.exec(printed)?.[1] ?? this.signIn;
        // A data folder with staff prints no link: it is ready when it listens.
        const ready = again || (more.includes("--demo") ? this.signIn : this.welcome);
        if (/listening on/.test(printed) && ready) done();
      };
      this.process?.stdout?.on("data", look);
      for (const stream of [this.process?.stdout, this.process?.stderr]) stream?.on("data", (chunk: Buffer) => (this.printed += chunk));
      this.process?.on("exit", () => fail(new Error(`the gateway ended: ${printed}`)));
    });
    return this;
  }

  async stop(): Promise<void> {
    const { process } = this;
    // One that has ended says so no more.
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const ended = new Promise((done) => process.on("exit", done));
    process.kill("SIGTERM");
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** Makes the first member of staff, who is signed in afterwards. */
export async function begin(page: Page, gateway: Gateway): Promise<void> {
  await page.goto(gateway.welcome);
  await page.getByLabel("Your name").fill("Ann Admin");
  await page.getByLabel("E-mail").fill("ann@example.com");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(page.getByRole("heading", { name: "People", level: 1 })).toBeVisible();
}

/** The drafts that wait, as staff see them. The first member of staff is made where there is none. */
export async function drafts(gateway: Gateway): Promise<{ id: string; name: string; held?: string[] }[]> {
  const json = { "content-type": "application/json" };
  if (!gateway.cookie) {
    const person = { name: "Ann Admin", email: "ann@example.com", password: "correct horse battery" };
    const token = gateway.welcome.split("/").pop();
    const answer = await fetch(`${gateway.url}/auth/first-user`, { method: "POST", headers: json, body: JSON.stringify({ token, ...person }) });
    gateway.cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  }
  const page = await fetch(`${gateway.url}/crm/home/drafts`, { headers: { cookie: gateway.cookie } });
  return (await page.json()).items;
}

/** A page of another origin, as strict as a host can be. */
export async function host(body: string, policy = "", attributes = 'lang="en"'): Promise<{ url: string; close: () => void }> {
  const server: Server = createServer((_, answer) => {
    const headers: Record<string, string> = { "content-type": "text/html; charset=utf-8" };
    if (policy) headers["content-security-policy"] = policy;
    answer.writeHead(200, headers).end(`<!doctype html><html ${attributes}><meta name="viewport" content="width=device-width, initial-scale=1"><title>A website</title><main><h1>A website</h1>${body}</main></html>`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

export const test = base.extend<{ gateway: Gateway; quiet: undefined }>({
  gateway: async ({ page }, use) => {
    const gateway = await new Gateway().start();
    await use(gateway);
    // What is still on its way to the page does not fail for want of a gateway.
    await page.close();
    await gateway.remove();
  },
  // Nothing may panic, in any test.
  quiet: [
    async ({ page }, use) => {
      const wrong: string[] = [];
      page.on("pageerror", (error) => wrong.push(String(error)));
      page.on("console", (message) => {
        if (/panicked|unreachable|RuntimeError/.test(message.text())) wrong.push(message.text());
        // A host has a policy of its own.
        if (/Content Security Policy/.test(message.text()) && new URL(page.url()).hostname === "localhost") wrong.push(message.text());
      });
      await use(undefined);
      expect(wrong).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };
