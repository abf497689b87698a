import { defineConfig } from "@playwright/test";

/** The whole suite runs in Debian's Chromium: nothing is downloaded, and CI has the same one. */
const chromium = process.env.JIQIAO_CHROMIUM ?? "/usr/bin/chromium";
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: ".",
  outputDir: "test-results",
  workers: 2,
  retries: 0,
  forbidOnly: !!process.env.CI,
  // A journey clicks a hundred times, and in `make test` it shares two cores with a debug build of the server.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    locale: "zh-CN",
    // The server counts days where the platform is, whatever the machine's zone.
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    launchOptions: { executablePath: chromium, args: quiet },
  },
});
