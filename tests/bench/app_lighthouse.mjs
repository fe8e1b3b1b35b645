// What Lighthouse says of the staff app's pages: accessibility and best practices, of a hundred. `cargo xtask bench app`.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { say, serve, signedIn } from "./gateway.mjs";

const CATEGORIES = ["accessibility", "best-practices"];

const [program, lighthouse] = process.argv.slice(2);
const gateway = await serve(program, { demo: true });
const scratch = mkdtempSync(join(tmpdir(), "calling-card-lighthouse-"));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
try {
  const state = await signedIn(browser, gateway.link);
  const context = await browser.newContext({ serviceWorkers: "block", storageState: state });
  const page = await context.newPage();
  await page.goto(`${gateway.url}/people`);
  const person = await page.locator("main .line a").first().getAttribute("href");
  const headers = join(scratch, "headers.json");
  writeFileSync(headers, JSON.stringify({ Cookie: state.cookies.map(({ name, value }) => `${name}=${value}`).join("; ") }));
  for (const [path, signed] of [["/people", false], ["/people", true], [person, true], ["/people/new", true], ["/organizations", true], ["/drafts", true], ["/forms", true], ["/import", true], ["/settings", true], ["/settings/lists", true]]) {
    const report = join(scratch, "report.json");
    const options = [gateway.url + path, "--quiet", "--output=json", `--output-path=${report}`, `--only-categories=${CATEGORIES}`, "--chrome-flags=--headless --no-sandbox --disable-gpu"];
    if (signed) options.push(`--extra-headers=${headers}`);
    execFileSync(lighthouse, options, { env: { ...process.env, CHROME_PATH: process.env.CHROMIUM }, stdio: ["ignore", "inherit", "inherit"] });
    const { categories, audits } = JSON.parse(readFileSync(report, "utf8"));
    for (const category of CATEGORIES) {
      const { score, auditRefs } = categories[category];
      say(`${path === person ? "/people/{id}" : path}${signed ? "" : " (sign-in)"}: missing of ${category}`, 100 - Math.round(score * 100), "of 100", 0);
      for (const { id, weight } of auditRefs) {
        const { score, title } = audits[id];
        if (weight > 0 && score !== null && score < 1) console.log(`  ${id}: ${title}`);
      }
    }
  }
} finally {
  await browser.close();
  gateway.stop();
  rmSync(scratch, { recursive: true, force: true });
}
