import { defineConfig } from "@playwright/test";

// The browser is Debian's Chromium (or another one, named in CHROMIUM); none is downloaded.
export default defineConfig({
  testDir: ".",
  // Each has a gateway and a browser of its own.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // So many have one cause: waiting for each of the others says no more.
  maxFailures: 20,
  // One that passes only the second time is listed as flaky: it is looked at, and stops nobody.
  retries: 1,
  reporter: "list",
  outputDir: "../../target/browser-tests",
  use: {
    locale: "en-US",
    // A service worker answers before a test's own routes do: offline.spec.ts alone has one.
    serviceWorkers: "block",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
});
